# SPDX-License-Identifier: MIT
"""Commands that look and keep nothing: check, spf, dkim, dmarc, authres, explain, doctor."""
import json
import os

CHECK = ["domain", "status", "codes", "findings", "fix", "lookups", "took_ms"]
FINDING = ["code", "area", "severity", "name", "expected", "found", "server", "ttl", "message", "advice"]
AREAS = ["token", "spf", "dkim", "dmarc"]


def members(answer):
    return list(answer.json)


def lints(t, v):
    rows = [
        (("spf", "eval", "--ip", "192.0.2.1", "--mail-from", "a@mail.example", "--helo", "h.example"), 0,
         {"result": "pass", "explanation": None}),
        (("spf", "eval", "--ip", "198.51.100.1", "--mail-from", "", "--helo", "mail.example"), 0, {"result": "fail"}),
        (("spf", "eval", "--ip", "::1", "--mail-from", "a@..", "--helo", ""), 0, {"result": "none"}),
        (("spf", "lint", "mail.example"), 0, {"verdict": "ok", "lookups": 1, "voids": 0, "flags": []}),
        (("spf", "lint", "old.mail.example"), 1, {"verdict": "multiple"}),
        (("spf", "lint", "none.mail.example"), 1, {"verdict": "none"}),
        (("dkim", "lint", "mail.example", "--selector", "s1"), 1,
         {"verdict": "revoked", "match": None}),
        (("dkim", "lint", "mail.example", "--selector", "s2"), 1, {"verdict": "none", "reason": "nxdomain"}),
        (("dmarc", "lint", "mail.example"), 0, {"usable": True, "verdict": "valid"}),
        (("dmarc", "lint", "old.mail.example"), 1, {"usable": False, "verdict": "none", "policy": None}),
        (("dmarc", "discover", "old.mail.example"), 0,
         {"org_domain": "mail.example", "policy_domain": "mail.example", "effective": "reject"}),
        (("dmarc", "reports", "mail.example"), 0, {"destinations": {}}),
        (("dmarc", "build", "--p", "reject", "--rua", "a@b.example"), 0,
         {"value": "v=DMARC1; p=reject; rua=mailto:a@b.example"}),
    ]
    for words, code, wanted in rows:
        answer = v.run(*words)
        name = " ".join(words)
        t.claim(f"{name}: exit {code}", answer.code == code, answer)
        for key, value in wanted.items():
            t.claim(f"{name}: {key} is {value!r}", answer.lines and answer.json.get(key, "absent") == value, answer)
    merged = v.run("spf", "merge", "old.mail.example", "--include", "email.ncloud.com")
    t.claim("spf merge has its members", members(merged) == ["records", "merged", "lookups_before", "lookups", "voids", "flags"], merged)
    t.claim("spf merge keeps and adds", "include:email.ncloud.com" in merged.json["merged"] and len(merged.json["records"]) == 2, merged)
    t.claim("spf lint has its tree", members(v.run("spf", "lint", "mail.example")) == ["verdict", "lookups", "voids", "flags", "tree"])
    t.claim("dkim lint has its members",
            members(v.run("dkim", "lint", "mail.example", "--selector", "s1")) == ["verdict", "reason", "k", "bits", "match", "flags"])
    policy = v.run("dmarc", "lint", "mail.example").json["policy"]
    t.claim("dmarc lint shows the policy", {"p", "sp", "np", "aspf", "adkim", "rua", "ruf"} <= set(policy) and policy["rua"] == [], policy)


def checks(t, v):
    seen = v.run("check", "mail.example", "--spf-include", "email.ncloud.com", "--selector", "s1", "--token", "ncp-verify=x")
    t.claim("check has its members", members(seen) == CHECK, seen)
    t.claim("check looks at four areas", list(seen.json["status"]) == AREAS, seen)
    t.claim("check sees SPF and DMARC right", seen.json["status"]["spf"] == "pass" == seen.json["status"]["dmarc"], seen)
    t.claim("check fails for the token and the key", seen.code == 1 and "token-missing" in seen.json["codes"] and
            "dkim-revoked" in seen.json["codes"], seen)
    t.claim("a finding has its members", all(list(f) == FINDING for f in seen.json["findings"]), seen)
    t.claim("codes are those of the findings, each once",
            seen.json["codes"] == list(dict.fromkeys(f["code"] for f in seen.json["findings"])), seen)
    only = v.run("check", "mail.example", "--only", "spf,dmarc")
    t.claim("--only leaves the rest out and does not count it", only.code == 0 and list(only.json["status"]) == ["spf", "dmarc"], only)
    nul = v.run("check", "nul.mail.example", "--only", "token,spf", "--token", "ncp-verify=abc")
    t.claim("what follows a NUL counts", nul.json["status"] == {"token": "fail", "spf": "fail"}, nul)
    t.claim("and is shown", {"token-wrong-value", "spf-syntax"} <= set(nul.json["codes"]) and
            "ncp-verify=abc\ufffdx" in [f["found"] for f in nul.json["findings"]], nul)
    several = v.run("check", "mail.example", "localhost", "none.mail.example")
    t.claim("of several the worst exit counts", several.code == 2, several)


