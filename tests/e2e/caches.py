#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Three public resolvers on loopback: one has the record, one remembers that there was none, one is dead. When they are
asked, what is told of them, by every mouth, and that they decide nothing."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

from nsd import free_port
from screen import Screen
from service import Service
from tally import Tally
from vouch import Vouch
from zone_server import ZoneServer

DOMAIN = "shop.example"
VERIFIER, SOURCE, FRESH, EMPTY, DEAD = (f"127.0.0.{n}" for n in (1, 2, 11, 12, 13))


class World:
    """The source and what each cache remembers of it; nobody listens at DEAD."""

    def __init__(self):
        self.base = {DOMAIN: [["SOA", {"mname": "ns1." + DOMAIN, "minimum": 600}], ["NS", "ns1." + DOMAIN]],
                     "ns1." + DOMAIN: [["A", SOURCE]]}
        nothing = {DOMAIN: [["SOA", {"minimum": 200}]]}
        self.dns = ZoneServer({"views": {VERIFIER: self.base, SOURCE: self.base, FRESH: self.base, EMPTY: nothing},
                               "resolvers": [VERIFIER, FRESH, EMPTY], "ages": True})

    def publish(self, token, *places):
        for place in places:
            self.dns.change({**self.base, DOMAIN: self.base[DOMAIN] + [["TXT", token]]}, place)

    def asked(self):
        """How many questions each public resolver has heard since the last call."""
        heard = [place for place, *_ in self.dns.log]
        self.dns.log.clear()
        return heard.count(FRESH), heard.count(EMPTY)

    def public(self, *places):
        return ",".join(f"{place}:{self.dns.port}" for place in places or (FRESH, EMPTY, DEAD))


def rows(answer, record="token"):
    """{resolver: (outcome, right)} of a check; the TTLs apart."""
    return {row["resolver"].rpartition(":")[0]: (row["outcome"], row["right"])
            for row in answer.json.get("caches", []) if row["record"] == record}


ALL = {FRESH: ("found", True), EMPTY: ("nodata", False), DEAD: ("timeout", False)}


def in_words(v, *words):
    done = subprocess.run(v.argv("--plain", "--lang", "en", *words), capture_output=True, text=True, env=v.environment(), check=False)
    return done.stdout + done.stderr


def verdict(answer):
    return answer.code, answer.json["status"], answer.json["codes"]


def commands(t, w, v, token):
    check = ("check", DOMAIN, "--token", token, "--only", "token", "--caches")
    before = v.run(*check)
    t.claim("before the source has it, no public resolver is asked", w.asked() == (0, 0) and "caches" not in before.json, before)
    w.publish(token, SOURCE, FRESH)
    w.asked()
    plain = v.run(*check[:-1])
    t.claim("nor without --caches", w.asked() == (0, 0) and "caches" not in plain.json, plain)
    seen = v.run(*check)
    t.claim("each says what it remembers", rows(seen) == ALL, seen)
    t.claim("after one question each", w.asked() == (1, 1))
    t.claim("which decides nothing", verdict(seen) == verdict(plain) and seen.code == 5, (seen, plain))
    left = next(row["ttl"] for row in seen.json["caches"] if row["resolver"].startswith(EMPTY))
    t.claim("the TTL of a \"no\" is what is left of it", 100 < left <= 200, left)
    shown = in_words(v, *check)
    t.claim("people read it in words", re.search(
        rf"Public cache: {FRESH}:\d+ has it \(Token\)\nPublic cache: {EMPTY}:\d+ still says \"no such record\" \(Token\), "
        rf"forgets it in 0[123]:\d\d\nPublic cache: {DEAD}:\d+ cannot tell \(Token\): timeout\n", shown), shown)
    w.asked()


def settings(t, w, v, folder, token):
    check = ("check", DOMAIN, "--token", token, "--only", "token", "--caches")
    nobody = Vouch(folder, w.dns.port, extra=["--dns-public", "none"]).run(*check)
    t.claim("\"none\" asks nobody", "caches" not in nobody.json and nobody.code == 5, nobody)
    usual = Vouch(folder, w.dns.port).run(*check)
    t.claim("the usual ones lie outside of --dns-allow and are left out", "caches" not in usual.json and usual.code == 5
            and usual.json["took_ms"] < 1000, usual)
    t.claim("nobody was asked by these", w.asked() == (0, 0))
    path = f"{folder}/written.conf"
    for text, code in ((f"dns-public = {w.public(EMPTY)}\n", 0), ("dns-public = none\n", 0), ("dns-public = nobody\n", 2)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        told = Vouch(folder, w.dns.port, extra=["--config", path]).run("--check-config")
        t.claim(f"vouch.conf: {text.strip().partition(':')[0]}", told.code == code, told)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"dns-public = {w.public(EMPTY)}\n")
    said = Vouch(folder, w.dns.port, extra=["--config", path]).run(*check)
    t.claim("vouch.conf says who is asked", rows(said) == {EMPTY: ALL[EMPTY]}, said)
    w.asked()


