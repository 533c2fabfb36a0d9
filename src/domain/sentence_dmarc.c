// SPDX-License-Identifier: MIT
#include "domain/sentence.h"

// clang-format off
#define ROW(code) [CODE_##code - CODE_DMARC_MISSING]

const struct sentence sentences_dmarc[] = {
    ROW(DMARC_MISSING) = {
        N_("{domain} has no DMARC record, and inherits none."),
        N_("Add a TXT record at host '{host}'. To begin with: v=DMARC1; p=none; "
           "rua=mailto:dmarc@{domain}"),
        N_("Neither _dmarc at the domain nor the tree walk above it found a record (RFC 9989 "
           "4.10).")},
    ROW(DMARC_INHERITED) = {
        N_("{domain} has no DMARC record of its own; that of {org} applies, with the policy "
           "{policy}."),
        N_("Fine as it is. Publish one at host '{host}' if you want your own reports or another "
           "policy."),
        N_("The tree walk found a record above the domain; its sp= (np= for names that do not "
           "exist) or p= is in force (RFC 9989 4.10).")},
    ROW(DMARC_MULTIPLE) = {
        N_("{n} DMARC records are at {name}; receivers use none of them."),
        N_("Keep one and delete the others."),
        N_("More than one TXT record begins with v=DMARC1; all are discarded (RFC 9989 4.10).")},
    ROW(DMARC_VERSION_TYPO) = {
        N_("The record begins with '{start}'; it must begin with exactly 'v=DMARC1', in capital "
           "letters."),
        N_("Correct the beginning: v=DMARC1; p=none; ..."),
        N_("The text begins with something close to v=DMARC1, which receivers do not recognise "
           "(RFC 9989 4.7).")},
    ROW(DMARC_MISSING_P) = {
        N_("The record has no p= tag."),
        N_("Write p=none (or stronger) right behind v=DMARC1."),
        N_("With a valid rua= RFC 9989 receivers read it as p=none, older ones may ignore the "
           "record; without rua= it is not applied at all.")},
    ROW(DMARC_BAD_POLICY) = {
        N_("'{part}' is not a policy."),
        N_("Use none, quarantine or reject."),
        N_("p=, sp= or np= has another value; with a valid rua= the record acts as p=none, "
           "otherwise it is not applied.")},
    ROW(DMARC_TAG_SYNTAX) = {
        N_("'{part}' is not a tag, so it is ignored."),
        N_("Write it as name=value, for instance '{better}'."),
        N_("A part between semicolons has no '=', or a value its tag does not know; the default "
           "applies instead.")},
    ROW(DMARC_SEPARATOR) = {
        N_("The tags are not separated by semicolons (at '{part}')."),
        N_("Put a semicolon between the tags: v=DMARC1; p=none; ..."),
        N_("Commas, spaces or other signs stand where ';' belongs (RFC 9989 4.8).")},
    ROW(DMARC_URI_SCHEME) = {
        N_("'{part}' is not a mailto: address, so no reports will come."),
        N_("Write '{better}'."),
        N_("rua= and ruf= hold URIs, separated by commas; receivers send to mailto: (RFC 9990).")},
    ROW(DMARC_URI_SIZE) = {
        N_("The size limit in '{part}' is obsolete and ignored."),
        N_("Remove it from the '!' on."),
        N_("RFC 7489 had a limit such as !10m behind an address; RFC 9989 dropped it.")},
    ROW(DMARC_REMOVED_TAG) = {
        N_("The tag '{part}' was removed from DMARC in 2026 (RFC 9989); older receivers still read "
           "it."),
        N_("Remove it. Instead of a small pct= use t=y, which acts one step milder."),
        N_("pct, rf and ri were part of RFC 7489.")},
    ROW(DMARC_UNKNOWN_TAG) = {
        N_("There is no DMARC tag '{part}'; it is ignored."),
        N_("Check its spelling; near to it: {better}"),
        N_("The tag is not registered (RFC 9989 4.8).")},
    ROW(DMARC_EXT_UNAUTHORIZED) = {
        N_("{target} has not agreed to receive reports about {domain}, so none will be sent "
           "there."),
        N_("Ask its owner for a TXT record 'v=DMARC1' at {domain}._report._dmarc.{target}, or use "
           "an address in your own domain."),
        N_("The report address belongs to another organisation, and its consent record is not "
           "there (RFC 9990 4).")},
    ROW(DMARC_EXT_OK) = {
        N_("{target} agreed to receive reports about {domain}."),
        N_("Nothing to do."),
        N_("The consent record of the report address's organisation is there, or a wildcard for "
           "all (RFC 9990 4).")},
    ROW(DMARC_DUPLICATE_TAG) = {
        N_("The tag '{part}' is there twice, which makes the record invalid."),
        N_("Keep one of them."),
        N_("A tag list must not repeat a tag (RFC 6376 3.2).")},
    ROW(DMARC_AT_APEX) = {
        N_("The DMARC record is at {at}; it belongs at {name}."),
        N_("Move it: change the host to '{host}'."),
        N_("A text that begins with v=DMARC1 stands at the domain itself, and none at _dmarc.")},
    ROW(DMARC_FOREIGN_RECORD) = {
        N_("At {name} stands another kind of record instead of DMARC: {kind}."),
        N_("Move it to where it belongs; at host '{host}' goes: v=DMARC1; p=none; ..."),
        N_("The TXT record at _dmarc is an SPF record, a DKIM key or a token.")},
    ROW(DMARC_P_NOT_SECOND) = {
        N_("p= does not follow v=DMARC1 directly; older receivers want it there."),
        N_("Move p= right behind v=DMARC1."),
        N_("RFC 7489 demands the order, RFC 9989 does not.")},
    ROW(DMARC_STRICT_CONFLICT) = {
        N_("'{part}' asks for an exact match, but our mail uses {bounce}: it will not align."),
        N_("Use relaxed alignment ({better}), or rely on DKIM with d={domain}."),
        N_("Strict alignment compares whole names; the service signs with, or bounces to, another "
           "one.")},
    ROW(DMARC_POLICY_NONE) = {
        N_("p=none only watches; nothing is rejected."),
        N_("After two to four weeks of clean reports go on to p=quarantine."),
        N_("The policy in force is none.")},
    ROW(DMARC_TESTING) = {
        N_("t=y: receivers act one step milder than '{policy}'."),
        N_("Remove t=y when you are ready."),
        N_("The record is marked as a test (RFC 9989 4.8).")},
    ROW(DMARC_MIXED_CASE) = {
        N_("Capital letters or spaces around '=' are used, which is allowed."),
        N_("Nothing to do."),
        N_("Tag names and keywords may be written in any letter case.")},
    ROW(DMARC_CNAME_OK) = {
        N_("The record is found through a CNAME to {target}."),
        N_("Nothing to do."),
        N_("_dmarc is delegated by a CNAME, and a record stands at its target.")},
};
// clang-format on
