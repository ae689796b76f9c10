#include "simulation/world.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/inline.h"
#include "base/require.h"
#include "simulation/clocks.h"
#include "simulation/delays.h"

/* --- failing ------------------------------------------------------------------- */

static void fail(struct aras_simulation *simulation, const char *message)
{
    if (!simulation->failed) {
        simulation->failed = true;
        aras_error_set(simulation->error, ARAS_FAILED, "%s", message);
    }
}

void aras_world_fail(struct aras_simulation *simulation, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fail(simulation, message);
}

/* "attention[iran] = 0.3", "treaty = draft" */
static int write_value(const struct aras_simulation *simulation, uint32_t number,
                       char *text, size_t room)
{
    const struct aras_slot *slot = &simulation->model->slots[number];
    double value = aras_world_value(simulation, number);

    if (slot->type == ARAS_STAGE && slot->stages != NULL && value >= 0.0 &&
        value < (double) slot->stages->count) {
        return snprintf(text, room, "%s = %s", slot->name,
                        slot->stages->names[(size_t) value]);
    }
    if (slot->type == ARAS_TRUTH) {
        return snprintf(text, room, "%s = %s", slot->name,
                        value == 0.0 ? "false" : "true");
    }
    return snprintf(text, room, "%s = %.9g", slot->name, value);
}

void aras_world_fail_with(struct aras_simulation *simulation,
                          const struct aras_code *code, const char *format, ...)
{
    char message[768];
    va_list arguments;
    const char *before = ", with ";

    va_start(arguments, format);
    int used = vsnprintf(message, sizeof message / 2, format, arguments);
    va_end(arguments);

    size_t length = used < 0 ? 0 : strlen(message);

    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        char value[160];
        const struct aras_slot *slot = &simulation->model->slots[code->reads[i]];

        if (slot->name == NULL || slot->kind == ARAS_SLOT_CORNER ||
            write_value(simulation, code->reads[i], value, sizeof value) < 0 ||
            length + strlen(before) + strlen(value) + 1 > sizeof message) {
            continue;
        }
        length += (size_t) snprintf(message + length, sizeof message - length, "%s%s",
                                    before, value);
        before = ", ";
    }
    fail(simulation, message);
}

/* --- evaluating ------------------------------------------------------------------ */

double aras_world_work_out(struct aras_simulation *simulation,
                           const struct aras_code *code, const struct aras_luck *luck,
                           struct aras_spot spot)
{
    struct aras_evaluation evaluation = {
        .values = simulation->values, .now = simulation->now, .fault = ARAS_NO_FAULT};

    if (luck != NULL) {
        evaluation.stream = &luck->stream;
        evaluation.draw = luck->draw;
        evaluation.first_sub = luck->first_sub;
    }

    double value = aras_code_evaluate(code, &evaluation);

    if (evaluation.fault == ARAS_NO_FAULT) {
        return value;
    }
    if (spot.id == NULL) {
        aras_world_fail_with(simulation, code, "%s in %s",
                             aras_fault_text(evaluation.fault), spot.what);
    } else {
        aras_world_fail_with(simulation, code, "%s in %s '%s'",
                             aras_fault_text(evaluation.fault), spot.what, spot.id);
    }
    return 0.0;
}

double aras_world_operand(struct aras_simulation *simulation,
                          const struct aras_operand *operand,
                          const struct aras_luck *luck, struct aras_spot spot)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return operand->value;
    case ARAS_OPERAND_SLOT:
        aras_world_freshen_slot(simulation, operand->slot);
        return aras_world_value(simulation, operand->slot);
    case ARAS_OPERAND_CODE:
        break;
    }
    return aras_world_ask(simulation, operand->code, luck, spot);
}

bool aras_world_work_out_guard(struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_event_plan *plan = &simulation->events[event];
    struct aras_spot spot = {"the guard `when` of event", plan->id};

    return aras_world_answer(simulation, &plan->guard, spot) != 0.0;
}

