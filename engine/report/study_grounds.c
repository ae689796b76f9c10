#include "report/study_grounds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/number.h"
#include "report/page.h"
#include "report/told.h"

static void write_sources(struct aras_study_writer *page,
                          const struct aras_model *model)
{
    static const char *const grades[] = {"#Grade", "Means", "#Entries", NULL};
    static const char *const means[] = {"a published rate", "computed from public data",
                                        "an expert's range", "a placeholder"};
    struct aras_html *html = &page->html;
    size_t count[4] = {0};

    for (size_t i = 0; i < model->graded_count; i++) {
        char grade = model->graded[i].provenance.grade;

        if (grade >= 'A' && grade <= 'D') {
            count[grade - 'A']++;
        }
    }
    aras_html_line(
        html, "p",
        "%zu entries of the model hold numbers. Each has a source and a grade.",
        model->graded_count);
    aras_html_open_table(html, "", "Grades of the numbers", grades);
    for (int i = 0; i < 4; i++) {
        char number[32];
        char grade[2] = {(char) ('A' + i), '\0'};

        snprintf(number, sizeof number, "%zu", count[i]);
        aras_html_open(html, "tr", NULL);
        aras_html_number_cell(html, grade);
        aras_html_text_cell(html, means[i]);
        aras_html_number_cell(html, number);
        aras_html_close(html, "tr");
    }
    aras_html_close_table(html);
    aras_html_open(html, "details", NULL);
    aras_html_line(html, "summary", "The %zu sources", model->source_count);
    aras_html_open(html, "ul", NULL);
    for (size_t i = 0; i < model->source_count; i++) {
        aras_page_source(html, &model->sources[i]);
    }
    aras_html_close(html, "ul");
    aras_html_close(html, "details");
}

/* How often a world ends in none of the ways that the model names: a row for each
 * reading of each outcome with several ways, of the runs that watch it. */
static void write_rest(struct aras_study_writer *page, const struct aras_study_run *run)
{
    struct aras_html *html = &page->html;

    for (size_t e = 0; e < run->estimates->count; e++) {
        const struct aras_estimate *estimate = &run->estimates->estimate[e];
        const struct aras_outcome *it = &run->of.model->outcomes[estimate->outcome];
        struct aras_told told;

        if (it->kind != ARAS_CATEGORY || !aras_study_watches(run, estimate->outcome) ||
            it->categories[estimate->option].when != NULL ||
            !aras_readings_tell(&run->estimates->readings, estimate->reading, false)) {
            continue;
        }
        told = aras_told_share(&estimate->share);
        aras_html_open(html, "tr", NULL);
        aras_study_row_head(html, it, estimate->option);
        aras_html_text_cell(html, run->of.name);
        aras_html_text_cell(html, aras_study_has_readings(run)
                                      ? aras_study_reading(run, estimate->reading)
                                      : aras_number_none(&aras_study_style));
        aras_html_number_cell(html, strncmp(told.error, "in ", 3) == 0 ? told.error + 3
                                                                       : told.estimate);
        aras_html_number_cell(html, told.range);
        aras_html_close(html, "tr");
    }
}

static void write_unmodelled(struct aras_study_writer *page)
{
    static const char *const heading[] = {
        "Outcome, and what the rest is called", "Scenario", "If", "#Share of worlds",
        "#80 % range over parameters",          NULL};
    struct aras_html *html = &page->html;
    bool any = false;

    for (size_t i = 0; i < page->study->full; i++) {
        const struct aras_study_run *run = &page->study->run[i];

        for (size_t w = 0; w < run->watched.count; w++) {
            any = any || run->of.model->outcomes[run->watched.outcome[w]].kind ==
                             ARAS_CATEGORY;
        }
    }
    if (!any) {
        return;
    }
    aras_html_line(html, "h3", "Futures that are only a rest");
    aras_html_line(
        html, "p",
        "Where none of the ways in which it names how something ends comes "
        "about, the model calls what is left by one name, whatever it is. The "
        "larger this rest, the less the other shares say.");
    aras_html_open_table(html, "", "The share of worlds that is left", heading);
    for (size_t i = 0; i < page->study->full; i++) {
        write_rest(page, &page->study->run[i]);
    }
    aras_html_close_table(html);
}

void aras_study_write_limits(struct aras_study_writer *page)
{
    const struct aras_model *model = page->study->run[0].of.model;
    struct aras_html *html = &page->html;
    char cutoff[32] = "";

    aras_html_open(html, "section", "id", "limits", NULL);
    aras_html_line(html, "h2", "What it rests on, and what it cannot say");
    write_sources(page, model);
    aras_html_line(html, "h3", "What it cannot say");
    aras_html_open(html, "ul", NULL);
    if (model->has_start) {
        aras_model_write_moment(
            model, (double) (model->cutoff - model->start) / model->days_per_unit,
            cutoff);
        aras_html_line(html, "li",
                       "Anything that came to be known after %s: no source is younger.",
                       cutoff);
    }
    aras_html_line(
        html, "li",
        "What will happen. A share of worlds is a share of runs of this model, "
        "under its assumptions and within its readings.");
    aras_html_line(
        html, "li",
        "Anything that no event of the model stands for. No range here holds "
        "the doubt whether the model is the right one.");
    aras_html_line(html, "li",
                   "That one thing brings about another in the world. In the model, "
                   "aras causes and paired runs tell what brings about what.");
    aras_html_close(html, "ul");
    write_unmodelled(page);
    aras_html_close(html, "section");
}

void aras_study_write_again(struct aras_study_writer *page)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "section", "id", "again", NULL);
    aras_html_line(html, "h2", "How to get it again");
    for (size_t i = 0; i < page->study->runs; i++) {
        const struct aras_study_run *run = &page->study->run[i];
        struct aras_run_facts facts;

        if (i == page->study->full) {
            aras_html_line(html, "h3", "The other scenarios");
        }
        aras_run_get_facts(run->of.run, &facts);
        if (i >= page->study->full) {
            aras_html_line(
                html, "p", "%s: run %s, seed %" PRIu64 ", %s worlds, stored in %s",
                run->of.name, facts.id, facts.seed,
                aras_number_whole(run->estimates->replications).text, facts.path);
            continue;
        }
        aras_html_line(html, "h3", "%s", run->of.name);
        aras_html_open(html, "p", NULL);
        aras_html_text(
            html,
            "Run %s, seed %" PRIu64 ", %s worlds in groups of %" PRIu64
            " (%s failed), by aras %s; stored in %s, with the whole resolved "
            "model in resolved.cfg.",
            facts.id, facts.seed, aras_number_whole(run->estimates->replications).text,
            facts.group, aras_number_whole(run->estimates->failed).text, facts.version,
            facts.path);
        aras_html_close(html, "p");
        aras_html_open(html, "pre", "tabindex", "0", NULL);
        aras_html_line(html, "code", "%s", run->of.command);
        aras_html_close(html, "pre");
        if (run->of.changes[0] != '\0') {
            aras_html_open(html, "details", NULL);
            aras_html_line(html, "summary", "What the scenario changes, as resolved");
            aras_html_open(html, "pre", "tabindex", "0", NULL);
            aras_html_line(html, "code", "%s", run->of.changes);
            aras_html_close(html, "pre");
            aras_html_close(html, "details");
        }
    }
    aras_html_close(html, "section");
}
