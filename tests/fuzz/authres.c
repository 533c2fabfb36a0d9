// SPDX-License-Identifier: MIT
/*
 * Any bytes as an Authentication-Results field, as a whole message, and as the body of a field
 * between Received lines; what is kept can be shown as it is.
 */
#include "mail/authres.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void expect_safe(const char *text)
{
    struct buffer safe = {0};

    if (text) {
        text_safe(&safe, text, strlen(text));
        expect(strcmp(buffer_text(&safe), text) == 0);
    }
    buffer_clear(&safe);
}

static void check_result(const struct authres_result *result)
{
    expect(result->method[0] != '\0' && result->result[0] != '\0');
    expect_safe(result->method);
    expect_safe(result->result);
    expect_safe(result->reason);
    expect_safe(result->comment);
    for (size_t i = 0; i < result->prop_count; i++) {
        expect(result->props[i].name[0] != '\0');
        expect_safe(result->props[i].name);
        expect_safe(result->props[i].value);
    }
}

static void check_field(const char *bytes, size_t n)
{
    const char *bad;
    struct authres *some = authres_parse_some(bytes, n, &bad), *whole = NULL;
    struct fault fault = {0};
    bool good = authres_parse(bytes, n, &whole, &fault) == STATUS_OK;

    expect(good == (bad == NULL) && (!good || whole->count == some->count));
    expect_safe(some->authserv_id);
    for (size_t i = 0; i < some->count; i++) {
        check_result(&some->results[i]);
    }
    authres_free(some);
    authres_free(whole);
}

static void check_message(const char *bytes, size_t n, const char *const *trusted, size_t count)
{
    struct authres_reading reading;
    struct name domain;

    expect(name_parse("shop.example", &domain));
    authres_read(bytes, n, &domain, &domain, trusted, count, &reading);
    expect_safe(reading.spf);
    expect_safe(reading.spf_domain);
    expect_safe(reading.dkim_domain);
    expect_safe(reading.dkim_selector);
    expect_safe(reading.from_domain);
    expect_safe(reading.policy);
    expect_safe(reading.reason);
    expect_safe(reading.untrusted_id);
    expect(!(reading.none && reading.arc_only));
    expect(reading.dkim[0] != '\0' || reading.signature_count == 0);
    authres_reading_clear(&reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const trusted[] = {"mx.recv.example", "a.example"};
    const char *raw = n > 0 ? (const char *)bytes : "";
    struct buffer message = {0};

    check_field(raw, n);
    check_message(raw, n, NULL, 0);
    check_message(raw, n, trusted, COUNT(trusted));
    buffer_add_text(&message, "Received: from a by mx.recv.example\nAuthentication-Results: ");
    buffer_add(&message, raw, n);
    buffer_add_text(&message, "\nReceived: ");
    buffer_add(&message, raw, n);
    buffer_add_text(&message, "\nAuthentication-Results: ");
    buffer_add(&message, raw, n);
    check_message(message.bytes, message.length, trusted, COUNT(trusted));
    buffer_clear(&message);
    return 0;
}