bool aras_world_condition(struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_event *it = &simulation->model->events[event];
    struct aras_spot spot = {"the condition `becomes` of event", it->id};

    return aras_world_ask(simulation, it->condition, NULL, spot) != 0.0;
}

/* --- derived values -------------------------------------------------------------- */

static double influence_of(struct aras_simulation *simulation, uint32_t actor)
{
    double *matrix = aras_influence_matrix(simulation->influence);
    const double *result;

    for (size_t i = 0; i < simulation->influence_cell_count; i++) {
        const struct aras_influence_cell *cell = &simulation->influence_cells[i];

        matrix[cell->place] = simulation->values[cell->slot];
    }
    result = aras_influence_solve(simulation->influence);
    if (result == NULL) {
        aras_world_fail(simulation, "influence cannot be computed: some dependence is "
                                    "negative");
        return 0.0;
    }
    return result[actor];
}

double aras_world_derived(struct aras_simulation *simulation, uint32_t derived)
{
    const struct aras_derived *it = &simulation->model->derived[derived];

    return it->code == NULL ? influence_of(simulation, it->influence - 1)
                            : aras_world_evaluate(simulation, it->code, NULL,
                                                  (struct aras_spot){it->what, NULL});
}

static void derive(struct aras_simulation *simulation, uint32_t derived)
{
    aras_world_set(simulation, simulation->model->derived[derived].slot,
                   aras_world_derived(simulation, derived));
}

void aras_world_freshen_slot(struct aras_simulation *simulation, uint32_t slot)
{
    uint32_t derived = simulation->cold_in[slot];

    if (derived == 0 || !simulation->cold) {
        return;
    }
    for (uint32_t i = simulation->first_need[derived - 1];
         i < simulation->first_need[derived]; i++) {
        struct aras_mask need = simulation->need_of[i];
        uint64_t *dirty = &simulation->cold_dirty[need.word];

        for (uint64_t bits; (bits = *dirty & need.bits) != 0;) {
            uint32_t bit = (uint32_t) __builtin_ctzll(bits);

            *dirty &= ~(UINT64_C(1) << bit);
            derive(simulation, 64 * need.word + bit);
        }
    }
}

void aras_world_freshen(struct aras_simulation *simulation,
                        const struct aras_code *code)
{
    for (size_t i = 0; i < code->read_count && simulation->cold; i++) {
        aras_world_freshen_slot(simulation, code->reads[i]);
    }
}

/* --- changing ----------------------------------------------------------------------
 */

static void tell(const struct aras_simulation *simulation, uint32_t slot, double before)
{
    const struct aras_observer *observer = simulation->observer;

    if (observer->change != NULL && simulation->cold_in[slot] == 0) {
        observer->change(observer->context, slot, simulation->now, before,
                         simulation->values[slot]);
    }
}

static inline void mark(uint64_t *words, const struct aras_mask *masks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        words[masks[i].word] |= masks[i].bits;
    }
}

/* All that follows a change but what is noted. */
static inline void follow_at_once(struct aras_simulation *simulation,
                                  const struct aras_slot_plan *plan, uint32_t slot,
                                  double before)
{
    if (simulation->observer != NULL) {
        tell(simulation, slot, before);
    }
    if (plan->colds > 0) {
        mark(simulation->cold_dirty, &simulation->cold_of[plan->first_cold],
             plan->colds);
        simulation->cold = true;
    }
    if (plan->drivers > 0) {
        aras_clocks_drive(simulation, slot, simulation->values[slot] - before);
    }
}

void aras_world_follow(struct aras_simulation *simulation, uint32_t slot, double before)
{
    const struct aras_slot_plan *plan = &simulation->slots[slot];

    simulation->noted_kinds |= plan->note_kinds;
    mark(simulation->noted, &simulation->note_of[plan->first_note], plan->notes);
    follow_at_once(simulation, plan, slot, before);
}

