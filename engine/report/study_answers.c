/* A study as one page of HTML: what was found out by playing more worlds. */
#include "report/study_answers.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/legend.h"
#include "report/leverage_words.h"
#include "report/number.h"
#include "report/picture_answer.h"
#include "report/sensitivity_text.h"
#include "report/told.h"
#include "report/words.h"

/* What stands under "If": a reading, where there are rivals. */
static void if_cell(struct aras_html *html, const struct aras_readings *readings,
                    const struct aras_model *model, size_t reading)
{
    aras_html_text_cell(html, aras_legend_has_readings(readings)
                                  ? aras_legend_reading(readings, model, reading)
                                  : aras_number_none(&aras_study_style));
}

/* --- what not knowing does ---------------------------------------------------------
 */

static void write_spread(struct aras_html *html, const struct aras_study_run *run,
                         const struct aras_target *target)
{
    static const char *const heading[] = {
        "If", "#Estimate", "#80 % range over parameters", "#Replication error", NULL};
    const struct aras_estimates *estimates = run->estimates;

    aras_html_open_table(html, "", "How far what is not known moves it", heading);
    for (size_t r = 0; r < estimates->readings.count; r++) {
        const struct aras_estimate *it =
            aras_sensitivity_estimate(estimates, target, r);
        struct aras_told told;

        if (it == NULL || !aras_readings_tell(&estimates->readings, r, false)) {
            continue;
        }
        told = aras_target_is_share(target) ? aras_told_share(&it->share)
                                            : aras_told_average(&it->average);
        aras_html_open(html, "tr", NULL);
        if_cell(html, &estimates->readings, run->of.model, r);
        aras_html_number_cell(html, told.estimate);
        aras_html_number_cell(html, told.range);
        aras_html_number_cell(html, told.error);
        aras_html_close(html, "tr");
    }
    aras_html_close_table(html);
}

static void write_factor(struct aras_html *html, const char *title,
                         const struct aras_variance_factor *factor)
{
    aras_html_open(html, "tr", NULL);
    aras_html_text_cell(html, title);
    aras_html_number_cell(html, aras_sensitivity_text_share(factor->first,
                                                            factor->first_interval,
                                                            &aras_study_style)
                                    .text);
    aras_html_number_cell(
        html,
        aras_sensitivity_text_between(factor->first_interval, &aras_study_style).text);
    aras_html_number_cell(html, aras_sensitivity_text_share(factor->total,
                                                            factor->total_interval,
                                                            &aras_study_style)
                                    .text);
    aras_html_number_cell(
        html,
        aras_sensitivity_text_between(factor->total_interval, &aras_study_style).text);
    aras_html_close(html, "tr");
}

static void write_factors(struct aras_html *html,
                          const struct aras_sensitivity_split *split)
{
    static const char *const heading[] = {"Factor",       "#By itself", "#95 %",
                                          "#With others", "#95 %",      NULL};
    const struct aras_variance *variance = split->variance;

    aras_html_open_table(html, "", "Shares of the variance over worlds", heading);
    for (size_t i = 0; i < variance->factors; i++) {
        write_factor(html, split->factor_title[i], &variance->factor[i]);
    }
    aras_html_open(html, "tr", NULL);
    aras_html_text_cell(html, "only together");
    aras_html_number_cell(html, aras_sensitivity_text_share(
                                    variance->interaction,
                                    variance->interaction_interval, &aras_study_style)
                                    .text);
    aras_html_number_cell(html, aras_sensitivity_text_between(
                                    variance->interaction_interval, &aras_study_style)
                                    .text);
    aras_html_number_cell(html, "");
    aras_html_number_cell(html, "");
    aras_html_close(html, "tr");
    aras_html_close_table(html);
}

