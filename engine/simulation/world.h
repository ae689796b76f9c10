#ifndef ARAS_SIMULATION_WORLD_H
#define ARAS_SIMULATION_WORLD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "calendar/calendar.h"
#include "random/distribution.h"
#include "simulation/influence.h"
#include "simulation/simulation.h"

/*
 * What the files of this layer share: the inside of a simulation. A failure is
 * remembered once, by aras_world_fail; what goes on until the next look at `failed`
 * does no harm and is thrown away with the replication.
 */

#define ARAS_NO_INDEX UINT32_MAX

/** Forced firings are numbered apart from natural ones: their draws have this bit. */
#define ARAS_FORCED_DRAW (UINT64_C(1) << 63)

enum aras_entry_kind {
    ARAS_ENTRY_CORNER, /* subject: corner */
    ARAS_ENTRY_DRIFT,  /* period */
    ARAS_ENTRY_AT,     /* event */
    ARAS_ENTRY_EVERY,  /* event */
    ARAS_ENTRY_DELAY,  /* delay in the pool */
    ARAS_ENTRY_FORCED  /* forced firing */
};

enum {
    ARAS_PRIORITY_CORNER = INT32_MAX,
    ARAS_PRIORITY_DRIFT = INT32_MAX - 1,
    ARAS_PRIORITY_LOOK = INT32_MAX - 2,
    ARAS_RECENT = 8, /* the events told of when a moment does not end */
    ARAS_REFRESH = 65536
};

/* --- what never changes after aras_simulation_new ----------------------------------
 */

/** All that a change of one slot asks for: ranges in the tables below. */
struct aras_slot_plan {
    double low, high; /* its range, and no wider than +-2^52 */
    uint32_t first_driver, drivers;
    uint32_t first_note, notes; /* what is to be renewed at once */
    unsigned note_kinds;        /* of which kinds: one bit each */
    uint32_t first_cold, colds; /* derived values that wait until somebody asks */
    uint32_t share_group;
    bool held, whole, clock;
    bool ordinary; /* neither held nor a clock nor a share */
    bool cascades; /* what is renewed may change more: derived values, corners */
};

/** Of the things 64 `word` ... 64 `word` + 63 those in `bits`. */
struct aras_mask {
    uint32_t word;
    unsigned kind; /* of notes: an aras_note_kind */
    uint64_t bits;
};

/** What a change of a slot makes renewed at once, in the order of renewing. Each kind
 * has whole words of its own in `noted`, one bit for each thing. */
enum aras_note_kind {
    ARAS_NOTE_DERIVED,   /* hot derived values */
    ARAS_NOTE_CORNER,    /* by corner */
    ARAS_NOTE_GUARD,     /* by event */
    ARAS_NOTE_BASE,      /* by hazard */
    ARAS_NOTE_CONDITION, /* by event */
    ARAS_NOTE_OUTCOME,   /* by outcome */
    ARAS_NOTE_KINDS
};

/** One thing to be renewed. */
struct aras_renewal {
    enum aras_note_kind kind;
    uint32_t index;
};

enum { ARAS_MOST_LISTED = 8 }; /* changes of an event whose renewals are listed */

/** One effect or more on one slot, which together are one change. */
struct aras_change {
    uint32_t slot;
    uint32_t first, count; /* in the event's effects, sorted by slot */
    enum {
        ARAS_CHANGE_BY,  /* `number` is added */
        ARAS_CHANGE_TO,  /* set to `number` */
        ARAS_CHANGE_WORK /* anything else */
    } kind;
    const double *number; /* the effect's own, or its right-hand side in `right` */
};

/** A formula, and whether it reads derived values that wait until somebody asks. */
struct aras_asked {
    const struct aras_code *code;
    bool cold;
};

