/* A study as one page of HTML. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/drawing.h"
#include "report/html.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/page.h"
#include "report/picture_answer.h"
#include "report/picture_world.h"
#include "report/study_answers.h"
#include "report/told.h"
#include "report/words.h"

enum { MOST_READINGS = 3 };

/* Between the numbers of two readings; no line begins with it. */
#define BESIDE "\xC2\xA0/ "

static const struct aras_style signs = {.width = 100};

/* --- numbers ---------------------------------------------------------------------- */

/* "4 of 100 worlds" for "4 %", "none of 5400 worlds" for what never came; what is no
 * such number stays as it is. */
static void in_words(const struct aras_told *told, bool first, char text[160])
{
    const char *share = told->estimate;
    size_t length = strlen(share);

    if (strncmp(told->error, "in ", 3) == 0) {
        snprintf(text, 160, "%s worlds", told->error + 3);
    } else if (strchr("~0123456789", share[0]) != NULL && length > 2 &&
               strcmp(share + length - 2, " %") == 0) {
        snprintf(text, 160, "%.*s%s", (int) length - 2, share,
                 first ? " of 100 worlds" : "");
    } else {
        snprintf(text, 160, "%s", share);
    }
}

/* " (1 to 10)": where eight of ten parameter sets lie, where that is told. */
static void say_range(struct aras_html *html, const struct aras_told *told)
{
    const char *range = told->range;
    size_t length = strlen(range);

    if (strstr(range, " to ") != NULL) {
        length -= length > 2 && strcmp(range + length - 2, " %") == 0 ? 2 : 0;
        aras_html_text(html, " (%.*s)", (int) length, range);
    }
}

static const char *option_name(const struct aras_outcome *outcome, size_t option)
{
    const struct aras_category *it = &outcome->categories[option];

    return it->title == NULL || it->title[0] == '\0' ? it->id : it->title;
}

static const char *title_of(const struct aras_study_run *run)
{
    const struct aras_question *question = &run->of.model->question;

    return question->title == NULL ? run->of.model->title : question->title;
}

static bool has_readings(const struct aras_study_run *run)
{
    return aras_legend_has_readings(&run->estimates->readings);
}

static const char *reading_name(const struct aras_study_run *run, size_t reading)
{
    return aras_legend_reading(&run->estimates->readings, run->of.model, reading);
}

/* --- figures ---------------------------------------------------------------------- */

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
        aras_number_error(error, share, &signs).text);
}

/* --- a run in sentences ----------------------------------------------------------- */

/* An estimate in each reading: "4 of 100 worlds if fast; 3 if slow". */
static void say_estimates(struct aras_study_writer *page,
                          const struct aras_study_run *run, size_t outcome,
                          size_t option, bool names)
{
    const struct aras_outcome *it = &run->of.model->outcomes[outcome];
    struct aras_html *html = &page->html;
    bool first = true;

    for (size_t i = 0; i < run->estimates->count; i++) {
        const struct aras_estimate *estimate = &run->estimates->estimate[i];
        struct aras_told told;
        char words[160];

        if (estimate->outcome != outcome || estimate->option != option ||
            !aras_readings_tell(&run->estimates->readings, estimate->reading, false)) {
            continue;
        }
        told = aras_told_estimate(estimate);
        in_words(&told, first && names, words);
        aras_html_text(html, "%s%s%s",
                       first   ? ""
                       : names ? "; "
                               : BESIDE,
                       aras_told_is_average(it->kind) && first ? "on the average " : "",
                       words);
        if (it->kind != ARAS_CATEGORY) {
            say_range(html, &told);
        }
        if (has_readings(run) && names) {
            aras_html_text(html, " if %s", reading_name(run, estimate->reading));
        }
        first = false;
    }
    if (aras_told_is_average(it->kind) && it->unit != NULL && it->unit[0] != '\0') {
        aras_html_text(html, ", %s", it->unit);
    }
}

