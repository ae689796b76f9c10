/* Pictures of what switched and what shifted between two runs. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/alluvial.h"
#include "figure/quantile_shift.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/picture.h"
#include "report/picture_ways.h"

/* --- which worlds end otherwise --------------------------------------------------- */

struct river {
    uint64_t *worlds;    /* ways x ways */
    uint64_t *in_either; /* by way: worlds that end so in A or B */
    uint64_t drawn[ARAS_MOST_PICTURED_WAYS * ARAS_MOST_PICTURED_WAYS];
    uint64_t count, switched;
};

static void count_sides(struct river *river, size_t ways)
{
    for (size_t a = 0; a < ways; a++) {
        for (size_t b = 0; b < ways; b++) {
            uint64_t worlds = river->worlds[a * ways + b];

            river->in_either[a] += worlds;
            river->in_either[b] += a == b ? 0 : worlds;
            river->switched += a == b ? 0 : worlds;
        }
    }
}

/* Ways that are drawn as one count as one. */
static void join(struct river *river, const struct aras_picture_ways *drawn,
                 size_t ways)
{
    for (size_t a = 0; a < ways; a++) {
        for (size_t b = 0; b < ways; b++) {
            river->drawn[drawn->place[a] * drawn->count + drawn->place[b]] +=
                river->worlds[a * ways + b];
        }
    }
}

static enum aras_status draw_river(const struct aras_picture *picture,
                                   const struct aras_picture_switches *switches,
                                   const struct aras_picture_ways *drawn,
                                   const struct river *river, struct aras_error *error)
{
    const struct aras_outcome *outcome =
        &switches->a->model->outcomes[switches->outcome];
    char title[320];
    char subtitle[512];
    char worlds[256];

    aras_picture_name_worlds(switches->a, switches->reading, worlds);
    snprintf(title, sizeof title, "Which worlds end otherwise: %.290s", outcome->title);
    snprintf(
        subtitle, sizeof subtitle,
        "%s, each with the same luck in both; %s end otherwise", worlds,
        aras_number_counted((double) river->switched / (double) river->count).text);
    return aras_alluvial_draw(picture->figure,
                              &(struct aras_alluvial){.title = title,
                                                      .subtitle = subtitle,
                                                      .a = switches->a->name,
                                                      .b = switches->b->name,
                                                      .ending = drawn->title,
                                                      .endings = drawn->count,
                                                      .worlds = river->drawn},
                              picture->look, error);
}

static enum aras_status find_river(const struct aras_picture_switches *switches,
                                   struct river *river, struct aras_picture_ways *drawn,
                                   struct aras_error *error)
{
    const struct aras_outcome *outcome =
        &switches->a->model->outcomes[switches->outcome];
    size_t ways = aras_ways_of(outcome);

    river->count = aras_ways_switched(outcome, switches->columns_a, switches->columns_b,
                                      0, switches->reading, river->worlds);
    if (river->count == 0) {
        return aras_error_set(error, ARAS_INVALID, "no world of both tells of '%s'",
                              outcome->id);
    }
    count_sides(river, ways);
    if (aras_picture_ways_choose(drawn, outcome, river->in_either, error) != ARAS_OK) {
        return error->status;
    }
    if (drawn->count < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "all worlds of both end alike in '%s' (%s): there is "
                              "nothing to switch",
                              outcome->id, drawn->title[0]);
    }
    join(river, drawn, ways);
    return ARAS_OK;
}

enum aras_status aras_picture_alluvial(const struct aras_picture *picture,
                                       const struct aras_picture_switches *switches,
                                       struct aras_error *error)
{
    size_t ways = aras_ways_of(&switches->a->model->outcomes[switches->outcome]);
    struct aras_picture_ways drawn = {.count = 0};
    struct river river = {.worlds = calloc(ways * ways + 1, sizeof *river.worlds),
                          .in_either = calloc(ways + 1, sizeof *river.in_either)};
    enum aras_status status =
        river.worlds == NULL || river.in_either == NULL
            ? aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture")
            : find_river(switches, &river, &drawn, error);

    if (status == ARAS_OK) {
        status = draw_river(picture, switches, &drawn, &river, error);
    }
    free(river.worlds);
    free(river.in_either);
    aras_picture_ways_free(&drawn);
    return status;
}

/* --- what part of a distribution moved -------------------------------------------- */

static enum aras_status check_detail(const struct aras_detail *detail,
                                     const struct aras_outcome *outcome,
                                     struct aras_error *error)
{
    if (detail == NULL || !aras_picture_is_number(outcome)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has no quantiles that could move: it is no number "
                              "of each world (kinds value, mean and count)",
                              outcome->id);
    }
    if (!detail->enough) {
        return aras_error_set(error, ARAS_INVALID,
                              "quantiles need at least %d parameter sets in each run; "
                              "there are %llu",
                              ARAS_DETAIL_SETS, (unsigned long long) detail->sets);
    }
    if (detail->points < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has too few quantiles of which enough is known",
                              outcome->id);
    }
    return ARAS_OK;
}

enum aras_status aras_picture_quantile_shift(const struct aras_picture *picture,
                                             const struct aras_comparison_view *view,
                                             size_t outcome, size_t reading,
                                             struct aras_error *error)
{
    const struct aras_readings *readings = &view->versus->contrast->readings;
    const struct aras_outcome *it = &view->a.model->outcomes[outcome];
    const struct aras_detail *detail =
        aras_versus_find_detail(view->versus, outcome, reading);
    struct aras_quantile_moved quantile[ARAS_DETAIL_POINTS];
    bool rival = aras_legend_has_readings(readings);
    char title[320];
    char subtitle[320];

    if (check_detail(detail, it, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < detail->points; i++) {
        const struct aras_point_change *point = &detail->point[i];

        quantile[i] = (struct aras_quantile_moved){
            point->at, point->a, point->b, point->interval.low, point->interval.high};
    }
    snprintf(title, sizeof title, "What moved from %.80s to %.80s: %.120s",
             view->a.name, view->b.name, it->title);
    snprintf(subtitle, sizeof subtitle, "Change of each quantile; %s worlds%s%s%s",
             aras_number_whole(detail->worlds_a).text,
             view->versus->contrast->paired ? " of each, the same luck in both"
                                            : " of the first, luck apart",
             rival ? ", if " : "",
             rival ? aras_legend_reading(readings, view->a.model, reading) : "");
    return aras_quantile_shift_draw(
        picture->figure,
        &(struct aras_quantile_shift){.title = title,
                                      .subtitle = subtitle,
                                      .a = view->a.name,
                                      .b = view->b.name,
                                      .unit = it->unit == NULL ? "" : it->unit,
                                      .quantile = quantile,
                                      .quantiles = detail->points},
        picture->look, error);
}
