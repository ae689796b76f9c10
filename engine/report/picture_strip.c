/* The picture of many worlds below each other. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "figure/chronicle_strip.h"
#include "report/picture_ways.h"
#include "report/picture_world.h"

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
}

struct rows {
    struct aras_strip *world;
    struct aras_strip_mark *mark; /* of all worlds */
    size_t marks;
};

static void mark_times(struct rows *rows, const struct aras_picture_strip *strip,
                       size_t world)
{
    for (size_t k = 0; k < strip->times; k++) {
        double time = strip->columns->value[k + 1][strip->world[world]];

        if (isfinite(time)) {
            rows->mark[rows->marks++] = (struct aras_strip_mark){time, k};
        }
    }
}

static void mark_events(struct rows *rows, const struct aras_picture_strip *strip,
                        size_t world)
{
    for (size_t i = 0; i < strip->occurrences->count; i++) {
        const struct aras_occurrence *it = &strip->occurrences->at[i];

        for (size_t k = 0; k < strip->events; k++) {
            if (it->replication == strip->world[world] &&
                it->event == strip->event[k]) {
                rows->mark[rows->marks++] = (struct aras_strip_mark){it->time, k};
            }
        }
    }
}

static enum aras_status fill_rows(struct rows *rows,
                                  const struct aras_picture_strip *strip,
                                  const struct aras_picture_ways *ways,
                                  struct aras_error *error)
{
    const struct aras_model *model = strip->of->model;
    bool events = strip->occurrences != NULL;
    size_t most = events ? strip->occurrences->count : strip->worlds * strip->times;

    rows->world = calloc(strip->worlds + 1, sizeof *rows->world);
    rows->mark = calloc(most + 1, sizeof *rows->mark);
    if (rows->world == NULL || rows->mark == NULL) {
        return lack(error);
    }
    for (size_t i = 0; i < strip->worlds; i++) {
        size_t first = rows->marks;
        size_t way = aras_way_of(&model->outcomes[strip->ending],
                                 strip->columns->value[0][strip->world[i]]);

        (events ? mark_events : mark_times)(rows, strip, i);
        rows->world[i] = (struct aras_strip){.world = strip->world[i],
                                             .ending = ways->place[way],
                                             .until = model->horizon,
                                             .mark = rows->mark + first,
                                             .marks = rows->marks - first};
    }
    return ARAS_OK;
}

static const char *name_mark(const struct aras_picture_strip *strip, size_t number)
{
    const struct aras_model *model = strip->of->model;
    const struct aras_event *event;

    if (strip->occurrences == NULL) {
        return aras_picture_name_arrival(&model->outcomes[strip->time[number]]);
    }
    event = &model->events[strip->event[number]];
    return event->title == NULL || event->title[0] == '\0' ? event->id : event->title;
}

static enum aras_status draw_rows(const struct aras_picture *picture,
                                  const struct aras_picture_strip *strip,
                                  const struct aras_picture_ways *ways,
                                  const struct rows *rows, struct aras_error *error)
{
    const struct aras_model *model = strip->of->model;
    size_t kinds = strip->occurrences == NULL ? strip->times : strip->events;
    const char *kind[ARAS_MOST_STRIP_KINDS];
    char title[320];
    char subtitle[640];
    char worlds[256];

    for (size_t k = 0; k < kinds; k++) {
        kind[k] = name_mark(strip, k);
    }
    aras_picture_name_worlds(strip->of, strip->reading, worlds);
    snprintf(title, sizeof title, "World by world: %.280s",
             model->outcomes[strip->ending].title);
    snprintf(
        subtitle, sizeof subtitle,
        "%.200s: each row is a world, %zu spread evenly over %.200s; in the order of "
        "what comes first",
        strip->of->name, strip->worlds, worlds);
    return aras_chronicle_strip_draw(
        picture->figure,
        &(struct aras_chronicle_strip){.title = title,
                                       .subtitle = subtitle,
                                       .ending = ways->title,
                                       .endings = ways->count,
                                       .kind = kind,
                                       .kinds = kinds,
                                       .world = rows->world,
                                       .worlds = strip->worlds,
                                       .from = 0.0,
                                       .to = model->horizon,
                                       .moments = aras_picture_moments(model)},
        picture->look, error);
}

static enum aras_status count_ways(const struct aras_picture_strip *strip,
                                   struct aras_picture_ways *ways,
                                   struct aras_error *error)
{
    const struct aras_outcome *outcome = &strip->of->model->outcomes[strip->ending];
    uint64_t *worlds = calloc(aras_ways_of(outcome) + 1, sizeof *worlds);
    enum aras_status status;

    if (worlds == NULL) {
        return lack(error);
    }
    for (size_t i = 0; i < strip->worlds; i++) {
        worlds[aras_way_of(outcome, strip->columns->value[0][strip->world[i]])]++;
    }
    status = aras_picture_ways_choose(ways, outcome, worlds, error);
    free(worlds);
    return status;
}

enum aras_status aras_picture_strip(const struct aras_picture *picture,
                                    const struct aras_picture_strip *strip,
                                    struct aras_error *error)
{
    struct aras_picture_ways ways = {.count = 0};
    struct rows rows = {.marks = 0};
    enum aras_status status;

    if (strip->worlds == 0) {
        return aras_error_set(error, ARAS_INVALID, "no world tells of '%s'",
                              strip->of->model->outcomes[strip->ending].id);
    }
    status = count_ways(strip, &ways, error);
    if (status == ARAS_OK) {
        status = fill_rows(&rows, strip, &ways, error);
    }
    if (status == ARAS_OK) {
        status = draw_rows(picture, strip, &ways, &rows, error);
    }
    free(rows.world);
    free(rows.mark);
    aras_picture_ways_free(&ways);
    return status;
}
