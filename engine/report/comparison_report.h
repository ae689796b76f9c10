#ifndef ARAS_REPORT_COMPARISON_REPORT_H
#define ARAS_REPORT_COMPARISON_REPORT_H

#include <stdio.h>

#include "analysis/contrast.h"
#include "base/error.h"
#include "report/style.h"

/** A run as the report of a comparison needs it; all borrowed. */
struct aras_compared {
    const struct aras_run *run;
    const struct aras_model *model;
    const char *name; /* as typed: "inertia" */
};

/*
 * What differs between two runs of the same luck, said in three ways, as in
 * report/run_report.h. Watched outcomes are those of either model.
 */

ARAS_CHECKED enum aras_status
aras_report_comparison(FILE *file, const struct aras_compared *a,
                       const struct aras_compared *b,
                       const struct aras_contrast *contrast,
                       const struct aras_style *style, struct aras_error *error);

ARAS_CHECKED enum aras_status aras_report_comparison_json(
    FILE *file, const struct aras_compared *a, const struct aras_compared *b,
    const struct aras_contrast *contrast, struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_comparison_csv(FILE *file, const struct aras_compared *a,
                           const struct aras_contrast *contrast,
                           struct aras_error *error);

#endif
