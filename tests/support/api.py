# SPDX-License-Identifier: MIT
"""A client of the HTTP API that shares nothing with the program: signatures, requests and connections by the standard
library alone; and the server under test, started and ended."""
import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import secrets
import signal
import socket
import ssl
import subprocess
import threading
import time


def signature(secret, method, target, timestamp, access, more=()):
    text = "\n".join([f"{method} {target}", timestamp, access, *more])
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()).decode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """Of an error; None where there is none."""
        try:
            return self.json["error"]["code"]
        except (ValueError, KeyError, TypeError):
            return None

    def __repr__(self):
        return f"HTTP {self.status}\n     {dict(self.headers)}\n     {self.body[:1200]}"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Client:
    """One project's key at one server. how: "full" signs everything, "plain" is signature v2 as it is elsewhere, None
    signs nothing. All clients together remember what was said, for tests/support/recording.py."""

    traffic = []

    def __init__(self, port=None, access="", secret="", path=None, trust=None, project=None):
        self.port, self.access, self.secret = port, access, secret
        self.path, self.trust, self.project = path, trust, project

    def connection(self, timeout=30):
        if self.path:
            return UnixConnection(self.path, timeout)
        if self.trust:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout,
                                               context=ssl.create_default_context(cafile=self.trust))
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def host(self):
        return "localhost" if self.path else f"127.0.0.1:{self.port}"

    def signed(self, method, target, body=b"", how="full", at=None, nonce=None):
        """The headers that say who asks."""
        if self.path:
            return {"x-vouch-project": self.project} if self.project else {}
        if how is None:
            return {}
        stamp = str(int(time.time() * 1000) if at is None else at)
        headers = {"x-ncp-apigw-timestamp": stamp, "x-ncp-iam-access-key": self.access}
        more = ()
        if how == "full":
            headers["x-vouch-content-sha256"] = hashlib.sha256(body).hexdigest()
            headers["x-vouch-nonce"] = nonce or secrets.token_urlsafe(24)
            more = (self.host(), headers["x-vouch-content-sha256"], headers["x-vouch-nonce"])
        headers["x-ncp-apigw-signature-v2"] = signature(self.secret, method, target, stamp, self.access, more)
        return headers

    def send(self, method, target, body=b"", headers=None, connection=None, timeout=30):
        """As it is given, nothing added but what HTTP wants."""
        used = connection or self.connection(timeout)
        try:
            used.request(method, target, body=body or None, headers={"Host": self.host(), **(headers or {})})
            answer = used.getresponse()
            reply = Reply(answer.status, answer.headers, answer.read())
        finally:
            if not connection:
                used.close()
        if len(body or b"") < 1 << 20:
            self.traffic.append((method, target, dict(headers or {}), body, reply, self.path is None))
        return reply

    def ask(self, method, target, body=None, headers=None, connection=None, timeout=30, **signing):
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        all_headers = self.signed(method, target, data, **signing)
        if data:
            all_headers["Content-Type"] = "application/json"
        all_headers.update(headers or {})
        return self.send(method, target, data, all_headers, connection, timeout)


class Serving:
    """`vouch serve` of a tests/e2e/vouch.py world, until the end of the with block."""

    def __init__(self, vouch, *words, port=None):
        self.vouch, self.words, self.port = vouch, list(words), port or free_port()
        self.socket = vouch.folder + "/store/vouch.sock"
        self.said, self.process, self.reader = [], None, None

    def __enter__(self):
        argv = self.vouch.argv("serve", "--listen", f"127.0.0.1:{self.port}", *self.words)
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        env=self.vouch.environment())
        line = self.process.stderr.readline().decode()
        self.said.append(line)
        if "event=listening" not in line:
            self.said.append(self.process.stderr.read().decode())
            raise RuntimeError(f"the server does not serve: {self.said}")
        self.reader = threading.Thread(target=self.listen, daemon=True)
        self.reader.start()
        return self

    def listen(self):
        for line in self.process.stderr:
            self.said.append(line.decode("utf-8", "replace"))

    def complaints(self):
        """What it said besides the events of an ordinary life."""
        ordinary = re.compile(r"time=\S+ level=info event=(listening|draining|ended)\b")
        return [line for line in self.said if not ordinary.match(line)]

    def end(self, how=signal.SIGTERM, timeout=60):
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout)
        self.reader.join(10)
        return code

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def here(self, project=None):
        """Who asks over the Unix socket."""
        return Client(path=self.socket, project=project)

    def key(self, project=None, read=False):
        """A client with a new API key of the project."""
        made = self.here(project).ask("POST", "/v1/credentials", {"new": True, **({"read": True} if read else {})}).json
        return Client(self.port, made["access_key"], made["secret_key"])
