// SPDX-License-Identifier: MIT
#include "server/route.h"

#include "base/buffer.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"
#include "server/heads.h"
#include "wire/call.h"

#include <stdio.h>
#include <string.h>

static const char domains_part[] = "/domains/{domain}";
static const char hex[] = "0123456789abcdef";

// clang-format off
static const struct { const char *path; enum route route; } own_routes[] = {
    {"/v1/events", ROUTE_EVENTS},
    {"/healthz",   ROUTE_HEALTH},
    {"/metrics",   ROUTE_METRICS},
};
// clang-format on

static int hex_value(char digit)
{
    const char *at = strchr(hex, digit >= 'A' && digit <= 'F' ? digit | 0x20 : digit);

    return digit && at ? (int)(at - hex) : -1;
}

/* Visible ASCII, and after every '%' the two digits of a byte that is not NUL. */
static bool is_sound(const char *target)
{
    for (; *target; target++) {
        if (*target <= ' ' || *target > '~' || *target == '#') {
            return false;
        }
        if (*target == '%' && (hex_value(target[1]) < 0 || hex_value(target[2]) < 0 ||
                               (target[1] == '0' && target[2] == '0'))) {
            return false;
        }
    }
    return true;
}

/* The n bytes with their %xx undone; false: no UTF-8. Replaces out. */
static bool decode(const char *bytes, size_t n, struct buffer *out)
{
    buffer_reset(out);
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '%') {
            buffer_add_byte(
                out, (unsigned char)(hex_value(bytes[i + 1]) * 16 + hex_value(bytes[i + 2])));
            i += 2;
        } else {
            buffer_add_byte(out, (unsigned char)bytes[i]);
        }
    }
    return text_is_utf8(buffer_text(out), out->length);
}

/* Whether the path of n bytes is the route's; its places become values. */
static bool path_matches(const char *route, const char *path, size_t n, struct request *request)
{
    const char *end = path + n;
    struct buffer value = {0};
    bool same = true;

    while (same && *route) {
        const struct argument *argument;
        size_t length = 0;
        char name[40];

        if (*route != '{') {
            same = path < end && *route++ == *path++;
            continue;
        }
        length = strcspn(++route, "}");
        text_copy(name, length + 1 < sizeof name ? length + 1 : sizeof name, route);
        route += length + 1;
        length = strcspn(path, "/?");
        argument = wire_argument(request->verb, name);
        same = argument && length > 0 && decode(path, length, &value);
        if (same) {
            request_set(request, argument->name, buffer_text(&value));
        }
        path += length;
    }
    buffer_clear(&value);
    return same && path == end;
}

/* The same without "/domains/{domain}", where a command can do without its domain. */
static bool shorter_matches(const struct command *command, const char *path, size_t n,
                            struct request *request)
{
    const char *part = strstr(command->route, domains_part);
    const struct argument *domain = command_argument(request->verb, "domain");
    struct buffer route = {0};
    bool same;

    if (!part || !domain || domain->use & ARGUMENT_REQUIRED) {
        return false;
    }
    buffer_add(&route, command->route, (size_t)(part - command->route));
    buffer_add_text(&route, part + sizeof domains_part - 1);
    same = path_matches(buffer_text(&route), path, n, request);
    buffer_clear(&route);
    return same;
}

/* Whether the path ends with what stands behind the route's last place. That is quickly seen, and
 * most routes of a domain differ in nothing else. */
static bool ends_alike(const char *route, const char *path, size_t n)
{
    const char *place = strrchr(route, '}');
    const char *end = place ? place + 1 : route;
    size_t length = strlen(end);

    return length <= n && memcmp(path + n - length, end, length) == 0;
}

static bool verb_matches(enum verb verb, const char *path, size_t n, struct request *request)
{
    const struct command *command = command_at(verb);

    if (!command->route || !ends_alike(command->route, path, n)) {
        return false;
    }
    request_clear(request);
    request_init(request, verb);
    if (path_matches(command->route, path, n, request)) {
        return true;
    }
    request_clear(request);
    request_init(request, verb);
    return shorter_matches(command, path, n, request);
}

static void allow(struct routed *out, const char *method)
{
    size_t length = strlen(out->allowed);

    out->route = ROUTE_METHOD;
    if (!strstr(out->allowed, method)) {
        snprintf(out->allowed + length, sizeof out->allowed - length, "%s%s", length ? ", " : "",
                 method);
    }
}

static void find_verb(const char *method, const char *path, size_t n, struct routed *out)
{
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        if (!verb_matches((enum verb)verb, path, n, &out->request)) {
            continue;
        }
        if (text_equal(command_at((enum verb)verb)->method, method)) {
            out->route = ROUTE_VERB;
            out->allowed[0] = '\0';
            return;
        }
        allow(out, command_at((enum verb)verb)->method);
    }
    request_clear(&out->request);
}

