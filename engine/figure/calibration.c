#include "figure/calibration.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

static const double most_side = 360.0;
static const double strip_height = 48.0;
static const double strip_gap = 10.0;
static const double radius = 5.0;
static const char *const axis_title = "probability that was said";

static double middle_of(const struct aras_calibrated *step)
{
    return (step->said_low + step->said_high) / 2.0;
}

static bool is_beyond_luck(const struct aras_calibrated *step)
{
    return step->came < step->low || step->came > step->high;
}

static void draw_diagonal(struct aras_plot *plot)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);

    aras_svg_line(&plot->figure->svg, plot->left, plot->bottom, plot->right, plot->top,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.0, "5 3"});
    letter.halo = true;
    aras_figure_try_text(plot->figure, plot->left + 6.0, plot->top + 16.0, letter,
                         "came more often than said");
    letter.anchor = ARAS_ANCHOR_END;
    aras_figure_try_text(plot->figure, plot->right - 6.0, plot->bottom - 8.0, letter,
                         "came less often than said");
}

static void draw_band(struct aras_plot *plot, const struct aras_calibration *data)
{
    double x[ARAS_MOST_CALIBRATED];
    double low[ARAS_MOST_CALIBRATED];
    double high[ARAS_MOST_CALIBRATED];
    size_t count = 0;

    for (size_t i = 0; i < data->steps; i++) {
        const struct aras_calibrated *step = &data->step[i];

        if (isnan(step->low) || isnan(step->high)) {
            continue;
        }
        x[count] = middle_of(step);
        low[count] = step->low;
        high[count] = step->high;
        aras_svg_line(&plot->figure->svg, aras_scale_at(&plot->x, x[count]),
                      aras_scale_at(&plot->y, low[count]),
                      aras_scale_at(&plot->x, x[count]),
                      aras_scale_at(&plot->y, high[count]),
                      (struct aras_stroke){ARAS_PAINT_AXIS, 1.0, NULL});
        count++;
    }
    if (count >= 2) {
        aras_plot_band(plot, x, low, high, count, ARAS_PAINT_AXIS, 0.22);
    }
}

/* Each step goes over what was said in it; its dot stands in the middle. */
static void draw_steps(struct aras_plot *plot, const struct aras_calibration *data)
{
    double x[2 * ARAS_MOST_CALIBRATED];
    double y[2 * ARAS_MOST_CALIBRATED];

    for (size_t i = 0; i < data->steps; i++) {
        x[2 * i] = data->step[i].said_low;
        x[2 * i + 1] = data->step[i].said_high;
        y[2 * i] = data->step[i].came;
        y[2 * i + 1] = data->step[i].came;
    }
    aras_plot_line(plot, x, y, 2 * data->steps,
                   (struct aras_stroke){ARAS_PAINT_SERIES, 2.5, NULL});
    for (size_t i = 0; i < data->steps; i++) {
        const struct aras_calibrated *step = &data->step[i];

        aras_svg_circle(&plot->figure->svg, aras_scale_at(&plot->x, middle_of(step)),
                        aras_scale_at(&plot->y, step->came), radius,
                        is_beyond_luck(step) ? ARAS_PAINT_SERIES : ARAS_PAINT_PAPER,
                        (struct aras_stroke){ARAS_PAINT_SERIES, 2.0, NULL});
    }
}

/* How many predictions each step has, as bars below, with their numbers. */
static void draw_counts(struct aras_plot *strip, const struct aras_calibration *data)
{
    struct aras_letter letter =
        aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_MIDDLE);

    for (size_t i = 0; i < data->steps; i++) {
        const struct aras_calibrated *step = &data->step[i];
        double from = aras_scale_at(&strip->x, step->said_low);
        double to = aras_scale_at(&strip->x, step->said_high);
        double middle = (from + to) / 2.0;
        double half = fmax((to - from) / 2.0 - 0.5, 2.5);
        double top = aras_scale_at(&strip->y, (double) step->count);
        char text[32];

        aras_svg_rect(&strip->figure->svg, middle - half, top, 2.0 * half,
                      strip->bottom - top, ARAS_PAINT_AXIS,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        snprintf(text, sizeof text, "%zu", step->count);
        aras_figure_try_text(strip->figure, middle, top - 3.0, letter, text);
    }
}

/* Whether it is told of any step what luck alone may do. */
static bool has_band(const struct aras_calibration *data)
{
    for (size_t i = 0; i < data->steps; i++) {
        if (!isnan(data->step[i].low)) {
            return true;
        }
    }
    return false;
}

