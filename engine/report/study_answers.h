#ifndef ARAS_REPORT_STUDY_ANSWERS_H
#define ARAS_REPORT_STUDY_ANSWERS_H

#include "report/study_writer.h"

/*
 * What was found out about a run by playing more worlds of it: each with its figures,
 * its table, what it means and the command that finds it again. Where it was not asked
 * for nothing is written.
 */

/** How far what is not known moves an outcome, and where its variance comes from. */
void aras_study_tell_variance(struct aras_study_writer *page,
                              const struct aras_study_run *run);

/** Which events bring an outcome about. */
void aras_study_tell_causes(struct aras_study_writer *page,
                            const struct aras_study_run *run);

/** Who moves whom, measured: a matrix in one of the run's readings; then all issues. */
void aras_study_draw_measured(struct aras_study_writer *page,
                              const struct aras_study_run *run, size_t reading);
void aras_study_tell_measured(struct aras_study_writer *page,
                              const struct aras_study_run *run);

#endif
