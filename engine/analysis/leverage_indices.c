#include "analysis/leverage_watch.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "simulation/game.h"

enum { NAME = 512 };

/* --- indices -------------------------------------------------------------------------
 */

int aras_leverage_slot(const struct aras_model *model, const char *family,
                       const char *one, const char *two, const char *three)
{
    char name[NAME];

    snprintf(name, sizeof name, "%s[%s%s%s%s%s]", family, one, two == NULL ? "" : ",",
             two == NULL ? "" : two, three == NULL ? "" : ",",
             three == NULL ? "" : three);
    return aras_model_find_slot(model, name);
}

static size_t actor_number(const struct aras_model *model, const char *id)
{
    size_t number = 0;

    while (strcmp(model->actors[number].id, id) != 0) {
        number++;
        ARAS_REQUIRE(number < model->actor_count);
    }
    return number;
}

static void suppose(struct aras_leverage_supposition *supposition, int slot)
{
    if (slot >= 0) {
        supposition->slot[supposition->count++] = (uint32_t) slot;
    }
}

static void find_suppositions(struct aras_leverage_places *places,
                              const struct aras_model *model,
                              const struct aras_issue *issue)
{
    struct aras_leverage_supposition *it = places->suppose;

    if (places->name >= 0 && isfinite(model->slots[places->name].high)) {
        suppose(&it[ARAS_SUPPOSE_CREDIBLE], places->name);
        it[ARAS_SUPPOSE_CREDIBLE].value = model->slots[places->name].high;
    }
    suppose(&it[ARAS_SUPPOSE_COSTLESS], places->reverse);
    suppose(&it[ARAS_SUPPOSE_UNTIED], places->dependence);
    for (size_t c = 0; c < model->channel_count; c++) {
        const char *channel = model->channels[c].id;

        suppose(&it[ARAS_SUPPOSE_COSTLESS],
                aras_leverage_slot(model, "dependence", issue->by, issue->of, channel));
        suppose(&it[ARAS_SUPPOSE_CAPTIVE],
                aras_leverage_slot(model, "substitutability", issue->of, issue->by,
                                   channel));
        suppose(&it[ARAS_SUPPOSE_UNTIED], places->channel[c]);
    }
}

/* A slot that nothing reads is not there: of a pair without a tie that is 0. */
void aras_leverage_places_of(struct aras_leverage_places *places,
                             const struct aras_model *model,
                             const struct aras_issue *issue)
{
    size_t a = actor_number(model, issue->by);
    size_t b = actor_number(model, issue->of);
    size_t count = model->influence.actors;

    places->dependence =
        aras_leverage_slot(model, "dependence", issue->of, issue->by, NULL);
    places->reverse =
        aras_leverage_slot(model, "dependence", issue->by, issue->of, NULL);
    places->net = aras_leverage_slot(model, "leverage", issue->by, issue->of, NULL);
    places->by = a;
    places->name = aras_leverage_slot(model, "credibility", issue->by, NULL, NULL);
    if (places->name < 0) {
        places->name = aras_leverage_slot(model, "reputation", issue->by, NULL, NULL);
    }
    places->none =
        count > 0 && model->influence.dependence[b * count + a] == 0 ? 0.0 : NAN;
    for (size_t c = 0; c < model->channel_count; c++) {
        places->channel[c] = aras_leverage_slot(model, "dependence", issue->of,
                                                issue->by, model->channels[c].id);
    }
    find_suppositions(places, model, issue);
}

static bool is_supposed(const struct aras_leverage_supposition *supposition,
                        uint32_t slot)
{
    for (size_t i = 0; i < supposition->count; i++) {
        if (supposition->slot[i] == slot) {
            return true;
        }
    }
    return false;
}

double aras_leverage_value_at(const struct aras_leverage_watcher *watcher, int slot,
                              double otherwise)
{
    return slot < 0 ? otherwise
                    : aras_simulation_value(watcher->simulation, (uint32_t) slot);
}

double aras_leverage_influence(const struct aras_leverage_watcher *watcher,
                               const struct aras_leverage_places *places)
{
    const int *slot = watcher->work->influence;
    double sum = 0.0;

    for (size_t i = 0; i < watcher->work->model->actor_count; i++) {
        sum += aras_leverage_value_at(watcher, slot[i], 0.0);
    }
    return aras_leverage_value_at(watcher, slot[places->by], NAN) / sum;
}

