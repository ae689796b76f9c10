#ifndef ARAS_ANALYSIS_NESTED_H
#define ARAS_ANALYSIS_NESTED_H

#include <stdbool.h>

#include "base/error.h"
#include "statistics/interval.h"
#include "statistics/sketch.h"
#include "statistics/summary.h"

/**
 * What is kept of numbers that came in groups, one parameter set a group: enough for
 * their mean, its error with groups as clusters, and the spread of the groups with
 * chance taken away. As statistics/interval.h and statistics/spread.h have it, but
 * group after group, so that any number of them takes no more memory. Start with `{0}`,
 * and `ranked` where aras_nested_mean_range is wanted; free with aras_nested_free.
 */
struct aras_nested {
    bool ranked;
    struct aras_summary all; /* of all numbers */
    double groups;
    double shift;     /* mean of the first group */
    double sum, size; /* means over groups: of n (m - shift), n */
    double sum_squares, products, size_squares; /* about those means */
    double sizes_squared;                       /* sum of n^2 */
    double within;                              /* squares about the groups' means */
    struct aras_summary means;                  /* of the groups, each counted once */
    struct aras_sketch sketch;                  /* of the groups' means less shift */
};

/** Adds a group by the summary of its numbers; an empty one is nothing. */
ARAS_CHECKED enum aras_status aras_nested_add(struct aras_nested *nested,
                                              const struct aras_summary *group,
                                              struct aras_error *error);

/** The summary of a group of `size` (> 0) worlds of which `yes` were 1, others 0. */
struct aras_summary aras_nested_share_group(double yes, double size);

/** Mean over all numbers, its standard error with the groups as clusters. */
struct aras_clustered aras_nested_mean(const struct aras_nested *nested);

/** Variance of the groups' true means; NAN when no group has two numbers. */
double aras_nested_variance(const struct aras_nested *nested);

/** The range that holds the share `holds` of the groups' true means: for numbers that
 *  are 0 or 1, and for others (`ranked`). NAN like the variance. */
struct aras_interval aras_nested_share_range(const struct aras_nested *nested,
                                             double holds);
struct aras_interval aras_nested_mean_range(const struct aras_nested *nested,
                                            double holds);

void aras_nested_free(struct aras_nested *nested);

#endif
