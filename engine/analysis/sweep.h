#ifndef ARAS_ANALYSIS_SWEEP_H
#define ARAS_ANALYSIS_SWEEP_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "montecarlo/montecarlo.h"
#include "result/run.h"
#include "statistics/interval.h"

/** One number that is told of each point: an outcome, or one option of a category. */
struct aras_sweep_column {
    size_t outcome;
    size_t option; /* of a category; else 0 */
    bool share;    /* HAPPENED, CATEGORY; else a mean, TIME: of the time until it is
                      reached or the horizon is */
};

/** What worlds say of a column at a point, in one reading. */
struct aras_sweep_estimate {
    uint64_t worlds; /* that did not fail; with none, all below is NAN */
    double value;
    struct aras_interval interval; /* 95 %: Wilson's of a share, Student's of a mean;
                                      the worlds of one parameter set as a cluster */

    /* Against the base, in the same worlds: NAN at the base, and without one. */
    double change;
    uint64_t changed; /* worlds that differ from the base's; 0 where `change` is NAN */
    struct aras_interval change_interval; /* 95 %, of paired differences: Student's, of
                                             a share aras_interval_clustered_change; of
                                             one that changed in no world, or alike in
                                             all, by aras_interval_never_seen */
};

#define ARAS_NO_BASE UINT64_MAX

/** What a run says of the points of its design. Open: read it, change nothing. */
struct aras_sweep {
    uint64_t points, worlds; /* worlds of each point */
    uint64_t failed;         /* cells, in all */
    uint64_t base;           /* point; ARAS_NO_BASE: points do not share their worlds */

    struct aras_sweep_column *column;
    size_t columns;

    /* Rival readings are never averaged: each option of the first variant that is drawn
     * is told of by itself, unless that variant is on an axis. Other variants cut the
     * same worlds in other ways. */
    size_t variant;    /* of the model; SIZE_MAX: one reading, of all worlds */
    size_t readings;   /* options of the variant, or 1 */
    uint64_t *reached; /* by reading: cells in it; 0: it never came up */

    struct aras_sweep_estimate *estimate; /* points x columns x readings */
};

/**
 * Estimates from the first `worlds` worlds of each point (0: all that are stored),
 * block by block: it needs memory for points times columns, and no more for more
 * worlds. `plan` is what was played, with its design; `outcomes` are `count` numbers of
 * outcomes, of which a category gives a column for each option, or for the one of
 * `options` only (ARAS_ALL_OPTIONS, or no `options`: all; see target.h); `base` is the
 * point that others are held against, ignored where points do not share their worlds.
 * All are borrowed for the call. Owned by the caller. NULL with ARAS_INVALID when fewer
 * worlds are stored, ARAS_DAMAGED when a block is not what it should be.
 */
ARAS_CHECKED struct aras_sweep *
aras_sweep_of_run(const struct aras_run *run, const struct aras_plan *plan,
                  const size_t *outcomes, const size_t *options, size_t count,
                  uint64_t base, uint64_t worlds, struct aras_error *error);
void aras_sweep_free(struct aras_sweep *sweep);

const struct aras_sweep_estimate *aras_sweep_at(const struct aras_sweep *sweep,
                                                uint64_t point, size_t column,
                                                size_t reading);

#endif
