// SPDX-License-Identifier: MIT
#pragma once
/*
 * The header of a mail message (RFC 5322 2.2), as people paste it: with CR LF or bare LF, behind a
 * byte order mark or an mbox "From " line, or a lone field. Bounded; what is behind the first empty
 * line is not looked at. Pure.
 */
#include <stddef.h>

enum { HEADER_MOST = 1024 * 1024, HEADER_NAME = 80 };

/* name is terminated; body is as it stands, folded, n bytes. Both are borrowed for the call. */
typedef void header_field_fn(void *arg, const char *name, const char *body, size_t n);

void header_read(const char *message, size_t length, header_field_fn *field, void *arg);
