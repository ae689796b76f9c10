#include "figure/quantile_dots.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

enum { MOST_DOTS = 100, COLUMNS = 24, MOST_COLUMNS = 32, MOST_ABREAST = 8 };

static const double most_height = 240.0;
static const double most_width = 160.0; /* of the dots of a column */
static const double most_size = 26.0;   /* of a dot */

/* Where dots go: columns next to each other, dots side by side in each of them. */
struct stacks {
    double low, wide; /* the first column begins at `low`; all are so wide, as values */
    size_t columns, abreast;
    double size; /* of a dot and the room around it */
};

static size_t column_of(const struct stacks *stacks, double value)
{
    size_t column = (size_t) fmax(0.0, floor((value - stacks->low) / stacks->wide));

    return column < stacks->columns ? column : stacks->columns - 1;
}

static size_t highest(const struct stacks *stacks,
                      const struct aras_quantile_dots *data)
{
    size_t stack[MOST_COLUMNS] = {0};
    size_t most = 1;

    for (size_t i = 0; i < data->count; i++) {
        size_t column = column_of(stacks, data->value[i]);

        stack[column]++;
        most = stack[column] > most ? stack[column] : most;
    }
    return most;
}

/* Of whole numbers a column holds one each, or as many as there must be for all. */
static void lay_columns(struct stacks *stacks, const struct aras_quantile_dots *data,
                        double *low, double *high)
{
    *stacks = (struct stacks){.columns = COLUMNS};
    if (data->whole) {
        double numbers = floor(*high) - ceil(*low) + 1.0;

        stacks->wide = fmax(1.0, ceil(numbers / MOST_COLUMNS));
        stacks->columns = (size_t) ceil(numbers / stacks->wide);
        *low = ceil(*low) - 0.5;
        *high = *low + stacks->wide * (double) stacks->columns;
    } else {
        aras_scale_widen(low, high, 6);
        stacks->wide = (*high - *low) / COLUMNS;
    }
    stacks->low = *low;
}

/* So many dots side by side that they are as big as can be. Gives the height. */
static double size_dots(struct stacks *stacks, size_t most, double width)
{
    double wide = fmin(width / (double) stacks->columns, most_width);
    size_t rows = most;

    for (size_t abreast = 1; abreast <= MOST_ABREAST; abreast++) {
        size_t high = (most + abreast - 1) / abreast;
        double size = fmin(most_size, fmin(wide / (double) abreast,
                                           (most_height - 24.0) / (double) high));

        if (size > stacks->size) {
            stacks->size = size;
            stacks->abreast = abreast;
            rows = high;
        }
    }
    return stacks->size * (double) rows;
}

