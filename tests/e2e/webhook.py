#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The webhook of `vouch serve` against a real server on loopback, by HTTP and by TLS: what arrives and how it is signed, how
it is tried again and given up, and that a crash on the way loses nothing."""
import hashlib
import hmac
import http.server
import json
import os
import queue
import signal
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from api import Client, free_port
from nsd import Nsd
from server_tls import certificate
from service import Service, settings
from tally import Tally
from vouch import BINARY, Vouch

SECRET = "a secret of 27 characters.."
PATIENCE = 60


class Call:
    def __init__(self, path, headers, body):
        self.path, self.headers, self.body, self.at = path, headers, body, time.time()

    @property
    def delivery(self):
        return self.headers["x-vouch-delivery"]

    @property
    def is_signed(self):
        return self.signed_with(SECRET)

    def signed_with(self, secret):
        """As docs/OPERATION.md tells a receiver to look."""
        stamp = self.headers["x-vouch-timestamp"]
        wanted = hmac.new(secret.encode(), stamp.encode() + b"." + self.body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, self.headers["x-vouch-signature"]) and abs(time.time() * 1000 - int(stamp)) < 300e3

    def __repr__(self):
        return f"{self.path} {self.headers} {self.body}"


class Receiver:
    """Answers with what is in `answers`, one after another, the last one for good. None: it does not answer."""

    def __init__(self, answers, tls=None):
        self.answers, self.calls, self.over = list(answers), queue.Queue(), threading.Event()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.calls.put(Call(self.path, dict(self.headers.items()), body))
                code = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
                if code is None:
                    receiver.over.wait(PATIENCE)
                    return
                self.send_response(code)
                self.send_header("Content-Length", "2")
                if code == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.server.handle_error = lambda *_: None
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server.server_address[1]}/vouch?for=test"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def call(self, seconds=PATIENCE):
        try:
            return self.calls.get(timeout=seconds)
        except queue.Empty:
            return None


class House(Service):
    """A service with a name server, and a hook or none."""

    def __init__(self, folder, dns, url, more=""):
        self.dns, self.folder, self.secret, self.url, self.extra = dns, folder, f"{folder}/secret", url, more
        with open(self.secret, "w", encoding="ascii") as file:
            file.write(SECRET + "\n")
        os.chmod(self.secret, 0o600)
        super().__init__(folder, self.text())

    def text(self):
        port = self.dns.port
        more = f"dns = 127.0.0.1:{port}\ndns-port = {port}\ndns-allow = 127.0.0.0/8\n{self.extra}"
        hooks = f"[hooks]\nurl = {self.url}\nsecret-file = {self.secret}\n" if self.url else ""
        return settings(free_port(), self.folder, more=more) + hooks

    def start(self):
        self.write(self.text())
        super().start()
        self.manager.told()

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        while self.manager.told(0):
            pass

    def verified(self):
        here = Client(path=f"{self.folder}/store/vouch.sock")
        shown = here.ask("POST", "/v1/domains", {"domain": world.DOMAIN}).json
        world.publish(self.dns, world.lines_for(shown))
        self.dns.reload()
        seen = here.ask("POST", f"/v1/domains/{world.DOMAIN}/verify")
        return seen.status == 200 and set(seen.json["status"].values()) == {"pass"}

    def stored(self, sql="SELECT target, attempts, body FROM outbox"):
        """While nothing runs."""
        with sqlite3.connect(f"{self.folder}/store/vouch.db") as store:
            return store.execute(sql).fetchall()

    def emptied(self):
        """Whether the outbox gets empty; it may be read beside the service."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if not self.stored():
                return True
            time.sleep(0.05)
        return False


def arrives(t, dns, folder):
    with Receiver([500, 200]) as receiver:
        house = House(folder, dns, receiver.url)
        house.start()
        t.claim("all is verified", house.verified())
        first = receiver.call()
        if not t.claim("a message arrives", first is not None, house.lines()):
            house.end()
            return
        message = json.loads(first.body)
        t.claim("it says what happened", {k: v for k, v in message.items() if k not in ("id", "at")} == {
            "event": "verified", "project": "default", "domain": world.DOMAIN, "unicode": world.DOMAIN,
            "records": "token spf dkim dmarc"}, message)
        t.claim("when, and has an id", message["at"].endswith("Z") and str(uuid.UUID(message["id"])) == message["id"], message)
        t.claim("it is signed", first.is_signed, first)
        t.claim("to the path that was named, as JSON, under its id", first.path == "/vouch?for=test" and first.headers[
            "Content-Type"] == "application/json" and first.delivery == message["id"], first)
        failed = house.logged("event=hook-failed")
        t.claim("the log tells of the 500", failed and "hook=url" in failed and 'reason="HTTP 500"' in failed
                and message["id"] in failed, house.lines())
        second = receiver.call()
        t.claim("it is tried again, ten seconds later", second and 9 < second.at - first.at < PATIENCE, second)
        t.claim("the same message under the same id, signed anew", second and second.body == first.body and second.delivery ==
                first.delivery and second.is_signed and second.headers["x-vouch-timestamp"] > first.headers[
                    "x-vouch-timestamp"], second)
        t.claim("what has arrived is kept no longer", house.emptied(), house.stored())
        house.end()
        t.claim("and comes no third time", receiver.call(0) is None)
        t.claim("nobody reads the secret in the log", SECRET not in "\n".join(house.lines()), house.lines())


