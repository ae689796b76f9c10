#include "figure/quantile_dots.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

enum { MOST_DOTS = 100, COLUMNS = 24 };

static const double most_height = 240.0;

static size_t column_of(const struct aras_plot *plot, double value)
{
    double share = (value - plot->x.low) / (plot->x.high - plot->x.low);
    size_t column = (size_t) fmax(0.0, floor(share * COLUMNS));

    return column < COLUMNS ? column : COLUMNS - 1;
}

static size_t highest(const struct aras_plot *plot,
                      const struct aras_quantile_dots *data)
{
    size_t stack[COLUMNS] = {0};
    size_t most = 1;

    for (size_t i = 0; i < data->count; i++) {
        size_t column = column_of(plot, data->value[i]);

        stack[column]++;
        most = stack[column] > most ? stack[column] : most;
    }
    return most;
}

/* Dots below the split are discs of one colour, others rings of another. */
static void draw_dots(struct aras_plot *plot, const struct aras_quantile_dots *data,
                      double size)
{
    size_t stack[COLUMNS] = {0};
    double wide = (plot->right - plot->left) / COLUMNS;

    for (size_t i = 0; i < data->count; i++) {
        size_t column = column_of(plot, data->value[i]);
        double x = plot->left + ((double) column + 0.5) * wide;
        double y = plot->bottom - ((double) stack[column]++ + 0.5) * size - 1.0;
        bool below = data->value[i] < data->split;

        aras_svg_circle(&plot->figure->svg, x, y, 0.42 * size,
                        below ? ARAS_PAINT_SERIES + 1 : ARAS_PAINT_SERIES,
                        (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        if (below) {
            aras_svg_circle(&plot->figure->svg, x, y, 0.17 * size, ARAS_PAINT_PAPER,
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
    double size;
    size_t most;

    ARAS_REQUIRE(data->count >= 10 && data->count <= MOST_DOTS);
    if (!isnan(data->split)) {
        low = fmin(low, data->split);
        high = fmax(high, data->split);
    }
    aras_scale_widen(&low, &high, 6);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    part = (struct aras_room){ARAS_MARGIN, figure->top + 12.0,
                              figure->width - 2.0 * ARAS_MARGIN, most_height};
    aras_plot_lay(&plot, figure, part, low, high, 0.0, 1.0);

    /* Dots as big as a column is wide, unless the highest column would not fit. */
    most = highest(&plot, data);
    size = fmin(part.width / COLUMNS, (most_height - 24.0) / (double) most);
    part.height = fmax(80.0, size * (double) most + 24.0);
    aras_plot_lay(&plot, figure, part, low, high, 0.0, 1.0);
    aras_scale_ticks(&ticks, low, high, 7, ARAS_TICKS_NUMBERS);
    draw_dots(&plot, data, size);
    if (!isnan(data->split)) {
        draw_split(&plot, data);
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_plot_x_axis(&plot, &ticks, data->unit), error);
}
