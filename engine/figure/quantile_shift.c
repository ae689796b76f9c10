#include "figure/quantile_shift.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/plot.h"

static const double plot_height = 240.0;
static const double radius = 5.0;

static double change_of(const struct aras_quantile_moved *quantile)
{
    return quantile->b - quantile->a;
}

static bool stands_apart(const struct aras_quantile_moved *quantile)
{
    return quantile->low > 0.0 || quantile->high < 0.0;
}

static void find_range(const struct aras_quantile_shift *data, double *low,
                       double *high)
{
    *low = 0.0;
    *high = 0.0;
    for (size_t i = 0; i < data->quantiles; i++) {
        const struct aras_quantile_moved *quantile = &data->quantile[i];

        /* fmin leaves out what is no number. */
        *low = fmin(*low, fmin(change_of(quantile), quantile->low));
        *high = fmax(*high, fmax(change_of(quantile), quantile->high));
    }
    aras_scale_widen(low, high, 5);
}

/* Quantiles stand side by side, each as far from the next: at their shares those at the
 * ends would stand upon each other. */
static double place_of(size_t quantile)
{
    return (double) quantile + 0.5;
}

static void make_ticks(const struct aras_quantile_shift *data, struct aras_ticks *ticks)
{
    ticks->count = data->quantiles;
    for (size_t i = 0; i < data->quantiles; i++) {
        double percent = 100.0 * data->quantile[i].at;

        ticks->at[i] = place_of(i);
        snprintf(ticks->label[i], ARAS_TICK_SIZE, "%.3g %%", percent);
    }
}

static void draw_band(struct aras_plot *plot, const struct aras_quantile_shift *data)
{
    double x[ARAS_MOST_QUANTILES];
    double low[ARAS_MOST_QUANTILES];
    double high[ARAS_MOST_QUANTILES];
    size_t count = 0;

    for (size_t i = 0; i < data->quantiles; i++) {
        const struct aras_quantile_moved *quantile = &data->quantile[i];

        if (!isnan(quantile->low) && !isnan(quantile->high)) {
            x[count] = place_of(i);
            low[count] = quantile->low;
            high[count] = quantile->high;
            count++;
        }
    }
    if (count >= 2) {
        aras_plot_band(plot, x, low, high, count, ARAS_PAINT_SERIES, 0.2);
        aras_plot_line(plot, x, low, count,
                       (struct aras_stroke){ARAS_PAINT_SERIES, 1.0, "4 2"});
        aras_plot_line(plot, x, high, count,
                       (struct aras_stroke){ARAS_PAINT_SERIES, 1.0, "4 2"});
    }
}

static void draw_quantiles(struct aras_plot *plot,
                           const struct aras_quantile_shift *data)
{
    double x[ARAS_MOST_QUANTILES];
    double change[ARAS_MOST_QUANTILES];

    for (size_t i = 0; i < data->quantiles; i++) {
        x[i] = place_of(i);
        change[i] = change_of(&data->quantile[i]);
    }
    aras_plot_line(plot, x, change, data->quantiles,
                   (struct aras_stroke){ARAS_PAINT_SERIES, 2.0, NULL});
    for (size_t i = 0; i < data->quantiles; i++) {
        bool full = stands_apart(&data->quantile[i]);

        aras_svg_circle(&plot->figure->svg, aras_scale_at(&plot->x, x[i]),
                        aras_scale_at(&plot->y, change[i]), radius,
                        full ? ARAS_PAINT_SERIES : ARAS_PAINT_PAPER,
                        (struct aras_stroke){ARAS_PAINT_SERIES, 2.0, NULL});
    }
}

/* The value of each quantile before and after, below the axis, where there is room. */
static double write_values(struct aras_plot *plot,
                           const struct aras_quantile_shift *data, double y)
{
    static const char *const names[] = {"A", "B"};
    struct aras_letter letter =
        aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_MIDDLE);

    for (int side = 0; side < 2; side++) {
        struct aras_letter name = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_END);

        name.bold = true;
        aras_figure_text(plot->figure, plot->left - 6.0, y, name, names[side]);
        for (size_t i = 0; i < data->quantiles; i++) {
            double value = side == 0 ? data->quantile[i].a : data->quantile[i].b;

            aras_figure_try_text(
                plot->figure, aras_scale_at(&plot->x, place_of(i)), y, letter,
                aras_numeral_beside(value, plot->y.high - plot->y.low).text);
        }
        y += 1.4 * letter.size;
    }
    return y;
}

