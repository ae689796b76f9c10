#ifndef ARAS_ANALYSIS_BEST_H
#define ARAS_ANALYSIS_BEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/reading.h"
#include "base/error.h"
#include "model/model.h"
#include "result/run.h"
#include "statistics/best_subset.h"

/** Which of several runs of the same luck may be the best in an outcome, in one
 * reading; see statistics/best_subset.h. */
struct aras_best_row {
    size_t reading; /* of the first run's model */
    uint64_t worlds, sets;
    struct aras_contender
        *contender; /* one for each run; NULL with fewer than 2 sets */
};

struct aras_best {
    size_t runs;
    size_t outcome; /* of the first run's model */
    bool highest;
    struct aras_readings readings;
    struct aras_best_row *row; /* readings */
};

/**
 * Compares `count` >= 2 runs with each other over the worlds that failed in none of
 * them: by the share of an outcome that happens, the mean of values, means and counts,
 * the mean time until it comes or the horizon does. ARAS_INVALID when two of them do
 * not share their luck, when one lacks the outcome, or when it is a category, which has
 * no order. To be freed.
 */
ARAS_CHECKED struct aras_best *aras_best_of_runs(const struct aras_run *const *run,
                                                 const struct aras_model *const *model,
                                                 size_t count, size_t outcome,
                                                 bool highest, uint64_t most,
                                                 struct aras_error *error);
void aras_best_free(struct aras_best *best);

#endif
