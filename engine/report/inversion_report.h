#ifndef ARAS_REPORT_INVERSION_REPORT_H
#define ARAS_REPORT_INVERSION_REPORT_H

#include <stdio.h>

#include "analysis/inversion.h"
#include "base/error.h"
#include "report/style.h"

/** What was asked and what was found, as reports need it; all borrowed. */
struct aras_inversion_told {
    const struct aras_model *model;
    const char *title; /* of the scenario */
    const char *of;    /* as typed: "ending=belt" */
    uint64_t seed;
    const struct aras_inversion *inversion;
};

/** A sentence on the most plausible change that does it, and a table: 15 that do it and
 * the 5 that come nearest (all of them with style->all). */
ARAS_CHECKED enum aras_status
aras_report_inversion(FILE *file, const struct aras_inversion_told *told,
                      const struct aras_style *style, struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_inversion_json(FILE *file, const struct aras_inversion_told *told,
                           struct aras_error *error);

/** A row for each change. */
ARAS_CHECKED enum aras_status
aras_report_inversion_csv(FILE *file, const struct aras_inversion_told *told,
                          struct aras_error *error);

#endif