/* Dots below the split are discs of one colour, others rings of another. */
static void draw_dots(struct aras_plot *plot, const struct aras_quantile_dots *data,
                      const struct stacks *stacks)
{
    size_t stack[MOST_COLUMNS] = {0};
    size_t total[MOST_COLUMNS] = {0};
    double wide = (plot->right - plot->left) / (double) stacks->columns;

    for (size_t i = 0; i < data->count; i++) {
        total[column_of(stacks, data->value[i])]++;
    }
    for (size_t i = 0; i < data->count; i++) {
        size_t column = column_of(stacks, data->value[i]);
        size_t number = stack[column]++;
        size_t row = number / stacks->abreast * stacks->abreast;
        size_t beside = total[column] - row; /* in this row, all but the last full */
        double aside = (double) (number - row) -
                       (fmin((double) beside, (double) stacks->abreast) - 1.0) / 2.0;
        double x = plot->left + ((double) column + 0.5) * wide + aside * stacks->size;
        double y = plot->bottom - 1.0 -
                   ((double) (number / stacks->abreast) + 0.5) * stacks->size;
        bool below = data->value[i] < data->split;

        aras_svg_circle(&plot->figure->svg, x, y, 0.42 * stacks->size,
                        below ? ARAS_PAINT_SERIES + 1 : ARAS_PAINT_SERIES,
                        (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        if (below) {
            aras_svg_circle(&plot->figure->svg, x, y, 0.17 * stacks->size,
                            ARAS_PAINT_PAPER,
                            (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        }
    }
}

static size_t count_below(const struct aras_quantile_dots *data)
{
    size_t below = 0;

    for (size_t i = 0; i < data->count; i++) {
        below += data->value[i] < data->split ? 1 : 0;
    }
    return below;
}

static void draw_split(struct aras_plot *plot, const struct aras_quantile_dots *data)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_END);
    double x = aras_scale_at(&plot->x, data->split);
    size_t below = count_below(data);
    char text[96];

    aras_svg_line(&plot->figure->svg, x, plot->top - 4.0, x, plot->bottom,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.5, "4 3"});
    snprintf(text, sizeof text, "%zu of %zu below", below, data->count);
    aras_figure_try_text(plot->figure, x - 6.0, plot->top + 8.0, letter, text);
    letter.anchor = ARAS_ANCHOR_START;
    snprintf(text, sizeof text, "%zu of %zu above", data->count - below, data->count);
    aras_figure_try_text(plot->figure, x + 6.0, plot->top + 8.0, letter, text);
}

static void say(struct aras_figure *figure, const struct aras_quantile_dots *data)
{
    size_t n = data->count;

    aras_text_add(&figure->summary,
                  "Half of the worlds lie below %s, eight of ten between %s and %s.",
                  aras_numeral_number(data->value[n / 2]).text,
                  aras_numeral_number(data->value[n / 10]).text,
                  aras_numeral_number(data->value[n - 1 - n / 10]).text);
    if (!isnan(data->split)) {
        aras_text_add(&figure->summary, " %zu of %zu dots are below %s%s%s%s.",
                      count_below(data), n, aras_numeral_number(data->split).text,
                      data->split_title == NULL ? "" : " (",
                      data->split_title == NULL ? "" : data->split_title,
                      data->split_title == NULL ? "" : ")");
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_quantile_dots *data)
{
    static const char *const headings[] = {"share of worlds below", "value"};

    aras_figure_columns(figure, headings, 2);
    for (size_t i = 0; i < data->count; i++) {
        aras_figure_cell(figure, "%.4g", ((double) i + 0.5) / (double) data->count);
        aras_figure_cell(figure, "%.4g", data->value[i]);
    }
}

enum aras_status aras_quantile_dots_draw(struct aras_figure *figure,
                                         const struct aras_quantile_dots *data,
                                         const struct aras_figure_look *look,
                                         struct aras_error *error)
{
    double low = data->value[0];
    double high = data->value[data->count - 1];
    struct aras_ticks ticks;
    struct aras_plot plot;
    struct aras_room part;
    struct stacks stacks;

    ARAS_REQUIRE(data->count >= 10 && data->count <= MOST_DOTS);
    if (!isnan(data->split)) {
        low = fmin(low, data->split);
        high = fmax(high, data->split);
    }
    lay_columns(&stacks, data, &low, &high);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    part = (struct aras_room){ARAS_MARGIN, figure->top + 12.0,
                              figure->width - 2.0 * ARAS_MARGIN, most_height};
    part.height =
        fmax(80.0, 24.0 + size_dots(&stacks, highest(&stacks, data), part.width));
    aras_plot_lay(&plot, figure, part, low, high, 0.0, 1.0);
    aras_scale_ticks(&ticks, low, high,
                     data->whole ? (int) fmin(7.0, fmax(2.0, high - low)) : 7,
                     ARAS_TICKS_NUMBERS);
    draw_dots(&plot, data, &stacks);
    if (!isnan(data->split)) {
        draw_split(&plot, data);
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_plot_x_axis(&plot, &ticks, data->unit), error);
}
