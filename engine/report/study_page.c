/* A study as one page of HTML. */
#include <stdio.h>

#include "report/html.h"
#include "report/page.h"
#include "report/study_changes.h"
#include "report/study_grounds.h"
#include "report/study_run.h"
#include "report/study_sentences.h"
#include "report/study_writer.h"

static void write_navigation(struct aras_study_writer *page)
{
    const struct aras_study *study = page->study;
    struct aras_html *html = &page->html;
    char id[32];

    aras_html_open(html, "nav", "aria-label", "Contents", NULL);
    aras_html_open(html, "ul", NULL);
    for (size_t i = 0; i < study->full; i++) {
        snprintf(id, sizeof id, "run-%zu", i + 1);
        aras_html_open(html, "li", NULL);
        aras_html_link(html, id, "%s", study->run[i].of.name);
        aras_html_close(html, "li");
    }
    for (size_t i = 1; i < study->full; i++) {
        snprintf(id, sizeof id, "change-%zu", i + 1);
        aras_html_open(html, "li", NULL);
        aras_html_link(html, id, "%s to %s", study->run[0].of.name,
                       study->run[i].of.name);
        aras_html_close(html, "li");
    }
    if (study->runs > study->full) {
        aras_html_open(html, "li", NULL);
        aras_html_link(html, "overview", "all others");
        aras_html_close(html, "li");
    }
    aras_html_open(html, "li", NULL);
    aras_html_link(html, "limits", "what it rests on");
    aras_html_close(html, "li");
    aras_html_open(html, "li", NULL);
    aras_html_link(html, "again", "how to get it again");
    aras_html_close(html, "li");
    aras_html_close(html, "ul");
    aras_html_close(html, "nav");
}

static void write_beginning(struct aras_study_writer *page)
{
    const struct aras_study *study = page->study;
    struct aras_html *html = &page->html;

    aras_html_open(html, "header", NULL);
    aras_html_line(html, "h1", "%s", study->run[0].of.model->title);
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "%zu scenario%s: ", study->runs, study->runs == 1 ? "" : "s");
    for (size_t i = 0; i < study->full; i++) {
        aras_html_text(html, "%s%s", i == 0 ? "" : ", ", study->run[i].of.name);
    }
    aras_html_text(html, "%s", study->runs > study->full ? " and others" : "");
    aras_html_close(html, "p");
    write_navigation(page);
    aras_html_close(html, "header");
}

/* What the numbers are not, before anybody quotes them. */
static void warn(struct aras_study_writer *page)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "div", "class", "box", "role", "note", NULL);
    aras_html_open(html, "p", NULL);
    aras_html_text(html,
                   "This is a thinking aid. Its numbers are shares of runs of a model, "
                   "under assumptions that its authors state and grade; they do not "
                   "forecast events. What more runs would settle, and what only better "
                   "knowledge of the inputs would, are told apart throughout. ");
    aras_html_link(html, "limits", "What it rests on, and what it cannot say");
    aras_html_close(html, "p");
    aras_html_close(html, "div");
}

static void write_main(struct aras_study_writer *page)
{
    const struct aras_study *study = page->study;
    struct aras_html *html = &page->html;

    aras_html_open(html, "main", NULL);
    aras_study_say_run(page, &study->run[0]);
    warn(page);
    for (size_t i = 1; i < study->full; i++) {
        aras_study_say_change(page, i);
    }
    for (size_t i = 0; i < study->full; i++) {
        aras_study_write_run(page, i);
    }
    for (size_t i = 1; i < study->full; i++) {
        aras_study_write_change(page, i);
    }
    aras_study_write_overview(page);
    aras_study_write_limits(page);
    aras_study_write_again(page);
    aras_html_close(html, "main");
}

enum aras_status aras_report_study(struct aras_text *text,
                                   const struct aras_study *study,
                                   struct aras_error *error)
{
    struct aras_study_writer page = {.study = study, .error = error, .status = ARAS_OK};
    struct aras_html *html = &page.html;
    char title[512];

    snprintf(title, sizeof title, "%s: a report by Aras",
             aras_study_title(&study->run[0]));
    aras_page_begin(html, title);
    write_beginning(&page);
    write_main(&page);
    aras_page_end(html);
    if (page.status == ARAS_OK) {
        page.status = aras_text_check(&html->text, error);
    }
    if (page.status == ARAS_OK) {
        *text = html->text;
    } else {
        aras_text_free(&html->text);
    }
    return page.status;
}
