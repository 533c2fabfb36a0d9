# SPDX-License-Identifier: MIT
"""How each kind of case is asked of vouch: what a case gives becomes one command, its JSON answer is handed back."""
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "..", "build", "vouch")


def spf_eval(given):
    return ["spf", "eval", "--ip", given["ip"], "--helo=" + given["helo"], "--mail-from=" + given["mailfrom"]], None


def spf_record(given):
    return ["spf", "lint", given["domain"]], None


def dkim_key(given):
    words = ["dkim", "lint", given["domain"], "--selector", given["selector"]]
    return words + (["--dkim-key", given["our_key"]] if given.get("our_key") else []), None


def dmarc_record(given):
    return ["dmarc", "lint", given["domain"]], None


def dmarc_discovery(given):
    return ["dmarc", "discover", given["author"]], None


def dmarc_extreport(given):
    return ["dmarc", "reports", given["domain"]], None


def authres(given):
    return ["authres", "--header", "-"], given["header"]


def authres_message(given):
    words = ["authres", "--message", "-", "--domain", given["domain"]]
    return words + (["--trusted", ",".join(given["trusted"])] if given.get("trusted") else []), given["message"]


def diag(given):
    options = {"token": "--token", "include": "--spf-include", "selector": "--selector", "our_key": "--dkim-key",
               "want_bits": "--dkim-bits"}
    words = (["--profile", "/dev/stdin"] if given.get("profile") else []) + ["check", given["domain"]]
    for key, option in options.items():
        if given.get(key) is not None:
            words += [option, str(given[key])]
    return words, given.get("profile")


KINDS = {"spf-eval": spf_eval, "spf-record": spf_record, "dkim-key": dkim_key, "dmarc-record": dmarc_record,
         "dmarc-discovery": dmarc_discovery, "dmarc-extreport": dmarc_extreport, "authres": authres,
         "authres-message": authres_message, "diag": diag}


def ask(kind, given, dns, timeout=60):
    """The answer of the program in $VOUCH to one case, as a dict. dns: "127.0.0.1:PORT".

    ValueError says what came instead of an answer; subprocess.TimeoutExpired when nothing came."""
    words, text = KINDS[kind](given)
    command = [os.environ.get("VOUCH", PROGRAM), "--dns", dns, "--dns-port", dns.rpartition(":")[2],
               "--dns-allow", "127.0.0.0/8", "--json", *words]
    done = subprocess.run(command, input=(text or "").encode("utf-8", "surrogateescape"), capture_output=True,
                          timeout=timeout, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = None
    if done.returncode < 0 or not isinstance(answer, dict):
        raise ValueError(f"{' '.join(words[:2])} ended with {done.returncode}: {done.stdout[:200]!r} {done.stderr[-300:]!r}")
    return answer
