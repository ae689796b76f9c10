#ifndef ARAS_REPORT_SWEEP_REPORT_H
#define ARAS_REPORT_SWEEP_REPORT_H

#include <stdio.h>

#include "analysis/sweep.h"
#include "base/error.h"
#include "report/style.h"

/** A sweep as its reports want it: what was played, and what came out. Borrowed. */
struct aras_swept {
    const struct aras_run *run;
    const struct aras_plan *plan; /* with its design */
    const struct aras_sweep *sweep;
    bool laid_out; /* two axes of a grid are laid out as a table for each column */
    const char *reading; /* that pictures are of: the id of an option of the variant
                            that is told apart; NULL: the first that came up */
};

/*
 * What a sweep says, in three ways, as in report/run_report.h. For people: a row for
 * each point, at most 50 unless style->all says so, or two axes laid out against each
 * other; each number with what it is beyond the base's. JSON and CSV always have
 * everything: the CSV is tidy, a row for each point, outcome, option and reading.
 */

ARAS_CHECKED enum aras_status aras_report_sweep(FILE *file,
                                                const struct aras_swept *swept,
                                                const struct aras_style *style,
                                                struct aras_error *error);
ARAS_CHECKED enum aras_status aras_report_sweep_json(FILE *file,
                                                     const struct aras_swept *swept,
                                                     struct aras_error *error);
ARAS_CHECKED enum aras_status aras_report_sweep_csv(FILE *file,
                                                    const struct aras_swept *swept,
                                                    struct aras_error *error);

#endif
