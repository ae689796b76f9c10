#include "report/comparison_report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"
#include "report/watched.h"

/* A gain that is not just 1 with something off by chance. */
#define HARM 0.95

/* All that the parts of the report need. */
struct report {
    FILE *file;
    const struct aras_comparison_view *view;
    const struct aras_compared *a, *b;
    const struct aras_contrast *contrast;
    const struct aras_style *style;
    const struct aras_watched *watched;
    bool has_readings;
};

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_CATEGORY;
}

/* --- whose worlds they are -------------------------------------------------------- */

static enum aras_status say_worlds(const struct report *report,
                                   const struct aras_run_facts *a,
                                   const struct aras_run_facts *b,
                                   struct aras_error *error)
{
    const struct aras_contrast *contrast = report->contrast;

    if (contrast->paired) {
        return aras_legend_say(
            report->file, report->style, error,
            "%s of %s with the same luck (seed %" PRIu64
            "); %s of them have one and the same history in both%s",
            aras_number_of(contrast->replications, "world").text,
            aras_number_of(contrast->sets, "parameter set").text, a->seed,
            aras_number_whole(contrast->identical).text,
            strcmp(a->id, b->id) == 0 ? ", for A and B are one and the same run" : "");
    }
    return aras_legend_say(report->file, report->style, error,
                           "%s of %s in A (seed %" PRIu64
                           "), %s of %s in B (seed %" PRIu64
                           "), compared as separate runs, which takes more worlds: %s",
                           aras_number_of(contrast->replications, "world").text,
                           aras_number_of(contrast->sets, "parameter set").text,
                           a->seed, aras_number_whole(contrast->replications_b).text,
                           aras_number_whole(contrast->sets_b).text, b->seed,
                           report->view->versus->why_apart);
}

static const char *option_or_drawn(const struct aras_variant *variant, int option)
{
    return option < 0 ? "drawn" : variant->options[option].id;
}

/* "reading (whose reading of 2024): drawn in A, slow_divergence in B." */
static enum aras_status say_refixed(const struct report *report,
                                    struct aras_error *error)
{
    const struct aras_contrast *contrast = report->contrast;

