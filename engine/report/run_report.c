#include "report/run_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "report/bar.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"
#include "report/watched.h"
#include "result/point.h"

enum {
    SPARKS = 12,
    TRACKS_SHOWN = 8, /* without --all */
    RANGES_SHOWN = 8
};

/* All that the parts of the report need. */
struct report {
    FILE *file;
    const struct aras_run *run;
    const struct aras_model *model;
    const struct aras_labels *labels;
    const struct aras_estimates *estimates;
    const struct aras_style *style;
    bool has_readings;
};

/* --- whose result it is ----------------------------------------------------------- */

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_estimates *estimates = report->estimates;
    struct aras_number worlds = aras_number_of(estimates->replications, "world");
    struct aras_number sets = aras_number_of(estimates->sets, "parameter set");
    struct aras_number failed = aras_number_whole(estimates->failed);
    struct aras_run_facts facts;
    char parameters[128];

    aras_run_get_facts(report->run, &facts);
    if (estimates->fixed) {
        snprintf(parameters, sizeof parameters,
                 facts.central ? ", all parameters at their central values" : "");
    } else {
        snprintf(parameters, sizeof parameters, " of %s", sets.text);
    }
    if (aras_legend_say(report->file, report->style, error, "%s", facts.title) !=
        ARAS_OK) {
        return error->status;
    }
    if (aras_legend_say(report->file, report->style, error,
                        "run %.8s, seed %" PRIu64 ", %s%s, %s failed; %s", facts.id,
                        facts.seed, worlds.text, parameters, failed.text,
                        facts.stop) != ARAS_OK) {
        return error->status;
    }
    if (aras_legend_say(report->file, report->style, error, "stored in %s",
                        facts.path) != ARAS_OK) {
        return error->status;
    }
    return estimates->fixed || estimates->sets != 1
               ? ARAS_OK
               : aras_legend_say(report->file, report->style, error,
                                 "WARNING: one parameter set does not tell how sure "
                                 "any of this is; more worlds (-n) do, or fewer of "
                                 "each set (--group).");
}

/* --- outcomes --------------------------------------------------------------------- */

static void put_reading(const struct report *report, struct aras_table *table,
                        const struct aras_estimate *estimate)
{
    if (report->has_readings) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_legend_reading(&report->estimates->readings, report->model,
                                            estimate->reading));
    }
}

/* What the probability would be if all failed worlds were no, and were yes. */
static void put_bounds(const struct report *report, struct aras_table *table,
                       const struct aras_share *share)
{
    aras_table_cell(table, ARAS_WARNING, "failed: %s",
                    aras_number_range(share->bounds, 0.0, true, report->style).text);
}

static void put_share(const struct report *report, struct aras_table *table,
                      const struct aras_share *share)
{
    const struct aras_style *style = report->style;
    bool seen_none = !isnan(share->never);
    bool seen_in_all = !isnan(share->always);
    const char *none = aras_number_none(style);

    if (seen_none || seen_in_all) {
        struct aras_number bound = seen_none ? aras_number_below(share->never)
                                             : aras_number_above(share->always);

        aras_table_cell(table, ARAS_STRONG, "%s", bound.text);
        aras_table_cell(table, ARAS_PLAIN, "%s", none);
        aras_table_cell(table, ARAS_FAINT, "%s", none);
        if (share->bounds.high > share->bounds.low) {
            put_bounds(report, table, share);
        } else {
            aras_table_cell(table, ARAS_FAINT, "in %s of %s",
                            seen_none ? "none" : "all",
                            aras_number_whole(share->size).text);
        }
        return;
    }

    struct aras_number p =
        aras_number_estimate(share->p, share->range, share->interval, true);
    struct aras_number range =
        aras_number_range(share->range, share->error, true, style);
    struct aras_number error = aras_number_error(share->error, true, style);

    aras_table_cell(table, ARAS_STRONG, "%s", p.text);
    aras_table_cell(table, ARAS_PLAIN, "%s", range.text);
    aras_table_cell(table, ARAS_FAINT, "%s", error.text);
    if (share->bounds.high > share->bounds.low) {
        put_bounds(report, table, share);
    } else {
        aras_table_cell(
            table, ARAS_FAINT, "%s",
            aras_bar_of_share(share->p, share->range, share->interval, style).text);
    }
}

/* A narrow page has no room for how values are spread. */
static bool draws_histograms(const struct report *report)
{
    return report->style->width == 0 || report->style->width >= 100;
}

