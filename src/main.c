// SPDX-License-Identifier: MIT
#include "base/log.h"
#include "base/text.h"
#include "base/words.h"
#include "books.h"
#include "cli/cli.h"
#include "cli/config.h"
#include "cli/output.h"
#include "cli/settings.h"
#include "dns/name_library.h"
#include "elsewhere.h"
#include "keys/library.h"
#include "local/local.h"
#include "loop/library.h"
#include "net/library.h"
#include "net/live.h"
#include "remote/heir.h"
#include "serve.h"
#include "server/library.h"
#include "server/server.h"
#include "service.h"
#include "store/library.h"
#include "store/store.h"
#include "ui/ui.h"
#include "wire/library.h"
#include "wire/wire.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { HOUSE_LIBRARIES = 8 };

/* Everything that is wired together here, in the order it is made. */
struct house {
    struct args args;
    struct globals globals;
    struct clock clock;
    struct profile profile;
    struct provider_book *providers;
    struct loop *loop;
    struct engine *engine;
    struct resolver *resolver;                 /* the engine's own */
    bool is_kept_here;                         /* the engine holds the store */
    struct store *inherited;                   /* open already, for the next engine; NULL: none */
    struct library libraries[HOUSE_LIBRARIES]; /* what all this stands on */
    struct server *door;                       /* of a console that holds the store; NULL: none */
    bool is_kept_elsewhere;                    /* as `doctor` found */
    struct fault store_fault;                  /* why `doctor` works without the store */
    struct fault heir_fault; /* why the store could not be inherited; a worker\'s while it tries */
};

/* folder NULL: without a store. */
static enum status engine_make(struct house *house, const char *folder, struct engine **out,
                               struct fault *fault)
{
    struct local_options options = {
        .loop = house->loop,
        .clock = &house->clock,
        .profile = &house->profile,
        .providers = house->providers,
        .folder = folder,
        .store = house->inherited,
        .home = globals_get(&house->globals, GLOBAL_DATA),
        .schedule = house->args.verb == VERB_NONE,
        .no_wait = house->args.own != OWN_SERVE,
        .hooks = service_hooks(&house->globals),
        .spell = wire_answer_line,
    };
    struct live_options resolvers;
    enum status status = service_resolver(&house->globals, &resolvers, fault);

    status = status ? status : service_caches(&house->globals, &options.caches, fault);
    status = status ? status : live_resolver_new(house->loop, &resolvers, &options.resolver, fault);
    house->resolver = options.resolver;
    if (status) {
        store_close(house->inherited);
    } else {
        status = local_engine_new(&options, out, fault);
        house->is_kept_here = folder && status == STATUS_OK;
    }
    house->inherited = NULL;
    return status;
}

static enum status engine_open(struct house *house, const char *folder, struct fault *fault)
{
    return engine_make(house, folder, &house->engine, fault);
}

/* folder NULL: what --server names. */
static enum status remote_open(struct house *house, const char *folder, struct fault *fault)
{
    enum status status = engine_open(house, NULL, fault);
    struct engine *looks = house->engine;

    house->engine = NULL;
    return status ? status
                  : elsewhere_open(&house->globals, house->loop, &house->clock, folder, looks,
                                   &house->engine, fault);
}

static void heir_prepare(void *arg)
{
    struct house *house = arg;

    fault_clear(&house->heir_fault);
    (void)!elsewhere_inherit(globals_get(&house->globals, GLOBAL_DATA), &house->inherited,
                             &house->heir_fault);
}

static struct engine *heir_settle(void *arg, struct fault *fault)
{
    struct house *house = arg;
    struct engine *engine = NULL;

    if (!house->inherited) {
        if (!text_equal(house->heir_fault.code, "store-held")) {
            *fault = house->heir_fault;
        }
        return NULL;
    }
    return engine_make(house, globals_get(&house->globals, GLOBAL_DATA), &engine, fault) ? NULL
                                                                                         : engine;
}

static void heir_leave(void *arg)
{
    struct house *house = arg;

    store_close(house->inherited);
}

