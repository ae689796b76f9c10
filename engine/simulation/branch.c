/* One beginning, several ends: a part of simulation.h. */
#include <math.h>

#include "base/require.h"
#include "simulation/bookmark.h"
#include "simulation/clocks.h"
#include "simulation/course.h"
#include "simulation/delays.h"
#include "simulation/intervention.h"
#include "simulation/parameter_set.h"

/* --- the beginning ------------------------------------------------------------------
 */

static uint64_t set_of(const struct aras_simulation *simulation)
{
    return simulation->replication / simulation->settings.group;
}

static void set_out(struct aras_simulation *simulation, uint64_t replication)
{
    simulation->replication = replication;
    simulation->firing = ARAS_NO_INDEX;
    simulation->astray = false;
    aras_parameter_set_prepare(simulation, set_of(simulation));
    if (!simulation->failed) {
        aras_course_begin(simulation, replication);
    }
}

/* From the end of a branch to where it began. */
static enum aras_status come_back(struct aras_simulation *simulation,
                                  struct aras_error *error)
{
    if (simulation->astray && simulation->approaching &&
        aras_bookmark_return(simulation->bookmark, simulation, error) != ARAS_OK) {
        simulation->approaching = false;
        return error->status;
    }
    simulation->astray = false;
    simulation->failed = false;
    simulation->error = error;
    return ARAS_OK;
}

static bool is_on_the_way(const struct aras_simulation *simulation,
                          uint64_t replication, double time)
{
    return simulation->approaching && simulation->replication == replication &&
           simulation->approached <= time;
}

enum aras_status aras_simulation_approach(struct aras_simulation *simulation,
                                          uint64_t replication, double time,
                                          struct aras_record *record,
                                          struct aras_error *error)
{
    if (!(time >= 0.0 && time <= simulation->model->horizon)) {
        return aras_error_set(error, ARAS_INVALID,
                              "a world cannot branch off at %.9g, outside of 0 .. %.9g",
                              time, simulation->model->horizon);
    }
    if (come_back(simulation, error) != ARAS_OK) {
        return error->status;
    }
    if (!is_on_the_way(simulation, replication, time)) {
        set_out(simulation, replication);
    }
    if (!simulation->failed) {
        aras_course_go_on(simulation, nextafter(time, -INFINITY));
    }
    simulation->approaching = !simulation->failed;
    simulation->approached = time;
    if (simulation->failed) {
        aras_course_end(simulation, set_of(simulation), record);
        return error->status;
    }
    return ARAS_OK;
}

/* --- the ends -----------------------------------------------------------------------
 */

/* Its clock is as if it had never run: it draws nothing, and drives nothing else. */
static void take_out(struct aras_simulation *simulation, uint32_t event)
{
    uint32_t hazard = simulation->events[event].hazard;

    ARAS_REQUIRE(simulation->natural[event] == 0);
    simulation->enabled[event] = 0;
    aras_delays_drop(simulation, event);
    if (hazard != ARAS_NO_INDEX) {
        aras_clocks_begin(simulation, hazard);
        simulation->waited[hazard] = 0.0;
        simulation->drawn[hazard] = 0;
    }
}

/* As if it had been in the calendar from the start: before what was entered later. */
static void enter(struct aras_simulation *simulation, uint32_t imposed)
{
    struct aras_entry entry = aras_parameter_set_forced(
        simulation, (uint32_t) simulation->model->forced_count + imposed);
    uint64_t sequence = simulation->sequence;

    ARAS_REQUIRE(entry.time >= simulation->approached);
    simulation->sequence = simulation->opening_count + imposed;
    (void) aras_world_enter(simulation, entry);
    simulation->sequence = sequence;
}

static void intervene(struct aras_simulation *simulation,
                      const struct aras_intervention *it)
{
    uint32_t imposed = simulation->imposed_count;

    aras_intervention_make(simulation, it);
    switch (it->kind) {
    case ARAS_FORBID:
        take_out(simulation, it->event);
        break;
    case ARAS_FORCE:
    case ARAS_INSIST:
    case ARAS_LOOK:
        enter(simulation, imposed);
        break;
    case ARAS_DICTATE:
        ARAS_REQUIRE(simulation->natural[it->event] + simulation->forced[it->event] ==
                     0);
        break;
    case ARAS_CEASE:
    case ARAS_SILENCE:
    case ARAS_MISS:
        ARAS_REQUIRE(it->time >= simulation->approached);
        break;
    }
}

/* What interventions do to the plan of an event. */
struct plan {
    uint32_t event;
    bool forbidden;
    int dictated;
    double ceases, falls_silent, misses;
};

static struct plan plan_of(const struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_event_plan *it = &simulation->events[event];

    return (struct plan){event,      it->forbidden,    it->dictated,
                         it->ceases, it->falls_silent, it->misses};
}

static void restore(struct aras_simulation *simulation, const struct plan *plan)
{
    struct aras_event_plan *it = &simulation->events[plan->event];

    it->forbidden = plan->forbidden;
    it->dictated = plan->dictated;
    it->ceases = plan->ceases;
    it->falls_silent = plan->falls_silent;
    it->misses = plan->misses;
}

static void play_end(struct aras_simulation *simulation,
                     const struct aras_intervention *it, size_t count,
                     struct aras_record *record)
{
    uint32_t imposed = simulation->imposed_count;
    struct plan plan[ARAS_MOST_INTERVENTIONS];

    for (size_t i = 0; i < count; i++) {
        plan[i] = plan_of(simulation, it[i].kind == ARAS_LOOK ? 0 : it[i].event);
        intervene(simulation, &it[i]);
    }
    aras_course_end(simulation, set_of(simulation), record);
    for (size_t i = count; i-- > 0;) {
        restore(simulation, &plan[i]);
    }
    simulation->imposed_count = imposed;
}

static enum aras_status check(const struct aras_simulation *simulation,
                              const struct aras_intervention *interventions,
                              size_t count, struct aras_error *error)
{
    if (simulation->imposed_count + count > ARAS_MOST_INTERVENTIONS) {
        return aras_error_set(error, ARAS_INVALID, "%zu interventions, of at most %d",
                              simulation->imposed_count + count,
                              ARAS_MOST_INTERVENTIONS);
    }
    for (size_t i = 0; i < count; i++) {
        if (aras_intervention_check(simulation->model, &interventions[i], error) !=
            ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* Keeps where the simulation is; after a branch that is kept already. */
static enum aras_status keep(struct aras_simulation *simulation,
                             struct aras_error *error)
{
    if (simulation->astray) {
        return come_back(simulation, error);
    }
    if (simulation->bookmark == NULL) {
        simulation->bookmark = aras_bookmark_new(simulation, error);
    }
    return simulation->bookmark == NULL
               ? error->status
               : aras_bookmark_keep(simulation->bookmark, simulation, error);
}

enum aras_status aras_simulation_branch(struct aras_simulation *simulation,
                                        const struct aras_intervention *interventions,
                                        size_t count, struct aras_record *record,
                                        struct aras_error *error)
{
    ARAS_REQUIRE(simulation->approaching);
    if (check(simulation, interventions, count, error) != ARAS_OK ||
        keep(simulation, error) != ARAS_OK) {
        return error->status;
    }
    simulation->failed = false;
    simulation->error = error;
    simulation->astray = true;
    play_end(simulation, interventions, count, record);
    simulation->approaching = !simulation->failed; /* its points are lost */
    return simulation->failed ? error->status : ARAS_OK;
}
