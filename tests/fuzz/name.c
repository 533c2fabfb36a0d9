// SPDX-License-Identifier: MIT
/* What is a name prints as text that is the same name again; what a person types is a host name or
 * refused. */
#include "dns/name.h"
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

static void check_name(const struct name *name)
{
    struct name again;
    char text[NAME_TEXT];
    size_t length = 0;

    expect(name->length >= 1 && name->wire[name->length - 1] == 0);
    for (size_t i = 0; i < name->labels; i++) {
        name_label(name, i, &length);
        expect(length >= 1 && length <= NAME_LABEL);
    }
    name_text(name, text);
    expect(strlen(text) < NAME_TEXT && name_parse(text, &again) && name_equal(name, &again));
    expect(name_from_wire(name->wire, name->length, &again) && name_equal(name, &again));
    name_unicode(name, text);
    expect(text_is_utf8(text, strlen(text)));
    if (name_parent(name, &again)) {
        expect(name_is_within(name, &again) && again.labels + 1 == name->labels);
    }
}

static void check_typed(const char *text)
{
    struct fault fault = {0};
    struct name name = {0};
    enum status status = name_from_user(text, &name, &fault);

    expect(status == fault.status && (status == STATUS_OK) == (name.length > 0));
    if (status == STATUS_OK) {
        char again[NAME_TEXT];
        struct name same;

        check_name(&name);
        name_text(&name, again);
        expect(name_from_user(again, &same, NULL) == STATUS_OK && name_equal(&name, &same));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct name name;
    char text[2100];

    if (name_from_wire(bytes, n, &name)) {
        check_name(&name);
    }
    if (name_from_bytes((const char *)bytes, n, &name)) {
        check_name(&name);
    }
    n = n < sizeof text - 1 ? n : sizeof text - 1;
    memcpy(text, bytes, n);
    text[n] = '\0';
    if (name_parse(text, &name)) {
        check_name(&name);
    }
    check_typed(text);
    return 0;
}
