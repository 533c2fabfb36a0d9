#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What hostile DNS servers get: nothing on the screen, in memory or in the store, and no verdict.

Every attack of tests/support/hostile_dns.py is tried twice: on a domain of which nothing is published, where the forger
says that all is there (never "pass"), and on a verified one, where he says that nothing is (never "missing", never lost).
"""
import collections
import concurrent.futures
import copy
import datetime
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

from hostile_dns import ATTACKS, MARKS, HostileServer
from tally import Tally
from terminal import Raw
from vouch import BINARY, Vouch

DOMAIN = "shop.example"
SECONDS_MOST = 10
TIME = f"ends within {SECONDS_MOST} s"
GROWTH_MOST = 10 << 10  # KiB beyond what an honest check takes
WORKERS, CONSOLES = 6, 8
UNPROVEN = ["unverified", "waiting", "failed"]
SANITIZED = "asan" in os.environ.get("FLAVOUR", "") or "asan" in BINARY
Run = collections.namedtuple("Run", "code out err seconds peak")


def bare():
    """The zone of a domain for which nothing is published, and what lies around it."""
    return {DOMAIN: [["SOA", {"mname": "ns1." + DOMAIN, "rname": "h." + DOMAIN, "serial": 1, "minimum": 5}],
                     ["NS", "ns1." + DOMAIN], ["A", "192.0.2.1"], ["MX", [10, "mx." + DOMAIN]]],
            "ns1." + DOMAIN: [["A", "127.0.0.1"]], "mx." + DOMAIN: [["A", "192.0.2.2"]],
            "email.ncloud.com": [["TXT", "v=spf1 ip4:203.0.113.0/26 -all"]]}


def full(shown):
    zone = bare()
    for record in ("token", "spf", "dkim"):
        zone.setdefault(shown[record]["name"], []).append(["TXT", shown[record]["value"]])
    zone["_dmarc." + DOMAIN] = [["TXT", "v=DMARC1; p=none; rua=mailto:d@" + DOMAIN]]
    return zone


def memory_of(pid):
    """The peak so far, in KiB; 0 when it has ended."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            return max((int(line.split()[1]) for line in status if line.startswith("VmHWM")), default=0)
    except OSError:
        return 0


def run(vouch, *words):
    """One command, with what it took: seconds, and the peak of its memory in KiB."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(vouch.argv(*words), stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   env=vouch.environment())
        peak = 0
        while process.poll() is None:  # what wait4 tells would count this process before exec
            peak = max(peak, memory_of(process.pid))
            time.sleep(0.005)
        seconds = time.monotonic() - began
        out.seek(0)
        err.seek(0)
        return Run(process.returncode, out.read(), err.read(), seconds, peak)


def is_harmless(text):
    """No control, format, surrogate or private character but the line feed."""
    return all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in text)


def texts(value):
    """Every string in a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def speaks_safely(done):
    try:
        printed = (done.out + done.err).decode("utf-8")
    except UnicodeDecodeError:
        return False
    said = [text for line in printed.splitlines() if line.startswith("{") for text in texts(json.loads(line))]
    return is_harmless(printed) and all(is_harmless(text) for text in said)


def stored(folder):
    return b"".join(open(path, "rb").read() for path in glob.glob(folder + "/store/*") if not path.endswith(".sock"))


