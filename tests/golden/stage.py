# SPDX-License-Identifier: MIT
"""The world behind the pictures: fifteen domains in every state, their DNS, and a clock that stands still.

    with Stage(folder) as stage:      builds the store once, serves its zones until the end
        stage.play(script, out)       plays a script of keys against a copy of the store; returns (code, stderr)
        stage.vouch(folder).argv(..)  the command line over a copy, for other tests and for the screenshots
"""
import os
import pwd
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(ROOT, "tests", "support"), os.path.join(ROOT, "tests", "e2e")]

from vouch import Vouch  # noqa: E402
from zone_server import ZoneServer  # noqa: E402

NOW = "2026-10-05T14:07:31Z"
EARLIER = ["2026-10-02T05:02:11Z", "2026-10-05T13:11:00Z", "2026-10-05T13:18:00Z", "2026-10-05T13:25:00Z"]
RESOLVER, SERVER = "127.0.0.1", "127.0.0.2"
PUBLIC = {"has it": "127.0.0.11", "has the old no": "127.0.0.12", "is away": "127.0.0.13"}
SERVICE = {"email.ncloud.com": [["TXT", "v=spf1 ip4:203.0.113.0/26 -all"]],
           "_spf.example.com": [["TXT", "v=spf1 include:a.mail.example include:b.mail.example -all"]],
           "crm.example.net": [["TXT", "v=spf1 include:a.mail.example a:mx.mail.example -all"]],
           "a.mail.example": [["TXT", "v=spf1 ip4:192.0.2.0/28 -all"]],
           "b.mail.example": [["TXT", "v=spf1 ip4:192.0.2.16/28 -all"]],
           "mx.mail.example": [["A", "192.0.2.40"]]}
DMARC = "v=DMARC1; p={}; aspf=r; adkim=r; rua=mailto:dmarc@{}"

# What is published for each domain (see Publisher), what is switched on, and what is special about it.
PLAN = {
    "alpha.example": ["old-token"],
    "billing.example.org": ["token", "two-spf", "dkim", "none"],
    "bravo.example": ["late-token"],
    "charlie.example": [],
    "delta.example": ["token", "spf", "dkim", "reject"],
    "echo.example": ["token", "spf", "dkim", "quarantine"],
    "foxtrot.example": ["token", "spf", "dkim", "none"],
    "golf.example": ["token", "spf", "dkim", "none"],
    "hotel.example": ["token", "spf", "dkim"],
    "legacy.example": ["token", "spf", "dkim", "quarantine"],
    "mail.example.net": ["late-token"],
    "news.example.com": ["token", "dkim", "none"],
    "shop.example.jp": ["token", "spf", "doubled-dkim"],
}
USED = {"billing.example.org": ["dkim"], "delta.example": ["spf", "dkim"], "echo.example": ["spf", "dkim"],
        "foxtrot.example": ["spf", "dkim"], "golf.example": ["spf", "dkim"], "legacy.example": ["spf", "dkim"],
        "news.example.com": ["spf", "dkim"], "shop.example.jp": ["spf"]}
PARTNERS = ["partner.example", "vendor.example"]


