#ifndef ARAS_MONTECARLO_PLAYER_H
#define ARAS_MONTECARLO_PLAYER_H

#include "montecarlo/montecarlo.h"

/**
 * A place in which the replications of a plan are played: its simulations, one for each
 * model that its design asks for, made when they are first needed. Belongs to one
 * thread; borrows the plan.
 */
struct aras_player;

/** Owned by the caller; NULL, with `error`, when the models of the plan's design do not
 * fit together, or without memory. */
ARAS_CHECKED struct aras_player *aras_player_new(const struct aras_plan *plan,
                                                 struct aras_error *error);
void aras_player_free(struct aras_player *player);

/** Who watches the next replications; NULL: nobody. Borrowed. */
void aras_player_observe(struct aras_player *player,
                         const struct aras_observer *observer);

/**
 * Plays a replication of the plan, as aras_simulation_play: of a design, the cell of
 * that number, whose record says the replication's number as its set, since each cell
 * of a design has parameters of its own. A point with a value that cannot be given is
 * ARAS_INVALID.
 */
ARAS_CHECKED enum aras_status aras_player_play(struct aras_player *player,
                                               uint64_t replication,
                                               struct aras_record *record,
                                               struct aras_error *error);

/** The model of the replication that was played last. */
const struct aras_model *aras_player_model(const struct aras_player *player);

#endif
