#include <math.h>
#include <string.h>

#include "model/builder.h"

enum { MOST_STEPS = 10000000 };

/* A drift while it is read: of one element, or of each element of a family. */
struct drifting {
    struct aras_builder *builder;
    struct aras_setting *entry;
    double every;
    uint32_t slot;
    const char *what; /* "the drift of 'trust[iran,russia]'" */
    struct aras_binding *binding;
};

/* One of its formulae, `key`, compiled; a NULL text is 0. */
static const struct aras_code *formula(const struct drifting *drifting, const char *key,
                                       const char *text,
                                       struct aras_expectation expected)
{
    struct aras_builder *builder = drifting->builder;
    const char *what =
        aras_arena_print(builder->arena, "`%s` in %s", key, drifting->what);

    return aras_builder_code(builder, text == NULL ? "0" : text,
                             aras_setting_place(drifting->entry, key), what,
                             drifting->binding, false, false, expected);
}

static bool drifts_already(const struct aras_model *model, uint32_t slot)
{
    for (size_t p = 0; p < model->period_count; p++) {
        for (size_t i = 0; i < model->periods[p].count; i++) {
            if (model->periods[p].drifts[i].slot == slot) {
                return true;
            }
        }
    }
    return false;
}

/* False with a problem. */
static bool check_numbers(const struct drifting *drifting,
                          const struct aras_code *half_life,
                          const struct aras_code *noise)
{
    struct aras_builder *builder = drifting->builder;

    if (half_life->literal && half_life->value <= 0.0) {
        aras_problems_add(builder->problems,
                          aras_setting_place(drifting->entry, "half_life"),
                          "the half-life in %s must be above 0, got %g", drifting->what,
                          half_life->value);
        return false;
    }
    if (noise->literal && noise->value < 0.0) {
        aras_problems_add(builder->problems,
                          aras_setting_place(drifting->entry, "noise"),
                          "the noise in %s, a standard deviation, must be 0 or more, "
                          "got %g",
                          drifting->what, noise->value);
        return false;
    }
    if (drifts_already(builder->model, drifting->slot)) {
        aras_problems_add(builder->problems, drifting->entry->place,
                          "there is another drift of '%s': one quantity drifts in one "
                          "way",
                          builder->model->slots[drifting->slot].name);
        return false;
    }
    return true;
}

static bool can_drift(const struct drifting *drifting)
{
    const struct aras_slot *slot = &drifting->builder->model->slots[drifting->slot];

    if (slot->kind == ARAS_SLOT_QUANTITY && slot->type == ARAS_NUMBER && !slot->whole) {
        return true;
    }
    aras_problems_add(drifting->builder->problems, drifting->entry->place,
                      "only a real quantity can drift, and '%s' is none", slot->name);
    return false;
}

/* Puts a drift among those that come as often. */
static void publish(struct aras_builder *builder, double every, struct aras_drift drift)
{
    struct aras_model *model = builder->model;
    struct aras_drift_period *period = NULL;

    for (size_t i = 0; i < model->period_count; i++) {
        if (builder->periods[i].every == every) {
            period = &builder->periods[i];
        }
    }
    if (period == NULL) {
        period = ARAS_GROW(builder, builder->periods, model->period_count);
        period->every = every;
        model->periods = builder->periods;
    }
    *(struct aras_drift *) ARAS_GROW(builder, period->drifts, period->count) = drift;
}

/* A code as an operand, which is called `part` in messages. */
static struct aras_operand operand(const struct drifting *drifting,
                                   const struct aras_code *code, const char *part)
{
    struct aras_builder *builder = drifting->builder;

    return aras_builder_operand(
        builder, code,
        aras_arena_print(builder->arena, "the %s in %s", part, drifting->what));
}

