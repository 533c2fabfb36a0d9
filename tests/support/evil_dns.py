#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A DNS server that misbehaves, on 127.0.0.1 only: the first label of the name asked picks how.

usage: evil_dns.py [SECONDS]     prints `PORT n`, and ends by itself after so many seconds (120) or when stdin closes

tests/data/net/evil.tsv says what a client must make of each behaviour; every function below with `@evil` is one.
"""
import heapq
import os
import random
import select
import socket
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from dnswire import AA, CD, RA, RD, TC, Query, Reply, bind, framed, labels_of, read_stream, strings, wire_name  # noqa: E402

BEHAVIOURS = {}


def evil(function):
    BEHAVIOURS[function.__name__] = function
    return function


class Later:
    """A reply to be sent after so many seconds."""

    def __init__(self, seconds, message):
        self.seconds, self.message = seconds, message


class Drip:
    """Over TCP: a byte at a time."""

    def __init__(self, message, seconds):
        self.message, self.seconds = message, seconds


class Elsewhere:
    """A datagram from another port."""

    def __init__(self, message):
        self.message = message


def reply(query, rcode=0, flags=0):
    """Honest header bits: a resolver's when recursion is wanted, else those of an authoritative server."""
    return Reply(query, (RA if query.has(RD) else AA) | flags, rcode)


def good(query, text="ok"):
    return reply(query).txt(text).bytes()


def seen_before(world, query):
    world[query.key] = world.get(query.key, 0) + 1
    return world[query.key] > 1


@evil
def ok(query, _):
    return [good(query)]


# Not ours.

@evil
def reflect(query, _):
    return [query.packet]


@evil
def reflectonce(query, world):
    return [good(query)] if seen_before(world, query) else [query.packet]


@evil
def wrongid(query, _):
    return [struct.pack("!H", query.id ^ (n + 1)) + good(query, "forged")[2:] for n in range(200)] + [good(query)]


@evil
def wrongidonly(query, _):
    return [struct.pack("!H", query.id ^ 1) + good(query, "forged")[2:]]


@evil
def wrongport(query, _):
    return [Elsewhere(good(query, "forged")), good(query)]


@evil
def wrongportonly(query, _):
    return [Elsewhere(good(query, "forged"))]


@evil
def wrongname(query, _):
    other = wire_name((b"other",) + query.labels[1:]) + query.question[-4:]
    forged = Reply(query, RA, question=other).add(0, (b"other",) + query.labels[1:], "TXT", 300, strings("forged"))
    return [forged.bytes(), good(query)]


@evil
def wrongtype(query, _):
    question = query.question[:-4] + struct.pack("!HH", 15, 1)
    return [Reply(query, RA, question=question).txt("forged").bytes(), good(query)]


@evil
def noquestion(query, _):
    return [Reply(query, RA, question=b"").txt("forged").bytes(), good(query)]


@evil
def compressed(query, _):
    """The question's name is a pointer to bytes behind it."""
    question = struct.pack("!HHH", 0xC000 | (12 + 6 + 11), query.type, query.klass)
    body = Reply(query, RA, question=question)
    body.body += b"\0" + struct.pack("!HHIH", 99, 1, 300, len(wire_name(query.labels))) + wire_name(query.labels)
    body.counts[0] = 1
    return [body.bytes()]


@evil
def short(query, _):
    return [good(query)[:5], b""]


# Suspicious.

def shouted(query):
    question = bytes(c - 32 if 97 <= c <= 122 else c for c in query.question[:-4]) + query.question[-4:]
    return Reply(query, RA, question=question).txt("shouted").bytes()


@evil
def case(query, _):
    return [good(query)] if query.tcp else [shouted(query)]


@evil
def casealways(query, _):
    return [shouted(query)]


@evil
def casenotcp(query, _):
    return [] if query.tcp else [shouted(query)]


# Truncated.

def cut(query):
    return reply(query, flags=TC).bytes()


def many(query):
    answer = reply(query)
    for n in range(41):
        answer.txt(f"token-{n:02}=" + "x" * 80)
    return answer.bytes()


@evil
def tc(query, _):
    return [many(query)] if query.tcp else [cut(query)]


@evil
def tcpartial(query, _):
    return [many(query)] if query.tcp else [reply(query, flags=TC).txt("token-00=" + "x" * 80).bytes()]


@evil
def tcnotcp(query, _):
    return [] if query.tcp else [cut(query)]


@evil
def tcdrip(query, _):
    return [Drip(many(query), 0.05)] if query.tcp else [cut(query)]


