// SPDX-License-Identifier: MIT
#include "ui/clipboard.h"

#include "base/memory.h"
#include "ui/front.h"

#include <stdlib.h>
#include <string.h>

/* One text going one way after the other. It outlives its clipboard while a program has it. */
struct clip_job {
    struct clipboard *owner; /* NULL: nobody waits for it any more */
    char *text;
    size_t at; /* of owner->ways */
    const char *const *program;
    bool took;
    clipboard_fn *done;
    void *arg;
};

static void try_way(struct clip_job *job);

void clipboard_init(struct clipboard *clipboard, struct loop *loop, struct front *front)
{
    *clipboard = (struct clipboard){.loop = loop, .front = front};
}

void clipboard_clear(struct clipboard *clipboard)
{
    if (clipboard->job) {
        clipboard->job->owner = NULL;
        clipboard->job = NULL;
    }
}

static void job_free(struct clip_job *job)
{
    mem_wipe(job->text, strlen(job->text));
    free(job->text);
    free(job);
}

static void finish(struct clip_job *job, enum clip_way how)
{
    if (job->owner) {
        job->owner->job = NULL;
        job->done(job->arg, how);
    }
    job_free(job);
}

static void run_program(void *arg)
{
    struct clip_job *job = arg;

    job->took = clip_run(job->program, job->text);
}

static void program_ended(void *arg)
{
    struct clip_job *job = arg;

    if (job->owner && !job->took) {
        job->at++;
        try_way(job);
        return;
    }
    finish(job, job->owner ? job->owner->ways[job->at] : CLIP_NONE);
}

static void send_bytes(struct clip_job *job, enum clip_way way)
{
    struct buffer bytes = {0};

    if (way == CLIP_SCREEN) {
        clip_screen(&bytes, job->text);
    } else {
        clip_osc52(&bytes, job->text);
    }
    if (bytes.length > CLIP_OSC52_MOST) {
        way = CLIP_NONE; /* terminals drop what is longer */
    } else {
        front_send(job->owner->front, bytes.bytes, bytes.length);
    }
    buffer_clear(&bytes);
    finish(job, way);
}

static void try_way(struct clip_job *job)
{
    enum clip_way way = job->owner->ways[job->at];

    job->program = clip_program(way);
    if (job->program) {
        loop_work_start(job->owner->loop, run_program, program_ended, job);
    } else if (way == CLIP_SCREEN || way == CLIP_OSC52) {
        send_bytes(job, way);
    } else {
        finish(job, way);
    }
}

void clipboard_copy(struct clipboard *clipboard, const char *text, clipboard_fn *done, void *arg)
{
    struct clip_job *job = mem_new(sizeof *job);

    clipboard_clear(clipboard);
    *job = (struct clip_job){.owner = clipboard, .text = mem_text(text), .done = done, .arg = arg};
    clipboard->job = job;
    try_way(job);
}
