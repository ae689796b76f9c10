#include <stdlib.h>

#include "run_model.h"

/*
 * Sums of the second, third and fourth powers about a running mean, one value more.
 *
 * Source: P. Pebay, "Formulas for robust, one-pass parallel computation of covariances
 * and arbitrary-order statistical moments", Sandia report SAND2008-6212 (2008), with a
 * second set of one value.
 */
void run_point_add(struct run_point *point, double value)
{
    double before = (double) point->n;
    double n = before + 1;
    double delta = value - point->mean;
    double step = delta / n;
    double square = delta * step * before;

    point->m4 += square * step * step * (n * n - 3 * n + 3) +
                 6 * step * step * point->m2 - 4 * step * point->m3;
    point->m3 += square * step * (n - 2) - 3 * step * point->m2;
    point->m2 += square;
    point->mean += step;
    point->n++;
}

void run_moments_free(struct run_moments *out)
{
    for (size_t i = 0; i < out->track_count; i++) {
        free(out->tracks[i].points);
    }
    for (size_t i = 0; i < out->outcome_count; i++) {
        free(out->outcomes[i].values);
    }
    free(out->tracks);
    free(out->outcomes);
    *out = (struct run_moments){0};
}
