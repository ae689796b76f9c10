#ifndef ARAS_FIGURE_LEVERAGE_NETWORK_H
#define ARAS_FIGURE_LEVERAGE_NETWORK_H

#include "figure/figure.h"

enum { ARAS_MOST_NODES = 8 };

/**
 * Who has the upper hand over whom, as arrows: from who has it to whom it is had over,
 * as wide as it is great, with its number. Arrows have the colour of whom they come
 * from. Values that round to 0.00 have no arrow, those below 0 neither: of a net
 * leverage each pair has one arrow, of a dependence that goes both ways two.
 *
 * The values are those of leverage_matrix.h.
 */
struct aras_leverage_network {
    const char *title, *subtitle;
    const char *const *actor;
    size_t actors;            /* 2 ... 8, around a ring in this order */
    const double *value;      /* actors x actors, of the row's over the column's; the
                                 diagonal is not looked at; NAN: none */
    double limit;             /* the leverage of the widest arrow, > 0 */
    const double *low, *high; /* where it lies in 8 of 10 parameter sets: an arrow whose
                                 leverage may as well be 0 is dashed; NAN: not known;
                                 both NULL: nowhere */
};

ARAS_CHECKED enum aras_status aras_leverage_network_draw(
    struct aras_figure *figure, const struct aras_leverage_network *data,
    const struct aras_figure_look *look, struct aras_error *error);

#endif
