#include "montecarlo/attempt.h"

#include <pthread.h>

#include "base/require.h"

/* Attempts that a worker takes at once. */
enum { CHUNK = 25, MOST_THREADS = 256 };

struct crew {
    const struct aras_plan *plan;
    const struct aras_attempts *attempts;
    const atomic_bool *stop;

    pthread_mutex_t door; /* guards all below */
    size_t next, done;
    bool over;
    struct aras_error error; /* its status is ARAS_OK while all goes well */
};

struct worker {
    struct crew *crew;
    struct aras_simulation *simulation;
    struct aras_observer observer;
    void *watcher;
    struct aras_attempt now; /* what the simulation is set to */
};

static bool is_stopped(const struct crew *crew)
{
    return crew->stop != NULL && atomic_load(crew->stop);
}

static bool same_interventions(const struct aras_attempt *a,
                               const struct aras_attempt *b)
{
    bool same = a->intervention_count == b->intervention_count;

    for (size_t i = 0; same && i < a->intervention_count; i++) {
        const struct aras_intervention *one = &a->interventions[i];
        const struct aras_intervention *other = &b->interventions[i];

        same = one->kind == other->kind && one->event == other->event &&
               one->time == other->time && one->option == other->option;
    }
    return same;
}

static bool same_inputs(const struct aras_attempt *a, const struct aras_attempt *b)
{
    bool same = a->input_count == b->input_count;

    for (size_t i = 0; same && i < a->input_count; i++) {
        same = a->inputs[i].kind == b->inputs[i].kind &&
               a->inputs[i].index == b->inputs[i].index && a->values[i] == b->values[i];
    }
    return same;
}

/* Whether it branches off from its world as it is. To prepare a parameter set takes
 * about as long as to play a world, and interventions in a branch need none. */
static bool is_branch(const struct worker *worker, const struct aras_attempt *attempt)
{
    return attempt->since > 0.0 ||
           (worker->watcher == NULL && attempt->intervention_count > 0);
}

/* Only what differs from the attempt before is set. */
static enum aras_status set(struct worker *worker, const struct aras_attempt *attempt,
                            struct aras_error *error)
{
    if (!same_interventions(attempt, &worker->now) &&
        aras_simulation_intervene(worker->simulation, attempt->interventions,
                                  attempt->intervention_count, error) != ARAS_OK) {
        return error->status;
    }
    if (!same_inputs(attempt, &worker->now) &&
        aras_simulation_give(worker->simulation, attempt->inputs, attempt->values,
                             attempt->input_count, error) != ARAS_OK) {
        return error->status;
    }
    worker->now = *attempt;
    return ARAS_OK;
}

static void observe(const struct worker *worker, bool observed)
{
    if (worker->watcher != NULL) {
        aras_simulation_observe(worker->simulation,
                                observed ? &worker->observer : NULL);
    }
}

/* Nobody is told of what comes before. */
static enum aras_status play_branch(struct worker *worker,
                                    const struct aras_attempt *attempt,
                                    struct aras_record *record,
                                    struct aras_error *error)
{
    struct aras_attempt as_it_is = *attempt;
    enum aras_status status;

    as_it_is.intervention_count = 0;
    if (set(worker, &as_it_is, error) != ARAS_OK) {
        return error->status;
    }
    observe(worker, false);
    status = aras_simulation_approach(worker->simulation, attempt->replication,
                                      attempt->since, record, error);
    observe(worker, true);
    return status == ARAS_OK
               ? aras_simulation_branch(worker->simulation, attempt->interventions,
                                        attempt->intervention_count, record, error)
               : status;
}

static enum aras_status play_whole(struct worker *worker,
                                   const struct aras_attempt *attempt,
                                   struct aras_record *record, struct aras_error *error)
{
    if (set(worker, attempt, error) != ARAS_OK) {
        return error->status;
    }
    return aras_simulation_play(worker->simulation, attempt->replication, record,
                                error);
}

static enum aras_status play(struct worker *worker, size_t number,
                             struct aras_error *error)
{
    const struct aras_attempts *attempts = worker->crew->attempts;
    struct aras_attempt attempt = {0};
    struct aras_record record = {0};
    enum aras_status status;

