#include "figure/leverage_matrix.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"

#define RANGE_SIZE 10.5

static const double cell_height = 40.0;

struct grid {
    double left, top, width, height; /* of a cell */
};

static double value_at(const struct aras_leverage_matrix *data, size_t row,
                       size_t column)
{
    return row == column ? NAN : data->value[row * data->actors + column];
}

/* What a matrix of either kind says of itself. */
static const char *heading_of(const struct aras_leverage_matrix *data, bool ranges)
{
    if (data->error != NULL) {
        return "points by which the row moves the column; no colour: no more than luck "
               "may do";
    }
    return ranges ? "leverage of the row over the column; below it, where it lies in 8 "
                    "of 10 parameter sets"
                  : "leverage of the row over the column";
}

static const char *low_end(const struct aras_leverage_matrix *data)
{
    return data->error == NULL ? "the column has the upper hand" : "less often";
}

static const char *high_end(const struct aras_leverage_matrix *data)
{
    return data->error == NULL ? "the row has the upper hand" : "more often";
}

static struct aras_numeral leverage_of(const struct aras_leverage_matrix *data,
                                       double value)
{
    struct aras_numeral numeral;

    if (data->error != NULL) {
        return aras_numeral_points(value);
    }

    double rounded = round(100.0 * value) / 100.0 + 0.0; /* 0, not -0 */

    snprintf(numeral.text, sizeof numeral.text, rounded == 0.0 ? "%.2f" : "%+.2f",
             rounded);
    return numeral;
}

enum { MIDDLE = 3 };

/* 0 ... 6; in the middle is what is next to nothing, or measured with a greater error.
 */
static int step_of(const struct aras_leverage_matrix *data, size_t cell)
{
    double value = data->value[cell];
    double share = fmax(-1.0, fmin(1.0, value / data->limit));

    return data->error != NULL && !(fabs(value) > data->error[cell])
               ? MIDDLE
               : (int) lround(MIDDLE + MIDDLE * share);
}

/* "-0.40 to 0.19"; empty where it is not known. */
static struct aras_numeral range_of(const struct aras_leverage_matrix *data,
                                    size_t cell)
{
    struct aras_numeral numeral = {.text = ""};

    if (data->low != NULL && !isnan(data->low[cell]) && !isnan(data->high[cell])) {
        snprintf(numeral.text, sizeof numeral.text, "%.2f to %.2f",
                 round(100.0 * data->low[cell]) / 100.0 + 0.0,
                 round(100.0 * data->high[cell]) / 100.0 + 0.0);
    }
    return numeral;
}

/* Whether there are ranges, and cells have room for all of them. */
static bool shows_ranges(const struct aras_leverage_matrix *data, double width)
{
    bool some = false;

    for (size_t i = 0; i < data->actors * data->actors; i++) {
        struct aras_numeral numeral = range_of(data, i);

        if (isnan(value_at(data, i / data->actors, i % data->actors))) {
            continue;
        }
        some = some || numeral.text[0] != '\0';
        if (aras_letters_width(numeral.text, RANGE_SIZE, false) > width - 4.0) {
            return false;
        }
    }
    return some;
}

/* The number in the middle of its cell; below it how far it may be off. */
static void write_cell(struct aras_figure *figure,
                       const struct aras_leverage_matrix *data, size_t cell, double x,
                       double middle, bool ranges)
{
    struct aras_letter letter =
        aras_figure_letter((enum aras_paint)(ARAS_PAINT_SIDE_INK + step_of(data, cell)),
                           ARAS_ANCHOR_MIDDLE);
    struct aras_numeral numeral = leverage_of(data, data->value[cell]);
    char text[ARAS_NUMERAL_SIZE + 4];

    letter.size = ARAS_LETTERS_SIZE;
    if (data->error == NULL && !ranges) {
        aras_figure_try_text(figure, x, middle + 0.35 * letter.size, letter,
                             numeral.text);
        return;
    }
    if (data->error == NULL) {
        aras_figure_try_text(figure, x, middle - 2.0, letter, numeral.text);
        letter.size = RANGE_SIZE;
        aras_figure_try_text(figure, x, middle + 12.0, letter,
                             range_of(data, cell).text);
        return;
    }
    numeral.text[strcspn(numeral.text, " ")] = '\0'; /* "pp" is said above */
    snprintf(text, sizeof text, "%s%s", numeral.text,
             data->marked != NULL && data->marked[cell] ? "*" : "");
    aras_figure_try_text(figure, x, middle - 2.0, letter, text);
    letter.size = ARAS_SMALL_SIZE;
    snprintf(text, sizeof text, "\xC2\xB1%.0f", 100.0 * data->error[cell]);
    aras_figure_try_text(figure, x, middle + 12.0, letter, text);
}

