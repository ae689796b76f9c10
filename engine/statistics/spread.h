#ifndef ARAS_STATISTICS_SPREAD_H
#define ARAS_STATISTICS_SPREAD_H

#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"

/**
 * How far an outcome is spread by not knowing the parameters, told apart from chance.
 * In a nested run each group of replications has one parameter set; groups differ by
 * their parameters and by the luck of their few replications, and the second part can
 * be computed and taken away.
 */
struct aras_spread {
    double mean;     /* over all replications */
    double variance; /* of the outcome's probability, or mean, over parameter sets */
    struct aras_interval range; /* that holds the share asked for, over parameters */
};

/**
 * The spread of a probability: `sum` of a cluster is its number of successes. The range
 * is that of the beta distribution with this mean and variance. All but the mean are
 * NAN with fewer than two groups or without any group of two: luck and parameters can
 * then not be told apart. `holds` is a share such as 0.80.
 */
struct aras_spread aras_spread_of_share(const struct aras_cluster *clusters,
                                        size_t count, double holds);

/** One group of numbers: its mean, and the unbiased variance among its members. */
struct aras_group {
    double mean;
    double variance; /* not looked at when size < 2 */
    double size;     /* > 0 */
};

/**
 * The spread of a mean. The range is that of the groups' means, drawn together towards
 * their mean until their variance is what parameters alone would give them. Fails only
 * for want of memory.
 */
ARAS_CHECKED enum aras_status aras_spread_of_mean(struct aras_spread *spread,
                                                  const struct aras_group *groups,
                                                  size_t count, double holds,
                                                  struct aras_error *error);

#endif
