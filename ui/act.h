// SPDX-License-Identifier: MIT
#pragma once
/* What actions run (the rows of ui/action.c name them), and when they are possible. */
#include <stdbool.h>

struct app;

bool can_act_on_row(const struct app *app);    /* there is a domain under the cursor or open */
bool can_change_domain(const struct app *app); /* it is ours and we may write */
bool can_act_on_record(const struct app *app); /* one of its records is chosen */
bool can_write(const struct app *app);         /* not read-only */
bool can_copy(const struct app *app);          /* there is a value to copy */
bool can_merge(const struct app *app);         /* the SPF record is chosen */
bool is_on_share(const struct app *app);       /* a guest's row is chosen, and it may be removed */
bool has_marks(const struct app *app);
bool headers_has_flags(const struct app *app); /* the pasted header has something to explain */
bool has_filter(const struct app *app);        /* something to clear with Esc */

void act_open(struct app *app);
void act_verify(struct app *app);
void act_verify_all(struct app *app);
void act_use(struct app *app);
void act_delete(struct app *app);
void act_copy(struct app *app);
void act_copy_host(struct app *app);
void act_plain_text(struct app *app);
void act_show(struct app *app);
void act_guide(struct app *app);
void act_why(struct app *app);
void act_wait(struct app *app);
void act_share(struct app *app);
void act_merge(struct app *app);
void act_dmarc(struct app *app);
void act_test_mail(struct app *app);
void act_log(struct app *app);
void act_raw(struct app *app);

void act_next_tab(struct app *app);
void act_attention(struct app *app);
void act_waiting(struct app *app);
void act_sort(struct app *app);
void act_filter(struct app *app);
void act_clear(struct app *app);
void act_mark(struct app *app);
void act_mark_pattern(struct app *app);
void act_mark_none(struct app *app);

void act_register(struct app *app);
void act_project_key(struct app *app);
void act_learn(struct app *app);
void act_refresh(struct app *app);
void act_help(struct app *app);
void act_command(struct app *app);
void act_redraw(struct app *app);
void act_suspend(struct app *app);
void act_back(struct app *app);
void act_quit(struct app *app);

/* Of the open screen; asserted to be the right one. */
void detail_next_section(struct app *app);
void share_add(struct app *app);
void share_label(struct app *app);
void guide_other_provider(struct app *app);
void wait_bell(struct app *app);
void wait_next(struct app *app);
void merge_edit(struct app *app);
void merge_tree(struct app *app);
void dmarc_next(struct app *app);
void headers_paste(struct app *app);
void headers_open(struct app *app);
void headers_clear(struct app *app);
void headers_next(struct app *app);
void headers_explain(struct app *app);
void help_legend(struct app *app);
void help_glossary(struct app *app);
void help_search(struct app *app);
void learn_words(struct app *app);
void log_domain(struct app *app);
void log_who(struct app *app);
void log_full(struct app *app);
void log_filter(struct app *app, const char *words);
void show_save(struct app *app);
void show_save_value(struct app *app);
void project_key_save(struct app *app);
void why_copy(struct app *app);
void merge_copy(struct app *app);
void dmarc_copy(struct app *app);
void project_key_copy(struct app *app);
void project_key_plain(struct app *app);