class Trial:
    """One attack on copies of the two stores, with a server of its own."""

    base_peak = console_peak = 0  # KiB that honest servers take

    def __init__(self, name, base, shown):
        self.name = name
        self.give, self.answered, self.bend, self.allow, self.types = ATTACKS[name]
        self.base, self.zones, self.claims = base, {False: bare(), True: full(shown)}, []

    def claim(self, what, truth, seen=""):
        self.claims.append((f"{self.name}: {what}", truth, seen))

    def open(self, published, folder, port):
        shutil.copytree(f"{self.base}/{'verified' if published else 'fresh'}", folder)
        vouch = Vouch(folder, port)
        vouch.options = lambda: ["--data", folder + "/store", "--dns", f"127.0.0.1:{port}", "--dns-port", str(port),
                                 "--dns-allow", self.allow]
        return vouch

    def arm(self, server, published):
        honest, forged = copy.deepcopy(self.zones[published]), self.zones[not published]
        if self.bend:
            self.bend(honest, DOMAIN)
        server.serve(honest, forged, self.give, self.types, {"forger publishes": not published})

    def bounds(self, what, done):
        self.claim(f"{what} {TIME}", done.seconds < SECONDS_MOST, done.seconds)
        self.claim(f"{what} prints nothing of it", speaks_safely(done), done)
        if not SANITIZED:
            self.claim(f"{what} stays small", done.peak < self.base_peak + GROWTH_MOST, (done.peak, self.base_peak))

    def after(self, vouch, folder, wanted):
        shown = json.loads(run(vouch, "--json", "domains", "show", DOMAIN).out)
        states = [shown[record]["state"] for record in ("token", "spf", "dkim")]
        self.claim(f"the state is still {' or '.join(wanted)}", set(states) <= set(wanted), states)
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=25)
        self.claim("the next look is within a day", (shown["next_check_at"] or "") < soon.isoformat(), shown["next_check_at"])
        bytes_ = stored(folder)
        self.claim("the store has nothing of it", not any(mark in bytes_ for mark in MARKS),
                   [mark for mark in MARKS if mark in bytes_])

    def unpublished(self, server, folder):
        vouch = self.open(False, folder, server.port)
        self.arm(server, False)
        done = run(vouch, "--json", "domains", "verify", DOMAIN)
        status = json.loads(done.out)["status"]
        self.claim("nothing forged is believed", done.code in (1, 5) and "pass" not in status.values(), done)
        if self.answered and not self.bend:
            self.claim("what is missing is seen to be", status["token"] == "fail", done)
        self.bounds("verify", done)
        plain = run(vouch, "--plain", "check", DOMAIN, "--selector", "ncpcompubkr", "--token", "ncp-verify=x")
        self.claim("nor by check", plain.code in (1, 5), plain)
        self.bounds("check", plain)
        self.after(vouch, folder, UNPROVEN)

    def verified(self, server, folder):
        vouch = self.open(True, folder, server.port)
        self.arm(server, True)
        done = run(vouch, "--json", "domains", "verify", DOMAIN)
        answer = json.loads(done.out)
        allowed = ("pass",) if self.answered else ("pass", "temp") if self.tells_nothing() else ("pass", "temp", "fail")
        self.claim(f"the verdict is {' or '.join(allowed)}", set(answer["status"].values()) <= set(allowed), done)
        if self.tells_nothing():
            self.claim("nothing is called missing", not any(code.endswith("-missing") for code in answer["codes"]), answer["codes"])
        self.bounds("re-verify", done)
        self.after(vouch, folder, ["verified"])
        self.claim("nobody is sent to where he may not be", server.trapped() == 0)

    def tells_nothing(self):
        """Whole replies with other contents are answers, and what they say is judged like anybody's."""
        return not self.name.endswith(("_talks", "_another", "_another_class", "_section", "_controls", "_records", "_letters",
                                       "_circle", "_endless",                                       "_64k", "_end")) or self.name == "error_that_talks"

    def tried(self):
        folder = tempfile.mkdtemp(prefix="vouch-hostile-")
        server = HostileServer(self.zones[False], self.zones[True])
        try:
            self.unpublished(server, folder + "/fresh")
            self.verified(server, folder + "/verified")
        except Exception as problem:  # a claim of its own: the others go on
            self.claim("is tried to its end", False, repr(problem))
        finally:
            server.close()
            shutil.rmtree(folder, ignore_errors=True)
        return self.claims


