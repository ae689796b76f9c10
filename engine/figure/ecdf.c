#include "figure/ecdf.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/legend_row.h"
#include "figure/numeral.h"
#include "figure/plot.h"
#include "statistics/quantile.h"

enum { MOST_STEPS = 200 };

static const double plot_height = 260.0;

/* The next number, from `i` on, that the line goes to: whole numbers change seldom, and
 * each of their steps is drawn. Of more others than the picture can show, evenly spread
 * ones: then steps are too small to be seen. */
static size_t end_of_step(const struct aras_ecdf_sample *sample, size_t i, bool whole)
{
    size_t n = sample->count;
    size_t stride = n > MOST_STEPS ? n / MOST_STEPS : 1;

    if (!whole) {
        return i + stride < n ? i + stride - 1 : n - 1;
    }
    while (i + 1 < n && sample->value[i + 1] <= sample->value[i]) {
        i++;
    }
    return i;
}

static void draw_steps(struct aras_plot *plot, const struct aras_ecdf_sample *sample,
                       size_t number, bool whole)
{
    struct aras_svg *svg = &plot->figure->svg;
    size_t n = sample->count;
    double before = plot->bottom;
    size_t last;

    aras_svg_path_open(svg);
    aras_svg_path_to(svg, plot->left, before);
    for (size_t i = 0; i < n; i = last + 1) {
        double x;
        double y;

        last = end_of_step(sample, i, whole);
        x = aras_scale_at(&plot->x, sample->value[last]);
        y = aras_scale_at(&plot->y, (double) (last + 1) / (double) n);
        if (whole || n <= MOST_STEPS) {
            aras_svg_path_to(svg, x, before);
        }
        aras_svg_path_to(svg, x, y);
        before = y;
    }
    aras_svg_path_to(svg, plot->right, before);
    aras_svg_path_end(svg, false, ARAS_PAINT_NONE, 1.0,
                      (struct aras_stroke){
                          (enum aras_paint)(ARAS_PAINT_SERIES + number % ARAS_SERIES),
                          2.0, aras_theme_dash(number)});
}

/* Where signs mean something. */
static void draw_zero(struct aras_plot *plot)
{
    double x = aras_scale_at(&plot->x, 0.0);

    aras_svg_line(&plot->figure->svg, x, plot->top, x, plot->bottom,
                  (struct aras_stroke){ARAS_PAINT_AXIS, 1.5, NULL});
}

static double median_of(const struct aras_ecdf_sample *sample)
{
    return aras_quantile_sorted(sample->value, sample->count, 0.5);
}

/* The median as it is written: of whole numbers one that there is. */
static struct aras_numeral told_median(const struct aras_ecdf *data, size_t number)
{
    const struct aras_ecdf_sample *sample = &data->sample[number];
    struct aras_numeral numeral;

    if (!data->whole) {
        return aras_numeral_number(median_of(sample));
    }
    snprintf(numeral.text, sizeof numeral.text, "%.0f",
             sample->value[(sample->count - 1) / 2]);
    return numeral;
}

static void draw_legend(struct aras_figure *figure, const struct aras_ecdf *data)
{
    struct aras_legend_entry entry[ARAS_MOST_SAMPLES];
    char text[ARAS_MOST_SAMPLES][256];

    for (size_t s = 0; s < data->samples; s++) {
        snprintf(text[s], sizeof text[s], "%s (median %s)", data->sample[s].title,
                 told_median(data, s).text);
        entry[s] = (struct aras_legend_entry){
            .series = s, .line = true, .mark = true, .text = text[s]};
    }
    aras_legend_row_draw(figure, entry, data->samples);
}

static void say(struct aras_figure *figure, const struct aras_ecdf *data)
{
    for (size_t s = 0; s < data->samples; s++) {
        const struct aras_ecdf_sample *sample = &data->sample[s];

        aras_text_add(
            &figure->summary, "%s%s: median %s, eight of ten worlds from %s to %s.",
            s == 0 ? "" : " ", sample->title, told_median(data, s).text,
            aras_numeral_number(aras_quantile_sorted(sample->value, sample->count, 0.1))
                .text,
            aras_numeral_number(aras_quantile_sorted(sample->value, sample->count, 0.9))
                .text);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_ecdf *data)
{
    static const double shares[] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
    const char *heading[ARAS_MOST_SAMPLES + 1] = {"share of worlds below"};

    for (size_t s = 0; s < data->samples; s++) {
        heading[s + 1] = data->sample[s].title;
    }
    aras_figure_columns(figure, heading, data->samples + 1);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        aras_figure_cell(figure, "%.4g", shares[i]);
        for (size_t s = 0; s < data->samples; s++) {
            aras_figure_cell(figure, "%.4g",
                             aras_quantile_sorted(data->sample[s].value,
                                                  data->sample[s].count, shares[i]));
        }
    }
}

enum aras_status aras_ecdf_draw(struct aras_figure *figure,
                                const struct aras_ecdf *data,
                                const struct aras_figure_look *look,
                                struct aras_error *error)
{
    struct aras_ticks values;
    struct aras_ticks shares;
    struct aras_plot plot;
    double low = INFINITY;
    double high = -INFINITY;
    double left;

    ARAS_REQUIRE(data->samples >= 1 && data->samples <= ARAS_MOST_SAMPLES);
    for (size_t s = 0; s < data->samples; s++) {
        const struct aras_ecdf_sample *sample = &data->sample[s];

        ARAS_REQUIRE(sample->count > 0);
        low = fmin(low, sample->value[0]);
        high = fmax(high, sample->value[sample->count - 1]);
    }
    if (data->whole) {
        low -= 0.5;
        high += 0.5;
    } else {
        aras_scale_widen(&low, &high, 6);
    }
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_legend(figure, data);
    aras_scale_ticks(&shares, 0.0, 1.0, 4, ARAS_TICKS_SHARES);
    aras_scale_ticks(&values, low, high,
                     data->whole ? (int) fmin(7.0, fmax(2.0, high - low)) : 7,
                     ARAS_TICKS_NUMBERS);
    left = ARAS_MARGIN + aras_plot_room(&shares);
    aras_plot_lay(&plot, figure,
                  (struct aras_room){left, figure->top,
                                     figure->width - left - ARAS_MARGIN, plot_height},
                  low, high, 0.0, 1.0);
    aras_plot_y_axis(&plot, &shares);
    aras_plot_x_grid(&plot, &values);
    if (data->signed_values && low < 0.0 && high > 0.0) {
        draw_zero(&plot);
    }
    for (size_t s = 0; s < data->samples; s++) {
        double x = aras_scale_at(&plot.x, median_of(&data->sample[s]));

        draw_steps(&plot, &data->sample[s], s, data->whole);
        aras_svg_mark(&figure->svg, s, x, aras_scale_at(&plot.y, 0.5), 4.5,
                      (enum aras_paint)(ARAS_PAINT_SERIES + s % ARAS_SERIES));
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_plot_x_axis(&plot, &values, data->unit), error);
}
