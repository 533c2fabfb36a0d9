// SPDX-License-Identifier: MIT
#include "server/heads.h"

#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"

#include <inttypes.h>
#include <string.h>

// clang-format off
#define FIELD(text, alone) { text, sizeof text - 1, alone }
static const struct { const char *name; size_t length; bool once; } fields[HEAD_COUNT] = {
    [HEAD_HOST]         = FIELD("Host", true),
    [HEAD_LENGTH]       = FIELD("Content-Length", true),
    [HEAD_CODING]       = FIELD("Transfer-Encoding", true),
    [HEAD_TYPE]         = FIELD("Content-Type", true),
    [HEAD_TIMESTAMP]    = FIELD("x-ncp-apigw-timestamp", true),
    [HEAD_ACCESS_KEY]   = FIELD("x-ncp-iam-access-key", true),
    [HEAD_SIGNATURE]    = FIELD("x-ncp-apigw-signature-v2", true),
    [HEAD_HASH]         = FIELD("x-vouch-content-sha256", true),
    [HEAD_NONCE]        = FIELD("x-vouch-nonce", true),
    [HEAD_PROJECT]      = FIELD("x-vouch-project", true),
    [HEAD_READ_ONLY]    = FIELD("x-vouch-read-only", true),
    [HEAD_MORE]         = FIELD("x-vouch-more", true),
    [HEAD_LANGUAGE]     = FIELD("Accept-Language", false),
    [HEAD_NCP_LANGUAGE] = FIELD("x-ncp-lang", true),
    [HEAD_IDEMPOTENCY]  = FIELD("Idempotency-Key", true),
    [HEAD_IF_MATCH]     = FIELD("If-Match", true),
};
static const char *const methods[] = {"GET", "HEAD", "POST", "DELETE"};
// clang-format on
static const char token_marks[] = "!#$%&'*+-.^_`|~";

static bool is_token(const char *name)
{
    if (*name == '\0') {
        return false;
    }
    for (; *name; name++) {
        bool is_letter = (*name | 0x20) >= 'a' && (*name | 0x20) <= 'z';
        bool is_digit = *name >= '0' && *name <= '9';

        if (!is_letter && !is_digit && !strchr(token_marks, *name)) {
            return false;
        }
    }
    return true;
}

static bool is_visible(const char *value)
{
    for (; *value; value++) {
        unsigned char byte = (unsigned char)*value;

        if ((byte < 0x20 && byte != '\t') || byte == 0x7f) {
            return false;
        }
    }
    return true;
}

void heads_add(struct heads *heads, const char *name, const char *value)
{
    size_t length = strlen(name);

    heads->bytes += length + strlen(value) + 4;
    if (!is_token(name) || !is_visible(value)) {
        heads->wrong = N_("a header field is malformed");
        return;
    }
    for (size_t i = 0; i < HEAD_COUNT; i++) {
        if (fields[i].length != length || !text_same_nocase(name, fields[i].name, length)) {
            continue;
        }
        if (!heads->values[i]) {
            heads->values[i] = value;
        } else if (fields[i].once) {
            heads->wrong = N_("a header field that must stand alone comes twice");
        }
    }
}

bool digits_read(const char *text, int64_t *out)
{
    int64_t number = 0;

    if (*text == '\0') {
        return false;
    }
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || number > (INT64_MAX - 9) / 10) {
            return false;
        }
        number = number * 10 + (*text - '0');
    }
    *out = number;
    return true;
}

static bool is_method(const char *method)
{
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (text_equal(method, methods[i])) {
            return true;
        }
    }
    return false;
}

/* What is wrong with the framing; NULL: nothing. */
static const char *framing_wrong(const struct heads *heads)
{
    const char *length = heads->values[HEAD_LENGTH], *coding = heads->values[HEAD_CODING];
    int64_t number;

    if (!heads->values[HEAD_HOST] || heads->values[HEAD_HOST][0] == '\0') {
        return N_("there is no Host");
    }
    if (length && coding) {
        return N_("Content-Length and Transfer-Encoding contradict each other");
    }
    if (length && !digits_read(length, &number)) {
        return N_("Content-Length is no number");
    }
    if (coding && !text_equal_nocase(coding, "chunked")) {
        return N_("only the transfer coding \"chunked\" is understood");
    }
    return NULL;
}