/* What is left of 1 for a share, given the others of its group. */
static double share_left(const struct aras_simulation *simulation, uint32_t group,
                         uint32_t slot)
{
    const uint32_t *members = simulation->model->share_groups[group - 1];
    double left = 1.0;

    for (uint32_t i = 1; i <= members[0]; i++) {
        if (members[i] != slot) {
            left -= simulation->values[members[i]];
        }
    }
    return left;
}

void aras_world_put(struct aras_simulation *simulation, uint32_t slot, double value)
{
    const struct aras_slot_plan *plan = &simulation->slots[slot];
    const struct aras_slot *it = &simulation->model->slots[slot];

    if (plan->ordinary && aras_world_fits(plan, value)) {
        aras_world_set(simulation, slot, value);
        return;
    }
    if (plan->held) {
        return;
    }
    if (!isfinite(value)) {
        aras_world_fail(simulation, "%s would become %g, which is no finite number",
                        it->name, value);
        return;
    }
    if (plan->whole && value != floor(value)) {
        aras_world_fail(simulation, "%s is a whole number and would become %.17g",
                        it->name, value);
        return;
    }
    if (value < it->low || value > it->high) {
        value = value < it->low ? it->low : it->high;
        simulation->clamps[slot]++;
    }
    if (plan->share_group != 0 && value > simulation->values[slot]) {
        double left = share_left(simulation, plan->share_group, slot);

        /* Shares that add up to 1 in decimals seldom do so in binary. */
        if (value > left + 1e-12) {
            value = fmax(left, simulation->values[slot]);
            simulation->clamps[slot]++;
        }
    }
    aras_world_set(simulation, slot, plan->clock ? simulation->now - value : value);
}

/* --- corners ---------------------------------------------------------------------- */

aras_ticket aras_world_enter(struct aras_simulation *simulation,
                             struct aras_entry entry)
{
    struct aras_error error;

    entry.number = simulation->sequence++;

    aras_ticket ticket = aras_calendar_add(simulation->calendar, entry, &error);

    if (ticket == ARAS_NO_TICKET && !simulation->failed) {
        simulation->failed = true;
        *simulation->error = error;
    }
    return ticket;
}

double aras_world_corner_time(struct aras_simulation *simulation, uint32_t corner)
{
    const struct aras_corner *it = &simulation->model->corners[corner].corner;
    struct aras_spot spot = {"a comparison with something that grows with time", NULL};

    return simulation->values[it->origin] +
           aras_world_evaluate(simulation, it->threshold, NULL, spot);
}

bool aras_world_corner_value(const struct aras_simulation *simulation, uint32_t corner,
                             bool reached)
{
    enum aras_comparison comparison =
        simulation->model->corners[corner].corner.comparison;
    bool rising = comparison == ARAS_GREATER || comparison == ARAS_GREATER_OR_EQUAL;

    return reached == rising;
}

void aras_world_turn_corner(struct aras_simulation *simulation, uint32_t corner)
{
    double time = aras_world_corner_time(simulation, corner);
    bool reached = simulation->now >= time;
    aras_ticket *ticket = &simulation->corner_ticket[corner];

    if (*ticket != ARAS_NO_TICKET) {
        aras_calendar_remove(simulation->calendar, *ticket);
        *ticket = ARAS_NO_TICKET;
    }
    if (!reached && time <= simulation->model->horizon) {
        *ticket = aras_world_enter(simulation,
                                   (struct aras_entry){.time = time,
                                                       .priority = ARAS_PRIORITY_CORNER,
                                                       .order = corner,
                                                       .kind = ARAS_ENTRY_CORNER,
                                                       .subject = corner});
    }
    aras_world_set(simulation, simulation->model->corners[corner].slot,
                   aras_world_corner_value(simulation, corner, reached) ? 1.0 : 0.0);
}

/* --- renewing -------------------------------------------------------------------- */

ARAS_INLINE void renew_guard(struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_event_plan *plan = &simulation->events[event];
    bool enabled;

    if (simulation->spent[event] || plan->forbidden) {
        return;
    }
    enabled = aras_world_guard(simulation, event);
    if (enabled == (simulation->enabled[event] != 0)) {
        return;
    }
    simulation->enabled[event] = enabled;
    if (plan->hazard != ARAS_NO_INDEX) {
        aras_clocks_open(simulation, plan->hazard, enabled);
    } else {
        aras_delays_open(simulation, event, enabled);
    }
}

