# SPDX-License-Identifier: MIT
"""The built program as a client of a server of its own: one API key a project, plain or over TLS. What is done on the
engine's own machine only (project create) goes to the store's socket."""
from api import Serving
from server_tls import certificate
from vouch import Vouch

OPERATORS = {("project", "create"), ("project", "list"), ("project", "credentials")}


class Remote:
    """Like Vouch, but through --server; the store is another process's."""

    def __init__(self, folder, port, tls):
        self.here = Vouch(folder, port)
        self.folder, self.keys = folder, {}
        self.cert, key = certificate(folder) if tls else (None, None)
        self.words = ["--tls-cert", self.cert, "--tls-key", key] if tls else []
        self.server = self.tee = None

    def serve(self, port=None):
        """A server of the store, on the same port as the last one."""
        self.server = Serving(self.here, *self.words, port=port or (self.server.port if self.server else None))
        return self.server

    def url(self):
        """Of the server, or of who listens to what it is told."""
        if self.tee:
            return self.tee.url
        return f"{'https' if self.cert else 'http'}://127.0.0.1:{self.server.port}"

    def options(self, project="default"):
        """What a client needs, and a store of its own that it must never make."""
        if project not in self.keys:
            client = self.server.key(project)
            path = f"{self.folder}/{project}.secret"
            with open(path, "w", encoding="ascii") as file:
                file.write(client.secret + " \n")
            self.keys[project] = client.access, path
        access, secret = self.keys[project]
        words = ["--data", self.folder + "/never", "--server", self.url(), "--access-key", access, "--secret-key-file", secret]
        return words + self.here.options()[2:] + (["--ca-file", self.cert] if self.cert else [])

    def client(self, project="default"):
        """A Vouch whose every command goes there."""
        other = Vouch(self.folder, self.here.port)
        other.options = lambda: self.options(project)
        return other

    def run(self, *words, project=None, **more):
        if tuple(words[:2]) in OPERATORS:
            return self.here.run(*words, project=project, **more)
        return self.client(project or "default").run(*words, **more)
