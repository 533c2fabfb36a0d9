# SPDX-License-Identifier: MIT
"""A server of the API that answers what a test tells it, byte for byte, and keeps what it was sent."""
import json
import re
import socket
import ssl
import struct
import threading
import time


def answer(status, body=b"", head=""):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{head}Content-Length: {len(data)}\r\n\r\n".encode() + data


def refusal(status, code, message, head=""):
    return answer(status, {"error": {"code": code, "message": message, "detail": {}}}, head)


class Request:
    def __init__(self, head, body):
        self.head, self.body = head, body
        self.method, self.target = head.split(" ", 2)[:2]
        self.fields = {name.lower(): value for name, value in re.findall(r"^([^:\r\n]+): (.*?)\r$", head, re.M)}


class EvilApi:
    """say(request, n) gives the bytes of the n-th answer, or a generator of pieces; None closes without a word. After its
    answer a connection is closed, so that every request comes on one of its own."""

    def __init__(self, say, cert=None, reset=False):
        self.say, self.reset, self.requests, self.heard = say, reset, [], b""
        self.context = None
        if cert:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*cert)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.lock = threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.run, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.door.close()

    def run(self):
        while True:
            try:
                peer, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()

    def read(self, peer):
        data = b""
        while b"\r\n\r\n" not in data:
            got = peer.recv(65536)
            if not got:
                return None
            data += got
        head, body = data.split(b"\r\n\r\n", 1)
        length = re.search(rb"content-length: (\d+)", head, re.I)
        while length and len(body) < int(length.group(1)):
            body += peer.recv(65536)
        return Request(head.decode() + "\r\n", body)

    def serve(self, peer):
        try:
            peer.settimeout(100)
            peer = self.context.wrap_socket(peer, server_side=True) if self.context else peer
            request = self.read(peer)
            if not request:
                return
            with self.lock:
                self.requests.append(request)
                self.heard += request.head.encode() + request.body
                n = len(self.requests)
            said = self.say(request, n)
            for piece in [said] if isinstance(said, bytes) else said or []:
                peer.sendall(piece)
            if self.reset:
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        finally:
            peer.close()


def drip(first, pause=0.2):
    yield first
    while True:
        yield b"x"
        time.sleep(pause)


def flood(first, piece):
    yield first
    while True:
        yield piece