static void renew_condition(struct aras_simulation *simulation, uint32_t event)
{
    bool now = aras_world_condition(simulation, event);

    if (now && !simulation->truth[event] && !simulation->waiting[event]) {
        simulation->waiting[event] = 1;
        simulation->pending[simulation->pending_count++] = event;
    }
    simulation->truth[event] = now;
}

/* The mean over time of what stood until now is added up. */
static inline void watch_mean(struct aras_simulation *simulation, uint32_t outcome)
{
    const struct aras_outcome_plan *plan = &simulation->outcomes[outcome];
    double now = simulation->now;

    simulation->integral[outcome] +=
        simulation->held[outcome] * (now - simulation->held_since[outcome]);
    simulation->held_since[outcome] = now;
    simulation->held[outcome] = aras_world_answer(
        simulation, &plan->of, (struct aras_spot){"outcome", plan->id});
}

static void watch_condition(struct aras_simulation *simulation, uint32_t outcome)
{
    const struct aras_outcome_plan *plan = &simulation->outcomes[outcome];

    if (!simulation->reached[outcome] &&
        aras_world_answer(simulation, &plan->of,
                          (struct aras_spot){"outcome", plan->id}) != 0.0) {
        simulation->reached[outcome] = 1;
        simulation->held[outcome] = simulation->now;
    }
}

/* Values, counts and categories are asked for at the end. */
static inline void watch_outcome(struct aras_simulation *simulation, uint32_t outcome)
{
    enum aras_outcome_kind kind = simulation->outcomes[outcome].kind;

    if (kind == ARAS_MEAN) {
        watch_mean(simulation, outcome);
    } else if (kind == ARAS_HAPPENED || kind == ARAS_TIME) {
        watch_condition(simulation, outcome);
    }
}

void aras_world_watch_outcome(struct aras_simulation *simulation, uint32_t outcome)
{
    watch_outcome(simulation, outcome);
}

static inline void renew(struct aras_simulation *simulation, enum aras_note_kind kind,
                         uint32_t index)
{
    switch (kind) {
    case ARAS_NOTE_DERIVED:
        derive(simulation, index);
        break;
    case ARAS_NOTE_CORNER:
        aras_world_turn_corner(simulation, index);
        break;
    case ARAS_NOTE_GUARD:
        renew_guard(simulation, index);
        break;
    case ARAS_NOTE_BASE:
        aras_clocks_renew_base(simulation, index);
        break;
    case ARAS_NOTE_CONDITION:
        renew_condition(simulation, index);
        break;
    case ARAS_NOTE_OUTCOME:
        watch_outcome(simulation, index);
        break;
    case ARAS_NOTE_KINDS:
        break;
    }
}

/* All of one kind that is noted, by rising number, with what is noted meanwhile. */
static inline void renew_kind(struct aras_simulation *simulation,
                              enum aras_note_kind kind)
{
    uint64_t *noted = simulation->noted + simulation->first_noted[kind];
    const uint64_t *end = simulation->noted + simulation->first_noted[kind + 1];

    if ((simulation->noted_kinds & 1U << kind) == 0) {
        return;
    }
    simulation->noted_kinds &= ~(1U << kind);
    for (uint32_t first = 0; noted < end; noted++, first += 64) {
        for (uint64_t bits; (bits = *noted) != 0;) {
            *noted = bits & (bits - 1);
            renew(simulation, kind, first + (uint32_t) __builtin_ctzll(bits));
        }
    }
}

/* Derived values read corners and thresholds read derived values; never in a ring, or
 * the model would not have compiled. */
