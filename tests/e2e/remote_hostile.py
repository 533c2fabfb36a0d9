#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hostile or broken server against the client: an exit code and one plain sentence for each, soon, and nothing of it on
the screen; what is sent twice and what never is."""
import base64
import hashlib
import hmac
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

from api import free_port
from evil_api import EvilApi, answer, drip, flood, refusal
from server_tls import certificate, openssl
from tally import Tally
from vouch import Vouch

SECRET, TOKEN = "s3cret-s3cret-s3cret-s3cret", {"token": "ncp-verify=abc"}
LIST = {"domains": [], "next": None, "counts": {"all": 0, "attention": 0, "waiting": 0, "in_use": 0, "shared_in": 0}}
NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
CA = """[ca]
default_ca = d
[d]
database = HERE/index
serial = HERE/serial
new_certs_dir = HERE
default_md = sha256
policy = p
[p]
commonName = supplied
[e]
subjectAltName = IP:127.0.0.1
"""
READ, CHANGE = ("domains", "list"), ("token", "new")


def client(folder, url, *more):
    path = folder + "/secret"
    with open(path, "w", encoding="ascii") as file:
        file.write(SECRET + "\n")
    v = Vouch(folder)
    v.options = lambda: ["--server", url, "--access-key", "KEY", "--secret-key-file", path, *more]
    return v


def ask(folder, say, *words, reset=False, timeout=60):
    """What the client said, and the server that was asked."""
    with EvilApi(say, reset=reset) as api:
        return client(folder, f"http://127.0.0.1:{api.port}").run(*words, timeout=timeout), api


def is_plain(got, code, word):
    """One sentence, the right exit, nothing that a terminal would obey."""
    return (got.code == code and got.json["error"]["code"] == word and got.err.count("\n") == 1 and got.err.startswith("vouch: ")
            and len(got.err) < 400 and "\x1b" not in got.out + got.err and "\u202e" not in got.out + got.err)


def broken(t, folder):
    deep = b"[" * 5000 + b"]" * 5000
    evil = {"token": "\x1b]0;evil\x07\u202ename"}
    rows = [
        ("a redirect", answer(302, b"", "Location: http://127.0.0.1:1/\r\n"), "bad-answer"),
        ("a body of a gigabyte", b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n" + b"x" * 100, "cut-off"),
        ("no JSON", answer(200, b"<html>hello</html>"), "bad-answer"),
        ("half of it", answer(200, b'{"domains":['), "bad-answer"),
        ("an empty body", answer(200), "bad-answer"),
        ("a list", answer(200, b"[]"), "bad-answer"),
        ("wrong types", answer(200, {**LIST, "domains": 7}), "bad-answer"),
        ("objects without their members", answer(200, {**LIST, "domains": [{"domain": "a.example"}]}), "bad-answer"),
        ("deep JSON", answer(200, deep), "bad-answer"),
        ("a name twice", answer(200, b'{"next":null,"next":null}'), "bad-answer"),
        ("bytes that are no text", answer(200, b'{"domains":[],"next":"\xff\xfe"}'), "bad-answer"),
        ("200 with an error", refusal(200, "no", "not at all"), "bad-answer"),
        ("nothing", None, "cut-off"),
        ("half an answer", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", "cut-off"),
        ("half a head", b"HTTP/1.1 200 OK\r\nContent-Le", "bad-answer"),
        ("no HTTP", b"SSH-2.0-OpenSSH_9.2\r\n", "bad-answer"),
        ("old HTTP", b"{}", "bad-answer"),
    ]
    for what, said, word in rows:
        got, _ = ask(folder, lambda *_, said=said: said, *READ)
        words = ("bad-answer", "cut-off") if what in ("half a head",) else (word,)
        t.claim(f"{what}: exit 5 and one sentence", any(is_plain(got, 5, one) for one in words), got)
    got, _ = ask(folder, lambda *_: b"HTTP/1.1 200 OK\r\n", *READ, reset=True)
    t.claim("a connection that is reset: exit 5 and one sentence", is_plain(got, 5, "cut-off") or is_plain(got, 5, "bad-answer"), got)
    got, _ = ask(folder, lambda *_: answer(200, evil), *CHANGE)
    t.claim("what a terminal would obey is made visible", "\x1b" not in got.out + got.err and "\u202e" not in got.out, got)
    got, _ = ask(folder, lambda *_: refusal(409, "x\x1b[2J", "\x1b]0;evil\x07 no"), *READ)
    t.claim("also in errors", got.code == 4 and "\x1b" not in got.out + got.err, got)


def floods(t, folder):
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    for what, pieces in (
            ("a body without an end", lambda: flood(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk)),
            ("a head without an end", lambda: flood(b"HTTP/1.1 200 OK\r\n", b"x: " + b"y" * 500 + b"\r\n")),
            ("one line without an end", lambda: flood(b"HTTP/1.1 200 OK\r\nx: ", b"y" * 65536))):
        got, _ = ask(folder, lambda *_, pieces=pieces: pieces(), *READ)
        t.claim(f"{what} is cut off", got.code == 5 and got.err.count("\n") == 1 and
                got.json["error"]["code"] in ("too-large", "offline"), got)


def drips(t, folder):
    """All at once: each takes a minute."""
    cases = {"a body that drips": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "a head that drips": b"HTTP/1.1 200 OK\r\nx: ",
             "silence": b""}
    results = {}

    def run(what, first):
        began = time.monotonic()
        own = folder + "/" + what.replace(" ", "-")
        os.mkdir(own)
        said = (lambda *_: drip(first)) if first else (lambda *_: iter(lambda: time.sleep(90) or b"", None))
        got, _ = ask(own, said, *READ, timeout=120)
        results[what] = got, time.monotonic() - began

    threads = [threading.Thread(target=run, args=case) for case in cases.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for what, (got, took) in results.items():
        t.claim(f"{what} is waited for a minute, no more", is_plain(got, 5, "no-answer") and 50 < took < 100, (took, got))


def exits(t, folder):
    for status, code in ((400, 2), (401, 4), (403, 4), (404, 3), (405, 2), (409, 4), (412, 4), (413, 2), (415, 2), (431, 2),
                         (500, 6), (501, 6)):
        got, api = ask(folder, lambda *_, status=status: refusal(status, "some-code", "It is so."), *READ)
        t.claim(f"HTTP {status} is exit {code}, in the server's words",
                is_plain(got, code, "some-code") and got.err == "vouch: It is so.\n" and len(api.requests) == 1, got)
    got, _ = ask(folder, lambda *_: answer(502, b"<html>Bad Gateway</html>"), *READ)
    t.claim("HTTP 502 of a proxy is exit 6", is_plain(got, 6, "bad-answer"), got)
    got, _ = ask(folder, lambda *_: answer(404, b"not here"), *READ)
    t.claim("HTTP 404 of somebody else is exit 3", is_plain(got, 3, "bad-answer"), got)


def is_signed(request):
    fields = request.fields
    text = "\n".join([f"{request.method} {request.target}", fields["x-ncp-apigw-timestamp"], fields["x-ncp-iam-access-key"],
                      fields["host"], hashlib.sha256(request.body).hexdigest(), fields["x-vouch-nonce"]])
    wanted = base64.b64encode(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()).decode()
    return fields["x-ncp-apigw-signature-v2"] == wanted and abs(int(fields["x-ncp-apigw-timestamp"]) / 1000 - time.time()) < 60


def tries(t, folder):
    busy = lambda head: lambda _, n: refusal(503, "store", "Not now.", head) if n == 1 else answer(201, TOKEN)
    got, api = ask(folder, busy("Retry-After: 1\r\n"), *CHANGE)
    first, second = (api.requests + [None, None])[:2]
    t.claim("a change that met 503 is asked again", got.code == 0 and len(api.requests) == 2, got)
    t.claim("under the same Idempotency-Key", first.fields["idempotency-key"] == second.fields["idempotency-key"], api.heard)
    t.claim("signed anew, with another nonce", is_signed(first) and is_signed(second) and
            first.fields["x-vouch-nonce"] != second.fields["x-vouch-nonce"], api.heard)
    t.claim("the secret itself never leaves", SECRET.encode() not in api.heard)
    got, api = ask(folder, lambda _, n: None if n == 1 else answer(200, LIST), *READ)
    t.claim("what was cut off is asked again", got.code == 0 and len(api.requests) == 2, got)
    got, api = ask(folder, lambda *_: refusal(503, "store", "Not now."), *READ)
    t.claim("three times at most", is_plain(got, 5, "store") and len(api.requests) == 3, (got, len(api.requests)))
    got, api = ask(folder, lambda *_: refusal(503, "store", "Not now.", "Retry-After: 3000\r\n"), *READ)
    t.claim("nobody waits an hour", is_plain(got, 5, "store") and len(api.requests) == 1, got)
    got, api = ask(folder, lambda _, n: refusal(429, "too-many", "Slowly.", "Retry-After: 1\r\n") if n < 5 else answer(201, TOKEN), *CHANGE)
    t.claim("too many at once is waited for", got.code == 0 and len(api.requests) == 5, got)
    got, api = ask(folder, lambda *_: None, "domains", "delete", "a.example", "--yes")
    t.claim("a deletion is never asked twice", got.code == 5 and len(api.requests) == 1, (got, len(api.requests)))


def expired(folder):
    """openssl makes one of the past only as an authority."""
    os.mkdir(folder + "/ca")
    for name, content in (("index", ""), ("serial", "01\n"), ("conf", CA.replace("HERE", folder + "/ca"))):
        with open(f"{folder}/ca/{name}", "w", encoding="ascii") as file:
            file.write(content)
    openssl("req", *NEW_KEY, "-keyout", f"{folder}/old.key", "-out", f"{folder}/old.csr", "-subj", "/CN=vouch test")
    openssl("ca", "-batch", "-config", f"{folder}/ca/conf", "-selfsign", "-keyfile", f"{folder}/old.key", "-in", f"{folder}/old.csr",
            "-out", f"{folder}/old.crt", "-extensions", "e", "-startdate", "20200101000000Z", "-enddate", "20200201000000Z",
            "-notext")


def certificates(t, folder):
    cert, key = certificate(folder)
    openssl("req", "-x509", *NEW_KEY, "-days", "2", "-keyout", f"{folder}/name.key", "-out", f"{folder}/name.crt",
            "-subj", "/CN=vouch test", "-addext", "subjectAltName=DNS:elsewhere.example")
    expired(folder)
    rows = [("is signed by nobody we know", (cert, key), [], "nobody known here"),
            ("is for another name", (f"{folder}/name.crt", f"{folder}/name.key"), ["--ca-file", f"{folder}/name.crt"], "another name"),
            ("has expired", (f"{folder}/old.crt", f"{folder}/old.key"), ["--ca-file", f"{folder}/old.crt"], "expired"),
            ("cannot be checked: there is no such file of signers", (cert, key), ["--ca-file", f"{folder}/none.crt"], "cannot be read")]
    for what, pair, more, words in rows:
        with EvilApi(lambda *_: answer(200, LIST), cert=pair) as api:
            got = client(folder, f"https://127.0.0.1:{api.port}", *more).run(*READ)
        t.claim(f"a certificate that {what}", is_plain(got, 5, "bad-certificate") and words in got.err and not api.requests, got)
    with EvilApi(lambda *_: answer(200, LIST), cert=(cert, key)) as api:
        got = client(folder, f"https://127.0.0.1:{api.port}", "--ca-file", cert).run(*READ)
        t.claim("one that is in order", got.code == 0, got)
        got = client(folder, f"http://127.0.0.1:{api.port}").run(*READ)
        t.claim("http to who speaks TLS: exit 5 and one sentence", got.code == 5 and got.err.count("\n") == 1, got)
    with EvilApi(lambda *_: answer(200, LIST)) as api:
        got = client(folder, f"https://127.0.0.1:{api.port}", "--ca-file", cert).run(*READ)
        t.claim("https to who does not: exit 5 and one sentence", is_plain(got, 5, "offline") or is_plain(got, 5, "no-answer"), got)
    got = client(folder, f"http://127.0.0.1:{free_port()}").run(*READ)
    t.claim("nobody there: exit 5 and one sentence", is_plain(got, 5, "offline"), got)
    # A label of 64 letters: the system says so itself, and asks nobody outside.
    got = client(folder, f"http://{'a' * 64}.invalid").run(*READ)
    t.claim("no such host: exit 5 and one sentence", is_plain(got, 5, "offline"), got)
    v = client(folder, "http://127.0.0.1:1")
    with EvilApi(lambda *_: answer(200, LIST)) as api:
        v.options = client(folder, f"http://127.0.0.1:{api.port}").options
        env = {**v.environment(), "http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
        done = subprocess.run(v.argv("--json", *READ), env=env, capture_output=True, check=False, timeout=60)
        t.claim("a proxy is not asked for this machine", done.returncode == 0 and len(api.requests) == 1, done.stderr)


def main():
    t = Tally("remote-hostile")
    folder = tempfile.mkdtemp(prefix="vouch-evil-api-")
    try:
        slow = threading.Thread(target=drips, args=(t, folder))
        slow.start()
        broken(t, folder)
        floods(t, folder)
        exits(t, folder)
        tries(t, folder)
        certificates(t, folder)
        slow.join()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
