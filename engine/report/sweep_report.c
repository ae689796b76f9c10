#include "report/sweep_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

enum { MOST_ROWS = 50, MOST_COLUMNS = 16, CELL = 14, INTERVAL = 14, ROOM = 192 };

struct report {
    FILE *file;
    const struct aras_swept *swept;
    const struct aras_sweep *sweep;
    const struct aras_design *design;
    const struct aras_design_form *form;
    const struct aras_model *model;
    const struct aras_style *style;
    double *values; /* of a point */
    bool *refused;  /* there was no memory for some value */
};

/* --- small texts ---------------------------------------------------------------------
 */

static void write_value(const struct report *report, const struct aras_axis *axis,
                        double value, char text[ROOM])
{
    struct aras_text whole = {0};

    if (aras_axis_is_category(axis)) {
        aras_axis_write(axis, value, &whole);
    } else {
        aras_text_add(&whole, "%.4g", value / axis->scale);
    }
    *report->refused = *report->refused || whole.data == NULL;
    snprintf(text, ROOM, "%s", whole.data == NULL ? "" : whole.data);
    aras_text_free(&whole);
}

static void name_column(const struct report *report, size_t number, char text[ROOM])
{
    const struct aras_sweep_column *column = &report->sweep->column[number];
    const struct aras_outcome *outcome = &report->model->outcomes[column->outcome];

    if (outcome->kind == ARAS_CATEGORY) {
        snprintf(text, ROOM, "%s=%s", outcome->id,
                 outcome->categories[column->option].id);
    } else {
        snprintf(text, ROOM, "%s", outcome->id);
    }
}

static bool is_clear(const struct aras_sweep_estimate *estimate)
{
    return estimate->change_interval.low > 0.0 || estimate->change_interval.high < 0.0;
}

/* A share of 0 or 1 is what so many worlds did not show. */
static struct aras_number number_of(const struct aras_sweep_estimate *estimate,
                                    bool share)
{
    static const struct aras_interval none = {NAN, NAN};
    double bound = aras_interval_never_seen(estimate->worlds, 0.95).high;

    if (share && estimate->worlds > 0 && estimate->value == 0.0) {
        return aras_number_below(bound);
    }
    if (share && estimate->worlds > 0 && estimate->value == 1.0) {
        return aras_number_above(1.0 - bound);
    }
    return aras_number_estimate(estimate->value, none, estimate->interval, share);
}

/* "26 %", and behind it, "+19*", by how much it is more than at the base. */
static void write_cell(const struct report *report,
                       const struct aras_sweep_estimate *estimate, bool share,
                       char text[ROOM])
{
    struct aras_number value = number_of(estimate, share);
    struct aras_number change =
        aras_number_change(estimate->change, estimate->change_interval, share);

    if (estimate->worlds == 0) {
        snprintf(text, ROOM, "%s", aras_number_none(report->style));
    } else if (isnan(estimate->change)) {
        snprintf(text, ROOM, "%s", value.text);
    } else if (estimate->changed == 0) {
        snprintf(text, ROOM, "%s =", value.text);
    } else {
        char *unit = strstr(change.text, " pp");

        if (unit != NULL) {
            *unit = '\0';
        }
        snprintf(text, ROOM, "%s %s%s", value.text, change.text,
                 is_clear(estimate) ? "*" : "");
    }
}

/* "23 to 29 %": the 95 % interval. */
static void write_interval(const struct report *report,
                           const struct aras_sweep_estimate *estimate, bool share,
                           char text[ROOM])
{
    struct aras_interval interval = estimate->interval;
    double half = (interval.high - interval.low) / 2.0;
    double scale = share ? 100.0 : 1.0;

    if (!isfinite(half)) {
        snprintf(text, ROOM, "%s", aras_number_none(report->style));
        return;
    }
    if (half <= aras_number_dust(estimate->value)) {
        snprintf(text, ROOM, "no spread");
        return;
    }
    snprintf(text, ROOM, "%s to %s%s",
             aras_number_within(scale * interval.low, scale * half).text,
             aras_number_within(scale * interval.high, scale * half).text,
             share ? " %" : "");
}

