// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "wire/more.h"

static const char *right_text(int read_only)
{
    return read_only ? "read" : "manage";
}

void project_add_more(const struct project *project, json_t *object)
{
    json_t *more = json_object();

    json_put(more, "created_at", json_integer(project->created_at));
    json_put(object, "more", more);
}

/* Which project one is is told without its age; a list has it to the second. */
void project_read(struct reading *reading, const json_t *object, struct project *project)
{
    const json_t *more = read_more(reading, object);

    read_text(reading, object, "project", project->name, sizeof project->name);
    read_text(reading, object, "project_key", project->key, sizeof project->key);
    if (more) {
        project->created_at = read_integer(reading, more, "created_at", 0, INT64_MAX);
    } else if (json_object_get(object, "created_at")) {
        project->created_at = read_time(reading, object, "created_at");
    }
}

void credential_add_more(const struct credential *credential, json_t *object)
{
    json_t *more = json_object();

    json_put(more, "may", json_text(right_text(credential->read_only)));
    json_put(more, "created_at", json_integer(credential->created_at));
    json_put(object, "more", more);
}

/* One with its secret was just made; what it may is what was asked for. */
void credential_read(struct reading *reading, const json_t *object, struct credential *credential)
{
    const json_t *more = read_more(reading, object);
    bool is_new = json_object_get(object, "secret_key") != NULL;

    read_text(reading, object, "access_key", credential->access_key, sizeof credential->access_key);
    if (is_new) {
        read_text(reading, object, "secret_key", credential->secret_key,
                  sizeof credential->secret_key);
    }
    if (more) {
        credential->read_only = read_choice(reading, more, "may", right_text, 2) == 1;
        credential->created_at = read_integer(reading, more, "created_at", 0, INT64_MAX);
    } else if (!is_new) {
        credential->read_only = read_choice(reading, object, "may", right_text, 2) == 1;
        credential->created_at = read_time(reading, object, "created_at");
    }
}