@evil
def tcslow(query, _):
    """In pieces, but within the time."""
    return [Drip(good(query), 0.01)] if query.tcp else [cut(query)]


@evil
def tcgarbage(query, _):
    return [os.urandom(600)] if query.tcp else [cut(query)]


@evil
def tcagain(query, _):
    return [cut(query)]


@evil
def tcempty(query, _):
    return [b""] if query.tcp else [cut(query)]


@evil
def tcnoedns(query, _):
    if not query.tcp:
        return [cut(query)]
    return [reply(query, 1).bytes()] if query.edns else [good(query)]


@evil
def huge(query, _):
    if not query.tcp:
        return [cut(query)]
    answer = reply(query)
    while len(answer.body) < 65000:
        answer.txt("x" * 240)
    return [answer.bytes()]


@evil
def oversized(query, _):
    """A datagram larger than what was asked for."""
    return [many(query)]


# Malformed.

def broken(query, owner):
    body = reply(query)
    body.body += owner + struct.pack("!HHIH", 16, 1, 300, 4) + b"\3abc"
    body.counts[0] = 1
    return body.bytes()


@evil
def pointerself(query, _):
    return [broken(query, struct.pack("!H", 0xC000 | (12 + len(query.question))))]


@evil
def pointerforward(query, _):
    return [broken(query, struct.pack("!H", 0xC000 | (12 + len(query.question) + 4)))]


@evil
def pointerheader(query, _):
    return [broken(query, struct.pack("!H", 0xC000 | 2))]


@evil
def garbage(query, _):
    return [good(query)[:12 + len(query.question)] + os.urandom(40)]


@evil
def lies(query, _):
    """More records promised than there are."""
    message = bytearray(good(query))
    message[6:8] = b"\xff\xff"
    return [bytes(message)]


@evil
def badlength(query, _):
    return [reply(query).add(0, query.labels, "TXT", 300, b"\x20abc").bytes()]


@evil
def garbageudp(query, _):
    return [good(query)] if query.tcp else [broken(query, struct.pack("!H", 0xC000 | 2))]


# Odd but honest.

@evil
def emptytxt(query, _):
    return [reply(query).add(0, query.labels, "TXT", 300, b"").bytes()]


@evil
def nulbytes(query, _):
    return [reply(query).txt(b"a\0b", b"", b"c" * 255).bytes()]


@evil
def escapes(query, _):
    return [reply(query).txt(b"v=spf1 \x1b[2J\x1b]0;pwned\x07\x9b31m\r\n\0\xe2\x80\xae\xff", b"\x1bc").bytes()]


@evil
def noedns(query, _):
    return [reply(query, 1).bytes()] if query.edns else [good(query)]


@evil
def noednsheader(query, _):
    return [Reply(query, RA, 1, question=b"").bytes()] if query.edns else [good(query)]


@evil
def notimp(query, _):
    return [reply(query, 4).bytes()] if query.edns else [good(query)]


@evil
def badvers(query, _):
    return [reply(query).opt(extended=1).bytes()] if query.edns else [good(query)]


@evil
def formerr(query, _):
    return [reply(query, 1).bytes()]


@evil
def once(query, world):
    """Answers nothing the first time."""
    return [good(query)] if seen_before(world, query) else []


@evil
def slow(query, _):
    return [Later(1.5, good(query))]


@evil
def late(query, _):
    return [Later(0.4, good(query)), Later(0.9, good(query))]


@evil
def flood(query, _):
    strays = [struct.pack("!H", random.getrandbits(16)) + good(query, "stray")[2:] for _ in range(300)]
    return strays + [good(query)] * 300 + strays


@evil
def silent(_, __):
    return []


# Codes.

@evil
def nx(query, _):
    return [reply(query, 3).soa().bytes()]


@evil
def nodata(query, _):
    return [reply(query).soa().bytes()]


@evil
def nosoa(query, _):
    return [reply(query).bytes()]


@evil
def servfail(query, _):
    return [reply(query, 2).opt(options=struct.pack("!HHH", 15, 6, 22) + b"dead").bytes()]


@evil
def servfailonce(query, world):
    return [good(query)] if seen_before(world, query) else [reply(query, 2).bytes()]


@evil
def servfailheader(query, _):
    return [Reply(query, RA, 2, question=b"").bytes()]


@evil
def bogus(query, _):
    if query.has(CD):
        return [good(query)]
    return [reply(query, 2).opt(options=struct.pack("!HHH", 15, 7, 6) + b"bogus").bytes()]


@evil
def refused(query, _):
    return [reply(query, 5).bytes()]


# Not the server for this.

