// SPDX-License-Identifier: MIT
#include "keys/api_key.h"

#include "base/encode.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"

/* n random bytes as base32 into a fixed array; the bytes and their copies are wiped. */
static void random_text(size_t n, char *out, size_t size)
{
    unsigned char bytes[32];
    struct buffer text = {0};

    random_bytes(bytes, n);
    encode_base32(&text, bytes, n);
    text_copy(out, size, buffer_text(&text));
    mem_wipe(bytes, sizeof bytes);
    mem_wipe(text.bytes, text.length);
    buffer_clear(&text);
}

void api_key_make(struct api_key *out)
{
    random_text(12, out->access, sizeof out->access);
    random_text(32, out->secret, sizeof out->secret);
    for (char *at = out->access; *at; at++) {
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    }
}

void api_key_clear(struct api_key *key)
{
    mem_wipe(key, sizeof *key);
}
