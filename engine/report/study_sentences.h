#ifndef ARAS_REPORT_STUDY_SENTENCES_H
#define ARAS_REPORT_STUDY_SENTENCES_H

#include "report/study_writer.h"

/** What comes out of a run, in sentences; the page's first words. */
void aras_study_say_run(struct aras_study_writer *page,
                        const struct aras_study_run *run);

/** What is clearly different in run `number`, in sentences. */
void aras_study_say_change(struct aras_study_writer *page, size_t number);

/** The estimate, in one of both runs, that a difference is about; NULL. */
const struct aras_estimate *
aras_study_estimate_of(const struct aras_study_run *run,
                       const struct aras_study_change *change,
                       const struct aras_difference *it, bool is_a);

#endif
