#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`vouch serve` as a service: settings from vouch.conf, the log, word to the service manager, SIGHUP, SIGTERM, and the
unit that `make install` puts in place."""
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from api import Client, free_port
from nsd import Nsd
from tally import Tally
from vouch import BINARY, ROOT, Vouch

EXAMPLE = os.path.join(ROOT, "docs", "vouch.conf.example")
MANUAL = os.path.join(ROOT, "docs", "man", "vouch.conf.5")


class Manager:
    """The datagram socket that a service manager listens on."""

    def __init__(self, path):
        self.path, self.socket = path, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)

    def told(self, seconds=30):
        return self.socket.recv(4096).decode() if select.select([self.socket], [], [], seconds)[0] else None


class Service:
    """Everything by settings: nothing but `serve` is on the command line."""

    def __init__(self, folder, text):
        self.vouch, self.folder = Vouch(folder), folder
        self.path = f"{folder}/config/vouch/vouch.conf"
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        self.write(text)
        self.manager, self.log, self.process = Manager(f"{folder}/notify"), f"{folder}/log", None

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def start(self):
        environment = self.vouch.environment() | {"NOTIFY_SOCKET": self.manager.path}
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([BINARY, "serve"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                            stderr=log, env=environment)

    def lines(self):
        with open(self.log, encoding="utf-8") as file:
            return file.read().splitlines()

    def logged(self, pattern, seconds=30):
        """The first line that has it; None when it does not come."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [line for line in self.lines() if re.search(pattern, line)]
            if found:
                return found[0]
            time.sleep(0.02)
        return None

    def reload(self):
        self.process.send_signal(signal.SIGHUP)
        return self.manager.told(), self.manager.told()


def settings(port, folder, level="info", form="text", more=""):
    return (f"# of the test\ndata = {folder}/store\n{more}\n[serve]\nlisten = 127.0.0.1:{port}\n"
            f"[log]\nlevel = {level}\nformat = {form}\n")


def life(t, folder):
    port = free_port()
    service = Service(folder, settings(port, folder))
    service.start()
    t.claim("READY=1 when it serves", service.manager.told() == "READY=1")
    line = service.logged("event=listening")
    t.claim("the log says where it listens, and when", line and re.match(
        rf"time=\d{{4}}-\d\d-\d\dT[0-9:]{{8}}Z level=info event=listening url=http://127.0.0.1:{port} socket={folder}/store/",
        line), service.lines())
    health = Client(port).send("GET", "/healthz")
    t.claim("vouch.conf says where to listen", health.status == 200, health)

    service.write(settings(port, folder, level="loud"))
    told = service.reload()
    t.claim("RELOADING=1 with its time, then READY=1", told[0] and told[0].startswith("RELOADING=1\nMONOTONIC_USEC=")
            and told[1] == "READY=1", told)
    line = service.logged("event=reload-refused")
    t.claim("settings that are not right are refused with their place", line and "vouch.conf:7:1" in line, service.lines())

    service.write(settings(port + 1, folder, form="json", more="theme = night"))
    service.reload()
    line = service.logged('"event":"restart-needed".*"setting":"listen"')
    t.claim("what cannot change while it runs is said to need a restart, in the new form",
            line and json.loads(line)["section"] == "serve" and json.loads(line)["level"] == "warn", service.lines())
    t.claim("also outside a section", service.logged('"restart-needed".*"setting":"theme"}'), service.lines())
    done = service.logged('"event":"reloaded"')
    t.claim("the end of it is logged", done and json.loads(done)["config"] == service.path, service.lines())
    t.claim("and nothing else needs one", sum("restart-needed" in line for line in service.lines()) == 2, service.lines())
    t.claim("it goes on answering where it was", Client(port).send("GET", "/healthz").status == 200)

    service.write(settings(port, folder, level="error", form="json"))
    before = len(service.lines())
    service.reload()
    t.claim("a level that is higher silences the rest", len(service.lines()) == before, service.lines()[before:])
    service.write(settings(port, folder))
    service.reload()
    service.process.send_signal(signal.SIGTERM)
    t.claim("STOPPING=1 on SIGTERM", service.manager.told() == "STOPPING=1")
    t.claim("it drains, and ends with 0", service.process.wait(60) == 0 and service.logged("event=draining")
            and service.logged("event=ended"), service.lines())


