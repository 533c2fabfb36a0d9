// SPDX-License-Identifier: MIT
#include "wire/shape.h"

json_t *token_to_json(const struct reply *reply, size_t i)
{
    json_t *json = json_object();

    (void)i;
    json_put(json, "token", json_text(reply->as.token));
    return json;
}

json_t *key_to_json(const struct reply *reply, size_t i)
{
    json_t *json = json_object();

    (void)i;
    json_put(json, "key", json_text(reply->as.key));
    return json;
}

json_t *project_to_json(const struct reply *reply, size_t i)
{
    json_t *json = json_object();

    (void)i;
    json_put(json, "project", json_text(reply->as.project.name));
    json_put(json, "project_key", json_text(reply->as.project.key));
    return json;
}

json_t *projects_to_json(const struct reply *reply, size_t i)
{
    const struct project *project = &reply->as.projects.items[i];
    json_t *json = json_object();

    json_put(json, "project", json_text(project->name));
    json_put(json, "project_key", json_text(project->key));
    json_put(json, "created_at", json_time(project->created_at));
    return json;
}

/* With its secret it is the answer to --new; without, a row of the list. */
json_t *credential_to_json(const struct reply *reply, size_t i)
{
    const struct credential *credential = &reply->as.credentials.items[i];
    json_t *json = json_object();

    json_put(json, "access_key", json_text(credential->access_key));
    if (credential->secret_key[0]) {
        json_put(json, "secret_key", json_text(credential->secret_key));
        return json;
    }
    json_put(json, "may", json_text(credential->read_only ? "read" : "manage"));
    json_put(json, "created_at", json_time(credential->created_at));
    return json;
}
