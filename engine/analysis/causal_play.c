#include "analysis/causal_play.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/turn.h"
#include "montecarlo/attempt.h"
#include "random/stream.h"

/* How often a time is drawn anew until a guard is open then. */
enum { TRIES = 20 };

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for causes");
}

/* --- the worlds as they are ---------------------------------------------------------
 */

struct baseline {
    struct aras_causal_play *play;
    const struct aras_readings *readings;
};

struct watcher {
    struct aras_causal_play *play;
    const struct aras_simulation *simulation;
    double *first; /* of the world that is played */
    bool reached;  /* the target has come for good ... */
    uint32_t by;   /* ... by this event */
};

static void see(void *opaque, uint32_t event, double time, bool forced, double rate)
{
    struct watcher *watcher = opaque;

    (void) forced;
    (void) rate;
    if (time < watcher->first[event]) {
        watcher->first[event] = time;
    }
}

static bool is_reached(const struct watcher *watcher)
{
    uint32_t outcome = (uint32_t) watcher->play->wish->target.outcome;

    return aras_simulation_reached(watcher->simulation, outcome) < INFINITY;
}

static void see_start(void *opaque)
{
    struct watcher *watcher = opaque;

    watcher->reached = is_reached(watcher);
}

static void see_settled(void *opaque, double time)
{
    struct watcher *watcher = opaque;

    (void) time;
    if (!watcher->reached && is_reached(watcher)) {
        watcher->reached = true;
        watcher->by = aras_simulation_firing(watcher->simulation);
    }
}

static void *watch(void *opaque, struct aras_simulation *simulation,
                   struct aras_observer *observer, struct aras_error *error)
{
    struct baseline *baseline = opaque;
    struct watcher *watcher = calloc(1, sizeof *watcher);

    if (watcher == NULL) {
        no_memory(error);
        return NULL;
    }
    watcher->play = baseline->play;
    watcher->simulation = simulation;
    observer->event = see;
    if (baseline->play->for_good) {
        observer->begun = see_start;
        observer->settled = see_settled;
    }
    return watcher;
}

static void begin_world(void *opaque, size_t number)
{
    struct watcher *watcher = opaque;

    watcher->first = watcher->play->first + number * watcher->play->events;
    watcher->reached = false;
    watcher->by = UINT32_MAX;
    for (size_t i = 0; i < watcher->play->events; i++) {
        watcher->first[i] = INFINITY;
    }
}

static void pose_world(const void *context, size_t number, struct aras_attempt *attempt)
{
    (void) context;
    attempt->replication = number;
}

size_t aras_causal_play_reading(const struct aras_readings *readings,
                                const struct aras_model *model,
                                const double *parameters)
{
    for (size_t r = 0; r < readings->count; r++) {
        if (readings->reading[r].variant != ARAS_ALL_WORLDS &&
            aras_reading_holds(&readings->reading[r], model, parameters)) {
            return r; /* of the first variant that is drawn: others come behind it */
        }
    }
    return 0;
}

static void end_world(void *opaque, void *watching, size_t number,
                      const struct aras_record *record,
                      const struct aras_simulation *simulation)
{
    const struct watcher *watcher = watching;
    const struct baseline *baseline = opaque;
    const struct aras_causal_play *play = baseline->play;
    const struct aras_model *model = play->plan.model;
    const struct aras_target *target = &play->wish->target;
    struct aras_causal_world *world = &play->world[number];

    *world =
        (struct aras_causal_world){.y = NAN, .set = record->set, .by = watcher->by};
    if (record->failed) {
        return;
    }
    world->y = aras_target_of(target, model, record->outcomes);
    world->reached =
        play->for_good ? aras_simulation_reached(simulation, (uint32_t) target->outcome)
                       : INFINITY;
    world->reading =
        aras_causal_play_reading(baseline->readings, model, record->parameters);
}

static void tell(void *teller, const struct aras_causes_wish *wish, const char *what,
                 uint64_t done, uint64_t total)
{
    if (wish->told != NULL) {
        wish->told(teller, what, done, total);
    }
}

