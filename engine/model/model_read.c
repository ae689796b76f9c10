/* A model's file and its parts, joined into one tree. */
#include <string.h>

#include "model/model.h"

enum { DEEPEST = 8, MOST_PARTS = 500 };

struct reading {
    struct aras_problems *problems;
    struct aras_setting *root;
    const char *chain[DEEPEST]; /* the files that are being read, outermost first */
    size_t depth;
    size_t files;
};

/* An entry that does not say where its numbers come from says what its file says. */
static void give_defaults(struct aras_setting *entry,
                          const struct aras_setting *defaults, struct aras_arena *arena)
{
    for (size_t i = 0; i < defaults->count; i++) {
        const struct aras_setting *value = defaults->parts[i];

        if (entry->kind == ARAS_SETTING_GROUP &&
            aras_setting_find(entry, value->name) == NULL) {
            aras_setting_add(entry, aras_setting_copy(value, arena), arena);
        }
    }
}

static bool takes_defaults(const char *list)
{
    static const char *const lists[] = {
        "parameters", "variants", "quantities", "needs",   "ties",       "derived",
        "drifts",     "events",   "decisions",  "demands", "preferences"};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(list, lists[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void check_defaults(const struct aras_setting *defaults,
                           struct aras_problems *problems)
{
    static const char *const keys[] = {"source", "grade", "known_by", "data_through"};

    for (size_t i = 0; i < defaults->count; i++) {
        const struct aras_setting *part = defaults->parts[i];
        bool known = false;

        for (size_t k = 0; k < 4; k++) {
            known = known || strcmp(part->name, keys[k]) == 0;
        }
        if (!known || part->kind != ARAS_SETTING_TEXT) {
            aras_problems_add(
                problems, part->place,
                "`defaults` may hold the texts source, grade, known_by and "
                "data_through, not '%s'",
                part->name);
        }
    }
}

/* Puts the lists of a part behind those that are there. */
static void join(struct reading *reading, struct aras_setting *file,
                 const struct aras_setting *defaults)
{
    struct aras_arena *arena = reading->problems->arena;

    for (size_t i = 0; i < file->count; i++) {
        struct aras_setting *part = file->parts[i];

        if (strcmp(part->name, "parts") == 0 || strcmp(part->name, "defaults") == 0) {
            continue;
        }
        if (defaults != NULL && part->kind == ARAS_SETTING_LIST &&
            takes_defaults(part->name)) {
            for (size_t k = 0; k < part->count; k++) {
                give_defaults(part->parts[k], defaults, arena);
            }
        }

        struct aras_setting *there = aras_setting_find(reading->root, part->name);

        if (there == NULL) {
            aras_setting_add(reading->root, part, arena);
        } else if (there->kind == ARAS_SETTING_LIST &&
                   part->kind == ARAS_SETTING_LIST) {
            for (size_t k = 0; k < part->count; k++) {
                aras_setting_add(there, part->parts[k], arena);
            }
        } else {
            aras_problems_add(reading->problems, part->place,
                              "'%s' is given already, in %s:%d", part->name,
                              there->place.file, there->place.line);
        }
    }
}

static bool in_chain(const struct reading *reading, const char *path)
{
    for (size_t i = 0; i < reading->depth; i++) {
        if (strcmp(reading->chain[i], path) == 0) {
            return true;
        }
    }
    return false;
}

static void read_file(struct reading *reading, const char *path,
                      struct aras_place place)
{
    struct aras_problems *problems = reading->problems;

    if (in_chain(reading, path)) {
        aras_problems_add(problems, place, "the file '%s' would be a part of itself",
                          path);
        return;
    }
    if (reading->depth == DEEPEST || reading->files == MOST_PARTS) {
        aras_problems_add(problems, place,
                          "parts are nested more than %d deep, or are more than %d",
                          DEEPEST, MOST_PARTS);
        return;
    }

    struct aras_setting *file = aras_document_read(path, problems);

    if (file == NULL) {
        return;
    }
    reading->chain[reading->depth++] = path;
    reading->files++;

    struct aras_setting *defaults = aras_setting_group(file, "defaults", problems);
    struct aras_setting *parts = aras_setting_texts(file, "parts", problems);

    if (reading->root->place.file == NULL) {
        reading->root->place = file->place;
    }
    if (defaults != NULL) {
        check_defaults(defaults, problems);
    }
    join(reading, file, defaults);
    for (size_t i = 0; parts != NULL && i < parts->count; i++) {
        read_file(reading,
                  aras_document_relative(path, parts->parts[i]->text, problems->arena),
                  parts->parts[i]->place);
    }
    reading->depth--;
}

struct aras_setting *aras_model_read(const char *path, struct aras_problems *problems)
{
    struct reading reading = {.problems = problems};
    struct aras_place nowhere = {NULL, 0};
    size_t before = problems->mistakes;

    reading.root = aras_setting_new(ARAS_SETTING_GROUP, NULL, nowhere, problems->arena);
    read_file(&reading, aras_arena_copy(problems->arena, path), nowhere);
    return problems->mistakes > before ? NULL : reading.root;
}
