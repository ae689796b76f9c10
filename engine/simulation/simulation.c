#include "simulation/simulation.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "simulation/clocks.h"
#include "simulation/delays.h"
#include "simulation/firing.h"
#include "simulation/parameter_set.h"
#include "simulation/plan.h"
#include "simulation/world.h"

/* --- making ---------------------------------------------------------------------- */

static void make(void *simulation)
{
    aras_plan_make(simulation);
}

struct aras_simulation *aras_simulation_new(const struct aras_model *model,
                                            const struct aras_settings *settings,
                                            struct aras_error *error)
{
    struct aras_simulation *simulation = NULL;

    if (settings->group == 0) {
        aras_error_set(error, ARAS_INVALID,
                       "a group of replications must have at least 1, got 0");
        return NULL;
    }
    simulation = calloc(1, sizeof *simulation);
    if (simulation == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a simulation");
        return NULL;
    }
    simulation->self = simulation;
    simulation->model = model;
    simulation->settings = *settings;
    if (settings->zeno == 0) {
        simulation->settings.zeno = 10000;
    }
    if (settings->events == 0) {
        simulation->settings.events = 1000000000;
    }
    simulation->calendar = aras_calendar_new(error);
    simulation->arena = aras_arena_new(error);
    if (simulation->calendar == NULL || simulation->arena == NULL ||
        aras_arena_try(simulation->arena, make, simulation, error) != ARAS_OK) {
        aras_simulation_free(simulation);
        return NULL;
    }
    return simulation;
}

void aras_simulation_free(struct aras_simulation *simulation)
{
    if (simulation != NULL) {
        aras_calendar_free(simulation->calendar);
        if (simulation->arena != NULL) {
            aras_arena_free(simulation->arena);
        }
        free(simulation->delays);
        free(simulation);
    }
}

void aras_simulation_observe(struct aras_simulation *simulation,
                             const struct aras_observer *observer)
{
    simulation->observer = observer;
}

void aras_simulation_seat(struct aras_simulation *simulation,
                          const struct aras_chooser *chooser)
{
    simulation->chooser = chooser;
}

/* --- starting -------------------------------------------------------------------- */

static void fill_calendar(struct aras_simulation *simulation)
{
    aras_calendar_clear(simulation->calendar);
    simulation->sequence = 0;
    for (size_t i = 0; i < simulation->opening_count && !simulation->failed; i++) {
        struct aras_entry entry = simulation->openings[i];
        aras_ticket ticket = aras_world_enter(simulation, entry);

        if (entry.kind == ARAS_ENTRY_CORNER) {
            simulation->corner_ticket[entry.subject] = ticket;
        }
    }
}

static void start(struct aras_simulation *simulation, uint64_t replication)
{
    const struct aras_model *model = simulation->model;

    memcpy(simulation->live, simulation->start, simulation->block);
    simulation->now = 0.0;
    simulation->replication = replication;
    simulation->fired = 0;
    simulation->fingerprint = 0;
    simulation->moment = -INFINITY;
    simulation->moment_count = 0;
    simulation->since_refresh = 0;
    simulation->noted_kinds = 0;
    simulation->drifting = false;
    simulation->cold = false;
    aras_delays_clear(simulation);
    for (size_t i = 0; i < model->corner_count; i++) {
        simulation->corner_ticket[i] = ARAS_NO_TICKET;
    }
    for (size_t i = 0; i < model->event_count; i++) {
        simulation->every_count[i] = 0;
    }
    for (size_t i = 0; i < model->period_count; i++) {
        simulation->period_step[i] = 1;
    }
    for (size_t i = 0; i < model->track_count; i++) {
        simulation->next_point[i] = 0;
    }
    simulation->next_track = model->track_count > 0 ? 0.0 : INFINITY;
    simulation->pending_count = simulation->start_pending_count;
    for (uint32_t i = 0; i < simulation->pending_count; i++) {
        simulation->pending[i] = simulation->start_pending[i];
    }
    fill_calendar(simulation);
    aras_clocks_start(simulation);
    if (simulation->observer != NULL && simulation->observer->begun != NULL) {
        simulation->observer->begun(simulation->observer->context);
    }
}

