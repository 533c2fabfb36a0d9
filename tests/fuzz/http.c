// SPDX-License-Identifier: MIT
/* A request line and fields, one a line, as the server reads them: any bytes are refused in words
 * or understood, and what was understood is sent again the same. */
#include "base/memory.h"
#include "base/text.h"
#include "server/heads.h"
#include "server/route.h"
#include "server/signed.h"
#include "wire/call.h"
#include "wire/wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

/* The next line, cut off in place; NULL: none is left. */
static char *line_next(char **rest)
{
    char *line = *rest;

    if (line) {
        *rest = strchr(line, '\n');
        if (*rest) {
            *(*rest)++ = '\0';
        }
    }
    return line;
}

static void fields_read(char *rest, struct heads *heads)
{
    char *line;

    while ((line = line_next(&rest)) != NULL) {
        char *value = strchr(line, ':');

        if (value) {
            *value++ = '\0';
            heads_add(heads, line, value + strspn(value, " "));
        }
    }
}

/* What path and query said is what they say again. */
static void check_again(const struct request *request)
{
    struct call call = {.method = NULL};
    struct routed again;

    if (request_check(request, NULL) || wire_call(request, &call, NULL)) {
        return;
    }
    expect(route_find(call.method, buffer_text(&call.target), &again, NULL) == STATUS_OK);
    expect(again.route == ROUTE_VERB && again.request.verb == request->verb);
    for (size_t i = 0; i < again.request.count; i++) {
        const struct request_value *value = &again.request.values[i];

        expect(text_equal(request_get(request, value->name),
                          request_get(&again.request, value->name)));
    }
    routed_clear(&again);
    call_clear(&call);
}

static void check_route(const char *method, const char *target)
{
    struct routed routed;
    struct fault fault = {0};

    if (route_find(method, target, &routed, &fault)) {
        expect(fault.message[0] != '\0');
    } else if (routed.route == ROUTE_VERB) {
        expect(text_equal(command_at(routed.request.verb)->method, method));
        check_again(&routed.request);
    }
    expect((routed.route == ROUTE_METHOD) == (routed.allowed[0] != '\0'));
    routed_clear(&routed);
}

static void check_heads(const char *method, const char *target, const struct heads *heads)
{
    struct proof proof;
    struct fault fault = {0};
    char language[4] = "";
    int64_t revision;

    heads_language(heads, language);
    expect(language[0] == '\0' || strstr("en ja ko", language) != NULL);
    if (heads_revision(heads, &revision, NULL) == STATUS_OK) {
        expect(revision >= 0);
    }
    if (heads_check(heads, method, target, &fault)) {
        expect(fault.message[0] != '\0');
        return;
    }
    expect(heads->values[HEAD_HOST] && heads_length(heads) >= -1);
    if (proof_read(heads, method, target, &proof, NULL) == STATUS_OK) {
        expect(proof.at >= 0 && proof.text && proof.access_key[0] &&
               text_starts(proof.text, method));
    }
    proof_clear(&proof);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = mem_text_n((const char *)bytes, n), *rest = text;
    struct heads heads = {.bytes = 0};
    const char *method, *target;

    wire_open();
    method = line_next(&rest);
    target = line_next(&rest);
    if (target) {
        fields_read(rest, &heads);
        check_heads(method, target, &heads);
        check_route(method, target);
    }
    free(text);
    return 0;
}
