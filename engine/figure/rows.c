#include "figure/rows.h"

#include <math.h>

#include "figure/letters.h"

static const double narrow = 480.0;
static const double title_room = 5.0;  /* below a title above its row */
static const double title_line = 13.5; /* of its lines */

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
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    size_t lines = 1;
    double left = above ? 2.0 * ARAS_MARGIN : ARAS_MARGIN + titles + 16.0;
    double height;

    for (size_t i = 0; i < count && above; i++) {
        size_t needed = aras_figure_lines(letter, row[i].title, titles, 2);

        lines = needed > lines ? needed : lines;
    }
    height = above ? tall + title_room + title_line * (double) lines : tall;

    struct aras_room part = {
        left, figure->top, figure->width - left - notes - ARAS_MARGIN - 16.0,
        height * (double) count + ARAS_HEADING_ROW * (double) headings};

    *rows = (struct aras_rows){.above = above,
                               .titles = titles,
                               .lines = above           ? lines
                                        : height > 38.0 ? 3
                                                        : 2,
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
    double titled = rows->above ? title_line * (double) rows->lines : 0.0;
    double drawn = rows->above ? top + titled + title_room : top;
    double y = (drawn + top + rows->row) / 2.0;

    letter.halo = rows->above; /* the grid runs behind it */
    aras_figure_block(figure, ARAS_MARGIN, rows->above ? top + 4.0 + titled / 2.0 : y,
                      rows->titles, rows->lines, letter, row->title);
    letter.halo = false;
    letter.paint = row->quiet ? ARAS_PAINT_QUIET : ARAS_PAINT_INK;
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
