// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a person is told when a call fails: a stable code word ("blocked-name"), one sentence in the
 * user's language, and up to four details ("domain" = "mail.naver.com"). The first writer wins, so
 * the cause is never painted over by its consequences. NULL is allowed everywhere: the caller does
 * not want to know.
 */
#include "base/status.h"

#include <stddef.h>

enum { FAULT_DETAILS = 4 };

struct fault {
    enum status status; /* STATUS_OK while nothing is wrong */
    char code[40];
    char message[320];
    struct {
        char key[24];
        char value[256];
    } details[FAULT_DETAILS];
    size_t detail_count;
};

/* Records the fault unless one is there already; returns status, so `return fault_set(...)` reads
 * well. format is already translated; the result is made safe for a screen (base/text.h). */
enum status fault_set(struct fault *fault, enum status status, const char *code, const char *format,
                      ...) PRINTF_LIKE(4, 5);

/* Adds one detail to a fault that is set; ignored when full. */
void fault_detail(struct fault *fault, const char *key, const char *value);

void fault_clear(struct fault *fault);
