// SPDX-License-Identifier: MIT
#include "mail/authres.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum { RESULTS_MOST = 256, PROPS_MOST = 64, COMMENT_DEPTH = 32 };

/* Where the reader is. bad: the first thing that is outside the grammar, untranslated. */
struct cursor_at {
    const char *at, *end;
    struct buffer comment; /* what stood in parentheses since the last reset */
    const char *bad;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool at_end(const struct cursor_at *cursor)
{
    return cursor->at >= cursor->end;
}

static bool at_char(const struct cursor_at *cursor, char c)
{
    return !at_end(cursor) && *cursor->at == c;
}

static bool refuse(struct cursor_at *cursor, const char *why)
{
    cursor->bad = cursor->bad ? cursor->bad : why;
    return false;
}

/* A comment, which may hold others and escaped characters (RFC 5322 3.2.2). */
static bool read_comment(struct cursor_at *cursor)
{
    int depth = 0;

    buffer_add_text(&cursor->comment, cursor->comment.length > 0 ? "; " : "");
    while (!at_end(cursor)) {
        char c = *cursor->at++;

        if (c == '\\' && !at_end(cursor)) {
            buffer_add_byte(&cursor->comment, (unsigned char)*cursor->at++);
            continue;
        }
        depth += (c == '(') - (c == ')');
        if (depth == 0) {
            return true;
        }
        if (depth > COMMENT_DEPTH) {
            break;
        }
        if (!(c == '(' && depth == 1)) {
            buffer_add_byte(&cursor->comment, (unsigned char)c);
        }
    }
    return refuse(cursor, N_("a comment has no end"));
}

/* Comments and folding white space, wherever RFC 8601 allows them: everywhere. */
static bool skip_blanks(struct cursor_at *cursor)
{
    while (!at_end(cursor)) {
        if (is_blank(*cursor->at)) {
            cursor->at++;
        } else if (*cursor->at != '(') {
            return true;
        } else if (!read_comment(cursor)) {
            return false;
        }
    }
    return true;
}

static bool read_quoted(struct cursor_at *cursor, struct buffer *out)
{
    for (cursor->at++; !at_end(cursor); cursor->at++) {
        if (*cursor->at == '"') {
            cursor->at++;
            return true;
        }
        if (*cursor->at == '\\' && cursor->at + 1 < cursor->end) {
            cursor->at++;
        }
        if (*cursor->at != '\r' && *cursor->at != '\n') {
            buffer_add_byte(out, (unsigned char)*cursor->at);
        }
    }
    return refuse(cursor, N_("a quoted string has no end"));
}

/* A value up to a blank, a comment, a semicolon or one of stop; parts of it may be quoted. */
static bool read_word(struct cursor_at *cursor, const char *stop, struct buffer *out)
{
    while (!at_end(cursor) && !is_blank(*cursor->at) && *cursor->at != '(' && *cursor->at != ';' &&
           !strchr(stop, *cursor->at)) {
        if (*cursor->at == '"') {
            if (!read_quoted(cursor, out)) {
                return false;
            }
        } else {
            buffer_add_byte(out, (unsigned char)*cursor->at++);
        }
    }
    return true;
}

static char *take_safe(struct buffer *raw)
{
    struct buffer safe = {0};

    text_safe(&safe, buffer_text(raw), raw->length);
    buffer_clear(raw);
    return buffer_take(&safe);
}

static bool is_keyword(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    return *text && strspn(text, letters) == strlen(text);
}

/* name CFWS: lower case; "ptype . property" may have blanks around its dot. */
static bool read_name(struct cursor_at *cursor, struct buffer *out)
{
    bool good = read_word(cursor, "=./", out) && skip_blanks(cursor);

    if (good && at_char(cursor, '.')) {
        cursor->at++;
        buffer_add_byte(out, '.');
        good = skip_blanks(cursor) && read_word(cursor, "=/", out) && skip_blanks(cursor);
    }
    if (good) {
        text_lower(out->bytes ? out->bytes : (char[]){""});
    }
    return good;
}

/* "= value", with blanks around the sign. */
static bool read_assigned(struct cursor_at *cursor, struct buffer *out)
{
    if (!at_char(cursor, '=')) {
        return refuse(cursor, N_("'=' is missing"));
    }
    cursor->at++;
    return skip_blanks(cursor) && read_word(cursor, "", out);
}

static bool read_property(struct cursor_at *cursor, struct authres_result *result)
{
    struct buffer name = {0};
    struct buffer value = {0};
    bool good = read_name(cursor, &name) && read_assigned(cursor, &value);

    if (good && name.length == 0) {
        good = refuse(cursor, N_("a property has no name"));
    }
    if (good && text_equal(buffer_text(&name), "reason")) {
        free(result->reason);
        result->reason = take_safe(&value);
    } else if (good && result->prop_count < PROPS_MOST) {
        struct authres_prop *prop =
            ARRAY_ADD(result->props, result->prop_count, result->prop_capacity);

        prop->name = take_safe(&name);
        prop->value = take_safe(&value);
    }
    buffer_clear(&name);
    buffer_clear(&value);
    return good;
}

static bool read_properties(struct cursor_at *cursor, struct authres_result *result)
{
    while (skip_blanks(cursor) && !at_end(cursor) && !at_char(cursor, ';')) {
        if (!read_property(cursor, result)) {
            return false;
        }
    }
    return !cursor->bad;
}

/* "/ version" behind a method; only its place is of interest. */
static bool read_method_version(struct cursor_at *cursor)
{
    struct buffer version = {0};
    bool good = true;

    if (at_char(cursor, '/')) {
        cursor->at++;
        good = skip_blanks(cursor) && read_word(cursor, "=", &version) && skip_blanks(cursor);
    }
    buffer_clear(&version);
    return good;
}

/* method [/version] = result [reason=...] properties. A lone word that repeats the authserv-id is
 * passed over. */
static bool read_result(struct cursor_at *cursor, struct authres *authres)
{
    struct buffer method = {0};
    struct buffer word = {0};
    struct authres_result result = {0};
    bool good = read_name(cursor, &method) && read_method_version(cursor);

    buffer_reset(&cursor->comment);
    if (good && (at_end(cursor) || at_char(cursor, ';')) &&
        text_equal_nocase(buffer_text(&method), authres->authserv_id)) {
        buffer_clear(&method);
        return true;
    }
    good = good && read_assigned(cursor, &word);
    if (good && (!is_keyword(buffer_text(&method)) || !is_keyword(buffer_text(&word)))) {
        good = refuse(cursor, N_("a method and its result are plain words"));
    }
    if (good) {
        text_lower(word.bytes);
        result.method = take_safe(&method);
        result.result = take_safe(&word);
        good = read_properties(cursor, &result);
        result.comment = cursor->comment.length > 0 ? take_safe(&cursor->comment) : NULL;
        *ARRAY_ADD(authres->results, authres->count, authres->capacity) = result;
    }
    buffer_clear(&method);
    buffer_clear(&word);
    return good;
}

/* "none", or results separated by semicolons; the last one may be followed by another. */
static bool read_results(struct cursor_at *cursor, struct authres *authres)
{
    static const char none[] = "none";

    if (cursor->end - cursor->at >= (long)sizeof none - 1 && text_starts_nocase(cursor->at, none)) {
        struct cursor_at after = *cursor;

        after.at += sizeof none - 1;
        after.comment = (struct buffer){0};
        if (skip_blanks(&after) && at_end(&after)) {
            buffer_clear(&after.comment);
            return true;
        }
        buffer_clear(&after.comment);
    }
    while (skip_blanks(cursor) && !at_end(cursor)) {
        if (at_char(cursor, ';')) {
            cursor->at++;
            continue;
        }
        if (authres->count >= RESULTS_MOST || !read_result(cursor, authres)) {
            return refuse(cursor, N_("there are too many results"));
        }
    }
    return !cursor->bad;
}

/* The version behind the authserv-id; 1 is the only one there is. */
static bool read_version(struct cursor_at *cursor, struct authres *authres)
{
    struct buffer version = {0};
    bool good = skip_blanks(cursor) && read_word(cursor, "", &version);

    if (good && version.length > 0 && !text_equal(buffer_text(&version), "1")) {
        good = refuse(cursor, N_("the version is not 1"));
    }
    authres->version = 1;
    buffer_clear(&version);
    return good && skip_blanks(cursor);
}

/* Some receivers write no authserv-id: then the first word is a method. */
static bool read_head(struct cursor_at *cursor, struct authres *authres)
{
    const char *start = cursor->at;
    struct buffer id = {0};
    bool good = skip_blanks(cursor) && read_word(cursor, "=", &id) && skip_blanks(cursor);

    authres->version = 1;
    if (good && at_char(cursor, '=')) {
        cursor->at = start;
        buffer_clear(&id);
        return skip_blanks(cursor);
    }
    if (good && id.length == 0) {
        good = refuse(cursor, N_("the authserv-id is missing"));
    }
    if (good) {
        authres->authserv_id = take_safe(&id);
        good = read_version(cursor, authres);
    }
    buffer_clear(&id);
    if (good && !at_char(cursor, ';')) {
        return refuse(cursor, N_("';' is missing behind the authserv-id"));
    }
    cursor->at += good;
    return good && skip_blanks(cursor);
}

enum status authres_parse(const char *body, size_t n, struct authres **out, struct fault *fault)
{
    struct authres *authres = mem_new(sizeof *authres);
    char *copy = mem_text_n(body, n); /* terminated, so that prefixes can be compared */
    struct cursor_at cursor = {.at = copy, .end = copy + n};
    bool good = read_head(&cursor, authres) && read_results(&cursor, authres);

    buffer_clear(&cursor.comment);
    free(copy);
    if (!good) {
        authres_free(authres);
        return fault_set(fault, STATUS_INVALID, "ar-malformed",
                         _("the field cannot be read by RFC 8601: %s"),
                         _(cursor.bad ? cursor.bad : N_("it ends too early")));
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
