# SPDX-License-Identifier: MIT
"""DNS messages for test servers (RFC 1035 4): queries taken apart, replies put together."""
import socket
import struct

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28, "SRV": 33, "DNAME": 39,
         "OPT": 41, "DS": 43, "RRSIG": 46, "DNSKEY": 48, "TLSA": 52, "SPF": 99, "ANY": 255, "CAA": 257}
TYPE_NAMES = {number: name for name, number in TYPES.items()}
RCODES = {"NOERROR": 0, "FORMERR": 1, "SERVFAIL": 2, "NXDOMAIN": 3, "NOTIMP": 4, "REFUSED": 5}
QR, AA, TC, RD, RA, CD = 0x8000, 0x0400, 0x0200, 0x0100, 0x0080, 0x0010
HEADER = 12
EDNS_SIZE = 1232


def octets(text):
    """A string as it goes on the wire: Latin-1, or UTF-8 when it has characters beyond."""
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def labels_of(name):
    """Presentation form to a tuple of labels (bytes); \\DDD and \\X escapes are understood."""
    labels, label, at = [], bytearray(), 0
    if name == ".":
        return ()
    while at < len(name):
        if name[at] == "\\" and name[at + 1:at + 4].isdigit() and len(name[at + 1:at + 4]) == 3:
            label.append(int(name[at + 1:at + 4]))
            at += 4
        elif name[at] == "\\" and at + 1 < len(name):
            label += octets(name[at + 1])
            at += 2
        elif name[at] == ".":
            labels.append(bytes(label))
            label = bytearray()
            at += 1
        else:
            label += octets(name[at])
            at += 1
    if label:
        labels.append(bytes(label))
    return tuple(labels)


def type_number(name):
    return TYPES[name] if name in TYPES else int(name.removeprefix("TYPE"))


def type_name(number):
    return TYPE_NAMES.get(number, f"TYPE{number}")


def strings(*parts):
    """TXT RDATA: one character-string a part, longer parts cut at 255 bytes."""
    out = b""
    for part in parts:
        data = octets(part)
        for at in range(0, max(len(data), 1), 255):
            piece = data[at:at + 255]
            out += bytes([len(piece)]) + piece
    return out


def wire_name(labels):
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


class Query:
    """One question with one name, as a client sends it. ValueError when it is something else."""

    def __init__(self, packet, tcp=False):
        if len(packet) < HEADER:
            raise ValueError("shorter than a header")
        self.packet, self.tcp = packet, tcp
        self.id, self.flags, questions, answers, authority, additional = struct.unpack("!6H", packet[:HEADER])
        if self.flags & QR or self.flags & 0x7800 or questions != 1:
            raise ValueError("not a query")
        try:
            self.labels, at = self._name(HEADER)
            self.type, self.klass = struct.unpack("!HH", packet[at:at + 4])
            self.question = packet[HEADER:at + 4]
            self.edns = self._edns(at + 4, answers + authority + additional)
        except (IndexError, struct.error) as problem:
            raise ValueError("cut short") from problem
        self.key = tuple(label.lower() for label in self.labels)

    def _name(self, at):
        labels = []
        while self.packet[at]:
            if self.packet[at] > 63:
                raise ValueError("compressed question")
            labels.append(self.packet[at + 1:at + 1 + self.packet[at]])
            at += 1 + self.packet[at]
        return tuple(labels), at + 1

    def _edns(self, at, records):
        """The size the client can take, 0 without EDNS."""
        for _ in range(records):
            _, at = self._name(at)
            kind, size, _, length = struct.unpack("!HHIH", self.packet[at:at + 10])
            if kind == TYPES["OPT"]:
                return size
            at += 10 + length
        return 0

    def has(self, flag):
        return bool(self.flags & flag)

    @property
    def limit(self):
        """Bytes that a reply may have."""
        return 65535 if self.tcp else max(512, min(self.edns, EDNS_SIZE)) if self.edns else 512


