#ifndef ARAS_FIGURE_TIMELINE_H
#define ARAS_FIGURE_TIMELINE_H

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_TOLD = 99, ARAS_MOST_CAUSES = 300 };

struct aras_told {
    double time;
    const char *title;
    size_t lane;
    bool outcome; /* an outcome became true by it: drawn as a square */
};

/** An arrow: the numbers of the events. */
struct aras_told_cause {
    size_t from, to;
    bool needed; /* without it the other could not have happened; else it moved it */
};

/**
 * One world: a lane for each actor, its events as numbered dots, what led to what as
 * arrows: whole ones for what was needed, dashed ones for what but played a part. What
 * has no room beside its dot stands in a list below.
 *
 * An event is `struct aras_happening` of analysis/chronicle.h: its `time`, the `title`
 * and first actor of its event of the model, `turned_count > 0`; a cause is one of its
 * `links`. A chronicle may hold more of either than can be read: take what led to the
 * endings (`chain` of `struct aras_ending`), or the first of an event.
 */
struct aras_timeline {
    const char *title, *subtitle;
    const char *const *lane; /* actors, and one for what is nobody's */
    size_t lanes;            /* 1 ... 12 */
    const struct aras_told *event;
    size_t events;   /* 1 ... 99, by rising time */
    double from, to; /* the span, from < to */
    const struct aras_told_cause *cause;
    size_t causes; /* 0 ... 300 */
    struct aras_moments moments;
};

ARAS_CHECKED enum aras_status aras_timeline_draw(struct aras_figure *figure,
                                                 const struct aras_timeline *data,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error);

#endif
