#ifndef ARAS_STATISTICS_ENERGY_H
#define ARAS_STATISTICS_ENERGY_H

#include <stddef.h>

/**
 * The energy distance of two samples, each in ascending order, finite and not empty:
 * how much farther a number of A is from one of B, on average and twice over, than
 * numbers of A are from each other and numbers of B are from each other. In the unit of
 * the numbers; 0 when the distributions are one.
 */
double aras_energy(const double *a, size_t a_count, const double *b, size_t b_count);

#endif