static void say_outcome(struct aras_study_writer *page,
                        const struct aras_study_run *run, size_t outcome, bool names)
{
    struct aras_html *html = &page->html;

    aras_html_open(html, "li", NULL);
    aras_html_line(html, "strong", "%s", run->of.model->outcomes[outcome].title);
    aras_html_text(html, ": ");
    say_estimates(page, run, outcome, 0, names);
    aras_html_text(html, ".");
    aras_html_close(html, "li");
}

static void list_readings(struct aras_study_writer *page,
                          const struct aras_study_run *run)
{
    const struct aras_readings *readings = &run->estimates->readings;
    struct aras_html *html = &page->html;

    aras_html_open(html, "ol", NULL);
    for (size_t i = 0; i < readings->count; i++) {
        const struct aras_reading *it = &readings->reading[i];

        if (aras_readings_tell(readings, i, false)) {
            aras_html_line(html, "li", "%s: %s, %s (%s worlds, %s parameter sets)",
                           reading_name(run, i), it->variant_title, it->title,
                           aras_number_whole(it->worlds).text,
                           aras_number_whole(it->sets).text);
        }
    }
    aras_html_close(html, "ol");
}

/* Of the ways in which worlds end, so many are said: those of most worlds. */
enum { MOST_SAID = 3, MOST_CHANGES = 5 };

/* The greatest share of an option over the readings that are told. */
static double share_of_option(const struct aras_study_run *run, size_t outcome,
                              size_t option)
{
    double greatest = 0.0;

    for (size_t i = 0; i < run->estimates->count; i++) {
        const struct aras_estimate *it = &run->estimates->estimate[i];

        if (it->outcome == outcome && it->option == option &&
            aras_readings_tell(&run->estimates->readings, it->reading, false)) {
            greatest = fmax(greatest, it->share.p);
        }
    }
    return greatest;
}

/* How many options of the outcome are of more worlds than this one. */
static size_t place_of_option(const struct aras_study_run *run, size_t outcome,
                              size_t option)
{
    const struct aras_outcome *it = &run->of.model->outcomes[outcome];
    double share = share_of_option(run, outcome, option);
    size_t place = 0;

    for (size_t k = 0; k < it->category_count; k++) {
        double other = share_of_option(run, outcome, k);

        place += other > share || (other == share && k < option);
    }
    return place;
}

static void say_category(struct aras_study_writer *page,
                         const struct aras_study_run *run, size_t outcome)
{
    const struct aras_outcome *it = &run->of.model->outcomes[outcome];
    struct aras_html *html = &page->html;
    size_t said = it->category_count < MOST_SAID ? it->category_count : MOST_SAID;

    aras_html_open(html, "li", NULL);
    aras_html_line(html, "strong", "%s", it->title);
    aras_html_text(html, ": ");
    for (size_t place = 0; place < said; place++) {
        for (size_t k = 0; k < it->category_count; k++) {
            if (place_of_option(run, outcome, k) == place) {
                aras_html_text(html, "%s%s (", place == 0 ? "" : "; ",
                               option_name(it, k));
                say_estimates(page, run, outcome, k, false);
                aras_html_text(html, "%s)", place == 0 ? " of 100 worlds" : "");
            }
        }
    }
    if (said < it->category_count) {
        aras_html_text(html, "; and %zu more in the table", it->category_count - said);
    }
    aras_html_text(html, ".");
    aras_html_close(html, "li");
}

