// SPDX-License-Identifier: MIT
#include "wire/shape.h"

json_t *dkim_lint_to_json(const struct reply *reply, size_t i)
{
    const struct reply_dkim_lint *lint = &reply->as.dkim_lint;
    json_t *json = json_object();

    (void)i;
    json_put(json, "verdict", json_text(lint->verdict));
    json_put(json, "reason", json_text(dkim_reason_name(lint->reason)));
    json_put(json, "k", json_word(lint->k));
    json_put(json, "bits", json_number(lint->bits));
    json_put(json, "match", lint->match < 0 ? json_null() : json_boolean(lint->match));
    json_put(json, "flags", json_codes(&lint->flags));
    return json;
}
