#ifndef ARAS_TESTS_SIMULATION_FIRST_REACTION_H
#define ARAS_TESTS_SIMULATION_FIRST_REACTION_H

/*
 * A second sampler, slow and plain, against which the engine's is held: Gillespie's
 * first reaction method. At every step everything is computed from scratch, every
 * rate draws a new exponential, and the least of those and of all fixed moments is what
 * happens next. There are no clocks that are kept, no lists of who depends on whom, no
 * calendar. Source: D. T. Gillespie, "A general method for numerically simulating the
 * stochastic time evolution of coupled chemical reactions", Journal of Computational
 * Physics 22 (1976) 403-434, doi:10.1016/0021-9991(76)90041-3.
 *
 * Knows rates with guards, drivers and tables, `at`, `once`, and delays (parallel,
 * cancelled by their guard). Parameters stand at their medians.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "support/check.h"

enum { FIRST_REACTION_DELAYS = 256 };

struct first_reaction {
    const struct aras_model *model;
    struct aras_stream luck;
    uint64_t draws;
    double now;
    double *values, *next, *outcome, *integral;
    uint64_t *fired;
    struct {
        uint32_t event;
        double due;
    } delays[FIRST_REACTION_DELAYS];
    size_t delay_count;
};

static inline double first_reaction_uniform(struct first_reaction *it)
{
    return aras_stream_uniform(&it->luck, it->draws++, 0);
}

static inline double first_reaction_code(struct first_reaction *it,
                                         const struct aras_code *code)
{
    struct aras_evaluation evaluation = {
        .values = it->values, .now = it->now, .stream = &it->luck, .draw = it->draws++};

    if (code->literal) {
        return code->value;
    }
    return aras_code_evaluate(code, &evaluation);
}

static inline double first_reaction_operand(struct first_reaction *it,
                                            const struct aras_operand *operand)
{
    return operand->kind == ARAS_OPERAND_LITERAL ? operand->value
           : operand->kind == ARAS_OPERAND_SLOT
               ? it->values[operand->slot]
               : first_reaction_code(it, operand->code);
}

static inline double first_reaction_corner_time(struct first_reaction *it,
                                                size_t corner)
{
    const struct aras_corner *of = &it->model->corners[corner].corner;

    return it->values[of->origin] + first_reaction_code(it, of->threshold);
}

/* Whatever the order is, it comes right in the end. */
static inline void first_reaction_settle(struct first_reaction *it)
{
    const struct aras_model *model = it->model;

    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < model->corner_count; i++) {
            bool reached = it->now >= first_reaction_corner_time(it, i);
            enum aras_comparison comparison = model->corners[i].corner.comparison;

            it->values[model->corners[i].slot] =
                reached ==
                (comparison == ARAS_GREATER || comparison == ARAS_GREATER_OR_EQUAL);
        }
        for (size_t i = 0; i < model->derived_count; i++) {
            it->values[model->derived[i].slot] =
                first_reaction_code(it, model->derived[i].code);
        }
    }
}

static inline void first_reaction_begin(struct first_reaction *it)
{
    const struct aras_model *model = it->model;

    memset(it->values, 0, model->slot_count * sizeof *it->values);
    memset(it->integral, 0, model->outcome_count * sizeof *it->integral);
    memset(it->fired, 0, model->event_count * sizeof *it->fired);
    it->now = 0.0;
    it->delay_count = 0;
    for (size_t i = 0; i < model->outcome_count; i++) {
        it->outcome[i] = model->outcomes[i].kind == ARAS_TIME ? INFINITY : 0.0;
    }
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        it->values[event->last_slot] = event->last_slot == 0 ? 0.0
                                       : event->has_age
                                           ? -first_reaction_operand(it, &event->age)
                                           : -INFINITY;
    }
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &model->parameters[i];

        it->values[parameter->slot] = aras_prior_quantile(&parameter->prior, 0.5) *
                                      parameter->scale * parameter->factor;
    }
    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < model->initial_count; i++) {
            it->values[model->initials[i].slot] =
                first_reaction_code(it, model->initials[i].code);
        }
        for (size_t i = 0; i < model->fixed_count; i++) {
            it->values[model->fixed[i].slot] =
                first_reaction_code(it, model->fixed[i].code);
        }
        first_reaction_settle(it);
    }
}

