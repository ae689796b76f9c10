#ifndef ARAS_STATISTICS_SCORES_H
#define ARAS_STATISTICS_SCORES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Scores of one prediction against what came of it: the lower the better, 0 at best.
 * All are proper: nobody does better on average than by saying what they believe.
 * Source for what is not named below: T. Gneiting, A. E. Raftery, "Strictly proper
 * scoring rules, prediction, and estimation", Journal of the American Statistical
 * Association 102 (2007) 359-378.
 */

/** Brier's score of a probability of yes, (p - y)^2: 0 to 1. */
double aras_score_brier(double p, bool yes);

/**
 * Brier's score over options that have no order, half the sum of (p_k - y_k)^2, so that
 * of two options it is aras_score_brier: 0 to 1. `observed` is below `count`. Source:
 * G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly
 * Weather Review 78 (1950) 1-3, whose own has no half.
 */
double aras_score_options(const double *p, size_t count, size_t observed);

/**
 * The ranked probability score over options in an order: the mean over the count - 1
 * places between neighbours of (P - Y)^2, where P and Y are what lies at or below. 0 to
 * 1, and (p - y)^2 of two options. Source: A. H. Murphy, "A note on the ranked
 * probability score", Journal of Applied Meteorology 10 (1971) 155-156.
 */
double aras_score_ranked(const double *p, size_t count, size_t observed);

/** The least probability that the log score counts: saying never costs as much as
 * saying 1 in 1000, since one such miss would else outweigh everything. */
#define ARAS_LEAST_LOG_PROBABILITY 0.001

/** The log score, -ln p of what came true, in nats; `*clipped` says that p was below
 * the least probability, which stands in its place. */
double aras_score_log(double p, bool *clipped);

/**
 * The continuous ranked probability score of an ensemble, mean |x_i - y| less half the
 * mean |x_i - x_j| over all pairs: of one member it is the distance. In the unit of the
 * numbers. `sorted` is in ascending order, `count` at least 1.
 *
 * The fair one leaves out the pairs of a member with itself, so that on average it is
 * what the distribution would score from which the members were drawn, however few they
 * are: this takes at least 2. Single values may be below 0. Source: C. A. T. Ferro,
 * "Fair scores for ensemble forecasts", Quarterly Journal of the Royal Meteorological
 * Society 140 (2014) 1917-1923.
 */
double aras_score_crps(const double *sorted, size_t count, double observed);
double aras_score_crps_fair(const double *sorted, size_t count, double observed);

/**
 * The score of quantiles that were stated, in the unit of the numbers: the mean over
 * them of twice the pinball loss, (1{y < q} - level)(q - y). With ever more levels,
 * evenly spread, it becomes the continuous ranked probability score. Levels are above 0
 * and below 1, `count` at least 1.
 */
double aras_score_quantiles(const double *level, const double *quantile, size_t count,
                            double observed);

/** How much better than a reference, 1 - score / reference: 1 at best, 0 no better,
 * below 0 worse; NAN where the reference was perfect. */
double aras_score_skill(double score, double reference);

#endif
