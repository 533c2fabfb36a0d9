#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Requests that are replayed, altered, late, unsigned or signed by somebody else get 401 and change nothing."""
import hashlib
import json
import os
import signal
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
from api import Client, Serving, free_port
from vouch import Vouch

BODY = json.dumps({"domain": "kept.example"}).encode()
OTHER = json.dumps({"domain": "forged.example"}).encode()
JSON = {"Content-Type": "application/json"}
WINDOW_MS = 300000


def names(client):
    return sorted(domain["domain"] for domain in client.ask("GET", "/v1/domains").json["domains"])


def refused(t, client, what, code, **request):
    """401 with this code, and the list is what it was."""
    before = names(client)
    answer = client.send(**request)
    t.claim(f"{what}: 401", answer.status == 401 and answer.code == code, answer)
    t.claim(f"{what}: nothing is changed", names(client) == before)


def post(client, body=BODY, target="/v1/domains", **signing):
    return {"method": "POST", "target": target, "body": body,
            "headers": {**client.signed("POST", target, body, **signing), **JSON}}


def without(request, *headers):
    return {**request, "headers": {k: v for k, v in request["headers"].items() if k not in headers}}


def with_header(request, name, value):
    return {**request, "headers": {**request["headers"], name: value}}


def unsigned(t, client):
    whole = post(client)
    refused(t, client, "nothing signed", "unsigned", **post(client, how=None))
    for header in ("x-ncp-apigw-timestamp", "x-ncp-iam-access-key", "x-ncp-apigw-signature-v2", "x-vouch-nonce",
                   "x-vouch-content-sha256"):
        refused(t, client, f"without {header}", "unsigned", **without(whole, header))
    refused(t, client, "plain signature v2 on a change", "plain-signature", **post(client, how="plain"))
    refused(t, client, "full headers cut down to plain", "bad-signature",
            **without(whole, "x-vouch-nonce", "x-vouch-content-sha256"))
    for name, value in (("x-vouch-nonce", "short"), ("x-vouch-nonce", "with blanks in between"), ("x-vouch-nonce", "n" * 65),
                        ("x-vouch-content-sha256", "00"), ("x-ncp-apigw-timestamp", "12 o'clock"),
                        ("x-ncp-apigw-timestamp", "-5"), ("x-ncp-iam-access-key", ""), ("x-ncp-iam-access-key", "k" * 300),
                        ("x-ncp-apigw-signature-v2", "A" * 300)):
        refused(t, client, f"{name}: {value[:20]}", "unsigned", **with_header(whole, name, value))


def altered(t, client):
    whole = post(client)
    refused(t, client, "another body", "body-altered", **{**post(client), "body": OTHER})
    refused(t, client, "another body with its own hash", "bad-signature",
            **with_header({**whole, "body": OTHER}, "x-vouch-content-sha256", hashlib.sha256(OTHER).hexdigest()))
    refused(t, client, "another path", "bad-signature", **{**whole, "target": "/v1/tokens"})
    refused(t, client, "a query added", "bad-signature", method="GET", target="/v1/domains?limit=5",
            headers=client.signed("GET", "/v1/domains"))
    refused(t, client, "another host", "bad-signature", **with_header(whole, "Host", "elsewhere.example"))
    refused(t, client, "another nonce", "bad-signature", **with_header(whole, "x-vouch-nonce", "another-nonce-0123456789"))
    stamp = str(int(whole["headers"]["x-ncp-apigw-timestamp"]) + 1)
    refused(t, client, "another time", "bad-signature", **with_header(whole, "x-ncp-apigw-timestamp", stamp))
    get = {"method": "DELETE", "target": "/v1/domains/first.example", "headers": client.signed("GET", "/v1/domains/first.example")}
    refused(t, client, "another method", "bad-signature", **get)
    signed = whole["headers"]["x-ncp-apigw-signature-v2"]
    for at in (0, 20, 42):
        flipped = signed[:at] + ("A" if signed[at] != "A" else "B") + signed[at + 1:]
        refused(t, client, f"one letter of the signature, the {at}.", "bad-signature",
                **with_header(whole, "x-ncp-apigw-signature-v2", flipped))
    t.claim("untouched it is accepted all the same", client.send(**whole).status == 201)


