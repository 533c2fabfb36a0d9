#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""TLS by the library with a certificate made here, and what `vouch serve` refuses to listen on."""
import os
import socket
import ssl
import subprocess
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
from api import Client, Serving, free_port
from vouch import Vouch


def openssl(*words):
    subprocess.run(["openssl", *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)


def certificate(folder, name="server"):
    """A self-signed one for 127.0.0.1: its two files."""
    cert, key = f"{folder}/{name}.crt", f"{folder}/{name}.key"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-keyout", key, "-out", cert, "-subj", "/CN=vouch test", "-addext", "subjectAltName=IP:127.0.0.1")
    return cert, key


def handshake(port, context):
    """The protocol's version; None where there is no agreement."""
    try:
        with socket.create_connection(("127.0.0.1", port), 10) as plain, context.wrap_socket(plain) as wrapped:
            return wrapped.version()
    except (ssl.SSLError, OSError):
        return None


def versions(t, port):
    warnings.simplefilter("ignore", DeprecationWarning)  # old versions are asked for so that they are refused
    for version, agreed in ((ssl.TLSVersion.TLSv1, False), (ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True),
                            (ssl.TLSVersion.TLSv1_3, True)):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        got = handshake(port, context)
        t.claim(f"{version.name} is {'spoken' if agreed else 'refused'}", (got is not None) == agreed, got)


def spoken(t, folder, cert, key):
    with Serving(Vouch(folder, free_port()), "--tls-cert", cert, "--tls-key", key) as server:
        t.claim("it says that it speaks TLS", f"https://127.0.0.1:{server.port}" in server.said[0], server.said)
        bare = server.key()
        owner = Client(server.port, bare.access, bare.secret, trust=cert)
        made = owner.ask("POST", "/v1/domains", {"domain": "tls.example"})
        t.claim("a change over TLS", made.status == 201, made)
        large = owner.ask("POST", "/v1/domains", b'{"domain":"more.example"' + b" " * 60000 + b"}")
        t.claim("a body of many records", large.status == 201, large)
        connection = owner.connection()
        answers = [owner.ask("GET", "/v1/domains", connection=connection).status for _ in range(20)]
        t.claim("many requests on one connection", answers == [200] * 20, answers)
        doubter = Client(server.port, bare.access, bare.secret, trust=certificate(folder, "other")[0])
        try:
            doubter.ask("GET", "/v1/domains")
            t.claim("who trusts another certificate does not talk", False)
        except ssl.SSLError as error:
            t.claim("who trusts another certificate does not talk", "CERTIFICATE_VERIFY_FAILED" in str(error), error)
        try:
            plain = bare.ask("GET", "/v1/domains")
            t.claim("plain HTTP is not answered", plain.status >= 400, plain)
        except OSError:
            t.claim("plain HTTP is not answered", True)
        versions(t, server.port)
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", server.port), 10) as noise:
                noise.sendall(os.urandom(300))
        t.claim("noise on the port does no harm", owner.ask("GET", "/v1/domains").status == 200)
        t.claim("the socket beside it speaks plainly", server.here().ask("GET", "/v1/project").status == 200)
        t.claim("it ends well, and had nothing to say", server.end() == 0 and not server.complaints(), server.said)


def refused(t, folder, cert, key):
    vouch = Vouch(folder, free_port())
    other = certificate(folder, "third")[1]
    broken = folder + "/broken.pem"
    with open(broken, "w", encoding="ascii") as file:
        file.write("no PEM\n")
    for what, words in (("another address without TLS", ["--listen", "0.0.0.0:8425"]),
                        ("all of IPv6 without TLS", ["--listen", "[::]:8425"]),
                        ("a host's name", ["--listen", "localhost:8425"]), ("a port that is none", ["--listen", "127.0.0.1:99999"]),
                        ("a certificate alone", ["--tls-cert", cert]), ("a key alone", ["--tls-key", key]),
                        ("a key of another certificate", ["--tls-cert", cert, "--tls-key", other]),
                        ("a certificate that is none", ["--tls-cert", broken, "--tls-key", key]),
                        ("a path that is too long", ["--socket", "/tmp/" + "x" * 200])):
        done = vouch.run("serve", *words, timeout=30)
        t.claim(f"{what}: one sentence, exit 2", done.code == 2 and len(done.json["error"]["message"]) > 10, done)
    missing = vouch.run("serve", "--tls-cert", folder + "/absent", "--tls-key", key, timeout=30)
    t.claim("a file that is not there: exit 3", missing.code == 3, missing)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = vouch.run("serve", "--listen", f"127.0.0.1:{taken.getsockname()[1]}", timeout=30)
        t.claim("a port that is taken: said, and no success", busy.code in (5, 6) and busy.json["error"]["code"] == "listen", busy)
    t.claim("no socket is left behind", not os.path.exists(folder + "/store/vouch.sock"))
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(folder + "/store/vouch.sock")
    stale.close()
    with Serving(vouch) as server:
        t.claim("a dead server's socket is replaced", server.here().ask("GET", "/v1/project").status == 200)
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(folder + "/held.sock")
        held.listen()
        done = vouch.run("serve", "--listen", f"127.0.0.1:{free_port()}", "--socket", folder + "/held.sock", timeout=30)
        t.claim("a living one's is not", done.code == 5 and done.json["error"]["code"] == "socket-held", done)
    t.claim("and stays", os.path.exists(folder + "/held.sock"))


def play(t, folder):
    cert, key = certificate(folder)
    spoken(t, folder, cert, key)
    refused(t, folder, cert, key)


if __name__ == "__main__":
    described.script("server-tls", play)
