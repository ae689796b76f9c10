#include "statistics/quantile.h"

#include <gsl/gsl_sort.h>
#include <math.h>

#include "base/require.h"

/* Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The
 * American Statistician 50 (1996) 361-365, definition 7. */
double aras_quantile_sorted(const double *sorted, size_t count, double p)
{
    ARAS_REQUIRE(p >= 0.0 && p <= 1.0);
    if (count == 0) {
        return NAN;
    }

    double place = (double) (count - 1) * p;
    size_t below = (size_t) floor(place);
    double part = place - floor(place);

    /* An infinite neighbour with no part in it must not turn the answer into NAN. */
    if (part == 0.0 || sorted[below] == sorted[below + 1]) {
        return sorted[below];
    }
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

void aras_quantile_sort(double *numbers, size_t count)
{
    gsl_sort(numbers, 1, count);
}
