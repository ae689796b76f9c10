#ifndef ARAS_SIMULATION_ORDER_H
#define ARAS_SIMULATION_ORDER_H

#include "simulation/world.h"

/**
 * The order in which a parameter set is computed: parameters, starts, ages, derived
 * values and corners, each after all that it reads. A part of aras_plan_make.
 */
void aras_order_plan(struct aras_simulation *simulation);

#endif
