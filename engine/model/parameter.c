#include <math.h>
#include <string.h>

#include "model/builder.h"

static const char *one_of(struct aras_builder *builder, struct aras_setting *entry,
                          const char *key, const char *first, const char *second)
{
    const char *text = aras_setting_text(entry, key, builder->problems);

    if (text != NULL && strcmp(text, first) != 0 && strcmp(text, second) != 0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, key),
                          "%s is \"%s\" or \"%s\", got '%s'", key, first, second, text);
        return NULL;
    }
    return text;
}

/* By which of the settings that state a rate a parameter is stated; NULL: by none. */
static const char *stated_rate(struct aras_setting *entry)
{
    static const char *const rates[] = {"rate", "probability", "evidence"};
    const char *way = NULL;

    for (size_t i = 0; i < 3; i++) {
        if (aras_setting_find(entry, rates[i]) != NULL) {
            way = rates[i];
        }
    }
    return way;
}

static bool is_rate(struct aras_setting *entry)
{
    return stated_rate(entry) != NULL;
}

/* A rate is of something, and for some state of its drivers. */
static void check_meaning(struct aras_builder *builder, struct aras_setting *entry)
{
    if (aras_setting_find(entry, "given") == NULL ||
        aras_setting_find(entry, "centred") == NULL) {
        aras_problems_add(builder->problems, entry->place,
                          "a rate says what it is: given = \"marginal\" (over all "
                          "routes) or \"stage\", and centred = \"class\" (drivers at "
                          "the reference class) or \"t0\" (drivers at the start)");
    }
}

/* What is no rate has no routes, and no drivers. */
static void check_no_rate(struct aras_builder *builder, struct aras_setting *entry,
                          int dimension)
{
    static const char *const keys[] = {"given", "centred"};

    for (size_t i = 0; i < 2 && dimension != -1 && !builder->timeless; i++) {
        if (aras_setting_find(entry, keys[i]) != NULL) {
            aras_problems_add(builder->problems, aras_setting_place(entry, keys[i]),
                              "`%s` belongs to rates, and this parameter is none: a "
                              "rate has a unit such as \"1/year\"",
                              keys[i]);
        }
    }
}

/* Evidence and `within` are in the model's time already; all else is in the unit. */
static double scale_of(struct aras_setting *entry, double unit)
{
    return aras_setting_find(entry, "probability") != NULL ||
                   aras_setting_find(entry, "evidence") != NULL
               ? 1.0
               : unit;
}

/* Unit, dimension and scale of a parameter, after its way of being stated. */
static int read_unit(struct aras_builder *builder, struct aras_setting *entry,
                     struct aras_parameter *parameter)
{
    const char *unit = aras_setting_line(entry, "unit", builder->problems);
    const char *rate = stated_rate(entry);
    int dimension = 0;

    parameter->unit_factor = 1.0;
    if (unit != NULL) {
        dimension = aras_builder_unit(builder, unit, &parameter->unit_factor);
    }
    parameter->scale = scale_of(entry, parameter->unit_factor);
    if (rate == NULL || builder->timeless) {
        parameter->unit = unit == NULL ? "" : unit;
        return dimension;
    }
    if (unit != NULL && dimension != -1) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "unit"),
                          "a parameter stated by `%s` is a rate: its unit is per time, "
                          "as in \"1/year\", not '%s'",
                          rate, unit);
    }
    parameter->unit = unit != NULL ? unit
                                   : aras_arena_print(builder->arena, "1/%s",
                                                      builder->model->time_unit);
    check_meaning(builder, entry);
    return -1;
}

/* The id of a parameter, perhaps with brackets; NULL with a problem. */
static const char *read_id(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *text = aras_setting_line(entry, "id", builder->problems);
    struct aras_name name;

    if (text == NULL) {
        aras_builder_lacks(builder, entry, "id", "a parameter needs an id");
    } else if (aras_name_parse(&name, text, aras_setting_place(entry, "id"),
                               "the id of a parameter", builder->problems)) {
        return aras_name_text(&name, builder->arena);
    }
    aras_builder_skip(builder, entry, NULL);
    return NULL;
}

/* Makes a parameter known under its name, with a slot of which `slot` says the rest. */
static void declare(struct aras_builder *builder, struct aras_parameter *parameter,
                    struct aras_slot slot)
{
    const char *stream =
        aras_arena_print(builder->arena, "parameter:%s", parameter->id);

    slot.name = parameter->id;
    slot.kind = ARAS_SLOT_FIXED;
    slot.type = ARAS_NUMBER;
    slot.unit = parameter->unit;
    slot.place = parameter->place;
    parameter->name = aras_name_hash(stream);
    parameter->slot = aras_builder_named_slot(builder, slot);
    aras_names_add(&builder->parameter_names, parameter->id,
                   (uint32_t) builder->model->parameter_count - 1);
}

/* What the parameter can be, in the model's units; a rate is 0 or more. */
static void read_range(struct aras_builder *builder, struct aras_setting *entry,
                       struct aras_parameter *parameter, struct aras_slot *slot)
{
    const char *what =
        aras_arena_print(builder->arena, "the parameter '%s'", parameter->id);
    bool rate = is_rate(entry);
    double low;
    double high;

    slot->low = rate ? 0.0 : -INFINITY;
    slot->high = INFINITY;
    parameter->ranged = aras_builder_range(builder, entry, what, &low, &high);
    if (!parameter->ranged) {
        return;
    }
    if (rate && isfinite(low) && low < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "range"),
                          "%s is a rate, which is 0 or more: its range cannot begin at "
                          "%g",
                          what, low);
        return;
    }
    slot->low = fmax(slot->low, low * parameter->unit_factor);
    slot->high = high * parameter->unit_factor;
}

