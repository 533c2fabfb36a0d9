// SPDX-License-Identifier: MIT
/* Any file either adds whole providers, or gives one fault and adds none; matching always ends. */
#include "domain/provider.h"

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

static void use(const struct provider_book *book)
{
    const struct provider *found[2];
    char host[NAME_TEXT];
    struct name ns, zone;

    expect(name_parse("ns-12.awsdns-07.co.uk", &ns) && name_parse("shop.example", &zone));
    expect(provider_match(book, &ns, &zone, found, 2) <= 2);
    for (size_t i = 0; i < provider_book_count(book); i++) {
        const struct provider *provider = provider_at(book, i);

        expect(text_is_utf8(provider_name(provider), strlen(provider_name(provider))));
        expect(provider_by_id(book, provider->id) == provider);
        provider_host_text(provider, &ns, &zone, host);
        for (size_t j = 0; j < provider->ns_count; j++) {
            provider_match(book, &provider->ns[j], &zone, found, 2);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct provider_book *book;
    struct fault fault = {0};
    size_t before;
    enum status status;

    expect(provider_book_shipped(&book, NULL) == STATUS_OK);
    before = provider_book_count(book);
    status = provider_book_read(book, "file", (const char *)bytes, n, &fault);
    expect(status == fault.status);
    expect(status == STATUS_OK || provider_book_count(book) == before);
    use(book);
    provider_book_free(book);
    return 0;
}
