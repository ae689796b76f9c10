#include "analysis/leverage_play.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "montecarlo/attempt.h"
#include "simulation/game.h"

enum { NAME = 512, INTERVENTIONS = 4 };

/* Slots that are supposed to have another value, and that nothing else changes. */
struct supposition {
    uint32_t *slot;
    size_t count;
    double value;
    bool matters; /* ANSWER: to anything that B weighs in its decision */
};

enum { CREDIBLE, COSTLESS, CAPTIVE, UNTIED, SUPPOSITIONS };

/* Where an issue's indices stand; -1: nowhere. */
struct places {
    int dependence, reverse, net, name;
    size_t by;    /* number of A */
    int *channel; /* by channel */
    struct supposition suppose[SUPPOSITIONS];
    double none; /* dependence where there is no slot: 0 when there is no tie */
};

/* One half of a pair. */
struct job {
    uint32_t world, time, issue, acts;
};

struct work {
    struct aras_leverage_play *play;
    const struct aras_model *model;
    const struct aras_leverage_wish *wish;
    struct places *places; /* by issue */
    int symmetry;
    int *influence; /* by actor, of those that are not outside; -1 */
    bool *by_force; /* by event: what it brings about is not B's doing */
    bool *changed;  /* by slot: room to look what a supposition changes */
    struct aras_intervention look[ARAS_MOST_LEVERAGE_TIMES];
    struct aras_intervention (*plan)[INTERVENTIONS]; /* by time, issue, acts */
    struct job *jobs;
    size_t job_count;
    uint64_t done, total; /* told of */
};

/* What the first effect of `conceded` asks for. */
struct goal {
    bool known, there_by_force;
    uint32_t slot;
    double before, value;
};

struct watcher {
    const struct work *work;
    struct aras_simulation *simulation;
    double *values, *supposed; /* copies of a state, by slot */
    double *utility;           /* by choice of B */

    /* a world as it was */
    size_t world;
    size_t looked; /* times that have passed */
    bool *fired;   /* by issue: its event has happened */

    /* half of a pair */
    const struct job *job;
    struct aras_pull_arm *arm;
    bool begun, crossed;
    struct goal goal;
};

double *aras_leverage_play_weighed(const struct aras_leverage_play *play, size_t world,
                                   size_t time, size_t issue, size_t choice)
{
    size_t row = (world * play->wish->times + time) * play->choices;

    return play->weighed + (row + play->choice[issue] + choice) * ARAS_WEIGHED;
}

size_t aras_leverage_play_at(const struct aras_leverage_play *play, size_t world,
                             size_t time, size_t issue)
{
    return (world * play->wish->times + time) * play->wish->issues + issue;
}

/* --- indices -------------------------------------------------------------------------
 */

static int find(const struct aras_model *model, const char *family, const char *one,
                const char *two, const char *three)
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

static void suppose(struct supposition *supposition, int slot)
{
    if (slot >= 0) {
        supposition->slot[supposition->count++] = (uint32_t) slot;
    }
}

/* B certain of A's name; A not, B not dependent on the other; B without substitutes. */
static void find_suppositions(struct places *places, const struct aras_model *model,
                              const struct aras_issue *issue)
{
    struct supposition *it = places->suppose;

    if (places->name >= 0 && isfinite(model->slots[places->name].high)) {
        suppose(&it[CREDIBLE], places->name);
        it[CREDIBLE].value = model->slots[places->name].high;
    }
    suppose(&it[COSTLESS], places->reverse);
    suppose(&it[UNTIED], places->dependence);
    for (size_t c = 0; c < model->channel_count; c++) {
        const char *channel = model->channels[c].id;

        suppose(&it[COSTLESS],
                find(model, "dependence", issue->by, issue->of, channel));
        suppose(&it[CAPTIVE],
                find(model, "substitutability", issue->of, issue->by, channel));
        suppose(&it[UNTIED], places->channel[c]);
    }
}

/* A slot that nothing reads is not there: of a pair without a tie that is 0. */
static void find_places(struct places *places, const struct aras_model *model,
                        const struct aras_issue *issue)
{
    size_t a = actor_number(model, issue->by);
    size_t b = actor_number(model, issue->of);
    size_t count = model->influence.actors;

    places->dependence = find(model, "dependence", issue->of, issue->by, NULL);
    places->reverse = find(model, "dependence", issue->by, issue->of, NULL);
    places->net = find(model, "leverage", issue->by, issue->of, NULL);
    places->by = a;
    places->name = find(model, "credibility", issue->by, NULL, NULL);
    if (places->name < 0) {
        places->name = find(model, "reputation", issue->by, NULL, NULL);
    }
    places->none =
        count > 0 && model->influence.dependence[b * count + a] == 0 ? 0.0 : NAN;
    for (size_t c = 0; c < model->channel_count; c++) {
        places->channel[c] =
            find(model, "dependence", issue->of, issue->by, model->channels[c].id);
    }
    find_suppositions(places, model, issue);
}

