#include "statistics/shift.h"

#include <math.h>

#include "base/require.h"

/* Between two numbers and the places where they stand. */
static double between(double x, double place_x, double y, double place_y, double p)
{
    return x + (y - x) * (p - place_x) / (place_y - place_x);
}

/* How many of the numbers are below sorted[at], and are at most sorted[at]. */
static size_t first_of(const double *sorted, size_t at)
{
    size_t low = 0, high = at;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sorted[middle] < sorted[at]) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static size_t last_of(const double *sorted, size_t count, size_t at)
{
    size_t low = at, high = count - 1;

    while (low < high) {
        size_t middle = high - (high - low) / 2;

        if (sorted[middle] > sorted[at]) {
            high = middle - 1;
        } else {
            low = middle;
        }
    }
    return low;
}

/* Where the number sorted[at] stands, as a count. */
static double place_of(const double *sorted, size_t count, size_t at)
{
    return ((double) first_of(sorted, at) + (double) last_of(sorted, count, at) + 1.0) /
           2.0;
}

double aras_shift_quantile(const double *sorted, size_t count, double p)
{
    double n = (double) count;
    double wanted = p * n;

    ARAS_REQUIRE(count > 0 && p >= 0.0 && p <= 1.0);

    size_t at = (size_t) fmin(floor(wanted), n - 1.0);
    double place = place_of(sorted, count, at);

    if (wanted <= place) {
        size_t first = first_of(sorted, at);

        return first == 0
                   ? sorted[0]
                   : between(sorted[first - 1], place_of(sorted, count, first - 1),
                             sorted[at], place, wanted);
    }

    size_t last = last_of(sorted, count, at);

    return last == count - 1 ? sorted[last]
                             : between(sorted[at], place, sorted[last + 1],
                                       place_of(sorted, count, last + 1), wanted);
}

bool aras_shift_is_known(double p, size_t worlds, size_t clusters)
{
    double beyond = fmin(p, 1.0 - p) * (1.0 + 1e-9);

    return beyond * (double) worlds >= 25.0 && beyond * (double) clusters >= 5.0;
}

double aras_shift_quantile_of_bins(const double *weight, const double *value,
                                   size_t bins, double p)
{
    double all = 0.0, below = 0.0, before = NAN, place_before = 0.0;

    for (size_t k = 0; k < bins; k++) {
        all += weight[k];
    }
    ARAS_REQUIRE(all > 0.0 && p >= 0.0 && p <= 1.0);
    for (size_t k = 0; k < bins; k++) {
        double place = (below + weight[k] / 2.0) / all;

        if (weight[k] <= 0.0) {
            continue;
        }
        if (p <= place) {
            return isnan(before) ? value[k]
                                 : between(before, place_before, value[k], place, p);
        }
        below += weight[k];
        before = value[k];
        place_before = place;
    }
    return before;
}
