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

void aras_builder_changes(struct aras_builder *builder)
{
    struct aras_setting *change;

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        aras_builder_question(builder, change);
        aras_builder_set(builder, change);
        aras_builder_interventions(builder, change);
        aras_builder_cuts(builder, change);
    }
}
