// SPDX-License-Identifier: MIT
#include "ui/share_entry.h"

#include "base/text.h"
#include "ui/app.h"
#include "ui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char own[] = "3f9b6c20-7d14-4e8a-b1c2-ab1e00c0de42";
static const char other[] = "8c1f0a7e-55d2-4b0e-9a31-c0ffee00d00d";

static int open_domain(void **state)
{
    struct app *app = calloc(1, sizeof *app);
    struct domain *domain = domain_new();

    domain->shares = calloc(1, sizeof *domain->shares);
    domain->share_count = 1;
    text_copy(domain->shares->project_key, sizeof domain->shares->project_key, other);
    app->subject.domain = domain;
    text_copy(app->share_entry.own_key, sizeof app->share_entry.own_key, own);
    *state = app;
    return 0;
}

static int close_domain(void **state)
{
    struct app *app = *state;

    field_clear(&app->share_entry.field);
    domain_free(app->subject.domain);
    free(app);
    return 0;
}

static void a_key_is_judged_while_typed(void **state)
{
    static const struct {
        const char *text;
        enum share_doubt doubt;
    } rows[] = {
        {"", SHARE_EMPTY},
        {"b7720d1c", SHARE_BAD_FORM},
        {"b7720d1c-9e3f-4c55-8a01-5eed0042f00d", SHARE_FINE},
        {"b7720d1c-9e3f-4c55-8a01-5eed0042f00", SHARE_BAD_FORM},
        {"b7720d1c-9e3f-4c55-8a01-5eed0042f00dd", SHARE_BAD_FORM},
        {"b7720d1c-9e3f-4c55-8a01-5eed0042f00g", SHARE_BAD_FORM},
        {"b7720d1c-9e3f-4c55-8a0105eed0042f00d", SHARE_BAD_FORM},
        {"b7720d1c--e3f-4c55-8a01-5eed0042f00d", SHARE_BAD_FORM},
        {"3f9b6c20-7d14-4e8a-b1c2-ab1e00c0de42", SHARE_OWN},
        {"3F9B6C20-7D14-4E8A-B1C2-AB1E00C0DE42", SHARE_OWN},
        {"8c1f0a7e-55d2-4b0e-9a31-c0ffee00d00d", SHARE_THERE},
    };
    struct app *app = *state;

    for (size_t i = 0; i < COUNT(rows); i++) {
        field_set(&app->share_entry.field, rows[i].text);
        assert_int_equal(share_entry_judge(app), rows[i].doubt);
    }
}

static void it_takes_keys_only_while_typing(void **state)
{
    struct app *app = *state;

    assert_false(share_entry_key(app, 'a'));
    app->share_entry.typing = true;
    assert_true(share_entry_key(app, 'a'));
    assert_true(share_entry_key(app, 'd'));
    assert_string_equal(field_text(&app->share_entry.field), "ad");
    assert_true(share_entry_key(app, KEY_ESCAPE));
    assert_false(app->share_entry.typing);
    assert_false(share_entry_key(app, 'd'));
    assert_string_equal(field_text(&app->share_entry.field), "ad");
}

static void only_a_row_that_is_there_is_chosen(void **state)
{
    struct app *app = *state;

    app->depth = 2;
    app->subject.share = SIZE_MAX;
    assert_null(share_chosen(app));
    app->subject.share = 1;
    assert_null(share_chosen(app));
    app->subject.share = 0;
    assert_string_equal(share_chosen(app)->project_key, other);
    app->depth = 1; /* the list */
    assert_null(share_chosen(app));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_key_is_judged_while_typed, open_domain, close_domain),
        cmocka_unit_test_setup_teardown(it_takes_keys_only_while_typing, open_domain, close_domain),
        cmocka_unit_test_setup_teardown(only_a_row_that_is_there_is_chosen, open_domain,
                                        close_domain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
