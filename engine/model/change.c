/*
 * What scenarios change: the groups in the list `changes` of the tree, the oldest
 * first, so that a later one wins.
 */
#include "model/builder.h"

struct aras_setting *aras_setting_changes(struct aras_builder *builder, size_t index)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "changes", builder->problems);

    return list == NULL || index >= list->count ? NULL : list->parts[index];
}

static const char *saying(const struct aras_builder *builder, const char *verb,
                          const char *name)
{
    return aras_arena_print(builder->arena, "%s %s", verb, name);
}

bool aras_builder_said(const struct aras_builder *builder, const char *verb,
                       const char *name)
{
    uint32_t number;

    return aras_names_find(&builder->said_here, saying(builder, verb, name), &number);
}

bool aras_builder_says_once(struct aras_builder *builder, const char *verb,
                            const char *name, struct aras_place place)
{
    if (aras_names_add(&builder->said_here, saying(builder, verb, name), 0)) {
        return true;
    }
    aras_problems_add(builder->problems, place,
                      "`%s` names '%s' twice: one of the two would do nothing", verb,
                      name);
    return false;
}

void aras_builder_changes(struct aras_builder *builder)
{
    struct aras_setting *change;

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        builder->said_here = (struct aras_names){.arena = builder->arena};
        aras_builder_question(builder, change);
        aras_builder_set(builder, change);
        aras_builder_interventions(builder, change);
        aras_builder_cuts(builder, change);
    }
}
