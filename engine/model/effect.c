/* Effects: what an event changes. */
#include <math.h>

#include "model/event_work.h"

static bool target_of(const struct aras_event_work *work,
                      const struct aras_assignment *assignment, struct aras_place place,
                      const char *text, uint32_t *slot)
{
    struct aras_builder *builder = work->builder;
    const char *hint = NULL;
    const char *canonical =
        aras_builder_canonical(builder, &assignment->target, work->binding, &hint);

    if (canonical != NULL && aras_names_find(&builder->slot_names, canonical, slot)) {
        enum aras_slot_kind kind = builder->model->slots[*slot].kind;

        if (kind == ARAS_SLOT_QUANTITY || kind == ARAS_SLOT_CLOCK) {
            return true;
        }
        if (kind == ARAS_SLOT_DERIVED) {
            aras_problems_add(
                builder->problems, place,
                "in %s: '%s' is derived, and changes only with what it is "
                "computed from: %s",
                aras_event_work_what(work, "effects"), canonical, text);
            return false;
        }
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' is no quantity, and only quantities change: %s",
                          aras_event_work_what(work, "effects"), canonical, text);
        return false;
    }
    if (canonical != NULL &&
        aras_names_find(&builder->pending_names, canonical, slot)) {
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' is derived, and changes only with what it is "
                          "computed from: %s",
                          aras_event_work_what(work, "effects"), canonical, text);
        return false;
    }

    if (aras_names_find(&builder->broken, assignment->target.id, slot)) {
        return false;
    }

    if (canonical == NULL) {
        aras_problems_add(builder->problems, place, "in %s: %s: %s",
                          aras_event_work_what(work, "effects"), hint, text);
        return false;
    }

    const char *near = aras_nearest_name(canonical, builder->slot_names.all,
                                         builder->slot_names.count);

    aras_problems_add(builder->problems, place,
                      "in %s: there is no quantity '%s'%s%s%s: %s",
                      aras_event_work_what(work, "effects"), canonical,
                      near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                      near != NULL ? "'?" : "", text);
    return false;
}

static bool compile_effect(const struct aras_event_work *work, const char *text,
                           struct aras_place place, uint32_t *sub,
                           struct aras_effect *effect)
{
    struct aras_builder *builder = work->builder;
    const char *what = aras_event_work_what(work, "effects");
    struct aras_assignment assignment;
    uint32_t slot;

    if (!aras_assignment_parse(&assignment, text, place, what, builder->problems) ||
        !target_of(work, &assignment, place, text, &slot)) {
        return false;
    }

    const struct aras_slot *target = &builder->model->slots[slot];
    struct aras_expectation expected = {
        .type = target->type, .stages = target->stages, .dimension = target->dimension};

    if (assignment.kind != ARAS_SET && target->type != ARAS_NUMBER) {
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' has no numbers to add to: use `=`: %s", what,
                          target->name, text);
        return false;
    }
    if (assignment.kind == ARAS_MULTIPLY) {
        expected.dimension = 0;
        if (target->kind == ARAS_SLOT_CLOCK) {
            aras_problems_add(builder->problems, place,
                              "in %s: a clock is set or moved, not multiplied: %s",
                              what, text);
            return false;
        }
    }

    struct aras_scope scope = aras_builder_scope(builder, work->binding, false, true);
    const struct aras_code *code =
        aras_builder_compile(builder, assignment.formula, &scope, &expected);

    if (code == NULL) {
        return false;
    }
    if (assignment.kind == ARAS_SET && code->literal && target->type == ARAS_NUMBER &&
        (code->value < target->low || code->value > target->high ||
         (target->whole && code->value != floor(code->value)))) {
        aras_problems_add(builder->problems, place,
                          "in %s: %g is no %svalue of '%s', which lies in %g .. %g: %s",
                          what, code->value, target->whole ? "whole " : "",
                          target->name, target->low, target->high, text);
        return false;
    }
    if (assignment.kind == ARAS_SUBTRACT && !code->literal) {
        code =
            aras_builder_code(builder,
                              aras_arena_print(builder->arena, "-(%s)",
                                               aras_formula_text(assignment.formula)),
                              place, what, work->binding, false, true, expected);
        if (code == NULL) {
            return false;
        }
    }
    *effect = (struct aras_effect){.slot = slot,
                                   .kind = assignment.kind == ARAS_SET ? ARAS_EFFECT_SET
                                           : assignment.kind == ARAS_MULTIPLY
                                               ? ARAS_EFFECT_MULTIPLY
                                               : ARAS_EFFECT_ADD,
                                   .value = aras_builder_operand(builder, code, what),
                                   .first_sub = *sub,
                                   .text = text};
    if (assignment.kind == ARAS_SUBTRACT && code->literal) {
        effect->value.value = -effect->value.value;
    }
    *sub += (uint32_t) code->draws;
    return true;
}

void aras_event_work_effects(const struct aras_event_work *work,
                             struct aras_setting *entry, const char *key)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *list = aras_setting_texts(entry, key, builder->problems);
    struct aras_effect *effects = aras_arena_array(
        builder->arena, list == NULL ? 0 : list->count, sizeof *effects);
    size_t count = 0;
    uint32_t sub = 0;

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_effect effect;

        if (!compile_effect(work, list->parts[i]->text, list->parts[i]->place, &sub,
                            &effect)) {
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            if (effects[k].slot == effect.slot && (effects[k].kind != ARAS_EFFECT_ADD ||
                                                   effect.kind != ARAS_EFFECT_ADD)) {
                aras_problems_add(builder->problems, list->parts[i]->place,
                                  "in %s: '%s' is changed twice, by '%s' and '%s'; "
                                  "effects of one event "
                                  "are simultaneous, and only additions add up",
                                  aras_event_work_what(work, key),
                                  builder->model->slots[effect.slot].name,
                                  effects[k].text, effect.text);
            }
        }
        effects[count++] = effect;
    }
    aras_event_work_event(work)->effects = effects;
    aras_event_work_event(work)->effect_count = count;
}