static void explain_factors(struct aras_html *html,
                            const struct aras_sensitivity_split *split)
{
    aras_html_open(html, "p", "class", "quiet", NULL);
    aras_html_text(
        html, "By itself: the share of the variance over worlds that would go if this "
              "alone were known. With others: what it has a hand in, by itself or "
              "together with others; these overlap, and add up to more than 100 %%. 95 "
              "%%: what more rows would make narrower. *: the estimate came out below "
              "0 %%, or above 100 %%, where the truth is near.");
    if (aras_target_is_share(split->target)) {
        aras_html_text(
            html,
            " Of a yes or no most of the variance is luck even where inputs move its "
            "probability a lot: were that 18 %% or 53 %% with even odds, 87 %% would "
            "still be luck. So the first table says more than the second.");
    }
    if (split->variance->rare) {
        aras_html_text(html, " It is so, or is not so, in so few worlds that these "
                             "shares are hardly worth reading: take more rows.");
    }
    aras_html_close(html, "p");
}

void aras_study_tell_variance(struct aras_study_writer *page,
                              const struct aras_study_run *run)
{
    const struct aras_study_split *of = run->of.split;
    struct aras_html *html = &page->html;
    struct aras_drawing drawing;
    char outcome[256];

    if (of == NULL) {
        return;
    }
    aras_picture_name_target(run->of.model, of->split->target, outcome);
    aras_html_line(html, "h3", "What is not known, and what is chance: %s", outcome);
    write_spread(html, run, of->split->target);
    aras_html_open(html, "p", NULL);
    aras_html_text(html,
                   "The variance over worlds, split between luck, parameters and "
                   "readings (variants of the model's structure), from %s rows of %zu "
                   "worlds: ",
                   aras_number_whole(of->split->rows).text,
                   of->split->variance->factors + 2);
    aras_html_line(html, "code", "aras sensitivity %s --of %s",
                   aras_run_path(run->of.run), of->of);
    aras_html_close(html, "p");
    aras_html_open(html, "div", "class", "figures", NULL);
    aras_study_begin_figure(page, &drawing);
    aras_study_end_figure(page, &drawing,
                          aras_picture_variance(&drawing.picture, of->subject,
                                                of->split, 0, &drawing.error),
                          NULL,
                          "The whiskers are 95 % intervals, by the number of rows.");
    aras_html_close(html, "div");
    write_factors(html, of->split);
    explain_factors(html, of->split);
}

/* --- what brings it about --------------------------------------------------------- */

static void write_causes(struct aras_study_writer *page,
                         const struct aras_causes_told *of)
{
    static const char *const heading[] = {"Were this impossible",
                                          "If",
                                          "#It happens",
                                          "#The outcome then",
                                          "#Change",
                                          "#Error",
                                          "#p",
                                          NULL};
    const struct aras_causes *causes = of->causes;
    bool share = aras_target_is_share(&causes->target);
    struct aras_html *html = &page->html;

    aras_html_open_table(html, "filter", "What changes when one event cannot happen",
                         heading);
    for (size_t i = 0; i < causes->count; i++) {
        for (size_t r = 0; r < causes->told_count; r++) {
            const struct aras_cause_effect *it = &causes->cause[i].effect[r];
            char name[512];
            char p[32];

            snprintf(p, sizeof p, it->adjusted < 0.001 ? "<0.001" : "%.2g",
                     it->adjusted);
            aras_html_open(html, "tr", NULL);
            aras_html_open(html, "th", "scope", "row", NULL);
            aras_words_event_name(name, sizeof name, of->model, causes->cause[i].event);
            aras_html_text(html, "%s%s", name,
                           aras_causes_mark(causes->cause[i].sameness));
            aras_html_close(html, "th");
            aras_html_text_cell(html, aras_legend_reading(&causes->readings, of->model,
                                                          causes->told[r]));
            aras_html_number_cell(
                html,
                it->worlds > 0.0
                    ? aras_number_counted((it->both + it->only_cause) / it->worlds).text
                    : aras_number_none(&aras_study_style));
            aras_html_number_cell(
                html,
                aras_number_side(it->without, it->change, it->interval, share).text);
            aras_html_number_cell(
                html, aras_number_change(it->change, it->interval, share).text);
            aras_html_number_cell(
                html, aras_number_error(it->error, share, &aras_study_style).text);
            aras_html_number_cell(html, p);
            aras_html_close(html, "tr");
        }
    }
    aras_html_close_table(html);
}

