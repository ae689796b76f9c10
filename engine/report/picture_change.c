/* Pictures of what differs: between two runs, and over what was swept. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/dumbbell.h"
#include "figure/heat_map.h"
#include "figure/sweep_line.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/picture.h"
#include "report/picture_ways.h"

enum { MOST_ROWS = ARAS_MOST_DUMBBELLS, MOST_POINTS = 200 };

/* --- two runs --------------------------------------------------------------------- */

struct rows {
    struct aras_dumbbell_row row[MOST_ROWS];
    char change[MOST_ROWS][192];
    const char *unit;
    size_t count, left_out;
    uint64_t worlds_a, worlds_b; /* in this reading */
};

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_CATEGORY;
}

static const char *unit_of(const struct aras_outcome *outcome)
{
    return outcome->unit == NULL ? "" : outcome->unit;
}

/* Rows of one outcome in a reading. Numbers on one axis have one unit: that of the
 * first. */
static void add_rows(struct rows *rows, const struct aras_comparison_view *view,
                     size_t number, bool shares, size_t reading)
{
    const struct aras_contrast *contrast = view->versus->contrast;
    const struct aras_outcome *outcome = &view->a.model->outcomes[number];
    bool category = outcome->kind == ARAS_CATEGORY;

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *it = &contrast->difference[i];

        if (it->outcome_a != number || it->reading != reading ||
            is_share(it->kind) != shares || it->kind == ARAS_TIME ||
            (!shares && rows->unit != NULL && strcmp(rows->unit, unit_of(outcome)))) {
            continue;
        }
        if (category && it->a == 0.0 && it->b == 0.0) {
            continue; /* no world of either ends so */
        }
        if (rows->count == MOST_ROWS) {
            rows->left_out++;
            continue;
        }
        rows->unit = shares ? "share of worlds" : unit_of(outcome);
        rows->worlds_a = it->worlds;
        rows->worlds_b = it->worlds_b;
        snprintf(rows->change[rows->count], sizeof rows->change[0], "%s, %s",
                 aras_number_change(it->difference, it->interval, shares).text,
                 aras_number_error(it->error, shares, &(struct aras_style){0}).text);
        rows->row[rows->count] = (struct aras_dumbbell_row){
            .title =
                category ? aras_picture_way_title(outcome, it->option) : outcome->title,
            .a = it->a,
            .b = it->b,
            .change = rows->change[rows->count],
            .unsure = it->interval.low <= 0.0 && it->interval.high >= 0.0,
            .group = category ? outcome->title : NULL};
        rows->count++;
    }
}

/* Outcomes with several rows stand below those with one. */
static void add_all(struct rows *rows, const struct aras_comparison_view *view,
                    bool shares, size_t reading)
{
    for (int category = 0; category < 2; category++) {
        for (size_t i = 0; i < view->watched->count; i++) {
            size_t number = view->watched->outcome[i];

            if ((view->a.model->outcomes[number].kind == ARAS_CATEGORY) ==
                (category == 1)) {
                add_rows(rows, view, number, shares, reading);
            }
        }
    }
}

static void name_reading(const struct aras_comparison_view *view, size_t reading,
                         char text[128])
{
    const struct aras_readings *readings = &view->versus->contrast->readings;

    text[0] = '\0';
    if (aras_legend_has_readings(readings)) {
        snprintf(text, 128, ", if %s",
                 aras_legend_reading(readings, view->a.model, reading));
    }
}

static void describe_pair(const struct rows *rows,
                          const struct aras_comparison_view *view, bool shares,
                          size_t reading, char text[640])
{
    bool paired = view->versus->contrast->paired;
    char if_reading[128];
    char other[96] = "";
    char left_out[96] = "";

    name_reading(view, reading, if_reading);
    if (!paired) {
        snprintf(other, sizeof other, " and %s",
                 aras_number_whole(rows->worlds_b).text);
    }
    if (rows->left_out > 0) {
        snprintf(left_out, sizeof left_out, "; %zu rows more are left out",
                 rows->left_out);
    }
    snprintf(text, 640,
             "%s%s worlds%s%s; changes%s with their error, 95 %%; grey: no more than "
             "luck may do%s",
             aras_number_whole(rows->worlds_a).text, other,
             paired ? " of each, the same luck in both" : ", luck apart", if_reading,
             shares ? " in percentage points (pp)" : "", left_out);
}

