#ifndef ARAS_ANALYSIS_TRACK_CHANGE_H
#define ARAS_ANALYSIS_TRACK_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "result/run.h"
#include "statistics/interval.h"

/**
 * How the mean of a track differs at a moment. Runs keep tracks summed up by blocks of
 * worlds, not world by world; so the error is taken from blocks: the difference of the
 * means of block 17 is one number, made of the same luck in both runs, and as
 * independent of that of block 18 as their parameter sets are. Blocks hold all readings
 * together.
 */
struct aras_track_point {
    double time;
    double a, b, change;           /* means over all worlds, B less A */
    struct aras_interval interval; /* 95 %, of this moment by itself; NAN with fewer
                                      than ARAS_TRACK_BLOCKS blocks */
};

struct aras_track_change {
    size_t track_a, track_b;        /* of the labels */
    struct aras_track_point *point; /* of its grid */
    size_t points;
};

enum { ARAS_TRACK_BLOCKS = 5 };

struct aras_track_changes {
    struct aras_track_change *track; /* those of one id and grid in both runs */
    size_t count;
    uint64_t blocks; /* compared: whole ones of one size, in the run with fewer */
    bool paired;     /* blocks were compared one by one; else each run by itself */
};

/**
 * Compares the tracks of two runs over the blocks that begin within their first
 * `replications_a` and `replications_b` worlds. `paired` runs share their luck; when
 * their blocks are not of one size they are compared as if they did not. To be freed.
 */
ARAS_CHECKED enum aras_status
aras_track_changes_find(struct aras_track_changes *changes, const struct aras_run *a,
                        uint64_t replications_a, const struct aras_run *b,
                        uint64_t replications_b, bool paired, struct aras_error *error);
void aras_track_changes_free(struct aras_track_changes *changes);

#endif
