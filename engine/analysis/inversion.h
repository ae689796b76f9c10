#ifndef ARAS_ANALYSIS_INVERSION_H
#define ARAS_ANALYSIS_INVERSION_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "analysis/target.h"
#include "base/arena.h"
#include "base/error.h"
#include "simulation/simulation.h"
#include "statistics/interval.h"

/**
 * What would have to be true for an outcome to be as frequent as that (or as rare)?
 * One change at a time is tried, under the same luck, all else drawn as it is:
 *
 * - a *parameter* is moved along the quantiles of its prior, by bisection, to the least
 *   extreme one that does it; the parameters that move the outcome most are found from
 *   worlds in which all are drawn;
 * - *several* of them are moved together, each in proportion to what it does;
 * - an *option* of a variant is so;
 * - an *event* happens at the start, whatever its guard says (an option is taken
 * always, a demand made for certain), or cannot happen.
 *
 * What a change costs in plausibility is put on one scale from 0 to 1: of parameters
 * 2 min(u, 1 - u) for the quantile u (of several: of a normal score as far from 0 as
 * all of theirs together); the weight of an option; the share of worlds in which an
 * event happens (or does not) anyway.
 *
 * Where rival readings are drawn, a change must do it in each of them: of several
 * shares the one that is furthest from what is wanted counts.
 */
enum { ARAS_LEVER_PARAMETERS = 12 }; /* moved together at most */

enum aras_lever_kind {
    ARAS_LEVER_PARAMETER,
    ARAS_LEVER_SEVERAL,
    ARAS_LEVER_OPTION,
    ARAS_LEVER_FORCE,
    ARAS_LEVER_FORBID
};

struct aras_lever {
    enum aras_lever_kind kind;
    size_t count; /* PARAMETER, SEVERAL: which, the value and its quantile */
    uint32_t parameter[ARAS_LEVER_PARAMETERS];
    double value[ARAS_LEVER_PARAMETERS];
    double quantile[ARAS_LEVER_PARAMETERS];
    double distance;             /* of all together, in normal scores */
    uint32_t variant, option;    /* OPTION */
    struct aras_intervention it; /* FORCE, FORBID */
    uint32_t event;              /* likewise: the event, or the option of a decision */

    double plausibility;
    double share; /* of worlds with the outcome, in the worst reading */
    struct aras_interval interval; /* 95 %, sets as clusters */
    bool reaches;                  /* the share is as wanted */
};

struct aras_inversion_wish {
    struct aras_target target; /* a yes or no */
    double threshold;          /* 0 < threshold < 1 */
    bool above;                /* else below */
    uint64_t worlds;           /* for each change, >= 2 */
    uint64_t pool;             /* in which all is drawn, to find what moves it */
    uint64_t look; /* events that are far off in so many worlds are dropped */
    unsigned threads;
    const atomic_bool *stop;
    void *teller;
    void (*told)(void *teller, const char *what, uint64_t done, uint64_t total);
};

struct aras_inversion {
    struct aras_arena *arena;
    struct aras_target target;
    double threshold;
    bool above;
    uint64_t worlds, pool, failed, sets;
    double share;                  /* as it is, in the worst reading */
    struct aras_interval interval; /* 95 % */
    bool readings;                 /* there are several */
    size_t parameters;             /* that are drawn; */
    size_t moved;                  /* of them, those that were moved */
    size_t options, events;        /* that were tried */
    bool itself; /* events that happen in just the worlds with the outcome were left
                    out: they are the outcome by another name */
    struct aras_lever *lever; /* those that do it by falling plausibility, then the
                                 others      by how near they come */
    size_t count;
};

/**
 * Owned by the caller; the model is borrowed. NULL with ARAS_INVALID for a target that
 * is no yes or no, ARAS_FAILED when all worlds failed, ARAS_INTERRUPTED.
 */
ARAS_CHECKED struct aras_inversion *
aras_inversion_find(const struct aras_model *model,
                    const struct aras_settings *settings,
                    const struct aras_inversion_wish *wish, struct aras_error *error);
void aras_inversion_free(struct aras_inversion *inversion);

#endif