static void draw_cell(struct aras_figure *figure,
                      const struct aras_leverage_matrix *data, const struct grid *grid,
                      size_t row, size_t column)
{
    bool ranges = shows_ranges(data, grid->width);
    double value = value_at(data, row, column);
    double x = grid->left + grid->width * (double) column;
    double y = grid->top + grid->height * (double) row;
    const struct aras_stroke seam = {ARAS_PAINT_PAPER, 1.5, NULL};

    if (isnan(value)) {
        if (row != column) {
            aras_svg_rect(&figure->svg, x, y, grid->width, grid->height,
                          ARAS_PAINT_FILL, seam);
        }
        return;
    }
    aras_svg_rect(
        &figure->svg, x, y, grid->width, grid->height,
        (enum aras_paint)(ARAS_PAINT_SIDE + step_of(data, row * data->actors + column)),
        seam);
    write_cell(figure, data, row * data->actors + column, x + grid->width / 2.0,
               y + grid->height / 2.0, ranges);
}

static bool names_fit(const struct aras_leverage_matrix *data, double width)
{
    for (size_t i = 0; i < data->actors; i++) {
        if (aras_letters_width(data->actor[i], ARAS_SMALL_SIZE, false) > width) {
            return false;
        }
    }
    return true;
}

/* Names above the columns: in two rows by turns where they are too wide for one. */
static void draw_names(struct aras_figure *figure,
                       const struct aras_leverage_matrix *data, const struct grid *grid)
{
    bool one_row = names_fit(data, grid->width - 4.0);
    double room = one_row ? grid->width - 4.0 : 2.0 * grid->width - 8.0;

    for (size_t i = 0; i < data->actors; i++) {
        struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_END);
        double up = one_row || i % 2 == 1 ? 8.0 : 8.0 + 1.2 * letter.size;
        double x = grid->left + grid->width * ((double) i + 0.5);
        char text[128];

        aras_letters_cut(text, sizeof text, data->actor[i], letter.size, false,
                         grid->left - ARAS_MARGIN - 8.0);
        aras_figure_text(figure, grid->left - 8.0,
                         grid->top + grid->height * ((double) i + 0.5) +
                             0.35 * letter.size,
                         letter, text);
        letter.anchor = ARAS_ANCHOR_MIDDLE;
        aras_letters_cut(text, sizeof text, data->actor[i], letter.size, false, room);
        x = fmin(x, figure->width - aras_letters_width(text, letter.size, false) / 2.0);
        aras_figure_text(figure, x, grid->top - up, letter, text);
    }
}

/* Which colour is which side. */
static double draw_key(struct aras_figure *figure,
                       const struct aras_leverage_matrix *data, double y)
{
    static const double box = 22.0;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    const char *left = low_end(data);
    double x = ARAS_MARGIN;

    aras_figure_text(figure, x, y, letter, left);
    x += aras_letters_width(left, letter.size, false) + 8.0;
    if (x + box * ARAS_STEPS + 180.0 > figure->width) {
        x = ARAS_MARGIN;
        y += 20.0;
    }
    for (int k = 0; k < ARAS_STEPS; k++) {
        aras_svg_rect(&figure->svg, x + box * k, y - 11.0, box, 14.0,
                      (enum aras_paint)(ARAS_PAINT_SIDE + k),
                      (struct aras_stroke){ARAS_PAINT_AXIS, 0.5, NULL});
    }
    aras_figure_text(figure, x + box * ARAS_STEPS + 8.0, y, letter, high_end(data));
    return y;
}

/* The greatest of the matrix, of which at least one cell is not empty. */
static void say_greatest(struct aras_figure *figure,
                         const struct aras_leverage_matrix *data)
{
    size_t row = 0;
    size_t column = 0;

    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = 0; c < data->actors; c++) {
            double value = value_at(data, r, c);

            if (!isnan(value) &&
                (row == column || value > value_at(data, row, column))) {
                row = r;
                column = c;
            }
        }
    }
    if (row != column) {
        aras_text_add(&figure->summary,
                      "The greatest leverage is that of %s over %s, %s.",
                      data->actor[row], data->actor[column],
                      leverage_of(data, value_at(data, row, column)).text);
    }
}

