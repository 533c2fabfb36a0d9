#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The seed's whole walk by the command line, on a real authoritative server whose zone is edited and reloaded."""
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import world
from nsd import Nsd
from tally import Tally
from vouch import Vouch

RECORDS = ("token", "spf", "dkim", "dmarc")


def states(answer):
    return [answer.json[record]["state"] for record in RECORDS]


def register(t, v):
    key = v.run("project", "key")
    t.claim("the Project Key is shown before any domain exists", key.code == 0 and len(key.json["project_key"]) == 36, key)
    empty = v.run("domains", "list")
    t.claim("an empty list is no error", empty.code == 0 and empty.lines == [], empty)
    new = v.run("domains", "register", "https://Shop.Example./path")
    t.claim("register normalises the name", new.code == 0 and new.json["domain"] == world.DOMAIN, new)
    t.claim("nothing is verified at first", states(new) == ["unverified"] * 4, new)
    t.claim("the DKIM value has 408 characters", len(new.json["dkim"]["value"]) == 408, new)
    t.claim("the selector is public Korea's", new.json["dkim"]["selector"] == "ncpcompubkr", new)
    again = v.run("domains", "register", world.DOMAIN)
    t.claim("a name the project has is refused", again.code == 4 and "error" in again.json, again)
    blocked = v.run("domains", "register", "mail.naver.com")
    t.claim("a blocked name is refused", blocked.code == 4 and blocked.json["error"]["code"] == "blocked-name", blocked)
    return new.json


def fail_then_pass(t, v, dns, domain):
    fail = v.run("domains", "verify", world.DOMAIN)
    t.claim("verify before publishing exits 1", fail.code == 1, fail)
    t.claim("and says that the token is missing", "token-missing" in fail.json["codes"], fail)
    early = v.run("domains", "verify", world.DOMAIN, "--only", "spf")
    t.claim("SPF cannot be verified before ownership", early.code == 4, early)
    use = v.run("domains", "use", world.DOMAIN, "spf")
    t.claim("what is not verified cannot be used", use.code == 4, use)

    name = domain["dkim"]["name"]
    world.publish(dns, [f'@ TXT "{domain["token"]["value"]}"',
                        f"{name}.{world.DOMAIN}. TXT {world.strings(domain['dkim']['value'])}"])
    dns.reload()
    doubled = v.run("domains", "verify", world.DOMAIN)
    t.claim("the doubled host name is named", doubled.code == 1 and "host-doubled" in doubled.json["codes"], doubled)
    t.claim("ownership is verified meanwhile", doubled.json["status"]["token"] == "pass", doubled)
    t.claim("a fix for SPF is offered", "include:email.ncloud.com" in (doubled.json["fix"] or ""), doubled)

    world.publish(dns, world.lines_for(domain))
    dns.reload()
    right = v.run("domains", "verify", world.DOMAIN)
    t.claim("once published all four pass", right.code == 0 and set(right.json["status"].values()) == {"pass"}, right)
    shown = v.run("domains", "show", world.DOMAIN)
    t.claim("and are verified, with dates", states(shown) == ["verified"] * 4 and shown.json["spf"]["verified_at"], shown)
    other = v.run("domains", "token", world.DOMAIN, "--new")
    t.claim("a verified domain gets no other token", other.code == 4, other)


