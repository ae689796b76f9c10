#ifndef ARAS_ANALYSIS_SAMPLE_H
#define ARAS_ANALYSIS_SAMPLE_H

#include "analysis/columns.h"

/**
 * The numbers of one outcome over the worlds of one reading that did not fail, in
 * ascending order; what is not reached is INFINITY and comes last. Start with `{0}`;
 * free with aras_sample_free.
 */
struct aras_sample {
    double *value;
    size_t count;
};

/** Takes them from column `column` of what was read. Empty when it fails. */
ARAS_CHECKED enum aras_status aras_sample_of(struct aras_sample *sample,
                                             const struct aras_columns *columns,
                                             size_t column, size_t reading,
                                             struct aras_error *error);
void aras_sample_free(struct aras_sample *sample);

/**
 * Of several times, which came first: in `first[k]` the moment of column `from + k`
 * where no other of the `count` columns was reached earlier in that world, INFINITY
 * elsewhere, so that the shares of worlds by first arrival add up to at most 1. At
 * equal times the first column counts. Each is sorted; `count` samples, empty when it
 * fails.
 */
ARAS_CHECKED enum aras_status aras_sample_of_first(struct aras_sample *first,
                                                   const struct aras_columns *columns,
                                                   size_t from, size_t count,
                                                   size_t reading,
                                                   struct aras_error *error);

#endif