static void put_average(const struct report *report, struct aras_table *table,
                        const struct aras_estimate *estimate)
{
    const struct aras_average *average = &estimate->average;

    aras_table_cell(
        table, ARAS_STRONG, "%s",
        aras_number_estimate(average->mean, average->range, average->interval, false)
            .text);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_range(average->range, average->error, false, report->style).text);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_number_error(average->error, false, report->style).text);
    aras_table_cell(
        table, ARAS_FAINT, "%s%s",
        draws_histograms(report)
            ? aras_bar_of_histogram(&estimate->histogram, report->style).text
            : "",
        aras_number_quantiles(estimate->quantile).text);
}

/* The rows of one outcome, or of one option of it, one a reading; the first row bears
 * the title. */
static void add_rows(const struct report *report, struct aras_table *table,
                     size_t outcome, size_t option, const char *title, unsigned depth,
                     bool of_times)
{
    const struct aras_outcome *of = &report->model->outcomes[outcome];
    for (size_t i = 0; i < report->estimates->count; i++) {
        const struct aras_estimate *estimate = &report->estimates->estimate[i];

        if (estimate->outcome != outcome || estimate->option != option ||
            !aras_readings_tell(&report->estimates->readings, estimate->reading,
                                report->style->all)) {
            continue;
        }
        aras_table_row(table, depth);
        aras_table_cell(table, ARAS_PLAIN, "%s", title);
        title = "";
        put_reading(report, table, estimate);
        if (of->kind == ARAS_HAPPENED || of->kind == ARAS_CATEGORY) {
            put_share(report, table, &estimate->share);
        } else if (of->kind != ARAS_TIME || of_times) {
            put_average(report, table, estimate);
        } else {
            put_share(report, table, &estimate->share);
        }
    }
}

static const char *name_of(const struct aras_category *category)
{
    return category->title == NULL || category->title[0] == '\0' ? category->id
                                                                 : category->title;
}

static const char *in_brackets(const char *unit, char text[64])
{
    if (unit == NULL || unit[0] == '\0') {
        return "";
    }
    snprintf(text, 64, " (%.60s)", unit);
    return text;
}