/* Who A and B are, and what full and hollow dots say. */
static double write_key(struct aras_figure *figure,
                        const struct aras_quantile_shift *data, double y)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    double width = figure->width - 2.0 * ARAS_MARGIN;
    char text[512];

    snprintf(text, sizeof text, "A: %.120s. B: %.120s.%s%.60s", data->a, data->b,
             data->unit[0] == '\0' ? "" : " Unit: ", data->unit);
    y = aras_figure_paragraph(figure, ARAS_MARGIN, y + 2.0, width, letter, text);
    return aras_figure_paragraph(figure, ARAS_MARGIN, y, width, letter,
                                 "Below each mark of the axis: the number below which "
                                 "that share of worlds lies, "
                                 "in A and in B. Full dots: moved by more than luck "
                                 "explains; the band holds for "
                                 "all of them together (95 %).");
}

static void say(struct aras_figure *figure, const struct aras_quantile_shift *data)
{
    size_t apart = 0;

    for (size_t i = 0; i < data->quantiles; i++) {
        const struct aras_quantile_moved *quantile = &data->quantile[i];

        apart += stands_apart(quantile) ? 1 : 0;
        aras_text_add(&figure->summary,
                      "%sThe %.3g %% quantile goes from %s to %s: %s.",
                      i == 0 ? "" : " ", 100.0 * quantile->at,
                      aras_numeral_number(quantile->a).text,
                      aras_numeral_number(quantile->b).text,
                      aras_numeral_change_within(change_of(quantile), quantile->low,
                                                 quantile->high)
                          .text);
    }
    aras_text_add(
        &figure->summary,
        " %zu of %zu quantiles differ between \"%s\" and \"%s\" by more than luck "
        "explains, all taken together.",
        apart, data->quantiles, data->a, data->b);
}

static void tabulate(struct aras_figure *figure, const struct aras_quantile_shift *data)
{
    const char *const headings[] = {"worlds below", data->a, data->b,
                                    "change",       "from",  "to"};

    aras_figure_columns(figure, headings, 6);
    for (size_t i = 0; i < data->quantiles; i++) {
        const struct aras_quantile_moved *quantile = &data->quantile[i];

        aras_figure_cell(figure, "%.3g %%", 100.0 * quantile->at);
        aras_figure_number(figure, quantile->a);
        aras_figure_number(figure, quantile->b);
        aras_figure_number(figure, change_of(quantile));
        aras_figure_number(figure, quantile->low);
        aras_figure_number(figure, quantile->high);
    }
}

static void draw_zero(struct aras_plot *plot)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    double y = aras_scale_at(&plot->y, 0.0);

    letter.halo = true;
    aras_svg_line(&plot->figure->svg, plot->left, y, plot->right, y,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.5, NULL});
    if (y - plot->top > 20.0) {
        aras_figure_try_text(plot->figure, plot->left + 4.0, plot->top + letter.size,
                             letter, "higher in B");
    }
    if (plot->bottom - y > 20.0) {
        aras_figure_try_text(plot->figure, plot->left + 4.0, plot->bottom - 4.0, letter,
                             "lower in B");
    }
}

enum aras_status aras_quantile_shift_draw(struct aras_figure *figure,
                                          const struct aras_quantile_shift *data,
                                          const struct aras_figure_look *look,
                                          struct aras_error *error)
{
    struct aras_ticks changes;
    struct aras_ticks shares;
    struct aras_plot plot;
    double low;
    double high;
    double left;
    double y;

    ARAS_REQUIRE(data->quantiles >= 2 && data->quantiles <= ARAS_MOST_QUANTILES);
    find_range(data, &low, &high);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    aras_scale_ticks(&changes, low, high, 5, ARAS_TICKS_NUMBERS);
    left = ARAS_MARGIN + aras_plot_room(&changes);
    aras_plot_lay(&plot, figure,
                  (struct aras_room){left, figure->top + 4.0,
                                     figure->width - left - ARAS_MARGIN, plot_height},
                  0.0, (double) data->quantiles, low, high);
    make_ticks(data, &shares);
    aras_plot_y_axis(&plot, &changes);
    draw_band(&plot, data);
    draw_zero(&plot);
    draw_quantiles(&plot, data);
    y = aras_plot_x_axis(&plot, &shares, NULL);
    y = write_values(&plot, data, y);
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, write_key(figure, data, y), error);
}
