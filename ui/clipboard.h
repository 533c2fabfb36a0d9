// SPDX-License-Identifier: MIT
#pragma once
/*
 * A text on its way to the user's clipboard. Nobody can know whether it got there, so nothing here
 * says "copied". The ways are tried in order until one takes the text: a clipboard program on this
 * desktop, tmux's own way, OSC 52 in pieces for GNU screen, OSC 52. Programs run in the worker
 * pool; the loop does not wait for them.
 */
#include "base/buffer.h"
#include "base/fault.h"
#include "loop/loop.h"

#include <stdbool.h>

struct front;

enum clip_way {
    CLIP_NONE,
    CLIP_WAYLAND,
    CLIP_XCLIP,
    CLIP_XSEL,
    CLIP_MAC,    /* programs */
    CLIP_TMUX,   /* tmux load-buffer -w */
    CLIP_SCREEN, /* OSC 52 inside DCS strings that GNU screen passes on */
    CLIP_OSC52,
    CLIP_PRINT, /* show it, for the mouse */
    CLIP_WAY_COUNT
};
enum { CLIP_WAYS = CLIP_WAY_COUNT, CLIP_CHUNK = 512, CLIP_OSC52_MOST = 74994 };

/* What decides about the way; read from the environment, or made up by tests. */
struct clip_surroundings {
    bool wayland, display, tmux, screen, ssh;
};

struct clip_job;
/* how: the way that took it, CLIP_NONE: none did. */
typedef void clipboard_fn(void *arg, enum clip_way how);

struct clipboard {
    enum clip_way ways[CLIP_WAYS]; /* in order; ends at CLIP_NONE */
    struct loop *loop;
    struct front *front;
    struct clip_job *job; /* under way; NULL: none */
};

struct clip_surroundings clip_look_around(void);
/* mode: auto, osc52, tmux, command, print, off. False: no such mode. */
bool clip_plan(const char *mode, const struct clip_surroundings *around,
               enum clip_way ways[CLIP_WAYS]) MUST_USE;

void clipboard_init(struct clipboard *clipboard, struct loop *loop, struct front *front);
void clipboard_clear(struct clipboard *clipboard);
/* done is called once, later or at once; a second copy takes the place of the first. */
void clipboard_copy(struct clipboard *clipboard, const char *text, clipboard_fn *done, void *arg);

/* The bytes for a terminal: OSC 52, and the same in pieces for GNU screen. */
void clip_osc52(struct buffer *out, const char *text);
void clip_screen(struct buffer *out, const char *text);
/* The program of a way, its words ending in NULL; NULL: it is no program. */
const char *const *clip_program(enum clip_way way);
/* Gives text to the program. Waits: for the worker pool only. */
bool clip_run(const char *const *program, const char *text);