static void renew_derived(struct aras_simulation *simulation)
{
    const unsigned both = 1U << ARAS_NOTE_DERIVED | 1U << ARAS_NOTE_CORNER;

    while ((simulation->noted_kinds & both) != 0 && !simulation->failed) {
        renew_kind(simulation, ARAS_NOTE_DERIVED);
        renew_kind(simulation, ARAS_NOTE_CORNER);
    }
}

void aras_world_renew_noted(struct aras_simulation *simulation)
{
    renew_derived(simulation);
    renew_kind(simulation, ARAS_NOTE_GUARD);
    renew_kind(simulation, ARAS_NOTE_BASE);
    renew_kind(simulation, ARAS_NOTE_CONDITION);
    renew_kind(simulation, ARAS_NOTE_OUTCOME);
}

void aras_world_change(struct aras_simulation *simulation,
                       const struct aras_event_plan *plan, const double *values)
{
    const struct aras_change *change = plan->changes;
    const struct aras_change *last = change + plan->change_count;
    const struct aras_renewal *next = plan->renewals;
    const struct aras_renewal *end = next + plan->renewal_count;

    for (; change < last; change++, values++) {
        uint32_t slot = change->slot;
        double before = simulation->values[slot];

        simulation->values[slot] = *values;
        follow_at_once(simulation, &simulation->slots[slot], slot, before);
    }
    for (; next < end; next++) {
        renew(simulation, next->kind, next->index);
    }
}

/* --- drifts ---------------------------------------------------------------------- */

static double normal_of(const struct aras_simulation *simulation,
                        const struct aras_drift_plan *plan, uint64_t step)
{
    struct aras_stream stream =
        aras_world_stream(simulation, plan->name, ARAS_FOR_DRIFT);

    return gsl_cdf_ugaussian_Pinv(aras_stream_uniform(&stream, step, 0));
}

/* The two factors of a step for a half-life, unless they are in the cache. */
static void find_factors(double cache[3], double half_life, double every)
{
    if (half_life != cache[0]) {
        cache[0] = half_life;
        cache[1] = exp2(-every / half_life);
        cache[2] = sqrt(-expm1(-2.0 * M_LN2 * every / half_life));
    }
}

/*
 * The exact step of an Ornstein-Uhlenbeck process towards m, over a time e:
 *
 *     x' = m + (x - m) 2^(-e / half-life) + noise sqrt(1 - 2^(-2 e / half-life)) z
 *
 * with z standard normal and `noise` the stationary standard deviation. Source: D. T.
 * Gillespie, "Exact numerical simulation of the Ornstein-Uhlenbeck process and its
 * integral", Physical Review E 54 (1996) 2084-2091, doi:10.1103/PhysRevE.54.2084.
 */
static double step_of(struct aras_simulation *simulation,
                      const struct aras_drift *drift,
                      const struct aras_drift_plan *plan, double cache[3], double every,
                      uint64_t step)
{
    struct aras_spot spot = {drift->what, NULL};
    double x = aras_world_value(simulation, drift->slot);
    double toward = aras_world_ask(simulation, drift->toward, NULL, spot);
    double half_life = aras_world_operand(simulation, &drift->half_life, NULL, spot);
    double noise = aras_world_operand(simulation, &drift->noise, NULL, spot);

    if (!(half_life > 0.0) || !(noise >= 0.0)) {
        aras_world_fail(simulation,
                        "%s: a half-life must be more than 0 and a noise 0 or more, "
                        "got %.9g and %.9g",
                        drift->what, half_life, noise);
        return x;
    }
    find_factors(cache, half_life, every);

    double next = toward + (x - toward) * cache[1];

    if (noise > 0.0) {
        next += noise * cache[2] * normal_of(simulation, plan, step);
    }
    return next;
}

/* The same where the half-life and the noise are known. */
static double known_step_of(struct aras_simulation *simulation,
                            const struct aras_drift_plan *plan, uint64_t step)
{
    double x = aras_world_value(simulation, plan->slot);
    double toward = plan->target;

    if (plan->toward.code != NULL) {
        toward = aras_world_answer(simulation, &plan->toward,
                                   (struct aras_spot){plan->what, NULL});
    }

    double next = toward + (x - toward) * plan->keep;

    if (plan->noisy) {
        next += plan->spread * normal_of(simulation, plan, step);
    }
    return next;
}

