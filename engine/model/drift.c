#include <math.h>
#include <string.h>

#include "model/builder.h"

struct drifts {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    struct aras_drift_period *period;
};

static struct aras_drift_period *period_of(struct aras_builder *builder, double every)
{
    struct aras_model *model = builder->model;
    struct aras_drift_period *periods;

    memcpy(&periods, &model->periods, sizeof periods);
    for (size_t i = 0; i < model->period_count; i++) {
        if (periods[i].every == every) {
            return &periods[i];
        }
    }

    struct aras_drift_period *period = aras_arena_grow(
        builder->arena, &periods, model->period_count++, sizeof *period);

    model->periods = periods;
    period->every = every;
    return period;
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

static void add_drift(struct aras_builder *builder, struct aras_setting *entry,
                      uint32_t slot, struct aras_binding binding, double every)
{
    struct aras_model *model = builder->model;
    const char *name = model->slots[slot].name;
    const char *what = aras_arena_print(builder->arena, "the drift of '%s'", name);
    struct aras_binding *bound = aras_arena_get(builder->arena, sizeof *bound);
    int dimension = model->slots[slot].dimension;
    const char *toward = aras_setting_formula(entry, "toward", builder->problems);
    const char *half_life = aras_setting_formula(entry, "half_life", builder->problems);
    const char *noise = aras_setting_formula(entry, "noise", builder->problems);
    const char *when = aras_setting_formula(entry, "when", builder->problems);

    *bound = binding;
    if (toward == NULL || half_life == NULL) {
        aras_builder_lacks(builder, entry, toward == NULL ? "toward" : "half_life",
                           "a drift needs `toward` and `half_life`");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (model->slots[slot].kind != ARAS_SLOT_QUANTITY ||
        model->slots[slot].type != ARAS_NUMBER || model->slots[slot].whole) {
        aras_problems_add(builder->problems, entry->place,
                          "only a real quantity can drift, and '%s' is none", name);
        return;
    }

    const struct aras_code *codes[3];

    codes[0] =
        aras_builder_code(builder, toward, aras_setting_place(entry, "toward"),
                          aras_arena_print(builder->arena, "`toward` in %s", what),
                          bound, false, false, aras_expect_number(builder, dimension));
    codes[1] =
        aras_builder_code(builder, half_life, aras_setting_place(entry, "half_life"),
                          aras_arena_print(builder->arena, "`half_life` in %s", what),
                          bound, false, false, aras_expect_number(builder, 1));
    codes[2] = aras_builder_code(
        builder, noise == NULL ? "0" : noise, aras_setting_place(entry, "noise"),
        aras_arena_print(builder->arena, "`noise` in %s", what), bound, false, false,
        aras_expect_number(builder, dimension));
    if (codes[0] == NULL || codes[1] == NULL || codes[2] == NULL) {
        return;
    }
    if (codes[1]->literal && codes[1]->value <= 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "half_life"),
                          "the half-life in %s must be above 0, got %g", what,
                          codes[1]->value);
        return;
    }
    if (codes[2]->literal && codes[2]->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "noise"),
                          "the noise in %s, a standard deviation, must be 0 or more, "
                          "got %g",
                          what, codes[2]->value);
        return;
    }
    if (drifts_already(model, slot)) {
        aras_problems_add(builder->problems, entry->place,
                          "there is another drift of '%s': one quantity drifts in one "
                          "way",
                          name);
        return;
    }

    struct aras_drift drift = {
        .slot = slot,
        .name = aras_name_hash(aras_arena_print(builder->arena, "drift:%s", name)),
        .toward = codes[0],
        .half_life = aras_builder_operand(
            builder, codes[1],
            aras_arena_print(builder->arena, "the half-life in %s", what)),
        .noise = aras_builder_operand(
            builder, codes[2],
            aras_arena_print(builder->arena, "the noise in %s", what)),
        .what = what};

    if (when != NULL) {
        drift.guard =
            aras_builder_code(builder, when, aras_setting_place(entry, "when"),
                              aras_arena_print(builder->arena, "`when` in %s", what),
                              bound, false, false, aras_expect_truth());
    }

    struct aras_drift_period *period = period_of(builder, every);
    struct aras_drift *drifts;

    memcpy(&drifts, &period->drifts, sizeof drifts);
    *(struct aras_drift *) aras_arena_grow(builder->arena, &drifts, period->count++,
                                           sizeof *drifts) = drift;
    period->drifts = drifts;
}

/* All elements of a family, or the one that is named. */
static void read_drift(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *of = aras_setting_text(entry, "of", builder->problems);
    const char *every = aras_setting_formula(entry, "every", builder->problems);
    const char *hint = NULL;
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

    double period =
        aras_builder_constant(builder, every, aras_setting_place(entry, "every"),
                              "`every` of a drift", 1, NAN);

    if (!(period > 0.0)) {
        if (!isnan(period)) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "every"),
                              "`every` of a drift must be above 0, got %g", period);
        }
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (name.count == 0 && aras_names_find(&builder->family_names, of, &number)) {
        size_t length = strlen(of);
        size_t count = builder->model->slot_count;

        size_t before = builder->problems->mistakes;

        for (uint32_t s = 0; s < count && builder->problems->mistakes == before; s++) {
            const char *slot = builder->model->slots[s].name;

            if (strncmp(slot, of, length) == 0 && slot[length] == '[') {
                struct aras_name element;

                if (aras_name_parse(&element, slot, entry->place, "a drift",
                                    builder->problems)) {
                    add_drift(
                        builder, entry, s,
                        (struct aras_binding){
                            .a = element.count > 0 ? element.index[0] : NULL,
                            .b = element.count > 1 ? element.index[1] : NULL,
                            .channel = element.count > 2 ? element.index[2] : NULL},
                        period);
                }
            }
        }
        return;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL ||
        !aras_names_find(&builder->slot_names, canonical, &number)) {
        if (!aras_names_find(&builder->broken, name.id, &number)) {
            const char *near = hint != NULL
                                   ? NULL
                                   : aras_nearest_name(of, builder->slot_names.all,
                                                       builder->slot_names.count);

            aras_problems_add(builder->problems, aras_setting_place(entry, "of"),
                              "there is no quantity '%s' that could drift%s%s%s", of,
                              hint != NULL   ? ": "
                              : near != NULL ? "; did you mean '"
                                             : "",
                              hint != NULL   ? hint
                              : near != NULL ? near
                                             : "",
                              near != NULL ? "'?" : "");
        }
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    add_drift(builder, entry, number, (struct aras_binding){0}, period);
}

void aras_builder_drifts(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "drifts", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_drift(builder, list->parts[i]);
    }
}
