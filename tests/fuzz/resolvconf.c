// SPDX-License-Identifier: MIT
/* Any resolv.conf gives a bounded list of addresses. */
#include "net/resolvconf.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct live_options options = {0};

    resolvconf_read((const char *)bytes, n, &options);
    if (options.server_count > LIVE_SERVERS) {
        abort();
    }
    for (size_t i = 0; i < options.server_count; i++) {
        char text[ADDRESS_TEXT];
        struct address again;

        options.servers[i].scope = 0; /* which the text does not have */
        address_text(&options.servers[i], text);
        if (!address_parse(text, &again) || !address_equal(&again, &options.servers[i])) {
            abort();
        }
    }
    return 0;
}
