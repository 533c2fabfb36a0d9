#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills the server while jobs are under way: a list that is coming in is gone afterwards, one that was taken is done to its
end, so is a bulk verification, and each item of either is done exactly once. While a long list comes in, others are served."""
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from api import Serving, free_port
from nsd import Nsd
from store_kill import whole
from tally import Tally
from vouch import Vouch

CSV = {"Content-Type": "text/csv; charset=utf-8"}
LISTED, KILLS, LONG = 1500, 12, 8 << 20


def rows(count, tail):
    return "".join(f"d{number}.{tail}\n" for number in range(count)).encode()


def of_store(v, sql, *values):
    """What the store says when nobody has it."""
    with sqlite3.connect(f"file:{v.folder}/store/vouch.db?mode=ro", uri=True) as db:
        return db.execute(sql, values).fetchall()


def until(seconds, true):
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def job(owner, key):
    return owner.ask("GET", f"/v1/jobs/{key}?limit=1").json


def results(owner, key):
    """Of the whole job, page by page."""
    all_rows, after = [], ""
    while True:
        page = owner.ask("GET", f"/v1/jobs/{key}?limit=500{after}").json
        all_rows += page["results"]
        if not page["next"]:
            return all_rows
        after = f"&after={page['next']}"


def begin(v, port):
    """Two jobs at once: domains are verified while others are registered."""
    with Serving(v, port=port) as server:
        owner = server.key()
        first = owner.ask("POST", "/v1/imports", rows(200, "old.example"), headers=CSV)
        until(60, lambda: job(owner, first.json["job"])["state"] == "done")
        verify = owner.ask("POST", "/v1/verifications", {"filter": "*.old.example"}).json["job"]
        taken = owner.ask("POST", "/v1/imports", rows(LISTED, "list.example"), headers=CSV).json["job"]
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    return owner, verify, taken


def kill_again(v, port, owner, keys, dice):
    """One life of the server: until some more items are done, or all. Returns whether it was killed at work."""
    with Serving(v, port=port) as server:
        goal = sum(job(owner, key)["done"] for key in keys) + dice.randrange(5, 60)
        until(30, lambda: sum(job(owner, key)["done"] for key in keys) >= goal or
              all(job(owner, key)["state"] == "done" for key in keys))
        time.sleep(dice.random() * 0.02)
        at_work = any(job(owner, key)["state"] != "done" for key in keys)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        return at_work


def jobs_end(t, v, port):
    owner, verify, taken = begin(v, port)
    dice, at_work, spoilt = random.Random(7), 0, []
    for _ in range(KILLS):
        at_work += kill_again(v, port, owner, (verify, taken), dice)
        spoilt += filter(None, [whole(v.folder)])
    t.claim("the kills came while the jobs were under way", at_work >= KILLS // 3, at_work)
    t.claim("none of them leaves half a change", not spoilt, spoilt[:3])
    with Serving(v, port=port) as server:
        ended = until(180, lambda: all(job(owner, key)["state"] == "done" for key in (verify, taken)))
        t.claim("afterwards both jobs come to their end", ended, [job(owner, key) for key in (verify, taken)])
        for key, count in ((verify, 200), (taken, LISTED)):
            seen = job(owner, key)
            t.claim(f"{seen['kind']}: every item is done", seen["done"] == seen["total"] == count, seen)
            done = results(owner, key)
            t.claim(f"{seen['kind']}: and has one result", len({row["domain"] for row in done}) == len(done) == count, len(done))
        t.claim("every row of the list was new", {row["result"] for row in results(owner, taken)} == {"new"})
        t.claim("the server ends well", server.end() == 0, server.said[-3:])
    logged = dict(of_store(v, "SELECT action, count(*) FROM journal WHERE who <> 'auto' GROUP BY action"))
    t.claim("each domain was registered once, by the log", logged.get("import") == 200 + LISTED, logged)
    t.claim("and looked at once", logged.get("verify") == 200, logged)
    names = of_store(v, "SELECT count(*), count(DISTINCT name) FROM domain WHERE name LIKE '%.example'")
    t.claim("and is there once", names == [(200 + LISTED, 200 + LISTED)], names)


class Sending:
    """A long list on its way, slowly enough that there is a middle."""

    def __init__(self, owner, body):
        self.owner, self.sent, self.answer = owner, 0, None
        self.body = body
        self.connection = owner.connection(120)
        self.thread = threading.Thread(target=self.send)

    def pieces(self):
        for at in range(0, len(self.body), 1 << 16):
            yield self.body[at:at + (1 << 16)]
            self.sent = at

    def send(self):
        headers = {"Host": self.owner.host(), "Content-Length": str(len(self.body)), **CSV,
                   **self.owner.signed("POST", "/v1/imports", self.body)}
        try:
            self.connection.request("POST", "/v1/imports", self.pieces(), headers)
            self.answer = self.connection.getresponse().status
        except OSError:
            pass


def cut_off(t, v, port):
    before = of_store(v, "SELECT count(*) FROM domain")
    had = of_store(v, "SELECT count(*) FROM job")
    with Serving(v, port=port) as server:
        owner = server.key()
        sending = Sending(owner, rows(LONG // 20, "cutoff.example"))
        sending.thread.start()
        until(30, lambda: sending.sent > len(sending.body) // 2)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        sending.thread.join(60)
    t.claim("a list was killed in its middle", sending.answer is None and sending.sent < len(sending.body), sending.sent)
    half = of_store(v, "SELECT count(*) FROM job_item WHERE job_id IN (SELECT id FROM job WHERE state = 0)")[0][0]
    t.claim("with a part of it in the store", 0 < half < LONG // 20, half)
    with Serving(v, port=port) as server:
        def gone():
            return of_store(v, "SELECT count(*) FROM job_item WHERE job_id IN (SELECT id FROM job WHERE state = 0)") == [(0,)] \
                and of_store(v, "SELECT count(*) FROM job") == had
        t.claim("the next run takes it away, all of it", until(60, gone))
        t.claim("the server ends well", server.end() == 0, server.said[-3:])
    after = of_store(v, "SELECT count(*) FROM domain")
    t.claim("and nothing of it was registered", before == after, (before, after))


def others_are_served(t, v, port):
    """Another project changes something again and again while a list of 400,000 comes in."""
    v.run("project", "create", "other")
    with Serving(v, port=port) as server:
        owner, other = server.key(), server.key("other")
        other.ask("POST", "/v1/domains", {"domain": "mine.example"})
        sending = Sending(owner, rows(LONG // 20, "long.example"))
        sending.thread.start()
        took = []
        connection = other.connection(60)
        while sending.thread.is_alive():
            began = time.monotonic()
            answer = other.ask("POST", "/v1/domains/mine.example/token", connection=connection)
            took.append(time.monotonic() - began)
            if answer.status != 200:
                t.claim("the other project's change is made", False, answer)
                break
            time.sleep(0.01)
        sending.thread.join(120)
        connection.close()
        took.sort()
        t.claim("a long list is taken", sending.answer == 202, sending.answer)
        t.claim("meanwhile others change things", len(took) >= 20, len(took))
        if os.environ.get("FLAVOUR", "plain") == "plain":
            t.claim("nine of ten within 100 ms", took[len(took) * 9 // 10] < 0.1, took[-5:])
        print(f"{len(took)} changes beside a long list: median {took[len(took) // 2] * 1000:.0f} ms, most {took[-1] * 1000:.0f} ms")


def main():
    t = Tally("jobs-kill")
    folder = tempfile.mkdtemp(prefix="vouch-jobs-kill-")
    try:
        with Nsd() as dns:
            world.base(dns)
            dns.start()
            v, port = Vouch(folder, dns.port), free_port()
            for part in (jobs_end, cut_off, others_are_served):
                part(t, v, port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
