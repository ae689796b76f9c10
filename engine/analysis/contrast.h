#ifndef ARAS_ANALYSIS_CONTRAST_H
#define ARAS_ANALYSIS_CONTRAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/match.h"
#include "analysis/reading.h"
#include "base/error.h"
#include "model/model.h"
#include "result/run.h"
#include "statistics/clumps.h"
#include "statistics/interval.h"

/** What a difference means, by its margin m, the smallest difference that matters. */
enum aras_verdict {
    ARAS_NO_MARGIN,   /* none was stated */
    ARAS_HIGHER,      /* the interval lies above +m */
    ARAS_LOWER,       /* the interval lies below -m */
    ARAS_EQUIVALENT,  /* the interval lies within -m .. +m */
    ARAS_INCONCLUSIVE /* the interval holds -m or +m: more replications may tell */
};

/**
 * What changes in one outcome, or in one option of a category, in one reading, from run
 * A to run B of the same luck: always B less A, over worlds that failed in neither.
 */
struct aras_difference {
    size_t outcome_a, outcome_b; /* of the models */
    size_t option;               /* of a category; else 0 */
    size_t reading;              /* among aras_contrast.readings */
    enum aras_outcome_kind kind;
    uint64_t worlds, worlds_b; /* compared: of A and of B, the same when paired */

    /* HAPPENED, CATEGORY: shares; others: means; TIME: of the time until it is reached
     * or the horizon is. */
    double a, b, difference;
    double error;                  /* half width of the interval */
    struct aras_interval interval; /* 95 %, from paired differences, groups as clusters:
                                      Student's, for shares
                                      aras_interval_clustered_change; where no world
                                      differs, by aras_interval_never_seen */
    struct aras_interval range;    /* 80 % of the difference over parameters; or NAN */
    double correlation; /* of A and B in one world; NAN when one of them is constant */
    double reduction;   /* (var A + var B) / var (B - A): how many times more worlds
                           independent runs would need; INFINITY when all worlds differ
                           alike, NAN when nothing varies */

    /* The same luck. HAPPENED, CATEGORY, and TIME for whether it is reached. */
    uint64_t both, only_a, only_b, neither;
    double p; /* McNemar's, mid-p, of only_a against only_b; takes worlds as independent
                 and so is a little small when parameters matter; NAN for other kinds */
    /* Shares of worlds in which B is above, below and just at A. TIME: not reached is
     * later than any time. */
    double higher, lower, same;

    struct aras_clumps changes; /* sums of differences by parameter set: for swaps of
                                   labels, statistics/swap.h; none for separate luck */
    double apart_p; /* runs of separate luck: Welch's test by parameter sets; or NAN */
    double margin;  /* of A's model, of B's where A's states none; NAN */
    enum aras_verdict verdict;
};

/** A variant that two runs do not fix alike: a part of what differs between them. */
struct aras_refixed {
    size_t variant; /* of A's model */
    int a, b;       /* the option it is fixed to; -1: it is drawn */
};

struct aras_contrast {
    bool paired; /* the runs share their luck, and were compared world by world */
    bool fixed;  /* no parameter was drawn: each world counts as a set of its own */
    uint64_t replications, replications_b; /* paired: common to both runs */
    uint64_t failed_a, failed_b;           /* of them */
    uint64_t sets, sets_b;
    struct aras_readings readings; /* of both runs; only some are in `difference` */
    struct aras_refixed *refixed;  /* variants that the runs do not fix alike */
    size_t refixed_count;
    struct aras_difference *difference; /* by A's outcome, option, reading */
    size_t count;
    size_t unmatched_a, unmatched_b; /* outcomes that only one of them has */
    uint64_t identical; /* worlds with one and the same history in both runs */
};

/**
 * Compares two runs world by world. They must share their luck: the same seed, group,
 * horizon, central or not, the same variants, and in each parameter set the same
 * options of those that are fixed in neither or alike in both; and at least one
 * outcome, of the same id and kind (and options). Else NULL with ARAS_INVALID saying
 * what differs. One may have more replications: the common ones are compared, at most
 * `most` of them (0: all), in the outcomes of A that are `wanted`, by their numbers
 * (NULL: in all). Both runs and models are borrowed for as long as the comparison is
 * used. Needs no more memory for more replications.
 */
ARAS_CHECKED struct aras_contrast *
aras_contrast_of_runs(const struct aras_run *a, const struct aras_model *model_a,
                      const struct aras_run *b, const struct aras_model *model_b,
                      uint64_t most, const bool *wanted, struct aras_error *error);
void aras_contrast_free(struct aras_contrast *contrast);

/**
 * The same for runs whose luck is not shared: of other seeds, or groups of other sizes.
 * Where only one of them draws a variant, each of its readings is held against all of
 * the other. Shares differ by Newcombe's interval, means by the same
 * addition of squares, each side with its own parameter sets as clusters (of a share
 * that was seen in no world, or in each, the other side's tell how much alike the
 * worlds of a set are); what needs pairs is 0 or NAN: the four fields, `higher`,
 * `lower`, `same`, `range`, `correlation`, `reduction`, `p`.
 */
ARAS_CHECKED struct aras_contrast *
aras_contrast_apart(const struct aras_run *a, const struct aras_model *model_a,
                    const struct aras_run *b, const struct aras_model *model_b,
                    uint64_t most, const bool *wanted, struct aras_error *error);

/** Lists the variants that the models do not fix alike; to be called once. */
ARAS_CHECKED enum aras_status
aras_contrast_note_refixed(struct aras_contrast *contrast, const struct aras_model *a,
                           const struct aras_model *b,
                           const struct aras_matches *matches,
                           struct aras_error *error);

/** What an interval says to a margin, which may be NAN. */
enum aras_verdict aras_verdict_of(struct aras_interval interval, double margin);

/** "higher", "lower", "equivalent", "inconclusive" or "no margin stated". */
const char *aras_verdict_name(enum aras_verdict verdict);

#endif
