# SPDX-License-Identifier: MIT
"""Contenders in turn, several rounds, medians; a table; which goals hold. Times only mean something beside each other."""
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

from world import cores


def pinned(command):
    """On the core that the server does not use."""
    return ["taskset", "-c", str(cores()[-1])] + command if shutil.which("taskset") else command


class Peak(threading.Thread):
    """The most memory a process held, MB: looked up while it runs, as what wait4() says includes who started it."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.path, self.kilobytes = f"/proc/{process}/status", 0
        self.start()

    def run(self):
        try:
            while True:
                with open(self.path, encoding="utf-8") as status:
                    seen = re.search(r"^VmHWM:\s+(\d+)", status.read(), re.M)
                if not seen:
                    return  # it has ended
                self.kilobytes = int(seen.group(1))
                time.sleep(0.03)
        except OSError:
            return


class Run:
    """What one command took: wall and processor seconds, the peak of its memory in MB, what it printed. anywhere: also on
    what the server leaves of its core."""

    def __init__(self, command, out=None, codes=(0,), anywhere=False, **environment):
        reading, writing = os.pipe()
        began = time.monotonic()
        with open(out, "wb") if out else os.fdopen(writing, "wb") as target:
            child = subprocess.Popen(command if anywhere else pinned(command), stdout=target, stderr=subprocess.PIPE,
                                     env={**os.environ, **environment})
        peak = Peak(child.pid)
        if out:
            os.close(writing)
        with os.fdopen(reading, "rb") as source:
            self.text = source.read().decode()
        errors = child.stderr.read().decode()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - began
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = peak.kilobytes / 1024
        if child.returncode not in codes:
            sys.exit(f"{' '.join(command)[:300]}: exit {child.returncode}\n{self.text[-500:]}{errors[-2000:]}")


def contest(contenders, rounds):
    """name -> function that returns a dict of numbers; the medians of each."""
    results = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, once in contenders.items():
            results[name].append(once())
    return {name: {key: statistics.median(each[key] for each in runs) for key in runs[0]} for name, runs in results.items()}


def table(title, columns, rows):
    """rows: name -> the cells, text each."""
    print(f"\n{title}")
    wide = max(len(name) for name in rows) + 2
    widths = [max([len(column)] + [len(row[at]) for row in rows.values()]) + 2 for at, column in enumerate(columns)]
    print(" " * wide + "".join(column.rjust(width) for column, width in zip(columns, widths)))
    for name, row in rows.items():
        print(name.ljust(wide) + "".join(cell.rjust(width) for cell, width in zip(row, widths)), flush=True)


def goal(text, holds, seen=""):
    print(f"{'holds ' if holds else 'MISSED'} {text}" + (f": {seen}" if seen else ""), flush=True)