    for (size_t i = 0; i < contrast->refixed_count; i++) {
        const struct aras_refixed *it = &contrast->refixed[i];
        const struct aras_variant *variant = &report->a->model->variants[it->variant];
        const char *rows = it->a >= 0 && it->b >= 0 ? ""
                           : it->a < 0              ? "; rows go by what A has"
                                                    : "; rows go by what B has";

        if (aras_legend_say(report->file, report->style, error,
                            "%s is a part of what differs: %s in A, %s in B%s",
                            variant->id, option_or_drawn(variant, it->a),
                            option_or_drawn(variant, it->b), rows) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_contrast *contrast = report->contrast;
    struct aras_run_facts a;
    struct aras_run_facts b;

    aras_run_get_facts(report->a->run, &a);
    aras_run_get_facts(report->b->run, &b);
    if (aras_legend_say(report->file, report->style, error, "A  %s: %s",
                        report->a->name, a.title) != ARAS_OK ||
        aras_legend_say(report->file, report->style, error, "B  %s: %s",
                        report->b->name, b.title) != ARAS_OK ||
        say_worlds(report, &a, &b, error) != ARAS_OK ||
        say_refixed(report, error) != ARAS_OK) {
        return error->status;
    }
    if ((contrast->sets < 2 || contrast->sets_b < 2) &&
        aras_legend_say(report->file, report->style, error,
                        "WARNING: one parameter set does not tell how sure any of "
                        "this is; more worlds (-n) do, or fewer of each set (--group)"
                        ".") != ARAS_OK) {
        return error->status;
    }
    if (contrast->failed_a + contrast->failed_b == 0) {
        return ARAS_OK;
    }
    return aras_legend_say(
        report->file, report->style, error,
        "WARNING: %s worlds failed in A, %s in B; a world that failed "
        "%s.",
        aras_number_whole(contrast->failed_a).text,
        aras_number_whole(contrast->failed_b).text,
        contrast->paired ? "in either is not compared" : "is left out");
}

/* --- tables of differences -------------------------------------------------------- */

enum { MOST_COLUMNS = 8 };

/* A table of outcomes. Where there are several readings, an outcome is a line across it
 * and each of its rows a reading. */
struct sheet {
    struct aras_table_column column[MOST_COLUMNS];
    size_t columns;
    bool whole;   /* a category has one row, not one for each option */
    bool margins; /* an outcome is told with its margin */
    bool (*has)(const struct aras_difference *difference);
    void (*fill)(const struct report *report, struct aras_table *table,
                 const struct aras_difference *difference);
};

static const char *name_of(const struct aras_category *category)
{
    return category->title == NULL || category->title[0] == '\0' ? category->id
                                                                 : category->title;
}

static bool has_rows(const struct report *report, const struct sheet *sheet,
                     size_t outcome)
{
    for (size_t i = 0; i < report->contrast->count; i++) {
        if (report->contrast->difference[i].outcome_a == outcome &&
            sheet->has(&report->contrast->difference[i])) {
            return true;
        }
    }
    return false;
}

/* The difference that matters, " (2 pp)"; nothing where none is stated. */
static struct aras_number margin_of(const struct report *report,
                                    const struct sheet *sheet, size_t outcome)
{
    const struct aras_contrast *contrast = report->contrast;
    struct aras_number number = {.text = ""};

    for (size_t i = 0; sheet->margins && i < contrast->count; i++) {
        const struct aras_difference *difference = &contrast->difference[i];

        if (difference->outcome_a == outcome && !isnan(difference->margin)) {
            bool share = is_share(difference->kind);

            snprintf(number.text, sizeof number.text, " (%.3g%s)",
                     share ? 100.0 * difference->margin : difference->margin,
                     share ? " pp" : "");
            break;
        }
    }
    return number;
}

/* The title of an outcome or of an option: across the table where its readings stand
 * below it, else in the first cell of its only row. */
static void put_title(const struct report *report, struct aras_table *table,
                      unsigned depth, const char *title, const char *margin)
{
    if (report->has_readings) {
        aras_table_across(table, depth, "%s%s", title, margin);
    } else {
        aras_table_row(table, depth);
        aras_table_cell(table, ARAS_PLAIN, "%s%s", title, margin);
    }
}

static void add_rows(const struct report *report, const struct sheet *sheet,
                     struct aras_table *table, size_t outcome)
{
    const struct aras_outcome *of = &report->a->model->outcomes[outcome];
    struct aras_number margin = margin_of(report, sheet, outcome);
    bool is_category = of->kind == ARAS_CATEGORY && !sheet->whole;
    unsigned depth = is_category ? 1 : 0;
    size_t told = SIZE_MAX; /* option whose title stands above */

    if (is_category && has_rows(report, sheet, outcome)) {
        aras_table_across(table, 0, "%s%s", of->title, margin.text);
        margin.text[0] = '\0';
    }
    for (size_t i = 0; i < report->contrast->count; i++) {
        const struct aras_difference *difference = &report->contrast->difference[i];

        if (difference->outcome_a != outcome || !sheet->has(difference) ||
            !aras_readings_tell(&report->contrast->readings, difference->reading,
                                report->style->all)) {
            continue;
        }
        if (difference->option != told) {
            told = difference->option;
            put_title(report, table, depth,
                      is_category ? name_of(&of->categories[told]) : of->title,
                      margin.text);
        }
        if (report->has_readings) {
            aras_table_row(table, depth + 1);
            aras_table_cell(table, ARAS_PLAIN, "%s",
                            aras_legend_reading(&report->contrast->readings,
                                                report->a->model, difference->reading));
        }
        sheet->fill(report, table, difference);
    }
}

static enum aras_status print_sheet(const struct report *report,
                                    const struct sheet *sheet, struct aras_error *error)
{
    struct aras_table *table;
    enum aras_status status;
    bool any = false;

    table = aras_table_new(sheet->column, sheet->columns, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->watched->count; i++) {
        any = any || has_rows(report, sheet, report->watched->outcome[i]);
        add_rows(report, sheet, table, report->watched->outcome[i]);
    }
    if (any) {
        fputc('\n', report->file);
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

/* --- what changes ----------------------------------------------------------------- */

static bool is_any(const struct aras_difference *difference)
{
    (void) difference;
    return true;
}

static enum aras_tone tone_of(enum aras_verdict verdict)
{
    switch (verdict) {
    case ARAS_HIGHER:
    case ARAS_LOWER:
        return ARAS_STRONG;
    case ARAS_EQUIVALENT:
        return ARAS_GOOD;
    case ARAS_INCONCLUSIVE:
        return ARAS_WARNING;
    case ARAS_NO_MARGIN:
        break;
    }
    return ARAS_FAINT;
}

static void put_side(struct aras_table *table, const struct aras_difference *difference,
                     double value)
{
    bool share = is_share(difference->kind);

    if (share && (value == 0.0 || value == 1.0)) {
        aras_table_cell(table, ARAS_PLAIN, "%s", value == 0.0 ? "never" : "always");
    } else {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_number_side(value, difference->difference, difference->interval, share)
                .text);
    }
}

static void fill_change(const struct report *report, struct aras_table *table,
                        const struct aras_difference *difference)
{
    bool share = is_share(difference->kind);

    put_side(table, difference, difference->a);
    put_side(table, difference, difference->b);
    aras_table_cell(
        table, ARAS_STRONG, "%s",
        aras_number_change(difference->difference, difference->interval, share).text);
    if (difference->error <= aras_number_dust(difference->difference)) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        difference->difference == 0.0 ? "no difference"
                                                      : "in each world");
    } else {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_number_change_range(difference->interval, 0.0, share, report->style)
                .text);
    }
    if (report->contrast->paired) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_number_change_range(difference->range, difference->error,
                                                 share, report->style)
                            .text);
    }
    aras_table_cell(table, tone_of(difference->verdict), "%s",
                    difference->verdict == ARAS_NO_MARGIN
                        ? "no margin"
                        : aras_verdict_name(difference->verdict));
}