def ns(answer):
    return answer.add(1, (b"test",), "NS", 3600, wire_name(labels_of("ns1.test"))).bytes()


@evil
def referral(query, _):
    return [ns(Reply(query, RA if query.has(RD) else 0))]


@evil
def norecursion(query, _):
    return [Reply(query, 0).bytes()]


@evil
def noauthority(query, _):
    return [Reply(query, RA).txt("from somebody's memory").bytes()]


# Aliases.

def alias(answer, owner, target, ttl=30):
    return answer.add(0, owner, "CNAME", ttl, wire_name(target))


@evil
def aliased(query, _):
    target = labels_of("key.esp.test")
    return [alias(reply(query), query.labels, target).add(0, target, "TXT", 77, strings("v=DKIM1")).bytes()]


@evil
def reversed_(query, _):
    """The order that a large public resolver once sent."""
    target = labels_of("key.esp.test")
    return [alias(reply(query).add(0, target, "TXT", 77, strings("v=DKIM1")), query.labels, target).bytes()]


@evil
def aliasopen(query, _):
    return [alias(reply(query), query.labels, labels_of("ok.esp.test")).bytes()]


@evil
def aliasnx(query, _):
    return [alias(reply(query), query.labels, labels_of("nx.esp.test")).bytes()]


@evil
def aliasself(query, _):
    return [alias(reply(query), query.labels, query.labels).bytes()]


@evil
def aliascircle(query, _):
    return [alias(reply(query), query.labels, labels_of("aliasback.esp.test")).bytes()]


@evil
def aliasback(query, _):
    return [alias(reply(query), query.labels, labels_of("aliascircle.evil.test")).bytes()]


@evil
def aliasendless(query, world):
    world["hops"] = world.get("hops", 0) + 1
    return [alias(reply(query), query.labels, labels_of(f"aliasendless.h{world['hops']}.test")).bytes()]


@evil
def dname(query, _):
    target = query.labels[:1] + labels_of("moved.test")
    answer = reply(query).add(0, query.labels[1:], "DNAME", 30, wire_name(labels_of("moved.test")))
    return [answer.add(0, target, "TXT", 77, strings("v=DKIM1")).bytes()]


BEHAVIOURS["reversed"] = BEHAVIOURS.pop("reversed_")


class Server:
    def __init__(self):
        self.datagram, self.stream = bind("127.0.0.1", 0)
        self.datagram.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.port = self.stream.getsockname()[1]
        self.elsewhere = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.elsewhere.bind(("127.0.0.1", 0))
        self.world, self.later, self.order = {}, [], 0

    def behave(self, packet, tcp):
        try:
            query = Query(packet, tcp)
        except ValueError:
            return []
        behaviour = BEHAVIOURS.get(query.key[0].decode("latin-1") if query.key else "")
        return behaviour(query, self.world) if behaviour else [reply(query, 3).soa().bytes()]

    def send(self, what, peer):
        if isinstance(what, Later):
            self.order += 1
            heapq.heappush(self.later, (time.monotonic() + what.seconds, self.order, what.message, peer))
        elif isinstance(what, Elsewhere):
            self.elsewhere.sendto(what.message, peer)
        else:
            try:
                self.datagram.sendto(what, peer)
            except OSError:
                pass

    def converse(self, connection):
        connection.settimeout(10)
        try:
            for what in self.behave(read_stream(connection), True):
                if isinstance(what, Drip):
                    for byte in framed(what.message):
                        connection.sendall(bytes([byte]))
                        time.sleep(what.seconds)
                else:
                    connection.sendall(framed(what))
        except OSError:
            pass
        finally:
            connection.close()

    def serve(self, until):
        while time.monotonic() < until:
            wait = min(self.later[0][0] if self.later else until, until) - time.monotonic()
            ready, _, _ = select.select([self.datagram, self.stream, sys.stdin], [], [], max(wait, 0))
            if sys.stdin in ready and not os.read(0, 1024):
                return
            if self.datagram in ready:
                packet, peer = self.datagram.recvfrom(65535)
                for what in self.behave(packet, False):
                    self.send(what, peer)
            if self.stream in ready:
                threading.Thread(target=self.converse, args=(self.stream.accept()[0],), daemon=True).start()
            while self.later and self.later[0][0] <= time.monotonic():
                _, _, message, peer = heapq.heappop(self.later)
                self.send(message, peer)


if __name__ == "__main__":
    server = Server()
    print(f"PORT {server.port}", flush=True)
    server.serve(time.monotonic() + float(sys.argv[1] if len(sys.argv) > 1 else 120))
