#ifndef ARAS_SIMULATION_CHOICE_H
#define ARAS_SIMULATION_CHOICE_H

#include "simulation/firing.h"

/** An actor decides: one of the open options fires, or the event that counts that none
 * was open. `draw` is the number of the decision. */
void aras_choice_decide(struct aras_simulation *simulation, uint32_t event,
                        uint64_t draw, bool forced);

/** A demand or a red line is weighed and played out; its results fire. */
void aras_choice_demand(struct aras_simulation *simulation, uint32_t event,
                        const struct aras_cause *cause, uint64_t draw);

#endif
