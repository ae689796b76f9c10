#include "figure/heat_map.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"

static const double least_cell = 26.0;
static const double most_cell = 84.0;
static const double cell_height = 34.0;

/* Where the cells lie. */
struct grid {
    double left, top, width, height; /* of a cell */
    double low, high;                /* of the values */
};

static double value_at(const struct aras_heat_map *data, size_t row, size_t column)
{
    return data->value[row * data->columns + column];
}

static void find_range(const struct aras_heat_map *data, struct grid *grid)
{
    grid->low = data->form == ARAS_TICKS_SHARES ? 0.0 : INFINITY;
    grid->high = -INFINITY;
    for (size_t i = 0; i < data->rows * data->columns; i++) {
        grid->low = fmin(grid->low, data->value[i]);
        grid->high = fmax(grid->high, data->value[i]);
    }
    if (!(grid->low < grid->high)) {
        grid->high = grid->low + 1.0;
    }
}

static int step_of(const struct grid *grid, double value)
{
    double share = (value - grid->low) / (grid->high - grid->low);

    return (int) fmin(ARAS_STEPS - 1, floor(share * ARAS_STEPS));
}

static struct aras_numeral numeral_of(const struct aras_heat_map *data, double value)
{
    return data->form == ARAS_TICKS_SHARES ? aras_numeral_share(value)
                                           : aras_numeral_number(value);
}

static void draw_cell(struct aras_figure *figure, const struct aras_heat_map *data,
                      const struct grid *grid, size_t row, size_t column)
{
    double value = value_at(data, row, column);
    double x = grid->left + grid->width * (double) column;
    double y = grid->top + grid->height * (double) row;
    struct aras_letter letter =
        aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_MIDDLE);
    const struct aras_stroke seam = {ARAS_PAINT_PAPER, 1.0, NULL};

    if (isnan(value)) {
        aras_svg_rect(&figure->svg, x, y, grid->width, grid->height, ARAS_PAINT_FILL,
                      seam);
        return;
    }
    letter.paint = (enum aras_paint)(ARAS_PAINT_HEAT_INK + step_of(grid, value));
    aras_svg_rect(&figure->svg, x, y, grid->width, grid->height,
                  (enum aras_paint)(ARAS_PAINT_HEAT + step_of(grid, value)), seam);
    aras_figure_try_text(figure, x + grid->width / 2.0,
                         y + grid->height / 2.0 + 0.35 * letter.size, letter,
                         numeral_of(data, value).text);
}

/* A wall stands where one of two neighbours is at the level or above, and the other is
 * not. */
static bool is_wall(const struct aras_heat_map *data, double one, double other)
{
    return !isnan(one) && !isnan(other) &&
           (one >= data->level) != (other >= data->level);
}

/* Gives whether there is any. */
static bool draw_walls(struct aras_figure *figure, const struct aras_heat_map *data,
                       const struct grid *grid)
{
    const struct aras_stroke wall = {ARAS_PAINT_INK, 2.5, NULL};
    bool any = false;

    for (size_t r = 0; r < data->rows; r++) {
        for (size_t c = 0; c < data->columns; c++) {
            double x = grid->left + grid->width * (double) (c + 1);
            double y = grid->top + grid->height * (double) (r + 1);

            if (c + 1 < data->columns &&
                is_wall(data, value_at(data, r, c), value_at(data, r, c + 1))) {
                aras_svg_line(&figure->svg, x, y - grid->height, x, y, wall);
                any = true;
            }
            if (r + 1 < data->rows &&
                is_wall(data, value_at(data, r, c), value_at(data, r + 1, c))) {
                aras_svg_line(&figure->svg, x - grid->width, y, x, y, wall);
                any = true;
            }
        }
    }
    return any;
}