class Reply:
    """Put together section by section: answer, authority, additional."""

    def __init__(self, query, flags=0, rcode=0, question=None):
        self.query, self.flags, self.rcode = query, flags | QR | query.flags & RD, rcode
        self.question = query.question if question is None else question
        self.body = bytearray(self.question)
        self.counts = [0, 0, 0]
        self.places = {}
        if self.question == query.question:
            self._remember(query.key, HEADER)

    def _remember(self, key, at):
        for skipped in range(len(key)):
            if at < 0x4000:
                self.places.setdefault(key[skipped:], at)
            at += 1 + len(key[skipped])

    def _name(self, labels):
        """Compressed against what stands before it."""
        key = tuple(label.lower() for label in labels)
        for kept in range(len(key) + 1):
            place = self.places.get(key[kept:]) if kept < len(key) else None
            if place is not None or kept == len(key):
                head = b"".join(bytes([len(label)]) + label for label in labels[:kept])
                self._remember_head(key, kept)
                return head + (struct.pack("!H", 0xC000 | place) if place is not None else b"\0")
        raise AssertionError

    def _remember_head(self, key, kept):
        at = HEADER + len(self.body)
        for skipped in range(kept):
            if at < 0x4000:
                self.places.setdefault(key[skipped:], at)
            at += 1 + len(key[skipped])

    def add(self, section, owner, kind, ttl, rdata, klass=1):
        """owner: labels. rdata: bytes."""
        number = kind if isinstance(kind, int) else type_number(kind)
        self.body += self._name(owner)
        self.body += struct.pack("!HHIH", number, klass, ttl, len(rdata)) + rdata
        self.counts[section] += 1
        return self

    def txt(self, *parts, ttl=300):
        return self.add(0, self.query.labels, "TXT", ttl, strings(*parts))

    def soa(self, owner="test", ttl=900, minimum=600):
        rdata = wire_name((b"ns", b"test")) + wire_name((b"root", b"test")) + struct.pack("!5I", 7, 7200, 900, 86400, minimum)
        return self.add(1, labels_of(owner), "SOA", ttl, rdata)

    def opt(self, extended=0, options=b""):
        self.body += b"\0" + struct.pack("!HHIH", TYPES["OPT"], EDNS_SIZE, extended << 24, len(options)) + options
        self.counts[2] += 1
        return self

    def bytes(self):
        head = struct.pack("!6H", self.query.id, self.flags | self.rcode, 1 if self.question else 0, *self.counts)
        return head + bytes(self.body)


def bind(address, port):
    """A UDP and a listening TCP socket on one port of a loopback address; anything else is refused."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    if not (address.startswith("127.") or address == "::1"):
        raise ValueError(f"{address} is not a loopback address")
    stream = socket.socket(family, socket.SOCK_STREAM)
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    datagram = socket.socket(family, socket.SOCK_DGRAM)
    try:
        stream.bind((address, port))
        datagram.bind((address, stream.getsockname()[1]))
        stream.listen(128)
    except OSError:
        stream.close()
        datagram.close()
        raise
    return datagram, stream


def bind_all(addresses, port=0):
    """The same port on every address: ({address: (datagram, stream)}, port)."""
    for _ in range(100):
        bound, number = {}, port
        try:
            for address in addresses:
                bound[address] = bind(address, number)
                number = bound[address][1].getsockname()[1]
            return bound, number
        except OSError:
            for pair in bound.values():
                for one in pair:
                    one.close()
            if port:
                raise
    raise OSError("no port is free on all addresses")


def read_stream(connection):
    """One length-prefixed message; b"" at the end."""
    def exactly(count):
        data = b""
        while len(data) < count:
            more = connection.recv(count - len(data))
            if not more:
                return b""
            data += more
        return data
    head = exactly(2)
    return exactly(struct.unpack("!H", head)[0]) if head else b""


def framed(message):
    return struct.pack("!H", len(message)) + message
