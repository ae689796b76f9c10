#ifndef ARAS_FIGURE_TORNADO_H
#define ARAS_FIGURE_TORNADO_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_SWINGS = 40 };

/** What one input does to the outcome, others at their middle. */
struct aras_swing {
    const char *title;
    double low, high; /* the outcome at the input's low, and high, value */
    const char *low_text, *high_text; /* these values: "0.1", "0.9" */
};

/** Which inputs matter most, one at a time: the greatest swing on top. It says nothing
 *  of what two inputs do together. */
struct aras_tornado {
    const char *title, *subtitle;
    const char *outcome;    /* below the axis */
    double base;            /* the outcome with all inputs at their middle */
    const char *base_title; /* or what else `base` is: "Over all worlds"; NULL */
    const struct aras_swing *swing;
    size_t swings; /* 1 ... 40, in any order */
    enum aras_tick_form form;
};

ARAS_CHECKED enum aras_status aras_tornado_draw(struct aras_figure *figure,
                                                const struct aras_tornado *data,
                                                const struct aras_figure_look *look,
                                                struct aras_error *error);

#endif
