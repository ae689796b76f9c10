#ifndef ARAS_REPORT_LESSON_REPORT_H
#define ARAS_REPORT_LESSON_REPORT_H

#include <stdio.h>

#include "analysis/lesson.h"
#include "base/text.h"
#include "report/style.h"

/*
 * What came of a student's predictions. Guessing what a model says is reading it, and
 * is called so. All fail with ARAS_FILE when `file` takes no more, and with
 * ARAS_NO_MEMORY.
 */

/** Of one question, just settled: what was said, what came, what it cost, and why it is
 *  so. */
ARAS_CHECKED enum aras_status aras_report_answer(FILE *file,
                                                 const struct aras_lesson_told *told,
                                                 const struct aras_style *style,
                                                 struct aras_error *error);

/** Of all questions of a lesson: a table, and what it comes to. */
ARAS_CHECKED enum aras_status
aras_report_lesson(FILE *file, const struct aras_lesson_told *told, size_t count,
                   const struct aras_style *style, struct aras_error *error);

/** What somebody said of a question, and what came, in few words: "80 of 100", "less,
 *  70 %", "9.4 (5 to 12) points". */
void aras_lesson_report_said(struct aras_text *text,
                             const struct aras_lesson_question *question,
                             const struct aras_ledger_prediction *prediction);
void aras_lesson_report_came(struct aras_text *text,
                             const struct aras_lesson_question *question,
                             const struct aras_ledger_outcome *came);

#endif
