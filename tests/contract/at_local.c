// SPDX-License-Identifier: MIT
/* The engine of this machine, asked directly. */
#include "local/local.h"
#include "tests/contract/stage.h"
#include "wire/wire.h"

static void local_open(struct stage *stage)
{
    struct local_options options = {.loop = stage->loop,
                                    .clock = &stage->clock,
                                    .profile = &stage->profile,
                                    .providers = stage->providers,
                                    .folder = stage->folder.path,
                                    .home = stage->folder.path,
                                    .spell = wire_answer_line};
    struct engine *engine;

    options.resolver = stage_resolver(stage);
    assert_int_equal(local_engine_new(&options, &engine, NULL), STATUS_OK);
    for (int seat = 0; seat < SEAT_COUNT; seat++) {
        stage->seats[seat].engine = engine;
    }
    DONE(stage_ask(stage, SEAT_OWNER, VERB_PROJECT_CREATE, "name", "owner", NULL));
    DONE(stage_ask(stage, SEAT_OWNER, VERB_PROJECT_CREATE, "name", "guest", NULL));
    text_copy(stage->seats[SEAT_OWNER].project, 64, "owner");
    text_copy(stage->seats[SEAT_GUEST].project, 64, "guest");
    text_copy(stage->seats[SEAT_READER].project, 64, "owner");
    stage->seats[SEAT_READER].read_only = true;
}

static void local_shut(struct stage *stage)
{
    engine_close(stage->seats[SEAT_OWNER].engine);
}

const struct flavour flavour_local = {"local", local_open, local_shut};
