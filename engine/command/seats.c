#include "command/seats.h"

#include <stdio.h>
#include <string.h>

#include "command/command.h"

static bool decides(const struct aras_model *model, size_t actor)
{
    for (uint32_t i = 0; i < model->event_count; i++) {
        if (model->events[i].decision != NULL && aras_seat_actor(model, i) == actor) {
            return true;
        }
    }
    return false;
}

static int refuse_seat(const struct aras_model *model, const char *id, size_t length,
                       bool known)
{
    const char *before = "";

    fprintf(stderr,
            known ? "aras: '%.*s' decides nothing in this model; "
                  : "aras: there is no actor '%.*s'; ",
            (int) length, id);
    fprintf(stderr, "seats are those of ");
    for (size_t i = 0; i < model->actor_count; i++) {
        if (decides(model, i)) {
            fprintf(stderr, "%s%s", before, model->actors[i].id);
            before = ", ";
        }
    }
    fprintf(stderr,
            before[0] == '\0' ? "nobody: it has no decisions of an actor\n" : "\n");
    return ARAS_EXIT_BAD_INPUT;
}

int aras_seats_take(struct aras_playing *playing, const char *text)
{
    const struct aras_model *model = playing->model;

    while (*text != '\0') {
        size_t length = strcspn(text, ",");
        size_t actor = 0;

        while (actor < model->actor_count &&
               (strncmp(model->actors[actor].id, text, length) != 0 ||
                model->actors[actor].id[length] != '\0')) {
            actor++;
        }
        if (actor == model->actor_count || !decides(model, actor)) {
            return refuse_seat(model, text, length, actor < model->actor_count);
        }
        playing->seats += playing->seated[actor] ? 0 : 1;
        playing->seated[actor] = true;
        text += length + (text[length] == ',');
    }
    return ARAS_EXIT_FINE;
}