static void say_run(struct aras_study_writer *page, const struct aras_study_run *run)
{
    struct aras_html *html = &page->html;
    const struct aras_model *model = run->of.model;
    char moment[32];

    aras_model_write_moment(model, model->horizon, moment);
    aras_html_open(html, "p", "class", "lead", NULL);
    aras_html_text(html, "In 100 imagined futures under ");
    aras_html_line(html, "strong", "%s", title_of(run));
    aras_html_text(html,
                   ", as the model draws them up to %s. In brackets: where eight of "
                   "ten sets of parameters put it, since the inputs are not known.",
                   moment);
    aras_html_close(html, "p");
    if (has_readings(run)) {
        aras_html_line(html, "p",
                       "Rival readings of the same facts are played apart and never "
                       "averaged. They stand side by side in this order:");
        list_readings(page, run);
        aras_html_line(html, "p", "What comes out:");
    }
    aras_html_open(html, "ul", "class", "says", NULL);
    for (size_t i = 0; i < run->watched.count; i++) {
        size_t outcome = run->watched.outcome[i];

        if (model->outcomes[outcome].kind == ARAS_CATEGORY) {
            say_category(page, run, outcome);
        } else {
            say_outcome(page, run, outcome, i == 0);
        }
    }
    aras_html_close(html, "ul");
}

/* Of a run, the estimate of this side of a difference, in its reading; NULL: it has
 * none. */
static const struct aras_estimate *estimate_of(const struct aras_study_run *run,
                                               const struct aras_study_change *change,
                                               const struct aras_difference *it,
                                               bool is_a)
{
    const char *reading =
        aras_reading_id(&change->versus->contrast->readings.reading[it->reading]);

    for (size_t i = 0; i < run->estimates->count; i++) {
        const struct aras_estimate *estimate = &run->estimates->estimate[i];
        const struct aras_reading *own =
            &run->estimates->readings.reading[estimate->reading];

        if (estimate->outcome == (is_a ? it->outcome_a : it->outcome_b) &&
            estimate->option == it->option &&
            strcmp(aras_reading_id(own), reading) == 0) {
            return estimate;
        }
    }
    return NULL;
}

/* How far a change is from none, in its own errors; 0 when it may be none. */
static double clearness(const struct aras_difference *it)
{
    if (it->verdict != ARAS_HIGHER && it->verdict != ARAS_LOWER) {
        return 0.0;
    }
    return fabs(it->difference) / fmax(it->error, aras_number_dust(it->difference));
}

/* One side of a change in each reading: "4 / 3 of 100 worlds". */
static void say_side(struct aras_study_writer *page, size_t number,
                     const struct aras_difference *like, bool is_a)
{
    const struct aras_study_change *change = &page->study->change[number];
    const struct aras_contrast *contrast = change->versus->contrast;
    bool first = true;
    bool plain = false; /* the last was "4", of a hundred */

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *it = &contrast->difference[i];
        const struct aras_estimate *own;
        struct aras_told told;
        char words[160];

        if (it->outcome_a != like->outcome_a || it->option != like->option ||
            !aras_readings_tell(&contrast->readings, it->reading, false)) {
            continue;
        }
        own = estimate_of(&page->study->run[is_a ? 0 : number], change, it, is_a);
        if (own == NULL) {
            continue;
        }
        told = aras_told_estimate(own);
        in_words(&told, false, words);
        aras_html_text(&page->html, "%s%s", first ? "" : BESIDE, words);
        first = false;
        plain = strstr(told.estimate, " %") != NULL &&
                strcmp(words, told.estimate) != 0 && strstr(words, "worlds") == NULL;
    }
    if (is_a && plain) {
        aras_html_text(&page->html, " of 100 worlds");
    }
}

/* " (±2.3 / ±2.1 pp)": how far the changes may be off, from the number of worlds. */
static void say_change_error(struct aras_study_writer *page, size_t number,
                             const struct aras_difference *like)
{
    const struct aras_contrast *contrast = page->study->change[number].versus->contrast;
    bool share = like->kind == ARAS_HAPPENED || like->kind == ARAS_CATEGORY;
    size_t told = 0;

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *it = &contrast->difference[i];

        if (it->outcome_a == like->outcome_a && it->option == like->option &&
            aras_readings_tell(&contrast->readings, it->reading, false)) {
            aras_html_text(&page->html, "%s%s", told++ == 0 ? " (" : BESIDE,
                           aras_number_error(it->error, share, &signs).text);
        }
    }
    aras_html_text(&page->html, "%s", told > 0 ? ")" : "");
}

