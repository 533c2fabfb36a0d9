#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A loopback DNS server that answers from zones written as JSON, and fails where they say so.

usage: zone_server.py FILE [--port N] [--seconds S]     prints `PORT n`; ends when stdin closes
       zone_server.py FILE#ID                            the zone of one case of a case file

A zone is an object: a name to a list of records.

    { "example.com": [["TXT", ["two ", "strings"]], ["TXT", "one string", {"ttl": 30}], ["MX", [10, "mx.example.com"]],
                      ["A", "192.0.2.1"], ["CNAME", "x.example.net"], ["SOA", {"mname": "...", "minimum": 300}],
                      ["TYPE65534", "hex:0102"], ["!SERVFAIL", "*"]] }

A string is Latin-1, or UTF-8 when it has characters beyond; a character-string over 255 bytes is cut. TTL 300 unless given.
"*.name" is a wildcard. "!FAULT" applies to the type named, or to all with "*": SERVFAIL REFUSED NXDOMAIN FORMERR NOTIMP,
TIMEOUT, TC-NO-TCP, WRONGID, GARBAGE, LAME, BOGUS (SERVFAIL unless CD=1), NOEDNS (FORMERR to EDNS), and
["!SLOW", {"type": "TXT", "ms": 1500}].

{"views": {"127.0.0.1": ZONE, "127.0.0.2": ZONE}} listens on each address, one port for all. 127.0.0.1 is a resolver (RA=1),
the others are authoritative (AA=1); a single zone is both, authoritative when RD=0. Addresses in "resolvers" are resolvers
too, public ones. With "ages" their zones are what they heard when the server began, and TTLs count down from then on.

    with ZoneServer(zone_or_views) as server: server.port, server.log, server.change(zone, "127.0.0.2")
"""
import argparse
import ipaddress
import json
import os
import select
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from dnswire import (AA, CD, RA, RCODES, RD, TC, TYPES, Query, Reply, bind_all, framed, labels_of, octets,  # noqa: E402
                     read_stream, strings, type_name, type_number, wire_name)

RESOLVER = "127.0.0.1"
ALIASES_MOST = 12
SOA_DEFAULT = {"serial": 1, "refresh": 7200, "retry": 900, "expire": 86400, "minimum": 60}


def key_of(name):
    return tuple(label.lower() for label in labels_of(name.rstrip(".") if not name.endswith("\\.") else name))


def raw(text):
    return bytes.fromhex(text[4:]) if isinstance(text, str) and text.startswith("hex:") else octets(text)


def rdata(kind, value):
    """A record's value as the wire has it; names are not compressed."""
    if kind in ("A", "AAAA"):
        return ipaddress.ip_address(value).packed
    if kind in ("CNAME", "NS", "PTR", "DNAME"):
        return wire_name(labels_of(value))
    if kind == "MX":
        return struct.pack("!H", int(value[0])) + wire_name(labels_of(value[1]))
    if kind == "SRV":
        return struct.pack("!HHH", *map(int, value[:3])) + wire_name(labels_of(value[3]))
    if kind in ("TXT", "SPF"):
        return strings(*(map(raw, value) if isinstance(value, list) and value else [raw(value or "")]))
    if kind == "SOA":
        numbers = [value.get(word, SOA_DEFAULT[word]) for word in SOA_DEFAULT]
        names = wire_name(labels_of(value.get("mname", "ns.invalid"))) + wire_name(labels_of(value.get("rname", "root.invalid")))
        return names + struct.pack("!5I", *numbers)
    if kind == "CAA":
        return bytes([int(value[0]), len(raw(value[1]))]) + raw(value[1]) + raw(value[2])
    return raw(value)


