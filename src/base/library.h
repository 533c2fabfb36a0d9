// SPDX-License-Identifier: MIT
#pragma once
/* A library that a floor stands on and the version that is running, for `--version --json` and
 * `doctor`. Each floor that fences a library says its own: loop_library(), net_library(), ... */

struct library {
    const char *name;    /* "libuv" */
    const char *version; /* of the library that is loaded, not of its header */
};
