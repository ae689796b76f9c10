#include "figure/rows.h"

#include <math.h>

#include "figure/letters.h"

static const double narrow = 480.0;
static const double title_line = 18.0; /* of a title above its row */

static double widest(const struct aras_row *row, size_t count, bool note)
{
    double most = 0.0;

    for (size_t i = 0; i < count; i++) {
        const char *text = note ? row[i].note : row[i].title;

        most = fmax(most, aras_letters_width(text, ARAS_SMALL_SIZE, false));
    }
    return most;
}

void aras_rows_lay(struct aras_rows *rows, struct aras_figure *figure,
                   const struct aras_row *row, size_t count, size_t headings,
                   double tall, double low, double high)
{
    bool above = figure->width < narrow;
    double titles = above ? figure->width - 2.0 * ARAS_MARGIN
                          : fmin(widest(row, count, false), 0.32 * figure->width) + 1.0;
    double notes =
        fmin(widest(row, count, true) + 1.0, (above ? 0.36 : 0.26) * figure->width);
    double left = above ? 2.0 * ARAS_MARGIN : ARAS_MARGIN + titles + 16.0;
    double height = above ? tall + title_line : tall;
    struct aras_room part = {
        left, figure->top, figure->width - left - notes - ARAS_MARGIN - 16.0,
        height * (double) count + ARAS_HEADING_ROW * (double) headings};

    *rows = (struct aras_rows){.above = above,
                               .titles = titles,
                               .notes = notes,
                               .row = height,
                               .next = figure->top};
    aras_plot_lay(&rows->plot, figure, part, low, high, 0.0, 1.0);
}

double aras_rows_take(struct aras_rows *rows, const struct aras_row *row)
{
    struct aras_figure *figure = rows->plot.figure;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double top = rows->next;
    double drawn = rows->above ? top + title_line : top;
    double y = (drawn + top + rows->row) / 2.0;
    size_t lines = rows->row > 38.0 && !rows->above ? 3 : 2;

    letter.halo = rows->above; /* the grid runs behind it */
    aras_figure_block(figure, ARAS_MARGIN, rows->above ? top + 11.0 : y, rows->titles,
                      rows->above ? 1 : lines, letter, row->title);
    letter.halo = false;
    letter.anchor = ARAS_ANCHOR_END;
    aras_figure_block(figure, figure->width - ARAS_MARGIN, y, rows->notes, 2, letter,
                      row->note);
    rows->next += rows->row;
    return y;
}

void aras_rows_heading(struct aras_rows *rows, const char *text)
{
    struct aras_figure *figure = rows->plot.figure;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);

    letter.bold = true;
    letter.halo = true;
    aras_figure_block(figure, ARAS_MARGIN, rows->next + 14.0,
                      figure->width - 2.0 * ARAS_MARGIN, 1, letter, text);
    rows->next += ARAS_HEADING_ROW;
}

void aras_rows_whisker(struct aras_rows *rows, double low, double high, double y)
{
    static const double half = 4.0;
    struct aras_svg *svg = &rows->plot.figure->svg;

    if (isnan(low) || isnan(high)) {
        return;
    }

    double from = aras_scale_at(&rows->plot.x, fmax(low, rows->plot.x.low));
    double to = aras_scale_at(&rows->plot.x, fmin(high, rows->plot.x.high));

    /* The ground shows around it, so that it is seen on a bar. */
    for (int i = 0; i < 2; i++) {
        struct aras_stroke line =
            i == 0 ? (struct aras_stroke){ARAS_PAINT_PAPER, 3.5, NULL}
                   : (struct aras_stroke){ARAS_PAINT_INK, 1.5, NULL};

        aras_svg_line(svg, from, y, to, y, line);
        aras_svg_line(svg, from, y - half, from, y + half, line);
        aras_svg_line(svg, to, y - half, to, y + half, line);
    }
}

int aras_rows_ticks(const struct aras_rows *rows)
{
    return (int) fmin(5.0, (rows->plot.right - rows->plot.left) / 45.0);
}