def served(t, w, folder, token):
    """By a server that holds the store: the answer comes by the wire, and SIGHUP changes who is asked."""
    def text(*places):
        return (f"data = {folder}/store\ndns = {VERIFIER}:{w.dns.port}\ndns-port = {w.dns.port}\ndns-allow = 127.0.0.0/8\n"
                f"dns-public = {w.public(*places)}\n[serve]\nlisten = 127.0.0.1:{port}\n")

    port = free_port()
    service = Service(folder, text())
    service.start()
    service.manager.told()
    client = Vouch(folder, w.dns.port, extra=["--dns-public", "none"])
    seen = client.run("domains", "verify", DOMAIN, "--only", "token", "--caches")
    t.claim("a server tells its clients", rows(seen) == ALL and seen.code == 5, seen)
    plain = in_words(client, "domains", "verify", DOMAIN, "--only", "token", "--caches")
    t.claim("who read the same words", f"Public cache: {FRESH}:{w.dns.port} has it (Token)\n" in plain, plain)
    service.write(text(FRESH))
    service.reload()
    t.claim("other ones need no restart", service.logged("event=reloaded") and not service.logged("restart-needed", 0),
            service.lines())
    seen = client.run("domains", "verify", DOMAIN, "--only", "token", "--caches")
    t.claim("and are asked from then on", rows(seen) == {FRESH: ALL[FRESH]}, seen)
    service.process.terminate()
    service.process.wait(30)
    w.asked()


def seconds_left(text, place):
    found = re.search(rf"{re.escape(place)} .*forgets it in +(\d+):(\d\d)", text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def console(t, w, v, token):
    time.sleep(1.1)  # what the verifier remembers is a second old, so that it can be told from what is new
    with Screen(v.argv(), v.environment()) as screen:
        screen.wait(DOMAIN)
        screen.keys("Enter")
        screen.wait("Ownership token")
        t.claim("opening a domain asks no public resolver", w.asked() == (0, 0))
        screen.keys("w")
        seen = screen.wait("has it", "forgets it in", "<- decides") or ""
        t.claim("one has it", re.search(rf"^      {FRESH}  ✓ has it *$", seen, re.M), seen)
        t.claim("one remembers the \"no\" and counts down",
                re.search(rf'^      {EMPTY}  ✗ old "no such record"   forgets it in  0[0-3]:\d\d *$', seen, re.M), seen)
        t.claim("one is dead", re.search(rf"^      {DEAD}  \? no answer *$", seen, re.M), seen)
        t.claim("and the verifier decides",
                re.search(r'^      verifier    ✗ old "no such record"   forgets it in  \d\d:\d\d  <- decides *$', seen, re.M), seen)
        t.claim("its \"no\" was there before the console asked", re.search(
            r"^   \d\d:\d\d:\d\d  look 1   source: YES   verifier: somebody asked it at \d\d:\d\d:\d\d *$", seen, re.M), seen)
        t.claim("the plan says what comes of waiting too long", "daily, 14 d; at 72 h: Attention" in seen, seen)
        t.claim("the message line counts those that are behind", '2 caches still remember the "no".' in seen, seen)
        first, wanted = seconds_left(seen, EMPTY), None
        for _ in range(4):
            wanted = screen.wait(f"{(first - 2) // 60:02}:{(first - 2) % 60:02}", seconds=5)
            if wanted:
                break
            first -= 1
        t.claim("two seconds later two seconds less are left", wanted, first)
        screen.resize(60, 20)
        told = screen.wait(f"{FRESH}: ✓ has it", f"{DEAD}: ? no answer") or ""
        t.claim("a small terminal is told the same", re.search(
            rf'^ *{EMPTY}: ✗ old "no such record", forgets it in +\d\d:\d\d *$', told, re.M), told)
        screen.resize(80, 24)
        w.publish(token, VERIFIER)
        screen.keys("v")
        done = screen.wait("verifier    ✓ has it", EMPTY) or ""
        t.claim("the verifier's word is enough, whatever another cache remembers", seconds_left(done, EMPTY), done)
    t.claim("and the token is verified", v.run("domains", "show", DOMAIN).json["token"]["state"] == "verified")


def main():
    t = Tally("caches")
    folder = tempfile.mkdtemp(prefix="vouch-caches-")
    w = World()
    try:
        v = Vouch(folder, w.dns.port, extra=["--dns-public", w.public()])
        token = v.run("domains", "register", DOMAIN).json["token"]["value"]
        commands(t, w, v, token)
        settings(t, w, v, folder, token)
        served(t, w, folder, token)
        console(t, w, v, token)
    finally:
        w.dns.close()
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
