// SPDX-License-Identifier: MIT
#include "net/dice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <udns.h>

#include <cmocka.h>

enum { THROWS = 2000 };

static void changes_letters_and_nothing_else(void **state)
{
    struct dice dice = {0};
    struct name name;
    struct name cased;
    size_t upper[NAME_WIRE] = {0};

    (void)state;
    assert_true(name_parse("_dmarc.ab-9\\200.example", &name));
    for (int i = 0; i < THROWS; i++) {
        struct name lowered;

        dice_case(&dice, &name, &cased);
        assert_true(name_from_wire(cased.wire, cased.length, &lowered));
        assert_true(name_equal(&lowered, &name));
        for (size_t at = 0; at < name.length; at++) {
            upper[at] += cased.wire[at] != name.wire[at];
        }
    }
    for (size_t at = 0; at < name.length; at++) {
        bool letter = name.wire[at] >= 'a' && name.wire[at] <= 'z';

        assert_true(letter ? upper[at] > THROWS / 3 && upper[at] < THROWS * 2 / 3 : upper[at] == 0);
    }
}

static void casts_the_longest_name_to_its_end(void **state)
{
    struct dice dice = {0};
    uint8_t wire[NAME_WIRE] = {0};
    struct name name, cased, lowered;
    bool changed = false;

    (void)state;
    for (size_t at = 0; at + 1 < NAME_WIRE; at++) {
        wire[at] = at % 2 == 0 ? 1 : 'a'; /* labels of one letter each */
    }
    assert_true(name_from_wire(wire, sizeof wire, &name));
    assert_int_equal(name.length, NAME_WIRE);
    for (int i = 0; i < THROWS; i++) {
        dice_case(&dice, &name, &cased);
        assert_true(name_from_wire(cased.wire, cased.length, &lowered));
        assert_true(name_equal(&lowered, &name));
        changed = changed || cased.wire[NAME_WIRE - 2] == 'A';
    }
    assert_true(changed);
}

static void repeats_no_id_soon(void **state)
{
    struct dice dice = {0};
    bool seen[65536] = {false};
    size_t distinct = 0;

    (void)state;
    for (int i = 0; i < THROWS; i++) {
        uint16_t id = dice_id(&dice);

        distinct += !seen[id];
        seen[id] = true;
    }
    assert_true(distinct > THROWS * 9 / 10);
}

/* The library's own generator gives the same numbers for the same seed; ours never does. */
static void gives_udns_its_numbers(void **state)
{
    struct udns_jranctx a;
    struct udns_jranctx b;
    size_t same = 0;
    unsigned bits_set = 0;
    unsigned bits_clear = 0;

    (void)state;
    udns_jraninit(&a, 1);
    udns_jraninit(&b, 1);
    for (int i = 0; i < 100; i++) {
        unsigned x = udns_jranval(&a);

        same += x == udns_jranval(&b);
        bits_set |= x;
        bits_clear |= ~x;
    }
    assert_true(same < 3);
    assert_int_equal(bits_set, 0xffffffffu);
    assert_int_equal(bits_clear, 0xffffffffu);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_letters_and_nothing_else),
        cmocka_unit_test(casts_the_longest_name_to_its_end),
        cmocka_unit_test(repeats_no_id_soon),
        cmocka_unit_test(gives_udns_its_numbers),
    };

    return cmocka_run_group_tests_name("net/dice", tests, NULL, NULL);
}
