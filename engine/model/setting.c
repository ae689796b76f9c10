#include <math.h>
#include <string.h>

#include "base/require.h"
#include "model/document.h"

enum { LONGEST_SHOWN = 40, MOST_SHOWN = 12 };

static struct aras_setting *part_named(const struct aras_setting *group,
                                       const char *name)
{
    ARAS_REQUIRE(group->kind == ARAS_SETTING_GROUP);
    for (size_t i = 0; i < group->count; i++) {
        if (strcmp(group->parts[i]->name, name) == 0) {
            return group->parts[i];
        }
    }
    return NULL;
}

static void remember_missed(struct aras_setting *group, const char *name)
{
    for (size_t i = 0; i < group->missed_count; i++) {
        if (strcmp(group->missed[i], name) == 0) {
            return;
        }
    }

    const char *copy = aras_arena_copy(group->arena, name);
    const char **missed = aras_arena_grow(group->arena, &group->missed,
                                          group->missed_count++, sizeof *missed);

    *missed = copy;
}

struct aras_setting *aras_setting_find(struct aras_setting *group, const char *name)
{
    struct aras_setting *part = part_named(group, name);

    if (part == NULL) {
        remember_missed(group, name);
    } else {
        part->read = true;
    }
    return part;
}

struct aras_place aras_setting_place(struct aras_setting *group, const char *name)
{
    const struct aras_setting *part = part_named(group, name);

    return part == NULL ? group->place : part->place;
}

/* ---- typed reading ---- */

/* What is written, for a message: `a text: "0.4"`. */
static const char *describe(const struct aras_setting *setting,
                            struct aras_arena *arena)
{
    char number[ARAS_NUMBER_ROOM];
    size_t length;

    switch (setting->kind) {
    case ARAS_SETTING_GROUP:
        return "a group { ... }";
    case ARAS_SETTING_LIST:
        return setting->array ? "a list [ ... ]" : "a list ( ... )";
    case ARAS_SETTING_TEXT:
        length = strlen(setting->text);
        if (length <= LONGEST_SHOWN) {
            return aras_arena_print(arena, "a text: \"%s\"", setting->text);
        }
        length = LONGEST_SHOWN;
        while (length > 0 && ((unsigned char) setting->text[length] & 0xc0) == 0x80) {
            length--;
        }
        return aras_arena_print(arena, "a text: \"%.*s...\"", (int) length,
                                setting->text);
    case ARAS_SETTING_NUMBER:
        aras_document_number(setting->number, number);
        return aras_arena_print(arena, "a number: %s", number);
    case ARAS_SETTING_TRUTH:
        return setting->truth ? "a truth: true" : "a truth: false";
    }
    return "";
}

/* Whether to say that a part is not what its reader needs: only the first time. */
static bool refuse(struct aras_setting *part)
{
    bool first = !part->refused;

    part->refused = true;
    return first;
}

/* The part, when it is of that kind; a part of another kind is a problem. */
static struct aras_setting *part_of_kind(struct aras_setting *group, const char *name,
                                         enum aras_setting_kind kind,
                                         const char *wanted,
                                         struct aras_problems *problems)
{
    struct aras_setting *part = aras_setting_find(group, name);

    if (part != NULL && part->kind != kind) {
        if (refuse(part)) {
            aras_problems_add(problems, part->place, "'%s' must be %s, but is %s", name,
                              wanted, describe(part, problems->arena));
        }
        aras_setting_accept(part);
        return NULL;
    }
    return part;
}

const char *aras_setting_text(struct aras_setting *group, const char *name,
                              struct aras_problems *problems)
{
    const struct aras_setting *part =
        part_of_kind(group, name, ARAS_SETTING_TEXT, "a text", problems);

    return part == NULL ? NULL : part->text;
}

const char *aras_setting_line(struct aras_setting *group, const char *name,
                              struct aras_problems *problems)
{
    struct aras_setting *part =
        part_of_kind(group, name, ARAS_SETTING_TEXT, "a text", problems);
    const char *odd = part == NULL ? NULL : strpbrk(part->text, "\t\n");

    if (odd != NULL && refuse(part)) {
        aras_problems_add(
            problems, part->place,
            "'%s' must be one line, but has a %s in it: put a blank there", name,
            *odd == '\t' ? "tab" : "line break");
    }
    return part == NULL ? NULL : part->text;
}

double aras_setting_number(struct aras_setting *group, const char *name, double missing,
                           struct aras_problems *problems)
{
    const struct aras_setting *part =
        part_of_kind(group, name, ARAS_SETTING_NUMBER, "a number", problems);

