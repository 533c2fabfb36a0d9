// SPDX-License-Identifier: MIT
#pragma once
/* What kept the system from a file or folder of the store, in one sentence that names it. */
#include "base/fault.h"

/* The store's folder, made when it is not there. */
enum status store_folder_make(const char *folder, struct fault *fault) MUST_USE;
/* error: errno. Code store-full, store-read-only or store-unreachable; always STATUS_IO. */
enum status store_reach_fault(const char *path, int error, struct fault *fault);
