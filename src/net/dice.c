// SPDX-License-Identifier: MIT
#include "net/dice.h"

#include "base/random.h"

#include <string.h>
#include <udns.h>

static const uint8_t *dice_take(struct dice *dice, size_t n)
{
    if (dice->left < n) {
        random_bytes(dice->bytes, sizeof dice->bytes);
        dice->left = sizeof dice->bytes;
    }
    dice->left -= n;
    return dice->bytes + dice->left;
}

/* Takes the bit that makes a letter small from those of eight bytes whose place in bits is set;
 * without a branch, which the processor could not foretell either. A length byte is at most 63, so
 * no letter. */
static uint64_t eight_cased(uint64_t eight, uint8_t bits)
{
    const uint64_t each = 0x0101010101010101u, tops = each * 0x80;
    uint64_t low = eight & ~tops;
    uint64_t from_a = low + each * (0x80 - 'a'), past_z = low + each * (0x7f - 'z');
    uint64_t chosen = (bits * each & 0x8040201008040201u) + each * 0x7f;

    return eight ^ ((from_a & ~past_z & ~eight & chosen & tops) >> 2);
}

enum { EIGHT = sizeof(uint64_t), REST = NAME_WIRE % EIGHT, WHOLE = NAME_WIRE - REST };

/* n is a constant wherever this is called. */
static inline void cast(uint8_t *to, const uint8_t *from, size_t n, uint8_t bits)
{
    uint64_t eight = 0;

    memcpy(&eight, from, n);
    eight = eight_cased(eight, bits);
    memcpy(to, &eight, n);
}

/* Eight bytes at a time: what stands behind the name gets some case, too, which nobody sees. */
void dice_case(struct dice *dice, const struct name *name, struct name *out)
{
    const uint8_t *bits = dice_take(dice, (name->length + 7u) / 8);

    out->length = name->length;
    out->labels = name->labels;
    for (size_t at = 0; at < name->length && at < WHOLE; at += EIGHT) {
        cast(out->wire + at, name->wire + at, EIGHT, *bits++);
    }
    if (name->length > WHOLE) {
        cast(out->wire + WHOLE, name->wire + WHOLE, REST, *bits);
    }
}

uint16_t dice_id(struct dice *dice)
{
    const uint8_t *bytes = dice_take(dice, 2);

    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

/* udns calls these two for its ids. They come before its own when the program is linked. They have
 * no argument that could lead to a stock: its four words of state are of no use to us. */
void udns_jraninit(struct udns_jranctx *x, unsigned seed)
{
    (void)seed;
    memset(x, 0, sizeof *x);
}

unsigned udns_jranval(struct udns_jranctx *x)
{
    static _Thread_local struct dice dice;
    unsigned number;

    (void)x;
    memcpy(&number, dice_take(&dice, sizeof number), sizeof number);
    return number;
}