static void say_difference(struct aras_study_writer *page, size_t number,
                           const struct aras_difference *it)
{
    const struct aras_outcome *outcome =
        &page->study->run[0].of.model->outcomes[it->outcome_a];
    struct aras_html *html = &page->html;

    aras_html_open(html, "li", NULL);
    aras_html_line(html, "strong", "%s", outcome->title);
    if (outcome->kind == ARAS_CATEGORY) {
        aras_html_text(html, ", %s", option_name(outcome, it->option));
    }
    aras_html_text(html, ": from ");
    say_side(page, number, it, true);
    aras_html_text(html, " to ");
    say_side(page, number, it, false);
    say_change_error(page, number, it);
    aras_html_text(html, ".");
    aras_html_close(html, "li");
}

/* The clearest change of an outcome, in any reading; NULL: none is clear. */
static const struct aras_difference *clearest(const struct aras_contrast *contrast,
                                              size_t outcome)
{
    const struct aras_difference *found = NULL;

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *it = &contrast->difference[i];

        if (it->outcome_a == outcome &&
            aras_readings_tell(&contrast->readings, it->reading, false) &&
            clearness(it) > (found == NULL ? 0.0 : clearness(found))) {
            found = it;
        }
    }
    return found;
}

/* The clear changes against the first run, one of each outcome. */
static void say_change(struct aras_study_writer *page, size_t number)
{
    const struct aras_study_change *change = &page->study->change[number];
    const struct aras_study_run *run = &page->study->run[number];
    struct aras_html *html = &page->html;
    size_t said = 0;

    if (change->versus == NULL) {
        return;
    }

    const struct aras_contrast *contrast = change->versus->contrast;

    aras_html_open(html, "p", "class", "lead", NULL);
    aras_html_text(html, "What is clearly different under ");
    aras_html_line(html, "strong", "%s", title_of(run));
    aras_html_text(html, " (in brackets how far the change may be off, from the number "
                         "of worlds, 95 %%):");
    aras_html_close(html, "p");
    aras_html_open(html, "ul", "class", "says", NULL);
    for (size_t i = 0; i < change->watched.count && said < MOST_CHANGES; i++) {
        const struct aras_difference *it =
            clearest(contrast, change->watched.outcome[i]);

        if (it != NULL) {
            say_difference(page, number, it);
            said++;
        }
    }
    if (said == 0) {
        aras_html_line(html, "li",
                       "nothing that is watched, by more than the margin that was "
                       "stated for it.");
    }
    aras_html_close(html, "ul");
}

/* --- tables of a run -------------------------------------------------------------- */

static void row_head(struct aras_html *html, const struct aras_outcome *outcome,
                     size_t option)
{
    bool unit = aras_told_is_average(outcome->kind) && outcome->unit != NULL &&
                outcome->unit[0] != '\0';

    aras_html_open(html, "th", "scope", "row", NULL);
    if (outcome->kind == ARAS_CATEGORY) {
        aras_html_text(html, "%s: %s", outcome->title, option_name(outcome, option));
    } else {
        aras_html_text(html, "%s%s%s%s", outcome->title, unit ? " (" : "",
                       unit ? outcome->unit : "", unit ? ")" : "");
    }
    aras_html_close(html, "th");
}

