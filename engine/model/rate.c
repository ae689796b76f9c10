/* The rate of an event, and what drives it. */
#include "model/event_work.h"

static int rate_dimension(const struct aras_builder *builder)
{
    return builder->timeless ? 0 : -1;
}

static void compile_driver(const struct aras_event_work *work,
                           struct aras_setting *entry, struct aras_driver *driver,
                           size_t number)
{
    struct aras_builder *builder = work->builder;
    const char *of = aras_setting_formula(entry, "of", builder->problems);
    const char *effect = aras_setting_formula(entry, "effect", builder->problems);
    const char *at = aras_setting_formula(entry, "at", builder->problems);
    struct aras_expectation any = {.type = ARAS_NUMBER, .any_dimension = true};

    if (of == NULL || effect == NULL || at == NULL) {
        aras_builder_lacks(builder, entry,
                           of == NULL   ? "of"
                           : at == NULL ? "at"
                                        : "effect",
                           "a driver needs `of` (what drives), `at` (where it has no "
                           "effect) and `effect` (on the logarithm of the rate)");
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    const struct aras_code *of_code = aras_builder_code(
        builder, of, aras_setting_place(entry, "of"),
        aras_event_work_what(work, "driver"), work->binding, true, false, any);

    if (of_code == NULL) {
        return;
    }

    const struct aras_code *at_code =
        aras_builder_code(builder, at, aras_setting_place(entry, "at"),
                          aras_event_work_what(work, "driver"), work->binding, true,
                          false, aras_expect_number(builder, of_code->dimension));
    const struct aras_code *effect_code =
        aras_builder_code(builder, effect, aras_setting_place(entry, "effect"),
                          aras_event_work_what(work, "driver"), work->binding, true,
                          false, aras_expect_number(builder, -of_code->dimension));
    const char *name = aras_arena_print(builder->arena, "%s driver %zu",
                                        aras_event_work_event(work)->id, number + 1);

    if (at_code == NULL || effect_code == NULL) {
        return;
    }
    driver->text = of;
    if (effect_code->varies || at_code->varies) {
        const char *whole =
            aras_arena_print(builder->arena, "(%s) * ((%s) - (%s))", effect, of, at);
        const struct aras_code *code = aras_builder_code(
            builder, whole, entry->place, aras_event_work_what(work, "driver"),
            work->binding, true, false, aras_expect_number(builder, 0));

        if (code != NULL) {
            driver->slot = aras_builder_slot_of(builder, code, name, entry->place);
            driver->effect = aras_operand_literal(1.0);
            driver->at = aras_operand_literal(0.0);
        }
        return;
    }
    driver->slot = aras_builder_slot_of(builder, of_code, name, entry->place);
    driver->effect = aras_builder_operand(builder, effect_code, name);
    driver->at = aras_builder_operand(builder, at_code, name);
}

void aras_event_work_rate(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = aras_event_work_event(work);
    struct aras_setting *drivers =
        aras_setting_groups(work->entry, "drivers", builder->problems);
    const struct aras_code *code =
        aras_event_work_code(work, work->entry, "rate", true, false,
                             aras_expect_number(builder, rate_dimension(builder)));

    event->trigger = ARAS_BY_RATE;
    event->base_fixed = aras_operand_literal(0.0);
    if (code != NULL && code->literal && code->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "rate"),
                          "%s must be 0 or more, got %g",
                          aras_event_work_what(work, "rate"), code->value);
    }
    if (code != NULL && code->is_product) {
        event->base_fixed =
            code->fixed == NULL
                ? aras_operand_literal(1.0)
                : aras_builder_operand(builder, code->fixed,
                                       aras_event_work_what(work, "rate"));
        event->factors = code->factors;
        event->factor_count = code->factor_count;
    } else {
        event->base_code = code;
    }
    if (drivers != NULL) {
        struct aras_driver *driver =
            aras_arena_array(builder->arena, drivers->count, sizeof *driver);

        for (size_t i = 0; i < drivers->count; i++) {
            compile_driver(work, drivers->parts[i], &driver[i], i);
        }
        event = aras_event_work_event(work);
        event->drivers = driver;
        event->driver_count = drivers->count;
    }
}
