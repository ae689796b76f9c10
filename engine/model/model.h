#ifndef ARAS_MODEL_MODEL_H
#define ARAS_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problems.h"
#include "formula/code.h"
#include "formula/formula.h"
#include "model/document.h"
#include "random/prior.h"

/**
 * A model, checked and compiled: plain tables that nothing changes any more, so
 * that all threads may read them. All lives in one arena.
 *
 * The state of a replication is one array of numbers; a place in it is a *slot*.
 * Parameters, variants, quantities, counters and derived values all have slots, so a
 * formula reads nothing but slots.
 */

enum aras_slot_kind {
    ARAS_SLOT_FIXED, /* parameters, variants, rules, what is computed from them alone */
    ARAS_SLOT_QUANTITY, /* changed by effects and drifts */
    ARAS_SLOT_CLOCK,    /* a quantity that grows with time: holds now - its value */
    ARAS_SLOT_COUNTER,  /* how often events fired, whether, when last: kept by the
                           simulation */
    ARAS_SLOT_CORNER,   /* 1 while a moving value is on one side of a threshold */
    ARAS_SLOT_DERIVED   /* computed from other slots */
};

/** Everything that must be renewed when a slot changes. */
enum aras_watch_kind {
    ARAS_WATCH_RATE,    /* base rate of an event */
    ARAS_WATCH_DRIVER,  /* factor of an event's rate */
    ARAS_WATCH_GUARD,   /* of an event with a rate or a delay */
    ARAS_WATCH_BECOMES, /* condition of an event */
    ARAS_WATCH_OUTCOME, /* condition or value of an outcome */
    ARAS_WATCH_CORNER   /* threshold or origin of a corner */
};

struct aras_watch {
    enum aras_watch_kind kind;
    uint32_t index;  /* of the event, outcome or corner */
    uint32_t driver; /* WATCH_DRIVER: which driver of the event */
};

struct aras_slot {
    const char *name; /* "alignment[iran,russia]" */
    const char *title;
    const char *unit;
    enum aras_slot_kind kind;
    enum aras_type type;
    const struct aras_stages *stages;
    int dimension;
    double low, high; /* range; infinite where there is none */
    bool whole;
    bool held;            /* a scenario holds it: nothing changes it */
    bool hot;             /* DERIVED: something must be renewed when it changes */
    uint32_t share_group; /* 1 + number of the group of supply shares that may not pass
                             1; 0: none */
    struct aras_place place;

    const struct aras_watch *watches;
    size_t watch_count;
    const uint32_t *derived; /* numbers of the derived values that read it, rising */
    size_t derived_count;
    bool read;    /* some formula reads it */
    bool changed; /* some effect or drift may change it */
};

/** Something that does not vary during a replication is not computed during it. */
enum aras_operand_kind { ARAS_OPERAND_LITERAL, ARAS_OPERAND_SLOT, ARAS_OPERAND_CODE };

struct aras_operand {
    enum aras_operand_kind kind;
    double value;
    uint32_t slot;
    const struct aras_code *code;
};

/** slot <- code, computed once for each parameter set, in order. */
struct aras_fixed {
    uint32_t slot;
    const struct aras_code *code;
    const char *what; /* "the rate of event 'x'" */
};

/* --- where numbers come from ------------------------------------------------------ */

struct aras_provenance {
    const char *source; /* NULL where none is needed */
    char grade;         /* 'A' to 'D'; 0 where none is needed */
    const char *known_by;
    const char *note;
};

/** An entry with a grade, for the report of what rests on what. */
struct aras_graded {
    const char *what, *id;
    struct aras_provenance provenance;
    struct aras_place place;
};

struct aras_source {
    const char *id, *author, *title, *published, *known_by, *url, *note;
    struct aras_place place;
};

struct aras_actor {
    const char *id, *name;
    bool outside;
    double weight;
};

enum aras_channel_kind { ARAS_SUPPLY, ARAS_GATE, ARAS_THREAT, ARAS_TIE };

struct aras_channel {
    const char *id, *name;
    enum aras_channel_kind kind;
};

