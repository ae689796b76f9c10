#ifndef ARAS_TESTS_FIGURE_WORLD_SAMPLES_H
#define ARAS_TESTS_FIGURE_WORLD_SAMPLES_H

#include <math.h>

#include "figure/chronicle_strip.h"
#include "figure/sample_numbers.h"
#include "figure/timeline.h"
#include "figure/twin_timeline.h"

/* Made-up worlds. */

static const char *const sample_lanes[] = {"Iran",       "Russia",  "T\xC3\xBCrkiye",
                                           "Azerbaijan", "Armenia", "others"};

static inline enum aras_status sample_timeline(struct aras_figure *figure,
                                               const struct aras_figure_look *look,
                                               struct aras_error *error)
{
    static const struct aras_told events[] = {
        {0.17, "Israel and Iran strike each other", 0, true},
        {0.18, "Assad loses power", 5, true},
        {0.2, "Russian bases in Syria are given up", 1, false},
        {0.32, "Russia replaces Iranian arms by its own and others'", 1, false},
        {0.34, "Iran and Russia sign the long-term treaty", 0, true},
        {0.48, "Iran and the United States talk", 0, false},
        {0.53, "an interim accord of Iran and the United States", 0, true},
        {0.61, "relief from sanctions is felt", 0, false},
        {0.73, "Iran accuses Azerbaijan of helping Israel", 0, false},
        {0.82, "an accord: a third party runs the route", 4, true},
        {0.83, "Iran answers a step towards the corridor: offer", 0, false},
        {0.9, "Baku wants more", 3, false},
        {1.6, "Ankara opens the border", 2, false},
        {1.62, "Yerevan asks to leave the CSTO", 4, false},
        {2.4, "elections", 4, false},
        {2.41, "Moscow protests, and does no more than that", 1, false},
        {3.3, "the railway is laid", 3, false},
        {4.1, "trains run", 3, true}};
    static const struct aras_told_cause causes[] = {
        {0, 1, true},  {1, 2, true},    {2, 3, false},  {4, 5, false}, {5, 6, true},
        {6, 7, true},  {0, 8, true},    {6, 9, false},  {9, 10, true}, {9, 11, false},
        {9, 12, true}, {12, 13, false}, {13, 15, true}, {9, 16, true}, {16, 17, true}};
    const struct aras_timeline data = {
        .title = "A world in which the corridor opens by consent",
        .subtitle = "World 895 of seed 1",
        .lane = sample_lanes,
        .lanes = 6,
        .event = events,
        .events = 18,
        .from = 0.0,
        .to = 5.0,
        .cause = causes,
        .causes = 15,
        .moments = sample_moments()};

    return aras_timeline_draw(figure, &data, look, error);
}

/* Of a model without dates, in which all happens at once. */
static inline enum aras_status
sample_timeline_crowded(struct aras_figure *figure, const struct aras_figure_look *look,
                        struct aras_error *error)
{
    struct aras_told events[ARAS_MOST_TOLD];

    for (int i = 0; i < ARAS_MOST_TOLD; i++) {
        events[i] = (struct aras_told){0.01 * i, "something happens", (size_t) i % 2,
                                       i % 7 == 0};
    }

    const struct aras_timeline data = {.title = "As much as there is room for",
                                       .lane = sample_lanes,
                                       .lanes = 2,
                                       .event = events,
                                       .events = ARAS_MOST_TOLD,
                                       .from = 0.0,
                                       .to = 5.0,
                                       .moments = {.unit = "year"}};

    return aras_timeline_draw(figure, &data, look, error);
}

static inline enum aras_status sample_twin_timeline(struct aras_figure *figure,
                                                    const struct aras_figure_look *look,
                                                    struct aras_error *error)
{
    static const struct aras_twin_event events[] = {
        {0.17, 0.17, "Israel and Iran strike each other", 0},
        {0.18, 0.18, "Assad loses power", 5},
        {0.32, 0.32, "Russia replaces Iranian arms by its own and others'", 1},
        {0.33, 0.33, "Iran and Russia sign the long-term treaty", 0},
        {0.48, 0.48, "Iran and the United States talk", 0},
        {NAN, 0.8, "an accord: a third party runs the route", 4},
        {NAN, 0.83, "Iran answers a step towards the corridor: offer", 0},
        {1.5, 0.95, "Baku and Yerevan initial a treaty of peace", 3},
        {1.3, 1.3, "drones", 1},
        {1.6, NAN, "Baku masses troops on the border", 3},
        {1.61, NAN, "Iran moves troops to the Aras", 0},
        {1.64, NAN, "Moscow offers to guard the road", 1},
        {NAN, 2.1, "Ankara opens the border", 2},
        {2.7, 2.7, "elections", 4},
        {3.4, 4.4, "Yerevan leaves the CSTO", 4},
        {NAN, 4.5, "trains run", 3}};
    const struct aras_twin_timeline data = {
        .title = "One world, with and without the corridor by consent",
        .subtitle = "World 895 of seed 1",
        .a = "inertia",
        .b = "a corridor by consent, run by a third party",
        .lane = sample_lanes,
        .lanes = 6,
        .event = events,
        .events = 16,
        .from = 0.0,
        .to = 5.0,
        .moments = sample_moments()};

    return aras_twin_timeline_draw(figure, &data, look, error);
}

static inline enum aras_status
sample_chronicle_strip(struct aras_figure *figure, const struct aras_figure_look *look,
                       struct aras_error *error)
{
    enum { STRIPS = 60, MARKS = 5 };
    static const char *const endings[] = {
        "no corridor", "corridor run by a third party", "corridor under Russian guard",
        "an extraterritorial corridor, after long talks in which all had a say",
        "seized"};
    static const char *const kinds[] = {"strikes of Israel and Iran",
                                        "Assad falls",
                                        "accord with the United States",
                                        "peace is signed",
                                        "the border opens",
                                        "Armenia out of the CSTO"};
    static const size_t ending_of[] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3};
    struct aras_strip_mark mark[STRIPS][MARKS];
    struct aras_strip world[STRIPS];

    for (int w = 0; w < STRIPS; w++) {
        size_t ending = w == 41 ? 4 : ending_of[(w * 7) % 11];
        size_t marks = (size_t) (w * 5 % (MARKS + 1));

        for (size_t m = 0; m < marks; m++) {
            mark[w][m].time = sample_round(5.0 * sample_draw((uint64_t) w * 10 + m));
            mark[w][m].kind = ((size_t) w + 2 * m) % 6;
        }
        world[w] = (struct aras_strip){.world = (uint64_t) w,
                                       .ending = ending,
                                       .until = w == 17 ? 3.3 : 5.0,
                                       .mark = mark[w],
                                       .marks = marks};
    }

    const struct aras_chronicle_strip data = {
        .title = "Sixty worlds, and what happens in them",
        .subtitle = "The first 60 of 10 000, by how the quarrel over the corridor ends",
        .ending = endings,
        .endings = 5,
        .kind = kinds,
        .kinds = 6,
        .world = world,
        .worlds = STRIPS,
        .from = 0.0,
        .to = 5.0,
        .moments = sample_moments()};

    return aras_chronicle_strip_draw(figure, &data, look, error);
}

#endif
