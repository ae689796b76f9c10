#ifndef ARAS_FIGURE_SVG_H
#define ARAS_FIGURE_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "figure/theme.h"

/**
 * Writes the shapes of a picture as SVG. Coordinates are in pixels from the upper left
 * corner and are written with one or two decimals, so that the same picture is the
 * same text on every machine. A lack of memory is remembered by the text.
 */
struct aras_svg {
    struct aras_text text;
    enum aras_theme theme;
    bool moved;  /* a path has begun, ... */
    double x, y; /* ... and is here */
};

/** How something is drawn around: no paint draws nothing. */
struct aras_stroke {
    enum aras_paint paint;
    double width;
    const char *dash; /* as stroke-dasharray; NULL or "" for a whole line */
};

enum aras_anchor { ARAS_ANCHOR_START, ARAS_ANCHOR_MIDDLE, ARAS_ANCHOR_END };

struct aras_letter {
    double size;
    bool bold;
    enum aras_paint paint;
    enum aras_anchor anchor;
    bool halo; /* the ground around the letters, where they stand on lines */
};

/** Adds a text so that it stays a text: & < > " ' are written out, what cannot be in
 * XML or is no UTF-8 becomes U+FFFD. */
void aras_svg_escape(struct aras_text *to, const char *text);

void aras_svg_line(struct aras_svg *svg, double x1, double y1, double x2, double y2,
                   struct aras_stroke stroke);
void aras_svg_rect(struct aras_svg *svg, double x, double y, double width,
                   double height, enum aras_paint fill, struct aras_stroke stroke);
void aras_svg_circle(struct aras_svg *svg, double x, double y, double radius,
                     enum aras_paint fill, struct aras_stroke stroke);

/** The mark of series `number`, as big as a circle of that radius: a disc, a square, a
 *  triangle, a diamond, a ring, a cross. */
void aras_svg_mark(struct aras_svg *svg, size_t number, double x, double y,
                   double radius, enum aras_paint paint);

/** The head of an arrow whose point is at (x, y) and which comes from the direction of
 *  (from_x, from_y); nothing where the two are one. */
void aras_svg_arrow_head(struct aras_svg *svg, double x, double y, double from_x,
                         double from_y, double length, enum aras_paint paint);

/**
 * A path: from point to point, lifted between two parts by aras_svg_path_lift.
 *
 *     aras_svg_path_open(svg);
 *     aras_svg_path_to(svg, 0, 0);
 *     aras_svg_path_to(svg, 10, 0);
 *     aras_svg_path_end(svg, false, ARAS_PAINT_NONE, 1, stroke);
 *
 * `closed` goes back to the beginning; `opacity` is that of the filling.
 */
void aras_svg_path_open(struct aras_svg *svg);
void aras_svg_path_to(struct aras_svg *svg, double x, double y);
/** A curve from the point before to (x, y), drawn towards (x1, y1) first and coming
 * from (x2, y2): a cubic Bezier curve. */
void aras_svg_path_curve(struct aras_svg *svg, double x1, double y1, double x2,
                         double y2, double x, double y);
void aras_svg_path_lift(struct aras_svg *svg);
/** Back to the beginning of this part; the next point begins another. */
void aras_svg_path_close(struct aras_svg *svg);
void aras_svg_path_end(struct aras_svg *svg, bool closed, enum aras_paint fill,
                       double opacity, struct aras_stroke stroke);

/** A line of text with its base line at `y`. */
void aras_svg_text(struct aras_svg *svg, double x, double y, struct aras_letter letter,
                   const char *text);

/** A group of many short texts that look alike, each with its place; ended as a group.
 */
void aras_svg_letters(struct aras_svg *svg, struct aras_letter letter);
void aras_svg_letters_at(struct aras_svg *svg, double x, double y, const char *text);

/** What is drawn between the two may be told by its class in a style sheet or script.
 */
void aras_svg_group(struct aras_svg *svg, const char *class_name);
void aras_svg_group_end(struct aras_svg *svg);

#endif
