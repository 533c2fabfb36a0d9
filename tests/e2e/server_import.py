#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lists over HTTP: they go to the engine in pieces as they come, become jobs, and leave nothing behind when they are
altered, cut off or too long. Then many verifications, as a job and one by one."""
import concurrent.futures
import os
import socket
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
from api import Serving, free_port
from vouch import Vouch

CSV = {"Content-Type": "text/csv; charset=utf-8"}
MIB = 1 << 20
OVER = ("done", "cancelled")


def names(owner):
    return sorted(domain["domain"] for domain in owner.ask("GET", "/v1/domains").json["domains"])


def job_end(owner, key, seconds=60):
    """The job when it is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = owner.ask("GET", f"/v1/jobs/{key}")
        if answer.status == 200 and answer.json["state"] in OVER:
            break
        time.sleep(0.05)
    return answer


def last_job(owner, after):
    """The id of the job that the events since then are about."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for event in owner.ask("GET", f"/v1/events?after={after}&wait=5").json["events"]:
            if event["kind"] == "job-changed":
                return event["job"]
    return None


def now(owner):
    return owner.ask("GET", "/v1/events?wait=0").json["next"]


def rows(count, tail="list.example"):
    return "".join(f"d{number}.{tail}\n" for number in range(count)).encode()


def small(t, _, owner):
    listed = b"domain,env\r\none.example,public\r\n\r\n# a remark\r\nmail.naver.com,public\r\none.example,public\r\ntwo.example"
    made = owner.ask("POST", "/v1/imports", listed, headers=CSV)
    t.claim("a list is a job: 202", made.status == 202 and made.json["kind"] == "import", made)
    done = job_end(owner, made.json["job"])
    results = [(row["line"], row["result"]) for row in done.json["results"]]
    t.claim("each line has its result", results == [(2, "new"), (5, "blocked"), (6, "twice"), (7, "new")], done)
    t.claim("what is new is registered", names(owner) == ["one.example", "two.example"])
    page = owner.ask("GET", f"/v1/jobs/{made.json['job']}?limit=1")
    t.claim("results come in pages", len(page.json["results"]) == 1 and page.json["next"], page)
    for what, body, more, status in (("no list", b"", {}, 400), ("a NUL", b"a.example\n\0\n", {}, 400),
                                     ("JSON", b"{}", {"Content-Type": "application/json"}, 415)):
        answer = owner.ask("POST", "/v1/imports", body, headers={**CSV, **more})
        t.claim(f"{what}: {status}", answer.status == status, answer)


def long_lists(t, server, owner):
    """Longer than a piece, up to the limit, and beyond."""
    many = rows(20000)
    made = owner.ask("POST", "/v1/imports?dry_run=true", many, headers={**CSV, "Idempotency-Key": "long"}, timeout=120)
    t.claim("a list of many pieces is one job", made.status == 202 and made.json["total"] == 20000, made)
    again = owner.ask("POST", "/v1/imports?dry_run=true", many, headers={**CSV, "Idempotency-Key": "long"}, timeout=120)
    t.claim("repeated it is the same job", again.status == 202 and again.json["job"] == made.json["job"], again)
    stopped = owner.ask("POST", f"/v1/jobs/{made.json['job']}/cancel")
    t.claim("a job is cancelled", stopped.status == 200, stopped)
    page = job_end(owner, made.json["job"]).json["results"]
    t.claim("lines keep their numbers over the pieces", [row["line"] for row in page] == list(range(1, len(page) + 1)), page[:3])
    before = server.memory()
    remarks = (b"# " + b"r" * 97 + b"\n") * (32 * MIB // 100)
    whole = remarks + b"#" * (32 * MIB - len(remarks) - 1) + b"\n"
    most = owner.ask("POST", "/v1/imports?dry_run=true", whole, headers=CSV, timeout=120)
    t.claim("32 MiB are taken", len(whole) == 32 * MIB and most.status == 202 and most.json["total"] == 0, most)
    if os.environ.get("FLAVOUR", "plain") == "plain":
        t.claim("and are never in memory all at once", server.memory() - before < 16 * MIB, (before, server.memory()))
    with socket.create_connection(("127.0.0.1", server.port), 30) as connection:
        signed = {**owner.signed("POST", "/v1/imports", whole), **CSV, "Host": owner.host(), "Content-Length": len(whole) + 1}
        connection.sendall(b"POST /v1/imports HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in signed.items())
                           + b"\r\n")
        t.claim("a byte more is 413, before it is sent", b" 413 " in connection.recv(4000))
    endless = owner.ask("POST", "/v1/imports", b"x" * (300 << 10), headers=CSV)
    t.claim("a line without end is 400", endless.status == 400 and endless.code == "usage", endless)


def leave_nothing(t, server, owner):
    had = names(owner)
    body = rows(20000, "gone.example")
    after = now(owner)
    headers = {**owner.signed("POST", "/v1/imports", body), **CSV}
    altered = owner.send("POST", "/v1/imports", body.replace(b"d19999.", b"e19999."), headers, timeout=120)
    t.claim("an altered list is 401", altered.status == 401 and altered.code == "body-altered", altered)
    job = job_end(owner, last_job(owner, after))
    t.claim("what had come of it is cancelled", job.json["state"] == "cancelled" and job.json["done"] == 0, job)
    after = now(owner)
    signed = {**owner.signed("POST", "/v1/imports", body), **CSV, "Host": owner.host(), "Content-Length": len(body)}
    connection = socket.create_connection(("127.0.0.1", server.port), 30)
    connection.sendall(b"POST /v1/imports HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in signed.items())
                       + b"\r\n" + body[:len(body) // 2])
    connection.close()
    job = job_end(owner, last_job(owner, after))
    t.claim("cut off it is cancelled", job.json["state"] == "cancelled" and job.json["done"] == 0, job)
    t.claim("nothing of either is registered", names(owner) == had, names(owner)[:5])


def verifications(t, _, owner):
    made = owner.ask("POST", "/v1/verifications", {"filter": "one.example"})
    t.claim("many verifications are a job: 202", made.status == 202 and made.json["kind"] == "verify", made)
    results = job_end(owner, made.json["job"]).json["results"]
    t.claim("a result names each code once, though DNS is silent four times", results and all(
        row["codes"] and len(row["codes"]) == len(set(row["codes"])) for row in results), results)
    seen = [row["detail"]["codes"] for row in owner.ask("GET", "/v1/log").json["log"] if row["action"] == "verify"]
    t.claim("and so does the log", seen and all(len(codes) == len(set(codes)) for codes in seen), seen)

    def verify(_):
        return owner.ask("POST", "/v1/domains/two.example/verify", {"only": ["token"]}, timeout=60)

    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(verify, range(80)))
    late = [answer for answer in answers if answer.status == 429]
    t.claim("more than 20 a second are too many", 0 < len(late) < 70, [answer.status for answer in answers])
    t.claim("and are told when to come again", all(answer.code == "too-many" and int(answer.headers["Retry-After"]) >= 1
                                                   for answer in late), late[:2])
    t.claim("the others are served", {answer.status for answer in answers} <= {200, 202, 429, 503},
            [answer.status for answer in answers])


def play(t, folder):
    with Serving(Vouch(folder, free_port())) as server:
        owner = server.key()
        for scene in (small, long_lists, leave_nothing, verifications):
            scene(t, server, owner)
        t.claim("the server ends well, and had nothing to say", server.end() == 0 and not server.complaints(), server.said)


if __name__ == "__main__":
    described.script("server-import", play)
