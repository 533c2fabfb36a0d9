// SPDX-License-Identifier: MIT
#include "store/library.h"

#include <sqlite3.h>

struct library store_library(void)
{
    return (struct library){"SQLite", sqlite3_libversion()};
}