/* --- tracks ----------------------------------------------------------------------- */

/* Records all grid times before `end`: what stood just after the last event at or
 * before each. Grid times are multiples, not sums, so that they do not wander. */
static void record_tracks(struct aras_simulation *simulation, double end)
{
    const struct aras_model *model = simulation->model;

    simulation->next_track = INFINITY;
    for (size_t i = 0; i < model->track_count; i++) {
        const struct aras_track *track = &model->tracks[i];
        size_t *next = &simulation->next_point[i];
        double time = (double) *next * track->every;

        while (*next < track->points && time < end) {
            simulation->now = time;
            simulation->points[simulation->first_point[i] + *next] =
                aras_world_answer(simulation, &simulation->track_of[i],
                                  (struct aras_spot){"track", track->id});
            time = (double) ++*next * track->every;
        }
        if (*next < track->points) {
            simulation->next_track = fmin(simulation->next_track, time);
        }
    }
}

/* --- playing -----------------------------------------------------------------------
 */

/* All corners of one moment are turned before anything is made of them. */
static void turn_corners(struct aras_simulation *simulation)
{
    const struct aras_entry *entry;

    while ((entry = aras_calendar_first(simulation->calendar)) != NULL &&
           entry->kind == ARAS_ENTRY_CORNER && entry->time == simulation->now) {
        uint32_t corner = aras_calendar_take(simulation->calendar)->subject;

        simulation->corner_ticket[corner] = ARAS_NO_TICKET;
        aras_world_set(simulation, simulation->model->corners[corner].slot,
                       aras_world_corner_value(simulation, corner, true) ? 1.0 : 0.0);
    }
    aras_world_renew(simulation);
    aras_firing_settled(simulation);
}

/* The next time of something periodic is a multiple too. */
static void come_again(struct aras_simulation *simulation, struct aras_entry entry)
{
    uint32_t subject = entry.subject;

    if (entry.kind == ARAS_ENTRY_EVERY) {
        entry.time =
            simulation->first_time[subject] +
            (double) ++simulation->every_count[subject] * simulation->period[subject];
    } else {
        entry.time = (double) (simulation->period_step[subject] + 1) *
                     simulation->model->periods[subject].every;
    }
    if (entry.time <= simulation->model->horizon) {
        aras_world_enter(simulation, entry);
    }
}

static void meet(struct aras_simulation *simulation, enum aras_entry_kind kind)
{
    struct aras_entry entry;
    uint32_t subject;

    if (kind == ARAS_ENTRY_CORNER) {
        turn_corners(simulation);
        return;
    }
    if (kind == ARAS_ENTRY_DELAY) { /* the most frequent */
        subject = aras_calendar_take(simulation->calendar)->subject;
        aras_firing_due(simulation, aras_delays_end(simulation, subject), false);
        return;
    }
    entry = *aras_calendar_take(simulation->calendar);
    subject = entry.subject;
    switch (kind) {
    case ARAS_ENTRY_CORNER:
    case ARAS_ENTRY_DELAY:
        break;
    case ARAS_ENTRY_DRIFT:
        come_again(simulation, entry);
        aras_world_drift(simulation, subject);
        simulation->period_step[subject]++;
        aras_firing_settled(simulation);
        break;
    case ARAS_ENTRY_AT:
        aras_firing_due(simulation, subject, true);
        break;
    case ARAS_ENTRY_EVERY:
        come_again(simulation, entry);
        aras_firing_due(simulation, subject, true);
        break;
    case ARAS_ENTRY_FORCED:
        aras_firing_forced(simulation, subject);
        break;
    }
}

