#ifndef ARAS_FIGURE_INCIDENCE_AREA_H
#define ARAS_FIGURE_INCIDENCE_AREA_H

#include <stdint.h>

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_ENDINGS = 6 };

/** One way in which a world may end. */
struct aras_incidence_area_ending {
    const char *title;
    const double *share; /* of worlds that have ended so, by each time: rising */
};

/**
 * When worlds end, and how: the shares of worlds that have ended in each way by a time,
 * one upon the other. Together they are at most 1. No ending is told as if the others
 * did not exist, so nothing is to be added up by the reader.
 */
struct aras_incidence_area {
    const char *title, *subtitle; /* NULL subtitle: none */
    const double *time;           /* rising, two at least */
    size_t count;
    const struct aras_incidence_area_ending *ending;
    size_t endings;   /* 1 ... 6 */
    const char *rest; /* what has not ended: "none of these yet" */
    struct aras_moments moments;
};

/** Draws it into an empty figure. ARAS_NO_MEMORY is all it can fail with, as with every
 *  view. The table has a row for each time. */
ARAS_CHECKED enum aras_status
aras_incidence_area_draw(struct aras_figure *figure,
                         const struct aras_incidence_area *data,
                         const struct aras_figure_look *look, struct aras_error *error);

#endif
