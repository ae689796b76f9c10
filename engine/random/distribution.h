#ifndef ARAS_RANDOM_DISTRIBUTION_H
#define ARAS_RANDOM_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/**
 * The distributions a model can draw from. Each is drawn by inversion, so a draw
 * rises with its uniform number and two scenarios with other numbers stay
 * coupled. `argument` names what the two or three numbers mean.
 */
enum aras_distribution_kind {
    ARAS_UNIFORM,          /* low, high */
    ARAS_NORMAL,           /* mean, standard deviation (>= 0) */
    ARAS_NORMAL_VARIANCE,  /* mean, variance (>= 0) */
    ARAS_LOGNORMAL,        /* mean and standard deviation of the logarithm */
    ARAS_LOGNORMAL_MEDIAN, /* median (> 0), standard deviation of the logarithm */
    ARAS_EXPONENTIAL,      /* rate (> 0) */
    ARAS_EXPONENTIAL_MEAN, /* mean (> 0) */
    ARAS_GAMMA,            /* shape (> 0), scale (> 0) */
    ARAS_GAMMA_MEAN,       /* mean (> 0), shape (> 0) */
    ARAS_BETA,             /* a (> 0), b (> 0) */
    ARAS_WEIBULL,          /* scale (> 0), shape (> 0) */
    ARAS_TRIANGULAR,       /* low, mode, high */
    ARAS_PERT,             /* low, mode, high: beta with weight 4 on the mode */
    ARAS_CAUCHY,           /* location, scale (> 0) */
    ARAS_CHISQUARE,        /* degrees of freedom (> 0) */
    ARAS_RAYLEIGH,         /* scale (> 0) */
    ARAS_LAPLACE,          /* location, scale (> 0) */
    ARAS_LOGISTIC,         /* location, scale (> 0) */
    ARAS_BERNOULLI,        /* probability of 1 */
    ARAS_BINOMIAL,         /* trials (whole), probability */
    ARAS_POISSON,          /* mean (>= 0) */
    ARAS_GEOMETRIC,    /* probability (> 0); number of trials until success, from 1 */
    ARAS_DISTRIBUTIONS /* how many there are */
};

/** What the language calls a distribution, and what its numbers are. */
struct aras_distribution_form {
    const char *name;        /* as written in a formula: "gamma_mean" */
    size_t arguments;        /* 1, 2 or 3 */
    const char *argument[3]; /* "mean", "shape" */
    bool discrete;
    bool scales[3];  /* the argument has the dimension of the result ... */
    bool inverse[3]; /* ... or of one over it (a rate) */
    bool squared[3]; /* ... or of its square (a variance) */
};

const struct aras_distribution_form *
aras_distribution_form(enum aras_distribution_kind kind);

struct aras_distribution {
    enum aras_distribution_kind kind;
    double argument[3];
    bool truncated; /* restricted to [low, high], which must have probability > 0 */
    double low, high;
};

/**
 * Checks the numbers of a distribution: finite, in their ranges, in order, and a
 * truncation that leaves something. Limits of a truncation may be infinite; shapes
 * and trials go up to 100 000, the mean of a Poisson to 1e9. A distribution without
 * spread (a standard deviation of 0, low = high) is a constant. ARAS_INVALID names the
 * argument, its value and what would be right.
 */
ARAS_CHECKED enum aras_status
aras_distribution_check(const struct aras_distribution *distribution,
                        struct aras_error *error);

/**
 * The value below which the share `u` of draws lies, 0 < u < 1. The numbers must
 * have passed the check. Uses GSL's inverse where it has one and it works;
 * elsewhere (beta, small-shape gamma, discrete ones) it is solved on the CDF.
 * Non-decreasing in u. For a discrete distribution: the least k with P(X <= k) >= u.
 */
double aras_distribution_quantile(const struct aras_distribution *distribution,
                                  double u);

/** P(X <= x). */
double aras_distribution_cdf(const struct aras_distribution *distribution, double x);

/** Mean and variance; NAN where there is none (Cauchy) or no closed form (truncated).
 */
double aras_distribution_mean(const struct aras_distribution *distribution);
double aras_distribution_variance(const struct aras_distribution *distribution);

#endif
