/* Quantities that are computed from others, when something first reads them. */
#include <math.h>

#include "model/builder.h"

/* A derived quantity while it is read. */
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

static void read_derived(struct aras_builder *builder, struct aras_setting *entry)
{
    struct derived derived = {.builder = builder, .entry = entry};
    bool outside = aras_setting_truth(entry, "outside", false, builder->problems);

    derived.id = aras_setting_line(entry, "id", builder->problems);
    if (derived.id == NULL ||
        aras_setting_formula(entry, "formula", builder->problems) == NULL) {
        aras_builder_lacks(builder, entry, derived.id == NULL ? "id" : "formula",
                           "a derived quantity needs an id and a formula");
        aras_builder_skip(builder, entry, derived.id);
        return;
    }
    if (!aras_builder_known_id(builder, derived.id, entry->place,
                               "a derived quantity")) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    (void) aras_setting_line(entry, "title", builder->problems);
    (void) aras_setting_line(entry, "unit", builder->problems);
    aras_builder_provenance(builder, entry, "derived quantity", derived.id, false);
    derived.over = aras_builder_over(builder, entry, "of");
    if (derived.over != ARAS_OVER_WORLD) {
        aras_builder_family(builder, derived.id, derived.over);
    }
    aras_builder_each(builder, derived.over, outside, declare_derived, &derived);
}

void aras_builder_derived(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "derived", read_derived);
}

/* The formula of a derived quantity; NULL with problems added. */
static const struct aras_code *compile(struct aras_builder *builder,
                                       struct aras_pending *pending)
{
    return aras_builder_code(
        builder, aras_setting_formula(pending->entry, "formula", builder->problems),
        aras_setting_place(pending->entry, "formula"),
        aras_arena_print(builder->arena, "'%s'", pending->name), &pending->binding,
        true, false,
        (struct aras_expectation){.any_type = true, .any_dimension = true});
}

void aras_builder_compile_pending(struct aras_builder *builder, uint32_t index)
{
    struct aras_pending *pending = &builder->pending[index];
    struct aras_setting *entry = pending->entry;

    if (pending->state != ARAS_WAITING) {
        return;
    }
    pending->state = ARAS_COMPILING;

    const struct aras_code *code = compile(builder, pending);
    const char *title = aras_setting_line(entry, "title", builder->problems);
    const char *unit = aras_setting_line(entry, "unit", builder->problems);

    if (code != NULL && unit != NULL) {
        aras_builder_label(builder, unit, code->dimension,
                           aras_setting_place(entry, "unit"),
                           aras_arena_print(builder->arena, "'%s'", pending->name));
    }
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
        return;
    }
    *(struct aras_derived *) ARAS_GROW(builder, builder->derived,
                                       builder->model->derived_count) =
        (struct aras_derived){
            .slot = pending->slot, .code = code, .what = pending->name};
}
