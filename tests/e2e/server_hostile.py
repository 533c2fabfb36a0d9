#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hostile client: requests that two readers understand differently, that are too large, too slow, cut off, or too
many. Each gets the answer of the table, and an honest client goes on being served all the while."""
import json
import os
import re
import shutil
import socket
import struct
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

from api import Serving, free_port
from tally import Tally
from vouch import Vouch

HOST = b"Host: 127.0.0.1\r\n"
GET = b"GET /healthz HTTP/1.1\r\n" + HOST
POST = b"POST /v1/domains HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
HEAD_S, REQUEST_S = 10, 60
MIB = 1 << 20

# What is sent, and the statuses one of which is the answer before the connection ends. (Debian's libmicrohttpd says the
# head of its own refusals twice; what follows a refusal must never be answered.)
BROKEN = [
    ("length and coding", POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED, (400,)),
    ("coding and length", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 43\r\n\r\n0\r\n\r\n" + SMUGGLED, (400,)),
    ("two lengths that differ", POST + b"Content-Length: 0\r\nContent-Length: 43\r\n\r\n" + SMUGGLED, (400,)),
    ("two lengths alike", POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + SMUGGLED, (400,)),
    ("a list of lengths", POST + b"Content-Length: 2, 2\r\n\r\n{}" + SMUGGLED, (400,)),
    ("a length with a sign", POST + b"Content-Length: +2\r\n\r\n{}" + SMUGGLED, (400,)),
    ("a negative length", POST + b"Content-Length: -2\r\n\r\n{}" + SMUGGLED, (400,)),
    ("a hexadecimal length", POST + b"Content-Length: 0x2\r\n\r\n{}" + SMUGGLED, (400,)),
    ("a length beyond counting", POST + b"Content-Length: 99999999999999999999999\r\n\r\n{}", (400, 413)),
    ("a blank before the colon", POST + b"Content-Length : 43\r\n\r\n" + SMUGGLED, (400,)),
    ("an unknown coding", POST + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED, (400,)),
    ("two codings", POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED, (400,)),
    ("two coding fields", POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", (400,)),
    ("no Host", b"GET /healthz HTTP/1.1\r\n\r\n", (400,)),
    ("an empty Host", b"GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", (400,)),
    ("two Hosts", GET + b"Host: other.example\r\n\r\n", (400,)),
    ("no Host in 1.0", b"GET /healthz HTTP/1.0\r\n\r\n", (400,)),
    ("a field name with a bracket", GET + b"x(y): 1\r\n\r\n", (400,)),
    ("a line that goes on", GET + b"x: y\r\n Content-Length: 43\r\n\r\n" + SMUGGLED, (400,)),
    ("a field before the first", b"GET /healthz HTTP/1.1\r\n x: y\r\n" + HOST + b"\r\n", (400,)),
    ("a line without a colon", GET + b"nonsense\r\n\r\n", (400,)),
    ("a return in a value", GET + b"x: y\rContent-Length: 43\r\n\r\n" + SMUGGLED, (400,)),
    ("a negative chunk", POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n" + SMUGGLED, (400, 401)),
    ("a chunk beyond counting", POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 18 + b"\r\nx\r\n", (400, 401, 413)),
    ("a control in a value", GET + b"x-vouch-more: \x01\r\n\r\n", (400,)),
    ("a method in lower case", b"get /healthz HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("a method that is not ours", b"PATCH /v1/domains HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("CONNECT", b"CONNECT example.com:443 HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("a whole URL", b"GET http://other.example/healthz HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("half a byte", b"GET /v1/domains/%4 HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("no byte", b"GET /v1/domains/%zz HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("an encoded NUL", b"GET /v1/domains/a%00b HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("a byte that is not ASCII", b"GET /v1/domains/\xff HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("a head of 64 KiB", GET + b"".join(b"x-%d: %s\r\n" % (i, b"y" * 1000) for i in range(64)) + b"\r\n", (400, 413, 431)),
    ("one field of 64 KiB", GET + b"x: " + b"y" * 65536 + b"\r\n\r\n", (400, 413, 431)),
    ("a head just too large", GET + b"".join(b"x-%d: %s\r\n" % (i, b"y" * 990) for i in range(17)) + b"\r\n", (431,)),
    ("5,000 fields", GET + b"x: y\r\n" * 5000 + b"\r\n", (400, 413, 431)),
    ("a target of 64 KiB", b"GET /" + b"y" * 65536 + b" HTTP/1.1\r\n" + HOST + b"\r\n", (400, 413, 414, 431)),
    ("a body of 4 GiB, by its word", POST + b"Content-Length: 4294967296\r\n\r\n{}", (401, 413)),
]
# Nothing that HTTP could answer: the connection ends, answered or not.
NOISE = [
    ("bytes", bytes(range(256)) * 8), ("a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x55" * 500),
    ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 100), ("no version", b"GET /healthz\r\n\r\n"),
    ("a version from elsewhere", b"GET /healthz HTTP/9.9\r\n" + HOST + b"\r\n"), ("a line without end", b"A" * 200000),
]


def connect(port, timeout=30):
    return socket.create_connection(("127.0.0.1", port), timeout)


def drain(connection):
    """All that comes until the other side ends it, and whether it did."""
    got = b""
    try:
        while True:
            some = connection.recv(65536)
            if not some:
                return got, True
            got += some
    except ConnectionError:
        return got, True
    except socket.timeout:
        return got, False


def exchange(port, data, timeout=30):
    with connect(port, timeout) as connection:
        try:
            connection.sendall(data)
        except ConnectionError:
            pass
        return drain(connection)


def statuses(got):
    return [int(part[4:7]) for part in got.split(b"HTTP/")[1:] if part[4:7].isdigit()]


def broken(t, port):
    for what, data, wanted in BROKEN:
        got, ended = exchange(port, data)
        t.claim(f"{what}: {wanted}, and the end", ended and statuses(got) and set(statuses(got)) <= set(wanted), got[:300])
    for what, data in NOISE:
        got, ended = exchange(port, data + b"\r\n\r\n")
        t.claim(f"{what}: no good answer, and the end", ended and all(status >= 400 for status in statuses(got)), got[:300])


def bodies(t, owner):
    def post(data, **headers):
        return owner.ask("POST", "/v1/domains", data, headers={k.replace("_", "-"): v for k, v in headers.items()})

    deep = b'{"domain":' + b"[" * 16 + b"]" * 16 + b"}"
    cases = [
        ("no JSON", b"{domain: shop}", 400, "bad-json"), ("half JSON", b'{"domain": "shop.exa', 400, "bad-json"),
        ("deep JSON", deep, 400, "bad-json"), ("very deep JSON", b"[" * 60000, 400, "bad-json"),
        ("a key twice", b'{"domain":"a.example","domain":"b.example"}', 400, "bad-json"),
        ("data behind it", b'{"domain":"a.example"} {}', 400, "bad-json"), ("NaN", b'{"domain":NaN}', 400, "bad-json"),
        ("no object", b'["a.example"]', 400, "usage"), ("another type", b'{"domain":5}', 400, "usage"),
        ("an unknown member", b'{"domain":"a.example","x":1}', 400, "usage"),
        ("a member of the console's", b'{"domain":"a.example","yes":true}', 400, "usage"),
        ("a choice that is none", b'{"domain":"a.example","env":"x"}', 400, "usage"),
        ("bytes that are no UTF-8", b'{"domain":"\xff\xfe"}', 400, "bad-json"),
        ("an encoded NUL", b'{"domain":"a\\u0000.example"}', 400, "bad-json"),
        ("many values", b'{"domain":[' + b"1," * 20000 + b"1]}", 400, "bad-json"),
        ("a body of 64 KiB and a byte", b" " * (65536 + 1), 413, "large-body"),
    ]
    for what, data, status, code in cases:
        answer = post(data)
        t.claim(f"{what}: {status} {code}", answer.status == status and answer.code == code, answer)
    largest = b'{"domain":"a.example"' + b" " * (65536 - 22) + b"}"
    t.claim("a body of exactly 64 KiB is read", post(largest).status == 201, len(largest))
    for kind in ("text/html", "application/jsonx", "application/x-www-form-urlencoded"):
        answer = post(b"{}", Content_Type=kind)
        t.claim(f"{kind} is 415", answer.status == 415 and answer.code == "wrong-type", answer)
    for method in ("GET", "DELETE"):
        answer = owner.ask(method, "/v1/domains/a.example", b"{}")
        t.claim(f"a body with {method} is 400", answer.status == 400, answer)
    t.claim("only the good one was registered", [d["domain"] for d in owner.ask("GET", "/v1/domains").json["domains"]]
            == ["a.example"])


def chunked(data, size=4000):
    parts = [data[i:i + size] for i in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def framed(t, port, owner):
    """The same in chunks, and what waits for 100."""
    def head(target, data, more):
        signed = {**owner.signed("POST", target, data), "Content-Type": "application/json", "Host": owner.host(), **more}
        return f"POST {target} HTTP/1.1\r\n".encode() + b"".join(f"{k}: {v}\r\n".encode() for k, v in signed.items()) + b"\r\n"

    good = json.dumps({"domain": "chunks.example"}).encode()
    ask = {"Transfer-Encoding": "chunked", "Connection": "close"}
    got, _ = exchange(port, head("/v1/domains", good, ask) + chunked(good, 7))
    t.claim("a body in chunks of 7 is understood", statuses(got) == [201], got[:300])
    large = b" " * 200000
    got, _ = exchange(port, head("/v1/domains", large, ask) + chunked(large))
    t.claim("in chunks too 64 KiB are the limit", statuses(got) == [413], got[:300])
    got, ended = exchange(port, head("/v1/domains", good, ask) + b"zz\r\nno chunk\r\n")
    t.claim("chunks that are none end it", ended and all(status >= 400 for status in statuses(got)), got[:300])
    other = json.dumps({"domain": "waits.example"}).encode()
    with connect(port) as connection:
        connection.sendall(head("/v1/domains", other, {"Expect": "100-continue", "Content-Length": len(other),
                                                       "Connection": "close"}))
        first = connection.recv(1000)
        t.claim("who waits for 100 hears it", statuses(first) == [100], first)
        connection.sendall(other)
        got, _ = drain(connection)
        t.claim("and is answered", statuses(got) == [201], got[:300])
    with connect(port) as connection:
        connection.sendall(head("/v1/domains", other, {"Expect": "100-continue", "Content-Length": 10 * MIB}))
        got, ended = drain(connection)
        t.claim("who wants to send too much is told before", statuses(got) == [413] and ended, got[:300])


def odd_ends(t, port):
    whole = GET + b"\r\n"
    for count in (2, 60):
        with connect(port) as connection:
            connection.sendall(whole * (count - 1) + GET + b"Connection: close\r\n\r\n")
            got, ended = drain(connection)
            t.claim(f"{count} requests in one piece: {count} answers", ended and statuses(got) == [200] * count, len(statuses(got)))
    with connect(port) as connection:
        connection.sendall(whole)
        connection.shutdown(socket.SHUT_WR)
        got, ended = drain(connection)
        t.claim("half-closed after the request: answered", ended and statuses(got) == [200], got[:300])
    with connect(port) as connection:
        for at in range(0, len(whole), 3):
            connection.sendall(whole[at:at + 3])
        t.claim("a head in crumbs is a head", statuses(connection.recv(4000)) == [200])
    for data in (b"", whole[:10], GET, POST + b"Content-Length: 100\r\n\r\n{", whole, whole * 30):
        for reset in (False, True):
            connection = connect(port)
            connection.sendall(data)
            if reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
    t.claim("cut off anywhere it goes on", statuses(exchange(port, GET + b"Connection: close\r\n\r\n")[0]) == [200])


def cut_while_asked(t, port, owner):
    """Gone while the engine answers."""
    for _ in range(30):
        target = "/v1/events?wait=20"
        signed = {**owner.signed("GET", target), "Host": owner.host()}
        connection = connect(port)
        connection.sendall(f"GET {target} HTTP/1.1\r\n".encode() + b"".join(f"{k}: {v}\r\n".encode() for k, v in signed.items())
                           + b"\r\n")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    t.claim("long polls that are cut off do no harm", owner.ask("GET", "/v1/project").status == 200)


class Slow(threading.Thread):
    """Sends bytes one by one, and tells when the other side had enough."""

    def __init__(self, port, opening, drip, pause=1.0):
        super().__init__(daemon=True)
        self.port, self.opening, self.drip, self.pause = port, opening, drip, pause
        self.seconds = None
        self.start()

    def run(self):
        began = time.monotonic()
        connection = connect(self.port, self.pause)
        connection.sendall(self.opening)
        while time.monotonic() - began < REQUEST_S + 30:
            try:
                connection.sendall(self.drip)
                if not connection.recv(4096):
                    break
            except socket.timeout:
                continue
            except OSError:
                break
        self.seconds = time.monotonic() - began
        connection.close()


class Deaf(threading.Thread):
    """Asks for much and never reads."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.seconds = port, None
        self.start()

    def run(self):
        began = time.monotonic()
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(1)
        connection.connect(("127.0.0.1", self.port))
        request = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
        while time.monotonic() - began < REQUEST_S + 30:
            try:
                connection.sendall(request * 200)
            except socket.timeout:
                continue
            except OSError:
                break
        self.seconds = time.monotonic() - began
        connection.close()