static void tell_baseline(void *opaque, size_t done)
{
    const struct baseline *baseline = opaque;
    const struct aras_causal_play *play = baseline->play;

    tell(play->wish->teller, play->wish, "worlds as they are", done, play->rows);
}

static void count_reading(struct aras_readings *readings,
                          const struct aras_causal_world *world)
{
    struct aras_reading *reading = &readings->reading[world->reading];

    reading->worlds++;
    reading->failed += isnan(world->y) != 0;
    if (world->reading != 0) {
        readings->reading[0].worlds++;
        readings->reading[0].failed += isnan(world->y) != 0;
    }
}

/* Sets come one after the other; `sets` counts those with a world that did not fail. */
static void count_readings(const struct aras_causal_play *play,
                           struct aras_readings *readings)
{
    uint64_t set = UINT64_MAX;

    for (size_t row = 0; row < play->rows && row < play->wish->worlds; row++) {
        const struct aras_causal_world *world = &play->world[row];

        count_reading(readings, world);
        if (!isnan(world->y) && world->set != set) {
            set = world->set;
            readings->reading[world->reading].sets++;
            readings->reading[0].sets += world->reading != 0;
        }
    }
}

static bool make_room(struct aras_causal_play *play)
{
    play->world = calloc(play->rows + 1, sizeof *play->world);
    play->first = calloc(play->rows * play->events + 1, sizeof *play->first);
    return play->world != NULL && play->first != NULL;
}

enum aras_status aras_causal_play_begin(struct aras_causal_play *play,
                                        const struct aras_model *model,
                                        const struct aras_settings *settings,
                                        const struct aras_causes_wish *wish,
                                        size_t rows, struct aras_readings *readings,
                                        struct aras_error *error)
{
    struct baseline baseline = {.play = play, .readings = readings};
    struct aras_attempts attempts = {.context = &baseline,
                                     .count = rows,
                                     .pose = pose_world,
                                     .watch = watch,
                                     .unwatch = free,
                                     .begin = begin_world,
                                     .end = end_world,
                                     .told = tell_baseline};

    *play = (struct aras_causal_play){.wish = wish,
                                      .plan = {.model = model, .settings = *settings},
                                      .rows = rows,
                                      .events = model->event_count,
                                      .for_good =
                                          wish->target.kind == ARAS_TARGET_SHARE ||
                                          wish->target.kind == ARAS_TARGET_REACHED ||
                                          wish->target.kind == ARAS_TARGET_UNTIL,
                                      .share = aras_target_is_share(&wish->target)};
    play->plan.settings.untracked = true;
    if (!make_room(play)) {
        return no_memory(error);
    }
    if (aras_montecarlo_attempt(&play->plan, wish->threads, &attempts, wish->stop,
                                error) != ARAS_OK) {
        return error->status;
    }
    count_readings(play, readings);
    return ARAS_OK;
}

void aras_causal_play_free(struct aras_causal_play *play)
{
    free(play->world);
    free(play->first);
    *play = (struct aras_causal_play){0};
}

double aras_causal_play_first(const struct aras_causal_play *play, size_t row,
                              uint32_t event)
{
    return play->first[row * play->events + event];
}

/* The event may be what makes the outcome so, at one and the same moment. */
bool aras_causal_play_matters(const struct aras_causal_play *play, size_t row,
                              uint32_t event)
{
    double first = aras_causal_play_first(play, row, event);

    return first < INFINITY && !isnan(play->world[row].y) &&
           first <= play->world[row].reached;
}

struct aras_intervention aras_causal_play_without(const struct aras_causal_play *play,
                                                  size_t row, uint32_t event)
{
    return (struct aras_intervention){
        .kind = play->wish->first ? ARAS_MISS : ARAS_FORBID,
        .event = event,
        .time = play->wish->first ? aras_causal_play_first(play, row, event) : 0.0};
}

/* --- worlds played again ------------------------------------------------------------
 */

