#ifndef ARAS_MONTECARLO_ATTEMPT_H
#define ARAS_MONTECARLO_ATTEMPT_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "montecarlo/montecarlo.h"
#include "simulation/simulation.h"

/** One world to be played in a way of its own: what is done to it, and what is given.
 * The arrays are borrowed until all attempts are over. */
struct aras_attempt {
    uint64_t replication;
    const struct aras_intervention *interventions;
    size_t intervention_count;
    const struct aras_input *inputs;
    const double *values; /* of the inputs */
    size_t input_count;

    /** 0, or a model time before which the interventions change nothing: what they
     * forbid or dictate has not come up in this world then, all else begins there or
     * later. Neighbours of one world and with the same inputs share what comes before,
     * if `since` does not fall; whoever watches is told of what comes from then on. */
    double since;
};

/**
 * Many attempts, numbered 0 .. count - 1, each of which leaves what it finds in a place
 * of its own. All functions are called by several workers at once, but never two for
 * one number: what they write must belong to this number (or to the watcher) alone.
 * So nothing depends on who played what, nor on how many threads there were.
 *
 * Neighbours in number are mostly played by one worker, one after the other. Those with
 * the same interventions, inputs and parameter set share the work of preparing them;
 * where `since` is told or nobody watches, interventions need no preparing.
 */
struct aras_attempts {
    void *context;
    size_t count;

    /** Says what attempt `number` is. */
    void (*pose)(const void *context, size_t number, struct aras_attempt *attempt);

    /** Makes a worker's watcher, which may ask `simulation` while it is told of what
     * happens, and says in `observer` what it wants to be told of. One at a time. NULL,
     * with `error`, without memory. No function at all: nobody watches. */
    void *(*watch)(void *context, struct aras_simulation *simulation,
                   struct aras_observer *observer, struct aras_error *error);
    void (*unwatch)(void *watcher);
    /** Attempt `number` is about to be played. May be NULL. */
    void (*begin)(void *watcher, size_t number);

    /** It has been played; `record->failed` when the model could not go on, which ends
     * nothing. `watcher` is NULL when nobody watches. */
    void (*end)(void *context, void *watcher, size_t number,
                const struct aras_record *record,
                const struct aras_simulation *simulation);

    /** Told now and then how many are over, by one worker at a time. May be NULL. */
    void (*told)(void *context, size_t done);
};

/**
 * Plays all attempts at the worlds of a plan without a design, on `threads` threads
 * (>= 1). ARAS_INTERRUPTED soon after `stop` becomes true (NULL: nobody can ask);
 * ARAS_INVALID when an intervention or an input cannot be. Then not all are over.
 */
ARAS_CHECKED enum aras_status
aras_montecarlo_attempt(const struct aras_plan *plan, unsigned threads,
                        const struct aras_attempts *attempts, const atomic_bool *stop,
                        struct aras_error *error);

#endif
