# SPDX-License-Identifier: MIT
"""A real authoritative server (nsd) for one test: its zones can be edited and reloaded while it runs.

    with Nsd() as dns:
        dns.zone("shop.example", ["@ TXT \"hello\""])
        dns.reload()
        ... dns.port ...

Listens on 127.0.0.1 and 127.0.0.2, the same high port, UDP and TCP. Nothing leaves the loopback interface.
"""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ADDRESSES = ("127.0.0.1", "127.0.0.2")


def free_port():
    """A port that is free for UDP and TCP on every address."""
    for _ in range(50):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((ADDRESSES[0], 0))
            port = probe.getsockname()[1]
        try:
            for address in ADDRESSES:
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(socket.AF_INET, kind) as test:
                        test.bind((address, port))
            return port
        except OSError:
            continue
    raise RuntimeError("no free port")


class Nsd:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="vouch-nsd-")
        self.port = free_port()
        self.zones = {}
        self.serial = int(time.time())
        self.process = None

    def zone(self, name, lines, minimum=5):
        """Replaces a zone. lines: master-file lines; SOA, NS and the name servers' addresses are added."""
        self.serial += 1
        head = [
            f"$ORIGIN {name}." if name else "$ORIGIN .",
            "$TTL 60",
            f"@ SOA ns1 host {self.serial} 7200 3600 86400 {minimum}",
            "@ NS ns1",
            "@ NS ns2",
            "ns1 A 127.0.0.1",
            "ns2 A 127.0.0.2",
        ]
        self.zones[name] = "\n".join(head + list(lines)) + "\n"

    def write(self):
        conf = [
            "server:",
            *[f"  ip-address: {a}@{self.port}" for a in ADDRESSES],
            "  username: \"\"",
            "  chroot: \"\"",
            f"  zonesdir: \"{self.folder}\"",
            f"  pidfile: \"{self.folder}/nsd.pid\"",
            f"  xfrdfile: \"{self.folder}/xfrd.state\"",
            f"  zonelistfile: \"{self.folder}/zone.list\"",
            f"  logfile: \"{self.folder}/nsd.log\"",
            "  database: \"\"",
            "  server-count: 1",
            "  reuseport: no",
            "  zonefiles-check: yes",
            "  rrl-ratelimit: 0",
            "remote-control:",
            "  control-enable: no",
        ]
        for name, text in self.zones.items():
            file = (name or "root") + ".zone"
            with open(os.path.join(self.folder, file), "w", encoding="utf-8") as out:
                out.write(text)
            conf += ["zone:", f"  name: \"{name or '.'}\"", f"  zonefile: \"{file}\""]
        path = os.path.join(self.folder, "nsd.conf")
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(conf) + "\n")
        return path

    def start(self):
        path = self.write()
        binary = shutil.which("nsd") or "/usr/sbin/nsd"
        self.process = subprocess.Popen([binary, "-d", "-c", path], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.wait_serving()
        return self

    def wait_serving(self):
        """Until every zone answers with the serial that was written last."""
        deadline = time.monotonic() + 15
        for name, text in self.zones.items():
            serial = text.split("SOA", 1)[1].split()[2]
            while self.served_serial(name) != serial:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    log = open(os.path.join(self.folder, "nsd.log"), encoding="utf-8").read()
                    raise RuntimeError(f"nsd does not serve {name}: {log}")
                time.sleep(0.05)

    def served_serial(self, name):
        query = b"\x12\x34\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00"
        for label in [l for l in name.split(".") if l]:
            query += bytes([len(label)]) + label.encode()
        query += b"\0\0\x06\0\x01"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ask:
            ask.settimeout(0.3)
            try:
                ask.sendto(query, ("127.0.0.1", self.port))
                reply = ask.recv(4096)
            except OSError:
                return None
        # SERIAL is the first of the five numbers that end the SOA's RDATA
        return str(int.from_bytes(reply[-20 - self.tail(reply):][:4], "big")) if reply[7] else None

    @staticmethod
    def tail(reply):
        """Bytes behind the SOA: the authority and additional sections."""
        at = 12
        while reply[at]:
            at += 1 + reply[at]
        at += 5
        while reply[at] and reply[at] < 192:
            at += 1 + reply[at]
        at += 2 if reply[at] >= 192 else 1
        length = int.from_bytes(reply[at + 8:at + 10], "big")
        return len(reply) - (at + 10 + length)

    def reload(self):
        self.write()
        self.process.send_signal(signal.SIGHUP)
        self.wait_serving()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
