#ifndef ARAS_MONTECARLO_KEPT_H
#define ARAS_MONTECARLO_KEPT_H

#include <stddef.h>

#include "base/error.h"
#include "montecarlo/block.h"
#include "simulation/simulation.h"

/**
 * Copies of the records of some replications, in the order in which they were played,
 * until their turn comes to go into a block: sums run in the order of replications,
 * whoever played them. Belongs to one thread at a time.
 */
struct aras_kept;

/** Room for `most` (>= 1) records of worlds of this shape, of models with as many
 * slots; owned by the caller. */
ARAS_CHECKED struct aras_kept *aras_kept_new(const struct aras_shape *shape,
                                             size_t slots, size_t most,
                                             struct aras_error *error);
void aras_kept_free(struct aras_kept *kept);

/** Keeps a record; there must be room. `reason` is looked at when it failed. */
ARAS_CHECKED enum aras_status aras_kept_add(struct aras_kept *kept,
                                            const struct aras_record *record,
                                            const struct aras_error *reason,
                                            struct aras_error *error);

size_t aras_kept_count(const struct aras_kept *kept);

/** The record that was kept as the `index`-th, from 0; `*reason` is NULL unless it
 * failed. Both hold as long as `kept`. */
const struct aras_record *aras_kept_at(const struct aras_kept *kept, size_t index,
                                       const struct aras_error **reason);

#endif
