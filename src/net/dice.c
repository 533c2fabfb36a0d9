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

void dice_case(struct dice *dice, const struct name *name, struct name *out)
{
    const uint8_t *bits = dice_take(dice, (name->length + 7u) / 8);

    *out = *name;
    for (size_t i = 0; i < name->length; i++) {
        /* A length byte is at most 63, so no letter. */
        if (name->wire[i] >= 'a' && name->wire[i] <= 'z' && (bits[i / 8] >> i % 8 & 1)) {
            out->wire[i] = (uint8_t)(name->wire[i] - ('a' - 'A'));
        }
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
