// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "local/handler.h"
#include "local/importer.h"

enum status import_rows(struct task *task, struct db *db, struct fault *fault)
{
    struct reply_import *import = &task->reply.as.import;
    bool dry = request_has(&task->request, "dry-run");
    enum status status = STATUS_OK;
    size_t capacity = 0;
    const char *text;

    task->reply.kind = REPLY_IMPORT;
    for (size_t i = 0; status == STATUS_OK && (text = request_get_nth(&task->request, "row", i));
         i++) {
        struct import_wish wish;

        if (import_wish_read(text, &wish)) {
            struct import_row *row = ARRAY_ADD(import->rows, import->count, capacity);

            status = import_row(task, db, &wish, dry, row, fault);
        }
    }
    return status;
}
