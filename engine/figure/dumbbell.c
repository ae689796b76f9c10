#include "figure/dumbbell.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"
#include "figure/plot.h"

enum { SERIES_A = 5, SERIES_B = 0 };

/* The ring of the first is wider than the disc of the second, so that both are seen
 * where they are the same. */
static const double ring = 7.0;
static const double disc = 4.5;
static const struct aras_stroke ring_line = {ARAS_PAINT_SERIES + SERIES_A, 2.0, NULL};
static const struct aras_stroke none = {ARAS_PAINT_NONE, 0.0, NULL};

static void write_change(char text[96], const struct aras_dumbbell *data,
                         const struct aras_dumbbell_row *row)
{
    if (row->change != NULL) {
        snprintf(text, 96, "%s", row->change);
    } else if (data->form == ARAS_TICKS_SHARES) {
        snprintf(text, 96, "%s", aras_numeral_points(row->b - row->a).text);
    } else {
        snprintf(text, 96, "%s", aras_numeral_change(row->b - row->a).text);
    }
}

static struct aras_numeral value_of(const struct aras_dumbbell *data, double value)
{
    return data->form == ARAS_TICKS_SHARES ? aras_numeral_share(value)
                                           : aras_numeral_number(value);
}

/* How the rows are laid out: titles beside the plot, or in narrow figures above it. */
struct layout {
    bool above;
    double titles, changes; /* widths */
    double row;             /* height */
};

static struct layout layout_of(const struct aras_figure *figure,
                               const struct aras_dumbbell *data)
{
    struct layout layout = {.above = figure->width < 480.0};
    char change[96];

    for (size_t r = 0; r < data->rows; r++) {
        write_change(change, data, &data->row[r]);
        layout.titles = fmax(layout.titles, aras_letters_width(data->row[r].title,
                                                               ARAS_SMALL_SIZE, false));
        layout.changes =
            fmax(layout.changes, aras_letters_width(change, ARAS_SMALL_SIZE, false));
    }
    layout.titles = layout.above ? figure->width - 2.0 * ARAS_MARGIN
                                 : fmin(layout.titles, 0.32 * figure->width);
    layout.changes = fmin(layout.changes, (layout.above ? 0.4 : 0.25) * figure->width);
    layout.row = layout.above ? 46.0 : 34.0;
    return layout;
}

static void draw_row(struct aras_plot *plot, const struct aras_dumbbell *data,
                     size_t number, const struct layout *layout)
{
    const struct aras_dumbbell_row *row = &data->row[number];
    struct aras_figure *figure = plot->figure;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double top = plot->top + layout->row * (double) number;
    double y = top + (layout->above ? 32.0 : layout->row / 2.0);
    double a = aras_scale_at(&plot->x, row->a);
    double b = aras_scale_at(&plot->x, row->b);
    char change[96];

    aras_figure_block(figure, ARAS_MARGIN, layout->above ? top + 12.0 : y,
                      layout->titles, layout->above ? 1 : 2, letter, row->title);
    aras_svg_line(&figure->svg, a, y, b, y,
                  (struct aras_stroke){ARAS_PAINT_SERIES + SERIES_B, 3.0, NULL});
    aras_svg_circle(&figure->svg, b, y, disc, ARAS_PAINT_SERIES + SERIES_B, none);
    aras_svg_circle(&figure->svg, a, y, ring, ARAS_PAINT_NONE, ring_line);
    write_change(change, data, row);
    letter.anchor = ARAS_ANCHOR_END;
    aras_figure_block(figure, figure->width - ARAS_MARGIN, y, layout->changes, 2,
                      letter, change);
}

/* The two signs, with words: a ring for the first, a disc for the second. */
static void draw_signs(struct aras_figure *figure, const struct aras_dumbbell *data)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    const char *const names[] = {data->a, data->b};
    double x = ARAS_MARGIN + 6.0;
    double y = figure->top + 2.0;

    for (int i = 0; i < 2; i++) {
        char text[256];
        double width;

        aras_letters_cut(text, sizeof text, names[i], letter.size, false,
                         figure->width - 2.0 * ARAS_MARGIN - 20.0);
        width = aras_letters_width(text, letter.size, false);
        if (x + 12.0 + width > figure->width - ARAS_MARGIN) {
            x = ARAS_MARGIN + 6.0;
            y += 18.0;
        }
        if (i == 0) {
            aras_svg_circle(&figure->svg, x, y, ring, ARAS_PAINT_NONE, ring_line);
        } else {
            aras_svg_circle(&figure->svg, x, y, disc, ARAS_PAINT_SERIES + SERIES_B,
                            none);
        }
        aras_figure_text(figure, x + 12.0, y + 0.35 * letter.size, letter, text);
        x += width + 36.0;
    }
    figure->top = y + 14.0;
}

static void say(struct aras_figure *figure, const struct aras_dumbbell *data)
{
    for (size_t r = 0; r < data->rows; r++) {
        const struct aras_dumbbell_row *row = &data->row[r];
        char change[96];

        write_change(change, data, row);
        aras_text_add(&figure->summary, "%s%s: %s in %s, %s in %s (%s).",
                      r == 0 ? "" : " ", row->title, value_of(data, row->a).text,
                      data->a, value_of(data, row->b).text, data->b, change);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_dumbbell *data)
{
    const char *const headings[] = {"outcome", data->a, data->b, "change"};

    aras_figure_columns(figure, headings, 4);
    for (size_t r = 0; r < data->rows; r++) {
        char change[96];

        write_change(change, data, &data->row[r]);
        aras_figure_cell(figure, "%s", data->row[r].title);
        aras_figure_cell(figure, "%.4g", data->row[r].a);
        aras_figure_cell(figure, "%.4g", data->row[r].b);
        aras_figure_cell(figure, "%s", change);
    }
}

enum aras_status aras_dumbbell_draw(struct aras_figure *figure,
                                    const struct aras_dumbbell *data,
                                    const struct aras_figure_look *look,
                                    struct aras_error *error)
{
    double low = data->row[0].a;
    double high = data->row[0].a;
    struct aras_ticks ticks;
    struct aras_plot plot;
    struct layout layout;
    double left;

    ARAS_REQUIRE(data->rows > 0);
    for (size_t r = 0; r < data->rows; r++) {
        low = fmin(low, fmin(data->row[r].a, data->row[r].b));
        high = fmax(high, fmax(data->row[r].a, data->row[r].b));
    }
    if (data->form == ARAS_TICKS_SHARES) {
        low = 0.0;
    }
    aras_scale_widen(&low, &high, 5);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_signs(figure, data);
    layout = layout_of(figure, data);
    left = layout.above ? 2.0 * ARAS_MARGIN : ARAS_MARGIN + layout.titles + 16.0;
    aras_plot_lay(
        &plot, figure,
        (struct aras_room){left, figure->top,
                           figure->width - left - layout.changes - ARAS_MARGIN - 20.0,
                           layout.row * (double) data->rows},
        low, high, 0.0, 1.0);
    aras_scale_ticks(&ticks, low, high, 5, data->form);
    aras_plot_x_grid(&plot, &ticks);
    for (size_t r = 0; r < data->rows; r++) {
        draw_row(&plot, data, r, &layout);
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_plot_x_axis(&plot, &ticks, data->unit), error);
}