/** What is looked at at each firing is kept here and near each other. */
struct aras_event_plan {
    struct aras_asked guard; /* NULL: always open */
    const char *id;
    uint32_t hazard; /* ARAS_NO_INDEX: none */
    bool once;
    bool forbidden; /* by the scenario or an intervention, likewise: */
    const struct aras_change *changes;
    const struct aras_effect *effects; /* sorted by slot */
    uint64_t name;                     /* as the event's */
    uint32_t change_count, effect_count;
    int dictated;        /* choice of the decision; -1: free */
    double ceases;       /* from then on it does not happen by itself; INFINITY */
    double misses;       /* at this moment likewise; NAN */
    double falls_silent; /* whoever could make the demand, from then on; INFINITY */
    bool shares;         /* some effect raises or lowers a supply share */
    bool literal;        /* all effects are by numbers: nothing is to be evaluated */
    bool draws;          /* some effect draws */
    bool counts;         /* there are counters, marks or clocks */
    bool leads;          /* to delays, a decision or a demand */
    bool plain;          /* literal, and nothing else of this */
    bool listed;         /* what its changes ask for together is in `renewals` */
    uint32_t renewal_count;
    const struct aras_renewal *renewals; /* in the order of renewing, each once */
    uint32_t counter_count, mark_count, clock_count;
    const uint32_t *counters; /* slots to count up, ... */
    const uint32_t *marks;    /* ... to set to 1, ... */
    const uint32_t *clocks;   /* ... to set to now */
    const struct aras_follower *followers;
    uint32_t follower_count;
    bool chooses; /* by a decision or a demand */
};

/** What is looked at when the rate of a hazard changes: rate = base x drivers, and
 * mostly base = `known` x factors x scale. */
struct aras_hazard_plan {
    uint64_t name; /* of its event */
    double scale;
    const struct aras_factor *factors;
    uint32_t factor_count;
    uint32_t event;
    bool known; /* what its base begins with never varies, and is in `known` */
    bool driven;
};

/** What is looked at when a cause starts the delay of an event. */
struct aras_delay_plan {
    const struct aras_code *length; /* NULL: none but the shift */
    double shift;
    int32_t priority;
    uint32_t order;
    enum aras_again again;
    bool fixed; /* its length reads nothing that varies */

    /* Of the parameter set: the length is mostly one draw from something fixed, and
     * that mostly exponential. */
    bool drawn;
    struct aras_distribution distribution;
    double mean; /* of an exponential; 0: it is none */
};

/** A driver as its hazard sees it. */
struct aras_driver_plan {
    uint32_t slot;
    double effect, at; /* of the parameter set */
};

/** A driver as its slot sees it. */
struct aras_drive {
    uint32_t hazard;
    uint32_t number; /* in driver_plans */
    double effect;   /* of the parameter set */
};

/** What a step of a slot does to one rate, and to its time to go. */
struct aras_push {
    uint32_t hazard;
    double factor, inverse;
};

/** One dependence that influence rests on: a cell of its matrix. */
struct aras_influence_cell {
    uint32_t place, slot;
};

/** What is looked at when an outcome is watched. */
struct aras_outcome_plan {
    struct aras_asked of;
    const char *id;
    enum aras_outcome_kind kind;
};

/** A drift as each of its steps sees it. What never varies is worked out once for a
 * parameter set; `known` says whether all of it does not, and makes sense. */
struct aras_drift_plan {
    struct aras_asked guard;  /* NULL: always */
    struct aras_asked toward; /* NULL: it is `target` */
    const char *what;
    double target;
    double keep;   /* what is left of the distance after a step */
    double spread; /* the standard deviation of a step's noise */
    uint64_t name;
    uint32_t slot;
    bool known;
    bool noisy;
};

/** Something computed once in a parameter set, after all that it reads. */
struct aras_node {
    enum {
        ARAS_NODE_FIXED,
        ARAS_NODE_INITIAL, /* of a quantity */
        ARAS_NODE_AGE,     /* of a slot that knows when an event was last */
        ARAS_NODE_DERIVED,
        ARAS_NODE_CORNER
    } kind;
    uint32_t slot;
    uint32_t
        index; /* in its table; INITIAL: ARAS_NO_INDEX when there is none; AGE: 0 */
};

/** A delay that is running, or paused. */
struct aras_delayed {
    uint32_t event;
    uint32_t next, previous; /* of the same event; of the free ones: next */
    aras_ticket ticket;      /* ARAS_NO_TICKET while paused */
    double due;              /* when it ends, were it not paused any more */
    double paused_at;
    uint64_t number;
    uint64_t cause; /* which firing began it */
};

/* --- a simulation ------------------------------------------------------------------
 */

struct aras_simulation {
    struct aras_simulation *self; /* for who has it as const and looks behind */
    const struct aras_model *model;
    struct aras_settings settings;
    struct aras_arena *arena;
    const struct aras_observer *observer;
    const struct aras_chooser *chooser; /* NULL: the model's own rule */

