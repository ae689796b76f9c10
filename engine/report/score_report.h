#ifndef ARAS_REPORT_SCORE_REPORT_H
#define ARAS_REPORT_SCORE_REPORT_H

#include <stdio.h>

#include "analysis/scoring.h"
#include "base/error.h"
#include "report/style.h"

/** What there is to tell: a ledger, and its scorings about the world and about models;
 *  `came` is what they were made from. */
struct aras_scored_ledger {
    const char *path;
    const struct aras_ledger *ledger;
    const struct aras_ledger_outcome *const *came;
    const struct aras_scoring *world, *model;
};

/*
 * Whose predictions were how good, said in three ways. All fail with ARAS_FILE when
 * `file` takes no more, and with ARAS_NO_MEMORY.
 */

/** For people: forecasters, how much better than the benchmarks, who can be told apart
 *  from whom; with style->all also each prediction, and reliability. */
ARAS_CHECKED enum aras_status
aras_report_scores(FILE *file, const struct aras_scored_ledger *scored,
                   const struct aras_style *style, struct aras_error *error);

/** For programs: one JSON object; its members are listed in report/README.md. */
ARAS_CHECKED enum aras_status
aras_report_scores_json(FILE *file, const struct aras_scored_ledger *scored,
                        struct aras_error *error);

/** For spreadsheets: a row for each prediction that counts. */
ARAS_CHECKED enum aras_status
aras_report_scores_csv(FILE *file, const struct aras_scored_ledger *scored,
                       struct aras_error *error);

#endif