struct jobs {
    const struct aras_causal_play *play;
    struct aras_causal_job *job;
    struct aras_turn *turn; /* in the order of playing */
    size_t count;
    const char *what;
};

/* Until something first came up that is forbidden or dictated, or until the time of
 * what is made to happen, the world is as it was. */
static double since_when(const struct aras_causal_play *play,
                         const struct aras_causal_job *job)
{
    double since = play->plan.model->horizon;

    for (size_t i = 0; i < job->count; i++) {
        const struct aras_intervention *it = &job->it[i];
        bool named = it->kind == ARAS_FORBID || it->kind == ARAS_DICTATE;

        since = fmin(since, named ? aras_causal_play_first(play, job->row, it->event)
                                  : it->time);
    }
    return since;
}

static void pose_job(const void *opaque, size_t number, struct aras_attempt *attempt)
{
    const struct jobs *jobs = opaque;
    const struct aras_turn *turn = &jobs->turn[number];
    const struct aras_causal_job *job = &jobs->job[turn->job];

    attempt->replication = job->row;
    attempt->interventions = job->it;
    attempt->intervention_count = job->count;
    attempt->since = turn->since;
}

static void end_job(void *opaque, void *watcher, size_t number,
                    const struct aras_record *record,
                    const struct aras_simulation *simulation)
{
    const struct jobs *jobs = opaque;
    const struct aras_causal_play *play = jobs->play;

    (void) watcher;
    (void) simulation;
    jobs->job[jobs->turn[number].job].y =
        record->failed
            ? NAN
            : aras_target_of(&play->wish->target, play->plan.model, record->outcomes);
}

static void tell_jobs(void *opaque, size_t done)
{
    const struct jobs *jobs = opaque;

    tell(jobs->play->wish->teller, jobs->play->wish, jobs->what, done, jobs->count);
}

enum aras_status aras_causal_play_jobs(const struct aras_causal_play *play,
                                       struct aras_causal_job *job, size_t count,
                                       const char *what, struct aras_error *error)
{
    struct jobs jobs = {.play = play,
                        .job = job,
                        .turn = calloc(count + 1, sizeof *jobs.turn),
                        .count = count,
                        .what = what};
    struct aras_attempts attempts = {.context = &jobs,
                                     .count = count,
                                     .pose = pose_job,
                                     .end = end_job,
                                     .told = tell_jobs};
    enum aras_status status;

    if (jobs.turn == NULL) {
        return no_memory(error);
    }
    for (size_t i = 0; i < count; i++) {
        jobs.turn[i] = (struct aras_turn){i, job[i].row, since_when(play, &job[i])};
    }
    aras_turns_order(jobs.turn, count);
    status = aras_montecarlo_attempt(&play->plan, play->wish->threads, &attempts,
                                     play->wish->stop, error);
    free(jobs.turn);
    return status;
}

/* --- when an event could be made to happen ------------------------------------------
 */

/* An event that is to be made: by what, and when it comes by itself. */
struct maker {
    struct aras_intervention it;
    uint32_t taken;                /* DICTATE: the decision that must have been taken */
    const struct aras_code *guard; /* NULL: always open */
    uint64_t name;
    double *times; /* at which it first happened, in worlds in which it did; rising */
    size_t time_count;
};

struct openings {
    const struct aras_causal_play *play;
    struct maker *maker;
    size_t count, rows;
    struct aras_intervention *make;
};

struct aras_intervention aras_causal_play_way(const struct aras_model *model,
                                              uint32_t event,
                                              const struct aras_code **guard,
                                              uint32_t *taken)
{
    struct aras_intervention way = {.kind = ARAS_FORCE, .event = event};

    *guard = model->events[event].guard;
    *taken = UINT32_MAX;
    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_event *it = &model->events[i];

        for (uint32_t k = 0; it->decision != NULL && k < it->decision->count; k++) {
            if (it->decision->choices[k].event == event) {
                way = (struct aras_intervention){
                    .kind = ARAS_DICTATE, .event = i, .option = k};
                *taken = i;
            }
        }
        if (it->demand != NULL && it->demand->result[ARAS_ISSUED] == event) {
            way = (struct aras_intervention){.kind = ARAS_INSIST, .event = i};
            *guard = it->guard;
        }
    }
    return way;
}

