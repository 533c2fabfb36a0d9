// SPDX-License-Identifier: MIT
/* The case files about Authentication-Results. Third-party facts: LICENSES.txt beside them. */
#include "base/text.h"
#include "mail/authres.h"
#include "tests/support/case_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

enum { TRUSTED_MOST = 8 };

static void want_result(struct case_run *run, const json_t *wanted,
                        const struct authres_result *result)
{
    const char *reason = case_text(wanted, "reason"), *name;
    json_t *value;

    if (!text_equal(case_text(wanted, "method"), result->method) ||
        !text_equal(case_text(wanted, "result"), result->result) ||
        (reason && !text_equal(reason, result->reason))) {
        buffer_printf(&run->why, " %s=%s;", result->method, result->result);
    }
    json_object_foreach(json_object_get(wanted, "props"), name, value)
    {
        const char *got = authres_prop(result, name);

        if (!text_equal(json_string_value(value), got)) {
            buffer_printf(&run->why, " %s is %s;", name, got ? got : "absent");
        }
    }
}

static void run_authres(struct case_run *run)
{
    const char *header = case_text(run->in, "header");
    const json_t *results = json_object_get(run->expected, "results"), *version;
    struct authres *authres = NULL;
    struct fault fault = {0};

    if (authres_parse(header, strlen(header), &authres, &fault) != STATUS_OK) {
        buffer_printf(&run->why, " refused: %s;", fault.message);
        return;
    }
    case_want(run, "authserv_id", authres->authserv_id);
    version = json_object_get(run->expected, "version");
    if (version && json_integer_value(version) != authres->version) {
        buffer_printf(&run->why, " version is %d;", authres->version);
    }
    if (json_array_size(results) != authres->count) {
        buffer_printf(&run->why, " %zu results;", authres->count);
    }
    for (size_t i = 0; i < authres->count && i < json_array_size(results); i++) {
        want_result(run, json_array_get(results, i), &authres->results[i]);
    }
    authres_free(authres);
}

static void run_authres_message(struct case_run *run)
{
    const char *message = case_text(run->in, "message");
    const json_t *list = json_object_get(run->in, "trusted");
    const char *trusted[TRUSTED_MOST];
    struct authres_reading reading;
    struct name domain;

    assert_true(name_parse(case_text(run->in, "domain"), &domain));
    assert_true(json_array_size(list) <= TRUSTED_MOST);
    for (size_t i = 0; i < json_array_size(list); i++) {
        trusted[i] = json_string_value(json_array_get(list, i));
    }
    authres_read(message, strlen(message), &domain, &domain, trusted, json_array_size(list),
                 &reading);
    case_want(run, "spf", reading.spf);
    case_want(run, "dkim", reading.dkim);
    case_want(run, "dmarc", reading.dmarc);
    case_want(run, "dkim_for_domain", reading.dkim_for_domain);
    case_want_bool(run, "spf_aligned", reading.spf_aligned);
    authres_reading_clear(&reading);
}

static void reads_fields(void **state)
{
    (void)state;
    case_file_run("authres", run_authres);
}

static void reads_messages(void **state)
{
    (void)state;
    case_file_run("authres-message", run_authres_message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(reads_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
