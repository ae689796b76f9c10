#ifndef ARAS_RANDOM_WIDENED_H
#define ARAS_RANDOM_WIDENED_H

#include <stddef.h>

#include "random/prior.h"

enum { ARAS_WIDENED_POINTS = 161 };

/**
 * A rate R whose own logarithm is uncertain by a normal of standard deviation
 * `between`: X = R exp(between z). It has no closed form, so its CDF is an integral,
 * prepared here once for many quantiles.
 */
struct aras_widened {
    struct aras_distribution rate; /* gamma, or beta of a trial */
    double trial_length;           /* 0 for a gamma */
    double between;                /* > 0 */
    size_t points;
    double step;                          /* between two points, in z */
    double weight[ARAS_WIDENED_POINTS];   /* of each point of the rule */
    double log_rate[ARAS_WIDENED_POINTS]; /* of R at each z; used when `by_rate` */
    int by_rate;
    double centre; /* the median of log X, nearly */
};

/** Prepares a prior of kind ARAS_PRIOR_WIDENED with `between` above 0. */
void aras_widened_prepare(struct aras_widened *widened, const struct aras_prior *prior);

/** The logarithm of the value below which the share `u` lies, sought from `guess`. */
double aras_widened_log_quantile(const struct aras_widened *widened, double u,
                                 double guess);

/**
 * The quantile of the posterior before it is widened, as a rate: of a gamma as it
 * is, of a beta per trial as -ln(1 - p) / trial_length, without loss near p = 1.
 */
double aras_widened_rate(const struct aras_distribution *distribution,
                         double trial_length, double u);

#endif
