// SPDX-License-Identifier: MIT
#include "domain/key_reading.h"

#include "base/encode.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/kind.h"
#include "mail/dkim_slip.h"

#include <string.h>

enum { KEY_LONG = 2048, FINGERPRINT_SHOWN = 8 };

static struct finding *tell(const struct key_reading *reading, enum code code)
{
    struct finding *finding = finding_add(reading->out, code, AREA_DKIM, reading->name);
    struct buffer found = {0};

    text_add_whole(&found, reading->bytes, reading->n);
    finding_expect(finding, NULL, buffer_text(&found));
    buffer_clear(&found);
    return finding;
}

static void tell_problem(const struct key_reading *reading, enum code code, const char *key)
{
    struct finding *finding = tell(reading, code);

    finding_word(finding, key, "%s", reading->record.problem);
}

static void word_fingerprint(struct finding *finding, const char *word, const struct dkim_key *key)
{
    struct buffer text = {0};

    encode_hex(&text, key->fingerprint, FINGERPRINT_SHOWN);
    finding_word(finding, word, "%s", buffer_text(&text));
    buffer_clear(&text);
}

/* A key in base64; form DKIM_KEY_NONE when it is none. */
static void key_read(const char *base64, struct dkim_key *out)
{
    struct buffer der = {0};

    *out = (struct dkim_key){0};
    if (decode_base64(&der, base64, strlen(base64), NULL)) {
        dkim_key_read(der.length == 32 ? "ed25519" : "rsa", (const uint8_t *)der.bytes, der.length,
                      out);
    }
    buffer_clear(&der);
}

static void tell_mismatch(const struct key_reading *reading)
{
    struct finding *finding = tell(reading, CODE_DKIM_KEY_MISMATCH);
    struct dkim_key theirs, ours, old = {0};
    const char *why = "";

    key_read(buffer_text(&reading->record.p), &theirs);
    key_read(reading->dkim->key, &ours);
    if (reading->dkim->old_key) {
        key_read(reading->dkim->old_key, &old);
    }
    if (old.shape.form != DKIM_KEY_NONE && dkim_key_equal(&old, &theirs)) {
        why = N_("It is the key this domain had before it was registered again.");
    }
    word_fingerprint(finding, "a", &theirs);
    word_fingerprint(finding, "b", &ours);
    finding_word(finding, "why", "%s", why);
}

static void tell_truncated(const struct key_reading *reading)
{
    struct finding *finding = tell(reading, CODE_DKIM_P_TRUNCATED);

    finding_word(finding, "n", "%zu", reading->record.p.length);
    if (reading->dkim->key) {
        finding_word(finding, "m", "%zu", strlen(reading->dkim->key));
    }
}

static void tell_edited(const struct key_reading *reading)
{
    finding_word(tell(reading, CODE_DKIM_P_EDITED), "at", "%zu", reading->at + 1);
}

static void tell_bits(const struct key_reading *reading, enum code code)
{
    struct finding *finding = tell(reading, code);
    unsigned want = reading->dkim->bits ? reading->dkim->bits : KEY_LONG;

    finding_word(finding, "bits", "%u", reading->record.key.bits);
    finding_word(finding, "want", "%u", want);
    if (code == CODE_DKIM_KEY_1024 && key_is_too_short(reading)) {
        finding->severity = SEVERITY_ERROR;
    }
}

/* Its DER is longer than what is there. Where our key is known, only the head of that one is. */
static bool is_cut_short(const struct key_reading *reading)
{
    return reading->record.key.truncated && !reading->dkim->key;
}

static bool is_short(const struct key_reading *reading)
{
    unsigned bits = reading->record.key.bits;

    return text_equal(reading->record.k, "rsa") && (bits < KEY_LONG || key_is_too_short(reading));
}

/* Where base64 breaks: in the middle by a character that does not belong, or at a wrong end. */
static void tell_base64(const struct key_reading *reading)
{
    bool at_end = reading->record.bad_offset >= reading->record.p.length;
    bool lost_plus =
        reading->dkim->key && dkim_slip_blank_plus(reading->bytes, reading->n, reading->dkim->key);

    if (reading->relation == DKIM_TRUNCATED) {
        tell_truncated(reading);
    } else if (lost_plus || (reading->relation == DKIM_EDITED && at_end)) {
        tell_edited(reading);
    } else if (is_cut_short(reading) && at_end) {
        tell_truncated(reading);
    } else {
        struct finding *finding = tell(reading, CODE_DKIM_BAD_BASE64);

        finding_word(finding, "c", "%s", reading->record.bad_character);
        finding_word(finding, "at", "%zu", reading->record.bad_offset + 1);
    }
}

