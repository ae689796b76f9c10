#ifndef ARAS_REPORT_DISCOVERY_REPORT_H
#define ARAS_REPORT_DISCOVERY_REPORT_H

#include <stdio.h>

#include "analysis/discovery.h"
#include "base/error.h"
#include "report/style.h"
#include "result/run.h"

/** What was asked of a run and what was found, as reports need it; all borrowed. */
struct aras_discovered {
    const struct aras_run *run;
    const struct aras_model *model;
    const struct aras_condition *condition;
    const struct aras_discovery *discovery;
    bool tree;
};

/** A sentence for each box, a table of what it restricts, and the way to it: the
 * trajectory of peels, or the sizes of trees (all of them with style->all). */
ARAS_CHECKED enum aras_status aras_report_discovery(FILE *file,
                                                    const struct aras_discovered *found,
                                                    const struct aras_style *style,
                                                    struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_discovery_json(FILE *file, const struct aras_discovered *found,
                           struct aras_error *error);

/** A row for each restriction of each box; one without input for a box of everything.
 */
ARAS_CHECKED enum aras_status
aras_report_discovery_csv(FILE *file, const struct aras_discovered *found,
                          struct aras_error *error);

#endif