enum status heads_check(const struct heads *heads, const char *method, const char *target,
                        struct fault *fault)
{
    const char *wrong = heads->wrong;

    if (heads->bytes + strlen(target) > LIMIT_HEADER) {
        return fault_set(fault, STATUS_INVALID, "large-head",
                         _("the head of a request has at most %d bytes here"), LIMIT_HEADER);
    }
    if (!is_method(method)) {
        wrong = N_("no such method");
    }
    wrong = wrong ? wrong : framing_wrong(heads);
    return wrong ? fault_set(fault, STATUS_INVALID, "bad-request", "%s", _(wrong)) : STATUS_OK;
}

int64_t heads_length(const struct heads *heads)
{
    int64_t length = -1;

    if (heads->values[HEAD_CODING]) {
        return -1;
    }
    if (!heads->values[HEAD_LENGTH]) {
        return 0;
    }
    return digits_read(heads->values[HEAD_LENGTH], &length) ? length : -1;
}

bool heads_end_connection(const struct heads *heads, const struct fault *fault)
{
    return heads_length(heads) > LIMIT_BODY || text_equal(fault->code, "bad-request") ||
           text_equal(fault->code, "large-head");
}

bool heads_have_body(const struct heads *heads)
{
    return heads_length(heads) != 0;
}

/* "ja", "ja-JP", "ja_JP", with or without blanks before; NULL: none of ours. */
static const char *language_of(const char *tag)
{
    static const char *const languages[] = {"en", "ja", "ko"};

    tag += strspn(tag, " \t");
    for (size_t i = 0; i < COUNT(languages); i++) {
        if (text_starts_nocase(tag, languages[i]) && strchr("-_;, \t", tag[2])) {
            return languages[i];
        }
    }
    return NULL;
}

/* Thousandths of ";q=0.8"; a thousand where it is not said or not understood. */
static int weight_of(const char *tag)
{
    const char *at = tag + strcspn(tag, ",;");
    int weight = 0, unit = 1000;

    if (*at != ';') {
        return 1000;
    }
    at += 1 + strspn(at + 1, " \t");
    if ((at[0] != 'q' && at[0] != 'Q') || at[1] != '=' || (at[2] != '0' && at[2] != '1')) {
        return 1000;
    }
    weight = (at[2] - '0') * unit;
    for (at += 3 + (at[3] == '.'); *at >= '0' && *at <= '9' && unit > 1; at++) {
        unit /= 10;
        weight += (*at - '0') * unit;
    }
    return weight;
}

void heads_language(const struct heads *heads, char out[4])
{
    const char *ncp = heads->values[HEAD_NCP_LANGUAGE], *list = heads->values[HEAD_LANGUAGE];
    const char *best = ncp ? language_of(ncp) : NULL;
    int most = 0;

    while (!best && list && *list) {
        const char *language = language_of(list);
        int weight = weight_of(list);

        if (language && weight > most) {
            most = weight;
            text_copy(out, 4, language);
        }
        list += strcspn(list, ",");
        list += *list == ',';
    }
    if (best || most == 0) {
        text_copy(out, 4, best ? best : "");
    }
}

enum status heads_revision(const struct heads *heads, int64_t *out, struct fault *fault)
{
    const char *text = heads->values[HEAD_IF_MATCH];
    char digits[24];
    size_t length = text ? strlen(text) : 0;

    *out = 0;
    if (!text || text_equal(text, "*")) {
        return STATUS_OK;
    }
    if (length > 2 && length < sizeof digits && text[0] == '"' && text[length - 1] == '"') {
        text_copy(digits, length - 1, text + 1);
        if (digits_read(digits, out) && *out > 0) {
            return STATUS_OK;
        }
    }
    return fault_set(fault, STATUS_INVALID, "bad-request",
                     _("If-Match must be an ETag that was given here, such as \"12\""));
}