enum aras_status aras_picture_dumbbell(const struct aras_picture *picture,
                                       const struct aras_comparison_view *view,
                                       bool shares, struct aras_error *error)
{
    const struct aras_readings *readings = &view->versus->contrast->readings;
    size_t reading = 0;

    while (reading + 1 < readings->count &&
           !aras_readings_tell(readings, reading, false)) {
        reading++;
    }
    return aras_picture_dumbbell_if(picture, view, shares, reading, error);
}

enum aras_status aras_picture_dumbbell_if(const struct aras_picture *picture,
                                          const struct aras_comparison_view *view,
                                          bool shares, size_t reading,
                                          struct aras_error *error)
{
    struct rows *rows = calloc(1, sizeof *rows);
    enum aras_status status;
    char title[320];
    char subtitle[640];

    if (rows == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    }
    add_all(rows, view, shares, reading);
    if (rows->count == 0) {
        free(rows);
        return aras_error_set(error, ARAS_INVALID,
                              "nothing that is watched is a %s: name outcomes with "
                              "--of",
                              shares ? "share of worlds" : "number of each world");
    }
    snprintf(title, sizeof title, "What changes from %s to %s", view->a.name,
             view->b.name);
    describe_pair(rows, view, shares, reading, subtitle);
    status = aras_dumbbell_draw(
        picture->figure,
        &(struct aras_dumbbell){.title = title,
                                .subtitle = subtitle,
                                .a = view->a.name,
                                .b = view->b.name,
                                .unit = rows->unit,
                                .form = shares ? ARAS_TICKS_SHARES : ARAS_TICKS_NUMBERS,
                                .row = rows->row,
                                .rows = rows->count},
        picture->look, error);
    free(rows);
    return status;
}

/* --- sweeps ----------------------------------------------------------------------- */

static const struct aras_design_form *form_of(const struct aras_swept *swept)
{
    return aras_design_form(swept->plan->design);
}

static void name_column(const struct aras_swept *swept, size_t number, char text[320])
{
    const struct aras_sweep_column *column = &swept->sweep->column[number];
    const struct aras_outcome *outcome = &swept->plan->model->outcomes[column->outcome];
    bool category = outcome->kind == ARAS_CATEGORY;

    snprintf(text, 320, "%s%s%s", outcome->title, category ? ": " : "",
             category ? aras_picture_way_title(outcome, column->option) : "");
}

/* An axis by its name, "treaty_rate" or what that means, with its unit. */
static void name_axis(const struct aras_axis *axis, const char *name, char text[160])
{
    bool plain = axis->unit == NULL || axis->unit[0] == '\0';

    snprintf(text, 160, "%.120s%s%s%s", name, plain ? "" : " (",
             plain ? "" : axis->unit, plain ? "" : ")");
}

/* What an axis is about: the title of its parameter or variant; else what was typed. */
static const char *title_of_axis(const struct aras_swept *swept,
                                 const struct aras_axis *axis)
{
    const struct aras_model *model = swept->plan->model;

    for (size_t i = 0; i < model->parameter_count; i++) {
        if (strcmp(model->parameters[i].id, axis->key) == 0 &&
            model->parameters[i].title != NULL) {
            return model->parameters[i].title;
        }
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        if (strcmp(model->variants[i].id, axis->key) == 0 &&
            model->variants[i].title != NULL) {
            return model->variants[i].title;
        }
    }
    return axis->key;
}

static void name_value(const struct aras_axis *axis, double value, char text[48])
{
    struct aras_text whole = {0};

    if (aras_axis_is_category(axis)) {
        aras_axis_write(axis, value, &whole);
        snprintf(text, 48, "%s", whole.data == NULL ? "?" : whole.data);
    } else {
        snprintf(text, 48, "%.4g", value / axis->scale);
    }
    aras_text_free(&whole);
}

