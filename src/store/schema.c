// SPDX-License-Identifier: MIT
#include "store/schema.h"

#include "base/words.h"

#include <stdio.h>

/*
 * Version 1. A row of `access` is a row of somebody's list: the owner's or a guest's, at most one
 * of a name, with what lists are sorted and filtered by. `tally` counts the rows of a list by
 * traits. `label` holds words that a domain can be found by: "fail:host-doubled", "ns:gabia".
 */
// clang-format off
static const char *const version_1[] = {
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;",

    "CREATE TABLE project ("
    " id INTEGER PRIMARY KEY,"
    " name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 63),"
    " key TEXT NOT NULL UNIQUE CHECK (length(key) = 36),"
    " created_at INTEGER NOT NULL) STRICT;",

    "CREATE TABLE credential ("
    " access_key TEXT PRIMARY KEY,"
    " project_id INTEGER NOT NULL REFERENCES project,"
    " sealed BLOB NOT NULL,"
    " read_only INTEGER NOT NULL CHECK (read_only IN (0, 1)),"
    " created_at INTEGER NOT NULL,"
    " revoked_at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;"
    "CREATE INDEX credential_by_project ON credential (project_id);",

    "CREATE TABLE offer ("
    " digest BLOB PRIMARY KEY CHECK (length(digest) = 32),"
    " project_id INTEGER NOT NULL REFERENCES project,"
    " expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;",

    "CREATE TABLE domain ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " project_id INTEGER NOT NULL REFERENCES project,"
    " name TEXT NOT NULL CHECK (name = lower(name) AND length(name) BETWEEN 3 AND 253),"
    " revision INTEGER NOT NULL CHECK (revision > 0),"
    " environment INTEGER NOT NULL CHECK (environment BETWEEN 0 AND 2),"
    " region INTEGER NOT NULL CHECK (region BETWEEN 0 AND 2),"
    " registered_at INTEGER NOT NULL,"
    " token TEXT NOT NULL,"
    " selector TEXT NOT NULL,"
    " dkim TEXT,"
    " token_verdict INTEGER NOT NULL CHECK (token_verdict BETWEEN 0 AND 4),"
    " token_verified_at INTEGER NOT NULL,"
    " token_misses INTEGER NOT NULL,"
    " token_missed_at INTEGER NOT NULL,"
    " spf_verdict INTEGER NOT NULL CHECK (spf_verdict BETWEEN 0 AND 4),"
    " spf_power INTEGER NOT NULL CHECK (spf_power BETWEEN 0 AND 2),"
    " spf_verified_at INTEGER NOT NULL,"
    " spf_misses INTEGER NOT NULL,"
    " spf_missed_at INTEGER NOT NULL,"
    " dkim_verdict INTEGER NOT NULL CHECK (dkim_verdict BETWEEN 0 AND 4),"
    " dkim_power INTEGER NOT NULL CHECK (dkim_power BETWEEN 0 AND 2),"
    " dkim_verified_at INTEGER NOT NULL,"
    " dkim_misses INTEGER NOT NULL,"
    " dkim_missed_at INTEGER NOT NULL,"
    " dmarc_verdict INTEGER NOT NULL CHECK (dmarc_verdict BETWEEN 0 AND 4),"
    " dmarc_verified_at INTEGER NOT NULL,"
    " dmarc_misses INTEGER NOT NULL,"
    " dmarc_missed_at INTEGER NOT NULL,"
    " policy INTEGER NOT NULL CHECK (policy BETWEEN 0 AND 3),"
    " checked_at INTEGER NOT NULL,"
    " next_check_at INTEGER NOT NULL,"
    " share_count INTEGER NOT NULL DEFAULT 0,"
    " providers TEXT NOT NULL DEFAULT '',"
    " findings TEXT NOT NULL DEFAULT '',"
    " UNIQUE (name, project_id)) STRICT;"
    "CREATE UNIQUE INDEX domain_verified ON domain (name) WHERE token_verdict = 2;"
    "CREATE INDEX domain_due ON domain (next_check_at) WHERE next_check_at > 0;",

    "CREATE TABLE past_token ("
    " domain_id INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
    " replaced_at INTEGER NOT NULL,"
    " token TEXT NOT NULL,"
    " PRIMARY KEY (domain_id, replaced_at, token)) STRICT, WITHOUT ROWID;",

    "CREATE TABLE share ("
    " domain_id INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
    " project_id INTEGER NOT NULL REFERENCES project,"
    " registered_at INTEGER NOT NULL,"
    " PRIMARY KEY (domain_id, project_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX share_by_project ON share (project_id);",

    "CREATE TABLE private_key ("
    " domain_id INTEGER PRIMARY KEY REFERENCES domain ON DELETE CASCADE,"
    " sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE spare_key ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " public TEXT NOT NULL UNIQUE,"
    " sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE wanted_key ("
    " domain_id INTEGER PRIMARY KEY REFERENCES domain ON DELETE CASCADE) STRICT;",

    "CREATE TABLE label ("
    " word TEXT NOT NULL,"
    " domain_id INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
    " PRIMARY KEY (word, domain_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX label_by_domain ON label (domain_id);",

    "CREATE TABLE access ("
    " project_id INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " domain_id INTEGER NOT NULL,"
    " traits INTEGER NOT NULL,"
    " rank INTEGER NOT NULL,"
    " registered_at INTEGER NOT NULL,"
    " checked_at INTEGER NOT NULL,"
    " PRIMARY KEY (project_id, name)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX access_by_rank ON access (project_id, rank, name, traits, domain_id);"
    "CREATE INDEX access_by_traits ON access (project_id, traits, name, domain_id);"
    "CREATE INDEX access_by_registered ON access (project_id, registered_at, name, traits, domain_id);"
    "CREATE INDEX access_by_checked ON access (project_id, checked_at, name, traits, domain_id);",

    "CREATE TABLE tally ("
    " project_id INTEGER NOT NULL,"
    " traits INTEGER NOT NULL,"
    " count INTEGER NOT NULL CHECK (count >= 0),"
    " PRIMARY KEY (project_id, traits)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER tally_more AFTER INSERT ON access BEGIN"
    " INSERT INTO tally VALUES (new.project_id, new.traits, 1)"
    "  ON CONFLICT DO UPDATE SET count = count + 1;"
    "END;"
    "CREATE TRIGGER tally_less AFTER DELETE ON access BEGIN"
    " UPDATE tally SET count = count - 1"
    "  WHERE project_id = old.project_id AND traits = old.traits;"
    "END;"
    "CREATE TRIGGER tally_moved AFTER UPDATE OF traits ON access WHEN new.traits <> old.traits BEGIN"
    " UPDATE tally SET count = count - 1"
    "  WHERE project_id = old.project_id AND traits = old.traits;"
    " INSERT INTO tally VALUES (new.project_id, new.traits, 1)"
    "  ON CONFLICT DO UPDATE SET count = count + 1;"
    "END;",

    "CREATE TABLE journal ("
    " id INTEGER PRIMARY KEY,"
    " at INTEGER NOT NULL,"
    " project_id INTEGER NOT NULL,"
    " who TEXT NOT NULL,"
    " domain TEXT NOT NULL,"
    " action TEXT NOT NULL,"
    " detail TEXT NOT NULL) STRICT;"
    "CREATE INDEX journal_by_project ON journal (project_id);"
    "CREATE INDEX journal_by_domain ON journal (project_id, domain);"
    "CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN"
    " SELECT RAISE(ABORT, 'the activity log only grows');"
    "END;"
    "CREATE TRIGGER journal_true BEFORE UPDATE ON journal BEGIN"
    " SELECT RAISE(ABORT, 'the activity log only grows');"
    "END;",
    NULL};