/* --- the same luck ---------------------------------------------------------------- */

static bool has_shares(const struct aras_difference *difference)
{
    return is_share(difference->kind) || difference->kind == ARAS_TIME;
}

static bool has_values(const struct aras_difference *difference)
{
    return !is_share(difference->kind);
}

static void put_coupling(const struct report *report, struct aras_table *table,
                         const struct aras_difference *difference)
{
    const char *none = aras_number_none(report->style);
    enum aras_tone tone = difference->reduction < HARM ? ARAS_WARNING : ARAS_FAINT;

    if (isnan(difference->correlation)) {
        aras_table_cell(table, ARAS_FAINT, "%s", none);
    } else {
        aras_table_cell(table, ARAS_FAINT, "%.2f", difference->correlation);
    }
    if (!isfinite(difference->reduction)) {
        aras_table_cell(table, ARAS_FAINT, "%s", none);
    } else {
        aras_table_cell(table, tone, difference->reduction < 10.0 ? "%.1f" : "%.0f",
                        difference->reduction);
    }
}

/* A category is tested as a whole, not by its options. */
static void put_p(const struct report *report, struct aras_table *table,
                  const struct aras_difference *difference)
{
    const struct aras_difference_test *test = aras_versus_find_test(
        report->view->versus, difference->outcome_a, difference->reading);
    bool whole = test != NULL && difference->kind != ARAS_CATEGORY;

    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_comparison_p(whole ? test->adjusted : NAN).text);
}

static void fill_shares(const struct report *report, struct aras_table *table,
                        const struct aras_difference *difference)
{
    double worlds = (double) difference->worlds;
    const uint64_t counts[] = {difference->both, difference->only_a, difference->only_b,
                               difference->neither};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_number_counted((double) counts[i] / worlds).text);
    }
    if (difference->kind == ARAS_TIME) {
        return; /* its test and its coupling are those of the times, in another table */
    }
    put_p(report, table, difference);
    put_coupling(report, table, difference);
}

static void fill_values(const struct report *report, struct aras_table *table,
                        const struct aras_difference *difference)
{
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_counted(difference->higher).text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_counted(difference->lower).text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_counted(difference->same).text);
    put_p(report, table, difference);
    put_coupling(report, table, difference);
}

/* --- tests ------------------------------------------------------------------------ */

static bool is_first_option(const struct aras_difference *difference)
{
    return difference->kind == ARAS_CATEGORY && difference->option == 0;
}

