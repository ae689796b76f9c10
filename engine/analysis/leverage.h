#ifndef ARAS_ANALYSIS_LEVERAGE_H
#define ARAS_ANALYSIS_LEVERAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "analysis/issue.h"
#include "analysis/reading.h"
#include "base/error.h"
#include "simulation/simulation.h"
#include "statistics/interval.h"

/**
 * Leverage as a measured effect: P(B does it | A acts) - P(B does it | A is silent),
 * from pairs of worlds that share their luck and their history until a date T.
 *
 * A world is *at issue* at T when A could act then: the guard of the demand, of the act
 * or of the option is open, the act was not spent, and what is demanded is not so
 * already. Only these are played again, twice, and what B does is watched from T until
 * the end of a window:
 *
 *                A acts                           A is silent
 *     demand     made once at T, not again        an occasion at T and all later ones
 *                                                 pass in silence
 *     red line   an occasion to cross it at T;    the same occasion; no line from T on
 *                it stands
 *     act        happens at T, not again          does not happen from T on
 *
 * *B does it*: it concedes, or what was asked for comes about by itself: that which the
 * first effect of `conceded` asks for, reached or passed. What an enforced demand or a
 * crossed line brings about is not B's doing. Of a red line: B does not cross it in the
 * window. Of an answer: B takes the option, from whatever cause.
 *
 * What B does though A is silent is compliance without asking: it has it for its own
 * reasons or since it knows what would come; the two cannot be told apart here.
 *
 * Source: R. A. Dahl, "The concept of power", Behavioral Science 2 (1957) 201-215,
 * doi:10.1002/bs.3830020303.
 */

/** What is measured in the worlds at issue, one number each. */
enum aras_pull {
    ARAS_PULL_SILENT,   /* B does it though A is silent: 0 or 1, as the next five */
    ARAS_PULL_ACTS,     /* B does it when A acts */
    ARAS_PULL_CONCEDED, /* DEMAND: at once, by conceding */
    ARAS_PULL_ENFORCED, /* DEMAND, LINE: A carries the threat out */
    ARAS_PULL_EFFECT,   /* acts less silent, worlds in which A used force counting as
                            no change: -1, 0 or 1 */
    ARAS_PULL_FORCE,    /* acts less silent in those worlds, the others counting as 0:
                            acts - silent = effect + force */
    /* The same where A would have acted by itself within the window: */
    ARAS_PULL_ASKED_SILENT,
    ARAS_PULL_ASKED_ACTS,
    ARAS_PULL_ASKED_EFFECT,
    /* Indices at T: */
    ARAS_PULL_DEPENDENCE, /* of B on A */
    ARAS_PULL_NET,        /* that less `symmetry` x the dependence of A on B */
    ARAS_PULL_INFLUENCE,  /* A's share of that of all actors that are not outside */
    ARAS_PULL_NAME,       /* credibility[A] or reputation[A], where the model has it */
    /* What it cost A, by the end of the window, of acting against silence: */
    ARAS_PULL_WEAR,       /* change of the dependence of B on A: wear, substitution */
    ARAS_PULL_INFLUENCED, /* change of A's influence */
    /* DEMAND, LINE at T: how likely B gives way (refrains) by the game. ACT, when B
     * first decides after it: how likely it takes the option, by its own rule; nothing
     * of a decision that is dictated. And how much likelier it would be, were ... */
    ARAS_PULL_YIELD,
    ARAS_PULL_BELIEVED, /* DEMAND, LINE: how likely B thinks it that A carries it out */
    ARAS_PULL_CREDIBLE, /* ... B certain that A carries the threat out; of an act, A's
                           name (NAME) the best that there is */
    ARAS_PULL_COSTLESS, /* ... carrying it out to cost A nothing; of an act, A to depend
                           on B in nothing */
    ARAS_PULL_CAPTIVE,  /* ... B without substitutes for what A supplies or lets pass */
    ARAS_PULL_TIED,     /* ACT: what B's dependence on A adds to it */
    /* ACT: whether B decides within the window, 0 or 1: */
    ARAS_PULL_DECIDES,
    ARAS_PULL_DECIDES_SILENT,
    ARAS_PULL_CALLED,  /* acts less silent where B decides in one of the two alone; else
                          0: what comes of its being asked at all */
    ARAS_PULL_SHIFTED, /* where it decides in both: of its choosing otherwise */
    ARAS_PULLS
};

