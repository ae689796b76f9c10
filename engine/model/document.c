#include "model/document.h"

#include <errno.h>
#include <libconfig.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "model/document_scan.h"

/* One reading. The file and libconfig's tree are not the arena's: whoever asks it for
 * memory while one of them is there does so in a try of its own. */
struct reading {
    struct aras_problems *problems;
    const char *path; /* also the name of a text from memory */
    const char *given;
    size_t length;
    FILE *file;
    config_t config;
    bool configured;
    struct aras_setting *root;

    char *text; /* ends with a zero */
    struct aras_document_scan scan;
    size_t next; /* of the scanned settings */
};

static struct aras_place place(const struct reading *reading, int line)
{
    return (struct aras_place){.file = reading->path, .line = line};
}

/* ---- bytes ---- */

/* Reads all of the file, but no more than a byte too many. */
static bool read_bytes(struct reading *reading)
{
    struct aras_arena *arena = reading->problems->arena;
    size_t room = 1 << 16;
    char *bytes = aras_arena_get(arena, room);

    reading->given = bytes;
    for (;;) {
        size_t wanted = room - reading->length;

        errno = 0;
        reading->length += fread(bytes + reading->length, 1, wanted, reading->file);
        if (ferror(reading->file)) {
            aras_problems_add(reading->problems, place(reading, 0),
                              errno == EISDIR ? "'%s' is a folder, not a file"
                                              : "cannot read '%s': %s",
                              reading->path, strerror(errno));
            return false;
        }
        if (reading->length < room || room > ARAS_DOCUMENT_LARGEST) {
            return true;
        }

        char *wider = aras_arena_get(arena, 2 * room);

        memcpy(wider, bytes, room);
        bytes = wider;
        reading->given = bytes;
        room *= 2;
    }
}

static bool starts_with(const struct reading *reading, const char *mark)
{
    size_t length = strlen(mark);

    return reading->length >= length && memcmp(reading->given, mark, length) == 0;
}

/* The faults for which no line need be read. */
static bool check_whole(struct reading *reading)
{
    struct aras_problems *problems = reading->problems;

    if (reading->length > ARAS_DOCUMENT_LARGEST) {
        aras_problems_add(problems, place(reading, 0), "'%s' is larger than %d MiB",
                          reading->path, ARAS_DOCUMENT_LARGEST >> 20);
        return false;
    }
    if (reading->length == 0) {
        aras_problems_add(problems, place(reading, 0), "'%s' is empty", reading->path);
        return false;
    }
    if (starts_with(reading, "\xff\xfe") || starts_with(reading, "\xfe\xff")) {
        aras_problems_add(problems, place(reading, 1),
                          "the file is written in UTF-16: save it as UTF-8");
        return false;
    }

    const char *zero = memchr(reading->given, '\0', reading->length);

    if (zero != NULL) {
        int line = 1;

        for (const char *c = reading->given; c < zero; c++) {
            line += *c == '\n';
        }
        aras_problems_add(problems, place(reading, line),
                          "the file holds a zero byte: it is not a text");
        return false;
    }
    return true;
}

/* Makes the text that is scanned and given to libconfig: without a byte-order mark and
 * the CR of CR LF, and with an LF at its end, since libconfig 1.5 does not know a
 * comment in a line without one. */
static bool make_text(struct reading *reading)
{
    const char *mark = "\xef\xbb\xbf";
    const char *from = reading->given;
    const char *end = from + reading->length;
    bool marked = starts_with(reading, mark);
    char *to = aras_arena_get(reading->problems->arena, reading->length + 2);

    reading->text = to;
    if (marked) {
        aras_problems_add(reading->problems, place(reading, 1),
                          "the file begins with a byte-order mark: save it as UTF-8 "
                          "without one");
        from += strlen(mark);
    }
    for (; from < end; from++) {
        if (from[0] != '\r' || from + 1 == end || from[1] != '\n') {
            *to++ = *from;
        }
    }
    *to++ = '\n';
    reading->length = (size_t) (to - reading->text);
    return !marked;
}

