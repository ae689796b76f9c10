#ifndef ARAS_RANDOM_LAW_H
#define ARAS_RANDOM_LAW_H

#include <stdbool.h>

/**
 * The families that the distributions of distribution.h are made of: many of those
 * are one family said in other numbers (a chi-square is a gamma). Here the numbers
 * are taken as right.
 */
enum aras_law_family {
    ARAS_LAW_CONSTANT,    /* value */
    ARAS_LAW_UNIFORM,     /* low, high */
    ARAS_LAW_NORMAL,      /* mean, standard deviation */
    ARAS_LAW_LOGNORMAL,   /* mean and standard deviation of the logarithm */
    ARAS_LAW_EXPONENTIAL, /* mean */
    ARAS_LAW_GAMMA,       /* shape, scale */
    ARAS_LAW_BETA,        /* a, b, low, width */
    ARAS_LAW_WEIBULL,     /* scale, shape */
    ARAS_LAW_TRIANGULAR,  /* low, mode, high */
    ARAS_LAW_CAUCHY,      /* location, scale */
    ARAS_LAW_LAPLACE,     /* location, scale */
    ARAS_LAW_LOGISTIC,    /* location, scale */
    ARAS_LAW_BINOMIAL,    /* trials, probability */
    ARAS_LAW_POISSON,     /* mean */
    ARAS_LAW_GEOMETRIC    /* probability */
};

struct aras_law {
    enum aras_law_family family;
    double number[4];
};

/** Takes whole numbers only. */
bool aras_law_is_discrete(const struct aras_law *law);

/** P(X <= x) and P(X > x): each is exact where the other is near 1. */
double aras_law_lower(const struct aras_law *law, double x);
double aras_law_upper(const struct aras_law *law, double x);

/** P(X < x) and P(X >= x). */
double aras_law_below(const struct aras_law *law, double x);
double aras_law_from(const struct aras_law *law, double x);

/** The least x with P(X <= x) >= share; 0 < share < 1. */
double aras_law_inverse_lower(const struct aras_law *law, double share);

/** The least x with P(X > x) <= share; 0 < share < 1. */
double aras_law_inverse_upper(const struct aras_law *law, double share);

/** NAN where there is none. */
double aras_law_mean(const struct aras_law *law);
double aras_law_variance(const struct aras_law *law);

#endif
