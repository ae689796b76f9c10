#ifndef ARAS_STATISTICS_INTERVAL_H
#define ARAS_STATISTICS_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

/**
 * Intervals for what a finite number of replications leaves unknown. `level` is the
 * share of all such intervals that hold the truth, such as 0.95; 0 < level < 1.
 */
struct aras_interval {
    double low, high;
};

/** The z, and the t of `freedom` > 0 degrees, between whose -/+ the share lies. */
double aras_normal_two_sided(double level);
double aras_t_two_sided(double level, double freedom);

/**
 * Wilson's interval for a probability. The numbers need not be whole, so that an
 * effective sample size may stand for `size`; [0, 1] when size is 0.
 */
struct aras_interval aras_interval_wilson(double successes, double size, double level);

/** Clopper and Pearson's exact interval: wider, never below its level. */
struct aras_interval aras_interval_exact(uint64_t successes, uint64_t size,
                                         double level);

/** For an event never seen in `size` trials: [0, 1 - (1 - level)^(1 / size)]. */
struct aras_interval aras_interval_never_seen(uint64_t size, double level);

/** Student's interval for a mean; low and high are NAN for size < 2. */
struct aras_interval aras_interval_mean(double mean, double variance, uint64_t size,
                                        double level);

/**
 * The interval for a mean of numbers that lean to one side: Student's after P. Hall's
 * cubic transformation, which takes the skewness out. As Student's where `skewness`,
 * the moment coefficient, is 0; low and high are NAN for size < 2.
 */
struct aras_interval aras_interval_skewed_mean(double mean, double variance,
                                               double skewness, uint64_t size,
                                               double level);

/**
 * One group of replications that shared a parameter set: what their outcomes add up
 * to (for a yes or no: how many were yes), and how many there are.
 */
struct aras_cluster {
    double sum;
    double size; /* > 0 */
};

/** Mean over all replications, and its standard error with the groups as clusters. */
struct aras_clustered {
    double mean;
    double error;  /* NAN for fewer than two groups */
    double groups; /* how many: the error has groups - 1 degrees of freedom */
    double size;   /* of all groups together */
};

struct aras_clustered aras_clustered_mean(const struct aras_cluster *clusters,
                                          size_t count);

/** Student's interval for a clustered mean. */
struct aras_interval aras_interval_clustered(const struct aras_clustered *clustered,
                                             double level);

/**
 * Wilson's interval for a clustered probability: with the sample size at which
 * independent replications would have the same standard error, and t in place of z.
 * When all groups are alike at 0 or 1, nothing tells how alike replications of one
 * group are: then each group counts as one trial, which errs on the wide side.
 */
struct aras_interval
aras_interval_clustered_share(const struct aras_clustered *clustered, double level);

/**
 * The interval for the change of a share between runs of one luck, where it came about
 * in `only_b` worlds and was lost in `only_a`: these two shares have Wilson's
 * intervals, with the sample size at which independent worlds would have the standard
 * error of the `change` over clusters, and t in place of z; the squares of the
 * distances to their ends add up, with the correlation of the two. With few worlds that
 * differ Student's interval holds less often than it says; this one does not. Both
 * counts must not be 0.
 */
struct aras_interval aras_interval_clustered_change(double only_a, double only_b,
                                                    const struct aras_clustered *change,
                                                    double level);

/**
 * The interval for b - a from those for a and b, which are of separate worlds: the
 * squares of the distances to their ends add up. With Wilson's intervals it is
 * Newcombe's for the difference of two probabilities.
 */
struct aras_interval aras_interval_apart(double a, struct aras_interval of_a, double b,
                                         struct aras_interval of_b);

/**
 * Ranks, from 1, of the two order statistics that enclose the quantile `p` with at
 * least the given level, whatever the distribution. `low` is 0 (or `high` is size + 1)
 * when no number of the sample is far enough out: that side is then unbounded.
 */
struct aras_ranks {
    uint64_t low, high;
};

struct aras_ranks aras_quantile_ranks(uint64_t size, double p, double level);

#endif
