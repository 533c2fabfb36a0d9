// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/api_key.h"
#include "local/detail.h"
#include "local/handler.h"
#include "local/vault.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 60 };

/* What concerns the project and no domain of it. */
static enum status log_word(struct task *task, struct db *db, const char *action, const char *key,
                            const char *word, struct fault *fault)
{
    struct detail detail = {0};
    enum status status;

    detail_add(&detail, key, word);
    status = task_log(task, db, "", action, detail_end(&detail), fault);
    detail_clear(&detail);
    return status;
}

enum status list_projects(struct task *task, struct db *db, struct fault *fault)
{
    task->reply.kind = REPLY_PROJECTS;
    return projects_list(db, &task->reply.as.projects, fault);
}

enum status read_project(struct task *task, struct db *db, struct fault *fault)
{
    (void)db;
    (void)fault;
    task->reply.kind = REPLY_PROJECT;
    task->reply.as.project = task->project.project;
    return STATUS_OK;
}

/* Letters, digits and a few marks, so that a name can be typed and shown anywhere. */
static bool is_project_name(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t n = strlen(name);

    return n > 0 && n <= NAME_MOST && strspn(name, letters) == n;
}

enum status create_project(struct task *task, struct db *db, struct fault *fault)
{
    const char *name = request_get(&task->request, "name");
    struct project *project = &task->reply.as.project;
    enum status status;
    int64_t id = 0;

    if (!is_project_name(name)) {
        return fault_set(fault, STATUS_INVALID, "invalid-project-name",
                         _("a project's name has up to %d letters, digits, \"-\", \"_\" and \".\""),
                         NAME_MOST);
    }
    task->reply.kind = REPLY_PROJECT;
    task->reply.created = true;
    text_copy(project->name, sizeof project->name, name);
    random_uuid(project->key);
    project->created_at = task_now(task);
    status = projects_add(db, project, &id, fault);
    return status ? status : log_word(task, db, "project-create", "project", name, fault);
}

static enum status make_credential(struct task *task, struct db *db, struct fault *fault)
{
    struct credential *made = mem_new(sizeof *made);
    struct buffer sealed = {0};
    struct api_key key;
    enum status status;

    api_key_make(&key);
    text_copy(made->access_key, sizeof made->access_key, key.access);
    text_copy(made->secret_key, sizeof made->secret_key, key.secret);
    made->read_only = request_has(&task->request, "read");
    made->created_at = task_now(task);
    task->reply.as.credentials.items = made;
    task->reply.as.credentials.count = 1;
    status = vault_seal_credential(task->local, key.access, key.secret, &sealed, fault);
    status = status
                 ? status
                 : credentials_add(db, task->project.id, made, sealed.bytes, sealed.length, fault);
    status =
        status ? status : log_word(task, db, "credential-new", "access_key", key.access, fault);
    api_key_clear(&key);
    buffer_clear(&sealed);
    return status;
}

/* --read says what --new makes; one that goes and one that comes are two commands. */
static enum status wish_check(const struct request *request, struct fault *fault)
{
    bool is_new = request_has(request, "new");

    if (is_new && request_has(request, "revoke")) {
        return fault_set(fault, STATUS_INVALID, "usage", _("either %s or --%s, not both"), "--new",
                         "revoke");
    }
    return request_has(request, "read") && !is_new
               ? fault_set(fault, STATUS_INVALID, "usage", _("--read goes with --new"))
               : STATUS_OK;
}

/* Lists them; --new makes one, --revoke refuses one from now on. */
enum status serve_credentials(struct task *task, struct db *db, struct fault *fault)
{
    const char *revoked = request_get(&task->request, "revoke");
    enum status status = wish_check(&task->request, fault);

    if (status) {
        return status;
    }
    task->reply.kind = REPLY_CREDENTIALS;
    if (request_has(&task->request, "new")) {
        return make_credential(task, db, fault);
    }
    if (revoked) {
        status = credentials_revoke(db, task->project.id, revoked, task_now(task), fault);
        status =
            status ? status : log_word(task, db, "credential-revoke", "access_key", revoked, fault);
    }
    return status ? status
                  : credentials_list(db, task->project.id, &task->reply.as.credentials.items,
                                     &task->reply.as.credentials.count, fault);
}
