#include "command/reach.h"

#include <stdlib.h>

/* False for what never happens of itself, whatever causes it has. */
static bool is_open(const struct aras_event *event)
{
    return !event->forbidden && (event->guard == NULL || !event->guard->literal ||
                                 event->guard->value != 0.0);
}

static bool comes_in_time(const struct aras_operand *time, double shift, double horizon)
{
    return time->kind != ARAS_OPERAND_LITERAL || time->value + shift <= horizon;
}

/* Whether an event is set off by its own trigger. */
static bool starts(const struct aras_model *model, const struct aras_event *event)
{
    switch (event->trigger) {
    case ARAS_BY_RATE:
        return event->scale != 0.0 && (event->base_code != NULL ||
                                       event->base_fixed.kind != ARAS_OPERAND_LITERAL ||
                                       event->base_fixed.value != 0.0);
    case ARAS_AT:
        for (size_t i = 0; i < event->time_count; i++) {
            if (comes_in_time(&event->times[i], event->shift, model->horizon)) {
                return true;
            }
        }
        return false;
    case ARAS_EVERY:
        return comes_in_time(&event->times[1], 0.0, model->horizon);
    case ARAS_BECOMES:
        return event->condition == NULL || !event->condition->literal ||
               (event->condition->value != 0.0 && !event->initially);
    case ARAS_AFTER:
    case ARAS_BY_PARENT:
        break;
    }
    return false;
}

/* Something lets event `number` happen: true when that is news. */
static bool let(const struct aras_model *model, bool *can, uint32_t number)
{
    if (can[number] || !is_open(&model->events[number])) {
        return false;
    }
    can[number] = true;
    return true;
}

/* What an event that can happen lets happen. */
static bool spread(const struct aras_model *model, bool *can,
                   const struct aras_event *event)
{
    bool news = false;

    for (size_t i = 0; i < event->follower_count; i++) {
        news = let(model, can, event->followers[i].event) || news;
    }
    if (event->decision != NULL) {
        for (size_t k = 0; k < event->decision->count; k++) {
            news = let(model, can, event->decision->choices[k].event) || news;
        }
        news = let(model, can, event->decision->none) || news;
    }
    for (int r = 0; event->demand != NULL && r < ARAS_DEMAND_RESULTS; r++) {
        if (event->demand->result[r] != UINT32_MAX) {
            news = let(model, can, event->demand->result[r]) || news;
        }
    }
    return news;
}

bool *aras_reach(const struct aras_model *model, struct aras_error *error)
{
    bool *can = calloc(model->event_count + 1, sizeof *can);
    bool news = true;

    if (can == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu events",
                       model->event_count);
        return NULL;
    }
    for (size_t i = 0; i < model->forced_count; i++) {
        can[model->forced[i].event] = true;
    }
    for (uint32_t i = 0; i < model->event_count; i++) {
        if (starts(model, &model->events[i])) {
            (void) let(model, can, i);
        }
    }
    while (news) {
        news = false;
        for (size_t i = 0; i < model->event_count; i++) {
            news = (can[i] && spread(model, can, &model->events[i])) || news;
        }
    }
    return can;
}