static double draw_edges(struct aras_figure *figure, const struct aras_heat_map *data,
                         const struct grid *grid, bool walls)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_END);
    double y = grid->top + grid->height * (double) data->rows + 6.0 + letter.size;
    char text[128];

    for (size_t r = 0; r < data->rows; r++) {
        aras_letters_cut(text, sizeof text, data->row[r], letter.size, false,
                         grid->left - ARAS_MARGIN - 6.0);
        aras_figure_text(figure, grid->left - 6.0,
                         grid->top + grid->height * ((double) r + 0.5) +
                             0.35 * letter.size,
                         letter, text);
    }
    letter.anchor = ARAS_ANCHOR_MIDDLE;
    for (size_t c = 0; c < data->columns; c++) {
        aras_figure_try_text(figure, grid->left + grid->width * ((double) c + 0.5), y,
                             letter, data->column[c]);
    }
    letter.anchor = ARAS_ANCHOR_START;
    letter.paint = ARAS_PAINT_INK;
    y = aras_figure_paragraph(figure, grid->left, y + 1.5 * letter.size,
                              figure->width - grid->left - ARAS_MARGIN, letter,
                              data->across);
    if (!walls) {
        return y;
    }
    snprintf(text, sizeof text, "The thick line parts %s and more from less.",
             numeral_of(data, data->level).text);
    letter.paint = ARAS_PAINT_QUIET;
    return aras_figure_paragraph(
        figure, grid->left, y, figure->width - grid->left - ARAS_MARGIN, letter, text);
}

static void say(struct aras_figure *figure, const struct aras_heat_map *data)
{
    size_t most = 0;
    size_t least = 0;
    size_t count = data->rows * data->columns;

    for (size_t i = 1; i < count; i++) {
        most =
            data->value[i] > data->value[most] || isnan(data->value[most]) ? i : most;
        least = data->value[i] < data->value[least] || isnan(data->value[least])
                    ? i
                    : least;
    }
    aras_text_add(
        &figure->summary,
        "Most, %s, where %s is %s and %s is %s; least, %s, where they are %s "
        "and %s.",
        numeral_of(data, data->value[most]).text, data->down,
        data->row[most / data->columns], data->across,
        data->column[most % data->columns], numeral_of(data, data->value[least]).text,
        data->row[least / data->columns], data->column[least % data->columns]);
}

static void tabulate(struct aras_figure *figure, const struct aras_heat_map *data)
{
    const char *heading[ARAS_MOST_COLUMNS + 1] = {data->down};

    for (size_t c = 0; c < data->columns; c++) {
        heading[c + 1] = data->column[c];
    }
    aras_figure_columns(figure, heading, data->columns + 1);
    for (size_t r = 0; r < data->rows; r++) {
        aras_figure_cell(figure, "%s", data->row[r]);
        for (size_t c = 0; c < data->columns; c++) {
            aras_figure_cell(figure, "%.4g", value_at(data, r, c));
        }
    }
}

enum aras_status aras_heat_map_draw(struct aras_figure *figure,
                                    const struct aras_heat_map *data,
                                    const struct aras_figure_look *look,
                                    struct aras_error *error)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    struct grid grid = {.height = cell_height};
    double room = 0.0;
    double bottom;
    bool walls;

    ARAS_REQUIRE(data->rows >= 1 && data->columns >= 1 &&
                 data->columns <= ARAS_MOST_COLUMNS);
    find_range(data, &grid);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    for (size_t r = 0; r < data->rows; r++) {
        room = fmax(room, aras_letters_width(data->row[r], ARAS_SMALL_SIZE, false));
    }
    grid.left = ARAS_MARGIN + fmin(room, 0.3 * figure->width) + 6.0;
    grid.width = (figure->width - grid.left - ARAS_MARGIN) / (double) data->columns;
    grid.width = fmin(most_cell, fmax(least_cell, grid.width));
    grid.top =
        aras_figure_paragraph(figure, ARAS_MARGIN, figure->top + 4.0,
                              figure->width - 2.0 * ARAS_MARGIN, letter, data->down) -
        4.0;
    for (size_t r = 0; r < data->rows; r++) {
        for (size_t c = 0; c < data->columns; c++) {
            draw_cell(figure, data, &grid, r, c);
        }
    }
    walls = !isnan(data->level) && draw_walls(figure, data, &grid);
    bottom = draw_edges(figure, data, &grid, walls);
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, bottom, error);
}
