#include "figure/lanes.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "calendar/date.h"
#include "figure/letters.h"

enum { MOST_ROWS = 24, LABEL_SIZE = 512 };

static const double usual_radius = 7.5;
static const double faint_radius = 3.0;
static const double row_height = 18.0;
static const double label_height = 15.0; /* above and below the dots of a lane */
static const double narrow = 480.0;
static const double name_height = 14.0; /* of a name above its lane */

static double radius_of(const struct aras_lane_dot *dot)
{
    return dot->shape == ARAS_DOT_FAINT ? faint_radius : usual_radius;
}

/* In which row of its track each dot stands, into `y`: the first in which it covers
 * none before it. Gives how many rows each track has. */
static void find_rows(const struct aras_lanes *lanes,
                      size_t rows[ARAS_MOST_LANES][ARAS_MOST_TRACKS])
{
    double end[ARAS_MOST_LANES][ARAS_MOST_TRACKS][MOST_ROWS];

    for (size_t i = 0; i < lanes->dots; i++) {
        struct aras_lane_dot *dot = &lanes->dot[i];
        size_t *used = &rows[dot->lane][dot->track];
        double *right = end[dot->lane][dot->track];
        double left = dot->x - radius_of(dot) - 1.5;
        size_t row = 0;

        while (row < *used && right[row] > left && row + 1 < MOST_ROWS) {
            row++;
        }
        *used = row + 1 > *used ? row + 1 : *used;
        right[row] = dot->x + radius_of(dot);
        dot->y = (double) row;
    }
}

static double name_room(const struct aras_figure *figure,
                        const struct aras_lanes_wish *wish)
{
    double room = 0.0;

    if (figure->width < narrow) {
        return 0.0;
    }
    for (size_t i = 0; i < wish->lanes; i++) {
        room =
            fmax(room, aras_letters_width(wish->lane[i], ARAS_SMALL_SIZE, true) + 1.0);
    }
    return fmin(room, 0.2 * figure->width) + 10.0;
}

/* Names stand upon what runs through the lanes. */
static void write_names(struct aras_lanes *lanes)
{
    struct aras_figure *figure = lanes->plot.figure;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double room = lanes->plot.left - usual_radius - ARAS_MARGIN - 8.0;

    letter.bold = true;
    letter.halo = true;
    for (size_t i = 0; i < lanes->lanes; i++) {
        double top = lanes->edge[i];

        if (figure->width < narrow) {
            aras_figure_block(figure, ARAS_MARGIN, top + 9.0,
                              figure->width - 2.0 * ARAS_MARGIN, 1, letter,
                              lanes->lane[i]);
        } else {
            aras_figure_block(figure, ARAS_MARGIN, (top + lanes->edge[i + 1]) / 2.0,
                              room, 2, letter, lanes->lane[i]);
        }
    }
}

/* Gives the lanes their heights and the dots theirs; draws the ground. Gives the lowest
 * edge. */
