/* Which quantities anything may change: what no effect and no drift names stays as it
 * starts, so formulas over it are fixed for a replication. */
#include <string.h>

#include "model/builder.h"

static bool is_of_a_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '.';
}

static void mark(struct aras_builder *builder, const char *text)
{
    size_t length = 0;

    while (is_of_a_name(text[length])) {
        length++;
    }
    if (length > 0) {
        aras_names_add(&builder->changeable,
                       aras_arena_slice(builder->arena, text, length), 0);
    }
}

static void mark_effects(struct aras_builder *builder,
                         const struct aras_setting *setting)
{
    static const char *const lists[] = {"effects",     "conceded",  "enforced",
                                        "backed_down", "refrained", "crossed",
                                        "silent",      "issued"};

    if (setting->kind != ARAS_SETTING_GROUP && setting->kind != ARAS_SETTING_LIST) {
        return;
    }
    for (size_t i = 0; i < setting->count; i++) {
        const struct aras_setting *part = setting->parts[i];
        bool is_list = false;

        for (size_t k = 0; part->name != NULL && k < sizeof lists / sizeof *lists;
             k++) {
            is_list = is_list || strcmp(part->name, lists[k]) == 0;
        }
        if (!is_list || part->kind != ARAS_SETTING_LIST) {
            mark_effects(builder, part);
            continue;
        }
        for (size_t k = 0; k < part->count; k++) {
            if (part->parts[k]->kind == ARAS_SETTING_TEXT) {
                const char *text = part->parts[k]->text;

                mark(builder, text + strspn(text, " "));
            }
        }
    }
}

/* What no effect and no drift names stays as it starts, so formulas over it are fixed
 * for a replication. */
void aras_builder_changeable(struct aras_builder *builder)
{
    struct aras_setting *drifts =
        aras_setting_groups(builder->root, "drifts", builder->problems);

    for (size_t i = 0; i < builder->root->count; i++) {
        const struct aras_setting *part = builder->root->parts[i];

        if (part->name != NULL && (strcmp(part->name, "events") == 0 ||
                                   strcmp(part->name, "decisions") == 0 ||
                                   strcmp(part->name, "demands") == 0)) {
            mark_effects(builder, part);
        }
    }
    for (size_t i = 0; drifts != NULL && i < drifts->count; i++) {
        const char *of = aras_setting_text(drifts->parts[i], "of", builder->problems);

        if (of != NULL) {
            mark(builder, of);
        }
    }
}

bool aras_builder_is_changeable(const struct aras_builder *builder, const char *id)
{
    uint32_t number;

    return aras_names_find(&builder->changeable, id, &number);
}
