// SPDX-License-Identifier: MIT
#pragma once
/* One line a message on standard error, key=value, safe text only. Off while the console owns the
 * terminal. */
#include "base/status.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG, LOG_LEVEL_COUNT };

void log_limit(enum log_level most); /* default LOG_WARN */
void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);
