// SPDX-License-Identifier: MIT
/*
 * api PORT CONNECTIONS SECONDS WHAT [ACCESS SECRET DOMAINS]: closed-loop clients of the API over
 * plain sockets, one process. WHAT is a path to GET, signed once when there is a key (signature v2
 * may be sent again); or "token": another token for a domain of the list file DOMAINS, each request
 * signed with its body and a nonce of its own. One line: answers, seconds, median and p99 in
 * microseconds, answers other than 2xx.
 */
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "keys/signature.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_BYTES = 2048, ANSWER_BYTES = 256 << 10, NAMES_MOST = 4096, TIMES_MOST = 8 << 20 };

struct client {
    int fd;
    double asked;
    size_t got;
    char answer[ANSWER_BYTES];
};

struct bench {
    const char *what, *access, *secret;
    int port, count;
    char host[32], fixed[REQUEST_BYTES];
    char *names[NAMES_MOST];
    size_t name_count;
    struct client *clients;
    uint32_t *times;
    size_t done, failed;
    int epoll;
};

static void give_up(const char *what)
{
    fprintf(stderr, "api: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void request_make(struct bench *bench, const char *method, const char *target, bool whole,
                         char out[REQUEST_BYTES])
{
    char stamp[32], hash[SIGNATURE_HASH], nonce[37] = "", sign[SIGNATURE_TEXT];
    struct signed_parts parts = {method, target, stamp, bench->access, bench->host, hash, NULL};
    struct buffer text = {0};
    struct timespec time;
    int n =
        snprintf(out, REQUEST_BYTES, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, target, bench->host);

    if (bench->access) {
        clock_gettime(CLOCK_REALTIME, &time);
        snprintf(stamp, sizeof stamp, "%lld", (long long)time.tv_sec * 1000);
        signature_hash("", 0, hash);
        if (whole) {
            random_uuid(nonce);
            parts.nonce = nonce;
        }
        signature_text(&parts, &text);
        signature_make(bench->secret, strlen(bench->secret), text.bytes, sign);
        buffer_clear(&text);
        n += snprintf(out + n, REQUEST_BYTES - (size_t)n,
                      "x-ncp-apigw-timestamp: %s\r\nx-ncp-iam-access-key: %s\r\n"
                      "x-ncp-apigw-signature-v2: %s\r\n",
                      stamp, bench->access, sign);
        if (whole) {
            n += snprintf(out + n, REQUEST_BYTES - (size_t)n,
                          "x-vouch-content-sha256: %s\r\nx-vouch-nonce: %s\r\n"
                          "Content-Length: 0\r\n",
                          hash, nonce);
        }
    }
    snprintf(out + n, REQUEST_BYTES - (size_t)n, "\r\n");
}

static void ask(struct bench *bench, struct client *client)
{
    char made[REQUEST_BYTES], target[512];
    const char *request = bench->fixed;

    if (bench->name_count) {
        snprintf(target, sizeof target, "/v1/domains/%s/token",
                 bench->names[random_below((uint32_t)bench->name_count)]);
        request_make(bench, "POST", target, true, made);
        request = made;
    }
    client->got = 0;
    client->asked = now();
    if (write(client->fd, request, strlen(request)) != (ssize_t)strlen(request)) {
        give_up("write");
    }
}

static void connect_one(struct bench *bench, struct client *client)
{
    struct sockaddr_in place = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)bench->port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
    int on = 1;

    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(client->fd, (struct sockaddr *)&place, sizeof place) ||
        setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) ||
        epoll_ctl(bench->epoll, EPOLL_CTL_ADD, client->fd, &event)) {
        give_up("connect");
    }
}

/* Whether the answer is whole: the server always says its length. */
static bool is_whole(const struct client *client)
{
    const char *end = strstr(client->answer, "\r\n\r\n");
    const char *length = strcasestr(client->answer, "\r\nContent-Length:");

    if (!end || !length || length > end) {
        return false;
    }
    return client->got >= (size_t)(end + 4 - client->answer) + strtoul(length + 17, NULL, 10);
}

static void hear(struct bench *bench, struct client *client)
{
    ssize_t n = read(client->fd, client->answer + client->got, ANSWER_BYTES - 1 - client->got);

    if (n <= 0) {
        give_up("the server hung up");
    }
    client->got += (size_t)n;
    client->answer[client->got] = '\0';
    if (!is_whole(client)) {
        return;
    }
    if (bench->done < TIMES_MOST) {
        bench->times[bench->done] = (uint32_t)((now() - client->asked) * 1e6);
    }
    bench->done++;
    bench->failed += strncmp(client->answer, "HTTP/1.1 2", 10) != 0;
    ask(bench, client);
}

static void names_read(struct bench *bench, const char *path)
{
    struct buffer text = {0};

    if (file_read(path, 64 << 20, &text, NULL) || !text.length) {
        give_up(path);
    }
    for (char *at = strtok(text.bytes, "\n"); at && bench->name_count < NAMES_MOST;
         at = strtok(NULL, "\n")) {
        bench->names[bench->name_count++] = at;
    }
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void run(struct bench *bench, double seconds)
{
    struct epoll_event events[64];
    double began = now();

    for (int i = 0; i < bench->count; i++) {
        ask(bench, &bench->clients[i]);
    }
    while (now() < began + seconds) {
        int n = epoll_wait(bench->epoll, events, 64, 1000);

        for (int i = 0; i < n; i++) {
            hear(bench, events[i].data.ptr);
        }
    }
    size_t kept = bench->done < TIMES_MOST ? bench->done : TIMES_MOST;

    qsort(bench->times, kept, sizeof *bench->times, compare);
    printf("%zu %.3f %u %u %zu\n", bench->done, now() - began, bench->times[kept / 2],
           bench->times[kept * 99 / 100], bench->failed);
}

int main(int argc, char **argv)
{
    struct bench bench = {0};

    if (argc != 5 && argc != 7 && argc != 8) {
        fprintf(stderr, "usage: api PORT CONNECTIONS SECONDS WHAT [ACCESS SECRET [DOMAINS]]\n");
        return 2;
    }
    bench.port = atoi(argv[1]);
    bench.count = atoi(argv[2]);
    bench.what = argv[4];
    bench.access = argc > 6 ? argv[5] : NULL;
    bench.secret = argc > 6 ? argv[6] : NULL;
    snprintf(bench.host, sizeof bench.host, "127.0.0.1:%d", bench.port);
    if (argc == 8) {
        names_read(&bench, argv[7]);
    } else {
        request_make(&bench, "GET", bench.what, false, bench.fixed);
    }
    bench.clients = mem_array((size_t)bench.count, sizeof *bench.clients);
    bench.times = mem_array(TIMES_MOST, sizeof *bench.times);
    bench.epoll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < bench.count; i++) {
        connect_one(&bench, &bench.clients[i]);
    }
    run(&bench, atof(argv[3]));
    return 0;
}
