#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turns the RFC 7208 test suite (rfc7208-tests.yml) into what tests/unit/mail/spf_suite.c reads.

    convert.py rfc7208-tests.yml FOLDER

Every scenario becomes two files: NN.zone, a zone file, and NN.cases, lines of `key value`:
`silent NAME` (its server does not answer what the zone does not hold), and for each case
`case ID`, `ip`, `helo`, `from`, one `result` for each that is accepted, and `explanation`.
"""
import pathlib
import sys

import yaml


def quoted(data):
    """One character-string of a zone file."""
    text = "".join(chr(b) if 0x20 <= b <= 0x7E and chr(b) not in '"\\' else f"\\{b:03d}" for b in data)
    return f'"{text}"'


def encoded(text):
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def owner(name):
    """A name as a zone file writes it: blanks and what has a meaning there are escaped."""
    escaped = "".join(c if "!" <= c <= "~" and c not in '"();@$\\' else f"\\{ord(c):03d}" for c in name)
    return escaped.rstrip(".") + "."


def strings(value):
    parts = value if isinstance(value, list) else [value]
    return " ".join(quoted(encoded(part)) for part in parts or [""])


def rdata(kind, value):
    if kind in ("TXT", "SPF"):
        return strings(value)
    if kind == "MX":
        return f"{value[0]} {owner(value[1])}"
    return value if kind in ("A", "AAAA") else owner(value)


def zone_lines(zone):
    """Records and silent names. A type SPF record stands for a TXT too, unless the name has its own TXT."""
    records, silent = [], []
    for name, entries in zone.items():
        pairs = [pair for entry in entries if entry != "TIMEOUT" for pair in entry.items()]
        if "TIMEOUT" in entries:
            silent.append(owner(name))
        own_txt = any(kind == "TXT" for kind, _ in pairs)
        for kind, value in pairs:
            if value == "NONE":
                continue
            records.append(f"{owner(name)} {kind} {rdata(kind, value)}")
            if kind == "SPF" and not own_txt:
                records.append(f"{owner(name)} TXT {rdata(kind, value)}")
    return records, silent


def case_lines(identity, case):
    results = case["result"] if isinstance(case["result"], list) else [case["result"]]
    lines = [f"case {identity}", f"ip {case['host']}", f"helo {case['helo']}", f"from {case['mailfrom']}"]
    lines += [f"result {result}" for result in results]
    if "explanation" in case:
        lines.append(f"explanation {case['explanation']}")
    return lines


def main():
    source, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = 0
    for number, scenario in enumerate(yaml.safe_load_all(source.read_text(encoding="utf-8")), 1):
        records, silent = zone_lines(scenario["zonedata"])
        title = [f"; {scenario['description']}"]
        (folder / f"{number:02d}.zone").write_text("\n".join(title + records) + "\n")
        lines = [f"silent {name}" for name in silent]
        for identity, case in scenario["tests"].items():
            lines += case_lines(identity, case)
            count += 1
        (folder / f"{number:02d}.cases").write_text("\n".join(lines) + "\n")
    print(f"{count} cases")


if __name__ == "__main__":
    main()
