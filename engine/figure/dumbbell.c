#include "figure/dumbbell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"
#include "figure/rows.h"

enum { SERIES_A = 5, SERIES_B = 0 };

/* The ring of the first is wider than the disc of the second, so that both are seen
 * where they are the same. */
static const double ring = 7.0;
static const double disc = 4.5;
static const double row_height = 34.0;
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

/* Whether the group's name stands above a row. */
static bool begins_group(const struct aras_dumbbell *data, size_t row)
{
    const char *group = data->row[row].group;

    return group != NULL && (row == 0 || data->row[row - 1].group == NULL ||
                             strcmp(data->row[row - 1].group, group) != 0);
}

static void draw_row(struct aras_plot *plot, const struct aras_dumbbell_row *row,
                     double y)
{
    struct aras_svg *svg = &plot->figure->svg;
    double a = aras_scale_at(&plot->x, row->a);
    double b = aras_scale_at(&plot->x, row->b);

    aras_svg_line(svg, a, y, b, y,
                  (struct aras_stroke){ARAS_PAINT_SERIES + SERIES_B, 3.0, NULL});
    aras_svg_circle(svg, b, y, disc, ARAS_PAINT_SERIES + SERIES_B, none);
    aras_svg_circle(svg, a, y, ring, ARAS_PAINT_NONE, ring_line);
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

/* "how it ends: peace" of a row in a group. */
static void write_whole(char text[512], const struct aras_dumbbell_row *row)
{
    snprintf(text, 512, "%.250s%s%.250s", row->group == NULL ? "" : row->group,
             row->group == NULL ? "" : ": ", row->title);
}

static void say(struct aras_figure *figure, const struct aras_dumbbell *data)
{
    for (size_t r = 0; r < data->rows; r++) {
        const struct aras_dumbbell_row *row = &data->row[r];
        char title[512];
        char change[96];

        write_whole(title, row);
        write_change(change, data, row);
        aras_text_add(&figure->summary, "%s%s: %s in %s, %s in %s (%s).",
                      r == 0 ? "" : " ", title, value_of(data, row->a).text, data->a,
                      value_of(data, row->b).text, data->b, change);
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_dumbbell *data)
{
    const char *const headings[] = {"outcome", data->a, data->b, "change"};

    aras_figure_columns(figure, headings, 4);
    for (size_t r = 0; r < data->rows; r++) {
        char title[512];
        char change[96];

        write_whole(title, &data->row[r]);
        write_change(change, data, &data->row[r]);
        aras_figure_cell(figure, "%s", title);
        if (data->form == ARAS_TICKS_SHARES) {
            aras_figure_share(figure, data->row[r].a);
            aras_figure_share(figure, data->row[r].b);
        } else {
            aras_figure_number(figure, data->row[r].a);
            aras_figure_number(figure, data->row[r].b);
        }
        aras_figure_cell(figure, "%s", change);
    }
}

static void find_range(const struct aras_dumbbell *data, double *low, double *high)
{
    *low = data->form == ARAS_TICKS_SHARES ? 0.0 : data->row[0].a;
    *high = data->row[0].a;
    for (size_t r = 0; r < data->rows; r++) {
        *low = fmin(*low, fmin(data->row[r].a, data->row[r].b));
        *high = fmax(*high, fmax(data->row[r].a, data->row[r].b));
    }
    if (data->from < data->to) {
        *low = fmin(*low, data->from);
        *high = fmax(*high, data->to);
    }
    aras_scale_widen(low, high, 5);
}

enum aras_status aras_dumbbell_draw(struct aras_figure *figure,
                                    const struct aras_dumbbell *data,
                                    const struct aras_figure_look *look,
                                    struct aras_error *error)
{
    struct aras_row row[ARAS_MOST_DUMBBELLS];
    char change[ARAS_MOST_DUMBBELLS][96];
    struct aras_ticks ticks;
    struct aras_rows rows;
    size_t headings = 0;
    double low;
    double high;

    ARAS_REQUIRE(data->rows > 0 && data->rows <= ARAS_MOST_DUMBBELLS);
    for (size_t r = 0; r < data->rows; r++) {
        write_change(change[r], data, &data->row[r]);
        row[r] = (struct aras_row){data->row[r].title, change[r], data->row[r].unsure};
        headings += begins_group(data, r) ? 1 : 0;
    }
    find_range(data, &low, &high);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_signs(figure, data);
    aras_rows_lay(&rows, figure, row, data->rows, headings, row_height, low, high);
    aras_scale_ticks(&ticks, low, high, aras_rows_ticks(&rows), data->form);
    aras_plot_x_grid(&rows.plot, &ticks);
    for (size_t r = 0; r < data->rows; r++) {
        if (begins_group(data, r)) {
            aras_rows_heading(&rows, data->row[r].group);
        }
        draw_row(&rows.plot, &data->row[r], aras_rows_take(&rows, &row[r]));
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_plot_x_axis(&rows.plot, &ticks, data->unit),
                           error);
}
