// SPDX-License-Identifier: MIT
#include "mail/authres.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "mail/authres_scan.h"

#include <stdlib.h>
#include <string.h>

enum { RESULTS_MOST = 256, PROPS_MOST = 64 };

static char *take_safe(struct buffer *raw)
{
    struct buffer safe = {0};

    text_safe(&safe, buffer_text(raw), raw->length);
    buffer_clear(raw);
    return buffer_take(&safe);
}

/* RFC 8601 wants letters, digits and dashes; "perm_fail" is out there. */
static bool is_keyword(const struct buffer *word)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    return word->length > 0 && strspn(buffer_text(word), letters) == word->length;
}

/* A word in lower case, blanks behind it passed over. */
static bool read_name(struct authres_scan *scan, const char *stop, struct buffer *out)
{
    bool good = authres_scan_word(scan, stop, out) && authres_scan_skip(scan);

    if (out->length > 0) {
        text_lower(out->bytes);
    }
    return good;
}

/* "ptype.property", with blanks around the dot; some write one word only. */
static bool read_property_name(struct authres_scan *scan, struct buffer *out)
{
    bool good = read_name(scan, "=.", out);

    if (good && authres_scan_is_at(scan, '.')) {
        scan->at++;
        buffer_add_byte(out, '.');
        good = authres_scan_skip(scan) && read_name(scan, "=", out);
    }
    if (good && out->length == 0) {
        good = authres_scan_refuse(scan, N_("a property has no name"));
    }
    return good;
}

/* "= value", with blanks around the sign. */
static bool read_assigned(struct authres_scan *scan, const char *stop, struct buffer *out)
{
    if (!authres_scan_is_at(scan, '=')) {
        return authres_scan_refuse(scan, N_("'=' is missing"));
    }
    scan->at++;
    return authres_scan_skip(scan) && authres_scan_word(scan, stop, out);
}

static void add_property(struct authres_result *result, struct buffer *name, struct buffer *value)
{
    struct authres_prop *prop;

    if (text_equal(buffer_text(name), "reason")) {
        free(result->reason);
        result->reason = take_safe(value);
    } else if (result->prop_count < PROPS_MOST) {
        prop = ARRAY_ADD(result->props, result->prop_count, result->prop_capacity);
        prop->name = take_safe(name);
        prop->value = take_safe(value);
    }
}

static bool read_property(struct authres_scan *scan, struct authres_result *result)
{
    struct buffer name = {0}, value = {0};
    bool good = read_property_name(scan, &name) && read_assigned(scan, "", &value);

    if (good) {
        add_property(result, &name, &value);
    }
    buffer_clear(&name);
    buffer_clear(&value);
    return good;
}

static bool read_properties(struct authres_scan *scan, struct authres_result *result)
{
    while (authres_scan_skip(scan) && !authres_scan_ended(scan) && !authres_scan_is_at(scan, ';')) {
        if (!read_property(scan, result)) {
            return false;
        }
    }
    return !scan->bad;
}

/* "/ version" behind a method; there is nothing but 1. */
static bool pass_method_version(struct authres_scan *scan)
{
    struct buffer version = {0};
    bool good = true;

    if (authres_scan_is_at(scan, '/')) {
        scan->at++;
        good = authres_scan_skip(scan) && authres_scan_word(scan, "=", &version) &&
               authres_scan_skip(scan);
    }
    buffer_clear(&version);
    return good;
}

/* A lone host name between semicolons: some write their authserv-id in front of each result. */
static bool is_repeated_id(const struct authres_scan *scan, const struct authres *authres,
                           const struct buffer *word)
{
    bool alone = authres_scan_ended(scan) || authres_scan_is_at(scan, ';');

    return alone && (strchr(buffer_text(word), '.') ||
                     text_equal_nocase(buffer_text(word), authres->authserv_id));
}

/* What is read of a result before something is wrong is kept. */
static bool add_result(struct authres_scan *scan, struct authres *authres, struct buffer *method,
                       struct buffer *word)
{
    struct authres_result result = {0};
    bool good;

    text_lower(word->bytes);
    result.method = take_safe(method);
    result.result = take_safe(word);
    good = read_properties(scan, &result);
    result.comment = scan->comment.length > 0 ? take_safe(&scan->comment) : NULL;
    *ARRAY_ADD(authres->results, authres->count, authres->capacity) = result;
    return good;
}

/* method [/version] = result, then reason= and properties. */
static bool read_result(struct authres_scan *scan, struct authres *authres)
{
    struct buffer method = {0}, word = {0};
    bool good = read_name(scan, "=/", &method);

    if (good && !is_repeated_id(scan, authres, &method)) {
        good = pass_method_version(scan) && read_assigned(scan, "", &word);
        if (good && (!is_keyword(&method) || !is_keyword(&word))) {
            good = authres_scan_refuse(scan, N_("a method and its result are plain words"));
        }
        buffer_reset(&scan->comment);
        good = good && add_result(scan, authres, &method, &word);
    }
    buffer_clear(&method);
    buffer_clear(&word);
    return good;
}

