#include "report/game_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/judgement.h"
#include "report/legend.h"
#include "report/words.h"

static const struct aras_event *option_event(const struct aras_model *model,
                                             uint32_t event, int choice)
{
    return &model->events[model->events[event].decision->choices[choice].event];
}

const char *aras_game_option(const struct aras_model *model, uint32_t event, int choice)
{
    const char *id = option_event(model, event, choice)->id;
    const char *point = strrchr(id, '.');

    return point == NULL ? id : point + 1;
}

const char *aras_game_option_title(const struct aras_model *model, uint32_t event,
                                   int choice)
{
    const char *title = option_event(model, event, choice)->title;

    return title == NULL || title[0] == '\0' ? aras_game_option(model, event, choice)
                                             : title;
}

/* Who made this of a demand; NULL: it is none of its results. Whoever keeps within a
 * line, or crosses it, is the one to whom it was drawn. */
static const char *party_of(const struct aras_demand *demand, uint32_t event)
{
    for (int i = 0; i < ARAS_DEMAND_RESULTS; i++) {
        bool target = i == ARAS_CONCEDED ||
                      (demand->deter && (i == ARAS_SILENT || i == ARAS_ISSUED));

        if (demand->result[i] == event && !(demand->deter && i == ARAS_CONCEDED)) {
            return target ? demand->of : demand->by;
        }
    }
    return NULL;
}

const char *aras_game_who(const struct aras_model *model, uint32_t event)
{
    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_decision *decision = model->events[i].decision;
        const struct aras_demand *demand = model->events[i].demand;

        for (size_t k = 0; decision != NULL && k < decision->count; k++) {
            if (decision->choices[k].event == event) {
                return decision->actor == NULL
                           ? NULL
                           : aras_words_actor(model, decision->actor);
            }
        }
        if (demand != NULL && party_of(demand, event) != NULL) {
            return aras_words_actor(model, party_of(demand, event));
        }
    }
    return NULL;
}

const char *aras_game_decision(const struct aras_model *model, uint32_t event)
{
    const struct aras_event *it = &model->events[event];

    return it->title == NULL ? it->id : it->title;
}

struct aras_number aras_game_worth(double worth)
{
    struct aras_number number;

    snprintf(number.text, sizeof number.text, "%+.2f", worth);
    if (strcmp(number.text + 1, "0.00") == 0) {
        snprintf(number.text, sizeof number.text, "0.00");
    }
    return number;
}

struct aras_number aras_game_within(struct aras_interval interval,
                                    const struct aras_style *style)
{
    struct aras_number number;

    if (isnan(interval.low)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
    } else {
        snprintf(number.text, sizeof number.text, "%.30s to %.30s",
                 aras_game_worth(interval.low).text,
                 aras_game_worth(interval.high).text);
    }
    return number;
}

double aras_game_adds(const struct aras_model *model,
                      const struct aras_preference *preference, double outcome)
{
    return preference->weight * aras_judgement_scaled(model, preference, outcome);
}

struct aras_interval aras_game_extent(const struct aras_model *model,
                                      const struct aras_turn *turn)
{
    struct aras_interval extent = {NAN, NAN};

    for (size_t i = 0; i < model->events[turn->move.event].decision->count; i++) {
        extent.low = fmin(extent.low, turn->worth[i]);
        extent.high = fmax(extent.high, turn->worth[i]);
    }
    return extent;
}

struct aras_number aras_game_regret(const struct aras_yield *yield)
{
    struct aras_number number;

    if (yield->best) {
        snprintf(number.text, sizeof number.text, "best");
    } else if (!(yield->regret_within.low > 0.0)) {
        snprintf(number.text, sizeof number.text, "not told apart");
    } else if (yield->regret < ARAS_GAME_NOTHING) {
        snprintf(number.text, sizeof number.text, "<0.01");
    } else {
        snprintf(number.text, sizeof number.text, "%.2f", yield->regret);
    }
    return number;
}

const char *aras_game_reading(const struct aras_regret *regret,
                              const struct aras_yield *yield)
{
    const struct aras_readings *readings = &regret->readings;

    return aras_legend_has_readings(readings)
               ? aras_legend_reading(readings, regret->model,
                                     (size_t) (yield->reading - readings->reading))
               : "all worlds";
}

size_t aras_game_turns(const struct aras_regret *regret, size_t actor)
{
    size_t turns = 0;

    for (size_t i = 0; i < regret->turns; i++) {
        turns += regret->turn[i].actor == actor ? 1 : 0;
    }
    return turns;
}

bool aras_game_together(const struct aras_course *a, const struct aras_course *b)
{
    return a->actor == b->actor &&
           (a->kind == ARAS_COURSE_OPTION) == (b->kind == ARAS_COURSE_OPTION) &&
           (a->kind != ARAS_COURSE_OPTION || a->event == b->event);
}
