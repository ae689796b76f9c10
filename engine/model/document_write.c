#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "model/document.h"

void aras_document_number(double number, char text[ARAS_NUMBER_ROOM])
{
    ARAS_REQUIRE(isfinite(number));
    /* Any double comes back from 17 digits; most need fewer. Source: IEEE 754-2019,
     * 5.12.2. */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, ARAS_NUMBER_ROOM, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            return;
        }
    }
}

/* Whether a number can be written without a point. There is no whole -0. */
static bool is_whole(const struct aras_setting *setting)
{
    double number = setting->number;

    return setting->whole && number == floor(number) && fabs(number) <= 0x1p53 &&
           !(number == 0.0 && signbit(number));
}

/* Whether libconfig must be told that a whole number has 64 bits. */
static bool is_wide(const struct aras_setting *setting)
{
    return setting->kind == ARAS_SETTING_NUMBER && is_whole(setting) &&
           (setting->number < INT_MIN || setting->number > INT_MAX);
}

/* Whole models are written: what is only copied goes past the formats of printf. */
static void write_plain(const char *plain, struct aras_text *text)
{
    aras_text_add_bytes(text, plain, strlen(plain));
}

static void indent(int level, struct aras_text *text)
{
    for (int i = 0; i < level; i++) {
        aras_text_add_bytes(text, "  ", 2);
    }
}

static void write_number(const struct aras_setting *setting, bool wide,
                         struct aras_text *text)
{
    char number[ARAS_NUMBER_ROOM];

    if (is_whole(setting)) {
        aras_text_add(text, "%.0f%s", setting->number, wide ? "L" : "");
        return;
    }
    aras_document_number(setting->number, number);
    write_plain(number, text);
    write_plain(strpbrk(number, ".e") == NULL ? ".0" : "", text);
}

static bool is_special(unsigned char c)
{
    return c < 0x20 || c == 0x7f || c == '"' || c == '\\';
}

static void write_special(unsigned char c, struct aras_text *text)
{
    switch (c) {
    case '\n':
        write_plain("\\n", text);
        break;
    case '\t':
        write_plain("\\t", text);
        break;
    case '"':
    case '\\':
        aras_text_add(text, "\\%c", c);
        break;
    default:
        aras_text_add(text, "\\x%02x", (unsigned) c);
    }
}

static void write_text(const char *written, struct aras_text *text)
{
    const char *c = written;

    write_plain("\"", text);
    while (*c != '\0') {
        const char *first = c;

        while (*c != '\0' && !is_special((unsigned char) *c)) {
            c++;
        }
        aras_text_add_bytes(text, first, (size_t) (c - first));
        if (*c != '\0') {
            write_special((unsigned char) *c++, text);
        }
    }
    write_plain("\"", text);
}

/* Whether `pattern` means this setting: by its name, or as "list.name". */
static bool is_meant(const struct aras_setting *setting, const char *pattern)
{
    const char *point = strchr(pattern, '.');
    const struct aras_setting *list =
        setting->parent == NULL ? NULL : setting->parent->parent;

    if (point == NULL) {
        return strcmp(setting->name, pattern) == 0;
    }
    return strcmp(setting->name, point + 1) == 0 && list != NULL &&
           list->name != NULL && strlen(list->name) == (size_t) (point - pattern) &&
           strncmp(list->name, pattern, (size_t) (point - pattern)) == 0;
}

static bool is_left_out(const struct aras_setting *setting, const char *const *without)
{
    for (; without != NULL && *without != NULL; without++) {
        if (is_meant(setting, *without)) {
            return true;
        }
    }
    return false;
}

/* Whether libconfig would take the parts as an array. */
static bool is_array(const struct aras_setting *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct aras_setting *part = list->parts[i];
        const struct aras_setting *first = list->parts[0];

        if (part->kind == ARAS_SETTING_GROUP || part->kind == ARAS_SETTING_LIST ||
            part->kind != first->kind ||
            (part->kind == ARAS_SETTING_NUMBER && is_whole(part) != is_whole(first))) {
            return false;
        }
    }
    return list->array;
}

static void write_value(const struct aras_setting *setting, bool wide,
                        const char *const *without, int level, struct aras_text *text);

static void write_parts(const struct aras_setting *group, const char *const *without,
                        int level, struct aras_text *text)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct aras_setting *part = group->parts[i];

        if (!is_left_out(part, without)) {
            indent(level, text);
            write_plain(part->name, text);
            write_plain(" = ", text);
            write_value(part, is_wide(part), without, level, text);
            write_plain(";\n", text);
        }
    }
}

/* A list of plain values stands in one line, any other has a line for each part. */
static void write_list(const struct aras_setting *list, const char *const *without,
                       int level, struct aras_text *text)
{
    bool array = is_array(list);
    bool plain = true;
    bool wide = false;

    for (size_t i = 0; i < list->count; i++) {
        enum aras_setting_kind kind = list->parts[i]->kind;

        plain = plain && kind != ARAS_SETTING_GROUP && kind != ARAS_SETTING_LIST;
        wide = wide || is_wide(list->parts[i]);
    }
    write_plain(array ? "[" : "(", text);
    for (size_t i = 0; i < list->count; i++) {
        const struct aras_setting *part = list->parts[i];

        if (i > 0) {
            write_plain(plain ? ", " : ",", text);
        }
        if (!plain) {
            write_plain("\n", text);
            indent(level + 1, text);
        }
        write_value(part, array ? wide : is_wide(part), without, level + 1, text);
    }
    if (!plain) {
        write_plain("\n", text);
        indent(level, text);
    }
    write_plain(array ? "]" : ")", text);
}

static void write_value(const struct aras_setting *setting, bool wide,
                        const char *const *without, int level, struct aras_text *text)
{
    switch (setting->kind) {
    case ARAS_SETTING_GROUP:
        write_plain("{\n", text);
        write_parts(setting, without, level + 1, text);
        indent(level, text);
        write_plain("}", text);
        break;
    case ARAS_SETTING_LIST:
        write_list(setting, without, level, text);
        break;
    case ARAS_SETTING_TEXT:
        write_text(setting->text, text);
        break;
    case ARAS_SETTING_NUMBER:
        write_number(setting, wide, text);
        break;
    case ARAS_SETTING_TRUTH:
        write_plain(setting->truth ? "true" : "false", text);
        break;
    }
}

void aras_document_write(const struct aras_setting *setting, const char *const *without,
                         struct aras_text *text)
{
    ARAS_REQUIRE(setting->kind == ARAS_SETTING_GROUP);
    write_parts(setting, without, 0, text);
}
