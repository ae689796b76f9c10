#include "command/sight.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"

static const struct aras_code *code_of(const struct aras_model *model, uint32_t slot)
{
    for (size_t i = 0; i < model->derived_count; i++) {
        if (model->derived[i].slot == slot) {
            return model->derived[i].code;
        }
    }
    return NULL;
}

/* What stands, with leverage, which is worked out only when somebody asks. */
void aras_sight_look(struct aras_playing *playing)
{
    const struct aras_model *model = playing->model;

    memcpy(playing->now, aras_simulation_state(playing->simulation),
           model->slot_count * sizeof *playing->now);
    for (uint32_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];
        const struct aras_code *code;

        if (slot->kind == ARAS_SLOT_DERIVED && slot->name != NULL &&
            strncmp(slot->name, "leverage[", 9) == 0 &&
            (code = code_of(model, i)) != NULL) {
            (void) aras_simulation_ask(playing->simulation, code, &playing->now[i]);
        }
    }
}

void aras_sight_note_begun(void *context)
{
    struct aras_playing *playing = context;

    for (size_t i = 0; i < playing->model->actor_count; i++) {
        memcpy(playing->memory[i].before, aras_simulation_state(playing->simulation),
               playing->model->slot_count * sizeof *playing->memory[i].before);
    }
}

/* What an event of the very start sets is no news. */
void aras_sight_note_settled(void *context, double time)
{
    if (time <= 0.0) {
        aras_sight_note_begun(context);
    }
}

void aras_sight_note_event(void *context, uint32_t event, double time, bool forced,
                           double rate)
{
    struct aras_playing *playing = context;

    (void) forced;
    (void) rate;
    if (aras_playing_grow(playing, &playing->news, playing->news_count,
                          &playing->news_room, sizeof *playing->news)) {
        playing->news[playing->news_count++] = (struct aras_news){event, time};
    }
}

static bool sees_all(const struct aras_playing *playing, size_t actor,
                     const struct aras_code *code)
{
    for (size_t i = 0; !code->literal && i < code->read_count; i++) {
        if (!aras_seat_sees(playing->model, actor, code->reads[i])) {
            return false;
        }
    }
    return true;
}

/* What an argument counts, weight x of; NAN where the seat does not see it all. */
static double argument(struct aras_playing *playing, size_t actor,
                       const struct aras_consideration *it)
{
    double of = NAN;
    double weight = NAN;

    if (!sees_all(playing, actor, it->of)) {
        return NAN;
    }
    (void) aras_simulation_ask(playing->simulation, it->of, &of);
    (void) aras_simulation_ask(playing->simulation, it->weight, &weight);
    return of * weight;
}

void aras_sight_counsel(struct aras_playing *playing,
                        const struct aras_outlook *outlook)
{
    const struct aras_decision *decision =
        playing->model->events[outlook->event].decision;
    struct aras_error error = {0};
    size_t count = 0;
    double *value;

    for (size_t i = 0; i < decision->count; i++) {
        count += decision->choices[i].count;
    }
    value = calloc(count + 1, sizeof *value);
    if (value == NULL) {
        aras_playing_stop_without_memory(playing);
        return;
    }
    count = 0;
    for (size_t i = 0; i < decision->count; i++) {
        for (size_t k = 0; k < decision->choices[i].count; k++) {
            value[count++] = argument(playing, outlook->actor,
                                      &decision->choices[i].considerations[k]);
        }
    }
    if (aras_report_counsel(stdout, outlook, value, &playing->style, &error) !=
        ARAS_OK) {
        aras_playing_stop(playing, aras_complain(&error));
    }
    free(value);
}

void aras_sight_remember(struct aras_playing *playing, size_t actor, double time)
{
    struct aras_seat_memory *memory = &playing->memory[actor];

    memcpy(memory->before, playing->now,
           playing->model->slot_count * sizeof *memory->before);
    memory->since = time;
    memory->news = playing->news_count;
}