struct aras_parameter {
    const char *id, *title, *unit;
    uint32_t slot;
    uint64_t name; /* hash of its stream's name */
    struct aras_prior prior;
    struct aras_quantile_table *table; /* NULL where the inverse is fast */
    double
        scale; /* the prior's unit in the model's: value = quantile x scale x factor */
    double factor;      /* fitted intercept, exp(log factor); 1 */
    double unit_factor; /* the model's units in one `unit`, in which it is typed */
    bool ranged;        /* says itself what it can be; the ends are its slot's */
    bool fixed_by_scenario;
    const char *given;               /* "marginal", "stage" or NULL */
    const char *centred;             /* "class", "t0" or NULL */
    const struct aras_code *reached; /* the condition whose first time has this rate */
    bool hidden;                     /* made for a band: not listed */
    struct aras_provenance provenance;
    struct aras_place place;
};

struct aras_override {
    uint32_t slot;
    const struct aras_code *code;
    const char *what;
};

struct aras_option {
    const char *id, *title;
    double weight;
    const struct aras_override *overrides; /* of parameters, rules and initial values */
    size_t count;
};

struct aras_variant {
    const char *id, *title;
    uint32_t slot;
    uint64_t name;
    const struct aras_option *options;
    size_t count;
    int fixed; /* option number; -1: drawn */
    struct aras_provenance provenance;
    struct aras_place place;
};

/** The start of a quantity: a code over parameters. */
struct aras_initial {
    uint32_t slot;
    const struct aras_code *code;
    const char *what;
};

struct aras_derived {
    uint32_t slot;
    const struct aras_code *code; /* NULL for influence */
    uint32_t influence;           /* 1 + number of the actor; 0: by code */
    const char *what;
};

/** `influence`: Coleman's system over the dependence matrix, see
 * simulation/influence.h. */
struct aras_influence {
    size_t actors;
    const uint32_t
        *dependence; /* actors x actors: slot of dependence[b, a]; 0 on the diagonal */
};

struct aras_drift {
    uint32_t slot;
    uint64_t name;
    const struct aras_code *toward;
    struct aras_operand half_life, noise;
    const struct aras_code *guard; /* NULL: always */
    const char *what;
};

/** Drifts with one period: one entry of the calendar. */
struct aras_drift_period {
    double every;
    const struct aras_drift *drifts;
    size_t count;
};

struct aras_corner_slot {
    uint32_t slot;
    struct aras_corner corner;
};

/* --- what happens ----------------------------------------------------------------- */

enum aras_trigger {
    ARAS_BY_RATE,
    ARAS_AT,
    ARAS_EVERY,
    ARAS_AFTER,
    ARAS_BECOMES,
    ARAS_BY_PARENT /* an option of a decision or a result of a demand */
};

enum aras_effect_kind {
    ARAS_EFFECT_SET,
    ARAS_EFFECT_ADD, /* all additions to one slot add up */
    ARAS_EFFECT_MULTIPLY
};

struct aras_effect {
    uint32_t slot;
    enum aras_effect_kind kind;
    struct aras_operand value; /* of `-=`: the negative */
    uint32_t first_sub;        /* sub-draw of its first draw */
    const char *text;
};

/** rate = base x exp(sum of effect x (slot - at)) */
struct aras_driver {
    uint32_t slot;
    struct aras_operand effect; /* fixed during a replication */
    struct aras_operand at;
    const char *text;
};

/** When `cause` fires, `event` starts a delay. */
struct aras_follower {
    uint32_t event;
    uint64_t name; /* hash of "<event><-<cause>": the stream of its delays */
};

enum aras_again { ARAS_PARALLEL, ARAS_RESTART, ARAS_IGNORE };
enum aras_on_close { ARAS_CANCELLED, ARAS_PAUSED, ARAS_KEPT };

struct aras_consideration {
    const struct aras_code *of;
    const struct aras_code *weight;
    const char *text;
};

struct aras_choice {
    uint32_t event; /* the option as an event */
    uint64_t name;  /* hash of its noise stream */
    const struct aras_code *guard;
    const struct aras_consideration *considerations;
    size_t count;
    bool status_quo;
};

struct aras_decision {
    const char *actor;
    const struct aras_code *sharpness;
    const struct aras_choice *choices;
    size_t count;
    int dictated;  /* choice number; -1: free */
    uint32_t none; /* event that counts "no option was open" */
};

enum aras_stake {
    ARAS_V_BY,
    ARAS_V_OF,
    ARAS_X,
    ARAS_K_BY,
    ARAS_K_OF,
    ARAS_R_BY,
    ARAS_A_OF,
    ARAS_SHARPNESS_BY,
    ARAS_SHARPNESS_OF,
    ARAS_STAKES
};

