#ifndef ARAS_FIGURE_ROWS_H
#define ARAS_FIGURE_ROWS_H

#include "figure/plot.h"

/** What stands in a row: its title to the left, and in narrow figures above; a note to
 *  the right. */
struct aras_row {
    const char *title, *note;
    bool quiet; /* the note stands back */
};

/**
 * Rows with one axis, from the top down: bars, dots and the like with words to both
 * sides. Lay them, draw the grid, then take row after row.
 */
struct aras_rows {
    struct aras_plot plot;
    bool above;           /* titles stand above what is drawn */
    double titles, notes; /* widths */
    size_t lines;         /* that a title may take */
    double row;           /* height */
    double next;          /* top of the next row */
};

enum { ARAS_HEADING_ROW = 24 }; /* height */

/** Lays them from `figure->top` on, `tall` (> 0) high without a title above; with so
 *  many headings among them. The axis goes from low to high. */
void aras_rows_lay(struct aras_rows *rows, struct aras_figure *figure,
                   const struct aras_row *row, size_t count, size_t headings,
                   double tall, double low, double high);

/** Writes the next row's words; gives the height of the middle of what is to be drawn.
 */
double aras_rows_take(struct aras_rows *rows, const struct aras_row *row);

/** Words above the rows that follow. */
void aras_rows_heading(struct aras_rows *rows, const char *text);

/** A line from low to high at the height `y`, with short ends; cut off at the axis'
 *  own ends; nothing where they are no numbers. */
void aras_rows_whisker(struct aras_rows *rows, double low, double high, double y);

/** How many marks the axis has room for. */
int aras_rows_ticks(const struct aras_rows *rows);

#endif
