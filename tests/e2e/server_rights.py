#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every route of the description of the API with every wrong right: unsigned, signed too little, a read key, a stranger,
a guest, over TCP what is for this machine only, on the Unix socket what --read-only forbids. Nothing changes."""
import json
import os
import subprocess
import sys

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
from api import Client, Serving, free_port
from vouch import BINARY, Vouch

DOMAIN = "kept.example"
SHARED = "shared.example"
# A guest reads what it is shown; who else sees a domain and what was done to it is the owner's.
GUEST_READS = ("domains_show", "records", "domains_log")


class Operation:
    def __init__(self, route, method, described):
        self.route, self.method, self.name = route, method.upper(), described["operationId"]
        schemes = {scheme for way in described["security"] for scheme in way}
        self.signed = bool(schemes)
        self.is_change = "nonce" in schemes
        self.is_operators = not schemes and route.startswith("/v1/")
        body = described.get("requestBody", {}).get("content", {})
        self.type = next(iter(body), None)
        self.members = body.get(self.type, {}).get("schema", {}).get("properties", {}) if self.type else {}
        self.needs = body.get(self.type, {}).get("schema", {}).get("required", []) if self.type else []

    def target(self, domain, key):
        return (self.route.replace("{domain}", domain).replace("{record}", "spf").replace("{project_key}", key)
                .replace("{id}", "00000000-0000-4000-8000-000000000000"))

    def body(self, key):
        if self.type is None:
            return b""
        if self.type != "application/json":
            return b"imported.example\n"
        values = {"domain": "new.example", "project_key": key, "label": "mine", "name": "made", "file": "/nonexistent/copy"}
        return json.dumps({name: values[name] for name in self.needs}).encode() if self.needs else b""


def operations():
    printed = subprocess.run([BINARY, "help", "--openapi"], capture_output=True, check=True).stdout
    for route, methods in yaml.safe_load(printed)["paths"].items():
        for method, described in methods.items():
            yield Operation(route, method, described)


class Scene:
    def __init__(self, t, server):
        self.t, self.server = t, server
        server.here().ask("POST", "/v1/projects", {"name": "guest"})
        server.here().ask("POST", "/v1/projects", {"name": "stranger"})
        self.owner, self.reader = server.key(), server.key(read=True)
        self.guest, self.stranger = server.key("guest"), server.key("stranger")
        self.key = self.guest.ask("GET", "/v1/project").json["project_key"]
        for name in (DOMAIN, SHARED):
            self.owner.ask("POST", "/v1/domains", {"domain": name})
        self.owner.ask("POST", f"/v1/domains/{SHARED}/shares", {"project_key": self.key})
        self.before = self.all_that_is()

    def all_that_is(self):
        seen = [self.owner.ask("GET", f"/v1/domains/{name}").json for name in (DOMAIN, SHARED)]
        lists = [[row["domain"] for row in client.ask("GET", "/v1/domains").json["domains"]]
                 for client in (self.owner, self.guest, self.stranger)]
        here = self.server.here()
        return seen, lists, here.ask("GET", "/v1/projects").json, here.ask("POST", "/v1/credentials").json

    def knock(self, client, operation, domain=DOMAIN, more=None, **signing):
        body = operation.body(self.key)
        target = operation.target(domain, self.key)
        headers = {**client.signed(operation.method, target, body, **signing), **(more or {})}
        if body:
            headers["Content-Type"] = operation.type
        return client.send(operation.method, target, body, headers)

    def refused(self, what, operation, answer, status, code):
        self.t.claim(f"{operation.method} {operation.route} {what}: {status} {code}",
                     answer.status == status and answer.code == code, answer)


def everybody(scene, operation):
    """Who proves nothing, or too little."""
    nobody = scene.knock(scene.owner, operation, how=None)
    if operation.is_operators:
        scene.refused("unsigned", operation, nobody, 403, "operator-only")
        scene.refused("with a key over TCP", operation, scene.knock(scene.owner, operation), 403, "operator-only")
        return
    if not operation.signed:
        scene.t.claim(f"{operation.route} is for everybody", nobody.status == 200, nobody)
        return
    scene.refused("unsigned", operation, nobody, 401, "unsigned")
    liar = Client(scene.owner.port, scene.owner.access, "wrong")
    scene.refused("with a wrong secret", operation, scene.knock(liar, operation), 401, "bad-signature")
    if operation.is_change:
        scene.refused("with plain signature v2", operation, scene.knock(scene.owner, operation, how="plain"), 401,
                      "plain-signature")
        scene.refused("with a read key", operation, scene.knock(scene.reader, operation), 403, "read-key")
        here = scene.server.here()
        scene.refused("read-only on the socket", operation, scene.knock(here, operation, more={"x-vouch-read-only": "1"}), 403,
                      "read-key")


def strangers(scene, operation):
    """Another project's domain is not there; a guest's is not the guest's."""
    if "{domain}" not in operation.route or not operation.signed:
        return
    hidden = scene.knock(scene.stranger, operation)
    absent = scene.knock(scene.stranger, operation, domain="absent.example")
    scene.refused("by a stranger", operation, hidden, 404, "no-such-domain")
    same = hidden.body.replace(DOMAIN.encode(), b"NAME") == absent.body.replace(b"absent.example", b"NAME")
    scene.t.claim(f"{operation.method} {operation.route}: hidden and absent look alike", same, (hidden, absent))
    if operation.is_change:
        scene.refused("by a guest", operation, scene.knock(scene.guest, operation, domain=SHARED), 403, "not-owner")
    elif operation.name in GUEST_READS:
        seen = scene.knock(scene.guest, operation, domain=SHARED)
        scene.t.claim(f"{operation.route} shows itself to a guest", seen.status == 200, seen)


def other_methods(scene, operation, known):
    for method in ("GET", "POST", "DELETE"):
        if (operation.route, method) not in known:
            answer = scene.owner.send(method, operation.target(DOMAIN, scene.key))
            scene.refused(f"by {method}", operation, answer, 405, "no-such-method")
            scene.t.claim(f"{operation.route} says what is allowed", operation.method in answer.headers["Allow"], answer)


def every_route(t, server):
    scene = Scene(t, server)
    table = list(operations())
    known = {(operation.route, operation.method) for operation in table}
    t.claim("the table is there", len(table) > 25 and sum(operation.is_change for operation in table) > 8, len(table))
    for operation in table:
        everybody(scene, operation)
        strangers(scene, operation)
        other_methods(scene, operation, known)
    t.claim("nothing has changed in any project", scene.all_that_is() == scene.before)
    lost = scene.owner.send("GET", "/v1/nowhere")
    t.claim("what is nowhere is 404", lost.status == 404 and lost.code == "no-such-route", lost)
    unknown = server.here("no-such-project").ask("GET", "/v1/domains")
    t.claim("a project that is not there is 404", unknown.status == 404 and unknown.code == "no-such-project", unknown)


def play(t, folder):
    with Serving(Vouch(folder, free_port())) as server:
        every_route(t, server)
        t.claim("the server ends well", server.end() == 0, server.said)


if __name__ == "__main__":
    described.script("server-rights", play)
