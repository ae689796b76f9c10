#ifndef ARAS_STATISTICS_BEST_SUBSET_H
#define ARAS_STATISTICS_BEST_SUBSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"

/** One of several that may be the best, with what more worlds leave open. */
struct aras_contender {
    double mean;
    struct aras_interval lead; /* its mean less the best of the others: at most 0 to
                                  below, at least 0 to above; all leads hold together */
    bool may_be_best;
};

/**
 * Which of `count` >= 2 alternatives may be the best, seen over the same clusters of
 * worlds with the same luck: those that no other is better than, by paired differences.
 * The best is among them with probability `level` at least. `sum` has a row of
 * `clusters` (at least 2) for each alternative, `size` the worlds of each cluster. For
 * the lowest to be the best, `highest` is false; the lead is then how much lower it is.
 */
ARAS_CHECKED enum aras_status
aras_best_subset(const double *const *sum, const double *size, size_t count,
                 size_t clusters, bool highest, double level,
                 struct aras_contender *contender, struct aras_error *error);

#endif