static bool is_tested(const struct aras_difference *difference)
{
    return difference->option == 0;
}

static void fill_test(const struct report *report, struct aras_table *table,
                      const struct aras_difference *difference)
{
    const struct aras_difference_test *test = aras_versus_find_test(
        report->view->versus, difference->outcome_a, difference->reading);

    if (test == NULL) {
        return;
    }
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    isnan(test->variation) ? ""
                                           : aras_number_counted(test->variation).text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    isnan(test->null) ? "" : aras_number_counted(test->null).text);
    aras_table_cell(table, ARAS_FAINT, "%s", aras_comparison_p(test->adjusted).text);
}

struct aras_number aras_comparison_p(double p)
{
    struct aras_number number = {.text = ""};

    if (p < 0.0001) {
        snprintf(number.text, sizeof number.text, "<0.0001");
    } else if (!isnan(p)) {
        snprintf(number.text, sizeof number.text, "%.2g", p);
    }
    return number;
}

/* --- the whole -------------------------------------------------------------------- */

/* Whether a row of the outcome is shown in which sharing luck did harm. */
static bool is_uncoupled(const struct report *report, size_t outcome)
{
    const struct aras_contrast *contrast = report->contrast;

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *difference = &contrast->difference[i];

        if (difference->outcome_a == outcome && difference->reduction < HARM &&
            aras_readings_tell(&contrast->readings, difference->reading,
                               report->style->all)) {
            return true;
        }
    }
    return false;
}

/* Names the first one, so that it can be found in the tables. */
static enum aras_status warn_of_harm(const struct report *report,
                                     struct aras_error *error)
{
    for (size_t i = 0; i < report->watched->count; i++) {
        size_t outcome = report->watched->outcome[i];

        if (is_uncoupled(report, outcome)) {
            return aras_legend_say(
                report->file, report->style, error,
                "WARNING: a gain below 1, as of '%s': there, sharing luck did harm; "
                "the two scenarios react to it in opposite ways.",
                report->a->model->outcomes[outcome].title);
        }
    }
    return ARAS_OK;
}

static enum aras_status say_tests(const struct report *report, struct aras_error *error)
{
    const char *by =
        report->view->explore
            ? "adjusted by Benjamini and Hochberg: of those up to 0.05 one in "
              "20 differs by chance alone"
            : "adjusted by Holm for all outcomes watched";

    return report->contrast->paired
               ? aras_legend_say(
                     report->file, report->style, error,
                     "Rho: how alike the worlds of A and B are. Gain: how many times "
                     "more worlds runs of separate luck would need. P: whether "
                     "anything "
                     "differs, by swapping the labels of whole parameter sets, %s.",
                     by)
               : aras_legend_say(report->file, report->style, error,
                                 "P: whether anything differs, %s.", by);
}

static enum aras_status say_legend(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_contrast *contrast = report->contrast;
    const struct aras_style *style = report->style;

    fputc('\n', report->file);
    if (aras_legend_say(
            report->file, style, error,
            "Change: B less A. 95 %%: what more worlds would make smaller. %s%s"
            "Verdict: by the smallest difference that matters, in parentheses behind "
            "the outcome.",
            contrast->paired ? "A, B: as finely as their change, which is surer than "
                               "they are (aras run tells how sure). "
                             : "",
            contrast->paired ? "80 % of sets: where the change lies for eight of ten "
                               "parameter sets. "
                             : "") != ARAS_OK ||
        say_tests(report, error) != ARAS_OK) {
        return error->status;
    }
    if (warn_of_harm(report, error) != ARAS_OK) {
        return error->status;
    }
    if (aras_legend_readings(report->file, &contrast->readings, report->a->model, style,
                             error) != ARAS_OK) {
        return error->status;
    }
    if (contrast->unmatched_a + contrast->unmatched_b > 0 &&
        aras_legend_say(report->file, style, error,
                        "Not compared: %zu outcomes that only A has, %zu that only B "
                        "has.",
                        contrast->unmatched_a, contrast->unmatched_b) != ARAS_OK) {
        return error->status;
    }
    if (report->view->explore) {
        return aras_legend_say(report->file, style, error,
                               "%zu more outcomes differ by no more than chance would "
                               "make them.",
                               report->watched->left_out);
    }
    if (report->watched->left_out > 0) {
        return aras_legend_say(report->file, style, error,
                               "%zu more outcomes are shown with --all; --of OUTCOME "
                               "looks closer at one.",
                               report->watched->left_out);
    }
    return ARAS_OK;
}

