# SPDX-License-Identifier: MIT
"""A real terminal for one program: tmux, a server and a socket of its own."""
import os
import shlex
import subprocess
import time


class Screen:
    def __init__(self, argv, environment, width=80, height=24, term="tmux-256color"):
        self.name = f"vouch-{os.getpid()}-{time.monotonic_ns()}"
        words = ["env", "-i"] + [f"{k}={v}" for k, v in environment.items() if k not in ("TERM", "TMUX")]
        words += [f"TERM={term}"]
        line = " ".join(shlex.quote(w) for w in words + argv)
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), f"{line}; echo \"left $?\"; sleep 600")

    def tmux(self, *words):
        return subprocess.run(["tmux", "-u", "-f", "/dev/null", "-L", self.name, *words], capture_output=True, text=True,
                              check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout

    def text(self):
        return self.tmux("capture-pane", "-p")

    def raw(self):
        """With attributes, as the terminal keeps them."""
        return self.tmux("capture-pane", "-p", "-e")

    def wait(self, *words, seconds=15):
        """The screen, once it has all the words; else what it had in the end, and False."""
        deadline = time.monotonic() + seconds
        while True:
            text = self.text()
            if all(word in text for word in words):
                return text
            if time.monotonic() > deadline:
                print(f"     waited for {words}, the screen had:\n{text}", flush=True)
                return None
            time.sleep(0.05)

    def keys(self, *keys):
        for key in keys:
            self.tmux("send-keys", key)
            time.sleep(0.05)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def paste(self, text):
        """Marked as pasted, where the program asked for that."""
        self.tmux("set-buffer", text)
        self.tmux("paste-buffer", "-p")
        time.sleep(0.05)

    def resize(self, width, height):
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def pid(self):
        """Of the program in the pane: the child of the shell."""
        shell = self.tmux("list-panes", "-F", "#{pane_pid}").strip()
        found = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=False).stdout.split()
        return int(found[0]) if found else 0

    def close(self):
        self.tmux("kill-server")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