    struct aras_slot_plan *slots;
    struct aras_mask *note_of; /* into `noted` */
    struct aras_mask *cold_of; /* masks of cold derived numbers */
    uint32_t *first_need;      /* derived + 1: of a cold one, into need_of: ... */
    struct aras_mask *need_of; /* ... the cold ones it is made of, and itself */
    uint32_t *cold_in;         /* by slot: 1 + number of the cold one it holds; 0 */
    size_t words;              /* 64-bit words for one bit a derived value */
    struct aras_event_plan *events;
    struct aras_delay_plan *delay_plans; /* by event */
    struct aras_drift_plan *drift_plans; /* period by period */
    struct aras_outcome_plan *outcomes;
    struct aras_asked *track_of; /* by track */
    struct aras_node *nodes;     /* in an order in which each reads only earlier ones */
    size_t node_count;
    uint32_t first_noted[ARAS_NOTE_KINDS + 1]; /* words of `noted` */

    /* hazards, sorted by priority and order; `padded` with clocks that never ring */
    size_t hazards, padded;
    struct aras_hazard_plan *hazard_plans;
    uint32_t *first_driver; /* hazards + 1: into driver_plans */
    struct aras_driver_plan *driver_plans;

    /* drivers by slot: what a change of the slot does to rates. All factors of one
     * slot belong to the same step: its latest rise [0] and its latest fall [1]. */
    struct aras_drive *drives;
    struct aras_push *pushes[2]; /* one for each of `drives` */
    double *step[2];             /* by slot; NAN: none yet */

    /* --- the state: one block of memory, copied as a whole from its start --- */
    unsigned char *live, *start;
    size_t block;
    double *values; /* slots */
    double *wake;   /* hazards: when it fires; INFINITY while it stands */
    double *rate;
    double *base;
    double *remaining; /* unit time left while it stands; -1: not drawn yet. BY_STRIPS:
                          since when it runs at this rate; -1: it stands */
    double *known;     /* the fixed part of the base */
    double *waited;    /* sum of the waits drawn; BY_STRIPS: its integrated rate */
    double *ahead;     /* the wait after the latest; 0: not worked out yet */
    double *held;      /* outcomes: the value that stands; TIME, HAPPENED: when */
    double *integral;
    double *held_since;
    uint64_t *drawn;            /* waits of a hazard */
    uint64_t *natural, *forced; /* firings by kind */
    uint64_t *missed;           /* firings that were to come and did not */
    uint64_t *clamps;
    uint64_t *cold_dirty;
    double *corner_time;
    uint8_t *enabled; /* events: guard true, not forbidden, not spent */
    uint8_t *stale;   /* hazards: base not known since the guard closed */
    uint8_t *spent;
    uint8_t *truth;          /* BECOMES: condition */
    uint8_t *reached;        /* outcomes HAPPENED, TIME */
    uint8_t *waiting;        /* BECOMES: in `pending` */
    uint64_t (*words_of)[4]; /* hazards: random words not used yet; not in the block */
    double *strip_time;      /* BY_STRIPS: hazards x strips: the next point; likewise */

    /* --- interventions --- */
    struct aras_forced imposed[ARAS_MOST_INTERVENTIONS];
    bool insists[ARAS_MOST_INTERVENTIONS];
    bool looks[ARAS_MOST_INTERVENTIONS]; /* nothing fires: observers are told */
    uint32_t imposed_count;

    /* --- of the parameter set that is prepared --- */
    bool prepared;
    uint64_t set;
    uint32_t *starting; /* hazards whose clocks run from the start */
    uint32_t starting_count;
    int *options;
    struct aras_entry *openings; /* what stands in the calendar at the start */
    size_t opening_count;
    uint32_t *start_pending;
    uint32_t start_pending_count;
    double *period, *first_time; /* events EVERY */
    double *parameter_values;    /* as handed out: parameters, then variants */
    double *given;               /* by slot: what is given from outside; NAN: nothing */
    double *offered;             /* the same, while it is being checked */
    uint8_t *started; /* by slot: it has a start of its own, which can be given */
    double (*drift_cache)[3]; /* half-life, keep, spread */

