#ifndef ARAS_STATISTICS_WASSERSTEIN_H
#define ARAS_STATISTICS_WASSERSTEIN_H

#include <stddef.h>

/**
 * The first Wasserstein distance of two samples, each in ascending order, finite and
 * not empty: the area between their distribution functions. In the unit of the numbers:
 * how far, on average, one has to be moved to become the other. Never below the
 * difference of the means; just that when one lies wholly to one side of the other.
 * The distance of two samples of one distribution is above 0 too: it says nothing
 * without what chance alone would give.
 */
double aras_wasserstein(const double *a, size_t a_count, const double *b,
                        size_t b_count);

#endif