static bool is_supposed(const struct supposition *supposition, uint32_t slot)
{
    for (size_t i = 0; i < supposition->count; i++) {
        if (supposition->slot[i] == slot) {
            return true;
        }
    }
    return false;
}

static double value_at(const struct watcher *watcher, int slot, double otherwise)
{
    return slot < 0 ? otherwise
                    : aras_simulation_value(watcher->simulation, (uint32_t) slot);
}

/* What A has of the influence of all actors that are not outside. */
static double share_of_influence(const struct watcher *watcher,
                                 const struct places *places)
{
    const int *slot = watcher->work->influence;
    double sum = 0.0;

    for (size_t i = 0; i < watcher->work->model->actor_count; i++) {
        sum += value_at(watcher, slot[i], 0.0);
    }
    return value_at(watcher, slot[places->by], NAN) / sum;
}

static void see_indices(struct watcher *watcher, const struct places *places,
                        struct aras_pull_sight *sight, double *channel)
{
    const struct aras_model *model = watcher->work->model;
    double symmetry = value_at(watcher, watcher->work->symmetry, 1.0);
    double dependence = value_at(watcher, places->dependence, places->none);
    double reverse = value_at(watcher, places->reverse, 0.0);

    sight->value[ARAS_PULL_DEPENDENCE] = dependence;
    sight->value[ARAS_PULL_NET] =
        value_at(watcher, places->net, dependence - symmetry * reverse);
    sight->value[ARAS_PULL_INFLUENCE] = share_of_influence(watcher, places);
    sight->value[ARAS_PULL_NAME] = value_at(watcher, places->name, NAN);
    for (size_t c = 0; c < model->channel_count; c++) {
        channel[c] = value_at(watcher, places->channel[c], NAN);
    }
}

/* --- the game ------------------------------------------------------------------------
 */

/* A formula over a state that is not that of the simulation; NAN without a value. */
static double evaluate(const struct watcher *watcher, const struct aras_code *code,
                       const double *values)
{
    struct aras_evaluation evaluation = {
        .values = values, .now = aras_simulation_now(watcher->simulation)};
    double value;

    return aras_code_glance(code, values, &value)
               ? value
               : aras_code_evaluate(code, &evaluation);
}

/* Copies the state, with everything derived from it up to date, as it would be under a
 * supposition (NULL: none). */
static void copy_state(const struct watcher *watcher,
                       const struct supposition *supposition, double *values)
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
            values[derived->slot] = evaluate(watcher, derived->code, values);
        }
    }
}

static double believed(const struct watcher *watcher, const struct aras_demand *demand,
                       double enforce)
{
    if (demand->believed == NULL) {
        return enforce;
    }
    watcher->values[demand->enforcement] = enforce;
    return evaluate(watcher, demand->believed, watcher->values);
}

/* How likely B gives way: concedes, or refrains. */
static double gives_way(const struct aras_demand *demand,
                        const double stake[ARAS_STAKES], double belief)
{
    struct aras_game game = aras_game_solve(stake, belief, demand->deter);

    return demand->deter ? 1.0 - game.yield : game.yield;
}

static void see_game(struct watcher *watcher, const struct aras_issue *issue,
                     const struct places *places, struct aras_pull_sight *sight)
{
    const struct aras_demand *demand =
        watcher->work->model->events[issue->event].demand;
    double stake[ARAS_STAKES] = {0.0};
    double other[ARAS_STAKES];
    double belief, yield;

    copy_state(watcher, NULL, watcher->values);
    copy_state(watcher, &places->suppose[CAPTIVE], watcher->supposed);
    for (size_t i = 0; i < ARAS_STAKES; i++) {
        if (demand->stake[i] != NULL) {
            stake[i] = evaluate(watcher, demand->stake[i], watcher->values);
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
    other[ARAS_K_OF] = evaluate(watcher, demand->stake[ARAS_K_OF], watcher->supposed);
    sight->value[ARAS_PULL_CAPTIVE] = gives_way(demand, other, belief) - yield;
}

/* --- what B weighs -------------------------------------------------------------------
 */

static bool reads_any(const struct aras_code *code, const bool *changed)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        if (changed[code->reads[i]]) {
            return true;
        }
    }
    return false;
}

