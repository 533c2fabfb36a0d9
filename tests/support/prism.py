# SPDX-License-Identifier: MIT
"""Recorded exchanges judged by a validation proxy that is none of ours (npm, tests/openapi): each request goes through it
to a server here that gives the recorded answer, and the proxy says what the description does not allow."""
import http.client
import http.server
import json
import os
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from api import free_port

HERE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "openapi")
PRISM = os.path.join(HERE, "node_modules", ".bin", "prism")
# Of the connection they were seen on, not of the exchange.
HOPS = {"host", "connection", "keep-alive", "content-length", "transfer-encoding", "expect", "date", "accept-encoding"}
WAIT, WORKERS = 60, 4


class Replay(http.server.BaseHTTPRequestHandler):
    """Answers what was recorded under the number in x-replay."""
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        each = self.server.exchanges[int(self.headers["x-replay"])]
        body = each["answer"].encode("latin-1")
        self.send_response(each["status"])
        for name, value in each["answered"]:
            if name.lower() not in HOPS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_):
        """Nothing."""


class Judge:
    """The proxy over one description, until the end of the with block."""

    def __init__(self, document):
        self.replay = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Replay)
        self.replay.exchanges, self.port = [], free_port()
        self.argv = [PRISM, "proxy", document, f"http://127.0.0.1:{self.replay.server_port}", "-p", str(self.port),
                     "--cors", "false", "-v", "error"]
        self.local = threading.local()
        self.process = None

    def __enter__(self):
        threading.Thread(target=self.replay.serve_forever, daemon=True).start()
        self.process = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(WAIT * 20):
            if self.process.poll() is not None:
                break
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=5).connect()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(f"it does not start: {' '.join(self.argv)}")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.replay.shutdown()

    def violations(self, exchanges):
        """For each what is not as described, in the proxy's words; of the request only where it was accepted."""
        self.replay.exchanges = exchanges
        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(self.one, range(len(exchanges))))

    def one(self, number):
        each = self.replay.exchanges[number]
        accepted = each["status"] < 300
        headers = {name: value for name, value in each["headers"].items() if name.lower() not in HOPS} if accepted else {}
        body = each["body"].encode("latin-1") if accepted else b""
        if not hasattr(self.local, "connection"):
            self.local.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        self.local.connection.request(each["method"], each["target"] if accepted else each["target"].split("?")[0],
                                      body=body or None, headers={**headers, "x-replay": str(number)})
        answer = self.local.connection.getresponse()
        answer.read()
        if answer.status != each["status"]:
            return [f"the proxy answers {answer.status} by itself"]
        return [f"{'.'.join(said['location'])}: {said['message']}" for said in json.loads(answer.headers.get("sl-violations", "[]"))
                if counts(each, accepted, said)]


def counts(each, accepted, said):
    if said["location"][0] == "response":
        return True
    unsigned = not each["signed"] and said.get("code") == 401  # the engine's own machine signs nothing
    return accepted and not unsigned