/* The reading that is asked for, or the first that some cell is in. */
static size_t reading_of(const struct aras_swept *swept)
{
    const struct aras_sweep *sweep = swept->sweep;

    for (size_t r = 0; r < sweep->readings; r++) {
        if (sweep->reached[r] > 0 &&
            (swept->reading == NULL ||
             (sweep->variant != SIZE_MAX &&
              strcmp(swept->plan->model->variants[sweep->variant].options[r].id,
                     swept->reading) == 0))) {
            return r;
        }
    }
    return swept->reading == NULL ? 0 : SIZE_MAX;
}

static enum aras_status check_reading(const struct aras_swept *swept,
                                      struct aras_error *error)
{
    const struct aras_sweep *sweep = swept->sweep;
    char names[512] = "only one";

    if (reading_of(swept) != SIZE_MAX) {
        return ARAS_OK;
    }
    for (size_t r = 0; sweep->variant != SIZE_MAX && r < sweep->readings; r++) {
        size_t used = r == 0 ? 0 : strlen(names);

        snprintf(names + used, sizeof names - used, "%s%s", r == 0 ? "" : ", ",
                 swept->plan->model->variants[sweep->variant].options[r].id);
    }
    return aras_error_set(error, ARAS_UNKNOWN,
                          "there is no reading '%s' in this sweep; it has %s",
                          swept->reading, names);
}

/* Behind the number of worlds comes what is left out, and how sure it is. */
static void describe(const struct aras_swept *swept, const char *what, const char *more,
                     const char *sure, char text[512])
{
    const struct aras_sweep *sweep = swept->sweep;
    const struct aras_model *model = swept->plan->model;
    bool rival = sweep->variant != SIZE_MAX && sweep->readings > 1;

    snprintf(text, 512, "%.200s; %s worlds at each point%s%.100s%.90s%.90s", what,
             aras_number_whole(sweep->worlds).text, rival ? ", if " : "",
             rival ? model->variants[sweep->variant].options[reading_of(swept)].id : "",
             more, sure);
}

/* How well the numbers of some columns are known: the greatest error at any point. */
static void tell_error(const struct aras_swept *swept, const size_t *columns,
                       size_t count, char text[96])
{
    static const struct aras_style plain = {.ascii = false};
    bool share = swept->sweep->column[columns[0]].share;
    double most = 0.0;

    for (size_t k = 0; k < count; k++) {
        for (uint64_t i = 0; i < swept->sweep->points; i++) {
            struct aras_interval interval =
                aras_sweep_at(swept->sweep, i, columns[k], reading_of(swept))->interval;

            most = fmax(most, (interval.high - interval.low) / 2.0);
        }
    }
    snprintf(text, 96, "; each within %.40s (95 %%)",
             aras_number_error(most, share, &plain).text);
}

/* The greatest share that a column has at any point. */
static double greatest_of(const struct aras_swept *swept, size_t column)
{
    double most = 0.0;

    for (uint64_t i = 0; i < swept->sweep->points; i++) {
        most = fmax(most,
                    aras_sweep_at(swept->sweep, i, column, reading_of(swept))->value);
    }
    return most;
}

/* Lines of the picture: the shares, of many those that become greatest; or the first
 * number. Gives how many there are; `all`: how many shares. */
static size_t choose_columns(const struct aras_swept *swept,
                             size_t chosen[ARAS_MOST_SWEPT], size_t *all)
{
    const struct aras_sweep *sweep = swept->sweep;
    size_t count = 0;

    *all = 0;
    for (size_t c = 0; c < sweep->columns; c++) {
        size_t greater = 0;

        for (size_t k = 0; k < sweep->columns && sweep->column[c].share; k++) {
            double more = greatest_of(swept, k) - greatest_of(swept, c);

            greater += sweep->column[k].share && (more > 0.0 || (more == 0.0 && k < c));
        }
        *all += sweep->column[c].share;
        if (sweep->column[c].share && greater < ARAS_MOST_SWEPT) {
            chosen[count++] = c;
        }
    }
    if (count == 0) {
        chosen[count++] = 0;
    }
    return count;
}