static void read_parameter(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *id = read_id(builder, entry);

    if (id == NULL) {
        return;
    }

    struct aras_parameter *parameter =
        ARAS_GROW(builder, builder->parameters, builder->model->parameter_count);

    parameter->id = id;
    parameter->place = entry->place;
    parameter->factor = 1.0;
    parameter->title = aras_setting_line(entry, "title", builder->problems);
    parameter->given = one_of(builder, entry, "given", "marginal", "stage");
    parameter->centred = one_of(builder, entry, "centred", "class", "t0");
    (void) aras_setting_find(entry, "reached");

    struct aras_slot slot = {.title = parameter->title == NULL ? "" : parameter->title};
    size_t mistakes = builder->problems->mistakes;

    aras_builder_stated_prior(builder, entry, parameter);
    slot.dimension = read_unit(builder, entry, parameter);
    check_no_rate(builder, entry, slot.dimension);
    read_range(builder, entry, parameter, &slot);
    parameter->provenance =
        aras_builder_provenance(builder, entry, "parameter", id, true);
    declare(builder, parameter, slot);
    if (builder->problems->mistakes == mistakes) {
        aras_builder_check_stated(builder, parameter, entry);
    }
}

void aras_builder_parameters(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "parameters", read_parameter);
}

/* The scale of a prior that may be stated in another unit of the same dimension. */
static double read_other_unit(struct aras_builder *builder, struct aras_setting *entry,
                              struct aras_parameter *parameter, int dimension,
                              double scale)
{
    const char *unit = aras_setting_line(entry, "unit", builder->problems);

    if (unit == NULL) {
        return scale;
    }
    if (aras_builder_unit(builder, unit, &scale) != dimension) {
        aras_problems_add(
            builder->problems, aras_setting_place(entry, "unit"),
            "the parameter '%s' is in %s: its prior cannot be in %s", parameter->id,
            parameter->unit[0] == '\0' ? "no unit" : parameter->unit, unit);
    }
    parameter->unit = unit;
    parameter->unit_factor = scale;
    builder->model->slots[parameter->slot].unit = unit;
    return scale;
}

void aras_builder_replace_prior(struct aras_builder *builder,
                                struct aras_setting *entry,
                                struct aras_parameter *parameter)
{
    double scale;
    int dimension = aras_builder_unit(builder, parameter->unit, &scale);
    size_t mistakes = builder->problems->mistakes;

    scale = read_other_unit(builder, entry, parameter, dimension, scale);
    if (aras_setting_find(entry, "within") != NULL &&
        aras_setting_find(entry, "probability") == NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "within"),
                          "`within` belongs to a `probability`");
    }
    if (dimension != -1 && !builder->timeless && is_rate(entry)) {
        aras_problems_add(builder->problems, entry->place,
                          "the parameter '%s' is no rate: its prior is a value or a "
                          "distribution",
                          parameter->id);
    }
    aras_builder_stated_prior(builder, entry, parameter);
    parameter->scale = scale_of(entry, scale);
    if (builder->problems->mistakes == mistakes) {
        aras_builder_check_stated(builder, parameter, entry);
    }

    const char *given = one_of(builder, entry, "given", "marginal", "stage");
    const char *centred = one_of(builder, entry, "centred", "class", "t0");

    parameter->given = given != NULL ? given : parameter->given;
    parameter->centred = centred != NULL ? centred : parameter->centred;
    (void) aras_setting_line(entry, "title", builder->problems);
    (void) aras_setting_text(entry, "note", builder->problems);
}

uint32_t aras_builder_hidden_parameter(struct aras_builder *builder, const char *id,
                                       double low, double high, struct aras_place place)
{
    struct aras_parameter *parameter =
        ARAS_GROW(builder, builder->parameters, builder->model->parameter_count);

    *parameter = (struct aras_parameter){
        .id = id,
        .title = "level within its band",
        .unit = "",
        .prior = {.kind = ARAS_PRIOR_DISTRIBUTION,
                  .distribution = {.kind = ARAS_UNIFORM, .argument = {low, high}}},
        .scale = 1.0,
        .factor = 1.0,
        .unit_factor = 1.0,
        .hidden = true,
        .place = place};
    if (low == high) {
        parameter->prior = (struct aras_prior){.kind = ARAS_PRIOR_FIXED, .value = low};
    }
    declare(builder, parameter,
            (struct aras_slot){.title = "", .low = 0.0, .high = 1.0});
    return parameter->slot;
}

static void compile_reached(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *text = aras_setting_formula(entry, "reached", builder->problems);
    const char *id = aras_setting_line(entry, "id", builder->problems);
    struct aras_place place = aras_setting_place(entry, "reached");
    struct aras_name name;
    uint32_t number;

    if (text == NULL || id == NULL ||
        !aras_name_parse(&name, id, entry->place, "a parameter", builder->problems) ||
        !aras_names_find(&builder->parameter_names,
                         aras_name_text(&name, builder->arena), &number)) {
        return;
    }

    struct aras_parameter *parameter = &builder->parameters[number];

    if (parameter->given == NULL || strcmp(parameter->given, "marginal") != 0) {
        aras_problems_add(builder->problems, place,
                          "`reached` belongs to a rate that is given = \"marginal\": "
                          "over all routes to that condition");
    }
    parameter->reached = aras_builder_code(
        builder, text, place, aras_arena_print(builder->arena, "`reached` of '%s'", id),
        NULL, true, false, aras_expect_truth());
}

void aras_builder_reached(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "parameters", compile_reached);
}
