#ifndef ARAS_STATISTICS_QUANTILE_H
#define ARAS_STATISTICS_QUANTILE_H

#include <stddef.h>

/**
 * The quantile `p`, 0 <= p <= 1, of `count` numbers in ascending order: linear between
 * the order statistics around place (count - 1) p, as R does by default (type 7).
 * NAN without numbers.
 */
double aras_quantile_sorted(const double *sorted, size_t count, double p);

/** Puts numbers in ascending order. There must be no NAN among them. Of many numbers it
 * is quick while there is memory for two more of each, and never fails without. */
void aras_quantile_sort(double *numbers, size_t count);

#endif
