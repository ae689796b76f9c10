#ifndef ARAS_SIMULATION_SIMULATION_H
#define ARAS_SIMULATION_SIMULATION_H

#include <stdbool.h>
#include <stdint.h>

#include "model/model.h"

/**
 * How two worlds of one number share their luck when rates differ. The law of each
 * world is the same.
 */
enum aras_coupling {
    ARAS_BY_CLOCKS, /* the n-th wait of an event is the same unit time: best for counts
                       and means over time */
    ARAS_BY_STRIPS  /* an event fires at the points below its rate, see strips.h: best
                       for what stands at the end; half as fast or slower */
};

/** What is the same for all replications of a run. */
struct aras_settings {
    uint64_t seed;
    uint64_t group;  /* replications that share a parameter set, >= 1 */
    bool central;    /* every parameter at its median, every variant at its likeliest
                        option */
    uint64_t zeno;   /* most events at one moment; 0: 10,000 */
    uint64_t events; /* most events in a replication; 0: 1,000,000,000 */
    enum aras_coupling coupling;
    bool untracked; /* tracks are not recorded: their points are NAN, and what could
                       fail only there does not */
};

/** What can be given to replications from outside. */
enum aras_input_kind {
    ARAS_INPUT_PARAMETER, /* its value in the model's units, as a record tells it */
    ARAS_INPUT_VARIANT,   /* the number of its option */
    ARAS_INPUT_INITIAL    /* what a quantity, a clock or a rule starts with; of stages
                             the number */
};

struct aras_input {
    enum aras_input_kind kind;
    uint32_t index; /* of the parameter, of the variant; INITIAL: the slot */
};

/** What came out of one replication. The arrays belong to the simulation and hold until
 * the next. */
struct aras_record {
    uint64_t replication, set;
    bool failed;
    double failed_at;       /* model time */
    const double *outcomes; /* one each; HAPPENED 0/1, TIME INFINITY when not reached,
                               CATEGORY its number */
    const double *points;   /* values of all tracks on their grids, track by track */
    const uint64_t *counts; /* firings of each event of the model */
    const double
        *integrated; /* integrated rate of each event with a rate; 0 for others */
    const uint64_t *clamps;   /* per slot */
    const double *parameters; /* parameters then variants (option number), as drawn */
    uint64_t fingerprint;     /* running hash of (event, bits of its time) */
    uint64_t events;          /* firings in all */
};

/** Something that watches a replication go by: for chronicles and tests. All may be
 * NULL. */
struct aras_observer {
    void *context;
    /** The state of the start stands; nothing has happened yet. */
    void (*begun)(void *context);
    /** An event is about to take effect. `rate` is NAN unless it fired by rate. */
    void (*event)(void *context, uint32_t event, double time, bool forced, double rate);
    /** A slot has changed. */
    void (*change)(void *context, uint32_t slot, double time, double before,
                   double after);
    /** A decision was taken: utilities x sharpness and probabilities of its choices
     * (NAN: closed). */
    void (*decision)(void *context, uint32_t event, double time, size_t choices,
                     const double *utility, const double *probability, int chosen);
    /** A demand was weighed: p_E, p_C (deter: p_X), p_T. `result` is the event that
     * ends it; ARAS_ISSUED: a line was crossed that nobody holds. */
    void (*demand)(void *context, uint32_t event, double time,
                   const double probability[3], int result);
    /** The effects of an event, a step of drifts or a corner have been applied, and
     * what depends on them renewed; a decision's option or a delay of 0 is still to
     * come. */
    void (*settled)(void *context, double time);
    /** A moment that was asked for by ARAS_LOOK: the state before all that happens at
     * it, but after drifts and what they bring about. */
    void (*look)(void *context, double time);
    /** A clock of a hazard drew its n-th wait (unit exponential). */
    void (*wait)(void *context, uint32_t event, uint64_t number, double wait);
};

/** Nobody decides otherwise: the model's own rule holds. */
#define ARAS_OWN_RULE (-1)

/**
 * Somebody who sits in the seats of actors and decides for them. Asked whenever a
 * decision is taken that has an open option and is not dictated; what is answered
 * draws nothing and shifts nobody's luck.
 */
