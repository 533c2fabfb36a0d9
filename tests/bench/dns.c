// SPDX-License-Identifier: MIT
/*
 * dns live|bare ADDRESS:PORT LIST: asks TXT of every name in LIST, one a line, and says how long
 * that took. `live` is the program's own resolver; `bare` is the least that can be done: packets
 * made beforehand, sendmmsg and recvmmsg on one socket, nothing read but the id. Both lines say the
 * same things, so that they can be compared.
 */
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "dns/octets.h"
#include "dns/packet.h"
#include "net/live.h"
#include "net/socket.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    LIST_MOST = 256 << 20,
    ASKED_AT_ONCE = 2048,
    WINDOW = 256,
    BATCH = 32,
    BUFFER = 8 << 20,
    STALL_MS = 100
};

struct names {
    struct buffer text; /* lines, their ends made NUL */
    const char *at;
    size_t left;
};

static double seconds_of(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void die(const char *what)
{
    fprintf(stderr, "dns: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void names_open(struct names *names, const char *path)
{
    struct fault fault = {0};

    memset(names, 0, sizeof *names);
    if (file_read(path, LIST_MOST, &names->text, &fault) != STATUS_OK) {
        fprintf(stderr, "dns: %s\n", fault.message);
        exit(1);
    }
    for (char *end = names->text.bytes; (end = strchr(end, '\n')); names->left++) {
        *end++ = '\0';
    }
    names->at = names->text.bytes;
}

/* False at the end of the list. */
static bool names_next(struct names *names, struct name *out)
{
    if (names->left == 0) {
        return false;
    }
    if (!name_parse(names->at, out)) {
        fprintf(stderr, "dns: not a name: %s\n", names->at);
        exit(1);
    }
    names->at += strlen(names->at) + 1;
    names->left--;
    return true;
}

/* What getrusage() calls the peak is that of the process that started this one, when that was
 * larger. */
static double peak_mib(void)
{
    char line[128];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");

    while (status && kib == 0 && fgets(line, sizeof line, status)) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            kib = strtol(line + 6, NULL, 10);
        }
    }
    if (status) {
        fclose(status);
    }
    return (double)kib / 1024;
}

static void report(const char *who, size_t asked, size_t answered, size_t again, double wall,
                   double cpu)
{
    printf("%s: %zu asked, %zu definite, %zu sent again, %.3f s, %.3f s CPU, %.1f MiB\n", who,
           asked, answered, again, wall, cpu, peak_mib());
}

struct live_run {
    struct loop *loop;
    struct resolver *resolver;
    struct names names;
    size_t asked, open, definite;
};

static void live_fill(struct live_run *run);

static void live_answered(void *arg, struct answers *answers)
{
    struct live_run *run = arg;

    run->definite += answers_is_definite(answers);
    answers_free(answers);
    run->open--;
    live_fill(run);
    if (run->open == 0) {
        loop_stop(run->loop);
    }
}

static void live_fill(struct live_run *run)
{
    struct question question = {.type = RR_TXT};

    while (run->open < ASKED_AT_ONCE && names_next(&run->names, &question.name)) {
        run->asked++;
        run->open++;
        resolver_ask(run->resolver, &question, live_answered, run);
    }
}

static void live_run(const char *server, const char *list)
{
    struct live_run run = {0};
    struct live_options options = {0};
    struct fault fault = {0};
    double wall;
    double cpu;

    names_open(&run.names, list);
    if (live_servers_parse(server, &options, &fault) != STATUS_OK ||
        loop_new(&run.loop, &fault) != STATUS_OK ||
        live_resolver_new(run.loop, &options, &run.resolver, &fault) != STATUS_OK) {
        fprintf(stderr, "dns: %s\n", fault.message);
        exit(1);
    }
    wall = seconds_of(CLOCK_MONOTONIC);
    cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    live_fill(&run);
    loop_run(run.loop);
    report("live", run.asked, run.definite, live_resolver_counts(run.resolver).resent,
           seconds_of(CLOCK_MONOTONIC) - wall, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    resolver_close(run.resolver);
    loop_free(run.loop);
    buffer_clear(&run.names.text);
}

/* A place in the window: its index is the id. */
struct place {
    uint8_t packet[PACKET_QUERY];
    size_t length;
    bool open;
};

struct bare_run {
    int fd;
    struct names names;
    struct place places[WINDOW];
    unsigned idle[WINDOW]; /* places to be filled */
    size_t idle_count, asked, answered, again;
};

static int socket_open(const char *server)
{
    struct sockaddr_storage to;
    struct address address;
    int size = BUFFER;
    int fd;

    if (!address_parse_port(server, &address)) {
        die(server);
    }
    fd = socket(address.family == ADDRESS_IP4 ? AF_INET : AF_INET6, SOCK_DGRAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, socket_address(&address, &to)) != 0) {
        die(server);
    }
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    }
    return fd;
}

