#ifndef ARAS_SIMULATION_DELAYS_H
#define ARAS_SIMULATION_DELAYS_H

#include "simulation/world.h"

/** A delay of the follower starts, whatever its guard says and whether others are
 * pending. */
void aras_delays_begin(struct aras_simulation *simulation,
                       const struct aras_follower *follower, uint64_t draw);

/** A cause has fired: its follower starts a delay, or does not. `draw` is the cause's
 * firing number. */
static inline void aras_delays_start(struct aras_simulation *simulation,
                                     const struct aras_follower *follower,
                                     uint64_t draw)
{
    uint32_t event = follower->event;

    if (simulation->enabled[event] &&
        (simulation->delay_plans[event].again != ARAS_IGNORE ||
         simulation->delay_first[event] == ARAS_NO_INDEX)) {
        aras_delays_begin(simulation, follower, draw);
    }
}

/** The guard of an event with delays has opened or closed. */
void aras_delays_open(struct aras_simulation *simulation, uint32_t event, bool enabled);

/** All delays of an event end without firing. */
void aras_delays_drop(struct aras_simulation *simulation, uint32_t event);

/** The delay whose entry came up is over: returns its event, and notes its cause. */
uint32_t aras_delays_end(struct aras_simulation *simulation, uint32_t place);

/** Forgets all delays. */
void aras_delays_clear(struct aras_simulation *simulation);

#endif
