// SPDX-License-Identifier: MIT
#include "store/reach.h"

#include "base/file.h"
#include "base/words.h"

#include <errno.h>
#include <string.h>

static const char *code_of(int error)
{
    if (error == ENOSPC || error == EDQUOT) {
        return "store-full";
    }
    return error == EROFS || error == EACCES || error == EPERM ? "store-read-only"
                                                               : "store-unreachable";
}

enum status store_reach_fault(const char *path, int error, struct fault *fault)
{
    fault_set(fault, STATUS_IO, code_of(error),
              _("the store cannot use %s: %s; nothing was changed, --data names another folder"),
              path, strerror(error));
    fault_detail(fault, "path", path);
    return STATUS_IO;
}

enum status store_folder_make(const char *folder, struct fault *fault)
{
    return file_make_folder(folder, 0700, NULL) ? store_reach_fault(folder, errno, fault)
                                                : STATUS_OK;
}