void aras_study_tell_causes(struct aras_study_writer *page,
                            const struct aras_study_run *run)
{
    const struct aras_causes_told *of = run->of.causes;
    struct aras_html *html = &page->html;
    char outcome[256];

    if (of == NULL) {
        return;
    }
    aras_picture_name_target(of->model, &of->causes->target, outcome);
    aras_html_line(html, "h3", "What brings it about: %s", outcome);
    aras_html_open(html, "p", NULL);
    aras_html_text(
        html,
        "%s worlds were played again without an event, under the same luck: "
        "how much less, or more, often the outcome comes then. Of %zu events "
        "those that change it most in a first look; p is adjusted for all of "
        "them. What comes before the outcome in most worlds need not have "
        "any part in it. ",
        aras_number_whole(of->causes->worlds).text, of->causes->events);
    aras_html_line(html, "code",
                   "aras causes %s --of %s -n %" PRIu64 " --top %zu --least %" PRIu64,
                   aras_run_path(run->of.run), of->of, of->causes->worlds,
                   of->causes->count, of->causes->worlds / 100);
    aras_html_close(html, "p");
    aras_html_open(html, "div", "class", "figures", NULL);
    for (size_t r = 0; r < of->causes->told_count && r < 2; r++) {
        struct aras_drawing drawing;

        aras_study_begin_figure(page, &drawing);
        aras_study_end_figure(
            page, &drawing,
            aras_picture_causes(&drawing.picture, of, r, &drawing.error), NULL,
            "The whiskers are 95 % intervals, by the number of worlds.");
    }
    aras_html_close(html, "div");
    write_causes(page, of);
}

/* --- who moves whom ------------------------------------------------------------------
 */

/* The reading of leverage that is the run's, or SIZE_MAX: it is not told of. */
static size_t measured_reading(const struct aras_levered *levered,
                               const struct aras_study_run *run, size_t reading)
{
    const char *id = aras_reading_id(&run->estimates->readings.reading[reading]);

    for (size_t i = 0; i < levered->leverage->told_count; i++) {
        size_t told = levered->leverage->told[i];

        if (strcmp(aras_reading_id(&levered->leverage->readings.reading[told]), id) ==
            0) {
            return told;
        }
    }
    return SIZE_MAX;
}

void aras_study_draw_measured(struct aras_study_writer *page,
                              const struct aras_study_run *run, size_t reading)
{
    const struct aras_levered *levered = run->of.levered;
    size_t told = levered == NULL ? SIZE_MAX : measured_reading(levered, run, reading);
    struct aras_drawing drawing;

    if (told == SIZE_MAX) {
        return;
    }
    aras_study_begin_figure(page, &drawing);
    aras_study_end_figure(
        page, &drawing,
        aras_picture_measured(&drawing.picture, levered, 0, told, &drawing.error),
        "By how many points of a hundred the actor of the column does more often what "
        "is asked, or answers, when that of the row acts rather than keeps silent, "
        "short of force. Empty: nothing is at issue, or in too few worlds.",
        "Below each number half its 95 % interval, by the number of worlds.");
}

