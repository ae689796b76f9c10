#ifndef ARAS_SIMULATION_PARAMETER_SET_H
#define ARAS_SIMULATION_PARAMETER_SET_H

#include "simulation/world.h"

/** Draws parameters and variants of a set, and applies what replaces them. Leaves
 * nothing prepared. */
void aras_parameter_set_draw(struct aras_simulation *simulation, uint64_t set);

/** Makes the start that all replications of the set share; does nothing when it is
 * there already. Look at `failed`. */
void aras_parameter_set_prepare(struct aras_simulation *simulation, uint64_t set);

/** What stands in the calendar for a forced firing: of the model, or behind those, by
 * an intervention. Its number is for the caller. */
struct aras_entry aras_parameter_set_forced(const struct aras_simulation *simulation,
                                            uint32_t subject);

#endif
