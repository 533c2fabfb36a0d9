// SPDX-License-Identifier: MIT
#include "tests/support/scene.h"

#include "base/clock.h"
#include "dns/octets.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { HEAR_MS = 2000, WAIT_MS = 8000 };

void scene_open(struct scene *scene, size_t servers)
{
    struct live_options options = {.server_count = servers};

    memset(scene, 0, sizeof *scene);
    for (size_t i = 0; i < SCENE_SERVERS; i++) {
        stranger_open(&scene->servers[i], SOCK_DGRAM);
        options.servers[i] = scene->servers[i].address;
    }
    assert_int_equal(live_allow_parse("127.0.0.0/8", &options, NULL), STATUS_OK);
    assert_int_equal(loop_new(&scene->loop, NULL), STATUS_OK);
    assert_int_equal(live_resolver_new(scene->loop, &options, &scene->resolver, NULL), STATUS_OK);
}

void scene_close(struct scene *scene)
{
    resolver_close(scene->resolver);
    loop_free(scene->loop);
    for (size_t i = 0; i < SCENE_SERVERS; i++) {
        stranger_close(&scene->servers[i]);
    }
    for (size_t i = 0; i < scene->count; i++) {
        answers_free(scene->asked[i].answers);
    }
}

static void answered(void *arg, struct answers *answers)
{
    struct scene_asked *asked = arg;

    asked->calls++;
    asked->took_ms = clock_monotonic() - asked->scene->began_ms;
    answers_free(asked->answers);
    asked->answers = answers;
}

struct scene_asked *scene_ask_question(struct scene *scene, const struct question *question)
{
    struct scene_asked *asked = &scene->asked[scene->count++];

    assert_true(scene->count <= SCENE_ASKED);
    asked->scene = scene;
    scene->began_ms = clock_monotonic();
    asked->ticket = resolver_ask(scene->resolver, question, answered, asked);
    assert_int_equal(asked->calls, 0); /* never inside the call */
    return asked;
}

struct scene_asked *scene_ask(struct scene *scene, const char *name, uint16_t type,
                              const struct address *server)
{
    struct question question = {.type = type};

    assert_true(name_parse(name, &question.name));
    if (server) {
        question.server = *server;
    }
    return scene_ask_question(scene, &question);
}

void scene_query_read(struct scene_query *query, const uint8_t *bytes, size_t n)
{
    struct message message;
    const uint8_t *name = bytes + MESSAGE_HEADER;
    size_t length = 0;

    assert_true(message_open(&message, bytes, n));
    while (name[length] != 0) {
        length += 1 + (size_t)name[length];
    }
    length++;
    *query = (struct scene_query){.flags = message.flags};
    assert_true(name_from_wire(name, length, &query->question.name));
    query->question.type = octets_get16(name + length);
    query->query.cased = query->question.name;
    memcpy(query->query.cased.wire, name, length);
    query->query.id = message.id;
    query->query.edns = message.counts[SECTION_ADDITIONAL] == 1;
    query->query.question = &query->question;
}

void scene_hear(struct scene *scene, struct stranger *server, struct scene_query *query)
{
    int64_t until = clock_monotonic() + HEAR_MS;
    uint8_t bytes[PACKET_QUERY];
    size_t n;

    while ((n = stranger_hear(server, bytes, sizeof bytes)) == 0) {
        assert_true(clock_monotonic() < until);
        loop_turn(scene->loop, false);
        usleep(200);
    }
    scene_query_read(query, bytes, n);
    query->port = ntohs(((struct sockaddr_in *)&server->peer)->sin_port);
}

size_t scene_listen(struct scene *scene, struct stranger *server, int64_t ms)
{
    int64_t until = clock_monotonic() + ms;
    uint8_t bytes[PACKET_QUERY];
    size_t count = 0;

    do {
        loop_turn(scene->loop, false);
        while (stranger_hear(server, bytes, sizeof bytes) > 0) {
            count++;
        }
        usleep(200);
    } while (clock_monotonic() < until);
    return count;
}

void scene_reply(struct stranger *server, const struct scene_query *query, const char *text)
{
    static struct reply reply;

    reply_start(&reply, &query->query,
                query->flags & MESSAGE_RD ? MESSAGE_RD | MESSAGE_RA : MESSAGE_AA);
    reply_txt(&reply, NULL, 300, text);
    stranger_say(server, reply.bytes, reply.n);
}

void scene_refuse(struct stranger *server, const struct scene_query *query, unsigned rcode)
{
    static struct reply reply;

    reply_start(&reply, &query->query, MESSAGE_RD | MESSAGE_RA | rcode);
    stranger_say(server, reply.bytes, reply.n);
}

const struct answers *scene_wait(struct scene_asked *asked)
{
    int64_t until = clock_monotonic() + WAIT_MS;

    while (asked->calls == 0) {
        assert_true(clock_monotonic() < until);
        loop_turn(asked->scene->loop, true);
    }
    assert_int_equal(asked->calls, 1);
    return asked->answers;
}
