#ifndef ARAS_FIGURE_ECDF_H
#define ARAS_FIGURE_ECDF_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_SAMPLES = 6 };

/** Numbers of one scenario, in ascending order. */
struct aras_ecdf_sample {
    const char *title;
    const double *value;
    size_t count; /* > 0 */
};

/** Which share of worlds lies at or below each number, for scenarios side by side: what
 *  can be read off is true for any distribution, and nothing was smoothed. */
struct aras_ecdf {
    const char *title, *subtitle;
    const char *unit; /* "" */
    const struct aras_ecdf_sample *sample;
    size_t samples;     /* 1 ... 6 */
    bool whole;         /* numbers are whole */
    bool signed_values; /* signs mean something (`unit` says what): 0 is marked */
};

ARAS_CHECKED enum aras_status aras_ecdf_draw(struct aras_figure *figure,
                                             const struct aras_ecdf *data,
                                             const struct aras_figure_look *look,
                                             struct aras_error *error);

#endif