def use_and_share(t, v):
    for record in ("spf", "dkim"):
        use = v.run("domains", "use", world.DOMAIN, record)
        t.claim(f"{record} is switched on", use.code == 0 and use.json[record]["state"] == "in-use", use)
    created = v.run("project", "create", "crm")
    key = created.json["project_key"]
    t.claim("a second project has a key", created.code == 0 and len(key) == 36, created)
    hidden = v.run("domains", "show", world.DOMAIN, project="crm")
    t.claim("a stranger does not see the domain", hidden.code == 3, hidden)
    share = v.run("shares", "add", world.DOMAIN, key)
    t.claim("the owner shares it", share.code == 0 and share.json["shares"][0]["project_key"] == key, share)
    twice = v.run("shares", "add", world.DOMAIN, key)
    t.claim("twice is refused", twice.code == 4, twice)
    named = v.run("shares", "label", world.DOMAIN, key, " crm\x1b[31m 試験 ")
    t.claim("it has a label, without controls", named.code == 0 and named.json["shares"][0]["label"] == "crm[31m 試験", named)
    listed = v.run("shares", "list", world.DOMAIN)
    t.claim("the list shows it", listed.json == named.json["shares"][0], listed)
    wordy = v.run("shares", "label", world.DOMAIN, key, "x" * 41)
    t.claim("a label too long is refused", wordy.code == 2 and "40" in wordy.err, wordy)
    bare = v.run("shares", "label", world.DOMAIN, key, "")
    t.claim("and can go again", bare.code == 0 and "label" not in bare.json["shares"][0], bare)
    own = v.run("shares", "add", world.DOMAIN, v.run("project", "key").json["project_key"])
    t.claim("the own key is refused", own.code == 4, own)
    guest = v.run("domains", "list", project="crm")
    t.claim("it is in the guest's list by itself", guest.json["role"] == "guest" and guest.json["spf"]["state"] == "in-use", guest)
    for words in (("domains", "verify", world.DOMAIN), ("domains", "use", world.DOMAIN, "spf"),
                  ("domains", "stop", world.DOMAIN, "spf"), ("domains", "delete", world.DOMAIN, "--yes"),
                  ("shares", "add", world.DOMAIN, key), ("shares", "label", world.DOMAIN, key, "mine")):
        denied = v.run(*words, project="crm")
        t.claim(f"a guest may not {words[1]}", denied.code == 4, denied)
    return key


def stop_and_unshare(t, v, key):
    stop = v.run("domains", "stop", world.DOMAIN, "spf")
    t.claim("SPF is stopped", stop.code == 0 and stop.json["spf"]["state"] == "stopped", stop)
    guest = v.run("domains", "show", world.DOMAIN, project="crm")
    t.claim("the guest follows", guest.json["spf"]["state"] == "stopped", guest)
    again = v.run("domains", "use", world.DOMAIN, "spf")
    t.claim("using again needs no verification", again.code == 0 and again.json["spf"]["state"] == "in-use", again)
    gone = v.run("shares", "remove", world.DOMAIN, key)
    t.claim("the share is removed", gone.code == 0 and gone.json["shares"] == [], gone)
    guest = v.run("domains", "list", project="crm")
    t.claim("and leaves the guest's list", guest.code == 0 and guest.lines == [], guest)


def delete_and_return(t, v, old):
    asked = v.run("domains", "delete", world.DOMAIN)
    t.claim("delete without --yes does nothing", asked.code != 0 and v.run("domains", "show", world.DOMAIN).code == 0, asked)
    gone = v.run("domains", "delete", world.DOMAIN, "--yes")
    t.claim("delete --yes deletes", gone.code == 0 and v.run("domains", "show", world.DOMAIN).code == 3, gone)
    new = v.run("domains", "register", world.DOMAIN)
    t.claim("it can be registered again", new.code == 0, new)
    t.claim("with a new token", new.json["token"]["value"] != old["token"]["value"], new)
    t.claim("and a new key", new.json["dkim"]["value"] != old["dkim"]["value"], new)
    t.claim("and nothing verified", states(new) == ["unverified"] * 4, new)
    verify = v.run("domains", "verify", world.DOMAIN)
    t.claim("the old records no longer prove it", verify.code == 1 and "token-wrong-value" in verify.json["codes"], verify)
    log = v.run("domains", "log", world.DOMAIN)
    actions = " ".join(row["action"] for row in log.lines)
    t.claim("the activity log has the whole story, newest first",
            log.code == 0 and all(word in actions for word in ("register", "verify", "use", "stop", "share", "delete")), log)


def main():
    t = Tally("e2e-cli")
    folder = tempfile.mkdtemp(prefix="vouch-e2e-")
    try:
        with Nsd() as dns:
            world.base(dns)
            dns.start()
            v = Vouch(folder, dns.port)
            domain = register(t, v)
            fail_then_pass(t, v, dns, domain)
            stop_and_unshare(t, v, use_and_share(t, v))
            delete_and_return(t, v, domain)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    t.end()


if __name__ == "__main__":
    main()
