// SPDX-License-Identifier: MIT
#pragma once
/*
 * Requests that may come twice, known by their Idempotency-Key: the second gets the answer of the
 * first, also when that was a refusal, and changes nothing. The answer is kept in the transaction
 * of the change, sealed, for a day. Inside this floor only.
 */
#include "local/task.h"

/* Whether the task's answer is to be kept: it has a key, may change something, and came for the
 * first time. */
bool repeat_wants(const struct task *task);
/* *answered: the task's reply is what it was then. STATUS_REFUSED, code "idempotency-key-reused":
 * it was another request. */
enum status repeat_find(struct task *task, struct db *db, bool *answered,
                        struct fault *fault) MUST_USE;
/* Where such an answer is sealed to. */
void repeat_place(int64_t project, const char *key, struct buffer *out);
/* Keeps the task's reply, when it is to be kept. */
enum status repeat_keep(struct task *task, struct db *db, struct fault *fault) MUST_USE;