enum aras_demand_result {
    ARAS_SILENT,   /* compel: not issued; deter: refrained */
    ARAS_ISSUED,   /* compel: issued; deter: crossed */
    ARAS_CONCEDED, /* compel only */
    ARAS_ENFORCED,
    ARAS_BACKED_DOWN,
    ARAS_DEMAND_RESULTS
};

struct aras_demand {
    const char *by, *of;
    bool deter;
    const struct aras_code *stake[ARAS_STAKES];
    const struct aras_code *believed; /* NULL: the true probability */
    uint32_t enforcement;             /* slot that `believed` reads as `enforcement` */
    uint32_t result[ARAS_DEMAND_RESULTS]; /* events */
};

struct aras_event {
    const char *id;    /* instance: "dispute[armenia,azerbaijan]", "decision.option" */
    const char *entry; /* as in the file: "dispute" */
    const char *title, *narrative;
    const char *const *claims;
    size_t claim_count;
    const char *const *actors;
    size_t actor_count;
    struct aras_provenance provenance;
    struct aras_place place;

    enum aras_trigger trigger;
    int32_t priority;
    uint32_t order;
    uint64_t name; /* hash of id */
    bool once;
    bool forbidden;
    const struct aras_code *guard; /* `when`; NULL: always open */

    /* BY_RATE */
    struct aras_operand base_fixed; /* base = base_fixed x factors, or base_code */
    const struct aras_factor *factors;
    size_t factor_count;
    const struct aras_code *base_code; /* when it is no product */
    double scale;                      /* by which a scenario multiplies it; 1 */
    const struct aras_driver *drivers;
    size_t driver_count;

    /* AT, EVERY */
    const struct aras_operand *times; /* AT: each time; EVERY: period, first time */
    size_t time_count;
    double shift; /* by which a scenario delays it */

    /* AFTER */
    const struct aras_code *delay; /* NULL: at once */
    enum aras_again again;
    enum aras_on_close on_close;

    /* BECOMES */
    const struct aras_code *condition;
    bool initially, persistent;

    struct aras_operand age; /* initial since(e), when has_age */
    bool has_age;
    uint32_t count_slot, happened_slot, last_slot; /* 0: nobody reads it */
    const uint32_t *also_count;                    /* slots of whole templates */
    const uint32_t *also_happened;
    const uint32_t *also_last;
    size_t also_count_count, also_happened_count, also_last_count;

    const struct aras_effect *effects;
    size_t effect_count;
    const struct aras_follower *followers;
    size_t follower_count;
    const struct aras_decision *decision; /* NULL: none */
    const struct aras_demand *demand;     /* NULL: none */
};

/** A firing that a scenario forces. */
struct aras_forced {
    uint32_t event;
    double time;
    uint64_t name; /* hash of "<event>!forced" */
    struct aras_place place;
};

/* --- what is asked ---------------------------------------------------------------- */

enum aras_outcome_kind {
    ARAS_HAPPENED,
    ARAS_TIME,
    ARAS_VALUE,
    ARAS_MEAN,
    ARAS_COUNT,
    ARAS_CATEGORY
};

struct aras_category {
    const char *id, *title;
    const struct aras_code *when; /* NULL: other */
};

struct aras_outcome {
    const char *id, *title, *unit;
    enum aras_outcome_kind kind;
    const struct aras_code *of;
    double margin;          /* smallest difference that matters; NAN: not stated */
    const uint32_t *events; /* COUNT */
    size_t event_count;
    const struct aras_category *categories;
    size_t category_count;
    struct aras_place place;
};

struct aras_track {
    const char *id, *title, *unit;
    const struct aras_code *of;
    double every;
    size_t points; /* from 0 to the horizon */
    struct aras_place place;
};

/**
 * What an actor wants: `weight` x the outcome on a scale from 0 to 1 (an option of a
 * category: -1 to 1). What a world is worth to it is the sum over its preferences. No
 * input of a world: nobody in it reads them.
 */
struct aras_preference {
    uint32_t actor, outcome; /* numbers in the model */
    double weight;           /* not 0 */
    double low, high;        /* TIME, VALUE, MEAN, COUNT: what counts as 0 and as 1 */
    const double *option;    /* CATEGORY: what each option counts, -1 .. 1 */
    struct aras_provenance provenance;
    struct aras_place place;
};

struct aras_expectation_of {
    const char *outcome, *against, *sign, *claim;
    double margin;
    struct aras_place place;
};

