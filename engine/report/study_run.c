#include "report/study_run.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/picture_answer.h"
#include "report/picture_world.h"
#include "report/study_answers.h"
#include "report/study_stories.h"
#include "report/told.h"

enum { MOST_READINGS = 3 };

/* The greatest replication error among estimates of these outcomes in a reading. */
static double greatest_error(const struct aras_study_run *run, const size_t *outcome,
                             size_t count, size_t reading)
{
    double greatest = 0.0;

    for (size_t i = 0; i < run->estimates->count; i++) {
        const struct aras_estimate *it = &run->estimates->estimate[i];

        for (size_t k = 0; k < count; k++) {
            if (it->outcome == outcome[k] && it->reading == reading) {
                greatest =
                    fmax(greatest, aras_told_is_average(it->kind) ? it->average.error
                                                                  : it->share.error);
            }
        }
    }
    return greatest;
}

static void say_error(char text[256], double error, bool share)
{
    snprintf(
        text, 256,
        "From the number of worlds alone these numbers are off by up to %s (95 %%); "
        "what not knowing the inputs adds is the 80 %% range in the table above.",
        aras_number_error(error, share, &aras_study_style).text);
}

/* The next reading from `*reading` that is told of, one of `most` at most; `*drawn`
 * counts them. */
static bool next_reading(const struct aras_study_run *run, size_t most, size_t *drawn,
                         size_t *reading)
{
    const struct aras_readings *readings = &run->estimates->readings;

    while (*reading < readings->count &&
           !aras_readings_tell(readings, *reading, false)) {
        ++*reading;
    }
    return *reading < readings->count && (*drawn)++ < most;
}

/* --- tables of a run -------------------------------------------------------------- */

static void write_estimates(struct aras_study_writer *page,
                            const struct aras_study_run *run)
{
    static const char *const with[] = {"Outcome",
                                       "If",
                                       "#Estimate",
                                       "#80 % range over parameters",
                                       "#Replication error",
                                       NULL};
    static const char *const without[] = {"Outcome", "#Estimate",
                                          "#80 % range over parameters",
                                          "#Replication error", NULL};
    struct aras_html *html = &page->html;
    char label[320];

    snprintf(label, sizeof label, "Outcomes of %s", run->of.name);
    aras_html_open_table(html, "filter", label,
                         aras_study_has_readings(run) ? with : without);
    for (size_t w = 0; w < run->watched.count; w++) {
        for (size_t i = 0; i < run->estimates->count; i++) {
            const struct aras_estimate *it = &run->estimates->estimate[i];
            struct aras_told told;

            if (it->outcome != run->watched.outcome[w] ||
                !aras_readings_tell(&run->estimates->readings, it->reading, false)) {
                continue;
            }
            told = aras_told_estimate(it);
            aras_html_open(html, "tr", NULL);
            aras_study_row_head(html, &run->of.model->outcomes[it->outcome],
                                it->option);
            if (aras_study_has_readings(run)) {
                aras_html_text_cell(html, aras_study_reading(run, it->reading));
            }
            aras_html_number_cell(html, told.estimate);
            aras_html_number_cell(html, told.range);
            aras_html_number_cell(html, told.error);
            aras_html_close(html, "tr");
        }
    }
    aras_html_close_table(html);
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(
        html, "80 %% range: where the estimate lies for eight of ten sets of "
              "parameters, chance taken away; more worlds do not make it narrower. "
              "Replication error: what more worlds would make smaller (95 %%). ~: "
              "the last digit is hardly known. Rival readings have a row each and "
              "are never averaged.");
    aras_html_close(html, "p");
}

/* --- pictures of a run ------------------------------------------------------------ */

static void draw_endings(struct aras_study_writer *page,
                         const struct aras_study_run *run, size_t outcome)
{
    size_t drawn = 0;

    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t r = 0; next_reading(run, MOST_READINGS, &drawn, &r); r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        aras_study_begin_figure(page, &drawing);
        drawing.look.width = ARAS_DRAWING_WIDE;
        status = aras_picture_endings(&drawing.picture, &run->pictured, outcome, r,
                                      &drawing.error);
        say_error(error, greatest_error(run, &outcome, 1, r), true);
        aras_study_end_figure(page, &drawing, status,
                              "Each square is one world of a hundred.", error);
    }
    aras_html_close(&page->html, "div");
}

