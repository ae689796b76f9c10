#include "run_model.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"
#include "simulation/simulation.h"

struct reading {
    const char *path;
    struct aras_problems problems;
    struct aras_scenario *scenario;
};

static void read_model(void *opaque)
{
    struct reading *reading = opaque;

    reading->scenario = aras_scenario_read(reading->path, NULL, 0, &reading->problems);
}

static enum aras_status make_tracks(const struct aras_model *model,
                                    struct run_moments *out)
{
    out->tracks = calloc(model->track_count + 1, sizeof *out->tracks);
    if (out->tracks == NULL) {
        return ARAS_NO_MEMORY;
    }
    out->track_count = model->track_count;
    for (size_t i = 0; i < model->track_count; i++) {
        struct run_track *track = &out->tracks[i];

        snprintf(track->name, sizeof track->name, "%s", model->tracks[i].id);
        track->count = model->tracks[i].points;
        track->points = calloc(track->count, sizeof *track->points);
        if (track->points == NULL) {
            return ARAS_NO_MEMORY;
        }
        for (size_t k = 0; k < track->count; k++) {
            track->points[k].time = (double) k * model->tracks[i].every;
        }
    }
    return ARAS_OK;
}

static enum aras_status make_outcomes(const struct aras_model *model,
                                      uint64_t replications, struct run_moments *out)
{
    out->outcomes = calloc(model->outcome_count + 1, sizeof *out->outcomes);
    if (out->outcomes == NULL) {
        return ARAS_NO_MEMORY;
    }
    out->outcome_count = model->outcome_count;
    for (size_t i = 0; i < model->outcome_count; i++) {
        struct run_outcome *outcome = &out->outcomes[i];

        snprintf(outcome->name, sizeof outcome->name, "%s", model->outcomes[i].id);
        outcome->values = calloc(replications, sizeof *outcome->values);
        outcome->count = replications;
        if (outcome->values == NULL) {
            return ARAS_NO_MEMORY;
        }
    }
    return ARAS_OK;
}

static void keep(const struct aras_model *model, const struct aras_record *record,
                 struct run_moments *out)
{
    size_t point = 0;

    for (size_t i = 0; i < out->track_count; i++) {
        for (size_t k = 0; k < out->tracks[i].count; k++) {
            run_point_add(&out->tracks[i].points[k], record->points[point++]);
        }
    }
    for (size_t i = 0; i < out->outcome_count; i++) {
        double value = record->outcomes[i];
        bool never = model->outcomes[i].kind == ARAS_TIME && isinf(value);

        out->outcomes[i].values[record->replication] = never ? NAN : value;
    }
}

static enum aras_status play_all(const struct aras_model *model, uint64_t seed,
                                 uint64_t replications, struct run_moments *out,
                                 struct aras_error *error)
{
    struct aras_settings settings = {.seed = seed, .group = 1};
    struct aras_simulation *simulation = aras_simulation_new(model, &settings, error);
    enum aras_status status = simulation == NULL ? error->status : ARAS_OK;

    for (uint64_t r = 0; status == ARAS_OK && r < replications; r++) {
        struct aras_record record;

        status = aras_simulation_play(simulation, r, &record, error);
        if (status == ARAS_OK) {
            keep(model, &record, out);
        }
    }
    aras_simulation_free(simulation);
    return status;
}

static enum aras_status run_scenario(const struct aras_model *model, uint64_t seed,
                                     uint64_t replications, struct run_moments *out,
                                     struct aras_error *error)
{
    if (make_tracks(model, out) != ARAS_OK ||
        make_outcomes(model, replications, out) != ARAS_OK) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for results");
    }
    return play_all(model, seed, replications, out, error);
}

enum aras_status run_model(const char *path, uint64_t seed, uint64_t replications,
                           struct run_moments *out, struct aras_error *error)
{
    struct reading reading = {.path = path};
    struct aras_arena *arena = aras_arena_new(error);
    enum aras_status status;

    gsl_set_error_handler_off();
    *out = (struct run_moments){0};
    if (arena == NULL) {
        return error->status;
    }
    reading.problems.arena = arena;
    status = aras_arena_try(arena, read_model, &reading, error);
    if (status == ARAS_OK && reading.scenario == NULL) {
        status = aras_error_set(error, ARAS_INVALID, "%s: %s", path,
                                reading.problems.items[0].message);
    }
    if (status == ARAS_OK) {
        status = run_scenario(reading.scenario->model, seed, replications, out, error);
        aras_model_release(reading.scenario->model);
    }
    if (status != ARAS_OK) {
        run_moments_free(out);
        *out = (struct run_moments){0};
    }
    aras_arena_free(arena);
    return status;
}