class Honest(threading.Thread):
    """Asks again and again, each time anew, and keeps how long it took."""

    def __init__(self, owner):
        super().__init__(daemon=True)
        self.owner, self.ended, self.times, self.wrong = owner, threading.Event(), [], []
        self.start()

    def run(self):
        while not self.ended.wait(0.05):
            began = time.monotonic()
            try:
                answer = self.owner.ask("GET", "/v1/domains?limit=1")
                if answer.status != 200:
                    self.wrong.append(answer)
            except OSError as error:
                self.wrong.append(error)
            self.times.append(time.monotonic() - began)

    def end(self, t, while_what):
        self.ended.set()
        self.join(60)
        times = sorted(self.times)
        t.claim(f"the honest client was always served {while_what}", len(times) > 10 and not self.wrong,
                (len(times), self.wrong[:3]))
        t.claim("and did not wait", times[int(len(times) * 0.95)] < 2.0, times[-10:])


def crowd(t, server, owner):
    """More connections than there is room for, that say nothing, or half a head."""
    for what, data in (("idle connections", b""), ("half heads", GET)):
        honest = Honest(owner)
        guests = []
        for _ in range(1300):
            guest = connect(server.port)
            if data:
                try:
                    guest.sendall(data)
                except OSError:
                    pass  # shown out already
            guests.append(guest)
        time.sleep(1)
        honest.end(t, f"beside 1,300 {what}")
        early = sum(is_over(guest) for guest in guests[:200])
        late = sum(is_over(guest) for guest in guests[-200:])
        t.claim(f"of the {what} the oldest made room, not the newest", early > 190 and late < 20, (early, late))
        for guest in guests:
            guest.close()


