// SPDX-License-Identifier: MIT
#include "mail/spf_check.h"

#include <string.h>

/* Asks whether the name leads back to the sender's address; *yes is only set when that is known. A
 * name whose address cannot be had is passed over (RFC 7208 5.5). */
static bool leads_back(struct spf_check *check, const struct name *name, bool *yes)
{
    static const struct spf_term exactly = {.prefix4 = 32, .prefix6 = 128};
    const struct answers *answers = book_ask_resolver(check->book, name, spf_address_type(check));

    if (answers != NULL) {
        *yes = spf_answers_match(check, answers, &exactly);
    }
    return answers != NULL;
}

bool spf_validated_names(struct spf_check *check, struct spf_names *out)
{
    static const char reverse[] = "%{ir}.%{v}.arpa";
    struct name name;
    bool known = true;

    memset(out, 0, sizeof *out);
    if (!spf_macro_name(&check->macros, reverse, sizeof reverse - 1, &name)) {
        return true; /* no address, no names */
    }
    out->answers = book_ask_resolver(check->book, &name, RR_PTR);
    if (out->answers == NULL) {
        return false;
    }
    for (size_t i = 0; i < out->answers->count && i < SPF_PTR_LIMIT; i++) {
        bool yes = false;

        if (!rr_name(&out->answers->records[i], &name) || name_is_root(&name)) {
            continue;
        }
        known = leads_back(check, &name, &yes) && known;
        if (yes) {
            out->items[out->count++] = name;
        }
    }
    return known;
}
