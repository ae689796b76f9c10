#ifndef ARAS_FIGURE_SWEEP_LINE_H
#define ARAS_FIGURE_SWEEP_LINE_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_SWEPT = 6 };

/** What became of one outcome at each value of the input. */
struct aras_sweep_line_of {
    const char *title;
    const char *label; /* at its end; NULL: the title */
    const double *value;
    const double *low, *high; /* the replication error's interval; NULL: none */
};

/** Outcomes against one input that was swept. */
struct aras_sweep_line {
    const char *title, *subtitle;
    const char *input;                  /* "mediation effort (share of capacity)" */
    const struct aras_moments *moments; /* the input is time, told in this way; NULL: a
                                           number */
    const double *x;                    /* rising, two at least */
    size_t count;
    const struct aras_sweep_line_of *line;
    size_t lines; /* 1 ... 6 */
    enum aras_tick_form form;
};

ARAS_CHECKED enum aras_status aras_sweep_line_draw(struct aras_figure *figure,
                                                   const struct aras_sweep_line *data,
                                                   const struct aras_figure_look *look,
                                                   struct aras_error *error);

#endif
