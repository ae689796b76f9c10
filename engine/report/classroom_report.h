#ifndef ARAS_REPORT_CLASSROOM_REPORT_H
#define ARAS_REPORT_CLASSROOM_REPORT_H

#include <stdio.h>

#include "analysis/classroom.h"
#include "base/error.h"
#include "figure/figure.h"
#include "report/style.h"

/*
 * What a class predicted, for its teacher. All fail with ARAS_FILE when `file` takes no
 * more, and with ARAS_NO_MEMORY.
 */

/** For people: who has done what, and how well; each question; whether what was called
 *  likely was so. With style->all also who could be told apart from whom. */
ARAS_CHECKED enum aras_status
aras_report_classroom(FILE *file, const struct aras_classroom *classroom,
                      const struct aras_style *style, struct aras_error *error);

/** For programs: one JSON object; its members are listed in report/README.md. */
ARAS_CHECKED enum aras_status
aras_report_classroom_json(FILE *file, const struct aras_classroom *classroom,
                           struct aras_error *error);

/** For spreadsheets: a row for each answer. */
ARAS_CHECKED enum aras_status
aras_report_classroom_csv(FILE *file, const struct aras_classroom *classroom,
                          struct aras_error *error);

/** The calibration of the class as a picture. ARAS_INVALID when nobody has answered a
 *  question with a probability. */
ARAS_CHECKED enum aras_status
aras_picture_classroom(struct aras_figure *figure,
                       const struct aras_classroom *classroom,
                       const struct aras_figure_look *look, struct aras_error *error);

#endif
