# SPDX-License-Identifier: MIT
"""A DNS server with two zones, the honest one and the one a forger would like, and an attack that mixes them.

An attack is a function of one Question: it gives what is sent for it, in order. `honest` is the right reply, `forged` is
what the forger wants to be believed; each row of ATTACKS says what a client may make of it. Loopback only.
"""
import functools
import os
import random
import socket
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from dnswire import AA, RA, RD, TC, TYPES, Query, Reply, framed, labels_of, read_stream, strings, wire_name  # noqa: E402
from zone_server import RESOLVER, Answer, Zone, ZoneServer  # noqa: E402

ESCAPES = b"\x1b]0;evil\x07\x1b[3J\x1b[31mred\x1bc\x9b31m\r\n\x00\x08\x7f"
BIDI = "\u202eabc\u202c \u2066x\u2069 \u200b\ufeff\u2028 \u061c\u00ad".encode()
BROKEN_UTF8 = b"\xff\xfe\xc0\xaf\xed\xa0\x80\xf5\x80\x80\x80\xe2\x82 \x80\x9f"
MARKS = (b"\x1b]0;", b"\x1b[3J", b"\x1b[31mred", b"red\x1bc", b"\x9b31m", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xe2\x80\x8b",
         b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xff\xfe\xc0\xaf")


class Later:
    def __init__(self, seconds, message):
        self.seconds, self.message = seconds, message


class Elsewhere:
    """From another port, or another address."""

    def __init__(self, message, address=RESOLVER):
        self.message, self.address = message, address


class Raw:
    """Over TCP, as it stands: no length before it. A pause after every `piece` bytes."""

    def __init__(self, data, piece=0, pause=0.0):
        self.data, self.piece, self.pause = data, piece, pause


class Hold:
    def __init__(self, seconds):
        self.seconds = seconds


class Question:
    def __init__(self, query, zones, world):
        self.query, self.zones, self.world, self.tcp = query, zones, world, query.tcp
        self.authoritative = not query.has(RD)

    def answer(self, which):
        return Answer(self.query, self.zones[which], self.authoritative).message

    @functools.cached_property
    def honest(self):
        return self.answer("honest")

    @functools.cached_property  # floods send it hundreds of times
    def forged(self):
        return self.answer("forged")

    def reply(self, rcode=0, flags=0, question=None):
        return Reply(self.query, (AA if self.authoritative else RA) | flags, rcode, question)

    def cut(self):
        return self.reply(flags=TC).bytes()

    def is_first(self):
        key = (self.query.key, self.query.type)
        self.world[key] = self.world.get(key, 0) + 1
        return self.world[key] == 1


def question_end(message):
    at = 12
    while message[at]:
        at += 1 + message[at]
    return at + 5


# Packets that are not ours.

def wrong_id(q):
    return [struct.pack("!H", q.query.id ^ (n + 1)) + q.forged[2:] for n in range(200)] + [q.honest]


def stray_flood(q):
    """Never the right one: who has seen our letter case and guesses the id as well has won."""
    return [struct.pack("!H", q.query.id ^ (n * 131 + 1)) + q.forged[2:] for n in range(300)] + [q.honest]


def wrong_id_only(q):
    return [struct.pack("!H", q.query.id ^ 1) + q.forged[2:]]


def wrong_name(q):
    message = bytearray(q.forged)
    message[13] = ord("q") if message[13] != ord("q") else ord("z")
    return [bytes(message), q.honest]


def wrong_type(q):
    message = bytearray(q.forged)
    message[question_end(message) - 3] = 15
    return [bytes(message), q.honest]


def wrong_class(q):
    message = bytearray(q.forged)
    message[question_end(message) - 1] = 3
    return [bytes(message), q.honest]


def wrong_port(q):
    return [Elsewhere(q.forged), q.honest]


def wrong_port_only(q):
    return [Elsewhere(q.forged)]


def wrong_address(q):
    return [Elsewhere(q.forged, "127.0.0.9"), q.honest]


def no_question(q):
    return [struct.pack("!6H", q.query.id, 0x8480, 0, 1, 0, 0) + q.forged[question_end(q.forged):], q.honest]


def reflected(q):
    return [q.query.packet, q.honest]


def reflected_only(q):
    return [q.query.packet]


def swap_case(q, message):
    end = question_end(message) - 4
    return message[:12] + bytes(c ^ 0x20 if chr(c).isalpha() else c for c in message[12:end]) + message[end:]


def wrong_case(q):
    return [q.honest] if q.tcp else [swap_case(q, q.forged)]


def wrong_case_always(q):
    """What comes over TCP comes from that address: there the case proves nothing more."""
    return [swap_case(q, q.honest if q.tcp else q.forged)]


def header_noerror(q):
    return [struct.pack("!6H", q.query.id, 0x8480, 0, 0, 0, 0), q.honest]


def header_formerr(q):
    return [struct.pack("!6H", q.query.id, 0x8481, 0, 0, 0, 0)]


def header_servfail(q):
    return [struct.pack("!6H", q.query.id, 0x8482, 0, 0, 0, 0)]


def header_nxdomain(q):
    return [struct.pack("!6H", q.query.id, 0x8483, 0, 0, 0, 0)]


# Packets that are no packets.

def broken(q, owner, text=b"v=spf1 +all", count=1):
    reply = q.reply()
    reply.body += owner + struct.pack("!HHIH", TYPES["TXT"], 1, 300, len(text) + 1) + bytes([len(text)]) + text
    reply.counts[0] = count
    return [reply.bytes()]


def pointer_to_itself(q):
    return broken(q, struct.pack("!H", 0xC000 | (12 + len(q.query.question))))


def pointer_circle(q):
    at = 12 + len(q.query.question)
    return broken(q, b"\x01a" + struct.pack("!H", 0xC000 | at))


def pointer_forward(q):
    return broken(q, struct.pack("!H", 0xC000 | (12 + len(q.query.question) + 12)))


def pointer_to_header(q):
    return broken(q, struct.pack("!H", 0xC000 | 2))


def compressed_question(q):
    name = wire_name(q.query.labels)
    reply = q.reply(question=struct.pack("!HHH", 0xC000 | 29, q.query.type, q.query.klass))
    reply.body += b"\0" + struct.pack("!HHIH", 99, 1, 300, len(name)) + name
    reply.counts[0] = 1
    return [reply.bytes()]


def counts_lie(q):
    message = bytearray(q.forged)
    message[6:8] = b"\xff\xff"
    return [bytes(message)]


def string_overruns(q):
    return [q.reply().add(0, q.query.labels, "TXT", 300, b"\xf0v=spf1 +all").bytes()]


def rdata_overruns(q):
    message = q.reply().add(0, q.query.labels, "TXT", 300, strings("x" * 100)).bytes()
    return [message[:-60]]


def garbage(q):
    return [q.forged[:question_end(q.forged)] + random.Random(7).randbytes(400)]


# TCP.

def over_tcp(items):
    return lambda q: items(q) if q.tcp else [q.cut()]


def big(q, most=65000, piece=b"y" * 240):
    reply = q.reply()
    while len(reply.body) < most:
        reply.txt(piece)
    return reply.bytes()


ATTACKS = {}


def attack(name, give, answered=False, zone=None, allow="127.0.0.0/8", types=("TXT",)):
    """answered: the right reply comes through. zone: what the forger did to the honest zone itself."""
    ATTACKS[name] = (give, answered, zone, allow, types)


for plain in (wrong_id, wrong_name, wrong_type, wrong_class, wrong_port, wrong_address, no_question, wrong_case,
              wrong_case_always,              header_noerror):
    attack(plain.__name__, plain, answered=True)
for plain in (wrong_id_only, wrong_port_only, reflected, reflected_only, header_formerr, header_servfail,
              header_nxdomain, pointer_to_itself, pointer_circle, pointer_forward, pointer_to_header, compressed_question,
              counts_lie, string_overruns, rdata_overruns, garbage):
    attack(plain.__name__, plain)
attack("tcp_refused", lambda q: [] if q.tcp else [q.cut()])
attack("tcp_never_answers", over_tcp(lambda q: [Hold(9)]))
attack("tcp_closes_midway", over_tcp(lambda q: [Raw(framed(q.forged)[:-9])]))
attack("tcp_length_too_long", over_tcp(lambda q: [Raw(b"\xff\xff" + q.forged)]))
attack("tcp_length_too_short", over_tcp(lambda q: [Raw(struct.pack("!H", len(q.forged) - 9) + q.forged)]))
attack("tcp_length_zero", over_tcp(lambda q: [Raw(b"\0\0" * 9000)]))
attack("tcp_drip", over_tcp(lambda q: [Raw(framed(q.forged), 1, 0.05)]))
attack("tcp_wrong_id", over_tcp(lambda q: [struct.pack("!H", q.query.id ^ 1) + q.forged[2:]]))
attack("tcp_wrong_question", over_tcp(lambda q: wrong_name(q)[:1]))
attack("tcp_truncated_too", over_tcp(lambda q: [q.cut()]))
attack("tcp_64k", over_tcp(lambda q: [big(q)]))
attack("tcp_64k_of_single_letters", over_tcp(lambda q: [q.reply().add(0, q.query.labels, "TXT", 300, b"\1z" * 32000).bytes()]))
attack("tcp_4000_records", over_tcp(lambda q: [big(q, 64000, b"z")]))
attack("datagram_too_large", lambda q: [q.honest + b"\0" * 8000])
attack("late_flood", lambda q: [q.honest] + [q.honest] * 100 + [Later(0.3 * n, q.forged) for n in range(1, 9)], answered=True)
attack("stray_flood", stray_flood, answered=True)
attack("answers_the_second_time", lambda q: [] if q.is_first() else [q.honest], answered=True)


# Aliases, and records of others.

def alias(q, owner, target, section=0):
    return q.reply().add(section, owner, "CNAME", 30, wire_name(target))


def cname_reversed(q):
    """The target's record before the alias: the key is found all the same, so it is honest text that is sent."""
    target = labels_of("t.elsewhere.example")
    reply = q.reply()
    for kind, value, ttl in q.zones["honest"].records.get(q.query.key, []):
        if kind == "TXT":
            reply.add(0, target, "TXT", ttl, strings(*([value] if isinstance(value, str) else value)))
    return [reply.add(0, q.query.labels, "CNAME", 30, wire_name(target)).bytes()] if sum(reply.counts) else [q.honest]


def cname_circle(q):
    return [alias(q, q.query.labels, labels_of("b." + "a.elsewhere.example")).add(
        0, labels_of("b.a.elsewhere.example"), "CNAME", 30, wire_name(q.query.labels)).bytes()]


def cname_endless(q):
    q.world["hops"] = q.world.get("hops", 0) + 1
    return [alias(q, q.query.labels, labels_of(f"h{q.world['hops']}.elsewhere.example")).bytes()]


def cname_with_controls(q):
    return [alias(q, q.query.labels, (ESCAPES[:40], b"a.b", b"\\", b"example")).bytes()]


def record_of_another(q):
    reply = q.reply()
    for kind, value, ttl in q.zones["forged"].records.get(q.query.key, []):
        if kind == "TXT":
            reply.add(0, (b"evil",) + q.query.labels, "TXT", ttl, strings(*([value] if isinstance(value, str) else value)))
    return [reply.bytes()]


def record_of_another_class(q):
    reply = q.reply()
    for kind, value, ttl in q.zones["forged"].records.get(q.query.key, []):
        if kind == "TXT":
            reply.add(0, q.query.labels, "TXT", ttl, strings(*([value] if isinstance(value, str) else value)), klass=3)
    return [reply.bytes()]


def record_in_the_wrong_section(q):
    reply = q.reply()
    for kind, value, ttl in q.zones["forged"].records.get(q.query.key, []):
        if kind == "TXT":
            reply.add(2, q.query.labels, "TXT", ttl, strings(*([value] if isinstance(value, str) else value)))
    return [reply.bytes()]


for plain in (cname_circle, cname_endless, cname_with_controls):
    attack(plain.__name__, plain, types=("TXT",))
attack("cname_reversed", cname_reversed, answered=True)
for plain in (record_of_another, record_of_another_class, record_in_the_wrong_section):
    attack(plain.__name__, plain)
attack("referral_up", lambda q: [Reply(q.query).add(1, (), "NS", 300, wire_name(labels_of("a.root.invalid"))).bytes()])


# Contents. Text of strangers beside the right records, and errors that talk.

def beside(junk):
    def give(q):
        if len(q.query.key) > 2 and q.query.key[-3] == b"_domainkey":
            return [q.honest]
        reply = q.reply()
        for kind, value, ttl in q.zones["honest"].records.get(q.query.key, []):
            if kind == "TXT":
                reply.add(0, q.query.labels, "TXT", ttl, strings(*([value] if isinstance(value, str) else value)))
        for text in junk:
            reply.add(0, q.query.labels, "TXT", 300, strings(text))
        return [reply.bytes()] if q.tcp or len(reply.bytes()) < q.query.limit else [q.cut()]
    return give


def ede(q):
    text = (ESCAPES + BIDI + BROKEN_UTF8) * 3
    return [q.reply(2).opt(options=struct.pack("!HHH", 15, 2 + len(text), 22) + text).bytes()]


def huge_ttls(q):
    """The source has it; a cache says no, for ever."""
    if q.authoritative:
        return [q.forged if q.world.get("forger publishes") else q.honest]
    reply = q.reply()
    rdata = wire_name((b"ns",)) * 2 + struct.pack("!5I", 1, 0xffffffff, 0xffffffff, 0xffffffff, 0x7fffffff)
    return [reply.add(1, q.query.labels[-2:], "SOA", 0x7fffffff, rdata).bytes()]


attack("escape_sequences", beside([ESCAPES, b"ncp-verify=" + ESCAPES]), answered=True)
attack("bidi_and_invisible", beside([BIDI, b"ncp-verify=" + BIDI]), answered=True)
attack("invalid_utf8", beside([BROKEN_UTF8, b"ncp-verify=" + BROKEN_UTF8]), answered=True)
attack("nul_and_newlines", beside([b"a\0b\nc\r\nd", b"\0" * 200, b"\n" * 200]), answered=True)
attack("spf_that_talks", lambda q: [q.reply().txt(b"v=spf1 " + ESCAPES + b" include:" + BIDI + b" -all").bytes()])
attack("key_that_talks", lambda q: [q.reply().txt(b"v=DKIM1; " + ESCAPES + b"; k=" + BIDI + b"; p=" + BROKEN_UTF8).bytes()])
attack("policy_that_talks", lambda q: [q.reply().txt(b"v=DMARC1; p=" + ESCAPES + b"; " + BIDI + b"; rua=mailto:" + BROKEN_UTF8)
                                       .bytes()])
attack("error_that_talks", ede)
attack("ttls_without_end", huge_ttls)


def aim(zone, domain, address):
    zone["ns1." + domain] = [["A", address]]


def name_with_controls(zone, domain):
    zone[domain] = [record for record in zone[domain] if record[0] != "NS"]
    zone[domain].append(["NS", "\\027\\093\\048\\059evil\\007.\\226\\128\\174." + domain])


attack("ns_at_a_forbidden_address", lambda q: [q.honest], answered=True, allow="127.0.0.1/32",
       zone=lambda zone, domain: aim(zone, domain, "127.0.0.9"))
attack("ns_at_a_private_address", lambda q: [q.honest], answered=True, allow="127.0.0.1/32",
       zone=lambda zone, domain: aim(zone, domain, "169.254.169.254"))
attack("ns_name_with_controls", lambda q: [q.honest], answered=True, zone=name_with_controls)


class HostileServer(ZoneServer):
    """honest, forged: zones as written for zone_server. Without an attack it is a ZoneServer of the honest one."""

    def __init__(self, honest, forged):
        self.zones, self.world, self.give, self.types, self.last = {}, {}, None, ("TXT",), 0.0
        self.elsewhere = {}
        for address in (RESOLVER, "127.0.0.9"):
            self.elsewhere[address] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.elsewhere[address].bind((address, 0))
        self.serve(honest, forged)
        self.trap = self._settle(honest)  # where nobody may be sent
        self.trap.setblocking(False)

    def _settle(self, honest):
        """Serves on a port that is free at the trap's address, too: others at work beside this one take ports as well."""
        for _ in range(50):
            trap = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            trap.bind(("127.0.0.9", 0))
            try:
                super().__init__(honest, trap.getsockname()[1])
                return trap
            except OSError:
                trap.close()
        raise RuntimeError("no free port")

    def serve(self, honest, forged, give=None, types=("TXT",), world=None):
        self.zones = {"honest": Zone(honest), "forged": Zone(forged)}
        self.give, self.types, self.world = give, types, world or {}
        self.views = {RESOLVER: self.zones["honest"]}

    def trapped(self):
        try:
            return len(self.trap.recv(65535))
        except BlockingIOError:
            return 0

    def close(self):
        super().close()
        for one in (*self.elsewhere.values(), self.trap):
            one.close()

    def _items(self, packet, tcp):
        self.last = time.monotonic()
        try:
            query = Query(packet, tcp)
        except ValueError:
            return []
        question = Question(query, self.zones, self.world)
        wanted = self.give and query.type in [TYPES[kind] for kind in self.types]
        given = self.give(question) if wanted else [question.honest]
        return [one for one in given if one is not None]

    def _datagram(self, address, packet, peer):
        for item in self._items(packet, False):
            if isinstance(item, Later):
                threading.Timer(item.seconds, self._send, (self.sockets[address][0], item.message, peer)).start()
            elif isinstance(item, Elsewhere):
                self._send(self.elsewhere[item.address], item.message, peer)
            else:
                self._send(self.sockets[address][0], item, peer)

    @staticmethod
    def _send(one, message, peer):
        try:
            one.sendto(message, peer)
        except OSError:
            pass

    def _converse(self, address, connection):
        with connection:
            connection.settimeout(10)
            try:
                while packet := read_stream(connection):
                    items = self._items(packet, True)
                    for item in items:
                        self._write(connection, item)
                    if not items or any(isinstance(item, (Raw, Hold)) for item in items):
                        return
            except OSError:
                pass

    @staticmethod
    def _write(connection, item):
        if isinstance(item, Hold):
            time.sleep(item.seconds)
        elif isinstance(item, Raw):
            step = item.piece or len(item.data)
            for at in range(0, len(item.data), step):
                connection.sendall(item.data[at:at + step])
                time.sleep(item.pause)
        else:
            connection.sendall(framed(item.message if isinstance(item, (Later, Elsewhere)) else item))
