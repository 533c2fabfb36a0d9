// SPDX-License-Identifier: MIT
#pragma once
/*
 * Inside the wire floor: the way back from JSON, a payload a file, and the member "more" by which
 * nothing is lost on it. An ..._add_more() completes the object that ..._to_json() made; a
 * ..._read() fills what is zero, and does without "more" as well as it can.
 */
#include "wire/reading.h"
#include "wire/shape.h"

void findings_add_more(const struct finding_list *findings, json_t *list);
void findings_read(struct reading *reading, const json_t *object, const char *key,
                   struct finding_list *out);

void share_add_more(const struct share *share, json_t *object);
void share_read(struct reading *reading, const json_t *object, struct share *share);
void domain_add_more(const struct domain *domain, json_t *object);
/* Never NULL; empty where it is wrong. */
struct domain *domain_read(struct reading *reading, const json_t *object);

json_t *providers_to_json(const char providers[2][32]);
void providers_read(struct reading *reading, const json_t *object, char providers[2][32]);
void check_add_more(const struct check_result *check, json_t *object);
struct check_result *check_read(struct reading *reading, const json_t *object);

/* The whole body: its requirements under "records", the rest in "more". */
void records_add_more(const struct reply_records *records, json_t *body);
void records_read(struct reading *reading, const json_t *body, struct reply_records *records);

void log_row_add_more(const struct log_row *row, json_t *object);
void log_row_read(struct reading *reading, const json_t *object, struct log_row *row);
void import_row_read(struct reading *reading, const json_t *object, struct import_row *row);

void project_add_more(const struct project *project, json_t *object);
void project_read(struct reading *reading, const json_t *object, struct project *project);
void credential_add_more(const struct credential *credential, json_t *object);
void credential_read(struct reading *reading, const json_t *object, struct credential *credential);

void job_add_more(const struct reply_job *job, json_t *object);
void job_read(struct reading *reading, const json_t *object, struct reply_job *job);