def replayed(t, client):
    whole = post(client, json.dumps({"domain": "once.example"}).encode())
    first = client.send(**whole)
    t.claim("a change is accepted once", first.status == 201, first)
    refused(t, client, "sent again", "replayed", **whole)
    gone = client.ask("DELETE", "/v1/domains/once.example")
    t.claim("deleted", gone.status == 200, gone)
    refused(t, client, "sent again after it was undone", "replayed", **whole)
    nonce = "a-nonce-of-my-own-01234"
    t.claim("a nonce of one's own", client.ask("POST", "/v1/tokens", nonce=nonce).status == 200)
    refused(t, client, "the nonce in another request", "replayed", **post(client, nonce=nonce))
    other = client.ask("GET", "/v1/project", how="plain")
    t.claim("plain signature v2 may read", other.status == 200 and other.json["project"] == "default", other)


def for_ever(t, client):
    """A change that was undone, and may not be made again."""
    whole = post(client, json.dumps({"domain": "undone.example"}).encode())
    t.claim("a change", client.send(**whole).status == 201)
    t.claim("which is undone", client.ask("DELETE", "/v1/domains/undone.example").status == 200)
    return whole


def late(t, client):
    now = int(time.time() * 1000)
    for off in (-WINDOW_MS - 5000, WINDOW_MS + 30000, -10**12):
        refused(t, client, f"signed {off} ms from now", "late-signature", **post(client, at=now + off))
    refused(t, client, "signed in the year 0", "late-signature", **post(client, at=0))
    for off in (-WINDOW_MS + 20000, WINDOW_MS - 20000):
        answer = client.ask("POST", "/v1/tokens", at=now + off)
        t.claim(f"signed {off} ms from now is within the window", answer.status == 200, answer)


def stranger(t, server, client):
    for what, other in (("an unknown key", Client(server.port, "UNKNOWNKEY0123456789", "no-such-secret")),
                        ("a wrong secret", Client(server.port, client.access, client.secret + "x")),
                        ("an empty secret", Client(server.port, client.access, ""))):
        refused(t, client, what, "bad-signature", **post(other))
    twin = server.key()
    t.claim("a second key of the project works", twin.ask("GET", "/v1/domains").status == 200)
    revoked = server.here().ask("POST", "/v1/credentials", {"revoke": twin.access})
    t.claim("it is revoked", revoked.status == 200, revoked)
    refused(t, client, "a revoked key", "bad-signature", **post(twin))
    unread = server.here().ask("GET", "/v1/log?limit=1")
    t.claim("and the log knows none of this", unread.json["log"][0]["action"] in ("credentials", "revoke", "key-revoke",
                                                                                  "credential-revoke"), unread)


def play(t, folder):
    with Serving(Vouch(folder, free_port())) as server:
        client = server.key()
        first = client.ask("POST", "/v1/domains", {"domain": "first.example"})
        t.claim("a domain to begin with", first.status == 201, first)
        unsigned(t, client)
        altered(t, client)
        replayed(t, client)
        late(t, client)
        stranger(t, server, client)
        kept = for_ever(t, client)
        t.claim("the server ends well", server.end() == 0, server.said)
    for how in (signal.SIGTERM, signal.SIGKILL):
        with Serving(server.vouch, port=server.port) as again:
            refused(t, client, "sent again to the next server", "replayed", **kept)
            kept = for_ever(t, client)
            again.end(how)
    with Serving(server.vouch, port=server.port):
        refused(t, client, "sent again after kill -9", "replayed", **kept)


if __name__ == "__main__":
    described.script("server-signed", play)