/* What the signs mean: beside the plot, or below it in narrow figures. */
static double write_key(struct aras_figure *figure, const struct aras_calibration *data,
                        double x, double y)
{
    static const char *const key[] = {
        "Dashed: as often as said.",
        "Grey band: what luck alone may do to right probabilities, nine times of ten.",
        "Full dots: beyond what luck explains.",
        "Bars below: how many predictions there are."};
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    bool band = has_band(data);

    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        if (!band && (i == 1 || i == 2)) {
            continue;
        }
        y = aras_figure_paragraph(figure, x, y, figure->width - x - ARAS_MARGIN, letter,
                                  key[i]) +
            3.0;
    }
    return y;
}

static void say(struct aras_figure *figure, const struct aras_calibration *data)
{
    size_t count = 0;
    size_t beyond = 0;

    for (size_t i = 0; i < data->steps; i++) {
        count += data->step[i].count;
        beyond += is_beyond_luck(&data->step[i]) ? 1 : 0;
    }
    aras_text_add(&figure->summary, "%zu predictions in %zu steps", count, data->steps);
    if (has_band(data)) {
        aras_text_add(&figure->summary, "; %zu beyond what luck explains", beyond);
    }
    aras_text_add(&figure->summary, ".");
    for (size_t i = 0; i < data->steps && i < 12; i++) {
        const struct aras_calibrated *step = &data->step[i];

        aras_text_add(&figure->summary, " Said %s to %s (%zu): came true in %s.",
                      aras_numeral_share(step->said_low).text,
                      aras_numeral_share(step->said_high).text, step->count,
                      aras_numeral_share(step->came).text);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_calibration *data)
{
    static const char *const headings[] = {"said, from", "to",           "predictions",
                                           "came true",  "by luck from", "to"};

    aras_figure_columns(figure, headings, 6);
    for (size_t i = 0; i < data->steps; i++) {
        const struct aras_calibrated *step = &data->step[i];

        aras_figure_number(figure, step->said_low);
        aras_figure_number(figure, step->said_high);
        aras_figure_cell(figure, "%zu", step->count);
        aras_figure_number(figure, step->came);
        aras_figure_number(figure, step->low);
        aras_figure_number(figure, step->high);
    }
}

enum aras_status aras_calibration_draw(struct aras_figure *figure,
                                       const struct aras_calibration *data,
                                       const struct aras_figure_look *look,
                                       struct aras_error *error)
{
    struct aras_ticks ticks;
    struct aras_plot plot;
    struct aras_plot strip;
    struct aras_room part;
    double most = 1.0;
    double beside;
    double key;
    double end;

    ARAS_REQUIRE(data->steps >= 1 && data->steps <= ARAS_MOST_CALIBRATED);
    for (size_t i = 0; i < data->steps; i++) {
        most = fmax(most, (double) data->step[i].count);
    }
    aras_figure_begin(figure, look, data->title, data->subtitle);
    aras_plot_y_unit(figure, "share that came true");
    aras_scale_ticks(&ticks, 0.0, 1.0, 5, ARAS_TICKS_SHARES);
    part.x = ARAS_MARGIN + aras_plot_room(&ticks);
    part.y = figure->top + 4.0;
    part.width = fmin(most_side, figure->width - part.x - 2.0 * ARAS_MARGIN);
    part.height = part.width;
    aras_plot_lay(&plot, figure, part, 0.0, 1.0, 0.0, 1.0);
    part.y += part.height + strip_gap + ARAS_SMALL_SIZE;
    part.height = strip_height;
    aras_plot_lay(&strip, figure, part, 0.0, 1.0, 0.0, most);
    aras_plot_y_axis(&plot, &ticks);
    aras_plot_x_grid(&plot, &ticks);
    draw_diagonal(&plot);
    draw_band(&plot, data);
    draw_steps(&plot, data);
    draw_counts(&strip, data);
    say(figure, data);
    tabulate(figure, data);
    beside = plot.right + 2.0 * ARAS_MARGIN;
    if (beside + 150.0 <= figure->width) {
        key = write_key(figure, data, beside, plot.top + ARAS_SMALL_SIZE);
        end = aras_plot_x_axis(&strip, &ticks, axis_title);
        return aras_figure_end(figure, fmax(key, end), error);
    }
    end = aras_plot_x_axis(&strip, &ticks, axis_title);
    return aras_figure_end(figure, write_key(figure, data, ARAS_MARGIN, end + 4.0),
                           error);
}
