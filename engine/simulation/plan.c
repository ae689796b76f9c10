#include "simulation/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "simulation/dependents.h"
#include "simulation/order.h"
#include "simulation/strips.h"

/* --- what an event does ------------------------------------------------------------
 */

static void sort_effects(struct aras_effect *effects, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct aras_effect effect = effects[i];
        size_t j = i;

        for (; j > 0 && effects[j - 1].slot > effect.slot; j--) {
            effects[j] = effects[j - 1];
        }
        effects[j] = effect;
    }
}

static const uint32_t *join(struct aras_simulation *simulation, uint32_t one,
                            const uint32_t *others, size_t count, uint32_t *joined)
{
    uint32_t *slots = ARAS_TABLE(simulation, count + 1, slots);

    *joined = 0;
    if (one != 0) {
        slots[(*joined)++] = one;
    }
    for (size_t i = 0; i < count; i++) {
        slots[(*joined)++] = others[i];
    }
    return slots;
}

/* Most changes are one addition, or set a slot. */
static void plan_change(const struct aras_simulation *simulation,
                        struct aras_change *change, const struct aras_effect *effect)
{
    change->kind = ARAS_CHANGE_WORK;
    if (change->count == 1 && effect->kind != ARAS_EFFECT_MULTIPLY &&
        simulation->slots[change->slot].ordinary) {
        change->kind =
            effect->kind == ARAS_EFFECT_ADD ? ARAS_CHANGE_BY : ARAS_CHANGE_TO;
        change->number = effect->value.kind == ARAS_OPERAND_LITERAL
                             ? &effect->value.value
                             : &simulation->right[change->first];
    }
}

static void plan_event(struct aras_simulation *simulation, uint32_t number)
{
    const struct aras_event *event = &simulation->model->events[number];
    struct aras_event_plan *plan = &simulation->events[number];
    struct aras_effect *effects = ARAS_TABLE(simulation, event->effect_count, effects);
    struct aras_change *changes = ARAS_TABLE(simulation, event->effect_count, changes);

    plan->hazard = ARAS_NO_INDEX;
    plan->name = event->name;
    plan->effect_count = (uint32_t) event->effect_count;
    plan->id = event->id;
    plan->once = event->once;
    plan->forbidden = event->forbidden;
    plan->ceases = INFINITY;
    plan->misses = NAN;
    plan->falls_silent = INFINITY;
    plan->dictated = event->decision == NULL ? -1 : event->decision->dictated;
    plan->literal = true;
    plan->followers = event->followers;
    plan->follower_count = (uint32_t) event->follower_count;
    plan->chooses = event->decision != NULL || event->demand != NULL;
    plan->leads = plan->follower_count > 0 || plan->chooses;
    if (event->effect_count > 0) {
        memcpy(effects, event->effects, event->effect_count * sizeof *effects);
    }
    sort_effects(effects, event->effect_count);
    for (uint32_t i = 0; i < event->effect_count; i++) {
        if (i == 0 || effects[i].slot != effects[i - 1].slot) {
            changes[plan->change_count++] =
                (struct aras_change){.slot = effects[i].slot, .first = i};
        }
        changes[plan->change_count - 1].count++;
        plan->literal = plan->literal && effects[i].value.kind == ARAS_OPERAND_LITERAL;
        plan->draws = plan->draws || (effects[i].value.kind == ARAS_OPERAND_CODE &&
                                      effects[i].value.code->draws > 0);
        plan->shares = plan->shares || simulation->slots[effects[i].slot].share_group;
    }
    for (uint32_t i = 0; i < plan->change_count; i++) {
        plan_change(simulation, &changes[i], &effects[changes[i].first]);
    }
    plan->effects = effects;
    plan->changes = changes;
    plan->counters = join(simulation, event->count_slot, event->also_count,
                          event->also_count_count, &plan->counter_count);
    plan->marks = join(simulation, event->happened_slot, event->also_happened,
                       event->also_happened_count, &plan->mark_count);
    plan->clocks = join(simulation, event->last_slot, event->also_last,
                        event->also_last_count, &plan->clock_count);
    plan->counts = plan->counter_count + plan->mark_count + plan->clock_count > 0;
    plan->plain =
        plan->literal && !plan->once && !plan->shares && !plan->counts && !plan->leads;
}

static void plan_delay(struct aras_simulation *simulation, uint32_t number)
{
    const struct aras_model *model = simulation->model;
    const struct aras_event *event = &model->events[number];
    struct aras_delay_plan *plan = &simulation->delay_plans[number];

    plan->length = event->delay;
    plan->shift = event->shift;
    plan->priority = event->priority;
    plan->order = event->order;
    plan->again = event->again;
    plan->fixed = event->delay != NULL;
    for (size_t i = 0; plan->fixed && i < event->delay->read_count; i++) {
        plan->fixed = model->slots[event->delay->reads[i]].kind == ARAS_SLOT_FIXED;
    }
}

