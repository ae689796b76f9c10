#ifndef ARAS_ANALYSIS_RIVALS_H
#define ARAS_ANALYSIS_RIVALS_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "statistics/interval.h"

/**
 * Two forecasters on the questions that both answered: the differences of their scores,
 * question by question. Were they equally good, each difference might as well have had
 * the other sign; so all is by changing signs, and by nothing that has to be assumed of
 * scores. Questions are taken as independent: those about one course of events are not,
 * and then what is said here is too sure.
 */
struct aras_rivalry {
    size_t count;
    double difference;             /* mean */
    double sd;                     /* of the differences; NAN of fewer than two */
    double p;                      /* two-sided; 1 without a difference */
    struct aras_interval interval; /* 95 %; infinite where no data could bound it */
    double needed; /* how many such questions it would take to find, four times of five,
                      a difference like that which was seen: see power.h */
};

/**
 * Compares `count` (>= 1) differences. Up to twelve all changes of sign are gone
 * through; of more, 9999 that are drawn, always the same for a `seed`.
 *
 * The interval holds the differences d for which changing signs about d finds nothing:
 * its ends are order statistics of the means over all subsets of the differences.
 * Source: J. A. Hartigan, "Using subsample values as typical values", Journal of the
 * American Statistical Association 64 (1969) 1303-1317. With five questions or fewer
 * nothing can be said at this level, and it is infinite.
 */
ARAS_CHECKED enum aras_status aras_rivalry_of(struct aras_rivalry *rivalry,
                                              const double *differences, size_t count,
                                              uint64_t seed, struct aras_error *error);

#endif
