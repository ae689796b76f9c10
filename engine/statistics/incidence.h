#ifndef ARAS_STATISTICS_INCIDENCE_H
#define ARAS_STATISTICS_INCIDENCE_H

#include <stddef.h>

/**
 * When something comes about, of worlds that all end at one horizon. Those in which it
 * has not come by then (INFINITY) count as they are: the end is the same for all and
 * does not depend on what happens, so nothing is censored that would need an estimate,
 * and the shares below are the estimates of Aalen and Johansen. `sorted` is in
 * ascending order and not empty.
 */

/** The cumulative incidence: the share of worlds in which it has come by `time`. */
double aras_incidence_by(const double *sorted, size_t count, double time);

/**
 * The restricted mean time: of the time until it comes or `horizon` does, whichever is
 * first. Horizon less this is the mean time lost to it.
 */
double aras_incidence_mean(const double *sorted, size_t count, double horizon);

#endif
