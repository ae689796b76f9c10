#ifndef ARAS_SIMULATION_BOOKMARK_H
#define ARAS_SIMULATION_BOOKMARK_H

#include "simulation/world.h"

/**
 * A place in the course of a replication: everything that its going on changes, so that
 * it can go on from there again. What is worked out ahead from numbers alone (steps of
 * drivers, of drifts) may stay as it is.
 */
struct aras_bookmark;

/** Owned by the caller. Fits this simulation only. */
ARAS_CHECKED struct aras_bookmark *
aras_bookmark_new(const struct aras_simulation *simulation, struct aras_error *error);
void aras_bookmark_free(struct aras_bookmark *bookmark);

/** Keeps where the simulation is, between two of its moments. */
ARAS_CHECKED enum aras_status
aras_bookmark_keep(struct aras_bookmark *bookmark,
                   const struct aras_simulation *simulation, struct aras_error *error);

/** The simulation is there again. */
ARAS_CHECKED enum aras_status aras_bookmark_return(const struct aras_bookmark *bookmark,
                                                   struct aras_simulation *simulation,
                                                   struct aras_error *error);

#endif
