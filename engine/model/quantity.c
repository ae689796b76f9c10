#include <math.h>
#include <string.h>

#include "model/initial_list.h"

/* A quantity while it is read. */
struct quantity {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    enum aras_over over;
    bool outside;          /* actors outside the region have it too */
    struct aras_slot slot; /* what the slots of its elements have in common */
    struct aras_initial_list initial;
    bool broken; /* has a mistake, so that missing or odd initial values are none */
};

static void make_element(void *opaque, struct aras_binding binding)
{
    struct quantity *quantity = opaque;
    struct aras_builder *builder = quantity->builder;
    struct aras_slot slot = quantity->slot;
    const char *text = NULL;

    slot.name = aras_instance_name(builder, quantity->id, quantity->over, binding);

    uint32_t number = aras_builder_named_slot(builder, slot);
    const struct aras_setting *from =
        aras_initial_list_find(&quantity->initial, builder, slot.name, &text);
    struct aras_setting *single = aras_setting_find(quantity->entry, "initial");
    struct aras_setting *missing = aras_setting_find(quantity->entry, "default");

    if (quantity->broken) {
        return;
    }
    if (from == NULL) {
        from = quantity->initial.setting == NULL && single != NULL ? single : missing;
        text = from == NULL ? NULL : aras_builder_formula_text(builder, from);
    }
    if (text != NULL) {
        aras_builder_initial(builder, number, text, from->place);
    } else if (from == NULL) {
        aras_problems_add(builder->problems, quantity->entry->place,
                          "'%s' has no initial value, and there is no `default`",
                          slot.name);
    }
}

static bool read_range(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_slot *slot = &quantity->slot;
    const char *what =
        aras_arena_print(builder->arena, "the quantity '%s'", quantity->id);

    if (!aras_builder_range(builder, quantity->entry, what, &slot->low, &slot->high)) {
        aras_builder_lacks(builder, quantity->entry, "range",
                           "%s needs a range = [low, high], or range = \"none\"", what);
        return false;
    }
    if (slot->whole &&
        (slot->low != floor(slot->low) || slot->high != floor(slot->high))) {
        aras_problems_add(builder->problems,
                          aras_setting_place(quantity->entry, "range"),
                          "the range of '%s', a whole number, runs from %g to %g: its "
                          "ends must be whole, too",
                          quantity->id, slot->low, slot->high);
        return false;
    }
    return true;
}

static const struct aras_stages *read_stages(struct aras_builder *builder,
                                             struct aras_setting *entry)
{
    struct aras_setting *list = aras_setting_texts(entry, "stages", builder->problems);

    if (list == NULL) {
        return NULL;
    }

    struct aras_stages *stages = aras_arena_get(builder->arena, sizeof *stages);
    const char **names = aras_arena_array(builder->arena, list->count, sizeof *names);

    for (size_t i = 0; i < list->count; i++) {
        names[i] = list->parts[i]->text;
        aras_builder_known_id(builder, names[i], list->parts[i]->place, "a stage");
        for (size_t j = 0; j < i; j++) {
            if (strcmp(names[i], names[j]) == 0) {
                aras_problems_add(builder->problems, list->parts[i]->place,
                                  "there is another stage '%s'", names[i]);
            }
        }
    }
    if (list->count < 2) {
        aras_problems_add(builder->problems, list->place, "give at least two stages");
    }
    *stages = (struct aras_stages){names, list->count};
    return stages;
}

