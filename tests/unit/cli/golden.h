// SPDX-License-Identifier: MIT
#pragma once
/* What would be printed, against a file in tests/data/cli. */
#include "base/file.h"
#include "cli/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Takes what is pending. */
__attribute__((unused)) static void golden_is(const char *name, struct output *output)
{
    char path[128];
    struct buffer wanted = {0};

    snprintf(path, sizeof path, "tests/data/cli/%s", name);
    assert_int_equal(file_read(path, 1 << 16, &wanted, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&output->pending), buffer_text(&wanted));
    buffer_clear(&wanted);
    buffer_clear(&output->pending);
}

/* Writes nowhere by itself. */
__attribute__((unused)) static struct output output_of(enum output_form form, size_t width)
{
    return (struct output){.fd = -1, .form = form, .width = width};
}
