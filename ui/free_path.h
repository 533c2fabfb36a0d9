// SPDX-License-Identifier: MIT
#pragma once
/*
 * A name for a file to be saved that no other file has: NAME.txt, or NAME-2.txt and so on where
 * that one is taken. The file is made at once, empty and readable by its owner alone, so that
 * nobody else gets the name in between.
 */
#include "base/buffer.h"
#include "base/fault.h"

enum { FREE_PATH_TRIES = 99, FREE_PATH_MODE = 0600 };

/* folder: "" is the working folder. Sets out to the path. STATUS_REFUSED: all names are taken. */
enum status free_path_take(const char *folder, const char *name, struct buffer *out,
                           struct fault *fault) MUST_USE;