static bool weighs_any(const struct aras_decision *decision, const bool *changed)
{
    bool any = reads_any(decision->sharpness, changed);

    for (size_t k = 0; k < decision->count; k++) {
        for (size_t i = 0; i < decision->choices[k].count; i++) {
            any = any ||
                  reads_any(decision->choices[k].considerations[i].of, changed) ||
                  reads_any(decision->choices[k].considerations[i].weight, changed);
        }
    }
    return any;
}

/* Whether a supposition reaches anything that B weighs; `changed` has room for all
 * slots. */
static bool matters_to(const struct aras_model *model,
                       const struct supposition *supposition,
                       const struct aras_decision *decision, bool *changed)
{
    memset(changed, 0, model->slot_count * sizeof *changed);
    for (size_t i = 0; i < supposition->count; i++) {
        changed[supposition->slot[i]] = true;
    }
    for (size_t i = 0; i < model->derived_count; i++) {
        const struct aras_derived *derived = &model->derived[i];

        /* What influence makes of it is left as it is. */
        changed[derived->slot] =
            changed[derived->slot] ||
            (derived->code != NULL && reads_any(derived->code, changed));
    }
    return weighs_any(decision, changed);
}

static double utility_of(const struct watcher *watcher,
                         const struct aras_choice *choice, const double *values)
{
    const struct aras_model *model = watcher->work->model;
    double utility = 0.0;

    for (size_t i = 0; i < choice->count; i++) {
        utility += evaluate(watcher, choice->considerations[i].weight, values) *
                   evaluate(watcher, choice->considerations[i].of, values);
    }
    if (choice->status_quo &&
        values[model->decision_rule] == (double) ARAS_STATUS_QUO_RULE) {
        utility += values[model->status_quo_bias];
    }
    return utility;
}

/* The chance of each choice by B's rule under a supposition, the same options being
 * open (those with a utility), into `utility`. */
static void weigh_anew(struct watcher *watcher, const struct aras_decision *decision,
                       const struct supposition *supposition, const double *open)
{
    double *utility = watcher->utility;
    double greatest = -INFINITY;
    double sum = 0.0;
    double sharpness;

    copy_state(watcher, supposition, watcher->supposed);
    sharpness = evaluate(watcher, decision->sharpness, watcher->supposed);
    for (size_t k = 0; k < decision->count; k++) {
        utility[k] = isnan(open[k])
                         ? -INFINITY
                         : sharpness * utility_of(watcher, &decision->choices[k],
                                                  watcher->supposed);
        greatest = fmax(greatest, utility[k]);
    }
    for (size_t k = 0; k < decision->count; k++) {
        utility[k] = exp(utility[k] - greatest);
        sum += utility[k];
    }
    for (size_t k = 0; k < decision->count; k++) {
        utility[k] /= sum;
    }
}

/* B decides: how likely it takes each option, and how likely it would. */
static void weigh(struct watcher *watcher, const double *utility,
                  const double *probability)
{
    static const int told[SUPPOSITIONS] = {ARAS_WEIGHED_CREDIBLE, ARAS_WEIGHED_COSTLESS,
                                           ARAS_WEIGHED_CAPTIVE, ARAS_WEIGHED_TIED};
    const struct work *work = watcher->work;
    const struct job *job = watcher->job;
    const struct aras_decision *decision =
        work->model->events[work->wish->issue[job->issue].decision].decision;
    double *weighed =
        aras_leverage_play_weighed(work->play, job->world, job->time, job->issue, 0);

    for (size_t k = 0; k < decision->count; k++) {
        weighed[k * ARAS_WEIGHED] = isnan(utility[k]) ? 0.0 : probability[k];
    }
    for (size_t s = 0; s < SUPPOSITIONS; s++) {
        const struct supposition *it = &work->places[job->issue].suppose[s];

        if (it->matters) {
            weigh_anew(watcher, decision, it, utility);
        }
        for (size_t k = 0; k < decision->count; k++) {
            double *number = &weighed[k * ARAS_WEIGHED];
            double more = it->matters ? watcher->utility[k] - number[0] : 0.0;

            number[told[s]] = s == UNTIED && it->matters ? -more : more;
        }
    }
}

