#ifndef ARAS_ANALYSIS_FORECAST_H
#define ARAS_ANALYSIS_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/reading.h"
#include "base/error.h"
#include "model/model.h"
#include "result/run.h"

enum { ARAS_FORECAST_MEMBERS = 200 };

/**
 * What a run predicts of one outcome, within one reading: rival readings are rival
 * predictions, and are not averaged.
 */
struct aras_forecast {
    bool numbers;    /* the outcome is a value, mean or count */
    size_t options;  /* else: 2 (yes, no), or the options of a category */
    uint64_t worlds; /* that it is made from: of the reading, and did not fail */
    double *share;   /* options: the share of those worlds. NULL for numbers */
    double *said; /* options: the probability that the run states. What was seen k times
                     in n worlds is (k + 1/2) / (n + options/2): a run never says never,
                     however few its worlds. Jeffreys' prior: see Brown, Cai, DasGupta,
                     "Interval estimation for a binomial proportion", Statistical
                     Science 16 (2001) 101-133 */
    double *member; /* numbers: of at most 200 worlds, spread evenly over the run so
                       that they come from many parameter sets; in ascending order */
    size_t members;
};

/**
 * Reads it from the blocks of a run; of an outcome that is a time, yes is that it was
 * reached by the horizon. To be freed by aras_forecast_free; empty when it fails. With
 * ARAS_INVALID when the reading has fewer than two worlds.
 */
ARAS_CHECKED enum aras_status
aras_forecast_of_run(struct aras_forecast *forecast, const struct aras_run *run,
                     const struct aras_model *model, size_t outcome,
                     const struct aras_reading *reading, struct aras_error *error);
void aras_forecast_free(struct aras_forecast *forecast);

#endif
