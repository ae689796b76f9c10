#ifndef ARAS_FIGURE_TWIN_TIMELINE_H
#define ARAS_FIGURE_TWIN_TIMELINE_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_TWINS = 99 };

/** One firing in both worlds, or in one. */
struct aras_twin_event {
    double a, b; /* when, in each; NAN: not in this one, but in one of them */
    const char *title;
    size_t lane;
};

/**
 * Two worlds of the same luck: in each lane what only A has stands above, what only B
 * has below, what is the same in both faint between them. Where they first part is
 * marked. What comes in both but at another time has one number twice, with a line
 * between.
 *
 * An event is `struct aras_twin` of analysis/twins.h, with the titles and actors of the
 * model; take those that differ first, and as many that are the same as there is room.
 */
struct aras_twin_timeline {
    const char *title, *subtitle;
    const char *a, *b; /* the scenarios */
    const char *const *lane;
    size_t lanes; /* 1 ... 12 */
    const struct aras_twin_event *event;
    size_t events;   /* 1 ... 99, by rising time, of each the earlier */
    double from, to; /* the span, from < to */
    struct aras_moments moments;
};

ARAS_CHECKED enum aras_status
aras_twin_timeline_draw(struct aras_figure *figure,
                        const struct aras_twin_timeline *data,
                        const struct aras_figure_look *look, struct aras_error *error);

#endif
