// SPDX-License-Identifier: MIT
#include "wire/shape.h"

static json_t *status_to_json(const struct check_result *check)
{
    json_t *json = json_object();

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (check->only & 1u << record) {
            json_put(json, record_word((enum record)record),
                     json_text(check_status_word(check->records[record].status)));
        }
    }
    return json;
}

json_t *check_to_json(const struct reply *reply, size_t i)
{
    const struct check_result *check = reply->as.check;
    json_t *json = json_object();

    (void)i;
    json_put(json, "domain", json_name(&check->domain));
    json_put(json, "status", status_to_json(check));
    json_put(json, "codes", json_codes(&check->findings));
    json_put(json, "findings", json_findings(&check->findings));
    json_put(json, "fix", json_word(check->fix));
    json_put(json, "lookups", json_number(check->lookups));
    json_put(json, "took_ms", json_integer(check->took_ms));
    return json;
}
