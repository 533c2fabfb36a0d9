// SPDX-License-Identifier: MIT
#include "ui/screen/log_line.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/state.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SHOWN = 8 };

/* The worst of what a check saw, as its detail has it. */
static const char *check_sign(const char *detail)
{
    if (detail && strstr(detail, ":\"fail\"")) {
        return "✗";
    }
    return detail && strstr(detail, ":\"temp\"") ? "◌" : "✓";
}

const char *log_sign(const struct log_row *row)
{
    const char *action = row->action;

    // clang-format off
    static const struct {
        const char *action, *sign;
    } signs[] = {
        { "register", "+" }, { "import", "+" }, { "share", "+" }, { "use", "✓" }, { "stop", "=" },
        { "unshare", "-" }, { "delete", "-" }, { "token", "!" }, { "lost", "!" },
    };
    // clang-format on

    if (text_equal(action, "verify")) {
        return check_sign(row->detail);
    }
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (text_starts(action, signs[i].action)) {
            return signs[i].sign;
        }
    }
    return " ";
}

/* What each action did. "%s": the fact of this key. */
// clang-format off
static const struct {
    const char *action, *text, *key;
} deeds[] = {
    { "register", N_("registered, token made"), NULL }, { "import", N_("imported, token made"), NULL },
    { "token", N_("token made again"), NULL }, { "token-new", N_("token made"), NULL },
    { "use", N_("%s in use"), "record" }, { "stop", N_("%s stopped"), "record" },
    { "share", N_("share %s"), "project_key" }, { "unshare", N_("share removed %s"), "project_key" },
    { "delete", N_("deleted"), NULL }, { "export-key", N_("private key exported"), NULL },
    { "project-create", N_("project %s created"), "project" },
    { "credential-new", N_("access key %s made"), "access_key" },
    { "credential-revoke", N_("access key %s revoked"), "access_key" },
    { "job-verify", N_("verifying many"), NULL }, { "job-import", N_("importing %s rows"), "rows" },
    { "job-cancel", N_("job cancelled"), NULL }, { "master-key-rotate", N_("master key changed"), NULL },
};
// clang-format on

/* One byte outside a string: only what keeps the facts apart is left. */
static void plain_byte(char byte, struct buffer *out)
{
    if (byte == ',') {
        buffer_add_text(out, ", ");
    } else if (byte == ':') {
        buffer_add_text(out, " ");
    } else if (!strchr("{}[]\" ", byte)) {
        buffer_add_byte(out, (unsigned char)byte);
    }
}

void log_detail(const char *json, struct buffer *out)
{
    bool quoted = false;
    struct buffer plain = {0};

    for (; *json; json++) {
        if (*json == '"') {
            quoted = !quoted;
        } else if (quoted && *json == '\\' && json[1]) {
            json++;
            buffer_add_byte(&plain, (unsigned char)*json);
        } else if (quoted) {
            buffer_add_byte(&plain, (unsigned char)*json);
        } else {
            plain_byte(*json, &plain);
        }
    }
    text_safe(out, buffer_text(&plain), plain.length);
    buffer_clear(&plain);
}

/* The records whose outcome in the check is this; how many. */
static int add_records(const char *detail, const char *status, struct buffer *out)
{
    int found = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        char member[64]; /* quotes inside of seen texts are escaped: only our own are found */

        snprintf(member, sizeof member, "\"%s\":\"%s\"", record_word((enum record)record), status);
        if (strstr(detail, member)) {
            buffer_printf(out, "%s%s", found > 0 ? " " : "", record_noun((enum record)record));
            found++;
        }
    }
    return found;
}

static void add_code(const char *detail, struct buffer *out)
{
    static const char codes[] = "\"codes\":[\"";
    const char *code = strstr(detail, codes);

    if (code) {
        code += strlen(codes);
        buffer_add_text(out, "  ");
        buffer_add(out, code, strcspn(code, "\""));
    }
}

/* The text of our own member; false: it is not there. Quotes inside of texts are escaped. */
static bool fact_of(const char *detail, const char *key, struct buffer *out)
{
    struct buffer member = {0}, plain = {0};
    const char *at;

    buffer_printf(&member, "\"%s\":\"", key);
    at = strstr(detail, buffer_text(&member));
    for (at = at ? at + member.length : NULL; at && *at && *at != '"'; at++) {
        at += *at == '\\' && at[1] ? 1 : 0;
        buffer_add_byte(&plain, (unsigned char)*at);
    }
    text_safe(out, buffer_text(&plain), plain.length);
    buffer_clear(&member);
    buffer_clear(&plain);
    return at != NULL;
}

/* The fact as people know it: a record by its name, a key by its beginning. */
static void name_fact(const char *key, struct buffer *fact)
{
    enum record record;

    if (text_equal(key, "record") && record_from_word(buffer_text(fact), &record)) {
        buffer_reset(fact);
        buffer_add_text(fact, record_noun(record));
    } else if (text_equal(key, "project_key") && fact->length > KEY_SHOWN) {
        buffer_cut(fact, KEY_SHOWN);
        buffer_add_text(fact, "..");
    }
}

static void add_label(const char *detail, struct buffer *out)
{
    struct buffer label = {0};

    if (fact_of(detail, "label", &label) && label.length > 0) {
        buffer_printf(out, " \"%s\"", buffer_text(&label));
    }
    buffer_clear(&label);
}

static void add_filled(const char *text, const char *fact, struct buffer *out)
{
    const char *gap = strstr(text, "%s");
    size_t n = gap ? (size_t)(gap - text) : strlen(text);

    buffer_add(out, text, n);
    buffer_printf(out, "%s%s", fact, gap ? gap + 2 : "");
}

/* False: the action is none of ours, or its fact is missing. */
static bool add_deed(const char *action, const char *detail, struct buffer *out)
{
    struct buffer fact = {0};
    size_t i = 0;
    bool known;

    while (i < COUNT(deeds) && !text_equal(deeds[i].action, action)) {
        i++;
    }
    known = i < COUNT(deeds) && (!deeds[i].key || fact_of(detail, deeds[i].key, &fact));
    if (known && deeds[i].key) {
        name_fact(deeds[i].key, &fact);
        add_filled(_(deeds[i].text), buffer_text(&fact), out);
        add_label(detail, out);
    } else if (known) {
        buffer_add_text(out, _(deeds[i].text));
    }
    buffer_clear(&fact);
    return known;
}

void log_what(const struct log_row *row, struct buffer *out)
{
    const char *detail = row->detail ? row->detail : "";

    if (!text_equal(row->action, "verify")) {
        if (add_deed(row->action, detail, out)) {
            return;
        }
        buffer_printf(out, "%s ", row->action);
        log_detail(detail, out);
    } else if (add_records(detail, "fail", out) > 0) {
        add_code(detail, out);
    } else if (add_records(detail, "temp", out) > 0) {
        buffer_printf(out, "  %s", _("cannot be told now"));
    } else {
        add_records(detail, "pass", out);
    }
}

static bool has_words(const char *text, const char *words)
{
    size_t n = strlen(words);

    for (; *text; text++) {
        if (text_starts_nocase(text, words)) {
            return true;
        }
    }
    return n == 0;
}

bool log_matches(const struct log_row *row, const char *words)
{
    struct buffer what = {0};
    bool found;

    log_what(row, &what);
    found = has_words(row->domain, words) || has_words(row->who, words) ||
            has_words(row->action, words) || (row->detail && has_words(row->detail, words)) ||
            has_words(buffer_text(&what), words);
    buffer_clear(&what);
    return found;
}
