/* What a scenario, or an option of a variant, sets: "trust[iran, russia] = 0.3". */
#include <math.h>
#include <string.h>

#include "model/builder.h"

static bool override_variant(struct aras_builder *builder,
                             const struct aras_assignment *assignment, uint32_t number,
                             struct aras_place place, int *variant, int *option)
{
    const struct aras_variant *of = &builder->variants[number];
    const char *text = aras_formula_text(assignment->formula);
    const char **names = aras_arena_array(builder->arena, of->count, sizeof *names);

    *variant = (int) number;
    for (size_t i = 0; i < of->count; i++) {
        names[i] = of->options[i].id;
        if (strcmp(names[i], text) == 0) {
            *option = (int) i;
            return true;
        }
    }

    aras_problems_add(builder->problems, place, "the variant '%s' has no option '%s'%s",
                      of->id, text,
                      aras_nearest_hint(text, names, of->count, builder->arena));
    return false;
}

bool aras_builder_unknown_target(struct aras_builder *builder, const char *name,
                                 struct aras_place place, const char *what,
                                 const char *hint)
{
    if (hint != NULL) {
        aras_problems_add(builder->problems, place, "in %s: '%s': %s", what, name,
                          hint);
        return false;
    }

    aras_problems_add(builder->problems, place,
                      "in %s: there is no parameter, variant or quantity '%s'%s", what,
                      name, aras_names_hint(&builder->slot_names, name));
    return false;
}

bool aras_builder_override(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what,
                           struct aras_override *override, int *variant, int *option)
{
    struct aras_assignment assignment;
    const char *hint = NULL;
    uint32_t number;

    *variant = *option = -1;
    if (!aras_assignment_parse(&assignment, text, place, what, builder->problems)) {
        return false;
    }
    if (assignment.kind != ARAS_SET) {
        aras_problems_add(builder->problems, place, "in %s: only `=` sets a value: %s",
                          what, text);
        return false;
    }
    if (assignment.target.count == 0 &&
        aras_names_find(&builder->variant_names, assignment.target.id, &number)) {
        return override_variant(builder, &assignment, number, place, variant, option);
    }

    const char *canonical =
        aras_builder_canonical(builder, &assignment.target, NULL, &hint);

    if (canonical == NULL ||
        !aras_names_find(&builder->slot_names, canonical, &number)) {
        return aras_builder_unknown_target(
            builder, canonical == NULL ? assignment.target.id : canonical, place, what,
            hint);
    }

    const struct aras_slot *slot = &builder->model->slots[number];

    if (slot->kind != ARAS_SLOT_FIXED && slot->kind != ARAS_SLOT_QUANTITY &&
        slot->kind != ARAS_SLOT_CLOCK) {
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' is derived and cannot be set", what, slot->name);
        return false;
    }

    /* A bare number for a parameter is in the parameter's own unit. */
    uint32_t parameter;
    bool is_parameter =
        aras_names_find(&builder->parameter_names, canonical, &parameter);
    const char *formula = aras_formula_text(assignment.formula);
    struct aras_expectation expected = {
        .type = slot->type, .stages = slot->stages, .dimension = slot->dimension};

    if (is_parameter && !builder->timeless && slot->dimension != 0 &&
        strspn(formula, "0123456789.eE+- ") == strlen(formula)) {
        double scale;

        aras_builder_unit(builder, builder->parameters[parameter].unit, &scale);
        formula = aras_arena_print(builder->arena, "(%s) * %.17g %s", formula, scale,
                                   slot->dimension == 1 ? "* year / year" : "");
        expected.dimension = 0;
    }

    const struct aras_code *code =
        aras_builder_code(builder, formula, place, what, NULL, false, false, expected);

    if (code == NULL) {
        return false;
    }
    if (code->varies) {
        aras_problems_add(builder->problems, place,
                          "in %s: a value that is set rests on parameters only: %s",
                          what, text);
        return false;
    }
    if (code->literal && slot->type == ARAS_NUMBER &&
        (code->value < slot->low || code->value > slot->high)) {
        aras_problems_add(builder->problems, place,
                          "in %s: %g lies outside the range of '%s', %g .. %g", what,
                          code->value, slot->name, slot->low, slot->high);
        return false;
    }
    *override = (struct aras_override){number, code, what};
    return true;
}

/* The value that an override replaces, when it is known; else NAN. */
static double value_before(const struct aras_builder *builder, uint32_t slot)
{
    const struct aras_model *model = builder->model;

    for (size_t i = model->override_count; i > 0; i--) {
        if (builder->overrides[i - 1].slot == slot) {
            return builder->overrides[i - 1].code->literal
                       ? builder->overrides[i - 1].code->value
                       : NAN;
        }
    }
    for (size_t i = 0; i < model->initial_count; i++) {
        if (builder->initials[i].slot == slot) {
            return builder->initials[i].code->literal ? builder->initials[i].code->value
                                                      : NAN;
        }
    }
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &builder->parameters[i];

        if (parameter->slot == slot && parameter->prior.kind == ARAS_PRIOR_FIXED) {
            return parameter->prior.value * parameter->scale * parameter->factor;
        }
    }
    return NAN;
}

/* A parameter that is set is not drawn any more. */
static void fix_parameter(struct aras_builder *builder, uint32_t slot)
{
    for (size_t i = 0; i < builder->model->parameter_count; i++) {
        if (builder->parameters[i].slot == slot) {
            builder->parameters[i].fixed_by_scenario = true;
        }
    }
}

void aras_builder_set(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *set = aras_setting_texts(change, "set", builder->problems);

    for (size_t i = 0; set != NULL && i < set->count; i++) {
        const char *text = set->parts[i]->text;
        struct aras_place place = set->parts[i]->place;
        struct aras_override override;
        int variant;
        int option;

        if (!aras_builder_override(builder, text, place, "what the scenario sets",
                                   &override, &variant, &option)) {
            continue;
        }
        if (variant >= 0) {
            if (builder->variants[variant].fixed == option) {
                aras_problems_add(builder->problems, place,
                                  "'%s' is so already: this changes nothing", text);
            }
            builder->variants[variant].fixed = option;
            continue;
        }
        if (override.code->literal &&
            value_before(builder, override.slot) == override.code->value) {
            aras_problems_add(builder->problems, place,
                              "'%s' is so already: this changes nothing", text);
        }
        *(struct aras_override *) ARAS_GROW(builder, builder->overrides,
                                            builder->model->override_count) = override;
        fix_parameter(builder, override.slot);
    }
}