static void note_decision(void *opaque, uint32_t event, double time, size_t choices,
                          const double *utility, const double *probability, int chosen)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;
    const struct job *job = watcher->job;
    const struct aras_issue *issue = &work->wish->issue[job->issue];

    (void) choices;
    if (!watcher->begun || issue->kind != ARAS_ISSUE_ANSWER ||
        event != issue->decision || watcher->arm->decided ||
        time > work->wish->at[job->time] + work->wish->within) {
        return;
    }
    watcher->arm->decided = true;
    if (job->acts == 1 && chosen >= 0 &&
        work->model->events[event].decision->dictated < 0) {
        weigh(watcher, utility, probability);
    }
}

/* --- what is demanded ----------------------------------------------------------------
 */

static bool is_there(const struct goal *goal, double value)
{
    return goal->value > goal->before ? value >= goal->value : value <= goal->value;
}

/* The state now is that before the demand. */
static struct goal find_goal(const struct watcher *watcher, uint32_t demand)
{
    const struct aras_model *model = watcher->work->model;
    const struct aras_event *conceded =
        &model->events[model->events[demand].demand->result[ARAS_CONCEDED]];
    const struct aras_effect *effect = conceded->effects;
    struct goal goal = {.known = false};

    if (conceded->effect_count == 0) {
        return goal;
    }
    goal.slot = effect->slot;
    goal.before = aras_simulation_value(watcher->simulation, goal.slot);
    switch (effect->value.kind) {
    case ARAS_OPERAND_LITERAL:
        goal.value = effect->value.value;
        break;
    case ARAS_OPERAND_SLOT:
        goal.value = aras_simulation_value(watcher->simulation, effect->value.slot);
        break;
    case ARAS_OPERAND_CODE:
        if (effect->value.code->draws > 0 ||
            !aras_simulation_ask(watcher->simulation, effect->value.code,
                                 &goal.value)) {
            return goal;
        }
        break;
    }
    goal.value = effect->kind == ARAS_EFFECT_ADD        ? goal.before + goal.value
                 : effect->kind == ARAS_EFFECT_MULTIPLY ? goal.before * goal.value
                                                        : goal.value;
    goal.known = true;
    return goal;
}

/* --- worlds as they were -------------------------------------------------------------
 */

static bool is_open(const struct watcher *watcher, const struct aras_code *guard)
{
    double value;

    return guard == NULL ||
           (aras_simulation_ask(watcher->simulation, guard, &value) && value != 0.0);
}

/* Whether an event could happen now: of an option, whether it could be chosen. */
static bool can_happen(const struct watcher *watcher, size_t issue)
{
    const struct aras_model *model = watcher->work->model;
    uint32_t number = watcher->work->wish->issue[issue].event;
    const struct aras_event *event = &model->events[number];
    uint32_t parent;

    if (event->forbidden || (event->once && watcher->fired[issue]) ||
        !is_open(watcher, event->guard)) {
        return false;
    }
    if (aras_issue_parent(model, number, &parent) &&
        model->events[parent].decision != NULL) {
        const struct aras_decision *decision = model->events[parent].decision;

        for (size_t k = 0; k < decision->count; k++) {
            if (decision->choices[k].event == number) {
                return is_open(watcher, decision->choices[k].guard);
            }
        }
    }
    return true;
}

static bool is_at_issue(const struct watcher *watcher, size_t issue)
{
    const struct aras_issue *it = &watcher->work->wish->issue[issue];

    if (!can_happen(watcher, issue)) {
        return false;
    }
    if (it->kind == ARAS_ISSUE_DEMAND) {
        struct goal goal = find_goal(watcher, it->event);

        return !goal.known || goal.value != goal.before;
    }
    return true;
}

static void see(void *opaque, double time)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;

    for (size_t i = 0; i < work->wish->issues; i++) {
        size_t at =
            aras_leverage_play_at(work->play, watcher->world, watcher->looked, i);
        struct aras_pull_sight *sight = &work->play->sight[at];

        for (size_t l = 0; l < ARAS_PULLS; l++) {
            sight->value[l] = NAN;
        }
        sight->at_issue = is_at_issue(watcher, i);
        if (sight->at_issue) {
            see_indices(watcher, &work->places[i], sight,
                        work->play->channel + at * work->model->channel_count);
        }
        if (sight->at_issue && work->wish->issue[i].kind != ARAS_ISSUE_ANSWER) {
            see_game(watcher, &work->wish->issue[i], &work->places[i], sight);
        }
    }
    (void) time;
    watcher->looked++;
}

/* By what is seen that A acts by itself. */
static uint32_t sign_of(const struct work *work, size_t issue)
{
    const struct aras_issue *it = &work->wish->issue[issue];

    return it->kind == ARAS_ISSUE_DEMAND
               ? work->model->events[it->event].demand->result[ARAS_ISSUED]
               : it->event;
}

