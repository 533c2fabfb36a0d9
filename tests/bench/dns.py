#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast the resolver is, beside what else is here: a bare loop of sendmmsg and recvmmsg, and dnsperf.

usage: dns.py [DOMAINS] [RUNS]     three questions a domain (apex, DKIM key, DMARC) to nsd on one core; the contenders
take turns on the other. Medians and ratios are printed; times only mean something beside each other.
"""
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from nsd import Nsd  # noqa: E402

BENCH = os.path.join(os.environ["O"], "bench", "dns")
ZONE = "bench.example"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def records(count):
    """Zone lines and names to ask; some records are missing, as in life."""
    dice = random.Random(1)
    keys = ["v=DKIM1; k=rsa; p=" + "".join(dice.choice(ALPHABET) for _ in range(392)) for _ in range(64)]
    lines, names = [], []
    for number in range(count):
        domain, key = f"d{number:06}", keys[number % len(keys)]
        lines.append(f'{domain} TXT "ncp-verify={number:026}"')
        lines.append(f'{domain} TXT "v=spf1 include:esp.example ~all"')
        if number % 30 != 5:
            lines.append(f's1._domainkey.{domain} TXT "{key[:255]}" "{key[255:]}"')
        if number % 20 != 9:
            lines.append(f'_dmarc.{domain} TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}.{ZONE}"')
        names += [f"{host}{domain}.{ZONE}" for host in ("", "s1._domainkey.", "_dmarc.")]
    return lines, names


def pinned(command, core):
    cores = sorted(os.sched_getaffinity(0))
    return ["taskset", "-c", str(cores[core % len(cores)])] + command if shutil.which("taskset") else command


def run(command):
    """Standard output, and the processor seconds of the child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(pinned(command, 1), capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(kind, port, folder):
    out, _ = run([BENCH, kind, f"127.0.0.1:{port}", os.path.join(folder, "names")])
    asked, definite, again, wall, cpu, peak = map(float, re.findall(r"[\d.]+", out.split(":", 1)[1]))
    return {"wall": wall, "cpu": cpu, "peak": peak, "again": again, "failed": asked - definite}


def dnsperf(port, folder):
    out, cpu = run(["dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d", os.path.join(folder, "queries"), "-q", "256", "-b",
                    "8192", "-n", "1"])
    wall = float(re.search(r"Run time \(s\): +([\d.]+)", out).group(1))
    lost = float(re.search(r"Queries lost: +(\d+)", out).group(1))
    return {"wall": wall, "cpu": cpu, "peak": 0, "again": 0, "failed": lost}


def contest(port, folder, runs):
    contenders = {"bare": lambda: ours("bare", port, folder), "live": lambda: ours("live", port, folder)}
    if shutil.which("dnsperf"):
        contenders["dnsperf"] = lambda: dnsperf(port, folder)
    results = {name: [] for name in contenders}
    for _ in range(runs):
        for name, once in contenders.items():
            results[name].append(once())
    return {name: {key: statistics.median(r[key] for r in each) for key in each[0]} for name, each in results.items()}


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    lines, names = records(count)
    with tempfile.TemporaryDirectory() as folder, Nsd() as dns:
        with open(os.path.join(folder, "names"), "w", encoding="utf-8") as out:
            out.writelines(name + "\n" for name in names)
        with open(os.path.join(folder, "queries"), "w", encoding="utf-8") as out:
            out.writelines(name + " TXT\n" for name in names)
        dns.zone(ZONE, lines)
        dns.start()
        subprocess.run(["taskset", "-acp", str(min(os.sched_getaffinity(0))), str(dns.process.pid)], check=False,
                       capture_output=True)
        medians = contest(dns.port, folder, runs)
    bare = medians["bare"]
    print(f"{len(names)} questions, median of {runs} runs in turn")
    print(f"{'':10}{'wall s':>9}{'CPU s/M':>9}{'peak MiB':>10}{'again':>8}{'failed':>8}{'wall/bare':>11}{'CPU/bare':>10}")
    for name, m in medians.items():
        print(f"{name:10}{m['wall']:9.3f}{m['cpu'] / len(names) * 1e6:9.1f}{m['peak']:10.1f}{m['again']:8.0f}{m['failed']:8.0f}"
              f"{m['wall'] / bare['wall']:11.2f}{m['cpu'] / bare['cpu']:10.2f}")
    goals = [("wall <= 1.15 x bare", medians["live"]["wall"] <= 1.15 * bare["wall"]),
             ("nothing failed", medians["live"]["failed"] == 0), ("<= 20 MiB", medians["live"]["peak"] <= 20)]
    if "dnsperf" in medians:
        goals += [("faster than dnsperf", medians["live"]["wall"] < medians["dnsperf"]["wall"]),
                  ("less CPU than dnsperf", medians["live"]["cpu"] < medians["dnsperf"]["cpu"])]
    for goal, holds in goals:
        print(f"{'holds' if holds else 'MISSED'}: {goal}")


if __name__ == "__main__":
    main()
