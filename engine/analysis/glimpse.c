#include "analysis/glimpse.h"

#include <stdlib.h>
#include <string.h>

static size_t count_points(const struct aras_model *model)
{
    size_t points = 0;

    for (size_t i = 0; i < model->track_count; i++) {
        points += model->tracks[i].points;
    }
    return points;
}

static enum aras_status play(struct aras_glimpse *glimpse,
                             struct aras_simulation *simulation, uint64_t replication,
                             struct aras_error *error)
{
    struct aras_record record;
    enum aras_status status =
        aras_simulation_play(simulation, replication, &record, error);

    if (status == ARAS_FAILED) {
        return ARAS_OK;
    }
    if (status == ARAS_OK && glimpse->points > 0) {
        memcpy(glimpse->value + glimpse->worlds * glimpse->points, record.points,
               glimpse->points * sizeof *glimpse->value);
    }
    if (status == ARAS_OK) {
        glimpse->replication[glimpse->worlds++] = replication;
    }
    return status;
}

enum aras_status aras_glimpse_of(struct aras_glimpse *glimpse,
                                 const struct aras_model *model,
                                 const struct aras_settings *settings,
                                 const uint64_t *replication, size_t count,
                                 struct aras_error *error)
{
    enum aras_status status = ARAS_OK;
    struct aras_simulation *simulation;

    *glimpse = (struct aras_glimpse){.points = count_points(model)};
    glimpse->replication = calloc(count + 1, sizeof *glimpse->replication);
    glimpse->value = calloc(count * glimpse->points + 1, sizeof *glimpse->value);
    if (glimpse->replication == NULL || glimpse->value == NULL) {
        aras_glimpse_free(glimpse);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for single worlds");
    }
    simulation = aras_simulation_new(model, settings, error);
    if (simulation == NULL) {
        aras_glimpse_free(glimpse);
        return error->status;
    }
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        status = play(glimpse, simulation, replication[i], error);
    }
    aras_simulation_free(simulation);
    if (status != ARAS_OK) {
        aras_glimpse_free(glimpse);
    }
    return status;
}

void aras_glimpse_free(struct aras_glimpse *glimpse)
{
    free(glimpse->replication);
    free(glimpse->value);
    *glimpse = (struct aras_glimpse){.worlds = 0};
}

const double *aras_glimpse_world(const struct aras_glimpse *glimpse, size_t world)
{
    return glimpse->value + world * glimpse->points;
}

size_t aras_glimpse_spread(uint64_t worlds, size_t wanted, uint64_t *replication)
{
    size_t count = worlds < wanted ? (size_t) worlds : wanted;

    for (size_t i = 0; i < count; i++) {
        replication[i] = worlds * i / count;
    }
    return count;
}
