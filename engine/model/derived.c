/* Quantities that are computed from others, when something first reads them. */
#include <math.h>

#include "model/builder.h"

struct derived {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    enum aras_over over;
};

static void declare_derived(void *opaque, struct aras_binding binding)
{
    struct derived *derived = opaque;
    struct aras_builder *builder = derived->builder;
    const char *name = aras_instance_name(builder, derived->id, derived->over, binding);
    struct aras_pending *pending =
        ARAS_GROW(builder, builder->pending, builder->pending_count);
    uint32_t taken;

    *pending = (struct aras_pending){
        .name = name, .entry = derived->entry, .binding = binding};
    if (!aras_names_add(&builder->pending_names, name,
                        (uint32_t) builder->pending_count - 1) ||
        aras_names_find(&builder->slot_names, name, &taken)) {
        aras_problems_add(builder->problems, derived->entry->place,
                          "the name '%s' is taken already", name);
        pending->state = ARAS_COMPILED;
        pending->slot = 0;
        aras_names_add(&builder->broken, name, 0);
    }
}

void aras_builder_derived(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "derived", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        struct derived derived = {.builder = builder, .entry = entry};
        bool outside = aras_setting_truth(entry, "outside", false, builder->problems);

        derived.id = aras_setting_text(entry, "id", builder->problems);
        if (derived.id == NULL ||
            aras_setting_formula(entry, "formula", builder->problems) == NULL) {
            aras_builder_lacks(builder, entry, derived.id == NULL ? "id" : "formula",
                               "a derived quantity needs an id and a formula");
            aras_builder_skip(builder, entry, derived.id);
            continue;
        }
        if (!aras_builder_known_id(builder, derived.id, entry->place,
                                   "a derived quantity")) {
            aras_builder_skip(builder, entry, NULL);
            continue;
        }
        (void) aras_setting_text(entry, "title", builder->problems);
        (void) aras_setting_text(entry, "unit", builder->problems);
        aras_builder_provenance(builder, entry, "derived quantity", derived.id, false);
        derived.over = aras_builder_over(builder, entry, "of");
        if (derived.over != ARAS_OVER_WORLD) {
            aras_builder_family(builder, derived.id, derived.over);
        }
        aras_builder_each(builder, derived.over, outside, declare_derived, &derived);
    }
}

void aras_builder_compile_pending(struct aras_builder *builder, uint32_t index)
{
    struct aras_pending *pending = &builder->pending[index];
    struct aras_model *model = builder->model;
    struct aras_setting *entry = pending->entry;

    if (pending->state != ARAS_WAITING) {
        return;
    }
    pending->state = ARAS_COMPILING;

    const char *text = aras_setting_formula(entry, "formula", builder->problems);
    const char *title = aras_setting_text(entry, "title", builder->problems);
    const char *unit = aras_setting_text(entry, "unit", builder->problems);
    const char *what = aras_arena_print(builder->arena, "'%s'", pending->name);
    const struct aras_code *code = aras_builder_code(
        builder, text, aras_setting_place(entry, "formula"), what, &pending->binding,
        true, false,
        (struct aras_expectation){.any_type = true, .any_dimension = true});

    pending->slot = aras_builder_named_slot(
        builder, (struct aras_slot){.name = pending->name,
                                    .title = title == NULL ? "" : title,
                                    .unit = unit == NULL ? "" : unit,
                                    .kind = ARAS_SLOT_DERIVED,
                                    .type = code == NULL ? ARAS_NUMBER : code->type,
                                    .stages = code == NULL ? NULL : code->stages,
                                    .dimension = code == NULL ? 0 : code->dimension,
                                    .low = -INFINITY,
                                    .high = INFINITY,
                                    .place = entry->place,
                                    .changed = code != NULL && code->varies});
    pending->state = ARAS_COMPILED;
    if (code == NULL) {
        aras_names_add(&builder->broken, pending->name, 0);
    }
    if (code != NULL) {
        struct aras_derived *derived =
            ARAS_GROW(builder, builder->derived, model->derived_count);

        *derived = (struct aras_derived){
            .slot = pending->slot, .code = code, .what = pending->name};
    }
}