/* ---- libconfig's tree ---- */

static const struct aras_scanned_setting *same_before(const struct reading *reading,
                                                      size_t index)
{
    const struct aras_scanned_setting *settings = reading->scan.settings;
    const struct aras_scanned_setting *given = &settings[index];

    for (size_t i = 0; i < index && given->name != NULL; i++) {
        if (settings[i].bracket == given->bracket &&
            settings[i].length == given->length &&
            memcmp(settings[i].name, given->name, given->length) == 0) {
            return &settings[i];
        }
    }
    return NULL;
}

static void report_twice(struct reading *reading, int line)
{
    for (size_t i = 0; i < reading->scan.count; i++) {
        const struct aras_scanned_setting *again = &reading->scan.settings[i];
        const struct aras_scanned_setting *first =
            again->line == line ? same_before(reading, i) : NULL;

        if (first != NULL) {
            aras_problems_add(reading->problems, place(reading, line),
                              "the setting '%.*s' is given twice: first in line %d",
                              (int) again->length, again->name, first->line);
            return;
        }
    }
    aras_problems_add(reading->problems, place(reading, line),
                      "a setting of this line is given twice");
}

static void report_refused(struct reading *reading)
{
    const config_t *config = &reading->config;
    const char *error = config_error_text(config);
    int line = config_error_line(config);
    const char *hint = "";

    if (error == NULL) {
        error = "syntax error";
    }
    if (strstr(error, "duplicate") != NULL) {
        report_twice(reading, line);
        return;
    }
    if (strstr(error, "mismatched") != NULL) {
        hint = ": all parts of [ ] must be of one kind; write 0.0 rather than 0 beside "
               "numbers with a point, or ( ) around parts of several kinds";
    }
    aras_problems_add(
        reading->problems, place(reading, line), "%s%s\n  %s", error, hint,
        aras_document_line(reading->text, line, reading->problems->arena));
}

static void set_number(struct aras_setting *setting, double number, bool whole)
{
    setting->number = number;
    setting->whole = whole;
}

static enum aras_setting_kind kind_of(const config_setting_t *from)
{
    switch (config_setting_type(from)) {
    case CONFIG_TYPE_GROUP:
        return ARAS_SETTING_GROUP;
    case CONFIG_TYPE_ARRAY:
    case CONFIG_TYPE_LIST:
        return ARAS_SETTING_LIST;
    case CONFIG_TYPE_STRING:
        return ARAS_SETTING_TEXT;
    case CONFIG_TYPE_BOOL:
        return ARAS_SETTING_TRUTH;
    default:
        return ARAS_SETTING_NUMBER;
    }
}

static void set_value(struct aras_setting *setting, const config_setting_t *from)
{
    const char *text;

    switch (config_setting_type(from)) {
    case CONFIG_TYPE_INT:
        set_number(setting, config_setting_get_int(from), true);
        break;
    case CONFIG_TYPE_INT64:
        set_number(setting, (double) config_setting_get_int64(from), true);
        break;
    case CONFIG_TYPE_FLOAT:
        set_number(setting, config_setting_get_float(from), false);
        break;
    case CONFIG_TYPE_BOOL:
        setting->truth = config_setting_get_bool(from) != 0;
        break;
    case CONFIG_TYPE_STRING:
        text = config_setting_get_string(from);
        setting->text = aras_arena_copy(setting->arena, text == NULL ? "" : text);
        break;
    default:
        setting->array = config_setting_is_array(from);
        break;
    }
}

static void add_parts(struct reading *reading, struct aras_setting *parent,
                      const config_setting_t *from);

/* libconfig gives a part of a list the line of what follows it; so lines come from the
 * scan, which met the same settings in the same order. */
