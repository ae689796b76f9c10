#ifndef ARAS_MODEL_BUILDER_H
#define ARAS_MODEL_BUILDER_H

#include "model/model.h"
#include "model/names.h"

/*
 * What the files of this layer share while a tree becomes a model. Everything is in
 * the arena of `problems`. The order of the work is in model_compile.c.
 */

enum aras_over {
    ARAS_OVER_WORLD,
    ARAS_OVER_ACTOR,
    ARAS_OVER_PAIR,
    ARAS_OVER_DIRECTION,
    ARAS_OVER_TIE
};

/** What `a`, `b` and a channel stand for where a formula is compiled. */
struct aras_binding {
    const char *a, *b, *channel;
    uint32_t enforcement; /* slot of that name inside `believed`; 0: unknown */
};

/** A family of slots with one id: a quantity, a derived quantity. */
struct aras_family {
    const char *id;
    enum aras_over over;
};

/** What `of` needs from `on` by a channel. */
struct aras_tie {
    const char *of, *on, *channel;
    enum aras_channel_kind kind;
    bool banded; /* a band says how much */
};

/** A derived value that is compiled when something first reads it. */
struct aras_pending {
    const char *name;
    struct aras_setting *entry;
    struct aras_binding binding;
    uint32_t slot;
    enum { ARAS_WAITING, ARAS_COMPILING, ARAS_COMPILED } state;
};

enum aras_event_family_kind {
    ARAS_EVENT_ENTRY,
    ARAS_DECISION_ENTRY,
    ARAS_DEMAND_ENTRY,
    ARAS_PART_ENTRY /* one option or result of all instances: no entry of its own */
};

/** All instances of one entry of events, decisions or demands. */
struct aras_event_family {
    const char *id;
    struct aras_setting *entry;
    uint32_t first;  /* events */
    uint32_t count;  /* instances */
    uint32_t stride; /* events of one instance (options and results included) */
    enum aras_event_family_kind kind;
    uint32_t count_slot, happened_slot, last_slot; /* over all instances */
};

struct aras_builder {
    struct aras_problems *problems;
    struct aras_arena *arena;
    struct aras_setting *root;
    struct aras_model *model;
    bool timeless;
    double unit[4]; /* day, week, month, year */

    struct aras_names slot_names;   /* canonical name -> slot */
    struct aras_names family_names; /* id -> family */
    struct aras_family *families;
    size_t family_count;
    struct aras_names event_names; /* instance name -> event */
    struct aras_names event_family_names;
    struct aras_event_family *event_families;
    size_t event_family_count;
    struct aras_binding *event_bindings; /* of each event */
    struct aras_names source_names, actor_names, channel_names;
    struct aras_names parameter_names, variant_names; /* -> index */
    struct aras_names outcome_names, track_names;
    struct aras_names broken; /* ids of entries with a mistake: what reads them is not
                                 to blame */
    struct aras_names changeable; /* ids that some effect or drift names */
    struct aras_names tie_names;  /* "b,a,c" -> index in ties */

    struct aras_tie *ties;
    size_t tie_count;
    const char **need_names; /* "of,channel" of each need */
    size_t need_count;
    struct aras_pending *pending;
    size_t pending_count;
    struct aras_names pending_names;

    /* growing tables of the model */
    struct aras_parameter *parameters;
    struct aras_variant *variants;
    struct aras_override *overrides;
    struct aras_fixed *fixed;
    struct aras_initial *initials;
    struct aras_derived *derived;
    struct aras_drift_period *periods;
    struct aras_corner_slot *corners;
    struct aras_forced *forced;
    struct aras_source *sources;
    struct aras_actor *actors;
    struct aras_channel *channels;
    struct aras_outcome *outcomes;
    struct aras_track *tracks;
    struct aras_preference *preferences;
    uint32_t **share_groups;
    struct aras_names share_group_names;

    struct aras_names said_here; /* what the scenario that is read says of what: "set
                                    trust", "dictate answer"; what it says twice would
                                    win or lose in silence */
    struct aras_names wrong_provenance; /* "file:line:text" of sources, grades and dates
                                           that were told to be wrong: those of
                                           `defaults` are of many entries */
};

/* --- mistakes, told once: blame.c ------------------------------------------------- */

/**
 * Adds the problem that `entry` lacks a setting, unless it has it in a wrong kind,
 * which was said when it was read, or misspelled, which is said instead. A NULL key:
 * the entry lacks something that is no setting.
 */
void aras_builder_lacks(struct aras_builder *builder, struct aras_setting *entry,
                        const char *key, const char *format, ...) ARAS_PRINTF(4, 5);
/** True, with a problem, when one of `keys`, none of which is there, is misspelled. */
bool aras_builder_misspelled(struct aras_builder *builder, struct aras_setting *entry,
                             const char *const *keys, size_t count);
