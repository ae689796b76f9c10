#ifndef ARAS_ANALYSIS_MATCH_H
#define ARAS_ANALYSIS_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/model.h"
#include "result/run.h"

/** An outcome that two models have in common, or an option of such a category. */
struct aras_match {
    size_t a, b;                   /* of the models */
    size_t option;                 /* of a category; else 0 */
    const struct aras_outcome *of; /* A's */
};

/** What two models have in common; start with `{0}`, free with aras_matches_free. */
struct aras_matches {
    struct aras_match *match; /* by A's outcome, option */
    size_t count;
    size_t unmatched_a, unmatched_b; /* outcomes that only one of them has */
    size_t *variant;                 /* of A's variants: which of B's it is */
    bool *refixed; /* of A's variants: fixed in one alone, or otherwise in each: this
                      is a change like any other that a scenario makes */
};

/**
 * Finds what two models have in common: outcomes of one id, and the same variants.
 * ARAS_INVALID when there is no outcome in common, when one is of another kind or has
 * other options, or when a variant is not the same in both.
 */
ARAS_CHECKED enum aras_status aras_matches_find(struct aras_matches *matches,
                                                const struct aras_model *a,
                                                const struct aras_model *b,
                                                struct aras_error *error);
/** Keeps the outcomes of A that are wanted, by their numbers; NULL: all. */
void aras_matches_keep(struct aras_matches *matches, const bool *wanted);
void aras_matches_free(struct aras_matches *matches);

/** How many rows an outcome makes: a category one for each option. */
size_t aras_match_options(const struct aras_outcome *outcome);

/** Whether two runs can be compared at all: ARAS_INVALID when they tell of other spans
 *  of time, or only one has its parameters at their central values. */
ARAS_CHECKED enum aras_status aras_match_runs(const struct aras_run *run_a,
                                              const struct aras_model *a,
                                              const struct aras_run *run_b,
                                              const struct aras_model *b,
                                              struct aras_error *error);

/** Whether their worlds share luck and parameter sets, and so can be compared one by
 *  one: ARAS_INVALID says why not. */
ARAS_CHECKED enum aras_status aras_match_luck(const struct aras_run *a,
                                              const struct aras_run *b,
                                              struct aras_error *error);

#endif