struct aras_chooser {
    void *context;
    /** The number of an open choice, or ARAS_OWN_RULE. `utility` is as an observer of
     * decisions gets it (NAN: closed); `own` is what the model's rule would take with
     * the luck of this world. The simulation may be asked as by an observer. */
    int (*choose)(void *context, uint32_t event, double time, size_t choices,
                  const double *utility, int own);
};

/**
 * A place in which replications of one model are played, one after another. Belongs to
 * one thread; borrows the model. The rules are in simulation/README.md.
 */
struct aras_simulation;

ARAS_CHECKED struct aras_simulation *
aras_simulation_new(const struct aras_model *model,
                    const struct aras_settings *settings, struct aras_error *error);
void aras_simulation_free(struct aras_simulation *simulation);

/** Who watches the next replications; NULL: nobody. Borrowed. Costs nothing when nobody
 * does. */
void aras_simulation_observe(struct aras_simulation *simulation,
                             const struct aras_observer *observer);

/** Who decides for actors in the next replications; NULL: the model's own rule for
 * all. Borrowed. */
void aras_simulation_seat(struct aras_simulation *simulation,
                          const struct aras_chooser *chooser);

/**
 * Plays one replication from its start to the horizon. ARAS_FAILED, with the record's
 * `failed` set and its outcomes NAN, when the model met a state it cannot go on from;
 * the message names event, formula, values, time and replication. ARAS_NO_MEMORY
 * likewise. The simulation may be used further after a failure.
 */
ARAS_CHECKED enum aras_status aras_simulation_play(struct aras_simulation *simulation,
                                                   uint64_t replication,
                                                   struct aras_record *record,
                                                   struct aras_error *error);

/**
 * The same with another parameter set than that of the replication's group: worlds of
 * one luck under several sets, or one set under several lucks.
 */
ARAS_CHECKED enum aras_status
aras_simulation_play_at(struct aras_simulation *simulation, uint64_t replication,
                        uint64_t set, struct aras_record *record,
                        struct aras_error *error);

/**
 * From the next replication on, inputs[i] has value[i] in place of what is drawn or
 * what the model, its scenario or the option of a variant states; what is computed from
 * it follows. All else, every draw included, stays as it was. With `count` 0 nothing is
 * given any more. What is given is copied. ARAS_INVALID, and nothing changes, when a
 * value is not finite, lies outside of its slot's range, or is no option, no stage, or
 * no whole number where one is needed; when an input is given twice; when a slot has no
 * start.
 */
ARAS_CHECKED enum aras_status aras_simulation_give(struct aras_simulation *simulation,
                                                   const struct aras_input *inputs,
                                                   const double *value, size_t count,
                                                   struct aras_error *error);

/** What is done to a world from outside, as a scenario would. */
enum aras_intervention_kind {
    ARAS_FORBID, /* `event` never happens; an option is closed, and a result of a demand
                    gives way to the other one */
    ARAS_FORCE,  /* `event` happens at `time`, whatever its guard says */
    ARAS_INSIST, /* the demand `event` is weighed at `time` and certainly made (a red
                    line: certainly crossed); what follows is as it would be */
    ARAS_DICTATE, /* whenever the decision `event` is taken, it is for `option` */
    ARAS_CEASE,   /* from `time` on `event` does not happen any more unless forced: its
                     clock and its delays run on unheard, an option is closed, a result
                     of a demand gives way. Until then all is as it was. */
    ARAS_SILENCE, /* from `time` on nobody makes the demand `event` unless insisted: its
                     occasions pass in silence, forced ones too. Of a red line: it is
                     not there; whoever weighs to cross fears nothing, and a crossing is
                     neither answered nor dropped */
    ARAS_MISS,    /* `event` does not happen at the moment `time` unless forced, as if
                     it had failed to come off; later it happens as it would, its clock
                     wound up, its draws numbered on. An option is closed then, a result
                     of a demand gives way. */
    ARAS_LOOK     /* nothing is done: observers look at the world at `time` */
};

