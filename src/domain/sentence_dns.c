// SPDX-License-Identifier: MIT
#include "domain/sentence.h"

// clang-format off
#define ROW(code) [CODE_##code - CODE_ALL_OK]

const struct sentence sentences_dns[] = {
    ROW(ALL_OK) = {
        N_("Everything that was looked for is in DNS, and it is right."),
        N_("Nothing to do."),
        N_("Every record that was looked at is there exactly once, can be read, and says what it "
           "should.")},
    ROW(DNS_NXDOMAIN_DOMAIN) = {
        N_("DNS knows no name {domain} (NXDOMAIN)."),
        N_("Check the spelling. If it is right: a domain of its own has expired or has no name "
           "servers at its registrar; a sub-domain comes into being with its first record, so "
           "publish the records."),
        N_("The domain itself was asked for and the answer was NXDOMAIN. Nothing below such a name "
           "exists either (RFC 8020).")},
    ROW(DNS_NODATA) = {
        N_("{name} exists, but it has no TXT record."),
        N_("The name is right; add the TXT record at host '{host}'."),
        N_("The name servers answer that there are records at this name, but none of type TXT (RFC "
           "2308 2.2).")},
    ROW(DNS_SERVFAIL) = {
        N_("DNS answered with an error (SERVFAIL) when asked for {name}."),
        N_("This does not mean that the record is missing. Look at the zone on your name servers "
           "(a syntax error, an expired secondary), then check again."),
        N_("The answer was RCODE 2, also without DNSSEC validation. Nothing can be said about the "
           "record itself.")},
    ROW(DNS_TIMEOUT) = {
        N_("Nobody answered when asked for {name}."),
        N_("This does not mean that the record is missing. Check again in a few minutes; if it "
           "stays so, the name servers of {domain} cannot be reached."),
        N_("Neither UDP nor TCP brought an answer in time. The last known state stays as it was.")},
    ROW(DNS_REFUSED) = {
        N_("The name server refused to answer for {name}."),
        N_("The server does not serve this zone, or not for us. Compare the name servers at your "
           "registrar with those your DNS provider tells you."),
        N_("The answer was RCODE 5. Nothing can be said about the record itself.")},
    ROW(DNS_LAME) = {
        N_("Name server {ns} is listed for {domain} but does not serve it."),
        N_("Load the zone on {ns}, or remove {ns} at the registrar. Until then about 1 look-up in "
           "{n} fails."),
        N_("A server of the zone's NS set has no address, refuses, fails, or only refers elsewhere "
           "when it is asked for the zone itself.")},
    ROW(DNS_NS_DISAGREE) = {
        N_("Your name servers disagree about {name}: {ns-a} and {ns-b} give different TXT records "
           "(zone serials {a} and {b})."),
        N_("Wait for the zone transfer, or reload the zone on the server that is behind. Receivers "
           "see one or the other."),
        N_("Every authoritative server was asked the same question, and the sets of TXT records "
           "were not equal.")},
    ROW(DNS_NEGATIVE_CACHED) = {
        N_("The record is published; a cache still remembers that it was missing, for {wait} "
           "more."),
        N_("Change nothing, it would not help. The next check comes by itself when the cache has "
           "forgotten."),
        N_("An authoritative server has the record, the resolver still says there is none. Its "
           "answer carries the time that is left (RFC 2308 5).")},
    ROW(DNS_OLD_CACHED) = {
        N_("The new value is published; a cache still holds the old one, for {wait} more."),
        N_("Change nothing, it would not help. The next check comes by itself when the cache has "
           "forgotten."),
        N_("An authoritative server has the right record, the resolver still gives earlier ones. "
           "Their TTL is the time that is left.")},
    ROW(DNS_TCP_BLOCKED) = {
        N_("The answer for {name} does not fit into UDP, and the name server takes no TCP "
           "connection."),
        N_("Open TCP port 53 on your name servers, or delete TXT records that nobody needs any "
           "more. Receivers fail in the same way."),
        N_("The answer came truncated (TC=1), and asking again by TCP failed (RFC 7766).")},
    ROW(DNS_BIG_TXT) = {
        N_("The TXT records of {name} are {bytes} bytes together; such an answer is only complete "
           "by TCP."),
        N_("Delete TXT records that nobody needs any more, for instance old verifications."),
        N_("Answers above 1,232 bytes do not travel safely by UDP; above 4,096 bytes some "
           "receivers give up.")},
    ROW(DNS_DNSSEC_BOGUS) = {
        N_("DNSSEC is broken for {domain}: whoever validates, for instance Gmail, sees no records "
           "at all."),
        N_("Repair the DS record at the registrar, or remove it. It is usually left over from an "
           "earlier DNS provider."),
        N_("The resolver answers SERVFAIL, but gives an answer when validation is switched off "
           "(CD=1).")},
    ROW(DNS_CNAME_AT_APEX) = {
        N_("{domain} is a CNAME to {target}; records beside a CNAME cannot be seen."),
        N_("Replace the CNAME by A and AAAA records (or your provider's ALIAS), then add the TXT "
           "records at host '{host}'."),
        N_("A name with a CNAME can have no other records (RFC 1034 3.6.2): TXT and MX are those "
           "of the target.")},
    ROW(DNS_CNAME_LOOP) = {
        N_("The CNAME at {name} runs in a circle."),
        N_("Point the CNAME at host '{host}' to its real target, or replace it by the TXT record."),
        N_("Following the CNAMEs leads back to a name seen before, or takes more than 8 steps.")},
    ROW(DNS_WILDCARD_ANSWERS) = {
        N_("{name} has no record of its own; the wildcard *.{parent} answers for it."),
        N_("Create the record at host '{host}' itself; then limit the wildcard to what needs it, "
           "or remove it."),
        N_("A name that nobody can have created has the very same TXT records.")},
};
// clang-format on
