// SPDX-License-Identifier: MIT
#include "cli/complete_shells.h"

/* Walks the words so far: options and their values are passed over, command words are collected. */
static const char completer[] =
    "_vouch() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word i "
    "values\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [[ $word == -* ]]; then\n"
    "            if _vouch_values \"$command\" \"$word\" >/dev/null; then i=$((i + 1)); fi\n"
    "        elif [[ \" $(_vouch_next \"$command\") \" == *\" $word \"* ]]; then\n"
    "            command=${command:+$command }$word\n"
    "        fi\n"
    "    done\n"
    "    if [[ $prev == -* ]] && values=$(_vouch_values \"$command\" \"$prev\"); then\n"
    "        if [[ $values == / ]]; then COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "        else COMPREPLY=($(compgen -W \"$values\" -- \"$cur\")); fi\n"
    "    elif [[ $cur == -* ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$(_vouch_options \"$command\")\" -- \"$cur\"))\n"
    "    else\n"
    "        COMPREPLY=($(compgen -W \"$(_vouch_next \"$command\")\" -- \"$cur\"))\n"
    "        [[ ${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "    fi\n"
    "}\n"
    "complete -F _vouch vouch\n";

void complete_bash(struct buffer *out)
{
    buffer_add_text(out, "# bash completion for vouch; written by `vouch completion bash`\n");
    complete_tables(out);
    buffer_add_text(out, completer);
}
