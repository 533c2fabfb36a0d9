#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Events by long poll, ETag and If-Match, Idempotency-Key, languages, health and figures, and the Unix socket."""
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
from api import Client, Serving, free_port
from vouch import Vouch


class Poll(threading.Thread):
    """A long poll on its own, and how long it took."""

    def __init__(self, client, target):
        super().__init__(daemon=True)
        self.client, self.target, self.answer, self.seconds = client, target, None, None
        self.start()

    def run(self):
        began = time.monotonic()
        self.answer = self.client.ask("GET", self.target, timeout=60)
        self.seconds = time.monotonic() - began

    def end(self):
        self.join(60)
        return self.answer


def kinds(answer):
    return [(event["kind"], event["domain"]) for event in answer.json["events"]]


def events(t, owner, guest):
    now = owner.ask("GET", "/v1/events?wait=0")
    t.claim("nothing yet, at once", now.status == 200 and now.json["events"] == [], now)
    after = now.json["next"]
    t.claim("numbers begin at milliseconds times a thousand", abs(after / 1000 - time.time() * 1000) < 600000, after)
    polls = [Poll(owner, f"/v1/events?after={after}") for _ in range(3)]
    other = Poll(guest, f"/v1/events?after={after}&wait=2")
    t.claim("an ordinary request is answered meanwhile", owner.ask("GET", "/v1/domains").status == 200)
    owner.ask("POST", "/v1/domains", {"domain": "seen.example"})
    for poll in polls:
        answer = poll.end()
        t.claim("who waits hears of a new domain", ("domain-added", "seen.example") in kinds(answer), answer)
        t.claim("before its time is over", poll.seconds < 20, poll.seconds)
    quiet = other.end()
    t.claim("another project hears nothing of it", quiet.json["events"] == [] and other.seconds >= 1.5, quiet)
    # The DKIM key is made at leisure; after that the same question has the same answer.
    later = owner.ask("GET", f"/v1/events?after={after}&wait=0").json
    again = owner.ask("GET", f"/v1/events?after={after}&wait=0").json
    t.claim("what was said is said again to who asks again",
            [e["seq"] for e in again["events"]][:len(later["events"])] == [e["seq"] for e in later["events"]], (later, again))
    numbers = [event["seq"] for event in again["events"]]
    t.claim("numbers rise, and next is the last", numbers == sorted(set(numbers)) and again["next"] >= numbers[-1], again)
    for old in (0, after - 10**6, after + 10**9):
        gap = owner.ask("GET", f"/v1/events?after={old}&wait=5")
        t.claim(f"after={old}: a gap says resync", [k for k, _ in kinds(gap)] == ["resync"], gap)
    for wrong in ("after=x", "after=-5", "wait=26", "wait=1.5", "since=5", "after=99999999999999999999"):
        bad = owner.ask("GET", "/v1/events?" + wrong)
        t.claim(f"{wrong} is 400", bad.status == 400, bad)
    t.claim("unsigned it is 401", owner.ask("GET", "/v1/events", how=None).status == 401)


def revisions(t, owner):
    shown = owner.ask("GET", "/v1/domains/seen.example")
    tag = shown.headers["ETag"]
    t.claim("a domain has an ETag", re.fullmatch(r'"\d+"', tag or ""), shown)
    changed = owner.ask("POST", "/v1/domains/seen.example/token", headers={"If-Match": tag})
    t.claim("If-Match with it lets a change through", changed.status == 200 and changed.headers["ETag"] != tag, changed)
    lost = owner.ask("POST", "/v1/domains/seen.example/token", headers={"If-Match": tag})
    t.claim("and the next one not: 412", lost.status == 412 and lost.code == "changed-meanwhile", lost)
    t.claim("nothing was changed by it", owner.ask("GET", "/v1/domains/seen.example").json == changed.json)
    any_tag = owner.ask("POST", "/v1/domains/seen.example/token", headers={"If-Match": "*"})
    t.claim("* is any", any_tag.status == 200, any_tag)
    for wrong in ("12", '"x"', '""', 'W/"3"', '"1", "2"', '"0"', '"-1"'):
        bad = owner.ask("POST", "/v1/domains/seen.example/token", headers={"If-Match": wrong})
        t.claim(f"If-Match: {wrong} is 400", bad.status == 400, bad)
    gone = owner.ask("DELETE", "/v1/domains/seen.example", headers={"If-Match": tag})
    t.claim("deleting what changed meanwhile is 412", gone.status == 412, gone)