/*
 * Version 2: work that goes on by itself. `replay` holds what was answered to requests that may come
 * twice. A holder is one run of the program; what is held by another run, or for too long, is free:
 * an item of a `job`, the `visit` of a domain that is due, a message of the `outbox`.
 */
static const char *const version_2[] = {
    "CREATE TABLE replay ("
    " project_id INTEGER NOT NULL REFERENCES project,"
    " key TEXT NOT NULL,"
    " digest BLOB NOT NULL CHECK (length(digest) = 32),"
    " sealed BLOB NOT NULL,"
    " expires_at INTEGER NOT NULL,"
    " PRIMARY KEY (project_id, key)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX replay_by_end ON replay (expires_at);",

    "CREATE TABLE job ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key TEXT NOT NULL UNIQUE CHECK (length(key) = 36),"
    " project_id INTEGER NOT NULL REFERENCES project,"
    " kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),"
    " state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),"
    " who TEXT NOT NULL,"
    " filter TEXT NOT NULL,"
    " records INTEGER NOT NULL,"
    " flags INTEGER NOT NULL,"
    " place TEXT NOT NULL,"
    " gathered INTEGER NOT NULL CHECK (gathered IN (0, 1)),"
    " total INTEGER NOT NULL CHECK (total >= 0),"
    " done INTEGER NOT NULL CHECK (done BETWEEN 0 AND total),"
    " created_at INTEGER NOT NULL,"
    " ended_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX job_open ON job (id) WHERE state IN (1, 2);"
    "CREATE INDEX job_by_end ON job (ended_at) WHERE ended_at > 0;",

    "CREATE TABLE job_item ("
    " job_id INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,"
    " line INTEGER NOT NULL,"
    " wish TEXT NOT NULL,"
    " holder INTEGER NOT NULL DEFAULT 0,"
    " held_until INTEGER NOT NULL DEFAULT 0,"
    " is_done INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),"
    " name TEXT,"
    " result TEXT,"
    " code TEXT,"
    " message TEXT,"
    " codes TEXT,"
    " looked INTEGER NOT NULL DEFAULT 0,"
    " checked TEXT,"
    " PRIMARY KEY (job_id, line)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX job_item_open ON job_item (job_id, line) WHERE is_done = 0;"
    "CREATE INDEX job_item_by_name ON job_item (job_id, name, line) WHERE name IS NOT NULL;",

    "CREATE TABLE visit ("
    " domain_id INTEGER PRIMARY KEY REFERENCES domain ON DELETE CASCADE,"
    " holder INTEGER NOT NULL,"
    " held_until INTEGER NOT NULL) STRICT;",

    "CREATE TABLE outbox ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " target INTEGER NOT NULL CHECK (target BETWEEN 0 AND 1),"
    " at INTEGER NOT NULL,"
    " body TEXT NOT NULL,"
    " attempts INTEGER NOT NULL DEFAULT 0,"
    " next_at INTEGER NOT NULL,"
    " holder INTEGER NOT NULL DEFAULT 0,"
    " held_until INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX outbox_due ON outbox (next_at);",
    NULL};

