#ifndef ARAS_FIGURE_LANES_H
#define ARAS_FIGURE_LANES_H

#include "figure/plot.h"

enum { ARAS_MOST_LANES = 12, ARAS_MOST_TRACKS = 3, ARAS_MOST_LANE_DOTS = 198 };

enum aras_dot_shape { ARAS_DOT_FULL, ARAS_DOT_SQUARE, ARAS_DOT_HOLLOW, ARAS_DOT_FAINT };

/** Something that happened, in a lane at a time. */
struct aras_lane_dot {
    double time;
    size_t lane, track; /* track: which part of the lane, from the top */
    enum aras_dot_shape shape;
    enum aras_paint paint;
    unsigned number;   /* written in it, 1 ... 99; 0: none, of FAINT */
    const char *label; /* beside it, where there is room; NULL: none */
    const char *entry; /* else this stands in the list below, with the number; NULL */

    double x, y; /* where it is, from aras_lanes_lay on */
    bool labelled;
};

/**
 * Lanes below each other on one axis of time, with dots in them: dots that would cover
 * each other stand one above the other, and lanes are as high as that needs. Lay them,
 * draw what goes below the dots, then the dots.
 */
struct aras_lanes {
    struct aras_plot plot;
    struct aras_moments moments;
    struct aras_lane_dot *dot; /* borrowed */
    size_t dots;
    const char *const *lane;
    size_t lanes;
    double edge[ARAS_MOST_LANES + 1]; /* the upper one of each, and the lowest */
};

/** What is to be laid. */
struct aras_lanes_wish {
    const char *const *lane; /* their names */
    size_t lanes;            /* 1 ... 12 */
    size_t tracks;           /* of each lane: 1 ... 3 */
    double from, to;         /* of the axis, from < to */
    struct aras_moments moments;
    struct aras_lane_dot *dot; /* by rising time */
    size_t dots;
};

/** Lays the lanes from `figure->top` on, draws their ground and the axis' lines, and
 *  gives each dot its place. */
void aras_lanes_lay(struct aras_lanes *lanes, struct aras_figure *figure,
                    const struct aras_lanes_wish *wish);

/** An arrow from a dot to another, above those between them where all are in one row.
 */
void aras_lanes_arrow(struct aras_lanes *lanes, const struct aras_lane_dot *from,
                      const struct aras_lane_dot *to, struct aras_stroke stroke);

/** Draws the dots with their labels, the lanes' names, the axis, and the list of what
 * had no room for a label; gives where the next line of text would stand. */
double aras_lanes_dots(struct aras_lanes *lanes);

/** A day, "2026-03-08", or a number of units of time. */
void aras_lanes_date(const struct aras_moments *moments, double time, char text[32]);

#endif
