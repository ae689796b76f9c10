#include "report/study_changes.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/study_sentences.h"
#include "report/told.h"

/* A side of a change, by what its own run knows of it. */
static void side_cell(struct aras_study_writer *page, size_t number,
                      const struct aras_difference *it, bool is_a)
{
    const struct aras_estimate *own = aras_study_estimate_of(
        &page->study->run[is_a ? 0 : number], &page->study->change[number], it, is_a);
    struct aras_told told;

    if (it->kind == ARAS_TIME) {
        aras_html_number_cell(
            &page->html,
            aras_number_side(is_a ? it->a : it->b, it->difference, it->interval, false)
                .text);
        return;
    }
    if (own == NULL) {
        aras_html_number_cell(&page->html, aras_number_none(&aras_study_style));
        return;
    }
    told = aras_told_estimate(own);
    aras_html_number_cell(&page->html, strncmp(told.error, "in ", 3) == 0
                                           ? told.error + 3
                                           : told.estimate);
}

/* "higher (2 pp)": by more than the margin. */
static void verdict_cell(struct aras_html *html, const struct aras_difference *it,
                         bool share)
{
    char text[96];

    if (it->verdict == ARAS_NO_MARGIN) {
        snprintf(text, sizeof text, "%s", aras_verdict_name(it->verdict));
    } else {
        snprintf(text, sizeof text, "%s (%.3g%s)", aras_verdict_name(it->verdict),
                 share ? 100.0 * it->margin : it->margin, share ? " pp" : "");
    }
    aras_html_text_cell(html, text);
}

static void write_changes(struct aras_study_writer *page, size_t number)
{
    const struct aras_study_change *change = &page->study->change[number];
    static const char *const heading[] = {
        "Outcome", "If", "#A", "#B", "#Change", "#Error", "#80 % range over parameters",
        "Verdict", NULL};
    const struct aras_contrast *contrast = change->versus->contrast;
    struct aras_html *html = &page->html;
    char label[320];

    snprintf(label, sizeof label, "From %s (A) to %s (B)", change->view.a.name,
             change->view.b.name);
    aras_html_open_table(html, "filter", label, heading);
    for (size_t w = 0; w < change->watched.count; w++) {
        for (size_t i = 0; i < contrast->count; i++) {
            const struct aras_difference *it = &contrast->difference[i];
            const struct aras_outcome *outcome =
                &change->view.a.model->outcomes[it->outcome_a];
            bool share = it->kind == ARAS_HAPPENED || it->kind == ARAS_CATEGORY;

            if (it->outcome_a != change->watched.outcome[w] ||
                !aras_readings_tell(&contrast->readings, it->reading, false)) {
                continue;
            }
            aras_html_open(html, "tr", NULL);
            aras_study_row_head(html, outcome, it->option);
            aras_html_text_cell(html,
                                aras_legend_reading(&contrast->readings,
                                                    change->view.a.model, it->reading));
            side_cell(page, number, it, true);
            side_cell(page, number, it, false);
            aras_html_number_cell(
                html, aras_number_change(it->difference, it->interval, share).text);
            aras_html_number_cell(
                html, aras_number_error(it->error, share, &aras_study_style).text);
            aras_html_number_cell(
                html,
                aras_number_change_range(it->range, it->error, share, &aras_study_style)
                    .text);
            verdict_cell(html, it, share);
            aras_html_close(html, "tr");
        }
    }
    aras_html_close_table(html);
}

static void draw_change(struct aras_study_writer *page,
                        const struct aras_study_change *change, bool shares)
{
    struct aras_drawing drawing;

    aras_study_begin_figure(page, &drawing);
    aras_study_end_figure(
        page, &drawing,
        aras_picture_dumbbell(&drawing.picture, &change->view, shares, &drawing.error),
        shares ? "Ring: without the change; disc: with it. Shares of worlds."
               : "Ring: without the change; disc: with it. Means over worlds.",
        "The error behind each change is that of the number of worlds.");
}

static void draw_distributions(struct aras_study_writer *page, size_t number)
{
    const struct aras_study_run *a = &page->study->run[0];
    const struct aras_study_run *b = &page->study->run[number];
    struct aras_picture_columns columns[2] = {{&a->number_columns, &a->number, 1},
                                              {&b->number_columns, &b->number, 1}};
    struct aras_picture_sample sample[2];
    struct aras_drawing drawing;

    if (a->number == SIZE_MAX || b->number == SIZE_MAX ||
        strcmp(a->of.model->outcomes[a->number].id,
               b->of.model->outcomes[b->number].id) != 0) {
        return;
    }
    sample[0] = (struct aras_picture_sample){
        &a->pictured, &columns[0], aras_picture_reading(a->estimates), a->of.name};
    sample[1] = (struct aras_picture_sample){
        &b->pictured, &columns[1], aras_picture_reading(b->estimates), b->of.name};
    aras_study_begin_figure(page, &drawing);
    aras_study_end_figure(
        page, &drawing, aras_picture_ecdf(&drawing.picture, sample, 2, &drawing.error),
        NULL, "");
}