/** NAN without worlds. */
struct aras_pull_estimate {
    uint64_t worlds;
    double mean;
    double error;                  /* half width of the interval */
    struct aras_interval interval; /* parameter sets as clusters. 95 %; of an answer
                                      with k options 1 - 0.05 / k, so that those of all
                                      its options hold together */
    struct aras_interval range;    /* 80 % over parameters, chance taken away; or NAN */
};

/** How the leverage of a threat stands to its index among threats, that of an act among
 * acts. Clearly more: the two intervals do not overlap. */
enum aras_pull_standing {
    ARAS_STANDING_AGREES,
    ARAS_STANDING_BELOW, /* more of a lower net index have clearly more leverage than of
                            a higher one clearly less, and its place is lower too */
    ARAS_STANDING_ABOVE  /* the other way round */
};

/** An issue at a time, in a reading, and something that B may do. */
struct aras_leverage_row {
    size_t issue, time, reading, choice;
    uint64_t worlds; /* of the reading that failed nowhere */
    uint64_t at_issue, asked;
    bool best; /* of the choices of this issue at this time, those that leave things as
                  they are set aside, the one most raised, over all readings together;
                  the only one of a demand */
    struct aras_pull_estimate pull[ARAS_PULLS];
    double *channel; /* by channel: mean dependence of B on A at T; NAN: no such tie */

    /* Among the demands and lines of this time and reading with enough worlds, or among
     * the best answers to acts in which B has no part: places, 1 the most, by EFFECT
     * and by NET. 0: not placed. */
    size_t place, place_by_index, placed;
    enum aras_pull_standing standing;
    /* BELOW: which of CREDIBLE, COSTLESS, CAPTIVE would raise its chance most, if
     * surely and by 0.02 or more; else ARAS_PULLS. */
    enum aras_pull reason;
};

enum { ARAS_MOST_LEVERAGE_TIMES = 12, ARAS_FEW_AT_ISSUE = 30 };

struct aras_leverage_wish {
    const struct aras_issue *issue; /* borrowed, for as long as the answer is used */
    size_t issues;
    const double *at; /* T: model time; at + within <= horizon */
    size_t times;     /* 1 .. ARAS_MOST_LEVERAGE_TIMES */
    double within;    /* > 0 */
    uint64_t worlds;  /* 0 .. worlds - 1 */

    unsigned threads;        /* >= 1 */
    const atomic_bool *stop; /* NULL: nobody can ask */
    void *teller;            /* of how far it is, now and then; `told` may be NULL */
    void (*told)(void *teller, uint64_t done, uint64_t total);
};

struct aras_leverage {
    uint64_t worlds, failed; /* failed as they were */
    struct aras_readings readings;
    size_t *told; /* readings that are told of */
    size_t told_count;
    struct aras_leverage_row *row; /* by time, issue, choice, reading told */
    size_t rows;
    size_t channels;
    double *channel; /* of all rows */
};

/**
 * Plays and measures. Owned by the caller; needs some 250 bytes for each world, issue
 * and time. NULL with ARAS_INVALID when a window ends after the horizon, ARAS_FAILED
 * when every world failed, ARAS_INTERRUPTED.
 */
ARAS_CHECKED struct aras_leverage *
aras_leverage_measure(const struct aras_model *model,
                      const struct aras_settings *settings,
                      const struct aras_leverage_wish *wish, struct aras_error *error);
void aras_leverage_free(struct aras_leverage *leverage);

/** Whether so few worlds were at issue that nothing is said of the row. */
bool aras_leverage_is_empty(const struct aras_leverage_row *row);

#endif
