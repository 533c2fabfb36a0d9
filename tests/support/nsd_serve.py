#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A real authoritative server over a folder of zone files (NAME.zone, without SOA and NS of the apex).

usage: nsd_serve.py FOLDER     prints `PORT n`, or `PORT 0` without nsd; ends when stdin closes
"""
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from nsd import Nsd  # noqa: E402


def main():
    folder = sys.argv[1]
    if not shutil.which("nsd") and not os.path.exists("/usr/sbin/nsd"):
        print("PORT 0", flush=True)
        return
    with Nsd() as dns:
        for file in sorted(os.listdir(folder)):
            with open(os.path.join(folder, file), encoding="utf-8") as text:
                dns.zone(file.removesuffix(".zone"), text.read().splitlines())
        dns.start()
        print(f"PORT {dns.port}", flush=True)
        while os.read(0, 1024):
            pass


if __name__ == "__main__":
    main()
