// SPDX-License-Identifier: MIT
#include "books.h"

#include "base/file.h"

enum { PROVIDERS_LIMIT = 1 << 20 };

enum status books_profile(const struct globals *globals, struct profile *out, struct fault *fault)
{
    const char *path = globals_get(globals, GLOBAL_PROFILE);

    return path ? profile_read_file(path, out, fault) : profile_shipped(out, fault);
}

enum status books_providers(const struct globals *globals, struct provider_book **out,
                            struct fault *fault)
{
    const char *path = globals_get(globals, GLOBAL_PROVIDERS);
    enum status status = provider_book_shipped(out, fault);
    struct buffer bytes = {0};

    if (status || !path) {
        return status;
    }
    status = file_read(path, PROVIDERS_LIMIT, &bytes, fault);
    if (status == STATUS_OK) {
        status = provider_book_read(*out, path, buffer_text(&bytes), bytes.length, fault);
    }
    buffer_clear(&bytes);
    return status;
}