/* p= of an Ed25519 key wrapped in a SubjectPublicKeyInfo: its last 32 bytes are the key. */
static void tell_spki(const struct key_reading *reading)
{
    struct buffer der = {0}, raw = {0};

    if (decode_base64(&der, buffer_text(&reading->record.p), reading->record.p.length, NULL) &&
        der.length >= 32) {
        encode_base64(&raw, der.bytes + der.length - 32, 32);
    }
    finding_word(tell(reading, CODE_DKIM_ED25519_SPKI), "raw", "%s", buffer_text(&raw));
    buffer_clear(&der);
    buffer_clear(&raw);
}

static void tell_key_data(const struct key_reading *reading)
{
    if (reading->record.key.form == DKIM_KEY_ED25519_SPKI) {
        tell_spki(reading);
    } else if (reading->relation == DKIM_EDITED) {
        tell_edited(reading);
    } else if (reading->relation == DKIM_TRUNCATED || is_cut_short(reading)) {
        tell_truncated(reading);
    } else {
        tell(reading, CODE_DKIM_BAD_KEY);
    }
}

static void tell_version(const struct key_reading *reading)
{
    bool named = reading->record.reason == DKIM_REASON_VERSION_NOT_FIRST;

    finding_word(tell(reading, CODE_DKIM_VERSION), "part", "%s%s",
                 named ? "" : "v=", reading->record.problem);
}

static void tell_syntax(const struct key_reading *reading)
{
    tell_problem(reading, CODE_DKIM_SYNTAX, "part");
}

static void tell_key_type(const struct key_reading *reading)
{
    tell_problem(reading, CODE_DKIM_KEY_TYPE, "x");
}

static void tell_hash(const struct key_reading *reading)
{
    finding_word(tell(reading, CODE_DKIM_HASH), "x", "%s", reading->record.h);
}

static void tell_service(const struct key_reading *reading)
{
    finding_word(tell(reading, CODE_DKIM_SERVICE), "x", "%s", reading->record.s);
}

static void tell_missing_p(const struct key_reading *reading)
{
    tell(reading, CODE_DKIM_P_MISSING);
}

static void tell_revoked(const struct key_reading *reading)
{
    tell(reading, CODE_DKIM_REVOKED);
}

static void tell_weak(const struct key_reading *reading)
{
    tell_bits(reading, CODE_DKIM_KEY_WEAK);
}

static void tell_missing(const struct key_reading *reading)
{
    tell(reading, CODE_DKIM_MISSING);
}

static bool is_ed25519(const char *base64)
{
    struct dkim_key key;

    key_read(base64, &key);
    return key.shape.form == DKIM_KEY_ED25519_RAW || key.shape.form == DKIM_KEY_ED25519_SPKI;
}

/* A sound key, but another one; where its type differs, too, k= alone does not mend it. */
static void tell_other(const struct key_reading *reading)
{
    if (text_equal(reading->record.k, "ed25519") != is_ed25519(reading->dkim->key)) {
        finding_word(tell(reading, CODE_DKIM_KEY_TYPE), "x", "%s", reading->record.k);
    }
    tell_mismatch(reading);
}

/* Receivers can use it, but it is not what is wanted. */
static void tell_unwanted(const struct key_reading *reading)
{
    if (is_short(reading)) {
        tell_bits(reading, CODE_DKIM_KEY_1024);
    }
    if (!reading->dkim->key || reading->relation == DKIM_SAME) {
        return;
    }
    if (reading->relation == DKIM_EDITED) {
        tell_edited(reading);
    } else if (reading->relation == DKIM_TRUNCATED) {
        tell_truncated(reading);
    } else {
        tell_other(reading);
    }
}

typedef void reason_fn(const struct key_reading *reading);

