#ifndef ARAS_STATISTICS_ONE_WAY_H
#define ARAS_STATISTICS_ONE_WAY_H

#include "base/error.h"
#include "statistics/box.h"

enum { ARAS_ONE_WAY_BINS = 5 };

/**
 * Whether the share of yes differs with one input alone: a one-way analysis of variance
 * of the rows' shares, weighted by their sizes. Groups are the options of a choice, or
 * five groups of about as many rows by rising value of a number (equal values stay
 * together), so that a share which rises and falls again is seen too.
 */
struct aras_one_way {
    double f;       /* 0 where there is one group alone */
    double between; /* degrees of freedom */
    double within;
    double p; /* of so great an f where nothing differs; 1 where there is one group */
};

ARAS_CHECKED enum aras_status aras_one_way(const struct aras_cases *cases, size_t input,
                                           struct aras_one_way *answer,
                                           struct aras_error *error);

#endif
