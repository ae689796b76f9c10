#include "analysis/leverage_play.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/leverage_watch.h"

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

/* --- what is demanded ----------------------------------------------------------------
 */

static bool is_there(const struct aras_leverage_goal *goal, double value)
{
    return goal->value > goal->before ? value >= goal->value : value <= goal->value;
}

/* The state now is that before the demand. */
static struct aras_leverage_goal find_goal(const struct aras_leverage_watcher *watcher,
                                           uint32_t demand)
{
    const struct aras_model *model = watcher->work->model;
    const struct aras_event *conceded =
        &model->events[model->events[demand].demand->result[ARAS_CONCEDED]];
    const struct aras_effect *effect = conceded->effects;
    struct aras_leverage_goal goal = {.known = false};

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

static bool is_open(const struct aras_leverage_watcher *watcher,
                    const struct aras_code *guard)
{
    double value;

    return guard == NULL ||
           (aras_simulation_ask(watcher->simulation, guard, &value) && value != 0.0);
}

/* Whether an event could happen now: of an option, whether it could be chosen. */
static bool can_happen(const struct aras_leverage_watcher *watcher, size_t issue)
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

static bool is_at_issue(const struct aras_leverage_watcher *watcher, size_t issue)
{
    const struct aras_issue *it = &watcher->work->wish->issue[issue];

    if (!can_happen(watcher, issue)) {
        return false;
    }
    if (it->kind == ARAS_ISSUE_DEMAND) {
        struct aras_leverage_goal goal = find_goal(watcher, it->event);

        return !goal.known || goal.value != goal.before;
    }
    return true;
}

static void see(void *opaque, double time)
{
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;

    for (size_t i = 0; i < work->wish->issues; i++) {
        size_t at =
            aras_leverage_play_at(work->play, watcher->world, watcher->looked, i);
        struct aras_pull_sight *sight = &work->play->sight[at];

        for (size_t l = 0; l < ARAS_PULLS; l++) {
            sight->value[l] = NAN;
        }
        sight->at_issue = is_at_issue(watcher, i);
        if (sight->at_issue) {
            aras_leverage_see_indices(watcher, &work->places[i], sight,
                                      work->play->channel +
                                          at * work->model->channel_count);
        }
        if (sight->at_issue && work->wish->issue[i].kind != ARAS_ISSUE_ANSWER) {
            aras_leverage_see_game(watcher, &work->wish->issue[i], &work->places[i],
                                   sight);
        }
    }
    (void) time;
    watcher->looked++;
}

/* By what is seen that A acts by itself. */
static uint32_t sign_of(const struct aras_leverage_work *work, size_t issue)
{
    const struct aras_issue *it = &work->wish->issue[issue];

    return it->kind == ARAS_ISSUE_DEMAND
               ? work->model->events[it->event].demand->result[ARAS_ISSUED]
               : it->event;
}

static void note_happening(void *opaque, uint32_t event, double time, bool forced,
                           double rate)
{
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;
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
    struct aras_leverage_watcher *watcher = opaque;

    watcher->world = number;
    watcher->looked = 0;
    memset(watcher->fired, 0, watcher->work->wish->issues * sizeof *watcher->fired);
}

static void end_world(void *context, void *watcher, size_t number,
                      const struct aras_record *record,
                      const struct aras_simulation *simulation)
{
    const struct aras_leverage_work *work = context;
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
    const struct aras_leverage_work *work = context;

    *attempt = (struct aras_attempt){.replication = number,
                                     .interventions = work->look,
                                     .intervention_count = work->wish->times};
}

/* --- pairs ---------------------------------------------------------------------------
 */

static void look_at_pair(void *opaque, double time)
{
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;
    const struct aras_leverage_half *job = watcher->job;
    const struct aras_leverage_places *places = &work->places[job->issue];

    (void) time;
    if (!watcher->begun) {
        watcher->begun = true;
        if (work->wish->issue[job->issue].kind == ARAS_ISSUE_DEMAND) {
            watcher->goal = find_goal(watcher, work->wish->issue[job->issue].event);
        }
        return;
    }
    watcher->arm->dependence =
        aras_leverage_value_at(watcher, places->dependence, places->none);
    watcher->arm->influence = aras_leverage_influence(watcher, places);
}

static void note_answer(void *opaque, uint32_t event, double time, bool forced,
                        double rate)
{
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;
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
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;
    struct aras_leverage_goal *goal = &watcher->goal;
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

static void forget_weighed(const struct aras_leverage_watcher *watcher)
{
    const struct aras_leverage_work *work = watcher->work;
    const struct aras_leverage_half *job = watcher->job;
    double *weighed =
        aras_leverage_play_weighed(work->play, job->world, job->time, job->issue, 0);
    size_t choices = aras_issue_choices(&work->wish->issue[job->issue], work->model);

    for (size_t i = 0; i < choices * ARAS_WEIGHED; i++) {
        weighed[i] = NAN;
    }
}

static void begin_pair(void *opaque, size_t number)
{
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;
    const struct aras_leverage_half *job = &work->jobs[number];

    watcher->job = job;
    watcher->arm = &work->play->arm[aras_leverage_play_at(
        work->play, job->world, job->time, job->issue)][job->acts];
    watcher->begun = false;
    watcher->crossed = false;
    watcher->goal = (struct aras_leverage_goal){.known = false};
    if (job->acts == 1) {
        forget_weighed(watcher);
    }
}

static void end_pair(void *context, void *opaque, size_t number,
                     const struct aras_record *record,
                     const struct aras_simulation *simulation)
{
    const struct aras_leverage_work *work = context;
    struct aras_leverage_watcher *watcher = opaque;
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

    return shorter ? ARAS_LEVERAGE_PLAN - 1 : ARAS_LEVERAGE_PLAN;
}

static void pose_pair(const void *context, size_t number, struct aras_attempt *attempt)
{
    const struct aras_leverage_work *work = context;
    const struct aras_leverage_half *job = &work->jobs[number];
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
static void lay_plan(const struct aras_leverage_work *work, size_t time, size_t issue)
{
    const struct aras_issue *it = &work->wish->issue[issue];
    double at = work->wish->at[time];
    struct aras_intervention *silent =
        work->plan[(time * work->wish->issues + issue) * ARAS_PULL_ARMS];
    struct aras_intervention *acts = silent + ARAS_LEVERAGE_PLAN;
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
    struct aras_leverage_watcher *watcher = opaque;

    free(watcher->values);
    free(watcher->supposed);
    free(watcher->utility);
    free(watcher->fired);
    free(watcher);
}

static struct aras_leverage_watcher *new_watcher(const struct aras_leverage_work *work,
                                                 struct aras_simulation *simulation,
                                                 struct aras_error *error)
{
    struct aras_leverage_watcher *watcher = calloc(1, sizeof *watcher);

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
    observer->decision = aras_leverage_note_decision;
    observer->settled = note_goal;
    observer->look = look_at_pair;
    return new_watcher(context, simulation, error);
}

static void tell(void *context, size_t done)
{
    const struct aras_leverage_work *work = context;

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

static bool make_places(struct aras_leverage_places *places, size_t channels)
{
    bool made = true;

    places->channel = calloc(channels + 1, sizeof(int));
    for (size_t s = 0; s < ARAS_SUPPOSITIONS; s++) {
        places->suppose[s].slot = calloc(channels + 1, sizeof(uint32_t));
        made = made && places->suppose[s].slot != NULL;
    }
    return made && places->channel != NULL;
}

static enum aras_status make_room(struct aras_leverage_work *work,
                                  struct aras_error *error)
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

static void give_back(struct aras_leverage_work *work)
{
    for (size_t i = 0; work->places != NULL && i < work->wish->issues; i++) {
        free(work->places[i].channel);
        for (size_t s = 0; s < ARAS_SUPPOSITIONS; s++) {
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

static void see_what_matters(const struct aras_leverage_work *work, size_t issue)
{
    const struct aras_issue *it = &work->wish->issue[issue];

    for (size_t s = 0; s < ARAS_SUPPOSITIONS && it->kind == ARAS_ISSUE_ANSWER; s++) {
        struct aras_leverage_supposition *supposition = &work->places[issue].suppose[s];

        supposition->matters = aras_leverage_matters(
            work->model, supposition, work->model->events[it->decision].decision,
            work->changed);
    }
}

static void prepare(struct aras_leverage_work *work)
{
    const struct aras_model *model = work->model;

    work->symmetry = aras_model_find_slot(model, "rules.symmetry");
    for (size_t i = 0; i < model->actor_count; i++) {
        work->influence[i] = model->actors[i].outside
                                 ? -1
                                 : aras_leverage_slot(model, "influence",
                                                      model->actors[i].id, NULL, NULL);
    }
    for (size_t i = 0; i < work->wish->issues; i++) {
        aras_leverage_places_of(&work->places[i], model, &work->wish->issue[i]);
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

static void add_pair(struct aras_leverage_work *work, uint32_t world, uint32_t time,
                     uint32_t issue)
{
    size_t at = aras_leverage_play_at(work->play, world, time, issue);

    if (work->play->sight[at].at_issue && !work->play->world[world].failed) {
        for (uint32_t acts = 0; acts < ARAS_PULL_ARMS; acts++) {
            work->jobs[work->job_count++] =
                (struct aras_leverage_half){world, time, issue, acts};
        }
    }
}

/* Pairs of the worlds at issue, world by world and by time, so that all of them branch
 * off from one world as it was. */
static enum aras_status find_jobs(struct aras_leverage_work *work,
                                  struct aras_error *error)
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

static enum aras_status play_all(struct aras_leverage_work *work,
                                 const struct aras_plan *plan, struct aras_error *error)
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
    struct aras_leverage_work work = {.play = play, .model = model, .wish = wish};
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
