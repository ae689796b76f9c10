#include "figure/sobol_bars.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"
#include "figure/rows.h"

enum { KINDS = ARAS_FACTOR_VARIANT + 1 };

static const double row_height = 40.0;
static const double bar_height = 11.0;
static const char *const kinds[KINDS] = {[ARAS_FACTOR_CHANCE] = "chance",
                                         [ARAS_FACTOR_PARAMETER] = "parameters",
                                         [ARAS_FACTOR_VARIANT] =
                                             "readings of the model"};
static const enum aras_paint paints[KINDS] = {
    [ARAS_FACTOR_CHANCE] = (enum aras_paint)(ARAS_PAINT_SERIES + 5),
    [ARAS_FACTOR_PARAMETER] = ARAS_PAINT_SERIES,
    [ARAS_FACTOR_VARIANT] = (enum aras_paint)(ARAS_PAINT_SERIES + 2)};

static bool comes_before(const struct aras_factor_share *a,
                         const struct aras_factor_share *b)
{
    return a->kind != b->kind ? a->kind < b->kind : a->total > b->total;
}

static void sort(const struct aras_sobol_bars *data,
                 size_t order[ARAS_MOST_FACTOR_BARS])
{
    for (size_t i = 0; i < data->factors; i++) {
        size_t at = i;

        for (; at > 0 && comes_before(&data->factor[i], &data->factor[order[at - 1]]);
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

/* Whether some kind has more than one factor: else headings would say nothing. */
static bool has_headings(const struct aras_sobol_bars *data, const size_t *order)
{
    for (size_t i = 1; i < data->factors; i++) {
        if (data->factor[order[i]].kind == data->factor[order[i - 1]].kind) {
            return true;
        }
    }
    return false;
}

/* Whether a heading stands above the row: the first, and each of another kind. */
static bool begins_kind(const struct aras_sobol_bars *data, const size_t *order,
                        size_t row)
{
    return has_headings(data, order) &&
           (row == 0 ||
            data->factor[order[row]].kind != data->factor[order[row - 1]].kind);
}

/* An estimate may come out a little below 0 or above 1, which no share is. */
static double clipped(double estimate)
{
    return isnan(estimate) ? estimate : fmin(fmax(0.0, estimate), 1.0);
}

static struct aras_numeral share_of(double estimate)
{
    return aras_numeral_share(clipped(estimate));
}

static void find_range(const struct aras_sobol_bars *data, double *high)
{
    *high = 0.05;
    for (size_t i = 0; i < data->factors; i++) {
        const struct aras_factor_share *factor = &data->factor[i];

        *high = fmax(*high, fmax(fmax(factor->first, factor->first_high),
                                 fmax(factor->total, factor->total_high)));
    }
    *high = fmin(*high, 1.0);

    double zero = 0.0;

    aras_scale_widen(&zero, high, 5);
}

/* A bar from 0, whole or hollow, around the height `y`. */
static void draw_bar(struct aras_plot *plot, double share, double y,
                     enum aras_paint paint, bool whole)
{
    double from = aras_scale_at(&plot->x, 0.0);
    double to = aras_scale_at(&plot->x, fmin(fmax(share, 0.0), plot->x.high));

    if (whole) {
        aras_svg_rect(&plot->figure->svg, from, y - bar_height / 2.0, to - from,
                      bar_height, paint,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    } else {
        aras_svg_rect(&plot->figure->svg, from, y - bar_height / 2.0 + 1.0, to - from,
                      bar_height - 2.0, ARAS_PAINT_NONE,
                      (struct aras_stroke){paint, 2.0, NULL});
    }
}

static void draw_factor(struct aras_rows *rows, const struct aras_factor_share *factor,
                        double y)
{
    double upper = y - 0.6 * bar_height;
    double lower = y + 0.6 * bar_height;

    draw_bar(&rows->plot, factor->first, upper, paints[factor->kind], true);
    aras_rows_whisker(rows, factor->first_low, factor->first_high, upper);
    aras_rows_whisker(rows, factor->total_low, factor->total_high, lower);
    draw_bar(&rows->plot, factor->total, lower, paints[factor->kind], false);
}

static void draw_signs(struct aras_figure *figure)
{
    static const char *const whole = "by itself";
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double y = figure->top;
    double x = ARAS_MARGIN;

    aras_svg_rect(&figure->svg, x, y - 7.0, 22.0, bar_height, ARAS_PAINT_SERIES,
                  (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    aras_figure_text(figure, x + 28.0, y + 3.0, letter, whole);
    x += 28.0 + aras_letters_width(whole, letter.size, false) + 18.0;
    aras_svg_rect(&figure->svg, x + 1.0, y - 6.0, 20.0, bar_height - 2.0,
                  ARAS_PAINT_PAPER, (struct aras_stroke){ARAS_PAINT_SERIES, 2.0, NULL});
    aras_figure_text(figure, x + 28.0, y + 3.0, letter,
                     "with what it does with others");
    figure->top = y + 16.0;
}

static void say(struct aras_figure *figure, const struct aras_sobol_bars *data,
                const size_t *order)
{
    for (size_t i = 0; i < data->factors && i < 6; i++) {
        const struct aras_factor_share *factor = &data->factor[order[i]];

        aras_text_add(&figure->summary,
                      "%s\"%s\" explains %s of the variance by itself, and has a "
                      "part in %s.",
                      i == 0 ? "" : " ", factor->title, share_of(factor->first).text,
                      share_of(factor->total).text);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_sobol_bars *data,
                     const size_t *order)
{
    static const char *const headings[] = {"factor", "kind",   "by itself", "from",
                                           "to",     "in all", "from",      "to"};

    aras_figure_columns(figure, headings, 8);
    for (size_t i = 0; i < data->factors; i++) {
        const struct aras_factor_share *factor = &data->factor[order[i]];

        aras_figure_cell(figure, "%s", factor->title);
        aras_figure_cell(figure, "%s", kinds[factor->kind]);
        aras_figure_share(figure, clipped(factor->first));
        aras_figure_share(figure, clipped(factor->first_low));
        aras_figure_share(figure, clipped(factor->first_high));
        aras_figure_share(figure, clipped(factor->total));
        aras_figure_share(figure, clipped(factor->total_low));
        aras_figure_share(figure, clipped(factor->total_high));
    }
}

enum aras_status aras_sobol_bars_draw(struct aras_figure *figure,
                                      const struct aras_sobol_bars *data,
                                      const struct aras_figure_look *look,
                                      struct aras_error *error)
{
    struct aras_row row[ARAS_MOST_FACTOR_BARS];
    char note[ARAS_MOST_FACTOR_BARS][2 * ARAS_NUMERAL_SIZE];
    size_t order[ARAS_MOST_FACTOR_BARS];
    struct aras_ticks ticks;
    struct aras_rows rows;
    char below[352];
    size_t headings = 0;
    double high;

    ARAS_REQUIRE(data->factors >= 1 && data->factors <= ARAS_MOST_FACTOR_BARS);
    sort(data, order);
    for (size_t i = 0; i < data->factors; i++) {
        const struct aras_factor_share *factor = &data->factor[order[i]];

        snprintf(note[i], sizeof note[i], "%.20s, in all %.20s",
                 share_of(factor->first).text, share_of(factor->total).text);
        row[i] = (struct aras_row){factor->title, note[i], false};
        headings += begins_kind(data, order, i) ? 1 : 0;
    }
    find_range(data, &high);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_signs(figure);
    aras_rows_lay(&rows, figure, row, data->factors, headings, row_height, 0.0, high);
    aras_scale_ticks(&ticks, 0.0, high, aras_rows_ticks(&rows), ARAS_TICKS_SHARES);
    aras_plot_x_grid(&rows.plot, &ticks);
    for (size_t i = 0; i < data->factors; i++) {
        if (begins_kind(data, order, i)) {
            aras_rows_heading(&rows, kinds[data->factor[order[i]].kind]);
        }
        draw_factor(&rows, &data->factor[order[i]], aras_rows_take(&rows, &row[i]));
    }
    say(figure, data, order);
    tabulate(figure, data, order);
    snprintf(below, sizeof below, "share of the variance of: %.300s", data->outcome);
    return aras_figure_end(figure, aras_plot_x_axis(&rows.plot, &ticks, below), error);
}