static bool watches(const struct aras_study_run *run, size_t outcome)
{
    for (size_t i = 0; i < run->watched.count; i++) {
        if (run->watched.outcome[i] == outcome) {
            return true;
        }
    }
    return false;
}

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
    aras_html_open_table(html, "filter", label, has_readings(run) ? with : without);
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
            row_head(html, &run->of.model->outcomes[it->outcome], it->option);
            if (has_readings(run)) {
                aras_html_text_cell(html, reading_name(run, it->reading));
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
    for (size_t r = 0; r < run->estimates->readings.count && drawn < MOST_READINGS;
         r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        if (!aras_readings_tell(&run->estimates->readings, r, false)) {
            continue;
        }
        aras_study_begin_figure(page, &drawing);
        drawing.look.width = ARAS_DRAWING_WIDE;
        status = aras_picture_endings(&drawing.picture, &run->pictured, outcome, r,
                                      &drawing.error);
        say_error(error, greatest_error(run, &outcome, 1, r), true);
        aras_study_end_figure(page, &drawing, status,
                              "Each square is one world of a hundred.", error);
        drawn++;
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
    for (size_t r = 0; r < run->estimates->readings.count && drawn < 2; r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        if (!aras_readings_tell(&run->estimates->readings, r, false)) {
            continue;
        }
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
        drawn++;
    }
    aras_html_close(&page->html, "div");
}

static void story_id(char id[96], const struct aras_study_run *run,
                     const struct aras_study_writer *page, uint64_t replication)
{
    snprintf(id, 96, "run-%zu-world-%" PRIu64, (size_t) (run - page->study->run) + 1,
             replication);
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

        story_id(id, run, page, replication);
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
    for (size_t r = 0; r < run->estimates->readings.count && drawn < 2; r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        if (!aras_readings_tell(&run->estimates->readings, r, false)) {
            continue;
        }
        aras_study_begin_figure(page, &drawing);
        status = aras_picture_dots(&drawing.picture, &run->pictured, &columns, r,
                                   &drawing.error);
        snprintf(
            error, sizeof error,
            "The mean is off by up to %s from the number of worlds alone (95 %%).",
            aras_number_error(greatest_error(run, &run->number, 1, r), false, &signs)
                .text);
        aras_study_end_figure(page, &drawing, status, NULL, error);
        drawn++;
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
    for (size_t r = 0; r < run->estimates->readings.count && drawn < 2; r++) {
        struct aras_drawing drawing;
        enum aras_status status;
        char error[256];

        if (!aras_readings_tell(&run->estimates->readings, r, false)) {
            continue;
        }
        aras_study_begin_figure(page, &drawing);
        status =
            aras_picture_leverage(&drawing.picture, &run->pictured, r, &drawing.error);
        snprintf(
            error, sizeof error,
            "From the number of worlds alone a cell is off by up to %s (95 %%).",
            aras_number_error(greatest_error(run, of, count, r), false, &signs).text);
        aras_study_end_figure(
            page, &drawing, status,
            "Each number is the leverage of the actor of its row over that of its "
            "column, as the model reckons it: above 0 the row has the upper hand.",
            error);
        aras_study_draw_measured(page, run, r);
        drawn++;
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
        "An input goes with the outcome on the average, all others as they come; "
        "aras sensitivity tells luck, parameters and readings apart.");
}

/* --- stories ---------------------------------------------------------------------- */

static void tell_endings(struct aras_study_writer *page,
                         const struct aras_study_run *run,
                         const struct aras_study_story *story)
{
    struct aras_html *html = &page->html;
    struct aras_text text = {0};

    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "It came to: ");
    for (size_t i = 0; i < run->watched.count; i++) {
        size_t outcome = run->watched.outcome[i];

        text.length = 0;
        aras_words_outcome(&text, run->of.model, outcome,
                           story->chronicle->endings[outcome].value);
        aras_html_text(html, "%s%s: %s", i == 0 ? "" : "; ",
                       run->of.model->outcomes[outcome].title,
                       text.data == NULL ? "" : text.data);
    }
    aras_html_text(html, ".");
    aras_html_close(html, "p");
    html->text.out_of_memory |= text.out_of_memory;
    aras_text_free(&text);
}

static void tell_story(struct aras_study_writer *page, const struct aras_study_run *run,
                       const struct aras_study_story *story)
{
    struct aras_html *html = &page->html;
    const struct aras_chronicle *chronicle = story->chronicle;
    const struct aras_model *model = run->of.model;
    char id[96];

    story_id(id, run, page, chronicle->replication);
    aras_html_open(html, "details", "class", "story", "id", id, NULL);
    aras_html_line(html, "summary", "World %" PRIu64 " of %s. %s",
                   chronicle->replication, run->of.name, story->why);
    if (model->variant_count > 0) {
        aras_html_open(html, "p", "class", "quiet", NULL);
        aras_html_text(html, "Its readings: ");
        for (size_t i = 0; i < model->variant_count; i++) {
            double option = chronicle->parameters[model->parameter_count + i];

            if (option >= 0.0 && option < (double) model->variants[i].count) {
                aras_html_text(html, "%s%s = %s", i == 0 ? "" : ", ",
                               model->variants[i].id,
                               model->variants[i].options[(size_t) option].id);
            }
        }
        aras_html_text(html, ".");
        aras_html_close(html, "p");
    }
    if (chronicle->failed) {
        aras_html_line(html, "p", "This world could not be played to its end: %s",
                       chronicle->failure.message);
    } else {
        aras_page_chapters(html, story->chronicle, &story->chapters);
        tell_endings(page, run, story);
    }
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(html, "With all reasons: ");
    aras_html_line(html, "code", "aras explain %s --replication %" PRIu64,
                   aras_run_path(run->of.run), chronicle->replication);
    aras_html_close(html, "p");
    aras_html_close(html, "details");
}

/* A world as a picture, with the way to its story. */
static void draw_story(struct aras_study_writer *page, const struct aras_study_run *run,
                       const struct aras_study_story *story)
{
    struct aras_drawing drawing;
    struct aras_retelling retelling = {.chronicle = story->chronicle,
                                       .chapters = &story->chapters,
                                       .outcomes = run->watched.outcome,
                                       .count = run->watched.count};
    char id[96];

    aras_html_open(&page->html, "div", NULL);
    aras_study_begin_figure(page, &drawing);
    drawing.look.width = ARAS_DRAWING_WIDE;
    aras_study_end_figure(
        page, &drawing,
        aras_picture_timeline(&drawing.picture, &retelling, run->of.name,
                              &drawing.error),
        story->why,
        "A lane for each actor; an arrow leads from what something needed, or "
        "what moved its rate.");
    story_id(id, run, page, story->chronicle->replication);
    aras_html_open(&page->html, "p", "class", "quiet", NULL);
    aras_html_link(&page->html, id, "Its story, world %" PRIu64,
                   story->chronicle->replication);
    aras_html_close(&page->html, "p");
    aras_html_close(&page->html, "div");
}

static void draw_stories(struct aras_study_writer *page,
                         const struct aras_study_run *run)
{
    aras_html_open(&page->html, "div", "class", "figures", NULL);
    for (size_t i = 0; i < run->stories; i++) {
        if (run->story[i].drawn && !run->story[i].chronicle->failed) {
            draw_story(page, run, &run->story[i]);
        }
    }
    aras_html_close(&page->html, "div");
}

static void tell_stories(struct aras_study_writer *page,
                         const struct aras_study_run *run)
{
    aras_html_line(&page->html, "h3", "Single worlds");
    aras_html_line(
        &page->html, "p",
        "What happened in a few of the worlds, in the words of the model. One "
        "world is an illustration, never a forecast.");
    /* Such a picture is as long as a table: for other runs there is aras figure. */
    if (run == page->study->run) {
        draw_stories(page, run);
    }
    for (size_t i = 0; i < run->stories; i++) {
        tell_story(page, run, &run->story[i]);
    }
}

/* --- what is different ------------------------------------------------------------ */

/* A side of a change, by what its own run knows of it. */
static void side_cell(struct aras_study_writer *page, size_t number,
                      const struct aras_difference *it, bool is_a)
{
    const struct aras_estimate *own = estimate_of(
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
        aras_html_number_cell(&page->html, aras_number_none(&signs));
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
            row_head(html, outcome, it->option);
            aras_html_text_cell(html,
                                aras_legend_reading(&contrast->readings,
                                                    change->view.a.model, it->reading));
            side_cell(page, number, it, true);
            side_cell(page, number, it, false);
            aras_html_number_cell(
                html, aras_number_change(it->difference, it->interval, share).text);
            aras_html_number_cell(html,
                                  aras_number_error(it->error, share, &signs).text);
            aras_html_number_cell(
                html,
                aras_number_change_range(it->range, it->error, share, &signs).text);
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

static void write_change(struct aras_study_writer *page, size_t number)
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
        estimate_of(run, &page->study->change[number], it, false);
    bool share = it->kind == ARAS_HAPPENED || it->kind == ARAS_CATEGORY;
    struct aras_html *html = &page->html;

    if (own == NULL) {
        aras_html_number_cell(html, aras_number_none(&signs));
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
    aras_html_text(html, "%s", title_of(&page->study->run[number]));
    aras_html_close(html, "th");
    for (size_t k = 0; k < count; k++) {
        const struct aras_difference *it =
            change->versus == NULL ? NULL : first_change(change, shown[k]);

        if (it == NULL) {
            aras_html_number_cell(html, aras_number_none(&signs));
        } else {
            overview_cell(page, number, it);
        }
    }
    aras_html_close(html, "tr");
}

static void write_overview(struct aras_study_writer *page)
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
    if (has_readings(first)) {
        aras_html_open(html, "p", "class", "quiet", NULL);
        aras_html_text(html, "In one reading, %s; aras overview tells the others.",
                       reading_name(first, aras_picture_reading(first->estimates)));
        aras_html_close(html, "p");
    }
    aras_html_close(html, "section");
}

/* --- what it rests on ------------------------------------------------------------- */

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

        if (it->kind != ARAS_CATEGORY || !watches(run, estimate->outcome) ||
            it->categories[estimate->option].when != NULL ||
            !aras_readings_tell(&run->estimates->readings, estimate->reading, false)) {
            continue;
        }
        told = aras_told_share(&estimate->share);
        aras_html_open(html, "tr", NULL);
        row_head(html, it, estimate->option);
        aras_html_text_cell(html, run->of.name);
        aras_html_text_cell(html, has_readings(run)
                                      ? reading_name(run, estimate->reading)
                                      : aras_number_none(&signs));
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

static void write_limits(struct aras_study_writer *page)
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

static void write_again(struct aras_study_writer *page)
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

/* --- the page --------------------------------------------------------------------- */

static void write_run(struct aras_study_writer *page, size_t number)
{
    const struct aras_study_run *run = &page->study->run[number];
    const struct aras_question *question = &run->of.model->question;
    struct aras_html *html = &page->html;
    char id[32];
    bool drawn = false;

    snprintf(id, sizeof id, "run-%zu", number + 1);
    aras_html_open(html, "section", "id", id, NULL);
    aras_html_line(html, "h2", "%s", title_of(run));
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
    tell_stories(page, run);
    aras_html_close(html, "section");
}

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
    say_run(page, &study->run[0]);
    warn(page);
    for (size_t i = 1; i < study->full; i++) {
        say_change(page, i);
    }
    for (size_t i = 0; i < study->full; i++) {
        write_run(page, i);
    }
    for (size_t i = 1; i < study->full; i++) {
        write_change(page, i);
    }
    write_overview(page);
    write_limits(page);
    write_again(page);
    aras_html_close(html, "main");
}

enum aras_status aras_report_study(struct aras_text *text,
                                   const struct aras_study *study,
                                   struct aras_error *error)
{
    struct aras_study_writer page = {.study = study, .error = error, .status = ARAS_OK};
    struct aras_html *html = &page.html;
    char title[512];

    snprintf(title, sizeof title, "%s: a report by Aras", title_of(&study->run[0]));
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
