/* The picture of two sides of one world. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "figure/twin_timeline.h"
#include "report/picture_lanes.h"
#include "report/picture_world.h"
#include "report/words.h"

enum { MOST_DIFFERING = 40, MOST_SAME = 30, MOST_TWINS = MOST_DIFFERING + MOST_SAME };

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
}

struct pair {
    const struct aras_twin_telling *telling;
    const struct aras_twins *twins;
    struct aras_twin_event event[MOST_TWINS];
    struct aras_text title[MOST_TWINS];
    size_t twin[MOST_TWINS];
    size_t events;
    size_t differing, same; /* worth telling */
    size_t differing_drawn, same_drawn;
};

static bool is_drawn(const struct pair *pair, size_t number)
{
    return number == pair->twins->first ||
           aras_twins_worth(pair->telling, &pair->twins->twin[number]);
}

/* Whether the next one of `all` is among the `room` that are spread evenly over them:
 * a picture that breaks off would look as if no more happened. */
static bool is_among(size_t seen, size_t all, size_t room)
{
    return all <= room || seen * room / all > (seen - 1) * room / all;
}

static void choose_twins(struct pair *pair)
{
    size_t differing = 0;
    size_t same = 0;

    for (size_t i = 0; i < pair->twins->count; i++) {
        *(pair->twins->twin[i].same ? &pair->same : &pair->differing) +=
            is_drawn(pair, i);
    }
    for (size_t i = 0; i < pair->twins->count; i++) {
        bool alike = pair->twins->twin[i].same;
        bool first = i == pair->twins->first;

        if (!is_drawn(pair, i)) {
            continue;
        }
        *(alike ? &same : &differing) += 1;
        if (alike ? is_among(same, pair->same, MOST_SAME)
                  : first || is_among(differing, pair->differing, MOST_DIFFERING - 1)) {
            pair->twin[pair->events++] = i;
            *(alike ? &pair->same_drawn : &pair->differing_drawn) += 1;
        }
    }
}

/* The side in which a twin happened, A before B. */
static const struct aras_chronicle *chronicle_of(const struct pair *pair, size_t number,
                                                 uint32_t *event)
{
    const struct aras_twin *it = &pair->twins->twin[pair->twin[number]];
    bool in_a = it->a != ARAS_NO_HAPPENING;
    const struct aras_chronicle *chronicle = in_a ? pair->twins->a : pair->twins->b;

    *event = chronicle->happenings[in_a ? it->a : it->b].event;
    return chronicle;
}

static double time_of(const struct aras_chronicle *chronicle, size_t happening)
{
    return happening == ARAS_NO_HAPPENING ? NAN : chronicle->happenings[happening].time;
}

static enum aras_status lay_pair(struct pair *pair, struct aras_picture_lanes *lanes,
                                 struct aras_error *error)
{
    enum aras_status status =
        aras_picture_lanes_begin(lanes, pair->twins->a->model, error);

    for (size_t i = 0; i < pair->events && status == ARAS_OK; i++) {
        uint32_t event;
        const struct aras_chronicle *chronicle = chronicle_of(pair, i, &event);

        aras_picture_lanes_add(lanes, aras_picture_actor_of(chronicle, event));
    }
    if (status == ARAS_OK) {
        aras_picture_lanes_name(lanes);
    }
    for (size_t i = 0; i < pair->events && status == ARAS_OK; i++) {
        const struct aras_twin *it = &pair->twins->twin[pair->twin[i]];
        uint32_t event;
        const struct aras_chronicle *chronicle = chronicle_of(pair, i, &event);

        aras_words_event(&pair->title[i], chronicle, event);
        status = aras_text_check(&pair->title[i], error);
        pair->event[i] = (struct aras_twin_event){
            .a = time_of(pair->twins->a, it->a),
            .b = time_of(pair->twins->b, it->b),
            .title = pair->title[i].data,
            .lane =
                aras_picture_lane_of(lanes, aras_picture_actor_of(chronicle, event))};
    }
    return status;
}

static enum aras_status draw_pair(const struct aras_picture *picture,
                                  const struct pair *pair,
                                  const struct aras_picture_lanes *lanes,
                                  struct aras_error *error)
{
    const struct aras_model *model = pair->twins->a->model;
    char title[320];
    char subtitle[1024];

    snprintf(title, sizeof title,
             "World %" PRIu64 ", with the same luck under %.120s and %.120s",
             pair->twins->a->replication, pair->telling->name_a, pair->telling->name_b);
    snprintf(subtitle, sizeof subtitle,
             "Drawn are %zu of %zu differences, and %zu of %zu events that are the "
             "same in both%s%s",
             pair->differing_drawn, pair->twins->count - pair->twins->same,
             pair->same_drawn, pair->twins->same,
             pair->telling->chosen == NULL ? "" : ". ",
             pair->telling->chosen == NULL ? "" : pair->telling->chosen);
    return aras_twin_timeline_draw(
        picture->figure,
        &(struct aras_twin_timeline){
            .title = title,
            .subtitle = subtitle,
            .a = pair->telling->name_a,
            .b = pair->telling->name_b,
            .lane = lanes->name,
            .lanes = lanes->count,
            .event = pair->event,
            .events = pair->events,
            .from = 0.0,
            .to = fmax(model->horizon, pair->twins->b->model->horizon),
            .moments = aras_picture_moments(model)},
        picture->look, error);
}

enum aras_status aras_picture_twins(const struct aras_picture *picture,
                                    const struct aras_twin_telling *telling,
                                    struct aras_error *error)
{
    struct pair *pair = calloc(1, sizeof *pair);
    struct aras_picture_lanes lanes = {.count = 0};
    enum aras_status status = ARAS_OK;

    if (pair == NULL) {
        return lack(error);
    }
    pair->telling = telling;
    pair->twins = telling->twins;
    choose_twins(pair);
    if (pair->events == 0) {
        status = aras_error_set(error, ARAS_INVALID,
                                "nothing that happens in world %" PRIu64
                                " is worth telling in either",
                                pair->twins->a->replication);
    }
    if (status == ARAS_OK) {
        status = lay_pair(pair, &lanes, error);
    }
    if (status == ARAS_OK) {
        status = draw_pair(picture, pair, &lanes, error);
    }
    for (size_t i = 0; i < pair->events; i++) {
        aras_text_free(&pair->title[i]);
    }
    aras_picture_lanes_free(&lanes);
    free(pair);
    return status;
}