class Zone:
    def __init__(self, written):
        self.records, self.faults, self.existing = {}, {}, set()
        for name, entries in (written or {}).items():
            key = key_of(name)
            self.records.setdefault(key, [])
            self.existing.update(key[skipped:] for skipped in range(len(key) + 1))
            for entry in entries:
                self._take(key, entry)

    def _take(self, key, entry):
        kind, value = entry[0], entry[1] if len(entry) > 1 else None
        if kind.startswith("!"):
            target = value.get("type", "*") if isinstance(value, dict) else value or "*"
            self.faults.setdefault(key, []).append((kind[1:], target, value))
        else:
            ttl = entry[2].get("ttl", 300) if len(entry) > 2 else 300
            self.records[key].append((kind, value, ttl))

    def source(self, key):
        """The owner whose records stand for this name: itself, or the wildcard under the closest encloser; None."""
        if key in self.existing:
            return key
        for skipped in range(1, len(key) + 1):
            wildcard = (b"*",) + key[skipped:]
            if wildcard in self.existing:
                return wildcard
            if key[skipped:] in self.existing:
                return None
        return None

    def faults_of(self, key, kind):
        return [(fault, value) for fault, target, value in self.faults.get(self.source(key), []) if target in ("*", kind)]

    def soa(self, key):
        """Owner, value and TTL of the SOA above a name; one is made up where the zone has none."""
        for skipped in range(len(key) + 1):
            for kind, value, ttl in self.records.get(key[skipped:], []):
                if kind == "SOA":
                    return key[skipped:], value, ttl
        known = [key[skipped:] for skipped in range(len(key)) if key[skipped:] in self.records]
        apex = known[-1] if known else key[-2:]
        return apex, {}, SOA_DEFAULT["minimum"]

    def lookup(self, key, kind):
        """(RCODE, [(owner, type, value, TTL)], the name that a negative answer is about or None)"""
        found = []
        for _ in range(ALIASES_MOST):
            source = self.source(key)
            if source is None:
                return RCODES["NXDOMAIN"], found, key
            here = self.records.get(source, [])
            wanted = [(key, *record) for record in here if kind in (record[0], "ANY") or type_name_of(record[0]) == kind]
            alias = [record for record in here if record[0] == "CNAME"]
            if wanted or not alias:
                return RCODES["NOERROR"], found + wanted, None if wanted else key
            found.append((key, *alias[0]))
            key = key_of(alias[0][1])
        return RCODES["SERVFAIL"], found, None


def type_name_of(kind):
    """TYPE16 is TXT too."""
    return type_name(type_number(kind))


class Answer:
    """One reply in the making: what the zone says, bent by its faults. message: bytes, or None for silence. age: seconds
    for which it has been remembered."""

    def __init__(self, query, zone, authoritative, age=0):
        self.query, self.zone, self.age = query, zone, age
        self.kind = type_name(query.type)
        self.faults = dict(zone.faults_of(query.key, self.kind))
        self.flags = AA if authoritative else RA
        self.message = self._make()

    def _make(self):
        if "SLOW" in self.faults:
            time.sleep(min(self.faults["SLOW"].get("ms", 1000), 10000) / 1000)
        if "TIMEOUT" in self.faults or ("TC-NO-TCP" in self.faults and self.query.tcp):
            return None
        if "GARBAGE" in self.faults:
            return struct.pack("!H", self.query.id) + os.urandom(3)
        if "NOEDNS" in self.faults and self.query.edns:
            return Reply(self.query, 0, RCODES["FORMERR"]).bytes()
        message = self._fit()
        if "WRONGID" in self.faults:
            message = struct.pack("!H", self.query.id ^ 0x5555) + message[2:]
        return message

    def _rcode(self):
        if "BOGUS" in self.faults and not self.query.has(CD):
            return RCODES["SERVFAIL"]
        named = [RCODES[fault] for fault in self.faults if fault in RCODES]
        return named[0] if named else None

    def _fill(self):
        if "LAME" in self.faults:  # an upward referral
            return Reply(self.query).add(1, (), "NS", 300, wire_name(labels_of("a.root-servers.invalid")))
        rcode, found, negative = self._rcode(), [], None
        if rcode is None:
            rcode, found, negative = self.zone.lookup(self.query.key, self.kind)
        elif rcode == RCODES["NXDOMAIN"]:
            negative = self.query.key
        reply = Reply(self.query, self.flags, rcode)
        for owner, kind, value, ttl in found:
            reply.add(0, owner, kind, max(0, ttl - self.age), rdata(kind, value))
        if negative is not None:
            apex, soa, ttl = self.zone.soa(negative)
            left = max(0, min(ttl, soa.get("minimum", SOA_DEFAULT["minimum"])) - self.age)
            reply.add(1, apex, "SOA", left, rdata("SOA", soa))
        return reply

    def _fit(self):
        reply = self._fill()
        opt = bool(self.query.edns) and "NOEDNS" not in self.faults
        message = (reply.opt() if opt else reply).bytes()
        if len(message) <= self.query.limit and "TC-NO-TCP" not in self.faults:
            return message
        bare = Reply(self.query, self.flags | TC, reply.rcode)
        return (bare.opt() if opt else bare).bytes()


