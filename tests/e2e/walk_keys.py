#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The seed's whole walk by keys in a real terminal of 80x24, on a real name server whose zone is edited and reloaded."""
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from nsd import Nsd
from screen import Screen
from tally import Tally
from vouch import Vouch


def asked(t, what, screen, *words):
    return t.claim(what, screen.wait(*words) is not None)


def register(t, screen):
    asked(t, "an empty list says what to do", screen, "No domains yet", "[K Project Key]")
    screen.keys("K")
    asked(t, "the Project Key is shown on an empty list", screen, "Project Key of default", "Not a password")
    screen.keys("Escape", "r")
    asked(t, "the register popup opens", screen, "Register domain", "Create token")
    screen.type("mail.naver.com")
    asked(t, "a blocked name is refused while it is typed", screen, "cannot be registered")
    screen.keys("C-u")
    screen.type("https://Shop.Example./")
    asked(t, "what will be stored is shown", screen, "registers as  shop.example")
    screen.keys("Tab", "Enter")
    asked(t, "a token is made before anything is stored", screen, "ncp-verify=", "Create token again")
    screen.keys("Tab", "Tab", "Enter")  # Copy, the region, Register
    asked(t, "the domain is in the list", screen, "shop.example", "publish token")


def fail_then_pass(t, screen, dns, shown):
    screen.keys("Enter")
    asked(t, "the detail has the seed's three parts", screen, "Ownership token", "SPF / DKIM / DMARC", "Domain sharing")
    screen.keys("v")
    asked(t, "verify fails with its reason under the row", screen, "✗ FAIL", "Why")
    lines = [line for line in world.lines_for(shown) if "_domainkey" not in line]
    lines.append(f"{shown['dkim']['name']}.{world.DOMAIN}. TXT {world.strings(shown['dkim']['value'])}")
    world.publish(dns, lines)
    dns.reload()
    screen.keys("v")
    asked(t, "ownership is verified, DKIM is not", screen, "✓ Token", "✗ DKIM")
    screen.keys("Tab", "j", "Enter")
    asked(t, "and the diagnosis shows what to type", screen, "added by the DNS panel", "Change the host field")
    world.publish(dns, world.lines_for(shown))
    dns.reload()
    screen.keys("v")
    asked(t, "once it is published DKIM is right", screen, "✓ DKIM", "Nothing to fix")
    screen.keys("Escape", "v")


def use_share_stop(t, screen, key):
    screen.keys("Escape")
    asked(t, "all are verified", screen, "turn SPF/DKIM on")
    screen.keys("u")
    asked(t, "use switches on what is verified", screen, "✓ use")
    screen.keys("Enter", "h")
    asked(t, "sharing says what a guest has", screen, "Add a Project Key", "What a guest has")
    screen.keys("a")
    screen.type(key)
    screen.keys("Enter")
    asked(t, "the share is in the list", screen, "Shared with  1", key[:13])
    screen.keys("Escape")


def stop_and_delete(t, screen):
    screen.keys("Tab", "u")
    asked(t, "stop asks first, and keeping is the default", screen, "Stop using", "Keep using", "1 guests")
    screen.keys("Tab", "Enter")
    asked(t, "then the record is stopped", screen, "= stop")
    screen.keys("d")
    asked(t, "delete wants the name", screen, "Delete domain", "Type the domain")
    screen.type("shop.exampl")
    screen.keys("Tab", "Tab", "Enter")
    asked(t, "a wrong name does not delete", screen, "Delete domain", "shop.exampl")
    screen.type("e")
    screen.keys("Tab", "Tab", "Enter")
    asked(t, "the right one does", screen, "No domains yet")


def main():
    t = Tally("e2e-keys")
    folder = tempfile.mkdtemp(prefix="vouch-keys-")
    try:
        with Nsd() as dns:
            world.base(dns)
            dns.start()
            v = Vouch(folder, dns.port)
            key = v.run("project", "create", "crm").json["project_key"]
            with Screen(v.argv("--lang", "en"), v.environment()) as screen:
                register(t, screen)
                screen.keys("Q")
                asked(t, "the console ends and the shell is back", screen, "left 0")
            shown = v.run("domains", "show", world.DOMAIN).json
            with Screen(v.argv("--lang", "en"), v.environment()) as screen:
                asked(t, "the domain is there again", screen, "shop.example")
                fail_then_pass(t, screen, dns, shown)
                use_share_stop(t, screen, key)
                stop_and_delete(t, screen)
                register(t, screen)
                screen.keys("Q")
                asked(t, "and leaves the terminal clean", screen, "left 0")
            again = v.run("domains", "show", world.DOMAIN).json
            t.claim("registered again, all is new and nothing is verified",
                    again["token"]["value"] != shown["token"]["value"] and again["dkim"]["value"] != shown["dkim"]["value"]
                    and again["token"]["state"] == "unverified", again)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
