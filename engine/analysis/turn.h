#ifndef ARAS_ANALYSIS_TURN_H
#define ARAS_ANALYSIS_TURN_H

#include <stddef.h>
#include <stdint.h>

/** When the job of that number gets its turn: jobs of one world, one after another by
 * when they branch off from it, share what comes before (montecarlo/attempt.h). */
struct aras_turn {
    size_t job;
    uint64_t world;
    double since; /* model time */
};

/** Puts turns in the order of playing: by world, then by `since`, then by job. */
void aras_turns_order(struct aras_turn *turns, size_t count);

#endif
