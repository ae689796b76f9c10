#include "random/widened.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "base/require.h"
#include "random/law.h"

static struct aras_law law_of(const struct aras_distribution *distribution)
{
    const double *n = distribution->argument;

    ARAS_REQUIRE(!distribution->truncated);
    if (distribution->kind == ARAS_BETA) {
        return (struct aras_law){ARAS_LAW_BETA, {n[0], n[1], 0.0, 1.0}};
    }
    ARAS_REQUIRE(distribution->kind == ARAS_GAMMA);
    return (struct aras_law){ARAS_LAW_GAMMA, {n[0], n[1]}};
}

/* The law of 1 - p when that of p is a beta: exact where p is next to 1. */
static struct aras_law mirrored(const struct aras_law *beta)
{
    return (struct aras_law){ARAS_LAW_BETA,
                             {beta->number[1], beta->number[0], 0.0, 1.0}};
}

double aras_widened_rate(const struct aras_distribution *distribution,
                         double trial_length, double u)
{
    struct aras_law law = law_of(distribution);

    if (trial_length <= 0.0) {
        return aras_law_inverse_lower(&law, u);
    }
    if (u <= 0.5) {
        return -log1p(-aras_law_inverse_lower(&law, u)) / trial_length;
    }

    struct aras_law survival = mirrored(&law);

    return -log(aras_law_inverse_lower(&survival, 1.0 - u)) / trial_length;
}

/* P(R <= r), or P(R > r) when `upper`. */
static double rate_tail(const struct aras_widened *widened, double r, int upper)
{
    struct aras_law law = law_of(&widened->rate);
    double x = r;

    if (widened->trial_length > 0.0) {
        double failed = exp(-r * widened->trial_length);

        if (failed < 0.5) {
            law = mirrored(&law);
            upper = !upper;
            x = failed;
        } else {
            x = -expm1(-r * widened->trial_length);
        }
    }
    return upper ? aras_law_upper(&law, x) : aras_law_lower(&law, x);
}

static double z_at(const struct aras_widened *widened, size_t i)
{
    return ((double) i - (double) (widened->points - 1) / 2.0) * widened->step;
}

/*
 * With y = log x and s = between there are two ways to write the same integral,
 *
 *     P(X <= x) = E Phi((y - log R(z)) / s)      over R, log R as a function of z
 *               = E P(R <= exp(y - s z))         over the widening
 *
 * with z standard normal in both. The one over the narrower of the two is smooth on
 * the scale of z, and the trapezoidal rule, which on the whole line gains digits
 * faster than any power of its step, then needs few points. Source: L. N. Trefethen,
 * J. A. C. Weideman, "The exponentially convergent trapezoidal rule", SIAM Review 56
 * (2014) 385-458.
 */
void aras_widened_prepare(struct aras_widened *widened, const struct aras_prior *prior)
{
    ARAS_REQUIRE(prior->kind == ARAS_PRIOR_WIDENED && prior->between > 0.0);
    widened->rate = prior->distribution;
    widened->trial_length = prior->trial_length;
    widened->between = prior->between;

    double low = log(aras_widened_rate(&widened->rate, widened->trial_length,
                                       gsl_cdf_ugaussian_P(-1.0)));
    double high = log(aras_widened_rate(&widened->rate, widened->trial_length,
                                        gsl_cdf_ugaussian_P(1.0)));

    widened->centre = (low + high) / 2.0;
    widened->by_rate = (high - low) / 2.0 <= widened->between;
    if (widened->by_rate || widened->between <= 1.0) {
        widened->points = 73;
        widened->step = 0.25;
    } else {
        widened->points = ARAS_WIDENED_POINTS;
        widened->step = 0.125;
    }
    for (size_t i = 0; i < widened->points; i++) {
        widened->weight[i] = widened->step * gsl_ran_ugaussian_pdf(z_at(widened, i));
    }
    for (size_t i = 0; widened->by_rate && i < widened->points; i++) {
        double z = z_at(widened, i);
        double u = gsl_cdf_ugaussian_P(z);

        /* The mirrored half is taken as far as a double can go towards 1: what is
         * left out has less than 1e-15 of the weight. */
        u = fmin(u, 1.0 - 0x1p-53);
        widened->log_rate[i] =
            log(aras_widened_rate(&widened->rate, widened->trial_length, u));
    }
}

/* The tail of X at y = log x, and how fast its lower share rises there. */
static double tail_at(const struct aras_widened *widened, double y, int upper,
                      double *slope)
{
    double s = widened->between;
    double tail = 0.0;

    *slope = 0.0;
    for (size_t i = 0; i < widened->points; i++) {
        double z = z_at(widened, i);
        double weight = widened->weight[i];

        if (widened->by_rate) {
            double d = (y - widened->log_rate[i]) / s;

            tail += weight * (upper ? gsl_cdf_ugaussian_Q(d) : gsl_cdf_ugaussian_P(d));
            *slope += weight * gsl_ran_ugaussian_pdf(d) / s;
        } else {
            double share = rate_tail(widened, exp(y - s * z), upper);

            tail += weight * share;
            *slope += (upper ? weight : -weight) * z * share / s; /* by parts */
        }
    }
    return tail;
}

/* Newton's steps for the logarithm of the nearer tail, kept inside of what is known
 * to enclose the answer. */
double aras_widened_log_quantile(const struct aras_widened *widened, double u,
                                 double guess)
{
    int upper = u > 0.5;
    double share = upper ? 1.0 - u : u;
    double low = -INFINITY, high = INFINITY;
    double y = guess;

    for (int i = 0; i < 200; i++) {
        double slope;
        double tail = tail_at(widened, y, upper, &slope);
        double move = tail / slope * log(share / tail) * (upper ? -1.0 : 1.0);

        if (fabs(tail - share) <= 1e-11 * share) {
            return y;
        }
        if ((tail < share) != upper) {
            low = y;
        } else {
            high = y;
        }

        double next = y + fmax(-8.0, fmin(8.0, move));

        if (!(next > low && next < high)) {
            next = isinf(low) ? high - 4.0 : isinf(high) ? low + 4.0 : (low + high) / 2;
        }
        if (fabs(next - y) <= 1e-15 * fmax(1.0, fabs(y))) {
            return next;
        }
        y = next;
    }
    return y;
}
