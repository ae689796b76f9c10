#include "figure/fan.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

static const double plot_height = 280.0;
static const double label_gap = 20.0;

static void reach(const double *values, size_t count, double *low, double *high)
{
    for (size_t i = 0; i < count; i++) {
        *low = fmin(*low, values[i]);
        *high = fmax(*high, values[i]);
    }
}

static void find_range(const struct aras_fan *data, double *low, double *high)
{
    *low = data->signed_values ? 0.0 : data->median[0];
    *high = *low;
    reach(data->median, data->count, low, high);
    for (size_t b = 0; b < data->bands; b++) {
        reach(data->band[b].low, data->count, low, high);
        reach(data->band[b].high, data->count, low, high);
    }
    for (size_t w = 0; w < data->worlds; w++) {
        reach(data->world[w], data->count, low, high);
    }
    aras_scale_widen(low, high, 5);
}

/* Between the upper edge of a band and that of the next one inside it. */
static void make_labels(const struct aras_fan *data, struct aras_plot_label *label)
{
    size_t last = data->count - 1;

    for (size_t b = 0; b < data->bands; b++) {
        double inside =
            b + 1 < data->bands ? data->band[b + 1].high[last] : data->median[last];

        label[b] = (struct aras_plot_label){(data->band[b].high[last] + inside) / 2.0,
                                            ARAS_PAINT_SERIES, data->band[b].title};
    }
    label[data->bands] =
        (struct aras_plot_label){data->median[last], ARAS_PAINT_SERIES, "median"};
}

static void draw_zero(struct aras_plot *plot)
{
    double y = aras_scale_at(&plot->y, 0.0);

    aras_svg_line(&plot->figure->svg, plot->left, y, plot->right, y,
                  (struct aras_stroke){ARAS_PAINT_AXIS, 1.5, NULL});
}

static void draw_lines(struct aras_plot *plot, const struct aras_fan *data)
{
    for (size_t b = 0; b < data->bands; b++) {
        aras_plot_band(plot, data->time, data->band[b].low, data->band[b].high,
                       data->count, ARAS_PAINT_SERIES, 0.2);
    }
    for (size_t w = 0; w < data->worlds; w++) {
        aras_plot_line(plot, data->time, data->world[w], data->count,
                       (struct aras_stroke){ARAS_PAINT_QUIET, 0.8, NULL});
    }
    aras_plot_line(plot, data->time, data->median, data->count,
                   (struct aras_stroke){ARAS_PAINT_SERIES, 2.5, NULL});
}

static void say(struct aras_figure *figure, const struct aras_fan *data)
{
    size_t last = data->count - 1;
    char first_moment[ARAS_TICK_SIZE];
    char last_moment[ARAS_TICK_SIZE];

    aras_scale_moment(&data->moments, data->time[0], first_moment);
    aras_scale_moment(&data->moments, data->time[last], last_moment);
    aras_text_add(&figure->summary, "The median goes from %s (%s) to %s (%s).",
                  aras_numeral_number(data->median[0]).text, first_moment,
                  aras_numeral_number(data->median[last]).text, last_moment);
    for (size_t b = 0; b < data->bands; b++) {
        aras_text_add(&figure->summary, " At the end %s lie between %s and %s.",
                      data->band[b].title,
                      aras_numeral_number(data->band[b].low[last]).text,
                      aras_numeral_number(data->band[b].high[last]).text);
    }
    if (data->worlds > 0) {
        aras_text_add(&figure->summary, " %zu single worlds are drawn over the bands.",
                      data->worlds);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_fan *data)
{
    const char *heading[2 * ARAS_MOST_BANDS + 2] = {"time", "median"};
    char edge[2 * ARAS_MOST_BANDS][96];
    char moment[ARAS_TICK_SIZE];

    for (size_t b = 0; b < data->bands; b++) {
        snprintf(edge[2 * b], sizeof edge[0], "%s, from", data->band[b].title);
        snprintf(edge[2 * b + 1], sizeof edge[0], "%s, to", data->band[b].title);
        heading[2 + 2 * b] = edge[2 * b];
        heading[3 + 2 * b] = edge[2 * b + 1];
    }
    aras_figure_columns(figure, heading, 2 + 2 * data->bands);
    for (size_t i = 0; i < data->count; i++) {
        aras_scale_moment(&data->moments, data->time[i], moment);
        aras_figure_cell(figure, "%s", moment);
        aras_figure_cell(figure, "%.4g", data->median[i]);
        for (size_t b = 0; b < data->bands; b++) {
            aras_figure_cell(figure, "%.4g", data->band[b].low[i]);
            aras_figure_cell(figure, "%.4g", data->band[b].high[i]);
        }
    }
}

enum aras_status aras_fan_draw(struct aras_figure *figure, const struct aras_fan *data,
                               const struct aras_figure_look *look,
                               struct aras_error *error)
{
    struct aras_plot_label label[ARAS_MOST_BANDS + 1];
    struct aras_ticks values;
    struct aras_ticks times;
    struct aras_plot plot;
    double low;
    double high;
    double left;
    double room;

    ARAS_REQUIRE(data->count >= 2 && data->bands <= ARAS_MOST_BANDS);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    aras_plot_y_unit(figure, data->unit);
    find_range(data, &low, &high);
    make_labels(data, label);
    aras_scale_ticks(&values, low, high, 5, ARAS_TICKS_NUMBERS);
    room = aras_plot_label_room(label, data->bands + 1, 0.3 * figure->width);
    left = ARAS_MARGIN + aras_plot_room(&values);
    aras_plot_lay(
        &plot, figure,
        (struct aras_room){left, figure->top + 4.0,
                           figure->width - left - room - label_gap - ARAS_MARGIN / 2.0,
                           plot_height},
        data->time[0], data->time[data->count - 1], low, high);
    aras_scale_moments(&times, &data->moments, plot.x.low, plot.x.high, 6);
    aras_plot_y_axis(&plot, &values);
    draw_lines(&plot, data);
    if (data->signed_values) {
        draw_zero(&plot);
    }
    aras_plot_end_labels(&plot, label, data->bands + 1, room);
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(
        figure,
        aras_plot_x_axis(&plot, &times,
                         data->moments.dated ? NULL : data->moments.unit),
        error);
}
