/* Effects: what an event changes. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "model/event_work.h"
#include "model/range.h"

/* One effect while it is compiled. */
struct writing {
    const struct aras_event_work *work;
    const char *text;
    struct aras_place place;
    const char *what; /* "the effects of event 'dispute'" */
    struct aras_assignment assignment;
    uint32_t slot; /* that changes */
};

static bool refuse(const struct writing *writing, const char *format, ...)
    ARAS_PRINTF(2, 3);

/* False, with a problem that says where, and quotes the effect. */
static bool refuse(const struct writing *writing, const char *format, ...)
{
    char message[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aras_problems_add(writing->work->builder->problems, writing->place, "in %s: %s: %s",
                      writing->what, message, writing->text);
    return false;
}

static bool refuse_derived(const struct writing *writing, const char *name)
{
    return refuse(writing,
                  "'%s' is derived, and changes only with what it is computed from",
                  name);
}

/* False with a problem, unless an entry with a mistake is to blame. */
static bool find_target(struct writing *writing)
{
    const struct aras_builder *builder = writing->work->builder;
    const struct aras_name *name = &writing->assignment.target;
    const char *hint = NULL;
    const char *canonical = aras_builder_canonical(writing->work->builder, name,
                                                   writing->work->binding, &hint);
    uint32_t number;

    if (canonical != NULL &&
        aras_names_find(&builder->slot_names, canonical, &writing->slot)) {
        switch (builder->model->slots[writing->slot].kind) {
        case ARAS_SLOT_QUANTITY:
        case ARAS_SLOT_CLOCK:
            return true;
        case ARAS_SLOT_DERIVED:
            return refuse_derived(writing, canonical);
        case ARAS_SLOT_FIXED:
        case ARAS_SLOT_COUNTER:
        case ARAS_SLOT_CORNER:
            return refuse(writing, "'%s' is no quantity, and only quantities change",
                          canonical);
        }
    }
    if (canonical != NULL &&
        aras_names_find(&builder->pending_names, canonical, &number)) {
        return refuse_derived(writing, canonical);
    }
    if (aras_names_find(&builder->broken, name->id, &number)) {
        return false;
    }
    if (canonical == NULL) {
        return refuse(writing, "%s", hint);
    }
    return refuse(writing, "there is no quantity '%s'%s", canonical,
                  aras_names_hint(&builder->slot_names, canonical));
}

/* Whether the target can be changed in this way. */
static bool check_kind(const struct writing *writing)
{
    enum aras_assignment_kind kind = writing->assignment.kind;
    const struct aras_slot *target =
        &writing->work->builder->model->slots[writing->slot];

    if (kind != ARAS_SET && target->type != ARAS_NUMBER) {
        return refuse(writing, "'%s' has no numbers to add to: use `=`", target->name);
    }
    if (kind == ARAS_MULTIPLY && target->kind == ARAS_SLOT_CLOCK) {
        return refuse(writing, "a clock is set or moved, not multiplied");
    }
    return true;
}

/* A value that is known now must be one that the target can have. */
static bool check_value(const struct writing *writing, const struct aras_code *code)
{
    const struct aras_slot *target =
        &writing->work->builder->model->slots[writing->slot];
    double value = code->value;

    if (writing->assignment.kind != ARAS_SET || !code->literal ||
        target->type != ARAS_NUMBER ||
        (value >= target->low && value <= target->high &&
         (!target->whole || value == floor(value)))) {
        return true;
    }
    return refuse(writing, "%g is no %svalue of '%s', which is %s", value,
                  target->whole ? "whole " : "", target->name,
                  aras_range_text(target->low, target->high, 1.0, "").text);
}

/* What stands on the right; of `-=` its negative, unless it is known now. NULL with
 * problems added. */
static const struct aras_code *compile_value(const struct writing *writing)
{
    struct aras_builder *builder = writing->work->builder;
    const struct aras_slot *target = &builder->model->slots[writing->slot];
    struct aras_expectation expected = {
        .type = target->type,
        .stages = target->stages,
        .dimension = writing->assignment.kind == ARAS_MULTIPLY ? 0 : target->dimension};
    struct aras_scope scope =
        aras_builder_scope(builder, writing->work->binding, false, true);
    const struct aras_code *code =
        aras_builder_compile(builder, writing->assignment.formula, &scope, &expected);

    if (code == NULL || code->literal || writing->assignment.kind != ARAS_SUBTRACT) {
        return code;
    }
    return aras_builder_code(
        builder,
        aras_arena_print(builder->arena, "-(%s)",
                         aras_formula_text(writing->assignment.formula)),
        writing->place, writing->what, writing->work->binding, false, true, expected);
}

static enum aras_effect_kind effect_kind(enum aras_assignment_kind kind)
{
    switch (kind) {
    case ARAS_SET:
        return ARAS_EFFECT_SET;
    case ARAS_MULTIPLY:
        return ARAS_EFFECT_MULTIPLY;
    case ARAS_ADD:
    case ARAS_SUBTRACT:
        break;
    }
    return ARAS_EFFECT_ADD;
}

/* Compiles one effect, whose first draw has the number `*sub`; false with problems. */
static bool compile_effect(struct writing *writing, uint32_t *sub,
                           struct aras_effect *effect)
{
    struct aras_builder *builder = writing->work->builder;
    const struct aras_code *code = NULL;

    if (aras_assignment_parse(&writing->assignment, writing->text, writing->place,
                              writing->what, builder->problems) &&
        find_target(writing) && check_kind(writing)) {
        code = compile_value(writing);
    }
    if (code == NULL || !check_value(writing, code)) {
        return false;
    }
    *effect = (struct aras_effect){
        .slot = writing->slot,
        .kind = effect_kind(writing->assignment.kind),
        .value = aras_builder_operand(builder, code, writing->what),
        .first_sub = *sub,
        .text = writing->text};
    if (writing->assignment.kind == ARAS_SUBTRACT && code->literal) {
        effect->value.value = -effect->value.value;
    }
    *sub += (uint32_t) code->draws;
    return true;
}

/* Effects of one event are simultaneous, and only additions add up. */
static void check_single(const struct aras_event_work *work, const char *key,
                         struct aras_place place, const struct aras_effect *before,
                         const struct aras_effect *effect)
{
    if (before->slot == effect->slot &&
        (before->kind != ARAS_EFFECT_ADD || effect->kind != ARAS_EFFECT_ADD)) {
        aras_problems_add(work->builder->problems, place,
                          "in %s: '%s' is changed twice, by '%s' and '%s'; effects of "
                          "one event are simultaneous, and only additions add up",
                          aras_event_work_what(work, key),
                          work->builder->model->slots[effect->slot].name, before->text,
                          effect->text);
    }
}

void aras_event_work_effects(const struct aras_event_work *work,
                             struct aras_setting *entry, const char *key)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *list = aras_setting_texts(entry, key, builder->problems);
    size_t texts = list == NULL ? 0 : list->count;
    struct aras_effect *effects =
        aras_arena_array(builder->arena, texts, sizeof *effects);
    size_t count = 0;
    uint32_t sub = 0;

    for (size_t i = 0; i < texts; i++) {
        struct writing writing = {.work = work,
                                  .text = list->parts[i]->text,
                                  .place = list->parts[i]->place,
                                  .what = aras_event_work_what(work, "effects")};

        if (!compile_effect(&writing, &sub, &effects[count])) {
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            check_single(work, key, writing.place, &effects[k], &effects[count]);
        }
        count++;
    }
    aras_event_work_event(work)->effects = effects;
    aras_event_work_event(work)->effect_count = count;
}
