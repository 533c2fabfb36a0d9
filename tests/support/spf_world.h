// SPDX-License-Identifier: MIT
#pragma once
/* The SPF records of tests/data/mail/spf_world.zone behind a book; what begins with "silent" is. */
#include "tests/support/zone_book.h"

struct zone_book *spf_world(void);
