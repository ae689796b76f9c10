#ifndef ARAS_ANALYSIS_GIVEN_DATA_H
#define ARAS_ANALYSIS_GIVEN_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/inputs.h"
#include "analysis/target.h"
#include "base/error.h"
#include "result/run.h"
#include "statistics/bootstrap.h"
#include "statistics/interval.h"
#include "statistics/regression.h"

/**
 * What a stored run of any kind knows of inputs and an outcome: one row for each
 * parameter set, in which the outcome is the mean over the worlds of the set. So rows
 * are independent whatever the group was; with large groups luck is averaged out, but
 * rows are few.
 */
struct aras_given_data {
    const struct aras_model *model;   /* borrowed */
    const struct aras_inputs *inputs; /* borrowed */
    size_t rows;                      /* sets with a world that did not fail */
    uint64_t worlds, failed;
    double mean;
    double *outcome; /* rows */
    double *input;   /* rows x inputs->count, row by row */
};

/** Reads worlds 0 .. `most` - 1 of a run (0: all); all is borrowed for as long as the
 * data are used. Memory grows with the number of sets. ARAS_INVALID with fewer than 20
 * sets. Freed with aras_given_data_free; empty when it fails. */
ARAS_CHECKED enum aras_status
aras_given_data_read(struct aras_given_data *data, const struct aras_run *run,
                     const struct aras_model *model, const struct aras_inputs *inputs,
                     const struct aras_target *target, uint64_t most,
                     struct aras_error *error);
void aras_given_data_free(struct aras_given_data *data);

/* --- PAWN ------------------------------------------------------------------------- */

struct aras_pawn_input {
    double greatest, middle;       /* distances, see statistics/pawn.h */
    struct aras_interval interval; /* 95 % of the greatest; NAN where not asked for */
    double low, high;              /* ends of the slice that is furthest off */
    double slice_mean;             /* of the outcome in it */
    double threshold;              /* that one in 20 inputs without effect would pass */
    double strict; /* that the furthest of so many without effect would pass in one of
                      20 runs */
    size_t place;  /* by the greatest, from 1 */
};

struct aras_pawn_result {
    size_t slices;
    struct aras_pawn_input *input; /* one for each of the inputs */
    size_t count;
};

/**
 * Distances, thresholds by random exchange, and intervals by resampling rows, for the
 * `shown` inputs that are furthest off; all draws from a stream of the seed.
 * ARAS_INVALID when the outcome is the same in all rows. Freed with
 * aras_pawn_result_free; empty when it fails.
 */
ARAS_CHECKED enum aras_status aras_given_data_pawn(const struct aras_given_data *data,
                                                   uint64_t seed, size_t shown,
                                                   struct aras_pawn_result *result,
                                                   struct aras_error *error);
void aras_pawn_result_free(struct aras_pawn_result *result);

/* --- regression ------------------------------------------------------------------- */

struct aras_regression_result {
    struct aras_regression fit;                      /* of the numbers themselves */
    struct aras_regression ranks;                    /* of their ranks */
    struct aras_regression_effect *effect, *by_rank; /* one for each of the inputs */
};

/**
 * Regressions on all inputs, of numbers and of ranks; a variant has a column for each
 * of its options but the first that came up. ARAS_INVALID when there are too few rows,
 * or the outcome is the same in all. Freed with aras_regression_result_free; empty when
 * it fails.
 */
ARAS_CHECKED enum aras_status
aras_given_data_regress(const struct aras_given_data *data,
                        struct aras_regression_result *result,
                        struct aras_error *error);
void aras_regression_result_free(struct aras_regression_result *result);

/* --- screening -------------------------------------------------------------------- */

/**
 * Puts the numbers (in `inputs`) of the `most` inputs that look most influential into
 * `chosen`, the first the most: by the share of the outcome's variance that lies
 * between five slices of the input, less what chance alone would put there. A first
 * look that decides what is looked at closely: it sees no interactions.
 */
ARAS_CHECKED enum aras_status aras_given_data_screen(const struct aras_given_data *data,
                                                     size_t most, size_t *chosen,
                                                     struct aras_error *error);

#endif
