// SPDX-License-Identifier: MIT
#include "domain/sentence.h"

// clang-format off
#define ROW(code) [CODE_##code - CODE_HOST_DOUBLED]

const struct sentence sentences_value[] = {
    ROW(HOST_DOUBLED) = {
        N_("The record was created at {at}: your DNS panel added the zone name to a host that "
           "already had it."),
        N_("Change the host to '{host}', nothing more. The panel adds the rest."),
        N_("The right record answers at the wanted name with the domain or the zone written behind "
           "it once more.")},
    ROW(HOST_MISSING_UNDERSCORE) = {
        N_("The underscore is missing: the record is at {at}."),
        N_("Change the host to '{host}', with the underscore."),
        N_("The right record answers at the same name without its underscore.")},
    ROW(HOST_DOT_LOST) = {
        N_("The dot before _domainkey is missing: the record is at {at}."),
        N_("Change the host to '{host}', with a dot between the selector and _domainkey."),
        N_("The right record answers at a name where selector and _domainkey have grown "
           "together.")},
    ROW(HOST_WRONG_LEVEL) = {
        N_("The right record is there, but at {at} instead of {name}."),
        N_("Move it: change the host to '{host}'."),
        N_("The right record answers at a name above, below or beside the wanted one.")},
    ROW(HOST_AT_WWW) = {
        N_("The record is at {at}; mail is sent as {domain}, so it must be at {name}."),
        N_("Change the host to '{host}' (some panels want it empty)."),
        N_("The right record answers at www or at a mail host of the domain.")},
    ROW(VALUE_QUOTED) = {
        N_("The quotation marks have become part of the value."),
        N_("Enter the value without quotation marks; the panel adds them itself."),
        N_("The text begins or ends with a literal double quote and is right without.")},
    ROW(VALUE_TOKEN_QUOTED) = {
        N_("The token is there, but with quotation marks inside the value."),
        N_("Enter the token without quotation marks: {expected}"),
        N_("The text equals the token once the quotation marks are taken off.")},
    ROW(VALUE_ESCAPED_SEMICOLON) = {
        N_("The semicolons are escaped: the value holds '\\;'."),
        N_("Enter plain semicolons, without backslashes."),
        N_("A backslash stands before semicolons in the published text.")},
    ROW(VALUE_SMART_QUOTES) = {
        N_("The value holds a typographic quotation mark '{c}' at character {n}, as a word "
           "processor writes it."),
        N_("Copy the value from this screen, or type it again; it needs no quotation marks."),
        N_("A curly quotation mark (U+2018 to U+201F, or its Windows byte) is part of the "
           "published text.")},
    ROW(VALUE_INVISIBLE_CHAR) = {
        N_("An invisible character (U+{hex}) is hidden at character {n} of the value."),
        N_("Delete the whole value and paste it again as plain text."),
        N_("A zero-width space, a joiner, a byte-order mark, a soft hyphen or the like is part of "
           "the published text.")},
    ROW(VALUE_NBSP) = {
        N_("A non-breaking space stands at character {n}, where an ordinary one belongs."),
        N_("Replace it by an ordinary space: delete it and press the space bar."),
        N_("U+00A0 is part of the published text. It looks like a space and is none.")},
    ROW(VALUE_FULLWIDTH) = {
        N_("A full-width '{c}' stands at character {n} of the value."),
        N_("Switch your input method to half-width letters and type the value again, or copy it "
           "from this screen."),
        N_("A full-width form (U+FF01 to U+FF5E) or a full-width space stands where ASCII "
           "belongs.")},
    ROW(VALUE_HTML_ENTITIES) = {
        N_("The value holds the HTML code '{c}'."),
        N_("Copy the value as plain text, not from the source of a page or a mail."),
        N_("An entity such as &quot; or &amp; is part of the published text.")},
    ROW(VALUE_ZONE_LINE) = {
        N_("A whole zone-file line was entered as the value; it begins with '{start}'."),
        N_("Enter only what stands between the quotation marks."),
        N_("Host, class, type or a label such as 'Value:' stand before the record's own text.")},
    ROW(VALUE_NEWLINE) = {
        N_("The value holds a line break or a tab at character {n}."),
        N_("Enter the value in one line."),
        N_("CR, LF or TAB, or their escapes \\r, \\n and \\t, are part of the published text.")},
    ROW(VALUE_LEADING_SPACE) = {
        N_("A space stands before the first letter; receivers do not recognise such a record."),
        N_("Delete the space before '{start}'."),
        N_("The published text is right but for white space in front of it.")},
    ROW(VALUE_TRAILING_SPACE) = {
        N_("Spaces stand behind the value; they do no harm."),
        N_("Nothing to do; remove them when you edit the record next time."),
        N_("The published text is right but for white space behind it.")},
    ROW(VALUE_SPLIT_GLUE) = {
        N_("The value is stored in several strings without a space between them; receivers join "
           "them to '{glued}'."),
        N_("Put the space at the end of the first string, or enter the value as one line."),
        N_("The strings of a TXT record are joined with nothing in between (RFC 7208 3.3); with a "
           "space the record would be right.")},
    ROW(VALUE_SPLIT_RRS) = {
        N_("The value was entered as two TXT records, each with a part of it."),
        N_("Delete both and make one TXT record of two quoted strings: \"...\" \"...\""),
        N_("Two TXT records at the name give the right one when they are joined; receivers never "
           "join records.")},
    ROW(TOKEN_MISSING) = {
        N_("The ownership token is not at {name}."),
        N_("Add a TXT record at host '{host}' with the value: {expected}"),
        N_("No TXT record at the domain begins like the token.")},
    ROW(TOKEN_WRONG_VALUE) = {
        N_("Another token stands there: '{found}', not '{expected}'. {why}"),
        N_("Replace its value by: {expected}"),
        N_("A TXT record begins like the token and goes on differently, for instance an earlier "
           "token of this domain or one of another account.")},
    ROW(TOKEN_CASE) = {
        N_("The token differs only in capital letters or by a dot at its end: '{found}'."),
        N_("Enter it exactly as shown: {expected}"),
        N_("The text equals the token when letter case and a trailing dot are ignored.")},
    ROW(TOKEN_TRUNCATED) = {
        N_("The token is cut off after {n} characters: '{found}'."),
        N_("Paste the whole value: {expected}"),
        N_("The text is a beginning of the token.")},
    ROW(TOKEN_OK_AMONG_MANY) = {
        N_("The token is there, among {n} other TXT records."),
        N_("Nothing to do."),
        N_("One of several TXT records at the domain equals the token.")},
};
// clang-format on
