// SPDX-License-Identifier: MIT
#include "wire/reading.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum { TEXT_MOST = 1 << 16 };

void reading_wrong(struct reading *reading, const char *key)
{
    if (!reading->wrong[0]) {
        text_safe_copy(reading->wrong, sizeof reading->wrong, key, strlen(key));
    }
}

enum status reading_end(const struct reading *reading, struct fault *fault)
{
    if (!reading->wrong[0]) {
        return STATUS_OK;
    }
    fault_set(fault, STATUS_UNSURE, "bad-answer",
              _("the answer is not one of vouch's: \"%s\" is not as it should be"), reading->wrong);
    fault_detail(fault, "member", reading->wrong);
    return STATUS_UNSURE;
}

/* A member that must be there. NULL: it is not, which is wrong. */
static const json_t *member(struct reading *reading, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (!value) {
        reading_wrong(reading, key);
    }
    return value;
}

/* The string value, or NULL for null and for what is wrong. */
static const json_t *string_member(struct reading *reading, const json_t *object, const char *key)
{
    const json_t *value = member(reading, object, key);

    if (!value || json_is_null(value)) {
        return NULL;
    }
    if (!json_is_string(value) || json_string_length(value) > TEXT_MOST ||
        strlen(json_string_value(value)) != json_string_length(value)) {
        reading_wrong(reading, key);
        return NULL;
    }
    return value;
}

const char *read_word(struct reading *reading, const json_t *object, const char *key)
{
    return json_string_value(string_member(reading, object, key));
}

char *read_text_new(struct reading *reading, const json_t *object, const char *key)
{
    const json_t *value = string_member(reading, object, key);
    struct buffer safe = {0};

    if (!value) {
        return NULL;
    }
    text_safe(&safe, json_string_value(value), json_string_length(value));
    return buffer_take(&safe);
}

char *read_text_needed(struct reading *reading, const json_t *object, const char *key)
{
    char *text = read_text_new(reading, object, key);

    if (!text) {
        reading_wrong(reading, key);
        return mem_text("");
    }
    return text;
}

void read_text(struct reading *reading, const json_t *object, const char *key, char *out,
               size_t size)
{
    const json_t *value = string_member(reading, object, key);
    struct buffer safe = {0};

    if (value) {
        text_safe(&safe, json_string_value(value), json_string_length(value));
    }
    if (!text_copy(out, size, buffer_text(&safe))) {
        reading_wrong(reading, key);
        out[0] = '\0';
    }
    buffer_clear(&safe);
}

int64_t read_integer(struct reading *reading, const json_t *object, const char *key, int64_t least,
                     int64_t most)
{
    const json_t *value = member(reading, object, key);
    int64_t number = json_integer_value(value);

    if (!json_is_integer(value) || number < least || number > most) {
        reading_wrong(reading, key);
        return least;
    }
    return number;
}

bool read_flag(struct reading *reading, const json_t *object, const char *key)
{
    const json_t *value = member(reading, object, key);

    if (!json_is_boolean(value)) {
        reading_wrong(reading, key);
    }
    return json_is_true(value);
}

int64_t read_time(struct reading *reading, const json_t *object, const char *key)
{
    const char *text = read_word(reading, object, key);
    int64_t ms = 0;

    if (text && clock_parse(text, &ms, NULL)) {
        reading_wrong(reading, key);
    }
    return ms;
}

void read_name(struct reading *reading, const json_t *object, const char *key, struct name *out)
{
    const char *text = read_word(reading, object, key);

    *out = (struct name){.length = 0};
    if (text && !name_parse(text, out)) {
        reading_wrong(reading, key);
        *out = (struct name){.length = 0};
    }
}

const json_t *read_array(struct reading *reading, const json_t *object, const char *key,
                         size_t most)
{
    const json_t *value = member(reading, object, key);

    if (!json_is_array(value) || json_array_size(value) > most) {
        reading_wrong(reading, key);
        return NULL;
    }
    return value;
}

const json_t *read_object(struct reading *reading, const json_t *object, const char *key)
{
    const json_t *value = member(reading, object, key);

    if (!json_is_object(value)) {
        reading_wrong(reading, key);
        return NULL;
    }
    return value;
}

const json_t *read_more(struct reading *reading, const json_t *object)
{
    return json_object_get(object, "more") ? read_object(reading, object, "more") : NULL;
}

int read_choice(struct reading *reading, const json_t *object, const char *key, word_fn *word,
                int count)
{
    const char *text = read_word(reading, object, key);

    for (int i = 0; text && i < count; i++) {
        if (text_equal(word(i), text)) {
            return i;
        }
    }
    reading_wrong(reading, key);
    return 0;
}