def told(t, folder):
    """The command that is named hears of what was verified, once it does its work."""
    with Nsd() as dns:
        world.base(dns)
        dns.start()
        hook = f"{folder}/hook"
        with open(hook, "w", encoding="ascii") as file:
            file.write(f'#!/bin/sh\ntest "$1" = two || exit 1\ncat >>{folder}/told\necho >>{folder}/told\n')
        os.chmod(hook, 0o700)
        more = f"dns = 127.0.0.1:{dns.port}\ndns-port = {dns.port}\ndns-allow = 127.0.0.0/8\n[hooks]\ncommand = {hook} two\n"
        service = Service(folder, settings(free_port(), folder, more=more))
        service.start()
        service.logged("event=listening")
        here = Client(path=f"{folder}/store/vouch.sock")
        shown = here.ask("POST", "/v1/domains", {"domain": world.DOMAIN}).json
        world.publish(dns, world.lines_for(shown))
        dns.reload()
        seen = here.ask("POST", f"/v1/domains/{world.DOMAIN}/verify")
        t.claim("all is verified", seen.status == 200 and set(seen.json["status"].values()) == {"pass"}, seen)
        heard, until = "", time.monotonic() + 30
        while time.monotonic() < until and not heard.endswith("\n"):
            time.sleep(0.05)
            if os.path.exists(f"{folder}/told"):
                with open(f"{folder}/told", encoding="utf-8") as file:
                    heard = file.read()
        message = json.loads(heard.splitlines()[0]) if heard else {}
        t.claim("the command was told, in JSON", (message.get("event"), message.get("domain"), message.get("project"),
                message.get("records")) == ("verified", world.DOMAIN, "default", "token spf dkim dmarc"), heard)
        service.process.send_signal(signal.SIGTERM)
        t.claim("and the service ends well", service.process.wait(60) == 0, service.lines())


def bad_start(t, folder):
    service = Service(folder, "[serve]\nlisten = everywhere\n")
    service.start()
    t.claim("a service with bad settings does not start: exit 2", service.process.wait(60) == 2)
    t.claim("and says file, line and column", service.logged(r"vouch\.conf:2:1: .*everywhere"), service.lines())
    t.claim("nobody is told that it is ready", service.manager.told(0) is None)


def config(t, folder):
    vouch = Vouch(folder)
    path = f"{folder}/vouch.conf"
    rows = [
        ("lang = ja\n[log]\nlevel = debug\n", 0, "all settings are right"),
        ("\n  lang = de\n", 2, ':2:3: "lang" wants en, ja or ko, not "de"'),
        ("dns-port = 0\n", 2, ":1:1:"),
        ("dns = 192.0.2.1, nowhere\n", 2, '"dns" wants addresses'),
        ("dns-allow = 10.0.0.0/33\n", 2, '"dns-allow" wants ranges'),
        ("ascii = perhaps\n", 2, "yes or no"),
        ("theme =\n", 2, "has no value"),
        ("[sevre]\n", 2, "did you mean [serve]?"),
        ("[serve two]\n", 2, ":1:1: there is no section [serve]"),
        ("[serve]\ntls-crt = /x\n", 2, ':2:1: unknown setting "tls-crt"; did you mean "tls-cert"?'),
        ("[serve]\ntls-key = key.pem\n", 2, "begins with /"),
        ("[serve]\nlevel = debug\n", 2, 'unknown setting "level"'),
        ("[log]\nlevel = info\nlevel = warn\n", 2, ":3:1:"),
        ("[hooks]\ncommand = told\n", 2, ":2:1:"),
        ("config = /x\n", 2, 'unknown setting "config"'),
        ("lang = \x1b[2J\n", 2, "0x1b"),
        (f"profile = {folder}/none\n", 2, "none"),
    ]
    for text, code, sentence in rows:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([BINARY, "--check-config", "--config", path, "--lang", "en"], capture_output=True, text=True,
                              env=vouch.environment(), check=False)
        said = done.stdout if code == 0 else done.stderr
        exits = (code,) if "profile" not in text else (2, 3)
        t.claim(f"{text!r}: exit {code}, {sentence}", done.returncode in exits and sentence in said and "\x1b" not in said,
                done)
    done = subprocess.run([BINARY, "--check-config"], capture_output=True, text=True, env=vouch.environment(), check=False)
    t.claim("no file at the usual place is right", done.returncode == 0 and "defaults" in done.stdout, done)