    return part == NULL ? missing : part->number;
}

int aras_setting_whole(struct aras_setting *group, const char *name, int low, int high,
                       int missing, struct aras_problems *problems)
{
    const char *wanted =
        aras_arena_print(problems->arena, "a whole number from %d to %d", low, high);
    struct aras_setting *part =
        part_of_kind(group, name, ARAS_SETTING_NUMBER, wanted, problems);

    if (part == NULL) {
        return missing;
    }
    if (part->number != floor(part->number) || part->number < low ||
        part->number > high) {
        char number[ARAS_NUMBER_ROOM];

        aras_document_number(part->number, number);
        if (refuse(part)) {
            aras_problems_add(problems, part->place, "'%s' must be %s, but is %s", name,
                              wanted, number);
        }
        return missing;
    }
    return (int) part->number;
}

bool aras_setting_truth(struct aras_setting *group, const char *name, bool missing,
                        struct aras_problems *problems)
{
    const struct aras_setting *part =
        part_of_kind(group, name, ARAS_SETTING_TRUTH, "true or false", problems);

    return part == NULL ? missing : part->truth;
}

struct aras_setting *aras_setting_group(struct aras_setting *group, const char *name,
                                        struct aras_problems *problems)
{
    return part_of_kind(group, name, ARAS_SETTING_GROUP, "a group { ... }", problems);
}

/* Takes parts of another kind out of a list, each with a problem; gives their number.
 */
static size_t keep_kind(struct aras_setting *list, const char *name,
                        enum aras_setting_kind kind, const char *wanted,
                        struct aras_problems *problems)
{
    size_t kept = 0;
    size_t count = list->count;

    for (size_t i = 0; i < count; i++) {
        struct aras_setting *part = list->parts[i];

        if (part->kind == kind) {
            list->parts[kept++] = part;
        } else {
            aras_problems_add(problems, part->place,
                              "part %zu of '%s' must be %s, but is %s", i + 1, name,
                              wanted, describe(part, problems->arena));
        }
    }
    list->count = kept;
    return count - kept;
}

struct aras_setting *aras_setting_groups(struct aras_setting *group, const char *name,
                                         struct aras_problems *problems)
{
    struct aras_setting *list =
        part_of_kind(group, name, ARAS_SETTING_LIST,
                     "a list of groups ( { ... }, { ... } )", problems);

    if (list != NULL) {
        keep_kind(list, name, ARAS_SETTING_GROUP, "a group { ... }", problems);
    }
    return list;
}

struct aras_setting *aras_setting_texts(struct aras_setting *group, const char *name,
                                        struct aras_problems *problems)
{
    struct aras_setting *list = part_of_kind(
        group, name, ARAS_SETTING_LIST, "a list of texts [\"...\", \"...\"]", problems);

    if (list != NULL) {
        keep_kind(list, name, ARAS_SETTING_TEXT, "a text", problems);
    }
    return list;
}

struct aras_setting *aras_setting_numbers(struct aras_setting *group, const char *name,
                                          size_t count, struct aras_problems *problems)
{
    struct aras_setting *list = part_of_kind(group, name, ARAS_SETTING_LIST,
                                             "a list of numbers [0.0, 1.0]", problems);

    if (list == NULL || list->refused) {
        return NULL;
    }
    if (keep_kind(list, name, ARAS_SETTING_NUMBER, "a number", problems) > 0) {
        list->refused = true;
        return NULL;
    }
    if (count > 0 && list->count != count) {
        list->refused = true;
        aras_problems_add(problems, list->place,
                          "'%s' must have %zu numbers, but has %zu", name, count,
                          list->count);
        return NULL;
    }
    return list;
}

const char *aras_setting_formula(struct aras_setting *group, const char *name,
                                 struct aras_problems *problems)
{
    struct aras_setting *part = aras_setting_find(group, name);
    char number[ARAS_NUMBER_ROOM];

    if (part == NULL) {
        return NULL;
    }
    if (part->kind == ARAS_SETTING_TEXT) {
        return part->text;
    }
    if (part->kind == ARAS_SETTING_NUMBER) {
        aras_document_number(part->number, number);
        return aras_arena_copy(problems->arena, number);
    }
    if (refuse(part)) {
        aras_problems_add(problems, part->place,
                          "'%s' must be a formula (a text or a number), but is %s",
                          name, describe(part, problems->arena));
    }
    aras_setting_accept(part);
    return NULL;
}

/* ---- what nobody asked for ---- */

static void report_unknown(const struct aras_setting *group,
                           const struct aras_setting *part,
                           struct aras_problems *problems)
{
    const char *meant =
        aras_nearest_name(part->name, group->missed, group->missed_count);
    const char *all = "";

