// SPDX-License-Identifier: MIT
#pragma once
/*
 * The front without a terminal: a file of steps is played against the same console, and screens are
 * saved as text. key NAME...   press keys          type TEXT    type the characters       size
 * 80x24 wait TEXT     until it is shown   save FILE    the screen; - is standard output   # a
 * remark Before every step the console comes to rest: what was asked of the engine has been
 * answered.
 */
#include "ui/ui.h"

/* 0; 1: a wait was in vain or a file could not be written; 2: the script is wrong. */
int script_run(const struct ui_options *options);
