// SPDX-License-Identifier: MIT
#pragma once
/* Addresses on the web that a setting names: checked strictly, asked for as they are written. Pure;
 * no names are resolved. */
#include <stdbool.h>

/* "localhost", 127.0.0.0/8 or ::1 (with or without brackets). */
bool url_is_loopback(const char *host);
/* "https://host[:port][/path]": printable ASCII, no user, no fragment. Or the same with http://
 * when the host is this machine: nobody listens on the way there. */
bool url_is_safe(const char *text);
