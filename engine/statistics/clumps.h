#ifndef ARAS_STATISTICS_CLUMPS_H
#define ARAS_STATISTICS_CLUMPS_H

#include <stddef.h>

#include "base/error.h"

/**
 * Sums of consecutive clusters, never more than ARAS_CLUMPS of them, whatever comes:
 * when they are full, each joins its neighbour. Clusters that are independent and alike
 * make clumps that are, so what is tested with the ones can be tested with the others,
 * and a thousand tell a test nearly all that a million would. Start with `{0}`; free
 * with aras_clumps_free.
 */
enum { ARAS_CLUMPS = 1024 };

struct aras_clumps {
    double *sum;
    size_t count;   /* clumps, the last of which may still be filling */
    size_t each;    /* clusters in a full clump */
    size_t filling; /* clusters in the last */
};

/** Adds the sum of one more cluster. When it fails, nothing was added. */
ARAS_CHECKED enum aras_status aras_clumps_add(struct aras_clumps *clumps, double sum,
                                              struct aras_error *error);
void aras_clumps_free(struct aras_clumps *clumps);

#endif
