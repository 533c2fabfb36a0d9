// SPDX-License-Identifier: MIT
#include "tests/support/stranger.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void stranger_open(struct stranger *stranger, int kind)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;

    memset(stranger, 0, sizeof *stranger);
    stranger->fd = socket(AF_INET, kind | SOCK_CLOEXEC, 0);
    assert_true(stranger->fd >= 0);
    assert_int_equal(bind(stranger->fd, (struct sockaddr *)&address, length), 0);
    if (kind == SOCK_STREAM) {
        assert_int_equal(listen(stranger->fd, 8), 0);
    }
    assert_int_equal(getsockname(stranger->fd, (struct sockaddr *)&address, &length), 0);
    assert_true(address_parse("127.0.0.1", &stranger->address));
    stranger->address.port = ntohs(address.sin_port);
}

void stranger_close(struct stranger *stranger)
{
    if (stranger->fd >= 0) {
        close(stranger->fd);
    }
    stranger->fd = -1;
}

int stranger_accept(struct stranger *stranger)
{
    int fd = accept(stranger->fd, NULL, NULL);

    assert_true(fd >= 0);
    return fd;
}

size_t stranger_hear(struct stranger *stranger, void *bytes, size_t size)
{
    ssize_t n;

    stranger->peer_length = sizeof stranger->peer;
    n = recvfrom(stranger->fd, bytes, size, MSG_DONTWAIT, (struct sockaddr *)&stranger->peer,
                 &stranger->peer_length);
    assert_true(n >= 0 || errno == EAGAIN);
    return n > 0 ? (size_t)n : 0;
}

void stranger_say(struct stranger *stranger, const void *bytes, size_t n)
{
    assert_int_equal(sendto(stranger->fd, bytes, n, 0, (struct sockaddr *)&stranger->peer,
                            stranger->peer_length),
                     n);
}
