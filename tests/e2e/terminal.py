#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What happens to the terminal: signals, crashes, sizes, kinds, and bytes from a hostile zone."""
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from nsd import Nsd
from screen import Screen
from tally import Tally
from vouch import Vouch

EVIL = r'@ TXT "\027]0;evil\007\027[3J\194\155 31m \226\128\174abc\226\128\139 \195\040"'


class Raw:
    """The program on a pseudo-terminal whose every byte is kept."""

    def __init__(self, argv, environment, term="xterm-256color"):
        self.out = b""
        self.master, slave = pty.openpty()
        self.slave = slave
        self.before = termios.tcgetattr(slave)
        termios.tcsetwinsize(slave, (24, 80))
        self.process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
                                        env={**environment, "TERM": term})

    def read(self, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                try:
                    self.out += os.read(self.master, 65536)
                except OSError:
                    return
            elif self.process.poll() is not None:
                return

    def send(self, text, seconds=0.4):
        os.write(self.master, text.encode())
        self.read(seconds)

    def end(self, seconds=4):
        self.read(seconds)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None

    def is_clean(self):
        """The modes are as before, and the last words to the terminal were to leave the alternate screen."""
        entered, left = self.out.rfind(b"\x1b[?1049h"), self.out.rfind(b"\x1b[?1049l")
        return termios.tcgetattr(self.slave)[:4] == self.before[:4] and left > entered


def signals(t, v):
    for name in ("SIGTERM", "SIGHUP", "SIGSEGV", "SIGABRT"):
        raw = Raw(v.argv(), v.environment())
        raw.read(1.0)
        raw.process.send_signal(getattr(signal, name))
        code = raw.end()
        t.claim(f"{name}: the program ends", code is not None and code != 0 or name in ("SIGTERM", "SIGHUP"), code)
        t.claim(f"{name}: the terminal is given back clean", raw.is_clean(), raw.out[-200:])


def suspends(t, v):
    """Under a shell with job control, as people use it."""
    with Screen(["bash", "--norc", "-i"], {**v.environment(), "PS1": "shell> "}) as screen:
        screen.wait("shell>")
        screen.type(" ".join(v.argv()))
        screen.keys("Enter")
        t.claim("the console runs under a shell", screen.wait("No domains yet") is not None)
        screen.keys("C-z")
        t.claim("Ctrl-Z gives the shell back", screen.wait("Stopped") is not None)
        screen.type("stty -a | grep -c ' icanon'")
        screen.keys("Enter")
        t.claim("with its terminal modes", screen.wait("\n1\n") is not None)
        screen.type("fg")
        screen.keys("Enter")
        t.claim("fg draws the screen again", screen.wait("No domains yet") is not None)
        screen.keys("Q")
        t.claim("and it goes on to a clean end", screen.wait("shell>") is not None)


def idles(t, v):
    raw = Raw(v.argv(), v.environment())
    raw.read(1.5)
    seen = len(raw.out)
    raw.read(3.0)
    t.claim("idle, it sends nothing", len(raw.out) == seen, raw.out[seen:])
    os.close(raw.master)
    os.close(raw.slave)
    began = time.monotonic()
    while raw.process.poll() is None and time.monotonic() - began < 5:
        time.sleep(0.05)
    t.claim("a terminal that is gone ends it", raw.process.poll() is not None)
    raw.process.kill()


def kinds(t, v):
    for term in ("dumb", "no-such-terminal"):
        raw = Raw(v.argv(), v.environment(), term=term)
        code = raw.end()
        t.claim(f"TERM={term}: one sentence and exit 2", code == 2 and b"\x1b" not in raw.out and raw.out.count(b"\n") <= 2,
                (code, raw.out))
    for term in ("vt100", "linux", "screen-256color"):
        raw = Raw(v.argv(), v.environment(), term=term)
        raw.read(1.0)
        raw.send("Q")
        t.claim(f"TERM={term}: it runs and ends", raw.end() == 0 and b"Domain" in raw.out, raw.out[-200:])
    raw = Raw(v.argv("--no-color"), {**v.environment(), "NO_COLOR": "1"})
    raw.read(1.0)
    raw.send("Q")
    t.claim("NO_COLOR: no colour is sent", raw.end() == 0 and not any(b"\x1b[%dm" % c in raw.out for c in range(31, 48)))


def pastes(t, v):
    """What is pasted is text: into a field, and nowhere else."""
    for term in ("tmux-256color", "screen-256color", "xterm-256color"):
        with Screen(v.argv(), v.environment(), term=term) as screen:
            screen.wait("No domains yet")
            screen.paste("rq\nQ\ny")
            screen.keys("l")
            t.claim(f"TERM={term}: pasted into the list, it runs no key", screen.wait("What this is for") is not None)
            screen.keys("Escape")
            screen.wait("No domains yet")
            screen.keys("r")
            screen.wait("Register domain")
            screen.paste("https://Pasted.Example/\n")
            t.claim(f"TERM={term}: pasted into a field, it is there", screen.wait("registers as  pasted.example") is not None)
            screen.keys("?")
            t.claim(f"TERM={term}: and ? is help there, too", screen.wait("Help: Register domain") is not None)
    raw = Raw(v.argv(), v.environment())
    raw.read(1.0)
    raw.send("\x1b[200~rQ", seconds=5.0)
    running = raw.process.poll() is None
    t.claim("a paste whose end is late runs no key", running and b"Register domain" not in raw.out, raw.out[-200:])
    raw.read(6.5)
    raw.send("Q")
    t.claim("a paste whose end got lost does not make it deaf", raw.end() == 0, raw.out[-200:])
    raw = Raw(v.argv(), v.environment(), term="vt100")
    raw.read(1.0)
    raw.send("Q")
    t.claim("TERM=vt100 is not asked to mark it", raw.end() == 0 and b"?2004" not in raw.out, raw.out[:200])


def sizes(t, v):
    with Screen(v.argv(), v.environment()) as screen:
        t.claim("it fills 80x24", screen.wait("No domains yet", "filter") is not None)
        screen.resize(40, 10)
        t.claim("40x10 has one column", screen.wait("Domain") is not None)
        screen.resize(20, 5)
        t.claim("20x5 has one line", screen.wait("0 domains") is not None)
        screen.resize(120, 40)
        t.claim("and 120x40 is split", screen.wait("No domains yet", "Role  │") is not None)


def hostile(t, v, dns):
    shown = v.run("domains", "register", world.DOMAIN).json
    world.publish(dns, [EVIL, f'@ TXT "{shown["token"]["value"]}"', '@ TXT "v=spf1 \\027[31mred -all"'])
    dns.reload()
    raw = Raw(v.argv(), v.environment())
    raw.read(1.2)
    for keys in ("v", "\r", "j", "\r", "r"):
        raw.send(keys, 1.2)
    raw.send("Q")
    raw.end()
    for what, bytes_ in (("a title", b"]0;evil"), ("a clear of what was scrolled", b"\x1b[3J"), ("a C1", b"\xc2\x9b"), ("a bidi override", b"\xe2\x80\xae"),
                         ("a zero-width space", b"\xe2\x80\x8b"), ("red", b"\x1b[31mred")):
        t.claim(f"{what} of the zone never reaches the terminal", bytes_ not in raw.out)
    for form in ("--json", "--plain"):
        check = subprocess.run(v.argv(form, "check", world.DOMAIN), capture_output=True, env=v.environment(), check=False)
        t.claim(f"nor {form} output", b"\x1b" not in check.stdout + check.stderr and b"\xe2\x80\xae" not in check.stdout)


def dead_resolver(t, folder):
    v = Vouch(folder + "/dead", extra=["--dns", "127.0.0.1:9", "--dns-allow", "127.0.0.0/8"])
    t.claim("without DNS a domain can be registered", v.run("domains", "register", world.DOMAIN).code == 0)
    verify = v.run("domains", "verify", world.DOMAIN)
    t.claim("and verifying cannot tell: exit 5, state kept",
            verify.code == 5 and v.run("domains", "show", world.DOMAIN).json["token"]["state"] == "unverified", verify)


def main():
    t = Tally("terminal")
    folder = tempfile.mkdtemp(prefix="vouch-terminal-")
    try:
        with Nsd() as dns:
            world.base(dns)
            dns.start()
            v = Vouch(folder, dns.port)
            signals(t, v)
            suspends(t, v)
            idles(t, v)
            kinds(t, v)
            pastes(t, v)
            sizes(t, v)
            hostile(t, v, dns)
            dead_resolver(t, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