static inline bool first_reaction_open(struct first_reaction *it, uint32_t number)
{
    const struct aras_event *event = &it->model->events[number];

    return !(event->once && it->fired[number] > 0) &&
           (event->guard == NULL || first_reaction_code(it, event->guard) != 0.0);
}

static inline double first_reaction_rate(struct first_reaction *it, uint32_t number)
{
    const struct aras_event *event = &it->model->events[number];
    double rate = event->scale;

    if (event->base_code != NULL) {
        rate *= first_reaction_code(it, event->base_code);
    } else {
        rate *= first_reaction_operand(it, &event->base_fixed);
        for (size_t i = 0; i < event->factor_count; i++) {
            rate *= it->values[event->factors[i].slot] + event->factors[i].offset;
        }
    }
    for (size_t i = 0; i < event->driver_count; i++) {
        const struct aras_driver *driver = &event->drivers[i];

        rate *=
            exp(first_reaction_operand(it, &driver->effect) *
                (it->values[driver->slot] - first_reaction_operand(it, &driver->at)));
    }
    return rate;
}

static inline void first_reaction_watch(struct first_reaction *it)
{
    for (size_t i = 0; i < it->model->outcome_count; i++) {
        const struct aras_outcome *outcome = &it->model->outcomes[i];

        if (outcome->kind == ARAS_TIME && isinf(it->outcome[i]) &&
            first_reaction_code(it, outcome->of) != 0.0) {
            it->outcome[i] = it->now;
        } else if (outcome->kind == ARAS_HAPPENED &&
                   first_reaction_code(it, outcome->of) != 0.0) {
            it->outcome[i] = 1.0;
        }
    }
}

static inline void first_reaction_fire(struct first_reaction *it, uint32_t number)
{
    const struct aras_event *event = &it->model->events[number];

    it->fired[number]++;
    memcpy(it->next, it->values, it->model->slot_count * sizeof *it->next);
    for (size_t i = 0; i < event->effect_count; i++) {
        const struct aras_effect *effect = &event->effects[i];
        double right = first_reaction_operand(it, &effect->value);
        double *slot = &it->next[effect->slot];

        *slot = effect->kind == ARAS_EFFECT_SET   ? right
                : effect->kind == ARAS_EFFECT_ADD ? *slot + right
                                                  : *slot * right;
    }
    for (size_t i = 0; i < event->effect_count; i++) {
        const struct aras_slot *slot = &it->model->slots[event->effects[i].slot];
        double *value = &it->next[event->effects[i].slot];

        *value = fmin(fmax(*value, slot->low), slot->high);
    }
    memcpy(it->values, it->next, it->model->slot_count * sizeof *it->next);
    if (event->count_slot != 0) {
        it->values[event->count_slot] += 1.0;
    }
    if (event->happened_slot != 0) {
        it->values[event->happened_slot] = 1.0;
    }
    if (event->last_slot != 0) {
        it->values[event->last_slot] = it->now;
    }
    first_reaction_settle(it);
    for (size_t i = 0; i < it->delay_count;) {
        if (first_reaction_open(it, it->delays[i].event)) {
            i++;
        } else {
            it->delays[i] = it->delays[--it->delay_count];
        }
    }
    for (size_t i = 0; i < event->follower_count; i++) {
        uint32_t follower = event->followers[i].event;
        const struct aras_code *delay = it->model->events[follower].delay;

        if (first_reaction_open(it, follower)) {
            assert_true(it->delay_count < FIRST_REACTION_DELAYS);
            it->delays[it->delay_count].event = follower;
            it->delays[it->delay_count++].due =
                it->now + (delay == NULL ? 0.0 : first_reaction_code(it, delay));
        }
    }
}