void aras_study_write_change(struct aras_study_writer *page, size_t number)
{
    const struct aras_study_change *change = &page->study->change[number];
    const struct aras_study_run *run = &page->study->run[number];
    struct aras_html *html = &page->html;
    char id[32];

    snprintf(id, sizeof id, "change-%zu", number + 1);
    aras_html_open(html, "section", "id", id, NULL);
    aras_html_line(html, "h2", "What differs: from %s to %s",
                   page->study->run[0].of.name, run->of.name);
    if (change->versus == NULL) {
        aras_html_line(html, "p", "These two runs cannot be compared: %s",
                       change->why_not);
        aras_html_close(html, "section");
        return;
    }
    aras_html_line(html, "p", "%s",
                   change->versus->contrast->paired
                       ? "Both were played with the same luck, world by world: what "
                         "differs comes from "
                         "what the scenario changes, and the chance that both share "
                         "falls out of it."
                       : change->versus->why_apart);
    aras_html_open(html, "div", "class", "figures", NULL);
    draw_change(page, change, true);
    draw_change(page, change, false);
    draw_distributions(page, number);
    aras_html_close(html, "div");
    write_changes(page, number);
    aras_html_close(html, "section");
}

/* The change of an outcome, or of an option, in the first reading that is told. */
static const struct aras_difference *
first_change(const struct aras_study_change *change, size_t outcome)
{
    const struct aras_contrast *contrast = change->versus->contrast;

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *it = &contrast->difference[i];

        if (it->outcome_a == outcome &&
            aras_readings_tell(&contrast->readings, it->reading, false)) {
            return it;
        }
    }
    return NULL;
}

enum { MOST_SHOWN = 6 };

/* What is watched of the first run and is one number a world. */
static size_t choose_shown(const struct aras_study_run *first, size_t shown[MOST_SHOWN])
{
    size_t count = 0;

    for (size_t i = 0; i < first->watched.count && count < MOST_SHOWN; i++) {
        if (first->of.model->outcomes[first->watched.outcome[i]].kind !=
            ARAS_CATEGORY) {
            shown[count++] = first->watched.outcome[i];
        }
    }
    return count;
}

/* A change by the same luck is known better than the number that it stands behind: a
 * digit more is enough. "=" where that leaves nothing of it. */
static struct aras_number change_beside(const struct aras_difference *it, double error,
                                        bool share)
{
    double half = fmax(it->error, error / 4.0);
    struct aras_interval interval = {it->difference - half, it->difference + half};
    struct aras_number number = aras_number_change(it->difference, interval, share);

    if (strpbrk(number.text, "123456789") == NULL) {
        snprintf(number.text, sizeof number.text, "=");
    }
    return number;
}

static void overview_cell(struct aras_study_writer *page, size_t number,
                          const struct aras_difference *it)
{
    const struct aras_study_run *run = &page->study->run[number];
    const struct aras_estimate *own =
        aras_study_estimate_of(run, &page->study->change[number], it, false);
    bool share = it->kind == ARAS_HAPPENED || it->kind == ARAS_CATEGORY;
    struct aras_html *html = &page->html;

    if (own == NULL) {
        aras_html_number_cell(html, aras_number_none(&aras_study_style));
        return;
    }
    aras_html_line(html, "td", "%s (%s)", aras_told_estimate(own).estimate,
                   change_beside(it,
                                 aras_told_is_average(own->kind) ? own->average.error
                                                                 : own->share.error,
                                 share)
                       .text);
}

static void write_overview_row(struct aras_study_writer *page, size_t number,
                               const size_t *shown, size_t count)
{
    const struct aras_study_change *change = &page->study->change[number];
    struct aras_html *html = &page->html;

    aras_html_open(html, "tr", NULL);
    aras_html_open(html, "th", "scope", "row", NULL);
    aras_html_text(html, "%s", aras_study_title(&page->study->run[number]));
    aras_html_close(html, "th");
    for (size_t k = 0; k < count; k++) {
        const struct aras_difference *it =
            change->versus == NULL ? NULL : first_change(change, shown[k]);

        if (it == NULL) {
            aras_html_number_cell(html, aras_number_none(&aras_study_style));
        } else {
            overview_cell(page, number, it);
        }
    }
    aras_html_close(html, "tr");
}

void aras_study_write_overview(struct aras_study_writer *page)
{
    const struct aras_study *study = page->study;
    const struct aras_study_run *first = &study->run[0];
    const char *heading[MOST_SHOWN + 2] = {"Scenario"};
    char title[MOST_SHOWN][320];
    size_t shown[MOST_SHOWN];
    size_t count = choose_shown(first, shown);
    struct aras_html *html = &page->html;
    char label[320];

    if (study->runs <= study->full) {
        return;
    }
    for (size_t k = 0; k < count; k++) {
        snprintf(title[k], sizeof title[k], "#%.300s",
                 first->of.model->outcomes[shown[k]].title);
        heading[k + 1] = title[k];
    }
    heading[count + 1] = NULL;
    aras_html_open(html, "section", "id", "overview", NULL);
    aras_html_line(html, "h2", "All other scenarios, against %s", first->of.name);
    snprintf(
        label, sizeof label,
        "%zu scenarios, and in brackets the change from %s; =: none that counts beside "
        "the number",
        study->runs - study->full, first->of.name);
    aras_html_open_table(html, "filter", label, heading);
    for (size_t i = study->full; i < study->runs; i++) {
        write_overview_row(page, i, shown, count);
    }
    aras_html_close_table(html);
    if (aras_study_has_readings(first)) {
        aras_html_open(html, "p", "class", "quiet", NULL);
        aras_html_text(
            html, "In one reading, %s; aras overview tells the others.",
            aras_study_reading(first, aras_picture_reading(first->estimates)));
        aras_html_close(html, "p");
    }
    aras_html_close(html, "section");
}