/* Version 3: an owner's own words for each guest. */
static const char *const version_3[] = {
    "ALTER TABLE share ADD COLUMN label TEXT NOT NULL DEFAULT '' CHECK (length(label) <= 40);",
    NULL};

/* Version 4: the nonces of changes, for as long as what they signed could be sent again. */
static const char *const version_4[] = {
    "CREATE TABLE nonce ("
    " expires_at INTEGER NOT NULL,"
    " mark BLOB NOT NULL CHECK (length(mark) = 16),"
    " PRIMARY KEY (expires_at, mark)) STRICT, WITHOUT ROWID;", /* a change writes its last page */
    NULL};

/*
 * Version 5: who writes a row of `access` counts it, too (store/tally.h says why). A row of the
 * journal may have the detail of an earlier one; a domain knows which row told last what was seen
 * of it, and the head of the digest of that detail.
 */
static const char *const version_5[] = {
    "DROP TRIGGER tally_more; DROP TRIGGER tally_less; DROP TRIGGER tally_moved;",

    "ALTER TABLE journal ADD COLUMN same_as INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE domain ADD COLUMN told_id INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE domain ADD COLUMN told_mark BLOB NOT NULL DEFAULT x'';",
    NULL};

static const char *const *const migrations[] = {
    version_1, version_2, version_3, version_4, version_5,
};
// clang-format on

int schema_newest(void)
{
    return (int)COUNT(migrations);
}

static enum status pragma_number(struct db *db, const char *sql, int64_t *out, struct fault *fault)
{
    return sql_number(db, sql, SQL_NOTHING, out, fault);
}

enum status schema_check(struct db *db, int *version, struct fault *fault)
{
    int64_t application = 0, newest = 0, tables = 0;
    enum status status = pragma_number(db, "PRAGMA application_id", &application, fault);

    status = status ? status : pragma_number(db, "PRAGMA user_version", &newest, fault);
    status =
        status ? status : pragma_number(db, "SELECT count(*) FROM sqlite_schema", &tables, fault);
    if (status) {
        return status;
    }
    if (application != STORE_APPLICATION && (application || newest || tables)) {
        return fault_set(fault, STATUS_IO, "store-foreign",
                         _("%s: this is another program's database; nothing was changed"),
                         db_path(db));
    }
    if (newest < 0 || newest > schema_newest()) {
        return fault_set(fault, STATUS_IO, "store-newer",
                         _("%s: a newer vouch made this store (schema %lld, this one knows %d); "
                           "nothing was changed"),
                         db_path(db), (long long)newest, schema_newest());
    }
    *version = (int)newest;
    return STATUS_OK;
}

static enum status migrate_once(struct db *db, int version, struct fault *fault)
{
    char numbers[96];
    enum status status = sql_script(db, "BEGIN IMMEDIATE", fault);

    snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             STORE_APPLICATION, version + 1);
    for (const char *const *step = migrations[version]; *step && status == STATUS_OK; step++) {
        status = sql_script(db, *step, fault);
    }
    status = status ? status : sql_script(db, numbers, fault);
    status = status ? status : sql_script(db, "COMMIT", fault);
    if (status) {
        (void)!sql_script(db, "ROLLBACK", NULL);
    }
    return status;
}

enum status schema_migrate(struct db *db, int version, struct fault *fault)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && version < schema_newest()) {
        status = migrate_once(db, version++, fault);
    }
    return status;
}
