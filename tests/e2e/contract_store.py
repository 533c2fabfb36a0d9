# SPDX-License-Identifier: MIT
"""Commands over the store: registering, importing, lists, records, shares, projects, the log."""
import os
import re

import world

DOMAIN = ["domain", "unicode", "role", "environment", "region", "registered_at", "token", "spf", "dkim", "dmarc", "shares",
          "checked_at", "next_check_at", "findings"]
RECORDS = {
    "token": ["state", "value", "verified_at", "host", "name"],
    "spf": ["state", "value", "verified_at", "in_use", "host", "name"],
    "dkim": ["state", "selector", "value", "verified_at", "in_use", "host", "name"],
    "dmarc": ["state", "verified_at", "policy", "host", "name"],
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def registering(t, v):
    new = v.run("domains", "register", "shop.example")
    t.claim("a domain has its members in order", list(new.json) == DOMAIN, new)
    for record, members in RECORDS.items():
        t.claim(f"{record} has its members in order", list(new.json[record]) == members, new)
    t.claim("times are RFC 3339", TIME.fullmatch(new.json["registered_at"]), new)
    t.claim("never is null", new.json["checked_at"] is None and new.json["token"]["verified_at"] is None, new)
    t.claim("the token is prefix and 26 characters", re.fullmatch(r"ncp-verify=[a-z2-7]{26}", new.json["token"]["value"]), new)
    rows = [
        (("fin.example", "--env", "financial"), "ncpcomfin"),
        (("gov.example", "--env", "government"), "ncpcomgov"),
        (("jp.example", "--region", "jp"), "ncpcompubjpn"),
        (("sg.example", "--region", "sg"), "ncpcompubsgn"),
        (("old.example", "--registered-at", "2024-11-07"), "mailer"),
        (("newer.example", "--registered-at", "2024-11-08T00:00:00+09:00"), "ncpcompubkr"),
    ]
    for words, selector in rows:
        answer = v.run("domains", "register", *words)
        t.claim(f"register {' '.join(words)}: selector {selector}", answer.lines and answer.json["dkim"]["selector"] == selector, answer)
    token = v.run("token", "new").json["token"]
    chosen = v.run("domains", "register", "chosen.example", "--token", token)
    t.claim("a token made before is the one", chosen.json["token"]["value"] == token, chosen)
    other = v.run("domains", "token", "chosen.example", "--new")
    t.claim("another token is another", other.code == 0 and other.json["token"]["value"] != token, other)
    several = v.run("domains", "register", "x1.example", "mail.naver.com", "x2.example", "x1.example")
    t.claim("of several registrations the worst counts", several.code == 4, several)
    t.claim("and each has its object, in order", [row.get("domain") or "error" in row for row in several.lines] ==
            ["x1.example", True, "x2.example", True], several)
    for name, code in (("localhost", 2), ("192.0.2.1", 2), ("", 2), ("a" * 300 + ".example", 2), ("naver.com", 4), ("x_y.example", 2)):
        refused = v.run("domains", "register", name)
        t.claim(f"register {name[:20]!r}: exit {code}, an error object", refused.code == code and "error" in refused.json, refused)
    t.claim("notnaver.com is not naver.com", v.run("domains", "register", "notnaver.com").code == 0)


def naming(t, v):
    for typed, stored in (("日本語.example", "xn--wgv71a119e.example"), ("한국.example", "xn--3e0b707e.example"),
                          ("someone@Upper.Example", "upper.example"), ("https://path.example:8443/x?y", "path.example")):
        new = v.run("domains", "register", typed)
        t.claim(f"{typed} is {stored}", new.code == 0 and new.json["domain"] == stored, new)
    t.claim("the U-label is beside it", v.run("domains", "show", "한국.example").json["unicode"] == "한국.example")


def importing(t, v):
    text = ("domain,region,selector-env\nhttps://i1.example/,jp,public\ni2.example,,\nI1.EXAMPLE.,kr,\nmail.naver.com,,\n"
            "no good,,\n\nshop.example,,\ni3.example,mars,\n").encode()
    dry = v.run("domains", "import", "-", "--dry-run", stdin=text)
    t.claim("an import row has its members", list(dry.json) == ["line", "written", "domain", "result", "message"], dry)
    wanted = {2: "new", 3: "new", 4: "twice", 5: "blocked", 6: "invalid", 8: "here", 9: "invalid"}
    t.claim("a dry run says what would be", {row["line"]: row["result"] for row in dry.lines} == wanted, dry)
    t.claim("and does nothing", v.run("domains", "show", "i1.example").code == 3)
    done = v.run("domains", "import", "-", stdin=text)
    t.claim("the import says the same", {row["line"]: row["result"] for row in done.lines} == wanted and done.code == 4, done)
    t.claim("with its columns", v.run("domains", "show", "i1.example").json["dkim"]["selector"] == "ncpcompubjpn")
    again = v.run("domains", "import", "-", stdin=text)
    t.claim("again nothing is new", "new" not in {row["result"] for row in again.lines}, again)
    plain = v.run("domains", "import", "-", stdin=b"i4.example\n# note\n\ni5.example")
    t.claim("a text file is one domain a line", plain.code == 0 and [row["line"] for row in plain.lines] == [1, 4], plain)
    zeros = v.run("domains", "import", "-", "--dry-run", stdin=b"i6.example\0evil\n\0\ni7.example\n")
    t.claim("a NUL ends no name", [(row["line"], row["result"]) for row in zeros.lines] == [(1, "invalid"), (2, "invalid"), (3, "new")], zeros)
    t.claim("an empty file is no error", v.run("domains", "import", "-").code == 0)
    t.claim("a file that is not there is exit 3", v.run("domains", "import", "/nowhere/x").code == 3)


def listing(t, v):
    every = [row["domain"] for row in v.run("domains", "list").lines]
    t.claim("the list is sorted by name", every == sorted(every) and len(every) > 15, every)
    back = [row["domain"] for row in v.run("domains", "list", "--sort", "-name").lines]
    t.claim("- reverses", back == every[::-1], back)
    for sort in ("state", "registered", "checked"):
        found = {row["domain"] for row in v.run("domains", "list", "--sort", sort).lines}
        t.claim(f"--sort {sort} loses nothing", found == set(every))
    pages, after = [], []
    while len(pages) < len(every):
        page = [row["domain"] for row in v.run("domains", "list", "--limit", "4", *after).lines]
        pages += page
        after = ["--after", page[-1]] if page else after
        if not page:
            break
    t.claim("pages of four are the whole", pages == every, pages)
    for sort in ("state", "-state", "registered", "-registered", "checked", "-checked"):
        whole = [row["domain"] for row in v.run("domains", "list", "--sort", sort).lines]
        first = [row["domain"] for row in v.run("domains", "list", "--sort", sort, "--limit", "5").lines]
        rest = [row["domain"] for row in v.run("domains", "list", "--sort", sort, "--after", first[-1]).lines]
        t.claim(f"--sort {sort}: the last name is where the next page starts", first + rest == whole, (first, rest, whole))
    lost = v.run("domains", "list", "--sort", "state", "--after", "nobody.example")
    t.claim("a name that is not there is no place by state", lost.code == 2 and "nobody.example" in lost.err, lost)
    found = [row["domain"] for row in v.run("domains", "list", "--filter", "shop").lines]
    t.claim("--filter finds", "shop.example" in found and "fin.example" not in found, found)
    bad = v.run("domains", "list", "--sort", "size")
    t.claim("there is no other order", bad.code == 2, bad)


def publishing(t, v):
    domain = v.run("domains", "show", "shop.example").json
    value = domain["dkim"]["value"]
    rows = v.run("records", "shop.example").lines
    t.claim("records are four objects", [row["record"] for row in rows] == ["token", "spf", "dkim", "dmarc"], rows)
    one = v.run("records", "shop.example", "--only", "dkim", "--format", "one-line").out
    t.claim("one-line is one line with the whole value", one.count("\n") == 1 and value in one, one)
    strings = v.run("records", "shop.example", "--only", "dkim", "--format", "strings").out
    parts = re.findall(r'"([^"]*)"', strings)
    t.claim("strings are at most 255 bytes and join to the value", "".join(parts) == value and max(map(len, parts)) <= 255, strings)
    bind = v.run("records", "shop.example", "--format", "bind").out
    t.claim("bind has its origin", bind.startswith("$ORIGIN ") and bind.count(" IN TXT ") == 4, bind)
    look = v.run("records", "shop.example", "--only", "spf,dmarc", "--format", "nslookup").out
    t.claim("nslookup is a command", look == "nslookup -type=TXT shop.example\nnslookup -type=TXT _dmarc.shop.example\n", look)
    provider = v.run("records", "shop.example", "--format", "provider").out
    t.claim("provider says what to type", "Host: " in provider and "Value: " in provider, provider)
    t.claim("--format json is JSON", v.run("records", "shop.example", "--format", "json").lines == rows)
    t.claim("an unknown format is refused", v.run("records", "shop.example", "--format", "xml").code == 2)
    t.claim("an unknown domain is exit 3", v.run("records", "nobody.example").code == 3)


def verifying(t, v, dns):
    domain = v.run("domains", "show", "shop.example").json
    world.publish(dns, world.lines_for(domain))
    dns.reload()
    seen = v.run("domains", "verify", "shop.example")
    t.claim("verify answers with the check object", list(seen.json)[:3] == ["domain", "status", "codes"] and seen.code == 0, seen)
    t.claim("what is verified is no longer missing", v.run("records", "shop.example", "--missing").lines == [])
    key = v.run("domains", "export-key", "shop.example", "--out", v.folder + "/key.pem")
    mode = os.stat(v.folder + "/key.pem").st_mode & 0o777
    with open(v.folder + "/key.pem", encoding="ascii") as file:
        t.claim("the private key is PEM, for its owner alone", key.code == 0 and "PRIVATE KEY" in file.read() and mode == 0o600, key)
    every = v.run("domains", "verify", "--all", "--only", "token")
    names = sorted(row.get("domain", "") for row in every.lines)
    own = sorted(row["domain"] for row in v.run("domains", "list").lines if row["role"] == "owner")
    t.claim("--all is a line for each of one's own", names == own and every.code == 1, every)


def sharing(t, v):
    crm = v.run("project", "create", "crm")
    t.claim("project create answers with the key", list(crm.json) == ["project", "project_key"] and crm.json["project"] == "crm", crm)
    t.claim("twice is refused", v.run("project", "create", "crm").code == 4)
    key = crm.json["project_key"]
    t.claim("project key is the same", v.run("project", "key", project="crm").json == crm.json)
    t.claim("both are listed", {row["project"] for row in v.run("project", "list").lines} == {"default", "crm"})
    t.claim("an unknown project is exit 3", v.run("domains", "list", project="nobody").code == 3)
    added = v.run("shares", "add", "shop.example", key)
    t.claim("shares add answers with the domain", list(added.json) == DOMAIN and added.json["shares"][0]["project_key"] == key, added)
    rows = v.run("shares", "list", "shop.example")
    t.claim("a share has its members", list(rows.json) == ["project_key", "registered_at"] and TIME.fullmatch(rows.json["registered_at"]), rows)
    guest = v.run("domains", "show", "shop.example", project="crm")
    t.claim("a guest is told no token", guest.json["role"] == "guest" and guest.json["token"]["value"] is None, guest)
    t.claim("a guest may not verify", v.run("domains", "verify", "shop.example", project="crm").code == 4)
    for wrong in ("not-a-key", "b7720d1c-1111-4222-8333-444455556666"):
        refused = v.run("shares", "add", "shop.example", wrong)
        t.claim(f"{wrong} is refused", refused.code in (2, 3, 4) and "error" in refused.json, refused)
    removed = v.run("shares", "remove", "shop.example", key)
    t.claim("shares remove answers with the domain", removed.json["shares"] == [], removed)
    secret = v.run("project", "credentials", "--new", "--read")
    t.claim("credentials are shown once", list(secret.json) == ["access_key", "secret_key"], secret)
    listed = v.run("project", "credentials")
    t.claim("and listed without the secret", listed.json["access_key"] == secret.json["access_key"] and "secret_key" not in listed.json, listed)
    v.run("project", "credentials", "--revoke", secret.json["access_key"])
    t.claim("a revoked key is gone", v.run("project", "credentials").lines == [])


def logging(t, v):
    rows = v.run("domains", "log", "shop.example").lines
    t.claim("a log row has its members", all(list(row) == ["at", "who", "domain", "action", "detail"] for row in rows), rows[:1])
    t.claim("newest first", [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True))
    t.claim("--limit limits", len(v.run("domains", "log", "--limit", "3").lines) == 3)
    v.run("domains", "delete", "fin.example", "--yes")
    gone = v.run("domains", "log", "fin.example")
    t.claim("rows of deleted domains stay", gone.code == 0 and gone.json["action"] == "delete", gone)
    t.claim("--read-only changes nothing", v.run("domains", "delete", "jp.example", "--yes", "--read-only").code == 4 and
            v.run("domains", "show", "jp.example").code == 0)


def claims(t, v, dns):
    registering(t, v)
    naming(t, v)
    importing(t, v)
    listing(t, v)
    publishing(t, v)
    verifying(t, v, dns)
    sharing(t, v)
    logging(t, v)
