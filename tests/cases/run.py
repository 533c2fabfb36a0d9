#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tries vouch on case files: one fresh DNS server a case (tests/support/zone_server.py), one command, one comparison.

usage: run.py [--dir FOLDER ...] [--kinds K,K] [--only ID] [--jobs N] [--timeout S]     the program is $VOUCH or build/vouch

A file holds {"kind", "cases": [...], "zones": {name: zone}}; a case {"id", "in", "expect"} and its DNS: "zone" (a zone, or
the name of a shared one), or "views" (address to zone). Kinds and what they expect: compare.py; how they are asked: ask.py.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
CATALOGUE = HERE.parent.parent / "src" / "domain" / "code.h"
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
from ask import ask  # noqa: E402
from compare import KINDS, faults  # noqa: E402
from tally import Tally  # noqa: E402
from zone_server import ZoneServer  # noqa: E402


def cases_in(folders, kinds):
    """(kind, case, what its server serves), file by file."""
    for path in (path for folder in folders for path in sorted(pathlib.Path(folder).glob("*.json"))):
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or "cases" not in document or (kinds and document["kind"] not in kinds):
            continue
        for case in document["cases"]:
            zone = case.get("zone", {})
            served = document["zones"][zone] if isinstance(zone, str) else zone
            yield document["kind"], case, {"views": case["views"]} if case.get("views") else served


def attempt(kind, case, served, timeout):
    """What is wrong, as a list, empty when the case passes; and the codes in the answer."""
    if kind not in KINDS:
        return [f"there is no kind {kind}"], []
    with ZoneServer(served) as server:
        try:
            answer = ask(kind, case["in"], f"127.0.0.1:{server.port}", timeout)
        except ValueError as problem:
            return [str(problem)], []
        except subprocess.TimeoutExpired:
            return [f"no answer within {timeout} s"], []
        wrong = faults(kind, case, answer, [(name.lower(), record) for _, name, record, _ in server.log])
        return wrong, (answer.get("codes") or []) + (answer.get("flags") or [])


def catalogue():
    """The words of all codes, as src/domain/code.h lists them."""
    return re.findall(r'^ +X\([A-Z0-9_]+, "([a-z0-9-]+)"', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", nargs="*", default=[HERE / "data", HERE / "own"])
    parser.add_argument("--kinds", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--timeout", type=float, default=60)
    arguments = parser.parse_args()
    chosen = [found for found in cases_in(arguments.dir, [kind for kind in arguments.kinds.split(",") if kind])
              if arguments.only in ("", found[1]["id"])]
    tally = Tally("cases")
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        outcomes = pool.map(lambda found: attempt(*found, arguments.timeout), chosen)
        produced = set()
        for (kind, case, _), (wrong, codes) in zip(chosen, outcomes):
            tally.claim(f"{kind} {case['id']}", not wrong, "; ".join(wrong))
            produced.update(codes)
    if not arguments.only and not arguments.kinds and len(arguments.dir) > 1:
        for code in catalogue():
            tally.claim(f"some case produces {code}", code in produced)
    tally.end()


if __name__ == "__main__":
    main()
