// SPDX-License-Identifier: MIT
#pragma once
/* The inside of a provider book, for provider.c and provider_book.c alone. */
#include "domain/provider.h"

struct provider_book {
    struct provider *items;
    size_t count, capacity;
};
