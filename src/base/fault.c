// SPDX-License-Identifier: MIT
#include "base/fault.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdarg.h>
#include <string.h>

enum status fault_set(struct fault *fault, enum status status, const char *code, const char *format,
                      ...)
{
    struct buffer message = {0};
    va_list args;

    if (fault == NULL || fault->status != STATUS_OK) {
        return status;
    }
    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    fault->status = status;
    text_copy(fault->code, sizeof fault->code, code);
    text_safe_copy(fault->message, sizeof fault->message, buffer_text(&message), message.length);
    buffer_clear(&message);
    return status;
}

void fault_detail(struct fault *fault, const char *key, const char *value)
{
    size_t at;

    if (fault == NULL || fault->status == STATUS_OK || fault->detail_count == FAULT_DETAILS) {
        return;
    }
    at = fault->detail_count++;
    text_copy(fault->details[at].key, sizeof fault->details[at].key, key);
    text_safe_copy(fault->details[at].value, sizeof fault->details[at].value, value, strlen(value));
}

/* The texts are read up to their ends, the details up to their count. */
void fault_clear(struct fault *fault)
{
    if (fault != NULL) {
        fault->status = STATUS_OK;
        fault->code[0] = fault->message[0] = '\0';
        fault->detail_count = 0;
    }
}
