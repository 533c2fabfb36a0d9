# SPDX-License-Identifier: MIT
"""Real traffic kept for 47-openapi: what the clients of api.py said, and what a client that is a program of its own said
through a listener that passes every byte on. One file a script, in the folder of objects."""
import json
import os
import socket
import threading

FOLDER = os.path.join(os.environ.get("O", "build/plain"), "traffic")
SMALL = 1 << 20


def path_of(name):
    return os.path.join(FOLDER, f"{name}.jsonl")


def exchange(method, target, headers, body, status, answered, answer, signed=True):
    """signed: whoever asked had to (over TCP), not the user of the engine's own machine."""
    return {"method": method, "target": target, "headers": dict(headers), "body": body.decode("latin-1"), "status": status,
            "answered": list(answered), "answer": answer.decode("latin-1"), "signed": signed}


def keep(name, traffic):
    os.makedirs(FOLDER, exist_ok=True)
    with open(path_of(name), "w", encoding="ascii") as file:
        file.writelines(json.dumps(each) + "\n" for each in traffic)


def kept(name):
    with open(path_of(name), encoding="ascii") as file:
        return [json.loads(line) for line in file]


def chunks(file):
    """The body, and the bytes it came in."""
    raw = body = b""
    while True:
        line = file.readline()
        size = int(line.split(b";")[0], 16)
        data = file.read(size + 2)
        raw, body = raw + line + data, body + data[:size]
        if size == 0:
            return body, raw


def message(file):
    """First line, headers, body and all the bytes; None at the end of the stream."""
    first = file.readline()
    head = [first]
    while head[-1] not in (b"\r\n", b""):
        head.append(file.readline())
    if head[-1] == b"":
        return None
    headers = [tuple(part.strip() for part in line.decode("latin-1").split(":", 1)) for line in head[1:-1]]
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    chunked = any((name.lower(), value) == ("transfer-encoding", "chunked") for name, value in headers)
    body, raw = chunks(file) if chunked else (file.read(length),) * 2
    return first.decode("latin-1").split(None, 2), headers, body, b"".join(head) + raw


class Tee:
    """Between a client and the server on a port, until the end of the with block. Nothing is pipelined here."""

    def __init__(self, port):
        self.upstream, self.traffic = port, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        try:
            with client, socket.create_connection(("127.0.0.1", self.upstream)) as server:
                self.pass_on(client, client.makefile("rb"), server, server.makefile("rb"))
        except (OSError, ValueError):
            return  # either of them has gone

    def pass_on(self, client, asks, server, answers):
        while asked := message(asks):
            server.sendall(asked[-1])
            answer = message(answers)
            if not answer:
                return
            client.sendall(answer[-1])
            (method, target, _), (_, status, *_) = asked[0], answer[0]
            if len(asked[2]) < SMALL:
                self.traffic.append(exchange(method, target, asked[1], asked[2], int(status), answer[1], answer[2]))


def of_clients(traffic):
    """What api.Client.traffic remembers."""
    return [exchange(method, target, headers, body or b"", reply.status, reply.headers.items(), reply.body, signed)
            for method, target, headers, body, reply, signed in traffic]
