#ifndef ARAS_TESTS_KNOWN_JUDGE_H
#define ARAS_TESTS_KNOWN_JUDGE_H

#include <stddef.h>

#include "run_model.h"

/** How a run stands to what is known. Begin with all 0. */
struct judgement {
    size_t checks;   /* how many numbers were compared */
    size_t failures; /* how many of them are too far off; each has been printed */
    double worst_z, worst_y;
};

/**
 * Compares the tracks of a run with a table of expected moments (`time`, then for each
 * track `<id>_mean`, `<id>_sd`, `<id>_m4`), by the rules of README.md. A table that
 * cannot be read, a track on one side only, another grid: each is a failure.
 */
void judge_tracks(const struct run_moments *run, const char *table,
                  struct judgement *judgement);

/**
 * Compares the outcomes of a run with the lines of `model` in a table of closed forms
 * (model, outcome, statistic, expected). An outcome that the run lacks, or a statistic
 * that nobody knows, is a failure.
 */
void judge_outcomes(const struct run_moments *run, const char *table, const char *model,
                    struct judgement *judgement);

#endif
