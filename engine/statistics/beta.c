#include "statistics/beta.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/require.h"

/* The log odds of a beta have mean digamma(a) - digamma(b) and variance trigamma(a) +
 * trigamma(b): for large numbers log(a / b) + (1 / b - 1 / a) / 2, and 1 / a + 1 / b.
 * Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions
 * (1964), 6.3.18 and 6.4.12. */
static double by_normal(double z, double a, double b)
{
    double mean = log(a / b) + (1.0 / b - 1.0 / a) / 2.0;

    return 1.0 / (1.0 + exp(-mean - z * sqrt(1.0 / a + 1.0 / b)));
}

struct goal {
    double share, a, b;
    bool upper;
};

static double tail_at(const struct goal *goal, double x)
{
    return goal->upper ? gsl_cdf_beta_Q(x, goal->a, goal->b)
                       : gsl_cdf_beta_P(x, goal->a, goal->b);
}

static bool is_reached(const struct goal *goal, double tail)
{
    return goal->upper ? tail <= goal->share : tail >= goal->share;
}

/* The least double in (lowest, highest] that reaches the goal. Doubles above 0 are in
 * the same order as their bits read as whole numbers, so halving the bits finds it in
 * at most 64 steps, however small it is. */
static double bisect(const struct goal *goal, double lowest, double highest)
{
    uint64_t low, high;

    memcpy(&low, &lowest, sizeof low);
    memcpy(&high, &highest, sizeof high);
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        double x;

        memcpy(&x, &middle, sizeof x);
        if (is_reached(goal, tail_at(goal, x))) {
            high = middle;
        } else {
            low = middle;
        }
    }
    memcpy(&highest, &high, sizeof highest);
    return highest;
}

/*
 * GSL's inverse of the beta fails far out and does not come back at all for large
 * numbers, so it is not used. Newton's steps go along the log odds of x and the
 * logarithm of the tail, which are nearly straight against each other at both ends;
 * a step that leaves what is known to enclose the answer ends in bisection.
 */
static double solve(const struct goal *goal)
{
    double low = 0.0, high = 1.0;
    double x = goal->a / (goal->a + goal->b);

    for (int step = 0; step < 50; step++) {
        double tail = tail_at(goal, x);
        double slope = x * (1.0 - x) * gsl_ran_beta_pdf(x, goal->a, goal->b) / tail;
        double move = (log(goal->share) - log(tail)) / (goal->upper ? -slope : slope);

        if (fabs(tail - goal->share) <= 1e-14 * goal->share) {
            return x;
        }
        if (is_reached(goal, tail)) {
            high = x;
        } else {
            low = x;
        }
        x = x / (x + (1.0 - x) * exp(-move));
        if (!(x > low && x < high)) {
            break;
        }
    }
    return bisect(goal, low, high);
}

static double quantile(double share, double a, double b, bool upper)
{
    ARAS_REQUIRE(share > 0.0 && share < 1.0 && a > 0.0 && b > 0.0);
    if (a + b > 5e5 && fmin(a, b) > 1e3) {
        return by_normal(upper ? gsl_cdf_ugaussian_Qinv(share)
                               : gsl_cdf_ugaussian_Pinv(share),
                         a, b);
    }
    if (share > 0.5) {
        /* That tail has more digits. */
        return solve(&(struct goal){1.0 - share, a, b, !upper});
    }
    return solve(&(struct goal){share, a, b, upper});
}

double aras_beta_quantile(double share, double a, double b)
{
    return quantile(share, a, b, false);
}

double aras_beta_upper_quantile(double share, double a, double b)
{
    return quantile(share, a, b, true);
}