    if (meant != NULL) {
        aras_problems_add(problems, part->place,
                          "unknown setting '%s': did you mean '%s'?", part->name,
                          meant);
        return;
    }
    for (size_t i = 0; i < group->missed_count && i < MOST_SHOWN; i++) {
        all = aras_arena_print(problems->arena, "%s%s%s%s", all,
                               i == 0 ? " (what may be given besides: " : ", ",
                               group->missed[i],
                               i + 1 == MOST_SHOWN            ? ", ...)"
                               : i + 1 == group->missed_count ? ")"
                                                              : "");
    }
    aras_problems_add(problems, part->place, "unknown setting '%s'%s", part->name, all);
}

void aras_setting_report_unread(const struct aras_setting *setting,
                                struct aras_problems *problems)
{
    for (size_t i = 0; i < setting->count; i++) {
        const struct aras_setting *part = setting->parts[i];

        if (setting->kind == ARAS_SETTING_GROUP && !part->read) {
            report_unknown(setting, part, problems);
        } else {
            aras_setting_report_unread(part, problems);
        }
    }
}

void aras_setting_accept(struct aras_setting *setting)
{
    setting->read = true;
    for (size_t i = 0; i < setting->count; i++) {
        aras_setting_accept(setting->parts[i]);
    }
}

/* ---- making ---- */

static bool may_be_name(const char *name)
{
    const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    const char *further = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*"
                          "0123456789_-";

    return name[0] != '\0' && strchr(letters, name[0]) != NULL &&
           name[strspn(name, further)] == '\0';
}

struct aras_setting *aras_setting_new(enum aras_setting_kind kind, const char *name,
                                      struct aras_place place, struct aras_arena *arena)
{
    struct aras_setting *setting = aras_arena_get(arena, sizeof *setting);

    ARAS_REQUIRE(name == NULL || may_be_name(name));
    setting->kind = kind;
    setting->name = name == NULL ? NULL : aras_arena_copy(arena, name);
    setting->place = place;
    setting->arena = arena;
    setting->text = kind == ARAS_SETTING_TEXT ? "" : NULL;
    return setting;
}

void aras_setting_add(struct aras_setting *parent, struct aras_setting *part,
                      struct aras_arena *arena)
{
    if (parent->kind == ARAS_SETTING_GROUP) {
        ARAS_REQUIRE(part->name != NULL && part_named(parent, part->name) == NULL);
    } else {
        ARAS_REQUIRE(parent->kind == ARAS_SETTING_LIST);
    }

    struct aras_setting **end =
        aras_arena_grow(arena, &parent->parts, parent->count, sizeof(*end));

    *end = part;
    parent->count++;
    part->parent = parent;
}

void aras_setting_remove(struct aras_setting *group, const char *name)
{
    const struct aras_setting *gone = part_named(group, name);
    size_t kept = 0;

    for (size_t i = 0; i < group->count; i++) {
        if (group->parts[i] != gone) {
            group->parts[kept++] = group->parts[i];
        }
    }
    group->count = kept;
}

/* A file's name is copied once, not for each setting: `file` is the original's name
 * that was copied last, and `copied` its copy. */
struct copying {
    struct aras_arena *arena;
    const char *file;
    const char *copied;
};

static struct aras_setting *copy_setting(const struct aras_setting *setting,
                                         struct copying *copying)
{
    struct aras_place place = setting->place;

    if (place.file != NULL && place.file != copying->file) {
        copying->file = place.file;
        copying->copied = aras_arena_copy(copying->arena, place.file);
    }
    place.file = place.file == NULL ? NULL : copying->copied;

    struct aras_setting *copy =
        aras_setting_new(setting->kind, setting->name, place, copying->arena);

    copy->text =
        setting->text == NULL ? NULL : aras_arena_copy(copying->arena, setting->text);
    copy->number = setting->number;
    copy->whole = setting->whole;
    copy->truth = setting->truth;
    copy->array = setting->array;
    for (size_t i = 0; i < setting->count; i++) {
        struct aras_setting *part = copy_setting(setting->parts[i], copying);
        struct aras_setting **end =
            aras_arena_grow(copying->arena, &copy->parts, copy->count, sizeof(*end));

        *end = part;
        copy->count++;
        part->parent = copy;
    }
    return copy;
}

struct aras_setting *aras_setting_copy(const struct aras_setting *setting,
                                       struct aras_arena *arena)
{
    struct copying copying = {.arena = arena};

    return copy_setting(setting, &copying);
}
