#include <stdio.h>
#include <string.h>

#include "scenario/scenario.h"
#include "scenario/typed.h"

static const char *name_of(const char *path, struct aras_arena *arena)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *end = strrchr(name, '.');

    return end == NULL || end == name
               ? aras_arena_copy(arena, name)
               : aras_arena_slice(arena, name, (size_t) (end - name));
}

static bool has_part(const struct aras_setting *file, const char *name)
{
    for (size_t i = 0; i < file->count; i++) {
        if (strcmp(file->parts[i]->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A file that is a scenario names a model or a scenario that it extends. */
static bool is_scenario(const struct aras_setting *file)
{
    return has_part(file, "model") || has_part(file, "extends");
}

static struct aras_setting *changes_of(struct aras_setting *root,
                                       struct aras_problems *problems)
{
    struct aras_setting *list = aras_setting_find(root, "changes");

    if (list == NULL) {
        list = aras_setting_new(ARAS_SETTING_LIST, "changes", root->place,
                                problems->arena);
        aras_setting_add(root, list, problems->arena);
    }
    return list;
}

/* What the changes of one file are: its settings without the reference to the model. */
static void add_changes(struct aras_setting *root, struct aras_setting *file,
                        struct aras_problems *problems)
{
    struct aras_setting *change = aras_setting_copy(file, problems->arena);

    change->name = NULL;
    aras_setting_remove(change, "model");
    aras_setting_remove(change, "extends");
    aras_setting_add(changes_of(root, problems), change, problems->arena);
}

/* Scenarios against which something is expected must be there; what they are is seen
 * when they are played. */
static void check_expect(const char *path, struct aras_setting *file,
                         struct aras_problems *problems)
{
    struct aras_setting *list = aras_setting_groups(file, "expect", problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *against = aras_setting_text(list->parts[i], "against", problems);
        FILE *other =
            against == NULL
                ? NULL
                : fopen(aras_document_relative(path, against, problems->arena), "r");

        if (other != NULL) {
            fclose(other);
        } else if (against != NULL) {
            aras_problems_add(problems, aras_setting_place(list->parts[i], "against"),
                              "there is no file '%s' against which to expect something",
                              against);
        }
    }
}

/* The tree of the model that a scenario names. */
static struct aras_setting *read_model(const char *path, const char *model,
                                       struct aras_place place,
                                       struct aras_problems *problems)
{
    struct aras_setting *root =
        aras_model_read(aras_document_relative(path, model, problems->arena), problems);

    if (root != NULL && is_scenario(root)) {
        aras_problems_add(problems, place,
                          "'%s' is a scenario, not a model: write extends = \"%s\"",
                          model, model);
        return NULL;
    }
    return root;
}

/* What a premise or a push is about must be made so by something. */
static void check_kind(struct aras_setting *root, struct aras_setting *file,
                       struct aras_problems *problems)
{
    static const char *const changes[] = {"set",   "priors", "force",   "forbid",
                                          "scale", "delay",  "dictate", "hold",
                                          "cut",   "horizon"};
    const char *kind = aras_setting_text(file, "kind", problems);
    const struct aras_setting *list = changes_of(root, problems);

    if (kind == NULL || (strcmp(kind, "premise") != 0 && strcmp(kind, "push") != 0)) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        for (size_t k = 0; k < sizeof changes / sizeof *changes; k++) {
            if (has_part(list->parts[i], changes[k])) {
                return;
            }
        }
    }
    aras_problems_add(problems, aras_setting_place(file, "kind"),
                      "a %s changes something (%s ...): this one changes nothing", kind,
                      "set, force, forbid, scale, hold");
}

/* The model's tree of a scenario, with the changes of the scenario it extends. */
static struct aras_setting *read_base(const char *path, struct aras_setting *file,
                                      struct aras_problems *problems)
{
    const char *model = aras_setting_text(file, "model", problems);
    const char *extends = aras_setting_text(file, "extends", problems);

    if (model != NULL && extends != NULL) {
        aras_problems_add(problems, aras_setting_place(file, "extends"),
                          "a scenario names a `model` or a scenario that it `extends`, "
                          "not both");
        return NULL;
    }
    if (model != NULL) {
        return read_model(path, model, aras_setting_place(file, "model"), problems);
    }
    if (extends == NULL) {
        return NULL; /* not a text: said already */
    }

    const char *other = aras_document_relative(path, extends, problems->arena);
    struct aras_setting *base = aras_document_read(other, problems);

    if (base == NULL) {
        return NULL;
    }
    if (has_part(base, "extends")) {
        aras_problems_add(
            problems, aras_setting_place(file, "extends"),
            "'%s' extends a scenario itself: one step is allowed, so that "
            "a scenario can be read without a chain of files",
            extends);
        return NULL;
    }
    model = aras_setting_text(base, "model", problems);
    if (model == NULL) {
        aras_problems_add(problems, aras_setting_place(file, "extends"),
                          "'%s' is no scenario: it names no `model`", extends);
        return NULL;
    }

    struct aras_setting *root =
        read_model(other, model, aras_setting_place(base, "model"), problems);

    if (root != NULL) {
        add_changes(root, base, problems);
    }
    return root;
}

static void add_typed(struct aras_setting *root, const char *const *settings,
                      size_t count, struct aras_problems *problems)
{
    if (count > 0) {
        aras_setting_add(changes_of(root, problems),
                         aras_typed_read(settings, count, problems), problems->arena);
    }
}

static struct aras_scenario *compile(const char *path, const char *name,
                                     struct aras_setting *root,
                                     struct aras_problems *problems)
{
    struct aras_scenario *scenario = aras_arena_get(problems->arena, sizeof *scenario);

    scenario->path = aras_arena_copy(problems->arena, path);
    scenario->name = name;
    scenario->root = root;
    scenario->model = aras_model_compile(root, problems);
    return scenario->model == NULL ? NULL : scenario;
}

struct aras_scenario *aras_scenario_read(const char *path, const char *const *settings,
                                         size_t setting_count,
                                         struct aras_problems *problems)
{
    size_t before = problems->mistakes;
    struct aras_setting *file = aras_document_read(path, problems);
    struct aras_setting *root;

    if (file == NULL) {
        return NULL;
    }
    if (is_scenario(file)) {
        root = read_base(path, file, problems);
        if (root != NULL) {
            add_changes(root, file, problems);
        }
    } else {
        root = aras_model_read(path, problems);
    }
    if (root == NULL || problems->mistakes > before) {
        return NULL;
    }
    if (is_scenario(file)) {
        check_kind(root, file, problems);
        check_expect(path, file, problems);
    }
    add_typed(root, settings, setting_count, problems);

    struct aras_scenario *scenario =
        compile(path, name_of(path, problems->arena), root, problems);

    /* What was typed may be wrong where the rest is right. */
    if (scenario != NULL && problems->mistakes > before) {
        aras_model_release(scenario->model);
        return NULL;
    }
    return scenario;
}

struct aras_scenario *aras_scenario_restore(const char *text, size_t length,
                                            const char *name,
                                            struct aras_problems *problems)
{
    struct aras_setting *root = aras_document_parse(text, length, name, problems);

    return root == NULL
               ? NULL
               : compile(name, aras_arena_copy(problems->arena, name), root, problems);
}
