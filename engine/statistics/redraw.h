#ifndef ARAS_STATISTICS_REDRAW_H
#define ARAS_STATISTICS_REDRAW_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

#include "base/error.h"
#include "statistics/binned.h"
#include "statistics/interval.h"

/** Shares of the bins of two samples, as drawn again. */
struct aras_redrawn {
    const double *a, *b;   /* add up to 1 */
    const double *value;   /* stands for a bin */
    const double *reached; /* the greatest number in it */
    size_t bins;
};

/**
 * Draws rows anew, as many as there are, with replacement, again and again: how far
 * what is measured moves then is how far it is from the truth. Rows of paired samples
 * are drawn together, and so worlds stay beside their partners and sets of parameters
 * stay whole. `measure` writes `numbers` numbers of the shares; `result` has a row of
 * `rounds` for each number. Source: B. Efron, R. J. Tibshirani, An Introduction to the
 * Bootstrap (1993), chapters 6 and 8.
 */
ARAS_CHECKED enum aras_status
aras_redraw(const struct aras_binned *binned, size_t rounds, gsl_rng *rng,
            void (*measure)(const struct aras_redrawn *redrawn, const void *context,
                            double *number),
            const void *context, size_t numbers, double *result,
            struct aras_error *error);

/**
 * Intervals for `numbers` estimates that all hold together with probability `level`:
 * estimate -/+ the same multiple of each standard error, the multiple being that which
 * the greatest deviation, in standard errors, stays within. The errors are those of
 * `result`, made a little greater for few rows: Student's t in place of the normal, and
 * what drawing `rows` of them loses. An estimate that never moves gets NAN. `result` is
 * left as it was. Source: J. L. Montiel Olea, M. Plagborg-Moller, "Simultaneous
 * confidence bands: theory, implementation, and an application to SVARs", Journal of
 * Applied Econometrics 34 (2019) 1-17.
 */
ARAS_CHECKED enum aras_status aras_redraw_band(const double *result, size_t rounds,
                                               const double *estimate, size_t numbers,
                                               size_t rows, double level,
                                               struct aras_interval *band,
                                               struct aras_error *error);

#endif
