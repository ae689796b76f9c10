#include "report/watched.h"

#include <stdlib.h>

static void add(struct aras_watched *watched, size_t outcome)
{
    for (size_t i = 0; i < watched->count; i++) {
        if (watched->outcome[i] == outcome) {
            return;
        }
    }
    watched->outcome[watched->count++] = outcome;
}

static void add_watched(struct aras_watched *watched, const struct aras_model *model,
                        const struct aras_model *by)
{
    for (size_t i = 0; by != NULL && i < by->question.watch_count; i++) {
        int outcome = aras_model_find_outcome(model, by->question.watch[i]);

        if (outcome >= 0) {
            add(watched, (size_t) outcome);
        }
    }
}

enum aras_status aras_watched_find(struct aras_watched *watched,
                                   const struct aras_model *model,
                                   const struct aras_model *other, bool all,
                                   struct aras_error *error)
{
    *watched = (struct aras_watched){0};
    watched->outcome = calloc(model->outcome_count + 1, sizeof *watched->outcome);
    if (watched->outcome == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    add_watched(watched, model, model);
    add_watched(watched, model, other);
    if (all || watched->count == 0) {
        for (size_t i = 0; i < model->outcome_count; i++) {
            add(watched, i);
        }
    }
    watched->left_out = model->outcome_count - watched->count;
    return ARAS_OK;
}

enum aras_status aras_watched_by_seats(struct aras_watched *watched,
                                       const struct aras_model *model,
                                       const bool *seated, struct aras_error *error)
{
    *watched = (struct aras_watched){0};
    watched->outcome = calloc(model->outcome_count + 1, sizeof *watched->outcome);
    if (watched->outcome == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    for (size_t i = 0; i < model->preference_count; i++) {
        if (seated[model->preferences[i].actor]) {
            add(watched, model->preferences[i].outcome);
        }
    }
    watched->left_out = model->outcome_count - watched->count;
    if (watched->count > 0) {
        return ARAS_OK;
    }
    aras_watched_free(watched);
    return aras_watched_find(watched, model, NULL, false, error);
}

void aras_watched_free(struct aras_watched *watched)
{
    free(watched->outcome);
    *watched = (struct aras_watched){0};
}