static void draw_times(struct aras_study_writer *page, const struct aras_study_run *run)
{
    const struct aras_picture_columns columns = {&run->columns, run->time, run->times};
    size_t drawn = 0;

    if (run->times == 0) {
        return;
    }
    aras_html_line(&page->html, "h3", "When it comes");
    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t r = 0; next_reading(run, 2, &drawn, &r); r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        aras_study_begin_figure(page, &drawing);
        drawing.timed = true;
        status = aras_picture_arrival(&drawing.picture, &run->pictured, &columns, r,
                                      &drawing.error);
        say_error(error, greatest_error(run, run->time, run->times, r), true);
        aras_study_end_figure(
            page, &drawing, status,
            "The share of worlds in which it has come by then; each by itself, so "
            "they do not add up.",
            error);
    }
    aras_html_close(&page->html, "div");
}

static void list_worlds(struct aras_study_writer *page,
                        const struct aras_study_run *run)
{
    aras_html_open(&page->html, "p", "class", "quiet", NULL);
    aras_html_text(&page->html, "The single worlds drawn over the bands, with their "
                                "stories: ");
    for (size_t i = 0; i < run->stories; i++) {
        uint64_t replication = run->story[i].chronicle->replication;
        char id[96];

        aras_study_story_id(id, run, page, replication);
        aras_html_text(&page->html, i == 0 ? "" : ", ");
        aras_html_link(&page->html, id, "world %" PRIu64, replication);
    }
    aras_html_text(&page->html, ".");
    if (run->of.model->track_count > ARAS_STUDY_FANS) {
        aras_html_text(&page->html, " aras figure --kind fan draws %zu more tracks.",
                       run->of.model->track_count - ARAS_STUDY_FANS);
    }
    aras_html_close(&page->html, "p");
}

static void draw_tracks(struct aras_study_writer *page,
                        const struct aras_study_run *run)
{
    size_t tracks = run->of.model->track_count;

    if (tracks == 0) {
        return;
    }
    aras_html_line(&page->html, "h3", "The way there");
    list_worlds(page, run);
    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t i = 0; i < tracks && i < ARAS_STUDY_FANS; i++) {
        struct aras_drawing drawing;

        aras_study_begin_figure(page, &drawing);
        drawing.timed = true;
        aras_study_end_figure(
            page, &drawing,
            aras_picture_fan(&drawing.picture, &run->pictured, i, &run->glimpse,
                             &drawing.error),
            NULL,
            "The bands hold chance, parameters and readings together: no single "
            "world follows them.");
    }
    aras_html_close(&page->html, "div");
}

static void draw_number(struct aras_study_writer *page,
                        const struct aras_study_run *run)
{
    const struct aras_picture_columns columns = {&run->number_columns, &run->number, 1};
    size_t drawn = 0;

    if (run->number == SIZE_MAX) {
        return;
    }
    aras_html_line(&page->html, "h3", "How %s is spread",
                   run->of.model->outcomes[run->number].title);
    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t r = 0; next_reading(run, 2, &drawn, &r); r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        aras_study_begin_figure(page, &drawing);
        status = aras_picture_dots(&drawing.picture, &run->pictured, &columns, r,
                                   &drawing.error);
        snprintf(error, sizeof error,
                 "The mean is off by up to %s from the number of worlds alone (95 %%).",
                 aras_number_error(greatest_error(run, &run->number, 1, r), false,
                                   &aras_study_style)
                     .text);
        aras_study_end_figure(page, &drawing, status, NULL, error);
    }
    aras_html_close(&page->html, "div");
}

