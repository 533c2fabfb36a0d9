// SPDX-License-Identifier: MIT
#pragma once
/*
 * A table of questions to a server and what a live resolver must make of its answers. A row: name,
 * type, "r" (asked as the verifying resolver) or "d" (asked itself), the outcome and its facts, the
 * milliseconds it may take.
 */

/* Starts the script of tests/support (argv as for dns_server_start()), asks all rows at once, fails
 * the test when one comes out differently. Skips the test when the script says that what it needs
 * is not installed (PORT 0). */
void quiz_run(const char *const argv[], const char *path);
