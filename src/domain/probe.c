// SPDX-License-Identifier: MIT
#include "domain/probe.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/lint.h"
#include "domain/places.h"
#include "domain/txt.h"
#include "domain/value.h"
#include "mail/txt_kind.h"

#include <stdlib.h>
#include <string.h>

/* A label nobody uses: what answers to it answers to everything. */
static const char stranger[] = "vouch-no-such-name";

static bool has_token(const struct checkup *checkup, const struct answers *answers)
{
    const char *token = checkup->wanted->token;
    bool found = false;
    struct txt txt;

    txt_read(answers, &txt);
    for (size_t i = 0; i < txt.count && !found; i++) {
        struct value value;

        value_read(txt.items[i].text, txt.items[i].length, NULL, &value);
        found = text_equal(buffer_text(&value.plain), token);
        value_clear(&value);
    }
    txt_clear(&txt);
    return found;
}

static bool has_spf(const struct checkup *checkup, const struct answers *answers)
{
    const char *include = checkup->wanted->include;
    struct buffer record = {0};
    struct spf *spf;
    bool found = false;

    if (spf_select(answers, &record) == 0) {
        return false;
    }
    spf = spf_parse(buffer_text(&record), record.length);
    for (size_t i = 0; i < spf->count; i++) {
        found = found || (include && spf_term_includes(&spf->terms[i], include));
    }
    spf_free(spf);
    buffer_clear(&record);
    return found || !include || !*include;
}

static bool is_key(const struct txt_value *bytes, const char *ours)
{
    enum txt_kind kind = txt_kind_of(bytes->text, bytes->length);
    struct dkim_record record;
    size_t at;
    bool is;

    if (kind != TXT_KIND_DKIM && kind != TXT_KIND_OTHER) {
        return false;
    }
    dkim_parse(bytes->text, bytes->length, &record);
    is = record.reason == DKIM_REASON_NONE &&
         (!ours || dkim_key_relation(buffer_text(&record.p), ours, &at) == DKIM_SAME);
    dkim_record_clear(&record);
    return is;
}

/* Ours, or the one this domain had before; any, while ours is not known. */
static bool has_key(const struct checkup *checkup, const struct answers *answers)
{
    const struct check_wanted *wanted = checkup->wanted;
    const char *ours = wanted->dkim && *wanted->dkim ? wanted->dkim : NULL;
    const char *old = ours && wanted->old_dkim && *wanted->old_dkim ? wanted->old_dkim : ours;
    bool found = false;
    struct txt txt;

    txt_read(answers, &txt);
    for (size_t i = 0; i < txt.count && !found; i++) {
        found = is_key(&txt.items[i], ours) || (old != ours && is_key(&txt.items[i], old));
    }
    txt_clear(&txt);
    return found;
}

static bool has_dmarc(const struct checkup *checkup, const struct answers *answers)
{
    (void)checkup;
    return dmarc_select(answers, NULL) > 0;
}

typedef bool has_fn(const struct checkup *checkup, const struct answers *answers);

// clang-format off
static const struct {
    has_fn *has;       /* the wanted record is among these */
    enum code missing; /* what is said when it is nowhere */
} records[] = {
    [RECORD_TOKEN] = {has_token, CODE_TOKEN_MISSING}, [RECORD_SPF] = {has_spf, CODE_SPF_MISSING},
    [RECORD_DKIM] = {has_key, CODE_DKIM_MISSING},     [RECORD_DMARC] = {has_dmarc, CODE_DMARC_MISSING},
};
// clang-format on
_Static_assert(COUNT(records) == RECORD_COUNT, "every record can be found");

static void tell_place(struct checkup *checkup, enum record record, const struct place *place,
                       const struct address *server, struct judged *judged)
{
    struct check_record *seen = &checkup->out->records[record];
    struct finding *finding =
        finding_add(&judged->findings, place->code, record_area(record), &seen->name);
    char *expected = judge_expected(checkup->wanted, record);
    char at[NAME_TEXT];
    struct view view;

    name_text(&place->name, at);
    finding_word(finding, "at", "%s", at);
    finding_expect(finding, expected, at);
    if (record == RECORD_DKIM) {
        finding_word(finding, "sel", "%s", checkup->wanted->selector);
    }
    free(seen->found_at);
    seen->found_at = mem_dup(&place->name, sizeof place->name);
    seen->found_whole = checkup_view(checkup, server, &place->name, RR_TXT, &view) && expected &&
                        txt_find(view.answers, expected) < view.answers->count;
    finding_list_remove(&judged->findings, records[record].missing, record_area(record));
    free(expected);
}

static bool same_txt(const struct view *a, const struct view *b)
{
    struct txt left, right;
    bool same;

    if (a->outcome != OUTCOME_FOUND || b->outcome != OUTCOME_FOUND) {
        return false;
    }
    txt_read(a->answers, &left);
    txt_read(b->answers, &right);
    same = txt_equal(&left, &right);
    txt_clear(&left);
    txt_clear(&right);
    return same;
}

