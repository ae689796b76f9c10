#include "model/model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "calendar/date.h"

/* The days of 1600-01-01 and 2999-12-31: what a date can be. */
enum { EARLIEST = -135140, LATEST = 376199 };

void aras_model_release(struct aras_model *model)
{
    for (size_t i = 0; model != NULL && i < model->parameter_count; i++) {
        aras_quantile_table_free(model->parameters[i].table);
        model->parameters[i].table = NULL;
    }
}

int aras_model_find_outcome(const struct aras_model *model, const char *id)
{
    for (size_t i = 0; i < model->outcome_count; i++) {
        if (strcmp(model->outcomes[i].id, id) == 0) {
            return (int) i;
        }
    }
    return -1;
}

int aras_model_find_event(const struct aras_model *model, const char *id)
{
    for (size_t i = 0; i < model->event_count; i++) {
        if (strcmp(model->events[i].id, id) == 0) {
            return (int) i;
        }
    }
    return -1;
}

int aras_model_find_slot(const struct aras_model *model, const char *name)
{
    for (size_t i = 0; i < model->slot_count; i++) {
        if (strcmp(model->slots[i].name, name) == 0) {
            return (int) i;
        }
    }
    return -1;
}

int aras_model_find_track(const struct aras_model *model, const char *id)
{
    for (size_t i = 0; i < model->track_count; i++) {
        if (strcmp(model->tracks[i].id, id) == 0) {
            return (int) i;
        }
    }
    return -1;
}

void aras_model_write_moment(const struct aras_model *model, double time, char text[32])
{
    /* A date's time times the days of its unit may fall a hair short of the date. */
    double days = model->start + floor(time * model->days_per_unit + 1e-6);

    if (model->has_start && days >= EARLIEST && days <= LATEST) {
        aras_date_write((int) days, text);
    } else {
        snprintf(text, 32, "%.6g", time);
    }
}

struct aras_hint aras_model_hint(const struct aras_model *model, unsigned kinds,
                                 const char *id)
{
    struct aras_guess guess = {.name = id};
    struct aras_hint hint = {""};

    for (size_t i = 0; (kinds & ARAS_NAMED_OUTCOME) != 0 && i < model->outcome_count;
         i++) {
        aras_guess_see(&guess, model->outcomes[i].id);
    }
    for (size_t i = 0; (kinds & ARAS_NAMED_TRACK) != 0 && i < model->track_count; i++) {
        aras_guess_see(&guess, model->tracks[i].id);
    }
    for (size_t i = 0; (kinds & ARAS_NAMED_EVENT) != 0 && i < model->event_count; i++) {
        aras_guess_see(&guess, model->events[i].id);
    }
    for (size_t i = 0; (kinds & ARAS_NAMED_ACTOR) != 0 && i < model->actor_count; i++) {
        aras_guess_see(&guess, model->actors[i].id);
    }
    if (guess.nearest != NULL) {
        snprintf(hint.text, sizeof hint.text, "; did you mean '%s'?", guess.nearest);
    }
    return hint;
}
