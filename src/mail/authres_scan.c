// SPDX-License-Identifier: MIT
#include "mail/authres_scan.h"

#include "base/words.h"

#include <string.h>

enum { COMMENT_DEPTH = 32 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool authres_scan_ended(const struct authres_scan *scan)
{
    return scan->at >= scan->end;
}

bool authres_scan_is_at(const struct authres_scan *scan, char c)
{
    return !authres_scan_ended(scan) && *scan->at == c;
}

bool authres_scan_refuse(struct authres_scan *scan, const char *why)
{
    scan->bad = scan->bad ? scan->bad : why;
    return false;
}

/* A field is folded before a blank, which stays (RFC 5322 2.2.3). */
static void add_unfolded(struct buffer *out, char c)
{
    if (c != '\r' && c != '\n') {
        buffer_add_byte(out, c == '\t' ? ' ' : (unsigned char)c);
    }
}

/* A comment, which may hold others and escaped characters (RFC 5322 3.2.2). */
static bool read_comment(struct authres_scan *scan)
{
    int depth = 0;

    buffer_add_text(&scan->comment, scan->comment.length > 0 ? "; " : "");
    while (!authres_scan_ended(scan)) {
        char c = *scan->at++;

        if (c == '\\' && !authres_scan_ended(scan)) {
            add_unfolded(&scan->comment, *scan->at++);
            continue;
        }
        depth += (c == '(') - (c == ')');
        if (depth == 0) {
            return true;
        }
        if (depth > COMMENT_DEPTH) {
            break;
        }
        if (c != '(' || depth > 1) {
            add_unfolded(&scan->comment, c);
        }
    }
    return authres_scan_refuse(scan, N_("a comment has no end"));
}

bool authres_scan_skip(struct authres_scan *scan)
{
    while (!authres_scan_ended(scan)) {
        if (is_blank(*scan->at)) {
            scan->at++;
        } else if (*scan->at != '(') {
            return true;
        } else if (!read_comment(scan)) {
            return false;
        }
    }
    return true;
}

static bool read_quoted(struct authres_scan *scan, struct buffer *out)
{
    for (scan->at++; !authres_scan_ended(scan); scan->at++) {
        if (*scan->at == '"') {
            scan->at++;
            return true;
        }
        if (*scan->at == '\\' && scan->at + 1 < scan->end) {
            scan->at++;
        }
        add_unfolded(out, *scan->at);
    }
    return authres_scan_refuse(scan, N_("a quoted string has no end"));
}

static bool ends_word(char c, const char *stop)
{
    return is_blank(c) || c == '(' || c == ';' || (c != '\0' && strchr(stop, c));
}

bool authres_scan_word(struct authres_scan *scan, const char *stop, struct buffer *out)
{
    while (!authres_scan_ended(scan) && !ends_word(*scan->at, stop)) {
        if (*scan->at != '"') {
            buffer_add_byte(out, (unsigned char)*scan->at++);
        } else if (!read_quoted(scan, out)) {
            return false;
        }
    }
    return true;
}
