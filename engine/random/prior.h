#ifndef ARAS_RANDOM_PRIOR_H
#define ARAS_RANDOM_PRIOR_H

#include <stddef.h>

#include "random/distribution.h"

/**
 * What is believed about a parameter before any run: a distribution, possibly
 * carried through a transformation, from which each parameter set takes one
 * value by inversion. Central is always the median.
 */
enum aras_prior_kind {
    ARAS_PRIOR_FIXED,        /* one value, no doubt */
    ARAS_PRIOR_DISTRIBUTION, /* as `distribution` says */
    ARAS_PRIOR_SPLIT_NORMAL, /* median `centre`; sd `below` under it, `above` over it */
    ARAS_PRIOR_SPLIT_LOGNORMAL, /* the same for the logarithm: all > 0 */
    ARAS_PRIOR_SPLIT_LOGIT,     /* the same for log(x / (1 - x)): 0 < x < 1 */
    ARAS_PRIOR_DISCRETE,        /* `values` with `weights` */
    ARAS_PRIOR_WIDENED /* gamma or beta posterior of a rate, times exp(between z) */
};

struct aras_prior {
    enum aras_prior_kind kind;
    double value;                          /* FIXED */
    struct aras_distribution distribution; /* DISTRIBUTION, WIDENED */
    double centre, below, above;           /* SPLIT_*: on the transformed scale */
    const double *values, *weights;        /* DISCRETE: borrowed; values ascending */
    size_t count;
    double between;      /* WIDENED: spread of the log rate among members, >= 0 */
    double trial_length; /* > 0: the drawn p is a probability over this many time
                            units and becomes the rate -ln(1 - p) / trial_length */
};

/**
 * Fits a prior to its median and an interval that holds a share of it, `low` <
 * `median` < `high`, 0 < holds < 1, with equal shares outside on both sides. The
 * two halves may have different widths ("split"): the median and both quantiles
 * are met exactly. `kind` is one of the SPLIT kinds; ARAS_INVALID says what is
 * impossible (an order, a lognormal below 0, a logit outside 0-1).
 */
ARAS_CHECKED enum aras_status aras_prior_fit(struct aras_prior *prior,
                                             enum aras_prior_kind kind, double median,
                                             double low, double high, double holds,
                                             struct aras_error *error);

/**
 * The posterior of a rate after counting, from Jeffreys' prior, discounted for
 * transfer to another time and place (a power prior) and for clustering:
 *
 *   counts: Gamma(0.5 + events d, exposure d)
 *   trials: Beta(0.5 + events d, 0.5 + (exposure - events) d), then
 *           rate = -ln(1 - p) / trial_length
 *   with d = discount / design_effect.
 *
 * `between` >= 0 is the standard deviation of the logarithm of the rate among
 * the members of the class; the prior is then predictive for one member: rate x
 * exp(between z), z standard normal. Sources: Ibrahim and Chen, "Power prior
 * distributions for regression models", Statistical Science 15 (2000) 46-60;
 * Kish, Survey Sampling (1965) for the design effect.
 */
struct aras_evidence {
    double events;        /* >= 0 */
    double exposure;      /* > 0; time units at risk, or number of trials */
    double design_effect; /* >= 1 */
    double discount;      /* in (0, 1] */
    double between;       /* >= 0 */
    bool trials;
    double trial_length; /* time units of one trial; used with trials */
};

/** ARAS_INVALID names the number that is out of its range. */
ARAS_CHECKED enum aras_status
aras_prior_of_evidence(struct aras_prior *prior, const struct aras_evidence *evidence,
                       struct aras_error *error);

/** The value below which the share `u` of the prior lies, 0 < u < 1. */
double aras_prior_quantile(const struct aras_prior *prior, double u);

/** The least and the greatest number that a draw can give: the quantiles at the ends of
 * the uniform numbers that are drawn, 2^-53 and 1 - 2^-53. */
void aras_prior_extent(const struct aras_prior *prior, double *least, double *most);

/**
 * A table of a prior's quantiles, for priors whose inverse is slow (beta, gamma,
 * widened). Monotone, within 1e-6 relative of the exact quantile for u in
 * [1e-6, 1 - 1e-6] and exact outside. The table belongs to the caller.
 */
struct aras_quantile_table;
ARAS_CHECKED struct aras_quantile_table *
aras_quantile_table_new(const struct aras_prior *prior, struct aras_error *error);
void aras_quantile_table_free(struct aras_quantile_table *table);
double aras_quantile_table_at(const struct aras_quantile_table *table, double u);

#endif
