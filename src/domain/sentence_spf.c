// SPDX-License-Identifier: MIT
#include "domain/sentence.h"

// clang-format off
#define ROW(code) [CODE_##code - CODE_SPF_MISSING]

const struct sentence sentences_spf[] = {
    ROW(SPF_MISSING) = {
        N_("{domain} has no SPF record."),
        N_("Add a TXT record at host '{host}' with the value: {fix}"),
        N_("No TXT record at the domain begins with 'v=spf1' (RFC 7208 4.5).")},
    ROW(SPF_MULTIPLE) = {
        N_("{n} SPF records are at {name}; receivers stop with permerror and use none of them."),
        N_("Keep one and change it to: {fix} - then delete the others. One of them may come from a "
           "preset of your DNS panel that its record list does not show."),
        N_("More than one TXT record begins with 'v=spf1' (RFC 7208 4.5).")},
    ROW(SPF_INCLUDE_ABSENT) = {
        N_("The SPF record does not allow our servers: include:{inc} is not in it."),
        N_("Change the record at host '{host}' to: {fix}"),
        N_("The record is valid, but the wanted include is reached neither directly nor through "
           "another include or redirect.")},
    ROW(SPF_INCLUDE_NESTED) = {
        N_("include:{inc} is reached through {via}."),
        N_("Nothing to do, as long as {via} stays."),
        N_("The wanted include is a term of a record that this one includes or redirects to.")},
    ROW(SPF_INCLUDE_AFTER_ALL) = {
        N_("include:{inc} stands behind 'all', where no receiver looks."),
        N_("Move it in front of 'all': {fix}"),
        N_("'all' matches everybody, so reading ends there (RFC 7208 5.1).")},
    ROW(SPF_INCLUDE_NEGATED) = {
        N_("'{term}' does not allow our servers: the '{q}' in front of it turns the meaning "
           "round."),
        N_("Take the '{q}' away: {fix}"),
        N_("The wanted include has the qualifier -, ~ or ?, so a match does not give 'pass' (RFC "
           "7208 4.6.2).")},
    ROW(SPF_INCLUDE_TYPO) = {
        N_("'{term}' looks like include:{inc} misspelt."),
        N_("Correct it: {fix}"),
        N_("The term is a few letters away from the wanted include.")},
    ROW(SPF_INCLUDE_SPACE) = {
        N_("There is a space inside '{term}', so the host name is not part of the include."),
        N_("Remove that space: {fix}"),
        N_("The term has no host name, and the next term is one.")},
    ROW(SPF_INCLUDE_URL) = {
        N_("'{term}' holds a web or mail address; SPF wants a bare host name."),
        N_("Leave only the host name: {fix}"),
        N_("http://, a slash or an @ stand where the host name belongs.")},
    ROW(SPF_VERSION_TYPO) = {
        N_("A TXT record begins with '{start}'. SPF is only read when it begins with 'v=spf1' and "
           "a space."),
        N_("Correct the beginning: {fix}"),
        N_("A text with SPF terms begins with something close to 'v=spf1', which receivers do not "
           "recognise.")},
    ROW(SPF_SEPARATOR) = {
        N_("The terms are separated by '{c}' (at '{term}'); SPF knows only spaces."),
        N_("Put single spaces between the terms: {fix}"),
        N_("A comma or a semicolon stands between or behind terms (RFC 7208 12).")},
    ROW(SPF_SYNTAX) = {
        N_("'{term}' at character {at} is not valid SPF: {why}. Receivers answer permerror for the "
           "whole record."),
        N_("Correct or remove that term: {fix}"),
        N_("One term breaks the grammar of RFC 7208 12, which voids the record (RFC 7208 4.6).")},
    ROW(SPF_LOOKUP_LIMIT) = {
        N_("Reading the record takes {n} DNS look-ups; receivers stop after 10 with permerror."),
        N_("Remove the services you no longer use, or replace 'a' and 'mx' by ip4: and ip6:. What "
           "each term costs: {costs}"),
        N_("include, a, mx, ptr, exists and redirect were counted over all records that are read "
           "(RFC 7208 4.6.4).")},
    ROW(SPF_NEAR_LIMIT) = {
        N_("{n} of the 10 DNS look-ups are used."),
        N_("It works today, but one more include at a vendor breaks it. What each term costs: "
           "{costs}"),
        N_("include, a, mx, ptr, exists and redirect were counted over all records that are read "
           "(RFC 7208 4.6.4).")},
    ROW(SPF_VOID_LIMIT) = {
        N_("{n} terms point to names that have no such records ({list}); receivers stop at the "
           "third."),
        N_("Remove them, or correct their names: {fix}"),
        N_("More than two look-ups came back empty (RFC 7208 4.6.4).")},
    ROW(SPF_INCLUDE_BROKEN) = {
        N_("'{term}' points to {target}, which has {n} SPF records instead of one: permerror for "
           "the whole record."),
        N_("Remove '{term}', or correct its name."),
        N_("An included or redirected name has no SPF record, several, or one that is not valid "
           "(RFC 7208 5.2).")},
    ROW(SPF_LOOP) = {
        N_("'{term}' leads back to {target}, which is being read already."),
        N_("Remove '{term}'."),
        N_("An include or a redirect reaches a name that is on the way to it; receivers run into "
           "the look-up limit.")},
    ROW(SPF_PLUS_ALL) = {
        N_("'{term}' in the record of {target} lets every host in the world send as {domain}."),
        N_("Write ~all or -all instead."),
        N_("'all' without qualifier, or with +, gives 'pass' to everybody (RFC 7208 5.1).")},
    ROW(SPF_ALL_NEUTRAL) = {
        N_("'?all' says nothing about other senders."),
        N_("Write ~all instead."),
        N_("Mail from hosts the record does not list gets 'neutral', as if there were no SPF.")},
    ROW(SPF_NO_ALL) = {
        N_("The record does not end in 'all'; that means the same as ?all."),
        N_("Add ~all at its end."),
        N_("There is neither 'all' nor redirect=, so the result for other hosts is 'neutral' (RFC "
           "7208 4.7).")},
    ROW(SPF_PTR) = {
        N_("'{term}' should not be used any more: it is slow, and large receivers ignore it."),
        N_("Remove it, or list the hosts with ip4: and ip6:."),
        N_("The ptr mechanism is deprecated (RFC 7208 5.5).")},
    ROW(SPF_MACRO) = {
        N_("'{term}' holds a macro: where it points is worked out when a mail arrives."),
        N_("Nothing to do, if your vendor told you to write it so."),
        N_("A domain-spec with a macro is only known when a mail arrives (RFC 7208 7).")},
    ROW(SPF_REDIRECT_IGNORED) = {
        N_("'{term}' has no effect, because the record has an 'all'."),
        N_("Remove '{term}', or write it as an include in front of 'all'."),
        N_("redirect= is only followed when nothing else matches (RFC 7208 6.1).")},
    ROW(SPF_TEXT_AFTER_ALL) = {
        N_("What stands behind 'all' has no effect: {text}"),
        N_("Remove it; if it is another service's token, give it a TXT record of its own."),
        N_("'all' matches everybody, so reading ends there (RFC 7208 5.1).")},
    ROW(SPF_TYPE99) = {
        N_("{name} has a record of the old type SPF (99), which receivers do not read."),
        N_("Create it as a TXT record and delete the old one."),
        N_("Type 99 was given up in 2014 (RFC 7208 3.1).")},
    ROW(SPF_TOO_LONG) = {
        N_("The record is {n} bytes long; above 450 bytes its answer may not fit into 512."),
        N_("Move a part of it to a name of its own, for instance _spf.{domain}, and include that."),
        N_("The joined length of the record was measured (RFC 7208 3.4).")},
    ROW(SPF_STRING_OVER_255) = {
        N_("The record to publish is {n} bytes long; one string holds 255."),
        N_("If your panel does not split it by itself, enter it as: {split}"),
        N_("A TXT record may have several strings of up to 255 bytes each; they are joined with "
           "nothing in between.")},
    ROW(SPF_MX_LIMIT) = {
        N_("'{term}' stands for {n} mail hosts, more than 10: receivers answer permerror."),
        N_("Replace it by ip4: and ip6:."),
        N_("At most 10 hosts of an mx may be looked up (RFC 7208 4.6.4).")},
    ROW(SPF_SENDERID) = {
        N_("An old Sender ID record (spf2.0) is there; it has no effect."),
        N_("Remove it when convenient."),
        N_("A TXT record begins with 'spf2.0/' (RFC 4406, historic).")},
    ROW(SPF_UPPER) = {
        N_("The record is written in capital letters, which is allowed."),
        N_("Nothing to do."),
        N_("Letter case does not matter in SPF (RFC 7208 4.6.1, 12).")},
    ROW(SPF_DUPLICATE_TERM) = {
        N_("'{term}' is in the record twice."),
        N_("Remove one; each may cost a DNS look-up."),
        N_("Two terms of the record are the same.")},
    ROW(SPF_SUB_ONLY) = {
        N_("Our mail bounces to {bounce}, so receivers check SPF there; this record serves your "
           "other senders."),
        N_("Keep it. What counts for DMARC with our mail is DKIM."),
        N_("SPF is checked for the envelope sender's domain, which is not this one.")},
};
// clang-format on