static void note_happening(void *opaque, uint32_t event, double time, bool forced,
                           double rate)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;
    const struct aras_leverage_wish *wish = work->wish;

    (void) forced;
    (void) rate;
    for (size_t i = 0; i < wish->issues; i++) {
        watcher->fired[i] = watcher->fired[i] || wish->issue[i].event == event;
        for (size_t t = 0; t < watcher->looked && sign_of(work, i) == event; t++) {
            size_t at = aras_leverage_play_at(work->play, watcher->world, t, i);

            work->play->sight[at].asked =
                work->play->sight[at].asked || time <= wish->at[t] + wish->within;
        }
    }
}

static void begin_world(void *opaque, size_t number)
{
    struct watcher *watcher = opaque;

    watcher->world = number;
    watcher->looked = 0;
    memset(watcher->fired, 0, watcher->work->wish->issues * sizeof *watcher->fired);
}

static void end_world(void *context, void *watcher, size_t number,
                      const struct aras_record *record,
                      const struct aras_simulation *simulation)
{
    const struct work *work = context;
    const struct aras_model *model = work->model;

    (void) watcher;
    (void) simulation;
    work->play->world[number] =
        (struct aras_pull_world){.set = record->set, .failed = record->failed};
    for (size_t v = 0; v < model->variant_count; v++) {
        work->play->variants[number * model->variant_count + v] =
            record->parameters[model->parameter_count + v];
    }
}

static void pose_world(const void *context, size_t number, struct aras_attempt *attempt)
{
    const struct work *work = context;

    *attempt = (struct aras_attempt){.replication = number,
                                     .interventions = work->look,
                                     .intervention_count = work->wish->times};
}

/* --- pairs ---------------------------------------------------------------------------
 */

static void look_at_pair(void *opaque, double time)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;
    const struct job *job = watcher->job;
    const struct places *places = &work->places[job->issue];

    (void) time;
    if (!watcher->begun) {
        watcher->begun = true;
        if (work->wish->issue[job->issue].kind == ARAS_ISSUE_DEMAND) {
            watcher->goal = find_goal(watcher, work->wish->issue[job->issue].event);
        }
        return;
    }
    watcher->arm->dependence = value_at(watcher, places->dependence, places->none);
    watcher->arm->influence = share_of_influence(watcher, places);
}

static void note_answer(void *opaque, uint32_t event, double time, bool forced,
                        double rate)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;
    const struct aras_issue *issue = &work->wish->issue[watcher->job->issue];
    const struct aras_demand *demand = work->model->events[issue->event].demand;
    struct aras_pull_arm *arm = watcher->arm;

    (void) forced;
    (void) rate;
    if (!watcher->begun ||
        time > work->wish->at[watcher->job->time] + work->wish->within) {
        return;
    }
    if (issue->kind == ARAS_ISSUE_ANSWER) {
        for (size_t k = 0; k < aras_issue_choices(issue, work->model); k++) {
            arm->done |= (uint64_t) (event == aras_issue_choice(issue, work->model, k))
                         << k;
        }
        return;
    }
    arm->enforced = arm->enforced || event == demand->result[ARAS_ENFORCED];
    if (issue->kind == ARAS_ISSUE_LINE) {
        watcher->crossed = watcher->crossed || event == demand->result[ARAS_ISSUED];
    } else if (event == demand->result[ARAS_CONCEDED]) {
        arm->conceded = true;
        arm->done = 1;
    }
}

static void note_goal(void *opaque, double time)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;
    struct goal *goal = &watcher->goal;
    uint32_t firing = aras_simulation_firing(watcher->simulation);

    if (!watcher->begun || !goal->known || goal->there_by_force ||
        time > work->wish->at[watcher->job->time] + work->wish->within ||
        !is_there(goal, aras_simulation_value(watcher->simulation, goal->slot))) {
        return;
    }
    if (firing != UINT32_MAX && work->by_force[firing]) {
        goal->there_by_force = true;
    } else {
        watcher->arm->done = 1;
    }
}

static void forget_weighed(const struct watcher *watcher)
{
    const struct work *work = watcher->work;
    const struct job *job = watcher->job;
    double *weighed =
        aras_leverage_play_weighed(work->play, job->world, job->time, job->issue, 0);
    size_t choices = aras_issue_choices(&work->wish->issue[job->issue], work->model);

    for (size_t i = 0; i < choices * ARAS_WEIGHED; i++) {
        weighed[i] = NAN;
    }
}