static const char *reading_id(const struct report *report, size_t reading)
{
    const struct aras_sweep *sweep = report->sweep;

    return sweep->variant == SIZE_MAX
               ? "all"
               : report->model->variants[sweep->variant].options[reading].id;
}

/* --- what it is
 * -----------------------------------------------------------------------
 */

static const char *design_name(enum aras_design_kind kind)
{
    switch (kind) {
    case ARAS_DESIGN_GRID:
        return "a grid";
    case ARAS_DESIGN_LIST:
        return "a list";
    case ARAS_DESIGN_HYPERCUBE:
        return "a Latin hypercube";
    case ARAS_DESIGN_SOBOL:
        return "Sobol' points";
    case ARAS_DESIGN_MORRIS:
        return "Morris trajectories";
    case ARAS_DESIGN_SALTELLI:
        break;
    }
    return "rows of two matrices";
}

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_sweep *sweep = report->sweep;
    struct aras_number points = aras_number_whole(sweep->points);
    struct aras_number worlds = aras_number_whole(sweep->worlds);
    struct aras_run_facts facts;

    aras_run_get_facts(report->swept->run, &facts);
    if (aras_legend_say(report->file, report->style, error, "%s", facts.title) !=
            ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error,
            "%s point%s (%s) of %s worlds%s%s; seed %" PRIu64 "; stored in %s",
            points.text, sweep->points == 1 ? "" : "s", design_name(report->form->kind),
            worlds.text, sweep->points == 1 ? "" : " each",
            sweep->points == 1 ? ""
            : aras_design_shares_worlds(report->design)
                ? ", all points with the same luck"
                : ", the points of a row with the same luck",
            facts.seed, aras_run_path(report->swept->run)) != ARAS_OK) {
        return error->status;
    }
    if (sweep->failed == 0) {
        return ARAS_OK;
    }
    return aras_legend_say(report->file, report->style, error,
                           "WARNING: %s world%s could not be played and %s left out",
                           aras_number_whole(sweep->failed).text,
                           sweep->failed == 1 ? "" : "s",
                           sweep->failed == 1 ? "is" : "are");
}

static enum aras_status say_reading(const struct report *report, size_t reading,
                                    struct aras_error *error)
{
    const struct aras_sweep *sweep = report->sweep;
    struct aras_number worlds =
        aras_number_whole(sweep->reached[reading] / sweep->points);

    fputc('\n', report->file);
    if (sweep->variant == SIZE_MAX) {
        return ARAS_OK;
    }
    if (!aras_design_shares_worlds(report->design)) {
        return aras_legend_say(report->file, report->style, error, "%s = %s",
                               report->model->variants[sweep->variant].id,
                               reading_id(report, reading));
    }
    return aras_legend_say(report->file, report->style, error,
                           "%s = %s (%s worlds a point)",
                           report->model->variants[sweep->variant].id,
                           reading_id(report, reading), worlds.text);
}

/* Whether a time is told of points that end at different horizons. */
static bool ends_differ(const struct report *report)
{
    bool time = false, horizon = false;

    for (size_t i = 0; i < report->sweep->columns; i++) {
        size_t outcome = report->sweep->column[i].outcome;

        time = time || report->model->outcomes[outcome].kind == ARAS_TIME;
    }
    for (size_t i = 0; i < report->form->axes; i++) {
        horizon = horizon || strcmp(report->form->axis[i].key, "horizon") == 0;
    }
    return time && horizon;
}

static enum aras_status say_base(const struct report *report, struct aras_error *error)
{
    const struct aras_sweep *sweep = report->sweep;
    struct aras_text base = {0};
    enum aras_status status;

    if (sweep->base == ARAS_NO_BASE) {
        return ARAS_OK;
    }
    aras_design_get(report->design, sweep->base, report->values);
    for (size_t i = 0; i < report->form->axes && i < 8; i++) {
        char value[ROOM];

        write_value(report, &report->form->axis[i], report->values[i], value);
        aras_text_add(&base, "%s%s=%s", i == 0 ? "" : ", ", report->form->axis[i].key,
                      value);
    }
    if (report->form->axes > 8) {
        aras_text_add(&base, ", ...");
    }
    status = aras_text_check(&base, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(
            report->file, report->style, error,
            "Behind each number: by how much it is more than at point %" PRIu64
            " (%s), in percentage points for a share; * where its 95 %% interval "
            "leaves "
            "out 0, which of comparisons without any difference one in twenty does; = "
            "where no world differs.",
            sweep->base, base.data);
    }
    aras_text_free(&base);
    return status;
}

