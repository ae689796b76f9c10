#include "statistics/energy.h"

#include <math.h>

#include "base/require.h"

/* On a line it is twice the area under the squared difference of the distribution
 * functions. Source: G. J. Szekely, M. L. Rizzo, "Energy statistics: a class of
 * statistics based on distances", Journal of Statistical Planning and Inference 143
 * (2013) 1249-1272. */
double aras_energy(const double *a, size_t a_count, const double *b, size_t b_count)
{
    double area = 0.0, before = 0.0;
    size_t i = 0, j = 0;

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    while (i < a_count || j < b_count) {
        double x = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i] : b[j];
        double gap = (double) i / (double) a_count - (double) j / (double) b_count;

        if (i + j > 0) {
            area += gap * gap * (x - before);
        }
        while (i < a_count && a[i] == x) {
            i++;
        }
        while (j < b_count && b[j] == x) {
            j++;
        }
        before = x;
    }
    return 2.0 * area;
}
