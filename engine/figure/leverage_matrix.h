#ifndef ARAS_FIGURE_LEVERAGE_MATRIX_H
#define ARAS_FIGURE_LEVERAGE_MATRIX_H

#include "figure/figure.h"

enum { ARAS_MOST_ACTORS = 12 };

/** Who has the upper hand over whom: net leverage of the row's actor over the column's.
 *  Above 0 the row has it, below 0 the column. */
struct aras_leverage_matrix {
    const char *title, *subtitle;
    const char *const *actor;
    size_t actors; /* 2 ... 12 */
    const double
        *value;   /* actors x actors; the diagonal is not looked at; NAN: empty */
    double limit; /* the leverage of the strongest colour, > 0 */
};

ARAS_CHECKED enum aras_status aras_leverage_matrix_draw(
    struct aras_figure *figure, const struct aras_leverage_matrix *data,
    const struct aras_figure_look *look, struct aras_error *error);

#endif
