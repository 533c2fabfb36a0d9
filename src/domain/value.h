// SPDX-License-Identifier: MIT
#pragma once
/*
 * What happened to a value between this screen and the DNS, as findings: one a flaw that
 * pasted_read() (mail/pasted.h) saw, with its place and character. The same for every record. Pure.
 */
#include "domain/finding.h"
#include "mail/pasted.h"

struct value {
    const char *bytes; /* as published */
    size_t n;
    struct buffer plain; /* as meant; a C string: U+FFFD stands for a zero */
    struct pasted flaws;
};

/* bytes are borrowed, and end with a NUL that n does not count. mark: how the right value begins,
 * NULL: unknown. */
void value_read(const char *bytes, size_t n, const char *mark, struct value *out);
void value_clear(struct value *value);
/* Something else was meant than what receivers read. */
bool value_is_harmed(const struct value *value);
/* Adds the value-* findings; a trailing space only when nothing worse is there. expected: what
 * should stand there, NULL: unknown. */
void value_tell(const struct value *value, enum area area, const struct name *name,
                const char *expected, struct finding_list *out);
