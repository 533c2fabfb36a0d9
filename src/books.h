// SPDX-License-Identifier: MIT
#pragma once
/* What is known of the sending service and of those who host the DNS: the shipped books, or the
 * user's own. */
#include "cli/global.h"
#include "domain/profile.h"
#include "domain/provider.h"

enum status books_profile(const struct globals *globals, struct profile *out,
                          struct fault *fault) MUST_USE;
/* On failure *out is still to be freed; NULL does no harm. */
enum status books_providers(const struct globals *globals, struct provider_book **out,
                            struct fault *fault) MUST_USE;
