// SPDX-License-Identifier: MIT
#pragma once
/*
 * DNS worlds of the case files: one JSON zone for everybody, or a view for each address, with
 * scripted faults ("!SERVFAIL", "!LAME", ...). Answers what a book wants, as the same world behind
 * a socket would: 127.0.0.1 is the resolver, and the authoritative server as well when there is but
 * one view.
 */
#include "dns/book.h"

struct json_t;
struct json_world;

/* A case's "zone" and "views"; both are borrowed. */
struct json_world *json_world_new(struct json_t *zone, struct json_t *views);
void json_world_free(struct json_world *world);
struct answers *json_world_answer(const struct json_world *world, const struct question *question);
/* Answers everything the book wants; false: it wants nothing. */
bool json_world_answer_book(const struct json_world *world, struct book *book);
