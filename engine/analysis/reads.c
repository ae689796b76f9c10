#include "analysis/reads.h"

/* --- making ----------------------------------------------------------------------- */

static void note_parents(struct aras_reads *reads, uint32_t event)
{
    const struct aras_event *it = &reads->model->events[event];

    for (size_t i = 0; it->decision != NULL && i < it->decision->count; i++) {
        reads->parent_of[it->decision->choices[i].event] = event;
    }
    if (it->decision != NULL) {
        reads->parent_of[it->decision->none] = event;
    }
    for (size_t i = 0; it->demand != NULL && i < ARAS_DEMAND_RESULTS; i++) {
        if (it->demand->result[i] != UINT32_MAX) {
            reads->parent_of[it->demand->result[i]] = event;
        }
    }
}

struct aras_reads *aras_reads_new(const struct aras_model *model,
                                  struct aras_arena *arena)
{
    struct aras_reads *reads = aras_arena_get(arena, sizeof *reads);
    size_t slots = model->slot_count;

    reads->model = model;
    reads->derived_of = aras_arena_array(arena, slots, sizeof *reads->derived_of);
    reads->corner_of = aras_arena_array(arena, slots, sizeof *reads->corner_of);
    reads->drift_of = aras_arena_array(arena, slots, sizeof *reads->drift_of);
    reads->seen = aras_arena_array(arena, slots, sizeof *reads->seen);
    reads->parent_of =
        aras_arena_array(arena, model->event_count, sizeof *reads->parent_of);
    for (uint32_t i = 0; i < model->derived_count; i++) {
        reads->derived_of[model->derived[i].slot] = i + 1;
    }
    for (uint32_t i = 0; i < model->corner_count; i++) {
        reads->corner_of[model->corners[i].slot] = i + 1;
    }
    for (size_t i = 0; i < model->period_count; i++) {
        for (size_t k = 0; k < model->periods[i].count; k++) {
            const struct aras_drift *drift = &model->periods[i].drifts[k];

            reads->drift_of[drift->slot] = drift;
        }
    }
    for (uint32_t i = 0; i < model->event_count; i++) {
        reads->parent_of[i] = UINT32_MAX;
    }
    for (uint32_t i = 0; i < model->event_count; i++) {
        note_parents(reads, i);
    }
    return reads;
}

/* --- what an event reads ---------------------------------------------------------- */

struct visiting {
    void (*visit)(void *context, enum aras_read what, uint32_t slot);
    void *context;
};

static void read_code(const struct visiting *visiting, enum aras_read what,
                      const struct aras_code *code)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        visiting->visit(visiting->context, what, code->reads[i]);
    }
}

static void read_operand(const struct visiting *visiting, enum aras_read what,
                         const struct aras_operand *operand)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return;
    case ARAS_OPERAND_SLOT:
        visiting->visit(visiting->context, what, operand->slot);
        return;
    case ARAS_OPERAND_CODE:
        break;
    }
    read_code(visiting, what, operand->code);
}

static void read_rate(const struct visiting *visiting, const struct aras_event *event)
{
    if (event->base_code != NULL) {
        read_code(visiting, ARAS_READ_RATE, event->base_code);
    } else {
        read_operand(visiting, ARAS_READ_RATE, &event->base_fixed);
    }
    for (size_t i = 0; i < event->factor_count; i++) {
        visiting->visit(visiting->context, ARAS_READ_RATE, event->factors[i].slot);
    }
    for (size_t i = 0; i < event->driver_count; i++) {
        const struct aras_driver *driver = &event->drivers[i];

        visiting->visit(visiting->context, ARAS_READ_DRIVER, driver->slot);
        read_operand(visiting, ARAS_READ_DRIVER, &driver->effect);
        read_operand(visiting, ARAS_READ_DRIVER, &driver->at);
    }
}

static void read_choice(const struct visiting *visiting,
                        const struct aras_decision *decision)
{
    read_code(visiting, ARAS_READ_CHOICE, decision->sharpness);
    for (size_t i = 0; i < decision->count; i++) {
        const struct aras_choice *choice = &decision->choices[i];

        read_code(visiting, ARAS_READ_CHOICE, choice->guard);
        for (size_t k = 0; k < choice->count; k++) {
            read_code(visiting, ARAS_READ_CHOICE, choice->considerations[k].of);
            read_code(visiting, ARAS_READ_CHOICE, choice->considerations[k].weight);
        }
    }
}

void aras_reads_of_event(const struct aras_reads *reads, uint32_t event,
                         void (*visit)(void *context, enum aras_read what,
                                       uint32_t slot),
                         void *context)
{
    const struct aras_event *it = &reads->model->events[event];
    struct visiting visiting = {.visit = visit, .context = context};

    read_code(&visiting, ARAS_READ_GUARD, it->guard);
    read_code(&visiting, ARAS_READ_CONDITION, it->condition);
    if (it->trigger == ARAS_BY_RATE) {
        read_rate(&visiting, it);
    }
    read_code(&visiting, ARAS_READ_DELAY, it->delay);
    if (it->decision != NULL) {
        read_choice(&visiting, it->decision);
    }
    for (size_t i = 0; it->demand != NULL && i < ARAS_STAKES; i++) {
        read_code(&visiting, ARAS_READ_STAKE, it->demand->stake[i]);
    }
    if (it->demand != NULL) {
        read_code(&visiting, ARAS_READ_STAKE, it->demand->believed);
    }
    for (size_t i = 0; i < it->effect_count; i++) {
        read_operand(&visiting, ARAS_READ_EFFECT, &it->effects[i].value);
    }
}

/* --- what a slot is made of ------------------------------------------------------- */

void aras_reads_begin(struct aras_reads *reads)
{
    reads->question++;
}

static void beneath_code(struct aras_reads *reads, const struct aras_code *code,
                         void (*visit)(void *context, uint32_t slot), void *context)
{
    for (size_t i = 0; i < code->read_count; i++) {
        aras_reads_beneath(reads, code->reads[i], visit, context);
    }
}

void aras_reads_beneath(struct aras_reads *reads, uint32_t slot,
                        void (*visit)(void *context, uint32_t slot), void *context)
{
    const struct aras_model *model = reads->model;

    if (reads->seen[slot] == reads->question) {
        return;
    }
    reads->seen[slot] = reads->question;
    if (reads->corner_of[slot] > 0) {
        const struct aras_corner *corner =
            &model->corners[reads->corner_of[slot] - 1].corner;

        aras_reads_beneath(reads, corner->origin, visit, context);
        beneath_code(reads, corner->threshold, visit, context);
    } else if (reads->derived_of[slot] > 0) {
        const struct aras_derived *derived =
            &model->derived[reads->derived_of[slot] - 1];
        const struct aras_influence *influence = &model->influence;

        if (derived->code != NULL) {
            beneath_code(reads, derived->code, visit, context);
            return;
        }
        for (size_t i = 0; i < influence->actors * influence->actors; i++) {
            if (influence->dependence[i] != 0) {
                aras_reads_beneath(reads, influence->dependence[i], visit, context);
            }
        }
    } else {
        visit(context, slot);
    }
}
