#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills the server a hundred times while several clients change things over HTTP: the store opens each time, each change
that was acknowledged is there, and what was under way is there whole or not at all."""
import http.client
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

from api import Serving, free_port  # noqa: E402
from store_kill import whole  # noqa: E402
from tally import Tally  # noqa: E402
from vouch import Vouch  # noqa: E402

KILLS, CLIENTS, DOMAINS_EACH = 100, 4, 6


class Worker:
    """One client that changes domains nobody else changes. What it was told is `known`: for each name its token and
    guests, or None when it is gone; `open` is the one change it has no answer to yet."""

    def __init__(self, number, client, guests):
        self.number, self.client, self.guests = number, client, guests
        self.dice = random.Random(number)
        self.known, self.open, self.answered, self.wrong = {}, None, 0, []

    def choose(self):
        """(name, method, target, body, what it leads to: a function of the state before)."""
        names = [name for name, state in self.known.items() if state]
        if len(names) < DOMAINS_EACH:
            name = f"w{self.number}-{len(self.known):04d}.example"
            return name, "POST", "/v1/domains", {"domain": name}
        name = self.dice.choice(names)
        guest, there = self.dice.choice(self.guests), f"/v1/domains/{name}"
        if self.dice.random() < 0.03:
            return name, "DELETE", there, None
        if self.dice.random() < 0.4:
            return name, "POST", there + "/token", None
        if guest in self.known[name][1]:
            return name, "DELETE", f"{there}/shares/{guest}", None
        return name, "POST", there + "/shares", {"project_key": guest}

    def work(self):
        connection = self.client.connection(30)
        try:
            while True:
                self.open = self.choose()
                name, method, target, body = self.open
                answer = self.client.ask(method, target, body, connection=connection)
                if answer.status not in (200, 201):
                    self.wrong.append((self.open, answer))
                    return
                gone = method == "DELETE" and target.endswith(name)
                self.known[name] = None if gone else state_of(answer.json)
                self.open, self.answered = None, self.answered + 1
        except (OSError, http.client.HTTPException):
            pass  # killed
        finally:
            connection.close()

    def compare(self, seen):
        """What of this client's is not as it was told. The change under way may have happened."""
        lost = []
        for name, state in self.known.items():
            if seen.get(name) != state and not (self.open and self.open[0] == name and self.may_be(state, seen.get(name))):
                lost.append((name, state, seen.get(name)))
        if self.open:
            name = self.open[0]
            self.known[name] = seen.get(name)
            if self.known[name] is None and len(self.known) and name not in seen and self.open[2] == "/v1/domains":
                del self.known[name]
        self.open = None
        return lost

    def may_be(self, before, after):
        _, method, target, body = self.open
        if method == "DELETE" and "/shares/" not in target:
            return after is None
        if target.endswith("/token"):
            return after is not None and after[1] == before[1]
        guest = body["project_key"] if body else target.rsplit("/", 1)[1]
        changed = before[1] | {guest} if body else before[1] - {guest}
        return after == (before[0], changed)


def state_of(domain):
    return domain["token"]["value"], frozenset(share["project_key"] for share in domain["shares"])


def list_of(client):
    answer = client.ask("GET", "/v1/domains?limit=1000")
    return {domain["domain"]: state_of(domain) for domain in answer.json["domains"]}


def one_kill(server, workers, changes, seconds):
    """After so many changes, and a moment more."""
    threads = [threading.Thread(target=worker.work) for worker in workers]
    wanted, deadline = answered(workers) + changes, time.monotonic() + 20
    for thread in threads:
        thread.start()
    while answered(workers) < wanted and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(seconds)
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    for thread in threads:
        thread.join(60)


def answered(workers):
    return sum(worker.answered for worker in workers)


def kill_loop(tally, folder):
    vouch, port, dice = Vouch(folder), free_port(), random.Random(4)
    guests = [vouch.run("project", "create", name).json["project_key"] for name in ("crm", "staging", "shop")]
    workers, lost, spoilt, refused, midway = [], [], [], [], 0
    for _ in range(KILLS):
        with Serving(vouch, port=port) as server:
            workers = workers or [Worker(i, server.key(), guests) for i in range(CLIENTS)]
            seen = list_of(workers[0].client)
            lost += [one for worker in workers for one in worker.compare(seen)]
            one_kill(server, workers, dice.randrange(1, 20), dice.random() * 0.01)
            midway += any(worker.open for worker in workers)
        refused += [one for worker in workers for one in worker.wrong]
        spoilt += filter(None, [whole(folder)])
    with Serving(vouch, port=port) as server:
        seen = list_of(workers[0].client)
        lost += [one for worker in workers for one in worker.compare(seen)]
        tally.claim("and the last one ends well", server.end() == 0, server.said)
    total = answered(workers)
    tally.claim(f"{KILLS} kills: no acknowledged change is lost", not lost, lost[:5])
    tally.claim(f"{KILLS} kills: none leaves half a change", not spoilt, spoilt[:5])
    tally.claim("no change is refused", not refused, refused[:3])
    tally.claim("the kills came while changes were made", midway >= KILLS // 2 and total >= KILLS, (midway, total))
    print(f"{total} changes acknowledged, {midway} kills with one under way")


def main():
    tally = Tally("serve-kill")
    folder = tempfile.mkdtemp(prefix="vouch-serve-kill-")
    try:
        kill_loop(tally, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tally.end()


if __name__ == "__main__":
    main()
