#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""SIGHUP while `vouch serve` is at work: another certificate, other resolvers, other hooks; nobody is cut off, and what is
not right changes nothing."""
import json
import os
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from api import Client, free_port
from nsd import Nsd
from server_events import Poll, kinds
from server_tls import certificate
from service import Service, settings
from tally import Tally


def shown_certificate(port):
    """What a newcomer is shown, whoever made it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), 10) as plain, context.wrap_socket(plain) as wrapped:
        return wrapped.getpeercert(binary_form=True)


def descriptors(service):
    return len(os.listdir(f"/proc/{service.process.pid}/fd"))


def up(service):
    service.start()
    if service.manager.told() != "READY=1":
        raise RuntimeError(f"it does not serve: {service.lines()}")


def end(t, service):
    service.process.send_signal(signal.SIGTERM)
    t.claim("and the service ends well", service.process.wait(60) == 0, service.lines())


class Keeper:
    """A service with a certificate, and how it is told of another one in the same files."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.cert, self.key = certificate(folder)
        more = f"tls-cert = {self.cert}\ntls-key = {self.key}"
        self.text = settings(self.port, folder).replace("\n[log]", f"\n{more}\n[log]")
        self.service = Service(folder, self.text)
        up(self.service)
        self.here = Client(path=f"{folder}/store/vouch.sock")
        made = self.here.ask("POST", "/v1/credentials", {"new": True}).json
        self.access, self.secret = made["access_key"], made["secret_key"]

    def owner(self, trust):
        return Client(self.port, self.access, self.secret, trust=trust)

    def kept(self, name):
        """A copy of the certificate that is in use now, to trust it later."""
        return shutil.copy(self.cert, f"{self.folder}/{name}.crt")

    def has_guests(self, count, seconds=30):
        until, wanted = time.monotonic() + seconds, f'vouch_http_connections{{listener="tcp"}} {count}'
        while time.monotonic() < until:
            if wanted in self.here.ask("GET", "/metrics").body.decode():
                return True
            time.sleep(0.05)
        return False

    def replace(self, name):
        for made, used in zip(certificate(self.folder, name), (self.cert, self.key)):
            os.replace(made, used)


def certificates(t, folder):
    keeper = Keeper(folder)
    old = keeper.kept("old")
    owner = keeper.owner(old)
    shown = shown_certificate(keeper.port)
    kept = owner.connection()
    after = owner.ask("GET", "/v1/events?wait=0", connection=kept).json["next"]
    poll = Poll(owner, f"/v1/events?after={after}")
    t.claim("two are inside", keeper.has_guests(2), keeper.here.ask("GET", "/metrics"))
    keeper.replace("new")
    keeper.service.reload()
    t.claim("it is said that it was read again", keeper.service.logged("event=reloaded"), keeper.service.lines())
    t.claim("the same files with something new need no restart", not keeper.service.logged("restart-needed", 0),
            keeper.service.lines())
    t.claim("a newcomer is shown the new certificate", shown_certificate(keeper.port) not in (None, shown))
    last = owner.ask("GET", "/v1/domains", connection=kept)
    t.claim("who was inside is answered", last.status == 200, last)
    t.claim("and asked to leave", last.headers["Connection"] == "close", last)
    fresh = keeper.owner(keeper.cert)
    made = fresh.ask("POST", "/v1/domains", {"domain": "seen.example"})
    t.claim("who trusts the new one is answered", made.status == 201, made)
    heard = poll.end()
    t.claim("who waited over it hears what happened since", ("domain-added", "seen.example") in kinds(heard), heard)
    broken(t, keeper, fresh)
    many(t, keeper)
    end(t, keeper.service)


def broken(t, keeper, fresh):
    shown, whole = shown_certificate(keeper.port), keeper.text
    saved = shutil.copy(keeper.key, keeper.folder + "/saved.key")
    for what, spoil, sentence in (
            ("a key of another certificate", lambda: shutil.copy(certificate(keeper.folder, "third")[1], keeper.key), "belong together"),
            ("a key that is none", lambda: open(keeper.key, "w", encoding="ascii").write("none\n"), "belong together"),
            ("a key that is not there", lambda: os.unlink(keeper.key), "server.key"),
            ("a certificate without a key", lambda: keeper.service.write(whole.replace(f"tls-key = {keeper.key}\n", "")),
             "given together")):
        before = len(keeper.service.lines())
        spoil()
        keeper.service.reload()
        said = keeper.service.lines()[before:]
        t.claim(f"{what} is refused", any("event=reload-refused" in line and sentence in line for line in said), said)
        t.claim(f"{what}: the one before is still shown", shown_certificate(keeper.port) == shown)
        t.claim(f"{what}: and answers", fresh.ask("GET", "/v1/domains").status == 200)
        shutil.copy(saved, keeper.key)
        keeper.service.write(whole)
    keeper.service.write(whole.replace(f"tls-key = {keeper.key}\n", "").replace(f"tls-cert = {keeper.cert}\n", ""))
    keeper.service.reload()
    t.claim("no certificate at all waits for a restart", keeper.service.logged("restart-needed .*setting=tls-cert"),
            keeper.service.lines())
    t.claim("and TLS is spoken on", shown_certificate(keeper.port) == shown)
    keeper.service.write(whole)


def many(t, keeper):
    """Nothing piles up: neither descriptors nor guests of before."""
    owner = keeper.owner(keeper.cert)
    keeper.service.reload()
    before = descriptors(keeper.service)
    answered = 0
    for _ in range(20):
        kept = owner.connection()
        answered += owner.ask("GET", "/v1/project", connection=kept).status == 200
        keeper.service.reload()
        answered += owner.ask("GET", "/v1/project", connection=kept).status == 200
        kept.close()
    t.claim("twenty times, and nobody was cut off", answered == 40, answered)
    until = time.monotonic() + 30
    while descriptors(keeper.service) > before and time.monotonic() < until:
        time.sleep(0.05)
    t.claim("and no descriptor is left of it", descriptors(keeper.service) <= before, (before, descriptors(keeper.service)))


def asked_of(dns):
    return f"dns = 127.0.0.1:{dns.port}\ndns-port = {dns.port}\ndns-allow = 127.0.0.0/8\n"


def resolvers(t, folder):
    """The first world does not know the domain, the second one has all its records."""
    with Nsd() as empty, Nsd() as full:
        world.base(empty)
        world.base(full)
        empty.start()
        port = free_port()
        service = Service(folder, settings(port, folder, more=asked_of(empty)))
        up(service)
        here = Client(path=f"{folder}/store/vouch.sock")
        shown = here.ask("POST", "/v1/domains", {"domain": world.DOMAIN}).json
        world.publish(full, world.lines_for(shown))
        full.start()
        seen = here.ask("POST", f"/v1/domains/{world.DOMAIN}/verify")
        t.claim("the resolver of the start knows nothing of it", "pass" not in seen.json["status"].values(), seen)
        service.write(settings(port, folder, more="dns = nowhere\n"))
        service.reload()
        t.claim("an address that is none is refused", service.logged('event=reload-refused .*"?dns'), service.lines())
        service.write(settings(port, folder, more=asked_of(full)))
        service.reload()
        t.claim("another resolver needs no restart", service.logged("event=reloaded")
                and not service.logged("restart-needed", 0), service.lines())
        seen = here.ask("POST", f"/v1/domains/{world.DOMAIN}/verify")
        t.claim("and is asked from then on", set(seen.json["status"].values()) == {"pass"}, seen)
        end(t, service)


class Hook:
    """A command that writes down what it is told."""

    def __init__(self, folder, name):
        self.path, self.book = f"{folder}/{name}", f"{folder}/{name}.told"
        with open(self.path, "w", encoding="ascii") as file:
            file.write(f"#!/bin/sh\ncat >>{self.book}.part && echo >>{self.book}.part && mv {self.book}.part {self.book}\n")
        os.chmod(self.path, 0o700)

    def told(self, seconds=30):
        until = time.monotonic() + seconds
        while not os.path.exists(self.book) and time.monotonic() < until:
            time.sleep(0.05)
        if not os.path.exists(self.book):
            return []
        with open(self.book, encoding="utf-8") as file:
            return [json.loads(line)["domain"] for line in file if line.strip()]


def hooks(t, folder):
    """Off at first, then one command, then another, then none."""
    with Nsd() as dns:
        world.base(dns)
        for domain in ("a.example", "b.example", "c.example", "d.example"):
            dns.zone(domain, [])
        dns.start()
        port, first, second = free_port(), Hook(folder, "first"), Hook(folder, "second")
        service = Service(folder, settings(port, folder, more=asked_of(dns)))
        up(service)
        here = Client(path=f"{folder}/store/vouch.sock")

        def verified(domain):
            shown = here.ask("POST", "/v1/domains", {"domain": domain}).json
            dns.zone(domain, [f'@ TXT {world.strings(shown["token"]["value"])}'])
            dns.reload()
            return here.ask("POST", f"/v1/domains/{domain}/verify").json["status"]["token"]

        def named(command):
            service.write(settings(port, folder, more=asked_of(dns) + (f"[hooks]\ncommand = {command}\n" if command else "")))
            before = len(service.lines())
            service.reload()
            return any("event=reloaded" in line for line in service.lines()[before:])

        t.claim("the first is verified while nobody is told", verified("a.example") == "pass")
        t.claim("a command is named", named(first.path))
        t.claim("the second is verified", verified("b.example") == "pass")
        t.claim("and the command hears of it, not of what was before", first.told() == ["b.example"], first.told(0))
        t.claim("another command is named", named(second.path))
        t.claim("the third is verified", verified("c.example") == "pass")
        t.claim("the other one hears of it", second.told() == ["c.example"], second.told(0))
        t.claim("the first heard no more", first.told(0) == ["b.example"], first.told(0))
        t.claim("no command is named any more", named(None))
        t.claim("the fourth is verified", verified("d.example") == "pass")
        end(t, service)
        t.claim("and nobody was told", (first.told(0), second.told(0)) == (["b.example"], ["c.example"]))


def main():
    t = Tally("reload")
    for part in (certificates, resolvers, hooks):
        with tempfile.TemporaryDirectory(prefix="vouch-") as folder:
            part(t, folder)
    t.end()


if __name__ == "__main__":
    main()
