// SPDX-License-Identifier: MIT
#pragma once
/*
 * The description of the HTTP API (OpenAPI 3.1), written from the command table, the shapes of the
 * objects (wire/schema.h) and the limits: `vouch help --openapi` makes docs/openapi.yaml. English,
 * whatever the language: programs read it.
 */
#include "base/buffer.h"

void openapi_write(struct buffer *out);
