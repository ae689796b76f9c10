#ifndef ARAS_ANALYSIS_VERSUS_H
#define ARAS_ANALYSIS_VERSUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/contrast.h"
#include "analysis/detail.h"
#include "base/error.h"
#include "model/model.h"
#include "result/run.h"

/**
 * Whether an outcome differs at all between two runs, in one reading. Tested is what
 * the outcome is about: the share of what happened, the mean of values, means and
 * counts, the mean time until it is reached or the horizon is, the total variation of a
 * category. Runs of shared luck are tested by swapping the labels of whole parameter
 * sets (statistics/swap.h), others by Welch's test (a category by turning the signs of
 * what sets add, statistics/distances.h).
 */
struct aras_difference_test {
    size_t outcome_a, reading;
    double p;
    double adjusted;  /* for all tests of the reading; see aras_versus_adjust */
    double variation; /* of a category: half the sum of changes of shares; else NAN */
    double null;      /* 95 % of variations are below it when nothing differs */
};

/** All that is asked of two runs. Open: read it, change nothing. */
struct aras_versus {
    const struct aras_run *run_a, *run_b; /* borrowed, as the models */
    const struct aras_model *model_a, *model_b;
    struct aras_contrast *contrast;
    char why_apart[160]; /* why the runs do not share their luck; "" when they do */
    struct aras_difference_test *test; /* by outcome as asked, reading */
    size_t tests;
    struct aras_detail *detail; /* by outcome as asked, reading */
    size_t details;
};

/**
 * Compares two runs: world by world where they share their luck, else each by itself.
 * Needs an outcome in common, one horizon and one beginning; else NULL with
 * ARAS_INVALID. At most `most` worlds are read of each (0: all), and of the outcomes of
 * A those that are `wanted`, by their numbers (NULL: all). To be freed.
 */
ARAS_CHECKED struct aras_versus *
aras_versus_of_runs(const struct aras_run *a, const struct aras_model *model_a,
                    const struct aras_run *b, const struct aras_model *model_b,
                    uint64_t most, const bool *wanted, struct aras_error *error);
void aras_versus_free(struct aras_versus *versus);

/** Tests outcomes of A's model, in all readings; those that B has not are left out. */
ARAS_CHECKED enum aras_status aras_versus_test(struct aras_versus *versus,
                                               const size_t *outcome, size_t count,
                                               struct aras_error *error);

/**
 * Adjusts the tests of several comparisons with one baseline for their number: all
 * tests of one reading are a family, since each reading is a model of its own. By
 * Holm's rule for outcomes that were named beforehand; with `explore` by Benjamini and
 * Hochberg's.
 */
ARAS_CHECKED enum aras_status aras_versus_adjust(struct aras_versus *const *versus,
                                                 size_t count, bool explore,
                                                 struct aras_error *error);

/**
 * Looks at the distributions of outcomes of A's model, in the readings that are told
 * (all of them with `all_readings`); what happened or not has no more to be looked at
 * and is left out. The numbers of few outcomes at a time are held in memory, 256 MB of
 * them at most, or those of one outcome.
 */
ARAS_CHECKED enum aras_status aras_versus_look(struct aras_versus *versus,
                                               const size_t *outcome, size_t count,
                                               bool all_readings,
                                               struct aras_error *error);

/** The test, or the detail, of an outcome in a reading; NULL when there is none. */
const struct aras_difference_test *
aras_versus_find_test(const struct aras_versus *versus, size_t outcome_a,
                      size_t reading);
const struct aras_detail *aras_versus_find_detail(const struct aras_versus *versus,
                                                  size_t outcome_a, size_t reading);

#endif
