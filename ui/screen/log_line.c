// SPDX-License-Identifier: MIT
#include "ui/screen/log_line.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/state.h"

#include <stdio.h>
#include <string.h>

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

void log_what(const struct log_row *row, struct buffer *out)
{
    const char *detail = row->detail ? row->detail : "";

    if (!text_equal(row->action, "verify")) {
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
    return has_words(row->domain, words) || has_words(row->who, words) ||
           has_words(row->action, words) || (row->detail && has_words(row->detail, words));
}
