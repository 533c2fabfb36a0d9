# SPDX-License-Identifier: MIT
"""Other full-screen programs with a list of a thousand rows: how each is started, what its first screen has, its keys."""
import json
import os
import shutil
import subprocess
from collections import namedtuple

ROWS = 1000
DOWN, UP, PAGE_DOWN, REDRAW = "\x1b[B", "\x1b[A", "\x1b[6~", "\x0c"
Peer = namedtuple("Peer", "argv shows down up page redraw", defaults=(DOWN, UP, PAGE_DOWN, REDRAW))


def commits(folder):
    """A history for tig, by one stream: a commit a row."""
    path = os.path.join(folder, "history")
    subprocess.run(["git", "init", "-q", path], check=True, env={**os.environ, "HOME": folder})
    stream = "".join(f"commit refs/heads/bench\ncommitter A <a@example.jp> {1760000000 + i} +0000\n"
                     f"data <<END\nchange number {i} of a file\nEND\n" for i in range(ROWS))
    subprocess.run(["git", "-C", path, "fast-import", "--quiet"], input=stream.encode(), check=True)
    subprocess.run(["git", "-C", path, "symbolic-ref", "HEAD", "refs/heads/bench"], check=True)
    return path


def mails(folder):
    path = os.path.join(folder, "mails")
    os.makedirs(os.path.join(folder, "Mail"), exist_ok=True)  # or it asks whether to make it
    with open(path, "w", encoding="utf-8") as out:
        for i in range(ROWS):
            out.write(f"From a@example.jp Mon Oct  5 14:07:{i % 60:02} 2026\nFrom: a{i}@example.jp\nTo: b@example.jp\n"
                      f"Subject: mail number {i}\nMessage-ID: <{i}@example.jp>\nDate: Mon, 5 Oct 2026 14:07:{i % 60:02} +0000\n\ntext\n\n")
    return path


def entries(folder):
    path = os.path.join(folder, "entries.json")
    files = [{"name": f"entry-{i:04}", "asize": i * 100, "dsize": i * 512} for i in range(ROWS)]
    with open(path, "w", encoding="utf-8") as out:
        json.dump([1, 2, {"progname": "ncdu", "progver": "1.18", "timestamp": 1760000000}, [{"name": "/bench"}, *files]], out)
    return path


def found(folder):
    """name -> Peer, of those that are installed."""
    makers = {
        "htop": lambda: Peer(["htop", "-d", "600"], b"PID"),
        "tig": lambda: Peer(["env", "-C", commits(folder), "tig", "bench"], b"change number", "j", "k"),
        "mutt": lambda: Peer(["mutt", "-n", "-F", os.devnull, "-R", "-f", mails(folder)], b"mail number", "j", "k", "z"),
        "ncdu": lambda: Peer(["ncdu", "-f", entries(folder)], b"entry-", "j", "k"),
    }
    return {name: make() for name, make in makers.items() if shutil.which(name)}
