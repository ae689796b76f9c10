#ifndef ARAS_STATISTICS_SUPERIORITY_H
#define ARAS_STATISTICS_SUPERIORITY_H

#include <stddef.h>

#include "statistics/interval.h"

/**
 * The probability that a number of B, drawn by itself, is above a number of A, drawn by
 * itself; equal ones count half. 0.5 when neither tends to be above. Both samples in
 * ascending order (infinities are welcome) and not empty. Unlike the share of worlds
 * that are higher in B with the same luck, it does not depend on how luck is shared.
 */
double aras_superiority(const double *a, size_t a_count, const double *b,
                        size_t b_count);

/** The share of the sorted numbers below x, and half of those equal to it. */
double aras_superiority_place(const double *sorted, size_t count, double x);

/**
 * The interval for it, from clusters of worlds. A world with the number a in A and b in
 * B counts as (place of b among A) - (place of a among B); `paired` is the clustered
 * mean of that, whose mean is twice the probability less 1. For runs of separate luck:
 * `of_b` of the places of B's numbers among A, and `of_a` of the places of A's among B.
 * Made from the log odds, so it stays within 0 and 1; NAN when the
 * error is not known, or the samples do not overlap.
 */
struct aras_interval aras_superiority_interval(const struct aras_clustered *paired,
                                               double level);
struct aras_interval aras_superiority_interval_apart(const struct aras_clustered *of_a,
                                                     const struct aras_clustered *of_b,
                                                     double level);

#endif