/* --- hazards and what drives them --------------------------------------------------
 */

struct rank {
    int32_t priority;
    uint32_t order, event;
};

static int by_rank(const void *one, const void *other)
{
    const struct rank *a = one;
    const struct rank *b = other;

    if (a->priority != b->priority) {
        return a->priority > b->priority ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool never_varies(const struct aras_model *model,
                         const struct aras_operand *operand)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return true;
    case ARAS_OPERAND_SLOT:
        return model->slots[operand->slot].kind == ARAS_SLOT_FIXED;
    case ARAS_OPERAND_CODE:
        break;
    }
    return !operand->code->varies;
}

static void plan_hazards(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct rank *ranks = ARAS_TABLE(simulation, model->event_count, ranks);
    size_t drivers = 0;

    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (event->trigger == ARAS_BY_RATE) {
            ranks[simulation->hazards++] = (struct rank){
                .priority = event->priority, .order = event->order, .event = i};
            drivers += event->driver_count;
        }
    }
    qsort(ranks, simulation->hazards, sizeof *ranks, by_rank);
    simulation->padded = (simulation->hazards + 7) / 8 * 8;
    simulation->hazard_plans =
        ARAS_TABLE(simulation, simulation->hazards, simulation->hazard_plans);
    simulation->first_driver =
        ARAS_TABLE(simulation, simulation->hazards + 1, simulation->first_driver);
    simulation->driver_plans =
        ARAS_TABLE(simulation, drivers, simulation->driver_plans);
    simulation->words_of =
        ARAS_TABLE(simulation, simulation->hazards, simulation->words_of);
    simulation->starting =
        ARAS_TABLE(simulation, simulation->hazards, simulation->starting);
    if (simulation->settings.coupling == ARAS_BY_STRIPS) {
        simulation->strip_time = ARAS_TABLE(
            simulation, simulation->hazards * ARAS_STRIPS, simulation->strip_time);
    }
    for (uint32_t i = 0; i < simulation->hazards; i++) {
        const struct aras_event *event = &model->events[ranks[i].event];
        uint32_t first = simulation->first_driver[i];

        simulation->hazard_plans[i] =
            (struct aras_hazard_plan){.name = event->name,
                                      .scale = event->scale,
                                      .factors = event->factors,
                                      .factor_count = (uint32_t) event->factor_count,
                                      .event = ranks[i].event,
                                      .known = event->base_code == NULL &&
                                               never_varies(model, &event->base_fixed),
                                      .driven = event->driver_count > 0};
        simulation->events[ranks[i].event].hazard = i;
        for (uint32_t j = 0; j < event->driver_count; j++) {
            simulation->driver_plans[first + j].slot = event->drivers[j].slot;
        }
        simulation->first_driver[i + 1] = first + (uint32_t) event->driver_count;
    }
}

static void plan_drivers(struct aras_simulation *simulation)
{
    size_t slots = simulation->model->slot_count;
    uint32_t count = simulation->first_driver[simulation->hazards];
    uint32_t first = 0;

    for (uint32_t i = 0; i < count; i++) {
        simulation->slots[simulation->driver_plans[i].slot].drivers++;
    }
    for (size_t i = 0; i < slots; i++) {
        simulation->slots[i].first_driver = first;
        first += simulation->slots[i].drivers;
        simulation->slots[i].drivers = 0;
    }
    simulation->drives = ARAS_TABLE(simulation, count, simulation->drives);
    for (int direction = 0; direction < 2; direction++) {
        simulation->pushes[direction] =
            ARAS_TABLE(simulation, count, simulation->pushes[0]);
        simulation->step[direction] =
            ARAS_TABLE(simulation, slots, simulation->step[0]);
    }
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        for (uint32_t i = simulation->first_driver[hazard];
             i < simulation->first_driver[hazard + 1]; i++) {
            struct aras_slot_plan *slot =
                &simulation->slots[simulation->driver_plans[i].slot];
            uint32_t place = slot->first_driver + slot->drivers++;

            simulation->drives[place] =
                (struct aras_drive){.hazard = hazard, .number = i};
            simulation->pushes[0][place].hazard = hazard;
            simulation->pushes[1][place].hazard = hazard;
        }
    }
}
/* --- influence ----------------------------------------------------------------------
 */