static void begin_pair(void *opaque, size_t number)
{
    struct watcher *watcher = opaque;
    const struct work *work = watcher->work;
    const struct job *job = &work->jobs[number];

    watcher->job = job;
    watcher->arm = &work->play->arm[aras_leverage_play_at(
        work->play, job->world, job->time, job->issue)][job->acts];
    watcher->begun = false;
    watcher->crossed = false;
    watcher->goal = (struct goal){.known = false};
    if (job->acts == 1) {
        forget_weighed(watcher);
    }
}

static void end_pair(void *context, void *opaque, size_t number,
                     const struct aras_record *record,
                     const struct aras_simulation *simulation)
{
    const struct work *work = context;
    struct watcher *watcher = opaque;
    struct aras_pull_arm *arm = watcher->arm;

    (void) number;
    (void) simulation;
    arm->played = true;
    arm->failed = record->failed;
    if (work->wish->issue[watcher->job->issue].kind == ARAS_ISSUE_LINE) {
        arm->done = watcher->crossed ? 0 : 1;
    }
}

/* A line that stands needs nothing said, an act that is not done nothing made. */
static size_t length_of_plan(enum aras_issue_kind kind, bool acts)
{
    bool shorter =
        (kind == ARAS_ISSUE_LINE && acts) || (kind == ARAS_ISSUE_ANSWER && !acts);

    return shorter ? INTERVENTIONS - 1 : INTERVENTIONS;
}

static void pose_pair(const void *context, size_t number, struct aras_attempt *attempt)
{
    const struct work *work = context;
    const struct job *job = &work->jobs[number];
    size_t plan = (job->time * work->wish->issues + job->issue) * ARAS_PULL_ARMS;

    *attempt =
        (struct aras_attempt){.replication = job->world,
                              .interventions = work->plan[plan + job->acts],
                              .intervention_count = length_of_plan(
                                  work->wish->issue[job->issue].kind, job->acts == 1),
                              .since = work->wish->at[job->time]};
}

/* Both begin with a look at T and at the end of the window; what not all have is last.
 */
static void lay_plan(const struct work *work, size_t time, size_t issue)
{
    const struct aras_issue *it = &work->wish->issue[issue];
    double at = work->wish->at[time];
    struct aras_intervention *silent =
        work->plan[(time * work->wish->issues + issue) * ARAS_PULL_ARMS];
    struct aras_intervention *acts = silent + INTERVENTIONS;
    struct aras_intervention occasion = {
        .kind = ARAS_FORCE, .event = it->event, .time = at};
    struct aras_intervention silence = {
        .kind = ARAS_SILENCE, .event = it->event, .time = at};
    struct aras_intervention over = {
        .kind = ARAS_CEASE, .event = it->event, .time = at};

    silent[0] = acts[0] = (struct aras_intervention){.kind = ARAS_LOOK, .time = at};
    silent[1] = acts[1] = (struct aras_intervention){
        .kind = ARAS_LOOK, .time = fmin(at + work->wish->within, work->model->horizon)};
    switch (it->kind) {
    case ARAS_ISSUE_DEMAND:
        silent[2] = acts[2] = silence;
        silent[3] = acts[3] = occasion;
        acts[3].kind = ARAS_INSIST;
        break;
    case ARAS_ISSUE_LINE:
        silent[2] = acts[2] = occasion;
        silent[3] = acts[3] = silence;
        break;
    case ARAS_ISSUE_ANSWER:
        silent[2] = acts[2] = over;
        silent[3] = acts[3] = occasion;
        break;
    }
}

/* --- watchers ------------------------------------------------------------------------
 */

static void unwatch(void *opaque)
{
    struct watcher *watcher = opaque;

    free(watcher->values);
    free(watcher->supposed);
    free(watcher->utility);
    free(watcher->fired);
    free(watcher);
}

static struct watcher *new_watcher(const struct work *work,
                                   struct aras_simulation *simulation,
                                   struct aras_error *error)
{
    struct watcher *watcher = calloc(1, sizeof *watcher);

    if (watcher != NULL) {
        watcher->work = work;
        watcher->simulation = simulation;
        watcher->values = calloc(work->model->slot_count + 1, sizeof(double));
        watcher->supposed = calloc(work->model->slot_count + 1, sizeof(double));
        watcher->utility = calloc(ARAS_PULL_MOST_CHOICES, sizeof(double));
        watcher->fired = calloc(work->wish->issues + 1, sizeof(bool));
    }
    if (watcher == NULL || watcher->values == NULL || watcher->supposed == NULL ||
        watcher->utility == NULL || watcher->fired == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to watch worlds");
        if (watcher != NULL) {
            unwatch(watcher);
        }
        return NULL;
    }
    return watcher;
}

