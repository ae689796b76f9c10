#include "figure/chronicle_strip.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/lanes.h"
#include "figure/legend_row.h"
#include "figure/letters.h"
#include "figure/plot.h"

enum { TEXT_SIZE = 256 };

static const double rows_height = 440.0; /* of all worlds, about */
static const double least_row = 4.0;
static const double most_row = 12.0;
static const double narrow = 480.0;
static const double label_line = 15.0;
static const double group_gap = 6.0;

static double first_time(const struct aras_strip *world)
{
    double first = INFINITY;

    for (size_t i = 0; i < world->marks; i++) {
        first = fmin(first, world->mark[i].time);
    }
    return first;
}

static bool comes_before(const struct aras_strip *a, const struct aras_strip *b)
{
    if (a->ending != b->ending) {
        return a->ending < b->ending;
    }
    if (first_time(a) != first_time(b)) {
        return first_time(a) < first_time(b);
    }
    return a->world < b->world;
}

static void sort(const struct aras_chronicle_strip *data,
                 const struct aras_strip *order[ARAS_MOST_STRIPS])
{
    for (size_t i = 0; i < data->worlds; i++) {
        size_t at = i;

        for (; at > 0 && comes_before(&data->world[i], order[at - 1]); at--) {
            order[at] = order[at - 1];
        }
        order[at] = &data->world[i];
    }
}

static size_t count_ending(const struct aras_chronicle_strip *data, size_t ending)
{
    size_t count = 0;

    for (size_t i = 0; i < data->worlds; i++) {
        count += data->world[i].ending == ending ? 1 : 0;
    }
    return count;
}

static void write_label(const struct aras_chronicle_strip *data, size_t ending,
                        char text[TEXT_SIZE])
{
    snprintf(text, TEXT_SIZE, "%zu of %zu: %.200s", count_ending(data, ending),
             data->worlds, data->ending[ending]);
}

static double row_of(const struct aras_chronicle_strip *data)
{
    return fmax(least_row, fmin(most_row, rows_height / (double) data->worlds));
}

/* Of an ending with its label; in narrow figures that stands above its worlds. */
static double group_height(const struct aras_chronicle_strip *data, size_t ending,
                           bool above)
{
    double rows = row_of(data) * (double) count_ending(data, ending);

    return above ? rows + label_line + 3.0 : fmax(rows, 2.0 * label_line);
}

static double label_room(const struct aras_figure *figure,
                         const struct aras_chronicle_strip *data)
{
    double room = 0.0;
    char text[TEXT_SIZE];

    if (figure->width < narrow) {
        return 0.0;
    }
    for (size_t e = 0; e < data->endings; e++) {
        write_label(data, e, text);
        room = fmax(room, aras_letters_width(text, ARAS_SMALL_SIZE, false) + 1.0);
    }
    return fmin(room, 0.26 * figure->width) + 10.0;
}

static void draw_world(struct aras_plot *plot, const struct aras_strip *world, double y,
                       double row)
{
    struct aras_svg *svg = &plot->figure->svg;
    double end = aras_scale_at(&plot->x, fmin(world->until, plot->x.high));

    aras_svg_line(svg, plot->left, y, end, y,
                  (struct aras_stroke){ARAS_PAINT_GRID, 1.0, NULL});
    for (size_t i = 0; i < world->marks; i++) {
        const struct aras_strip_mark *mark = &world->mark[i];
        double time = fmin(fmax(mark->time, plot->x.low), plot->x.high);

        aras_svg_mark(svg, mark->kind, aras_scale_at(&plot->x, time), y,
                      fmin(4.2, 0.5 * row),
                      (enum aras_paint)(ARAS_PAINT_SERIES + mark->kind % ARAS_SERIES));
    }
}

static void draw_label(struct aras_figure *figure,
                       const struct aras_chronicle_strip *data, size_t ending,
                       double top, double height, double room)
{
    bool above = figure->width < narrow;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    size_t lines = (size_t) fmin(4.0, height / label_line);
    char text[TEXT_SIZE];

    write_label(data, ending, text);
    aras_figure_block(figure, ARAS_MARGIN, above ? top + 10.0 : top + height / 2.0,
                      above ? figure->width - 2.0 * ARAS_MARGIN : room - 10.0,
                      above ? 1 : lines, letter, text);
}

