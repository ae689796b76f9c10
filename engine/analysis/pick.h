#ifndef ARAS_ANALYSIS_PICK_H
#define ARAS_ANALYSIS_PICK_H

#include "analysis/cursor.h"
#include "model/model.h"

/** How many worlds of a run are looked through at most: the first ones. */
enum { ARAS_MOST_PICKED_FROM = 10000 };

/** A world that was picked from a run. */
struct aras_pick {
    uint64_t replication;
    uint64_t fingerprint; /* as stored */
    uint64_t worlds;      /* that were looked through and did not fail */
    double value;         /* of the outcome, of an extreme one */
};

/**
 * The most typical of worlds 0 .. `worlds` - 1 (0: of all stored): the one in which the
 * sum over the outcomes of how far it is from the middle is least, the first of
 * several. Of HAPPENED and CATEGORY: 0 for the most frequent value, else 1. Of all
 * others: |2 r - 1|, where r is its mid-rank among the worlds, over their number: 0 at
 * the median, 1 at either end; "not reached" ranks last.
 *
 * ARAS_INVALID when every world failed.
 */
ARAS_CHECKED enum aras_status aras_pick_typical(const struct aras_run *run,
                                                const struct aras_model *model,
                                                uint64_t worlds, const size_t *outcomes,
                                                size_t count, struct aras_pick *pick,
                                                struct aras_error *error);

/**
 * The world with the greatest (or least) value of an outcome that is no CATEGORY, the
 * first of several. ARAS_INVALID when every world failed, when something HAPPENED in
 * none of them (or, for the least, in all), and when a TIME was never reached.
 */
ARAS_CHECKED enum aras_status aras_pick_extreme(const struct aras_run *run,
                                                const struct aras_model *model,
                                                uint64_t worlds, size_t outcome,
                                                bool least, struct aras_pick *pick,
                                                struct aras_error *error);

#endif