static enum aras_status say_footer(const struct report *report,
                                   struct aras_error *error)
{
    bool differ = ends_differ(report);

    if (differ || report->sweep->base != ARAS_NO_BASE) {
        fputc('\n', report->file);
    }
    if (differ &&
        aras_legend_say(
            report->file, report->style, error,
            "A time that is not reached counts as the horizon: where horizons "
            "differ, times do so for that alone.") != ARAS_OK) {
        return error->status;
    }
    return say_base(report, error);
}

/* --- a row for each point
 * --------------------------------------------------------------
 */

/* What fits beside each other. */
struct layout {
    size_t axes, columns;
    uint64_t rows;
    bool intervals; /* there is room for those too */
};

static size_t width_of_axis(const struct report *report, size_t number, uint64_t rows)
{
    size_t width = strlen(report->form->axis[number].key);

    for (uint64_t point = 0; point < rows; point++) {
        char text[ROOM];

        aras_design_get(report->design, point, report->values);
        write_value(report, &report->form->axis[number], report->values[number], text);
        width = strlen(text) > width ? strlen(text) : width;
    }
    return width + 2;
}

/* Axes first, as long as a column of numbers still fits; then such columns. */
static struct layout lay_out(const struct report *report)
{
    const struct aras_sweep *sweep = report->sweep;
    size_t most = report->style->width == 0 ? 100 : (size_t) report->style->width;
    size_t width = 8;
    struct layout layout = {.rows = sweep->points};

    if (!report->style->all && layout.rows > MOST_ROWS) {
        layout.rows = MOST_ROWS;
    }
    while (layout.axes < report->form->axes && layout.axes < MOST_COLUMNS / 2) {
        size_t more = width_of_axis(report, layout.axes, layout.rows);

        if (width + more + CELL + 2 > most) {
            break;
        }
        width += more;
        layout.axes++;
    }
    while (layout.columns < sweep->columns &&
           layout.axes + layout.columns + 1 < MOST_COLUMNS) {
        char name[ROOM];
        size_t more;

        name_column(report, layout.columns, name);
        more = (strlen(name) > CELL ? strlen(name) : CELL) + 2;
        if (width + more > most && layout.columns > 0) {
            break;
        }
        width += more;
        layout.columns++;
    }
    layout.intervals = layout.axes == report->form->axes &&
                       layout.columns == sweep->columns &&
                       width + (INTERVAL + 2) * layout.columns <= most &&
                       layout.axes + 2 * layout.columns + 1 < MOST_COLUMNS;
    return layout;
}

static void fill_row(const struct report *report, struct aras_table *table,
                     const struct layout *layout, uint64_t point, size_t reading)
{
    aras_design_get(report->design, point, report->values);
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_FAINT, "%" PRIu64, point);
    for (size_t i = 0; i < layout->axes; i++) {
        char text[ROOM];

        write_value(report, &report->form->axis[i], report->values[i], text);
        aras_table_cell(table, ARAS_PLAIN, "%s", text);
    }
    for (size_t i = 0; i < layout->columns; i++) {
        const struct aras_sweep_estimate *estimate =
            aras_sweep_at(report->sweep, point, i, reading);
        char text[ROOM];

        write_cell(report, estimate, report->sweep->column[i].share, text);
        aras_table_cell(table, is_clear(estimate) ? ARAS_STRONG : ARAS_PLAIN, "%s",
                        text);
        if (layout->intervals) {
            write_interval(report, estimate, report->sweep->column[i].share, text);
            aras_table_cell(table, ARAS_PLAIN, "%s", text);
        }
    }
}