/* "none" alone: nothing was checked. */
static bool passes_none(struct authres_scan *scan)
{
    const char *start = scan->at;
    struct buffer word = {0};
    bool none = read_name(scan, "", &word) && text_equal(buffer_text(&word), "none");

    while (none && authres_scan_is_at(scan, ';')) {
        scan->at++;
        none = authres_scan_skip(scan);
    }
    none = none && authres_scan_ended(scan);
    scan->at = none ? scan->at : start;
    scan->bad = NULL; /* whoever reads it again will say so */
    buffer_clear(&word);
    return none;
}

/* Results separated by semicolons; one more may stand at the end. */
static bool read_results(struct authres_scan *scan, struct authres *authres)
{
    if (passes_none(scan)) {
        return true;
    }
    while (authres_scan_skip(scan) && !authres_scan_ended(scan)) {
        if (authres_scan_is_at(scan, ';')) {
            scan->at++;
        } else if (authres->count == RESULTS_MOST) {
            return authres_scan_refuse(scan, N_("there are too many results"));
        } else if (!read_result(scan, authres)) {
            return false;
        }
    }
    return !scan->bad;
}

/* The version behind the authserv-id; 1 is the only one there is. */
static bool read_version(struct authres_scan *scan)
{
    struct buffer version = {0};
    bool good = authres_scan_word(scan, "", &version) && authres_scan_skip(scan);

    if (good && version.length > 0 && !text_equal(buffer_text(&version), "1")) {
        good = authres_scan_refuse(scan, N_("the version is not 1"));
    }
    buffer_clear(&version);
    return good;
}

/* The field's own name, when it was pasted with its body. */
static void pass_field_name(struct authres_scan *scan)
{
    static const char name[] = "Authentication-Results:";

    if ((size_t)(scan->end - scan->at) >= strlen(name) && text_starts_nocase(scan->at, name)) {
        scan->at += strlen(name);
    }
}

/* authserv-id [version] ";". Some receivers write no authserv-id: then the first word is a method.
 */
static bool read_head(struct authres_scan *scan, struct authres *authres)
{
    const char *start = scan->at;
    struct buffer id = {0};
    bool good = authres_scan_word(scan, "=", &id) && authres_scan_skip(scan);
    bool nameless = good && authres_scan_is_at(scan, '=');

    if (nameless) {
        scan->at = start;
    } else if (good && id.length == 0) {
        good = authres_scan_refuse(scan, N_("the authserv-id is missing"));
    } else if (good) {
        authres->authserv_id = take_safe(&id);
        good = read_version(scan);
    }
    buffer_clear(&id);
    if (good && !nameless && !authres_scan_is_at(scan, ';')) {
        good = authres_scan_refuse(scan, N_("';' is missing behind the authserv-id"));
    }
    scan->at += good && !nameless ? 1 : 0;
    return good && authres_scan_skip(scan);
}

struct authres *authres_parse_some(const char *body, size_t n, const char **bad)
{
    struct authres *authres = mem_new(sizeof *authres);
    char *copy = mem_text_n(body, n); /* terminated: prefixes can be compared */
    struct authres_scan scan = {.at = copy, .end = copy + n};

    authres->version = 1;
    if (authres_scan_skip(&scan)) {
        pass_field_name(&scan);
    }
    if (authres_scan_skip(&scan) && read_head(&scan, authres)) {
        read_results(&scan, authres);
    }
    *bad = scan.bad;
    buffer_clear(&scan.comment);
    free(copy);
    return authres;
}

enum status authres_parse(const char *body, size_t n, struct authres **out, struct fault *fault)
{
    const char *bad;
    struct authres *authres = authres_parse_some(body, n, &bad);

    if (bad) {
        authres_free(authres);
        return fault_set(fault, STATUS_INVALID, "ar-malformed",
                         _("the field cannot be read by RFC 8601: %s"), _(bad));
    }
    *out = authres;
    return STATUS_OK;
}

static void result_clear(struct authres_result *result)
{
    for (size_t i = 0; i < result->prop_count; i++) {
        free(result->props[i].name);
        free(result->props[i].value);
    }
    free(result->props);
    free(result->method);
    free(result->result);
    free(result->reason);
    free(result->comment);
}

void authres_free(struct authres *authres)
{
    if (!authres) {
        return;
    }
    for (size_t i = 0; i < authres->count; i++) {
        result_clear(&authres->results[i]);
    }
    free(authres->results);
    free(authres->authserv_id);
    free(authres);
}

const char *authres_prop(const struct authres_result *result, const char *name)
{
    for (size_t i = 0; i < result->prop_count; i++) {
        if (text_equal(result->props[i].name, name)) {
            return result->props[i].value;
        }
    }
    return NULL;
}
