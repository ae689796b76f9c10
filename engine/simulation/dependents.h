#ifndef ARAS_SIMULATION_DEPENDENTS_H
#define ARAS_SIMULATION_DEPENDENTS_H

#include "simulation/world.h"

/**
 * What a change of each slot asks for: what is renewed at once, in which order, and
 * which derived values wait until somebody asks. Both are parts of aras_plan_make:
 * first the slots, then the events and their changes, then the rest.
 */
void aras_dependents_plan_slots(struct aras_simulation *simulation);
void aras_dependents_plan(struct aras_simulation *simulation);

/** The slots that a derived value reads, and how many: of influence, all dependences.
 */
size_t aras_dependents_reads(const struct aras_model *model, size_t derived,
                             const uint32_t **reads);

#endif