static void find_own(const char *method, const char *path, size_t n, struct routed *out)
{
    for (size_t i = 0; i < COUNT(own_routes); i++) {
        bool is_plain = own_routes[i].route != ROUTE_EVENTS;

        if (strlen(own_routes[i].path) != n || memcmp(own_routes[i].path, path, n) != 0) {
            continue;
        }
        if (text_equal(method, "GET") || (is_plain && text_equal(method, "HEAD"))) {
            out->route = own_routes[i].route;
        } else {
            allow(out, "GET");
        }
    }
}

static enum status not_understood(const char *name, struct fault *fault)
{
    return fault_set(fault, STATUS_INVALID, "usage", _("\"%s\" is not understood here"), name);
}

/* What a POST says is in its body, unless that is a file. */
static bool takes_query(enum verb verb)
{
    return !text_equal(command_at(verb)->method, "POST") || route_file(verb);
}

static enum status value_read(struct request *request, const char *name, const char *value,
                              struct fault *fault)
{
    const struct argument *argument = wire_argument(request->verb, name);
    bool is_many = argument && argument->use & ARGUMENT_MANY;

    if (!argument || !takes_query(request->verb) || argument->use & ARGUMENT_HERE ||
        argument->kind == ARGUMENT_FILE || (request_has(request, argument->name) && !is_many)) {
        return not_understood(name, fault);
    }
    if (argument->kind != ARGUMENT_FLAG) {
        request_set(request, argument->name, value);
    } else if (text_equal(value, "true")) {
        request_set(request, argument->name, "");
    } else if (!text_equal(value, "false")) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s must be %s"), name,
                         _("true or false"));
    }
    return STATUS_OK;
}

static enum status events_value_read(struct routed *out, const char *name, const char *value,
                                     struct fault *fault)
{
    int64_t *to = text_equal(name, "after")  ? &out->after
                  : text_equal(name, "wait") ? &out->wait_s
                                             : NULL;

    if (!to) {
        return not_understood(name, fault);
    }
    if (!digits_read(value, to) || out->wait_s > LIMIT_EVENTS_WAIT_S) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s must be %s"), name,
                         _("a whole number"));
    }
    return STATUS_OK;
}

/* One name=value of n bytes. */
static enum status pair_read(struct routed *out, const char *pair, size_t n, struct fault *fault)
{
    const char *equals = memchr(pair, '=', n);
    size_t name_length = equals ? (size_t)(equals - pair) : n;
    struct buffer name = {0}, value = {0};
    enum status status = STATUS_OK;

    if (!decode(pair, name_length, &name) ||
        !decode(equals ? equals + 1 : pair, equals ? n - name_length - 1 : 0, &value)) {
        status = fault_set(fault, STATUS_INVALID, "bad-request",
                           _("the query is not percent-encoded UTF-8"));
    } else if (out->route == ROUTE_EVENTS) {
        status = events_value_read(out, buffer_text(&name), buffer_text(&value), fault);
    } else if (out->route == ROUTE_VERB) {
        status = value_read(&out->request, buffer_text(&name), buffer_text(&value), fault);
    }
    buffer_clear(&name);
    buffer_clear(&value);
    return status;
}

static enum status query_read(struct routed *out, const char *query, struct fault *fault)
{
    enum status status = STATUS_OK;

    while (*query && status == STATUS_OK) {
        size_t n = strcspn(query, "&");

        status = n > 0 ? pair_read(out, query, n, fault) : STATUS_OK;
        query += n + (query[n] == '&');
    }
    return status;
}

enum status route_find(const char *method, const char *target, struct routed *out,
                       struct fault *fault)
{
    size_t n = strcspn(target, "?");

    *out = (struct routed){.after = EVENTS_FROM_NOW, .wait_s = LIMIT_EVENTS_WAIT_S};
    request_init(&out->request, VERB_NONE);
    if (*target != '/' || !is_sound(target)) {
        return fault_set(fault, STATUS_INVALID, "bad-request",
                         _("the path is not percent-encoded UTF-8"));
    }
    find_own(method, target, n, out);
    if (out->route == ROUTE_NONE) {
        find_verb(method, target, n, out);
    }
    return target[n] == '?' ? query_read(out, target + n + 1, fault) : STATUS_OK;
}

void routed_clear(struct routed *routed)
{
    request_clear(&routed->request);
}

const struct argument *route_file(enum verb verb)
{
    const struct argument *arguments = command_at(verb)->arguments;

    for (size_t i = 0; i < COMMAND_ARGUMENTS && arguments[i].name; i++) {
        if (arguments[i].kind == ARGUMENT_FILE && !(arguments[i].use & ARGUMENT_HERE)) {
            return &arguments[i];
        }
    }
    return NULL;
}