static bool place_fill(struct bare_run *run, unsigned i)
{
    struct question question = {.type = RR_TXT};
    struct packet_query query = {.question = &question, .id = (uint16_t)i, .edns = true};

    if (!names_next(&run->names, &question.name)) {
        return false;
    }
    query.cased = question.name;
    run->places[i].length = packet_write(&query, run->places[i].packet);
    run->places[i].open = true;
    run->asked++;
    return true;
}

static void send_places(struct bare_run *run, const unsigned *which, size_t count)
{
    struct mmsghdr messages[BATCH] = {0};
    struct iovec parts[BATCH];

    for (size_t i = 0; i < count; i++) {
        struct place *place = &run->places[which[i]];

        parts[i] = (struct iovec){place->packet, place->length};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    if (count > 0 && sendmmsg(run->fd, messages, (unsigned)count, 0) < 0) {
        die("sendmmsg");
    }
}

static void bare_send(struct bare_run *run)
{
    while (run->idle_count > 0 && run->names.left > 0) {
        unsigned batch[BATCH];
        size_t count = 0;

        while (count < BATCH && run->idle_count > 0 &&
               place_fill(run, run->idle[run->idle_count - 1])) {
            batch[count++] = run->idle[--run->idle_count];
        }
        send_places(run, batch, count);
    }
}

static void bare_send_again(struct bare_run *run)
{
    for (unsigned i = 0; i < WINDOW; i++) {
        if (run->places[i].open) {
            send_places(run, &i, 1);
            run->again++;
        }
    }
}

static void bare_receive(struct bare_run *run)
{
    static uint8_t bytes[BATCH][PACKET_EDNS_SIZE];
    struct mmsghdr messages[BATCH] = {0};
    struct iovec parts[BATCH];
    int count;

    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){bytes[i], sizeof bytes[i]};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    count = recvmmsg(run->fd, messages, BATCH, MSG_DONTWAIT, NULL);
    for (int i = 0; i < count; i++) {
        unsigned id = octets_get16(bytes[i]);

        if (messages[i].msg_len > 12 && id < WINDOW && run->places[id].open) {
            run->places[id].open = false;
            run->idle[run->idle_count++] = id;
            run->answered++;
        }
    }
}

static void bare_run(const char *server, const char *list)
{
    static struct bare_run run;
    double wall = seconds_of(CLOCK_MONOTONIC);
    double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);

    names_open(&run.names, list);
    run.fd = socket_open(server);
    while (run.idle_count < WINDOW) {
        run.idle[run.idle_count] = (unsigned)run.idle_count;
        run.idle_count++;
    }
    while (run.names.left > 0 || run.idle_count < WINDOW) {
        struct pollfd ready = {.fd = run.fd, .events = POLLIN};

        bare_send(&run);
        if (poll(&ready, 1, STALL_MS) == 0) {
            bare_send_again(&run);
        } else {
            bare_receive(&run);
        }
    }
    report("bare", run.asked, run.answered, run.again, seconds_of(CLOCK_MONOTONIC) - wall,
           seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    close(run.fd);
    buffer_clear(&run.names.text);
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "live") == 0) {
        live_run(argv[2], argv[3]);
    } else if (argc == 4 && strcmp(argv[1], "bare") == 0) {
        bare_run(argv[2], argv[3]);
    } else {
        fprintf(stderr, "usage: dns live|bare ADDRESS:PORT LIST\n");
        return 2;
    }
    return 0;
}
