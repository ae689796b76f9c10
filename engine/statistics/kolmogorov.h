#ifndef ARAS_STATISTICS_KOLMOGOROV_H
#define ARAS_STATISTICS_KOLMOGOROV_H

#include <stddef.h>

/** The greatest distance between the share of `sorted` numbers up to x, and x itself:
 * are they uniform on [0, 1]? There must be at least one number. */
double aras_kolmogorov_uniform(const double *sorted, size_t count);

/** The greatest distance between the shares of two sorted samples up to x. */
double aras_kolmogorov_two(const double *a, size_t a_count, const double *b,
                           size_t b_count);

/**
 * The probability of at least this distance when nothing differs. `size` is the size
 * of the sample or, for two, n m / (n + m). Good to about 0.01 from size 8 on; ties
 * make it too large, and so does pairing.
 */
double aras_kolmogorov_p(double distance, double size);

#endif
