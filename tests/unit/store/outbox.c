// SPDX-License-Identifier: MIT
#include "store/outbox.h"

#include "tests/unit/store/fixture.h"

static const struct holder me = {.run = 7, .now = 1000, .until = 2000};

static enum status claimed(const struct fixture *fixture, enum outbox_target target,
                           const struct holder *holder, struct outbox_message *out)
{
    enum status status = outbox_claim(writer(fixture), target, holder, out, NULL);

    if (status == STATUS_OK) {
        assert_string_equal(out->body, "{}");
        free(out->body);
    }
    return status;
}

static void a_message_is_delivered_by_one_and_then_gone(void **state)
{
    struct fixture *fixture = *state;
    struct holder other = {.run = 8, .now = 1000, .until = 2000};
    struct outbox_message message;

    assert_int_equal(outbox_add(writer(fixture), OUTBOX_COMMAND, "{}", 1000, NULL), STATUS_OK);
    assert_int_equal(claimed(fixture, OUTBOX_WEBHOOK, &me, &message), STATUS_MISSING);
    assert_int_equal(claimed(fixture, OUTBOX_COMMAND, &me, &message), STATUS_OK);
    assert_int_equal(message.at, 1000);
    assert_int_equal(message.attempts, 0);
    assert_int_equal(claimed(fixture, OUTBOX_COMMAND, &me, &message), STATUS_MISSING);
    assert_int_equal(claimed(fixture, OUTBOX_COMMAND, &other, &message), STATUS_OK);
    assert_int_equal(outbox_remove(writer(fixture), message.id, NULL), STATUS_OK);
    assert_int_equal(claimed(fixture, OUTBOX_COMMAND, &other, &message), STATUS_MISSING);
}

static void what_failed_is_tried_again_later(void **state)
{
    struct fixture *fixture = *state;
    struct holder later = {.run = 7, .now = 5000, .until = 6000};
    struct outbox_message message;
    int64_t at = -1;

    assert_int_equal(outbox_next(reader(fixture), OUTBOX_WEBHOOK, &at, NULL), STATUS_OK);
    assert_int_equal(at, 0);
    assert_int_equal(outbox_add(writer(fixture), OUTBOX_WEBHOOK, "{}", 1000, NULL), STATUS_OK);
    assert_int_equal(claimed(fixture, OUTBOX_WEBHOOK, &me, &message), STATUS_OK);
    assert_int_equal(outbox_retry(writer(fixture), message.id, 5000, NULL), STATUS_OK);
    assert_int_equal(outbox_next(reader(fixture), OUTBOX_WEBHOOK, &at, NULL), STATUS_OK);
    assert_int_equal(at, 5000);
    assert_int_equal(claimed(fixture, OUTBOX_WEBHOOK, &me, &message), STATUS_MISSING);
    assert_int_equal(claimed(fixture, OUTBOX_WEBHOOK, &later, &message), STATUS_OK);
    assert_int_equal(message.attempts, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(a_message_is_delivered_by_one_and_then_gone),
        IN_STORE(what_failed_is_tried_again_later),
    };

    return cmocka_run_group_tests_name("store/outbox", tests, NULL, NULL);
}
