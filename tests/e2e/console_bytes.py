#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How many bytes the console sends for what people do all day: over a slow line they are what is waited for.

Bytes are exact, so these limits hold on any machine; times are for `make bench PART=console`.
"""
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

from meter import Meter
from tally import Tally
from vouch import Vouch

DOMAINS = 100
ROWS = 15  # of the list in 80x24
TERMS = ("xterm-256color", "tmux-256color", "linux")
CLOCK = "2026-10-05T14:07:31Z"
SIZES = [(100, 30), (80, 24)] * 29 + [(100, 30)]


def walk(t, term, meter):
    def claim(what, steps, most):
        t.claim(f"{term}: {what}, {most} bytes at most", steps.silent < len(steps.bytes) and steps.most() <= most,
                (steps.bytes, steps.seen[-1]))

    first, _ = meter.settle(b"d0001.example.jp")
    t.claim(f"{term}: the first screen comes in one piece", first.count(b"Domain Management") <= 2, first)
    steps = meter.step("j", 10)
    claim("the first moves, their messages with them", steps, 200)
    claim("a move", meter.step(["k", "j"], 20), 122)
    meter.burst("j" * ROWS)
    claim("a row scrolled", meter.step("j", 12), 260)
    claim("a page", meter.step("\x06", 5), 1600)
    claim("a redraw", meter.step("\x0c", 4), 2200)
    meter.burst("g")
    claim("200 keys at once", meter.burst("j" * 200), 3 * 1024)
    claim("60 resizes at once", meter.resize(SIZES), 8 * 1024)
    claim("and the way back", meter.resize([(80, 24)]), 2400)
    sent, _ = meter.idle(2)
    t.claim(f"{term}: idle, nothing", sent == 0, sent)


def main():
    t = Tally("console-bytes")
    folder = tempfile.mkdtemp(prefix="vouch-bytes-")
    try:
        v = Vouch(folder, clock=CLOCK, extra=["--dns", "127.0.0.1:9", "--dns-allow", "127.0.0.0/8"])
        names = "".join(f"d{i:04}.example.jp\n" for i in range(1, DOMAINS + 1))
        t.claim("domains to look at", v.run("domains", "import", "-", stdin=names.encode()).code == 0)
        for term in TERMS:
            with Meter(v.argv("--lang", "en"), v.environment(), term=term, quiet=0.08) as meter:
                walk(t, term, meter)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