/* Of net leverage one direction of each pair; of what was measured both. */
static void say(struct aras_figure *figure, const struct aras_leverage_matrix *data)
{
    say_greatest(figure, data);
    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = data->error == NULL ? r + 1 : 0; c < data->actors; c++) {
            double value = value_at(data, r, c);

            if (!isnan(value)) {
                struct aras_numeral range = range_of(data, r * data->actors + c);

                aras_text_add(&figure->summary, " %s over %s: %s%s%s%s.",
                              data->actor[r], data->actor[c],
                              leverage_of(data, value).text,
                              range.text[0] == '\0' ? "" : " (", range.text,
                              range.text[0] == '\0' ? "" : ")");
            }
        }
    }
}

/* Of what was measured a row for each cell, with its error. */
static void tabulate_measured(struct aras_figure *figure,
                              const struct aras_leverage_matrix *data)
{
    static const char *const heading[] = {"who acts", "who is moved", "leverage",
                                          "error"};

    aras_figure_columns(figure, heading, 4);
    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = 0; c < data->actors; c++) {
            if (!isnan(value_at(data, r, c))) {
                size_t cell = r * data->actors + c;

                aras_figure_cell(figure, "%s", data->actor[r]);
                aras_figure_cell(figure, "%s", data->actor[c]);
                aras_figure_number(figure, data->value[cell]);
                aras_figure_number(figure, data->error[cell]);
            }
        }
    }
}

static void tabulate(struct aras_figure *figure,
                     const struct aras_leverage_matrix *data)
{
    const char *heading[ARAS_MOST_ACTORS + 1] = {"leverage of ... over"};

    for (size_t c = 0; c < data->actors; c++) {
        heading[c + 1] = data->actor[c];
    }
    aras_figure_columns(figure, heading, data->actors + 1);
    for (size_t r = 0; r < data->actors; r++) {
        aras_figure_cell(figure, "%s", data->actor[r]);
        for (size_t c = 0; c < data->actors; c++) {
            aras_figure_number(figure, value_at(data, r, c));
        }
    }
}

/* The same with ranges, a row for each cell. */
static void tabulate_ranges(struct aras_figure *figure,
                            const struct aras_leverage_matrix *data)
{
    static const char *const heading[] = {"leverage of", "over", "mean",
                                          "over parameters from", "to"};

    aras_figure_columns(figure, heading, 5);
    for (size_t i = 0; i < data->actors * data->actors; i++) {
        double value = value_at(data, i / data->actors, i % data->actors);

        if (!isnan(value)) {
            aras_figure_cell(figure, "%s", data->actor[i / data->actors]);
            aras_figure_cell(figure, "%s", data->actor[i % data->actors]);
            aras_figure_number(figure, value);
            aras_figure_number(figure, data->low[i]);
            aras_figure_number(figure, data->high[i]);
        }
    }
}

enum aras_status aras_leverage_matrix_draw(struct aras_figure *figure,
                                           const struct aras_leverage_matrix *data,
                                           const struct aras_figure_look *look,
                                           struct aras_error *error)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    struct grid grid = {.height = cell_height};
    double room = 0.0;
    double bottom;

    ARAS_REQUIRE(data->actors >= 2 && data->actors <= ARAS_MOST_ACTORS &&
                 data->limit > 0.0);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    for (size_t i = 0; i < data->actors; i++) {
        room = fmax(room, aras_letters_width(data->actor[i], ARAS_SMALL_SIZE, false));
    }
    grid.left = ARAS_MARGIN + fmin(room, 0.3 * figure->width) + 8.0;
    grid.width = (figure->width - grid.left - ARAS_MARGIN) / (double) data->actors;
    figure->top =
        aras_figure_paragraph(figure, ARAS_MARGIN, figure->top + 4.0,
                              figure->width - 2.0 * ARAS_MARGIN, letter,
                              heading_of(data, shows_ranges(data, grid.width))) -
        19.0;
    grid.top = figure->top + (names_fit(data, grid.width - 4.0) ? 34.0 : 46.0);
    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = 0; c < data->actors; c++) {
            draw_cell(figure, data, &grid, r, c);
        }
    }
    draw_names(figure, data, &grid);
    bottom =
        draw_key(figure, data, grid.top + grid.height * (double) data->actors + 26.0);
    say(figure, data);
    if (data->error == NULL && data->low != NULL) {
        tabulate_ranges(figure, data);
    } else if (data->error == NULL) {
        tabulate(figure, data);
    } else {
        tabulate_measured(figure, data);
    }
    return aras_figure_end(figure, bottom + ARAS_MARGIN, error);
}
