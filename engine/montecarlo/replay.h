#ifndef ARAS_MONTECARLO_REPLAY_H
#define ARAS_MONTECARLO_REPLAY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "montecarlo/montecarlo.h"
#include "simulation/simulation.h"

/**
 * A world that was played again, as its visitor gets it when its turn comes. The arrays
 * hold until the call returns.
 */
struct aras_replayed {
    uint64_t replication, set;
    bool failed;
    uint64_t fingerprint;     /* of its events: equal to that of the stored world */
    const double *outcomes;   /* as in aras_record; NAN when it failed */
    const double *parameters; /* as in aras_record */
    const void *note;         /* what was written down while it was played */
};

/**
 * What is to be seen in worlds that are played again, of which a run does not keep all
 * that happened. The work is divided between two places:
 *
 * - while a world is played, by any worker, its *watcher* (one for each worker, so that
 *   none needs a lock) observes it and writes what counts into the world's *note*, a
 *   piece of memory of `note` bytes that begins as zeros;
 * - when a world's turn comes, in the order of their numbers, `fold` adds its note to
 *   what the visitor knows. One `fold` runs at a time, so sums come to the same bits
 * for any number of threads.
 *
 *     struct watcher { uint32_t event; bool *happened; };
 *
 *     static void see(void *opaque, uint32_t event, double time, bool forced, double
 * rate)
 *     {
 *         struct watcher *watcher = opaque;
 *
 *         *watcher->happened = *watcher->happened || event == watcher->event;
 *     }
 *
 * `fold` alone changes `context`; what `wants` and watchers read of it, it does not.
 */
struct aras_visitor {
    void *context;
    size_t note; /* bytes of one world's note, may be 0; aligned for any type */

    /** Makes a worker's watcher, and says in `observer` (empty before; its context is
     * the watcher unless set otherwise) what the watcher wants to be told of. Called
     * once for each worker, by one at a time; the model is `plan->model`. NULL with
     * `error` filled in when there is no memory. NULL for a visitor that needs none:
     * records alone tell what it wants. */
    void *(*watch)(void *context, struct aras_observer *observer,
                   struct aras_error *error);
    /** Frees a watcher; by one worker at a time. */
    void (*unwatch)(void *watcher);

    /** A world is about to be played, and this is its note. May be NULL. */
    void (*begin)(void *watcher, uint64_t replication, void *note);
    /** The world has been played (`record->failed`: as far as it went). The simulation
     * may be asked for its last state. May be NULL. */
    enum aras_status (*end)(void *watcher, const struct aras_record *record,
                            const struct aras_simulation *simulation, void *note,
                            struct aras_error *error);

    /** Whether a world is to be played at all, so that it is folded too; called by all
     * workers at once. NULL: each is. */
    bool (*wants)(const void *context, uint64_t replication);
    /** It is this world's turn. Anything but ARAS_OK ends the replay with that. */
    enum aras_status (*fold)(void *context, const struct aras_replayed *world,
                             struct aras_error *error);
};

/**
 * Plays worlds `first` .. `first + count - 1` again, on `threads` threads (>= 1), and
 * folds each into the visitor in the order of their numbers. A world that fails is
 * folded too, marked as failed.
 *
 * The memory needed does not grow with `count`: a worker that is far ahead of the one
 * that plays the next in turn waits for it.
 *
 * ARAS_INTERRUPTED soon after `stop` becomes true (NULL: nobody can ask). What `end`
 * and `fold` fail with is passed on: always that of the first world that fails so, for
 * any number of threads. After a failure the visitor holds what was folded before it.
 */
ARAS_CHECKED enum aras_status
aras_montecarlo_replay(const struct aras_plan *plan, unsigned threads, uint64_t first,
                       uint64_t count, const struct aras_visitor *visitor,
                       const atomic_bool *stop, struct aras_error *error);

#endif
