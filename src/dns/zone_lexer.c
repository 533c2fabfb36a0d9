// SPDX-License-Identifier: MIT
#include "dns/zone_lexer.h"

#include "base/array.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum status zone_fault(struct fault *fault, size_t line, const char *why)
{
    return fault_set(fault, STATUS_INVALID, "invalid-zone", _("line %zu: %s"), line, why);
}

void zone_entry_clear(struct zone_entry *entry)
{
    free(entry->tokens);
    *entry = (struct zone_entry){0};
}

/* A backslash takes the next character along, so that \" does not end a string. False: the quote is
 * not closed. */
static bool token_read(struct zone_lexer *lexer, struct zone_token *token)
{
    const char *stops = " \t\r\n;()\"";

    token->quoted = *lexer->at == '"';
    if (token->quoted) {
        lexer->at++;
        stops = "\"";
    }
    token->text = lexer->at;
    while (*lexer->at != '\0' && !strchr(stops, *lexer->at)) {
        lexer->at += *lexer->at == '\\' && lexer->at[1] != '\0' && lexer->at[1] != '\n' ? 2 : 1;
    }
    token->n = (size_t)(lexer->at - token->text);
    if (token->quoted && (*lexer->at == '\0' || memchr(token->text, '\n', token->n))) {
        return false;
    }
    lexer->at += token->quoted ? 1 : 0;
    return true;
}

/* Moves to the next token of the entry; false: the entry ends here. */
static bool filler_skip(struct zone_lexer *lexer, struct zone_entry *entry, int *depth)
{
    for (;; lexer->at++) {
        switch (*lexer->at) {
        case ' ':
        case '\t':
            entry->indented = entry->indented || entry->count == 0;
            break;
        case '\r':
            break;
        case '\n':
            lexer->line++;
            if (entry->count > 0 && *depth <= 0) {
                lexer->at++;
                return false;
            }
            entry->indented = entry->indented && entry->count > 0;
            break;
        case ';':
            lexer->at += strcspn(lexer->at, "\n") - 1;
            break;
        case '(':
            ++*depth;
            break;
        case ')':
            --*depth;
            break;
        case '\0':
            return false;
        default:
            return true;
        }
    }
}

enum status zone_lexer_next(struct zone_lexer *lexer, struct zone_entry *entry, struct fault *fault)
{
    int depth = 0;

    entry->count = 0;
    entry->indented = false;
    while (filler_skip(lexer, entry, &depth)) {
        entry->line = entry->count == 0 ? lexer->line : entry->line;
        if (!token_read(lexer, ARRAY_ADD(entry->tokens, entry->count, entry->capacity))) {
            return zone_fault(fault, lexer->line, _("a quoted string has no end."));
        }
    }
    if (depth != 0) {
        return zone_fault(fault, lexer->line, _("the parentheses do not match."));
    }
    return entry->count > 0 ? STATUS_OK : STATUS_MISSING;
}
