// SPDX-License-Identifier: MIT
#pragma once
/*
 * What an attacker must not be able to foretell: the letter case of a question's name (0x20). The
 * same file gives udns its query ids, in place of the generator of its own, whose seed is guessed
 * in no time.
 */
#include "dns/name.h"

#include <stddef.h>
#include <stdint.h>

struct dice {
    uint8_t bytes[256]; /* drawn from the kernel at once, used once each */
    size_t left;
};

/* name with a random case for each of its letters. */
void dice_case(struct dice *dice, const struct name *name, struct name *out);
/* An id for a question that udns does not send. */
uint16_t dice_id(struct dice *dice);
