// SPDX-License-Identifier: MIT
#pragma once
/* What stands at a name instead of the wanted record, in words. */
#include "mail/txt_kind.h"

const char *kind_phrase(enum txt_kind kind); /* msgid: "an SPF record" */
