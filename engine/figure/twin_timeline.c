#include "figure/twin_timeline.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/lanes.h"
#include "figure/letters.h"

enum { ENTRY_SIZE = 400, SERIES_A = 1, SERIES_B = 0, TRACK_A = 0, TRACK_BOTH, TRACK_B };

static const enum aras_paint paint_a = (enum aras_paint)(ARAS_PAINT_SERIES + SERIES_A);
static const enum aras_paint paint_b = (enum aras_paint)(ARAS_PAINT_SERIES + SERIES_B);

struct pair {
    struct aras_lane_dot dot[ARAS_MOST_LANE_DOTS];
    size_t dots;
    char entry[ARAS_MOST_TWINS][ENTRY_SIZE];
    size_t differences, same;
    double first; /* when they part; NAN: never */
};

static bool is_same(const struct aras_twin_event *event)
{
    return event->a == event->b;
}

static double earlier(const struct aras_twin_event *event)
{
    return fmin(event->a, event->b); /* NAN counts as none */
}

/* Keeps the dots in the order of their times. */
static void add_dot(struct pair *pair, struct aras_lane_dot dot)
{
    size_t at = pair->dots++;

    for (; at > 0 && pair->dot[at - 1].time > dot.time; at--) {
        pair->dot[at] = pair->dot[at - 1];
    }
    pair->dot[at] = dot;
}

/* "Mar 2026, in A only: the corridor opens". */
static void write_entry(const struct aras_twin_timeline *data,
                        const struct aras_twin_event *event, char entry[ENTRY_SIZE])
{
    char a[ARAS_TICK_SIZE];
    char b[ARAS_TICK_SIZE];

    aras_scale_moment(&data->moments, event->a, a);
    aras_scale_moment(&data->moments, event->b, b);
    if (isnan(event->b)) {
        snprintf(entry, ENTRY_SIZE, "%s, in A only: %.280s", a, event->title);
    } else if (isnan(event->a)) {
        snprintf(entry, ENTRY_SIZE, "%s, in B only: %.280s", b, event->title);
    } else if (strcmp(a, b) == 0) {
        snprintf(entry, ENTRY_SIZE, "%s in both: %.280s", a, event->title);
    } else {
        snprintf(entry, ENTRY_SIZE, "%s in A, %s in B: %.280s", a, b, event->title);
    }
}

static void add_difference(struct pair *pair, const struct aras_twin_timeline *data,
                           const struct aras_twin_event *event)
{
    char *entry = pair->entry[pair->differences++];
    struct aras_lane_dot dot = {.lane = event->lane,
                                .number = (unsigned) pair->differences,
                                .label = event->title,
                                .entry = entry};
    bool a_named = isnan(event->b) || event->a < event->b;

    write_entry(data, event, entry);
    if (!isnan(event->a)) {
        struct aras_lane_dot in_a = dot;

        in_a.time = event->a;
        in_a.track = TRACK_A;
        in_a.shape = ARAS_DOT_HOLLOW;
        in_a.paint = paint_a;
        in_a.label = a_named ? dot.label : NULL;
        in_a.entry = a_named ? dot.entry : NULL;
        add_dot(pair, in_a);
    }
    if (!isnan(event->b)) {
        struct aras_lane_dot in_b = dot;

        in_b.time = event->b;
        in_b.track = TRACK_B;
        in_b.paint = paint_b;
        in_b.label = a_named ? NULL : dot.label;
        in_b.entry = a_named ? NULL : dot.entry;
        add_dot(pair, in_b);
    }
}

static void make_dots(struct pair *pair, const struct aras_twin_timeline *data)
{
    pair->first = NAN;
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_twin_event *event = &data->event[i];

        ARAS_REQUIRE(!isnan(earlier(event)));
        if (is_same(event)) {
            pair->same++;
            add_dot(pair, (struct aras_lane_dot){.time = event->a,
                                                 .lane = event->lane,
                                                 .track = TRACK_BOTH,
                                                 .shape = ARAS_DOT_FAINT,
                                                 .paint = ARAS_PAINT_QUIET});
        } else {
            pair->first = fmin(pair->first, earlier(event));
            add_difference(pair, data, event);
        }
    }
}