static void *watch_world(void *context, struct aras_simulation *simulation,
                         struct aras_observer *observer, struct aras_error *error)
{
    observer->event = note_happening;
    observer->look = see;
    return new_watcher(context, simulation, error);
}

static void *watch_pair(void *context, struct aras_simulation *simulation,
                        struct aras_observer *observer, struct aras_error *error)
{
    observer->event = note_answer;
    observer->decision = note_decision;
    observer->settled = note_goal;
    observer->look = look_at_pair;
    return new_watcher(context, simulation, error);
}

static void tell(void *context, size_t done)
{
    const struct work *work = context;

    if (work->wish->told != NULL) {
        work->wish->told(work->wish->teller, work->done + done, work->total);
    }
}

/* --- all of it -----------------------------------------------------------------------
 */

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for pairs of worlds");
}

static bool make_places(struct places *places, size_t channels)
{
    bool made = true;

    places->channel = calloc(channels + 1, sizeof(int));
    for (size_t s = 0; s < SUPPOSITIONS; s++) {
        places->suppose[s].slot = calloc(channels + 1, sizeof(uint32_t));
        made = made && places->suppose[s].slot != NULL;
    }
    return made && places->channel != NULL;
}

static enum aras_status make_room(struct work *work, struct aras_error *error)
{
    struct aras_leverage_play *play = work->play;
    const struct aras_model *model = work->model;
    size_t worlds = (size_t) work->wish->worlds;
    size_t cells = work->wish->times * work->wish->issues;

    play->world = calloc(worlds, sizeof *play->world);
    play->variants = calloc(worlds * model->variant_count + 1, sizeof(double));
    play->sight = calloc(worlds * cells, sizeof *play->sight);
    play->arm = calloc(worlds * cells, sizeof *play->arm);
    play->channel = calloc(worlds * cells * model->channel_count + 1, sizeof(double));
    play->choice = calloc(work->wish->issues, sizeof *play->choice);
    work->changed = calloc(model->slot_count + 1, sizeof *work->changed);
    work->places = calloc(work->wish->issues, sizeof *work->places);
    work->influence = calloc(model->actor_count + 1, sizeof(int));
    work->by_force = calloc(model->event_count + 1, sizeof(bool));
    work->plan = calloc(cells * ARAS_PULL_ARMS, sizeof *work->plan);
    if (play->world == NULL || play->variants == NULL || play->sight == NULL ||
        play->arm == NULL || play->channel == NULL || play->choice == NULL ||
        work->changed == NULL || work->places == NULL || work->influence == NULL ||
        work->by_force == NULL || work->plan == NULL) {
        return no_memory(error);
    }
    for (size_t i = 0; i < work->wish->issues; i++) {
        if (!make_places(&work->places[i], model->channel_count)) {
            return no_memory(error);
        }
        play->choice[i] = play->choices;
        play->choices += aras_issue_choices(&work->wish->issue[i], model);
    }
    play->weighed =
        calloc(worlds * work->wish->times * play->choices * ARAS_WEIGHED + 1,
               sizeof *play->weighed);
    return play->weighed == NULL ? no_memory(error) : ARAS_OK;
}

static void give_back(struct work *work)
{
    for (size_t i = 0; work->places != NULL && i < work->wish->issues; i++) {
        free(work->places[i].channel);
        for (size_t s = 0; s < SUPPOSITIONS; s++) {
            free(work->places[i].suppose[s].slot);
        }
    }
    free(work->changed);
    free(work->places);
    free(work->influence);
    free(work->by_force);
    free(work->plan);
    free(work->jobs);
}

static void see_what_matters(const struct work *work, size_t issue)
{
    const struct aras_issue *it = &work->wish->issue[issue];

    for (size_t s = 0; s < SUPPOSITIONS && it->kind == ARAS_ISSUE_ANSWER; s++) {
        struct supposition *supposition = &work->places[issue].suppose[s];

        supposition->matters =
            matters_to(work->model, supposition,
                       work->model->events[it->decision].decision, work->changed);
    }
}

