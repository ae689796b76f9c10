#ifndef ARAS_ANALYSIS_GLIMPSE_H
#define ARAS_ANALYSIS_GLIMPSE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "simulation/simulation.h"

/**
 * The tracks of a few single worlds. A run keeps tracks summed up over worlds, so these
 * are played again, to the bit as they were. Start with `{0}`; free with
 * aras_glimpse_free.
 */
struct aras_glimpse {
    size_t worlds;         /* that could be played */
    uint64_t *replication; /* worlds: their numbers */
    size_t points;         /* of all tracks together, as in aras_labels */
    double *value;         /* worlds x points */
};

/**
 * Plays the worlds of these numbers; those that fail are left out. All is borrowed for
 * the call. Empty when it fails.
 */
ARAS_CHECKED enum aras_status aras_glimpse_of(struct aras_glimpse *glimpse,
                                              const struct aras_model *model,
                                              const struct aras_settings *settings,
                                              const uint64_t *replication, size_t count,
                                              struct aras_error *error);
void aras_glimpse_free(struct aras_glimpse *glimpse);

/** The values of one of its worlds at all points. */
const double *aras_glimpse_world(const struct aras_glimpse *glimpse, size_t world);

/** The numbers of `wanted` worlds, spread evenly over the first `worlds`, so that they
 * come from parameter sets that differ. Gives how many there are: fewer of a run with
 * fewer. */
size_t aras_glimpse_spread(uint64_t worlds, size_t wanted, uint64_t *replication);

#endif