    /* --- of the replication --- */
    uint64_t replication;
    struct aras_calendar *calendar;
    aras_ticket *corner_ticket;
    uint64_t *every_count; /* events EVERY: how many periods have passed */
    uint64_t *period_step;
    uint64_t sequence; /* of entries */
    struct aras_delayed *delays;
    uint32_t delay_count, delay_room, delay_free;
    uint32_t *delay_first; /* by event */
    uint32_t *pending;     /* BECOMES whose condition turned true */
    uint32_t pending_count;
    double now;
    uint64_t fired; /* in all */
    uint64_t cause; /* of the delay that ended last */
    uint64_t fingerprint;
    double moment; /* Zeno: events at this moment */
    uint64_t moment_count;
    uint32_t recent[ARAS_RECENT];
    uint64_t since_refresh;
    uint64_t *noted;      /* what is to be renewed; all 0 between replications */
    unsigned noted_kinds; /* of which kinds something is noted: one bit each */
    bool drifting;        /* a drift is taking effect, and what follows from it */
    bool cold;            /* some cold derived value may be out of date */
    size_t *next_point;
    double next_track; /* the earliest grid time not recorded */

    double *right; /* right-hand sides of one event; new values of one drift step ... */
    uint32_t *falling, *rising; /* ... of which these fall, and these rise */
    double *utility, *probability;
    double *outcome_values, *points, *integrated;
    uint64_t *counts; /* firings of both kinds, when all is over */
    size_t point_count;
    size_t *first_point;
    struct aras_influence_work *influence;
    struct aras_influence_cell *influence_cells; /* all others are 0 */
    size_t influence_cell_count;

    /* --- of a beginning that several ends share --- */
    bool approaching;  /* the state is that of `replication` just before ... */
    double approached; /* ... this time; unless it is ... */
    bool astray;       /* ... that at the end of a branch */
    struct aras_bookmark *bookmark; /* NULL: none was needed yet */

    bool failed;
    uint32_t firing; /* the event that is taking effect; ARAS_NO_INDEX */
    struct aras_error *error;
};

/* --- failing and evaluating ----------------------------------------------------------
 */

/** Remembers the first failure of the replication. */
void aras_world_fail(struct aras_simulation *simulation, const char *format, ...)
    ARAS_PRINTF(2, 3);

/** The same, adding the values that `code` reads. */
void aras_world_fail_with(struct aras_simulation *simulation,
                          const struct aras_code *code, const char *format, ...)
    ARAS_PRINTF(3, 4);

/** Where a formula stands, for messages: "the rate of event 'x'"; `id` may be NULL. */
struct aras_spot {
    const char *what;
    const char *id;
};

/** Which draws a formula makes. */
struct aras_luck {
    struct aras_stream stream;
    uint64_t draw;
    uint64_t first_sub;
};

/** aras_world_evaluate for formulae that are not plain. */
double aras_world_work_out(struct aras_simulation *simulation,
                           const struct aras_code *code, const struct aras_luck *luck,
                           struct aras_spot spot);

/** The value of a formula over the state; 0 after a failure. `luck` may be NULL. */
static inline double aras_world_evaluate(struct aras_simulation *simulation,
                                         const struct aras_code *code,
                                         const struct aras_luck *luck,
                                         struct aras_spot spot)
{
    double value;

    return aras_code_glance(code, simulation->values, &value)
               ? value
               : aras_world_work_out(simulation, code, luck, spot);
}

double aras_world_operand(struct aras_simulation *simulation,
                          const struct aras_operand *operand,
                          const struct aras_luck *luck, struct aras_spot spot);

/** Brings up to date what `code`, or a slot, reads of the derived values that wait. */
void aras_world_freshen(struct aras_simulation *simulation,
                        const struct aras_code *code);
void aras_world_freshen_slot(struct aras_simulation *simulation, uint32_t slot);

/** The two together: for formulae that nothing watches. */
static inline double aras_world_ask(struct aras_simulation *simulation,
                                    const struct aras_code *code,
                                    const struct aras_luck *luck, struct aras_spot spot)
{
    if (simulation->cold) {
        aras_world_freshen(simulation, code);
    }
    return aras_world_evaluate(simulation, code, luck, spot);
}

/** The same for a formula of which it is known whether it reads such values. */
static inline double aras_world_answer(struct aras_simulation *simulation,
                                       const struct aras_asked *asked,
                                       struct aras_spot spot)
{
    if (asked->cold && simulation->cold) {
        aras_world_freshen(simulation, asked->code);
    }
    return aras_world_evaluate(simulation, asked->code, NULL, spot);
}