/* Whether a hazard comes before the first entry of the calendar. */
static bool hazard_first(const struct aras_simulation *simulation, uint32_t hazard,
                         const struct aras_entry *entry)
{
    const struct aras_event *event;
    double wake;

    if (hazard == ARAS_NO_INDEX || entry == NULL) {
        return hazard != ARAS_NO_INDEX;
    }
    wake = simulation->wake[hazard];
    if (wake != entry->time) {
        return wake < entry->time;
    }
    event = &simulation->model->events[simulation->hazard_plans[hazard].event];
    if (event->priority != entry->priority) {
        return event->priority > entry->priority;
    }
    return event->order < entry->order;
}

static void play(struct aras_simulation *simulation)
{
    double horizon = simulation->model->horizon;

    aras_firing_pending(simulation);
    while (!simulation->failed) {
        uint32_t hazard = aras_clocks_first(simulation);
        const struct aras_entry *entry = aras_calendar_first(simulation->calendar);
        bool by_rate = hazard_first(simulation, hazard, entry);
        double time = INFINITY;

        if (by_rate) {
            time = simulation->wake[hazard];
        } else if (entry != NULL) {
            time = entry->time;
        }
        if (!(time <= horizon)) {
            break;
        }
        if (time > simulation->next_track) {
            record_tracks(simulation, time);
        }
        simulation->now = time;
        simulation->firing = ARAS_NO_INDEX;
        if (by_rate) {
            aras_firing_by_rate(simulation, hazard);
        } else {
            meet(simulation, (enum aras_entry_kind) entry->kind);
        }
        if (simulation->pending_count > 0) {
            aras_firing_pending(simulation);
        }
        if (++simulation->since_refresh == ARAS_REFRESH && !simulation->failed) {
            simulation->since_refresh = 0;
            aras_clocks_refresh(simulation);
        }
    }
}

/* --- outcomes -----------------------------------------------------------------------
 */

static double category(struct aras_simulation *simulation,
                       const struct aras_outcome *outcome)
{
    for (size_t i = 0; i < outcome->category_count; i++) {
        const struct aras_category *it = &outcome->categories[i];

        if (it->when == NULL ||
            aras_world_ask(simulation, it->when, NULL,
                           (struct aras_spot){"outcome", outcome->id}) != 0.0) {
            return (double) i;
        }
    }
    return NAN;
}

static double outcome_value(struct aras_simulation *simulation, uint32_t number)
{
    const struct aras_outcome *it = &simulation->model->outcomes[number];
    double horizon = simulation->model->horizon;
    double sum = 0.0;

    switch (it->kind) {
    case ARAS_HAPPENED:
        return simulation->reached[number] ? 1.0 : 0.0;
    case ARAS_TIME:
        return simulation->reached[number] ? simulation->held[number] : INFINITY;
    case ARAS_VALUE:
        return aras_world_ask(simulation, it->of, NULL,
                              (struct aras_spot){"outcome", it->id});
    case ARAS_MEAN:
        sum = simulation->integral[number] +
              simulation->held[number] * (horizon - simulation->held_since[number]);
        return horizon > 0.0 ? sum / horizon : simulation->held[number];
    case ARAS_COUNT:
        for (size_t i = 0; i < it->event_count; i++) {
            sum += (double) (simulation->natural[it->events[i]] +
                             simulation->forced[it->events[i]]);
        }
        return sum;
    case ARAS_CATEGORY:
        break;
    }
    return category(simulation, it);
}

static void finish(struct aras_simulation *simulation)
{
    simulation->firing = ARAS_NO_INDEX;
    record_tracks(simulation, INFINITY);
    simulation->now = simulation->model->horizon;
    for (uint32_t i = 0; i < simulation->model->outcome_count; i++) {
        simulation->outcome_values[i] = outcome_value(simulation, i);
    }
    for (uint32_t i = 0; i < simulation->hazards; i++) {
        uint32_t event = simulation->hazard_plans[i].event;

        /* A forced firing was certain. */
        simulation->integrated[event] =
            aras_clocks_integrated(simulation, i) + (double) simulation->forced[event];
    }
}

