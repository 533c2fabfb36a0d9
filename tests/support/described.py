# SPDX-License-Identifier: MIT
"""Real traffic against the description of the API: each exchange has an operation there, what was accepted is what it
takes, and what was answered is what it promises, judged by a JSON Schema validator that is none of ours."""
import json
import re
import shutil
import subprocess
import tempfile
from urllib.parse import unquote, urlsplit

import jsonschema
import yaml

from api import Client
from tally import Tally
from vouch import BINARY


class Description:
    def __init__(self, binary):
        self.tree = yaml.safe_load(subprocess.run([binary, "help", "--openapi"], capture_output=True, check=True).stdout)
        self.routes = []
        for route, methods in self.tree["paths"].items():
            pattern = re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part)
                                         for part in re.split(r"({\w+})", route)) + r"\Z")
            self.routes += [(pattern, method.upper(), route, operation) for method, operation in methods.items()]

    def find(self, method, path):
        for pattern, known, route, operation in self.routes:
            if known == method and pattern.match(path):
                return route, operation
        return None, None

    def whole(self, node):
        """Behind a $ref, if it is one."""
        while isinstance(node, dict) and "$ref" in node:
            parts, node = node["$ref"].removeprefix("#/").split("/"), self.tree
            for part in parts:
                node = node[part]
        return node

    def wrong(self, schema, value):
        """Why the value is not what the schema says; None: it is."""
        root = {"allOf": [schema], "components": self.tree["components"]}
        error = next(jsonschema.Draft202012Validator(root).iter_errors(value), None)
        return error and f"{list(error.absolute_path)}: {error.message[:300]}"

    def body_wrong(self, content, kind, body):
        kind = (kind or "").split(";")[0].strip()
        if kind not in content:
            return f"{kind} is none of {list(content)}"
        try:
            value = json.loads(body) if kind == "application/json" else body.decode()
        except ValueError as error:
            return str(error)
        return self.wrong(content[kind]["schema"], value)

    def request_wrong(self, operation, target, headers, body):
        """Only for what was accepted."""
        query = [pair.split("=", 1)[0] for pair in urlsplit(target).query.split("&") if pair]
        parameters = [self.whole(parameter) for parameter in operation.get("parameters", [])]
        known = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
        if not set(query) <= known:
            return f"{set(map(unquote, query)) - known} in the query"
        wanted = operation.get("requestBody")
        if body and not wanted:
            return "a body was accepted that is not described"
        if not body:
            return "a body is required" if wanted and wanted.get("required") else None
        kind = next((value for name, value in headers.items() if name.lower() == "content-type"), None)
        return self.body_wrong(wanted["content"], kind, body)

    def answer_wrong(self, operation, answer):
        promised = self.whole(operation["responses"].get(str(answer.status)))
        if promised is None:
            return f"{answer.status} is not described"
        for name, header in promised.get("headers", {}).items():
            value = answer.headers.get(name)
            why = value is not None and self.wrong(self.whole(header)["schema"], value)
            if why:
                return f"{name}: {why}"
        if answer.status in (429, 503) and answer.headers.get("Retry-After") is None:
            return "no Retry-After"
        return self.body_wrong(promised["content"], answer.headers.get("Content-Type"), answer.body)


def check(t, binary, traffic):
    """A claim for each operation and status that the traffic has."""
    description = Description(binary)
    seen, wrong = {}, {}
    for method, target, headers, body, answer in traffic:
        route, operation = description.find(method, urlsplit(target).path)
        if operation is None:
            continue
        what = f"{method} {route} {answer.status}"
        why = description.answer_wrong(operation, answer)
        if not why and answer.status < 300:
            why = description.request_wrong(operation, target, headers, body)
        seen[what] = seen.get(what, 0) + 1
        if why:
            wrong.setdefault(what, (why, target, answer))
    for what in sorted(seen):
        t.claim(f"{what} is as described", what not in wrong, wrong.get(what, ""))
    t.claim("there was traffic to look at", len(seen) > 3, seen)


def script(name, play):
    """A script of the server: play(tally, folder) in a folder of its own, then all its traffic against the description."""
    tally = Tally(name)
    folder = tempfile.mkdtemp(prefix=f"vouch-{name}-")
    try:
        play(tally, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    check(tally, BINARY, Client.traffic)
    tally.end()
