#include "report/study_writer.h"

struct aras_picture *aras_study_begin_figure(struct aras_study_writer *page,
                                             struct aras_drawing *drawing)
{
    return aras_drawing_begin(drawing, ++page->figures);
}

void aras_study_end_figure(struct aras_study_writer *page, struct aras_drawing *drawing,
                           enum aras_status drawn, const char *reading,
                           const char *error)
{
    enum aras_status status =
        aras_drawing_end(drawing, &page->html, drawn, reading, error);

    if (status != ARAS_OK && page->status == ARAS_OK) {
        page->status = status;
        *page->error = drawing->error;
    }
}
