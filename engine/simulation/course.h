#ifndef ARAS_SIMULATION_COURSE_H
#define ARAS_SIMULATION_COURSE_H

#include "simulation/world.h"

/*
 * The course of one replication, in parts: it begins, goes on until some moment, and
 * ends. The parameter set must be prepared.
 */

void aras_course_begin(struct aras_simulation *simulation, uint64_t replication);

/** Plays all that is to happen up to `end`, that moment included. Calls with later ends
 * go on from where the one before stopped: the same replication to the bit. */
void aras_course_go_on(struct aras_simulation *simulation, double end);

/** To the horizon; then the outcomes, or why there are none. `set` is the number that
 * the record tells. */
void aras_course_end(struct aras_simulation *simulation, uint64_t set,
                     struct aras_record *record);

#endif