/** "there is no actor 'irann'; did you mean 'iran'?" */
void aras_builder_unknown(struct aras_builder *builder, struct aras_place place,
                          const char *kind, const char *id,
                          const struct aras_names *names);
/** An entry that is not read on: its settings are no further problems, nor are formulas
 * that read its id, which may be NULL. */
void aras_builder_skip(struct aras_builder *builder, struct aras_setting *entry,
                       const char *id);

/* --- lists of the tree: list.c -----------------------------------------------------
 */

/** Calls `read` for each entry of the list of groups called `name`, if `of` has one. */
void aras_builder_read_groups(struct aras_builder *builder, struct aras_setting *of,
                              const char *name,
                              void (*read)(struct aras_builder *builder,
                                           struct aras_setting *entry));
/** The same for a list of texts. */
void aras_builder_read_texts(struct aras_builder *builder, struct aras_setting *of,
                             const char *name,
                             void (*read)(struct aras_builder *builder,
                                          const char *text, struct aras_place place));
/** The texts of the list `key`, and how many; none when there is no list. */
const char *const *aras_builder_texts(struct aras_builder *builder,
                                      struct aras_setting *entry, const char *key,
                                      size_t *count);

/* --- ids and what they stand for: identifier.c, event_name.c -----------------------
 */

/** The id of an entry; NULL with a problem, and the entry is skipped, when there is
 * none or it cannot be one: "a quantity needs an id". */
const char *aras_builder_id(struct aras_builder *builder, struct aras_setting *entry,
                            const char *what);
/** The same, and nothing else among `names` has it: it is now put there. */
const char *aras_builder_new_id(struct aras_builder *builder,
                                struct aras_setting *entry, const char *what,
                                struct aras_names *names, size_t number);
/** Whether a text may be the id of `what` ("an actor"); false with a problem. */
bool aras_builder_known_id(struct aras_builder *builder, const char *id,
                           struct aras_place place, const char *what);
/** The actor or channel that an index stands for: itself, but for `a`, `b` and `c`. */
const char *aras_builder_index(const char *id, const struct aras_binding *binding);
/** The canonical name with `a`, `b` replaced and pairs sorted; NULL with *hint set. */
const char *aras_builder_canonical(struct aras_builder *builder,
                                   const struct aras_name *name,
                                   const struct aras_binding *binding,
                                   const char **hint);
/** The number of the event that a name means or, for all of a template, of its family;
 * the other one is UINT32_MAX. False with *hint set. */
bool aras_builder_event(struct aras_builder *builder, const struct aras_name *name,
                        const struct aras_binding *binding, uint32_t *event,
                        uint32_t *family, const char **hint);
/** Calls `act` for each event that a text of a scenario names: one, or all of a
 * template. */
void aras_builder_for_events(struct aras_builder *builder, const char *text,
                             struct aras_place place, const char *what,
                             void (*act)(struct aras_builder *builder, uint32_t event,
                                         void *context),
                             void *context);

/* --- templates: template.c ---------------------------------------------------------
 */

/** What `key` of an entry says that there is one of for each; the world when nothing.
 */
enum aras_over aras_builder_over(struct aras_builder *builder,
                                 struct aras_setting *entry, const char *key);
/** Calls `visit` for each instance of a template: every actor, pair or direction, with
 * actors outside the region when `outside` is set. */
void aras_builder_each(struct aras_builder *builder, enum aras_over over, bool outside,
                       void (*visit)(void *context, struct aras_binding binding),
                       void *context);
/** "trust[iran,russia]" */
const char *aras_instance_name(struct aras_builder *builder, const char *id,
                               enum aras_over over, struct aras_binding binding);
/** Makes it known that `id` has an element for each of these. */
void aras_builder_family(struct aras_builder *builder, const char *id,
                         enum aras_over over);

/* --- slots: slot.c -----------------------------------------------------------------
 */

/** Adds a slot; gives its number. */
uint32_t aras_builder_slot(struct aras_builder *builder, struct aras_slot slot);
/** Adds a named slot; a name that is taken is a problem, and gives the slot it has. */
uint32_t aras_builder_named_slot(struct aras_builder *builder, struct aras_slot slot);
/** The slot of a formula's value: its own when it is a plain name, else a derived one.
 */
uint32_t aras_builder_slot_of(struct aras_builder *builder,
                              const struct aras_code *code, const char *name,
                              struct aras_place place);
/** A formula's value where it is used: what cannot change is put into a slot that is
 * computed once for each parameter set. `what` is for messages. */
struct aras_operand aras_builder_operand(struct aras_builder *builder,
                                         const struct aras_code *code,
                                         const char *what);
struct aras_operand aras_operand_literal(double value);
/** What a name means that stands for this slot. */
struct aras_symbol aras_builder_symbol(const struct aras_builder *builder,
                                       uint32_t slot);

