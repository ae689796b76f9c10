#include "simulation/bookmark.h"

#include <stdlib.h>
#include <string.h>

#include "simulation/strips.h"

/* Tables that are kept side by side in one block. */
enum { TABLES = 9 };

struct table {
    void *live;
    size_t size;
};

struct aras_bookmark {
    struct aras_calendar *calendar;
    unsigned char *block;
    size_t room; /* of the block */
    struct aras_delayed *delays;
    uint32_t delay_room;

    uint32_t delay_count, delay_free;
    uint32_t pending_count;
    uint64_t sequence;
    double now;
    uint64_t fired, cause, fingerprint;
    double moment;
    uint64_t moment_count;
    uint32_t recent[ARAS_RECENT];
    uint64_t since_refresh;
    double next_track;
    bool cold;
};

static void list_tables(const struct aras_simulation *simulation,
                        struct table table[TABLES])
{
    const struct aras_model *model = simulation->model;
    size_t hazards = simulation->hazards;
    bool strips = simulation->settings.coupling == ARAS_BY_STRIPS;
    const struct table all[TABLES] = {
        {simulation->live, simulation->block},
        {simulation->words_of, hazards * sizeof *simulation->words_of},
        {simulation->strip_time,
         strips ? hazards * ARAS_STRIPS * sizeof *simulation->strip_time : 0},
        {simulation->corner_ticket,
         model->corner_count * sizeof *simulation->corner_ticket},
        {simulation->every_count, model->event_count * sizeof *simulation->every_count},
        {simulation->period_step,
         model->period_count * sizeof *simulation->period_step},
        {simulation->next_point, model->track_count * sizeof *simulation->next_point},
        {simulation->delay_first, model->event_count * sizeof *simulation->delay_first},
        {simulation->pending, model->event_count * sizeof *simulation->pending}};

    memcpy(table, all, sizeof all);
}

struct aras_bookmark *aras_bookmark_new(const struct aras_simulation *simulation,
                                        struct aras_error *error)
{
    struct aras_bookmark *bookmark = calloc(1, sizeof *bookmark);
    struct table table[TABLES];

    if (bookmark == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to branch off a world");
        return NULL;
    }
    list_tables(simulation, table);
    for (size_t i = 0; i < TABLES; i++) {
        bookmark->room += table[i].size;
    }
    bookmark->block = malloc(bookmark->room + 1);
    bookmark->calendar = aras_calendar_new(error);
    if (bookmark->block == NULL || bookmark->calendar == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to branch off a world");
        aras_bookmark_free(bookmark);
        return NULL;
    }
    return bookmark;
}

void aras_bookmark_free(struct aras_bookmark *bookmark)
{
    if (bookmark != NULL) {
        if (bookmark->calendar != NULL) {
            aras_calendar_free(bookmark->calendar);
        }
        free(bookmark->block);
        free(bookmark->delays);
        free(bookmark);
    }
}

static enum aras_status keep_delays(struct aras_bookmark *bookmark,
                                    const struct aras_simulation *simulation,
                                    struct aras_error *error)
{
    if (bookmark->delay_room < simulation->delay_room) {
        struct aras_delayed *delays =
            realloc(bookmark->delays, simulation->delay_room * sizeof *delays);

        if (delays == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY,
                                  "no memory to keep %u delays of a world",
                                  simulation->delay_room);
        }
        bookmark->delays = delays;
        bookmark->delay_room = simulation->delay_room;
    }
    if (simulation->delay_count > 0) {
        memcpy(bookmark->delays, simulation->delays,
               simulation->delay_count * sizeof *bookmark->delays);
    }
    bookmark->delay_count = simulation->delay_count;
    bookmark->delay_free = simulation->delay_free;
    return ARAS_OK;
}

enum aras_status aras_bookmark_keep(struct aras_bookmark *bookmark,
                                    const struct aras_simulation *simulation,
                                    struct aras_error *error)
{
    struct table table[TABLES];
    size_t used = 0;

    list_tables(simulation, table);
    for (size_t i = 0; i < TABLES; i++) {
        if (table[i].size > 0) {
            memcpy(bookmark->block + used, table[i].live, table[i].size);
        }
        used += table[i].size;
    }
    bookmark->pending_count = simulation->pending_count;
    bookmark->sequence = simulation->sequence;
    bookmark->now = simulation->now;
    bookmark->fired = simulation->fired;
    bookmark->cause = simulation->cause;
    bookmark->fingerprint = simulation->fingerprint;
    bookmark->moment = simulation->moment;
    bookmark->moment_count = simulation->moment_count;
    memcpy(bookmark->recent, simulation->recent, sizeof bookmark->recent);
    bookmark->since_refresh = simulation->since_refresh;
    bookmark->next_track = simulation->next_track;
    bookmark->cold = simulation->cold;
    if (keep_delays(bookmark, simulation, error) != ARAS_OK) {
        return error->status;
    }
    return aras_calendar_copy(bookmark->calendar, simulation->calendar, error);
}

enum aras_status aras_bookmark_return(const struct aras_bookmark *bookmark,
                                      struct aras_simulation *simulation,
                                      struct aras_error *error)
{
    struct table table[TABLES];
    size_t used = 0;

    list_tables(simulation, table);
    for (size_t i = 0; i < TABLES; i++) {
        if (table[i].size > 0) {
            memcpy(table[i].live, bookmark->block + used, table[i].size);
        }
        used += table[i].size;
    }
    simulation->pending_count = bookmark->pending_count;
    simulation->sequence = bookmark->sequence;
    simulation->now = bookmark->now;
    simulation->fired = bookmark->fired;
    simulation->cause = bookmark->cause;
    simulation->fingerprint = bookmark->fingerprint;
    simulation->moment = bookmark->moment;
    simulation->moment_count = bookmark->moment_count;
    memcpy(simulation->recent, bookmark->recent, sizeof bookmark->recent);
    simulation->since_refresh = bookmark->since_refresh;
    simulation->next_track = bookmark->next_track;
    simulation->cold = bookmark->cold;
    simulation->drifting = false;
    simulation->noted_kinds = 0; /* nothing is left to be renewed between moments */
    simulation->delay_count = bookmark->delay_count;
    simulation->delay_free = bookmark->delay_free;
    if (bookmark->delay_count > 0) {
        memcpy(simulation->delays, bookmark->delays,
               bookmark->delay_count * sizeof *bookmark->delays);
    }
    return aras_calendar_copy(simulation->calendar, bookmark->calendar, error);
}
