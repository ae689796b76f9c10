#include "figure/plot.h"

#include <math.h>

#include "figure/letters.h"

static const struct aras_stroke no_stroke = {ARAS_PAINT_NONE, 0.0, NULL};
static const struct aras_stroke grid = {ARAS_PAINT_GRID, 1.0, NULL};
static const struct aras_stroke axis = {ARAS_PAINT_AXIS, 1.0, NULL};
static const double gap = 6.0; /* between an axis and its labels */

void aras_plot_lay(struct aras_plot *plot, struct aras_figure *figure,
                   struct aras_room part, double x_low, double x_high, double y_low,
                   double y_high)
{
    *plot = (struct aras_plot){
        .figure = figure,
        .left = part.x,
        .top = part.y,
        .right = part.x + part.width,
        .bottom = part.y + part.height,
        .x = {x_low, x_high, part.x, part.x + part.width},
        .y = {y_low, y_high, part.y + part.height, part.y},
    };
    figure->plot = part;
}

void aras_plot_y_unit(struct aras_figure *figure, const char *unit)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);

    if (unit[0] != '\0') {
        figure->top =
            aras_figure_paragraph(figure, ARAS_MARGIN, figure->top,
                                  figure->width - 2.0 * ARAS_MARGIN, letter, unit);
    }
}

double aras_plot_room(const struct aras_ticks *ticks)
{
    double most = 0.0;

    for (size_t i = 0; i < ticks->count; i++) {
        most = fmax(most, aras_letters_width(ticks->label[i], ARAS_SMALL_SIZE, false));
    }
    return most + gap;
}

void aras_plot_y_axis(struct aras_plot *plot, const struct aras_ticks *ticks)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_END);

    aras_svg_group(&plot->figure->svg, "axis");
    for (size_t i = 0; i < ticks->count; i++) {
        double y = aras_scale_at(&plot->y, ticks->at[i]);

        aras_svg_line(&plot->figure->svg, plot->left, y, plot->right, y, grid);
        aras_figure_try_text(plot->figure, plot->left - gap, y + 0.35 * letter.size,
                             letter, ticks->label[i]);
    }
    aras_svg_group_end(&plot->figure->svg);
}

/* Labels at the ends of an axis lean inwards rather than out of the figure. */
static void put_tick(struct aras_plot *plot, double x, double y,
                     struct aras_letter letter, const char *label)
{
    double width = aras_letters_width(label, letter.size, letter.bold);
    double edge = plot->figure->width;

    x = fmin(fmax(x, width / 2.0), edge - width / 2.0);
    aras_figure_try_text(plot->figure, x, y, letter, label);
}

double aras_plot_x_axis(struct aras_plot *plot, const struct aras_ticks *ticks,
                        const char *title)
{
    struct aras_letter letter =
        aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_MIDDLE);
    double y = plot->bottom + gap + letter.size;

    aras_svg_group(&plot->figure->svg, "axis");
    aras_svg_line(&plot->figure->svg, plot->left, plot->bottom, plot->right,
                  plot->bottom, axis);
    for (size_t i = 0; i < ticks->count; i++) {
        double x = aras_scale_at(&plot->x, ticks->at[i]);

        aras_svg_line(&plot->figure->svg, x, plot->bottom, x, plot->bottom + 4.0, axis);
        put_tick(plot, x, y, letter, ticks->label[i]);
    }
    aras_svg_group_end(&plot->figure->svg);
    y += 1.5 * letter.size;
    if (title == NULL || title[0] == '\0') {
        return y;
    }
    letter.anchor = ARAS_ANCHOR_START;
    return aras_figure_paragraph(plot->figure, plot->left, y,
                                 plot->figure->width - plot->left - ARAS_MARGIN, letter,
                                 title);
}

void aras_plot_x_grid(struct aras_plot *plot, const struct aras_ticks *ticks)
{
    for (size_t i = 0; i < ticks->count; i++) {
        double x = aras_scale_at(&plot->x, ticks->at[i]);

        aras_svg_line(&plot->figure->svg, x, plot->top, x, plot->bottom, grid);
    }
}

void aras_plot_line(struct aras_plot *plot, const double *x, const double *y,
                    size_t count, struct aras_stroke stroke)
{
    struct aras_svg *svg = &plot->figure->svg;

    aras_svg_path_open(svg);
    for (size_t i = 0; i < count; i++) {
        if (isfinite(x[i]) && isfinite(y[i])) {
            aras_svg_path_to(svg, aras_scale_at(&plot->x, x[i]),
                             aras_scale_at(&plot->y, y[i]));
        } else {
            aras_svg_path_lift(svg);
        }
    }
    aras_svg_path_end(svg, false, ARAS_PAINT_NONE, 1.0, stroke);
}

void aras_plot_band(struct aras_plot *plot, const double *x, const double *low,
                    const double *high, size_t count, enum aras_paint paint,
                    double opacity)
{
    struct aras_svg *svg = &plot->figure->svg;

    aras_svg_path_open(svg);
    for (size_t i = 0; i < count; i++) {
        aras_svg_path_to(svg, aras_scale_at(&plot->x, x[i]),
                         aras_scale_at(&plot->y, high[i]));
    }
    for (size_t i = count; i > 0; i--) {
        aras_svg_path_to(svg, aras_scale_at(&plot->x, x[i - 1]),
                         aras_scale_at(&plot->y, low[i - 1]));
    }
    aras_svg_path_end(svg, true, paint, opacity, no_stroke);
}

double aras_plot_label_room(const struct aras_plot_label *labels, size_t count,
                            double most)
{
    double room = 0.0;

    for (size_t i = 0; i < count; i++) {
        room = fmax(room, aras_letters_width(labels[i].text, ARAS_SMALL_SIZE, false));
    }
    return fmin(room, most);
}

void aras_plot_end_labels(struct aras_plot *plot, const struct aras_plot_label *labels,
                          size_t count, double width)
{
    static const double leader = 14.0;
    double middle[ARAS_MOST_PLOT_LABELS];
    double height = 1.15 * ARAS_SMALL_SIZE;
    size_t lines = 1;

    count = count < ARAS_MOST_PLOT_LABELS ? count : ARAS_MOST_PLOT_LABELS;
    for (size_t i = 0; i < count; i++) {
        struct aras_letter letter =
            aras_figure_letter(labels[i].paint, ARAS_ANCHOR_START);
        size_t needed =
            aras_figure_lines(letter, labels[i].text, width, ARAS_LABEL_LINES);

        middle[i] = aras_scale_at(&plot->y, labels[i].y);
        lines = needed > lines ? needed : lines;
    }
    /* All are as high as the highest, if there is room for that. */
    while (lines > 1 &&
           height * (double) (lines * count) > plot->bottom - plot->top + height) {
        lines--;
    }
    height *= (double) lines;
    aras_places_spread(middle, count, height, plot->top - height / 2.0,
                       plot->bottom + height / 2.0);
    for (size_t i = 0; i < count; i++) {
        struct aras_letter letter =
            aras_figure_letter(labels[i].paint, ARAS_ANCHOR_START);
        double y = aras_scale_at(&plot->y, labels[i].y);

        aras_svg_line(&plot->figure->svg, plot->right + 2.0, y, plot->right + leader,
                      middle[i], (struct aras_stroke){labels[i].paint, 1.0, NULL});
        aras_figure_block(plot->figure, plot->right + leader + 3.0, middle[i], width,
                          lines, letter, labels[i].text);
    }
}
