#include "statistics/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/require.h"
#include "statistics/beta.h"

/* Above this GSL's binomial no longer converges, and a normal says the same. */
#define LARGEST_BINOMIAL 100000

double aras_normal_two_sided(double level)
{
    ARAS_REQUIRE(level > 0.0 && level < 1.0);
    return gsl_cdf_ugaussian_Qinv((1.0 - level) / 2.0);
}

double aras_t_two_sided(double level, double freedom)
{
    ARAS_REQUIRE(level > 0.0 && level < 1.0 && freedom > 0.0);
    /* GSL's inverse fails for very many degrees, where t is normal to nine digits. */
    return freedom > 1e9 ? aras_normal_two_sided(level)
                         : gsl_cdf_tdist_Qinv((1.0 - level) / 2.0, freedom);
}

/*
 * Those p from which the observed share is just z standard errors away:
 *
 *     (x + z^2 / 2 -/+ z sqrt(x (n - x) / n + z^2 / 4)) / (n + z^2)
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927) 209-212.
 */
static struct aras_interval wilson(double successes, double size, double z)
{
    if (!(size > 0.0)) {
        return (struct aras_interval){0.0, 1.0};
    }

    double centre = successes + z * z / 2.0;
    double half = z * sqrt(successes * (size - successes) / size + z * z / 4.0);
    double whole = size + z * z;

    /* At 0 and at n rounding would leave a trace where there is none. */
    return (struct aras_interval){
        successes <= 0.0 ? 0.0 : (centre - half) / whole,
        successes >= size ? 1.0 : (centre + half) / whole,
    };
}

struct aras_interval aras_interval_wilson(double successes, double size, double level)
{
    ARAS_REQUIRE(successes >= 0.0 && successes <= size);
    return wilson(successes, size, aras_normal_two_sided(level));
}

/* Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits
 * illustrated in the case of the binomial", Biometrika 26 (1934) 404-413; as quantiles
 * of beta distributions. */
struct aras_interval aras_interval_exact(uint64_t successes, uint64_t size,
                                         double level)
{
    double x = (double) successes;
    double n = (double) size;
    double outside = (1.0 - level) / 2.0;

    ARAS_REQUIRE(successes <= size && level > 0.0 && level < 1.0);
    return (struct aras_interval){
        successes == 0 ? 0.0 : aras_beta_quantile(outside, x, n - x + 1.0),
        successes == size ? 1.0 : aras_beta_quantile(1.0 - outside, x + 1.0, n - x),
    };
}

/* (1 - p)^n = 1 - level. About 3 / n for 0.95: the rule of three. Source: J. A. Hanley,
 * A. Lippman-Hand, "If nothing goes wrong, is everything all right?", Journal of the
 * American Medical Association 249 (1983) 1743-1745. */
struct aras_interval aras_interval_never_seen(uint64_t size, double level)
{
    ARAS_REQUIRE(level > 0.0 && level < 1.0);
    if (size == 0) {
        return (struct aras_interval){0.0, 1.0};
    }
    return (struct aras_interval){0.0, -expm1(log1p(-level) / (double) size)};
}

struct aras_interval aras_interval_mean(double mean, double variance, uint64_t size,
                                        double level)
{
    if (size < 2) {
        return (struct aras_interval){NAN, NAN};
    }

    double half =
        aras_t_two_sided(level, (double) (size - 1)) * sqrt(variance / (double) size);

    return (struct aras_interval){mean - half, mean + half};
}

/*
 * With S = (m - mu) / s and skewness g, the monotone
 *
 *     S + g/3 S^2 + g^2/27 S^3 + g / (6 n)
 *
 * times sqrt(n) is nearly normal even where S is skewed; this is its inverse. Source:
 * P. Hall, "On the removal of skewness by transformation", Journal of the Royal
 * Statistical Society B 54 (1992) 221-228. With Student's t for the normal, as S has an
 * estimated s.
 */
static double distance_at(double t, double skewness, double size)
{
    double moved = t / sqrt(size) - skewness / (6.0 * size);

    /* Below, (cbrt(1 + g S) - 1) / g has lost its digits. */
    return fabs(skewness) < 1e-9
               ? moved
               : (cbrt(1.0 + skewness * moved) - 1.0) * 3.0 / skewness;
}

struct aras_interval aras_interval_skewed_mean(double mean, double variance,
                                               double skewness, uint64_t size,
                                               double level)
{
    if (size < 2) {
        return (struct aras_interval){NAN, NAN};
    }

    double n = (double) size;
    double t = aras_t_two_sided(level, n - 1.0);
    double deviation = sqrt(variance);

    return (struct aras_interval){mean - deviation * distance_at(t, skewness, n),
                                  mean - deviation * distance_at(-t, skewness, n)};
}

/*
 * A ratio of two sums over k clusters, m = sum y_g / sum n_g:
 *
 *     variance(m) = k / (k - 1) sum (y_g - m n_g)^2 / (sum n_g)^2
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), sections 2.11 and
 * 6.3, without the correction for a finite population.
 */
struct aras_clustered aras_clustered_mean(const struct aras_cluster *clusters,
                                          size_t count)
{
    struct aras_clustered result = {.mean = NAN, .error = NAN};
    double sum = 0.0;
    double squares = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += clusters[i].sum;
        result.size += clusters[i].size;
    }
    result.groups = (double) count;
    if (result.size > 0.0) {
        result.mean = sum / result.size;
    }
    if (count < 2) {
        return result;
    }
    for (size_t i = 0; i < count; i++) {
        double distance = clusters[i].sum - result.mean * clusters[i].size;

        squares += distance * distance;
    }
    result.error = sqrt(result.groups / (result.groups - 1.0) * squares) / result.size;
    return result;
}

