#ifndef ARAS_ANALYSIS_VARIANCE_H
#define ARAS_ANALYSIS_VARIANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "montecarlo/design.h"
#include "statistics/bootstrap.h"
#include "statistics/interval.h"
#include "statistics/sobol_indices.h"

/** What a factor has of an outcome's variance. Estimates may come out below 0. */
struct aras_variance_factor {
    double first, total; /* by itself; by itself and together with others */
    struct aras_interval first_interval, total_interval; /* 95 % */

    /* What it explains by itself of what luck leaves: its first-order share of the
     * variance of the probability, or mean, that the inputs settle. NAN for luck, and
     * where that variance cannot be told from 0. */
    double of_settled;
    struct aras_interval of_settled_interval;

    struct aras_standing place; /* among the factors that are not luck, by the total */
};

/**
 * The variance of one outcome over worlds, split among factors: luck, and what is drawn
 * for a parameter set. Luck is factor 0.
 */
struct aras_variance {
    size_t rows;   /* that count */
    size_t failed; /* rows left out, since a world of theirs failed */
    double mean, variance;
    size_t factors;
    struct aras_variance_factor *factor;
    double interaction; /* what no factor explains by itself */
    struct aras_interval interaction_interval;

    /* The share that everything but luck settles: the variance of the probability (or
     * mean) over all that is not luck, divided by that of the outcome over worlds. */
    double settled;
    struct aras_interval settled_interval;

    bool yes_or_no; /* the outcome is 0 or 1 in all worlds */
    bool rare; /* of these, one came in so few worlds that intervals are too narrow */

    size_t top;        /* of the factors but luck, so many greatest */
    double order_held; /* in this share of resamples they stand in the same order */
};

/** Which cells a design of rows (ARAS_DESIGN_SALTELLI) has, into from_b[factors + 2],
 * and how many factors and rows; the outcomes of its points, in their order, are those
 * of the sample. Its factor 0 must be luck. */
struct aras_sobol_sample aras_variance_sample(const struct aras_design *design,
                                              const double *outcome, uint64_t *from_b);

enum { ARAS_VARIANCE_ROUNDS = 1000, ARAS_VARIANCE_TOP = 3 };

/**
 * Splits the variance of a pick-freeze sample (whose outcomes may be NAN where a world
 * failed) with intervals from 1,000 resamples of its rows, drawn from a stream of the
 * seed: the same sample gives the same bits. Where a yes or no changed in no row, which
 * no resample can make otherwise, the upper end is that of what was never seen. Freed
 * with aras_variance_free; empty when it fails. ARAS_INVALID when fewer than 10 rows
 * are left.
 */
ARAS_CHECKED enum aras_status aras_variance_of(struct aras_variance *variance,
                                               const struct aras_sobol_sample *sample,
                                               uint64_t seed, struct aras_error *error);
void aras_variance_free(struct aras_variance *variance);

#endif
