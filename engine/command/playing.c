#include "command/playing.h"

#include <math.h>
#include <stdlib.h>

bool aras_playing_is_data(const struct aras_playing *playing)
{
    return playing->arguments->json || playing->arguments->csv;
}

void aras_playing_stop(struct aras_playing *playing, int code)
{
    if (!playing->stopped) {
        playing->stopped = true;
        playing->code = code;
    }
}

void aras_playing_stop_without_memory(struct aras_playing *playing)
{
    struct aras_error error;

    aras_error_set(&error, ARAS_NO_MEMORY, "no memory for a game");
    aras_playing_stop(playing, aras_complain(&error));
}

/* Room for one more; false, and the game stops, without memory. */
bool aras_playing_grow(struct aras_playing *playing, void *items, size_t count,
                       size_t *room, size_t size)
{
    void **array = items;
    void *more;

    if (count < *room) {
        return true;
    }
    more = realloc(*array, (2 * *room + 16) * size);
    if (more == NULL) {
        aras_playing_stop_without_memory(playing);
        return false;
    }
    *array = more;
    *room = 2 * *room + 16;
    return true;
}

bool aras_playing_make_room(struct aras_playing *playing)
{
    const struct aras_model *model = playing->model;
    bool fine = true;

    playing->seated = calloc(model->actor_count + 1, sizeof *playing->seated);
    playing->taken = calloc(model->event_count + 1, sizeof *playing->taken);
    playing->memory = calloc(model->actor_count + 1, sizeof *playing->memory);
    playing->now = calloc(model->slot_count + 1, sizeof *playing->now);
    fine = playing->seated != NULL && playing->taken != NULL &&
           playing->memory != NULL && playing->now != NULL;
    for (size_t i = 0; fine && i < model->actor_count; i++) {
        playing->memory[i].before =
            calloc(model->slot_count + 1, sizeof *playing->memory[i].before);
        playing->memory[i].since = NAN;
        fine = playing->memory[i].before != NULL;
    }
    if (!fine) {
        aras_playing_stop_without_memory(playing);
    }
    return fine;
}

void aras_playing_free(struct aras_playing *playing)
{
    for (size_t i = 0; playing->memory != NULL && i < playing->model->actor_count;
         i++) {
        free(playing->memory[i].before);
    }
    for (size_t i = 0; i < playing->turns; i++) {
        free(playing->turn[i].worth);
    }
    free(playing->memory);
    free(playing->seated);
    free(playing->taken);
    free(playing->now);
    free(playing->turn);
    free(playing->news);
    free(playing->standing);
    aras_answers_close(&playing->input);
    aras_simulation_free(playing->simulation);
}
