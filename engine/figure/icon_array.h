#ifndef ARAS_FIGURE_ICON_ARRAY_H
#define ARAS_FIGURE_ICON_ARRAY_H

#include <stdint.h>

#include "figure/figure.h"

enum { ARAS_MOST_ICONS = 12 };

/** One kind of ending, and in how many worlds it came. */
struct aras_icon {
    const char *title;
    uint64_t worlds;
    double low, high; /* the share in 8 of 10 parameter sets; low < high, or 0 and 0:
                         not known */
    bool ground;      /* that nothing came about: drawn as the ground for the rest */
};

/**
 * A hundred squares, each one of a hundred worlds: how often each ending comes. A
 * square has a letter as well as a colour. An ending that came but is too rare for a
 * square is told in the legend, never left out.
 */
struct aras_icon_array {
    const char *title, *subtitle;
    const struct aras_icon *icon;
    size_t icons; /* 1 ... 12; their worlds are all worlds, > 0 */
};

ARAS_CHECKED enum aras_status aras_icon_array_draw(struct aras_figure *figure,
                                                   const struct aras_icon_array *data,
                                                   const struct aras_figure_look *look,
                                                   struct aras_error *error);

/** How many of a hundred squares each gets: by the greatest remainders, so that they
 * are a hundred. */
void aras_icon_array_share(const struct aras_icon_array *data,
                           unsigned squares[ARAS_MOST_ICONS]);

#endif
