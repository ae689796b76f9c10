#include "figure/leverage_matrix.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"

static const double cell_height = 40.0;

struct grid {
    double left, top, width, height; /* of a cell */
};

static double value_at(const struct aras_leverage_matrix *data, size_t row,
                       size_t column)
{
    return row == column ? NAN : data->value[row * data->actors + column];
}

static struct aras_numeral leverage_of(double value)
{
    struct aras_numeral numeral;
    double rounded = round(100.0 * value) / 100.0 + 0.0; /* 0, not -0 */

    snprintf(numeral.text, sizeof numeral.text, rounded == 0.0 ? "%.2f" : "%+.2f",
             rounded);
    return numeral;
}

/* 0 ... 6; 3 holds what is next to nothing. */
static int step_of(const struct aras_leverage_matrix *data, double value)
{
    double share = fmax(-1.0, fmin(1.0, value / data->limit));

    return (int) lround(3.0 + 3.0 * share);
}

static void draw_cell(struct aras_figure *figure,
                      const struct aras_leverage_matrix *data, const struct grid *grid,
                      size_t row, size_t column)
{
    double value = value_at(data, row, column);
    double x = grid->left + grid->width * (double) column;
    double y = grid->top + grid->height * (double) row;
    struct aras_letter letter =
        aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_MIDDLE);
    const struct aras_stroke seam = {ARAS_PAINT_PAPER, 1.5, NULL};

    if (isnan(value)) {
        aras_svg_rect(&figure->svg, x, y, grid->width, grid->height, ARAS_PAINT_FILL,
                      seam);
        return;
    }
    aras_svg_rect(&figure->svg, x, y, grid->width, grid->height,
                  (enum aras_paint)(ARAS_PAINT_SIDE + step_of(data, value)), seam);
    letter.paint = (enum aras_paint)(ARAS_PAINT_SIDE_INK + step_of(data, value));
    letter.size = ARAS_LETTERS_SIZE;
    aras_figure_try_text(figure, x + grid->width / 2.0,
                         y + grid->height / 2.0 + 0.35 * letter.size, letter,
                         leverage_of(value).text);
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
static double draw_key(struct aras_figure *figure, double y)
{
    static const double box = 22.0;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    const char *left = "the column has the upper hand";
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
    aras_figure_text(figure, x + box * ARAS_STEPS + 8.0, y, letter,
                     "the row has the upper hand");
    return y;
}

static void say(struct aras_figure *figure, const struct aras_leverage_matrix *data)
{
    size_t row = 0;
    size_t column = 1;

    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = 0; c < data->actors; c++) {
            if (value_at(data, r, c) > value_at(data, row, column)) {
                row = r;
                column = c;
            }
        }
    }
    aras_text_add(&figure->summary, "The greatest leverage is that of %s over %s, %s.",
                  data->actor[row], data->actor[column],
                  leverage_of(value_at(data, row, column)).text);
    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = r + 1; c < data->actors; c++) {
            double value = value_at(data, r, c);

            if (!isnan(value)) {
                aras_text_add(&figure->summary, " %s over %s: %s.", data->actor[r],
                              data->actor[c], leverage_of(value).text);
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
            double value = value_at(data, r, c);

            if (isnan(value)) {
                aras_figure_cell(figure, "%s", "");
            } else {
                aras_figure_cell(figure, "%.4g", value);
            }
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
    aras_figure_text(figure, ARAS_MARGIN, figure->top + 4.0, letter,
                     "leverage of the row over the column");
    grid.top = figure->top + (names_fit(data, grid.width - 4.0) ? 34.0 : 46.0);
    for (size_t r = 0; r < data->actors; r++) {
        for (size_t c = 0; c < data->actors; c++) {
            draw_cell(figure, data, &grid, r, c);
        }
    }
    draw_names(figure, data, &grid);
    bottom = draw_key(figure, grid.top + grid.height * (double) data->actors + 26.0);
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, bottom + ARAS_MARGIN, error);
}