    attempts->pose(attempts->context, number, &attempt);
    if (worker->watcher != NULL && attempts->begin != NULL) {
        attempts->begin(worker->watcher, number);
    }
    status = is_branch(worker, &attempt) ? play_branch(worker, &attempt, &record, error)
                                         : play_whole(worker, &attempt, &record, error);
    if (status != ARAS_OK && status != ARAS_FAILED) {
        return status;
    }
    attempts->end(attempts->context, worker->watcher, number, &record,
                  worker->simulation);
    return ARAS_OK;
}

/* With the door closed: watchers are made one at a time. */
static enum aras_status set_up(struct worker *worker, struct aras_error *error)
{
    const struct aras_attempts *attempts = worker->crew->attempts;
    const struct aras_plan *plan = worker->crew->plan;

    worker->simulation = aras_simulation_new(plan->model, &plan->settings, error);
    if (worker->simulation == NULL) {
        return error->status;
    }
    if (attempts->watch != NULL) {
        worker->watcher = attempts->watch(attempts->context, worker->simulation,
                                          &worker->observer, error);
        if (worker->watcher == NULL) {
            return error->status;
        }
        if (worker->observer.context == NULL) {
            worker->observer.context = worker->watcher;
        }
        aras_simulation_observe(worker->simulation, &worker->observer);
    }
    return ARAS_OK;
}

/* With the door closed; the first reason counts. */
static void give_up(struct crew *crew, const struct aras_error *error)
{
    if (crew->error.status == ARAS_OK) {
        crew->error = *error;
    }
    crew->over = true;
}

static bool take(struct crew *crew, size_t *first, size_t *end)
{
    struct aras_error error;

    if (is_stopped(crew) && crew->next < crew->attempts->count) {
        aras_error_set(&error, ARAS_INTERRUPTED, "interrupted");
        give_up(crew, &error);
    }
    if (crew->over || crew->next >= crew->attempts->count) {
        return false;
    }
    *first = crew->next;
    *end =
        *first + CHUNK < crew->attempts->count ? *first + CHUNK : crew->attempts->count;
    crew->next = *end;
    return true;
}

static void *work(void *opaque)
{
    struct crew *crew = opaque;
    struct worker worker = {.crew = crew};
    struct aras_error error = {0};
    size_t first, end;

    pthread_mutex_lock(&crew->door);
    if (!crew->over && set_up(&worker, &error) != ARAS_OK) {
        give_up(crew, &error);
    }
    while (take(crew, &first, &end)) {
        enum aras_status status = ARAS_OK;

        pthread_mutex_unlock(&crew->door);
        for (size_t i = first; i < end && status == ARAS_OK && !is_stopped(crew); i++) {
            status = play(&worker, i, &error);
        }
        pthread_mutex_lock(&crew->door);
        if (status != ARAS_OK) {
            give_up(crew, &error);
        }
        crew->done += end - first;
        if (crew->attempts->told != NULL && !crew->over) {
            crew->attempts->told(crew->attempts->context, crew->done);
        }
    }
    if (is_stopped(crew) && crew->error.status == ARAS_OK) {
        /* The last chunks may have been left in the middle. */
        aras_error_set(&error, ARAS_INTERRUPTED, "interrupted");
        give_up(crew, &error);
    }
    if (worker.watcher != NULL && crew->attempts->unwatch != NULL) {
        crew->attempts->unwatch(worker.watcher);
    }
    pthread_mutex_unlock(&crew->door);
    aras_simulation_free(worker.simulation);
    return NULL;
}

enum aras_status aras_montecarlo_attempt(const struct aras_plan *plan, unsigned threads,
                                         const struct aras_attempts *attempts,
                                         const atomic_bool *stop,
                                         struct aras_error *error)
{
    struct crew crew = {.plan = plan, .attempts = attempts, .stop = stop};
    size_t chunks = attempts->count / CHUNK + (attempts->count % CHUNK > 0);
    pthread_t thread[MOST_THREADS];
    unsigned started = 0;

    ARAS_REQUIRE(threads >= 1 && plan->design == NULL);
    if (chunks == 0) {
        return ARAS_OK;
    }
    threads = threads > MOST_THREADS ? MOST_THREADS : threads;
    threads = threads > chunks ? (unsigned) chunks : threads;
    pthread_mutex_init(&crew.door, NULL);
    while (started + 1 < threads &&
           pthread_create(&thread[started], NULL, work, &crew) == 0) {
        started++;
    }
    work(&crew); /* this thread works too: one is always there */
    for (unsigned i = 0; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_mutex_destroy(&crew.door);
    if (crew.error.status != ARAS_OK) {
        *error = crew.error;
    }
    return crew.error.status;
}