static bool gather_times(struct maker *maker, const struct aras_causal_play *play,
                         uint32_t event, size_t rows)
{
    maker->times = calloc(rows + 1, sizeof *maker->times);
    if (maker->times == NULL) {
        return false;
    }
    for (size_t row = 0; row < rows; row++) {
        double first = aras_causal_play_first(play, row, event);

        if (first < INFINITY) {
            maker->times[maker->time_count++] = first;
        }
    }
    gsl_sort(maker->times, 1, maker->time_count);
    return true;
}

/* The time of one try, a pure function of event, world and try. */
static double draw_time(const struct openings *openings, const struct maker *maker,
                        size_t row, size_t attempt)
{
    struct aras_stream stream = {.seed = openings->play->plan.settings.seed,
                                 .replication = row,
                                 .name = maker->name,
                                 .purpose = ARAS_FOR_ANALYSIS};
    double u = aras_stream_uniform(&stream, attempt, 0);

    return maker->times[(size_t) (u * (double) maker->time_count)];
}

/* A worker's view of one world: which guards are open since `since`, and the tries of
 * each event that is to be made. */
struct view {
    const struct openings *openings;
    struct aras_simulation *simulation;
    size_t row;
    double since;
    bool *open;      /* by maker */
    double *time;    /* makers x TRIES: to be tried; NAN: not in this world */
    size_t *settled; /* by maker: the earliest try that was found open; TRIES: none */
};

static void look_at_guards(struct view *view)
{
    for (size_t k = 0; k < view->openings->count; k++) {
        const struct aras_code *guard = view->openings->maker[k].guard;
        double value = 1.0;

        if (guard != NULL && view->settled[k] > 0 && !isnan(view->time[k * TRIES])) {
            view->open[k] =
                aras_simulation_ask(view->simulation, guard, &value) && value != 0.0;
        }
    }
}

/* All that is tried before `time` is tried at what stood since the last look. */
static void try_until(struct view *view, double time)
{
    for (size_t k = 0; k < view->openings->count; k++) {
        for (size_t i = 0; view->open[k] && i < view->settled[k]; i++) {
            double tried = view->time[k * TRIES + i];

            if (tried >= view->since && tried < time) {
                view->settled[k] = i;
            }
        }
    }
    view->since = time;
}

static void settle(void *opaque, double time)
{
    struct view *view = opaque;

    if (time > view->since) {
        try_until(view, time);
    }
    look_at_guards(view);
}

static void begin_looking(void *opaque)
{
    look_at_guards(opaque);
}

static void free_view(void *opaque)
{
    struct view *view = opaque;

    if (view != NULL) {
        free(view->open);
        free(view->time);
        free(view->settled);
        free(view);
    }
}

static void *watch_openings(void *opaque, struct aras_simulation *simulation,
                            struct aras_observer *observer, struct aras_error *error)
{
    const struct openings *openings = opaque;
    struct view *view = calloc(1, sizeof *view);

    if (view != NULL) {
        view->openings = openings;
        view->simulation = simulation;
        view->open = calloc(openings->count + 1, sizeof *view->open);
        view->time = calloc(openings->count * TRIES + 1, sizeof *view->time);
        view->settled = calloc(openings->count + 1, sizeof *view->settled);
    }
    if (view == NULL || view->open == NULL || view->time == NULL ||
        view->settled == NULL) {
        free_view(view);
        no_memory(error);
        return NULL;
    }
    observer->begun = begin_looking;
    observer->settled = settle;
    return view;
}

/* Whether an event is to be made in a world at all. */
static bool is_wanted(const struct openings *openings, const struct maker *maker,
                      size_t row, uint32_t event)
{
    return maker->time_count > 0 && !isnan(openings->play->world[row].y) &&
           isinf(aras_causal_play_first(openings->play, row, event)) != 0;
}

