#ifndef ARAS_REPORT_STUDY_STORIES_H
#define ARAS_REPORT_STUDY_STORIES_H

#include "report/study_writer.h"

/** Single worlds of a run, told and drawn. */
void aras_study_tell_stories(struct aras_study_writer *page,
                             const struct aras_study_run *run);

#endif
