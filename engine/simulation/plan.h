#ifndef ARAS_SIMULATION_PLAN_H
#define ARAS_SIMULATION_PLAN_H

#include "simulation/world.h"

/** A table of `count` such `thing`s, all 0, from the simulation's arena. */
#define ARAS_TABLE(simulation, count, thing)                                           \
    aras_arena_array((simulation)->arena, count, sizeof *(thing))

/**
 * Lays out all tables and the memory of a simulation whose model and settings are set.
 * Inside a try of its arena, from which all of it comes.
 */
void aras_plan_make(struct aras_simulation *simulation);

#endif