static double lay_down(struct aras_lanes *lanes, const struct aras_lanes_wish *wish,
                       double top)
{
    size_t rows[ARAS_MOST_LANES][ARAS_MOST_TRACKS] = {{0}};
    bool above = lanes->plot.figure->width < narrow;

    find_rows(lanes, rows);
    for (size_t i = 0; i < wish->lanes; i++) {
        double track[ARAS_MOST_TRACKS];
        double y = top + label_height + (above ? name_height : 0.0);
        double bottom;

        for (size_t t = 0; t < wish->tracks; t++) {
            track[t] = y;
            y += row_height * (double) rows[i][t];
        }
        bottom = fmax(y + label_height, top + 2.0 * label_height + row_height);
        aras_svg_rect(&lanes->plot.figure->svg, ARAS_MARGIN / 2.0, top,
                      lanes->plot.figure->width - ARAS_MARGIN, bottom - top,
                      i % 2 == 0 ? ARAS_PAINT_FILL : ARAS_PAINT_NONE,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        lanes->edge[i] = top;
        lanes->edge[i + 1] = bottom;
        for (size_t k = 0; k < lanes->dots; k++) {
            struct aras_lane_dot *dot = &lanes->dot[k];

            if (dot->lane == i) {
                dot->y = track[dot->track] + row_height * (dot->y + 0.5);
            }
        }
        top = bottom;
    }
    return top;
}

static double clamp(double value, double low, double high)
{
    return fmin(fmax(value, low), high);
}

void aras_lanes_lay(struct aras_lanes *lanes, struct aras_figure *figure,
                    const struct aras_lanes_wish *wish)
{
    double left = ARAS_MARGIN + name_room(figure, wish) + usual_radius;
    struct aras_room part = {left, figure->top,
                             figure->width - left - ARAS_MARGIN - usual_radius, 1.0};
    struct aras_ticks ticks;

    ARAS_REQUIRE(wish->lanes >= 1 && wish->lanes <= ARAS_MOST_LANES &&
                 wish->tracks >= 1 && wish->tracks <= ARAS_MOST_TRACKS &&
                 wish->dots <= ARAS_MOST_LANE_DOTS && wish->from < wish->to);
    *lanes = (struct aras_lanes){.lane = wish->lane,
                                 .lanes = wish->lanes,
                                 .moments = wish->moments,
                                 .dot = wish->dot,
                                 .dots = wish->dots};
    aras_plot_lay(&lanes->plot, figure, part, wish->from, wish->to, 0.0, 1.0);
    for (size_t i = 0; i < wish->dots; i++) {
        struct aras_lane_dot *dot = &wish->dot[i];

        ARAS_REQUIRE(dot->lane < wish->lanes && dot->track < wish->tracks &&
                     dot->number <= 99);
        dot->x = aras_scale_at(&lanes->plot.x, clamp(dot->time, wish->from, wish->to));
        dot->labelled = false;
    }
    lanes->plot.bottom = lay_down(lanes, wish, figure->top);
    lanes->plot.y.start = lanes->plot.bottom;
    aras_scale_moments(&ticks, &lanes->moments, wish->from, wish->to, 6);
    aras_plot_x_grid(&lanes->plot, &ticks);
}

/* The points towards which an arrow leaves a dot and from which it reaches the other:
 * above those of one row, else up or down where it is steep, across where it is not. */
struct bend {
    double x1, y1, x2, y2;
};

static struct bend bend_of(const struct aras_lane_dot *from,
                           const struct aras_lane_dot *to)
{
    double across = to->x - from->x;
    double down = to->y - from->y;

    if (fabs(down) < row_height / 2.0) {
        double up = fmin(36.0, 12.0 + 0.1 * fabs(across));

        return (struct bend){from->x + 0.25 * across, from->y - up,
                             to->x - 0.25 * across, to->y - up};
    }
    if (fabs(down) > fabs(across)) {
        /* One up and one down between the same two stand apart. */
        double bow = clamp(down / 6.0, -12.0, 12.0);

        return (struct bend){from->x + bow, from->y + 0.5 * down, to->x + bow,
                             to->y - 0.5 * down};
    }
    return (struct bend){from->x + 0.5 * across, from->y, to->x - 0.5 * across, to->y};
}

void aras_lanes_arrow(struct aras_lanes *lanes, const struct aras_lane_dot *from,
                      const struct aras_lane_dot *to, struct aras_stroke stroke)
{
    struct aras_svg *svg = &lanes->plot.figure->svg;
    struct bend bend = bend_of(from, to);
    double leave = hypot(bend.x1 - from->x, bend.y1 - from->y);
    double reach = hypot(bend.x2 - to->x, bend.y2 - to->y);

    if (leave <= 0.0 || reach <= 0.0) {
        return; /* from a dot to itself */
    }
    leave = radius_of(from) / leave;
    reach = (radius_of(to) + 1.0) / reach;

    double x = to->x + reach * (bend.x2 - to->x);
    double y = to->y + reach * (bend.y2 - to->y);

    aras_svg_path_open(svg);
    aras_svg_path_to(svg, from->x + leave * (bend.x1 - from->x),
                     from->y + leave * (bend.y1 - from->y));
    aras_svg_path_curve(svg, bend.x1, bend.y1, bend.x2, bend.y2, x, y);
    aras_svg_path_end(svg, false, ARAS_PAINT_NONE, 1.0, stroke);
    aras_svg_arrow_head(svg, x, y, bend.x2, bend.y2, 7.0, stroke.paint);
}

static void draw_dot(struct aras_figure *figure, const struct aras_lane_dot *dot)
{
    const struct aras_stroke rim = {ARAS_PAINT_PAPER, 1.5, NULL};
    const struct aras_stroke line = {dot->paint, 2.0, NULL};
    double radius = radius_of(dot);
    bool hollow = dot->shape == ARAS_DOT_HOLLOW || dot->shape == ARAS_DOT_FAINT;
    struct aras_letter letter = {.size = 9.0,
                                 .bold = true,
                                 .paint = hollow ? dot->paint : ARAS_PAINT_PAPER,
                                 .anchor = ARAS_ANCHOR_MIDDLE};
    char text[16];

    if (dot->shape == ARAS_DOT_SQUARE) {
        aras_svg_rect(&figure->svg, dot->x - radius, dot->y - radius, 2.0 * radius,
                      2.0 * radius, dot->paint, rim);
    } else if (dot->shape == ARAS_DOT_FAINT) {
        aras_svg_circle(&figure->svg, dot->x, dot->y, radius, ARAS_PAINT_PAPER,
                        (struct aras_stroke){dot->paint, 1.0, NULL});
    } else if (hollow) {
        aras_svg_circle(&figure->svg, dot->x, dot->y, radius - 1.0, ARAS_PAINT_PAPER,
                        line);
    } else {
        aras_svg_circle(&figure->svg, dot->x, dot->y, radius, dot->paint, rim);
    }
    if (dot->number > 0) {
        snprintf(text, sizeof text, "%u", dot->number);
        aras_svg_text(&figure->svg, dot->x, dot->y + 0.36 * letter.size, letter, text);
    }
}

/* Whether a label would reach out of the plot. */
static bool is_in_plot(const struct aras_lanes *lanes, struct aras_room room)
{
    return room.x >= lanes->plot.left - usual_radius &&
           room.x + room.width <= lanes->plot.figure->width - ARAS_MARGIN / 2.0;
}

/* Beside the dot, or else above or below it, where it begins with the dot's number:
 * there it may be as near to another one. */
static void label_dot(struct aras_lanes *lanes, struct aras_lane_dot *dot)
{
    enum { BESIDE = 2 };
    static const struct {
        enum aras_anchor anchor;
        double x, y;
    } at[] = {{ARAS_ANCHOR_START, 11.0, 4.0},   {ARAS_ANCHOR_END, -11.0, 4.0},
              {ARAS_ANCHOR_MIDDLE, 0.0, -10.0}, {ARAS_ANCHOR_MIDDLE, 0.0, 18.5},
              {ARAS_ANCHOR_START, -4.0, -10.0}, {ARAS_ANCHOR_START, -4.0, 18.5},
              {ARAS_ANCHOR_END, 4.0, -10.0},    {ARAS_ANCHOR_END, 4.0, 18.5}};
    struct aras_figure *figure = lanes->plot.figure;

    for (size_t i = 0; i < sizeof at / sizeof *at && !dot->labelled; i++) {
        struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, at[i].anchor);
        double x = dot->x + at[i].x;
        double y = dot->y + at[i].y;
        char text[LABEL_SIZE];

        if (i < BESIDE || dot->number == 0) {
            snprintf(text, sizeof text, "%s", dot->label);
        } else {
            snprintf(text, sizeof text, "%u: %s", dot->number, dot->label);
        }
        letter.halo = true;
        dot->labelled = is_in_plot(lanes, aras_figure_room(x, y, letter, text)) &&
                        aras_figure_try_text(figure, x, y, letter, text);
    }
}

