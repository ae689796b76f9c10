#include "statistics/scores.h"

#include <math.h>

#include "base/require.h"

static double square(double x)
{
    return x * x;
}

double aras_score_brier(double p, bool yes)
{
    return square(p - (yes ? 1.0 : 0.0));
}

double aras_score_options(const double *p, size_t count, size_t observed)
{
    double sum = 0.0;

    ARAS_REQUIRE(observed < count);
    for (size_t k = 0; k < count; k++) {
        sum += aras_score_brier(p[k], k == observed);
    }
    return sum / 2.0;
}

double aras_score_ranked(const double *p, size_t count, size_t observed)
{
    double below = 0.0;
    double sum = 0.0;

    ARAS_REQUIRE(count >= 2 && observed < count);
    for (size_t k = 0; k + 1 < count; k++) {
        below += p[k];
        sum += aras_score_brier(below, observed <= k);
    }
    return sum / (double) (count - 1);
}

double aras_score_log(double p, bool *clipped)
{
    *clipped = p < ARAS_LEAST_LOG_PROBABILITY;
    /* Adding 0 turns the -0 of certainty into 0. */
    return -log(*clipped ? ARAS_LEAST_LOG_PROBABILITY : p) + 0.0;
}

/* The mean of |x_i - y|, and the sum of |x_i - x_j| over pairs i < j: member i, counted
 * from 0, is the greater of i pairs and the less of n - 1 - i. */
static double mean_distance(const double *sorted, size_t count, double observed)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += fabs(sorted[i] - observed);
    }
    return sum / (double) count;
}

static double sum_of_pairs(const double *sorted, size_t count)
{
    double n = (double) count;
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += sorted[i] * (2.0 * (double) i + 1.0 - n);
    }
    return sum;
}

double aras_score_crps(const double *sorted, size_t count, double observed)
{
    double n = (double) count;

    ARAS_REQUIRE(count >= 1);
    return mean_distance(sorted, count, observed) -
           sum_of_pairs(sorted, count) / (n * n);
}

double aras_score_crps_fair(const double *sorted, size_t count, double observed)
{
    double n = (double) count;

    ARAS_REQUIRE(count >= 2);
    return mean_distance(sorted, count, observed) -
           sum_of_pairs(sorted, count) / (n * (n - 1.0));
}

double aras_score_quantiles(const double *level, const double *quantile, size_t count,
                            double observed)
{
    double sum = 0.0;

    ARAS_REQUIRE(count >= 1);
    for (size_t i = 0; i < count; i++) {
        double below = observed < quantile[i] ? 1.0 : 0.0;

        sum += (below - level[i]) * (quantile[i] - observed);
    }
    return 2.0 * sum / (double) count;
}

double aras_score_skill(double score, double reference)
{
    return reference > 0.0 ? 1.0 - score / reference : NAN;
}
