#include "figure/incidence_area.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

static const double plot_height = 260.0;
static const double label_gap = 20.0; /* between the plot and its labels */

/* The sums of the endings below and with each: (endings + 1) x count. */
static double *pile(const struct aras_incidence_area *data)
{
    double *sum = calloc((data->endings + 1) * data->count, sizeof *sum);

    for (size_t e = 0; sum != NULL && e < data->endings; e++) {
        for (size_t i = 0; i < data->count; i++) {
            sum[(e + 1) * data->count + i] =
                sum[e * data->count + i] + data->ending[e].share[i];
        }
    }
    return sum;
}

static double last_share(const struct aras_incidence_area *data, size_t ending)
{
    return data->ending[ending].share[data->count - 1];
}

/* The labels at the right edge, the rest last, each in the middle of its part. */
static void make_labels(const struct aras_incidence_area *data, const double *sum,
                        struct aras_plot_label *label, char text[][160])
{
    double below = 0.0;

    for (size_t e = 0; e < data->endings; e++) {
        double share = last_share(data, e);

        snprintf(text[e], 160, "%s %s",
                 share > 0.0 ? aras_numeral_share(share).text : "never:",
                 data->ending[e].title);
        label[e] = (struct aras_plot_label){
            below + share / 2.0, (enum aras_paint)(ARAS_PAINT_SERIES + e % ARAS_SERIES),
            text[e]};
        below = sum[(e + 1) * data->count + data->count - 1];
    }
    snprintf(text[data->endings], 160, "%s %s", aras_numeral_share(1.0 - below).text,
             data->rest);
    label[data->endings] = (struct aras_plot_label){
        (1.0 + below) / 2.0, ARAS_PAINT_QUIET, text[data->endings]};
}

static void draw_parts(struct aras_plot *plot, const struct aras_incidence_area *data,
                       const double *sum)
{
    for (size_t e = 0; e < data->endings; e++) {
        enum aras_paint paint = (enum aras_paint)(ARAS_PAINT_SERIES + e % ARAS_SERIES);
        const double *low = &sum[e * data->count];
        const double *high = &sum[(e + 1) * data->count];

        if (!(last_share(data, e) > 0.0)) {
            continue; /* it comes in no world: there is no part of it */
        }
        aras_plot_band(plot, data->time, low, high, data->count, paint, 0.35);
        aras_plot_line(plot, data->time, high, data->count,
                       (struct aras_stroke){paint, 2.0, aras_theme_dash(e)});
    }
}

static void say(struct aras_figure *figure, const struct aras_incidence_area *data)
{
    char moment[ARAS_TICK_SIZE];
    double rest = 1.0;

    aras_scale_moment(&data->moments, data->time[data->count - 1], moment);
    aras_text_add(&figure->summary, "By %s: ", moment);
    for (size_t e = 0; e < data->endings; e++) {
        aras_text_add(&figure->summary, "%s in %s of worlds, ", data->ending[e].title,
                      aras_numeral_share(last_share(data, e)).text);
        rest -= last_share(data, e);
    }
    aras_text_add(&figure->summary, "%s in %s.", data->rest,
                  aras_numeral_share(rest).text);
}

static void tabulate(struct aras_figure *figure, const struct aras_incidence_area *data)
{
    const char *heading[ARAS_MOST_ENDINGS + 1] = {"time"};
    char moment[ARAS_TICK_SIZE];

    for (size_t e = 0; e < data->endings; e++) {
        heading[e + 1] = data->ending[e].title;
    }
    aras_figure_columns(figure, heading, data->endings + 1);
    for (size_t i = 0; i < data->count; i++) {
        aras_scale_moment(&data->moments, data->time[i], moment);
        aras_figure_cell(figure, "%s", moment);
        for (size_t e = 0; e < data->endings; e++) {
            aras_figure_share(figure, data->ending[e].share[i]);
        }
    }
}

enum aras_status aras_incidence_area_draw(struct aras_figure *figure,
                                          const struct aras_incidence_area *data,
                                          const struct aras_figure_look *look,
                                          struct aras_error *error)
{
    struct aras_plot_label label[ARAS_MOST_ENDINGS + 1];
    char text[ARAS_MOST_ENDINGS + 1][160];
    struct aras_ticks shares;
    struct aras_ticks times;
    struct aras_plot plot;
    double *sum;
    double left;
    double room;

    ARAS_REQUIRE(data->count >= 2 && data->endings >= 1 &&
                 data->endings <= ARAS_MOST_ENDINGS);
    sum = pile(data);
    if (sum == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a figure");
    }
    aras_figure_begin(figure, look, data->title, data->subtitle);
    make_labels(data, sum, label, text);
    aras_scale_ticks(&shares, 0.0, 1.0, 4, ARAS_TICKS_SHARES);
    room = aras_plot_label_room(label, data->endings + 1, 0.36 * figure->width);
    left = ARAS_MARGIN + aras_plot_room(&shares);
    aras_plot_lay(
        &plot, figure,
        (struct aras_room){left, figure->top + 4.0,
                           figure->width - left - room - label_gap - ARAS_MARGIN / 2.0,
                           plot_height},
        data->time[0], data->time[data->count - 1], 0.0, 1.0);
    aras_scale_moments(&times, &data->moments, plot.x.low, plot.x.high, 6);
    aras_plot_y_axis(&plot, &shares);
    draw_parts(&plot, data, sum);
    aras_plot_end_labels(&plot, label, data->endings + 1, room);
    free(sum);
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(
        figure,
        aras_plot_x_axis(&plot, &times,
                         data->moments.dated ? NULL : data->moments.unit),
        error);
}
