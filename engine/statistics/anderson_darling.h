#ifndef ARAS_STATISTICS_ANDERSON_DARLING_H
#define ARAS_STATISTICS_ANDERSON_DARLING_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

#include "base/error.h"

/**
 * Anderson and Darling's distance of two samples, each in ascending order and not
 * empty: with midranks for ties, as Scholz and Stephens define it. Large when the
 * samples differ, the tails included. 0 when all numbers are one.
 */
double aras_anderson_darling(const double *a, size_t a_count, const double *b,
                             size_t b_count);

/**
 * The probability of a distance at least as large when both samples come from one
 * distribution, by Scholz and Stephens' approximation; only within [0.001, 0.25] is it
 * known, and it is held there. For independent samples: not for paired worlds. The
 * samples must have at least four numbers together.
 */
double aras_anderson_darling_p(double distance, size_t a_count, size_t b_count);

/**
 * The same by `rounds` random exchanges of numbers between the samples: valid for any
 * size and any ties, never 0. Draws from `rng`.
 */
ARAS_CHECKED enum aras_status
aras_anderson_darling_exchange(double *p, const double *a, size_t a_count,
                               const double *b, size_t b_count, size_t rounds,
                               gsl_rng *rng, struct aras_error *error);

#endif
