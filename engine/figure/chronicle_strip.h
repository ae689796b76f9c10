#ifndef ARAS_FIGURE_CHRONICLE_STRIP_H
#define ARAS_FIGURE_CHRONICLE_STRIP_H

#include <stdint.h>

#include "figure/figure.h"
#include "figure/scale.h"

enum { ARAS_MOST_STRIPS = 200, ARAS_MOST_STRIP_KINDS = 6, ARAS_MOST_STRIP_ENDINGS = 8 };

struct aras_strip_mark {
    double time;
    size_t kind;
};

/** One world as a thin row. */
struct aras_strip {
    uint64_t
        world; /* its number, by which it can be told: aras explain --replication */
    size_t ending;
    double until; /* the world goes on to there */
    const struct aras_strip_mark *mark;
    size_t marks;
};

/**
 * How worlds differ: many of them below each other, what happened in each as marks,
 * sorted by how they end, and then by what came first. Fifty rows can be told apart;
 * take the first worlds of a run, which are as good as any that are drawn, and say so.
 *
 * Endings are the options of a category or whether an outcome came; marks are the
 * events that the reader is to look for, from `struct aras_chronicle`
 * (analysis/chronicle.h) or the times of outcomes of a run.
 */
struct aras_chronicle_strip {
    const char *title, *subtitle;
    const char *const *ending; /* from the top down */
    size_t endings;            /* 1 ... 8 */
    const char *const *kind;
    size_t kinds; /* 1 ... 6 */
    const struct aras_strip *world;
    size_t worlds;   /* 1 ... 200, in any order */
    double from, to; /* the span, from < to */
    struct aras_moments moments;
};

ARAS_CHECKED enum aras_status aras_chronicle_strip_draw(
    struct aras_figure *figure, const struct aras_chronicle_strip *data,
    const struct aras_figure_look *look, struct aras_error *error);

#endif
