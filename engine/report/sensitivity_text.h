#ifndef ARAS_REPORT_SENSITIVITY_TEXT_H
#define ARAS_REPORT_SENSITIVITY_TEXT_H

#include <stdio.h>

#include "base/text.h"
#include "report/number.h"
#include "report/sensitivity_report.h"
#include "report/table.h"
#include "statistics/bootstrap.h"

/* What the texts of report/sensitivity_report.h share. */

/** Adds what is asked, in words. */
void aras_sensitivity_text_target(struct aras_text *text,
                                  const struct aras_model *model,
                                  const struct aras_target *target);

/** Says whose sensitivity it is, how it was found, and what failed. */
ARAS_CHECKED enum aras_status
aras_sensitivity_text_header(FILE *file, const struct aras_sensitivity_subject *subject,
                             const char *how, const struct aras_style *style,
                             struct aras_error *error);

/** Says what is asked, as a line. */
ARAS_CHECKED enum aras_status aras_sensitivity_text_say_target(
    FILE *file, const struct aras_model *model, const struct aras_target *target,
    const struct aras_style *style, struct aras_error *error);

/** A share of a variance, "12 %" or, when it is known so well, "1.2 %"; "0 *" where the
 *  estimate came out below 0, "100 % *" where above 1. And the interval around it. */
struct aras_number aras_sensitivity_text_share(double value,
                                               struct aras_interval interval,
                                               const struct aras_style *style);
struct aras_number aras_sensitivity_text_between(struct aras_interval interval,
                                                 const struct aras_style *style);

/** Fills a cell with an estimate within its interval on a line from 0 to `most`. */
void aras_sensitivity_text_line(struct aras_table *table, double value,
                                struct aras_interval interval, double most,
                                const struct aras_style *style);

/** Fills a cell with the places between which something stands: "1", "2-4". */
void aras_sensitivity_text_place(struct aras_table *table,
                                 const struct aras_standing *place);

/** Says what an input means, "treaty_rate: they sign", where it has a title. */
ARAS_CHECKED enum aras_status
aras_sensitivity_text_meaning(FILE *file, const char *id, const char *title,
                              const struct aras_style *style, struct aras_error *error);

/** Of how many inputs the meaning is told under a table. */
enum { ARAS_SENSITIVITY_TOLD = 10 };

#endif
