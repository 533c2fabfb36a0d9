// SPDX-License-Identifier: MIT
#include "wire/shape.h"

static json_t *result_to_json(const struct authres_result *result)
{
    json_t *json = json_object(), *props = json_object();

    for (size_t i = 0; i < result->prop_count; i++) {
        json_put(props, result->props[i].name, json_text(result->props[i].value));
    }
    json_put(json, "method", json_text(result->method));
    json_put(json, "result", json_text(result->result));
    json_put(json, "props", props);
    json_put(json, "reason", json_text(result->reason));
    return json;
}

json_t *authres_to_json(const struct reply *reply, size_t i)
{
    const struct authres *authres = reply->as.authres;
    json_t *json = json_object(), *results = json_array();

    (void)i;
    for (size_t at = 0; at < authres->count; at++) {
        json_array_append_new(results, result_to_json(&authres->results[at]));
    }
    json_put(json, "authserv_id", json_text(authres->authserv_id));
    json_put(json, "version", json_integer(authres->version));
    json_put(json, "results", results);
    return json;
}

json_t *authres_message_to_json(const struct reply *reply, size_t i)
{
    const struct authres_reading *reading = reply->as.authres_message.reading;
    json_t *json = json_object();

    (void)i;
    json_put(json, "spf", json_word(reading->spf));
    json_put(json, "dkim", json_word(reading->dkim));
    json_put(json, "dmarc", json_word(reading->dmarc));
    json_put(json, "dkim_for_domain", json_word(reading->dkim_for_domain));
    json_put(json, "spf_aligned", json_boolean(reading->spf_aligned));
    json_put(json, "flags", json_codes(&reply->as.authres_message.flags));
    return json;
}
