// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "engine/limits.h"
#include "wire/answer.h"
#include "wire/shape.h"

/* Counted before anything is built, since a byte of JSON can cost seventy of memory. */
struct census {
    size_t depth, deepest, values;
};

/* After the string that begins at `at`. */
static size_t string_end(const char *bytes, size_t n, size_t at)
{
    for (at++; at < n && bytes[at] != '"'; at++) {
        at += bytes[at] == '\\';
    }
    return at + 1;
}

static void count_values(const char *bytes, size_t n, struct census *census)
{
    for (size_t at = 0; at < n;) {
        switch (bytes[at]) {
        case '"':
            at = string_end(bytes, n, at);
            continue;
        case '{':
        case '[':
            census->depth++;
            census->values++;
            break;
        case '}':
        case ']':
            census->depth -= census->depth > 0;
            break;
        case ',':
            census->values++;
            break;
        default:
            break;
        }
        census->deepest = census->depth > census->deepest ? census->depth : census->deepest;
        at++;
    }
}

enum status wire_parse(const char *bytes, size_t n, size_t most, struct json_t **out,
                       struct fault *fault)
{
    struct census census = {0};
    json_error_t error;
    json_t *json;

    count_values(bytes, n, &census);
    if (census.deepest > LIMIT_JSON_DEPTH) {
        return fault_set(fault, STATUS_INVALID, "bad-json",
                         _("JSON nested more than %d deep is not read"), LIMIT_JSON_DEPTH);
    }
    if (census.values > most) {
        return fault_set(fault, STATUS_INVALID, "bad-json",
                         _("JSON with more than %zu values is not read"), most);
    }
    json = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error);
    if (!json) {
        return fault_set(fault, STATUS_INVALID, "bad-json", _("no JSON: %s, byte %d"), error.text,
                         error.position);
    }
    *out = json;
    return STATUS_OK;
}

void wire_write(struct json_t *json, struct buffer *out)
{
    json_line(json, out);
    buffer_cut(out, out->length - 1);
}
