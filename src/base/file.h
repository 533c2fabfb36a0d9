// SPDX-License-Identifier: MIT
#pragma once
/* Whole files, small ones: read bounded, written atomically (temporary file, fsync, rename). */
#include "base/buffer.h"
#include "base/fault.h"

#include <stddef.h>

/* "-" is standard input. STATUS_MISSING, STATUS_IO, STATUS_INVALID (larger than limit). */
enum status file_read(const char *path, size_t limit, struct buffer *out,
                      struct fault *fault) MUST_USE;
/* The same of a secret's file; STATUS_INVALID, code "secret-readable", when anybody but its owner
 * may read it. */
enum status file_read_private(const char *path, size_t limit, struct buffer *out,
                              struct fault *fault) MUST_USE;
enum status file_write(const char *path, const void *bytes, size_t n, unsigned mode,
                       struct fault *fault) MUST_USE;
/* mkdir -p with this mode for what is made. When it fails errno tells why, too. */
enum status file_make_folder(const char *path, unsigned mode, struct fault *fault) MUST_USE;
