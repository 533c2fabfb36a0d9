// SPDX-License-Identifier: MIT
#include "ui/verify.h"

#include "base/array.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void fill_slots(struct verify *verify);

void verify_init(struct verify *verify, struct desk *desk, verify_fn *seen, void *arg)
{
    *verify = (struct verify){.desk = desk, .seen = seen, .arg = arg};
    for (size_t i = 0; i < VERIFY_SLOTS; i++) {
        verify->slots[i].verify = verify;
    }
}

static void drop_queue(struct verify *verify)
{
    for (size_t i = verify->next; i < verify->count; i++) {
        free(verify->queue[i].name);
    }
    free(verify->queue);
    verify->queue = NULL;
    verify->count = verify->capacity = verify->next = 0;
}

void verify_stop(struct verify *verify)
{
    ask_cancel(&verify->page);
    for (size_t i = 0; i < VERIFY_SLOTS; i++) {
        ask_cancel(&verify->slots[i].ask);
    }
    drop_queue(verify);
    verify->from_list = false;
}

void verify_clear(struct verify *verify)
{
    verify_stop(verify);
}

bool verify_is_running(const struct verify *verify)
{
    for (size_t i = 0; i < VERIFY_SLOTS; i++) {
        if (ask_is_open(&verify->slots[i].ask)) {
            return true;
        }
    }
    return verify->from_list || verify->next < verify->count;
}

bool verify_has(const struct verify *verify, const char *name)
{
    for (size_t i = 0; i < VERIFY_SLOTS; i++) {
        if (ask_is_open(&verify->slots[i].ask) && text_equal(verify->slots[i].name, name)) {
            return true;
        }
    }
    for (size_t i = verify->next; i < verify->count; i++) {
        if (text_equal(verify->queue[i].name, name)) {
            return true;
        }
    }
    return false;
}

static void count_result(struct verify *verify, const struct reply *reply)
{
    enum check_status status = CHECK_TEMP;

    if (reply->status == STATUS_OK) {
        status = check_overall(reply->as.check);
    }
    verify->done++;
    verify->passed += status == CHECK_PASS;
    verify->failed += status == CHECK_FAIL;
    verify->unsure += status == CHECK_TEMP;
}

static void verified(void *arg, struct reply *reply)
{
    struct verify_slot *slot = arg;
    struct verify *verify = slot->verify;

    count_result(verify, reply);
    verify->seen(verify->arg, slot->name, reply);
    fill_slots(verify);
}

static void start_slot(struct verify *verify, struct verify_slot *slot)
{
    struct request request;
    struct verify_wish *wish = &verify->queue[verify->next++];

    text_copy(slot->name, sizeof slot->name, wish->name);
    desk_request(verify->desk, &request, VERB_DOMAINS_VERIFY);
    request_set(&request, "domain", wish->name);
    request_set(&request, "only", *wish->only ? wish->only : NULL);
    request_set(&request, "caches", wish->caches ? "" : NULL);
    ask_start(&slot->ask, verify->desk, &request, verified, slot);
    free(wish->name);
    if (verify->next == verify->count) {
        verify->count = verify->next = 0;
    }
}

static void queue_name(struct verify *verify, const char *name, const char *only, bool caches)
{
    struct verify_wish *wish = ARRAY_ADD(verify->queue, verify->count, verify->capacity);

    wish->name = mem_text(name);
    text_copy(wish->only, sizeof wish->only, only ? only : "");
    wish->caches = caches;
    verify->total++;
}

static void page_came(void *arg, struct reply *reply)
{
    struct verify *verify = arg;
    const struct reply_domains *page = &reply->as.domains;

    verify->from_list = reply->status == STATUS_OK && page->next[0] != '\0';
    for (size_t i = 0; reply->status == STATUS_OK && i < page->count; i++) {
        if (page->items[i]->role == ROLE_OWNER) {
            queue_name(verify, page->items[i]->name, NULL, false);
        }
    }
    text_copy(verify->after, sizeof verify->after, reply->status == STATUS_OK ? page->next : "");
    fill_slots(verify);
    if (!verify_is_running(verify)) {
        verify->seen(verify->arg, NULL, NULL);
    }
}

static void ask_names(struct verify *verify)
{
    struct request request;

    desk_request(verify->desk, &request, VERB_DOMAINS_LIST);
    request_set(&request, "filter", *verify->filter ? verify->filter : NULL);
    request_set(&request, "sort", "name"); /* states change while we go; names do not */
    request_set(&request, "limit", "200");
    request_set(&request, "after", *verify->after ? verify->after : NULL);
    ask_start(&verify->page, verify->desk, &request, page_came, verify);
}

static void fill_slots(struct verify *verify)
{
    for (size_t i = 0; i < VERIFY_SLOTS && verify->next < verify->count; i++) {
        if (!ask_is_open(&verify->slots[i].ask)) {
            start_slot(verify, &verify->slots[i]);
        }
    }
    if (verify->from_list && verify->next == verify->count && !ask_is_open(&verify->page)) {
        ask_names(verify);
    }
}

/* Counts start anew when nothing is under way. */
static void begin(struct verify *verify)
{
    if (!verify_is_running(verify)) {
        verify->total = verify->done = verify->passed = verify->failed = verify->unsure = 0;
    }
}

void verify_one(struct verify *verify, const char *name, const char *only, bool caches)
{
    if (!verify_has(verify, name)) {
        begin(verify);
        queue_name(verify, name, only, caches);
        fill_slots(verify);
    }
}

void verify_list(struct verify *verify, const char *filter)
{
    begin(verify);
    text_copy(verify->filter, sizeof verify->filter, filter);
    verify->after[0] = '\0';
    verify->from_list = true;
    fill_slots(verify);
}
