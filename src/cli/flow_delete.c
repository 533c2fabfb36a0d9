// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "cli/session.h"
#include "dns/name.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What the user typed as a domain, as it would be stored; the text itself when it is no name. */
static void normal_name(const char *typed, char out[NAME_TEXT])
{
    struct name name;

    if (name_from_user(typed, &name, NULL)) {
        text_safe_copy(out, NAME_TEXT, typed, strlen(typed));
    } else {
        name_text(&name, out);
    }
}

static void prompt_show(const char *domain)
{
    struct buffer prompt = {0};
    ssize_t ignored;

    buffer_printf(&prompt,
                  _("Deleting %s removes its token, its key pair and its shares. Mail is no longer "
                    "signed for it, guests lose it at once, and registering it again makes a new "
                    "token and a new key.\nType the name to delete it: "),
                  domain);
    ignored = write(STDERR_FILENO, prompt.bytes, prompt.length);
    (void)ignored; /* the answer will show whether it was read */
    buffer_clear(&prompt);
}

/* Names the effects and wants the domain's name typed: a "y" is typed too easily. */
static bool person_agrees(const char *domain)
{
    char wanted[NAME_TEXT], typed[NAME_TEXT], line[NAME_TEXT] = "";

    normal_name(domain, wanted);
    prompt_show(wanted);
    if (!fgets(line, sizeof line, stdin)) {
        return false;
    }
    normal_name(text_trim(line), typed);
    return text_equal(wanted, typed);
}

static enum status delete_is_meant(const struct session *session, struct fault *fault)
{
    if (args_has(session->args, "yes")) {
        return STATUS_OK;
    }
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("deleting cannot be undone; say --yes when you mean it"));
    }
    if (!person_agrees(args_get(session->args, "domain"))) {
        return fault_set(fault, STATUS_REFUSED, "not-confirmed", _("nothing was deleted"));
    }
    return STATUS_OK;
}

static void answered(void *arg, struct reply *reply)
{
    struct session *session = arg;

    if (session_accept(session, reply) && session->output.form == FORM_TABLE) {
        char domain[NAME_TEXT];

        normal_name(args_get(session->args, "domain"), domain);
        buffer_printf(&session->output.pending, _("%s is deleted."), domain);
        buffer_add_byte(&session->output.pending, '\n');
    }
    session_end(session);
}

void flow_delete(struct session *session)
{
    struct fault fault = {0};

    if (delete_is_meant(session, &fault)) {
        session_fail(session, &fault);
        session_end(session);
    } else {
        session_ask(session, answered);
    }
}
