#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The process that has the store ends or is killed: of the consoles that were its clients exactly one takes the store over,
goes on where its screen was, and answers the others."""
import fcntl
import os
import shutil
import signal
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from api import Serving, free_port
from nsd import Nsd
from screen import Screen
from tally import Tally
from vouch import Vouch
from walk_keys import asked


def holder_of(v):
    """The process that has the store; None: nobody; 0: one that has not said yet who it is."""
    with open(v.folder + "/store/vouch.lock", "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return int((file.read().split() or [0])[0])
    return None


def holder_becomes(v, pids, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        pid = holder_of(v)
        if pid in pids:
            return pid
        time.sleep(0.02)
    return None


def console(v):
    return Screen(v.argv("--lang", "en"), v.environment())


def online(t, what, screen, seconds=15):
    deadline = time.monotonic() + seconds
    while "offline" in screen.text() and time.monotonic() < deadline:
        time.sleep(0.05)
    t.claim(what, "offline" not in screen.text(), screen.text())


def ends_by_its_key(t, v):
    """Two consoles: the first one is left by its user while the second one types."""
    v.run("domains", "register", "one.example")
    v.run("domains", "register", "two.example")
    with console(v) as first:
        asked(t, "a console has the store", first, "one.example")
        with console(v) as second:
            asked(t, "another is its client", second, "one.example", "two.example")
            t.claim("the first one has the store", holder_of(v) == first.pid(), holder_of(v))
            second.keys("Down", "r")
            asked(t, "in the other one somebody is about to register", second, "Register domain")
            second.type("typed.example")
            asked(t, "and types", second, "typed.example")
            first.keys("Q")
            asked(t, "the first console ends", first, "left 0")
            t.claim("the other one has the store now", holder_becomes(v, [second.pid()]) is not None, holder_of(v))
            online(t, "and is not offline", second)
            asked(t, "what was typed is there", second, "Register domain", "typed.example")
            second.keys("Tab", "Enter")
            asked(t, "and is done", second, "ncp-verify=", "typed.example")
            second.keys("Tab", "Tab", "Enter")
            asked(t, "the list goes on", second, "one.example", "two.example", "typed.example")
            got = v.run("domains", "register", "three.example")
            t.claim("a command becomes its client", got.code == 0 and holder_of(v) == second.pid(), got)
            asked(t, "which the console shows", second, "three.example")
            t.claim("it listens for its user alone", os.stat(v.folder + "/store/vouch.sock").st_mode & 0o777 == 0o600)
            second.keys("Q")
            asked(t, "it ends clean, too", second, "left 0")
    t.claim("its socket is gone with it", not os.path.exists(v.folder + "/store/vouch.sock"))
    got = v.run("domains", "list")
    t.claim("and everything is in the store", {row["domain"] for row in got.lines} ==
            {"one.example", "two.example", "three.example", "typed.example"}, got)


def kept(t, screen):
    """A filter is set and the row under it chosen."""
    screen.keys("/")
    screen.type("two")
    screen.keys("Enter")
    deadline = time.monotonic() + 15
    while "one.example" in screen.text() and time.monotonic() < deadline:
        time.sleep(0.05)
    t.claim("a list is filtered", "two.example" in screen.text() and "one.example" not in screen.text(), screen.text())


def killed_with_two_clients(t, v):
    """Three consoles: the first one is killed; one of the others takes over, the last one becomes its client."""
    with console(v) as first, console(v) as second, console(v) as third:
        screens = {}
        for screen in (first, second, third):
            asked(t, "three consoles on one store", screen, "one.example")
            screens[screen.pid()] = screen
        pid = holder_of(v)
        clients = {other: screen for other, screen in screens.items() if other != pid}
        t.claim("one of them has the store", pid in screens and len(clients) == 2, pid)
        for screen in clients.values():
            kept(t, screen)
        os.kill(pid, signal.SIGKILL)
        heir = holder_becomes(v, clients)
        t.claim("killed, it is followed by one of the others", heir is not None, holder_of(v))
        last = next(screen for other, screen in clients.items() if other != heir)
        for screen in clients.values():
            online(t, "neither is offline for long", screen)
            asked(t, "and the filter holds", screen, "two.example")
            t.claim("on both", "one.example" not in screen.text(), screen.text())
        got = v.run("domains", "register", "two.more.example")
        t.claim("a command asks the new one", got.code == 0, got)
        for screen in clients.values():
            asked(t, "and both show what it did", screen, "two.more.example")
        t.claim("the same one has the store still", holder_of(v) == heir, holder_of(v))
        clients[heir].keys("Q")
        asked(t, "it ends", clients[heir], "left 0")
        t.claim("and the last one follows it", holder_becomes(v, [last.pid()]) is not None, holder_of(v))
        online(t, "which is not offline, either", last)
        last.keys("Escape", "Q")


def after_a_server(t, v):
    """A server that is killed is followed by the console that was its client."""
    with Serving(v, port=free_port()) as server:
        with console(v) as screen:
            asked(t, "a console is the client of a server", screen, "one.example")
            t.claim("which has the store", holder_of(v) == server.process.pid, holder_of(v))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            t.claim("the server killed, the console follows", holder_becomes(v, [screen.pid()]) is not None, holder_of(v))
            online(t, "and is not offline", screen)
            got = v.run("domains", "delete", "one.example", "--yes")
            t.claim("a command works", got.code == 0, got)
            deadline = time.monotonic() + 15
            while "one.example" in screen.text() and time.monotonic() < deadline:
                time.sleep(0.05)
            t.claim("and the console shows it", "one.example" not in screen.text(), screen.text())
            screen.keys("Q")
            asked(t, "the console ends", screen, "left 0")


def a_store_that_is_gone(t, v):
    """Nobody makes a new store in the place of one that was taken away."""
    with console(v) as first:
        asked(t, "a console has the store", first, "two.example")
        with console(v) as second:
            asked(t, "and a client", second, "two.example")
            os.rename(v.folder + "/store", v.folder + "/elsewhere")
            first.keys("Q")
            asked(t, "the store is taken away, and the console ends", first, "left 0")
            asked(t, "then the client stays offline", second, "offline, retrying in", "two.example")
            time.sleep(1)
            t.claim("and makes no store", not os.path.exists(v.folder + "/store"), os.listdir(v.folder))
            os.rename(v.folder + "/elsewhere", v.folder + "/store")
            t.claim("when it is back, it takes it over", holder_becomes(v, [second.pid()]) is not None, holder_of(v))
            online(t, "and is online", second)
            second.keys("Q")


def a_key_that_is_another(t, v):
    """The store cannot be opened by who would take it over: it is offline, and says why."""
    key = v.folder + "/store/master.key"
    with console(v) as first:
        asked(t, "a console has the store", first, "two.example")
        with console(v) as second:
            asked(t, "and a client", second, "two.example")
            shutil.copy(key, v.folder + "/kept.key")
            with open(key, "wb") as file:
                file.write(os.urandom(os.path.getsize(v.folder + "/kept.key")))
            first.keys("Q")
            asked(t, "the master key is another, and the console ends", first, "left 0")
            asked(t, "the client says why it stays offline", second, "offline, retrying", "master key", "two.example")
            t.claim("and nobody has the store", holder_of(v) is None, holder_of(v))
            shutil.copy(v.folder + "/kept.key", key)
            t.claim("with the right key it takes it over", holder_becomes(v, [second.pid()]) is not None, holder_of(v))
            online(t, "and is online", second)
            second.keys("Q")


def main():
    t = Tally("takeover")
    folder = tempfile.mkdtemp(prefix="vouch-takeover-")
    try:
        with Nsd() as dns:
            world.base(dns)
            dns.start()
            v = Vouch(folder, dns.port)
            for part in (ends_by_its_key, killed_with_two_clients, after_a_server, a_store_that_is_gone, a_key_that_is_another):
                part(t, v)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
