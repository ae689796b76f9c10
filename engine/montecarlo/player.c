#include "montecarlo/player.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct aras_player {
    const struct aras_plan *plan;
    const struct aras_observer *observer;
    struct aras_simulation **simulation; /* of each model; NULL: not needed yet */
    size_t models;
    size_t current;
    double *values; /* of a point, by axis */
    double *given;  /* of them, those of inputs */
    struct aras_input *inputs;
};

static const struct aras_model *model_of(const struct aras_plan *plan, size_t number)
{
    return plan->models == NULL ? plan->model : plan->models[number];
}

/* A setting may change what happens, but not what the model is made of: an input means
 * the same in all models, and their worlds have the same columns. */
static enum aras_status check_model(const struct aras_plan *plan,
                                    const struct aras_model *other,
                                    struct aras_error *error)
{
    const struct aras_design_form *form = aras_design_form(plan->design);
    const struct aras_model *model = plan->model;
    bool same = other->parameter_count == model->parameter_count &&
                other->variant_count == model->variant_count &&
                other->outcome_count == model->outcome_count &&
                other->event_count == model->event_count &&
                other->slot_count == model->slot_count &&
                aras_plan_ranges(other, NULL) == aras_plan_ranges(model, NULL);

    for (size_t i = 0; same && i < form->axes; i++) {
        const struct aras_axis *axis = &form->axis[i];
        const char *name = axis->setting ? NULL : other->slots[axis->slot].name;

        same = name == NULL || strcmp(name, model->slots[axis->slot].name) == 0;
    }
    return same ? ARAS_OK
                : aras_error_set(error, ARAS_INVALID,
                                 "a setting that varies changes what the model is made "
                                 "of: its points cannot be put side by side");
}

static enum aras_status prepare(struct aras_player *player, struct aras_error *error)
{
    const struct aras_plan *plan = player->plan;
    size_t axes = plan->design == NULL ? 0 : aras_design_form(plan->design)->axes;

    player->models = plan->design == NULL ? 1 : aras_design_models(plan->design);
    player->simulation = calloc(player->models, sizeof(struct aras_simulation *));
    player->values = calloc(axes + 1, sizeof *player->values);
    player->given = calloc(axes + 1, sizeof *player->given);
    player->inputs = calloc(axes + 1, sizeof *player->inputs);
    if (player->simulation == NULL || player->values == NULL || player->given == NULL ||
        player->inputs == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to play a design");
    }
    for (size_t i = 0; plan->models != NULL && i < player->models; i++) {
        if (check_model(plan, plan->models[i], error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

struct aras_player *aras_player_new(const struct aras_plan *plan,
                                    struct aras_error *error)
{
    struct aras_player *player = calloc(1, sizeof *player);

    if (player == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to play a design");
        return NULL;
    }
    player->plan = plan;
    if (prepare(player, error) != ARAS_OK) {
        aras_player_free(player);
        return NULL;
    }
    return player;
}

void aras_player_free(struct aras_player *player)
{
    if (player == NULL) {
        return;
    }
    for (size_t i = 0; player->simulation != NULL && i < player->models; i++) {
        aras_simulation_free(player->simulation[i]);
    }
    free(player->simulation);
    free(player->values);
    free(player->given);
    free(player->inputs);
    free(player);
}

void aras_player_observe(struct aras_player *player,
                         const struct aras_observer *observer)
{
    player->observer = observer;
    for (size_t i = 0; i < player->models; i++) {
        if (player->simulation[i] != NULL) {
            aras_simulation_observe(player->simulation[i], observer);
        }
    }
}

static struct aras_simulation *simulation_of(struct aras_player *player, size_t model,
                                             struct aras_error *error)
{
    struct aras_simulation **simulation = &player->simulation[model];

    if (*simulation == NULL) {
        *simulation = aras_simulation_new(model_of(player->plan, model),
                                          &player->plan->settings, error);
        if (*simulation != NULL) {
            aras_simulation_observe(*simulation, player->observer);
        }
    }
    player->current = model;
    return *simulation;
}

static enum aras_status give(struct aras_player *player,
                             struct aras_simulation *simulation, uint64_t point,
                             struct aras_error *error)
{
    const struct aras_design_form *form = aras_design_form(player->plan->design);
    size_t count = 0;

    for (size_t i = 0; i < form->axes; i++) {
        if (!form->axis[i].setting) {
            player->inputs[count] = form->axis[i].input;
            player->given[count++] = player->values[i];
        }
    }
    if (aras_simulation_give(simulation, player->inputs, player->given, count, error) !=
        ARAS_OK) {
        return aras_error_within(error, "point %" PRIu64 " of the design", point);
    }
    return ARAS_OK;
}

enum aras_status aras_player_play(struct aras_player *player, uint64_t replication,
                                  struct aras_record *record, struct aras_error *error)
{
    const struct aras_design *design = player->plan->design;
    struct aras_simulation *simulation;
    struct aras_cell cell;
    enum aras_status status;

    if (design == NULL) {
        simulation = simulation_of(player, 0, error);
        return simulation == NULL
                   ? error->status
                   : aras_simulation_play(simulation, replication, record, error);
    }
    cell = aras_design_cell(design, replication);
    aras_design_get(design, cell.point, player->values);
    simulation =
        simulation_of(player, aras_design_model(design, player->values), error);
    if (simulation == NULL || give(player, simulation, cell.point, error) != ARAS_OK) {
        return error->status;
    }
    status = aras_simulation_play_at(simulation, cell.world, cell.set, record, error);
    record->replication = replication;
    record->set = replication;
    return status;
}

const struct aras_model *aras_player_model(const struct aras_player *player)
{
    return model_of(player->plan, player->current);
}
