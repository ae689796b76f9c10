#ifndef ARAS_STATISTICS_DISTANCES_H
#define ARAS_STATISTICS_DISTANCES_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

#include "base/error.h"
#include "statistics/binned.h"

/** Ways to say how far two distributions are apart; each is 0 when they are one. */
enum aras_distance {
    ARAS_KOLMOGOROV,  /* greatest difference of the shares up to a number */
    ARAS_ENERGY,      /* twice the area under their squared difference */
    ARAS_WASSERSTEIN, /* area between the distribution functions */
    ARAS_VARIATION,   /* total variation: half the sum of differences of bins */
    ARAS_FIRST_B,     /* violations of dominance, as in statistics/dominance.h */
    ARAS_FIRST_A,
    ARAS_SECOND_B,
    ARAS_SECOND_A,
    ARAS_DISTANCES
};

/** All of them, of B's shares less A's in each bin. */
void aras_distances_of(const double *less, const double *value, size_t bins,
                       double distance[ARAS_DISTANCES]);

/** What is seen, and what chance alone would make of it. */
struct aras_distance_test {
    double p;    /* of a distance as large when the distributions are one */
    double null; /* 95 % of distances are below it then */
};

/**
 * Tests by what all these distances depend on, the difference of two distribution
 * functions: each row adds its part, and turning the signs of parts gives what the
 * difference would look like if there was none. For paired samples that is a swap of
 * labels for all worlds of a row, exact where statistics/swap.h says so, and right
 * besides for many rows of any two samples of one distribution, since the sign leaves
 * the products of parts. For runs of separate luck each row's part is what it holds
 * beyond its run's shares. What is tested is the binned distance; of
 * those that come just as far half are counted. `rounds` is 1 to
 * 9999.
 */
ARAS_CHECKED enum aras_status
aras_distances_test(const struct aras_binned *binned, size_t rounds, gsl_rng *rng,
                    struct aras_distance_test test[ARAS_DISTANCES],
                    struct aras_error *error);

#endif
