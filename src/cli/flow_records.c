// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "cli/publish.h"
#include "cli/session.h"
#include "wire/wire.h"

#include <string.h>

/* Whether a word is in a comma list. */
static bool list_has(const char *list, const char *word)
{
    for (;;) {
        size_t n = strcspn(list, ",");

        if (strlen(word) == n && memcmp(list, word, n) == 0) {
            return true;
        }
        if (list[n] == '\0') {
            return false;
        }
        list += n + 1;
    }
}

/* Whether --only and --missing let a record through. */
static bool is_wanted(const struct session *session, const struct requirement *needed)
{
    const char *only = args_get(session->args, "only");

    if (needed->satisfied && args_has(session->args, "missing")) {
        return false;
    }
    return !only || list_has(only, record_word(needed->record));
}

static void record_read(struct session *session, const struct requirement *needed)
{
    struct sheet *sheet = &session->show.sheet;

    sheet_line(sheet, _("Record"), TONE_STRONG, record_word(needed->record));
    sheet_line(sheet, _("Name"), TONE_PLAIN, needed->name);
    sheet_line(sheet, _("Host"), TONE_PLAIN, needed->host);
    sheet_line(sheet, _("Type"), TONE_PLAIN, "TXT");
    sheet_line(sheet, _("Value"), TONE_PLAIN, needed->value ? needed->value : _("being made"));
    sheet_line(sheet, _("State"), needed->satisfied ? TONE_GOOD : TONE_WAIT,
               needed->satisfied ? _("verified") : _("not verified"));
}

/* As JSON, or for a person with an empty line between records. */
static void records_read(struct session *session, const struct reply *reply)
{
    struct output *output = &session->output;
    size_t shown = 0;

    for (size_t i = 0; i < reply->as.records.list.count; i++) {
        const struct requirement *needed = &reply->as.records.list.items[i];

        if (!is_wanted(session, needed) || output->form == FORM_QUIET) {
            continue;
        }
        if (output->form == FORM_JSON) {
            wire_reply_line(reply, i, &output->pending);
            continue;
        }
        if (shown++ > 0) {
            buffer_add_byte(&output->pending, '\n');
        }
        record_read(session, needed);
        sheet_print(&session->show.sheet, output, true);
    }
}

static void records_publish(struct session *session, enum publish_format format,
                            const struct reply_records *records)
{
    publish_begin(format, records, session->options->providers, &session->output.pending);
    for (size_t i = 0; i < records->list.count; i++) {
        if (is_wanted(session, &records->list.items[i])) {
            publish_record(format, records, i, session->options->providers,
                           &session->output.pending);
        }
    }
}

static void answered(void *arg, struct reply *reply)
{
    struct session *session = arg;
    const char *word = args_get(session->args, "format");
    enum publish_format format = publish_format_parse(word);

    if (session_accept(session, reply)) {
        if (word && format == PUBLISH_FORMAT_COUNT) {
            session->output.form = FORM_JSON;
        }
        if (format != PUBLISH_FORMAT_COUNT) {
            records_publish(session, format, &reply->as.records);
        } else {
            records_read(session, reply);
        }
    }
    session_end(session);
}

void flow_records(struct session *session)
{
    session_ask(session, answered);
}
