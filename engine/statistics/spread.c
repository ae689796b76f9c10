#include "statistics/spread.h"

#include <math.h>
#include <stdlib.h>

#include "base/require.h"
#include "statistics/beta.h"
#include "statistics/quantile.h"

/*
 * With k groups of sizes n_g, N in all, means m_g and common mean m:
 *
 *     between = sum n_g (m_g - m)^2 / (k - 1)
 *     within  = sum (n_g - 1) s_g^2 / (N - k)      for yes or no: (n_g - 1) s_g^2 =
 *     n_0     = (N - sum n_g^2 / N) / (k - 1)                     n_g m_g (1 - m_g)
 *     variance over parameters = (between - within) / n_0, and at least 0
 *
 * Sources: S. R. Searle, G. Casella, C. E. McCulloch, Variance Components (1992),
 * section 3.6; for yes or no: M. S. Ridout, C. G. B. Demetrio, D. Firth, "Estimating
 * intraclass correlation for binary data", Biometrics 55 (1999) 137-148.
 */
struct sums {
    double groups, size, sum; /* k, N, and the sum of all numbers */
    double sizes_squared, within;
};

static void add_group(struct sums *sums, double size, double mean, double within)
{
    sums->groups++;
    sums->size += size;
    sums->sum += size * mean;
    sums->sizes_squared += size * size;
    sums->within += within;
}

static double parameter_variance(const struct sums *sums, double between)
{
    if (sums->groups < 2.0 || sums->size <= sums->groups) {
        return NAN;
    }

    double within = sums->within / (sums->size - sums->groups);
    double typical =
        (sums->size - sums->sizes_squared / sums->size) / (sums->groups - 1.0);

    return fmax(0.0, (between / (sums->groups - 1.0) - within) / typical);
}

/* The beta with mean m and variance v has a + b = m (1 - m) / v - 1. */
static struct aras_interval beta_range(double mean, double variance, double holds)
{
    double outside = (1.0 - holds) / 2.0;
    double whole = mean * (1.0 - mean) / variance - 1.0;

    if (isnan(variance)) {
        return (struct aras_interval){NAN, NAN};
    }
    if (variance <= 0.0) {
        return (struct aras_interval){mean, mean};
    }
    if (whole <= 1e-6) {
        /* Every parameter set gives 0 or 1. */
        return (struct aras_interval){mean > 1.0 - outside ? 1.0 : 0.0,
                                      mean < outside ? 0.0 : 1.0};
    }
    return (struct aras_interval){
        aras_beta_quantile(outside, mean * whole, (1.0 - mean) * whole),
        aras_beta_quantile(1.0 - outside, mean * whole, (1.0 - mean) * whole),
    };
}

struct aras_spread aras_spread_of_share(const struct aras_cluster *clusters,
                                        size_t count, double holds)
{
    struct sums sums = {0};
    double between = 0.0;

    ARAS_REQUIRE(holds > 0.0 && holds < 1.0);
    for (size_t i = 0; i < count; i++) {
        double p = clusters[i].sum / clusters[i].size;

        add_group(&sums, clusters[i].size, p, clusters[i].size * p * (1.0 - p));
    }

    double mean = sums.sum / sums.size; /* NAN without groups */

    for (size_t i = 0; i < count; i++) {
        double distance = clusters[i].sum / clusters[i].size - mean;

        between += clusters[i].size * distance * distance;
    }

    double variance = parameter_variance(&sums, between);

    return (struct aras_spread){mean, variance, beta_range(mean, variance, holds)};
}

enum aras_status aras_spread_of_mean(struct aras_spread *spread,
                                     const struct aras_group *groups, size_t count,
                                     double holds, struct aras_error *error)
{
    struct sums sums = {0};
    double between = 0.0, plain = 0.0;

    ARAS_REQUIRE(holds > 0.0 && holds < 1.0);
    for (size_t i = 0; i < count; i++) {
        add_group(&sums, groups[i].size, groups[i].mean,
                  groups[i].size < 2.0 ? 0.0
                                       : (groups[i].size - 1.0) * groups[i].variance);
    }
    spread->mean = sums.sum / sums.size;
    for (size_t i = 0; i < count; i++) {
        double distance = groups[i].mean - spread->mean;

        between += groups[i].size * distance * distance;
        plain += distance * distance;
    }
    spread->variance = parameter_variance(&sums, between);
    if (!(spread->variance > 0.0)) {
        double end = isnan(spread->variance) ? NAN : spread->mean;

        spread->range = (struct aras_interval){end, end};
        return ARAS_OK;
    }

    /* Source: T. A. Louis, "Estimating a population of parameter values using Bayes and
     * empirical Bayes methods", Journal of the American Statistical Association 79
     * (1984) 393-398: shrunk by the root, so that the spread itself is not lost. */
    double *means = calloc(count, sizeof *means);
    double shrink = fmin(1.0, sqrt(spread->variance / (plain / (sums.groups - 1.0))));

    if (means == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory left for the means of %zu groups", count);
    }
    for (size_t i = 0; i < count; i++) {
        means[i] = spread->mean + shrink * (groups[i].mean - spread->mean);
    }
    aras_quantile_sort(means, count);
    spread->range.low = aras_quantile_sorted(means, count, (1.0 - holds) / 2.0);
    spread->range.high = aras_quantile_sorted(means, count, (1.0 + holds) / 2.0);
    free(means);
    return ARAS_OK;
}
