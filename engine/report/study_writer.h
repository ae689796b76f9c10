#ifndef ARAS_REPORT_STUDY_WRITER_H
#define ARAS_REPORT_STUDY_WRITER_H

#include "report/drawing.h"
#include "report/study.h"

/** The page of a study while it is written: what the files study_*.c share. */
struct aras_study_writer {
    struct aras_html html;
    const struct aras_study *study;
    size_t figures; /* drawn so far: each has ids of its own */
    struct aras_error *error;
    enum aras_status status;
};

/** Begins a figure, and ends it as aras_drawing_end does; a failure is remembered. */
struct aras_picture *aras_study_begin_figure(struct aras_study_writer *page,
                                             struct aras_drawing *drawing);
void aras_study_end_figure(struct aras_study_writer *page, struct aras_drawing *drawing,
                           enum aras_status drawn, const char *reading,
                           const char *error);

#endif
