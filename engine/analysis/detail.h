#ifndef ARAS_ANALYSIS_DETAIL_H
#define ARAS_ANALYSIS_DETAIL_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/columns.h"
#include "base/error.h"
#include "model/model.h"
#include "statistics/distances.h"
#include "statistics/dominance.h"
#include "statistics/interval.h"

/** Who dominates whom, as far as it can be told; see statistics/dominance.h. */
enum aras_dominates {
    ARAS_NOBODY_TOLD, /* nothing speaks against either: no difference was found */
    ARAS_B_OVER_A,    /* "A dominates B" is rejected at 5 %, "B dominates A" is not */
    ARAS_A_OVER_B,
    ARAS_THEY_CROSS /* both are rejected: neither dominates */
};

/** A distance, with what chance alone would make of it. */
struct aras_apartness {
    double value;
    double p;                      /* by swaps of labels: statistics/distances.h */
    double null;                   /* 95 % are below it when nothing differs */
    struct aras_interval interval; /* 95 %; NAN where it is not above `null`, since near
                                      0 a distance has no fair interval */
};

/** A change at one place: of a quantile, or of the share reached by a time. */
struct aras_point_change {
    double at; /* share of worlds below; TIME: model time */
    double a, b, change;
    struct aras_interval interval; /* of the change: 95 % for all points together */
};

enum {
    ARAS_DETAIL_POINTS = 7, /* at most */
    ARAS_DETAIL_SETS = 20   /* fewer independent parameter sets tell no shape */
};

/**
 * How the distribution of one outcome differs between two runs, in one reading. For
 * values, means and counts the points are 5, 10, 25, 50, 75, 90 and 95 % quantiles, as
 * statistics/shift.h has them, those of which enough is known; for times they are five
 * moments up to the horizon, and distances and second-order dominance are of times up
 * to the horizon, with what is not reached later than all. A category has but its total
 * variation.
 */
struct aras_detail {
    size_t outcome_a, outcome_b, reading;
    enum aras_outcome_kind kind;
    uint64_t worlds_a, worlds_b;
    uint64_t
        sets;    /* of the run with fewer; each world one, where parameters are fixed */
    bool enough; /* ARAS_DETAIL_SETS of them; else all below is NAN */

    struct aras_apartness kolmogorov, energy, wasserstein, variation;
    double superiority; /* P(B > A) of worlds drawn apart, equal ones half */
    struct aras_interval superiority_interval;
    struct aras_dominance dominance;
    double first_b_p, first_a_p, second_b_p, second_a_p; /* of such violations */
    enum aras_dominates first, second;
    size_t points;
    struct aras_point_change point[ARAS_DETAIL_POINTS];
};

/** What a detail is made from: column `column` of both runs, in readings `reading_a`
 * and `reading_b` of each. All borrowed. */
struct aras_detail_wish {
    const struct aras_columns *a, *b;
    size_t column, reading_a, reading_b;
    bool paired;
    bool by_b; /* of pairs: B's worlds say which are in the reading, not A's */
    enum aras_outcome_kind kind;
    double horizon;
    uint64_t seed, name; /* of the stream that swaps and draws come from */
};

/** Fills in all but the names of `detail`. Memory: six numbers a world, for the time of
 *  the call. */
ARAS_CHECKED enum aras_status aras_detail_of(struct aras_detail *detail,
                                             const struct aras_detail_wish *wish,
                                             struct aras_error *error);

/** "B over A", "A over B", "neither" or "not told". */
const char *aras_dominates_name(enum aras_dominates dominates);

#endif
