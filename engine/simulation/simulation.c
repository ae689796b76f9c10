#include "simulation/simulation.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/range.h"
#include "simulation/bookmark.h"
#include "simulation/course.h"
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
        aras_bookmark_free(simulation->bookmark);
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

enum aras_status aras_simulation_play_at(struct aras_simulation *simulation,
                                         uint64_t replication, uint64_t set,
                                         struct aras_record *record,
                                         struct aras_error *error)
{
    simulation->failed = false;
    simulation->error = error;
    simulation->firing = ARAS_NO_INDEX;
    simulation->replication = replication;
    simulation->approaching = false;
    aras_parameter_set_prepare(simulation, set);
    if (!simulation->failed) {
        aras_course_begin(simulation, replication);
    }
    aras_course_end(simulation, set, record);
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
    simulation->approaching = false;
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
        return aras_error_set(
            error, ARAS_INVALID, "%.9g lies outside the range of '%s', %s", value,
            slot->name, aras_range_text(slot->low, slot->high, 1.0, "").text);
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
    simulation->approaching = false;
    return ARAS_OK;
}