def settle(server, raw, seconds):
    """Reads on until the program has asked, and asked no more for a while."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        raw.read(0.2)
        if server.last > began and time.monotonic() - server.last > 0.9:
            return


def watch(names, base, shown):
    """The console under one attack after the other: verify, the domain's page, why, the raw answers, and back."""
    claims, folder = [], tempfile.mkdtemp(prefix="vouch-hostile-")
    trials = [Trial(name, base, shown) for name in names]
    server = HostileServer(trials[0].zones[False], trials[0].zones[True])
    try:
        vouch = trials[0].open(False, folder + "/store", server.port)
        raw = Raw(vouch.argv(), vouch.environment())
        raw.read(1.5)
        for trial in trials:
            trial.arm(server, False)
            before = len(raw.out)
            raw.send("v")
            settle(server, raw, 6)
            for keys in ("\r", "\r", "r", "\x1b", "\x1b", "\x1b"):
                raw.send(keys, 0.4)
            seen = raw.out[before:]
            claims.append((f"{trial.name}: the console shows nothing of it",
                           len(seen) > 0 and not any(mark in seen for mark in MARKS), [m for m in MARKS if m in seen]))
        alive = raw.process.poll() is None
        peak = memory_of(raw.process.pid) if alive else 0
        raw.send("Q")
        claims.append((f"the console goes on after {names[-1]}", alive and raw.end() == 0, raw.out[-300:]))
        if not SANITIZED:
            claims.append((f"and stays small after {names[-1]}", 0 < peak < Trial.console_peak + GROWTH_MOST, (peak, Trial.console_peak)))
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)
    return claims


def prepare(t, base):
    """A store with the domain registered, one with it verified, and what an honest check takes."""
    server = HostileServer(bare(), bare())
    try:
        fresh, verified = Vouch(base + "/fresh", server.port), Vouch(base + "/verified", server.port)
        shown = fresh.run("domains", "register", DOMAIN).json
        shutil.copytree(base + "/fresh", base + "/verified")
        server.serve(full(shown), bare())
        done = run(verified, "--json", "domains", "verify", DOMAIN)
        t.claim("an honest server gets it verified", done.code == 0, done)
        again = run(verified, "--json", "domains", "verify", DOMAIN)
        Trial.base_peak = max(done.peak, again.peak)
        raw = Raw(verified.argv(), verified.environment())
        for keys in ("", "v", "\r", "\r", "r", "\x1b", "\x1b", "\x1b"):
            raw.send(keys, 0.8)
        Trial.console_peak = memory_of(raw.process.pid)
        raw.send("Q")
        t.claim("and the console shows it", raw.end() == 0 and DOMAIN.encode() in raw.out, raw.out[-300:])
        return shown
    finally:
        server.close()


def again_alone(name, claims, base, shown):
    """A dozen trials at once share the machine: what took too long among them counts as it is alone, and nothing else does."""
    if all(truth for what, truth, _ in claims if TIME in what):
        return claims
    print(f"hostile: {name} took too long beside the others, and is tried alone")
    alone = Trial(name, base, shown).tried()
    return [one for one in claims if TIME not in one[0]] + [one for one in alone if TIME in one[0] or not one[1]]


def main():
    t, base = Tally("hostile"), tempfile.mkdtemp(prefix="vouch-hostile-")
    try:
        shown = prepare(t, base)
        names = [name for name in ATTACKS if len(sys.argv) < 2 or name in sys.argv[1:]]
        with concurrent.futures.ThreadPoolExecutor(WORKERS + CONSOLES) as pool:
            consoles = [pool.submit(watch, names[at::CONSOLES], base, shown) for at in range(min(CONSOLES, len(names)))]
            trials = [pool.submit(Trial(name, base, shown).tried) for name in names]
            results = [one.result() for one in trials]
            watched = [one.result() for one in consoles]
        results = [again_alone(name, claims, base, shown) for name, claims in zip(names, results)]
        for claims in results + watched:
            for what, truth, seen in claims:
                t.claim(what, truth, seen)
        t.claim("28 hostile behaviours at least", len(names) >= 28 or len(sys.argv) > 1, len(names))
    finally:
        shutil.rmtree(base, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
