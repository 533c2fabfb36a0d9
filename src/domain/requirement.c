// SPDX-License-Identifier: MIT
#include "domain/requirement.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/lifecycle.h"

#include <assert.h>
#include <stdlib.h>

/* One line, or NULL when it is not known: a guest does not see the token, a key may be in the
 * making. */
static char *record_value(const struct domain *domain, enum record record)
{
    struct buffer value = {0};

    switch (record) {
    case RECORD_TOKEN:
        return mem_text(domain->token);
    case RECORD_SPF:
        return mem_text(domain->spf);
    case RECORD_DKIM:
        if (!domain->dkim) {
            return NULL;
        }
        buffer_add_text(&value, "v=DKIM1;k=rsa;p=");
        buffer_add_text(&value, domain->dkim);
        break;
    case RECORD_DMARC:
        buffer_add_text(&value, "v=DMARC1; p=none; rua=mailto:dmarc@");
        buffer_add_text(&value, domain->name);
        break;
    case RECORD_COUNT:
        break;
    }
    return buffer_take(&value);
}

bool record_name(enum record record, const struct name *domain, const char *selector,
                 struct name *out)
{
    struct name keys;

    switch (record) {
    case RECORD_TOKEN:
    case RECORD_SPF:
        *out = *domain;
        return true;
    case RECORD_DKIM:
        return name_prefix("_domainkey", domain, &keys) && name_prefix(selector, &keys, out);
    case RECORD_DMARC:
        return name_prefix("_dmarc", domain, out);
    case RECORD_COUNT:
        break;
    }
    return false;
}

static void requirement_make(const struct domain *domain, const struct name *name,
                             const struct name *zone, enum record record, struct requirement *out)
{
    struct name at;

    out->record = record;
    out->value = record_value(domain, record);
    out->satisfied = record_is_verified(domain, record);
    if (!record_name(record, name, domain->selector, &at)) {
        at = *name;
    }
    name_text(&at, out->name);
    if (!name_relative(&at, zone, out->host)) {
        text_copy(out->host, sizeof out->host, out->name);
    }
}

struct requirement *requirement_add(struct requirement_list *list)
{
    assert(list->count < RECORD_COUNT);
    if (!list->items) {
        list->items = mem_array(RECORD_COUNT, sizeof *list->items);
    }
    return &list->items[list->count++];
}

void requirement_list_make(const struct domain *domain, const struct name *zone,
                           struct requirement_list *out)
{
    struct name name;

    *out = (struct requirement_list){0};
    if (!name_parse(domain->name, &name)) {
        return;
    }
    if (!zone || zone->length == 0 || !name_is_within(&name, zone)) {
        zone = &name;
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (record == RECORD_TOKEN && !domain->token) {
            continue;
        }
        requirement_make(domain, &name, zone, (enum record)record, requirement_add(out));
    }
}

void requirement_list_clear(struct requirement_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].value);
    }
    free(list->items);
    *list = (struct requirement_list){0};
}
