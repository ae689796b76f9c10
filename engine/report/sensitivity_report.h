#ifndef ARAS_REPORT_SENSITIVITY_REPORT_H
#define ARAS_REPORT_SENSITIVITY_REPORT_H

#include <stdio.h>

#include "analysis/elementary.h"
#include "analysis/estimate.h"
#include "analysis/given_data.h"
#include "analysis/target.h"
#include "analysis/variance.h"
#include "base/error.h"
#include "report/style.h"

/*
 * What an outcome is sensitive to, said in three ways, as in report/run_report.h; the
 * JSON is described in report/README.md. All is borrowed for the call.
 */

/** Whose sensitivity it is. */
struct aras_sensitivity_subject {
    const struct aras_model *model;
    const char *title;
    const char *method; /* as typed: "split", "sobol", "morris", "pawn", "regression" */
    uint64_t seed;
    uint64_t worlds, failed; /* that the answer rests on */
};

/** The variance of some outcomes, split among factors of which the first is luck. */
struct aras_sensitivity_split {
    const struct aras_target *target;
    const struct aras_variance *variance; /* one for each target */
    size_t targets;
    const char *const *factor_id, *const *factor_title;
    uint64_t rows;
    const struct aras_estimates *spread; /* of a nested run, for how far parameters and
                                            readings move an outcome; NULL: none */
    size_t
        chosen_among; /* inputs of which these look most influential; 0: not chosen */
};

/** What moving one input does; `input` are those of the design, in its order. */
struct aras_sensitivity_moves {
    const struct aras_target *target;
    const struct aras_elementary *elementary;
    const struct aras_inputs *inputs;
};

/** What a run of any kind tells: exactly one of `pawn` and `regression`. */
struct aras_sensitivity_given {
    const struct aras_target *target;
    const struct aras_given_data *data;
    const struct aras_pawn_result *pawn;
    const struct aras_regression_result *regression;
    uint64_t group; /* of the run */
};

/** How many inputs a table for people shows, unless style->all. */
enum { ARAS_SENSITIVITY_SHOWN = 15 };

ARAS_CHECKED enum aras_status
aras_report_sensitivity_split(FILE *file,
                              const struct aras_sensitivity_subject *subject,
                              const struct aras_sensitivity_split *split,
                              const struct aras_style *style, struct aras_error *error);
ARAS_CHECKED enum aras_status
aras_report_sensitivity_moves(FILE *file,
                              const struct aras_sensitivity_subject *subject,
                              const struct aras_sensitivity_moves *moves,
                              const struct aras_style *style, struct aras_error *error);
ARAS_CHECKED enum aras_status
aras_report_sensitivity_given(FILE *file,
                              const struct aras_sensitivity_subject *subject,
                              const struct aras_sensitivity_given *given,
                              const struct aras_style *style, struct aras_error *error);

ARAS_CHECKED enum aras_status aras_report_sensitivity_split_json(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_split *split, struct aras_error *error);
ARAS_CHECKED enum aras_status aras_report_sensitivity_moves_json(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_moves *moves, struct aras_error *error);
ARAS_CHECKED enum aras_status aras_report_sensitivity_given_json(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_given *given, struct aras_error *error);

ARAS_CHECKED enum aras_status aras_report_sensitivity_split_csv(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_split *split, struct aras_error *error);
ARAS_CHECKED enum aras_status aras_report_sensitivity_moves_csv(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_moves *moves, struct aras_error *error);
ARAS_CHECKED enum aras_status aras_report_sensitivity_given_csv(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_given *given, struct aras_error *error);

/** The row of a nested run's estimates that a target is about, in a reading; NULL. */
const struct aras_estimate *
aras_sensitivity_estimate(const struct aras_estimates *estimates,
                          const struct aras_target *target, size_t reading);

#endif
