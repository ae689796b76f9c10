#ifndef ARAS_MONTECARLO_MONTECARLO_H
#define ARAS_MONTECARLO_MONTECARLO_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "montecarlo/block.h"
#include "montecarlo/design.h"
#include "simulation/simulation.h"

/** What is played: the same plan gives the same blocks, whoever works on them. */
struct aras_plan {
    const struct aras_model *model;
    struct aras_settings settings;
    uint64_t block; /* replications in a block */

    /** What varies, borrowed: then a replication is a cell of the design, see
     * aras_design_cell. NULL: replications are worlds of the model. */
    const struct aras_design *design;
    /** The models that the settings on its axes ask for, aras_design_models of them, by
     * aras_design_model; borrowed. NULL: `model` is the one. */
    const struct aras_model *const *models;
};

/** The shape of the blocks of a model. */
struct aras_shape aras_plan_shape(const struct aras_model *model, uint64_t group);

/** The same when a design is played: each cell is a parameter set of its own, and
 * tracks are left out. */
struct aras_shape aras_plan_design_shape(const struct aras_model *model);

/** The slots whose clamps a block counts, in its order; `*slots` needs room for
 *  shape.ranges of them, or is NULL to ask for their number. */
size_t aras_plan_ranges(const struct aras_model *model, uint32_t *slots);

/** Plays replications `first` .. `first + count - 1` of a plan without a design into a
 *  new block, owned by the caller. A replication that fails is recorded in it; only a
 *  lack of memory fails. */
ARAS_CHECKED struct aras_block *aras_plan_play(const struct aras_plan *plan,
                                               struct aras_simulation *simulation,
                                               uint64_t first, uint64_t count,
                                               uint64_t maths,
                                               struct aras_error *error);

/** Who gets the blocks. The functions are called by one worker at a time. */
struct aras_sink {
    void *context;
    /** The next block to play: its first replication (a multiple of plan->block) and
     * how many, each block once, in any order; false when there is no more. */
    bool (*next)(void *context, uint64_t *first, uint64_t *count);
    /** A block is done; it is freed after the call. */
    enum aras_status (*store)(void *context, const struct aras_block *block,
                              struct aras_error *error);
};

/**
 * Plays blocks on `threads` threads until the sink has no more, `stop` becomes true
 * (ARAS_INTERRUPTED: blocks that are being played are finished and stored, if that
 * takes no more than five seconds) or something fails. `stop` may be NULL.
 *
 * A thread that gets no block any more helps with those that others play: it cuts off
 * the later half of what is left of one, and keeps the records (some kilobytes each)
 * until it is their turn to go into the block. So one block too is played by all
 * threads, and its bytes are the same for any number of them.
 */
ARAS_CHECKED enum aras_status aras_montecarlo_run(const struct aras_plan *plan,
                                                  unsigned threads,
                                                  const struct aras_sink *sink,
                                                  const atomic_bool *stop,
                                                  struct aras_error *error);

/** How many processors this machine lends us, at least 1. */
unsigned aras_montecarlo_processors(void);

/**
 * A fingerprint of the maths functions that replications use, from the bits of their
 * values at 4,096 places: machines whose functions differ in a last bit have different
 * ones.
 */
uint64_t aras_maths_fingerprint(void);

#endif
