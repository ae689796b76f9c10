#include "statistics/kolmogorov.h"

#include <math.h>

#include "base/require.h"

double aras_kolmogorov_uniform(const double *sorted, size_t count)
{
    double greatest = 0.0;
    double n = (double) count;

    ARAS_REQUIRE(count > 0);
    for (size_t i = 0; i < count; i++) {
        double above = (double) (i + 1) / n - sorted[i];
        double below = sorted[i] - (double) i / n;

        greatest = fmax(greatest, fmax(above, below));
    }
    return greatest;
}

double aras_kolmogorov_two(const double *a, size_t a_count, const double *b,
                           size_t b_count)
{
    double greatest = 0.0;

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
        double x = fmin(a[i], b[j]);

        while (i < a_count && a[i] == x) {
            i++;
        }
        while (j < b_count && b[j] == x) {
            j++;
        }
        greatest = fmax(greatest, fabs((double) i / (double) a_count -
                                       (double) j / (double) b_count));
    }
    return greatest;
}

/*
 * P = 2 sum (-1)^(j - 1) exp(-2 j^2 x^2) with x = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) D;
 * for small x the same function in its other form, which converges where the first does
 * not. Sources: A. N. Kolmogorov, "Sulla determinazione empirica di una legge di
 * distribuzione", Giornale dell'Istituto Italiano degli Attuari 4 (1933) 83-91; M. A.
 * Stephens, "Use of the Kolmogorov-Smirnov, Cramer-von Mises and related statistics
 * without extensive tables", Journal of the Royal Statistical Society B 32 (1970)
 * 115-122, for x.
 */
double aras_kolmogorov_p(double distance, double size)
{
    const double pi = 3.14159265358979323846;
    double root = sqrt(size);
    double x = (root + 0.12 + 0.11 / root) * distance;
    double sum = 0.0;

    if (x <= 0.0) {
        return 1.0;
    }
    if (x < 1.0) {
        for (int j = 1; j <= 7; j += 2) {
            sum += exp(-j * j * pi * pi / (8.0 * x * x));
        }
        return 1.0 - sqrt(2.0 * pi) / x * sum;
    }
    for (int j = 1; j <= 8; j++) {
        sum += (j % 2 == 1 ? 2.0 : -2.0) * exp(-2.0 * j * j * x * x);
    }
    return sum;
}
