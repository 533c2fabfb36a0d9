# SPDX-License-Identifier: MIT
"""The built program under test, in a world of its own: its store, its settings, its DNS."""
import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("VOUCH", os.path.join(ROOT, "build", "vouch"))


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]

    @property
    def json(self):
        return self.lines[0]

    def __repr__(self):
        return f"exit {self.code}\n     out: {self.out[:1200]}\n     err: {self.err[:600]}"


class Vouch:
    def __init__(self, folder, port=None, clock=None, extra=()):
        self.folder, self.port, self.clock, self.extra = folder, port, clock, list(extra)

    def environment(self):
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("VOUCH_", "LC_", "LANG"))}
        keep.update(LANG="C.UTF-8", TZ="UTC", XDG_DATA_HOME=self.folder + "/share", XDG_CONFIG_HOME=self.folder + "/config")
        if self.clock:
            keep["VOUCH_CLOCK"] = self.clock
        return keep

    def options(self):
        words = ["--data", self.folder + "/store"]
        if self.port:
            words += ["--dns", f"127.0.0.1:{self.port}", "--dns-port", str(self.port), "--dns-allow", "127.0.0.0/8"]
        return words + self.extra

    def argv(self, *words):
        return [BINARY, *self.options(), *words]

    def run(self, *words, project=None, stdin=b"", timeout=60):
        argv = [BINARY, *self.options(), *(["--project", project] if project else []), "--json", *words]
        done = subprocess.run(argv, input=stdin, capture_output=True, timeout=timeout, env=self.environment(), check=False)
        return Answer(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
