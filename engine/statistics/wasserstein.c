#include "statistics/wasserstein.h"

#include <math.h>

#include "base/require.h"

/* On a line the cheapest transport moves quantile to quantile, which costs the area
 * between the distribution functions. Source: S. S. Vallender, "Calculation of the
 * Wasserstein distance between probability distributions on the line", Theory of
 * Probability and its Applications 18 (1974) 784-786. */
double aras_wasserstein(const double *a, size_t a_count, const double *b,
                        size_t b_count)
{
    double area = 0.0, before = 0.0;
    size_t i = 0, j = 0;

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    while (i < a_count || j < b_count) {
        double x = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i] : b[j];

        if (i + j > 0) {
            area +=
                fabs((double) i / (double) a_count - (double) j / (double) b_count) *
                (x - before);
        }
        while (i < a_count && a[i] == x) {
            i++;
        }
        while (j < b_count && b[j] == x) {
            j++;
        }
        before = x;
    }
    return area;
}