static void add_outcome(const struct report *report, struct aras_table *table,
                        size_t number)
{
    const struct aras_outcome *outcome = &report->model->outcomes[number];
    char unit[64];
    char title[512];

    switch (outcome->kind) {
    case ARAS_CATEGORY:
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", outcome->title);
        for (size_t k = 0; k < outcome->category_count; k++) {
            add_rows(report, table, number, k, name_of(&outcome->categories[k]), 1,
                     false);
        }
        return;
    case ARAS_TIME:
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", outcome->title);
        add_rows(report, table, number, 0, "reached by the horizon", 1, false);
        snprintf(title, sizeof title, "time until then or the horizon%s",
                 in_brackets(report->model->time_unit, unit));
        add_rows(report, table, number, 0, title, 1, true);
        return;
    case ARAS_HAPPENED:
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    snprintf(title, sizeof title, "%s%s", outcome->title,
             in_brackets(outcome->unit, unit));
    add_rows(report, table, number, 0, title, 0, false);
}

static enum aras_status print_outcomes(const struct report *report,
                                       const struct aras_watched *watched,
                                       struct aras_error *error)
{
    static const struct aras_table_column with_readings[] = {
        {.heading = "OUTCOME", .wrap = true},
        {.heading = "IF"},
        {.heading = "ESTIMATE", .right = true},
        {.heading = "80 % RANGE", .right = true},
        {.heading = "ERROR", .right = true},
        {.heading = "OVER WORLDS"}};
    static const struct aras_table_column without[] = {
        {.heading = "OUTCOME", .wrap = true},
        {.heading = "ESTIMATE", .right = true},
        {.heading = "80 % RANGE", .right = true},
        {.heading = "ERROR", .right = true},
        {.heading = "OVER WORLDS"}};
    struct aras_table *table =
        aras_table_new(report->has_readings ? with_readings : without,
                       report->has_readings ? 6 : 5, report->style, error);
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < watched->count; i++) {
        add_outcome(report, table, watched->outcome[i]);
    }
    fputc('\n', report->file);
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

/* Which kinds of rows stand in the table of outcomes. */
struct rows {
    bool shares; /* with a scale */
    bool values; /* with a histogram */
};

static struct rows find_rows(const struct report *report,
                             const struct aras_watched *watched)
{
    struct rows rows = {false, false};

    for (size_t i = 0; i < watched->count; i++) {
        enum aras_outcome_kind kind = report->model->outcomes[watched->outcome[i]].kind;
        bool share = kind == ARAS_HAPPENED || kind == ARAS_CATEGORY;

        rows.shares = rows.shares || share || kind == ARAS_TIME;
        rows.values = rows.values || !share;
    }
    return rows;
}

/* What stands under OVER WORLDS. */
static void explain_worlds(const struct report *report, const struct rows *rows,
                           struct aras_text *text)
{
    if (rows->values) {
        aras_text_add(text, " Over worlds: 5, 50 and 95 %% of worlds are below; of "
                            "times, 10, 50 and 90 %% have come.");
    }
    if (rows->values && draws_histograms(report)) {
        aras_text_add(text, " Bars: how the worlds between are spread; of times, from "
                            "the start to the horizon.");
    }
    if (rows->shares) {
        aras_text_add(text, " %s", aras_bar_legend(report->style));
    }
}

static enum aras_status say_legend(const struct report *report,
                                   const struct aras_watched *watched,
                                   struct aras_error *error)
{
    const struct aras_style *style = report->style;
    const struct rows rows = find_rows(report, watched);
    struct aras_text worlds = {0};
    enum aras_status status;
    const char *range = "80 % range: where the estimate lies for eight of ten "
                        "parameter sets, chance taken away (none seen: they differ by "
                        "no more than chance); ~: the last digit is hardly known. ";

    if (report->estimates->fixed) {
        range = "No parameter was drawn, so there is no range over parameters. ";
    } else if (report->labels->shape.group == 1) {
        range = "Each parameter set has but one world, so there is no range over "
                "parameters (--group). ";
    }
    fputc('\n', report->file);
    explain_worlds(report, &rows, &worlds);
    status = aras_text_check(&worlds, error);
    if (status == ARAS_OK) {
        status =
            aras_legend_say(report->file, style, error,
                            "%sError: what more worlds would make smaller (95 %%).%s",
                            range, worlds.data == NULL ? "" : worlds.data);
    }
    aras_text_free(&worlds);
    if (status != ARAS_OK) {
        return status;
    }
    if (report->has_readings &&
        aras_legend_say(report->file, style, error,
                        "If: readings of the same facts; rivals are not averaged.") !=
            ARAS_OK) {
        return error->status;
    }
    if (aras_legend_readings(report->file, &report->estimates->readings, report->model,
                             style, error) != ARAS_OK) {
        return error->status;
    }
    if (watched->left_out > 0) {
        return aras_legend_say(report->file, style, error,
                               "%zu more outcomes are shown with --all.",
                               watched->left_out);
    }
    return ARAS_OK;
}

/* --- tracks ----------------------------------------------------------------------- */

/* Which of the numbers of result/point.h. */
enum { P10 = 4, P50 = 6, P90 = 8 };

struct span {
    double low, high;
};

/* What all the track's tenths and nine tenths lie within. */
static struct span span_of(const struct report *report,
                           const struct aras_track_column *track)
{
    struct span span = {INFINITY, -INFINITY};
    double number[ARAS_POINT_NUMBERS];

    for (size_t i = 0; i < track->points; i++) {
        aras_point_of(report->estimates->totals, track->first + i, number);
        span.low = fmin(span.low, number[P10]);
        span.high = fmax(span.high, number[P90]);
    }
    return span;
}

/* The middle of the worlds as a line of little bars, from the least tenth to the
 * greatest nine tenths of all times. */
static void draw(const struct report *report, const struct aras_track_column *track,
                 char text[SPARKS * 4 + 1])
{
    struct span span = span_of(report, track);
    size_t count = track->points < SPARKS ? track->points : SPARKS;
    double number[ARAS_POINT_NUMBERS];

    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        size_t point = count == 1 ? 0 : i * (track->points - 1) / (count - 1);
        double height = 0.5;

        aras_point_of(report->estimates->totals, track->first + point, number);
        if (span.high > span.low) {
            height = (number[P50] - span.low) / (span.high - span.low);
        }
        strcat(text, aras_bar_of_height(isnan(height) ? 0.0 : height, report->style));
    }
}

static void put_point(const struct report *report, struct aras_table *table,
                      const struct aras_track_column *track, size_t point)
{
    double number[ARAS_POINT_NUMBERS];

    aras_point_of(report->estimates->totals, track->first + point, number);

    struct aras_interval range = {number[P10], number[P90]};
    double half = (range.high - range.low) / 2.0;

    if (half > 0.0) {
        aras_table_cell(
            table, ARAS_PLAIN, "%s (%s)",
            aras_number_within(number[P50], half / 2.0).text,
            aras_number_range(range, half / 2.0, false, report->style).text);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.3g", number[P50]);
    }
}

