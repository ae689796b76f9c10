#include "analysis/recorder.h"

#include <math.h>

/* --- happenings ------------------------------------------------------------------ */

struct aras_happening *aras_recorder_at(struct aras_recorder *recorder, size_t number)
{
    return &recorder->chronicle->happenings[number];
}

size_t aras_recorder_add(struct aras_recorder *recorder, uint32_t event, double time)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t number = chronicle->count;
    struct aras_happening *happening = aras_arena_grow(
        recorder->arena, &chronicle->happenings, chronicle->count++, sizeof *happening);

    happening->event = event;
    happening->time = time;
    happening->first_change = chronicle->change_count;
    return number;
}

size_t aras_recorder_current(struct aras_recorder *recorder)
{
    if (aras_simulation_firing(recorder->simulation) != UINT32_MAX) {
        return recorder->chronicle->count - 1;
    }
    if (!recorder->stepping) {
        recorder->stepping = true;
        return aras_recorder_add(recorder, ARAS_NO_EVENT,
                                 aras_simulation_now(recorder->simulation));
    }
    return recorder->chronicle->count - 1;
}

/* --- values ---------------------------------------------------------------------- */

double aras_recorder_value(const struct aras_code *code, const double *values,
                           double now)
{
    struct aras_evaluation evaluation = {
        .values = values, .now = now, .fault = ARAS_NO_FAULT};

    return code->literal ? code->value : aras_code_evaluate(code, &evaluation);
}

double aras_recorder_operand(const struct aras_operand *operand, const double *values,
                             double now)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return operand->value;
    case ARAS_OPERAND_SLOT:
        return values[operand->slot];
    case ARAS_OPERAND_CODE:
        break;
    }
    return aras_recorder_value(operand->code, values, now);
}

double aras_recorder_base(const struct aras_event *event, const double *values,
                          double now)
{
    double base = event->base_code != NULL
                      ? aras_recorder_value(event->base_code, values, now)
                      : aras_recorder_operand(&event->base_fixed, values, now);

    for (size_t i = 0; event->base_code == NULL && i < event->factor_count; i++) {
        base *= values[event->factors[i].slot] + event->factors[i].offset;
    }
    return base * event->scale;
}

double aras_recorder_ask(const struct aras_recorder *recorder,
                         const struct aras_code *code)
{
    double value;

    return aras_simulation_ask(recorder->simulation, code, &value) ? value : NAN;
}

/* The slot that a formula of a number is, when it is nothing else; else UINT32_MAX. */
static uint32_t plain_slot(const struct aras_code *code, const double *values)
{
    double value;

    return !code->literal && code->type == ARAS_NUMBER && code->read_count == 1 &&
                   aras_code_glance(code, values, &value)
               ? code->reads[0]
               : UINT32_MAX;
}

size_t aras_recorder_followed(const struct aras_recorder *recorder,
                              const struct aras_code *code)
{
    const struct aras_chronicle *chronicle = recorder->chronicle;
    uint32_t slot = plain_slot(code, chronicle->start);

    for (size_t i = 0; i < chronicle->followed_count; i++) {
        const struct aras_code *other = chronicle->followed[i].of;

        if (other == code ||
            (slot != UINT32_MAX && plain_slot(other, chronicle->start) == slot)) {
            return i;
        }
    }
    return ARAS_NO_HAPPENING;
}
