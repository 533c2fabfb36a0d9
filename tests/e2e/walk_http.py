#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The seed's whole walk over HTTP by two projects, on a real authoritative server whose zone is edited and reloaded."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import described
import world
from api import Serving, signature
from nsd import Nsd
from vouch import Vouch

RECORDS = ("token", "spf", "dkim", "dmarc")
SHOP = f"/v1/domains/{world.DOMAIN}"


def known_answers(t):
    for path, known in (("/api/v1/mails", "F1YxxwEjDRZmNLxqqDFz53OpbvLrMCqEsv9tLxoBcWE="),
                        ("/api/v1/files", "q1JhbYivx0lU//wBoOyh+yn/y7+Lg9Ez/Xj6FDzxap4=")):
        made = signature("test-secret-key", "POST", path, "856915200000", "test-access-key")
        t.claim(f"this client signs {path} as is known", made == known, made)


def states(answer):
    return [answer.json[record]["state"] for record in RECORDS]


def register(t, owner):
    empty = owner.ask("GET", "/v1/domains")
    t.claim("the list is empty at first", empty.status == 200 and empty.json["domains"] == []
            and empty.json["counts"]["all"] == 0 and empty.json["next"] is None, empty)
    token = owner.ask("POST", "/v1/tokens")
    t.claim("a token to register with", token.status == 200 and "ncp" in token.body.decode(), token)
    new = owner.ask("POST", "/v1/domains", {"domain": "Shop.Example."})
    t.claim("register says 201 and normalises the name", new.status == 201 and new.json["domain"] == world.DOMAIN, new)
    t.claim("nothing is verified at first", states(new) == ["unverified"] * 4, new)
    again = owner.ask("POST", "/v1/domains", {"domain": world.DOMAIN})
    t.claim("a name the project has is 409", again.status == 409 and again.code == "already-registered", again)
    blocked = owner.ask("POST", "/v1/domains", {"domain": "mail.naver.com"})
    t.claim("a blocked name is 409", blocked.status == 409 and blocked.code == "blocked-name", blocked)
    wrong = owner.ask("POST", "/v1/domains", {"domain": "no such name"})
    t.claim("no name is 400", wrong.status == 400 and wrong.code == "invalid-name", wrong)
    return new.json


def fail_then_pass(t, owner, dns, domain):
    fail = owner.ask("POST", SHOP + "/verify")
    t.claim("what is not published is 200 with findings", fail.status == 200 and "token-missing" in fail.json["codes"], fail)
    early = owner.ask("POST", SHOP + "/verify", {"only": ["spf"]})
    t.claim("SPF cannot be verified before ownership", early.status == 409 and early.code == "ownership-first", early)
    use = owner.ask("POST", SHOP + "/spf/use")
    t.claim("what is not verified cannot be used", use.status == 409 and use.code == "not-verified", use)
    world.publish(dns, world.lines_for(domain))
    dns.reload()
    right = owner.ask("POST", SHOP + "/verify")
    t.claim("once published all four pass", right.status == 200 and set(right.json["status"].values()) == {"pass"}, right)
    shown = owner.ask("GET", SHOP)
    t.claim("and are verified", states(shown) == ["verified"] * 4, shown)


def use_and_share(t, owner, guest):
    for record in ("spf", "dkim"):
        use = owner.ask("POST", f"{SHOP}/{record}/use")
        t.claim(f"{record} is switched on", use.status == 200 and use.json[record]["state"] == "in-use", use)
    project = guest.ask("GET", "/v1/project")
    key = project.json["project_key"]
    t.claim("the other project knows its key", project.status == 200 and len(key) == 36, project)
    hidden = guest.ask("GET", SHOP)
    t.claim("a stranger sees 404", hidden.status == 404 and hidden.code == "no-such-domain", hidden)
    share = owner.ask("POST", SHOP + "/shares", {"project_key": key})
    t.claim("the owner shares it", share.status == 200 and share.json["shares"][0]["project_key"] == key, share)
    named = owner.ask("POST", f"{SHOP}/shares/{key}/label", {"label": "crm team"})
    t.claim("and names it", named.status == 200 and named.json["shares"][0]["label"] == "crm team", named)
    wordy = owner.ask("POST", f"{SHOP}/shares/{key}/label", {"label": "x" * 41})
    t.claim("in 40 characters: 400", wordy.status == 400 and wordy.code == "invalid-label", wordy)
    seen = guest.ask("GET", SHOP)
    t.claim("the guest sees it", seen.status == 200 and seen.json["role"] == "guest", seen)
    forbidden = guest.ask("DELETE", SHOP)
    t.claim("and may not delete it: 403", forbidden.status == 403 and forbidden.code == "not-owner", forbidden)
    records = owner.ask("GET", SHOP + "/records")
    t.claim("the records to publish", records.status == 200 and len(records.json["records"]) >= 4, records)
    stop = owner.ask("POST", SHOP + "/dkim/stop")
    t.claim("the owner stops DKIM", stop.status == 200 and stop.json["dkim"]["state"] == "stopped", stop)
    t.claim("and the guest's stops with it", guest.ask("GET", SHOP).json["dkim"]["state"] != "in-use", stop)
    unshare = owner.ask("DELETE", f"{SHOP}/shares/{key}")
    t.claim("shared no more", unshare.status == 200 and unshare.json["shares"] == [], unshare)
    t.claim("the guest is a stranger again", guest.ask("GET", SHOP).status == 404)


def delete(t, owner, domain):
    log = owner.ask("GET", SHOP + "/log?limit=3")
    t.claim("the log says what was done", log.status == 200 and len(log.json["log"]) == 3 and log.json["next"], log)
    whole = owner.ask("GET", "/v1/log")
    t.claim("also that of the whole project", whole.status == 200 and len(whole.json["log"]) > 3, whole)
    gone = owner.ask("DELETE", SHOP)
    t.claim("delete answers {}", gone.status == 200 and gone.json == {}, gone)
    t.claim("and it is gone", owner.ask("GET", SHOP).status == 404)
    new = owner.ask("POST", "/v1/domains", {"domain": world.DOMAIN})
    t.claim("registered again, everything is new", new.status == 201
            and new.json["token"]["value"] != domain["token"]["value"], new)


def walk(t, server, dns):
    made = server.here().ask("POST", "/v1/projects", {"name": "crm"})
    t.claim("a second project, made on this machine", made.status == 201, made)
    owner, guest = server.key(), server.key("crm")
    t.claim("keys have a secret that is shown once", owner.secret and guest.access != owner.access)
    domain = register(t, owner)
    fail_then_pass(t, owner, dns, domain)
    use_and_share(t, owner, guest)
    delete(t, owner, domain)
    t.claim("SIGTERM ends it well", server.end() == 0, server.said)
    t.claim("it says where it listens, and complains of nothing", not server.complaints()
            and f"http://127.0.0.1:{server.port}" in server.said[0] and server.socket in server.said[0], server.said)
    t.claim("and leaves no socket behind", not os.path.exists(server.socket))


def play(t, folder):
    known_answers(t)
    with Nsd() as dns:
        world.base(dns)
        dns.start()
        with Serving(Vouch(folder, dns.port)) as server:
            walk(t, server, dns)


if __name__ == "__main__":
    described.script("server", play)
