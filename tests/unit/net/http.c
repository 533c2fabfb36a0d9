// SPDX-License-Identifier: MIT
#include "net/http.h"

#include "base/buffer.h"
#include "base/text.h"
#include "tests/support/stranger.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

struct bench {
    struct loop *loop;
    struct http *http;
    struct stranger stranger; /* the other end */
    int fd;                   /* the connection that it took; -1: none */
    int calls, code;
    int64_t retry_after_ms;
    char fault[40], body[64], type[64];
};

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct http_options options = {0};

    assert_non_null(bench);
    assert_int_equal(loop_new(&bench->loop, NULL), STATUS_OK);
    options.loop = bench->loop;
    assert_int_equal(http_new(&options, &bench->http, NULL), STATUS_OK);
    stranger_open(&bench->stranger, SOCK_STREAM);
    assert_int_equal(fcntl(bench->stranger.fd, F_SETFL, O_NONBLOCK), 0);
    bench->fd = -1;
    *state = bench;
    return 0;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;

    if (bench->fd >= 0) {
        close(bench->fd);
    }
    stranger_close(&bench->stranger);
    http_free(bench->http);
    loop_free(bench->loop);
    free(bench);
    return 0;
}

static void heard(void *arg, const struct http_answer *answer)
{
    struct bench *bench = arg;

    bench->calls++;
    bench->code = answer->code;
    bench->retry_after_ms = answer->retry_after_ms;
    text_copy(bench->fault, sizeof bench->fault, answer->fault.code);
    text_copy(bench->body, sizeof bench->body, answer->body);
    text_copy(bench->type, sizeof bench->type, answer->content_type);
    assert_int_equal(answer->code == 0, answer->fault.status == STATUS_UNSURE);
}

static struct http_call *ask(struct bench *bench, struct http_request request)
{
    char url[64];

    snprintf(url, sizeof url, "http://127.0.0.1:%d/v1/x?a=b", bench->stranger.address.port);
    request.url = request.url ? request.url : url;
    request.method = request.method ? request.method : "GET";
    request.limit_ms = request.limit_ms ? request.limit_ms : 20000;
    bench->calls = 0;
    return http_send(bench->http, &request, heard, bench);
}

/* Turns until the other end has a whole request: its head and `body` bytes. */
static void take(struct bench *bench, struct buffer *got, size_t body)
{
    char bytes[4096];
    const char *end = NULL;

    while (!end || got->length < (size_t)(end - got->bytes) + 4 + body) {
        ssize_t n;

        loop_turn(bench->loop, false);
        if (bench->fd < 0) {
            bench->fd = accept4(bench->stranger.fd, NULL, NULL, SOCK_NONBLOCK);
        }
        n = bench->fd < 0 ? 0 : read(bench->fd, bytes, sizeof bytes);
        buffer_add(got, bytes, n > 0 ? (size_t)n : 0);
        end = strstr(buffer_text(got), "\r\n\r\n");
    }
}

static void take_get(struct bench *bench)
{
    struct buffer got = {0};

    take(bench, &got, 0);
    buffer_clear(&got);
}

static void say(struct bench *bench, const char *text)
{
    assert_int_equal(write(bench->fd, text, strlen(text)), strlen(text));
}

static void hang_up(struct bench *bench)
{
    close(bench->fd);
    bench->fd = -1;
}

static void turn_until_heard(struct bench *bench)
{
    while (bench->calls == 0) {
        loop_turn(bench->loop, true);
    }
    assert_int_equal(bench->calls, 1);
}

static void sends_what_it_is_told(void **state)
{
    const struct http_header headers[] = {{"Content-Type", "application/json"}, {"x-own", "1"}};
    struct bench *bench = *state;
    struct buffer got = {0};

    ask(bench, (struct http_request){.method = "POST",
                                     .headers = headers,
                                     .header_count = 2,
                                     .body = "{\"a\":1}",
                                     .length = 7});
    assert_int_equal(bench->calls, 0);
    take(bench, &got, 7);
    assert_true(text_starts(got.bytes, "POST /v1/x?a=b HTTP/1.1\r\nHost: 127.0.0.1:"));
    assert_non_null(strstr(got.bytes, "\r\nContent-Type: application/json\r\n"));
    assert_null(strstr(got.bytes, "urlencoded"));
    assert_null(strstr(got.bytes, "Expect"));
    assert_non_null(strstr(got.bytes, "\r\nx-own: 1\r\n"));
    assert_non_null(strstr(got.bytes, "\r\nContent-Length: 7\r\n"));
    assert_string_equal(strstr(got.bytes, "\r\n\r\n") + 4, "{\"a\":1}");
    say(bench, "HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nRetry-After: 7\r\n"
               "Content-Length: 2\r\n\r\nno");
    turn_until_heard(bench);
    assert_int_equal(bench->code, 503);
    assert_int_equal(bench->retry_after_ms, 7000);
    assert_string_equal(bench->body, "no");
    assert_string_equal(bench->type, "text/plain");
    buffer_clear(&got);
}

