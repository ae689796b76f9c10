#include "analysis/seat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct aras_seat {
    const struct aras_model *model;
    struct aras_conduct conduct;
    struct aras_chooser chooser;
    uint64_t *taken; /* by event: how often, in this world */
};

/* What the conduct says, open or not. */
static int wanted(const struct aras_conduct *conduct, uint32_t event, uint64_t number)
{
    int choice = ARAS_OWN_RULE;

    for (size_t i = 0; i < conduct->moves; i++) {
        if (conduct->move[i].event == event && conduct->move[i].number == number) {
            if (i == conduct->turned) {
                return conduct->turn;
            }
            choice = conduct->move[i].choice;
        }
    }
    return conduct->event == event ? conduct->option : choice;
}

static int choose(void *context, uint32_t event, double time, size_t choices,
                  const double *utility, int own)
{
    struct aras_seat *seat = context;
    size_t actor = aras_seat_actor(seat->model, event);
    uint64_t number = seat->taken[event]++;
    int choice;

    (void) time;
    (void) own;
    if (actor == SIZE_MAX || !seat->conduct.seated[actor]) {
        return ARAS_OWN_RULE;
    }
    choice = wanted(&seat->conduct, event, number);
    return choice >= 0 && (size_t) choice < choices && !isnan(utility[choice])
               ? choice
               : ARAS_OWN_RULE;
}

struct aras_seat *aras_seat_new(const struct aras_model *model,
                                struct aras_error *error)
{
    struct aras_seat *seat = calloc(1, sizeof *seat);
    uint64_t *taken = calloc(model->event_count + 1, sizeof *taken);

    if (seat == NULL || taken == NULL) {
        free(seat);
        free(taken);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a seat");
        return NULL;
    }
    seat->model = model;
    seat->taken = taken;
    seat->chooser = (struct aras_chooser){.context = seat, .choose = choose};
    return seat;
}

void aras_seat_free(struct aras_seat *seat)
{
    if (seat != NULL) {
        free(seat->taken);
        free(seat);
    }
}

const struct aras_chooser *aras_seat_begin(struct aras_seat *seat,
                                           const struct aras_conduct *conduct)
{
    memset(seat->taken, 0, seat->model->event_count * sizeof *seat->taken);
    seat->conduct = *conduct;
    return &seat->chooser;
}

size_t aras_seat_actor(const struct aras_model *model, uint32_t event)
{
    const char *id = model->events[event].decision->actor;

    for (size_t i = 0; id != NULL && i < model->actor_count; i++) {
        if (strcmp(model->actors[i].id, id) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Whether `id` is one of the words between the brackets of a slot's name. */
static bool indexed_by(const char *index, const char *id)
{
    size_t length = strlen(id);

    for (const char *at = index + 1; *at != '\0';) {
        size_t word = strcspn(at, ",]");

        if (word == length && strncmp(at, id, length) == 0) {
            return true;
        }
        at += word + (at[word] != '\0');
    }
    return false;
}

bool aras_seat_sees(const struct aras_model *model, size_t actor, uint32_t slot)
{
    const struct aras_slot *it = &model->slots[slot];
    const char *index = it->name == NULL ? NULL : strchr(it->name, '[');

    switch (it->kind) {
    case ARAS_SLOT_FIXED:
    case ARAS_SLOT_CLOCK:
    case ARAS_SLOT_COUNTER:
    case ARAS_SLOT_CORNER:
        return false;
    case ARAS_SLOT_QUANTITY:
    case ARAS_SLOT_DERIVED:
        break;
    }
    return it->name != NULL && (it->type != ARAS_NUMBER || index == NULL ||
                                indexed_by(index, model->actors[actor].id));
}