class ZoneServer:
    def __init__(self, written, port=0):
        views = written["views"] if "views" in written else {RESOLVER: written}
        self.views = {address: Zone(zone) for address, zone in views.items()}
        self.remembering = set(written.get("resolvers", []))
        self.began = time.monotonic() if written.get("ages") else None
        self.log = []  # (address, name, type, "udp" or "tcp")
        self.sockets, self.port = bind_all(self.views, port)
        self.ending, self.leash = os.pipe()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        os.close(self.leash)
        self.thread.join(5)
        os.close(self.ending)
        for pair in self.sockets.values():
            for one in pair:
                one.close()

    def change(self, zone, address=RESOLVER):
        self.views[address] = Zone(zone)

    def _authoritative(self, address, query):
        if address in self.remembering:
            return False
        return address != RESOLVER if len(self.views) > 1 else not query.has(RD)

    def _age(self, address):
        return int(time.monotonic() - self.began) if self.began and address in self.remembering else 0

    def _answer(self, address, packet, tcp):
        try:
            query = Query(packet, tcp)
        except ValueError:
            return None
        name = b".".join(query.key).decode("latin-1")
        self.log.append((address, name, type_name(query.type), "tcp" if tcp else "udp"))
        return Answer(query, self.views[address], self._authoritative(address, query), self._age(address)).message

    def _datagram(self, address, packet, peer):
        message = self._answer(address, packet, False)
        if message is not None:
            try:
                self.sockets[address][0].sendto(message, peer)
            except OSError:
                pass

    def _converse(self, address, connection):
        with connection:
            connection.settimeout(5)
            try:
                while packet := read_stream(connection):
                    message = self._answer(address, packet, True)
                    if message is None:
                        return
                    connection.sendall(framed(message))
            except OSError:
                pass

    def _serve(self):
        places = {one: (address, one is pair[1]) for address, pair in self.sockets.items() for one in pair}
        while True:
            ready, _, _ = select.select([self.ending, *places], [], [])
            for one in ready:
                if one is self.ending:
                    return
                address, stream = places[one]
                if stream:
                    threading.Thread(target=self._converse, args=(address, one.accept()[0]), daemon=True).start()
                else:
                    packet, peer = one.recvfrom(65535)
                    self._take(address, packet, peer)

    def _take(self, address, packet, peer):
        """What may sleep gets a thread of its own."""
        if any(fault == "SLOW" for faults in self.views[address].faults.values() for fault, _, _ in faults):
            threading.Thread(target=self._datagram, args=(address, packet, peer), daemon=True).start()
        else:
            self._datagram(address, packet, peer)


def written_in(argument):
    """The zone of FILE, or of the case FILE#ID; a case may name one of the file's shared zones."""
    path, _, wanted = argument.partition("#")
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    if not wanted:
        return document
    case = next(case for case in document["cases"] if case["id"] == wanted)
    if case.get("views"):
        return {"views": case["views"]}
    zone = case.get("zone", {})
    return document["zones"][zone] if isinstance(zone, str) else zone


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("zone")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=600)
    arguments = parser.parse_args()
    with ZoneServer(written_in(arguments.zone), arguments.port) as server:
        print(f"PORT {server.port}", flush=True)
        until = time.monotonic() + arguments.seconds
        while time.monotonic() < until:
            if select.select([sys.stdin], [], [], until - time.monotonic())[0] and not os.read(0, 1024):
                return


if __name__ == "__main__":
    main()