struct aras_interval aras_interval_clustered(const struct aras_clustered *clustered,
                                             double level)
{
    if (clustered->groups < 2.0) {
        return (struct aras_interval){NAN, NAN};
    }

    double half = aras_t_two_sided(level, clustered->groups - 1.0) * clustered->error;

    return (struct aras_interval){clustered->mean - half, clustered->mean + half};
}

/* Source of the effective sample size: L. Kish, Survey Sampling (1965), section 8.2;
 * of putting it into Wilson's interval: N. Dean, M. Pagano, "Evaluating confidence
 * interval methods for binomial proportions in clustered surveys", Journal of Survey
 * Statistics and Methodology 3 (2015) 484-503. */
struct aras_interval
aras_interval_clustered_share(const struct aras_clustered *clustered, double level)
{
    double p = clustered->mean;
    double size;

    if (clustered->groups < 2.0) {
        return (struct aras_interval){0.0, 1.0};
    }
    if (p <= 0.0 || p >= 1.0) {
        size = clustered->groups;
    } else if (clustered->error > 0.0) {
        size = p * (1.0 - p) / (clustered->error * clustered->error);
    } else {
        size = clustered->size;
    }
    /* Groups that happen to be more alike than chance would make them are no gain. */
    size = fmin(size, clustered->size);
    return wilson(p * size, size, aras_t_two_sided(level, clustered->groups - 1.0));
}

static double add_squares(double to_one, double to_other, double correlation)
{
    return sqrt(to_one * to_one + to_other * to_other -
                2.0 * correlation * to_one * to_other);
}

/* Sources: G. Y. Zou, A. Donner, "Construction of confidence limits about effect
 * measures: a general approach", Statistics in Medicine 27 (2008) 1693-1702, of the two
 * shares in which worlds differ; the sample size as in aras_interval_clustered_share.
 */
struct aras_interval aras_interval_clustered_change(double only_a, double only_b,
                                                    const struct aras_clustered *change,
                                                    double level)
{
    double n = change->size;
    double lost = only_a / n, gained = only_b / n;
    double variance = lost + gained - (gained - lost) * (gained - lost);

    ARAS_REQUIRE(only_a + only_b > 0.0);
    if (change->groups < 2.0) {
        return (struct aras_interval){-1.0, 1.0};
    }
    if (change->error > 0.0) {
        n = fmin(n, variance / (change->error * change->error));
    }

    double t = aras_t_two_sided(level, change->groups - 1.0);
    struct aras_interval of_lost = wilson(lost * n, n, t);
    struct aras_interval of_gained = wilson(gained * n, n, t);
    double correlation = lost < 1.0 && gained < 1.0
                             ? -sqrt(lost * gained / ((1.0 - lost) * (1.0 - gained)))
                             : 0.0;
    double mean = gained - lost;

    return (struct aras_interval){
        mean - add_squares(gained - of_gained.low, of_lost.high - lost, correlation),
        mean + add_squares(of_gained.high - gained, lost - of_lost.low, correlation),
    };
}

/* Sources: R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873-890,
 * method 10; for others than probabilities: G. Y. Zou, A. Donner, "Construction of
 * confidence limits about effect measures: a general approach", Statistics in Medicine
 * 27 (2008) 1693-1702. */
struct aras_interval aras_interval_apart(double a, struct aras_interval of_a, double b,
                                         struct aras_interval of_b)
{
    return (struct aras_interval){
        b - a - hypot(b - of_b.low, of_a.high - a),
        b - a + hypot(of_b.high - b, a - of_a.low),
    };
}

/* A sum of binomials that is just a share may come out a little to either side. */
static const double rounding = 1e-12;

/* The least k with P(B <= k) >= share, for B binomial (size, p). */
static uint64_t binomial_quantile(uint64_t size, double p, double share)
{
    uint64_t low = 0, high = size;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (gsl_cdf_binomial_P((unsigned) middle, p, (unsigned) size) >=
            share * (1.0 - rounding)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/*
 * The number B of the sample below the quantile is binomial (n, p), and the interval
 * from rank l to rank u holds the quantile when l <= B <= u - 1. Source: W. J. Conover,
 * Practical Nonparametric Statistics, 3rd edition (1999), section 3.2.
 */
struct aras_ranks aras_quantile_ranks(uint64_t size, double p, double level)
{
    double outside = (1.0 - level) / 2.0;

    ARAS_REQUIRE(p > 0.0 && p < 1.0 && level > 0.0 && level < 1.0);
    if (size <= LARGEST_BINOMIAL) {
        /* P(B <= l - 1) <= outside; the quantile is the first k that passes it. */
        uint64_t low = binomial_quantile(size, p, outside);

        /* An l whose P(B <= l - 1) is just `outside` may be taken itself. */
        if (gsl_cdf_binomial_P((unsigned) low, p, (unsigned) size) <=
            outside * (1.0 + rounding)) {
            low++;
        }
        return (struct aras_ranks){low, binomial_quantile(size, p, 1.0 - outside) + 1};
    }

    double n = (double) size;
    double half = aras_normal_two_sided(level) * sqrt(n * p * (1.0 - p)) + 1.0;
    double low = fmax(0.0, floor(n * p - half));
    double high = fmin(n + 1.0, ceil(n * p + half) + 1.0);

    return (struct aras_ranks){(uint64_t) low, (uint64_t) high};
}
