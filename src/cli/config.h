// SPDX-License-Identifier: MIT
#pragma once
/* vouch.conf: read strictly, checked where it stands, and written back as it holds. */
#include "base/buffer.h"
#include "cli/global.h"

/* Fills in what has not been said yet. Unknown keys and sections and bad values are refused with
 * their place, also where they would not count. STATUS_MISSING: no such file. */
enum status config_read_file(struct globals *globals, const char *path,
                             struct fault *fault) MUST_USE;
/* The same of bytes; source is how faults call them. */
enum status config_read(struct globals *globals, const char *source, const char *bytes, size_t n,
                        struct fault *fault) MUST_USE;
/* A whole settings file: what holds as settings, the rest as comments, as is a value that no file
 * can hold (an invisible character, a blank at an end). It reads back. */
void config_write(const struct globals *globals, struct buffer *out);
/* --check-config and --print-config, once the settings are gathered; the exit code. */
int config_answer(const struct globals *globals);