static inline void first_reaction_step(struct first_reaction *it, double *time,
                                       uint32_t *event, size_t *delay)
{
    const struct aras_model *model = it->model;

    *time = INFINITY;
    *event = UINT32_MAX;
    *delay = SIZE_MAX;
    for (size_t i = 0; i < model->corner_count; i++) {
        double corner = first_reaction_corner_time(it, i);

        if (corner > it->now && corner < *time) {
            *time = corner;
        }
    }
    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_event *of = &model->events[i];

        if (of->trigger == ARAS_BY_RATE && first_reaction_open(it, i)) {
            double rate = first_reaction_rate(it, i);
            double due = it->now - log(first_reaction_uniform(it)) / rate;

            if (rate > 0.0 && due < *time) {
                *time = due;
                *event = i;
            }
        }
        for (size_t j = 0; of->trigger == ARAS_AT && j < of->time_count; j++) {
            double due = first_reaction_operand(it, &of->times[j]);

            if (due > it->now && due < *time) {
                *time = due;
                *event = i;
            }
        }
    }
    for (size_t i = 0; i < it->delay_count; i++) {
        if (it->delays[i].due < *time) {
            *time = it->delays[i].due;
            *event = it->delays[i].event;
            *delay = i;
        }
    }
}

static inline void first_reaction_pass(struct first_reaction *it, double time)
{
    for (size_t i = 0; i < it->model->outcome_count; i++) {
        if (it->model->outcomes[i].kind == ARAS_MEAN) {
            it->integral[i] +=
                (time - it->now) * first_reaction_code(it, it->model->outcomes[i].of);
        }
    }
    it->now = time;
}

/* Plays one replication; what came out stands in `outcome`. */
static inline void first_reaction_play(struct first_reaction *it, uint64_t replication)
{
    const struct aras_model *model = it->model;

    it->luck.replication = replication;
    it->draws = 0;
    first_reaction_begin(it);
    first_reaction_watch(it);
    for (;;) {
        double time;
        uint32_t event;
        size_t delay;

        first_reaction_step(it, &time, &event, &delay);
        if (time > model->horizon) {
            break;
        }
        first_reaction_pass(it, time);
        if (delay != SIZE_MAX) {
            it->delays[delay] = it->delays[--it->delay_count];
        }
        first_reaction_settle(it);
        if (event != UINT32_MAX && (model->events[event].trigger != ARAS_AT ||
                                    first_reaction_open(it, event))) {
            first_reaction_fire(it, event);
        }
        first_reaction_watch(it);
    }
    first_reaction_pass(it, model->horizon);
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];

        if (outcome->kind == ARAS_VALUE) {
            it->outcome[i] = first_reaction_code(it, outcome->of);
        } else if (outcome->kind == ARAS_MEAN) {
            it->outcome[i] = it->integral[i] / model->horizon;
        } else if (outcome->kind == ARAS_COUNT) {
            for (size_t j = 0; j < outcome->event_count; j++) {
                it->outcome[i] += (double) it->fired[outcome->events[j]];
            }
        }
    }
}

static inline struct first_reaction *first_reaction_new(const struct aras_model *model)
{
    struct first_reaction *it = calloc(1, sizeof *it);

    assert_non_null(it);
    it->model = model;
    it->luck = (struct aras_stream){.seed = 20240912,
                                    .name = aras_name_hash("first reaction"),
                                    .purpose = ARAS_FOR_ANALYSIS};
    it->values = calloc(model->slot_count, sizeof *it->values);
    it->next = calloc(model->slot_count, sizeof *it->next);
    it->outcome = calloc(model->outcome_count, sizeof *it->outcome);
    it->integral = calloc(model->outcome_count, sizeof *it->integral);
    it->fired = calloc(model->event_count, sizeof *it->fired);
    return it;
}

static inline void first_reaction_free(struct first_reaction *it)
{
    free(it->values);
    free(it->next);
    free(it->outcome);
    free(it->integral);
    free(it->fired);
    free(it);
}

#endif
