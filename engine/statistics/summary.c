#include "statistics/summary.h"

#include <math.h>

void aras_summary_add(struct aras_summary *summary, double x)
{
    const struct aras_summary one = {.count = 1, .mean = x, .least = x, .greatest = x};

    aras_summary_merge(summary, &one);
}

/*
 * With n = n_a + n_b and d = mean_b - mean_a:
 *
 *     mean    = mean_a + d n_b / n
 *     squares = squares_a + squares_b + d^2 n_a n_b / n
 *     cubes   = cubes_a + cubes_b + d^3 n_a n_b (n_a - n_b) / n^2
 *               + 3 d (n_a squares_b - n_b squares_a) / n
 *
 * Adding up x, x^2 and x^3 instead would be shorter, and wrong: it loses every digit
 * of the variance when the mean is large beside the spread. One number more is the
 * case n_b = 1, which is Welford's.
 *
 * Sources: B. P. Welford, "Note on a method for calculating corrected sums of squares
 * and products", Technometrics 4 (1962) 419-420, doi:10.1080/00401706.1962.10490022;
 * P. Pebay, "Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments", Sandia report SAND2008-6212 (2008).
 */
void aras_summary_merge(struct aras_summary *summary, const struct aras_summary *more)
{
    if (more->count == 0) {
        return;
    }
    if (summary->count == 0) {
        *summary = *more;
        return;
    }

    double n_a = (double) summary->count;
    double n_b = (double) more->count;
    double n = n_a + n_b;
    double d = more->mean - summary->mean;

    summary->cubes += more->cubes + d * d * d * n_a * n_b * (n_a - n_b) / (n * n) +
                      3.0 * d * (n_a * more->squares - n_b * summary->squares) / n;
    summary->squares += more->squares + d * d * n_a * n_b / n;
    summary->mean += d * n_b / n;
    summary->count += more->count;
    summary->least = fmin(summary->least, more->least);
    summary->greatest = fmax(summary->greatest, more->greatest);
}

double aras_summary_variance(const struct aras_summary *summary)
{
    if (summary->count < 2) {
        return NAN;
    }
    return summary->squares / (double) (summary->count - 1);
}

double aras_summary_standard_error(const struct aras_summary *summary)
{
    return sqrt(aras_summary_variance(summary) / (double) summary->count);
}

double aras_summary_skewness(const struct aras_summary *summary)
{
    if (summary->count == 0) {
        return NAN;
    }
    if (summary->squares <= 0.0) {
        return 0.0;
    }
    return sqrt((double) summary->count) * summary->cubes / pow(summary->squares, 1.5);
}
