#ifndef ARAS_FIGURE_LEVERAGE_MATRIX_H
#define ARAS_FIGURE_LEVERAGE_MATRIX_H

#include <stdbool.h>

#include "figure/figure.h"

enum { ARAS_MOST_ACTORS = 12 };

/** What the actor of each row can do to that of each column. */
struct aras_leverage_matrix {
    const char *title, *subtitle;
    const char *const *actor;
    size_t actors; /* 2 ... 12 */
    const double
        *value;   /* actors x actors; the diagonal is not looked at; NAN: empty */
    double limit; /* the value of the strongest colour, > 0 */
    const double *low, *high; /* of net leverage: where it lies in 8 of 10 parameter
                                 sets; NAN where not known; both NULL: nowhere */

    /* NULL: it is net leverage, who has the upper hand over whom: above 0 the row has
     * it, below 0 the column. Else it was measured, in shares of worlds that are drawn
     * as points, each with how far it may be off, half an interval. */
    const double *error;
    const bool *marked; /* of what was measured: those that get a "*" */
};

ARAS_CHECKED enum aras_status aras_leverage_matrix_draw(
    struct aras_figure *figure, const struct aras_leverage_matrix *data,
    const struct aras_figure_look *look, struct aras_error *error);

#endif