static void prepare(struct work *work)
{
    const struct aras_model *model = work->model;

    work->symmetry = aras_model_find_slot(model, "rules.symmetry");
    for (size_t i = 0; i < model->actor_count; i++) {
        work->influence[i] =
            model->actors[i].outside
                ? -1
                : find(model, "influence", model->actors[i].id, NULL, NULL);
    }
    for (size_t i = 0; i < work->wish->issues; i++) {
        find_places(&work->places[i], model, &work->wish->issue[i]);
        see_what_matters(work, i);
    }
    for (size_t e = 0; e < model->event_count; e++) {
        const struct aras_demand *demand = model->events[e].demand;

        if (demand != NULL) {
            work->by_force[demand->result[ARAS_ENFORCED]] = true;
            work->by_force[demand->result[ARAS_ISSUED]] = demand->deter;
        }
    }
    for (size_t t = 0; t < work->wish->times; t++) {
        work->look[t] =
            (struct aras_intervention){.kind = ARAS_LOOK, .time = work->wish->at[t]};
        for (size_t i = 0; i < work->wish->issues; i++) {
            lay_plan(work, t, i);
        }
    }
}

static void add_pair(struct work *work, uint32_t world, uint32_t time, uint32_t issue)
{
    size_t at = aras_leverage_play_at(work->play, world, time, issue);

    if (work->play->sight[at].at_issue && !work->play->world[world].failed) {
        for (uint32_t acts = 0; acts < ARAS_PULL_ARMS; acts++) {
            work->jobs[work->job_count++] = (struct job){world, time, issue, acts};
        }
    }
}

/* Pairs of the worlds at issue, world by world and by time, so that all of them branch
 * off from one world as it was. */
static enum aras_status find_jobs(struct work *work, struct aras_error *error)
{
    const struct aras_leverage_wish *wish = work->wish;
    size_t most = (size_t) wish->worlds * wish->times * wish->issues;
    size_t pairs = 0;

    for (size_t i = 0; i < most; i++) {
        pairs += work->play->sight[i].at_issue;
    }
    work->jobs = calloc(ARAS_PULL_ARMS * pairs + 1, sizeof *work->jobs);
    if (work->jobs == NULL) {
        return no_memory(error);
    }
    for (uint32_t w = 0; w < wish->worlds; w++) {
        for (uint32_t t = 0; t < wish->times; t++) {
            for (uint32_t i = 0; i < wish->issues; i++) {
                add_pair(work, w, t, i);
            }
        }
    }
    return ARAS_OK;
}

static enum aras_status play_all(struct work *work, const struct aras_plan *plan,
                                 struct aras_error *error)
{
    const struct aras_leverage_wish *wish = work->wish;
    struct aras_attempts worlds = {.context = work,
                                   .count = (size_t) wish->worlds,
                                   .pose = pose_world,
                                   .watch = watch_world,
                                   .unwatch = unwatch,
                                   .begin = begin_world,
                                   .end = end_world,
                                   .told = tell};
    struct aras_attempts pairs = {.context = work,
                                  .pose = pose_pair,
                                  .watch = watch_pair,
                                  .unwatch = unwatch,
                                  .begin = begin_pair,
                                  .end = end_pair,
                                  .told = tell};

    work->total = wish->worlds * (1 + ARAS_PULL_ARMS * wish->times * wish->issues);
    if (aras_montecarlo_attempt(plan, wish->threads, &worlds, wish->stop, error) !=
            ARAS_OK ||
        find_jobs(work, error) != ARAS_OK) {
        return error->status;
    }
    pairs.count = work->job_count;
    work->done = wish->worlds;
    work->total = wish->worlds + work->job_count;
    return aras_montecarlo_attempt(plan, wish->threads, &pairs, wish->stop, error);
}

enum aras_status aras_leverage_play(struct aras_leverage_play *play,
                                    const struct aras_model *model,
                                    const struct aras_settings *settings,
                                    const struct aras_leverage_wish *wish,
                                    struct aras_error *error)
{
    struct aras_plan plan = {.model = model, .settings = *settings};
    struct work work = {.play = play, .model = model, .wish = wish};
    enum aras_status status;

    *play = (struct aras_leverage_play){.model = model, .wish = wish};
    status = make_room(&work, error);
    if (status == ARAS_OK) {
        prepare(&work);
        plan.settings.untracked = true;
        status = play_all(&work, &plan, error);
    }
    give_back(&work);
    return status;
}

void aras_leverage_play_free(struct aras_leverage_play *play)
{
    free(play->world);
    free(play->variants);
    free(play->sight);
    free(play->arm);
    free(play->channel);
    free(play->choice);
    free(play->weighed);
    *play = (struct aras_leverage_play){0};
}
