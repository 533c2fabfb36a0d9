// SPDX-License-Identifier: MIT
#pragma once
/* RDATA as the case files write it: "192.0.2.1", ["string", "string"], [10, "mx.example"]. */
#include "base/buffer.h"

#include <stdint.h>

struct json_t;

void json_rdata(uint16_t type, const struct json_t *data, struct buffer *out);
