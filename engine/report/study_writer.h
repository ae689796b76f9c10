#ifndef ARAS_REPORT_STUDY_WRITER_H
#define ARAS_REPORT_STUDY_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/drawing.h"
#include "report/study.h"
#include "report/style.h"

/** The page of a study while it is written: what the files study_*.c share. */
struct aras_study_writer {
    struct aras_html html;
    const struct aras_study *study;
    size_t figures; /* drawn so far: each has ids of its own */
    struct aras_error *error;
    enum aras_status status;
};

/** How numbers look in a page: with all signs. */
extern const struct aras_style aras_study_style;

/** Begins a figure, and ends it as aras_drawing_end does; a failure is remembered. */
struct aras_picture *aras_study_begin_figure(struct aras_study_writer *page,
                                             struct aras_drawing *drawing);
void aras_study_end_figure(struct aras_study_writer *page, struct aras_drawing *drawing,
                           enum aras_status drawn, const char *reading,
                           const char *error);

/** What a run, an option, a reading is called. */
const char *aras_study_title(const struct aras_study_run *run);
const char *aras_study_option(const struct aras_outcome *outcome, size_t option);
const char *aras_study_reading(const struct aras_study_run *run, size_t reading);

/** Whether tables need a column for readings. */
bool aras_study_has_readings(const struct aras_study_run *run);

/** Whether the run's question watches an outcome. */
bool aras_study_watches(const struct aras_study_run *run, size_t outcome);

/** Writes the head of a table's row: the outcome with its unit, or its option. */
void aras_study_row_head(struct aras_html *html, const struct aras_outcome *outcome,
                         size_t option);

/** The place of a world's story in the page. */
void aras_study_story_id(char id[96], const struct aras_study_run *run,
                         const struct aras_study_writer *page, uint64_t replication);

#endif
