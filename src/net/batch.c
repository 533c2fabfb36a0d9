// SPDX-License-Identifier: MIT
#include "net/batch.h"

#include "base/memory.h"
#include "dns/packet.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* SLOTS: one more than a channel has questions under way, so that one call that brings all their
 * replies shows that there are no more. RECEIVED_MOST: in one turn, so that a server that floods us
 * does not keep the loop. */
enum { SLOTS = 65, RECEIVED_MOST = 512, SEND_TRIES = 8 };

/* Datagrams of one length are handed over as one message, a train, which passes through the system
 * once and is cut up at its end (UDP_SEGMENT, Linux 4.18). CARS_MOST is the system's limit. */
enum { CARS_MOST = 64, LENGTH_SPACE = CMSG_SPACE(sizeof(uint16_t)) };
enum trains { TRAINS_UNKNOWN, TRAINS_RUN, TRAINS_DO_NOT };

struct batch {
    int fd;
    int error; /* the other end cannot be reached */
    enum trains trains;
    unsigned to_send;       /* collected */
    unsigned next, arrived; /* handed out, of those that came with the last call */
    unsigned received;      /* in this turn */
    bool drained;           /* nothing more was there */
    uint16_t lengths[SLOTS];
    uint8_t queries[SLOTS][PACKET_QUERY];
    uint8_t replies[SLOTS][PACKET_EDNS_SIZE];
    struct sockaddr_storage peer; /* whom the socket is connected to: no other is heard */
    socklen_t peer_size;
    struct mmsghdr messages[SLOTS];
    struct iovec parts[SLOTS];
    _Alignas(struct cmsghdr) char notes[SLOTS][LENGTH_SPACE];
    uint8_t order[SLOTS]; /* of what is sent: by length where trains run */
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

/* A system that does not know of trains would send one as it is. */
static bool has_trains(struct batch *batch)
{
    int length;
    socklen_t size = sizeof length;

    if (batch->trains == TRAINS_UNKNOWN) {
        bool known = getsockopt(batch->fd, SOL_UDP, UDP_SEGMENT, &length, &size) == 0;

        batch->trains = known ? TRAINS_RUN : TRAINS_DO_NOT;
    }
    return batch->trains == TRAINS_RUN;
}

/* Some ways take no trains: those that encrypt, or whose packets are smaller than ours. */
static bool is_train_refused(int error)
{
    return error == EIO || error == EINVAL || error == EMSGSIZE || error == EOPNOTSUPP;
}

static void order_by_length(struct batch *batch)
{
    for (unsigned i = 0; i < batch->to_send; i++) {
        unsigned at = i;

        while (at > 0 && batch->lengths[batch->order[at - 1]] > batch->lengths[i]) {
            batch->order[at] = batch->order[at - 1];
            at--;
        }
        batch->order[at] = (uint8_t)i;
    }
}

static void train_note(struct msghdr *header, char bytes[LENGTH_SPACE], uint16_t length)
{
    struct cmsghdr *note;

    header->msg_control = bytes;
    header->msg_controllen = LENGTH_SPACE;
    note = CMSG_FIRSTHDR(header);
    note->cmsg_level = SOL_UDP;
    note->cmsg_type = UDP_SEGMENT;
    note->cmsg_len = CMSG_LEN(sizeof length);
    memcpy(CMSG_DATA(note), &length, sizeof length);
}

/* Makes messages of what is left after `sent`; how many. */
static unsigned messages_make(struct batch *batch, unsigned sent)
{
    unsigned count = 0, most = batch->trains == TRAINS_RUN ? CARS_MOST : 1;

    while (sent < batch->to_send) {
        struct msghdr *header = &batch->messages[count].msg_hdr;
        unsigned first = sent;
        uint16_t length = batch->lengths[batch->order[first]];

        while (sent < batch->to_send && sent - first < most &&
               batch->lengths[batch->order[sent]] == length) {
            batch->parts[sent] = (struct iovec){batch->queries[batch->order[sent]], length};
            sent++;
        }
        *header = (struct msghdr){.msg_iov = &batch->parts[first], .msg_iovlen = sent - first};
        if (sent - first > 1) {
            train_note(header, batch->notes[count], length);
        }
        count++;
    }
    return count;
}

/* A full buffer loses what is left, as the network might: udns will send it again. */
static void batch_flush(struct batch *batch)
{
    unsigned sent = 0;

    for (unsigned i = 0; i < batch->to_send; i++) {
        batch->order[i] = (uint8_t)i;
    }
    if (batch->to_send > 1 && has_trains(batch)) {
        order_by_length(batch);
    }
    for (int tries = 0; sent < batch->to_send && tries < SEND_TRIES; tries++) {
        int n = sendmmsg(batch->fd, batch->messages, messages_make(batch, sent), 0);

        for (int i = 0; i < n; i++) {
            sent += (unsigned)batch->messages[i].msg_hdr.msg_iovlen;
        }
        if (n < 0 && errno == EAGAIN) {
            break;
        }
        if (n < 0 && batch->trains == TRAINS_RUN && is_train_refused(errno)) {
            batch->trains = TRAINS_DO_NOT;
        } else if (n < 0 && errno != EINTR) {
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
        batch->messages[i].msg_hdr = (struct msghdr){.msg_iov = &batch->parts[i], .msg_iovlen = 1};
    }
    batch->peer_size = sizeof batch->peer;
    if (getpeername(batch->fd, (struct sockaddr *)&batch->peer, &batch->peer_size) != 0) {
        batch->error = errno;
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
    arrived = batch->messages[batch->next].msg_len;
    n = arrived < n ? arrived : n;
    memcpy(bytes, batch->replies[batch->next], n);
    memcpy(from, &batch->peer, batch->peer_size < *length ? batch->peer_size : *length);
    *length = batch->peer_size;
    batch->next++;
    return (ssize_t)n;
}
