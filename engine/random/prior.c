#include "random/prior.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/require.h"
#include "random/widened.h"

/* The three scales on which a split prior is normal. */
static double to_scale(enum aras_prior_kind kind, double x)
{
    switch (kind) {
    case ARAS_PRIOR_SPLIT_LOGNORMAL:
        return log(x);
    case ARAS_PRIOR_SPLIT_LOGIT:
        return log(x) - log1p(-x);
    default:
        return x;
    }
}

enum aras_status aras_prior_fit(struct aras_prior *prior, enum aras_prior_kind kind,
                                double median, double low, double high, double holds,
                                struct aras_error *error)
{
    ARAS_REQUIRE(kind == ARAS_PRIOR_SPLIT_NORMAL ||
                 kind == ARAS_PRIOR_SPLIT_LOGNORMAL || kind == ARAS_PRIOR_SPLIT_LOGIT);
    if (!isfinite(low) || !isfinite(median) || !isfinite(high)) {
        return aras_error_set(error, ARAS_INVALID,
                              "an interval and its median must be finite numbers, got "
                              "%g in [%g, %g]",
                              median, low, high);
    }
    if (!(low < median && median < high)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the central value must lie inside its interval, got %g "
                              "in [%g, %g]",
                              median, low, high);
    }
    if (!(holds > 0.0 && holds < 1.0)) {
        return aras_error_set(error, ARAS_INVALID,
                              "an interval must hold a share between 0 and 1, such as "
                              "0.80, got %g",
                              holds);
    }
    if (kind == ARAS_PRIOR_SPLIT_LOGNORMAL && low <= 0.0) {
        return aras_error_set(error, ARAS_INVALID,
                              "the interval of something that is above 0 must be above "
                              "0, got [%g, %g]",
                              low, high);
    }
    if (kind == ARAS_PRIOR_SPLIT_LOGIT && (low <= 0.0 || high >= 1.0)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the interval of a share must lie between 0 and 1, both "
                              "left out, got [%g, %g]",
                              low, high);
    }

    double z = gsl_cdf_ugaussian_Qinv((1.0 - holds) / 2.0);
    double centre = to_scale(kind, median);

    *prior = (struct aras_prior){
        .kind = kind,
        .centre = centre,
        .below = (centre - to_scale(kind, low)) / z,
        .above = (to_scale(kind, high) - centre) / z,
    };
    return ARAS_OK;
}

enum aras_status aras_prior_of_evidence(struct aras_prior *prior,
                                        const struct aras_evidence *evidence,
                                        struct aras_error *error)
{
    if (!(evidence->events >= 0.0) || !isfinite(evidence->events)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the number of events must be 0 or more, got %g",
                              evidence->events);
    }
    if (!(evidence->exposure > 0.0) || !isfinite(evidence->exposure)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the exposure must be above 0, got %g",
                              evidence->exposure);
    }
    if (!(evidence->design_effect >= 1.0) || !isfinite(evidence->design_effect)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the design effect must be 1 or more, got %g",
                              evidence->design_effect);
    }
    if (!(evidence->discount > 0.0 && evidence->discount <= 1.0)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the discount must be above 0 and at most 1, got %g",
                              evidence->discount);
    }
    if (!(evidence->between >= 0.0) || !isfinite(evidence->between)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the spread between members must be 0 or more, got %g",
                              evidence->between);
    }
    if (evidence->trials && evidence->events > evidence->exposure) {
        return aras_error_set(error, ARAS_INVALID,
                              "there cannot be more events than trials, got %g of %g",
                              evidence->events, evidence->exposure);
    }
    if (evidence->trials &&
        (!(evidence->trial_length > 0.0) || !isfinite(evidence->trial_length))) {
        return aras_error_set(error, ARAS_INVALID,
                              "the length of a trial must be above 0, got %g",
                              evidence->trial_length);
    }

    double d = evidence->discount / evidence->design_effect;
    double shape = 0.5 + evidence->events * d;

    *prior = (struct aras_prior){
        .kind = evidence->between > 0.0 ? ARAS_PRIOR_WIDENED : ARAS_PRIOR_DISTRIBUTION,
        .between = evidence->between,
    };
    if (evidence->trials) {
        double rest = 0.5 + (evidence->exposure - evidence->events) * d;

        prior->distribution =
            (struct aras_distribution){.kind = ARAS_BETA, .argument = {shape, rest}};
        prior->trial_length = evidence->trial_length;
    } else {
        prior->distribution = (struct aras_distribution){
            .kind = ARAS_GAMMA, .argument = {shape, 1.0 / (evidence->exposure * d)}};
    }
    return aras_distribution_check(&prior->distribution, error);
}

