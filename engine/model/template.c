/* Templates: one entry for every actor, pair, direction or tie. */
#include <string.h>

#include "model/builder.h"

enum aras_over aras_builder_over(struct aras_builder *builder,
                                 struct aras_setting *entry, const char *key)
{
    static const char *const names[] = {"world", "actor", "pair", "direction", "tie"};
    const char *text = aras_setting_text(entry, key, builder->problems);

    for (int i = 0; text != NULL && i < 5; i++) {
        if (strcmp(text, names[i]) == 0) {
            return (enum aras_over) i;
        }
    }
    if (text != NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, key),
                          "%s must be \"world\", \"actor\", \"pair\", \"direction\" or "
                          "\"tie\", got '%s'",
                          key, text);
    }
    return ARAS_OVER_WORLD;
}

void aras_builder_each(struct aras_builder *builder, enum aras_over over, bool outside,
                       void (*visit)(void *context, struct aras_binding binding),
                       void *context)
{
    const struct aras_actor *actors = builder->actors;
    size_t count = builder->model->actor_count;

    if (over == ARAS_OVER_WORLD) {
        visit(context, (struct aras_binding){0});
        return;
    }
    if (over == ARAS_OVER_TIE) {
        for (size_t i = 0; i < builder->tie_count; i++) {
            const struct aras_tie *tie = &builder->ties[i];

            visit(context, (struct aras_binding){
                               .a = tie->of, .b = tie->on, .channel = tie->channel});
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (actors[i].outside && !outside) {
            continue;
        }
        if (over == ARAS_OVER_ACTOR) {
            visit(context, (struct aras_binding){.a = actors[i].id});
            continue;
        }
        for (size_t j = 0; j < count; j++) {
            bool ordered = over == ARAS_OVER_DIRECTION
                               ? i != j
                               : strcmp(actors[i].id, actors[j].id) < 0;

            if (ordered && (outside || !actors[j].outside)) {
                visit(context,
                      (struct aras_binding){.a = actors[i].id, .b = actors[j].id});
            }
        }
    }
}

const char *aras_instance_name(struct aras_builder *builder, const char *id,
                               enum aras_over over, struct aras_binding binding)
{
    switch (over) {
    case ARAS_OVER_WORLD:
        return id;
    case ARAS_OVER_ACTOR:
        return aras_arena_print(builder->arena, "%s[%s]", id, binding.a);
    case ARAS_OVER_PAIR:
    case ARAS_OVER_DIRECTION:
        return aras_arena_print(builder->arena, "%s[%s,%s]", id, binding.a, binding.b);
    case ARAS_OVER_TIE:
        break;
    }
    return aras_arena_print(builder->arena, "%s[%s,%s,%s]", id, binding.a, binding.b,
                            binding.channel);
}

void aras_builder_family(struct aras_builder *builder, const char *id,
                         enum aras_over over)
{
    struct aras_family *family =
        ARAS_GROW(builder, builder->families, builder->family_count);

    *family = (struct aras_family){id, over};
    aras_names_add(&builder->family_names, id, (uint32_t) builder->family_count - 1);
}