static void give_up(struct aras_simulation *simulation, struct aras_error *error)
{
    const struct aras_model *model = simulation->model;
    char moment[32];

    for (size_t i = 0; i < model->outcome_count; i++) {
        simulation->outcome_values[i] = NAN;
    }
    for (size_t i = 0; i < simulation->point_count; i++) {
        simulation->points[i] = NAN;
    }
    for (size_t i = 0; i < model->event_count; i++) {
        simulation->integrated[i] = 0.0;
    }
    for (uint32_t i = 0; i < simulation->first_noted[ARAS_NOTE_KINDS]; i++) {
        simulation->noted[i] = 0;
    }
    if (simulation->firing != ARAS_NO_INDEX) {
        aras_error_within(error, "the firing of event '%s'",
                          model->events[simulation->firing].id);
    }
    aras_model_write_moment(model, simulation->now, moment);
    if (model->has_start) {
        aras_error_within(error, "replication %" PRIu64 ", at time %.9g (%s)",
                          simulation->replication, simulation->now, moment);
    } else {
        aras_error_within(error, "replication %" PRIu64 ", at time %.9g",
                          simulation->replication, simulation->now);
    }
}

enum aras_status aras_simulation_play_at(struct aras_simulation *simulation,
                                         uint64_t replication, uint64_t set,
                                         struct aras_record *record,
                                         struct aras_error *error)
{
    simulation->failed = false;
    simulation->error = error;
    simulation->firing = ARAS_NO_INDEX;
    simulation->replication = replication;
    aras_parameter_set_prepare(simulation, set);
    if (!simulation->failed) {
        start(simulation, replication);
        play(simulation);
    }
    if (!simulation->failed) {
        finish(simulation);
    }
    if (simulation->failed) {
        give_up(simulation, error);
    }
    for (size_t i = 0; i < simulation->model->event_count; i++) {
        simulation->counts[i] = simulation->natural[i] + simulation->forced[i];
    }
    *record =
        (struct aras_record){.replication = replication,
                             .set = set,
                             .failed = simulation->failed,
                             .failed_at = simulation->failed ? simulation->now : NAN,
                             .outcomes = simulation->outcome_values,
                             .points = simulation->points,
                             .counts = simulation->counts,
                             .integrated = simulation->integrated,
                             .clamps = simulation->clamps,
                             .parameters = simulation->parameter_values,
                             .fingerprint = simulation->fingerprint,
                             .events = simulation->fired};
    return simulation->failed ? error->status : ARAS_OK;
}

enum aras_status aras_simulation_play(struct aras_simulation *simulation,
                                      uint64_t replication, struct aras_record *record,
                                      struct aras_error *error)
{
    return aras_simulation_play_at(simulation, replication,
                                   replication / simulation->settings.group, record,
                                   error);
}

double aras_simulation_value(const struct aras_simulation *simulation, uint32_t slot)
{
    aras_world_freshen_slot(simulation->self, slot);
    return aras_world_value(simulation, slot);
}

double aras_simulation_reached(const struct aras_simulation *simulation,
                               uint32_t outcome)
{
    enum aras_outcome_kind kind = simulation->model->outcomes[outcome].kind;

    if (kind != ARAS_HAPPENED && kind != ARAS_TIME) {
        return NAN;
    }
    return simulation->reached[outcome] ? simulation->held[outcome] : INFINITY;
}

/* --- for observers ---------------------------------------------------------------- */

const double *aras_simulation_state(const struct aras_simulation *simulation)
{
    return simulation->values;
}

double aras_simulation_now(const struct aras_simulation *simulation)
{
    return simulation->now;
}

