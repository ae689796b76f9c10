#include "analysis/columns.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/cursor.h"

static enum aras_status make_room(struct aras_columns *columns,
                                  struct aras_error *error)
{
    uint64_t sets = (columns->worlds + columns->group - 1) / columns->group;
    bool refused;

    columns->value = calloc(columns->count + 1, sizeof *columns->value);
    columns->member = calloc(sets * columns->readings + 1, sizeof *columns->member);
    refused = columns->value == NULL || columns->member == NULL;
    for (size_t i = 0; i < columns->count && !refused; i++) {
        columns->value[i] = calloc(columns->worlds + 1, sizeof **columns->value);
        refused = columns->value[i] == NULL;
    }
    return refused ? aras_error_set(error, ARAS_NO_MEMORY,
                                    "no memory for %zu outcomes of %" PRIu64 " worlds",
                                    columns->count, columns->worlds)
                   : ARAS_OK;
}

static enum aras_status read_world(struct aras_columns *columns,
                                   const struct aras_world *world,
                                   const struct aras_model *model,
                                   const struct aras_readings *readings,
                                   const size_t *outcome, struct aras_error *error)
{
    uint64_t at = world->replication;

    if (at % columns->group == 0) {
        for (size_t r = 0; r < readings->count; r++) {
            columns->member[at / columns->group * readings->count + r] =
                aras_reading_holds(&readings->reading[r], model, world->parameters);
        }
    }
    for (size_t i = 0; i < columns->count; i++) {
        double value = world->failed ? NAN : world->outcomes[outcome[i]];

        if (isnan(value) && !world->failed) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "outcome '%s' of replication %" PRIu64
                                  " is no number",
                                  model->outcomes[outcome[i]].id, at);
        }
        columns->value[i][at] = value;
    }
    return ARAS_OK;
}

enum aras_status aras_columns_read(struct aras_columns *columns,
                                   const struct aras_run *run,
                                   const struct aras_model *model,
                                   const struct aras_readings *readings,
                                   const size_t *outcome, size_t count, uint64_t worlds,
                                   struct aras_error *error)
{
    struct aras_cursor cursor = {.run = run};
    struct aras_run_facts facts;
    enum aras_status status;

    aras_run_get_facts(run, &facts);
    *columns = (struct aras_columns){
        .worlds = worlds,
        .group = facts.central || !aras_readings_draw(model) ? 1 : facts.group,
        .count = count,
        .readings = readings->count};
    status = make_room(columns, error);
    for (uint64_t i = 0; i < worlds && status == ARAS_OK; i++) {
        struct aras_world world;

        status = aras_cursor_next(&cursor, &world, error);
        if (status == ARAS_OK) {
            status = read_world(columns, &world, model, readings, outcome, error);
        }
    }
    aras_cursor_close(&cursor);
    if (status != ARAS_OK) {
        aras_columns_free(columns);
    }
    return status;
}

void aras_columns_free(struct aras_columns *columns)
{
    for (size_t i = 0; i < columns->count && columns->value != NULL; i++) {
        free(columns->value[i]);
    }
    free(columns->value);
    free(columns->member);
    *columns = (struct aras_columns){0};
}

bool aras_columns_hold(const struct aras_columns *columns, uint64_t world,
                       size_t column, size_t reading)
{
    return !isnan(columns->value[column][world]) &&
           columns->member[world / columns->group * columns->readings + reading];
}

size_t aras_columns_spread(const struct aras_columns *columns, size_t column,
                           size_t reading, size_t wanted, uint64_t *world)
{
    uint64_t worlds = 0;
    uint64_t seen = 0;
    size_t count = 0;

    for (uint64_t i = 0; i < columns->worlds; i++) {
        worlds += aras_columns_hold(columns, i, column, reading);
    }
    wanted = worlds < wanted ? (size_t) worlds : wanted;
    for (uint64_t i = 0; i < columns->worlds && count < wanted; i++) {
        if (aras_columns_hold(columns, i, column, reading) &&
            seen++ == worlds * count / wanted) {
            world[count++] = i;
        }
    }
    return count;
}
