// SPDX-License-Identifier: MIT
#pragma once
/* A reply's lines of JSON against those of a file in tests/data/wire. */
#include "base/file.h"
#include "wire/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

__attribute__((unused)) static void expect_text(const char *name, const struct buffer *text)
{
    char path[128];
    struct buffer wanted = {0};

    snprintf(path, sizeof path, "tests/data/wire/%s", name);
    assert_int_equal(file_read(path, 1 << 16, &wanted, NULL), STATUS_OK);
    assert_string_equal(buffer_text(text), buffer_text(&wanted));
    buffer_clear(&wanted);
}

/* Clears the reply. */
__attribute__((unused)) static void expect_lines(const char *name, struct reply *reply)
{
    struct buffer lines = {0};

    for (size_t i = 0; i < wire_reply_count(reply); i++) {
        wire_reply_line(reply, i, &lines);
    }
    expect_text(name, &lines);
    buffer_clear(&lines);
    reply_clear(reply);
}

__attribute__((unused)) static struct reply reply_of(enum reply_kind kind)
{
    struct reply reply;

    reply_init(&reply);
    reply.kind = kind;
    return reply;
}

__attribute__((unused)) static int open_wire(void **state)
{
    (void)state;
    wire_open();
    return 0;
}
