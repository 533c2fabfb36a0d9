// SPDX-License-Identifier: MIT
#include "local/look.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "local/handler.h"
#include "mail/dmarc_build.h"

#include <stdlib.h>

bool look_name(const struct task *task, struct name *out)
{
    const char *text = request_get(&task->request, "domain");

    return name_from_user(text, out, NULL) == STATUS_OK || name_parse(text, out);
}

enum status look_explain(struct task *task, struct db *db, struct fault *fault)
{
    const char *word = request_get(&task->request, "code");

    (void)db;
    task->reply.kind = REPLY_EXPLAIN;
    if (!code_from_word(word, &task->reply.as.explain.code)) {
        return fault_set(fault, STATUS_MISSING, "no-such-code",
                         _("there is no finding called \"%s\""), word);
    }
    return STATUS_OK;
}

static enum dmarc_policy policy_argument(const struct request *request, const char *name)
{
    const char *word = request_get(request, name);

    for (int policy = DMARC_POLICY_NONE; word && policy <= DMARC_POLICY_REJECT; policy++) {
        if (text_equal(word, dmarc_policy_name((enum dmarc_policy)policy))) {
            return (enum dmarc_policy)policy;
        }
    }
    return DMARC_POLICY_UNSET;
}

static char letter_argument(const struct request *request, const char *name)
{
    const char *word = request_get(request, name);

    return word ? word[0] : '\0';
}

enum status look_dmarc_build(struct task *task, struct db *db, struct fault *fault)
{
    const struct request *request = &task->request;
    struct dmarc_choice choice = {.p = policy_argument(request, "p"),
                                  .sp = policy_argument(request, "sp"),
                                  .np = policy_argument(request, "np"),
                                  .aspf = letter_argument(request, "aspf"),
                                  .adkim = letter_argument(request, "adkim"),
                                  .t = letter_argument(request, "t"),
                                  .psd = letter_argument(request, "psd"),
                                  .rua = request_get(request, "rua"),
                                  .ruf = request_get(request, "ruf"),
                                  .fo = request_get(request, "fo")};
    struct buffer text = {0};
    enum status status;

    (void)db;
    if (choice.p == DMARC_POLICY_UNSET) {
        choice.p = DMARC_POLICY_NONE;
    }
    status = dmarc_build(&choice, &text, fault);
    task->reply.kind = REPLY_DMARC_BUILD;
    task->reply.as.text = buffer_take(&text);
    return status;
}
