#ifndef ARAS_ANALYSIS_CAUSES_H
#define ARAS_ANALYSIS_CAUSES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "analysis/reading.h"
#include "analysis/target.h"
#include "base/error.h"
#include "simulation/simulation.h"
#include "statistics/interval.h"

/**
 * What brings an outcome about: worlds are played, then played again with an event
 * taken out of them, or put into them, under the same luck.
 *
 * 1. *Net change*: how much more or less often the outcome comes when the event cannot
 *    happen at all (all its occurrences; those that a scenario forces stay), or, with
 *    `first`, when it fails to come off the first time that it would happen, and later
 *    happens as it would. A world in
 *    which it never happened is unchanged by that, exactly, and is not played again;
 *    nor is one in which something had already happened for good before it.
 * 2. *Needed*: among worlds with the event and the outcome, the share in which the
 *    outcome is lost without it; among those with the event alone, that in which it is
 *    gained.
 * 3. *Enough*: among worlds with neither, the share in which the outcome comes when the
 *    event is made to happen, once, at a time drawn from those at which it first
 *    happens in other worlds; drawn again, at most 20 times, until its guard is open
 *    then in this world. Worlds in which it never was are counted as closed. An option
 *    of a decision is dictated wherever the decision is taken; a demand that is made is
 *    made for certain.
 *
 * 1 is about distributions. 2 and 3 are about single worlds, and depend on how luck is
 * shared between a world and its twin; the bounds beside them (statistics/causation.h)
 * do not. An event that comes before the outcome in most worlds need not have anything
 * to do with it: `before` tells how often it does, and 1 whether it matters.
 */
struct aras_causes_wish {
    struct aras_target target;
    bool first;            /* only the first occurrence of an event is taken out */
    uint64_t worlds;       /* 0 .. worlds - 1 are looked at closely */
    uint64_t least;        /* events that happened in fewer of them are left out */
    const uint32_t *named; /* look at these events; NULL: at those of a first look */
    size_t named_count;

    /** The first look, where more than `top` events might matter: each is taken out of
     * at most `look` worlds, as many with the outcome as without, from `pool` other
     * worlds, numbered from `worlds` on. The `top` that change it most are looked at
     * closely, in worlds that had no part in choosing them. */
    size_t top;
    uint64_t pool, look;
    size_t interactions; /* pairs among so many of the first events, but for the outcome
                            itself and pairs of which one is a part of the other; 0:
                            none, as with `first`: without one event the other's first
                            may be another */

    unsigned threads;        /* >= 1 */
    const atomic_bool *stop; /* NULL: nobody can ask */
    void *teller;
    void (*told)(void *teller, const char *what, uint64_t done, uint64_t total);
};

/** An event in one reading. Worlds are counted that failed neither as they were nor
 * without the event. */
struct aras_cause_effect {
    double worlds;
    double both, only_cause, only_outcome, neither; /* event, outcome; as it was */
    double before; /* worlds with the outcome in which the event was there no later */
    double lost, gained; /* of `both`, of `only_cause`, without the event */

    double share, without; /* the outcome's probability, or mean; without the event */
    double change, error;  /* without less share; half width of the interval */
    struct aras_interval interval; /* 95 %, paired, groups as clusters */
    double p;        /* that a change so far from 0 is chance; of yes and no the greater
                        of Student's and McNemar's */
    double adjusted; /* by Holm, for all events and readings of the answer */

    /* Yes and no only; NAN without worlds to tell. */
    double needed, gains;
    struct aras_interval needed_interval, needed_bounds;
    double open_neither, open_outcome; /* without the event, where it could be made */
    double closed;                     /* without it, where it could not */
    double brought, undone;            /* of open_neither, of open_outcome, with it */
    double enough;
    struct aras_interval enough_interval, enough_bounds;
};

/** Whether an event brings an outcome about by what the outcome means. */
enum aras_sameness {
    ARAS_APART, /* it does not, or an outcome that is looked at in the end only */
    ARAS_FORM,  /* wherever it happens and the outcome has not come yet, its own effects
                   make it so at once: one of the forms that it takes */
    ARAS_ITSELF, /* that, and it comes in no other way: two names of one thing */
};

struct aras_cause {
    uint32_t event;
    enum aras_sameness sameness;      /* in all readings together */
    uint64_t happened;                /* in so many worlds, of all readings */
    struct aras_cause_effect *effect; /* one for each reading that is told of */
};

/** Two events that cannot happen, against what each alone does. */
struct aras_interaction_effect {
    double a, b, joint; /* changes */
    double more;        /* joint - a - b */
    struct aras_interval interval, joint_interval;
    double adjusted;     /* p of `more` by Holm, for all interactions of the answer */
    bool overdetermined; /* their joint change stands apart from 0, and is more than
                            twice what the two do singly, added up without signs */
};

struct aras_interaction {
    size_t a, b;                            /* causes */
    struct aras_interaction_effect *effect; /* one for each reading that is told of */
};

struct aras_causes {
    struct aras_target target;
    bool first; /* only first occurrences were taken out */
    uint64_t worlds, failed;
    uint64_t pool, look;         /* of the first look; 0: there was none */
    size_t events;               /* that happened in any world */
    size_t rare, forced, passed; /* left out: by `least`; because a scenario forces
                                    them; by the first look */
    struct aras_readings readings;
    size_t *told; /* readings that are told of */
    size_t told_count;
    double *with;     /* for each of them: worlds with the outcome, and ... */
    double *unneeded; /* ... those of them that no event, taken out alone, undoes; the
                         outcome itself aside */
    struct aras_cause *cause; /* by what is sure of their change, the most first */
    size_t count;
    struct aras_interaction *interaction;
    size_t interactions;
    size_t pairs_passed; /* not taken out together, as the wish says */
};

/**
 * Plays and answers. Owned by the caller. Needs 8 bytes for each event and world.
 * NULL with ARAS_INVALID when no event happened that could be taken out, ARAS_FAILED
 * when all worlds failed, ARAS_INTERRUPTED.
 */
ARAS_CHECKED struct aras_causes *aras_causes_find(const struct aras_model *model,
                                                  const struct aras_settings *settings,
                                                  const struct aras_causes_wish *wish,
                                                  struct aras_error *error);
void aras_causes_free(struct aras_causes *causes);

#endif