def printed(vouch, *words, **environment):
    done = subprocess.run([BINARY, *words, "--print-config"], capture_output=True, text=True,
                          env=vouch.environment() | environment, check=False)
    return done.stdout


def round_trip(t, folder):
    vouch = Vouch(folder)
    text = printed(vouch, "--dns", "127.0.0.1:5300", VOUCH_THEME="night", VOUCH_LISTEN="127.0.0.1:9", VOUCH_LOG_LEVEL="debug")
    for line in ("dns = 127.0.0.1:5300", "theme = night", "listen = 127.0.0.1:9", "level = debug", "#format = text|json"):
        t.claim(f"--print-config has {line}", line in text.splitlines(), text)
    path = f"{folder}/again.conf"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    hidden = printed(vouch, "--project", "a\tb")
    t.claim("what no file can hold is a comment", "#project = a\\x09b" in hidden.splitlines(), hidden)
    t.claim("what it prints reads back as the same", printed(vouch, "--config", path) == text, text)


def manuals(t):
    bare = subprocess.run([BINARY, "--print-config", "--lang", "en"], capture_output=True, text=True, env={"LC_ALL": "C"},
                          check=False).stdout
    with open(EXAMPLE, encoding="utf-8") as file:
        t.claim("docs/vouch.conf.example is what `make docs` writes", file.read() == bare, bare)
    with open(MANUAL, encoding="utf-8") as file:
        described = set(re.findall(r"^\.B ([a-z][a-z\\-]*)$", file.read(), re.M))
    keys = {key.replace("-", "\\-") for key in re.findall(r"^#?([a-z-]+) = ", bare, re.M)}
    t.claim("vouch.conf(5) describes every setting and no other", described == keys, described ^ keys)


def unit(t, folder):
    build = os.path.dirname(os.environ["O"])
    environment = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "O", "VOUCH")}
    flavour = "FLAVOUR=" + os.environ.get("FLAVOUR", "plain")
    done = subprocess.run(["make", f"BUILD={build}", flavour, f"DESTDIR={folder}", "PREFIX=/usr", "install"], cwd=ROOT,
                          capture_output=True, text=True, env=environment, check=False)
    path = f"{folder}/usr/lib/systemd/system/vouch.service"
    if not t.claim("make install puts the unit in place", os.path.exists(path), done.stdout + done.stderr):
        return
    with open(path, encoding="utf-8") as file:
        text = file.read()
    t.claim("the unit starts the program that was installed", "ExecStart=/usr/bin/vouch serve\n" in text and "@" not in
            text.replace("@system-service", "").replace("@privileged", "").replace("@resources", ""), text)
    if not shutil.which("systemd-analyze"):
        return
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", path], capture_output=True, text=True,
                          check=False)
    score = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    t.claim("systemd-analyze: exposure of 2.0 at most", score and float(score.group(1)) <= 2.0, done.stdout + done.stderr)


def main():
    t = Tally("service")
    for part in (life, told, bad_start, config, round_trip, unit):
        with tempfile.TemporaryDirectory(prefix="vouch-") as folder:
            part(t, folder)
    manuals(t)
    t.end()


if __name__ == "__main__":
    main()