def is_over(connection):
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def open_connections(client):
    """With the one that asks."""
    figures = client.ask("GET", "/metrics").body.decode()
    return int(re.search(r'vouch_http_connections{listener="tcp"} (\d+)', figures).group(1))


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def play(t, server):
    owner = server.key()
    port = server.port
    honest = Honest(owner)
    head = POST + b"Content-Length: 60000\r\n\r\n"
    signed = {**owner.signed("POST", "/v1/domains", b"x" * 60000), "Content-Type": "application/json", "Host": owner.host(),
              "Content-Length": "60000"}
    let_in = b"POST /v1/domains HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in signed.items()) + b"\r\n"
    heads = [Slow(port, b"GET /healthz HTTP/1.1\r\n", b"x"), Slow(port, GET, b"x-a: b\r\n"), Slow(port, b"", b"G"),
             Slow(port, GET + b"\r\n", b"")]
    slow_bodies = [Slow(port, head, b" "), Slow(port, let_in, b" ")]
    deaf = Deaf(port)
    broken(t, port)
    bodies(t, owner)
    framed(t, port, owner)
    odd_ends(t, port)
    cut_while_asked(t, port, owner)
    for slow in heads:
        slow.join(60)
        t.claim(f"a head that drips is cut after {HEAD_S} s", slow.seconds and HEAD_S - 1 < slow.seconds < HEAD_S + 15, slow.seconds)
    for slow in slow_bodies + [deaf]:
        slow.join(REQUEST_S + 60)
        t.claim(f"a request that does not end is cut after {REQUEST_S} s",
                slow.seconds and REQUEST_S - 5 < slow.seconds < REQUEST_S + 25, slow.seconds)
    honest.end(t, "among all of these")
    crowd(t, server, owner)
    t.claim("every connection is gone in the end", wait_until(lambda: open_connections(owner) == 1), open_connections(owner))
    if os.environ.get("FLAVOUR", "plain") == "plain":
        t.claim("memory stays below 64 MiB", server.memory() < 64 * MIB, server.memory())
    t.claim("the server ends well, and had nothing to say", server.end() == 0 and not server.complaints(), server.said)


def main():
    t = Tally("server-hostile")
    folder = tempfile.mkdtemp(prefix="vouch-hostile-")
    try:
        with Serving(Vouch(folder, free_port())) as server:
            play(t, server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
