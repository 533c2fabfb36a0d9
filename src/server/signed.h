// SPDX-License-Identifier: MIT
#pragma once
/* The proof that a request carries, as the engine judges it. Inside this floor only. */
#include "engine/request.h"
#include "server/heads.h"

/* text becomes the caller's; proof_clear() it, also on failure. Code "unsigned". */
enum status proof_read(const struct heads *heads, const char *method, const char *target,
                       struct proof *out, struct fault *fault) MUST_USE;
void proof_clear(struct proof *proof);
/* Whether the body with this hash is the one that was signed; always, where none was. Code
 * "body-altered". */
enum status proof_covers(const struct proof *proof, const struct heads *heads, const char *hash,
                         struct fault *fault) MUST_USE;
