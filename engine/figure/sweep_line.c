#include "figure/sweep_line.h"

#include <math.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

static const double plot_height = 260.0;
static const double label_gap = 20.0;

static enum aras_paint paint_of(size_t line)
{
    return (enum aras_paint)(ARAS_PAINT_SERIES + line % ARAS_SERIES);
}

static void find_range(const struct aras_sweep_line *data, double *low, double *high)
{
    *low = data->form == ARAS_TICKS_SHARES ? 0.0 : data->line[0].value[0];
    *high = *low;
    for (size_t l = 0; l < data->lines; l++) {
        const struct aras_sweep_line_of *line = &data->line[l];

        for (size_t i = 0; i < data->count; i++) {
            *low = fmin(*low, line->low == NULL ? line->value[i] : line->low[i]);
            *high = fmax(*high, line->high == NULL ? line->value[i] : line->high[i]);
        }
    }
    aras_scale_widen(low, high, 5);
}

static void draw_line(struct aras_plot *plot, const struct aras_sweep_line *data,
                      size_t number)
{
    const struct aras_sweep_line_of *line = &data->line[number];

    if (line->low != NULL && line->high != NULL) {
        aras_plot_band(plot, data->x, line->low, line->high, data->count,
                       paint_of(number), 0.2);
    }
    aras_plot_line(
        plot, data->x, line->value, data->count,
        (struct aras_stroke){paint_of(number), 2.0, aras_theme_dash(number)});
    for (size_t i = 0; i < data->count && data->count <= 40; i++) {
        aras_svg_mark(&plot->figure->svg, number, aras_scale_at(&plot->x, data->x[i]),
                      aras_scale_at(&plot->y, line->value[i]), 3.5, paint_of(number));
    }
}

static struct aras_numeral value_of(const struct aras_sweep_line *data, double value)
{
    return data->form == ARAS_TICKS_SHARES ? aras_numeral_share(value)
                                           : aras_numeral_number(value);
}

static struct aras_numeral input_of(const struct aras_sweep_line *data, double x)
{
    struct aras_numeral numeral = aras_numeral_number(x);

    if (data->moments != NULL) {
        aras_scale_moment(data->moments, x, numeral.text);
    }
    return numeral;
}

static void say(struct aras_figure *figure, const struct aras_sweep_line *data)
{
    size_t last = data->count - 1;

    for (size_t l = 0; l < data->lines; l++) {
        const double *value = data->line[l].value;

        aras_text_add(&figure->summary, "%s%s goes from %s to %s", l == 0 ? "" : " ",
                      data->line[l].title, value_of(data, value[0]).text,
                      value_of(data, value[last]).text);
        aras_text_add(&figure->summary, " as %s goes from %s to %s.", data->input,
                      input_of(data, data->x[0]).text,
                      input_of(data, data->x[last]).text);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_sweep_line *data)
{
    const char *heading[ARAS_MOST_SWEPT + 1] = {data->input};

    for (size_t l = 0; l < data->lines; l++) {
        heading[l + 1] = data->line[l].title;
    }
    aras_figure_columns(figure, heading, data->lines + 1);
    for (size_t i = 0; i < data->count; i++) {
        if (data->moments != NULL) {
            aras_figure_cell(figure, "%s", input_of(data, data->x[i]).text);
        } else {
            aras_figure_cell(figure, "%.6g", data->x[i]);
        }
        for (size_t l = 0; l < data->lines; l++) {
            if (data->form == ARAS_TICKS_SHARES) {
                aras_figure_share(figure, data->line[l].value[i]);
            } else {
                aras_figure_number(figure, data->line[l].value[i]);
            }
        }
    }
}

enum aras_status aras_sweep_line_draw(struct aras_figure *figure,
                                      const struct aras_sweep_line *data,
                                      const struct aras_figure_look *look,
                                      struct aras_error *error)
{
    struct aras_plot_label label[ARAS_MOST_SWEPT];
    struct aras_ticks values;
    struct aras_ticks inputs;
    struct aras_plot plot;
    double low;
    double high;
    double left;
    double room;

    ARAS_REQUIRE(data->count >= 2 && data->lines >= 1 &&
                 data->lines <= ARAS_MOST_SWEPT);
    find_range(data, &low, &high);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    for (size_t l = 0; l < data->lines; l++) {
        const struct aras_sweep_line_of *line = &data->line[l];

        label[l] =
            (struct aras_plot_label){line->value[data->count - 1], paint_of(l),
                                     line->label == NULL ? line->title : line->label};
    }
    aras_scale_ticks(&values, low, high, 5, data->form);
    room = aras_plot_label_room(label, data->lines, 0.32 * figure->width);
    left = ARAS_MARGIN + aras_plot_room(&values);
    aras_plot_lay(
        &plot, figure,
        (struct aras_room){left, figure->top + 4.0,
                           figure->width - left - room - label_gap - ARAS_MARGIN / 2.0,
                           plot_height},
        data->x[0], data->x[data->count - 1], low, high);
    if (data->moments != NULL) {
        aras_scale_moments(&inputs, data->moments, plot.x.low, plot.x.high, 6);
    } else {
        aras_scale_ticks(&inputs, plot.x.low, plot.x.high, 6, ARAS_TICKS_NUMBERS);
    }
    aras_plot_y_axis(&plot, &values);
    for (size_t l = 0; l < data->lines; l++) {
        draw_line(&plot, data, l);
    }
    aras_plot_end_labels(&plot, label, data->lines, room);
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(
        figure,
        aras_plot_x_axis(&plot, &inputs,
                         data->moments != NULL && data->moments->dated ? NULL
                                                                       : data->input),
        error);
}
