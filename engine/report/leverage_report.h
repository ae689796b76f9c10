#ifndef ARAS_REPORT_LEVERAGE_REPORT_H
#define ARAS_REPORT_LEVERAGE_REPORT_H

#include <stdio.h>

#include "analysis/leverage.h"
#include "base/error.h"
#include "base/text.h"
#include "report/style.h"

/** What was asked and what came out, as reports need it; all borrowed. */
struct aras_levered {
    const struct aras_model *model;
    const struct aras_leverage *leverage;
    const struct aras_leverage_wish *wish;
    const char *title; /* of the scenario */
    uint64_t seed;
    bool all; /* every issue was asked for: a row for each, and matrices */
};

/** Tables of leverage, of the indices beside it and of what holds threats back; with
 * `all` matrices of the actors and sentences where the two disagree. */
ARAS_CHECKED enum aras_status aras_report_leverage(FILE *file,
                                                   const struct aras_levered *levered,
                                                   const struct aras_style *style,
                                                   struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_leverage_json(FILE *file, const struct aras_levered *levered,
                          struct aras_error *error);

/** A row for each issue, time, reading and choice. */
ARAS_CHECKED enum aras_status
aras_report_leverage_csv(FILE *file, const struct aras_levered *levered,
                         struct aras_error *error);

/** The id of what B may do: of the demand, of the option. */
const char *aras_leverage_choice_id(const struct aras_levered *levered,
                                    const struct aras_leverage_row *row);

/** "demand", "line", "answer". */
const char *aras_leverage_kind(enum aras_issue_kind kind);

#endif
