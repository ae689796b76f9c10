#ifndef ARAS_ANALYSIS_SEAT_H
#define ARAS_ANALYSIS_SEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "simulation/simulation.h"

/** What was decided once: the decision, the how-many-eth time in its world (from 0),
 * and the number of the choice, or ARAS_OWN_RULE. */
struct aras_move {
    uint32_t event;
    uint64_t number;
    int choice;
};

#define ARAS_NO_MOVE SIZE_MAX

/**
 * How the seats of some actors are played in any world. Decisions are recognised as
 * their luck is: by name and number. In this order:
 *
 *   1. the move number `turned` is taken as `turn`;
 *   2. the decision `event` is always taken for `option`;
 *   3. a decision among the moves is taken as it was;
 *
 * and wherever the option is not open, or nothing is said, the model's own rule holds.
 */
struct aras_conduct {
    const bool *seated; /* by actor; borrowed, as are: */
    const struct aras_move *move;
    size_t moves;
    size_t turned; /* ARAS_NO_MOVE: none is */
    int turn;
    uint32_t event; /* UINT32_MAX: none */
    int option;
};

/**
 * Someone who plays so, world after world: a chooser for the simulation. Owned by the
 * caller; the model is borrowed.
 */
struct aras_seat;

ARAS_CHECKED struct aras_seat *aras_seat_new(const struct aras_model *model,
                                             struct aras_error *error);
void aras_seat_free(struct aras_seat *seat);

/** A world is about to be played in that way; the conduct is copied. */
const struct aras_chooser *aras_seat_begin(struct aras_seat *seat,
                                           const struct aras_conduct *conduct);

/** The number of the actor who takes a decision; SIZE_MAX when the model has none of
 * that name. */
size_t aras_seat_actor(const struct aras_model *model, uint32_t event);

/**
 * Whether whoever sits in the actor's seat sees a slot. What has stages, or is true or
 * not, is public; of numbers an actor sees its own (those with its name in their index)
 * and those of the world (without an index). Parameters, variants, and what is kept for
 * the simulation's sake nobody sees, and no one looks into another's mind.
 */
bool aras_seat_sees(const struct aras_model *model, size_t actor, uint32_t slot);

#endif