static enum aras_status print_tracks(const struct report *report,
                                     struct aras_error *error)
{
    char first[32];
    char last[32];
    double horizon = report->labels->horizon;
    struct aras_table *table;
    enum aras_status status;
    size_t shown = 0;
    size_t left_out = 0;

    if (report->labels->tracks == 0) {
        return ARAS_OK;
    }
    aras_model_write_moment(report->model, 0.0, first);
    aras_model_write_moment(report->model, horizon, last);

    const struct aras_table_column columns[] = {{.heading = "TRACK", .wrap = true},
                                                {.heading = first, .right = true},
                                                {.heading = "HALFWAY", .right = true},
                                                {.heading = last, .right = true},
                                                {.heading = "MEDIAN"}};

    table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->labels->tracks; i++) {
        const struct aras_track_column *track = &report->labels->track[i];
        char line[SPARKS * 4 + 1];

        if (track->points == 0) {
            continue;
        }
        if (shown == TRACKS_SHOWN && !report->style->all) {
            left_out++;
            continue;
        }
        shown++;
        draw(report, track, line);
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", track->title);
        put_point(report, table, track, 0);
        put_point(report, table, track, track->points / 2);
        put_point(report, table, track, track->points - 1);
        aras_table_cell(table, ARAS_PLAIN, "%s", line);
    }
    fputc('\n', report->file);
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    if (status != ARAS_OK ||
        aras_legend_say(report->file, report->style, error,
                        "The median%s, with 80 %% of worlds in parentheses.",
                        report->has_readings ? " over all readings" : "") != ARAS_OK) {
        return error->status;
    }
    return left_out == 0
               ? ARAS_OK
               : aras_legend_say(report->file, report->style, error,
                                 "%zu more tracks are shown with --all.", left_out);
}

/* --- what calls for care ---------------------------------------------------------- */

static enum aras_status print_events(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "EVENT", .wrap = true},
        {.heading = "IN 100 WORLDS", .right = true},
        {.heading = "BY ITS RATE", .right = true},
        {.heading = "WORLDS WITH IT", .right = true},
        {.heading = "Z", .right = true}};
    const struct aras_estimates *estimates = report->estimates;
    const char *none = aras_number_none(report->style);
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < estimates->events; i++) {
        const struct aras_event_estimate *event = &estimates->event[i];
        enum aras_tone tone = event->suspicious ? ARAS_WARNING : ARAS_PLAIN;

        if (!report->style->all && !event->suspicious) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, tone, "%s", report->model->events[i].id);
        aras_table_cell(table, tone, "%s", aras_number_rate(event->per_100).text);
        if (isnan(event->expected)) {
            aras_table_cell(table, tone, "%s", none);
        } else {
            aras_table_cell(table, tone, "%s", aras_number_rate(event->expected).text);
        }
        aras_table_cell(table, tone, "%s", aras_number_counted(event->share).text);
        if (isnan(event->z)) {
            aras_table_cell(table, tone, "%s", none);
        } else {
            aras_table_cell(table, tone, "%+.1f", event->z);
        }
    }
    if (estimates->events > 0) {
        fputc('\n', report->file);
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

static enum aras_status say_self_check(const struct report *report,
                                       struct aras_error *error)
{
    size_t checked = 0;

    for (size_t i = 0; i < report->estimates->events; i++) {
        checked += isnan(report->estimates->event[i].z) ? 0 : 1;
    }
    if (report->estimates->suspicious > 0) {
        if (print_events(report, error) != ARAS_OK) {
            return error->status;
        }
        return aras_legend_say(report->file, report->style, error,
                               "WARNING: firings and rates disagree for %zu of %zu "
                               "events, more than chance "
                               "does in 99 of 100 right runs. Play another --seed: if "
                               "it says so again, the "
                               "numbers cannot be trusted, and please report it.",
                               report->estimates->suspicious, checked);
    }
    if (report->style->all && print_events(report, error) != ARAS_OK) {
        return error->status;
    }
    if (checked == 0) {
        return ARAS_OK;
    }
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error,
        "Self-check: firings and rates agree within chance (events checked: %zu).",
        checked);
}

/* How many ranges were held at an end more often than this one; of equal ones, those
 * before it. */
static size_t rank_of(const struct report *report, size_t range)
{
    const uint64_t *clamps = report->estimates->totals->clamps;
    size_t rank = 0;

    for (size_t i = 0; i < report->labels->shape.ranges; i++) {
        rank += clamps[i] > clamps[range] || (clamps[i] == clamps[range] && i < range);
    }
    return rank;
}

