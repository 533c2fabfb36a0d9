// SPDX-License-Identifier: MIT
#include "base/ini.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "base/words.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 1 << 20, LINE_LIMIT = 1 << 16, KEYS_A_SECTION = 1024, SECTIONS = 4096 };

/* Names met already, borrowed from the bytes that are read. */
struct seen {
    struct seen_name {
        const char *bytes;
        size_t n;
    } * items;
    size_t count, capacity;
};

struct reader {
    const char *const *repeatable; /* NULL: nothing is */
    ini_line_fn *line_fn;
    void *arg;
    struct fault *fault;
    struct ini_place place;
    struct buffer line; /* the current one, cut into words in place */
    const char *origin; /* where it lies in the bytes that are read */
    char *section, *name;
    struct seen keys, sections;
};

enum status ini_fault(struct fault *fault, const struct ini_place *place, const char *format, ...)
{
    struct buffer message = {0};
    va_list args;
    enum status status;

    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    status = fault_set(fault, STATUS_INVALID, "invalid-file", "%s:%zu:%zu: %s", place->source,
                       place->line, place->column, buffer_text(&message));
    buffer_clear(&message);
    return status;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static char *skip_blanks(char *at)
{
    while (is_blank(*at)) {
        at++;
    }
    return at;
}

/* Cuts white space off the end of a text that begins at `from`. */
static void cut_blanks(char *from)
{
    size_t n = strlen(from);

    while (n > 0 && is_blank(from[n - 1])) {
        n--;
    }
    from[n] = '\0';
}

static size_t word_length(const char *at)
{
    return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
}

/* Points the place at a byte of the line. */
static void place_at(struct reader *reader, const char *at)
{
    reader->place.column = 1;
    for (const char *c = reader->line.bytes; c < at; c++) {
        reader->place.column += ((unsigned char)*c & 0xc0) != 0x80;
    }
}

#define FAIL(reader, at, ...)                                                                      \
    (place_at((reader), (at)), ini_fault((reader)->fault, &(reader)->place, __VA_ARGS__))

/* Adds a name of this line, unless it is there already. */
static bool seen_add(struct reader *reader, struct seen *seen, const char *at, size_t n)
{
    const char *bytes = reader->origin + (at - reader->line.bytes);
    struct seen_name *added;

    for (size_t i = 0; i < seen->count; i++) {
        if (seen->items[i].n == n && memcmp(seen->items[i].bytes, bytes, n) == 0) {
            return false;
        }
    }
    added = ARRAY_ADD(seen->items, seen->count, seen->capacity);
    *added = (struct seen_name){bytes, n};
    return true;
}

static bool may_repeat(const struct reader *reader, const char *bytes, size_t n)
{
    const char *const *at = reader->repeatable;

    for (; at != NULL && *at != NULL; at++) {
        if (strlen(*at) == n && memcmp(*at, bytes, n) == 0) {
            return true;
        }
    }
    return false;
}

static enum status remember_section(struct reader *reader, const char *bracket, size_t n)
{
    if (reader->sections.count == SECTIONS) {
        return FAIL(reader, bracket, _("more than %d sections"), SECTIONS);
    }
    if (!may_repeat(reader, bracket, n) && !seen_add(reader, &reader->sections, bracket, n)) {
        return FAIL(reader, bracket, _("%.*s is here already"), (int)n, bracket);
    }
    reader->keys.count = 0;
    return STATUS_OK;
}

static enum status remember_key(struct reader *reader, const char *key, size_t n)
{
    if (reader->keys.count == KEYS_A_SECTION) {
        return FAIL(reader, key, _("more than %d keys in one section"), KEYS_A_SECTION);
    }
    if (!may_repeat(reader, key, n) && !seen_add(reader, &reader->keys, key, n)) {
        return FAIL(reader, key, _("\"%.*s\" is already set in this section"), (int)n, key);
    }
    return STATUS_OK;
}

static enum status report(struct reader *reader, const char *key, const char *value)
{
    return reader->line_fn(reader->arg, reader->section, reader->name, key, value, &reader->place,
                           reader->fault);
}

/* [section] or [kind name] */
static enum status read_section(struct reader *reader, char *bracket)
{
    char *kind = skip_blanks(bracket + 1);
    size_t kind_length = word_length(kind);
    char *end = strchr(kind + kind_length, ']');
    char *name = skip_blanks(kind + kind_length);
    enum status status;

    if (kind_length == 0) {
        return FAIL(reader, kind, _("a section's name is expected after ["));
    }
    if (end == NULL) {
        return FAIL(reader, name, _("] is missing"));
    }
    if (name == kind + kind_length && name != end) {
        return FAIL(reader, name,
                    _("a section's name has letters, digits, \"_\", \".\" and \"-\""));
    }
    if (*skip_blanks(end + 1) != '\0') {
        return FAIL(reader, skip_blanks(end + 1), _("nothing may follow ]"));
    }
    status = remember_section(reader, bracket, (size_t)(end + 1 - bracket));
    if (status != STATUS_OK) {
        return status;
    }
    *end = '\0';
    cut_blanks(name);
    free(reader->section);
    free(reader->name);
    reader->section = mem_text_n(kind, kind_length);
    reader->name = mem_text(name);
    place_at(reader, bracket);
    return report(reader, "", "");
}

static enum status read_pair(struct reader *reader, char *key)
{
    size_t key_length = word_length(key);
    char *equals = skip_blanks(key + key_length);
    enum status status;

