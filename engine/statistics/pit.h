#ifndef ARAS_STATISTICS_PIT_H
#define ARAS_STATISTICS_PIT_H

#include <stddef.h>

/**
 * Where what came lies within what was predicted: the share of the prediction below it,
 * and at or below it. Over many questions the places of a calibrated forecaster are
 * spread evenly; a hump says too wide, a trough too narrow, a slope too high or low.
 */
struct aras_pit {
    double low, high;
};

/** Its place among the members of an ensemble in ascending order, and among stated
 *  quantiles: between the levels around it, 0 below the first and 1 above the last. */
struct aras_pit aras_pit_of_members(const double *sorted, size_t count,
                                    double observed);
struct aras_pit aras_pit_of_quantiles(const double *level, const double *quantile,
                                      size_t count, double observed);

/**
 * Adds a place to a histogram over 0 .. 1 of `bins` bins, as a total of 1 spread evenly
 * over what lies between `low` and `high`: where they differ nothing is drawn at
 * random. Source: C. Czado, T. Gneiting, L. Held, "Predictive model assessment for
 * count data", Biometrics 65 (2009) 1254-1261.
 */
void aras_pit_add(double *histogram, size_t bins, struct aras_pit pit);

#endif
