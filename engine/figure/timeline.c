#include "figure/timeline.h"

#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/lanes.h"
#include "figure/letters.h"

enum { ENTRY_SIZE = 320, SERIES_EVENT = 0, SERIES_OUTCOME = 1 };

static void make_dots(const struct aras_timeline *data, struct aras_lane_dot *dot,
                      char entry[][ENTRY_SIZE])
{
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_told *told = &data->event[i];
        char moment[ARAS_TICK_SIZE];

        aras_scale_moment(&data->moments, told->time, moment);
        snprintf(entry[i], ENTRY_SIZE, "%s: %.280s", moment, told->title);
        dot[i] = (struct aras_lane_dot){
            .time = told->time,
            .lane = told->lane,
            .shape = told->outcome ? ARAS_DOT_SQUARE : ARAS_DOT_FULL,
            .paint = (enum aras_paint)(ARAS_PAINT_SERIES +
                                       (told->outcome ? SERIES_OUTCOME : SERIES_EVENT)),
            .number = (unsigned) i + 1,
            .label = told->title,
            .entry = entry[i]};
    }
}

/* What a square and the two kinds of arrows are, as far as they are there. */
static void draw_signs(struct aras_figure *figure, const struct aras_timeline *data)
{
    static const char *const words[] = {"an outcome is reached", "was needed for",
                                        "played a part in"};
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    bool there[3] = {false, false, false};
    double x = ARAS_MARGIN;
    double y = figure->top;

    for (size_t i = 0; i < data->events; i++) {
        there[0] = there[0] || data->event[i].outcome;
    }
    for (size_t i = 0; i < data->causes; i++) {
        there[data->cause[i].needed ? 1 : 2] = true;
    }
    for (int k = 0; k < 3; k++) {
        double sign = k == 0 ? 20.0 : 32.0;
        double width = sign + aras_letters_width(words[k], letter.size, false);

        if (!there[k]) {
            continue;
        }
        if (x > ARAS_MARGIN && x + width > figure->width - ARAS_MARGIN) {
            x = ARAS_MARGIN;
            y += 18.0;
        }
        if (k == 0) {
            aras_svg_rect(&figure->svg, x, y - 6.0, 13.0, 13.0,
                          (enum aras_paint)(ARAS_PAINT_SERIES + SERIES_OUTCOME),
                          (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
        } else {
            aras_svg_line(
                &figure->svg, x, y, x + 20.0, y,
                (struct aras_stroke){ARAS_PAINT_QUIET, 1.3, k == 1 ? NULL : "3 3"});
            aras_svg_arrow_head(&figure->svg, x + 26.0, y, x, y, 7.0, ARAS_PAINT_QUIET);
        }
        aras_figure_text(figure, x + sign, y + 0.35 * letter.size, letter, words[k]);
        x += width + 18.0;
    }
    figure->top = there[0] || there[1] || there[2] ? y + 14.0 : y;
}

static void say(struct aras_figure *figure, const struct aras_timeline *data)
{
    char date[32];

    aras_text_add(&figure->summary, "%zu events, in their order.", data->events);
    for (size_t i = 0; i < data->events; i++) {
        aras_lanes_date(&data->moments, data->event[i].time, date);
        aras_text_add(&figure->summary, " %zu, %s, %s: %s.", i + 1, date,
                      data->lane[data->event[i].lane], data->event[i].title);
    }
}

/* "2, 5": the events that led to this one. */
static void list_causes(const struct aras_timeline *data, size_t event, char text[128])
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < data->causes && used + 8 < 128; i++) {
        if (data->cause[i].to == event) {
            used += (size_t) snprintf(text + used, 128 - used, "%s%zu",
                                      used == 0 ? "" : ", ", data->cause[i].from + 1);
        }
    }
}

static void tabulate(struct aras_figure *figure, const struct aras_timeline *data)
{
    static const char *const headings[] = {"number", "date",    "whose",
                                           "event",  "outcome", "after"};

    aras_figure_columns(figure, headings, 6);
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_told *told = &data->event[i];
        char date[32];
        char causes[128];

        aras_lanes_date(&data->moments, told->time, date);
        list_causes(data, i, causes);
        aras_figure_cell(figure, "%zu", i + 1);
        aras_figure_cell(figure, "%s", date);
        aras_figure_cell(figure, "%s", data->lane[told->lane]);
        aras_figure_cell(figure, "%s", told->title);
        aras_figure_cell(figure, "%s", told->outcome ? "reached" : "");
        aras_figure_cell(figure, "%s", causes);
    }
}

enum aras_status aras_timeline_draw(struct aras_figure *figure,
                                    const struct aras_timeline *data,
                                    const struct aras_figure_look *look,
                                    struct aras_error *error)
{
    struct aras_lane_dot dot[ARAS_MOST_TOLD];
    char entry[ARAS_MOST_TOLD][ENTRY_SIZE];
    struct aras_lanes lanes;

    ARAS_REQUIRE(data->events >= 1 && data->events <= ARAS_MOST_TOLD &&
                 data->causes <= ARAS_MOST_CAUSES);
    make_dots(data, dot, entry);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_signs(figure, data);
    aras_lanes_lay(&lanes, figure,
                   &(struct aras_lanes_wish){.lane = data->lane,
                                             .lanes = data->lanes,
                                             .tracks = 1,
                                             .from = data->from,
                                             .to = data->to,
                                             .moments = data->moments,
                                             .dot = dot,
                                             .dots = data->events});
    for (size_t i = 0; i < data->causes; i++) {
        const struct aras_told_cause *cause = &data->cause[i];

        ARAS_REQUIRE(cause->from < data->events && cause->to < data->events);
        aras_lanes_arrow(
            &lanes, &dot[cause->from], &dot[cause->to],
            (struct aras_stroke){ARAS_PAINT_QUIET, 1.3, cause->needed ? NULL : "3 3"});
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, aras_lanes_dots(&lanes), error);
}