/* --- formulae: scope.c -------------------------------------------------------------
 */

/** What names mean where a formula stands; see struct aras_scope for `held`, `draws`.
 * The binding, which may be NULL, is borrowed for as long as the scope is used. */
struct aras_scope aras_builder_scope(struct aras_builder *builder,
                                     struct aras_binding *binding, bool held,
                                     bool draws);
/** Compiles in a scope made by aras_builder_scope. NULL with problems added, unless
 * what is wrong may be the fault of an entry that the formula reads. */
const struct aras_code *aras_builder_compile(struct aras_builder *builder,
                                             const struct aras_formula *formula,
                                             const struct aras_scope *scope,
                                             const struct aras_expectation *expected);
/** Parses and compiles a text; NULL with problems added. */
const struct aras_code *aras_builder_code(struct aras_builder *builder,
                                          const char *text, struct aras_place place,
                                          const char *what,
                                          struct aras_binding *binding, bool held,
                                          bool draws,
                                          struct aras_expectation expectation);
/** The value of a text that must be known when the model is read; `missing` with a
 * problem otherwise. */
double aras_builder_constant(struct aras_builder *builder, const char *text,
                             struct aras_place place, const char *what, int dimension,
                             double missing);
/** A number with this exponent of time: -1 for a rate, 1 for a delay. */
struct aras_expectation aras_expect_number(const struct aras_builder *builder,
                                           int dimension);
struct aras_expectation aras_expect_truth(void);

/* Two kinds of names that a scope asks others about; both set *hint when they know what
 * is wrong. */
/** counter.c: count(e), happened(e), since(e) */
bool aras_builder_counter(struct aras_builder *builder, const struct aras_name *name,
                          const struct aras_binding *binding,
                          struct aras_symbol *symbol, const char **hint);
/** structure.c: dependence, leverage, influence, made when something reads them */
bool aras_builder_structure(struct aras_builder *builder, const struct aras_name *name,
                            const struct aras_binding *binding,
                            struct aras_symbol *symbol, const char **hint);

/* --- time: time.c ------------------------------------------------------------------
 */

/** The unit of time, the start and the cut-off. */
void aras_builder_time(struct aras_builder *builder);
/** The horizon of the model, or of the last scenario that says one. */
void aras_builder_horizon(struct aras_builder *builder);
/** A date or a time formula as model time since the start; NAN with problems added. */
double aras_builder_moment(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what);
/** The dimension and factor of a unit text: 1 and 1/12 for "month" in years. */
int aras_builder_unit(struct aras_builder *builder, const char *unit, double *factor);
/** Sees to it that numbers of this dimension, which are told as they are, may be
 * labelled `unit`: a time in years is in no months. Adds a problem otherwise. */
void aras_builder_label(struct aras_builder *builder, const char *unit, int dimension,
                        struct aras_place place, const char *what);

/* --- where numbers come from: provenance.c -----------------------------------------
 */

void aras_builder_sources(struct aras_builder *builder);
/** Reads source, grade and dates of an entry and lists them for the report. An entry
 * that holds a number, or for which they are `needed`, must have them. */
struct aras_provenance aras_builder_provenance(struct aras_builder *builder,
                                               struct aras_setting *entry,
                                               const char *what, const char *id,
                                               bool needed);

/* --- priors: stated_prior.c, distribution_prior.c ----------------------------------
 */

/** Reads the prior that an entry states in one of the ways, or adds a problem. */
void aras_builder_stated_prior(struct aras_builder *builder, struct aras_setting *entry,
                               struct aras_parameter *parameter);
/** The prior in `prior = "gamma(2, 3)"`; false with a problem. */
bool aras_builder_distribution_prior(struct aras_builder *builder,
                                     struct aras_setting *entry,
                                     struct aras_prior *prior);

/* --- what a number can be: range.c -------------------------------------------------
 */

/** Reads the `range` of an entry, "the quantity 'x'" in messages: [low, high], with
 * "none" for an end or for both. False when there is none, or with a problem. */
bool aras_builder_range(struct aras_builder *builder, struct aras_setting *entry,
                        const char *what, double *low, double *high);
/** Sees to it that all numbers by which an entry states a parameter, and all that its
 * prior draws, lie in the parameter's range: adds a problem for each that does not. */
void aras_builder_check_stated(struct aras_builder *builder,
                               const struct aras_parameter *parameter,
                               struct aras_setting *entry);
/** The same of what the prior draws, times the fitted intercept, which `entry` says;
 * false with a problem. */
bool aras_builder_check_drawn(struct aras_builder *builder,
                              const struct aras_parameter *parameter,
                              struct aras_setting *entry);

/* --- what things start with: initial.c, override.c, band.c -------------------------
 */

