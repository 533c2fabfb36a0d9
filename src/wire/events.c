// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "wire/answer.h"
#include "wire/more.h"

#include <stdlib.h>

enum { EVENTS_MOST = 10000 };

static const char *kind_text(int kind)
{
    return event_kind_word((enum event_kind)kind);
}

static json_t *event_to_json(const struct event *event)
{
    json_t *json = json_object();

    json_put(json, "seq", json_integer(event->sequence));
    json_put(json, "at", json_time(event->at));
    json_put(json, "kind", json_text(event_kind_word(event->kind)));
    json_put(json, "domain", json_word(event->domain));
    json_put(json, "job", json_word(event->job));
    return json;
}

struct json_t *wire_events(const struct event_batch *batch)
{
    json_t *json = json_object(), *list = json_array();

    for (size_t i = 0; i < batch->count; i++) {
        json_array_append_new(list, event_to_json(&batch->items[i]));
    }
    json_put(json, "events", list);
    json_put(json, "next", json_integer(batch->next));
    return json;
}

static void event_read(struct reading *reading, const json_t *json, struct event *event)
{
    event->sequence = read_integer(reading, json, "seq", 0, INT64_MAX);
    event->at = read_time(reading, json, "at");
    event->kind = (enum event_kind)read_choice(reading, json, "kind", kind_text, EVENT_OFFLINE);
    read_text(reading, json, "domain", event->domain, sizeof event->domain);
    read_text(reading, json, "job", event->job, sizeof event->job);
}

enum status wire_events_read(const struct json_t *json, const char *project,
                             struct event_batch *out, struct fault *fault)
{
    struct reading reading = {""};
    const json_t *list = read_array(&reading, json, "events", EVENTS_MOST);
    struct event_batch batch = {.count = json_array_size(list)};
    enum status status;

    batch.items = mem_array(batch.count + 1, sizeof *batch.items);
    for (size_t i = 0; i < batch.count; i++) {
        event_read(&reading, json_array_get(list, i), &batch.items[i]);
        text_copy(batch.items[i].project, sizeof batch.items[i].project, project);
    }
    batch.next = read_integer(&reading, json, "next", 0, INT64_MAX);
    status = reading_end(&reading, fault);
    if (status) {
        event_batch_clear(&batch);
        return status;
    }
    *out = batch;
    return STATUS_OK;
}

void event_batch_clear(struct event_batch *batch)
{
    free(batch->items);
    *batch = (struct event_batch){.items = NULL};
}
