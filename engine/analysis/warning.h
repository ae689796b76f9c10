#ifndef ARAS_ANALYSIS_WARNING_H
#define ARAS_ANALYSIS_WARNING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "analysis/condition.h"
#include "base/error.h"
#include "montecarlo/replay.h"
#include "result/run.h"
#include "statistics/alarm.h"

/**
 * Indicators of the model: what, seen by some moment, tells best whether something will
 * come? Worlds of a run are played again and watched up to that moment, the *landmark*.
 *
 * - Only worlds count in which it is still open at the landmark (condition.h): to warn
 * of what has come already is no warning. What is measured at the horizon is always
 * open.
 * - An indicator is that an event has happened by then (or has not), or that a level is
 *   above some threshold (or at most that).
 * - Half of the parameter sets *select*: indicators, their thresholds and their order,
 * by gain in log likelihood. All that is said of them is counted in the other half.
 *
 * An indicator goes with the outcome in worlds of this model. It need not bring it
 * about, and says of our world what the model is worth.
 */
enum aras_sign_kind { ARAS_SIGN_EVENT, ARAS_SIGN_TRACK, ARAS_SIGN_QUANTITY };

struct aras_sign {
    enum aras_sign_kind kind;
    uint32_t number;  /* of the model: an event, a track or a slot */
    bool above;       /* levels: above the threshold, else at most that; EVENT: true */
    double threshold; /* levels */
    bool warns;       /* it makes the outcome likelier, in worlds that select */
    double gain;      /* in worlds that select, nats; less log 9 for a threshold */
    struct aras_alarm alarm; /* in worlds that judge */
    double p;        /* in worlds that judge, one-sided to the side of `warns` */
    double adjusted; /* by Holm's method over all indicators that are told of */
    /** Of those that warn, in worlds that judge: quartiles of the time from the sign
     * (the event's first firing, else the landmark) until the outcome came. NAN */
    double lead[3];
};

/** What can be seen at one landmark. */
struct aras_outlook {
    double time;
    uint64_t open, settled_yes, settled_no; /* worlds */
    uint64_t selecting, judging;            /* of the open ones */
    double prior;                  /* share of judging ones in which it comes */
    struct aras_interval interval; /* 95 % of it, sets as clusters */
    size_t candidates; /* events and levels that differ between open worlds */
    size_t alike; /* left out, as they ring with one that is told of (correlation above
                     0.95) */
    struct aras_sign *sign; /* by falling gain */
    size_t signs;
};

struct aras_warning {
    uint64_t worlds, failed;
    size_t sets;
    struct aras_outlook *outlook; /* one for each landmark */
    size_t outlooks;
};

/** What is wanted. */
struct aras_warning_wish {
    struct aras_condition *condition;
    const double *landmark; /* rising, from 0 to before the horizon */
    size_t landmarks;       /* at most ARAS_MOST_LANDMARKS */
    uint64_t replications;  /* the first so many worlds; 0: all */
    size_t most;            /* indicators for each landmark */
    bool quantities; /* levels of all quantities that change, not of tracks only */
    unsigned threads;
    const atomic_bool *stop; /* may be NULL */
    void (*tell)(void *context,
                 uint64_t worlds); /* how many were played; may be NULL */
    void *context;
};

enum { ARAS_MOST_LANDMARKS = 8, ARAS_WARNING_LEAST_SETS = 20 };

/**
 * Plays the worlds of a stored run again (`plan` is what it was made of) and looks for
 * indicators. Needs memory for each world: a few hundred bytes, and 16 for each event
 * that has happened by the last landmark. Owned by the caller; borrows the model.
 *
 * NULL with ARAS_INVALID when there are too few sets, or open worlds in which it comes
 * or does not; with ARAS_DAMAGED when a world comes out differently than it is stored;
 * with ARAS_INTERRUPTED.
 */
ARAS_CHECKED struct aras_warning *
aras_warning_of_run(const struct aras_run *run, const struct aras_plan *plan,
                    const struct aras_warning_wish *wish, struct aras_error *error);
void aras_warning_free(struct aras_warning *warning);

#endif