/* Who holds the store offers it to every later vouch of the same user. Where that cannot be (the
 * path is too long, say) the console works without. */
static void console_door(void *arg)
{
    struct house *house = arg;
    char socket[ELSEWHERE_PATH];
    const struct server_options options = {
        .loop = house->loop, .engine = house->engine, .clock = &house->clock, .socket = socket};

    if (house->is_kept_here) {
        elsewhere_socket(globals_get(&house->globals, GLOBAL_DATA), socket);
        (void)!server_new(&options, &house->door, NULL);
    }
}

/* A client of the process that has the store; a console takes its place when it ends. */
static enum status client_open(struct house *house, const char *folder, struct fault *fault)
{
    static const struct heir_ops ops = {heir_prepare, heir_settle, console_door, heir_leave};
    enum status status = remote_open(house, folder, fault);

    if (status == STATUS_OK && house->args.verb == VERB_NONE) {
        house->engine = heir_engine_new(house->loop, house->engine, &ops, house);
    }
    return status;
}

/* The store's own process, or a client of the one that is. */
static enum status store_open_or_ask(struct house *house, const char *folder, struct fault *fault)
{
    int64_t until = clock_monotonic() + STORE_WAIT_MS;
    struct fault trouble = {0};
    enum status status;

    if (house->args.own == OWN_SERVE) {
        return engine_open(house, folder, fault);
    }
    do {
        if (elsewhere_is_kept(house->loop, folder, until)) {
            return client_open(house, folder, fault);
        }
        fault_clear(&trouble);
        status = engine_open(house, folder, &trouble);
    } while (text_equal(trouble.code, "store-held") && clock_monotonic() < until);
    if (status && fault) {
        *fault = trouble;
    }
    return status;
}

/* A folder that this user may not even see is no folder that is to be made. */
static bool is_to_be_made(const char *folder)
{
    return access(folder, F_OK) != 0 && errno == ENOENT;
}

/* `doctor` makes no store, and works without one that cannot be opened. */
static enum status doctor_open(struct house *house, const char *folder, struct fault *fault)
{
    bool there = folder && !is_to_be_made(folder);

    house->is_kept_elsewhere = globals_get(&house->globals, GLOBAL_SERVER) != NULL ||
                               (there && elsewhere_is_kept(house->loop, folder, clock_monotonic()));
    if (!house->is_kept_elsewhere && there &&
        engine_open(house, folder, &house->store_fault) == STATUS_OK) {
        return STATUS_OK;
    }
    return engine_open(house, NULL, fault);
}

/* Looking never opens the store; the rest needs it, here or elsewhere. */
static enum status workshop_open(struct house *house, struct fault *fault)
{
    const char *named = globals_get(&house->globals, GLOBAL_DATA);
    const char *folder = named && *named ? named : NULL;
    bool is_console = house->args.verb == VERB_NONE;

    if (house->args.verb == VERB_DOCTOR) {
        return doctor_open(house, folder, fault);
    }
    if (!is_console && command_at(house->args.verb)->permission == MAY_LOOK) {
        return engine_open(house, NULL, fault);
    }
    if (globals_get(&house->globals, GLOBAL_SERVER)) {
        return house->args.own == OWN_SERVE
                   ? fault_set(fault, STATUS_INVALID, "usage",
                               _("serve gives the engine here; it takes no --server"))
                   : remote_open(house, NULL, fault);
    }
    if (!folder) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("nobody says where the store is: give --data DIR, or set HOME"));
    }
    return store_open_or_ask(house, folder, fault);
}

/* What is read before anything is opened. */
static enum status house_read(struct house *house, struct fault *fault)
{
    enum status status = settings_gather(&house->globals, fault);

    if (status == STATUS_OK) {
        status = settings_language(&house->globals, fault);
    }
    if (status == STATUS_OK) {
        status = settings_clock(&house->clock, fault);
    }
    if (status == STATUS_OK) {
        status = books_profile(&house->globals, &house->profile, fault);
    }
    if (status == STATUS_OK) {
        status = books_providers(&house->globals, &house->providers, fault);
    }
    return status;
}

