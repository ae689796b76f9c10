#include "statistics/anderson_darling.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "statistics/quantile.h"

/* How many of the sorted numbers from `from` on are equal to x. */
static size_t run_of(const double *sorted, size_t from, size_t count, double x)
{
    size_t end = from;

    while (end < count && sorted[end] == x) {
        end++;
    }
    return end - from;
}

/*
 * Over the different values z_j, with l_j numbers equal to z_j, f_ij of them in sample
 * i, and B_j = (numbers below z_j) + l_j / 2, M_ij likewise within sample i:
 *
 *     A^2 = (N - 1) / N sum_i 1 / n_i sum_j l_j / N (N M_ij - n_i B_j)^2 /
 *           (B_j (N - B_j) - N l_j / 4)
 *
 * Source: F. W. Scholz, M. A. Stephens, "K-sample Anderson-Darling tests", Journal of
 * the American Statistical Association 82 (1987) 918-924, equation 7.
 */
double aras_anderson_darling(const double *a, size_t a_count, const double *b,
                             size_t b_count)
{
    double n_a = (double) a_count, n_b = (double) b_count;
    double n = n_a + n_b;
    double sum_a = 0.0, sum_b = 0.0;

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    for (size_t i = 0, j = 0; i < a_count || j < b_count;) {
        double z = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i] : b[j];
        size_t of_a = run_of(a, i, a_count, z);
        size_t of_b = run_of(b, j, b_count, z);
        double l = (double) (of_a + of_b);
        double below = (double) (i + j) + l / 2.0;
        double m_a = (double) i + (double) of_a / 2.0;
        double m_b = (double) j + (double) of_b / 2.0;
        double weight = below * (n - below) - n * l / 4.0;

        if (weight > 0.0) {
            double d_a = n * m_a - n_a * below;
            double d_b = n * m_b - n_b * below;

            sum_a += l / n * d_a * d_a / weight;
            sum_b += l / n * d_b * d_b / weight;
        }
        i += of_a;
        j += of_b;
    }
    return (n - 1.0) / n * (sum_a / n_a + sum_b / n_b);
}

/* The variance of the distance when nothing differs: equation 4 of the same article
 * for two samples. */
static double null_variance(size_t a_count, size_t b_count)
{
    size_t count = a_count + b_count;
    double n = (double) count;
    double k = 2.0;
    double big_h = 1.0 / (double) a_count + 1.0 / (double) b_count;
    double h = 0.0, g = 0.0;
    double tail = 0.0; /* sum of 1 / j over the j from the other end */

    for (size_t i = 1; i < count; i++) {
        h += 1.0 / (double) i;
    }
    for (size_t i = 1; i + 1 < count; i++) {
        tail += 1.0 / (n - (double) i);
        g += tail / (double) (i + 1);
    }

    double c_a = (4.0 * g - 6.0) * (k - 1.0) + (10.0 - 6.0 * g) * big_h;
    double c_b = (2.0 * g - 4.0) * k * k + 8.0 * h * k +
                 (2.0 * g - 14.0 * h - 4.0) * big_h - 8.0 * h + 4.0 * g - 6.0;
    double c_c = (6.0 * h + 2.0 * g - 2.0) * k * k + (4.0 * h - 4.0 * g + 6.0) * k +
                 (2.0 * h - 6.0) * big_h + 4.0 * h;
    double c_d = (2.0 * h + 6.0) * k * k - 4.0 * h * k;

    return (((c_a * n + c_b) * n + c_c) * n + c_d) /
           ((n - 1.0) * (n - 2.0) * (n - 3.0));
}

/* A parabola through log p over the seven critical values for k = 2, by least squares.
 * Critical values: table 2 of the article, t = b0 + b1 + b2 for one degree, with the
 * two outermost rows from F. W. Scholz's R package kSamples. */
double aras_anderson_darling_p(double distance, size_t a_count, size_t b_count)
{
    const double p[] = {0.25, 0.10, 0.05, 0.025, 0.01, 0.005, 0.001};
    const double t[] = {0.675 - 0.245 - 0.105, 1.281 + 0.250 - 0.305,
                        1.645 + 0.678 - 0.362, 1.960 + 1.149 - 0.391,
                        2.326 + 1.822 - 0.396, 2.573 + 2.364 - 0.345,
                        3.085 + 3.615 - 0.154};
    enum { ROWS = sizeof t / sizeof *t };
    double x = (distance - 1.0) / sqrt(null_variance(a_count, b_count));
    double s[5] = {0.0}, r[3] = {0.0};

    ARAS_REQUIRE(a_count > 0 && b_count > 0 && a_count + b_count >= 4);
    for (int i = 0; i < ROWS; i++) {
        double power = 1.0;

        for (int j = 0; j < 5; j++, power *= t[i]) {
            s[j] += power;
            if (j < 3) {
                r[j] += power * log(p[i]);
            }
        }
    }

    /* Cramer's rule for the three normal equations. */
    double whole = s[0] * (s[2] * s[4] - s[3] * s[3]) -
                   s[1] * (s[1] * s[4] - s[2] * s[3]) +
                   s[2] * (s[1] * s[3] - s[2] * s[2]);
    double c0 = r[0] * (s[2] * s[4] - s[3] * s[3]) -
                s[1] * (r[1] * s[4] - r[2] * s[3]) + s[2] * (r[1] * s[3] - r[2] * s[2]);
    double c1 = s[0] * (r[1] * s[4] - r[2] * s[3]) -
                r[0] * (s[1] * s[4] - s[2] * s[3]) + s[2] * (s[1] * r[2] - s[2] * r[1]);
    double c2 = s[0] * (s[2] * r[2] - s[3] * r[1]) -
                s[1] * (s[1] * r[2] - s[2] * r[1]) + r[0] * (s[1] * s[3] - s[2] * s[2]);

    if (x <= t[0]) {
        return p[0];
    }
    if (x >= t[ROWS - 1]) {
        return p[ROWS - 1];
    }
    return fmin(p[0], fmax(p[ROWS - 1], exp((c0 + c1 * x + c2 * x * x) / whole)));
}

enum aras_status aras_anderson_darling_exchange(double *p, const double *a,
                                                size_t a_count, const double *b,
                                                size_t b_count, size_t rounds,
                                                gsl_rng *rng, struct aras_error *error)
{
    size_t count = a_count + b_count;
    double observed = aras_anderson_darling(a, a_count, b, b_count);
    double *pool = calloc(2 * count, sizeof *pool);
    size_t as_large = 0;

    if (pool == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory left to exchange %zu numbers", count);
    }
    memcpy(pool, a, a_count * sizeof *pool);
    memcpy(pool + a_count, b, b_count * sizeof *pool);
    for (size_t i = 0; i < rounds; i++) {
        double *mixed = pool + count;

        gsl_ran_shuffle(rng, pool, count, sizeof *pool);
        memcpy(mixed, pool, count * sizeof *pool);
        aras_quantile_sort(mixed, a_count);
        aras_quantile_sort(mixed + a_count, b_count);
        /* An exchange that changes nothing must count, whatever its last bit. */
        as_large += aras_anderson_darling(mixed, a_count, mixed + a_count, b_count) >=
                    observed * (1.0 - 1e-12);
    }
    /* The observed one is an exchange too. Source: B. Phipson, G. K. Smyth,
     * "Permutation P-values should never be zero", Statistical Applications in Genetics
     * and Molecular Biology 9 (2010) article 39. */
    *p = (double) (as_large + 1) / (double) (rounds + 1);
    free(pool);
    return ARAS_OK;
}