struct aras_intervention {
    enum aras_intervention_kind kind;
    uint32_t event;  /* of the model; LOOK: any */
    double time;     /* all but FORBID, DICTATE: model time, 0 .. horizon */
    uint32_t option; /* DICTATE: number of the choice */
};

enum { ARAS_MOST_INTERVENTIONS = 64 };

/**
 * From the next replication on these interventions are made, besides those of the
 * scenario; with `count` 0 none are. The luck of all else stays as it was, since no
 * draw depends on another: natural firings keep their clocks and numbers, forced ones
 * draw from the stream `<event>!forced`. The same world as with the same words in a
 * scenario, to the bit. Copied. ARAS_INVALID, and nothing changes, when a number does
 * not exist, a time is out of range, or there are more than ARAS_MOST_INTERVENTIONS.
 *
 *     struct aras_intervention without = {.kind = ARAS_FORBID, .event = event};
 *
 *     status = aras_simulation_intervene(simulation, &without, 1, error);
 */
ARAS_CHECKED enum aras_status
aras_simulation_intervene(struct aras_simulation *simulation,
                          const struct aras_intervention *interventions, size_t count,
                          struct aras_error *error);

/* --- one beginning, several ends -----------------------------------------------------
 */

/**
 * Plays a replication, as it is by now, until just before `time` (model time, 0 ..
 * horizon): a place to branch off from. Of a replication that was approached already,
 * and is not past `time`, only what is missing is played. ARAS_FAILED, with the record
 * as aras_simulation_play gives it, when it fails on the way.
 */
ARAS_CHECKED enum aras_status
aras_simulation_approach(struct aras_simulation *simulation, uint64_t replication,
                         double time, struct aras_record *record,
                         struct aras_error *error);

/**
 * Plays on from the place approached, with these interventions besides what is done
 * already, to the horizon: the world to the bit that they would have made from the
 * start. That they change nothing until then is the caller's to know: what is forbidden
 * or dictated has not come up yet, all else begins there or later; else it is a bug.
 * Whoever watches is told of this part alone. Afterwards all is as after
 * aras_simulation_play; the same place can be branched off from again, unless this
 * branch failed, or a later one approached.
 */
ARAS_CHECKED enum aras_status
aras_simulation_branch(struct aras_simulation *simulation,
                       const struct aras_intervention *interventions, size_t count,
                       struct aras_record *record, struct aras_error *error);

/** The state after the last replication, for tests and trials: values of slots; now. */
double aras_simulation_value(const struct aras_simulation *simulation, uint32_t slot);

/** When in the last replication an outcome HAPPENED or TIME was first true: model time,
 * INFINITY when it never was, NAN for an outcome of another kind. */
double aras_simulation_reached(const struct aras_simulation *simulation,
                               uint32_t outcome);

/* --- for observers, while they are called; none of these changes what happens ------
 */

/** The values of all slots as formulae read them. A derived value that nothing watches
 * (slot.hot) may be out of date: aras_simulation_ask brings those up to date that a
 * formula reads. Holds as long as the simulation. */
const double *aras_simulation_state(const struct aras_simulation *simulation);

/** Model time now. */
double aras_simulation_now(const struct aras_simulation *simulation);

/** The value now of a formula of the model that does not draw. False, with NAN, where
 * it has none (a division by 0 ...): no failure of the replication. Only when an event
 * is about to take effect or something has settled, and after the replication. */
bool aras_simulation_ask(struct aras_simulation *simulation,
                         const struct aras_code *code, double *value);

/** The event that is taking effect, UINT32_MAX for a drift or corner. */
uint32_t aras_simulation_firing(const struct aras_simulation *simulation);

/** When an event that follows another is about to take effect and is not forced: which
 * firing of the replication, counted from 0, began its delay. */
uint64_t aras_simulation_cause(const struct aras_simulation *simulation);

/** Draws the parameter set `set` and gives its values (parameters, then variants). */
ARAS_CHECKED enum aras_status
aras_simulation_parameters(struct aras_simulation *simulation, uint64_t set,
                           const double **values, struct aras_error *error);

#endif