static enum aras_status print_all(const struct report *report, struct aras_error *error)
{
    static const struct sheet changes = {
        .column = {{.heading = "OUTCOME", .wrap = true},
                   {.heading = "A", .right = true},
                   {.heading = "B", .right = true},
                   {.heading = "CHANGE", .right = true},
                   {.heading = "95 %", .right = true, .fold = true},
                   {.heading = "80 % OF SETS", .right = true, .fold = true},
                   {.heading = "VERDICT"}},
        .columns = 7,
        .margins = true,
        .has = is_any,
        .fill = fill_change};
    static const struct sheet changes_apart = {
        .column = {{.heading = "OUTCOME", .wrap = true},
                   {.heading = "A", .right = true},
                   {.heading = "B", .right = true},
                   {.heading = "CHANGE", .right = true},
                   {.heading = "95 %", .right = true, .fold = true},
                   {.heading = "VERDICT"}},
        .columns = 6,
        .margins = true,
        .has = is_any,
        .fill = fill_change};
    static const struct sheet shares = {
        .column = {{.heading = "SAME LUCK: IT IS SO IN", .wrap = true},
                   {.heading = "BOTH", .right = true},
                   {.heading = "ONLY A", .right = true},
                   {.heading = "ONLY B", .right = true},
                   {.heading = "NEITHER", .right = true},
                   {.heading = "P", .right = true},
                   {.heading = "RHO", .right = true},
                   {.heading = "GAIN", .right = true}},
        .columns = 8,
        .has = has_shares,
        .fill = fill_shares};
    static const struct sheet values = {
        .column = {{.heading = "SAME LUCK: IN B IT IS", .wrap = true},
                   {.heading = "HIGHER", .right = true},
                   {.heading = "LOWER", .right = true},
                   {.heading = "THE SAME", .right = true},
                   {.heading = "P", .right = true},
                   {.heading = "RHO", .right = true},
                   {.heading = "GAIN", .right = true}},
        .columns = 7,
        .has = has_values,
        .fill = fill_values};
    static const struct sheet wholes = {
        .column = {{.heading = "SAME LUCK: ANOTHER OPTION", .wrap = true},
                   {.heading = "VARIATION", .right = true},
                   {.heading = "LUCK ALONE", .right = true},
                   {.heading = "P", .right = true}},
        .columns = 4,
        .whole = true,
        .has = is_first_option,
        .fill = fill_test};
    static const struct sheet tests = {
        .column = {{.heading = "DOES IT DIFFER AT ALL?", .wrap = true},
                   {.heading = "VARIATION", .right = true},
                   {.heading = "LUCK ALONE", .right = true},
                   {.heading = "P", .right = true}},
        .columns = 4,
        .whole = true,
        .has = is_tested,
        .fill = fill_test};
    bool paired = report->contrast->paired;

    if (say_header(report, error) != ARAS_OK ||
        print_sheet(report, paired ? &changes : &changes_apart, error) != ARAS_OK ||
        print_sheet(report, paired ? &shares : &tests, error) != ARAS_OK ||
        (paired && print_sheet(report, &values, error) != ARAS_OK) ||
        (paired && print_sheet(report, &wholes, error) != ARAS_OK) ||
        aras_report_details(report->file, report->view, report->style, error) !=
            ARAS_OK ||
        aras_report_track_changes(report->file, report->view, report->style, error) !=
            ARAS_OK ||
        say_legend(report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(report->file, error);
}

enum aras_status aras_report_comparison(FILE *file,
                                        const struct aras_comparison_view *view,
                                        const struct aras_style *style,
                                        struct aras_error *error)
{
    const struct aras_contrast *contrast = view->versus->contrast;
    const struct report report = {.file = file,
                                  .view = view,
                                  .a = &view->a,
                                  .b = &view->b,
                                  .contrast = contrast,
                                  .style = style,
                                  .watched = view->watched,
                                  .has_readings =
                                      aras_legend_has_readings(&contrast->readings)};

    return print_all(&report, error);
}
