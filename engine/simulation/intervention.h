#ifndef ARAS_SIMULATION_INTERVENTION_H
#define ARAS_SIMULATION_INTERVENTION_H

#include "simulation/world.h"

/** Whether an intervention can be; ARAS_INVALID. */
ARAS_CHECKED enum aras_status
aras_intervention_check(const struct aras_model *model,
                        const struct aras_intervention *intervention,
                        struct aras_error *error);

/** Notes one that can be: what it imposes goes behind the others, what it does to an
 * event stands in the plan of the event. */
void aras_intervention_make(struct aras_simulation *simulation,
                            const struct aras_intervention *intervention);

#endif
