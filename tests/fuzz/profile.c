// SPDX-License-Identifier: MIT
/* Any file either is a whole profile, whose every answer can be used, or gives one fault and
 * changes nothing. */
#include "domain/profile.h"

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

static void use(const struct profile *profile)
{
    static const unsigned char random[16] = {1, 2, 3};
    struct buffer text = {0};
    struct name name;

    expect(text_is_utf8(profile->title, strlen(profile->title)));
    expect(profile->selector_count > 0 && profile->selector_count <= PROFILE_SELECTORS);
    expect(profile->blocked_count <= PROFILE_BLOCKED);
    profile_spf(profile, &text);
    profile_token(profile, random, &text);
    expect(text.length > 0);
    buffer_clear(&text);
    for (int environment = 0; environment < ENVIRONMENT_COUNT; environment++) {
        profile_selector(profile, (enum environment)environment, REGION_JP, 20240101);
    }
    if (name_parse("mail.naver.com", &name)) {
        profile_blocks(profile, &name);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct profile profile;
    struct fault fault = {0};
    enum status status = profile_read("file", (const char *)bytes, n, &profile, &fault);

    expect(status == fault.status);
    if (status == STATUS_OK) {
        use(&profile);
    }
    return 0;
}
