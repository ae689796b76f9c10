#ifndef ARAS_SIMULATION_PLAN_H
#define ARAS_SIMULATION_PLAN_H

#include "simulation/world.h"

/**
 * Lays out all tables and the memory of a simulation whose model and settings are set.
 * Inside a try of its arena, from which all of it comes.
 */
void aras_plan_make(struct aras_simulation *simulation);

#endif
