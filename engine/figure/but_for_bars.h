#ifndef ARAS_FIGURE_BUT_FOR_BARS_H
#define ARAS_FIGURE_BUT_FOR_BARS_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_BUT_FOR = 40 };

/** What becomes of the outcome when one event cannot happen. */
struct aras_but_for {
    const char *title;
    double happens;   /* share of worlds in which the event happens; NAN: not told */
    double change;    /* the outcome without the event, less that with it */
    double low, high; /* its interval; NAN: none */
    bool sure;        /* more than luck can explain, all events counted together */
};

/**
 * How much each event matters, one at a time: worlds are played again, of the same
 * luck, without it. The greatest change stands on top. Bars of changes that may be
 * luck are hollow. Events that can stand in for each other each look as if they did not
 * matter.
 *
 * The numbers are those of `struct aras_cause_effect` of analysis/causes.h: its
 * `change` and `interval`, `share` for all of them, and `happened / worlds`.
 */
struct aras_but_for_bars {
    const char *title, *subtitle;
    const char *outcome; /* "peace is signed": below the axis */
    double share;        /* the outcome with everything as it is */
    enum aras_tick_form form;
    const struct aras_but_for *event;
    size_t events; /* 1 ... 40, in any order */
};

ARAS_CHECKED enum aras_status
aras_but_for_bars_draw(struct aras_figure *figure, const struct aras_but_for_bars *data,
                       const struct aras_figure_look *look, struct aras_error *error);

#endif
