#ifndef ARAS_ANALYSIS_RELIABILITY_H
#define ARAS_ANALYSIS_RELIABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "statistics/interval.h"
#include "statistics/isotonic.h"

/** Predictions among which the rising line does not rise. */
struct aras_reliability_step {
    double said_low, said_high; /* least and greatest of what was said */
    size_t count;
    double came;                     /* share of them that came true */
    struct aras_interval consistent; /* 90 %: where the line would be for somebody whose
                                        probabilities are right, by luck alone; at the
                                        middle one of them */
};

/** How what came true goes with what was said, without bins: see isotonic.h. */
struct aras_reliability {
    size_t count;
    struct aras_isotonic_parts parts;
    struct aras_reliability_step *step; /* by rising probability */
    size_t steps;
};

/**
 * Of `count` (>= 1) probabilities of yes, in any order. The bands come from 1000 sets
 * of answers drawn from the probabilities themselves, always the same ones for a
 * `seed`. To be freed by aras_reliability_free; empty when it fails, for want of
 * memory.
 */
ARAS_CHECKED enum aras_status aras_reliability_of(struct aras_reliability *reliability,
                                                  const double *p, const bool *yes,
                                                  size_t count, uint64_t seed,
                                                  struct aras_error *error);
void aras_reliability_free(struct aras_reliability *reliability);

#endif
