#ifndef ARAS_REPORT_STUDY_GROUNDS_H
#define ARAS_REPORT_STUDY_GROUNDS_H

#include "report/study_writer.h"

/** What the study rests on: grades, sources, what it cannot say. */
void aras_study_write_limits(struct aras_study_writer *page);

/** How to get it again: the commands, and the resolved scenarios. */
void aras_study_write_again(struct aras_study_writer *page);

#endif