/* The category that all lines are options of; NULL: of several outcomes. */
static const struct aras_outcome *common_category(const struct aras_swept *swept,
                                                  const size_t *chosen, size_t count)
{
    const struct aras_sweep_column *column = swept->sweep->column;
    const struct aras_outcome *first =
        &swept->plan->model->outcomes[column[chosen[0]].outcome];

    for (size_t i = 0; i < count; i++) {
        if (column[chosen[i]].outcome != column[chosen[0]].outcome) {
            return NULL;
        }
    }
    return first->kind == ARAS_CATEGORY ? first : NULL;
}

/* The numbers of a sweep: x, then value, low and high of each line. */
struct lines {
    struct aras_sweep_line_of of[ARAS_MOST_SWEPT];
    char title[ARAS_MOST_SWEPT][320];
    size_t chosen[ARAS_MOST_SWEPT];
    size_t count, all, points;           /* lines; those that there could be */
    const struct aras_outcome *category; /* of all of them; NULL */
    double *room;
};

static void fill_lines(struct lines *lines, const struct aras_swept *swept)
{
    const struct aras_sweep *sweep = swept->sweep;
    const struct aras_axis *axis = &form_of(swept)->axis[0];
    size_t n = lines->points;

    for (size_t i = 0; i < n; i++) {
        double value;

        aras_design_get(swept->plan->design, i, &value);
        lines->room[i] = value / axis->scale;
    }
    for (size_t l = 0; l < lines->count; l++) {
        double *value = lines->room + (3 * l + 1) * n;

        for (size_t i = 0; i < n; i++) {
            const struct aras_sweep_estimate *it =
                aras_sweep_at(sweep, i, lines->chosen[l], reading_of(swept));

            value[i] = it->value;
            value[n + i] = it->interval.low;
            value[2 * n + i] = it->interval.high;
        }
        if (lines->category != NULL) {
            snprintf(lines->title[l], sizeof lines->title[l], "%s",
                     aras_picture_way_title(lines->category,
                                            sweep->column[lines->chosen[l]].option));
        } else {
            name_column(swept, lines->chosen[l], lines->title[l]);
        }
        lines->of[l] = (struct aras_sweep_line_of){
            .title = lines->title[l],
            .value = value,
            .low = lines->count <= 2 ? value + n : NULL,
            .high = lines->count <= 2 ? value + 2 * n : NULL};
    }
}

static enum aras_status check_line(const struct aras_swept *swept,
                                   struct aras_error *error)
{
    const struct aras_design_form *form = form_of(swept);
    uint64_t points = swept->sweep->points;
    double before = -INFINITY;

    if (form->axes != 1 || aras_axis_is_category(&form->axis[0]) || points < 2 ||
        points > MOST_POINTS) {
        return aras_error_set(
            error, ARAS_INVALID,
            "a line needs a sweep over one number, of 2 to %d points: "
            "with two axes draw --kind heat",
            MOST_POINTS);
    }
    for (uint64_t i = 0; i < points; i++) {
        double value;

        aras_design_get(swept->plan->design, i, &value);
        if (value <= before) {
            return aras_error_set(error, ARAS_INVALID,
                                  "a line needs the values of '%s' in rising order",
                                  form->axis[0].key);
        }
        before = value;
    }
    return ARAS_OK;
}

enum aras_status aras_picture_sweep(const struct aras_picture *picture,
                                    const struct aras_swept *swept,
                                    struct aras_error *error)
{
    struct lines lines = {.points = (size_t) swept->sweep->points};
    enum aras_status status;
    char axis[160];
    char title[512];
    char subtitle[512];
    char more[96] = "";
    char error_told[96];
    bool share;

