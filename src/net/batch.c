// SPDX-License-Identifier: MIT
#include "net/batch.h"

#include "base/memory.h"
#include "dns/packet.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* SLOTS: one more than a channel has questions under way, so that one call that brings all their
 * replies shows that there are no more. RECEIVED_MOST: in one turn, so that a server that floods us
 * does not keep the loop. */
enum { SLOTS = 65, RECEIVED_MOST = 512, SEND_TRIES = 8 };

struct batch {
    int fd;
    int error;              /* the other end cannot be reached */
    unsigned to_send;       /* collected */
    unsigned next, arrived; /* handed out, of those that came with the last call */
    unsigned received;      /* in this turn */
    bool drained;           /* nothing more was there */
    uint16_t lengths[SLOTS];
    uint8_t queries[SLOTS][PACKET_QUERY];
    uint8_t replies[SLOTS][PACKET_EDNS_SIZE];
    struct sockaddr_storage peers[SLOTS];
    struct mmsghdr messages[SLOTS];
    struct iovec parts[SLOTS];
};

ssize_t __wrap_sendto(int fd, const void *bytes, size_t n, int flags, const struct sockaddr *to,
                      socklen_t length);
ssize_t __wrap_recvfrom(int fd, void *bytes, size_t n, int flags, struct sockaddr *from,
                        socklen_t *length);

/* The batch at work, if any. The wrapped calls have no argument that could lead to it. */
static struct batch **current(void)
{
    static _Thread_local struct batch *batch;

    return &batch;
}

struct batch *batch_new(void)
{
    return mem_new(sizeof(struct batch));
}

void batch_free(struct batch *batch)
{
    free(batch);
}

void batch_begin(struct batch *batch, int fd)
{
    batch->fd = fd;
    batch->error = 0;
    batch->to_send = 0;
    batch->next = 0;
    batch->arrived = 0;
    batch->received = 0;
    batch->drained = false;
    *current() = batch;
}

/* A full buffer loses what is left, as the network might: udns will send it again. */
static void batch_flush(struct batch *batch)
{
    unsigned done = 0;

    for (unsigned i = 0; i < batch->to_send; i++) {
        batch->parts[i] = (struct iovec){batch->queries[i], batch->lengths[i]};
        batch->messages[i].msg_hdr = (struct msghdr){.msg_iov = &batch->parts[i], .msg_iovlen = 1};
    }
    for (int tries = 0; done < batch->to_send && tries < SEND_TRIES; tries++) {
        int n = sendmmsg(batch->fd, batch->messages + done, batch->to_send - done, 0);

        if (n >= 0) {
            done += (unsigned)n;
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            batch->error = errno;
        }
    }
    batch->to_send = 0;
}

int batch_end(struct batch *batch)
{
    batch_flush(batch);
    *current() = NULL;
    return batch->error;
}

ssize_t __wrap_sendto(int fd, const void *bytes, size_t n, int flags, const struct sockaddr *to,
                      socklen_t length)
{
    struct batch *batch = *current();

    if (!batch || batch->fd != fd || n > PACKET_QUERY) {
        struct iovec part = {(void *)(uintptr_t)bytes, n};
        struct msghdr message = {.msg_name = (void *)(uintptr_t)to,
                                 .msg_namelen = length,
                                 .msg_iov = &part,
                                 .msg_iovlen = 1};

        return sendmsg(fd, &message, flags);
    }
    if (batch->to_send == SLOTS) {
        batch_flush(batch);
    }
    memcpy(batch->queries[batch->to_send], bytes, n);
    batch->lengths[batch->to_send++] = (uint16_t)n;
    return (ssize_t)n;
}

static void batch_fill(struct batch *batch)
{
    int n;

    for (unsigned i = 0; i < SLOTS; i++) {
        batch->parts[i] = (struct iovec){batch->replies[i], sizeof batch->replies[i]};
        batch->messages[i].msg_hdr = (struct msghdr){.msg_name = &batch->peers[i],
                                                     .msg_namelen = sizeof batch->peers[i],
                                                     .msg_iov = &batch->parts[i],
                                                     .msg_iovlen = 1};
    }
    n = recvmmsg(batch->fd, batch->messages, SLOTS, MSG_DONTWAIT, NULL);
    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        batch->error = errno;
    }
    batch->next = 0;
    batch->arrived = n > 0 ? (unsigned)n : 0;
    batch->received += batch->arrived;
    batch->drained = batch->arrived < SLOTS || batch->received >= RECEIVED_MOST;
}

ssize_t __wrap_recvfrom(int fd, void *bytes, size_t n, int flags, struct sockaddr *from,
                        socklen_t *length)
{
    struct batch *batch = *current();
    const struct msghdr *message;
    size_t arrived;

    if (!batch || batch->fd != fd) {
        struct iovec part = {bytes, n};
        struct msghdr single = {.msg_name = from,
                                .msg_namelen = length ? *length : 0,
                                .msg_iov = &part,
                                .msg_iovlen = 1};
        ssize_t got = recvmsg(fd, &single, flags);

        if (length) {
            *length = single.msg_namelen;
        }
        return got;
    }
    if (batch->next == batch->arrived && !batch->drained) {
        batch_fill(batch);
    }
    if (batch->next == batch->arrived) {
        errno = EAGAIN;
        return -1;
    }
    message = &batch->messages[batch->next].msg_hdr;
    arrived = batch->messages[batch->next].msg_len;
    n = arrived < n ? arrived : n;
    memcpy(bytes, batch->replies[batch->next], n);
    memcpy(from, message->msg_name,
           message->msg_namelen < *length ? message->msg_namelen : *length);
    *length = message->msg_namelen;
    batch->next++;
    return (ssize_t)n;
}