static enum status house_open(struct house *house, struct fault *fault)
{
    enum status status = house_read(house, fault);

    if (status == STATUS_OK) {
        status = loop_new(&house->loop, fault);
    }
    return status ? status : workshop_open(house, fault);
}

static void house_close(struct house *house)
{
    engine_close(house->engine);
    if (house->loop) {
        loop_free(house->loop);
    }
    provider_book_free(house->providers);
    args_clear(&house->args);
    globals_clear(&house->globals);
}

static int command_run(struct house *house)
{
    const struct cli_options options = {
        .loop = house->loop,
        .engine = house->engine,
        .clock = &house->clock,
        .profile = &house->profile,
        .providers = house->providers,
        .libraries = house->libraries,
        .library_count = COUNT(house->libraries),
        .is_kept_elsewhere = house->is_kept_elsewhere,
        .store_fault = house->store_fault.status ? &house->store_fault : NULL,
    };

    return cli_run(&house->args, &house->globals, &options);
}

static int console_run(struct house *house)
{
    const struct ui_options options = {
        .loop = house->loop,
        .engine = house->engine,
        .clock = &house->clock,
        .profile = &house->profile,
        .providers = house->providers,
        .project = globals_get(&house->globals, GLOBAL_PROJECT),
        .theme = globals_get(&house->globals, GLOBAL_THEME),
        .script = globals_get(&house->globals, GLOBAL_SCRIPT),
        .clipboard = globals_get(&house->globals, GLOBAL_CLIPBOARD),
        .ascii = globals_on(&house->globals, GLOBAL_ASCII),
        .no_color = globals_on(&house->globals, GLOBAL_NO_COLOR),
        .plain = globals_on(&house->globals, GLOBAL_PLAIN),
        .read_only = globals_on(&house->globals, GLOBAL_READ_ONLY),
    };
    int code;

    console_door(house);
    log_limit(LOG_ERROR); /* the terminal is the console's */
    code = ui_run(&options);
    server_free(house->door);
    return code;
}

static int service_run(struct house *house)
{
    struct service service = {.args = &house->args,
                              .globals = &house->globals,
                              .engine = house->engine,
                              .resolver = house->resolver};

    return serve_run(&service, house->loop, &house->clock);
}

static bool is_about_config(const struct globals *globals)
{
    return globals_on(globals, GLOBAL_CHECK_CONFIG) || globals_on(globals, GLOBAL_PRINT_CONFIG);
}

static int config_run(struct house *house)
{
    struct fault fault = {0};

    if (house_read(house, &fault) || service_check(&house->globals, &fault)) {
        return cli_refuse(&house->globals, &fault);
    }
    return config_answer(&house->globals);
}

static int house_run(struct house *house)
{
    struct fault fault = {0};

    if (is_about_config(&house->globals)) {
        return config_run(house);
    }
    if (house_open(house, &fault)) {
        return cli_refuse(&house->globals, &fault);
    }
    if (house->args.own == OWN_SERVE) {
        return service_run(house);
    }
    return house->args.verb == VERB_NONE ? console_run(house) : command_run(house);
}

/* What needs no house: refusals of the command line, help, versions, completion. */
static int front_door(struct house *house, int argc, char **argv)
{
    struct fault fault = {0};
    int code;

    if (args_read(argc, argv, &house->args, &fault)) {
        return cli_refuse(&house->args.globals, &fault);
    }
    globals_copy(&house->globals, &house->args.globals);
    if (settings_language(&house->globals, &fault)) {
        return cli_refuse(&house->globals, &fault);
    }
    if (cli_answer(&house->args, &house->globals, house->libraries, COUNT(house->libraries),
                   &code)) {
        return code;
    }
    return house_run(house);
}

int main(int argc, char **argv)
{
    struct house house = {.libraries = {loop_library(), net_library(), http_library(),
                                        dns_library(), keys_library(), store_library(),
                                        wire_library(), server_library()}};
    int code;

    output_hold();
    signal(SIGPIPE, SIG_IGN);
    wire_open();
    words_open(NULL);
    code = front_door(&house, argc, argv);
    house_close(&house);
    return code;
}
