// SPDX-License-Identifier: MIT
#include "wire/shape.h"

static json_t *node_to_json(const struct spf_node *node);

json_t *spf_eval_to_json(const struct reply *reply, size_t i)
{
    const struct spf_evaluation *eval = &reply->as.spf_eval;
    json_t *json = json_object();

    (void)i;
    json_put(json, "result", json_text(spf_result_name(eval->result)));
    json_put(json, "explanation",
             eval->explanation.length
                 ? json_text_n(eval->explanation.bytes, eval->explanation.length)
                 : json_null());
    return json;
}

static json_t *term_to_json(const struct spf_node *node, size_t i)
{
    const struct spf_cost *cost = &node->costs[i];
    json_t *json = json_object();

    json_put(json, "term", json_text(node->record->terms[i].text));
    json_put(json, "bad", json_boolean(node->record->terms[i].bad));
    json_put(json, "lookups", json_number(cost->lookups));
    json_put(json, "voids", json_number(cost->voids));
    if (cost->below) {
        json_put(json, "below", node_to_json(cost->below));
    }
    return json;
}

/* As deep as the record's includes go, which spf_lint() bounds. */
static json_t *node_to_json(const struct spf_node *node)
{
    json_t *json = json_object(), *terms = json_array();

    for (size_t i = 0; node->record && node->costs && i < node->record->count; i++) {
        json_array_append_new(terms, term_to_json(node, i));
    }
    json_put(json, "name", json_name(&node->name));
    json_put(json, "record",
             node->record ? json_text_n(node->record->text, node->record->length) : json_null());
    json_put(json, "records", json_number(node->record_count));
    json_put(json, "outcome", json_text(outcome_name(node->outcome)));
    json_put(json, "lookups", json_number(node->lookups));
    json_put(json, "voids", json_number(node->voids));
    json_put(json, "loop", json_boolean(node->loop));
    json_put(json, "unread", json_boolean(node->unread));
    json_put(json, "terms", terms);
    return json;
}

json_t *spf_lint_to_json(const struct reply *reply, size_t i)
{
    const struct spf_lint *lint = &reply->as.spf_lint.lint;
    json_t *json = json_object(), *tree = json_array();

    (void)i;
    if (lint->root) {
        json_array_append_new(tree, node_to_json(lint->root));
    }
    json_put(json, "verdict", json_text(spf_verdict_name(lint->verdict)));
    json_put(json, "lookups", json_number(lint->lookups));
    json_put(json, "voids", json_number(lint->voids));
    json_put(json, "flags", json_codes(&reply->as.spf_lint.flags));
    json_put(json, "tree", tree);
    return json;
}

json_t *spf_merge_to_json(const struct reply *reply, size_t i)
{
    const struct reply_spf_merge *merge = &reply->as.spf_merge;
    json_t *json = json_object(), *records = json_array();

    (void)i;
    for (size_t at = 0; at < merge->record_count; at++) {
        json_array_append_new(records, json_text(merge->records[at]));
    }
    json_put(json, "records", records);
    json_put(json, "merged", json_text(merge->merged));
    json_put(json, "lookups_before", json_number(merge->lookups_before));
    json_put(json, "lookups", json_number(merge->lookups));
    json_put(json, "voids", json_number(merge->voids));
    json_put(json, "flags", json_codes(&merge->flags));
    return json;
}