/* A ring, a disc and a small ring, with what they stand for. */
static void draw_signs(struct aras_figure *figure,
                       const struct aras_twin_timeline *data)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double most = figure->width - 2.0 * ARAS_MARGIN - 20.0;
    double x = ARAS_MARGIN + 8.0;
    double y = figure->top;

    for (int k = 0; k < 3; k++) {
        char whole[256];
        char text[256];
        double width;

        snprintf(whole, sizeof whole, "%s%.200s",
                 k == 0   ? "A: "
                 : k == 1 ? "B: "
                          : "the same in both",
                 k == 0   ? data->a
                 : k == 1 ? data->b
                          : "");
        aras_letters_cut(text, sizeof text, whole, letter.size, false, most);
        width = aras_letters_width(text, letter.size, false);
        if (k > 0 && x + 14.0 + width > figure->width - ARAS_MARGIN) {
            x = ARAS_MARGIN + 8.0;
            y += 19.0;
        }
        if (k == 0) {
            aras_svg_circle(&figure->svg, x, y, 6.5, ARAS_PAINT_PAPER,
                            (struct aras_stroke){paint_a, 2.0, NULL});
        } else if (k == 1) {
            aras_svg_circle(&figure->svg, x, y, 7.5, paint_b,
                            (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        } else {
            aras_svg_circle(&figure->svg, x, y, 3.0, ARAS_PAINT_PAPER,
                            (struct aras_stroke){ARAS_PAINT_QUIET, 1.0, NULL});
        }
        aras_figure_text(figure, x + 13.0, y + 0.35 * letter.size, letter, text);
        x += width + 38.0;
    }
    figure->top = y + 16.0;
}

/* A line down all lanes, with the month above them. */
static void mark_first(struct aras_lanes *lanes, double first, double top)
{
    struct aras_figure *figure = lanes->plot.figure;
    double x = aras_scale_at(&lanes->plot.x, first);
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    char moment[ARAS_TICK_SIZE];
    char text[64];
    double width;

    aras_scale_moment(&lanes->moments, first, moment);
    snprintf(text, sizeof text, "they part in %s", moment);
    letter.bold = true;
    width = aras_letters_width(text, letter.size, true);
    aras_figure_text(figure, fmin(x, figure->width - ARAS_MARGIN - width), top - 6.0,
                     letter, text);
    aras_svg_line(&figure->svg, x, top - 3.0, x, lanes->plot.bottom,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.5, "6 3"});
}

/* Between the two dots of what comes in both worlds at other times. */
static void tie_pairs(struct aras_lanes *lanes)
{
    for (size_t i = 0; i < lanes->dots; i++) {
        for (size_t k = i + 1; k < lanes->dots; k++) {
            const struct aras_lane_dot *one = &lanes->dot[i];
            const struct aras_lane_dot *other = &lanes->dot[k];

            if (one->number > 0 && one->number == other->number) {
                aras_svg_line(&lanes->plot.figure->svg, one->x, one->y, other->x,
                              other->y,
                              (struct aras_stroke){ARAS_PAINT_AXIS, 1.0, "2 2"});
            }
        }
    }
}

static void say(struct aras_figure *figure, const struct aras_twin_timeline *data,
                const struct pair *pair)
{
    char date[32];

    aras_text_add(&figure->summary, "The same luck under \"%s\" (A) and \"%s\" (B).",
                  data->a, data->b);
    if (isnan(pair->first)) {
        aras_text_add(&figure->summary, " All that happens is the same in both.");
        return;
    }
    aras_lanes_date(&data->moments, pair->first, date);
    aras_text_add(&figure->summary,
                  " They part on %s; %zu events differ, %zu are the same.", date,
                  pair->differences, pair->same);
    for (size_t i = 0; i < pair->differences; i++) {
        aras_text_add(&figure->summary, " %s.", pair->entry[i]);
    }
}

static void put_date(struct aras_figure *figure, const struct aras_twin_timeline *data,
                     double time)
{
    char date[32] = "";

    if (!isnan(time)) {
        aras_lanes_date(&data->moments, time, date);
    }
    aras_figure_cell(figure, "%s", date);
}

static void tabulate(struct aras_figure *figure, const struct aras_twin_timeline *data)
{
    static const char *const headings[] = {"event", "whose", "in A", "in B"};

    aras_figure_columns(figure, headings, 4);
    for (size_t i = 0; i < data->events; i++) {
        aras_figure_cell(figure, "%s", data->event[i].title);
        aras_figure_cell(figure, "%s", data->lane[data->event[i].lane]);
        put_date(figure, data, data->event[i].a);
        put_date(figure, data, data->event[i].b);
    }
}

enum aras_status aras_twin_timeline_draw(struct aras_figure *figure,
                                         const struct aras_twin_timeline *data,
                                         const struct aras_figure_look *look,
                                         struct aras_error *error)
{
    struct pair pair = {.dots = 0};
    struct aras_lanes lanes;
    double top;

    ARAS_REQUIRE(data->events >= 1 && data->events <= ARAS_MOST_TWINS);
    make_dots(&pair, data);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_signs(figure, data);
    figure->top += isnan(pair.first) ? 0.0 : 14.0;
    top = figure->top;
    aras_lanes_lay(&lanes, figure,
                   &(struct aras_lanes_wish){.lane = data->lane,
                                             .lanes = data->lanes,
                                             .tracks = 3,
                                             .from = data->from,
                                             .to = data->to,
                                             .moments = data->moments,
                                             .dot = pair.dot,
                                             .dots = pair.dots});
    if (!isnan(pair.first)) {
        mark_first(&lanes, pair.first, top);
    }
    tie_pairs(&lanes);
    say(figure, data, &pair);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_lanes_dots(&lanes), error);
}
