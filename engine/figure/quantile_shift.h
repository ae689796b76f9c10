#ifndef ARAS_FIGURE_QUANTILE_SHIFT_H
#define ARAS_FIGURE_QUANTILE_SHIFT_H

#include "figure/figure.h"

enum { ARAS_MOST_QUANTILES = 15 };

/** One quantile in both. */
struct aras_quantile_moved {
    double at;        /* share of worlds below, 0 < at < 1 */
    double a, b;      /* its value in each */
    double low, high; /* interval of b - a, for all quantiles together; NAN: none */
};

/**
 * How the whole distribution of a number moved from A to B: for each quantile, how much
 * higher or lower it is in B. A level line says that all moved alike, a slope that one
 * end moved more. The band holds for all quantiles at once, so a point may be picked
 * out after the fact. Quantiles that moved by more than luck explains are
 * full, others hollow.
 *
 * The numbers are `point` of `struct aras_detail` of analysis/detail.h, of a value, a
 * mean or a count; of a time its points are no quantiles.
 */
struct aras_quantile_shift {
    const char *title, *subtitle;
    const char *a, *b; /* the scenarios */
    const char *unit;  /* of the number; "" */
    const struct aras_quantile_moved *quantile;
    size_t quantiles; /* 2 ... 15, by rising `at` */
};

ARAS_CHECKED enum aras_status
aras_quantile_shift_draw(struct aras_figure *figure,
                         const struct aras_quantile_shift *data,
                         const struct aras_figure_look *look, struct aras_error *error);

#endif
