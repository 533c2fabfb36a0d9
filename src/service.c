// SPDX-License-Identifier: MIT
#include "service.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/settings.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

_Static_assert((int)LOCAL_CACHES == (int)LIVE_SERVERS, "both lists are written the same way");

static const char public_resolvers[] = "1.1.1.1,8.8.8.8,9.9.9.9";

void service_log(const struct globals *globals)
{
    const char *wanted = globals_setting(globals, SETTING_LOG_LEVEL);
    const char *form = globals_setting(globals, SETTING_LOG_FORMAT);
    enum log_level level = LOG_INFO;

    if (wanted && !log_level_find(wanted, &level)) {
        level = LOG_INFO;
    }
    log_open(text_equal(form, "json") ? LOG_JSON : LOG_TEXT, level);
}

/* A path, or "@" and a name of the abstract space; false: nothing that can be sent to. */
static bool manager_address(struct sockaddr_un *out, socklen_t *length)
{
    const char *name = getenv("NOTIFY_SOCKET");
    size_t n = name ? strlen(name) : 0;

    if (n < 2 || n >= sizeof out->sun_path || (*name != '/' && *name != '@')) {
        return false;
    }
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(out->sun_path, name, n);
    if (*name == '@') {
        out->sun_path[0] = '\0';
    }
    *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
    return true;
}

void service_notify(const char *state)
{
    struct sockaddr_un manager;
    socklen_t length;
    int fd;

    if (!manager_address(&manager, &length)) {
        return;
    }
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 ||
        sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&manager, length) < 0) {
        log_line(LOG_WARN, "the service manager was not told: %s", strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
}

struct local_hooks service_hooks(const struct globals *globals)
{
    return (struct local_hooks){
        .command = globals_setting(globals, SETTING_HOOK_COMMAND),
        .url = globals_setting(globals, SETTING_HOOK_URL),
        .secret_file = globals_setting(globals, SETTING_HOOK_SECRET_FILE),
        .ca_file = globals_get(globals, GLOBAL_CA_FILE),
    };
}

enum status service_check(const struct globals *globals, struct fault *fault)
{
    const struct local_hooks hooks = service_hooks(globals);

    return globals_on(globals, GLOBAL_CHECK_CONFIG) ? local_hooks_check(&hooks, fault) : STATUS_OK;
}

enum status service_resolver(const struct globals *globals, struct live_options *out,
                             struct fault *fault)
{
    const char *servers = globals_get(globals, GLOBAL_DNS);
    const char *allow = globals_get(globals, GLOBAL_DNS_ALLOW);
    enum status status;

    *out = (struct live_options){0};
    status = settings_port(globals, &out->authoritative_port, fault);
    if (status == STATUS_OK && servers) {
        status = live_servers_parse(servers, out, fault);
    }
    if (status == STATUS_OK && allow) {
        status = live_allow_parse(allow, out, fault);
    }
    return status;
}

enum status service_caches(const struct globals *globals, struct local_caches *out,
                           struct fault *fault)
{
    const char *said = globals_get(globals, GLOBAL_DNS_PUBLIC);
    struct live_options list = {0};
    enum status status;

    *out = (struct local_caches){0};
    if (text_equal(said, "none")) {
        return STATUS_OK;
    }
    status = live_servers_parse(said ? said : public_resolvers, &list, fault);
    if (status == STATUS_OK) {
        memcpy(out->servers, list.servers, sizeof out->servers);
        out->count = list.server_count;
    }
    return status;
}

const char *service_said(const struct args *args, const struct globals *globals,
                         enum setting setting)
{
    const char *value = args_get(args, setting_at(setting)->name);

    return value ? value : globals_setting(globals, setting);
}

/* What changes while it runs. Who may sign is asked for the hooks only: a service is nobody's
 * client. */
static bool is_global_reloaded(enum global global)
{
    return global == GLOBAL_CA_FILE || global == GLOBAL_DNS || global == GLOBAL_DNS_PORT ||
           global == GLOBAL_DNS_ALLOW || global == GLOBAL_DNS_PUBLIC;
}

/* A certificate can be another one; whether there is one is decided at the start. */
static bool is_reloaded(enum setting setting, const struct globals *now, const struct globals *then)
{
    const char *section = setting_at(setting)->section;

    if (setting == SETTING_TLS_CERT || setting == SETTING_TLS_KEY) {
        return globals_setting(now, setting) && globals_setting(then, setting);
    }
    return text_equal(section, "log") || text_equal(section, "hooks");
}

static void differs(const char *section, const char *name, const char *now, const char *then)
{
    if (!text_equal(now, then)) {
        LOG_EVENT(LOG_WARN, "restart-needed", {"section", *section ? section : NULL},
                  {"setting", name});
    }
}

static void restart_wanted(const struct globals *now, const struct globals *then)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        if (!is_global_reloaded((enum global)i)) {
            differs("", global_at((enum global)i)->name, now->values[i], then->values[i]);
        }
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting_row *row = setting_at((enum setting)i);

        if (!is_reloaded((enum setting)i, now, then)) {
            differs(row->section, row->name, now->settings[i], then->settings[i]);
        }
    }
}

static void take(char **to, const char *from)
{
    free(*to);
    *to = mem_text(from);
}

static void settings_take(struct globals *to, const struct globals *from)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        if (is_global_reloaded((enum global)i)) {
            take(&to->values[i], from->values[i]);
        }
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (is_reloaded((enum setting)i, to, from)) {
            take(&to->settings[i], from->settings[i]);
        }
    }
    service_log(to);
}

/* The files may be the same and hold something new. */
static enum status certificate_take(const struct service *service, const struct globals *fresh,
                                    struct fault *fault)
{
    const char *cert = service_said(service->args, fresh, SETTING_TLS_CERT);
    const char *key = service_said(service->args, fresh, SETTING_TLS_KEY);
    bool had_one = service_said(service->args, service->globals, SETTING_TLS_CERT) != NULL;

    return had_one && (cert || key) ? server_certify(service->server, cert, key, fault) : STATUS_OK;
}

/* All of it, or nothing. */
static enum status service_take(const struct service *service, const struct globals *fresh,
                                struct fault *fault)
{
    const struct local_hooks hooks = service_hooks(fresh);
    struct live_options resolvers;
    struct local_caches caches;
    enum status status = service_resolver(fresh, &resolvers, fault);

    status = status ? status : service_caches(fresh, &caches, fault);
    status = status ? status : local_hooks_check(&hooks, fault);
    status = status ? status : certificate_take(service, fresh, fault);
    status = status ? status : local_hooks_set(service->engine, &hooks, fault);
    if (status == STATUS_OK) {
        live_resolver_change(service->resolver, &resolvers);
        local_caches_set(service->engine, &caches);
    }
    return status;
}

void service_reload(const struct service *service)
{
    struct globals fresh;
    struct fault fault = {0};
    enum status status;

    globals_copy(&fresh, &service->args->globals);
    status = settings_gather(&fresh, &fault);
    status = status ? status : service_take(service, &fresh, &fault);
    if (status) {
        LOG_EVENT(LOG_ERROR, "reload-refused", {"reason", fault.message});
    } else {
        settings_take(service->globals, &fresh);
        restart_wanted(service->globals, &fresh);
        LOG_EVENT(LOG_INFO, "reloaded", {"config", globals_get(service->globals, GLOBAL_CONFIG)});
    }
    globals_clear(&fresh);
}
