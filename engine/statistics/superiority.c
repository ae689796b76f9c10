#include "statistics/superiority.h"

#include <math.h>

#include "base/require.h"

/* The numbers of the sorted ones below x, or up to x. */
static size_t count_below(const double *sorted, size_t count, double x, int up_to)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sorted[middle] < x || (up_to && sorted[middle] == x)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

double aras_superiority_place(const double *sorted, size_t count, double x)
{
    ARAS_REQUIRE(count > 0);
    return ((double) count_below(sorted, count, x, 0) +
            (double) count_below(sorted, count, x, 1)) /
           (2.0 * (double) count);
}

/* Source: H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables
 * is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947)
 * 50-60: the count of pairs in order, over all pairs. */
double aras_superiority(const double *a, size_t a_count, const double *b,
                        size_t b_count)
{
    double above = 0.0;

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    for (size_t j = 0, below = 0, up_to = 0; j < b_count; j++) {
        while (below < a_count && a[below] < b[j]) {
            below++;
        }
        up_to = up_to < below ? below : up_to;
        while (up_to < a_count && a[up_to] == b[j]) {
            up_to++;
        }
        above += (double) (below + up_to) / 2.0;
    }
    return above / (double) a_count / (double) b_count;
}

/* Symmetric in the log odds, whose error is error / (p (1 - p)). */
static struct aras_interval by_odds(double p, double error, double t)
{
    if (!(p > 0.0 && p < 1.0)) {
        return (struct aras_interval){NAN, NAN};
    }

    double odds = log(p / (1.0 - p));
    double half = t * error / (p * (1.0 - p));

    return (struct aras_interval){1.0 / (1.0 + exp(half - odds)),
                                  1.0 / (1.0 + exp(-half - odds))};
}

/* The error is that of the linear part of the statistic, with the worlds of a set as a
 * cluster. Source: N. A. Obuchowski, "Nonparametric analysis of clustered ROC curve
 * data", Biometrics 53 (1997) 567-578. */
struct aras_interval aras_superiority_interval(const struct aras_clustered *paired,
                                               double level)
{
    if (paired->groups < 2.0) {
        return (struct aras_interval){NAN, NAN};
    }
    return by_odds((paired->mean + 1.0) / 2.0, paired->error,
                   aras_t_two_sided(level, paired->groups - 1.0));
}

struct aras_interval aras_superiority_interval_apart(const struct aras_clustered *of_a,
                                                     const struct aras_clustered *of_b,
                                                     double level)
{
    double freedom = fmin(of_a->groups, of_b->groups) - 1.0;

    if (freedom < 1.0) {
        return (struct aras_interval){NAN, NAN};
    }
    return by_odds(of_b->mean, hypot(of_a->error, of_b->error),
                   aras_t_two_sided(level, freedom));
}
