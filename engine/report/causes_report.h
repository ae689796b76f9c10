#ifndef ARAS_REPORT_CAUSES_REPORT_H
#define ARAS_REPORT_CAUSES_REPORT_H

#include <stdio.h>

#include "analysis/causes.h"
#include "base/error.h"
#include "report/style.h"

/** What was asked and what was found, as reports need it; all borrowed. */
struct aras_causes_told {
    const struct aras_model *model;
    const char *title; /* of the scenario */
    const char *of;    /* as typed: "ending=belt" */
    uint64_t seed;
    const struct aras_causes *causes;
    const struct aras_causes *strips; /* of the same events, with luck shared by strips;
                                         NULL: not asked for */
};

/** What stands behind the name of an event that is the outcome, or a form of it: "
 * (the outcome itself)"; "" behind others. */
const char *aras_causes_mark(enum aras_sameness sameness);

/** A sentence on the outcome and on the first event, a table of net changes, one of
 * single worlds, pairs where they were asked for, and what to read out of it. */
ARAS_CHECKED enum aras_status aras_report_causes(FILE *file,
                                                 const struct aras_causes_told *told,
                                                 const struct aras_style *style,
                                                 struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_causes_json(FILE *file, const struct aras_causes_told *told,
                        struct aras_error *error);

/** A row for each event and reading. */
ARAS_CHECKED enum aras_status
aras_report_causes_csv(FILE *file, const struct aras_causes_told *told,
                       struct aras_error *error);

#endif
