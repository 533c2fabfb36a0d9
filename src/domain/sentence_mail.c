// SPDX-License-Identifier: MIT
#include "domain/sentence.h"

// clang-format off
#define ROW(code) [CODE_##code - CODE_AR_NONE]

const struct sentence sentences_mail[] = {
    ROW(AR_NONE) = {
        N_("The message has no Authentication-Results."),
        N_("Paste the whole original ('Show original'), of the message as it was received, not "
           "forwarded."),
        N_("No field of that name is in the header; the receiver writes it when the message "
           "arrives (RFC 8601).")},
    ROW(AR_UNTRUSTED) = {
        N_("A result written by '{id}' is ignored."),
        N_("Only the field of the server that received the message counts."),
        N_("The field's authserv-id is not that of the receiver (RFC 8601 5).")},
    ROW(AR_BELOW_RECEIVED) = {
        N_("An Authentication-Results field came with the message; anybody can have written it."),
        N_("It is ignored; look at the field on top."),
        N_("The field stands below a Received line of another host (RFC 8601 5).")},
    ROW(AR_ARC_ONLY) = {
        N_("There are only ARC results, which are a forwarder's view."),
        N_("Send the test message directly, not through a list or a forwarder."),
        N_("ARC-Authentication-Results is another field (RFC 8617).")},
    ROW(AR_DKIM_OTHER_DOMAIN) = {
        N_("DKIM passed for {d}, not for {domain}: it does not count for DMARC."),
        N_("Publish our DKIM key and switch DKIM on, so that mail is signed with d={domain}."),
        N_("The signature's d= belongs to another organisation than the From address (RFC 9989 "
           "4.4).")},
    ROW(AR_SPF_UNALIGNED) = {
        N_("SPF passed for {mailfrom}, which is not in the organisation of {domain}."),
        N_("Fine as long as DKIM passes for {domain}."),
        N_("The envelope sender's domain does not align with the From address (RFC 9989 4.4).")},
    ROW(AR_SPF_FAIL) = {
        N_("SPF did not pass: {result}."),
        N_("Look at the SPF record: verify the domain, or use 'spf lint'."),
        N_("The receiver's SPF result is not 'pass' (RFC 8601 2.7.2).")},
    ROW(AR_DKIM_FAIL) = {
        N_("DKIM did not pass: {result}. {reason}"),
        N_("'body hash': the message was changed on its way. 'no key': look at the DKIM record."),
        N_("The receiver's DKIM result is not 'pass' (RFC 8601 2.7.1).")},
    ROW(AR_DMARC_FAIL) = {
        N_("DMARC failed (policy: {policy})."),
        N_("Either SPF or DKIM must pass for the domain of the From address; see above which one "
           "does not."),
        N_("The receiver's DMARC result is 'fail' (RFC 8601 2.7, RFC 9989).")},
    ROW(AR_MALFORMED) = {
        N_("The field could not be read to its end."),
        N_("What was read before the error is shown. Paste the field exactly as it is in the "
           "original."),
        N_("The text does not follow the grammar of RFC 8601 2.2.")},
    ROW(DNS_REFUSED_ADDRESS) = {
        N_("Name server {ns} has the address {address}, which is not asked."),
        N_("If the range is yours, allow it with --dns-allow; otherwise correct the address record "
           "of {ns}."),
        N_("The address is outside the allowed ranges, so that nobody's NS record can aim us at "
           "inner hosts.")},
};
// clang-format on
