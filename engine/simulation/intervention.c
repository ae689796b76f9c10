/* What is done to a world from outside: a part of simulation.h. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "simulation/intervention.h"

enum { ARAS_NAME_ROOM = 1000 };

static enum aras_status check_time(const struct aras_model *model,
                                   const struct aras_intervention *intervention,
                                   struct aras_error *error)
{
    double time = intervention->time;

    return time >= 0.0 && time <= model->horizon
               ? ARAS_OK
               : aras_error_set(error, ARAS_INVALID,
                                "'%s' is forced at %.9g, outside of 0 .. %.9g",
                                intervention->kind == ARAS_LOOK
                                    ? "a look"
                                    : model->events[intervention->event].id,
                                time, model->horizon);
}

enum aras_status aras_intervention_check(const struct aras_model *model,
                                         const struct aras_intervention *intervention,
                                         struct aras_error *error)
{
    const struct aras_event *event;

    if (model->event_count > 0 && intervention->kind == ARAS_LOOK) {
        return check_time(model, intervention, error);
    }
    if (intervention->event >= model->event_count) {
        return aras_error_set(error, ARAS_INVALID,
                              "there is no event %" PRIu32 " to intervene at",
                              intervention->event);
    }
    event = &model->events[intervention->event];
    if (strlen(event->id) > ARAS_NAME_ROOM) {
        return aras_error_set(error, ARAS_INVALID, "the name of '%s' is too long",
                              event->id);
    }
    switch (intervention->kind) {
    case ARAS_FORBID:
        return ARAS_OK;
    case ARAS_FORCE:
    case ARAS_CEASE:
    case ARAS_MISS:
    case ARAS_LOOK:
        return check_time(model, intervention, error);
    case ARAS_INSIST:
    case ARAS_SILENCE:
        if (event->demand == NULL) {
            return aras_error_set(
                error, ARAS_INVALID, "'%s' is no demand that could be %s", event->id,
                intervention->kind == ARAS_INSIST ? "insisted on" : "left unsaid");
        }
        return check_time(model, intervention, error);
    case ARAS_DICTATE:
        break;
    }
    if (event->decision == NULL || intervention->option >= event->decision->count) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is no decision with an option %" PRIu32, event->id,
                              intervention->option);
    }
    return ARAS_OK;
}

/* As the scenario has it. */
static void undo(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->imposed_count = 0;
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        simulation->events[i].forbidden = event->forbidden;
        simulation->events[i].ceases = INFINITY;
        simulation->events[i].falls_silent = INFINITY;
        simulation->events[i].misses = NAN;
        simulation->events[i].dictated =
            event->decision == NULL ? -1 : event->decision->dictated;
    }
}

static void impose(struct aras_simulation *simulation,
                   const struct aras_intervention *intervention)
{
    uint32_t number = simulation->imposed_count++;
    char name[ARAS_NAME_ROOM + sizeof "!forced"];

    snprintf(name, sizeof name, "%s!forced",
             simulation->model->events[intervention->event].id);
    if (intervention->kind == ARAS_LOOK) {
        simulation->imposed[number] = (struct aras_forced){.time = intervention->time};
        simulation->insists[number] = false;
        simulation->looks[number] = true;
        return;
    }
    simulation->imposed[number] = (struct aras_forced){.event = intervention->event,
                                                       .time = intervention->time,
                                                       .name = aras_name_hash(name)};
    simulation->insists[number] = intervention->kind == ARAS_INSIST;
    simulation->looks[number] = false;
}

void aras_intervention_make(struct aras_simulation *simulation,
                            const struct aras_intervention *intervention)
{
    struct aras_event_plan *event = &simulation->events[intervention->event];

    switch (intervention->kind) {
    case ARAS_FORBID:
        event->forbidden = true;
        break;
    case ARAS_FORCE:
    case ARAS_INSIST:
    case ARAS_LOOK:
        impose(simulation, intervention);
        break;
    case ARAS_DICTATE:
        event->dictated = (int) intervention->option;
        break;
    case ARAS_CEASE:
        event->ceases = fmin(event->ceases, intervention->time);
        break;
    case ARAS_MISS:
        event->misses = intervention->time;
        break;
    case ARAS_SILENCE:
        event->falls_silent = fmin(event->falls_silent, intervention->time);
        break;
    }
}

enum aras_status
aras_simulation_intervene(struct aras_simulation *simulation,
                          const struct aras_intervention *interventions, size_t count,
                          struct aras_error *error)
{
    if (count > ARAS_MOST_INTERVENTIONS) {
        return aras_error_set(error, ARAS_INVALID, "%zu interventions, of at most %d",
                              count, ARAS_MOST_INTERVENTIONS);
    }
    for (size_t i = 0; i < count; i++) {
        if (aras_intervention_check(simulation->model, &interventions[i], error) !=
            ARAS_OK) {
            return error->status;
        }
    }
    undo(simulation);
    for (size_t i = 0; i < count; i++) {
        aras_intervention_make(simulation, &interventions[i]);
    }
    simulation->prepared = false;
    simulation->approaching = false;
    return ARAS_OK;
}
