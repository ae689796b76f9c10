#include "figure/tornado.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"
#include "figure/plot.h"

enum { SERIES_LOW = 1, SERIES_HIGH = 0 };

static const double row_height = 30.0;
static const double bar_height = 16.0;

static double width_of(const struct aras_swing *swing)
{
    return fabs(swing->high - swing->low);
}

/* The numbers of the swings, the widest first. */
static void sort(const struct aras_tornado *data, size_t order[ARAS_MOST_SWINGS])
{
    for (size_t i = 0; i < data->swings; i++) {
        size_t at = i;

        for (; at > 0 &&
               width_of(&data->swing[i]) > width_of(&data->swing[order[at - 1]]);
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

static double text_width(const char *text)
{
    return aras_letters_width(text, ARAS_SMALL_SIZE, false);
}

static bool is_one_sided(double base, const struct aras_swing *swing)
{
    return (swing->low < base && swing->high < base) ||
           (swing->low > base && swing->high > base);
}

/* The widest of the texts beside the bars: of a one-sided swing both stand together. */
static double widest_text(const struct aras_tornado *data)
{
    double widest = 0.0;

    for (size_t i = 0; i < data->swings; i++) {
        const struct aras_swing *swing = &data->swing[i];
        double low = text_width(swing->low_text);
        double high = text_width(swing->high_text);

        widest =
            fmax(widest, is_one_sided(data->base, swing) ? low + high + text_width(", ")
                                                         : fmax(low, high));
    }
    return widest;
}

/* A bar from the base to an end of the swing; at the input's low value it is hollow. */
static void draw_bar(struct aras_plot *plot, double base, double value, double y,
                     double height, bool high)
{
    double from = aras_scale_at(&plot->x, fmin(base, value));
    double to = aras_scale_at(&plot->x, fmax(base, value));
    struct aras_stroke hollow = {ARAS_PAINT_SERIES + SERIES_LOW, 2.0, NULL};

    if (high) {
        aras_svg_rect(&plot->figure->svg, from, y, to - from, height,
                      ARAS_PAINT_SERIES + SERIES_HIGH,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    } else {
        aras_svg_rect(&plot->figure->svg, from, y + 1.0, to - from, height - 2.0,
                      ARAS_PAINT_PAPER, hollow);
    }
}

static void put_text(struct aras_plot *plot, double value, double y, bool left,
                     const char *text)
{
    struct aras_letter letter = aras_figure_letter(
        ARAS_PAINT_QUIET, left ? ARAS_ANCHOR_END : ARAS_ANCHOR_START);

    aras_figure_text(plot->figure, aras_scale_at(&plot->x, value) + (left ? -5.0 : 5.0),
                     y + 0.35 * letter.size, letter, text);
}

/* Both ends lie on one side of the base: the bars stand one above the other, and what
 * the input was stands behind the longer one. */
static void draw_one_sided(struct aras_plot *plot, double base,
                           const struct aras_swing *swing, double y)
{
    bool left = fmin(swing->low, swing->high) < base;
    double far = left ? fmin(swing->low, swing->high) : fmax(swing->low, swing->high);
    char text[128];

    snprintf(text, sizeof text, "%s, %s", swing->low_text, swing->high_text);
    draw_bar(plot, base, swing->low, y - bar_height / 2.0, bar_height / 2.0, false);
    draw_bar(plot, base, swing->high, y, bar_height / 2.0, true);
    put_text(plot, far, y, left, text);
}

static void draw_swing(struct aras_plot *plot, const struct aras_tornado *data,
                       const struct aras_swing *swing, size_t place, double titles)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double y = plot->top + row_height * ((double) place + 0.5);
    bool low_left = swing->low <= swing->high;

    aras_figure_block(plot->figure, ARAS_MARGIN, y, titles, 2, letter, swing->title);
    if (is_one_sided(data->base, swing)) {
        draw_one_sided(plot, data->base, swing, y);
        return;
    }
    draw_bar(plot, data->base, swing->low, y - bar_height / 2.0, bar_height, false);
    draw_bar(plot, data->base, swing->high, y - bar_height / 2.0, bar_height, true);
    put_text(plot, swing->low, y, low_left, swing->low_text);
    put_text(plot, swing->high, y, !low_left, swing->high_text);
}

static void draw_signs(struct aras_figure *figure)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double y = figure->top;

    aras_svg_rect(&figure->svg, ARAS_MARGIN + 1.0, y - 7.0, 20.0, 11.0,
                  ARAS_PAINT_PAPER,
                  (struct aras_stroke){ARAS_PAINT_SERIES + SERIES_LOW, 2.0, NULL});
    aras_figure_text(figure, ARAS_MARGIN + 28.0, y + 3.0, letter, "input low");
    aras_svg_rect(&figure->svg, ARAS_MARGIN + 110.0, y - 8.0, 22.0, 13.0,
                  ARAS_PAINT_SERIES + SERIES_HIGH,
                  (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    aras_figure_text(figure, ARAS_MARGIN + 138.0, y + 3.0, letter, "input high");
    figure->top = y + 30.0;
}

static struct aras_numeral value_of(const struct aras_tornado *data, double value)
{
    return data->form == ARAS_TICKS_SHARES ? aras_numeral_share(value)
                                           : aras_numeral_number(value);
}

static void say(struct aras_figure *figure, const struct aras_tornado *data,
                const size_t *order)
{
    aras_text_add(&figure->summary, "%s: %s.",
                  data->base_title == NULL ? "With all inputs at their middle"
                                           : data->base_title,
                  value_of(data, data->base).text);
    for (size_t i = 0; i < data->swings && i < 3; i++) {
        const struct aras_swing *swing = &data->swing[order[i]];

        aras_text_add(&figure->summary, " \"%s\" from %s to %s takes it from %s to %s.",
                      swing->title, swing->low_text, swing->high_text,
                      value_of(data, swing->low).text,
                      value_of(data, swing->high).text);
    }
}

static void add_outcome(struct aras_figure *figure, const struct aras_tornado *data,
                        double value)
{
    if (data->form == ARAS_TICKS_SHARES) {
        aras_figure_share(figure, value);
    } else {
        aras_figure_number(figure, value);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_tornado *data,
                     const size_t *order)
{
    static const char *const headings[] = {"input", "low", "outcome at low", "high",
                                           "outcome at high"};

    aras_figure_columns(figure, headings, 5);
    for (size_t i = 0; i < data->swings; i++) {
        const struct aras_swing *swing = &data->swing[order[i]];

        aras_figure_cell(figure, "%s", swing->title);
        aras_figure_cell(figure, "%s", swing->low_text);
        add_outcome(figure, data, swing->low);
        aras_figure_cell(figure, "%s", swing->high_text);
        add_outcome(figure, data, swing->high);
    }
}

/* What the line in the middle is, above it. */
static void label_base(struct aras_plot *plot, const struct aras_tornado *data,
                       double x)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_MIDDLE);
    char text[128];
    double half;

    snprintf(text, sizeof text, "%.60s: %s",
             data->base_title == NULL ? "all at their middle" : data->base_title,
             value_of(data, data->base).text);
    half = aras_letters_width(text, letter.size, false) / 2.0;
    x = fmax(ARAS_MARGIN + half, fmin(x, plot->figure->width - ARAS_MARGIN - half));
    aras_figure_try_text(plot->figure, x, plot->top - 4.0, letter, text);
}

/* The range of the axis: round numbers, with room for the texts beside the bars. */
static void find_range(const struct aras_tornado *data, double width, double text,
                       double *low, double *high)
{
    double share = fmin(0.3, (text + 12.0) / width);
    double span;

    *low = data->base;
    *high = data->base;
    for (size_t i = 0; i < data->swings; i++) {
        *low = fmin(*low, fmin(data->swing[i].low, data->swing[i].high));
        *high = fmax(*high, fmax(data->swing[i].low, data->swing[i].high));
    }
    if (!(*low < *high)) {
        aras_scale_widen(low, high, 5);
    }
    span = (*high - *low) / (1.0 - 2.0 * share);
    *low -= share * span;
    *high += share * span;
}

enum aras_status aras_tornado_draw(struct aras_figure *figure,
                                   const struct aras_tornado *data,
                                   const struct aras_figure_look *look,
                                   struct aras_error *error)
{
    size_t order[ARAS_MOST_SWINGS];
    struct aras_ticks ticks;
    struct aras_plot plot;
    struct aras_room part;
    double titles = 0.0;
    double low;
    double high;
    double base;

    ARAS_REQUIRE(data->swings >= 1 && data->swings <= ARAS_MOST_SWINGS);
    sort(data, order);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_signs(figure);
    for (size_t i = 0; i < data->swings; i++) {
        titles = fmax(titles,
                      aras_letters_width(data->swing[i].title, ARAS_SMALL_SIZE, false));
    }
    titles = fmin(titles, 0.4 * figure->width);
    part.x = ARAS_MARGIN + titles + 10.0;
    part.y = figure->top;
    part.width = figure->width - part.x - ARAS_MARGIN;
    part.height = row_height * (double) data->swings;
    find_range(data, part.width, widest_text(data), &low, &high);
    aras_plot_lay(&plot, figure, part, low, high, 0.0, 1.0);
    aras_scale_ticks(&ticks, low, high, (int) fmax(2.0, fmin(5.0, part.width / 55.0)),
                     data->form);
    aras_plot_x_grid(&plot, &ticks);
    for (size_t i = 0; i < data->swings; i++) {
        draw_swing(&plot, data, &data->swing[order[i]], i, titles);
    }
    base = aras_scale_at(&plot.x, data->base);
    aras_svg_line(&figure->svg, base, plot.top, base, plot.bottom,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.5, NULL});
    label_base(&plot, data, base);
    say(figure, data, order);
    tabulate(figure, data, order);
    return aras_figure_end(figure, aras_plot_x_axis(&plot, &ticks, data->outcome),
                           error);
}
