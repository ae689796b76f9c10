#include "report/study_sentences.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/told.h"

/* Between the numbers of two readings; no line begins with it. */
#define BESIDE "\xC2\xA0/ "

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
                       aras_told_is_average(it->kind) && first ? "on average " : "",
                       words);
        if (it->kind != ARAS_CATEGORY) {
            say_range(html, &told);
        }
        if (aras_study_has_readings(run) && names) {
            aras_html_text(html, " if %s", aras_study_reading(run, estimate->reading));
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
                           aras_study_reading(run, i), it->variant_title, it->title,
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
                               aras_study_option(it, k));
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

void aras_study_say_run(struct aras_study_writer *page,
                        const struct aras_study_run *run)
{
    struct aras_html *html = &page->html;
    const struct aras_model *model = run->of.model;
    char moment[32];

    aras_model_write_moment(model, model->horizon, moment);
    aras_html_open(html, "p", "class", "lead", NULL);
    aras_html_text(html, "In 100 imagined futures under ");
    aras_html_line(html, "strong", "%s", aras_study_title(run));
    aras_html_text(html,
                   ", as the model draws them up to %s. In brackets: where eight of "
                   "ten sets of parameters put it, since the inputs are not known.",
                   moment);
    aras_html_close(html, "p");
    if (aras_study_has_readings(run)) {
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
const struct aras_estimate *
aras_study_estimate_of(const struct aras_study_run *run,
                       const struct aras_study_change *change,
                       const struct aras_difference *it, bool is_a)
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
        own = aras_study_estimate_of(&page->study->run[is_a ? 0 : number], change, it,
                                     is_a);
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
                           aras_number_error(it->error, share, &aras_study_style).text);
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
        aras_html_text(html, ", %s", aras_study_option(outcome, it->option));
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
void aras_study_say_change(struct aras_study_writer *page, size_t number)
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
    aras_html_line(html, "strong", "%s", aras_study_title(run));
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