static void draw_groups(struct aras_plot *plot, const struct aras_chronicle_strip *data,
                        const struct aras_strip *const *order, double room)
{
    struct aras_figure *figure = plot->figure;
    bool above = figure->width < narrow;
    double row = row_of(data);
    double top = plot->top;
    size_t next = 0;

    for (size_t e = 0; e < data->endings; e++) {
        double height = group_height(data, e, above);
        double rows = row * (double) count_ending(data, e);
        double y = above ? top + label_line + 3.0 : top + (height - rows) / 2.0;

        aras_svg_rect(&figure->svg, ARAS_MARGIN / 2.0, top - group_gap / 2.0,
                      figure->width - ARAS_MARGIN, height + group_gap,
                      e % 2 == 0 ? ARAS_PAINT_FILL : ARAS_PAINT_PAPER,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        draw_label(figure, data, e, top, height, room);
        for (; next < data->worlds && order[next]->ending == e; next++) {
            draw_world(plot, order[next], y + row / 2.0, row);
            y += row;
        }
        top += height + group_gap;
    }
}

static void draw_kinds(struct aras_figure *figure,
                       const struct aras_chronicle_strip *data)
{
    struct aras_legend_entry entry[ARAS_MOST_STRIP_KINDS];

    for (size_t k = 0; k < data->kinds; k++) {
        entry[k] = (struct aras_legend_entry){k, false, true, data->kind[k]};
    }
    aras_legend_row_draw(figure, entry, data->kinds);
    figure->top += 4.0;
}

/* When something of a kind first happens in a world; NAN: never. */
static double time_of(const struct aras_strip *world, size_t kind)
{
    double first = NAN;

    for (size_t i = 0; i < world->marks; i++) {
        if (world->mark[i].kind == kind) {
            first = fmin(first, world->mark[i].time);
        }
    }
    return first;
}

static void say(struct aras_figure *figure, const struct aras_chronicle_strip *data)
{
    aras_text_add(&figure->summary, "%zu worlds.", data->worlds);
    for (size_t e = 0; e < data->endings; e++) {
        aras_text_add(&figure->summary, " %s: %zu.", data->ending[e],
                      count_ending(data, e));
    }
    for (size_t k = 0; k < data->kinds; k++) {
        size_t count = 0;

        for (size_t i = 0; i < data->worlds; i++) {
            count += isnan(time_of(&data->world[i], k)) ? 0 : 1;
        }
        aras_text_add(&figure->summary, " Marks of \"%s\" in %zu worlds.",
                      data->kind[k], count);
    }
}

static void tabulate(struct aras_figure *figure,
                     const struct aras_chronicle_strip *data,
                     const struct aras_strip *const *order)
{
    const char *heading[ARAS_MOST_STRIP_KINDS + 2] = {"world", "ending"};

    for (size_t k = 0; k < data->kinds; k++) {
        heading[k + 2] = data->kind[k];
    }
    aras_figure_columns(figure, heading, data->kinds + 2);
    for (size_t i = 0; i < data->worlds; i++) {
        aras_figure_cell(figure, "%llu", (unsigned long long) order[i]->world);
        aras_figure_cell(figure, "%s", data->ending[order[i]->ending]);
        for (size_t k = 0; k < data->kinds; k++) {
            double time = time_of(order[i], k);
            char date[32] = "";

            if (!isnan(time)) {
                aras_lanes_date(&data->moments, time, date);
            }
            aras_figure_cell(figure, "%s", date);
        }
    }
}

enum aras_status aras_chronicle_strip_draw(struct aras_figure *figure,
                                           const struct aras_chronicle_strip *data,
                                           const struct aras_figure_look *look,
                                           struct aras_error *error)
{
    const struct aras_strip *order[ARAS_MOST_STRIPS];
    struct aras_ticks ticks;
    struct aras_plot plot;
    struct aras_room part;
    double room;

    ARAS_REQUIRE(data->worlds >= 1 && data->worlds <= ARAS_MOST_STRIPS &&
                 data->endings >= 1 && data->endings <= ARAS_MOST_STRIP_ENDINGS &&
                 data->kinds >= 1 && data->kinds <= ARAS_MOST_STRIP_KINDS);
    sort(data, order);
    ARAS_REQUIRE(order[data->worlds - 1]->ending < data->endings);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_kinds(figure, data);
    room = label_room(figure, data);
    part.x = ARAS_MARGIN + room;
    part.y = figure->top;
    part.width = figure->width - part.x - ARAS_MARGIN;
    part.height = 0.0;
    for (size_t e = 0; e < data->endings; e++) {
        part.height += group_height(data, e, figure->width < narrow) + group_gap;
    }
    aras_plot_lay(&plot, figure, part, data->from, data->to, 0.0, 1.0);
    draw_groups(&plot, data, order, room);
    aras_scale_moments(&ticks, &data->moments, data->from, data->to, 6);
    say(figure, data);
    tabulate(figure, data, order);
    return aras_figure_end(
        figure,
        aras_plot_x_axis(&plot, &ticks,
                         data->moments.dated ? NULL : data->moments.unit),
        error);
}
