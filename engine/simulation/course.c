#include "simulation/course.h"

#include <inttypes.h>
#include <string.h>

#include "simulation/clocks.h"
#include "simulation/delays.h"
#include "simulation/firing.h"

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
    /* What is imposed on a branch stands as if it had been there from the start. */
    simulation->sequence = simulation->opening_count + ARAS_MOST_INTERVENTIONS;
}

void aras_course_begin(struct aras_simulation *simulation, uint64_t replication)
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
    simulation->next_track =
        model->track_count > 0 && !simulation->settings.untracked ? 0.0 : INFINITY;
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

void aras_course_go_on(struct aras_simulation *simulation, double end)
{
    if (simulation->pending_count > 0 && end >= 0.0) {
        aras_firing_pending(simulation); /* what is so from the start */
    }
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
        if (!(time <= end)) {
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
    if (!simulation->settings.untracked) {
        record_tracks(simulation, INFINITY);
    }
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

static void give_up(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct aras_error *error = simulation->error;
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

void aras_course_end(struct aras_simulation *simulation, uint64_t set,
                     struct aras_record *record)
{
    if (!simulation->failed) {
        aras_course_go_on(simulation, simulation->model->horizon);
    }
    if (!simulation->failed) {
        finish(simulation);
    }
    if (simulation->failed) {
        give_up(simulation);
    }
    for (size_t i = 0; i < simulation->model->event_count; i++) {
        simulation->counts[i] = simulation->natural[i] + simulation->forced[i];
    }
    *record =
        (struct aras_record){.replication = simulation->replication,
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
}
