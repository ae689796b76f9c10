#ifndef ARAS_SIMULATION_STRIPS_H
#define ARAS_SIMULATION_STRIPS_H

#include "simulation/world.h"

/*
 * The second way in which worlds share their luck. Each hazard owns a Poisson process
 * of points in the plane of time and rate, of density 1: it fires at the points that
 * lie below its rate. So it has the law of any other clock; but two worlds in which a
 * rate is alike for a while share their points in that while, whatever was before,
 * where a unit-rate clock that was once shifted never comes back.
 *
 * The plane is cut into strips: the lowest as high as 1 / horizon, each other as high
 * as all below it together. A strip's points are made block by block of time (about
 * four in one), each block from words of its own: a point is a pure function of hazard,
 * strip and block, nothing is remembered, and what is not below a rate costs nothing.
 *
 * Thinning is P. A. W. Lewis and G. S. Shedler's, "Simulation of nonhomogeneous Poisson
 * processes by thinning", Naval Research Logistics Quarterly 26 (1979) 403-413,
 * doi:10.1002/nav.3800260304; one random measure for all scenarios is called a common
 * Poisson process by some.
 */

enum { ARAS_STRIPS = 48 }; /* so rates up to 2^47 / horizon */

/** No point of the hazard is known yet: a world begins. */
void aras_strips_forget(struct aras_simulation *simulation, uint32_t hazard);

/** The first time after now at which a hazard with its present rate (> 0) fires, if
 * that stays; INFINITY behind the horizon. A rate beyond all strips fails the world. */
double aras_strips_next(struct aras_simulation *simulation, uint32_t hazard);

#endif
