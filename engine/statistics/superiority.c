#include "statistics/superiority.h"

#include <math.h>

#include "base/require.h"

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

static void fill_places(double place[ARAS_BINS], const struct aras_binned *binned,
                        const double *total, double size)
{
    double below = 0.0;

    for (size_t k = 0; k < binned->bins; k++) {
        place[k] = (below + total[k] / 2.0) / size;
        below += total[k];
    }
}

/* What the worlds of one side of a row add up to. */
static struct aras_cluster sum_row(const struct aras_binned *binned,
                                   const float *counts, const double place[ARAS_BINS])
{
    struct aras_cluster cluster = {0};

    for (size_t k = 0; k < binned->bins; k++) {
        cluster.sum += (double) counts[k] * place[k];
        cluster.size += (double) counts[k];
    }
    return cluster;
}

/* Symmetric in the log odds, whose error is error / (p (1 - p)). */
static struct aras_interval by_odds(double p, double error, double t)
{
    if (!(p > 0.0 && p < 1.0 && error > 0.0)) {
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
struct aras_interval aras_superiority_interval(const struct aras_binned *binned,
                                               double p, double level)
{
    double among_a[ARAS_BINS], among_b[ARAS_BINS];
    struct aras_cluster in_a[ARAS_ROWS], in_b[ARAS_ROWS];
    size_t fewer = binned->rows_a < binned->rows_b ? binned->rows_a : binned->rows_b;

    if (fewer < 2) {
        return (struct aras_interval){NAN, NAN};
    }
    fill_places(among_a, binned, binned->total_a, binned->size_a);
    fill_places(among_b, binned, binned->total_b, binned->size_b);
    for (size_t r = 0; r < binned->rows_a; r++) {
        in_a[r] = sum_row(binned, &binned->a[r * ARAS_BINS], among_b);
    }
    for (size_t r = 0; r < binned->rows_b; r++) {
        in_b[r] = sum_row(binned, &binned->b[r * ARAS_BINS], among_a);
    }
    if (binned->paired) {
        for (size_t r = 0; r < binned->rows_a; r++) {
            in_b[r].sum -= in_a[r].sum;
        }
        return by_odds(p, aras_clustered_mean(in_b, binned->rows_b).error,
                       aras_t_two_sided(level, (double) fewer - 1.0));
    }
    return by_odds(p,
                   hypot(aras_clustered_mean(in_a, binned->rows_a).error,
                         aras_clustered_mean(in_b, binned->rows_b).error),
                   aras_t_two_sided(level, (double) fewer - 1.0));
}
