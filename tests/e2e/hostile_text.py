# SPDX-License-Identifier: MIT
"""Escape sequences, bidirectional and invisible characters in every argument, file and message that vouch reads: none of
them reaches the terminal, as text or as JSON, and nothing ends by a signal."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from hostile import is_harmless  # noqa: E402
from tally import Tally  # noqa: E402
from vouch import BINARY  # noqa: E402

EVIL = "\x1b]0;evil\x07\x1b[31mred\x9b31m\u202eabc\u2066x\u200b\ufeff\u2028\u00ad\u061c\x7f"
MESSAGE = (f"Authentication-Results: mx.r.test; dkim=fail reason=\"{EVIL}\" header.d={EVIL}.s.test; spf=fail"
           f" smtp.mailfrom=\"{EVIL}\"@s.test; dmarc=fail header.from=s.test (p={EVIL})\r\n"
           f"Received: from {EVIL} by mx.r.test; x\r\nFrom: {EVIL} <a@{EVIL}s.test>\r\nSubject: {EVIL}\r\n\r\nx")
FILES = {
    "profile": f"[service]\nname = {EVIL}\ntoken-prefix = {EVIL}\ninclude = x.test\n[selectors]\npublic-kr = a\n",
    "profile-words": f"[{EVIL}]\n{EVIL} = {EVIL}\n",
    "providers": f"[{EVIL}]\nname = {EVIL}\nns = {EVIL}\n",
    "settings": f"[{EVIL}]\n{EVIL}={EVIL}\n",
}
# The words, and what they read; {} is the folder.
COMMANDS = [
    (["authres", "--message", "-", "--domain", "s.test"], MESSAGE),
    (["authres", "--message", "-", "--domain", "s.test", "--trusted", EVIL], MESSAGE),
    (["authres", "--header", "-"], f"mx{EVIL}.test; dkim=fail reason=\"{EVIL}\" header.d={EVIL}"),
    (["authres", "--header", "-"], f"mx; {EVIL}"),
    (["domains", "import", "-"], f"{EVIL}.test\nok.test,{EVIL},{EVIL}\n{EVIL}\n"),
    *(([*words, EVIL], "") for words in (
        [], ["explain"], ["check"], ["domains"], ["check", "a.test", "--token"], ["check", "a.test", "--selector"],
        ["check", "a.test", "--spf-include"], ["check", "a.test", "--dkim-key"], ["dmarc", "build", "--policy"],
        ["dmarc", "build", "--rua"], ["dmarc", "discover"], ["spf", "merge"], ["dkim", "lint", "a.test", "--selector"],
        ["spf", "eval", "--ip", "192.0.2.1", "--mail-from", "a@a.test", "--helo"], ["domains", "register"],
        ["project", "create"], ["shares", "add", "ok.test"], ["domains", "log"], ["domains", "list", "--filter"],
        ["jobs", "show"])),
    *(([option, EVIL, "check", "a.test"], "") for option in (
        "--profile", "--providers", "--config", "--theme", "--lang", "--server", "--dns", "--dns-allow", "--dns-port")),
    (["--project", EVIL, "domains", "list"], ""), (["--data", "{}/" + EVIL, "domains", "list"], ""),
    (["--profile", "{}/profile", "check", "a.test"], ""), (["--profile", "{}/profile-words", "check", "a.test"], ""),
    (["--providers", "{}/providers", "check", "a.test"], ""), (["--config", "{}/settings", "check", "a.test"], ""),
    (["restore", "{}/" + EVIL], ""), (["backup", "{}/x/" + EVIL], ""),
]


def strings(value):
    """Every text in an answer but the user's own line, which an import gives back."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one) if key != "written" else ()
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def harmful(done):
    """What is wrong with what was printed, or ''."""
    printed = (done.stdout + done.stderr).decode("utf-8", "replace")
    if "\ufffd" in printed or not is_harmless(printed.replace("\t", "")):
        return "the terminal would see it"
    for line in done.stdout.decode("utf-8").splitlines():
        if line.startswith("{") and not all(is_harmless(text.replace("\t", "")) for text in strings(json.loads(line))):
            return "the JSON text has it"
    return "" if done.returncode >= 0 else f"ended by signal {-done.returncode}"


def main():
    tally, folder = Tally("hostile text"), tempfile.mkdtemp(prefix="vouch-text-")
    environment = {"HOME": folder, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": folder}
    environment.update({name: os.environ[name] for name in ("LSAN_OPTIONS",) if name in os.environ})
    for name, text in FILES.items():
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    for how in (["--json"], ["--plain"]):
        for words, given in COMMANDS:
            words = [word.replace("{}", folder) for word in words]
            usual = [] if "--dns" in words else ["--dns", "127.0.0.1:9"]
            usual += [] if "--data" in words else ["--data", folder + "/store"]
            done = subprocess.run([BINARY, *how, *usual, *words], input=given.encode("utf-8", "surrogateescape"),
                                  capture_output=True, timeout=60, env=environment, check=False)
            wrong = harmful(done)
            tally.claim(f"{how[0]} {' '.join(words).replace(EVIL, 'EVIL')}", not wrong, (wrong, done) if wrong else "")
    shutil.rmtree(folder, ignore_errors=True)
    tally.end()


if __name__ == "__main__":
    main()
