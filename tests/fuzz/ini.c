// SPDX-License-Identifier: MIT
/* Any file either reads, each pair in its place, or gives one fault that says where. */
#include "base/ini.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static enum status take(void *arg, const char *section, const char *name, const char *key,
                        const char *value, const struct ini_place *place, struct fault *fault)
{
    size_t *last_line = arg;
    long long ms;

    expect(place->line > *last_line && place->column > 0);
    *last_line = place->line;
    expect(key[0] != '\0' || (value[0] == '\0' && section[0] != '\0'));
    expect(text_is_utf8(value, strlen(value)) && strpbrk(value, "\n\r\x1b") == NULL);
    expect(strchr(name, ']') == NULL);
    return text_equal(key, "ttl") ? ini_duration(value, &ms, fault) : STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const repeatable[] = {"server", "[step]", NULL};
    struct fault fault = {0};
    size_t last_line = 0;
    enum status status =
        ini_read_repeating("file", (const char *)bytes, n, repeatable, take, &last_line, &fault);

    expect(status == fault.status);
    expect((status == STATUS_OK) == (fault.message[0] == '\0'));
    return 0;
}
