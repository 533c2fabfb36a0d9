# SPDX-License-Identifier: MIT
"""Who else can ask these questions: each a function from (port, folder) to what it took; None where it is not installed."""
import json
import os
import re
import shutil

from contest import Run
from world import INCLUDE, KEY, SELECTOR, TOKEN

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = os.path.join(os.environ["PEERS"], "node_modules")
BARE = os.path.join(os.environ["O"], "bench", "dns")


def took(run, **more):
    return {"wall": run.wall, "cpu": run.cpu, "peak": run.peak, **more}


def share_of_list(folder, parts):
    """The first part of the domains, for those who would take minutes; how many."""
    path = os.path.join(folder, f"domains-{parts}")
    with open(os.path.join(folder, "domains"), encoding="utf-8") as source:
        lines = source.readlines()
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(lines[:len(lines) // parts])
    return path, len(lines) // parts


def vouch(port, folder):
    run = Run([os.environ["VOUCH"], "--json", "--dns", f"127.0.0.1:{port}", "check", "--file", os.path.join(folder, "domains"),
               "--selector", SELECTOR, "--spf-include", INCLUDE, "--token", TOKEN, "--dkim-key", KEY],
              out=os.path.join(folder, "verdicts"), codes=(0, 1), XDG_DATA_HOME=folder)
    return took(run)


def resolver_of(kind):
    def once(port, folder):
        run = Run([BARE, kind, f"127.0.0.1:{port}", os.path.join(folder, "names")])
        asked, definite, again = map(int, re.findall(r"\d+(?= [asd])", run.text)[:3])
        return took(run, again=again, failed=asked - definite)
    return once


def dnsperf(port, folder):
    run = Run(["dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d", os.path.join(folder, "queries"), "-q", "256", "-b", "8192",
               "-n", "1"])
    return took(run, failed=int(re.search(r"Queries lost: +(\d+)", run.text).group(1)))


def massdns(port, folder):
    resolvers = os.path.join(folder, "resolvers")
    with open(resolvers, "w", encoding="utf-8") as out:
        out.write(f"127.0.0.1:{port}\n")
    return took(Run(["massdns", "-r", resolvers, "-t", "TXT", "-s", "256", "-o", "B", "-w", os.path.join(folder, "massdns.out"),
                     os.path.join(folder, "names")]))


def mailauth(port, folder):
    """A tenth of the list; what it took is scaled up."""
    path, count = share_of_list(folder, 10)
    run = Run(["node", os.path.join(HERE, "mailauth.js"), MODULES, str(port), path, SELECTOR, TOKEN, INCLUDE])
    return {**{key: value * 10 for key, value in took(run).items() if key != "peak"}, "peak": run.peak, "count": count,
            **json.loads(run.text)}


def found():
    """Contenders in the order of the table."""
    contenders = {"sendmmsg": resolver_of("bare"), "resolver": resolver_of("live"), "vouch check": vouch}
    if shutil.which("dnsperf"):
        contenders["dnsperf"] = dnsperf
    if shutil.which("massdns"):
        contenders["massdns"] = massdns
    if shutil.which("node") and os.path.isdir(os.path.join(MODULES, "mailauth")):
        contenders["mailauth"] = mailauth
    return contenders
