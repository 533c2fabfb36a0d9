// SPDX-License-Identifier: MIT
#include "elsewhere.h"

#include "engine/split.h"
#include "remote/remote.h"
#include "store/lock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LOOK_MS = 50 };

void elsewhere_socket(const char *folder, char out[ELSEWHERE_PATH])
{
    snprintf(out, ELSEWHERE_PATH, "%s/vouch.sock", folder);
}

static void nothing(void *arg)
{
    (void)arg;
}

bool elsewhere_is_kept(struct loop *loop, const char *folder, int64_t until)
{
    struct loop_timer *timer = loop_timer_new(loop, nothing, NULL);
    char socket[ELSEWHERE_PATH];
    struct store_holder holder;
    bool held, answers;

    elsewhere_socket(folder, socket);
    loop_timer_start(timer, LOOK_MS, LOOK_MS);
    for (;;) {
        held = store_lock_holder(folder, &holder);
        answers = held && remote_socket_answers(socket);
        if (!held || answers || clock_monotonic() >= until) {
            break;
        }
        loop_turn(loop, true);
    }
    loop_timer_free(timer);
    return answers;
}

enum status elsewhere_open(const struct globals *globals, struct loop *loop,
                           const struct clock *clock, const char *folder, struct engine *looks,
                           struct engine **out, struct fault *fault)
{
    char socket[ELSEWHERE_PATH] = "";
    struct remote_options options = {.loop = loop, .clock = clock};
    struct engine *keeps;
    enum status status;

    options.project = globals_get(globals, GLOBAL_PROJECT);
    if (folder) {
        elsewhere_socket(folder, socket);
        options.socket = socket;
    } else {
        options.url = globals_get(globals, GLOBAL_SERVER);
        options.access_key = globals_get(globals, GLOBAL_ACCESS_KEY);
        options.secret_file = globals_get(globals, GLOBAL_SECRET_KEY_FILE);
        options.ca_file = globals_get(globals, GLOBAL_CA_FILE);
    }
    status = remote_engine_new(&options, &keeps, fault);
    if (status) {
        engine_close(looks);
        return status;
    }
    *out = split_engine_new(looks, keeps);
    return STATUS_OK;
}

enum status elsewhere_inherit(const char *folder, struct store **out, struct fault *fault)
{
    const struct store_options options = {.folder = folder, .program = "vouch"};
    char file[ELSEWHERE_PATH];

    snprintf(file, sizeof file, "%s/vouch.db", folder);
    if (access(file, F_OK) != 0) {
        return fault_set(fault, STATUS_MISSING, "store-unreachable", "%s: %s", file,
                         strerror(errno));
    }
    return store_open(&options, out, fault);
}
