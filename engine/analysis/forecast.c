#include "analysis/forecast.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/cursor.h"
#include "statistics/quantile.h"

/* What a walk through the worlds of a reading needs. */
struct walk {
    struct aras_forecast *forecast;
    const struct aras_run *run;
    const struct aras_model *model;
    size_t outcome;
    const struct aras_reading *reading;
    uint64_t stride; /* of members; 0 in the first walk, which counts */
};

/* The number of the option that a world took. */
static size_t option_of(const struct aras_outcome *outcome, double value)
{
    switch (outcome->kind) {
    case ARAS_CATEGORY:
        return (size_t) value;
    case ARAS_TIME:
        return isfinite(value) ? 0u : 1u;
    case ARAS_HAPPENED:
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    return value > 0.5 ? 0 : 1;
}

static void take(struct walk *walk, uint64_t number, double value)
{
    struct aras_forecast *forecast = walk->forecast;

    if (walk->stride == 0) {
        forecast->worlds++;
        if (!forecast->numbers) {
            size_t option = option_of(&walk->model->outcomes[walk->outcome], value);

            forecast->share[option] += 1.0;
        }
    } else if (number % walk->stride == 0) {
        forecast->member[forecast->members++] = value;
    }
}

static enum aras_status go_through(struct walk *walk, struct aras_error *error)
{
    struct aras_cursor cursor = {.run = walk->run};
    enum aras_status status = ARAS_OK;
    uint64_t worlds = aras_run_replications(walk->run);
    uint64_t number = 0;

    for (uint64_t i = 0; i < worlds && status == ARAS_OK; i++) {
        struct aras_world world;

        status = aras_cursor_next(&cursor, &world, error);
        if (status == ARAS_OK && !world.failed &&
            aras_reading_holds(walk->reading, walk->model, world.parameters)) {
            take(walk, number++, world.outcomes[walk->outcome]);
        }
    }
    aras_cursor_close(&cursor);
    return status;
}

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a run's prediction");
}

static enum aras_status say_shares(struct aras_forecast *forecast)
{
    double n = (double) forecast->worlds;
    double options = (double) forecast->options;

    for (size_t k = 0; k < forecast->options; k++) {
        forecast->said[k] = (forecast->share[k] + 0.5) / (n + options / 2.0);
        forecast->share[k] /= n;
    }
    return ARAS_OK;
}

static enum aras_status pick_members(struct walk *walk, struct aras_error *error)
{
    struct aras_forecast *forecast = walk->forecast;

    walk->stride =
        (forecast->worlds + ARAS_FORECAST_MEMBERS - 1) / ARAS_FORECAST_MEMBERS;
    forecast->member = calloc(ARAS_FORECAST_MEMBERS, sizeof *forecast->member);
    if (forecast->member == NULL) {
        return lack(error);
    }
    if (go_through(walk, error) != ARAS_OK) {
        return error->status;
    }
    aras_quantile_sort(forecast->member, forecast->members);
    return ARAS_OK;
}

enum aras_status aras_forecast_of_run(struct aras_forecast *forecast,
                                      const struct aras_run *run,
                                      const struct aras_model *model, size_t outcome,
                                      const struct aras_reading *reading,
                                      struct aras_error *error)
{
    const struct aras_outcome *of = &model->outcomes[outcome];
    struct walk walk = {.forecast = forecast,
                        .run = run,
                        .model = model,
                        .outcome = outcome,
                        .reading = reading};
    enum aras_status status;

    *forecast = (struct aras_forecast){
        .numbers =
            of->kind == ARAS_VALUE || of->kind == ARAS_MEAN || of->kind == ARAS_COUNT,
        .options = of->kind == ARAS_CATEGORY ? of->category_count : 2};
    if (!forecast->numbers) {
        forecast->share = calloc(forecast->options, sizeof *forecast->share);
        forecast->said = calloc(forecast->options, sizeof *forecast->said);
        if (forecast->share == NULL || forecast->said == NULL) {
            aras_forecast_free(forecast);
            return lack(error);
        }
    }
    status = go_through(&walk, error);
    if (status == ARAS_OK && forecast->worlds < 2) {
        status = aras_error_set(
            error, ARAS_INVALID, "%llu worlds of the run (%s) say nothing of '%s'",
            (unsigned long long) forecast->worlds, aras_reading_id(reading), of->id);
    }
    if (status == ARAS_OK) {
        status = forecast->numbers ? pick_members(&walk, error) : say_shares(forecast);
    }
    if (status != ARAS_OK) {
        aras_forecast_free(forecast);
    }
    return status;
}

void aras_forecast_free(struct aras_forecast *forecast)
{
    free(forecast->share);
    free(forecast->said);
    free(forecast->member);
    *forecast = (struct aras_forecast){.share = NULL};
}
