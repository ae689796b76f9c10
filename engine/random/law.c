#include "random/law.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "statistics/beta.h"

bool aras_law_is_discrete(const struct aras_law *law)
{
    return law->family == ARAS_LAW_BINOMIAL || law->family == ARAS_LAW_POISSON ||
           law->family == ARAS_LAW_GEOMETRIC;
}

/* The triangle's two halves: the share below the mode rises with the square of the
 * distance from the low end, the share above it likewise from the high end. */

static double triangle_lower(const double *n, double x)
{
    if (x <= n[0]) {
        return 0.0;
    }
    if (x >= n[2]) {
        return 1.0;
    }
    if (x <= n[1]) {
        return (x - n[0]) / (n[2] - n[0]) * ((x - n[0]) / (n[1] - n[0]));
    }
    return 1.0 - (n[2] - x) / (n[2] - n[0]) * ((n[2] - x) / (n[2] - n[1]));
}

static double triangle_inverse(const double *n, double lower, double upper)
{
    if (lower * (n[2] - n[0]) <= n[1] - n[0]) {
        return n[0] + sqrt(lower * (n[2] - n[0]) * (n[1] - n[0]));
    }
    return n[2] - sqrt(upper * (n[2] - n[0]) * (n[2] - n[1]));
}

static struct aras_law mirrored_triangle(const struct aras_law *law)
{
    const double *n = law->number;

    return (struct aras_law){ARAS_LAW_TRIANGULAR, {-n[2], -n[1], -n[0], 0.0}};
}

/* P(X <= k) of a family of whole numbers; GSL counts with `unsigned`, and the check
 * of a distribution keeps what matters far below its limit. */
static double whole_lower(const struct aras_law *law, double x)
{
    const double *n = law->number;
    double k = floor(x);

    if (law->family == ARAS_LAW_GEOMETRIC) {
        return k < 1.0 ? 0.0 : -expm1(k * log1p(-n[0]));
    }
    if (k < 0.0) {
        return 0.0;
    }
    if (law->family == ARAS_LAW_BINOMIAL) {
        return k >= n[0] ? 1.0
                         : gsl_cdf_binomial_P((unsigned) k, n[1], (unsigned) n[0]);
    }
    return k > 4e9 ? 1.0 : gsl_cdf_poisson_P((unsigned) k, n[0]);
}

static double whole_upper(const struct aras_law *law, double x)
{
    const double *n = law->number;
    double k = floor(x);

    if (law->family == ARAS_LAW_GEOMETRIC) {
        return k < 1.0 ? 1.0 : exp(k * log1p(-n[0]));
    }
    if (k < 0.0) {
        return 1.0;
    }
    if (law->family == ARAS_LAW_BINOMIAL) {
        return k >= n[0] ? 0.0
                         : gsl_cdf_binomial_Q((unsigned) k, n[1], (unsigned) n[0]);
    }
    return k > 4e9 ? 0.0 : gsl_cdf_poisson_Q((unsigned) k, n[0]);
}

double aras_law_lower(const struct aras_law *law, double x)
{
    const double *n = law->number;

    switch (law->family) {
    case ARAS_LAW_CONSTANT:
        return x >= n[0] ? 1.0 : 0.0;
    case ARAS_LAW_UNIFORM:
        return gsl_cdf_flat_P(x, n[0], n[1]);
    case ARAS_LAW_NORMAL:
        return gsl_cdf_gaussian_P(x - n[0], n[1]);
    case ARAS_LAW_LOGNORMAL:
        return x <= 0.0 ? 0.0 : gsl_cdf_lognormal_P(x, n[0], n[1]);
    case ARAS_LAW_EXPONENTIAL:
        return gsl_cdf_exponential_P(x, n[0]);
    case ARAS_LAW_GAMMA:
        return isinf(x) ? (x > 0.0 ? 1.0 : 0.0) : gsl_cdf_gamma_P(x, n[0], n[1]);
    case ARAS_LAW_BETA:
        return gsl_cdf_beta_P((x - n[2]) / n[3], n[0], n[1]);
    case ARAS_LAW_WEIBULL:
        return x <= 0.0 ? 0.0 : gsl_cdf_weibull_P(x, n[0], n[1]);
    case ARAS_LAW_TRIANGULAR:
        return triangle_lower(n, x);
    case ARAS_LAW_CAUCHY:
        return gsl_cdf_cauchy_P(x - n[0], n[1]);
    case ARAS_LAW_LAPLACE:
        return gsl_cdf_laplace_P(x - n[0], n[1]);
    case ARAS_LAW_LOGISTIC:
        /* GSL's own becomes infinity over infinity far out. */
        return 1.0 / (1.0 + exp(-(x - n[0]) / n[1]));
    case ARAS_LAW_BINOMIAL:
    case ARAS_LAW_POISSON:
    case ARAS_LAW_GEOMETRIC:
        return whole_lower(law, x);
    }
    return NAN; /* not reached: these are all families */
}

