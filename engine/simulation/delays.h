#ifndef ARAS_SIMULATION_DELAYS_H
#define ARAS_SIMULATION_DELAYS_H

#include "simulation/world.h"

/** A cause has fired: its follower starts a delay, or does not. `draw` is the cause's
 * firing number. */
void aras_delays_start(struct aras_simulation *simulation,
                       const struct aras_follower *follower, uint64_t draw);

/** The guard of an event with delays has opened or closed. */
void aras_delays_open(struct aras_simulation *simulation, uint32_t event, bool enabled);

/** All delays of an event end without firing. */
void aras_delays_drop(struct aras_simulation *simulation, uint32_t event);

/** The delay whose entry came up is over. */
void aras_delays_end(struct aras_simulation *simulation, uint32_t delay);

/** Forgets all delays. */
void aras_delays_clear(struct aras_simulation *simulation);

#endif