class Publisher:
    """The zones of every domain, as the resolver and as the authoritative server tell them."""

    def __init__(self):
        self.source, self.cached = {}, {}
        for zone in (self.source, self.cached):
            zone.update({name: list(records) for name, records in SERVICE.items()})

    def domain(self, name, shown, marks):
        ns = "ns.gabia.co.kr" if name.startswith(("shop", "mail")) else "ns1.dns.example"
        for zone in (self.source, self.cached):
            for owner in [one for one in zone if one.endswith(name)]:
                del zone[owner]
            zone[name] = [["SOA", {"mname": ns, "minimum": 600}], ["NS", ns], ["MX", [10, "mx." + name]], ["A", "192.0.2.80"]]
            zone[ns] = [["A", SERVER]]
        for mark in marks:
            owner, value = self.record(name, shown, mark)
            self.source.setdefault(owner, []).append(["TXT", value])
            if not mark.startswith("late-"):
                self.cached.setdefault(owner, []).append(["TXT", value])
        if "two-spf" in marks:
            for zone in (self.source, self.cached):
                zone[name].append(["TXT", shown["spf"]["value"]])

    @staticmethod
    def record(name, shown, mark):
        values = {"spf": shown["spf"]["value"], "dkim": shown["dkim"]["value"], "token": shown["token"]["value"],
                  "late-token": shown["token"]["value"], "old-token": "ncp-verify=aaaaaaaaaaaaaaaaaaaaaaaaaa",
                  "doubled-dkim": shown["dkim"]["value"],
                  "two-spf": "v=spf1 ip4:192.0.2.10 include:_spf.example.com include:crm.example.net -all"}
        if mark in values:
            owner = shown["dkim"]["name"] if mark.endswith("dkim") else name
            return owner + ("." + name if mark.startswith("doubled") else ""), values[mark]
        return "_dmarc." + name, DMARC.format(mark, name)

    def views(self):
        """One of the public resolvers remembers everything as it is, one that there was nothing."""
        nothing = {name: [["SOA", {"minimum": 232}]] for name in self.source}
        return {RESOLVER: self.cached, SERVER: self.source, PUBLIC["has it"]: self.source, PUBLIC["has the old no"]: nothing}


class Stage:
    def __init__(self, folder, names=None):
        self.folder, self.names = folder, names or list(PLAN)
        self.publisher = Publisher()
        self.server = ZoneServer({"views": self.publisher.views(), "resolvers": list(PUBLIC.values())})
        self.master = self.vouch("master")

    def __enter__(self):
        self.build()
        return self

    def __exit__(self, *_):
        self.server.close()

    def vouch(self, name, clock=NOW, extra=()):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder, exist_ok=True)
        public = ",".join(f"{address}:{self.server.port}" for address in PUBLIC.values())
        return Vouch(folder, self.server.port, clock, ["--dns-public", public, *extra])

    def publish(self):
        for address, zone in self.publisher.views().items():
            self.server.change(zone, address)

    def do(self, *words, at=EARLIER[0], project=None):
        self.master.clock = at
        answer = self.master.run(*words, project=project)
        if answer.code not in (0, 1, 5):
            raise RuntimeError(f"{words}: {answer}")
        return answer

    def register(self, name, project=None):
        old = ["--registered-at", "2024-11-01"] if name == "legacy.example" else []
        return self.do("domains", "register", name, *old, project=project).json

    def build(self):
        guests = [self.do("project", "create", name).json["project_key"] for name in ("crm-team", "staging")]
        own = self.do("project", "key").json["project_key"]
        for name in self.names:
            # The records that will break later are right at first.
            marks = ["spf" if mark == "two-spf" else mark for mark in PLAN[name]] + (["spf"] if name == "news.example.com" else [])
            self.publisher.domain(name, self.register(name), marks)
        self.partners(own)
        self.publish()
        for name in self.names:
            if PLAN[name]:
                late = any(mark.startswith("late-") for mark in PLAN[name])
                self.do("domains", "verify", name, at=NOW if late else EARLIER[0])
            for record in USED.get(name, []):
                self.do("domains", "use", name, record)
        self.finish(guests)

    def partners(self, own):
        for name in PARTNERS:
            self.publisher.domain(name, self.register(name, project="crm-team"), ["token", "spf", "dkim", "none"])
        self.publish()
        for name in PARTNERS:
            self.do("domains", "verify", name, project="crm-team")
            for record in ("spf", "dkim"):
                self.do("domains", "use", name, record, project="crm-team")
            self.do("shares", "add", name, own, project="crm-team")
        for record in ("spf", "dkim"):
            self.do("domains", "stop", "vendor.example", record, project="crm-team")

    def finish(self, guests):
        """What went wrong since: an SPF record doubled, another one gone for good, one stopped, two guests."""
        for name in ("billing.example.org", "news.example.com"):
            if name in self.names:
                self.publisher.domain(name, self.do("domains", "show", name).json, PLAN[name])
        self.publish()
        for at in EARLIER[1:]:
            for name in ("billing.example.org", "news.example.com"):
                if name in self.names:
                    self.do("domains", "verify", name, at=at)
        if "golf.example" in self.names:
            self.do("domains", "stop", "golf.example", "spf", at=EARLIER[2])
        self.settle()
        shares = [(guests[0], "crm-team", EARLIER[1]), (guests[1], "", EARLIER[2])]
        for name, some in (("shop.example.jp", shares), ("echo.example", shares[:1])):
            for key, label, at in some if name in self.names else []:
                self.do("shares", "add", name, key, "--label", label, at=at)

    def settle(self):
        """Nothing is due when the console opens: what it would check by itself has been checked just now."""
        for _ in range(2):
            for domain in self.do("domains", "list", "--filter", "role:owner", at=NOW).lines:
                if domain["next_check_at"] and domain["next_check_at"] <= NOW:
                    self.do("domains", "verify", domain["domain"], at=NOW)
        for name in PARTNERS:
            self.do("domains", "verify", name, at=NOW, project="crm-team")

    def random(self):
        """Every value that another run will have otherwise, in one text."""
        values = [self.do("project", "key", project=name).json["project_key"] for name in (None, "crm-team", "staging")]
        for domain in self.do("domains", "list").lines:
            values += [domain["token"]["value"] or "", domain["dkim"]["value"] or ""]
        return " ".join(value.split("=")[-1] if value.startswith("ncp") else value for value in values)

    def copy(self, name):
        """A console's own copy of the store."""
        vouch = self.vouch(name)
        shutil.rmtree(vouch.folder)
        shutil.copytree(self.master.folder, vouch.folder)
        return vouch

    def play(self, script, out, options=(), seconds=120):
        vouch = self.copy("play")
        done = subprocess.run(vouch.argv(*options, "--script", script), cwd=out, env=vouch.environment(),
                              capture_output=True, timeout=seconds, check=False)
        return done.returncode, done.stderr.decode("utf-8", "replace")


