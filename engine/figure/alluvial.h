#ifndef ARAS_FIGURE_ALLUVIAL_H
#define ARAS_FIGURE_ALLUVIAL_H

#include <stdint.h>

#include "figure/figure.h"

enum { ARAS_MOST_FLOWS = 8 }; /* endings */

/**
 * Who switches: the same worlds under A, to the left, and under B, to the right, with
 * the same luck. Worlds that end alike are grey, those that end otherwise have the
 * colour of what they ended in under A. Switches too few to be seen are drawn as a
 * line.
 *
 * Each of its numbers is a count over worlds of two runs that share their luck: of a
 * category how often option i in A goes with option j in B; of what happened or not
 * `both`, `only_a`, `only_b` and `neither` of `struct aras_difference`
 * (analysis/contrast.h).
 */
struct aras_alluvial {
    const char *title, *subtitle;
    const char *a, *b;         /* the scenarios */
    const char *const *ending; /* the same to both sides, in the order of drawing */
    size_t endings;            /* 2 ... 8 */
    const uint64_t *worlds;    /* endings x endings: A's ending the row, B's the column;
                                  not all 0 */
};

ARAS_CHECKED enum aras_status aras_alluvial_draw(struct aras_figure *figure,
                                                 const struct aras_alluvial *data,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error);

#endif
