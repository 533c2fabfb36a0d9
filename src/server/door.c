// SPDX-License-Identifier: MIT
#include "server/door.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 511, A_TURN = 16, PAUSE_MS = 100 };

struct door {
    int fd;
    struct loop_watch *watch;
    struct loop_timer *pause; /* while there are no descriptors left */
    door_fn *came;
    void *arg;
    char *path; /* of the socket file; NULL: TCP */
    dev_t device;
    ino_t inode;
};

static bool peer_is_known(int fd)
{
    struct ucred peer = {.uid = (uid_t)-1};
    socklen_t size = sizeof peer;

    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           (peer.uid == geteuid() || peer.uid == 0);
}

static void door_wake(void *arg)
{
    struct door *door = arg;

    loop_watch_want(door->watch, true, false);
}

/* Whether somebody came in. */
static bool let_in(struct door *door)
{
    struct sockaddr_storage peer = {0};
    socklen_t size = sizeof peer;
    int fd = accept4(door->fd, (struct sockaddr *)&peer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (fd < 0) {
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            loop_watch_want(door->watch, false, false);
            loop_timer_start(door->pause, PAUSE_MS, 0);
        }
        return errno == EINTR || errno == ECONNABORTED;
    }
    if (door->path && !peer_is_known(fd)) {
        LOG_EVENT(LOG_WARN, "peer-refused", {"socket", door->path});
        close(fd);
        return true;
    }
    door->came(door->arg, fd, (struct sockaddr *)&peer, size);
    return true;
}

static void door_knocked(void *arg, bool readable, bool writable, int error)
{
    (void)readable;
    (void)writable;
    (void)error;
    for (int i = 0; i < A_TURN && let_in(arg); i++) {
        /* the rest comes in the next turn */
    }
}

static enum status listen_fault(const char *where, struct fault *fault)
{
    return fault_set(fault, STATUS_IO, "listen", _("cannot listen on %s: %s"), where,
                     strerror(errno));
}

/* Takes fd, which is bound. */
static enum status door_open(struct loop *loop, int fd, const char *where, struct door *door,
                             struct fault *fault)
{
    door->fd = fd;
    door->watch = listen(fd, BACKLOG) == 0 ? loop_watch_new(loop, fd, door_knocked, door) : NULL;
    if (!door->watch) {
        return listen_fault(where, fault);
    }
    door->pause = loop_timer_new(loop, door_wake, door);
    loop_watch_want(door->watch, true, false);
    return STATUS_OK;
}

static socklen_t fill_address(const struct address *address, struct sockaddr_storage *out)
{
    struct sockaddr_in *four = (struct sockaddr_in *)out;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;

    *out = (struct sockaddr_storage){0};
    if (address->family == ADDRESS_IP6) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(address->port);
        memcpy(&six->sin6_addr, address->bytes, 16);
        return sizeof *six;
    }
    four->sin_family = AF_INET;
    four->sin_port = htons(address->port);
    memcpy(&four->sin_addr, address->bytes, 4);
    return sizeof *four;
}

static int bind_tcp(const struct address *address)
{
    struct sockaddr_storage place;
    socklen_t size = fill_address(address, &place);
    int fd = socket(place.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int on = 1;

    if (fd < 0) {
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (place.ss_family == AF_INET6) {
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    }
    if (bind(fd, (struct sockaddr *)&place, size) != 0) {
        int error = errno;

        close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

static struct door *door_new(door_fn *came, void *arg)
{
    struct door *door = mem_new(sizeof *door);

    door->fd = -1;
    door->came = came;
    door->arg = arg;
    return door;
}

enum status door_tcp(struct loop *loop, const struct address *address, door_fn *came, void *arg,
                     struct door **out, struct fault *fault)
{
    struct door *door = door_new(came, arg);
    char where[ADDRESS_TEXT];
    enum status status;
    int fd = bind_tcp(address);

    address_port_text(address, where);
    status = fd < 0 ? listen_fault(where, fault) : door_open(loop, fd, where, door, fault);
    if (status) {
        door_free(door);
        return status;
    }
    *out = door;
    return STATUS_OK;
}

/* Whether somebody answers there; an old file without a listener is taken away. */
static bool is_held(const struct sockaddr_un *place)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    bool held = false;

    if (fd >= 0) {
        held = connect(fd, (const struct sockaddr *)place, sizeof *place) == 0 || errno == EAGAIN;
        if (!held && errno == ECONNREFUSED) {
            unlink(place->sun_path);
        }
        close(fd);
    }
    return held;
}

/* Nobody gets in between bind() and chmod(): nothing listens yet. */
static int bind_unix(const struct sockaddr_un *place, struct door *door)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct stat file;

    if (fd < 0) {
        return -1;
    }
    if (bind(fd, (const struct sockaddr *)place, sizeof *place) != 0 ||
        chmod(place->sun_path, 0600) != 0 || stat(place->sun_path, &file) != 0) {
        int error = errno;

        close(fd);
        errno = error;
        return -1;
    }
    door->path = mem_text(place->sun_path);
    door->device = file.st_dev;
    door->inode = file.st_ino;
    return fd;
}

static enum status unix_open(struct loop *loop, const char *path, struct door *door,
                             struct fault *fault)
{
    struct sockaddr_un place = {.sun_family = AF_UNIX};
    int fd;

    if (!text_copy(place.sun_path, sizeof place.sun_path, path)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("the path of a socket has at most %zu bytes: %s"),
                         sizeof place.sun_path - 1, path);
    }
    if (is_held(&place)) {
        return fault_set(fault, STATUS_BUSY, "socket-held",
                         _("another process listens on %s already"), path);
    }
    fd = bind_unix(&place, door);
    return fd < 0 ? listen_fault(path, fault) : door_open(loop, fd, path, door, fault);
}

enum status door_unix(struct loop *loop, const char *path, door_fn *came, void *arg,
                      struct door **out, struct fault *fault)
{
    struct door *door = door_new(came, arg);
    enum status status = unix_open(loop, path, door, fault);

    if (status) {
        door_free(door);
        return status;
    }
    *out = door;
    return STATUS_OK;
}

void door_aim(struct door *door, void *arg)
{
    door->arg = arg;
}

/* Only the file that is still ours. */
static void take_away(const struct door *door)
{
    struct stat file;

    if (door->path && stat(door->path, &file) == 0 && file.st_dev == door->device &&
        file.st_ino == door->inode) {
        unlink(door->path);
    }
}

void door_free(struct door *door)
{
    if (!door) {
        return;
    }
    take_away(door);
    loop_watch_free(door->watch);
    loop_timer_free(door->pause);
    if (door->fd >= 0) {
        close(door->fd);
    }
    free(door->path);
    free(door);
}
