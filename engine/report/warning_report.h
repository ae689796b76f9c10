#ifndef ARAS_REPORT_WARNING_REPORT_H
#define ARAS_REPORT_WARNING_REPORT_H

#include <stdio.h>

#include "analysis/warning.h"
#include "base/error.h"
#include "base/text.h"
#include "report/style.h"
#include "result/run.h"

/** What was asked of a run and which indicators were found, as reports need it; all
 * borrowed. */
struct aras_warned {
    const struct aras_run *run;
    const struct aras_model *model;
    const struct aras_condition *condition;
    const struct aras_warning *warning;
};

/** For each landmark a sentence on the best indicator, and a table of all. */
ARAS_CHECKED enum aras_status aras_report_warning(FILE *file,
                                                  const struct aras_warned *warned,
                                                  const struct aras_style *style,
                                                  struct aras_error *error);

ARAS_CHECKED enum aras_status aras_report_warning_json(FILE *file,
                                                       const struct aras_warned *warned,
                                                       struct aras_error *error);

/** A row for each indicator of each landmark. */
ARAS_CHECKED enum aras_status aras_report_warning_csv(FILE *file,
                                                      const struct aras_warned *warned,
                                                      struct aras_error *error);

/** The id of what an indicator looks at: of the event, track or quantity. */
const char *aras_warning_id(const struct aras_model *model,
                            const struct aras_sign *sign);

/** Adds what is seen, in words: "a treaty is signed", "leverage of Iran over Russia is
 * above 0.31". */
void aras_warning_write(struct aras_text *text, const struct aras_model *model,
                        const struct aras_sign *sign);

#endif