static struct aras_setting *make_setting(struct reading *reading,
                                         const config_setting_t *from)
{
    ARAS_REQUIRE(reading->next < reading->scan.count);

    const struct aras_scanned_setting *seen = &reading->scan.settings[reading->next++];
    const char *name = config_setting_name(from);

    ARAS_REQUIRE(name == NULL ? seen->name == NULL
                              : seen->name != NULL && strlen(name) == seen->length &&
                                    memcmp(name, seen->name, seen->length) == 0);

    struct aras_setting *setting = aras_setting_new(
        kind_of(from), name, place(reading, seen->line), reading->problems->arena);

    set_value(setting, from);
    if (config_setting_is_aggregate(from)) {
        add_parts(reading, setting, from);
    }
    return setting;
}

/* Deep only as far as the scan lets brackets be nested. */
static void add_parts(struct reading *reading, struct aras_setting *parent,
                      const config_setting_t *from)
{
    int count = config_setting_length(from);

    /* As aras_setting_add, but that no name comes twice libconfig has seen to. */
    for (int i = 0; i < count; i++) {
        struct aras_setting *part =
            make_setting(reading, config_setting_get_elem(from, (unsigned) i));
        struct aras_setting **end =
            aras_arena_grow(parent->arena, &parent->parts, parent->count, sizeof(*end));

        *end = part;
        parent->count++;
        part->parent = parent;
    }
}

/* ---- the reading as a whole ---- */

static void read_text(void *argument)
{
    struct reading *reading = argument;

    if (reading->file != NULL && !read_bytes(reading)) {
        return;
    }
    if (!check_whole(reading)) {
        return;
    }

    bool sound = make_text(reading);

    if (!aras_document_scan(reading->text, reading->length, reading->path,
                            reading->problems, &reading->scan) ||
        !sound) {
        return;
    }
    config_init(&reading->config);
    reading->configured = true;
    if (config_read_string(&reading->config, reading->text) != CONFIG_TRUE) {
        report_refused(reading);
        return;
    }

    const config_setting_t *root = config_root_setting(&reading->config);

    if (config_setting_length(root) == 0) {
        aras_problems_add(reading->problems, place(reading, 0),
                          "'%s' is empty: it has no settings", reading->path);
        return;
    }
    reading->root = aras_setting_new(ARAS_SETTING_GROUP, NULL, place(reading, 0),
                                     reading->problems->arena);
    reading->root->read = true;
    add_parts(reading, reading->root, root);
    ARAS_REQUIRE(reading->next == reading->scan.count);
}

/* Nothing of the file and of libconfig stays behind, also when memory runs out. */
static struct aras_setting *read_and_close(struct reading *reading)
{
    struct aras_error error = {0};
    enum aras_status status =
        aras_arena_try(reading->problems->arena, read_text, reading, &error);

    if (reading->file != NULL) {
        fclose(reading->file);
    }
    if (reading->configured) {
        config_destroy(&reading->config);
    }
    if (status != ARAS_OK) {
        aras_arena_give_up(reading->problems->arena);
    }
    return reading->root;
}

struct aras_setting *aras_document_read(const char *path,
                                        struct aras_problems *problems)
{
    struct reading reading = {.problems = problems,
                              .path = aras_arena_copy(problems->arena, path)};

    reading.file = fopen(path, "rb");
    if (reading.file == NULL) {
        int cause = errno;

        aras_problems_add(problems, place(&reading, 0),
                          cause == ENOENT ? "there is no file '%s'"
                                          : "cannot open '%s': %s",
                          reading.path, strerror(cause));
        return NULL;
    }
    return read_and_close(&reading);
}

struct aras_setting *aras_document_parse(const char *text, size_t length,
                                         const char *name,
                                         struct aras_problems *problems)
{
    struct reading reading = {.problems = problems,
                              .path = aras_arena_copy(problems->arena, name),
                              .given = text,
                              .length = length};

    return read_and_close(&reading);
}

const char *aras_document_relative(const char *file, const char *named,
                                   struct aras_arena *arena)
{
    const char *slash = strrchr(file, '/');

    if (named[0] == '/' || slash == NULL) {
        return aras_arena_copy(arena, named);
    }
    return aras_arena_print(arena, "%.*s/%s", (int) (slash - file), file, named);
}
