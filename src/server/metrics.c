// SPDX-License-Identifier: MIT
#include "server/metrics.h"

#include <inttypes.h>

static const int64_t bounds_ms[METRICS_BUCKETS] = {1,   2,   5,    10,   25,   50,    100,
                                                   250, 500, 1000, 2500, 5000, 10000, 25000};

void metrics_count(struct metrics *metrics, unsigned status, int64_t ms)
{
    size_t bucket = 0;

    while (bucket < METRICS_BUCKETS && ms > bounds_ms[bucket]) {
        bucket++;
    }
    metrics->by_time[bucket]++;
    metrics->seconds += (double)ms / 1000;
    if (status < METRICS_STATUSES) {
        metrics->by_status[status]++;
    }
}

static void head_put(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void statuses_put(const struct metrics *metrics, struct buffer *out)
{
    head_put(out, "vouch_http_requests_total", "counter", "Requests that were answered.");
    for (size_t status = 0; status < METRICS_STATUSES; status++) {
        if (metrics->by_status[status] > 0) {
            buffer_printf(out, "vouch_http_requests_total{status=\"%zu\"} %" PRIu64 "\n", status,
                          metrics->by_status[status]);
        }
    }
}

static void times_put(const struct metrics *metrics, struct buffer *out)
{
    uint64_t total = 0;

    head_put(out, "vouch_http_request_seconds", "histogram", "From head to answer.");
    for (size_t i = 0; i < METRICS_BUCKETS; i++) {
        total += metrics->by_time[i];
        buffer_printf(out, "vouch_http_request_seconds_bucket{le=\"%" PRId64 ".%03" PRId64 "\"} ",
                      bounds_ms[i] / 1000, bounds_ms[i] % 1000);
        buffer_printf(out, "%" PRIu64 "\n", total);
    }
    total += metrics->by_time[METRICS_BUCKETS];
    buffer_printf(out, "vouch_http_request_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n", total);
    buffer_printf(out, "vouch_http_request_seconds_sum %.3f\n", metrics->seconds);
    buffer_printf(out, "vouch_http_request_seconds_count %" PRIu64 "\n", total);
}

void metrics_write(const struct metrics *metrics, struct buffer *out)
{
    statuses_put(metrics, out);
    times_put(metrics, out);
    head_put(out, "vouch_http_connections", "gauge", "Connections that are open.");
    buffer_printf(out, "vouch_http_connections{listener=\"tcp\"} %zu\n", metrics->open_tcp);
    buffer_printf(out, "vouch_http_connections{listener=\"unix\"} %zu\n", metrics->open_unix);
    head_put(out, "vouch_http_connections_cut_total", "counter",
             "Connections that were too slow or found no room.");
    buffer_printf(out, "vouch_http_connections_cut_total %" PRIu64 "\n", metrics->refused);
    head_put(out, "vouch_build_info", "gauge", "What runs here.");
    buffer_printf(out, "vouch_build_info{version=\"%s\"} 1\n", VOUCH_VERSION);
}