/* Type, range and kind of a quantity. */
static bool read_kind(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *entry = quantity->entry;
    struct aras_slot *slot = &quantity->slot;
    const struct aras_stages *stages = read_stages(builder, entry);
    bool truth = aras_setting_truth(entry, "truth", false, builder->problems);
    bool clock = aras_setting_truth(entry, "clock", false, builder->problems);
    double factor;

    slot->whole = aras_setting_truth(entry, "whole", false, builder->problems);
    if ((stages != NULL) + truth + clock + slot->whole > 1) {
        aras_problems_add(builder->problems, entry->place,
                          "the quantity '%s' is one of: real, whole, stages, truth, "
                          "clock",
                          quantity->id);
        return false;
    }
    slot->type = stages != NULL ? ARAS_STAGE : truth ? ARAS_TRUTH : ARAS_NUMBER;
    slot->stages = stages;
    if (stages != NULL && stages->count < 2) {
        return false;
    }
    slot->kind = clock ? ARAS_SLOT_CLOCK : ARAS_SLOT_QUANTITY;
    slot->dimension = clock ? (builder->timeless ? 0 : 1)
                            : aras_builder_unit(builder, slot->unit, &factor);
    aras_builder_label(
        builder, slot->unit, slot->dimension, aras_setting_place(entry, "unit"),
        aras_arena_print(builder->arena, "the quantity '%s'", quantity->id));
    if (clock) {
        slot->low = -INFINITY;
        slot->high = INFINITY;
        return true;
    }
    if (slot->type != ARAS_NUMBER) {
        slot->low = 0.0;
        slot->high = stages != NULL ? (double) (stages->count - 1) : 1.0;
        return true;
    }
    return read_range(quantity);
}

/* One value for all elements, or a list of values of single ones. */
static bool read_initial(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *initial = aras_setting_find(quantity->entry, "initial");

    if (initial == NULL) {
        return true;
    }
    if (initial->kind != ARAS_SETTING_LIST) {
        if (aras_builder_formula_text(builder, initial) != NULL) {
            return true;
        }
        aras_problems_add(
            builder->problems, initial->place,
            "an initial value is a number, a formula, a stage, or a list");
        return false;
    }
    if (quantity->over == ARAS_OVER_WORLD) {
        aras_problems_add(builder->problems, initial->place,
                          "the quantity '%s' is one of the world and has one initial "
                          "value, no list",
                          quantity->id);
        return false;
    }
    aras_initial_list_read(&quantity->initial, builder, quantity->id, initial);
    return true;
}

/* What elements without a value of their own start with is one value. */
static bool read_default(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *value = aras_setting_find(quantity->entry, "default");

    if (value == NULL || aras_builder_formula_text(builder, value) != NULL) {
        return true;
    }
    aras_problems_add(
        builder->problems, value->place,
        "the `default` of '%s' is a number, a formula or a stage, one for "
        "all elements",
        quantity->id);
    return false;
}

/* Title, unit, elements and provenance. */
static void read_description(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *entry = quantity->entry;
    const char *title = aras_setting_line(entry, "title", builder->problems);
    const char *unit = aras_setting_line(entry, "unit", builder->problems);

    quantity->outside = aras_setting_truth(entry, "outside", false, builder->problems);
    quantity->over = aras_builder_over(builder, entry, "of");
    quantity->slot = (struct aras_slot){
        .title = title == NULL ? "" : title,
        .unit = unit == NULL ? "" : unit,
        .place = entry->place,
        .changed = aras_builder_is_changeable(builder, quantity->id)};
    aras_builder_provenance(builder, entry, "quantity", quantity->id, false);
    if (quantity->over != ARAS_OVER_WORLD) {
        aras_builder_family(builder, quantity->id, quantity->over);
    }
}

static void read_quantity(struct aras_builder *builder, struct aras_setting *entry)
{
    struct quantity quantity = {.builder = builder,
                                .entry = entry,
                                .id = aras_builder_id(builder, entry, "a quantity")};

    if (quantity.id == NULL) {
        return;
    }
    read_description(&quantity);

    bool good = read_kind(&quantity);

    good = read_initial(&quantity) && good;
    good = read_default(&quantity) && good;
    quantity.broken = !good || quantity.initial.broken;
    if (!good) {
        /* It is there, so that what reads it is not to blame. */
        aras_builder_skip(builder, entry, quantity.id);
    }
    aras_builder_each(builder, quantity.over, quantity.outside, make_element,
                      &quantity);
    if (!quantity.broken) {
        aras_initial_list_check(&quantity.initial, builder, quantity.id,
                                aras_setting_text(entry, "of", builder->problems),
                                !quantity.outside);
    }
}

void aras_builder_quantities(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "quantities", read_quantity);
}
