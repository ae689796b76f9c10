#ifndef ARAS_FIGURE_QUANTILE_DOTS_H
#define ARAS_FIGURE_QUANTILE_DOTS_H

#include "figure/figure.h"
#include "figure/scale.h"

/**
 * A distribution as so many like chances: each dot is one of, say, 50 worlds that are
 * as likely as each other. People count dots where they would misread a curve. Source:
 * Fernandes, Walls, Munson, Hullman, Kay, "Uncertainty displays using quantile dotplots
 * or CDFs improve transit decision-making", CHI 2018.
 */
struct aras_quantile_dots {
    const char *title, *subtitle;
    const char *unit;        /* "" */
    const double *value;     /* quantiles at (i + 1/2) / count, in ascending order */
    size_t count;            /* 10 ... 100 */
    double split;            /* dots below it are told apart from others; NAN: none */
    bool whole;              /* numbers are whole: each has its place on the axis */
    const char *split_title; /* "the edge of a war"; may be NULL */
};

ARAS_CHECKED enum aras_status
aras_quantile_dots_draw(struct aras_figure *figure,
                        const struct aras_quantile_dots *data,
                        const struct aras_figure_look *look, struct aras_error *error);

#endif
