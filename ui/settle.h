// SPDX-License-Identifier: MIT
#pragma once
/* For fronts that play steps: turns of the loop until everything asked of the engine was answered.
 */

struct app;

enum { SETTLE_MS = 20000 };

/* At most this long; the console may have been left by then. */
void settle(struct app *app, int most_ms);