bool aras_simulation_ask(struct aras_simulation *simulation,
                         const struct aras_code *code, double *value)
{
    struct aras_error *error = simulation->error;
    bool failed = simulation->failed;
    struct aras_error ignored = {0};
    bool answered;

    simulation->error = &ignored;
    simulation->failed = false;
    *value = aras_world_ask(simulation, code, NULL,
                            (struct aras_spot){"what is observed", NULL});
    answered = !simulation->failed;
    simulation->failed = failed;
    simulation->error = error;
    if (!answered) {
        /* Some derived value was left as none: whoever needs it works it out anew. */
        *value = NAN;
        for (size_t i = 0; i < simulation->words; i++) {
            simulation->cold_dirty[i] = UINT64_MAX;
        }
        simulation->cold = true;
    }
    return answered;
}

uint32_t aras_simulation_firing(const struct aras_simulation *simulation)
{
    return simulation->firing;
}

uint64_t aras_simulation_cause(const struct aras_simulation *simulation)
{
    return simulation->cause;
}

enum aras_status aras_simulation_parameters(struct aras_simulation *simulation,
                                            uint64_t set, const double **values,
                                            struct aras_error *error)
{
    simulation->failed = false;
    simulation->error = error;
    if (!simulation->prepared || simulation->set != set) {
        aras_parameter_set_draw(simulation, set);
    }
    *values = simulation->parameter_values;
    return simulation->failed ? error->status : ARAS_OK;
}

/* --- what is given -------------------------------------------------------------------
 */

/* The slot of an input; 0, which is no slot, when it has none that can be given. */
static uint32_t slot_of(const struct aras_simulation *simulation,
                        struct aras_input input)
{
    const struct aras_model *model = simulation->model;

    switch (input.kind) {
    case ARAS_INPUT_PARAMETER:
        return input.index < model->parameter_count
                   ? model->parameters[input.index].slot
                   : 0;
    case ARAS_INPUT_VARIANT:
        return input.index < model->variant_count ? model->variants[input.index].slot
                                                  : 0;
    case ARAS_INPUT_INITIAL:
        break;
    }
    return input.index < model->slot_count && simulation->started[input.index]
               ? input.index
               : 0;
}

static enum aras_status check_given(const struct aras_simulation *simulation,
                                    struct aras_input input, double value,
                                    struct aras_error *error)
{
    uint32_t number = slot_of(simulation, input);
    const struct aras_slot *slot = &simulation->model->slots[number];

    if (number == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "input %" PRIu32
                              " of this kind is nothing that can be given: a "
                              "parameter, a variant or what has a start",
                              input.index);
    }
    if (input.kind == ARAS_INPUT_VARIANT) {
        size_t count = simulation->model->variants[input.index].count;

        return value >= 0.0 && value < (double) count && value == floor(value)
                   ? ARAS_OK
                   : aras_error_set(error, ARAS_INVALID,
                                    "the variant '%s' has options 0 to %zu, and no %g",
                                    slot->name, count - 1, value);
    }
    if (!isfinite(value) || value < slot->low || value > slot->high) {
        return aras_error_set(error, ARAS_INVALID,
                              "%.9g lies outside the range of '%s', %g .. %g", value,
                              slot->name, slot->low, slot->high);
    }
    if ((slot->whole || slot->type != ARAS_NUMBER) && value != floor(value)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is a whole number, and %.9g is none", slot->name,
                              value);
    }
    return ARAS_OK;
}

enum aras_status aras_simulation_give(struct aras_simulation *simulation,
                                      const struct aras_input *inputs,
                                      const double *value, size_t count,
                                      struct aras_error *error)
{
    double *offered = simulation->offered;

    for (size_t i = 0; i < simulation->model->slot_count; i++) {
        offered[i] = NAN;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = slot_of(simulation, inputs[i]);

        if (check_given(simulation, inputs[i], value[i], error) != ARAS_OK) {
            return error->status;
        }
        if (!isnan(offered[slot])) {
            return aras_error_set(error, ARAS_INVALID, "'%s' is given twice",
                                  simulation->model->slots[slot].name);
        }
        offered[slot] = value[i];
    }
    simulation->offered = simulation->given;
    simulation->given = offered;
    simulation->prepared = false;
    return ARAS_OK;
}