static inline struct aras_stream
aras_world_stream(const struct aras_simulation *simulation, uint64_t name,
                  enum aras_purpose purpose)
{
    return (struct aras_stream){.seed = simulation->settings.seed,
                                .replication = simulation->replication,
                                .name = name,
                                .purpose = purpose};
}

/** What a derived value is, by what it is computed from. */
double aras_world_derived(struct aras_simulation *simulation, uint32_t derived);

/* --- changing the state
 * ---------------------------------------------------------------- */

/** What a slot's change from `before` asks for. */
void aras_world_follow(struct aras_simulation *simulation, uint32_t slot,
                       double before);

/** The slot gets another value, now: rates that it drives follow at once, all else that
 * depends on it is noted. */
static inline void aras_world_set(struct aras_simulation *simulation, uint32_t slot,
                                  double value)
{
    double before = simulation->values[slot];

    if (value != before) {
        simulation->values[slot] = value;
        aras_world_follow(simulation, slot, before);
    }
}

/** The slots that an event of the kind `listed` changes get these `values`, all of them
 * others than they have, and what depends on them is renewed, without being noted and
 * looked for. Nothing else may be noted. */
void aras_world_change(struct aras_simulation *simulation,
                       const struct aras_event_plan *plan, const double *values);

/** Whether an ordinary slot may take a value as it is: then aras_world_put would do no
 * more than aras_world_set does. Beyond +-2^52 it is asked. */
static inline bool aras_world_fits(const struct aras_slot_plan *slot, double value)
{
    return value >= slot->low && value <= slot->high &&
           (!slot->whole || value == (double) (int64_t) value);
}

/** The same for an effect or a drift: held slots stay, ranges and shares clamp, whole
 * numbers stay whole, and a clock is set to show `value`. */
void aras_world_put(struct aras_simulation *simulation, uint32_t slot, double value);

/** What a slot shows: of a clock, how long it has run. */
static inline double aras_world_value(const struct aras_simulation *simulation,
                                      uint32_t slot)
{
    return simulation->slots[slot].clock ? simulation->now - simulation->values[slot]
                                         : simulation->values[slot];
}

/** Renews all that was noted. */
void aras_world_renew_noted(struct aras_simulation *simulation);

static inline void aras_world_renew(struct aras_simulation *simulation)
{
    if (simulation->noted_kinds != 0) {
        aras_world_renew_noted(simulation);
    }
}

/** Sets a corner's slot from its origin and threshold, and enters its moment. */
void aras_world_turn_corner(struct aras_simulation *simulation, uint32_t corner);

/** The moment of a corner, and whether its slot is 1 from then on. */
double aras_world_corner_time(struct aras_simulation *simulation, uint32_t corner);
bool aras_world_corner_value(const struct aras_simulation *simulation, uint32_t corner,
                             bool reached);

/** The value of a guard that reads more than one slot, or of a condition. */
bool aras_world_work_out_guard(struct aras_simulation *simulation, uint32_t event);
bool aras_world_condition(struct aras_simulation *simulation, uint32_t event);

static inline bool aras_world_guard(struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_asked *guard = &simulation->events[event].guard;
    double value;

    if (guard->code == NULL) {
        return true;
    }
    return !guard->cold && aras_code_glance(guard->code, simulation->values, &value)
               ? value != 0.0
               : aras_world_work_out_guard(simulation, event);
}

/** Whether an event cannot happen by itself now: forbidden, or over, or missed. */
static inline bool aras_world_is_closed(const struct aras_simulation *simulation,
                                        uint32_t event)
{
    const struct aras_event_plan *plan = &simulation->events[event];

    return plan->forbidden || simulation->now >= plan->ceases ||
           simulation->now == plan->misses;
}

/** Enters something in the calendar. */
aras_ticket aras_world_enter(struct aras_simulation *simulation,
                             struct aras_entry entry);

/** Watches an outcome's formula anew. */
void aras_world_watch_outcome(struct aras_simulation *simulation, uint32_t outcome);

/** Works out what no step of a drift changes in the parameter set. */
void aras_world_prepare_drifts(struct aras_simulation *simulation);

/** One step of all drifts of a period. */
void aras_world_drift(struct aras_simulation *simulation, uint32_t period);

#endif