/* The mail hosts of the domain are places for what stands at its name, too. False: waiting. */
static bool add_mail_hosts(struct checkup *checkup, enum record record,
                           const struct address *server, struct places *places)
{
    const struct name *domain = &checkup->wanted->domain;
    struct name host;
    struct view mx;

    if (places->complete || (record != RECORD_TOKEN && record != RECORD_SPF)) {
        return true;
    }
    if (!checkup_view(checkup, server, domain, RR_MX, &mx)) {
        return false;
    }
    places->complete = true;
    for (size_t i = 0; i < mx.answers->count; i++) {
        if (rr_name(&mx.answers->records[i], &host) && name_is_within(&host, domain)) {
            places_add(places, &host, CODE_HOST_AT_WWW, domain);
        }
    }
    return true;
}

/* Asks at all places at once; *found becomes the first that has it, NULL when none has. */
static bool search(struct checkup *checkup, enum record record, const struct address *server,
                   const struct places *places, const struct place **found)
{
    struct name strange;
    struct view wild = {0};
    bool complete = true;

    *found = NULL;
    if (name_prefix(stranger, &checkup->wanted->domain, &strange)) {
        complete = checkup_view(checkup, server, &strange, RR_TXT, &wild);
    }
    for (size_t i = 0; i < places->count; i++) {
        struct view view;

        if (!checkup_view(checkup, server, &places->items[i].name, RR_TXT, &view)) {
            complete = false;
        } else if (!*found && view.outcome == OUTCOME_FOUND && !same_txt(&view, &wild) &&
                   records[record].has(checkup, view.answers)) {
            *found = &places->items[i];
        }
    }
    return complete;
}

/* Other keys below _domainkey: that name exists though our selector does not. */
static bool tell_neighbours(struct checkup *checkup, const struct address *server,
                            struct judged *judged)
{
    struct check_record *seen = &checkup->out->records[RECORD_DKIM];
    struct name parent;
    struct view view, own;
    struct finding *finding;

    if (!finding_list_has(&judged->findings, CODE_DKIM_MISSING) ||
        !name_prefix("_domainkey", &checkup->wanted->domain, &parent)) {
        return true;
    }
    if (!checkup_view(checkup, server, &parent, RR_TXT, &view)) {
        return false;
    }
    if (!checkup_view(checkup, server, &seen->name, RR_TXT, &own)) {
        return false;
    }
    if (own.outcome == OUTCOME_NXDOMAIN &&
        (view.outcome == OUTCOME_NODATA || view.outcome == OUTCOME_FOUND)) {
        finding =
            finding_add(&judged->findings, CODE_DKIM_SELECTOR_MISSING, AREA_DKIM, &seen->name);
        finding_word(finding, "sel", "%s", checkup->wanted->selector);
        finding_list_remove(&judged->findings, CODE_DKIM_MISSING, AREA_DKIM);
    }
    return true;
}

/* The obsolete record type; an error, as there is no TXT. */
static bool tell_type99(struct checkup *checkup, const struct address *server,
                        struct judged *judged)
{
    const struct name *domain = &checkup->wanted->domain;
    struct view view;

    if (!checkup_view(checkup, server, domain, RR_SPF, &view)) {
        return false;
    }
    if (view.outcome == OUTCOME_FOUND) {
        finding_add(&judged->findings, CODE_SPF_TYPE99, AREA_SPF, domain)->severity =
            SEVERITY_ERROR;
    }
    return true;
}

bool probe_record(struct checkup *checkup, enum record record, const struct address *server,
                  struct judged *judged)
{
    const struct place *found;
    struct places *places = checkup->places[record];
    bool complete;

    if (!places) {
        places = checkup->places[record] = places_list(checkup, record);
    }
    complete = add_mail_hosts(checkup, record, server, places);
    if (record == RECORD_SPF) {
        complete = tell_type99(checkup, server, judged) && complete;
    }
    complete = search(checkup, record, server, places, &found) && complete;
    checkup->out->records[record].places = (uint32_t)places->count;
    if (complete && found) {
        tell_place(checkup, record, found, server, judged);
    } else if (complete && record == RECORD_DKIM) {
        complete = tell_neighbours(checkup, server, judged);
    }
    return complete;
}

/* Does a stranger below the parent show the same? False: waiting. */
static bool is_wild(struct checkup *checkup, const struct address *server,
                    const struct name *parent, const struct view *view, bool *wild)
{
    struct name strange;
    struct view other;

    *wild = false;
    if (!name_prefix(stranger, parent, &strange)) {
        return true;
    }
    if (!checkup_view(checkup, server, &strange, RR_TXT, &other)) {
        return false;
    }
    *wild = same_txt(view, &other);
    return true;
}

bool probe_wildcard(struct checkup *checkup, enum record record, const struct address *server,
                    const struct view *view, struct finding_list *out)
{
    const struct name *name = &checkup->out->records[record].name;
    const struct name *domain = &checkup->wanted->domain;
    const struct name *top = checkup->source->zone.length ? &checkup->source->zone : domain;
    struct name parent;
    bool near = false, far = false, complete;

    if (!name_parent(name, &parent) || !name_is_within(&parent, top)) {
        return true;
    }
    complete = is_wild(checkup, server, &parent, view, &near);
    if (record == RECORD_DKIM) {
        complete = is_wild(checkup, server, domain, view, &far) && complete;
    }
    if (complete && (near || far)) {
        struct finding *finding =
            finding_add(out, CODE_DNS_WILDCARD_ANSWERS, record_area(record), name);

        finding_word_name(finding, "parent", far ? domain : &parent);
    }
    return complete;
}
