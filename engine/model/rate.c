/* The rate of an event, and what drives it. */
#include "model/event_work.h"

/* A driver while it is compiled. */
struct driving {
    const struct aras_event_work *work;
    struct aras_setting *entry;
    const char *of, *effect, *at; /* its formulae as written */
    const char *name;             /* "dispute driver 2" */
};

static const struct aras_code *compile(const struct driving *driving, const char *text,
                                       struct aras_place place,
                                       struct aras_expectation expected)
{
    const struct aras_event_work *work = driving->work;

    return aras_builder_code(work->builder, text, place,
                             aras_event_work_what(work, "driver"), work->binding, true,
                             false, expected);
}

static const struct aras_code *compile_key(const struct driving *driving,
                                           const char *key, const char *text,
                                           struct aras_expectation expected)
{
    return compile(driving, text, aras_setting_place(driving->entry, key), expected);
}

/* An effect or an origin that varies is part of what drives. */
static void compile_varying(const struct driving *driving, struct aras_driver *driver)
{
    struct aras_builder *builder = driving->work->builder;
    const char *whole = aras_arena_print(builder->arena, "(%s) * ((%s) - (%s))",
                                         driving->effect, driving->of, driving->at);
    const struct aras_code *code =
        compile(driving, whole, driving->entry->place, aras_expect_number(builder, 0));

    if (code != NULL) {
        driver->slot =
            aras_builder_slot_of(builder, code, driving->name, driving->entry->place);
        driver->effect = aras_operand_literal(1.0);
        driver->at = aras_operand_literal(0.0);
    }
}

static void compile_driver(const struct driving *driving, struct aras_driver *driver)
{
    struct aras_builder *builder = driving->work->builder;
    struct aras_expectation any = {.type = ARAS_NUMBER, .any_dimension = true};
    const struct aras_code *of = compile_key(driving, "of", driving->of, any);

    if (of == NULL) {
        return;
    }

    const struct aras_code *at = compile_key(
        driving, "at", driving->at, aras_expect_number(builder, of->dimension));
    const struct aras_code *effect =
        compile_key(driving, "effect", driving->effect,
                    aras_expect_number(builder, -of->dimension));

    if (at == NULL || effect == NULL) {
        return;
    }
    driver->text = driving->of;
    if (effect->varies || at->varies) {
        compile_varying(driving, driver);
        return;
    }
    driver->slot =
        aras_builder_slot_of(builder, of, driving->name, driving->entry->place);
    driver->effect = aras_builder_operand(builder, effect, driving->name);
    driver->at = aras_builder_operand(builder, at, driving->name);
}

static void read_driver(const struct aras_event_work *work, struct aras_setting *entry,
                        size_t number, struct aras_driver *driver)
{
    struct aras_builder *builder = work->builder;
    struct driving driving = {
        .work = work,
        .entry = entry,
        .of = aras_setting_formula(entry, "of", builder->problems),
        .effect = aras_setting_formula(entry, "effect", builder->problems),
        .at = aras_setting_formula(entry, "at", builder->problems),
        .name = aras_arena_print(builder->arena, "%s driver %zu",
                                 aras_event_work_event(work)->id, number + 1)};

    if (driving.of == NULL || driving.effect == NULL || driving.at == NULL) {
        aras_builder_lacks(builder, entry,
                           driving.of == NULL   ? "of"
                           : driving.at == NULL ? "at"
                                                : "effect",
                           "a driver needs `of` (what drives), `at` (where it has no "
                           "effect) and `effect` (on the logarithm of the rate)");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    compile_driver(&driving, driver);
}

static void read_drivers(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = aras_event_work_event(work);
    struct aras_setting *list =
        aras_setting_groups(work->entry, "drivers", builder->problems);

    if (list == NULL) {
        return;
    }

    struct aras_driver *drivers =
        aras_arena_array(builder->arena, list->count, sizeof *drivers);

    for (size_t i = 0; i < list->count; i++) {
        read_driver(work, list->parts[i], i, &drivers[i]);
    }
    event->drivers = drivers;
    event->driver_count = list->count;
}

/* A product of slots needs no interpreter: see struct aras_code. */
static void set_base(const struct aras_event_work *work, const struct aras_code *rate)
{
    struct aras_event *event = aras_event_work_event(work);

    event->base_fixed = aras_operand_literal(0.0);
    if (rate == NULL || !rate->is_product) {
        event->base_code = rate;
        return;
    }
    event->base_fixed = rate->fixed == NULL
                            ? aras_operand_literal(1.0)
                            : aras_builder_operand(work->builder, rate->fixed,
                                                   aras_event_work_what(work, "rate"));
    event->factors = rate->factors;
    event->factor_count = rate->factor_count;
}

void aras_event_work_rate(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    const struct aras_code *rate = aras_event_work_code(
        work, work->entry, "rate", true, false, aras_expect_number(builder, -1));

    aras_event_work_event(work)->trigger = ARAS_BY_RATE;
    if (rate != NULL && rate->literal && rate->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "rate"),
                          "%s must be 0 or more, got %g",
                          aras_event_work_what(work, "rate"), rate->value);
    }
    set_base(work, rate);
    read_drivers(work);
}
