# SPDX-License-Identifier: MIT
"""A full-screen program on a pseudo-terminal, measured from outside: what it sends for each key, how soon, in how much memory.

    with Meter(argv, environment, size=(80, 24)) as meter:
        meter.settle()                    until the first screen is whole
        meter.step("j", 50).bytes         what each of 50 keys made it send, in bytes; .first and .last in seconds
        meter.burst("j" * 200)            what 200 keys at once made it send
        meter.resize((100, 30))           what a resize made it send

A step is over when the program has sent nothing for `quiet` seconds; bytes are exact, times are as good as the machine.
"""
import os
import pty
import select
import signal
import subprocess
import termios
import time


class Steps:
    """What many steps of one kind cost."""

    def __init__(self, costs):
        self.bytes = [len(seen) for seen, _, _ in costs]
        self.first = sorted(first for _, first, _ in costs if first is not None)
        self.last = sorted(last for _, _, last in costs if last is not None)
        self.silent = sum(first is None for _, first, _ in costs)
        self.seen = [seen for seen, _, _ in costs]

    def middle(self):
        return sorted(self.bytes)[len(self.bytes) // 2]

    def most(self):
        return max(self.bytes)

    @staticmethod
    def at(times, share):
        """The time below which this share of them lies, in milliseconds."""
        return times[min(int(len(times) * share), len(times) - 1)] * 1e3 if times else float("inf")


class Meter:
    # What a terminal would answer: where its cursor is after the three characters that the console measures with.
    ANSWERS = {b"\x1b[6n": b"\x1b[1;5R", b"\x1b[c": b"\x1b[?1;2c"}

    def __init__(self, argv, environment, size=(80, 24), term="xterm-256color", quiet=0.04):
        self.master, self.slave = pty.openpty()
        self.quiet = quiet
        self.set_size(size)
        self.began = time.monotonic()
        self.process = subprocess.Popen(argv, stdin=self.slave, stdout=self.slave, stderr=self.slave, start_new_session=True,
                                        env={**environment, "TERM": term}, preexec_fn=self.own)

    @staticmethod
    def own():
        """The pseudo-terminal becomes the one of the session, so that it is told of resizes."""
        import fcntl
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def set_size(self, size):
        termios.tcsetwinsize(self.slave, (size[1], size[0]))

    def answer(self, seen):
        for question, answer in self.ANSWERS.items():
            for _ in range(seen.count(question)):
                os.write(self.master, answer)

    def read(self, patience):
        """Until nothing came for `quiet`; waits `patience` for the first byte. Bytes, seconds to the first and to the last."""
        began, seen, first, last = time.monotonic(), b"", None, None
        while True:
            wait = self.quiet if seen else patience
            if not select.select([self.master], [], [], wait)[0]:
                return seen, first, last
            try:
                more = os.read(self.master, 65536)
            except OSError:
                return seen, first, last
            last = time.monotonic() - began
            first = last if first is None else first
            seen += more
            self.answer(more)

    def settle(self, text=b"", seconds=60):
        """All that came until the screen had the text and nothing more; seconds from the start to the last byte of it."""
        seen, deadline, last = b"", time.monotonic() + seconds, 0
        while time.monotonic() < deadline:
            more, _, at = self.read(0.3)
            seen += more
            last = time.monotonic() - self.quiet - self.began if at is not None else last
            if text in seen and not more:
                return seen, last
        raise RuntimeError(f"no first screen with {text!r}: {seen[-400:]!r}")

    def step(self, keys, count=1, patience=0.6):
        """Sends keys (a list: one after the other, in turn), each once the answer to the one before has ended."""
        rounds = keys if isinstance(keys, list) else [keys]
        costs = []
        for i in range(count):
            os.write(self.master, rounds[i % len(rounds)].encode())
            costs.append(self.read(patience))
        return Steps(costs)

    def burst(self, keys):
        os.write(self.master, keys.encode())
        return Steps([self.read(0.6)])

    def resize(self, sizes, apart=0.0):
        """All the sizes one after the other; what came by the end."""
        for size in sizes:
            self.set_size(size)
            time.sleep(apart)
        return Steps([self.read(0.6)])

    def idle(self, seconds):
        """Bytes sent and seconds of CPU used while nothing happens."""
        before, seen = self.cpu(), b""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            seen += self.read(max(deadline - time.monotonic(), 0))[0]
        return len(seen), self.cpu() - before

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self):
        """The most memory it ever had, in bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) * 1024

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        os.close(self.master)
        os.close(self.slave)