static void draw_leverage(struct aras_study_writer *page,
                          const struct aras_study_run *run)
{
    size_t of[64];
    size_t count = 0;
    size_t drawn = 0;
    size_t holder;
    size_t over;

    for (size_t i = 0; i < run->of.model->outcome_count && count < 64; i++) {
        if (run->of.model->outcomes[i].kind == ARAS_VALUE &&
            aras_picture_leverage_of(run->of.model, run->of.model->outcomes[i].of,
                                     &holder, &over)) {
            of[count++] = i;
        }
    }
    if (count == 0 && run->of.levered == NULL) {
        return;
    }
    aras_html_line(&page->html, "h3", "Leverage");
    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t r = 0; next_reading(run, 2, &drawn, &r); r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        aras_study_begin_figure(page, &drawing);
        status =
            aras_picture_leverage(&drawing.picture, &run->pictured, r, &drawing.error);
        snprintf(error, sizeof error,
                 "From the number of worlds alone a cell is off by up to %s (95 %%).",
                 aras_number_error(greatest_error(run, of, count, r), false,
                                   &aras_study_style)
                     .text);
        aras_study_end_figure(
            page, &drawing, status,
            "Each number is the leverage of the actor of its row over that of its "
            "column, as the model reckons it: above 0 the row has the upper hand.",
            error);
        aras_study_draw_measured(page, run, r);
    }
    aras_html_close(&page->html, "div");
    aras_study_tell_measured(page, run);
}

static void draw_inputs(struct aras_study_writer *page,
                        const struct aras_study_run *run)
{
    struct aras_drawing drawing;
    enum aras_status status;
    char outcome[256];

    if (run->swing == NULL) {
        return;
    }
    aras_picture_name_target(run->of.model, &run->target, outcome);
    aras_html_line(&page->html, "h3", "What goes with it: %s", outcome);
    aras_study_begin_figure(page, &drawing);
    status = aras_picture_tornado(&drawing.picture, &run->data, &run->target,
                                  run->swing, &drawing.error);
    if (status == ARAS_INVALID) {
        aras_html_open(&page->html, "p", NULL);
        aras_html_text(&page->html, "%s.", drawing.error.message);
        aras_html_close(&page->html, "p");
    }
    aras_study_end_figure(
        page, &drawing, status, NULL,
        "An input goes with the outcome on average, all others as they come; "
        "aras sensitivity tells luck, parameters and readings apart.");
}

/* --- the run ---------------------------------------------------------------------- */

void aras_study_write_run(struct aras_study_writer *page, size_t number)
{
    const struct aras_study_run *run = &page->study->run[number];
    const struct aras_question *question = &run->of.model->question;
    struct aras_html *html = &page->html;
    char id[32];
    bool drawn = false;

    snprintf(id, sizeof id, "run-%zu", number + 1);
    aras_html_open(html, "section", "id", id, NULL);
    aras_html_line(html, "h2", "%s", aras_study_title(run));
    if (question->question != NULL) {
        aras_html_line(html, "p", "%s", question->question);
    }
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "%s worlds of %s parameter sets, %s failed.",
                   aras_number_whole(run->estimates->replications).text,
                   aras_number_whole(run->estimates->sets).text,
                   aras_number_whole(run->estimates->failed).text);
    aras_html_close(html, "p");
    write_estimates(page, run);
    for (size_t i = 0; i < run->watched.count && !drawn; i++) {
        if (run->of.model->outcomes[run->watched.outcome[i]].kind == ARAS_CATEGORY &&
            (i + 1 == run->watched.count ||
             run->of.model->outcomes[run->watched.outcome[i]].category_count > 4)) {
            aras_html_line(html, "h3", "How it ends");
            draw_endings(page, run, run->watched.outcome[i]);
            drawn = true;
        }
    }
    for (size_t i = 0; i < run->watched.count && !drawn; i++) {
        if (aras_picture_is_ending(&run->of.model->outcomes[run->watched.outcome[i]])) {
            aras_html_line(html, "h3", "How often");
            draw_endings(page, run, run->watched.outcome[i]);
            drawn = true;
        }
    }
    draw_times(page, run);
    draw_tracks(page, run);
    draw_number(page, run);
    draw_leverage(page, run);
    draw_inputs(page, run);
    aras_study_tell_variance(page, run);
    aras_study_tell_causes(page, run);
    aras_study_tell_stories(page, run);
    aras_html_close(html, "section");
}
