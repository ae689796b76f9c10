#include <math.h>
#include <string.h>

#include "model/builder.h"

struct quantity {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    enum aras_over over;
    struct aras_slot slot;
    const char **given; /* instance names that have an initial value */
    size_t given_count;
    struct aras_names initial; /* instance -> part of the list */
    struct aras_setting *list;
    bool broken; /* has a mistake, so that missing or odd initial values are none */
};

/* "iran, russia" as the name of an element of quantity `id`. */
static const char *element_of(struct quantity *quantity, const char *indices,
                              size_t length, struct aras_place place)
{
    struct aras_builder *builder = quantity->builder;
    const char *text = aras_arena_print(builder->arena, "%s[%.*s]", quantity->id,
                                        (int) length, indices);
    struct aras_name name;
    const char *hint = NULL;

    if (!aras_name_parse(&name, text, place, "an initial value", builder->problems)) {
        return NULL;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL) {
        aras_problems_add(builder->problems, place, "an initial value of '%s': %s",
                          quantity->id, hint);
    }
    return canonical;
}

/* Takes the list of initial values apart, by element. */
static void read_initial_list(struct quantity *quantity, struct aras_setting *list)
{
    struct aras_builder *builder = quantity->builder;

    quantity->list = list;
    quantity->initial.arena = builder->arena;
    for (size_t i = 0; i < list->count; i++) {
        struct aras_setting *part = list->parts[i];
        const char *element = NULL;

        part->read = true;
        if (part->kind == ARAS_SETTING_TEXT) {
            const char *equal = strchr(part->text, '=');

            if (equal == NULL) {
                aras_problems_add(builder->problems, part->place,
                                  "write an initial value as \"iran = 0.3\" or \"iran, "
                                  "russia = 0.3\", got '%s'",
                                  part->text);
                quantity->broken = true;
                continue;
            }
            element = element_of(quantity, part->text, (size_t) (equal - part->text),
                                 part->place);
        } else if (part->kind == ARAS_SETTING_GROUP) {
            const char *at = aras_setting_text(part, "at", builder->problems);

            if (at == NULL || aras_setting_find(part, "value") == NULL) {
                aras_builder_lacks(builder, part, at == NULL ? "at" : "value",
                                   "an initial value needs `at` and `value`");
                aras_builder_skip(builder, part, NULL);
                quantity->broken = true;
                continue;
            }
            element = element_of(quantity, at, strlen(at), part->place);
            if (element != NULL && aras_setting_find(part, "source") != NULL) {
                aras_builder_provenance(builder, part, "initial value", element, false);
            }
        } else {
            aras_problems_add(builder->problems, part->place,
                              "an initial value is a text or a group");
        }
        quantity->broken = quantity->broken || element == NULL;
        if (element != NULL &&
            !aras_names_add(&quantity->initial, element, (uint32_t) i)) {
            aras_problems_add(builder->problems, part->place,
                              "'%s' has two initial values", element);
        }
    }
}

static void make_element(void *opaque, struct aras_binding binding)
{
    struct quantity *quantity = opaque;
    struct aras_builder *builder = quantity->builder;
    struct aras_slot slot = quantity->slot;
    uint32_t number;

    slot.name = aras_instance_name(builder, quantity->id, quantity->over, binding);
    number = aras_builder_named_slot(builder, slot);

    struct aras_setting *single = aras_setting_find(quantity->entry, "initial");
    struct aras_setting *missing = aras_setting_find(quantity->entry, "default");
    uint32_t part;

    if (quantity->broken) {
        return;
    }

    if (quantity->list != NULL &&
        aras_names_find(&quantity->initial, slot.name, &part)) {
        struct aras_setting *of = quantity->list->parts[part];
        const char *text;

        *(const char **) aras_arena_grow(builder->arena, &quantity->given,
                                         quantity->given_count++,
                                         sizeof *quantity->given) = slot.name;
        if (of->kind == ARAS_SETTING_TEXT) {
            text = strchr(of->text, '=') + 1;
        } else {
            text = aras_builder_formula_text(builder, aras_setting_find(of, "value"));
        }
        if (text != NULL) {
            aras_builder_initial(builder, number, text, of->place);
        }
    } else if (single != NULL && quantity->list == NULL) {
        aras_builder_initial(builder, number,
                             aras_builder_formula_text(builder, single), single->place);
    } else if (missing != NULL) {
        const char *text = aras_builder_formula_text(builder, missing);

        if (text != NULL) {
            aras_builder_initial(builder, number, text, missing->place);
        }
    } else {
        aras_problems_add(builder->problems, quantity->entry->place,
                          "'%s' has no initial value, and there is no `default`",
                          slot.name);
    }
}

