// SPDX-License-Identifier: MIT
#pragma once
/*
 * Near misses: the places where people put a record by mistake. Asked of one authoritative server,
 * where a "no" is remembered by nobody; of the resolver only when there is no source. Pure over the
 * book. Inside the floor only.
 */
#include "domain/judge.h"

/* For a record that is absent at its name: what is found elsewhere takes the place of "missing"
 * among the findings. server NULL: the resolver. False: waiting. */
bool probe_record(struct checkup *checkup, enum record record, const struct address *server,
                  struct judged *judged);

/* Adds dns-wildcard-answers when a name nobody created shows the same. False: waiting. */
bool probe_wildcard(struct checkup *checkup, enum record record, const struct address *server,
                    const struct view *view, struct finding_list *out);
