#ifndef ARAS_SIMULATION_CLOCKS_H
#define ARAS_SIMULATION_CLOCKS_H

#include "simulation/world.h"

/*
 * The clocks of hazards: Gibson and Bruck's next reaction method in the form that D. F.
 * Anderson gave it, "A modified next reaction method for simulating chemical systems
 * with time dependent propensities and delays", Journal of Chemical Physics 127 (2007)
 * 214107, doi:10.1063/1.2799998. Each hazard has a Poisson clock of rate 1 of its own;
 * `wake` is when it will ring if nothing changes.
 */

/** The first hazard to ring, or ARAS_NO_INDEX; of several at one time the first. */
uint32_t aras_clocks_first(const struct aras_simulation *simulation);

/** A hazard rings: its clock is wound up for the next time, or stands for good. */
void aras_clocks_ring(struct aras_simulation *simulation, uint32_t hazard, bool again);

/** A slot that drives hazards has moved by `step`. */
void aras_clocks_drive(struct aras_simulation *simulation, uint32_t slot, double step);

/** The guard has opened or closed. */
void aras_clocks_open(struct aras_simulation *simulation, uint32_t hazard,
                      bool enabled);

/** The base rate of a hazard is computed anew. */
void aras_clocks_renew_base(struct aras_simulation *simulation, uint32_t hazard);

/** The rate at the start of a parameter set, while no clock has been drawn. */
void aras_clocks_begin(struct aras_simulation *simulation, uint32_t hazard);

/** When all have begun: finds those that run from the start. */
void aras_clocks_find_starting(struct aras_simulation *simulation);

/** Starts the clocks of a replication. */
void aras_clocks_start(struct aras_simulation *simulation);

/** All rates from scratch, against the rounding of many small steps; what was kept by
 * steps must agree with it. */
void aras_clocks_refresh(struct aras_simulation *simulation);

/** The rate of a hazard integrated over the time that its clock ran. */
double aras_clocks_integrated(const struct aras_simulation *simulation,
                              uint32_t hazard);

#endif