    if (check_line(swept, error) != ARAS_OK || check_reading(swept, error) != ARAS_OK) {
        return error->status;
    }
    lines.count = choose_columns(swept, lines.chosen, &lines.all);
    lines.category = common_category(swept, lines.chosen, lines.count);
    lines.room = calloc((3 * lines.count + 1) * lines.points, sizeof *lines.room);
    if (lines.room == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    }
    fill_lines(&lines, swept);
    share = swept->sweep->column[lines.chosen[0]].share;
    name_axis(&form_of(swept)->axis[0], form_of(swept)->axis[0].key, axis);
    if (lines.category != NULL || lines.count == 1) {
        snprintf(title, sizeof title, "%.250s, by: %.200s",
                 lines.category != NULL ? lines.category->title : lines.title[0],
                 title_of_axis(swept, &form_of(swept)->axis[0]));
    } else {
        snprintf(title, sizeof title, "By: %.200s",
                 title_of_axis(swept, &form_of(swept)->axis[0]));
    }
    if (lines.all > lines.count) {
        snprintf(more, sizeof more, "; the %zu most frequent of %zu", lines.count,
                 lines.all);
    }
    if (lines.of[0].low != NULL) {
        snprintf(error_told, sizeof error_told, "; shaded: 95 %% by number of worlds");
    } else {
        tell_error(swept, lines.chosen, lines.count, error_told);
    }
    describe(swept, share ? "Share of worlds" : lines.title[0], more, error_told,
             subtitle);
    status = aras_sweep_line_draw(
        picture->figure,
        &(struct aras_sweep_line){.title = title,
                                  .subtitle = subtitle,
                                  .input = axis,
                                  .x = lines.room,
                                  .count = lines.points,
                                  .line = lines.of,
                                  .lines = lines.count,
                                  .form =
                                      share ? ARAS_TICKS_SHARES : ARAS_TICKS_NUMBERS},
        picture->look, error);
    free(lines.room);
    return status;
}

enum { MOST_SIDE = ARAS_MOST_COLUMNS };

/* A grid as text and numbers: its first axis down, its second across. */
struct grid {
    char down[MOST_SIDE][48], across[MOST_SIDE][48];
    const char *row[MOST_SIDE], *column[MOST_SIDE];
    double value[MOST_SIDE * MOST_SIDE];
    size_t rows, columns;
};

static void fill_grid(struct grid *grid, const struct aras_swept *swept, size_t column)
{
    const struct aras_axis *axis = form_of(swept)->axis;

    for (size_t r = 0; r < grid->rows; r++) {
        name_value(&axis[0], aras_axis_value(&axis[0], r), grid->down[r]);
        grid->row[r] = grid->down[r];
        for (size_t c = 0; c < grid->columns; c++) {
            grid->value[r * grid->columns + c] =
                aras_sweep_at(swept->sweep, r * grid->columns + c, column,
                              reading_of(swept))
                    ->value;
        }
    }
    for (size_t c = 0; c < grid->columns; c++) {
        name_value(&axis[1], aras_axis_value(&axis[1], c), grid->across[c]);
        grid->column[c] = grid->across[c];
    }
}

enum aras_status aras_picture_heat_map(const struct aras_picture *picture,
                                       const struct aras_swept *swept, size_t column,
                                       struct aras_error *error)
{
    const struct aras_design_form *form = form_of(swept);
    bool share = swept->sweep->column[column].share;
    struct grid grid;
    char across[160];
    char down[160];
    char title[320];
    char subtitle[512];
    char error_told[96];

    if (form->kind != ARAS_DESIGN_GRID || form->axes != 2 ||
        form->axis[0].count > MOST_SIDE || form->axis[1].count > MOST_SIDE) {
        return aras_error_set(error, ARAS_INVALID,
                              "a heat map needs a sweep over a grid of two axes, of at "
                              "most %d values each: with one axis draw --kind sweep",
                              MOST_SIDE);
    }
    if (check_reading(swept, error) != ARAS_OK) {
        return error->status;
    }
    grid.rows = form->axis[0].count;
    grid.columns = form->axis[1].count;
    fill_grid(&grid, swept, column);
    name_axis(&form->axis[0], title_of_axis(swept, &form->axis[0]), down);
    name_axis(&form->axis[1], title_of_axis(swept, &form->axis[1]), across);
    name_column(swept, column, title);
    tell_error(swept, &column, 1, error_told);
    describe(swept, share ? "Share of worlds" : "Mean", "", error_told, subtitle);
    return aras_heat_map_draw(
        picture->figure,
        &(struct aras_heat_map){.title = title,
                                .subtitle = subtitle,
                                .across = across,
                                .down = down,
                                .column = grid.column,
                                .columns = grid.columns,
                                .row = grid.row,
                                .rows = grid.rows,
                                .value = grid.value,
                                .form = share ? ARAS_TICKS_SHARES : ARAS_TICKS_NUMBERS,
                                .level = share ? 0.5 : NAN},
        picture->look, error);
}