/** What the scenario says of itself, gathered from the changes applied. */
struct aras_question {
    const char *title, *question, *kind, *note;
    const char *const *basis;
    size_t basis_count;
    const char *const *watch;
    size_t watch_count;
    const struct aras_expectation_of *expect;
    size_t expect_count;
    bool mirror;
};

enum aras_dependence_rule { ARAS_MEAN_RULE, ARAS_NOISY_OR_RULE, ARAS_MAXIMUM_RULE };
enum aras_decision_rule { ARAS_LOGIT_RULE, ARAS_STATUS_QUO_RULE };

struct aras_model {
    struct aras_arena *arena;
    const char *title, *time_unit; /* "year"; NULL: plain numbers */
    double days_per_unit;          /* 365.25 for years; 0 for plain numbers */
    bool has_start;
    int start, cutoff; /* days since 1970-01-01 */
    double horizon;
    struct aras_question question;

    const struct aras_source *sources;
    size_t source_count;
    const struct aras_actor *actors;
    size_t actor_count;
    const struct aras_channel *channels;
    size_t channel_count;
    struct aras_slot *slots;
    size_t slot_count;
    struct aras_parameter *parameters;
    size_t parameter_count;
    const struct aras_variant *variants;
    size_t variant_count;
    const struct aras_override *overrides;
    size_t override_count; /* by scenarios: initial values */
    const struct aras_fixed *fixed;
    size_t fixed_count;
    const struct aras_initial *initials;
    size_t initial_count;
    const struct aras_derived *derived;
    size_t derived_count; /* in an order in which each reads only earlier ones */
    struct aras_influence influence;
    const struct aras_drift_period *periods;
    size_t period_count;
    const struct aras_corner_slot *corners;
    size_t corner_count;
    struct aras_event *events;
    size_t event_count;
    const struct aras_forced *forced;
    size_t forced_count;
    const struct aras_outcome *outcomes;
    size_t outcome_count;
    const struct aras_track *tracks;
    size_t track_count;
    const struct aras_preference *preferences;
    size_t preference_count;
    const uint32_t *const *share_groups;
    size_t share_group_count; /* each: count, then slots */

    struct aras_graded *graded;
    size_t graded_count;

    uint32_t decision_rule, status_quo_bias; /* slots */
};

/**
 * Reads a model: the file and its parts, joined into one tree whose lists hold
 * the entries of all parts in order. NULL when a file could not be read or is no
 * model. `problems` collects what is wrong.
 */
struct aras_setting *aras_model_read(const char *path, struct aras_problems *problems);

/**
 * Compiles a tree, with the scenarios in its list `changes`. Returns NULL when there
 * are mistakes. Call inside a try of problems->arena, where the model lives.
 */
struct aras_model *aras_model_compile(struct aras_setting *root,
                                      struct aras_problems *problems);

/**
 * A short text that changes with every number and formula of a model's tree, but not
 * with its titles and sources, its fitted intercepts or the scenarios applied: the
 * state to which intercepts are fitted. NULL without memory.
 */
const char *aras_model_state(const struct aras_setting *root, struct aras_arena *arena);

/** Frees what a model holds outside its arena (quantile tables). */
void aras_model_release(struct aras_model *model);

/** The number of an outcome, event, slot ... by name; -1 when there is none. */
int aras_model_find_outcome(const struct aras_model *model, const char *id);
int aras_model_find_event(const struct aras_model *model, const char *id);
int aras_model_find_slot(const struct aras_model *model, const char *name);
int aras_model_find_track(const struct aras_model *model, const char *id);

/** Kinds of names, to be joined by |. */
enum aras_named {
    ARAS_NAMED_OUTCOME = 1,
    ARAS_NAMED_TRACK = 2,
    ARAS_NAMED_EVENT = 4,
    ARAS_NAMED_ACTOR = 8
};

/** The end of a message, small enough to be passed about. */
struct aras_hint {
    char text[96];
};

/** What to say behind "there is no such name": "; did you mean 'corridor_open'?", or
 *  nothing when none of these kinds is near. */
struct aras_hint aras_model_hint(const struct aras_model *model, unsigned kinds,
                                 const char *id);

/** The moment as a date ("2025-03-15"), or as a number in a model without a start and
 * beyond the year 2999. */
void aras_model_write_moment(const struct aras_model *model, double time,
                             char text[32]);

#endif
