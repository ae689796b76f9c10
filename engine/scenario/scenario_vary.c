#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"
#include "scenario/typed.h"

/* Moves what the scenario forces already; false when it does not. */
static bool move_forced(struct aras_setting *changes, const char *event,
                        const char *moment, struct aras_arena *arena)
{
    bool moved = false;

    for (size_t i = 0; changes != NULL && i < changes->count; i++) {
        struct aras_setting *list = aras_setting_find(changes->parts[i], "force");

        for (size_t k = 0; list != NULL && k < list->count; k++) {
            struct aras_setting *entry = list->parts[k];
            struct aras_setting *of = aras_setting_find(entry, "event");
            struct aras_setting *at;

            if (of == NULL || of->text == NULL || strcmp(of->text, event) != 0) {
                continue;
            }
            at = aras_setting_new(ARAS_SETTING_TEXT, "at", entry->place, arena);
            at->text = aras_arena_copy(arena, moment);
            aras_setting_remove(entry, "at");
            aras_setting_add(entry, at, arena);
            moved = true;
        }
    }
    return moved;
}

/* Whether a text is this number, perhaps with a unit behind it. */
static bool is_number(const char *text, double number)
{
    char *end;
    double value = strtod(text, &end);

    return end != text && value == number && (*end == '\0' || *end == '*');
}

/* The setting as it would be typed beside the scenario; NULL where it changes nothing,
 * which a change may not do and a point may. */
static const char *typed_form(const char *key, const char *value,
                              struct aras_setting *changes, struct aras_arena *arena)
{
    const char *dot = strchr(key, '.');
    const char *event = dot == NULL ? "" : dot + 1;

    if (strcmp(key, "horizon") == 0) {
        return aras_arena_print(arena, "horizon = %s", value);
    }
    if (strncmp(key, "scale.", 6) == 0) {
        return is_number(value, 1.0)
                   ? NULL
                   : aras_arena_print(arena, "scale %s * %s", event, value);
    }
    if (strncmp(key, "delay.", 6) == 0) {
        return is_number(value, 0.0)
                   ? NULL
                   : aras_arena_print(arena, "delay %s by %s", event, value);
    }
    return move_forced(changes, event, value, arena)
               ? NULL
               : aras_arena_print(arena, "force %s@%s", event, value);
}

struct aras_model *aras_scenario_vary(const struct aras_scenario *scenario,
                                      const char *const *keys,
                                      const char *const *values, size_t count,
                                      struct aras_problems *problems)
{
    struct aras_arena *arena = problems->arena;
    struct aras_setting *root = aras_setting_copy(scenario->root, arena);
    struct aras_setting *changes = aras_setting_find(root, "changes");
    const char **texts = aras_arena_array(arena, count, sizeof *texts);
    size_t typed = 0;

    for (size_t i = 0; i < count; i++) {
        texts[typed] = typed_form(keys[i], values[i], changes, arena);
        typed += texts[typed] != NULL;
    }
    if (typed > 0) {
        if (changes == NULL) {
            changes =
                aras_setting_new(ARAS_SETTING_LIST, "changes", root->place, arena);
            aras_setting_add(root, changes, arena);
        }
        aras_setting_add(changes, aras_typed_read(texts, typed, problems), arena);
    }
    return aras_model_compile(root, problems);
}
