#include "report/study_writer.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/legend.h"
#include "report/told.h"

const struct aras_style aras_study_style = {.width = 100};

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

const char *aras_study_title(const struct aras_study_run *run)
{
    const struct aras_question *question = &run->of.model->question;

    return question->title == NULL ? run->of.model->title : question->title;
}

const char *aras_study_option(const struct aras_outcome *outcome, size_t option)
{
    const struct aras_category *it = &outcome->categories[option];

    return it->title == NULL || it->title[0] == '\0' ? it->id : it->title;
}

bool aras_study_has_readings(const struct aras_study_run *run)
{
    return aras_legend_has_readings(&run->estimates->readings);
}

const char *aras_study_reading(const struct aras_study_run *run, size_t reading)
{
    return aras_legend_reading(&run->estimates->readings, run->of.model, reading);
}

void aras_study_row_head(struct aras_html *html, const struct aras_outcome *outcome,
                         size_t option)
{
    bool unit = aras_told_is_average(outcome->kind) && outcome->unit != NULL &&
                outcome->unit[0] != '\0';

    aras_html_open(html, "th", "scope", "row", NULL);
    if (outcome->kind == ARAS_CATEGORY) {
        aras_html_text(html, "%s: %s", outcome->title,
                       aras_study_option(outcome, option));
    } else {
        aras_html_text(html, "%s%s%s%s", outcome->title, unit ? " (" : "",
                       unit ? outcome->unit : "", unit ? ")" : "");
    }
    aras_html_close(html, "th");
}

bool aras_study_watches(const struct aras_study_run *run, size_t outcome)
{
    for (size_t i = 0; i < run->watched.count; i++) {
        if (run->watched.outcome[i] == outcome) {
            return true;
        }
    }
    return false;
}

void aras_study_story_id(char id[96], const struct aras_study_run *run,
                         const struct aras_study_writer *page, uint64_t replication)
{
    snprintf(id, 96, "run-%zu-world-%" PRIu64, (size_t) (run - page->study->run) + 1,
             replication);
}
