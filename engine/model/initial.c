/* What a quantity starts with. */
#include <math.h>

#include "model/builder.h"

const char *aras_builder_formula_text(struct aras_builder *builder,
                                      struct aras_setting *setting)
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

    if (code == NULL) {
        return;
    }
    for (size_t i = 0; i < code->read_count; i++) {
        if (model->slots[code->reads[i]].kind != ARAS_SLOT_FIXED) {
            aras_problems_add(
                builder->problems, place,
                "%s may rest on parameters and variants only, not on '%s'", what,
                model->slots[code->reads[i]].name);
            return;
        }
    }
    if (code->literal && of->type == ARAS_NUMBER &&
        (code->value < of->low || code->value > of->high)) {
        aras_problems_add(builder->problems, place,
                          "%s, %g, lies outside its range %g .. %g", what, code->value,
                          of->low, of->high);
    }
    if (code->literal && of->whole && code->value != floor(code->value)) {
        aras_problems_add(builder->problems, place, "%s must be whole, got %g", what,
                          code->value);
    }

    struct aras_initial *initial =
        ARAS_GROW(builder, builder->initials, model->initial_count);

    *initial = (struct aras_initial){slot, code, what};
}
