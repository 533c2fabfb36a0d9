# SPDX-License-Identifier: MIT
"""Domains to look at, and what is true of them: a share of each record is missing, as in life."""
import base64
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from nsd import Nsd  # noqa: E402

ZONE = "bench.example"
INCLUDE = "email.ncloud.com"  # what the profile asks for
SELECTOR = "s1"
TOKEN = "ncp-verify=abcdefghijklmnopqrstuvwxyz"
RSA_HEAD = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100")
RSA_TAIL = bytes.fromhex("0203010001")


def public_key():
    """A SubjectPublicKeyInfo of 2048 bits; that nobody knows its factors does not matter here."""
    dice = random.Random(7)
    modulus = bytes([0xc0 | dice.randrange(64)] + [dice.randrange(256) for _ in range(254)] + [dice.randrange(256) | 1])
    return base64.b64encode(RSA_HEAD + modulus + RSA_TAIL).decode()


KEY = public_key()


class World:
    """Every 50th domain has no token, every 40th no SPF record, every 30th no key, every 20th no DMARC record; whole: nothing
    is missing. varied: names of many lengths, most within four of the mean, as in life."""
    MISSING = {"token": (50, 3), "spf": (40, 7), "dkim": (30, 5), "dmarc": (20, 9)}

    def __init__(self, count, whole=False, varied=False):
        dice = random.Random(11)
        self.whole = whole
        self.domains = [f"d{number:06}{'x' * min(26, max(0, round(dice.gauss(6, 4)))) if varied else ''}.{ZONE}"
                        for number in range(count)]

    def truth(self, number):
        return {record: "fail" if number % every == at and not self.whole else "pass" for record, (every, at) in self.MISSING.items()}

    def lines(self):
        key = f"v=DKIM1; k=rsa; p={KEY}"
        for number, domain in enumerate(self.domains):
            name, has = domain.split(".")[0], self.truth(number)
            if has["token"] == "pass":
                yield f'{name} TXT "{TOKEN}"'
            if has["spf"] == "pass":
                yield f'{name} TXT "v=spf1 include:{INCLUDE} ~all"'
            if has["dkim"] == "pass":
                yield f'{SELECTOR}._domainkey.{name} TXT "{key[:255]}" "{key[255:]}"'
            if has["dmarc"] == "pass":
                yield f'_dmarc.{name} TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"'

    def questions(self):
        for domain in self.domains:
            yield from (domain, f"{SELECTOR}._domainkey.{domain}", f"_dmarc.{domain}")

    def write(self, folder):
        """The lists that the contenders read: domains, names, queries (for dnsperf)."""
        for file, lines in (("domains", self.domains), ("names", self.questions()),
                            ("queries", (f"{name} TXT" for name in self.questions()))):
            with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
                out.writelines(line + "\n" for line in lines)


def serve(world, more=()):
    """nsd on the first core; the contenders get the second."""
    server = Nsd()
    server.zone(ZONE, [*world.lines(), *more])
    server.zone(INCLUDE.split(".", 1)[1], ['email TXT "v=spf1 ip4:192.0.2.0/24 -all"'])
    server.zone(ZONE.split(".", 1)[1], [f"{ZONE}. NS ns1.{ZONE}.", f"ns1.{ZONE}. A 127.0.0.1"])  # whom a DMARC walk asks next
    server.start()
    for task in children(server.process.pid):
        subprocess.run(["taskset", "-acp", str(cores()[0]), str(task)], check=False, capture_output=True)
    return server


def children(process):
    """The process and those it has started."""
    found = [process]
    for path in os.listdir("/proc"):
        try:
            if path.isdigit() and int(open(f"/proc/{path}/stat", encoding="utf-8").read().rsplit(")", 1)[1].split()[1]) in found:
                found.append(int(path))
        except OSError:
            continue  # it has ended
    return found


def cores():
    return sorted(os.sched_getaffinity(0))
