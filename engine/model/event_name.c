/* Which event a name means: one, or all of a template. */
#include <string.h>

#include "model/builder.h"

static const char *canonical_event(struct aras_builder *builder,
                                   const struct aras_name *name,
                                   const struct aras_binding *binding, bool swapped)
{
    const char *index[8];
    struct aras_name resolved = {.id = name->id, .index = index, .count = name->count};

    for (size_t i = 0; i < name->count && i < 8; i++) {
        index[i] = aras_builder_index(name->index[i], binding);
    }
    if (swapped && name->count == 2) {
        const char *first = index[0];

        index[0] = index[1];
        index[1] = first;
    }

    /* The option `choose.go[iran]` belongs to the decision `choose[iran]`. */
    const char *dot = name->count > 0 ? strchr(name->id, '.') : NULL;

    if (dot == NULL) {
        return aras_name_text(&resolved, builder->arena);
    }
    resolved.id = aras_arena_slice(builder->arena, name->id, (size_t) (dot - name->id));
    return aras_arena_print(builder->arena, "%s%s",
                            aras_name_text(&resolved, builder->arena), dot);
}

bool aras_builder_event(struct aras_builder *builder, const struct aras_name *name,
                        const struct aras_binding *binding, uint32_t *event,
                        uint32_t *family, const char **hint)
{
    *event = *family = UINT32_MAX;
    if (name->count > 8) {
        *hint = "more than 8 indices";
        return false;
    }
    if (aras_names_find(&builder->event_names,
                        canonical_event(builder, name, binding, false), event) ||
        aras_names_find(&builder->event_names,
                        canonical_event(builder, name, binding, true), event)) {
        return true;
    }
    if (name->count == 0 &&
        aras_names_find(&builder->event_family_names, name->id, family)) {
        return true;
    }

    const char *meant = aras_names_hint(&builder->event_names, name->id);

    if (meant[0] == '\0') {
        meant = aras_names_hint(&builder->event_family_names, name->id);
    }
    *hint = aras_arena_print(builder->arena,
                             "no event, decision or demand has this name%s", meant);
    return false;
}

void aras_builder_for_events(struct aras_builder *builder, const char *text,
                             struct aras_place place, const char *what,
                             void (*act)(struct aras_builder *builder, uint32_t event,
                                         void *context),
                             void *context)
{
    struct aras_name name;
    const char *hint = NULL;
    uint32_t event;
    uint32_t family;

    if (!aras_name_parse(&name, text, place, what, builder->problems)) {
        return;
    }
    if (!aras_builder_event(builder, &name, NULL, &event, &family, &hint)) {
        aras_problems_add(builder->problems, place, "in %s: '%s': %s", what, text,
                          hint);
        return;
    }
    if (event != UINT32_MAX) {
        act(builder, event, context);
        return;
    }

    const struct aras_event_family *all = &builder->event_families[family];

    size_t before = builder->problems->mistakes;

    for (uint32_t i = 0; i < all->count && builder->problems->mistakes == before; i++) {
        act(builder, all->first + i * all->stride, context);
    }
}