static double discrete_quantile(const struct aras_prior *prior, double u)
{
    double total = 0.0;
    double passed = 0.0;

    ARAS_REQUIRE(prior->count > 0);
    for (size_t i = 0; i < prior->count; i++) {
        total += prior->weights[i];
    }
    for (size_t i = 0; i + 1 < prior->count; i++) {
        passed += prior->weights[i];
        if (passed >= u * total) {
            return prior->values[i];
        }
    }
    return prior->values[prior->count - 1];
}

/* A probability over `trial_length` as a rate. A probability that rounds to 1 would
 * give an infinite one. */
static double as_rate(double p, double trial_length)
{
    return -log1p(-fmin(p, 1.0 - 0x1p-53)) / trial_length;
}

static double split_quantile(const struct aras_prior *prior, double u)
{
    double z = gsl_cdf_ugaussian_Pinv(u);
    double y = prior->centre + (z < 0.0 ? prior->below : prior->above) * z;

    switch (prior->kind) {
    case ARAS_PRIOR_SPLIT_LOGNORMAL:
        return exp(y);
    case ARAS_PRIOR_SPLIT_LOGIT:
        if (prior->trial_length > 0.0) {
            /* -log(1 - p) from the log odds, without losing what is next to 1 */
            return (y > 0.0 ? y + log1p(exp(-y)) : log1p(exp(y))) / prior->trial_length;
        }
        return 1.0 / (1.0 + exp(-y));
    default:
        return y;
    }
}

double aras_prior_quantile(const struct aras_prior *prior, double u)
{
    struct aras_widened widened;
    double x = NAN;

    ARAS_REQUIRE(u > 0.0 && u < 1.0);
    switch (prior->kind) {
    case ARAS_PRIOR_FIXED:
        x = prior->value;
        break;
    case ARAS_PRIOR_DISTRIBUTION:
        if (prior->trial_length > 0.0 && prior->distribution.kind == ARAS_BETA &&
            !prior->distribution.truncated) {
            return aras_widened_rate(&prior->distribution, prior->trial_length, u);
        }
        x = aras_distribution_quantile(&prior->distribution, u);
        break;
    case ARAS_PRIOR_SPLIT_LOGIT:
        return split_quantile(prior, u);
    case ARAS_PRIOR_SPLIT_NORMAL:
    case ARAS_PRIOR_SPLIT_LOGNORMAL:
        x = split_quantile(prior, u);
        break;
    case ARAS_PRIOR_DISCRETE:
        x = discrete_quantile(prior, u);
        break;
    case ARAS_PRIOR_WIDENED:
        if (prior->between == 0.0) {
            return aras_widened_rate(&prior->distribution, prior->trial_length, u);
        }
        aras_widened_prepare(&widened, prior);
        return exp(aras_widened_log_quantile(&widened, u, widened.centre));
    }
    return prior->trial_length > 0.0 ? as_rate(x, prior->trial_length) : x;
}

void aras_prior_extent(const struct aras_prior *prior, double *least, double *most)
{
    *least = aras_prior_quantile(prior, 0x1p-53);
    *most = aras_prior_quantile(prior, 1.0 - 0x1p-53);
}