    if (key_length == 0) {
        return FAIL(reader, key, _("a key, a [section] or a # comment is expected"));
    }
    if (*equals != '=') {
        return FAIL(reader, equals, _("= is expected"));
    }
    status = remember_key(reader, key, key_length);
    if (status != STATUS_OK) {
        return status;
    }
    key[key_length] = '\0';
    place_at(reader, key);
    return report(reader, key, skip_blanks(equals + 1));
}

/* The first byte that no line may have: broken UTF-8 or a control character; NULL when all is well.
 */
static const char *find_foul(const char *bytes, size_t n)
{
    uint32_t point;

    while (n > 0) {
        size_t length = text_decode(bytes, n, &point);

        if (length == 0 || (point < 0x20 && point != '\t') || (point >= 0x7f && point < 0xa0) ||
            point == 0xfeff) {
            return bytes;
        }
        bytes += length;
        n -= length;
    }
    return NULL;
}

static enum status read_line(struct reader *reader, const char *bytes, size_t n)
{
    const char *foul;
    char *start;

    reader->place.line++;
    reader->place.column = 1;
    if (n > LINE_LIMIT) {
        return ini_fault(reader->fault, &reader->place, _("the line is longer than %d bytes"),
                         LINE_LIMIT);
    }
    if (n > 0 && bytes[n - 1] == '\r') {
        n--;
    }
    reader->origin = bytes;
    buffer_reset(&reader->line);
    buffer_add(&reader->line, bytes, n);
    foul = find_foul(bytes, n);
    if (foul != NULL) {
        return FAIL(reader, reader->line.bytes + (foul - bytes),
                    _("not UTF-8, or a control character: byte 0x%02x"), (unsigned char)*foul);
    }
    if (n == 0) {
        return STATUS_OK;
    }
    cut_blanks(reader->line.bytes);
    start = skip_blanks(reader->line.bytes);
    if (*start == '\0' || *start == '#') {
        return STATUS_OK;
    }
    return *start == '[' ? read_section(reader, start) : read_pair(reader, start);
}

static void reader_clear(struct reader *reader)
{
    buffer_clear(&reader->line);
    free(reader->section);
    free(reader->name);
    free(reader->keys.items);
    free(reader->sections.items);
}

enum status ini_read_repeating(const char *source, const char *bytes, size_t n,
                               const char *const *repeatable, ini_line_fn *line, void *arg,
                               struct fault *fault)
{
    struct reader reader = {
        .repeatable = repeatable,
        .line_fn = line,
        .arg = arg,
        .fault = fault,
        .place = {source, 0, 1},
        .section = mem_text(""),
        .name = mem_text(""),
    };
    enum status status = STATUS_OK;

    if (n > FILE_LIMIT) {
        status = fault_set(fault, STATUS_INVALID, "file-too-large", _("%s: larger than %d bytes"),
                           source, FILE_LIMIT);
    }
    while (status == STATUS_OK && n > 0) {
        const char *end = memchr(bytes, '\n', n);
        size_t length = end == NULL ? n : (size_t)(end - bytes);
        size_t taken = length + (end != NULL);

        status = read_line(&reader, bytes, length);
        bytes += taken;
        n -= taken;
    }
    reader_clear(&reader);
    return status;
}

enum status ini_read(const char *source, const char *bytes, size_t n, ini_line_fn *line, void *arg,
                     struct fault *fault)
{
    return ini_read_repeating(source, bytes, n, NULL, line, arg, fault);
}

enum status ini_read_file(const char *path, ini_line_fn *line, void *arg, struct fault *fault)
{
    struct buffer bytes = {0};
    enum status status = file_read(path, FILE_LIMIT, &bytes, fault);

    if (status == STATUS_OK) {
        status = ini_read(path, buffer_text(&bytes), bytes.length, line, arg, fault);
    }
    buffer_clear(&bytes);
    return status;
}

static long long unit_ms(const char *unit)
{
    static const struct {
        const char *name;
        long long ms;
    } units[] = {{"", 1000}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}};

    for (size_t i = 0; i < COUNT(units); i++) {
        if (text_equal(unit, units[i].name)) {
            return units[i].ms;
        }
    }
    return 0;
}

enum status ini_duration(const char *value, long long *ms, struct fault *fault)
{
    size_t digits = strspn(value, "0123456789");
    long long unit = digits == 0 ? 0 : unit_ms(value + digits);
    long long number = 0;
    bool fits = unit > 0;

    for (size_t i = 0; fits && i < digits; i++) {
        fits = !__builtin_mul_overflow(number, 10, &number) &&
               !__builtin_add_overflow(number, value[i] - '0', &number);
    }
    if (!fits || __builtin_mul_overflow(number, unit, &number)) {
        return fault_set(fault, STATUS_INVALID, "invalid-duration",
                         _("\"%s\" is not a duration such as 10s, 5m, 2h or 1d"), value);
    }
    *ms = number;
    return STATUS_OK;
}
