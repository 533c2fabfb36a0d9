# SPDX-License-Identifier: MIT
"""Kills the program while it writes, thirty times, and spoils its files in every other way: nothing that was acknowledged
is lost, the store opens again and is whole, and what cannot be opened is said in a sentence."""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from tally import Tally
from vouch import Vouch

KILLS = 30
KILLS_A_STORE = 5
ROWS = 12000  # more than it can write before it is killed

# What must be so in every store, as questions whose answer is 0.
INVARIANTS = {
    "a row in its owner's list for each domain": "SELECT count(*) FROM domain d WHERE NOT EXISTS (SELECT 1 FROM access a"
        " WHERE a.project_id = d.project_id AND a.name = d.name AND a.domain_id = d.id)",
    "a domain for each row of a list": "SELECT count(*) FROM access a WHERE NOT EXISTS (SELECT 1 FROM domain d WHERE d.id = a.domain_id)",
    "the tally counts the rows": "SELECT count(*) FROM (SELECT project_id, traits, count(*) AS n FROM access GROUP BY 1, 2) r"
        " LEFT JOIN tally t USING (project_id, traits) WHERE t.count IS NOT r.n",
    "the tally counts nothing else": "SELECT count(*) FROM tally t WHERE t.count > 0 AND NOT EXISTS (SELECT 1 FROM access a"
        " WHERE a.project_id = t.project_id AND a.traits = t.traits)",
    "a line of the log for each domain": "SELECT count(*) FROM domain d WHERE NOT EXISTS (SELECT 1 FROM journal j"
        " WHERE j.project_id = d.project_id AND j.domain = d.name AND j.action IN ('register', 'import'))",
    "a key, or a wish for one, for each domain": "SELECT count(*) FROM domain d WHERE (d.dkim IS NULL) <> EXISTS"
        " (SELECT 1 FROM wanted_key w WHERE w.domain_id = d.id)",
    "both halves of each key": "SELECT count(*) FROM domain d WHERE (d.dkim IS NULL) = EXISTS"
        " (SELECT 1 FROM private_key p WHERE p.domain_id = d.id)",
    "nothing refers to what is gone": "SELECT count(*) FROM pragma_foreign_key_check",
}


def whole(folder):
    """What is wrong with a store that nobody holds; '' when it is whole."""
    with sqlite3.connect(f"{folder}/store/vouch.db") as db:
        checked = db.execute("PRAGMA integrity_check").fetchone()[0]
        wrong = [what for what, question in INVARIANTS.items() if db.execute(question).fetchone()[0] != 0]
    db.close()
    return "; ".join(wrong if checked == "ok" else [checked, *wrong])


def names(answer):
    return {line["domain"] for line in answer.lines}


def kept_in(folder):
    with sqlite3.connect(f"{folder}/store/vouch.db") as db:
        found = {name for (name,) in db.execute("SELECT name FROM domain")}
    db.close()
    return found


