#ifndef ARAS_MONTECARLO_BLOCK_H
#define ARAS_MONTECARLO_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "statistics/sketch.h"
#include "statistics/summary.h"

/** How many of what a block holds: the same for all blocks of a run. */
struct aras_shape {
    size_t outcomes;   /* columns of `outcome` */
    size_t parameters; /* columns of `parameter`: parameters, then variants (option
                          number) */
    size_t events;     /* event types with counts */
    size_t ranges;     /* quantities whose clamps are counted */
    size_t points;     /* grid points of all tracks together, track by track */
    uint64_t group;    /* replications that share a parameter set, >= 1 */
};

/** What happened to one event type in a block. */
struct aras_event_sum {
    uint64_t count;    /* firings in all replications that did not fail */
    uint64_t worlds;   /* replications with at least one */
    double integrated; /* integrated rate; 0 for events without a rate */
    double residual;   /* sum over replications of count - integrated rate: mean 0 */
    double residual_squared;
};

/** A replication that could not be finished. */
struct aras_failure {
    uint64_t replication;
    double time;
    char reason[512];
};

/**
 * What came out of consecutive replications: the unit of work, of storage and of
 * trust. It depends on nothing but the resolved model, the seed and its own
 * number, whoever computed it and when; all sums run in the order of replications.
 */
struct aras_block {
    struct aras_shape shape;
    uint64_t first; /* number of the first replication */
    uint64_t count;
    uint64_t maths; /* fingerprint of the maths functions that were used */

    double *outcome; /* count x outcomes: happened 0/1, a time (INFINITY: not reached),
                        a value, a count, a category's number; NAN when failed */
    uint64_t *fingerprint; /* count: running hash of each replication's events */
    uint8_t *failed;       /* count: 1 when the replication failed */

    uint64_t first_set; /* number of the parameter set of the first replication */
    uint64_t sets;
    double *parameter; /* sets x parameters */

    struct aras_event_sum *event; /* events */
    uint64_t *clamps;             /* ranges: how often a value was clamped */
    struct aras_summary *moment;  /* points: over replications that did not fail */
    struct aras_sketch *sketch;   /* points: of the same numbers */

    struct aras_failure *failure; /* by rising replication */
    size_t failures;
};

/** Makes a zeroed block for `count` (>= 1) replications from `first` on, owned by the
 * caller. */
ARAS_CHECKED struct aras_block *aras_block_new(const struct aras_shape *shape,
                                               uint64_t first, uint64_t count,
                                               struct aras_error *error);
void aras_block_free(struct aras_block *block);

/** Adds a failure to the list. */
ARAS_CHECKED enum aras_status aras_block_add_failure(struct aras_block *block,
                                                     const struct aras_failure *failure,
                                                     struct aras_error *error);

/**
 * A block as bytes, little-endian, with a header (magic, format version, shape,
 * first, count, length) and an XXH3 checksum over all of it at the end. The same block
 * gives the same bytes on every machine. `*bytes` is owned by the caller (free).
 */
ARAS_CHECKED enum aras_status aras_block_write(const struct aras_block *block,
                                               unsigned char **bytes, size_t *length,
                                               struct aras_error *error);

/**
 * The block that the bytes hold; NULL with ARAS_DAMAGED and the reason (too
 * short, wrong magic, wrong checksum, another shape than `expected`) when they hold
 * none. Never trusts a length from the bytes beyond `length`.
 */
ARAS_CHECKED struct aras_block *aras_block_read(const unsigned char *bytes,
                                                size_t length,
                                                const struct aras_shape *expected,
                                                struct aras_error *error);

/** How much of a block is read: `{0}` for all of it. */
struct aras_block_part {
    /* Without what is summed up over worlds: events, clamps, moments, sketches and the
     * list of failures are left empty. */
    bool worlds_only;
    const bool *sketches; /* points of which a sketch is read, the others are left
                             empty; borrowed; NULL: all */
};

/** The same of a part, whatever is most of the work and is not asked for left out. The
 * checksum is of all of it. */
ARAS_CHECKED struct aras_block *aras_block_read_part(const unsigned char *bytes,
                                                     size_t length,
                                                     const struct aras_shape *expected,
                                                     struct aras_block_part part,
                                                     struct aras_error *error);

#endif