static enum aras_status print_clamps(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "HELD AT AN END OF ITS RANGE", .wrap = true},
        {.heading = "TIMES", .right = true},
        {.heading = "IN 100 WORLDS", .right = true}};
    const struct aras_totals *totals = report->estimates->totals;
    double worlds = (double) (totals->replications - totals->failed);
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    enum aras_status status;
    size_t shown = 0;
    size_t left_out = 0;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->labels->shape.ranges; i++) {
        if (totals->clamps[i] == 0) {
            continue;
        }
        if (!report->style->all && rank_of(report, i) >= RANGES_SHOWN) {
            left_out++;
            continue;
        }
        shown++;
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", report->labels->range[i]);
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_number_whole(totals->clamps[i]).text);
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_number_rate(100.0 * (double) totals->clamps[i] / worlds).text);
    }
    if (shown > 0) {
        fputc('\n', report->file);
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    if (status != ARAS_OK || left_out == 0) {
        return status;
    }
    return aras_legend_say(report->file, report->style, error,
                           "%zu more were held less often: --all.", left_out);
}

static enum aras_status print_failures(const struct report *report,
                                       struct aras_error *error)
{
    const struct aras_estimates *estimates = report->estimates;

    if (estimates->failed == 0) {
        return ARAS_OK;
    }
    fputc('\n', report->file);
    if (aras_legend_say(report->file, report->style, error,
                        "WARNING: %s of %s worlds failed and are in no estimate; "
                        "\"failed:\" tells what a probability would be if all of them "
                        "were no, and if all were yes.",
                        aras_number_whole(estimates->failed).text,
                        aras_number_whole(estimates->replications).text) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < estimates->failures; i++) {
        const struct aras_failure *failure = &estimates->failure[i];
        char moment[32];

        aras_model_write_moment(report->model, failure->time, moment);
        if (aras_legend_say(report->file, report->style, error,
                            "world %" PRIu64 " at %s: %s", failure->replication, moment,
                            failure->reason) != ARAS_OK) {
            return error->status;
        }
    }
    if (estimates->failures == 0) {
        return ARAS_OK;
    }
    return aras_legend_say(
        report->file, report->style, error, "To see the first: aras replay %s %" PRIu64,
        aras_run_path(report->run), estimates->failure[0].replication);
}

/* --- what is kept by blocks --------------------------------------------------------
 */

/* Of a part of the worlds, all that is kept world by world is of just these. */
static enum aras_status say_blocks(const struct report *report,
                                   struct aras_error *error)
{
    uint64_t summed = report->estimates->totals->replications;

    if (summed == report->estimates->replications) {
        return ARAS_OK;
    }
    fputc('\n', report->file);
    return aras_legend_say(report->file, report->style, error,
                           "Outcomes are of the first %s worlds. Tracks, events and "
                           "values held are of the first %s: a run keeps them summed "
                           "up by blocks of worlds.",
                           aras_number_whole(report->estimates->replications).text,
                           aras_number_whole(summed).text);
}

/* --- the whole -------------------------------------------------------------------- */

static enum aras_status print_all(const struct report *report,
                                  const struct aras_watched *watched,
                                  struct aras_error *error)
{
    if (say_header(report, error) != ARAS_OK ||
        print_outcomes(report, watched, error) != ARAS_OK ||
        say_legend(report, watched, error) != ARAS_OK ||
        print_tracks(report, error) != ARAS_OK ||
        say_self_check(report, error) != ARAS_OK ||
        print_clamps(report, error) != ARAS_OK ||
        say_blocks(report, error) != ARAS_OK ||
        print_failures(report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(report->file, error);
}

enum aras_status aras_report_run(FILE *file, const struct aras_run *run,
                                 const struct aras_model *model,
                                 const struct aras_estimates *estimates,
                                 const struct aras_style *style,
                                 struct aras_error *error)
{
    const struct report report = {.file = file,
                                  .run = run,
                                  .model = model,
                                  .labels = aras_run_labels(run),
                                  .estimates = estimates,
                                  .style = style,
                                  .has_readings =
                                      aras_legend_has_readings(&estimates->readings)};
    struct aras_watched watched;
    enum aras_status status;

    if (aras_watched_find(&watched, model, NULL, style->all, error) != ARAS_OK) {
        return error->status;
    }
    status = print_all(&report, &watched, error);
    aras_watched_free(&watched);
    return status;
}
