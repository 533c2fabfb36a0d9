// SPDX-License-Identifier: MIT
#include "keys/secret.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void secret_make(struct secret *secret, size_t n)
{
    secret_clear(secret);
    secret->bytes = mem_new(n ? n : 1);
    secret->length = n;
}

void secret_set(struct secret *secret, const void *bytes, size_t n)
{
    struct secret copy = {0};

    secret_make(&copy, n);
    memcpy(copy.bytes, bytes, n);
    secret_take(secret, &copy);
}

void secret_clear(struct secret *secret)
{
    if (secret->bytes) {
        mem_wipe(secret->bytes, secret->length);
        free(secret->bytes);
    }
    *secret = (struct secret){0};
}

void secret_take(struct secret *to, struct secret *from)
{
    secret_clear(to);
    *to = *from;
    *from = (struct secret){0};
}
