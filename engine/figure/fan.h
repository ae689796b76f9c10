#ifndef ARAS_FIGURE_FAN_H
#define ARAS_FIGURE_FAN_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_BANDS = 4 };

/** The part in which a share of the worlds lies. */
struct aras_fan_band {
    const char *title;        /* "9 of 10 worlds" */
    const double *low, *high; /* at each time */
};

/**
 * How a quantity goes in many worlds: bands around the median, and some single worlds
 * drawn over them, since a band alone is read as the way that one world takes.
 */
struct aras_fan {
    const char *title, *subtitle;
    const char *unit;   /* of the quantity; "" */
    const double *time; /* rising, two at least */
    size_t count;
    const double *median;
    const struct aras_fan_band *band; /* the widest first */
    size_t bands;
    const double *const *world; /* single worlds, at the same times */
    size_t worlds;
    bool signed_values; /* signs mean something (`unit` says what): 0 is marked */
    struct aras_moments moments;
};

ARAS_CHECKED enum aras_status aras_fan_draw(struct aras_figure *figure,
                                            const struct aras_fan *data,
                                            const struct aras_figure_look *look,
                                            struct aras_error *error);

#endif
