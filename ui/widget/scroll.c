// SPDX-License-Identifier: MIT
#include "ui/widget/scroll.h"

#include "ui/key.h"

int64_t scroll_step(uint32_t key, size_t height)
{
    int64_t page = height > 1 ? (int64_t)height - 1 : 1,
            half = height > 1 ? (int64_t)height / 2 : 1;
    // clang-format off
    const struct {
        uint32_t key;
        int64_t rows;
    } steps[] = {
        { 'j', 1 }, { 'k', -1 }, { KEY_DOWN, 1 }, { KEY_UP, -1 },
        { 'g', INT64_MIN }, { 'G', INT64_MAX }, { KEY_HOME, INT64_MIN }, { KEY_END, INT64_MAX },
        { KEY_PAGE_DOWN, page }, { KEY_PAGE_UP, -page }, { KEY_CTRL('f'), page }, { KEY_CTRL('b'), -page },
        { KEY_CTRL('d'), half }, { KEY_CTRL('u'), -half },
    };
    // clang-format on

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].key == key) {
            return steps[i].rows;
        }
    }
    return 0;
}

bool scroll_key(struct scroll *scroll, uint32_t key, size_t count, size_t height)
{
    int64_t step = scroll_step(key, height), at = (int64_t)scroll->at;
    int64_t last = count > 0 ? (int64_t)count - 1 : 0;

    if (step == 0) {
        return false;
    }
    if (step == INT64_MIN || step < -at) {
        at = 0;
    } else {
        at = step > last - at ? last : at + step;
    }
    scroll->at = (size_t)at;
    scroll_fit(scroll, count, height);
    return true;
}

void scroll_fit(struct scroll *scroll, size_t count, size_t height)
{
    size_t last = count > height ? count - height : 0;

    if (scroll->at >= count) {
        scroll->at = count > 0 ? count - 1 : 0;
    }
    if (scroll->at < scroll->top) {
        scroll->top = scroll->at;
    } else if (scroll->at >= scroll->top + height) {
        scroll->top = scroll->at + 1 - height;
    }
    if (scroll->top > last) {
        scroll->top = last;
    }
}
