#ifndef ARAS_REPORT_STUDY_RUN_H
#define ARAS_REPORT_STUDY_RUN_H

#include "report/study_writer.h"

/** Run `number` as a section: its table, pictures, answers and stories. */
void aras_study_write_run(struct aras_study_writer *page, size_t number);

#endif
