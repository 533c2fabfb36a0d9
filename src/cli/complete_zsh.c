// SPDX-License-Identifier: MIT
#include "cli/complete_shells.h"

/* zsh reads the tables' POSIX shell as it is; only the walk over the words is its own. */
static const char completer[] =
    "_vouch() {\n"
    "    local command= word values\n"
    "    integer i\n"
    "    for ((i = 2; i < CURRENT; i++)); do\n"
    "        word=${words[i]}\n"
    "        if [[ $word == -* ]]; then\n"
    "            if _vouch_values \"$command\" \"$word\" >/dev/null; then ((i++)); fi\n"
    "        elif [[ \" $(_vouch_next \"$command\") \" == *\" $word \"* ]]; then\n"
    "            command=${command:+$command }$word\n"
    "        fi\n"
    "    done\n"
    "    word=${words[CURRENT-1]}\n"
    "    if [[ $word == -* ]] && values=$(_vouch_values \"$command\" \"$word\"); then\n"
    "        if [[ $values == / ]]; then _files; else compadd -- ${=values}; fi\n"
    "    elif [[ ${words[CURRENT]} == -* ]]; then\n"
    "        compadd -- ${=$(_vouch_options \"$command\")}\n"
    "    else\n"
    "        compadd -- ${=$(_vouch_next \"$command\")} || _files\n"
    "    fi\n"
    "}\n"
    "if [ \"$funcstack[1]\" = _vouch ]; then _vouch \"$@\"; else compdef _vouch vouch; fi\n";

void complete_zsh(struct buffer *out)
{
    buffer_add_text(out, "#compdef vouch\n"
                         "# zsh completion for vouch; written by `vouch completion zsh`\n");
    complete_tables(out);
    buffer_add_text(out, completer);
}
