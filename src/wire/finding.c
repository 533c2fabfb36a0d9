// SPDX-License-Identifier: MIT
#include "wire/shape.h"
#include "wire/wire.h"

static json_t *sentence(const struct finding *finding,
                        void (*write)(const struct finding *finding, struct buffer *out))
{
    struct buffer text = {0};
    json_t *json;

    write(finding, &text);
    json = json_text_n(buffer_text(&text), text.length);
    buffer_clear(&text);
    return json;
}

json_t *wire_finding(const struct finding *finding)
{
    json_t *json = json_object();

    json_put(json, "code", json_text(code_word(finding->code)));
    json_put(json, "area", json_text(area_word(finding->area)));
    json_put(json, "severity", json_text(severity_word(finding->severity)));
    json_put(json, "name", json_text(finding->name));
    json_put(json, "expected", json_text(finding->expected));
    json_put(json, "found", json_text(finding->found));
    json_put(json, "server", json_text(finding->server));
    json_put(json, "ttl", finding->ttl ? json_number(finding->ttl) : json_null());
    json_put(json, "message", sentence(finding, finding_message));
    json_put(json, "advice", sentence(finding, finding_advice));
    return json;
}
