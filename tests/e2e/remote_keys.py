#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The console on another machine's engine: the seed's walk by keys through --server, the server going away and coming
back, and a second vouch that becomes a client of the console without being told."""
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import walk_keys
import world
from nsd import Nsd
from remote import Remote
from screen import Screen
from tally import Tally
from vouch import Vouch
from walk_keys import asked


def walk(t, dns, remote):
    key = remote.run("project", "create", "crm").json["project_key"]
    client = remote.client()
    with Screen(client.argv("--lang", "en"), client.environment()) as screen:
        walk_keys.register(t, screen)
        shown = client.run("domains", "show", world.DOMAIN).json
        walk_keys.fail_then_pass(t, screen, dns, shown)
        walk_keys.use_share_stop(t, screen, key)
        walk_keys.stop_and_delete(t, screen)
        screen.keys("Q")
        asked(t, "the console ends and the shell is back", screen, "left 0")


def away_and_back(t, remote):
    client = remote.client()
    client.run("domains", "register", "one.example")
    with Screen(client.argv("--lang", "en"), client.environment()) as screen:
        asked(t, "the list is shown", screen, "one.example")
        remote.server.end()
        asked(t, "with the server away it says so and keeps what it showed", screen, "offline, retrying in", "one.example")
        screen.keys("r")
        asked(t, "a popup opens all the same", screen, "Register domain")
        screen.type("two.example")
        screen.keys("Tab", "Enter")
        asked(t, "what is asked of it fails in one sentence", screen, "nobody answers there", "two.example")
        with remote.serve():
            asked(t, "nothing typed is lost", screen, "Register domain", "two.example")
            client.run("domains", "register", "three.example")
            screen.keys("Enter")
            asked(t, "and the same key does it once the server is back", screen, "ncp-verify=", "two.example")
            screen.keys("Tab", "Tab", "Enter")
            asked(t, "the list is as it is there, without a key", screen, "one.example", "two.example", "three.example")
            t.claim("and nobody is offline any more", "offline" not in (screen.text()), screen.text())
            client.run("domains", "register", "four.example")
            asked(t, "what others change comes by itself", screen, "four.example")
            screen.keys("Q")
            asked(t, "and the console leaves the terminal clean", screen, "left 0")


def starts_offline(t, remote):
    client = remote.client()
    with Screen(client.argv("--lang", "en"), client.environment()) as screen:
        asked(t, "a console that starts without its server waits for it", screen, "offline, retrying in")
        with remote.serve():
            asked(t, "and shows the list when it comes", screen, "one.example", "four.example")
            screen.keys("Q")
            asked(t, "then ends", screen, "left 0")


def one_store(t, folder, port):
    """The console holds the store; whoever comes later asks it."""
    v = Vouch(folder, port)
    v.run("domains", "register", "one.example")
    with Screen(v.argv("--lang", "en"), v.environment()) as screen:
        asked(t, "a console on a store of its own", screen, "one.example")
        socket = folder + "/store/vouch.sock"
        t.claim("it listens beside its store, for its user alone", os.stat(socket).st_mode & 0o777 == 0o600, socket)
        got = v.run("domains", "register", "two.example")
        t.claim("a command becomes its client without being told", got.code == 0, got)
        asked(t, "and the console shows what it did", screen, "two.example")
        got = v.run("doctor", "--lang", "en")
        t.claim("doctor finds nothing wrong with that", "which answers for it" in got.out and "--data names" not in got.out, got)
        made = v.run("project", "create", "second")
        t.claim("also for what only this machine may", made.code == 0, made)
        got = v.run("domains", "list", project="second")
        t.claim("as the project it names", got.code == 0 and got.lines == [], got)
        got = v.run("domains", "list", project="nobody")
        t.claim("which must exist", got.code == 3, got)
        got = v.run("--read-only", "domains", "register", "three.example")
        t.claim("--read-only holds there, too", got.code == 4, got)
        with Screen(v.argv("--lang", "en"), v.environment()) as other:
            asked(t, "a second console shows the same", other, "one.example", "two.example")
            v.run("domains", "register", "four.example")
            asked(t, "and what happens, too", other, "four.example")
            other.keys("Q")
            asked(t, "and leaves the first one alone", other, "left 0")
        screen.keys("Q")
        asked(t, "the first console ends", screen, "left 0")
    t.claim("its socket is gone with it", not os.path.exists(socket))
    got = v.run("domains", "list")
    t.claim("and the next command has the store itself", got.code == 0 and len(got.lines) == 3, got)


def main():
    t = Tally("remote-keys")
    folder = tempfile.mkdtemp(prefix="vouch-remote-")
    try:
        with Nsd() as dns:
            world.base(dns)
            dns.start()
            os.mkdir(folder + "/far")
            remote = Remote(folder + "/far", dns.port, True)
            with remote.serve():
                walk(t, dns, remote)
                away_and_back(t, remote)
            starts_offline(t, remote)
            os.mkdir(folder + "/near")
            one_store(t, folder + "/near", dns.port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
