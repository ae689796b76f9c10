#ifndef ARAS_REPORT_RUN_REPORT_H
#define ARAS_REPORT_RUN_REPORT_H

#include <stdio.h>

#include "analysis/estimate.h"
#include "base/error.h"
#include "report/style.h"

/*
 * What came out of a run, said in three ways. `run`, `model` and `estimates` belong
 * together, see analysis/estimate.h. All fail with ARAS_FILE when `file` takes no more,
 * and with ARAS_NO_MEMORY.
 */

/**
 * For people: whose result it is, the outcomes that the question watches (all with
 * style->all, or when it watches none), tracks, and whatever calls for care: failures,
 * clamps, events whose counts do not fit their rates. No number has more digits than
 * are known.
 */
ARAS_CHECKED enum aras_status aras_report_run(FILE *file, const struct aras_run *run,
                                              const struct aras_model *model,
                                              const struct aras_estimates *estimates,
                                              const struct aras_style *style,
                                              struct aras_error *error);

/** For programs: one JSON object, always with everything, in full precision; the
 *  members are listed in report/README.md. */
ARAS_CHECKED enum aras_status
aras_report_run_json(FILE *file, const struct aras_run *run,
                     const struct aras_model *model,
                     const struct aras_estimates *estimates, struct aras_error *error);

/** For spreadsheets: the rows of aras_estimates.estimate, with a header line; empty
 *  where there is no number. */
ARAS_CHECKED enum aras_status
aras_report_run_csv(FILE *file, const struct aras_model *model,
                    const struct aras_estimates *estimates, struct aras_error *error);

#endif
