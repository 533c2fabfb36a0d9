// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "local/asking.h"
#include "local/handler.h"

#include <sys/statvfs.h>
#include <time.h>

enum { ROOM_LEAST_MB = 64, YEAR_LEAST = 2024 };

static void line_add(struct reply_doctor *doctor, const char *what, bool well, struct buffer *text,
                     const char *advice)
{
    struct doctor_line *line;

    doctor->lines = mem_resize(doctor->lines, doctor->count + 1, sizeof *doctor->lines);
    line = &doctor->lines[doctor->count++];
    *line = (struct doctor_line){.well = well};
    text_copy(line->what, sizeof line->what, what);
    line->text = buffer_take(text);
    line->advice = well ? NULL : mem_text(advice);
}

/* The root's name servers, which every resolver knows. */
static bool resolver_line(struct book *book, struct reply_doctor *doctor)
{
    struct name root;
    const struct answers *answers;
    struct buffer text = {0};
    char server[ADDRESS_TEXT];

    if (!name_parse(".", &root) || !(answers = book_ask_resolver(book, &root, RR_NS))) {
        return false;
    }
    address_port_text(&answers->server, server);
    if (answers->server.family == ADDRESS_NONE) {
        buffer_add_text(&text, _("none is configured"));
    } else {
        buffer_printf(&text, "%s: %s, %u ms", server, outcome_name(answers->outcome),
                      answers->rtt_ms);
    }
    line_add(doctor, _("resolver"),
             answers_is_definite(answers) || answers->outcome == OUTCOME_REFUSED, &text,
             _("Name a resolver that answers from here: --dns ADDRESS, or nameserver in "
               "/etc/resolv.conf."));
    return true;
}

static void store_line(const struct local *local, struct reply_doctor *doctor)
{
    struct statvfs disk;
    struct buffer text = {0};
    unsigned long long room = 0;

    if (!local->folder) {
        return;
    }
    if (statvfs(local->folder, &disk) == 0) {
        room = (unsigned long long)disk.f_bavail * disk.f_frsize / (1024 * 1024);
    }
    buffer_printf(&text, _("%s, %llu MB free"), local->folder, room);
    line_add(doctor, _("disk"), room >= ROOM_LEAST_MB, &text,
             _("Make room: without it changes are refused."));
}

static void clock_line(const struct task *task, struct reply_doctor *doctor)
{
    struct buffer text = {0};
    char now[CLOCK_TEXT];

    clock_rfc3339(task_now(task), now);
    buffer_add_text(&text, now);
    line_add(doctor, _("clock"), clock_written_date(now) / 10000 >= YEAR_LEAST, &text,
             _("Set the clock: dates of verification and signatures depend on it."));
}

static bool doctor_step(struct task *task, struct book *book)
{
    struct reply_doctor *doctor = &task->reply.as.doctor;

    task->reply.kind = REPLY_DOCTOR;
    if (!resolver_line(book, doctor)) {
        return false;
    }
    store_line(task->local, doctor);
    clock_line(task, doctor);
    return true;
}

void look_doctor(struct task *task)
{
    task_inquire(task, doctor_step, NULL);
}
