#ifndef ARAS_FIGURE_SOBOL_BARS_H
#define ARAS_FIGURE_SOBOL_BARS_H

#include "figure/figure.h"

enum { ARAS_MOST_FACTOR_BARS = 48 };

enum aras_factor_kind {
    ARAS_FACTOR_CHANCE,    /* the luck of the draws */
    ARAS_FACTOR_PARAMETER, /* a number that is not known */
    ARAS_FACTOR_VARIANT    /* a reading of the model */
};

/** What one factor has of an outcome's variance. Intervals may be NAN: not known. */
struct aras_factor_share {
    const char *title;
    enum aras_factor_kind kind;
    double first, first_low, first_high; /* by itself */
    double total, total_low, total_high; /* by itself, and together with others */
};

/**
 * Where an outcome's variance comes from: two bars for each factor, what it explains by
 * itself (full) and in all that it has a part in (hollow), with intervals. Chance,
 * parameters and readings stand apart; in each, the greatest on top. What is had
 * together counts for each of those who have it, so the hollow bars add up to more than
 * the whole.
 *
 * The numbers are those of `struct aras_variance_factor` of analysis/variance.h; its
 * factor 0 is luck.
 */
struct aras_sobol_bars {
    const char *title, *subtitle;
    const char *outcome; /* below the axis */
    const struct aras_factor_share *factor;
    size_t factors; /* 1 ... 48, in any order */
};

ARAS_CHECKED enum aras_status aras_sobol_bars_draw(struct aras_figure *figure,
                                                   const struct aras_sobol_bars *data,
                                                   const struct aras_figure_look *look,
                                                   struct aras_error *error);

#endif