/* A number that stands for the whole parameter set; NAN when it does not. */
static double standing(const struct aras_simulation *simulation,
                       const struct aras_operand *operand)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return operand->value;
    case ARAS_OPERAND_SLOT:
        return simulation->model->slots[operand->slot].kind == ARAS_SLOT_FIXED
                   ? simulation->values[operand->slot]
                   : NAN;
    case ARAS_OPERAND_CODE:
        break;
    }
    return NAN;
}

static void prepare_drift(const struct aras_simulation *simulation,
                          const struct aras_drift *drift, double every,
                          struct aras_drift_plan *plan, double cache[3])
{
    struct aras_evaluation evaluation = {.values = simulation->values};
    double half_life = standing(simulation, &drift->half_life);
    double noise = standing(simulation, &drift->noise);

    /* What makes no sense is told when the drift comes to it. */
    plan->known = half_life > 0.0 && noise >= 0.0;
    if (!plan->known) {
        return;
    }
    find_factors(cache, half_life, every);
    plan->keep = cache[1];
    plan->spread = noise * cache[2];
    plan->noisy = noise > 0.0;
    plan->toward.code = drift->toward;
    if (!drift->toward->varies) {
        plan->target = aras_code_evaluate(drift->toward, &evaluation);
        plan->toward.code = evaluation.fault == ARAS_NO_FAULT ? NULL : drift->toward;
    }
}

void aras_world_prepare_drifts(struct aras_simulation *simulation)
{
    struct aras_drift_plan *plan = simulation->drift_plans;
    double(*cache)[3] = simulation->drift_cache;

    for (size_t i = 0; i < simulation->model->period_count; i++) {
        const struct aras_drift_period *it = &simulation->model->periods[i];

        for (size_t j = 0; j < it->count; j++) {
            prepare_drift(simulation, &it->drifts[j], it->every, plan++, *cache++);
        }
    }
}

static void apply_drifts(struct aras_simulation *simulation,
                         const struct aras_drift_plan *plans, const uint32_t *drifts,
                         size_t count)
{
    for (size_t i = 0; i < count && !simulation->failed; i++) {
        aras_world_put(simulation, plans[drifts[i]].slot, simulation->right[drifts[i]]);
    }
}

void aras_world_drift(struct aras_simulation *simulation, uint32_t period)
{
    const struct aras_drift_period *it = &simulation->model->periods[period];
    const struct aras_drift_plan *plans = simulation->drift_plans;
    uint64_t step = simulation->period_step[period];
    double(*cache)[3] = simulation->drift_cache;
    size_t falling = 0;
    size_t rising = 0;

    for (uint32_t i = 0; i < period; i++) {
        cache += simulation->model->periods[i].count;
        plans += simulation->model->periods[i].count;
    }
    for (uint32_t i = 0; i < it->count && !simulation->failed; i++) {
        const struct aras_drift_plan *plan = &plans[i];
        double next;
        bool rises;

        if (plan->guard.code != NULL &&
            aras_world_answer(simulation, &plan->guard,
                              (struct aras_spot){plan->what, NULL}) == 0.0) {
            continue;
        }
        next = plan->known ? known_step_of(simulation, plan, step)
                           : step_of(simulation, &it->drifts[i], plan, cache[i],
                                     it->every, step);
        rises = next > aras_world_value(simulation, plan->slot);
        simulation->right[i] = next;
        /* One is written for nothing: no branch for a processor to guess. */
        simulation->rising[rising] = i;
        simulation->falling[falling] = i;
        rising += rises;
        falling += !rises;
    }
    /* What falls goes first, so that it makes room for a share that rises. */
    simulation->drifting = true;
    apply_drifts(simulation, plans, simulation->falling, falling);
    apply_drifts(simulation, plans, simulation->rising, rising);
    aras_world_renew(simulation);
    simulation->drifting = false;
}