def lists(t, v):
    names = ["# a comment", "mail.example", "", "  old.mail.example  ", "bad..name", "日本語.example", "none.mail.example"]
    path = os.path.join(v.folder, "names")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\r\n".join(names))
    wanted = ["mail.example", "old.mail.example", None, "xn--wgv71a119e.example", "none.mail.example"]
    for words, stdin in ((("--file", path), b""), (("--file", "-"), open(path, "rb").read())):
        seen = v.run("check", *words, "--only", "spf", stdin=stdin)
        t.claim(f"check {words}: one object a line, in order", [row.get("domain") for row in seen.lines] == wanted, seen)
        t.claim(f"check {words}: a bad name is an error in its place",
                seen.lines[2]["error"]["code"] == "invalid-name" and seen.code == 2, seen)
    many = "".join(f"d{i}.mail.example\n" for i in range(400)).encode()
    seen = v.run("check", "--file", "-", "--in-flight", "37", "--only", "spf", stdin=many)
    t.claim("a longer list keeps its order", [row["domain"] for row in seen.lines] == [f"d{i}.mail.example" for i in range(400)])
    zeros = v.run("check", "--file", "-", "--only", "spf", stdin=b"mail.example\0.old\n\0\nmail.example\n")
    t.claim("a NUL ends no name of a list", [row.get("domain") for row in zeros.lines] == [None, None, "mail.example"], zeros)
    t.claim("an empty list is no error", v.run("check", "--file", "-").code == 0)
    missing = v.run("check", "--file", "/nowhere/list")
    t.claim("a list that is not there is exit 3", missing.code == 3, missing)
    t.claim("a folder is no list", v.run("check", "--file", v.folder).code == 6)


def mails(t, v):
    read = v.run("authres", stdin=b"mx.example; spf=pass smtp.mailfrom=a@b.example;\r\n dkim=fail reason=\"x\"")
    t.claim("authres reads standard input", read.code == 0 and members(read) == ["authserv_id", "version", "results"], read)
    t.claim("authres has results with members", list(read.json["results"][0]) == ["method", "result", "props", "reason"], read)
    bad = v.run("authres", "--header", "-", stdin=b";;;")
    t.claim("a header that cannot be read is an answer", bad.code != 0 and isinstance(bad.json["error"], str), bad)
    mail = (b"Authentication-Results: mx.example; spf=pass smtp.mailfrom=a@shop.example; dkim=pass header.d=shop.example\r\n"
            b"From: a@shop.example\r\n\r\nhello\0\r\n")
    message = v.run("authres", "--message", "-", "--domain", "shop.example", "--trusted", "mx.example", stdin=mail)
    t.claim("authres --message has its members",
            members(message) == ["spf", "dkim", "dmarc", "dkim_for_domain", "spf_aligned", "flags"], message)
    t.claim("authres --message reads", message.json["spf"] == "pass" == message.json["dkim_for_domain"] and message.json["dmarc"] is None,
            message)


def claims(t, v, dns):
    lints(t, v)
    checks(t, v)
    lists(t, v)
    mails(t, v)
    t.claim("explain explains", v.run("explain", "host-doubled").json["area"] == "host")
    t.claim("an unknown code is exit 3", v.run("explain", "no-such-code").code == 3)
    doctor = v.run("doctor")
    versions = [row["text"] for row in doctor.lines if row["what"] == "libraries"]
    t.claim("doctor names the libraries", len(versions) == 1 and "SQLite 3" in versions[0] and "udns " in versions[0], doctor)
    t.claim("doctor advises", doctor.code == 0 and {"what", "well", "text", "advice"} == set(doctor.json) and len(doctor.lines) > 4, doctor)
    t.claim("looking makes no store", not os.path.exists(v.folder + "/store") and not os.path.exists(v.folder + "/share"))
    v.extra = ["--server", "http://127.0.0.1:1"]
    t.claim("looking is done here also with --server", v.run("spf", "lint", "mail.example").code == 0)