void aras_leverage_see_indices(struct aras_leverage_watcher *watcher,
                               const struct aras_leverage_places *places,
                               struct aras_pull_sight *sight, double *channel)
{
    const struct aras_model *model = watcher->work->model;
    double symmetry = aras_leverage_value_at(watcher, watcher->work->symmetry, 1.0);
    double dependence =
        aras_leverage_value_at(watcher, places->dependence, places->none);
    double reverse = aras_leverage_value_at(watcher, places->reverse, 0.0);

    sight->value[ARAS_PULL_DEPENDENCE] = dependence;
    sight->value[ARAS_PULL_NET] =
        aras_leverage_value_at(watcher, places->net, dependence - symmetry * reverse);
    sight->value[ARAS_PULL_INFLUENCE] = aras_leverage_influence(watcher, places);
    sight->value[ARAS_PULL_NAME] = aras_leverage_value_at(watcher, places->name, NAN);
    for (size_t c = 0; c < model->channel_count; c++) {
        channel[c] = aras_leverage_value_at(watcher, places->channel[c], NAN);
    }
}

/* --- the game ------------------------------------------------------------------------
 */

double aras_leverage_evaluate(const struct aras_leverage_watcher *watcher,
                              const struct aras_code *code, const double *values)
{
    struct aras_evaluation evaluation = {
        .values = values, .now = aras_simulation_now(watcher->simulation)};
    double value;

    return aras_code_glance(code, values, &value)
               ? value
               : aras_code_evaluate(code, &evaluation);
}

void aras_leverage_suppose(const struct aras_leverage_watcher *watcher,
                           const struct aras_leverage_supposition *supposition,
                           double *values)
{
    const struct aras_model *model = watcher->work->model;

    memcpy(values, aras_simulation_state(watcher->simulation),
           model->slot_count * sizeof *values);
    for (size_t i = 0; supposition != NULL && i < supposition->count; i++) {
        values[supposition->slot[i]] = supposition->value;
    }
    for (size_t i = 0; i < model->derived_count; i++) {
        const struct aras_derived *derived = &model->derived[i];

        if (derived->code != NULL &&
            (supposition == NULL || !is_supposed(supposition, derived->slot))) {
            values[derived->slot] =
                aras_leverage_evaluate(watcher, derived->code, values);
        }
    }
}

static double believed(const struct aras_leverage_watcher *watcher,
                       const struct aras_demand *demand, double enforce)
{
    if (demand->believed == NULL) {
        return enforce;
    }
    watcher->values[demand->enforcement] = enforce;
    return aras_leverage_evaluate(watcher, demand->believed, watcher->values);
}

/* How likely B gives way: concedes, or refrains. */
static double gives_way(const struct aras_demand *demand,
                        const double stake[ARAS_STAKES], double belief)
{
    struct aras_game game = aras_game_solve(stake, belief, demand->deter);

    return demand->deter ? 1.0 - game.yield : game.yield;
}

void aras_leverage_see_game(struct aras_leverage_watcher *watcher,
                            const struct aras_issue *issue,
                            const struct aras_leverage_places *places,
                            struct aras_pull_sight *sight)
{
    const struct aras_demand *demand =
        watcher->work->model->events[issue->event].demand;
    double stake[ARAS_STAKES] = {0.0};
    double other[ARAS_STAKES];
    double belief, yield;

    aras_leverage_suppose(watcher, NULL, watcher->values);
    aras_leverage_suppose(watcher, &places->suppose[ARAS_SUPPOSE_CAPTIVE],
                          watcher->supposed);
    for (size_t i = 0; i < ARAS_STAKES; i++) {
        if (demand->stake[i] != NULL) {
            stake[i] =
                aras_leverage_evaluate(watcher, demand->stake[i], watcher->values);
        }
    }
    belief = believed(watcher, demand, aras_game_enforce(stake));
    yield = gives_way(demand, stake, belief);
    sight->value[ARAS_PULL_YIELD] = yield;
    sight->value[ARAS_PULL_BELIEVED] = belief;
    sight->value[ARAS_PULL_CREDIBLE] = gives_way(demand, stake, 1.0) - yield;

    memcpy(other, stake, sizeof other);
    other[ARAS_K_BY] = 0.0;
    sight->value[ARAS_PULL_COSTLESS] =
        gives_way(demand, other, believed(watcher, demand, aras_game_enforce(other))) -
        yield;

    memcpy(other, stake, sizeof other);
    other[ARAS_K_OF] =
        aras_leverage_evaluate(watcher, demand->stake[ARAS_K_OF], watcher->supposed);
    sight->value[ARAS_PULL_CAPTIVE] = gives_way(demand, other, belief) - yield;
}