def like(match):
    """The same length, letters that say that they are none."""
    return re.sub(r"[A-Za-z0-9+/]", "x", match.group(0))


def masked(text, random):
    """What is random in a screen, made the same: pieces of values that are known, and what looks like one made since."""
    user = pwd.getpwuid(os.getuid()).pw_name

    def known(piece):
        value = piece.group(0).strip("-+")
        return like(piece) if len(value) > 5 and value in random else piece.group(0)

    text = re.sub(r"[A-Za-z0-9+/-]{6,}", known, text)
    text = re.sub(r"(?<=ncp-verify=)[a-z2-7]+(\.\.[a-z2-7]+)?", like, text)
    text = re.sub(r"(?<=ncp-verify\.\.)[a-z2-7]+|(?<=project_key )[0-9a-f]{1,7}(?=\.\.)|(?<=k=\.\.)[A-Za-z0-9+/]+", like, text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]+", like, text)
    text = re.sub(r"(?<=p=)MI[A-Za-z0-9+/=]+", like, text)
    text = re.sub(r"[A-Za-z0-9+/]{40,}|[A-Za-z0-9+/]{10,}(?=\.\.)", like, text)
    text = re.sub(r"^[─-] .*\d+ ms [─-]+$", "─ so many questions, so many ms", text, flags=re.M)
    text = text.replace(f"  {user:<8}  ", "  somebody  ").replace(f"  {user}  ", "  somebody  ")
    text = re.sub(rf"(?<=: ){re.escape(user)}$", "somebody", text, flags=re.M)
    return re.sub(r"\.\.[A-Za-z0-9+/]*IDAQAB", "..xxIDAQAB", text)