static void add_drift(const struct drifting *drifting)
{
    struct aras_builder *builder = drifting->builder;
    struct aras_setting *entry = drifting->entry;
    const struct aras_slot *slot = &builder->model->slots[drifting->slot];
    struct aras_expectation own = aras_expect_number(builder, slot->dimension);
    const char *toward = aras_setting_formula(entry, "toward", builder->problems);
    const char *half_life = aras_setting_formula(entry, "half_life", builder->problems);
    const char *noise = aras_setting_formula(entry, "noise", builder->problems);
    const char *when = aras_setting_formula(entry, "when", builder->problems);

    if (toward == NULL || half_life == NULL) {
        aras_builder_lacks(builder, entry, toward == NULL ? "toward" : "half_life",
                           "a drift needs `toward` and `half_life`");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (!can_drift(drifting)) {
        return;
    }

    const char *stream = aras_arena_print(builder->arena, "drift:%s", slot->name);
    struct aras_drift drift = {
        .slot = drifting->slot, .name = aras_name_hash(stream), .what = drifting->what};
    struct aras_expectation time = aras_expect_number(builder, 1);

    drift.toward = formula(drifting, "toward", toward, own);

    const struct aras_code *fading = formula(drifting, "half_life", half_life, time);
    const struct aras_code *shaking = formula(drifting, "noise", noise, own);

    if (drift.toward == NULL || fading == NULL || shaking == NULL ||
        !check_numbers(drifting, fading, shaking)) {
        return;
    }
    drift.half_life = operand(drifting, fading, "half-life");
    drift.noise = operand(drifting, shaking, "noise");
    if (when != NULL) {
        drift.guard = formula(drifting, "when", when, aras_expect_truth());
    }
    publish(builder, drifting->every, drift);
}

static void add_element(struct drifting drifting, uint32_t slot,
                        struct aras_binding binding)
{
    struct aras_builder *builder = drifting.builder;

    drifting.slot = slot;
    drifting.what = aras_arena_print(builder->arena, "the drift of '%s'",
                                     builder->model->slots[slot].name);
    drifting.binding = aras_arena_get(builder->arena, sizeof *drifting.binding);
    *drifting.binding = binding;
    add_drift(&drifting);
}

/* Each element of a family; what is wrong with one would be wrong with all. */
static void add_family(const struct drifting *drifting, const char *family)
{
    struct aras_builder *builder = drifting->builder;
    size_t count = builder->model->slot_count;
    size_t length = strlen(family);
    size_t before = builder->problems->mistakes;

    for (uint32_t s = 0; s < count && builder->problems->mistakes == before; s++) {
        const char *slot = builder->model->slots[s].name;
        struct aras_name element;

        if (strncmp(slot, family, length) != 0 || slot[length] != '[' ||
            !aras_name_parse(&element, slot, drifting->entry->place, "a drift",
                             builder->problems)) {
            continue;
        }
        add_element(*drifting, s,
                    (struct aras_binding){
                        .a = element.count > 0 ? element.index[0] : NULL,
                        .b = element.count > 1 ? element.index[1] : NULL,
                        .channel = element.count > 2 ? element.index[2] : NULL});
    }
}

/* The quantity that drifts; false with a problem. */
static bool find_quantity(struct aras_builder *builder, struct aras_setting *entry,
                          const char *of, const struct aras_name *name, uint32_t *slot)
{
    const char *hint = NULL;
    const char *canonical = aras_builder_canonical(builder, name, NULL, &hint);
    uint32_t broken;

    if (canonical != NULL && aras_names_find(&builder->slot_names, canonical, slot)) {
        return true;
    }
    if (!aras_names_find(&builder->broken, name->id, &broken)) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "of"),
                          "there is no quantity '%s' that could drift%s%s", of,
                          hint != NULL ? ": " : "",
                          hint != NULL ? hint
                                       : aras_names_hint(&builder->slot_names, of));
    }
    return false;
}

/* How often a drift comes; NAN with a problem. */
static double read_period(struct aras_builder *builder, struct aras_setting *entry,
                          const char *every)
{
    struct aras_place place = aras_setting_place(entry, "every");
    double period =
        aras_builder_constant(builder, every, place, "`every` of a drift", 1, NAN);

    if (period <= 0.0) {
        aras_problems_add(builder->problems, place,
                          "`every` of a drift must be above 0, got %g", period);
        return NAN;
    }
    if (builder->model->horizon / period > MOST_STEPS) {
        aras_problems_add(builder->problems, place,
                          "a drift in steps of %g would take more than 10,000,000 of "
                          "them until the horizon, %g",
                          period, builder->model->horizon);
        return NAN;
    }
    if (period > builder->model->horizon) {
        aras_problems_note(builder->problems, place,
                           "this drift takes no step: `every`, %g, is longer than the "
                           "horizon, %g",
                           period, builder->model->horizon);
    }
    return period;
}

/* All elements of a family, or the one that is named. */
static void read_drift(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *of = aras_setting_text(entry, "of", builder->problems);
    const char *every = aras_setting_formula(entry, "every", builder->problems);
    struct drifting drifting = {.builder = builder, .entry = entry};
    struct aras_name name;
    uint32_t number;

    if (of == NULL || every == NULL) {
        aras_builder_lacks(builder, entry, of == NULL ? "of" : "every",
                           "a drift needs `of` (what drifts) and `every` (how often)");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    aras_builder_provenance(builder, entry, "drift", of, false);
    if (!aras_name_parse(&name, of, aras_setting_place(entry, "of"), "a drift",
                         builder->problems)) {
        return;
    }
    drifting.every = read_period(builder, entry, every);
    if (isnan(drifting.every)) {
        aras_builder_skip(builder, entry, NULL);
    } else if (name.count == 0 &&
               aras_names_find(&builder->family_names, of, &number)) {
        add_family(&drifting, of);
    } else if (find_quantity(builder, entry, of, &name, &number)) {
        add_element(drifting, number, (struct aras_binding){0});
    } else {
        aras_builder_skip(builder, entry, NULL);
    }
}

void aras_builder_drifts(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "drifts", read_drift);
}
