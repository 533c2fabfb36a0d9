# SPDX-License-Identifier: MIT
"""The description of the API as the program prints it, and a script of the server whose traffic 47-openapi judges by it."""
import re
import shutil
import subprocess
import tempfile

import yaml

import recording
from api import Client
from tally import Tally


class Description:
    def __init__(self, binary):
        self.text = subprocess.run([binary, "help", "--openapi", "--lang", "ko"], capture_output=True, check=True).stdout.decode()
        self.tree = yaml.safe_load(self.text)
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

    def promised(self):
        """Every "METHOD ROUTE STATUS"."""
        return {f"{method} {route} {status}" for _, method, route, operation in self.routes for status in operation["responses"]}

    def query_names(self, operation):
        parameters = [self.whole(parameter) for parameter in operation.get("parameters", [])]
        return {parameter["name"] for parameter in parameters if parameter["in"] == "query"}


def script(name, play):
    """A script of the server: play(tally, folder) in a folder of its own; what was said is kept."""
    tally = Tally(name)
    folder = tempfile.mkdtemp(prefix=f"vouch-{name}-")
    try:
        play(tally, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        recording.keep(name, recording.of_clients(Client.traffic))
    tally.end()
