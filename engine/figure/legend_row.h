#ifndef ARAS_FIGURE_LEGEND_ROW_H
#define ARAS_FIGURE_LEGEND_ROW_H

#include "figure/figure.h"

/** What one sign of a figure means: a piece of its line, its mark, and words. */
struct aras_legend_entry {
    size_t series;
    bool line, mark;
    const char *text;
};

/** Draws entries side by side from `figure->top` on, in as many rows as they need, and
 *  moves `figure->top` below them. */
void aras_legend_row_draw(struct aras_figure *figure,
                          const struct aras_legend_entry *entries, size_t count);

#endif
