// SPDX-License-Identifier: MIT
#pragma once
/* Copying as people see it: what was sent, by which way, and what to do when nothing arrives. */

struct app;

/* what: translated, "DKIM value". */
void copy_text(struct app *app, const char *what, const char *text);
/* Writes text to NAME.txt in the working folder, readable by its owner alone, and says so; a file
 * that is there already stays, and this one gets a number (ui/free_path.h). */
void copy_save(struct app *app, const char *name, const char *text);