static void plan_influence(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    uint32_t cells = (uint32_t) (model->influence.actors * model->influence.actors);

    if (cells == 0) {
        return;
    }

    bool *outside = ARAS_TABLE(simulation, model->actor_count, outside);
    double *weights = ARAS_TABLE(simulation, model->actor_count, weights);

    ARAS_REQUIRE(model->influence.actors == model->actor_count);
    for (size_t i = 0; i < model->actor_count; i++) {
        outside[i] = model->actors[i].outside;
        weights[i] = model->actors[i].weight;
    }
    simulation->influence = aras_influence_work_new(model->actor_count, outside,
                                                    weights, simulation->arena);
    simulation->influence_cells =
        ARAS_TABLE(simulation, cells, simulation->influence_cells);
    for (uint32_t i = 0; i < cells; i++) {
        if (model->influence.dependence[i] != 0) {
            simulation->influence_cells[simulation->influence_cell_count++] =
                (struct aras_influence_cell){.place = i,
                                             .slot = model->influence.dependence[i]};
        }
    }
}

/* --- formulae that are asked for again and again ------------------------------------
 */

static struct aras_asked plan_asked(const struct aras_simulation *simulation,
                                    const struct aras_code *code)
{
    struct aras_asked asked = {.code = code};

    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        asked.cold = asked.cold || simulation->cold_in[code->reads[i]] != 0;
    }
    return asked;
}

static void plan_drifts(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct aras_drift_plan *plan;
    size_t drifts = 0;

    for (size_t i = 0; i < model->period_count; i++) {
        drifts += model->periods[i].count;
    }
    plan = simulation->drift_plans = ARAS_TABLE(simulation, drifts, plan);
    simulation->drift_cache = ARAS_TABLE(simulation, drifts, simulation->drift_cache);
    for (size_t i = 0; i < model->period_count; i++) {
        for (size_t j = 0; j < model->periods[i].count; j++) {
            const struct aras_drift *drift = &model->periods[i].drifts[j];

            *plan++ = (struct aras_drift_plan){
                .guard = plan_asked(simulation, drift->guard),
                .toward = plan_asked(simulation, drift->toward),
                .what = drift->what,
                .name = drift->name,
                .slot = drift->slot};
        }
    }
}

static void plan_formulae(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->outcomes =
        ARAS_TABLE(simulation, model->outcome_count, simulation->outcomes);
    simulation->track_of =
        ARAS_TABLE(simulation, model->track_count, simulation->track_of);
    for (size_t i = 0; i < model->event_count; i++) {
        simulation->events[i].guard = plan_asked(simulation, model->events[i].guard);
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];

        simulation->outcomes[i] =
            (struct aras_outcome_plan){.of = plan_asked(simulation, outcome->of),
                                       .id = outcome->id,
                                       .kind = outcome->kind};
    }
    for (size_t i = 0; i < model->track_count; i++) {
        simulation->track_of[i] = plan_asked(simulation, model->tracks[i].of);
    }
    plan_drifts(simulation);
}

/* --- memory --------------------------------------------------------------------------
 */

static size_t reserve(size_t *used, size_t count, size_t size)
{
    size_t place = *used;

    *used += (count * size + 15) / 16 * 16;
    return place;
}

/* The state of a replication: laid out once to learn its size, and once for good. */
static size_t lay_out(struct aras_simulation *simulation, unsigned char *block)
{
    const struct aras_model *model = simulation->model;
    size_t used = 0;

#define PLACE(member, count)                                                           \
    do {                                                                               \
        size_t place_ = reserve(&used, count, sizeof *simulation->member);             \
        if (block != NULL) {                                                           \
            simulation->member = (void *) (block + place_);                            \
        }                                                                              \
    } while (0)

    PLACE(values, model->slot_count);
    PLACE(wake, simulation->padded);
    PLACE(rate, simulation->hazards);
    PLACE(base, simulation->hazards);
    PLACE(remaining, simulation->hazards);
    PLACE(known, simulation->hazards);
    PLACE(waited, simulation->hazards);
    PLACE(ahead, simulation->hazards);
    PLACE(drawn, simulation->hazards);
    PLACE(held, model->outcome_count);
    PLACE(integral, model->outcome_count);
    PLACE(held_since, model->outcome_count);
    PLACE(natural, model->event_count);
    PLACE(forced, model->event_count);
    PLACE(missed, model->event_count);
    PLACE(clamps, model->slot_count);
    PLACE(cold_dirty, simulation->words);
    PLACE(corner_time, model->corner_count);
    PLACE(enabled, model->event_count);
    PLACE(stale, simulation->hazards);
    PLACE(spent, model->event_count);
    PLACE(truth, model->event_count);
    PLACE(reached, model->outcome_count);
    PLACE(waiting, model->event_count);
#undef PLACE
    return used;
}

