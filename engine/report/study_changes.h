#ifndef ARAS_REPORT_STUDY_CHANGES_H
#define ARAS_REPORT_STUDY_CHANGES_H

#include "report/study_writer.h"

/** What differs between the first run and run `number`: a section. */
void aras_study_write_change(struct aras_study_writer *page, size_t number);

/** All runs beyond those that have sections, against the first, in one table. */
void aras_study_write_overview(struct aras_study_writer *page);

#endif
