#ifndef ARAS_FIGURE_PLOT_H
#define ARAS_FIGURE_PLOT_H

#include "figure/figure.h"
#include "figure/scale.h"

/**
 * The part of a figure that has axes. x runs to the right; y runs up, so `y.start` is
 * the bottom. Views set the scales' ranges, then draw.
 */
struct aras_plot {
    struct aras_figure *figure;
    double left, top, right, bottom;
    struct aras_scale x, y;
};

/** Lays the plot into this part of the figure, with these ranges (low < high). */
void aras_plot_lay(struct aras_plot *plot, struct aras_figure *figure,
                   struct aras_room part, double x_low, double x_high, double y_low,
                   double y_high);

/** Writes the unit of the vertical axis above it, and moves `figure->top` below that.
 */
void aras_plot_y_unit(struct aras_figure *figure, const char *unit);

/** The room that the labels of a vertical axis take. */
double aras_plot_room(const struct aras_ticks *ticks);

/** Lines across the plot at the marks, and their labels to the left. */
void aras_plot_y_axis(struct aras_plot *plot, const struct aras_ticks *ticks);

/** The axis below the plot, with its marks and labels, and under them `title` (or
 * NULL). Labels that would cover each other are left out. Gives where the next line of
 * text would stand. */
double aras_plot_x_axis(struct aras_plot *plot, const struct aras_ticks *ticks,
                        const char *title);

/** Lines down the plot at the marks. */
void aras_plot_x_grid(struct aras_plot *plot, const struct aras_ticks *ticks);

/** A line through `count` points; points that are no number interrupt it. */
void aras_plot_line(struct aras_plot *plot, const double *x, const double *y,
                    size_t count, struct aras_stroke stroke);

/** The ground between two such lines. */
void aras_plot_band(struct aras_plot *plot, const double *x, const double *low,
                    const double *high, size_t count, enum aras_paint paint,
                    double opacity);

/** A label right of the plot, for a line that ends at that height. */
struct aras_plot_label {
    double y; /* on the axis */
    enum aras_paint paint;
    const char *text;
};

enum { ARAS_MOST_PLOT_LABELS = 16, ARAS_LABEL_LINES = 3 };

/** Draws labels in lines of at most `width`, three at most, spread so that none covers
 *  another, each with a thin line from its own height. */
void aras_plot_end_labels(struct aras_plot *plot, const struct aras_plot_label *labels,
                          size_t count, double width);

/** The width that such labels take, with at most `most`. */
double aras_plot_label_room(const struct aras_plot_label *labels, size_t count,
                            double most);

#endif
