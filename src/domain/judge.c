// SPDX-License-Identifier: MIT
#include "domain/judge.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/trouble.h"
#include "domain/txt.h"

#include <stdlib.h>
#include <string.h>

enum { BIG_UDP = 1232, BIG_ANY = 4096, ED25519_CHARS = 44 };

// clang-format off
static judge_fn *const judges[] = {
    [RECORD_TOKEN] = judge_token, [RECORD_SPF] = judge_spf,
    [RECORD_DKIM] = judge_dkim,   [RECORD_DMARC] = judge_dmarc,
};
// clang-format on
_Static_assert(COUNT(judges) == RECORD_COUNT, "every record has its judge");

void judged_clear(struct judged *judged)
{
    finding_list_clear(&judged->findings);
    free(judged->seen);
    free(judged->fix);
    *judged = (struct judged){0};
}

void judged_see(struct judged *judged, const char *bytes, size_t n)
{
    struct buffer safe = {0};

    free(judged->seen);
    if (text_plain_run(bytes, n) == n) {
        judged->seen = mem_text_n(bytes, n);
    } else {
        text_safe(&safe, bytes, n);
        judged->seen = buffer_take(&safe);
    }
}

void judged_see_take(struct judged *judged, struct buffer *value)
{
    size_t n = value->length;

    if (text_plain_run(buffer_text(value), n) == n) {
        free(judged->seen);
        judged->seen = buffer_take(value);
    } else {
        judged_see(judged, value->bytes, n);
        buffer_clear(value);
    }
}

void judged_see_first(struct judged *judged, const struct answers *answers)
{
    struct buffer room = {0};
    size_t n;
    const char *text = rr_txt_text(&answers->records[0], &room, &n);

    if (text == room.bytes) {
        judged_see_take(judged, &room);
    } else {
        judged_see(judged, text, n);
    }
}

/* 32 raw bytes are an Ed25519 key (RFC 8463 4); as base64 they have this many characters. */
static char *dkim_value(const char *key)
{
    const char *head = strlen(key) == ED25519_CHARS ? "v=DKIM1;k=ed25519;p=" : "v=DKIM1;k=rsa;p=";
    size_t before = strlen(head), n = strlen(key);
    char *value = mem_resize(NULL, before + n + 1, 1);

    memcpy(value, head, before);
    memcpy(value + before, key, n + 1);
    return value;
}

static char *spf_value(const struct check_wanted *wanted)
{
    struct buffer value = {0};

    if (wanted->spf && *wanted->spf) {
        return mem_text(wanted->spf);
    }
    if (!wanted->include || !*wanted->include) {
        return NULL;
    }
    buffer_printf(&value, "v=spf1 include:%s ~all", wanted->include);
    return buffer_take(&value);
}

char *judge_expected(const struct check_wanted *wanted, enum record record)
{
    switch (record) {
    case RECORD_TOKEN:
        return mem_text(wanted->token);
    case RECORD_SPF:
        return spf_value(wanted);
    case RECORD_DKIM:
        return wanted->dkim && *wanted->dkim ? dkim_value(wanted->dkim) : NULL;
    case RECORD_DMARC:
    case RECORD_COUNT:
        break;
    }
    return NULL;
}

/* Nothing certain: a circle of CNAMEs is the owner's mistake, everything else may pass. */
static void judge_trouble(enum record record, const struct view *view, const struct name *name,
                          struct judged *out)
{
    out->judgement = view->outcome == OUTCOME_LOOP ? JUDGEMENT_WRONG : JUDGEMENT_UNSURE;
    trouble_tell(view->outcome, record_area(record), name, &out->findings);
}

static void tell_size(const struct view *view, const struct name *name, struct judged *out)
{
    size_t size = txt_wire_size(view->answers);

    if (size > BIG_UDP) {
        struct finding *finding = finding_add(&out->findings, CODE_DNS_BIG_TXT, AREA_DNS, name);

        finding_word(finding, "bytes", "%zu", size);
        finding->severity = size > BIG_ANY ? SEVERITY_WARN : SEVERITY_INFO;
    }
}

/* Where a CNAME stands at the domain itself, it is what has to go. */
static void tell_alias(const struct checkup *checkup, enum record record, const struct view *view,
                       struct judged *out)
{
    bool at_apex = record == RECORD_TOKEN || record == RECORD_SPF;

    if (at_apex && view->alias && out->judgement == JUDGEMENT_WRONG) {
        struct finding *finding = finding_add(&out->findings, CODE_DNS_CNAME_AT_APEX,
                                              record_area(record), &checkup->wanted->domain);

        finding_word_name(finding, "target", view->alias);
    }
}

static void tell_emptiness(enum record record, const struct view *view, const struct name *name,
                           struct judged *out)
{
    if (view->outcome == OUTCOME_NODATA && !view->alias && !out->inherited) {
        finding_add(&out->findings, CODE_DNS_NODATA, record_area(record), name);
    }
}

bool judge_record(struct checkup *checkup, enum record record, const struct view *view,
                  struct judged *out)
{
    const struct name *name = &checkup->out->records[record].name;

    *out = (struct judged){0};
    if (!view_is_definite(view)) {
        judge_trouble(record, view, name, out);
        return true;
    }
    if (!judges[record](checkup, view, out)) {
        judged_clear(out);
        return false;
    }
    tell_size(view, name, out);
    tell_alias(checkup, record, view, out);
    tell_emptiness(record, view, name, out);
    return true;
}
