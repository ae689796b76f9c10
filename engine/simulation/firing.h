#ifndef ARAS_SIMULATION_FIRING_H
#define ARAS_SIMULATION_FIRING_H

#include "simulation/world.h"

/** Why an event fires. */
struct aras_cause {
    bool forced;
    bool insisted;   /* a demand is made for certain */
    uint64_t stream; /* hash of the name whose stream its effects draw from */
    double rate;     /* NAN unless it fired by rate */
};

/** Lets an event take effect, now: effects, what depends on them, delays that it
 * starts, and, of a decision or a demand, what is chosen. */
void aras_firing_do(struct aras_simulation *simulation, uint32_t event,
                    const struct aras_cause *cause);

/** A hazard rings. */
void aras_firing_by_rate(struct aras_simulation *simulation, uint32_t hazard);

/** An event that is due, if nothing forbids it and it is not spent; `guarded`: and if
 * its guard is open. */
void aras_firing_due(struct aras_simulation *simulation, uint32_t event, bool guarded);

/** A firing that is forced, whatever the guard says: of the model, or behind those, by
 * an intervention. */
void aras_firing_forced(struct aras_simulation *simulation, uint32_t forced);

/** Events whose condition has turned true, one after another until none is left. */
void aras_firing_pending(struct aras_simulation *simulation);

/** Tells an observer that what has happened has been renewed. */
static inline void aras_firing_settled(const struct aras_simulation *simulation)
{
    if (simulation->observer != NULL && simulation->observer->settled != NULL &&
        !simulation->failed) {
        simulation->observer->settled(simulation->observer->context, simulation->now);
    }
}

#endif
