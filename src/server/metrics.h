// SPDX-License-Identifier: MIT
#pragma once
/* Figures for Prometheus (text format 0.0.4). Nothing in them names a domain or a project. Pure. */
#include "base/buffer.h"

#include <stdint.h>

enum { METRICS_STATUSES = 600, METRICS_BUCKETS = 14 };

struct metrics {
    uint64_t by_status[METRICS_STATUSES];  /* requests that were answered so */
    uint64_t by_time[METRICS_BUCKETS + 1]; /* the last: longer than all */
    double seconds;                        /* of all together */
    size_t open_tcp, open_unix;            /* connections */
    uint64_t refused;                      /* connections that were cut off, or found no room */
};

void metrics_count(struct metrics *metrics, unsigned status, int64_t ms);
void metrics_write(const struct metrics *metrics, struct buffer *out);
