// SPDX-License-Identifier: MIT
#include "domain/sentence.h"

// clang-format off
#define ROW(code) [CODE_##code - CODE_DKIM_MISSING]

const struct sentence sentences_dkim[] = {
    ROW(DKIM_MISSING) = {
        N_("There is no DKIM key at {name}."),
        N_("Add a TXT record at host '{host}' and paste the whole DKIM value."),
        N_("The name does not exist, or it has no TXT record.")},
    ROW(DKIM_SELECTOR_MISSING) = {
        N_("Other DKIM keys are published below _domainkey, but none at the selector '{sel}'."),
        N_("Add ours at host '{host}'; leave the others as they are."),
        N_("_domainkey exists at the domain, the selector below it does not.")},
    ROW(DKIM_KEY_MISMATCH) = {
        N_("Another key is published at {name}: its fingerprint is {a}, ours is {b}. {why}"),
        N_("Replace the value at host '{host}' by ours. If another product uses this selector, it "
           "needs one of its own."),
        N_("The key can be read, but its numbers are not those of our key.")},
    ROW(DKIM_OLD_SELECTOR) = {
        N_("The key is at {at}; mail is signed with the selector '{sel}'."),
        N_("Publish the key at host '{host}' too. Keep the old one for 7 days, for mail that is "
           "still on its way."),
        N_("Our key, or an earlier one of this domain, answers at another selector of the "
           "service.")},
    ROW(DKIM_P_TRUNCATED) = {
        N_("The key is cut off after {n} of {m} characters."),
        N_("Enter the value as two quoted strings, \"...\" \"...\", or let the panel split it."),
        N_("What is published is the beginning of our key; many panels cut at 255 characters.")},
    ROW(DKIM_P_EDITED) = {
        N_("The key differs from ours at character {at}."),
        N_("Delete the value and paste the whole of it again."),
        N_("A few characters of our key were lost, changed or doubled, for instance a '+' that "
           "became a space.")},
    ROW(DKIM_BAD_BASE64) = {
        N_("The key (p=) is not valid base64: '{c}' at character {at}."),
        N_("Delete the value and paste the whole of it again."),
        N_("p= holds a character outside the base64 alphabet, or its end is wrong (RFC 6376 "
           "3.6.1).")},
    ROW(DKIM_BAD_KEY) = {
        N_("What p= holds is not a public key."),
        N_("Delete the value and paste the whole of it again."),
        N_("The base64 can be read, but it is neither a SubjectPublicKeyInfo nor an "
           "RSAPublicKey.")},
    ROW(DKIM_P_MISSING) = {
        N_("The record has no p= tag, so it holds no key."),
        N_("Delete the value and paste the whole of it again."),
        N_("p= is the one tag that every key record needs (RFC 6376 3.6.1).")},
    ROW(DKIM_REVOKED) = {
        N_("The key is revoked: p= is empty."),
        N_("Paste the whole DKIM value at host '{host}' again."),
        N_("An empty p= says that signatures of this selector are no longer valid (RFC 6376 "
           "3.6.1).")},
    ROW(DKIM_KEY_1024) = {
        N_("The published key has {bits} bits; {want} are wanted."),
        N_("Publish the {want}-bit key at host '{host}'."),
        N_("1,024 bits are the least receivers accept; 2,048 are advised (RFC 8301 3.2).")},
    ROW(DKIM_KEY_WEAK) = {
        N_("The published key has only {bits} bits; receivers ignore it."),
        N_("Publish the {want}-bit key at host '{host}'."),
        N_("Keys below 1,024 bits must not be used (RFC 8301 3.2).")},
    ROW(DKIM_PRIVATE_KEY) = {
        N_("A PRIVATE key is published at {name}. Anybody can sign mail as {domain}."),
        N_("Remove the record at once and never use that key again; delete and register the domain "
           "for a new one."),
        N_("The value is, or says that it is, the private half of a key pair.")},
    ROW(DKIM_PEM_PASTED) = {
        N_("The frame lines of the key file (-----BEGIN ...) are part of the value."),
        N_("Only the base64 text between them belongs behind p=, in one line."),
        N_("The value holds a PEM frame.")},
    ROW(DKIM_MULTIPLE) = {
        N_("{n} TXT records are at {name}; each receiver picks one of them."),
        N_("Keep the one with our value and delete the others."),
        N_("With several records at a selector the result is undefined (RFC 6376 3.6.2.2).")},
    ROW(DKIM_VERSION) = {
        N_("'{part}' must be 'v=DKIM1' and the first tag."),
        N_("Correct the beginning of the value: v=DKIM1; k=rsa; p=..."),
        N_("A v= tag is there, but it is not exactly DKIM1 or does not stand first (RFC 6376 "
           "3.6.1).")},
    ROW(DKIM_NO_V) = {
        N_("The record has no v=DKIM1, which is allowed."),
        N_("Nothing to do."),
        N_("v= is optional in key records (RFC 6376 3.6.1).")},
    ROW(DKIM_KEY_TYPE) = {
        N_("'k={x}' is not the type of our key."),
        N_("Write k=rsa."),
        N_("k= names a key type that is not known, or not that of the key (RFC 6376 3.6.1, RFC "
           "8463).")},
    ROW(DKIM_HASH) = {
        N_("'h={x}' forbids SHA-256, with which mail is signed."),
        N_("Remove h=, or write h=sha256."),
        N_("h= lists the hashes that may be used, and sha256 is not among them.")},
    ROW(DKIM_SERVICE) = {
        N_("'s={x}' keeps this key from being used for mail."),
        N_("Remove s=, or write s=email."),
        N_("s= lists the services of the key, and neither email nor * is among them.")},
    ROW(DKIM_TESTING) = {
        N_("The key is marked as a test (t=y); receivers may ignore its signatures."),
        N_("Remove t=y when you are done with testing."),
        N_("The flag y is in t= (RFC 6376 3.6.1).")},
    ROW(DKIM_WRAPPED_P) = {
        N_("There is white space inside the key, which is allowed."),
        N_("Nothing to do."),
        N_("p= may be folded; white space in it does not count.")},
    ROW(DKIM_PKCS1) = {
        N_("The key is written in the older form (PKCS#1); it is the same key."),
        N_("Nothing to do."),
        N_("p= holds an RSAPublicKey instead of a SubjectPublicKeyInfo, with the same numbers.")},
    ROW(DKIM_CNAME_OK) = {
        N_("The key is found through a CNAME to {target}."),
        N_("Nothing to do."),
        N_("The selector is delegated by a CNAME, and the right key stands at its target.")},
    ROW(DKIM_CNAME_DANGLING) = {
        N_("{name} is a CNAME to {target}, where there is no key."),
        N_("Correct the target; if your own domain was added to it, write a dot at its end. Or "
           "replace the CNAME by the TXT record."),
        N_("The CNAME's target does not exist or has no TXT record.")},
    ROW(DKIM_ED25519_SPKI) = {
        N_("For k=ed25519 the key must be the raw 32 bytes; here it is wrapped in another form."),
        N_("Write p={raw}"),
        N_("p= holds a 44-byte SubjectPublicKeyInfo (RFC 8463 4).")},
    ROW(DKIM_FOREIGN_RECORD) = {
        N_("At {name} stands another kind of record instead of a DKIM key: {kind}."),
        N_("Move it to where it belongs, and put the DKIM value at host '{host}'."),
        N_("The TXT record at the selector is an SPF record, a DMARC record or a token, not a "
           "key.")},
    ROW(DKIM_SYNTAX) = {
        N_("The tags break at '{part}': each is written once, as name=value, and ends with a "
           "semicolon."),
        N_("Delete the value and paste the whole of it again."),
        N_("The tag list is broken, for instance ':' for '=' or ',' for ';', or a tag is there "
           "twice (RFC 6376 3.2).")},
};
// clang-format on