static void begin_view(void *opaque, size_t number)
{
    struct view *view = opaque;
    const struct openings *openings = view->openings;

    view->row = number;
    view->since = 0.0;
    for (size_t k = 0; k < openings->count; k++) {
        const struct maker *maker = &openings->maker[k];
        bool wanted = openings->make[k * openings->rows + number].time == 0.0;

        view->open[k] = true;
        view->settled[k] = TRIES;
        for (size_t i = 0; i < TRIES; i++) {
            view->time[k * TRIES + i] =
                wanted ? draw_time(openings, maker, number, i) : NAN;
        }
    }
}

static void end_view(void *opaque, void *watcher, size_t number,
                     const struct aras_record *record,
                     const struct aras_simulation *simulation)
{
    const struct openings *openings = opaque;
    struct view *view = watcher;

    (void) simulation;
    try_until(view, INFINITY);
    for (size_t k = 0; k < openings->count; k++) {
        struct aras_intervention *make = &openings->make[k * openings->rows + number];
        size_t found = view->settled[k];

        if (make->time == 0.0 && make->kind != ARAS_DICTATE) {
            make->time =
                found < TRIES && !record->failed ? view->time[k * TRIES + found] : NAN;
        }
    }
}

static void tell_openings(void *opaque, size_t done)
{
    const struct openings *openings = opaque;

    tell(openings->play->wish->teller, openings->play->wish, "when guards are open",
         done, openings->rows);
}

/* Marks with time 0 where an event is to be made, or at least to be looked for. */
static void mark(struct openings *openings, const uint32_t *events)
{
    for (size_t k = 0; k < openings->count; k++) {
        const struct maker *maker = &openings->maker[k];
        bool dictated = maker->it.kind == ARAS_DICTATE;

        for (size_t row = 0; row < openings->rows; row++) {
            struct aras_intervention *make = &openings->make[k * openings->rows + row];
            bool wanted =
                is_wanted(openings, maker, row, events[k]) &&
                (!dictated ||
                 aras_causal_play_first(openings->play, row, maker->taken) < INFINITY);

            *make = maker->it;
            make->time = wanted ? 0.0 : NAN;
        }
    }
}

static enum aras_status look_for_openings(struct openings *openings,
                                          const uint32_t *events,
                                          struct aras_error *error)
{
    const struct aras_causal_play *play = openings->play;
    struct aras_attempts attempts = {.context = openings,
                                     .count = openings->rows,
                                     .pose = pose_world,
                                     .watch = watch_openings,
                                     .unwatch = free_view,
                                     .begin = begin_view,
                                     .end = end_view,
                                     .told = tell_openings};

    for (size_t k = 0; k < openings->count; k++) {
        struct maker *maker = &openings->maker[k];

        maker->it = aras_causal_play_way(play->plan.model, events[k], &maker->guard,
                                         &maker->taken);
        maker->name = play->plan.model->events[events[k]].name;
        if (!gather_times(maker, play, events[k], openings->rows)) {
            return no_memory(error);
        }
    }
    mark(openings, events);
    return aras_montecarlo_attempt(&play->plan, play->wish->threads, &attempts,
                                   play->wish->stop, error);
}

enum aras_status aras_causal_play_openings(const struct aras_causal_play *play,
                                           const uint32_t *events, size_t count,
                                           size_t rows, struct aras_intervention *make,
                                           struct aras_error *error)
{
    struct openings openings = {
        .play = play, .count = count, .rows = rows, .make = make};
    enum aras_status status;

    openings.maker = calloc(count + 1, sizeof *openings.maker);
    if (openings.maker == NULL) {
        return no_memory(error);
    }
    status = look_for_openings(&openings, events, error);
    for (size_t k = 0; k < count; k++) {
        free(openings.maker[k].times);
    }
    free(openings.maker);
    return status;
}
