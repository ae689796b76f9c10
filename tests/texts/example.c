/* Plays the first 10,000 worlds of a model and tells in how many of them its first
 * outcome, which must be of the kind `happened`, came about: example MODEL.cfg */
#include <gsl/gsl_errno.h>
#include <stdio.h>

#include "scenario/scenario.h"
#include "simulation/simulation.h"

struct reading {
    const char *path;
    struct aras_problems problems;
    struct aras_scenario *scenario;
};

/* Inside a try of the arena: a lack of memory leaves it at once. */
static void read_scenario(void *opaque)
{
    struct reading *reading = opaque;

    reading->scenario = aras_scenario_read(reading->path, NULL, 0, &reading->problems);
}

static enum aras_status play(const struct aras_model *model, struct aras_error *error)
{
    struct aras_settings settings = {.seed = 1, .group = 50};
    struct aras_simulation *simulation = aras_simulation_new(model, &settings, error);
    struct aras_record record;
    double happened = 0.0;

    if (simulation == NULL) {
        return error->status;
    }
    for (uint64_t world = 0; world < 10000; world++) {
        if (aras_simulation_play(simulation, world, &record, error) != ARAS_OK) {
            aras_simulation_free(simulation);
            return error->status;
        }
        happened += record.outcomes[0];
    }
    aras_simulation_free(simulation);
    printf("%s: in %.0f of 10000 worlds\n", model->outcomes[0].title, happened);
    return ARAS_OK;
}

int main(int argc, char **argv)
{
    struct aras_error error = {0};
    struct reading reading = {.path = argc > 1 ? argv[1] : ""};
    enum aras_status status;

    gsl_set_error_handler_off();
    reading.problems.arena = aras_arena_new(&error);
    if (reading.problems.arena == NULL) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    status = aras_arena_try(reading.problems.arena, read_scenario, &reading, &error);
    for (size_t i = 0; i < reading.problems.count; i++) {
        const struct aras_problem *problem = &reading.problems.items[i];

        fprintf(stderr, "%s:%d: %s\n",
                problem->place.file == NULL ? reading.path : problem->place.file,
                problem->place.line, problem->message);
    }
    if (status == ARAS_OK && reading.scenario != NULL) {
        status = play(reading.scenario->model, &error);
        aras_model_release(reading.scenario->model);
    }
    if (status != ARAS_OK) {
        fprintf(stderr, "%s\n", error.message);
    }
    aras_arena_free(reading.problems.arena);
    return status == ARAS_OK && reading.scenario != NULL ? 0 : 1;
}
