#ifndef ARAS_STATISTICS_SUPERIORITY_H
#define ARAS_STATISTICS_SUPERIORITY_H

#include <stddef.h>

#include "statistics/binned.h"
#include "statistics/interval.h"

/**
 * The probability that a number of B, drawn by itself, is above a number of A, drawn by
 * itself; equal ones count half. 0.5 when neither tends to be above. Both samples in
 * ascending order (infinities are welcome) and not empty. Unlike the share of worlds
 * that are higher in B with the same luck, it does not depend on how luck is shared.
 */
double aras_superiority(const double *a, size_t a_count, const double *b,
                        size_t b_count);

/**
 * The interval for the probability `p` of the samples that were binned, with the rows
 * as clusters. A world with the number a in A and b in B counts as (place of b among A)
 * - (place of a among B), where a place is the share below and half of the share at;
 * the mean of that is twice the probability less 1. Made from the log odds, so it stays
 * within 0 and 1. NAN for fewer than two rows, and when nothing
 * varies or the samples do not overlap.
 */
struct aras_interval aras_superiority_interval(const struct aras_binned *binned,
                                               double p, double level);

#endif
