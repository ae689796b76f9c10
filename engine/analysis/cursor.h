#ifndef ARAS_ANALYSIS_CURSOR_H
#define ARAS_ANALYSIS_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "result/run.h"

/** One stored world; the arrays hold until the cursor moves on. */
struct aras_world {
    uint64_t replication, set;
    bool failed;
    const double *outcomes;
    const double *parameters; /* parameters, then numbers of options of variants */
    uint64_t fingerprint;
};

/**
 * A place in a run, moving from world to world, with one block in memory. Start with
 * `{.run = run}`, the run borrowed; end with aras_cursor_close.
 */
struct aras_cursor {
    const struct aras_run *run;
    struct aras_block *block;
    uint64_t size; /* of blocks; 0 before the first world */
    uint64_t next; /* replication */
};

/** Reads the next world; there must be one more among aras_run_replications. */
ARAS_CHECKED enum aras_status aras_cursor_next(struct aras_cursor *cursor,
                                               struct aras_world *world,
                                               struct aras_error *error);

void aras_cursor_close(struct aras_cursor *cursor);

#endif
