/* What a scenario, or an option of a variant, sets: "trust[iran, russia] = 0.3". */
#include <math.h>
#include <string.h>

#include "model/builder.h"
#include "model/range.h"

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

/* The slot that an assignment is about; false with a problem. */
static bool find_slot(struct aras_builder *builder, const struct aras_name *target,
                      struct aras_place place, const char *what, uint32_t *number)
{
    const char *hint = NULL;
    const char *canonical = aras_builder_canonical(builder, target, NULL, &hint);

    if (canonical == NULL ||
        !aras_names_find(&builder->slot_names, canonical, number)) {
        return aras_builder_unknown_target(
            builder, canonical == NULL ? target->id : canonical, place, what, hint);
    }

    const struct aras_slot *slot = &builder->model->slots[*number];

    switch (slot->kind) {
    case ARAS_SLOT_FIXED:
    case ARAS_SLOT_QUANTITY:
    case ARAS_SLOT_CLOCK:
        return true;
    case ARAS_SLOT_COUNTER:
    case ARAS_SLOT_CORNER:
    case ARAS_SLOT_DERIVED:
        break;
    }
    aras_problems_add(builder->problems, place,
                      "in %s: '%s' is derived and cannot be set", what, slot->name);
    return false;
}

/* A bare number for a parameter is in the parameter's own unit: then the formula that
 * makes it one of the model's, and true. */
static bool is_in_own_unit(struct aras_builder *builder, const struct aras_slot *slot,
                           const char **formula)
{
    uint32_t parameter;
    double scale;

    if (builder->timeless || slot->dimension == 0 ||
        !aras_names_find(&builder->parameter_names, slot->name, &parameter) ||
        strspn(*formula, "0123456789.eE+- ") != strlen(*formula)) {
        return false;
    }
    scale = builder->parameters[parameter].unit_factor;
    *formula = aras_arena_print(builder->arena, "(%s) * %.17g %s", *formula, scale,
                                slot->dimension == 1 ? "* year / year" : "");
    return true;
}

/* What is set lies outside of what it can be, told in the unit in which it is typed. */
static void say_outside(struct aras_builder *builder, const struct aras_slot *slot,
                        double value, const char *text, struct aras_place place,
                        const char *what)
{
    struct aras_range_text range = aras_range_text(slot->low, slot->high, 1.0, "");
    uint32_t number;

    if (aras_names_find(&builder->parameter_names, slot->name, &number)) {
        const struct aras_parameter *parameter = &builder->parameters[number];

        range = aras_range_of_parameter(builder->model, parameter);
        value /= parameter->unit_factor;
    }
    aras_problems_add(builder->problems, place,
                      "in %s, '%s': %g lies outside the range of '%s', %s", what, text,
                      value, slot->name, range.text);
}

/* A value that is set must be known at the start, and in the range. */
static bool check_value(struct aras_builder *builder, const struct aras_slot *slot,
                        const struct aras_code *code, const char *text,
                        struct aras_place place, const char *what)
{
    if (code->varies) {
        aras_problems_add(builder->problems, place,
                          "in %s: a value that is set rests on parameters only: %s",
                          what, text);
        return false;
    }
    if (code->literal && slot->type == ARAS_NUMBER &&
        (code->value < slot->low || code->value > slot->high)) {
        say_outside(builder, slot, code->value, text, place, what);
        return false;
    }
    return true;
}

bool aras_builder_override(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what,
                           struct aras_override *override, int *variant, int *option)
{
    struct aras_assignment assignment;
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
    if (!find_slot(builder, &assignment.target, place, what, &number)) {
        return false;
    }

    const struct aras_slot *slot = &builder->model->slots[number];
    const char *formula = aras_formula_text(assignment.formula);
    struct aras_expectation expected = {
        .type = slot->type, .stages = slot->stages, .dimension = slot->dimension};

    if (is_in_own_unit(builder, slot, &formula)) {
        expected.dimension = 0;
    }

    const struct aras_code *code =
        aras_builder_code(builder, formula, place, what, NULL, false, false, expected);

    if (code == NULL || !check_value(builder, slot, code, text, place, what)) {
        return false;
    }
    *override = (struct aras_override){number, code, what};
    return true;
}

static double known_value(const struct aras_code *code)
{
    return code->literal ? code->value : NAN;
}

/* The value that an override replaces, when it is known; else NAN. */
static double value_before(const struct aras_builder *builder, uint32_t slot)
{
    const struct aras_model *model = builder->model;

    for (size_t i = model->override_count; i > 0; i--) {
        if (builder->overrides[i - 1].slot == slot) {
            return known_value(builder->overrides[i - 1].code);
        }
    }
    for (size_t i = 0; i < model->initial_count; i++) {
        if (builder->initials[i].slot == slot) {
            return known_value(builder->initials[i].code);
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

static void say_no_change(struct aras_builder *builder, const char *text,
                          struct aras_place place)
{
    aras_problems_add(builder->problems, place,
                      "'%s' is so already: this changes nothing", text);
}

static void set(struct aras_builder *builder, const char *text, struct aras_place place)
{
    struct aras_override override;
    int variant;
    int option;

    if (!aras_builder_override(builder, text, place, "what the scenario sets",
                               &override, &variant, &option)) {
        return;
    }
    if (!aras_builder_says_once(builder, "set",
                                variant >= 0
                                    ? builder->variants[variant].id
                                    : builder->model->slots[override.slot].name,
                                place)) {
        return;
    }
    if (variant >= 0) {
        if (builder->variants[variant].fixed == option) {
            say_no_change(builder, text, place);
        }
        builder->variants[variant].fixed = option;
        return;
    }
    if (override.code->literal &&
        value_before(builder, override.slot) == override.code->value) {
        say_no_change(builder, text, place);
    }
    *(struct aras_override *) ARAS_GROW(builder, builder->overrides,
                                        builder->model->override_count) = override;
    fix_parameter(builder, override.slot);
}

/* A prior is nothing to a parameter that the same scenario sets. */
static void check_prior(struct aras_builder *builder, struct aras_setting *prior)
{
    const char *id = aras_setting_line(prior, "id", builder->problems);

    if (id != NULL && aras_builder_said(builder, "set", id)) {
        aras_problems_add(builder->problems, prior->place,
                          "this prior of '%s' does nothing, since `set` fixes '%s'", id,
                          id);
    }
}

void aras_builder_set(struct aras_builder *builder, struct aras_setting *change)
{
    aras_builder_read_texts(builder, change, "set", set);
    aras_builder_read_groups(builder, change, "priors", check_prior);
}