/** Gives a quantity its initial value, checked against its range. */
void aras_builder_initial(struct aras_builder *builder, uint32_t slot, const char *text,
                          struct aras_place place);
/** A text, number or truth as the formula that it is; NULL for groups and lists. */
const char *aras_builder_formula_text(struct aras_builder *builder,
                                      const struct aras_setting *setting);
/** changeable.c: whether some effect or drift names this id. */
bool aras_builder_is_changeable(const struct aras_builder *builder, const char *id);
/** Reads an assignment of a scenario or an option: an override of a slot, or of a
 * variant. */
bool aras_builder_override(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what,
                           struct aras_override *override, int *variant, int *option);
/** Says that nothing of this name can be set or held; false. */
bool aras_builder_unknown_target(struct aras_builder *builder, const char *name,
                                 struct aras_place place, const char *what,
                                 const char *hint);
/** The two ends of the band that a tie's `level` names; false with a problem. */
bool aras_builder_band(struct aras_builder *builder, struct aras_setting *entry,
                       const char *level, double range[2]);

/* --- readers: each reads its own part of the tree, in the file of its name ----------
 */

void aras_builder_bands(struct aras_builder *builder);
void aras_builder_actors(struct aras_builder *builder);
void aras_builder_channels(struct aras_builder *builder);
void aras_builder_rules(struct aras_builder *builder);
void aras_builder_parameters(struct aras_builder *builder);
/** The slot of a new parameter, uniform from `low` to `high`, which a band makes: it is
 * in no list, but drawn like any other. */
uint32_t aras_builder_hidden_parameter(struct aras_builder *builder, const char *id,
                                       double low, double high,
                                       struct aras_place place);
/** Gives a parameter another prior: a scenario's. */
void aras_builder_replace_prior(struct aras_builder *builder,
                                struct aras_setting *entry,
                                struct aras_parameter *parameter);
/** parameter_change.c: intercepts, and priors that scenarios replace */
void aras_builder_parameter_changes(struct aras_builder *builder);
/** parameter.c: the conditions whose first time has a parameter's rate */
void aras_builder_reached(struct aras_builder *builder);
void aras_builder_variants(struct aras_builder *builder);
/** variant.c: what the options set, once all that can be set has a slot */
void aras_builder_variant_options(struct aras_builder *builder);
void aras_builder_changeable(struct aras_builder *builder);
void aras_builder_ties(struct aras_builder *builder);
void aras_builder_quantities(struct aras_builder *builder);
void aras_builder_derived(struct aras_builder *builder);
/** derived.c: compiles one derived quantity, if that was not done before */
void aras_builder_compile_pending(struct aras_builder *builder, uint32_t index);
void aras_builder_drifts(struct aras_builder *builder);
/** declaration.c: numbers and names of events, options and results */
void aras_builder_declare_events(struct aras_builder *builder);
/** where.c: whether a template has an instance here, by the text of its `where` */
bool aras_builder_where(struct aras_builder *builder, const char *text,
                        struct aras_place place, const char *id,
                        struct aras_binding binding);
void aras_builder_events(struct aras_builder *builder);
void aras_builder_outcomes(struct aras_builder *builder);
void aras_builder_tracks(struct aras_builder *builder);
void aras_builder_preferences(struct aras_builder *builder);
void aras_builder_dependents(struct aras_builder *builder);

/* --- scenarios: change.c, and one file for each kind of change ----------------------
 */

/** The changes of scenario number `index`, the oldest first; NULL behind the last. */
struct aras_setting *aras_setting_changes(struct aras_builder *builder, size_t index);

/** Notes that the scenario that is read says `verb` of `name`. False, with a problem,
 * when it did so before: one of the two would do nothing. */
bool aras_builder_says_once(struct aras_builder *builder, const char *verb,
                            const char *name, struct aras_place place);
/** Whether the scenario that is read said `verb` of `name`. */
bool aras_builder_said(const struct aras_builder *builder, const char *verb,
                       const char *name);
void aras_builder_changes(struct aras_builder *builder);
/** question.c: what a scenario says of itself */
void aras_builder_question(struct aras_builder *builder, struct aras_setting *change);
/** override.c: `set` */
void aras_builder_set(struct aras_builder *builder, struct aras_setting *change);
/** intervention.c: `force`, `forbid`, `scale`, `delay`, `dictate`, `hold` */
void aras_builder_interventions(struct aras_builder *builder,
                                struct aras_setting *change);
/** cut.c: the links that a change cuts */
void aras_builder_cuts(struct aras_builder *builder, struct aras_setting *change);

/** Room for one more at the end of a table, which is counted. */
#define ARAS_GROW(builder, array, count)                                               \
    aras_arena_grow((builder)->arena, &(array), (count)++, sizeof *(array))

#endif
