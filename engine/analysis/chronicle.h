#ifndef ARAS_ANALYSIS_CHRONICLE_H
#define ARAS_ANALYSIS_CHRONICLE_H

#include "analysis/reads.h"
#include "simulation/simulation.h"

/** In the place of an event or a happening. */
#define ARAS_NO_EVENT     UINT32_MAX
#define ARAS_NO_HAPPENING SIZE_MAX

/** In the place of the happening of a share: all steps of drifts and corners together;
 * all events together that have no share of their own. */
#define ARAS_ALL_DRIFTS SIZE_MAX
#define ARAS_ALL_OTHERS (SIZE_MAX - 1)

/** Events that have a share of their own, at most: the greatest. */
enum { ARAS_MOST_SHARES = 12 };

/** Why one happening depends on an earlier one. */
enum aras_link_kind {
    ARAS_LINK_CAUSE,     /* which began its delay */
    ARAS_LINK_PARENT,    /* the decision or demand that it is an option or result of */
    ARAS_LINK_CONDITION, /* changed what its `becomes` reads */
    ARAS_LINK_GUARD,     /* ... its `when` */
    ARAS_LINK_RATE,      /* ... its rate, without drivers */
    ARAS_LINK_DRIVER,    /* ... a driver of its rate */
    ARAS_LINK_CHOICE,    /* ... what speaks for and against its options */
    ARAS_LINK_STAKE,     /* ... the stakes of a demand */
    ARAS_LINK_EFFECT     /* ... what its effects are worked out from */
};

/**
 * An edge of the graph: the happening `from` was the last to change a slot that this
 * one read; derived values are followed to the quantities beneath.
 *
 * `needed`: had the slot stood as at the start (all else as it was), this could not
 * have happened then: its guard would have been closed, its condition false, its rate
 * 0. `from` is then the happening that made it possible, not the last to change the
 * slot, and `slot` the one that is read, which may be derived.
 */
struct aras_link {
    size_t from;
    enum aras_link_kind kind;
    uint32_t slot; /* UINT32_MAX: none, of CAUSE and PARENT */
    bool needed;
};

/** A part of a change, and which happening brought it. Of several they add up to the
 * whole; the greatest come first, by absolute value, and others last. */
struct aras_portion {
    size_t happening;
    double amount;
};

/** A driver: rate = base x exp(sum of effect (x - at)). */
struct aras_term {
    uint32_t slot;
    const char *text; /* of the driver; its slot's name where it has none */
    double effect, at;
    double x, x_start;
    double log_rate;                   /* effect (x - at) */
    double since_start;                /* effect (x - x_start), the sum of the shares */
    const struct aras_portion *shares; /* of the log rate */
    size_t share_count;
};

/** The rate at which an event fired. */
struct aras_rate_told {
    double rate, base; /* rate = base exp(sum of log_rate) */
    double start;      /* the rate at the start of this world, its guard left aside; NAN
                          where the formula had no value then */
    double base_start;
    const struct aras_term *terms;
    size_t count;
};

struct aras_argument {
    const char *text;
    double of, weight; /* NAN: not known */
};

struct aras_option_told {
    uint32_t event;
    double utility;     /* x sharpness; NAN: closed */
    double probability; /* NAN: closed */
    const struct aras_argument *arguments;
    size_t count;
};

struct aras_decision_told {
    const struct aras_option_told *options;
    size_t count;
    double sharpness; /* NAN: not known */
    int chosen;       /* -1: none was open */
    bool dictated;
};

struct aras_demand_told {
    bool deter;
    double enforce, yield, issue; /* p_E; p_C, of a red line p_X; p_T, NAN of that */
    enum aras_demand_result result;
    double stake[ARAS_STAKES]; /* NAN: none */
};

/** A slot that changed. */
struct aras_slot_change {
    size_t happening;
    uint32_t slot;
    double before, after;
    size_t previous; /* 1 + number of the change of this slot before it; 0 */
};

/** A followed value that moved. */
struct aras_movement {
    size_t followed;
    double before, after;
};

/** Something that happened: an event, or (event = ARAS_NO_EVENT) a step of drifts or a
 * corner. */
struct aras_happening {
    uint32_t event;
    double time;
    bool forced;
    uint64_t number; /* which firing of this event, from 0; forced ones counted apart */
    const struct aras_rate_told *rate;         /* NULL unless it fired by rate */
    const struct aras_decision_told *decision; /* NULL: none */
    const struct aras_demand_told *demand;
    struct aras_link *links;
    size_t link_count;
    size_t first_change, change_count; /* in the chronicle's; in order */
    struct aras_movement *movements;
    size_t movement_count;
    uint32_t *turned; /* outcomes that became true by it */
    size_t turned_count;
};

/** A value that is watched through the world: a track, or the value of an outcome. */
struct aras_followed {
    const char *id, *title, *unit;
    const struct aras_code *of;
    double margin; /* smallest difference that matters; NAN: not stated */
    double start, low, high, end; /* in this world */
    bool asked; /* a track, or the value of an outcome that is asked for: see worth.h */
};

/** How an outcome came out, and what brought it. */
struct aras_ending {
    double value;
    size_t followed; /* VALUE, MEAN: which followed value it is of; else SIZE_MAX */
    size_t by;       /* HAPPENED, TIME: what made it true; CATEGORY: the latest that its
                        option needed; VALUE, MEAN: what moved it most in the direction in
                        which it went; COUNT: the first that counts. ARAS_NO_HAPPENING: it was
                        so from the start, or is not reached */
    const size_t *chain; /* from the first to `by`, each needed by the next; empty
                            without `by` */
    size_t chain_count;
    uint32_t slot; /* HAPPENED, TIME, CATEGORY: what made it true; else UINT32_MAX */
    const struct aras_portion *shares; /* who moved that slot, or the value of a VALUE
                                        or MEAN, from its start */
    size_t share_count;
};

/**
 * One world, retold: all that happened in it, in order, with what each happening
 * depended on. Recording changes nothing: the world is the very one that a run holds.
 */
struct aras_chronicle {
    struct aras_arena *arena;
    const struct aras_model *model;
    uint64_t seed, replication, set;
    bool failed;
    struct aras_error failure;
    uint64_t fingerprint, events;
    double *start; /* slots at the start */
    double *parameters;
    size_t parameter_count;
    struct aras_happening *happenings;
    size_t count;
    struct aras_slot_change *changes;
    size_t change_count;
    struct aras_followed *followed;
    size_t followed_count;
    struct aras_ending *endings; /* by outcome */
    struct aras_reads *reads;
};

/**
 * Plays a world and records it; borrows the model. NULL with `error` without memory. A
 * world that fails is recorded as far as it goes, with `failed` set.
 */
ARAS_CHECKED struct aras_chronicle *
aras_chronicle_record(const struct aras_model *model,
                      const struct aras_settings *settings, uint64_t replication,
                      struct aras_error *error);
/** The same of a world in which somebody decides for actors (NULL: nobody does). */
ARAS_CHECKED struct aras_chronicle *aras_chronicle_record_seated(
    const struct aras_model *model, const struct aras_settings *settings,
    uint64_t replication, const struct aras_chooser *chooser, struct aras_error *error);
void aras_chronicle_free(struct aras_chronicle *chronicle);

/** The log of the factor by which the happening `from` moved the rate at which another
 * fired; 0 where it did not. */
double aras_happening_push(const struct aras_happening *happening, size_t from);

#endif