static void write_measured_row(struct aras_html *html,
                               const struct aras_levered *levered,
                               const struct aras_leverage_row *row)
{
    const struct aras_pull_estimate *effect = &row->pull[ARAS_PULL_EFFECT];
    const struct aras_pull_estimate *net = &row->pull[ARAS_PULL_NET];
    bool empty = aras_leverage_is_empty(row);
    const char *none = aras_number_none(&aras_study_style);
    struct aras_text issue = {0};

    aras_leverage_write_issue(levered, row, true, &issue);
    html->text.out_of_memory |= issue.out_of_memory;
    aras_html_open(html, "tr", NULL);
    aras_html_open(html, "th", "scope", "row", NULL);
    aras_html_text(html, "%s", issue.data == NULL ? "" : issue.data);
    aras_html_close(html, "th");
    aras_text_free(&issue);
    if_cell(html, &levered->leverage->readings, levered->model, row->reading);
    aras_html_number_cell(html, aras_number_counted((double) row->at_issue /
                                                    fmax(1.0, (double) row->worlds))
                                    .text);
    aras_html_number_cell(
        html, empty
                  ? none
                  : aras_leverage_share(&row->pull[ARAS_PULL_SILENT], &aras_study_style)
                        .text);
    aras_html_number_cell(
        html,
        empty
            ? none
            : aras_leverage_share(&row->pull[ARAS_PULL_ACTS], &aras_study_style).text);
    aras_html_number_cell(
        html,
        empty ? none : aras_number_change(effect->mean, effect->interval, true).text);
    aras_html_number_cell(
        html,
        empty ? none : aras_number_error(effect->error, true, &aras_study_style).text);
    aras_html_number_cell(html,
                          empty ? none
                                : aras_number_change_range(effect->range, effect->error,
                                                           true, &aras_study_style)
                                      .text);
    aras_html_number_cell(
        html,
        empty || isnan(net->mean) || !(net->error > aras_number_dust(net->mean))
            ? none
            : aras_number_estimate(net->mean, net->range, net->interval, false).text);
    aras_html_close(html, "tr");
}

static void say_standings(struct aras_html *html, const struct aras_levered *levered)
{
    bool any = false;

    for (size_t i = 0; i < levered->leverage->rows; i++) {
        const struct aras_leverage_row *row = &levered->leverage->row[i];
        struct aras_text text = {0};

        if (row->time != 0 || row->standing == ARAS_STANDING_AGREES) {
            continue;
        }
        if (!any) {
            aras_html_line(html, "p",
                           "Where leverage and the net index disagree, beyond the "
                           "intervals of leverage:");
            aras_html_open(html, "ul", NULL);
            any = true;
        }
        aras_leverage_write_standing(levered, row, &text);
        html->text.out_of_memory |= text.out_of_memory;
        aras_html_line(html, "li", "%s", text.data == NULL ? "" : text.data);
        aras_text_free(&text);
    }
    if (any) {
        aras_html_close(html, "ul");
    } else {
        aras_html_line(html, "p",
                       "The order of threats by leverage and that by the net index do "
                       "not disagree beyond the intervals of leverage.");
    }
}

void aras_study_tell_measured(struct aras_study_writer *page,
                              const struct aras_study_run *run)
{
    static const char *const heading[] = {
        "Act of A over B", "If",     "#At issue",   "#B does it, A silent", "#A acts",
        "#Leverage",       "#Error", "#80 % range", "#Net index",           NULL};
    const struct aras_levered *levered = run->of.levered;
    struct aras_html *html = &page->html;
    char from[32];
    char to[32];

    if (levered == NULL) {
        return;
    }
    aras_model_write_moment(levered->model, levered->wish->at[0], from);
    aras_model_write_moment(levered->model,
                            levered->wish->at[0] + levered->wish->within, to);
    aras_html_open(html, "p", NULL);
    aras_html_text(
        html,
        "Leverage as a measured effect (Dahl 1957): in those of %s worlds in which A "
        "can act on %s, both are played, that A acts once and that A is silent, under "
        "the same luck; what B does is watched until %s. ",
        aras_number_whole(levered->leverage->worlds).text, from, to);
    aras_html_line(html, "code", "aras leverage %s --all", aras_run_path(run->of.run));
    aras_html_close(html, "p");
    aras_html_open_table(html, "filter", "Who moves whom, by which act", heading);
    for (size_t i = 0; i < levered->leverage->rows; i++) {
        if (aras_leverage_is_told(levered, &levered->leverage->row[i], 0)) {
            write_measured_row(html, levered, &levered->leverage->row[i]);
        }
    }
    aras_html_close_table(html);
    aras_html_line(
        html, "p",
        "At issue: worlds in which A can act then; all else is of these. Leverage: how "
        "much more often B does it when A acts; worlds in which A uses force count as "
        "no change. Of an answer the option most raised is told: the act moves B, "
        "which does not say that A wants it. Net index: what the structure gives A "
        "over B at that date, as in the matrix at the horizon.");
    say_standings(html, levered);
}