double aras_law_upper(const struct aras_law *law, double x)
{
    const double *n = law->number;
    struct aras_law mirror;

    switch (law->family) {
    case ARAS_LAW_CONSTANT:
        return x >= n[0] ? 0.0 : 1.0;
    case ARAS_LAW_UNIFORM:
        return gsl_cdf_flat_Q(x, n[0], n[1]);
    case ARAS_LAW_NORMAL:
        return gsl_cdf_gaussian_Q(x - n[0], n[1]);
    case ARAS_LAW_LOGNORMAL:
        return x <= 0.0 ? 1.0 : gsl_cdf_lognormal_Q(x, n[0], n[1]);
    case ARAS_LAW_EXPONENTIAL:
        return gsl_cdf_exponential_Q(x, n[0]);
    case ARAS_LAW_GAMMA:
        return isinf(x) ? (x > 0.0 ? 0.0 : 1.0) : gsl_cdf_gamma_Q(x, n[0], n[1]);
    case ARAS_LAW_BETA:
        return gsl_cdf_beta_Q((x - n[2]) / n[3], n[0], n[1]);
    case ARAS_LAW_WEIBULL:
        return x <= 0.0 ? 1.0 : gsl_cdf_weibull_Q(x, n[0], n[1]);
    case ARAS_LAW_TRIANGULAR:
        mirror = mirrored_triangle(law);
        return triangle_lower(mirror.number, -x);
    case ARAS_LAW_CAUCHY:
        return gsl_cdf_cauchy_Q(x - n[0], n[1]);
    case ARAS_LAW_LAPLACE:
        return gsl_cdf_laplace_Q(x - n[0], n[1]);
    case ARAS_LAW_LOGISTIC:
        return 1.0 / (1.0 + exp((x - n[0]) / n[1]));
    case ARAS_LAW_BINOMIAL:
    case ARAS_LAW_POISSON:
    case ARAS_LAW_GEOMETRIC:
        return whole_upper(law, x);
    }
    return NAN; /* not reached: these are all families */
}

double aras_law_below(const struct aras_law *law, double x)
{
    if (law->family == ARAS_LAW_CONSTANT) {
        return x > law->number[0] ? 1.0 : 0.0;
    }
    return aras_law_lower(law, aras_law_is_discrete(law) ? ceil(x) - 1.0 : x);
}

double aras_law_from(const struct aras_law *law, double x)
{
    if (law->family == ARAS_LAW_CONSTANT) {
        return x > law->number[0] ? 0.0 : 1.0;
    }
    return aras_law_upper(law, aras_law_is_discrete(law) ? ceil(x) - 1.0 : x);
}

/* Which tail of a law must come down, or up, to which share. */
struct goal {
    const struct aras_law *law;
    double share;
    bool upper;
};

static bool is_reached(const struct goal *goal, double x)
{
    if (goal->upper) {
        return aras_law_upper(goal->law, x) <= goal->share;
    }
    return aras_law_lower(goal->law, x) >= goal->share;
}

/*
 * The least double in (lowest, highest] that reaches the goal. Doubles above 0 are in
 * the same order as their bits read as whole numbers, so halving the bits finds it
 * in at most 64 steps, however small it is: a gamma of shape 0.01 has its median at
 * 5e-31.
 */
