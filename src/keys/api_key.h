// SPDX-License-Identifier: MIT
#pragma once
/*
 * A pair of API credentials: an access key that may be shown, and a secret that signs. 96 and 256
 * random bits, in letters and digits that survive every shell and every eye.
 */

enum { API_ACCESS_KEY = 21, API_SECRET_KEY = 53 }; /* with the NUL */

struct api_key {
    char access[API_ACCESS_KEY];
    char secret[API_SECRET_KEY];
};

void api_key_make(struct api_key *out);
void api_key_clear(struct api_key *key); /* wipes */
