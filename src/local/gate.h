// SPDX-License-Identifier: MIT
#pragma once
/*
 * Who a request from elsewhere comes from, and whether it may pass: its proof is compared in
 * constant time, also for keys that do not exist; it counts for LIMIT_WINDOW_MS, and once. Inside
 * this floor only.
 */
#include "local/task.h"

struct gate;

struct gate *gate_new(struct local *local);
void gate_free(struct gate *gate); /* NULL allowed */
/* For a request with a proof: its project, actor and read_only become the credential's. Codes
 * bad-signature, late-signature, replayed, plain-signature; too-many with the detail retry_after,
 * in seconds. */
enum status gate_admit(struct gate *gate, struct task *task, struct fault *fault) MUST_USE;
/* Some credential was made or revoked. */
void gate_forget(struct gate *gate);
/* Nonces that were taken for changes go into every transaction first; then it is committed. */
enum status gate_write(struct gate *gate, struct db *db, struct fault *fault) MUST_USE;
void gate_written(struct gate *gate);
