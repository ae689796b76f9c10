#ifndef ARAS_FIGURE_HEAT_MAP_H
#define ARAS_FIGURE_HEAT_MAP_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_COLUMNS = 16 };

/** An outcome over two inputs that were swept: a number in each cell, its colour beside
 *  it, and where it wants one a line between the cells on both sides of a level. */
struct aras_heat_map {
    const char *title, *subtitle;
    const char *across, *down; /* the inputs */
    const char *const *column; /* their values, as text */
    size_t columns;            /* 1 ... 16 */
    const char *const *row;    /* from top to bottom */
    size_t rows;
    const double *value; /* rows x columns; NAN: empty */
    enum aras_tick_form form;
    double level; /* NAN: no line */
};

ARAS_CHECKED enum aras_status aras_heat_map_draw(struct aras_figure *figure,
                                                 const struct aras_heat_map *data,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error);

#endif
