#ifndef ARAS_STATISTICS_SHIFT_H
#define ARAS_STATISTICS_SHIFT_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Mid-distribution quantiles: a number x stands at the share below it and half of the
 * share at it, and between two numbers the line is straight. Without ties that is
 * Hazen's quantile (type 5). With ties, such as of counts, it moves as shares move,
 * where the plain quantile stands still and then jumps; so differences of it between
 * scenarios show, and their errors can be known. The ends are the least and the
 * greatest number. Source: Y. Ma, M. G. Genton, E. Parzen, "Asymptotic properties of
 * sample quantiles of discrete distributions", Annals of the Institute of Statistical
 * Mathematics 63 (2011) 227-243.
 */

/** Of numbers in ascending order, not empty. */
double aras_shift_quantile(const double *sorted, size_t count, double p);

/**
 * Whether there is enough beyond a quantile to tell how sure it is: 25 worlds of each
 * sample, and as many as 5 of its clusters. With fewer, intervals hold less often than
 * they say (92 % in place of 95 % at half as many).
 */
bool aras_shift_is_known(double p, size_t worlds, size_t clusters);

/** Of shares, or any weights, of ascending values; their sum must be above 0. */
double aras_shift_quantile_of_bins(const double *weight, const double *value,
                                   size_t bins, double p);

#endif