static void plan_memory(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    size_t openings = model->forced_count + model->corner_count + model->period_count;
    size_t most_choices = 0;

    simulation->block = lay_out(simulation, NULL);
    simulation->live = aras_arena_get(simulation->arena, simulation->block + 1);
    simulation->start = aras_arena_get(simulation->arena, simulation->block + 1);
    lay_out(simulation, simulation->live);
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        openings += event->trigger == ARAS_AT ? event->time_count : 1;
        if (event->decision != NULL && event->decision->count > most_choices) {
            most_choices = event->decision->count;
        }
    }
    openings += ARAS_MOST_INTERVENTIONS;
    simulation->openings = ARAS_TABLE(simulation, openings, simulation->openings);
    simulation->utility = ARAS_TABLE(simulation, most_choices, simulation->utility);
    simulation->probability =
        ARAS_TABLE(simulation, most_choices, simulation->probability);
    simulation->options =
        ARAS_TABLE(simulation, model->variant_count, simulation->options);
    simulation->parameter_values =
        ARAS_TABLE(simulation, model->parameter_count + model->variant_count,
                   simulation->parameter_values);
    simulation->given = ARAS_TABLE(simulation, model->slot_count, simulation->given);
    simulation->offered =
        ARAS_TABLE(simulation, model->slot_count, simulation->offered);
    simulation->started =
        ARAS_TABLE(simulation, model->slot_count, simulation->started);
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->given[i] = NAN;
    }
    for (size_t i = 0; i < simulation->node_count; i++) {
        if (simulation->nodes[i].kind == ARAS_NODE_INITIAL) {
            simulation->started[simulation->nodes[i].slot] = 1;
        }
    }
    simulation->period = ARAS_TABLE(simulation, model->event_count, simulation->period);
    simulation->first_time =
        ARAS_TABLE(simulation, model->event_count, simulation->first_time);
    simulation->every_count =
        ARAS_TABLE(simulation, model->event_count, simulation->every_count);
    simulation->period_step =
        ARAS_TABLE(simulation, model->period_count, simulation->period_step);
    simulation->corner_ticket =
        ARAS_TABLE(simulation, model->corner_count, simulation->corner_ticket);
    simulation->delay_first =
        ARAS_TABLE(simulation, model->event_count, simulation->delay_first);
    simulation->pending =
        ARAS_TABLE(simulation, model->event_count, simulation->pending);
    simulation->start_pending =
        ARAS_TABLE(simulation, model->event_count, simulation->start_pending);
    simulation->next_point =
        ARAS_TABLE(simulation, model->track_count, simulation->next_point);
    simulation->first_point =
        ARAS_TABLE(simulation, model->track_count, simulation->first_point);
    simulation->outcome_values =
        ARAS_TABLE(simulation, model->outcome_count, simulation->outcome_values);
    simulation->integrated =
        ARAS_TABLE(simulation, model->event_count, simulation->integrated);
    simulation->counts = ARAS_TABLE(simulation, model->event_count, simulation->counts);
    for (size_t i = 0; i < model->track_count; i++) {
        simulation->first_point[i] = simulation->point_count;
        simulation->point_count += model->tracks[i].points;
    }
    simulation->points =
        ARAS_TABLE(simulation, simulation->point_count, simulation->points);
    for (size_t i = 0; simulation->settings.untracked && i < simulation->point_count;
         i++) {
        simulation->points[i] = NAN;
    }
}

/* Right-hand sides of one event, or of the drifts of one period. */
static void plan_right(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    size_t most = 0;

    for (size_t i = 0; i < model->event_count; i++) {
        most =
            model->events[i].effect_count > most ? model->events[i].effect_count : most;
    }
    for (size_t i = 0; i < model->period_count; i++) {
        most = model->periods[i].count > most ? model->periods[i].count : most;
    }
    simulation->right = ARAS_TABLE(simulation, most, simulation->right);
    simulation->falling = ARAS_TABLE(simulation, most, simulation->falling);
    simulation->rising = ARAS_TABLE(simulation, most, simulation->rising);
}

void aras_plan_make(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    aras_dependents_plan_slots(simulation);
    plan_right(simulation);
    simulation->events = ARAS_TABLE(simulation, model->event_count, simulation->events);
    simulation->delay_plans =
        ARAS_TABLE(simulation, model->event_count, simulation->delay_plans);
    for (uint32_t i = 0; i < model->event_count; i++) {
        plan_event(simulation, i);
        plan_delay(simulation, i);
    }
    plan_hazards(simulation);
    plan_drivers(simulation);
    aras_dependents_plan(simulation);
    plan_influence(simulation);
    plan_formulae(simulation);
    aras_order_plan(simulation);
    plan_memory(simulation);
}
