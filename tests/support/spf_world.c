// SPDX-License-Identifier: MIT
#include "tests/support/spf_world.h"

#include "base/file.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on

struct zone_book *spf_world(void)
{
    struct buffer text = {0};
    struct fault fault = {0};

    if (file_read("tests/data/mail/spf_world.zone", 1 << 20, &text, &fault) != STATUS_OK) {
        fail_msg("%s", fault.message);
    }
    struct zone_book *zoned = zone_book_new(text.bytes);

    zone_book_silence(zoned, "silent.test");
    zone_book_silence(zoned, "silent.mx.test");
    zone_book_silence(zoned, "silent.ptr.test");
    buffer_clear(&text);
    return zoned;
}
