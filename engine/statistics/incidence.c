#include "statistics/incidence.h"

#include <math.h>

#include "base/require.h"

/* Without censoring before the horizon the product-limit estimates are plain shares.
 * Source: O. O. Aalen, S. Johansen, "An empirical transition matrix for non-homogeneous
 * Markov chains based on censored observations", Scandinavian Journal of Statistics 5
 * (1978) 141-150. */
double aras_incidence_by(const double *sorted, size_t count, double time)
{
    size_t low = 0, high = count;

    ARAS_REQUIRE(count > 0);
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sorted[middle] <= time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (double) low / (double) count;
}

/* Source: P. Royston, M. K. B. Parmar, "Restricted mean survival time: an alternative
 * to the hazard ratio", BMC Medical Research Methodology 13 (2013) 152. */
double aras_incidence_mean(const double *sorted, size_t count, double horizon)
{
    double sum = 0.0;

    ARAS_REQUIRE(count > 0);
    for (size_t i = 0; i < count; i++) {
        sum += fmin(sorted[i], horizon);
    }
    return sum / (double) count;
}