static bool read_range(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *range = aras_setting_find(quantity->entry, "range");
    struct aras_slot *slot = &quantity->slot;

    slot->low = -INFINITY;
    slot->high = INFINITY;
    if (range == NULL) {
        aras_builder_lacks(builder, quantity->entry, "range",
                           "the quantity '%s' needs a range = [low, high], or range = "
                           "\"none\"",
                           quantity->id);
        return false;
    }
    if (range->kind == ARAS_SETTING_TEXT) {
        if (strcmp(range->text, "none") != 0) {
            aras_problems_add(builder->problems, range->place,
                              "the range of '%s' is [low, high] or \"none\", got '%s'",
                              quantity->id, range->text);
            return false;
        }
        return true;
    }
    range = aras_setting_numbers(quantity->entry, "range", 2, builder->problems);
    if (range == NULL) {
        return false;
    }
    slot->low = range->parts[0]->number;
    slot->high = range->parts[1]->number;
    if (!(slot->low < slot->high)) {
        slot->low = -INFINITY;
        slot->high = INFINITY;
        aras_problems_add(builder->problems, range->place,
                          "the range of '%s' runs from %g to %g: the first number must "
                          "be the smaller",
                          quantity->id, range->parts[0]->number,
                          range->parts[1]->number);
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
    slot->kind = clock ? ARAS_SLOT_CLOCK : ARAS_SLOT_QUANTITY;
    if (clock) {
        slot->dimension = builder->timeless ? 0 : 1;
        slot->low = -INFINITY;
        slot->high = INFINITY;
        return true;
    }
    if (slot->type != ARAS_NUMBER) {
        slot->low = 0.0;
        slot->high = stages != NULL ? (double) (stages->count - 1) : 1.0;
        return true;
    }
    slot->dimension = aras_builder_unit(builder, slot->unit, &factor);
    return read_range(quantity);
}

static void read_quantity(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *id = aras_setting_text(entry, "id", builder->problems);
    struct quantity quantity = {.builder = builder, .entry = entry, .id = id};
    const char *title = aras_setting_text(entry, "title", builder->problems);
    const char *unit = aras_setting_text(entry, "unit", builder->problems);
    bool outside = aras_setting_truth(entry, "outside", false, builder->problems);

    if (id == NULL) {
        aras_builder_lacks(builder, entry, "id", "a quantity needs an id");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (!aras_builder_known_id(builder, id, aras_setting_place(entry, "id"),
                               "a quantity")) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    quantity.over = aras_builder_over(builder, entry, "of");
    quantity.slot =
        (struct aras_slot){.title = title == NULL ? "" : title,
                           .unit = unit == NULL ? "" : unit,
                           .place = entry->place,
                           .changed = aras_builder_is_changeable(builder, id)};
    aras_builder_provenance(builder, entry, "quantity", id, false);
    if (quantity.over != ARAS_OVER_WORLD) {
        aras_builder_family(builder, id, quantity.over);
    }

    bool good = read_kind(&quantity);
    struct aras_setting *initial = aras_setting_find(entry, "initial");

    if (initial != NULL && initial->kind == ARAS_SETTING_LIST) {
        if (quantity.over == ARAS_OVER_WORLD) {
            aras_problems_add(
                builder->problems, initial->place,
                "the quantity '%s' is one of the world and has one initial "
                "value, no list",
                id);
            good = false;
        } else {
            read_initial_list(&quantity, initial);
        }
    } else if (initial != NULL && aras_builder_formula_text(builder, initial) == NULL) {
        aras_problems_add(
            builder->problems, initial->place,
            "an initial value is a number, a formula, a stage, or a list");
        good = false;
    }
    quantity.broken = quantity.broken || !good;
    if (!good) {
        /* It is there, so that what reads it is not to blame. */
        aras_builder_skip(builder, entry, id);
    }
    aras_builder_each(builder, quantity.over, outside, make_element, &quantity);
    for (size_t i = 0;
         quantity.list != NULL && !quantity.broken && i < quantity.initial.count; i++) {
        uint32_t slot;

        if (!aras_names_find(&builder->slot_names, quantity.initial.all[i], &slot)) {
            uint32_t part;

            aras_names_find(&quantity.initial, quantity.initial.all[i], &part);
            aras_problems_add(builder->problems, quantity.list->parts[part]->place,
                              "'%s' is no element of '%s', which is of each %s%s",
                              quantity.initial.all[i], id,
                              aras_setting_text(entry, "of", builder->problems),
                              outside ? "" : " (inside actors only)");
        }
    }
}

void aras_builder_quantities(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "quantities", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_quantity(builder, list->parts[i]);
    }
}
