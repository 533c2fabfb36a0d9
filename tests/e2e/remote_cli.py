#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The seed's whole walk by the command line through --server, plain and over TLS; and what a client never does."""
import contextlib
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import recording
import walk_cli
import world
from nsd import Nsd
from remote import Remote
from tally import Tally
from vouch import Vouch


def refusals(t, remote):
    client = remote.client()
    for words in (("list",), ("create", "mine"), ("credentials", "--new")):
        got = client.run("project", *words)
        t.claim(f"project {words[0]} is not offered to clients", got.code == 4 and got.json["error"]["code"] == "operator-only", got)
    key = client.run("project", "key")
    t.claim("project key is", key.code == 0 and key.json["project"] == "default", key)
    missing = client.run("domains", "show", "nobody.example")
    t.claim("no such domain is exit 3", missing.code == 3, missing)
    look = client.run("spf", "lint", "email.ncloud.com")
    t.claim("diagnoses are made here", look.code == 0, look)
    server = remote.url()
    for what, options in (
            ("a path in the URL", ["--server", server + "/v1"]), ("another scheme", ["--server", "ftp://127.0.0.1"]),
            ("a user in the URL", ["--server", server.replace("//", "//me@")]), ("no host", ["--server", "http://"]),
            ("a port that is none", ["--server", "http://127.0.0.1:99999"]), ("no key", ["--server", server])):
        v = Vouch(remote.folder)
        v.options = lambda options=options: options
        got = v.run("domains", "list")
        t.claim(f"{what} is exit 2", got.code == 2 and got.err.count("\n") == 1, got)


def wrong_keys(t, remote):
    client = remote.client()
    access, path = remote.keys["default"]
    wrong = remote.folder + "/wrong.secret"
    with open(wrong, "w", encoding="ascii") as file:
        file.write("x" * 40)
    right = client.options()
    client.options = lambda: [wrong if word == path else word for word in right]
    got = client.run("domains", "list")
    t.claim("a wrong secret is exit 4", got.code == 4 and got.json["error"]["code"] == "bad-signature", got)
    client.options = lambda: [word[:-1] if word == access else word for word in right]
    got = client.run("domains", "list")
    t.claim("an unknown key is told the same", got.code == 4 and got.json["error"]["code"] == "bad-signature", got)


def import_list(t, remote):
    client = remote.client()
    path = remote.folder + "/list.txt"
    with open(path, "w", encoding="ascii") as file:
        file.write("# mine\none.example\ntwo.example,jp\nmail.naver.com\none.example\n\nno domain\n")
    tried = client.run("domains", "import", path, "--dry-run")
    results = ["new", "new", "blocked", "twice", "invalid"]
    t.claim("a dry run says what would be done", [row["result"] for row in tried.lines] == results, tried)
    t.claim("and does nothing", client.run("domains", "list").lines == [], tried)
    done = client.run("domains", "import", path)
    t.claim("an import is done", [row["result"] for row in done.lines] == results, done)
    t.claim("by the lines of the file", [row["line"] for row in done.lines] == [2, 3, 4, 5, 7], done)
    again = client.run("domains", "import", path)
    t.claim("again it finds them there", [row["result"] for row in again.lines] == ["here", "here", "blocked", "twice", "invalid"], again)
    two = client.run("domains", "show", "two.example")
    t.claim("the columns went along", two.code == 0 and two.json["region"] == "jp", two)


def away(t, remote):
    client = remote.client()
    remote.server.end()
    got = client.run("domains", "list")
    t.claim("with the server away it is exit 5 and one sentence",
            got.code == 5 and got.err.count("\n") == 1 and got.json["error"]["code"] == "offline", got)
    got = client.run("dmarc", "build")
    t.claim("what is done here goes on", got.code == 0, got)


def walk(t, dns, tls):
    folder = tempfile.mkdtemp(prefix="vouch-remote-")
    try:
        world.base(dns)
        dns.reload()
        remote = Remote(folder, dns.port, tls)
        with remote.serve() as server:
            with contextlib.nullcontext() if tls else recording.Tee(server.port) as remote.tee:
                domain = walk_cli.register(t, remote)
                walk_cli.fail_then_pass(t, remote, dns, domain)
                walk_cli.stop_and_unshare(t, remote, walk_cli.use_and_share(t, remote))
                walk_cli.delete_and_return(t, remote, domain)
                remote.run("domains", "delete", world.DOMAIN, "--yes")
                import_list(t, remote)
                refusals(t, remote)
                wrong_keys(t, remote)
            if remote.tee:
                recording.keep(t.name, remote.tee.traffic)
                remote.tee = None
            away(t, remote)
        t.claim("no store was ever made by a client", not os.path.exists(folder + "/never"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    t = Tally("remote-cli")
    with Nsd() as dns:
        world.base(dns)
        dns.start()
        for tls in (False, True):
            walk(t, dns, tls)
    t.end()


if __name__ == "__main__":
    main()
