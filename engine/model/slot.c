/* The array of slots, and operands that read it. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

uint32_t aras_builder_slot(struct aras_builder *builder, struct aras_slot slot)
{
    struct aras_model *model = builder->model;
    struct aras_slot *place = ARAS_GROW(builder, model->slots, model->slot_count);

    *place = slot;
    return (uint32_t) (model->slot_count - 1);
}

/* What formulae of a model call by a word, besides what formulae have themselves. */
static bool has_own_meaning(const char *word)
{
    static const char *const words[] = {"time", "enforcement", "dependence", "leverage",
                                        "influence"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return aras_formula_reserves(word);
}

/* Whoever reads a formula must know what its words mean: told once for a family. */
static void check_meaning(struct aras_builder *builder, const struct aras_slot *slot)
{
    const char *id =
        aras_arena_slice(builder->arena, slot->name, strcspn(slot->name, "["));

    if (has_own_meaning(id) && aras_names_add(&builder->broken, id, 0)) {
        aras_problems_add(builder->problems, slot->place,
                          "'%s' has a meaning of its own in formulas, so nothing else "
                          "can be called by it",
                          id);
    }
}

uint32_t aras_builder_named_slot(struct aras_builder *builder, struct aras_slot slot)
{
    uint32_t number;

    check_meaning(builder, &slot);
    if (aras_names_find(&builder->slot_names, slot.name, &number)) {
        struct aras_place other = builder->model->slots[number].place;

        aras_problems_add(builder->problems, slot.place,
                          "the name '%s' is taken already, in %s:%d", slot.name,
                          other.file == NULL ? "the language" : other.file, other.line);
        return number;
    }
    number = aras_builder_slot(builder, slot);
    aras_names_add(&builder->slot_names, slot.name, number);
    return number;
}

static bool is_plain_slot(const struct aras_code *code)
{
    return code->is_product && code->fixed == NULL && code->factor_count == 1 &&
           code->factors[0].offset == 0.0;
}

uint32_t aras_builder_slot_of(struct aras_builder *builder,
                              const struct aras_code *code, const char *name,
                              struct aras_place place)
{
    struct aras_model *model = builder->model;

    if (is_plain_slot(code)) {
        return code->factors[0].slot;
    }

    uint32_t slot =
        aras_builder_slot(builder, (struct aras_slot){.name = name,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_DERIVED,
                                                      .type = code->type,
                                                      .stages = code->stages,
                                                      .dimension = code->dimension,
                                                      .low = -INFINITY,
                                                      .high = INFINITY,
                                                      .place = place,
                                                      .read = true,
                                                      .changed = code->varies});
    struct aras_derived *derived =
        ARAS_GROW(builder, builder->derived, model->derived_count);

    *derived = (struct aras_derived){.slot = slot, .code = code, .what = name};
    return slot;
}

struct aras_operand aras_operand_literal(double value)
{
    return (struct aras_operand){.kind = ARAS_OPERAND_LITERAL, .value = value};
}

struct aras_operand aras_builder_operand(struct aras_builder *builder,
                                         const struct aras_code *code, const char *what)
{
    if (code->literal) {
        return aras_operand_literal(code->value);
    }
    if (is_plain_slot(code)) {
        return (struct aras_operand){.kind = ARAS_OPERAND_SLOT,
                                     .slot = code->factors[0].slot};
    }
    if (code->varies || code->draws > 0) {
        return (struct aras_operand){.kind = ARAS_OPERAND_CODE, .code = code};
    }

    struct aras_model *model = builder->model;
    uint32_t slot =
        aras_builder_slot(builder, (struct aras_slot){.name = what,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_FIXED,
                                                      .type = code->type,
                                                      .stages = code->stages,
                                                      .dimension = code->dimension,
                                                      .low = -INFINITY,
                                                      .high = INFINITY,
                                                      .read = true});
    struct aras_fixed *fixed = ARAS_GROW(builder, builder->fixed, model->fixed_count);

    *fixed = (struct aras_fixed){.slot = slot, .code = code, .what = what};
    return (struct aras_operand){.kind = ARAS_OPERAND_SLOT, .slot = slot};
}

struct aras_symbol aras_builder_symbol(const struct aras_builder *builder,
                                       uint32_t number)
{
    const struct aras_slot *slot = &builder->model->slots[number];
    struct aras_symbol symbol = {.kind = ARAS_SYMBOL_SLOT,
                                 .type = slot->type,
                                 .stages = slot->stages,
                                 .dimension = builder->timeless ? 0 : slot->dimension,
                                 .slot = number};

    switch (slot->kind) {
    case ARAS_SLOT_FIXED:
        break;
    case ARAS_SLOT_QUANTITY:
    case ARAS_SLOT_DERIVED:
        symbol.varies = slot->changed;
        break;
    case ARAS_SLOT_CLOCK:
        symbol.kind = ARAS_SYMBOL_MOVING;
        symbol.varies = true;
        break;
    case ARAS_SLOT_COUNTER:
    case ARAS_SLOT_CORNER:
        symbol.varies = true;
        break;
    }
    return symbol;
}