static double bisect(const struct goal *goal, double lowest, double highest)
{
    uint64_t low, high;

    memcpy(&low, &lowest, sizeof low);
    memcpy(&high, &highest, sizeof high);
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        double x;

        memcpy(&x, &middle, sizeof x);
        if (is_reached(goal, x)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    memcpy(&highest, &high, sizeof highest);
    return highest;
}

/* GSL's inverse of the gamma stops early, or gives up, far out and for small shapes.
 * So its answer is put back into the CDF. */
static double gamma_inverse(const struct aras_law *law, double share, bool upper)
{
    if (share > 0.5) {
        return gamma_inverse(law, 1.0 - share, !upper); /* that tail has more digits */
    }

    struct aras_law unit = {ARAS_LAW_GAMMA, {law->number[0], 1.0, 0.0, 0.0}};
    struct goal goal = {&unit, share, upper};
    double guess = upper ? gsl_cdf_gamma_Qinv(share, unit.number[0], 1.0)
                         : gsl_cdf_gamma_Pinv(share, unit.number[0], 1.0);

    double reached =
        upper ? aras_law_upper(&unit, guess) : aras_law_lower(&unit, guess);

    if (!(guess > 0.0) || !(fabs(reached - share) <= 1e-10 * share)) {
        guess = bisect(&goal, 0.0, DBL_MAX);
    }
    return law->number[1] * guess;
}

/* The least whole number that reaches the goal: from a normal's guess outwards by
 * doubling steps until it is enclosed, then by halving. */
static double whole_inverse(const struct goal *goal)
{
    double z = goal->upper ? gsl_cdf_ugaussian_Qinv(goal->share)
                           : gsl_cdf_ugaussian_Pinv(goal->share);
    double guess =
        floor(aras_law_mean(goal->law) + z * sqrt(aras_law_variance(goal->law)));
    double high = fmax(0.0, guess);
    double low = high - 1.0;

    for (double step = 1.0; !is_reached(goal, high) && high < 4e9; step *= 2.0) {
        low = high;
        high += step;
    }
    for (double step = 1.0; low >= 0.0 && is_reached(goal, low); step *= 2.0) {
        high = low;
        low = fmax(-1.0, low - step);
    }
    while (high - low > 1.0) {
        double middle = floor(low + (high - low) / 2.0);

        if (is_reached(goal, middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

/* k trials all fail with probability (1 - p)^k. The quotient of logarithms may be
 * one too high or too low by rounding. */
static double geometric_inverse(const struct goal *goal)
{
    double log_share = goal->upper ? log(goal->share) : log1p(-goal->share);
    double k = fmax(1.0, ceil(log_share / log1p(-goal->law->number[0])));

    if (!is_reached(goal, k)) {
        return k + 1.0;
    }
    return k > 1.0 && is_reached(goal, k - 1.0) ? k - 1.0 : k;
}

double aras_law_inverse_lower(const struct aras_law *law, double share)
{
    const double *n = law->number;
    const struct goal goal = {law, share, false};

    switch (law->family) {
    case ARAS_LAW_CONSTANT:
        return n[0];
    case ARAS_LAW_UNIFORM:
        return n[0] + share * (n[1] - n[0]);
    case ARAS_LAW_NORMAL:
        return n[0] + gsl_cdf_gaussian_Pinv(share, n[1]);
    case ARAS_LAW_LOGNORMAL:
        return gsl_cdf_lognormal_Pinv(share, n[0], n[1]);
    case ARAS_LAW_EXPONENTIAL:
        return -n[0] * log1p(-share); /* as in gsl_ran_exponential */
    case ARAS_LAW_GAMMA:
        return gamma_inverse(law, share, false);
    case ARAS_LAW_BETA:
        return n[2] + n[3] * aras_beta_quantile(share, n[0], n[1]);
    case ARAS_LAW_WEIBULL:
        return gsl_cdf_weibull_Pinv(share, n[0], n[1]);
    case ARAS_LAW_TRIANGULAR:
        return triangle_inverse(n, share, 1.0 - share);
    case ARAS_LAW_CAUCHY:
        return n[0] + gsl_cdf_cauchy_Pinv(share, n[1]);
    case ARAS_LAW_LAPLACE:
        return n[0] + gsl_cdf_laplace_Pinv(share, n[1]);
    case ARAS_LAW_LOGISTIC:
        return n[0] + n[1] * (log(share) - log1p(-share));
    case ARAS_LAW_BINOMIAL:
    case ARAS_LAW_POISSON:
        return whole_inverse(&goal);
    case ARAS_LAW_GEOMETRIC:
        return geometric_inverse(&goal);
    }
    return NAN; /* not reached: these are all families */
}

double aras_law_inverse_upper(const struct aras_law *law, double share)
{
    const double *n = law->number;
    const struct goal goal = {law, share, true};

    switch (law->family) {
    case ARAS_LAW_CONSTANT:
        return n[0];
    case ARAS_LAW_UNIFORM:
        return n[1] - share * (n[1] - n[0]);
    case ARAS_LAW_NORMAL:
        return n[0] + gsl_cdf_gaussian_Qinv(share, n[1]);
    case ARAS_LAW_LOGNORMAL:
        return gsl_cdf_lognormal_Qinv(share, n[0], n[1]);
    case ARAS_LAW_EXPONENTIAL:
        return -n[0] * log(share);
    case ARAS_LAW_GAMMA:
        return gamma_inverse(law, share, true);
    case ARAS_LAW_BETA:
        return n[2] + n[3] * aras_beta_upper_quantile(share, n[0], n[1]);
    case ARAS_LAW_WEIBULL:
        return gsl_cdf_weibull_Qinv(share, n[0], n[1]);
    case ARAS_LAW_TRIANGULAR:
        return triangle_inverse(n, 1.0 - share, share);
    case ARAS_LAW_CAUCHY:
        return n[0] + gsl_cdf_cauchy_Qinv(share, n[1]);
    case ARAS_LAW_LAPLACE:
        return n[0] + gsl_cdf_laplace_Qinv(share, n[1]);
    case ARAS_LAW_LOGISTIC:
        return n[0] + n[1] * (log1p(-share) - log(share));
    case ARAS_LAW_BINOMIAL:
    case ARAS_LAW_POISSON:
        return whole_inverse(&goal);
    case ARAS_LAW_GEOMETRIC:
        return geometric_inverse(&goal);
    }
    return NAN; /* not reached: these are all families */
}

/*
 * Source of the moments: N. L. Johnson, S. Kotz, N. Balakrishnan, Continuous
 * Univariate Distributions, volumes 1 (1994) and 2 (1995), and N. L. Johnson, A. W.
 * Kemp, S. Kotz, Univariate Discrete Distributions (2005).
 */
double aras_law_mean(const struct aras_law *law)
{
    const double *n = law->number;

    switch (law->family) {
    case ARAS_LAW_CONSTANT:
    case ARAS_LAW_NORMAL:
    case ARAS_LAW_EXPONENTIAL:
    case ARAS_LAW_LAPLACE:
    case ARAS_LAW_LOGISTIC:
    case ARAS_LAW_POISSON:
        return n[0];
    case ARAS_LAW_UNIFORM:
        return n[0] + (n[1] - n[0]) / 2.0;
    case ARAS_LAW_LOGNORMAL:
        return exp(n[0] + n[1] * n[1] / 2.0);
    case ARAS_LAW_GAMMA:
    case ARAS_LAW_BINOMIAL:
        return n[0] * n[1];
    case ARAS_LAW_BETA:
        return n[2] + n[3] * n[0] / (n[0] + n[1]);
    case ARAS_LAW_WEIBULL:
        return n[0] * tgamma(1.0 + 1.0 / n[1]);
    case ARAS_LAW_TRIANGULAR:
        return (n[0] + n[1] + n[2]) / 3.0;
    case ARAS_LAW_GEOMETRIC:
        return 1.0 / n[0];
    case ARAS_LAW_CAUCHY:
        return NAN;
    }
    return NAN; /* not reached: these are all families */
}

double aras_law_variance(const struct aras_law *law)
{
    const double pi_squared = 9.8696044010893586;
    const double *n = law->number;
    double mean;

    switch (law->family) {
    case ARAS_LAW_CONSTANT:
        return 0.0;
    case ARAS_LAW_UNIFORM:
        return (n[1] - n[0]) * (n[1] - n[0]) / 12.0;
    case ARAS_LAW_NORMAL:
        return n[1] * n[1];
    case ARAS_LAW_LOGNORMAL:
        return expm1(n[1] * n[1]) * exp(2.0 * n[0] + n[1] * n[1]);
    case ARAS_LAW_EXPONENTIAL:
        return n[0] * n[0];
    case ARAS_LAW_GAMMA:
        return n[0] * n[1] * n[1];
    case ARAS_LAW_BETA:
        mean = n[0] / (n[0] + n[1]);
        return n[3] * n[3] * mean * (1.0 - mean) / (n[0] + n[1] + 1.0);
    case ARAS_LAW_WEIBULL:
        mean = tgamma(1.0 + 1.0 / n[1]);
        return n[0] * n[0] * (tgamma(1.0 + 2.0 / n[1]) - mean * mean);
    case ARAS_LAW_TRIANGULAR:
        return ((n[1] - n[0]) * (n[1] - n[0]) + (n[2] - n[1]) * (n[2] - n[1]) +
                (n[1] - n[0]) * (n[2] - n[1])) /
               18.0;
    case ARAS_LAW_LAPLACE:
        return 2.0 * n[1] * n[1];
    case ARAS_LAW_LOGISTIC:
        return pi_squared * n[1] * n[1] / 3.0;
    case ARAS_LAW_BINOMIAL:
        return n[0] * n[1] * (1.0 - n[1]);
    case ARAS_LAW_POISSON:
        return n[0];
    case ARAS_LAW_GEOMETRIC:
        return (1.0 - n[0]) / (n[0] * n[0]);
    case ARAS_LAW_CAUCHY:
        return NAN;
    }
    return NAN; /* not reached: these are all families */
}
