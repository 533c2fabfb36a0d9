# SPDX-License-Identifier: MIT
"""Is an answer right? One function a kind of case; each yields what is wrong. Words are compared in lower case, members
that a case does not expect are not looked at."""
import math


def low(value):
    return value.lower() if isinstance(value, str) else value


def differs(expected, answer, key):
    yield f"{key}: expected {expected!r}, got {answer.get(key)!r}"


def one_of(expect, answer, key):
    """expect[key] is one word or a list of accepted ones."""
    accepted = expect[key] if isinstance(expect[key], list) else [expect[key]]
    if low(answer.get(key)) not in accepted:
        yield from differs(accepted, answer, key)


def between(least, most, answer, key):
    if not isinstance(answer.get(key), int) or not least <= answer[key] <= most:
        yield from differs([least, most], answer, key)


def equal(expect, answer, keys):
    for key in keys:
        if key in expect and low(answer.get(key)) != low(expect[key]):
            yield from differs(expect[key], answer, key)


def words(wanted, unwanted, have):
    """wanted: codes that must be there, "a|b" for either; unwanted: codes that must not."""
    have = {low(word) for word in have or []}
    for word in wanted or []:
        if not have & set(word.split("|")):
            yield f"{word} is not reported, only {sorted(have)}"
    for word in unwanted or []:
        if word in have:
            yield f"{word} is reported"


def flags(expect, answer):
    yield from words(expect.get("flags"), expect.get("not_flags"), answer.get("flags"))


def spf_eval(expect, answer, _case, _asked):
    yield from one_of(expect, answer, "result")
    if answer.get("explanation"):
        yield from equal(expect, answer, ["explanation"])


def spf_record(expect, answer, _case, _asked):
    yield from one_of(expect, answer, "verdict")
    if low(answer.get("verdict")) == "ok":
        yield from equal(expect, answer, ["lookups"])
    if "lookups_min" in expect:
        yield from between(expect["lookups_min"], math.inf, answer, "lookups")
    if answer.get("voids") is not None:
        yield from equal(expect, answer, ["voids"])
    yield from flags(expect, answer)


def dkim_key(expect, answer, _case, _asked):
    verdict = low(answer.get("verdict"))
    yield from one_of(expect, answer, "verdict")
    if "reason" in expect and answer.get("reason") and verdict in ("invalid", "revoked", "none"):
        yield from one_of(expect, answer, "reason")
    if verdict == "ok":
        yield from equal(expect, answer, ["bits", "k", "match"])
    yield from flags(expect, answer)


def dmarc_record(expect, answer, _case, _asked):
    yield from equal(expect, {key: bool(answer.get(key)) for key in ("usable", "clean")}, ["usable", "clean"])
    yield from equal(expect, answer, ["verdict"])
    yield from equal(expect.get("policy", {}), answer.get("policy") or {}, expect.get("policy", {}))
    yield from flags(expect, answer)


def dmarc_discovery(expect, answer, _case, asked):
    """asked: (name, type) in the order of the DNS server's log, for answers that do not list their questions."""
    yield from equal(expect, answer, ["org_domain", "policy_domain"])
    if "effective" in expect:
        yield from one_of(expect, answer, "effective")
    if "queries" in expect:
        seen = [name for name, kind in asked if kind == "TXT" and name.startswith("_dmarc.")]
        queries = answer.get("queries")
        queries = list(dict.fromkeys(seen)) if queries is None else [low(name) for name in queries]
        if queries != expect["queries"]:
            yield f"queries: expected {expect['queries']!r}, got {queries!r}"
    yield from flags(expect, answer)


def dmarc_extreport(expect, answer, _case, _asked):
    yield from equal(expect["destinations"], answer.get("destinations") or {}, expect["destinations"])


def result_is(wanted, have):
    properties = {low(key): value for key, value in (have.get("props") or {}).items()}
    return (low(have.get("method")) == wanted["method"] and low(have.get("result")) == wanted["result"]
            and all(properties.get(key) == value for key, value in wanted.get("props", {}).items())
            and ("reason" not in wanted or have.get("reason") == wanted["reason"]))


def authres_results(wanted, have, lenient):
    """Strictly: the same results in the same order. Leniently: those wanted, in order, others between them."""
    if not lenient and len(have) != len(wanted):
        yield f"{len(have)} results instead of {len(wanted)}"
    rest = iter(have)
    for one in wanted:
        found = any(result_is(one, other) for other in rest) if lenient else result_is(one, next(rest, {}))
        if not found:
            yield f"{one!r} is not in its place in {have!r}"
            return


def authres(expect, answer, case, _asked):
    results = answer.get("results") or []
    if expect.get("error") is True:
        if not answer.get("error"):
            yield "is not refused"
    elif expect.get("error") == "any":
        if any(low(result.get("method")) in ("spf", "dkim", "dmarc") for result in results):
            yield "reports spf, dkim or dmarc"
    else:
        if answer.get("error"):
            yield f"refused: {answer['error']}"
        if not case.get("lenient"):
            yield from equal({"authserv_id": expect["authserv_id"]}, answer, ["authserv_id"])
        if "version" in expect and str(answer.get("version")) != str(expect["version"]):
            yield from differs(expect["version"], answer, "version")
        yield from authres_results(expect["results"], results, case.get("lenient"))


def authres_message(expect, answer, _case, _asked):
    for key in expect:
        if key not in ("flags", "not_flags"):
            yield from one_of(expect, answer, key)
    yield from flags(expect, answer)


def proposal(wanted, record):
    """The record that is proposed: has what it must, keeps what was there, ends in its only `all`."""
    terms = (record or "").split()
    alls = [at for at, term in enumerate(terms) if term.lstrip("+-~?").lower() == "all"]
    for term in wanted["must_contain"] + wanted.get("keeps", []):
        if term not in terms and "+" + term not in terms:
            yield f"the proposal lacks {term}: {record!r}"
    if alls != [len(terms) - 1]:
        yield f"the proposal does not end in its only all: {record!r}"


def diag(expect, answer, _case, _asked):
    status = answer.get("status") or {}
    wanted = {area: word for area, word in expect["status"].items() if word != "any"}
    yield from equal(wanted, status, wanted)
    yield from words(expect["codes"], expect.get("not_codes"), answer.get("codes"))
    if "lookups" in expect:
        yield from between(*expect["lookups"], answer, "lookups")
    if "merge" in expect or "fix" in expect:
        yield from proposal(expect.get("merge") or expect["fix"], answer.get("fix"))


KINDS = {"spf-eval": spf_eval, "spf-record": spf_record, "dkim-key": dkim_key, "dmarc-record": dmarc_record,
         "dmarc-discovery": dmarc_discovery, "dmarc-extreport": dmarc_extreport, "authres": authres,
         "authres-message": authres_message, "diag": diag}


def faults(kind, case, answer, asked):
    """What is wrong with the answer, as a list of sentences; empty when it is right."""
    return list(KINDS[kind](case["expect"], answer, case, asked))
