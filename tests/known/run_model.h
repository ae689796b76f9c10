#ifndef ARAS_TESTS_KNOWN_RUN_MODEL_H
#define ARAS_TESTS_KNOWN_RUN_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/** The values that replications had at one time: sums of powers of the distances from
 *  their mean. All 0 before the first value. */
struct run_point {
    double time;
    uint64_t n;
    double mean, m2, m3, m4;
};

struct run_track {
    char name[64];
    struct run_point *points; /* one for each grid time, from 0 to the horizon */
    size_t count;
};

/**
 * What an outcome was in each replication: 0 or 1 for `happened`, the number of the
 * option (from 0, as declared) for `category`, NAN for a `time` never reached, else the
 * value.
 */
struct run_outcome {
    char name[64];
    double *values;
    size_t count;
};

/** What came out of many replications. */
struct run_moments {
    struct run_track *tracks;
    size_t track_count;
    struct run_outcome *outcomes;
    size_t outcome_count;
};

/**
 * Runs replications 0 ... `replications` - 1 of a model file, each with a parameter set
 * of its own, and fills `out`, which the caller gives back by run_moments_free. When it
 * fails, also because one replication failed, `out` is empty.
 */
ARAS_CHECKED enum aras_status run_model(const char *path, uint64_t seed,
                                        uint64_t replications, struct run_moments *out,
                                        struct aras_error *error);

/** Counts one value. */
void run_point_add(struct run_point *point, double value);

/** Frees what `out` holds, all of it made by malloc, calloc or realloc. */
void run_moments_free(struct run_moments *out);

#endif
