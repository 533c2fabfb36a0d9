#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How connections end: who is refused while still sending hears why, for a while and not for ever; and who says nothing
more is seen off."""
import collections
import http.client
import os
import socket
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
from api import Serving, free_port
from vouch import Vouch

MIB = 1 << 20
CSV = {"Content-Type": "text/csv"}
FAREWELL_S, LEAVERS = 10, 64
REFUSED = b"POST /v1/domains HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 4294967296\r\n\r\n{"


def outcome(ask):
    try:
        return ask().status
    except (OSError, http.client.HTTPException) as failed:
        return repr(failed)


def told_though_sending(t, owner):
    """A client of the standard library sends all of its body before it listens."""
    cases = [
        ("1 MiB where 64 KiB go", lambda: owner.ask("POST", "/v1/domains", b" " * MIB), 413),
        ("20 MiB where 64 KiB go", lambda: owner.ask("POST", "/v1/domains", b" " * (20 * MIB)), 413),
        ("33 MiB of a list", lambda: owner.ask("POST", "/v1/imports", b"#" * (33 * MIB), headers=CSV), 413),
        ("20 MiB unsigned", lambda: owner.send("POST", "/v1/domains", b" " * (20 * MIB),
                                               {"Content-Type": "application/json"}), 401),
    ]
    for what, ask, status in cases:
        seen = collections.Counter(outcome(ask) for _ in range(5))
        t.claim(f"{what}: each time {status}", seen == {status: 5}, seen)


def refused(port):
    connection = socket.create_connection(("127.0.0.1", port), 30)
    connection.sendall(REFUSED)
    return connection


def until_end(connection):
    got = b""
    while some := connection.recv(65536):
        got += some
    return got


def not_for_ever(t, server, owner):
    had = server.descriptors()
    sender = refused(server.port)
    t.claim("who sends on is told, and that no more will come", until_end(sender).count(b" 401 ") == 1)
    many = [refused(server.port) for _ in range(LEAVERS + 40)]
    t.claim("so is each of many", all(b" 401 " in until_end(connection) for connection in many))
    t.claim("no more are kept than may be", server.descriptors() <= had + LEAVERS + 1, (had, server.descriptors()))
    t.claim("others are served meanwhile", owner.ask("GET", "/v1/project").status == 200)
    for connection in many:
        connection.close()
    late, began = refused(server.port), time.monotonic()
    until_end(late)
    try:
        while time.monotonic() - began < 3 * FAREWELL_S:
            late.sendall(b" " * 1000)
            time.sleep(0.2)
    except ConnectionError:
        pass
    lasted = time.monotonic() - began
    t.claim(f"who never stops is cut after {FAREWELL_S} s", FAREWELL_S - 1 < lasted < FAREWELL_S + 5, lasted)
    t.claim("nothing of them is left", server.descriptors() <= had, (had, server.descriptors()))
    late.close()
    sender.close()


def half_closed(t, server):
    """The end may come together with the request, or after it."""
    for pause in (0, 0.2):
        good = 0
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                time.sleep(pause)
                connection.shutdown(socket.SHUT_WR)
                good += outcome_of(connection)
        t.claim(f"half-closed after {pause} s it is answered and ends", good == 20, good)


def outcome_of(connection):
    try:
        return until_end(connection).count(b" 200 OK") == 1
    except OSError:
        return False


def play(t, folder):
    with Serving(Vouch(folder, free_port())) as server:
        owner = server.key()
        told_though_sending(t, owner)
        not_for_ever(t, server, owner)
        half_closed(t, server)
        left = refused(server.port)
        t.claim("the server ends well, and had nothing to say", server.end() == 0 and not server.complaints(), server.said)
        left.close()


if __name__ == "__main__":
    described.script("server-endings", play)