def killed_import(vouch, fresh, seconds):
    """The names that a program acknowledged before it was killed; whether it was killed while it worked."""
    child = subprocess.Popen([*vouch.argv("--json", "domains", "import", "-")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, env=vouch.environment())
    killer = threading.Timer(seconds, child.kill)
    killer.start()
    try:
        out, _ = child.communicate("".join(name + "\n" for name in fresh).encode())
    finally:
        killer.cancel()
    whole_lines = out[:out.rfind(b"\n") + 1].splitlines()
    rows = [json.loads(line) for line in whole_lines]
    return {row["domain"] for row in rows if row.get("result") == "new"}, child.returncode < 0


def start_seconds(vouch):
    """How long the program takes to do next to nothing: a sanitized one is slower, and is to be killed later."""
    began = time.monotonic()
    vouch.run("project", "key")
    return time.monotonic() - began


def kill_loop(tally, folder):
    dice = random.Random(5310)
    lost, spoilt, midway, total = 0, "", 0, 0
    for kill in range(KILLS):
        if kill % KILLS_A_STORE == 0:  # a fresh one, so that its checks stay quick
            shutil.rmtree(f"{folder}/store", ignore_errors=True)
            vouch, acknowledged = Vouch(folder), set()
            vouch.run("project", "key")
        fresh = [f"n{kill:02d}-{i:05d}.example" for i in range(ROWS)]
        seen, killed = killed_import(vouch, fresh, 0.03 + dice.random() * (0.5 + 12 * start_seconds(vouch)))
        acknowledged |= seen
        midway += killed and len(seen) > 0
        total += len(seen)
        reopened = vouch.run("project", "key")
        lost += len(acknowledged - kept_in(folder)) + (reopened.code != 0)
        spoilt = spoilt or whole(folder)
    tally.claim(f"{KILLS} kills: no acknowledged change is lost", lost == 0, f"{lost} of {total}")
    tally.claim(f"{KILLS} kills: the store is whole each time", spoilt == "", spoilt)
    tally.claim("the kills came while it wrote", midway >= KILLS // 4, (midway, total))


def refused(tally, what, answer, code, exit_code):
    seen = answer.lines[0]["error"]["code"] if answer.lines and "error" in answer.lines[0] else None
    sentence = answer.err.strip()
    tally.claim(f"{what}: {code}", seen == code, answer)
    tally.claim(f"{what}: exit {exit_code} and one sentence", answer.code == exit_code and len(sentence.splitlines()) == 1
                and len(sentence) > 20, answer)


def prepared(folder):
    vouch = Vouch(folder)
    vouch.run("domains", "import", "-", stdin=b"kept.example\n")
    return vouch


def still_kept(tally, what, vouch):
    tally.claim(f"{what}: nothing is lost", names(vouch.run("domains", "list")) == {"kept.example"})


def newer_schema(tally, folder):
    vouch = prepared(folder)
    path = f"{folder}/store/vouch.db"
    with sqlite3.connect(path) as db:
        present = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    for version, answer_of in ((99, lambda: refused(tally, "a newer schema", vouch.run("domains", "list"), "store-newer", 6)),
                               (present, lambda: still_kept(tally, "a newer schema", vouch))):
        with sqlite3.connect(path) as db:
            db.execute(f"PRAGMA user_version = {version}")
        db.close()
        answer_of()


def damaged_file(tally, folder):
    vouch = prepared(folder)
    path = f"{folder}/store/vouch.db"
    shutil.copy(path, path + ".good")
    with open(path, "r+b") as file:
        file.write(b"not a database at all" * 100)
    refused(tally, "a damaged file", vouch.run("domains", "list"), "store-damaged", 6)
    shutil.move(path + ".good", path)
    still_kept(tally, "a damaged file", vouch)
    size = os.path.getsize(path)
    with open(path, "r+b") as file:  # every page but the first is noise
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    refused(tally, "damaged pages", vouch.run("domains", "list"), "store-damaged", 6)


def master_key(tally, folder):
    vouch = prepared(folder)
    path = f"{folder}/store/master.key"
    os.rename(path, path + ".good")
    refused(tally, "no master key", vouch.run("domains", "list"), "master-key-missing", 6)
    with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write("62" * 32 + "\n")
    refused(tally, "another master key", vouch.run("domains", "list"), "master-key-other", 4)
    os.replace(path + ".good", path)
    os.chmod(path, 0o644)
    refused(tally, "a master key that others can read", vouch.run("domains", "list"), "master-key-readable", 6)
    os.chmod(path, 0o600)
    still_kept(tally, "the right master key", vouch)


def held(tally, folder):
    vouch = prepared(folder)
    other = subprocess.Popen([*vouch.argv("domains", "import", "-")], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, env=vouch.environment())
    while str(other.pid) not in open(f"{folder}/store/vouch.lock", encoding="ascii").read():
        time.sleep(0.02)
    start = time.monotonic()
    answer = vouch.run("domains", "list")
    refused(tally, "a second process", answer, "store-held", 5)
    tally.claim("a second process: told who has it", str(other.pid) in answer.err, answer)
    tally.claim("a second process: waits up to five seconds", 4 < time.monotonic() - start < 9)
    other.kill()
    other.communicate()
    tally.claim("a second process: gets it when the first is gone", names(vouch.run("domains", "list")) >= {"kept.example"})


def mounted(folder, *options):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", folder], capture_output=True, check=False).returncode == 0


def read_only(tally, folder):
    """A read-only mount where this user may mount, else a folder that this user may not write."""
    vouch = prepared(folder)
    store = f"{folder}/store"
    copy = f"{folder}/copy"
    shutil.move(store, copy)
    os.mkdir(store)
    if mounted(store, "size=16m"):
        for name in os.listdir(copy):
            shutil.copy(f"{copy}/{name}", store)
        subprocess.run(["mount", "-o", "remount,ro", store], check=True)
        refused(tally, "a read-only folder", vouch.run("domains", "list"), "store-read-only", 6)
        subprocess.run(["umount", store], check=True)
        os.rmdir(store)
        shutil.move(copy, store)
    elif os.geteuid() != 0:
        os.rmdir(store)
        shutil.move(copy, store)
        os.chmod(f"{store}/vouch.lock", 0o400)
        os.chmod(store, 0o500)
        refused(tally, "a read-only folder", vouch.run("domains", "list"), "store-read-only", 6)
        os.chmod(store, 0o700)
        os.chmod(f"{store}/vouch.lock", 0o600)
    else:
        os.rmdir(store)
        shutil.move(copy, store)
    still_kept(tally, "a read-only folder", vouch)


def full_disk(tally, folder):
    store = f"{folder}/store"
    os.mkdir(store, 0o700)
    if not mounted(store, "size=1m", "mode=0700"):
        print("a full disk: this user may not mount a small one")
        return
    try:
        vouch = Vouch(folder)
        vouch.run("domains", "import", "-", stdin=b"before.example\n")
        subprocess.run(["dd", "if=/dev/zero", f"of={store}/rest", "bs=1k"], stderr=subprocess.DEVNULL, check=False)
        refused(tally, "a disk without room to open the store", vouch.run("domains", "list"), "store-full", 6)
        os.remove(f"{store}/rest")
        rows = "".join(f"n{i:05d}.example\n" for i in range(20000)).encode()
        answer = vouch.run("domains", "import", "-", stdin=rows)
        acknowledged = {row["domain"] for row in answer.lines if row.get("result") == "new"}
        codes = [row["error"]["code"] for row in answer.lines if "error" in row]
        tally.claim("a full disk: store-full and exit 6", codes[:1] == ["store-full"] and answer.code == 6, (codes, answer.err))
        subprocess.run(["mount", "-o", "remount,size=64m", store], check=True)
        kept = names(vouch.run("domains", "list"))
        tally.claim("a full disk: no acknowledged change is lost", acknowledged <= kept, (len(acknowledged), len(kept)))
        tally.claim("a full disk: the store is whole", whole(folder) == "", whole(folder))
        again = vouch.run("domains", "import", "-", stdin=b"after.example\n")
        tally.claim("a full disk: goes on when there is room", again.code == 0, again)
    finally:
        subprocess.run(["umount", store], check=True)


def main():
    tally = Tally("store-kill")
    for scene in (kill_loop, newer_schema, damaged_file, master_key, held, read_only, full_disk):
        folder = tempfile.mkdtemp(prefix="vouch-store-")
        try:
            scene(tally, folder)
        except Exception as error:  # a scene that breaks is a failed claim, and the others still count
            tally.claim(scene.__name__, False, repr(error))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    tally.end()


if __name__ == "__main__":
    main()
