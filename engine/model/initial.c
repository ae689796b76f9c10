/* What a quantity starts with. */
#include <math.h>

#include "model/builder.h"
#include "model/range.h"

const char *aras_builder_formula_text(struct aras_builder *builder,
                                      const struct aras_setting *setting)
{
    switch (setting->kind) {
    case ARAS_SETTING_TEXT:
        return setting->text;
    case ARAS_SETTING_NUMBER:
        return aras_arena_print(builder->arena, "%.17g", setting->number);
    case ARAS_SETTING_TRUTH:
        return setting->truth ? "true" : "false";
    case ARAS_SETTING_GROUP:
    case ARAS_SETTING_LIST:
        break;
    }
    return NULL;
}

/* What is known now must be in the range. */
static void check_value(struct aras_builder *builder, const struct aras_slot *slot,
                        double value, const char *what, struct aras_place place)
{
    if (slot->type == ARAS_NUMBER && (value < slot->low || value > slot->high)) {
        aras_problems_add(builder->problems, place,
                          "%s, %g, lies outside its range, %s", what, value,
                          aras_range_text(slot->low, slot->high, 1.0, "").text);
    }
    if (slot->whole && value != floor(value)) {
        aras_problems_add(builder->problems, place, "%s must be whole, got %g", what,
                          value);
    }
}

/* Nothing but parameters and variants is known at the start; false with a problem. */
static bool rests_on_fixed(struct aras_builder *builder, const struct aras_code *code,
                           const char *what, struct aras_place place)
{
    for (size_t i = 0; i < code->read_count; i++) {
        const struct aras_slot *slot = &builder->model->slots[code->reads[i]];

        if (slot->kind != ARAS_SLOT_FIXED) {
            aras_problems_add(
                builder->problems, place,
                "%s may rest on parameters and variants only, not on '%s'", what,
                slot->name);
            return false;
        }
    }
    return true;
}

void aras_builder_initial(struct aras_builder *builder, uint32_t slot, const char *text,
                          struct aras_place place)
{
    struct aras_model *model = builder->model;
    const struct aras_slot *of = &model->slots[slot];
    const char *what =
        aras_arena_print(builder->arena, "the initial value of '%s'", of->name);
    struct aras_expectation expected = {.type = of->type,
                                        .stages = of->stages,
                                        .dimension =
                                            builder->timeless ? 0 : of->dimension};
    const struct aras_code *code =
        aras_builder_code(builder, text, place, what, NULL, false, false, expected);

    if (code == NULL || !rests_on_fixed(builder, code, what, place)) {
        return;
    }
    if (code->literal) {
        check_value(builder, of, code->value, what, place);
    }
    *(struct aras_initial *) ARAS_GROW(builder, builder->initials,
                                       model->initial_count) =
        (struct aras_initial){slot, code, what};
}
