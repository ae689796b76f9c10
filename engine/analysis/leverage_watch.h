#ifndef ARAS_ANALYSIS_LEVERAGE_WATCH_H
#define ARAS_ANALYSIS_LEVERAGE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/leverage_play.h"
#include "montecarlo/attempt.h"
#include "simulation/simulation.h"

/**
 * What is shared by the files that play worlds for leverage: leverage_play.c plays
 * worlds as they were and pairs of them, leverage_indices.c looks what the indices and
 * the threat game say of an issue, leverage_weigh.c what B weighs when it decides.
 */

/** Slots that are supposed to have another value, and that nothing else changes. */
struct aras_leverage_supposition {
    uint32_t *slot;
    size_t count;
    double value;
    bool matters; /* ANSWER: to anything that B weighs in its decision */
};

/** B certain of A's name; A not, B not dependent on the other; B without substitutes.
 */
enum aras_supposed {
    ARAS_SUPPOSE_CREDIBLE,
    ARAS_SUPPOSE_COSTLESS,
    ARAS_SUPPOSE_CAPTIVE,
    ARAS_SUPPOSE_UNTIED,
    ARAS_SUPPOSITIONS
};

/** Where an issue's indices stand; -1: nowhere. */
struct aras_leverage_places {
    int dependence, reverse, net, name;
    size_t by;    /* number of A */
    int *channel; /* by channel */
    struct aras_leverage_supposition suppose[ARAS_SUPPOSITIONS];
    double none; /* dependence where there is no slot: 0 when there is no tie */
};

/** One half of a pair: A acts, or is silent. */
struct aras_leverage_half {
    uint32_t world, time, issue, acts;
};

enum { ARAS_LEVERAGE_PLAN = 4 }; /* interventions in a half, at most */

struct aras_leverage_work {
    struct aras_leverage_play *play;
    const struct aras_model *model;
    const struct aras_leverage_wish *wish;
    struct aras_leverage_places *places; /* by issue */
    int symmetry;
    int *influence; /* by actor, of those that are not outside; -1 */
    bool *by_force; /* by event: what it brings about is not B's doing */
    bool *changed;  /* by slot: room to look what a supposition changes */
    struct aras_intervention look[ARAS_MOST_LEVERAGE_TIMES];
    struct aras_intervention (*plan)[ARAS_LEVERAGE_PLAN]; /* by time, issue, acts */
    struct aras_leverage_half *jobs;
    size_t job_count;
    uint64_t done, total; /* told of */
};

/** What the first effect of `conceded` asks for. */
struct aras_leverage_goal {
    bool known, there_by_force;
    uint32_t slot;
    double before, value;
};

/** Who watches the worlds of one simulation. */
struct aras_leverage_watcher {
    const struct aras_leverage_work *work;
    struct aras_simulation *simulation;
    double *values, *supposed; /* copies of a state, by slot */
    double *utility;           /* by choice of B */

    /* a world as it was */
    size_t world;
    size_t looked; /* times that have passed */
    bool *fired;   /* by issue: its event has happened */

    /* half of a pair */
    const struct aras_leverage_half *job;
    struct aras_pull_arm *arm;
    bool begun, crossed;
    struct aras_leverage_goal goal;
};

/* --- indices and the game --------------------------------------------------------- */

/** The slot of family[one], family[one,two] or family[one,two,three]; -1. */
int aras_leverage_slot(const struct aras_model *model, const char *family,
                       const char *one, const char *two, const char *three);

/** Finds where an issue's indices stand; the lists of `places` have room already. */
void aras_leverage_places_of(struct aras_leverage_places *places,
                             const struct aras_model *model,
                             const struct aras_issue *issue);

/** A slot of the world as it stands; `otherwise` where there is none. */
double aras_leverage_value_at(const struct aras_leverage_watcher *watcher, int slot,
                              double otherwise);

/** What A has of the influence of all actors that are not outside. */
double aras_leverage_influence(const struct aras_leverage_watcher *watcher,
                               const struct aras_leverage_places *places);

/** Notes the indices as they stand; `channel` gets a number for each channel. */
void aras_leverage_see_indices(struct aras_leverage_watcher *watcher,
                               const struct aras_leverage_places *places,
                               struct aras_pull_sight *sight, double *channel);

/** Notes how likely B gives way by the threat game, and would under suppositions. */
void aras_leverage_see_game(struct aras_leverage_watcher *watcher,
                            const struct aras_issue *issue,
                            const struct aras_leverage_places *places,
                            struct aras_pull_sight *sight);

/** Copies the state into `values`, with everything derived from it up to date, as it
 *  would be under a supposition. */
void aras_leverage_suppose(const struct aras_leverage_watcher *watcher,
                           const struct aras_leverage_supposition *supposition,
                           double *values);

/** A formula over a state that is not that of the simulation; NAN without a value. */
double aras_leverage_evaluate(const struct aras_leverage_watcher *watcher,
                              const struct aras_code *code, const double *values);

/* --- what B weighs ---------------------------------------------------------------- */

/** Whether a supposition reaches anything that B weighs in the decision; `changed` has
 *  room for all slots. */
bool aras_leverage_matters(const struct aras_model *model,
                           const struct aras_leverage_supposition *supposition,
                           const struct aras_decision *decision, bool *changed);

/** The observer of decisions in a half: notes B's first one after the act, and how
 *  likely it takes each option, and would. */
void aras_leverage_note_decision(void *watcher, uint32_t event, double time,
                                 size_t choices, const double *utility,
                                 const double *probability, int chosen);

#endif