def given_up(t, dns, folder):
    with Receiver([302, 503]) as receiver:
        house = House(folder, dns, receiver.url)
        house.start()
        t.claim("all is verified", house.verified())
        first = receiver.call()
        t.claim("a redirect is a failure", house.logged('event=hook-failed .*reason="HTTP 302"'), house.lines())
        house.end()
        t.claim("that is not followed", first and receiver.call(0) is None)
        rows = house.stored()
        t.claim("the message waits", len(rows) == 1 and rows[0][1] == 1, rows)
        house.stored("UPDATE outbox SET attempts = 11, next_at = 1")
        house.start()
        last = receiver.call()
        t.claim("the last try has the same id", last and last.delivery == first.delivery, last)
        told = house.logged("event=hook-given-up")
        t.claim("after it the log says that it is given up", told and "try=12" in told and "HTTP 503" in told, house.lines())
        t.claim("and it is gone", house.emptied(), house.stored())
        house.end()


def crash(t, dns, folder):
    with Receiver([None, 200]) as receiver:
        house = House(folder, dns, receiver.url)
        house.start()
        t.claim("all is verified", house.verified())
        first = receiver.call()
        house.end(signal.SIGKILL)
        t.claim("a killed service keeps what was under way", len(house.stored()) == 1, house.stored())
        house.start()
        second = receiver.call()
        t.claim("the next one brings it, under the same id", second and second.delivery == first.delivery
                and second.body == first.body and second.is_signed, second)
        t.claim("it is done then", house.emptied(), house.stored())
        house.end()
        t.claim("once", receiver.call(0) is None)


def over_tls(t, dns, folder):
    cert, key = certificate(folder)
    with Receiver([410], tls=(cert, key)) as receiver:
        house = House(folder, dns, receiver.url)
        house.start()
        t.claim("all is verified", house.verified())
        t.claim("a certificate that nobody has signed is refused", house.logged("event=hook-failed .*certificate"),
                house.lines())
        house.end()
        t.claim("and nothing was told", receiver.call(0) is None)
        house.stored("UPDATE outbox SET next_at = 1")
        house.extra = f"ca-file = {cert}\n"
        house.start()
        call = receiver.call()
        t.claim("with the signer's file it is told over TLS", call and call.is_signed, house.lines())
        t.claim("410 gives it up at once", house.logged("event=hook-given-up .*HTTP 410") and house.emptied(), house.lines())
        house.end()


def reloads(t, dns, folder):
    """SIGHUP: another address and another secret for what waits already."""
    other = SECRET[::-1]
    with Receiver([503]) as before, Receiver([200]) as after:
        house = House(folder, dns, before.url)
        house.start()
        t.claim("all is verified", house.verified())
        first = before.call()
        t.claim("it is told in vain", first and house.logged("event=hook-failed"), house.lines())
        text = house.text()
        house.write(text.replace(before.url, after.url))
        os.chmod(house.secret, 0o644)
        house.reload()
        t.claim("a secret that others may read is refused", house.logged("event=reload-refused .*chmod 600"), house.lines())
        with open(house.secret, "w", encoding="ascii") as file:
            file.write(other)
        os.chmod(house.secret, 0o600)
        house.reload()
        t.claim("one that is right is taken", house.logged("event=reloaded"), house.lines())
        t.claim("no hook waits for a restart", not house.logged("event=restart-needed .*section=hooks", 0), house.lines())
        second = after.call()
        t.claim("what waited goes to the new address", second and second.delivery == first.delivery, second)
        t.claim("under the new secret", second and second.signed_with(other) and not second.is_signed, second)
        t.claim("and is done", house.emptied(), house.stored())
        house.end()


def off(t, dns, folder):
    house = House(folder, dns, None)
    house.start()
    t.claim("all is verified", house.verified())
    house.end()
    t.claim("who names no hook keeps no message", house.stored() == [], house.stored())


def refusals(t, folder):
    vouch, path, secret = Vouch(folder), f"{folder}/vouch.conf", f"{folder}/secret"
    rows = [
        ("https://told.example/x", SECRET, 0o600, 0, "all settings are right"),
        ("http://127.0.0.1:8080/x", SECRET, 0o400, 0, "all settings are right"),
        ("http://told.example/x", SECRET, 0o600, 2, ':2:1: "url" wants https://'),
        ("ftp://told.example/x", SECRET, 0o600, 2, ':2:1: "url" wants https://'),
        ("https://me:pass@told.example/x", SECRET, 0o600, 2, ':2:1: "url" wants https://'),
        ("https://told.example/x", SECRET, 0o640, 2, "chmod 600"),
        ("https://told.example/x", "short", 0o600, 2, "16 characters"),
        ("https://told.example/x", None, 0o600, 2, "wants secret-file"),
    ]
    for url, text, mode, code, sentence in rows:
        with open(secret, "w", encoding="ascii") as file:
            file.write((text or "") + "\n")
        os.chmod(secret, mode)
        with open(path, "w", encoding="ascii") as file:
            file.write(f"[hooks]\nurl = {url}\n" + (f"secret-file = {secret}\n" if text else ""))
        done = subprocess.run([BINARY, "--check-config", "--config", path, "--lang", "en"], capture_output=True, text=True,
                              env=vouch.environment(), check=False)
        t.claim(f"{url}, {text!r}, {mode:o}: exit {code}", done.returncode == code and sentence in done.stdout + done.stderr,
                done)
        os.remove(secret)


def main():
    t = Tally("webhook")
    for part in (arrives, given_up, crash, over_tls, reloads, off):
        with tempfile.TemporaryDirectory(prefix="vouch-") as folder, Nsd() as dns:
            world.base(dns)
            dns.start()
            part(t, dns, folder)
    with tempfile.TemporaryDirectory(prefix="vouch-") as folder:
        refusals(t, folder)
    t.end()


if __name__ == "__main__":
    main()
