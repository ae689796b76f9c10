#ifndef ARAS_MONTECARLO_WAITING_H
#define ARAS_MONTECARLO_WAITING_H

#include <stddef.h>

#include "base/error.h"
#include "montecarlo/block.h"

/**
 * Points of the tracks of worlds that wait to be summed up in a block. A block has a
 * sketch for each point, and they lie far apart in memory: a processor that visits all
 * of them for every single world waits for memory most of that time. Here each is
 * visited once for many worlds. Belongs to one block at a time, and so to one thread.
 */
struct aras_waiting;

/** Nobody waits yet; owned by the caller. */
ARAS_CHECKED struct aras_waiting *aras_waiting_new(const struct aras_shape *shape,
                                                   struct aras_error *error);
void aras_waiting_free(struct aras_waiting *waiting);

/** Forgets who waits: for a block that begins. */
void aras_waiting_clear(struct aras_waiting *waiting);

/** The points of the block's next world, of which no failure is told. Now and then all
 * who wait go into the block: fails when there is no memory, or a point is no number.
 */
ARAS_CHECKED enum aras_status aras_waiting_add(struct aras_waiting *waiting,
                                               struct aras_block *block,
                                               const double *points,
                                               struct aras_error *error);

/** All who wait go into the block, which then holds what it would hold if none had
 * waited, to the bit. */
ARAS_CHECKED enum aras_status aras_waiting_settle(struct aras_waiting *waiting,
                                                  struct aras_block *block,
                                                  struct aras_error *error);

#endif