/* Where rows have sets of their own, a point is in one reading only. */
static bool has_worlds(const struct report *report, uint64_t point, size_t reading)
{
    for (size_t i = 0; i < report->sweep->columns; i++) {
        if (aras_sweep_at(report->sweep, point, i, reading)->worlds > 0) {
            return true;
        }
    }
    return aras_design_shares_worlds(report->design);
}

static enum aras_status print_rows(const struct report *report,
                                   const struct layout *layout, size_t reading,
                                   struct aras_error *error)
{
    struct aras_table_column columns[MOST_COLUMNS] = {
        {.heading = "POINT", .right = true}};
    char names[MOST_COLUMNS][ROOM];
    size_t count = 1;
    struct aras_table *table;
    enum aras_status status;

    for (size_t i = 0; i < layout->axes; i++) {
        columns[count++] = (struct aras_table_column){
            .heading = report->form->axis[i].key,
            .right = !aras_axis_is_category(&report->form->axis[i])};
    }
    for (size_t i = 0; i < layout->columns; i++) {
        name_column(report, i, names[i]);
        columns[count++] =
            (struct aras_table_column){.heading = names[i], .right = true};
        if (layout->intervals) {
            columns[count++] =
                (struct aras_table_column){.heading = "95 %", .right = true};
        }
    }
    table = aras_table_new(columns, count, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (uint64_t point = 0; point < layout->rows; point++) {
        if (has_worlds(report, point, reading)) {
            fill_row(report, table, layout, point, reading);
        }
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

static enum aras_status say_left_out(const struct report *report,
                                     const struct layout *layout,
                                     struct aras_error *error)
{
    const struct aras_sweep *sweep = report->sweep;

    if (layout->rows < sweep->points &&
        aras_legend_say(report->file, report->style, error,
                        "... and %s points more: --all, or sweep.csv in the folder of "
                        "the run",
                        aras_number_whole(sweep->points - layout->rows).text) !=
            ARAS_OK) {
        return error->status;
    }
    if (layout->axes == report->form->axes && layout->columns == sweep->columns) {
        return ARAS_OK;
    }
    return aras_legend_say(report->file, report->style, error,
                           "%zu of %zu axes and %zu of %zu numbers fit beside each "
                           "other: --of names some, --csv has all",
                           layout->axes, report->form->axes, layout->columns,
                           sweep->columns);
}

/* --- two axes against each other
 * --------------------------------------------------------
 */

/* Which axis runs across: the last, or the first when that has fewer values and the
 * last has too many. */
static bool fits_across(const struct report *report, size_t axis)
{
    const struct aras_axis *across = &report->form->axis[axis];
    const struct aras_axis *down = &report->form->axis[1 - axis];
    size_t most = report->style->width == 0 ? 100 : (size_t) report->style->width;
    size_t first = strlen(down->key);
    size_t width = 0;

    if (across->count + 1 > MOST_COLUMNS) {
        return false;
    }
    for (size_t i = 0; i < down->count; i++) {
        char text[ROOM];

        write_value(report, down, aras_axis_value(down, i), text);
        first = strlen(text) > first ? strlen(text) : first;
    }
    for (size_t i = 0; i < across->count; i++) {
        char text[ROOM];

        write_value(report, across, aras_axis_value(across, i), text);
        width += 2 + (strlen(text) > CELL ? strlen(text) : CELL);
    }
    return first + width <= most;
}

static bool is_laid_out(const struct report *report)
{
    return report->swept->laid_out && report->form->kind == ARAS_DESIGN_GRID &&
           report->form->axes == 2 &&
           (fits_across(report, 1) || fits_across(report, 0));
}

static enum aras_status print_square(const struct report *report, size_t column,
                                     size_t reading, struct aras_error *error)
{
    size_t axis = fits_across(report, 1) ? 1 : 0;
    const struct aras_axis *across = &report->form->axis[axis];
    const struct aras_axis *down = &report->form->axis[1 - axis];
    struct aras_table_column columns[MOST_COLUMNS] = {
        {.heading = down->key, .right = true}};
    char names[MOST_COLUMNS][ROOM];
    struct aras_table *table;
    enum aras_status status;

    for (size_t i = 0; i < across->count; i++) {
        write_value(report, across, aras_axis_value(across, i), names[i]);
        columns[i + 1] = (struct aras_table_column){.heading = names[i], .right = true};
    }
    columns[0].right = !aras_axis_is_category(down);
    table = aras_table_new(columns, across->count + 1, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < down->count; i++) {
        char text[ROOM];

        write_value(report, down, aras_axis_value(down, i), text);
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", text);
        for (size_t k = 0; k < across->count; k++) {
            uint64_t point = axis == 1 ? i * across->count + k : k * down->count + i;
            const struct aras_sweep_estimate *estimate =
                aras_sweep_at(report->sweep, point, column, reading);

            write_cell(report, estimate, report->sweep->column[column].share, text);
            aras_table_cell(table, is_clear(estimate) ? ARAS_STRONG : ARAS_PLAIN, "%s",
                            text);
        }
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

/* The greatest 95 % error of a column's numbers by themselves; 0: none is known. */
static double greatest_error(const struct report *report, size_t column, size_t reading)
{
    double greatest = 0.0;

    for (uint64_t point = 0; point < report->sweep->points; point++) {
        struct aras_interval interval =
            aras_sweep_at(report->sweep, point, column, reading)->interval;
        double half = (interval.high - interval.low) / 2.0;

        greatest = isfinite(half) ? fmax(greatest, half) : greatest;
    }
    return greatest;
}

static enum aras_status say_square(const struct report *report, size_t column,
                                   size_t reading, const char *across,
                                   struct aras_error *error)
{
    const struct aras_sweep_column *of = &report->sweep->column[column];
    double most = greatest_error(report, column, reading);
    char name[ROOM];

    name_column(report, column, name);
    return aras_legend_say(
        report->file, report->style, error, "%s: %s; across: %s%s%s%s", name,
        report->model->outcomes[of->outcome].title, across,
        most > 0.0 ? " (95 %: " : "",
        most > 0.0 ? aras_number_error(most, of->share, report->style).text : "",
        most > 0.0 ? " at most)" : "");
}

static enum aras_status print_squares(const struct report *report, size_t reading,
                                      struct aras_error *error)
{
    const struct aras_axis *across =
        &report->form->axis[fits_across(report, 1) ? 1 : 0];

    for (size_t i = 0; i < report->sweep->columns; i++) {
        if (i > 0) {
            fputc('\n', report->file);
        }
        if (say_square(report, i, reading, across->key, error) != ARAS_OK ||
            print_square(report, i, reading, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- all of it
 * --------------------------------------------------------------------------
 */

static enum aras_status say(const struct report *report, struct aras_error *error)
{
    struct layout layout = lay_out(report);
    bool squares = is_laid_out(report);

    if (say_header(report, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t r = 0; r < report->sweep->readings; r++) {
        if (report->sweep->reached[r] == 0) {
            continue;
        }
        if (say_reading(report, r, error) != ARAS_OK ||
            (squares ? print_squares(report, r, error)
                     : print_rows(report, &layout, r, error)) != ARAS_OK) {
            return error->status;
        }
    }
    if ((!squares && say_left_out(report, &layout, error) != ARAS_OK) ||
        say_footer(report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(report->file, error);
}

static enum aras_status prepare(struct report *report, FILE *file,
                                const struct aras_swept *swept,
                                const struct aras_style *style,
                                struct aras_error *error)
{
    *report = (struct report){.file = file,
                              .swept = swept,
                              .sweep = swept->sweep,
                              .design = swept->plan->design,
                              .form = aras_design_form(swept->plan->design),
                              .model = swept->plan->model,
                              .style = style};
    report->values = calloc(report->form->axes, sizeof *report->values);
    return report->values != NULL
               ? ARAS_OK
               : aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
}

enum aras_status aras_report_sweep(FILE *file, const struct aras_swept *swept,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    struct report report;
    bool refused = false;
    enum aras_status status = prepare(&report, file, swept, style, error);

    report.refused = &refused;
    if (status == ARAS_OK) {
        status = say(&report, error);
    }
    free(report.values);
    return status == ARAS_OK && refused
               ? aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report")
               : status;
}
