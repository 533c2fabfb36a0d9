// SPDX-License-Identifier: MIT
#pragma once
/* What holds for this run: the command line, then the environment, then vouch.conf, then the
 * defaults. */
#include "base/clock.h"
#include "cli/global.h"

/* Adds environment, file and default folders to what the command line said. A settings file that
 * nobody named may be absent. */
enum status settings_gather(struct globals *globals, struct fault *fault) MUST_USE;
/* Opens the language that holds. code "usage". */
enum status settings_language(const struct globals *globals, struct fault *fault) MUST_USE;
/* VOUCH_CLOCK, for tests, demonstrations and pictures. */
enum status settings_clock(struct clock *clock, struct fault *fault) MUST_USE;
/* --dns-port; 0: not said. */
enum status settings_port(const struct globals *globals, uint16_t *port,
                          struct fault *fault) MUST_USE;
