// SPDX-License-Identifier: MIT
/* Any vouch.conf is taken or refused with one fault that says where, and what was taken is written
 * back as a file that reads as the same. */
#include "cli/config.h"

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

static void expect_place(const struct fault *fault, enum status status)
{
    expect(status == fault->status);
    expect((status == STATUS_OK) == (fault->message[0] == '\0'));
    expect(status == STATUS_OK || text_starts(fault->message, "file:"));
}

/* What a value is written as must be read again as itself. */
static void expect_round_trip(const struct globals *globals)
{
    struct globals again = {0};
    struct buffer text = {0}, twice = {0};
    struct fault fault = {0};

    config_write(globals, &text);
    expect(config_read(&again, "file", buffer_text(&text), text.length, &fault) == STATUS_OK);
    config_write(&again, &twice);
    expect(text_equal(buffer_text(&text), buffer_text(&twice)));
    buffer_clear(&text);
    buffer_clear(&twice);
    globals_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct globals globals = {0};
    struct fault fault = {0};
    enum status status = config_read(&globals, "file", (const char *)bytes, n, &fault);

    expect_place(&fault, status);
    if (status == STATUS_OK) {
        expect_round_trip(&globals);
    }
    globals_clear(&globals);
    return 0;
}