static void uses_a_connection_again(void **state)
{
    struct bench *bench = *state;
    int first;

    ask(bench, (struct http_request){0});
    take_get(bench);
    first = bench->fd;
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
    turn_until_heard(bench);
    ask(bench, (struct http_request){0});
    take_get(bench); /* comes on the same connection: no other is taken */
    assert_int_equal(bench->fd, first);
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
    turn_until_heard(bench);
    assert_string_equal(bench->body, "2");
}

static void follows_nobody_elsewhere(void **state)
{
    struct bench *bench = *state;

    ask(bench, (struct http_request){0});
    take_get(bench);
    say(bench, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    turn_until_heard(bench);
    assert_int_equal(bench->code, 302);
    ask(bench, (struct http_request){.url = "file:///etc/passwd"});
    turn_until_heard(bench);
    assert_int_equal(bench->code, 0);
    assert_string_equal(bench->body, "");
}

static void expect_fault(struct bench *bench, const char *code)
{
    turn_until_heard(bench);
    assert_int_equal(bench->code, 0);
    assert_string_equal(bench->fault, code);
    if (bench->fd >= 0) {
        hang_up(bench);
    }
}

static void cuts_off_floods(void **state)
{
    static char head[HTTP_HEAD + 4096];
    struct bench *bench = *state;

    ask(bench, (struct http_request){.most = 8});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123456789");
    expect_fault(bench, "too-large");
    ask(bench, (struct http_request){.most = 8});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
               "6\r\n123456\r\n3\r\n789\r\n0\r\n\r\n");
    expect_fault(bench, "too-large");
    ask(bench, (struct http_request){.most = 8});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n12345678");
    turn_until_heard(bench);
    assert_string_equal(bench->body, "12345678");
    ask(bench, (struct http_request){0});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\n");
    memset(head, 'x', sizeof head - 1);
    for (size_t at = 0; at + 100 < sizeof head; at += 100) {
        memcpy(head + at, "a: ", 3);
        memcpy(head + at + 98, "\r\n", 2);
    }
    say(bench, head);
    expect_fault(bench, "too-large");
}

static void waits_only_so_long(void **state)
{
    struct bench *bench = *state;

    ask(bench, (struct http_request){.limit_ms = 150});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
    while (bench->calls == 0) {
        say(bench, "."); /* a drip a turn */
        loop_turn(bench->loop, true);
    }
    expect_fault(bench, "no-answer");
}

static void says_what_is_no_answer(void **state)
{
    struct bench *bench = *state;

    ask(bench, (struct http_request){0});
    take_get(bench);
    hang_up(bench);
    expect_fault(bench, "cut-off");
    ask(bench, (struct http_request){0});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    hang_up(bench);
    expect_fault(bench, "cut-off");
    ask(bench, (struct http_request){0});
    take_get(bench);
    say(bench, "SSH-2.0-server\r\n");
    hang_up(bench);
    expect_fault(bench, "bad-answer");
    stranger_close(&bench->stranger);
    ask(bench, (struct http_request){0});
    expect_fault(bench, "offline");
}

/* A label of 64 letters: the system's look-up fails by itself, and asks nobody outside. */
#define NO_HOST                                                                                    \
    "http://"                                                                                      \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.invalid/"

static void is_silent_after_cancel(void **state)
{
    struct bench *bench = *state;

    http_cancel(ask(bench, (struct http_request){0}));
    http_cancel(ask(bench, (struct http_request){.url = NO_HOST}));
    ask(bench, (struct http_request){0});
    take_get(bench);
    say(bench, "HTTP/1.1 204 Nothing\r\n\r\n");
    turn_until_heard(bench);
    assert_int_equal(bench->code, 204);
    ask(bench, (struct http_request){0}); /* still going when everything is closed */
    take_get(bench);
}

static void speaks_over_a_unix_socket(void **state)
{
    struct bench *bench = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct http_options options = {.loop = bench->loop, .socket = address.sun_path};

    snprintf(address.sun_path, sizeof address.sun_path, "/tmp/vouch-http-%d.sock", (int)getpid());
    stranger_close(&bench->stranger);
    bench->stranger.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(bench->stranger.fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(bench->stranger.fd, 1), 0);
    http_free(bench->http);
    assert_int_equal(http_new(&options, &bench->http, NULL), STATUS_OK);
    ask(bench, (struct http_request){.url = "http://localhost/v1/x"});
    take_get(bench);
    say(bench, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere");
    turn_until_heard(bench);
    assert_string_equal(bench->body, "here");
    unlink(address.sun_path);
    stranger_close(&bench->stranger);
    hang_up(bench);
    ask(bench, (struct http_request){.url = "http://localhost/v1/x"});
    expect_fault(bench, "offline");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sends_what_it_is_told, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(uses_a_connection_again, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(follows_nobody_elsewhere, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(cuts_off_floods, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(waits_only_so_long, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(says_what_is_no_answer, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(is_silent_after_cancel, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(speaks_over_a_unix_socket, bench_open, bench_close),
    };

    return cmocka_run_group_tests_name("http", tests, NULL, NULL);
}