static bool is_listed(const struct aras_lane_dot *dot)
{
    return dot->entry != NULL && !dot->labelled;
}

/* In two columns where there is room for two. */
static double write_list(struct aras_lanes *lanes, double top)
{
    struct aras_figure *figure = lanes->plot.figure;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    struct aras_letter number = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_END);
    size_t columns = figure->width < 560.0 ? 1 : 2;
    double width = (figure->width - 2.0 * ARAS_MARGIN) / (double) columns;
    size_t listed = 0;
    size_t put = 0;
    double y = top;
    double bottom = top;

    for (size_t i = 0; i < lanes->dots; i++) {
        listed += is_listed(&lanes->dot[i]) ? 1 : 0;
    }
    number.bold = true;
    for (size_t i = 0; i < lanes->dots; i++) {
        size_t column = columns * put / (listed > 0 ? listed : 1);
        double x = ARAS_MARGIN + width * (double) column;
        char text[16];

        if (!is_listed(&lanes->dot[i])) {
            continue;
        }
        if (put > 0 && column > columns * (put - 1) / listed) {
            y = top;
        }
        snprintf(text, sizeof text, "%u", lanes->dot[i].number);
        aras_figure_text(figure, x + 14.0, y, number, text);
        y = aras_figure_paragraph(figure, x + 20.0, y, width - 30.0, letter,
                                  lanes->dot[i].entry);
        bottom = fmax(bottom, y);
        put++;
    }
    return bottom;
}

double aras_lanes_dots(struct aras_lanes *lanes)
{
    struct aras_figure *figure = lanes->plot.figure;
    struct aras_ticks ticks;
    double y;

    aras_scale_moments(&ticks, &lanes->moments, lanes->plot.x.low, lanes->plot.x.high,
                       6);
    write_names(lanes);
    for (size_t i = 0; i < lanes->dots; i++) {
        const struct aras_lane_dot *dot = &lanes->dot[i];
        double radius = radius_of(dot);

        aras_places_add(&figure->places,
                        (struct aras_room){dot->x - radius, dot->y - radius,
                                           2.0 * radius, 2.0 * radius});
        draw_dot(figure, dot);
    }
    /* Squares say more than discs, and are named first. */
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < lanes->dots; i++) {
            struct aras_lane_dot *dot = &lanes->dot[i];

            if (dot->label != NULL && (dot->shape == ARAS_DOT_SQUARE) == (round == 0)) {
                label_dot(lanes, dot);
            }
        }
    }
    y = aras_plot_x_axis(&lanes->plot, &ticks,
                         lanes->moments.dated ? NULL : lanes->moments.unit);
    return write_list(lanes, y + 2.0);
}

void aras_lanes_date(const struct aras_moments *moments, double time, char text[32])
{
    double day = moments->start + time * moments->days_per_unit;

    if (moments->dated && day > -135080.0 && day < 376100.0) {
        char date[11];

        aras_date_write((int) floor(day), date);
        snprintf(text, 32, "%s", date);
    } else {
        snprintf(text, 32, "%.4g", time);
    }
}
