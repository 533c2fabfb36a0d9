// SPDX-License-Identifier: MIT
#include "mail/dmarc_build.h"

#include "base/text.h"
#include "base/words.h"
#include "mail/dkim_tag.h"
#include "mail/dmarc_uri.h"

#include <stddef.h>
#include <string.h>

/* Says which field is wrong and why; why is translated. */
static enum status refuse(struct fault *fault, enum dmarc_tag tag, const char *value,
                          const char *why)
{
    fault_set(fault, STATUS_INVALID, "invalid-dmarc", "%s=%s: %s", dmarc_tag_name(tag), value, why);
    fault_detail(fault, "field", dmarc_tag_name(tag));
    fault_detail(fault, "value", value);
    return STATUS_INVALID;
}

static void add_tag(struct buffer *out, enum dmarc_tag tag, const char *value)
{
    buffer_printf(out, "; %s=%s", dmarc_tag_name(tag), value);
}

struct field;
typedef enum status add_fn(struct buffer *out, const struct field *field, const void *chosen,
                           struct fault *fault);

/* One tag of the record: how it is written and where the choice stands. */
struct field {
    enum dmarc_tag tag;
    add_fn *add;
    size_t offset;       /* in struct dmarc_choice */
    const char *letters; /* that it may be */
};

static enum status add_policy(struct buffer *out, const struct field *field, const void *chosen,
                              struct fault *fault)
{
    enum dmarc_policy policy = *(const enum dmarc_policy *)chosen;

    if (policy != DMARC_POLICY_UNSET) {
        add_tag(out, field->tag, dmarc_policy_name(policy));
    } else if (field->tag == DMARC_P) {
        return refuse(fault, field->tag, "", _("a policy is needed: none, quarantine or reject"));
    }
    return STATUS_OK;
}

static enum status add_letter(struct buffer *out, const struct field *field, const void *chosen,
                              struct fault *fault)
{
    char value[2] = {*(const char *)chosen, '\0'};

    if (value[0] == '\0') {
        return STATUS_OK;
    }
    if (!strchr(field->letters, value[0])) {
        return refuse(fault, field->tag, value, _("is not a value this tag can have"));
    }
    add_tag(out, field->tag, value);
    return STATUS_OK;
}

/* A domain as people type it becomes the one mail is sent to: IDN to A-labels, no dot at the end.
 */
static bool add_address(struct buffer *out, const char *address, size_t n)
{
    const char *at = memchr(address, '@', n);
    char host[NAME_TEXT];
    struct name name;
    char text[NAME_TEXT];

    if (!at || n - (size_t)(at - address) > sizeof host) {
        return false;
    }
    memcpy(host, at + 1, n - (size_t)(at - address) - 1);
    host[n - (size_t)(at - address) - 1] = '\0';
    if (strpbrk(host, "@/:") || name_from_user(host, &name, NULL) != STATUS_OK) {
        return false;
    }
    name_text(&name, text);
    buffer_add_text(out, "mailto:");
    buffer_add(out, address, (size_t)(at - address) + 1);
    buffer_add_text(out, text);
    return true;
}

/* One destination, "mailto:" put in front of a bare address. */
static enum status add_destination(struct buffer *out, enum dmarc_tag tag, const char *item,
                                   size_t n, struct fault *fault)
{
    struct buffer uri = {0};
    struct dmarc_uri read = {0};
    size_t scheme = n > 7 && text_starts_nocase(item, "mailto:") ? 7 : 0;
    enum status status = STATUS_OK;

    if (!add_address(&uri, item + scheme, n - scheme) ||
        dmarc_uri_read(buffer_text(&uri), uri.length, &read) != DMARC_URI_NO_FLAW) {
        buffer_reset(&uri);
        text_safe(&uri, item, n);
        status = refuse(fault, tag, buffer_text(&uri), _("is not a mail address"));
    } else {
        buffer_add(out, uri.bytes, uri.length);
    }
    dmarc_uri_clear(&read);
    buffer_clear(&uri);
    return status;
}

static enum status add_destinations(struct buffer *out, const struct field *field,
                                    const void *chosen, struct fault *fault)
{
    const char *list = *(const char *const *)chosen;
    const char *between = "";
    enum status status = STATUS_OK;

    if (!list || list[strspn(list, DKIM_BLANKS ",")] == '\0') {
        return STATUS_OK;
    }
    add_tag(out, field->tag, "");
    while (status == STATUS_OK && *list != '\0') {
        size_t length = strcspn(list, ","), kept = length;
        const char *item = dkim_span_trim(list, &kept, DKIM_BLANKS);

        if (kept > 0) {
            buffer_add_text(out, between);
            status = add_destination(out, field->tag, item, kept, fault);
            between = ",";
        }
        list += length + (list[length] == ',' ? 1 : 0);
    }
    return status;
}

/* The reader is the judge of what may be written. */
static bool fo_is_sound(const char *fo)
{
    struct dmarc_record record;
    struct buffer trial = {0};
    bool sound;

    buffer_printf(&trial, "v=DMARC1; p=none; fo=%s", fo);
    dmarc_parse(buffer_text(&trial), trial.length, &record);
    sound = record.problem_count == 0 && text_equal(record.fo, fo);
    dmarc_record_clear(&record);
    buffer_clear(&trial);
    return sound;
}

static enum status add_fo(struct buffer *out, const struct field *field, const void *chosen,
                          struct fault *fault)
{
    const char *fo = *(const char *const *)chosen;

    if (!fo || *fo == '\0') {
        return STATUS_OK;
    }
    if (!fo_is_sound(fo)) {
        return refuse(fault, field->tag, fo,
                      _("is one or more of 0, 1, d and s, with colons between them"));
    }
    add_tag(out, field->tag, fo);
    return STATUS_OK;
}

/* In the order older receivers want: p directly behind v. */
// clang-format off
static const struct field fields[] = {
    { DMARC_P,     add_policy,       offsetof(struct dmarc_choice, p),     NULL  },
    { DMARC_SP,    add_policy,       offsetof(struct dmarc_choice, sp),    NULL  },
    { DMARC_NP,    add_policy,       offsetof(struct dmarc_choice, np),    NULL  },
    { DMARC_ASPF,  add_letter,       offsetof(struct dmarc_choice, aspf),  "rs"  },
    { DMARC_ADKIM, add_letter,       offsetof(struct dmarc_choice, adkim), "rs"  },
    { DMARC_RUA,   add_destinations, offsetof(struct dmarc_choice, rua),   NULL  },
    { DMARC_RUF,   add_destinations, offsetof(struct dmarc_choice, ruf),   NULL  },
    { DMARC_FO,    add_fo,           offsetof(struct dmarc_choice, fo),    NULL  },
    { DMARC_T,     add_letter,       offsetof(struct dmarc_choice, t),     "yn"  },
    { DMARC_PSD,   add_letter,       offsetof(struct dmarc_choice, psd),   "ynu" },
};
// clang-format on

enum status dmarc_build(const struct dmarc_choice *choice, struct buffer *out, struct fault *fault)
{
    struct buffer record = {0};
    enum status status = STATUS_OK;

    buffer_add_text(&record, "v=DMARC1");
    for (size_t i = 0; i < COUNT(fields) && status == STATUS_OK; i++) {
        status = fields[i].add(&record, &fields[i], (const char *)choice + fields[i].offset, fault);
    }
    if (status == STATUS_OK) {
        buffer_add(out, record.bytes, record.length);
    }
    buffer_clear(&record);
    return status;
}