// clang-format off
static reason_fn *const reasons[] = {
    [DKIM_REASON_NONE] = tell_unwanted,
    [DKIM_REASON_VERSION] = tell_version,       [DKIM_REASON_VERSION_NOT_FIRST] = tell_version,
    [DKIM_REASON_SYNTAX] = tell_syntax,         [DKIM_REASON_DUPLICATE_TAG] = tell_syntax,
    [DKIM_REASON_MISSING_P] = tell_missing_p,   [DKIM_REASON_EMPTY_P] = tell_revoked,
    [DKIM_REASON_BASE64] = tell_base64,         [DKIM_REASON_KEY_DATA] = tell_key_data,
    [DKIM_REASON_KEY_TYPE] = tell_key_type,     [DKIM_REASON_KEY_TOO_SHORT] = tell_weak,
    [DKIM_REASON_SERVICE] = tell_service,       [DKIM_REASON_HASH] = tell_hash,
    [DKIM_REASON_NXDOMAIN] = tell_missing,
};
// clang-format on
_Static_assert(COUNT(reasons) == DKIM_REASON_COUNT, "every reason is told");

static void tell_foreign(const struct key_reading *reading)
{
    finding_word(tell(reading, CODE_DKIM_FOREIGN_RECORD), "kind", "%s",
                 kind_phrase(txt_kind_of(reading->bytes, reading->n)));
}

/* What somebody pasted says more than the reason receivers give. False: nothing of that kind. */
static bool tell_slip(const struct key_reading *reading)
{
    char part[DKIM_SLIP_PART];

    switch (dkim_slip_find(reading->bytes, reading->n, part)) {
    case DKIM_SLIP_PRIVATE_KEY:
        tell(reading, CODE_DKIM_PRIVATE_KEY);
        return true;
    case DKIM_SLIP_PEM:
        tell(reading, CODE_DKIM_PEM_PASTED);
        return true;
    case DKIM_SLIP_FOREIGN:
        tell_foreign(reading);
        return true;
    case DKIM_SLIP_SEPARATOR:
        if (reading->record.reason == DKIM_REASON_NONE) {
            return false;
        }
        finding_word(tell(reading, CODE_DKIM_SYNTAX), "part", "%s", part);
        return true;
    case DKIM_SLIP_BARE_KEY:
        tell(reading, CODE_DKIM_P_MISSING);
        return true;
    case DKIM_SLIP_NONE:
    case DKIM_SLIP_COUNT:
        break;
    }
    return false;
}

/* What may be wrong with a key, with its kind, and with the use it is meant for. */
static const unsigned key_reasons =
    1u << DKIM_REASON_BASE64 | 1u << DKIM_REASON_KEY_DATA | 1u << DKIM_REASON_KEY_TOO_SHORT;
static const unsigned type_reason = 1u << DKIM_REASON_KEY_TYPE;
static const unsigned use_reasons = 1u << DKIM_REASON_SERVICE | 1u << DKIM_REASON_HASH;

/* All that is wrong besides the reason, so that nobody mends one thing only to be told of the next.
 * A record that falls apart, has no key, or one of a kind that cannot be read, shows no more. */
static void tell_other_reasons(const struct key_reading *reading)
{
    const struct dkim_record *record = &reading->record;
    unsigned others = record->reasons & ~(1u << record->reason);

    others &= record->reasons & type_reason ? use_reasons : use_reasons | key_reasons;
    for (int reason = 0; reason < DKIM_REASON_COUNT; reason++) {
        if (others & 1u << reason) {
            reasons[reason](reading);
        }
    }
    if (record->reasons && !(record->reasons & (key_reasons | type_reason))) {
        tell_unwanted(reading);
    }
    if (record->testing) {
        tell(reading, CODE_DKIM_TESTING);
    }
    if (!record->has_v) {
        tell(reading, CODE_DKIM_NO_V);
    }
}

void lint_dkim_wrong(const struct key_reading *reading)
{
    const struct dkim_record *record = &reading->record;

    if (tell_slip(reading)) {
        return;
    }
    reasons[record->reason](reading);
    if (!(record->reasons & ~(key_reasons | use_reasons | type_reason))) {
        tell_other_reasons(reading);
    }
}

void lint_dkim_right(const struct key_reading *reading)
{
    const struct dkim_record *record = &reading->record;

    if (!record->has_v) {
        tell(reading, CODE_DKIM_NO_V);
    }
    if (record->wrapped) {
        tell(reading, CODE_DKIM_WRAPPED_P);
    }
    if (record->key.form == DKIM_KEY_PKCS1) {
        tell(reading, CODE_DKIM_PKCS1);
    }
    if (record->testing) {
        tell(reading, CODE_DKIM_TESTING);
    }
    if (is_short(reading)) {
        tell_bits(reading, CODE_DKIM_KEY_1024);
    }
}