def repeated(t, owner):
    body = {"domain": "twice.example"}
    first = owner.ask("POST", "/v1/domains", body, headers={"Idempotency-Key": "k-1"})
    again = owner.ask("POST", "/v1/domains", body, headers={"Idempotency-Key": "k-1"})
    t.claim("the same key gives the same answer", (first.status, first.json) == (again.status, again.json)
            and first.status == 201 and again.headers["ETag"] == first.headers["ETag"], (first, again))
    other = owner.ask("POST", "/v1/domains", {"domain": "other.example"}, headers={"Idempotency-Key": "k-1"})
    t.claim("another request under it is 409", other.status == 409 and other.code == "idempotency-key-reused", other)
    for wrong in ("", "k" * 80):
        bad = owner.ask("POST", "/v1/tokens", headers={"Idempotency-Key": wrong})
        t.claim(f"a key of {len(wrong)} characters is 400", bad.status == 400, bad)


def languages(t, owner):
    def message(**headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return owner.ask("GET", "/v1/domains/absent.example", headers=names).json["error"]

    english = message()
    japanese, korean = message(Accept_Language="ja"), message(x_ncp_lang="ko-KR")
    t.claim("words in three languages, one code", len({english["message"], japanese["message"], korean["message"]}) == 3
            and {english["code"], japanese["code"], korean["code"]} == {"no-such-domain"}, (english, japanese, korean))
    t.claim("x-ncp-lang wins", message(Accept_Language="ja", x_ncp_lang="ko-KR") == korean)
    t.claim("the one with most weight", message(Accept_Language="fr, ja;q=0.5, ko;q=0.8, en;q=0.1") == korean)
    t.claim("a language that nobody has", message(Accept_Language="fr-FR") == english)
    t.claim("the next request is in English again", message() == english)


def figures(t, server, owner):
    health = owner.send("GET", "/healthz")
    t.claim("healthz", health.status == 200 and health.body == b"ok\n", health)
    head = owner.send("HEAD", "/healthz")
    t.claim("by HEAD too", head.status == 200 and head.body == b"" and head.headers["Content-Length"] == "3", head)
    owner.ask("GET", "/v1/domains", how=None)
    stranger = owner.ask("GET", "/metrics", how=None)
    t.claim("figures are not for strangers", stranger.status == 401 and b"vouch_" not in stranger.body, stranger)
    plain = owner.ask("GET", "/metrics", how="plain")
    t.claim("a plain signature may read them", plain.status == 200 and b"vouch_build_info" in plain.body, plain)
    local = server.here().ask("GET", "/metrics")
    t.claim("and so may who is on this machine", local.status == 200 and b"vouch_build_info" in local.body, local)
    text = owner.ask("GET", "/metrics").body.decode()
    numbers = dict(re.findall(r"^([a-z_]+(?:{[^}]*})?) ([0-9.]+)$", text, re.M))
    t.claim("requests are counted by status", float(numbers['vouch_http_requests_total{status="200"}']) > 5
            and float(numbers['vouch_http_requests_total{status="401"}']) >= 1, text)
    total = float(numbers["vouch_http_request_seconds_count"])
    buckets = [float(v) for k, v in numbers.items() if k.startswith("vouch_http_request_seconds_bucket")]
    t.claim("the histogram is cumulative", buckets == sorted(buckets) and buckets[-1] == total > 5, text)
    by_status = sum(float(v) for k, v in numbers.items() if k.startswith("vouch_http_requests_total"))
    t.claim("and counts every request", by_status == total, text)
    t.claim("the connection that asks is open", float(numbers['vouch_http_connections{listener="tcp"}']) >= 1, text)
    t.claim("the build says itself", 'vouch_build_info{version="' in text, text)
    t.claim("every figure is explained", all(f"# TYPE {re.sub(r'(_bucket|_sum|_count)?({.*)?$', '', name)}" in text
                                             for name in numbers), text)
    t.claim("and no domain is named", "example" not in text, text)
    idle = [owner.connection() for _ in range(5)]
    for connection in idle:
        connection.connect()
    more = owner.ask("GET", "/metrics").body.decode()
    t.claim("open connections are counted", int(re.search(r'{listener="tcp"} (\d+)', more).group(1)) >= 6, more)
    for connection in idle:
        connection.close()


def unix_socket(t, server, folder):
    mode = stat.S_IMODE(os.stat(server.socket).st_mode)
    t.claim("the socket is its user's own", mode == 0o600, oct(mode))
    here = server.here()
    t.claim("its peer needs no signature", here.ask("GET", "/v1/project").json["project"] == "default")
    t.claim("and may be any project", server.here("crm").ask("GET", "/v1/project").json["project"] == "crm")
    extra = Client(path=folder + "/other.sock").ask("GET", "/v1/project")
    t.claim("--socket is another door", extra.status == 200 and extra.json["project"] == "default", extra)
    log = here.ask("GET", "/v1/log?limit=1").json["log"][0]
    t.claim("who came by the socket is named in the log", log["who"] not in ("", "auto"), log)
    exported = here.ask("POST", "/v1/domains/twice.example/key")
    t.claim("what is for this machine is served here", exported.status in (200, 503)
            and (b"PRIVATE KEY" in exported.body or exported.status == 503), exported.status)


def own_machine(t, server, folder):
    """What only the engine's own machine may ask, and a head that is too large for anybody."""
    here = server.here()
    copied = here.ask("POST", "/v1/backups", {"file": folder + "/copy.db"})
    t.claim("a copy of the store is made on the socket", copied.status == 200 and os.path.exists(folder + "/copy.db"), copied)
    again = here.ask("POST", "/v1/backups", {"file": folder + "/copy.db"})
    t.claim("but never over what is there", again.status == 409, again)
    renewed = here.ask("POST", "/v1/master-key", {})
    t.claim("the master key is renewed on the socket", renewed.status == 200, renewed)
    large = here.ask("GET", "/v1/project", headers={f"x-{number}": "y" * 1000 for number in range(20)})
    t.claim("a head of 20 KB is refused", large.status == 431, large)


def other_user(t, server):
    """A peer of another user is shown out, even where the file would let it in."""
    if os.geteuid() != 0:
        return
    os.chmod(server.vouch.folder, 0o755)
    os.chmod(server.vouch.folder + "/store", 0o755)
    os.chmod(server.socket, 0o666)
    code = ("import os, socket\nos.setgid(65534); os.setuid(65534)\ns = socket.socket(socket.AF_UNIX)\ns.settimeout(10)\n"
            f"s.connect({server.socket!r})\ntry:\n s.sendall(b'GET /v1/domains HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')\n"
            " print(len(s.recv(100)))\nexcept OSError:\n print(0)\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    t.claim("another user hears nothing", done.stdout.strip() == "0", done)
    os.chmod(server.socket, 0o600)


def drain(t, server, owner):
    """SIGTERM: what waits is answered, idle connections go, and it ends."""
    poll = Poll(owner, "/v1/events?wait=25")
    idle = socket.create_connection(("127.0.0.1", server.port))
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if int(re.search(r'{listener="tcp"} (\d+)', owner.ask("GET", "/metrics").body.decode()).group(1)) >= 3:
            break
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    answer = poll.end()
    t.claim("who waits is answered", answer is not None and answer.status == 200 and answer.json["events"] == [], answer)
    code = server.process.wait(40)
    t.claim("it ends at once, and well", code == 0 and time.monotonic() - began < 15, (code, time.monotonic() - began))
    t.claim("idle connections are closed", idle.recv(10) == b"")
    t.claim("the store is left in order", not os.path.exists(server.vouch.folder + "/store/vouch.db-wal"))


def play(t, folder):
    with Serving(Vouch(folder, free_port()), "--socket", folder + "/other.sock") as server:
        server.here().ask("POST", "/v1/projects", {"name": "crm"})
        owner, guest = server.key(), server.key("crm")
        events(t, owner, guest)
        revisions(t, owner)
        repeated(t, owner)
        languages(t, owner)
        figures(t, server, owner)
        unix_socket(t, server, folder)
        own_machine(t, server, folder)
        other_user(t, server)
        drain(t, server, owner)


if __name__ == "__main__":
    described.script("server-events", play)
