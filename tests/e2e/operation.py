#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Copies of a store, their way back, and another master key: the private key that comes out is always the same."""
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"), os.path.dirname(os.path.abspath(__file__))]
from tally import Tally  # noqa: E402
from vouch import Vouch  # noqa: E402

KILLS = 12
DOMAIN = "shop.example"


def private_key(vouch):
    answer = vouch.run("domains", "export-key", DOMAIN)
    return answer.out if answer.code == 0 and "PRIVATE KEY" in answer.out else f"none: {answer!r}"


def copies(tally, vouch, key):
    copy = vouch.folder + "/copy"
    made = vouch.run("backup", copy)
    tally.claim("backup writes a copy", made.code == 0 and made.json["domains"] == 1, repr(made))
    tally.claim("only its owner may read a copy", stat.S_IMODE(os.stat(copy).st_mode) == 0o600)
    tally.claim("backup says how large the copy is", os.stat(copy).st_size == made.json["bytes"], repr(made))
    tally.claim("backup takes no other file's place", vouch.run("backup", copy).code == 4)
    tally.claim("backup leaves nothing else", [n for n in os.listdir(vouch.folder) if n.startswith("copy")] == ["copy"])
    gone = vouch.run("domains", "delete", DOMAIN, "--yes")
    tally.claim("the domain is deleted", gone.code == 0, repr(gone))
    tally.claim("restore refuses where a store is", vouch.run("restore", copy).code == 4)
    tally.claim("and changes nothing", vouch.run("domains", "show", DOMAIN).code == 3)
    tally.claim("a copy can be looked at", vouch.run("restore", copy, "--check").code == 0)
    back = vouch.run("restore", copy, "--replace")
    tally.claim("restore makes a copy the store", back.code == 0 and back.json["restored"], repr(back))
    tally.claim("the private key came back", private_key(vouch) == key, private_key(vouch))
    with open(copy, "r+b") as file:
        file.truncate(os.stat(copy).st_size // 2)
    tally.claim("half a copy is refused", vouch.run("restore", copy, "--replace").code == 6)
    tally.claim("and the store stays", private_key(vouch) == key)


def rotations(tally, vouch, key):
    turned = vouch.run("master-key", "rotate")
    tally.claim("the master key is changed", turned.code == 0 and turned.json["keys"] >= 1, repr(turned))
    tally.claim("only its owner may read the key", stat.S_IMODE(os.stat(turned.json["master_key"]).st_mode) == 0o600)
    tally.claim("the private key is the same after it", private_key(vouch) == key, private_key(vouch))
    copy = vouch.folder + "/copy-after"
    tally.claim("backup after it", vouch.run("backup", copy).code == 0)
    tally.claim("restore after it", vouch.run("restore", copy, "--replace").code == 0)
    tally.claim("the private key is the same after both", private_key(vouch) == key, private_key(vouch))
    still = Vouch(vouch.folder, clock="2026-10-05T14:07:31Z")
    tally.claim("twice in one second", all(still.run("restore", copy, "--replace").code == 0 for _ in range(2)))
    kept = sorted(name for name in os.listdir(vouch.folder + "/store") if name.startswith("vouch.db.2026-10-05"))
    tally.claim("and each store that was there is kept", kept == ["vouch.db.2026-10-05T14:07:31Z", "vouch.db.2026-10-05T14:07:31Z.2"],
                kept)
    other = Vouch(tempfile.mkdtemp(dir=vouch.folder))
    tally.claim("a copy without its master key is refused", other.run("restore", copy).code == 6)
    os.makedirs(other.folder + "/store", mode=0o700, exist_ok=True)
    shutil.copy2(vouch.folder + "/store/master.key", other.folder + "/store/master.key")
    tally.claim("with it, a copy is a store elsewhere too", other.run("restore", copy).code == 0)
    tally.claim("and the private key is the same there", private_key(other) == key, private_key(other))


def killed(vouch, after):
    child = subprocess.Popen(vouch.argv("master-key", "rotate"), env=vouch.environment(), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    return child.wait()


def kills(tally, vouch, key):
    began = time.monotonic()
    vouch.run("master-key", "rotate")
    whole = time.monotonic() - began
    codes = [killed(vouch, whole * (i + 1) / KILLS) for i in range(KILLS)]
    tally.claim("a rotation was killed", -signal.SIGKILL in codes, codes)
    for _ in range(2):
        tally.claim("killed at any moment, the key is the same", private_key(vouch) == key, private_key(vouch))
    waiting = vouch.folder + "/store/master.key.next"
    tally.claim("and no key is left waiting", not os.path.exists(waiting))


def main():
    tally = Tally("operation")
    with tempfile.TemporaryDirectory(prefix="vouch-operation-") as folder:
        vouch = Vouch(folder)
        made = vouch.run("domains", "register", DOMAIN)
        tally.claim("a domain is registered", made.code == 0, repr(made))
        key = private_key(vouch)
        tally.claim("it has a private key", key.startswith("-----BEGIN") or "BEGIN" in key, key)
        copies(tally, vouch, key)
        rotations(tally, vouch, key)
        kills(tally, vouch, key)
    tally.end()


if __name__ == "__main__":
    main()
