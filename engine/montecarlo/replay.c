#include "montecarlo/replay.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

/* Worlds that a worker takes at once: as many as share a parameter set by default, so
 * that mostly a set is drawn by one worker only. */
enum { CHUNK = 50, MOST_THREADS = 256, AHEAD = 4 };

/* What is kept of one world until its turn. */
struct seen {
    uint64_t replication, set, fingerprint;
    bool failed;
};

/* Consecutive worlds, played by one worker and folded as one. Those that nobody wants
 * are not in it. */
struct chunk {
    struct seen seen[CHUNK];
    double *outcomes;     /* CHUNK rows */
    double *parameters;   /* CHUNK rows */
    unsigned char *notes; /* CHUNK rows of `stride` bytes */
    size_t worlds;
    bool played;
    enum aras_status status; /* of the world behind the last one */
    struct aras_error error;
};

struct crew {
    const struct aras_plan *plan;
    const struct aras_visitor *visitor;
    const atomic_bool *stop;
    uint64_t first, count;
    uint64_t chunks;
    size_t outcomes, parameters, stride;
    struct chunk *ring; /* chunk k is in place k % places until it is folded */
    size_t places;

    pthread_mutex_t door; /* guards all below, and the visitor's context */
    pthread_cond_t folded_more;
    uint64_t next;   /* chunk to be taken */
    uint64_t folded; /* chunks: 0 .. folded - 1 */
    bool over;       /* done, failed or interrupted: nobody begins anything new */
    enum aras_status status;
    struct aras_error error;
};

static bool is_stopped(const struct crew *crew)
{
    return crew->stop != NULL && atomic_load(crew->stop);
}

/* Ends the work of all; the first reason counts. */
static void finish(struct crew *crew, const struct aras_error *error)
{
    if (!crew->over) {
        crew->over = true;
        crew->status = error->status;
        crew->error = *error;
    }
    pthread_cond_broadcast(&crew->folded_more);
}

static void interrupt(struct crew *crew)
{
    struct aras_error error;

    aras_error_set(&error, ARAS_INTERRUPTED, "interrupted");
    finish(crew, &error);
}

/* --- playing -----------------------------------------------------------------------
 */

struct worker {
    struct crew *crew;
    struct aras_simulation *simulation;
    struct aras_observer observer;
    void *watcher;
};

static unsigned char *note_of(const struct crew *crew, const struct chunk *chunk,
                              size_t row)
{
    return chunk->notes + row * crew->stride;
}

static enum aras_status play_world(struct worker *worker, struct chunk *chunk,
                                   uint64_t replication, struct aras_error *error)
{
    struct crew *crew = worker->crew;
    const struct aras_visitor *visitor = crew->visitor;
    size_t row = chunk->worlds;
    void *note = note_of(crew, chunk, row);
    struct aras_record record;
    enum aras_status status;

    memset(note, 0, crew->stride);
    if (visitor->begin != NULL) {
        visitor->begin(worker->watcher, replication, note);
    }
    status = aras_simulation_play(worker->simulation, replication, &record, error);
    if (status != ARAS_OK && status != ARAS_FAILED) {
        return status;
    }
    chunk->seen[row] = (struct seen){.replication = replication,
                                     .set = record.set,
                                     .fingerprint = record.fingerprint,
                                     .failed = record.failed};
    memcpy(chunk->outcomes + row * crew->outcomes, record.outcomes,
           crew->outcomes * sizeof(double));
    memcpy(chunk->parameters + row * crew->parameters, record.parameters,
           crew->parameters * sizeof(double));
    if (visitor->end != NULL) {
        status =
            visitor->end(worker->watcher, &record, worker->simulation, note, error);
        if (status != ARAS_OK) {
            return status;
        }
    }
    chunk->worlds++;
    return ARAS_OK;
}

/* Worlds that follow one that could not be watched are not played. */
static void play_chunk(struct worker *worker, uint64_t number, struct chunk *chunk)
{
    struct crew *crew = worker->crew;
    uint64_t from = number * CHUNK;
    uint64_t to = from + CHUNK < crew->count ? from + CHUNK : crew->count;

    chunk->worlds = 0;
    chunk->status = ARAS_OK;
    for (uint64_t i = from; i < to && chunk->status == ARAS_OK; i++) {
        uint64_t replication = crew->first + i;

        if (is_stopped(crew)) {
            chunk->status =
                aras_error_set(&chunk->error, ARAS_INTERRUPTED, "interrupted");
        } else if (crew->visitor->wants == NULL ||
                   crew->visitor->wants(crew->visitor->context, replication)) {
            chunk->status = play_world(worker, chunk, replication, &chunk->error);
        }
    }
}

/* --- folding -----------------------------------------------------------------------
 */

static enum aras_status fold_chunk(const struct crew *crew, const struct chunk *chunk,
                                   struct aras_error *error)
{
    for (size_t row = 0; row < chunk->worlds; row++) {
        const struct seen *seen = &chunk->seen[row];
        struct aras_replayed world = {
            .replication = seen->replication,
            .set = seen->set,
            .failed = seen->failed,
            .fingerprint = seen->fingerprint,
            .outcomes = chunk->outcomes + row * crew->outcomes,
            .parameters = chunk->parameters + row * crew->parameters,
            .note = note_of(crew, chunk, row)};

        if (crew->visitor->fold(crew->visitor->context, &world, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (chunk->status != ARAS_OK) {
        *error = chunk->error;
    }
    return chunk->status;
}

/* Folds all whose turn it is. With the door closed. */
static void fold_played(struct crew *crew)
{
    struct chunk *chunk = &crew->ring[crew->folded % crew->places];

    while (!crew->over && chunk->played) {
        struct aras_error error = {0};

        if (fold_chunk(crew, chunk, &error) != ARAS_OK) {
            finish(crew, &error);
            return;
        }
        chunk->played = false;
        crew->folded++;
        chunk = &crew->ring[crew->folded % crew->places];
    }
    pthread_cond_broadcast(&crew->folded_more);
}

/* The next chunk, once there is a place for it. The chunk whose turn it is always has
 * one, so that somebody is always at work. With the door closed. */
static struct chunk *take(struct crew *crew, uint64_t *number)
{
    while (!crew->over && crew->next < crew->chunks &&
           crew->next >= crew->folded + crew->places) {
        pthread_cond_wait(&crew->folded_more, &crew->door);
    }
    if (is_stopped(crew) && crew->folded < crew->chunks) {
        interrupt(crew);
    }
    if (crew->over || crew->next == crew->chunks) {
        return NULL;
    }
    *number = crew->next++;
    return &crew->ring[*number % crew->places];
}

/* --- workers ------------------------------------------------------------------------
 */

/* With the door closed, since the visitor makes the watcher. */
static bool set_up(struct worker *worker, struct aras_error *error)
{
    const struct aras_visitor *visitor = worker->crew->visitor;
    const struct aras_plan *plan = worker->crew->plan;

    worker->simulation = aras_simulation_new(plan->model, &plan->settings, error);
    if (worker->simulation == NULL) {
        return false;
    }
    if (visitor->watch != NULL) {
        worker->watcher = visitor->watch(visitor->context, &worker->observer, error);
        if (worker->watcher == NULL) {
            return false;
        }
        if (worker->observer.context == NULL) {
            worker->observer.context = worker->watcher;
        }
        aras_simulation_observe(worker->simulation, &worker->observer);
    }
    return true;
}

static void *work(void *opaque)
{
    struct crew *crew = opaque;
    struct worker worker = {.crew = crew};
    struct aras_error error = {0};
    struct chunk *chunk;
    uint64_t number;

    pthread_mutex_lock(&crew->door);
    if (!crew->over && !set_up(&worker, &error)) {
        finish(crew, &error);
    }
    while ((chunk = take(crew, &number)) != NULL) {
        pthread_mutex_unlock(&crew->door);
        play_chunk(&worker, number, chunk);
        pthread_mutex_lock(&crew->door);
        chunk->played = true;
        fold_played(crew);
    }
    if (worker.watcher != NULL && crew->visitor->unwatch != NULL) {
        crew->visitor->unwatch(worker.watcher);
    }
    pthread_mutex_unlock(&crew->door);
    aras_simulation_free(worker.simulation);
    return NULL;
}

static void play_all(struct crew *crew, unsigned threads)
{
    pthread_t thread[MOST_THREADS];
    unsigned started = 0;

    pthread_mutex_init(&crew->door, NULL);
    pthread_cond_init(&crew->folded_more, NULL);
    while (started + 1 < threads &&
           pthread_create(&thread[started], NULL, work, crew) == 0) {
        started++;
    }
    work(crew); /* this thread works too: one is always there */
    for (unsigned i = 0; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_cond_destroy(&crew->folded_more);
    pthread_mutex_destroy(&crew->door);
}

/* --- the whole ----------------------------------------------------------------------
 */

static void free_ring(struct crew *crew)
{
    for (size_t i = 0; crew->ring != NULL && i < crew->places; i++) {
        free(crew->ring[i].outcomes);
        free(crew->ring[i].parameters);
        free(crew->ring[i].notes);
    }
    free(crew->ring);
}

static bool make_ring(struct crew *crew)
{
    crew->ring = calloc(crew->places, sizeof *crew->ring);
    for (size_t i = 0; crew->ring != NULL && i < crew->places; i++) {
        struct chunk *chunk = &crew->ring[i];

        chunk->outcomes = calloc(CHUNK * crew->outcomes + 1, sizeof *chunk->outcomes);
        chunk->parameters =
            calloc(CHUNK * crew->parameters + 1, sizeof *chunk->parameters);
        chunk->notes = calloc(CHUNK, crew->stride);
        if (chunk->outcomes == NULL || chunk->parameters == NULL ||
            chunk->notes == NULL) {
            return false;
        }
    }
    return crew->ring != NULL;
}

enum aras_status aras_montecarlo_replay(const struct aras_plan *plan, unsigned threads,
                                        uint64_t first, uint64_t count,
                                        const struct aras_visitor *visitor,
                                        const atomic_bool *stop,
                                        struct aras_error *error)
{
    const size_t aligned = alignof(max_align_t);
    struct crew crew = {.plan = plan,
                        .visitor = visitor,
                        .stop = stop,
                        .first = first,
                        .count = count,
                        .chunks = count / CHUNK + (count % CHUNK > 0),
                        .outcomes = plan->model->outcome_count,
                        .parameters =
                            plan->model->parameter_count + plan->model->variant_count,
                        .stride = (visitor->note / aligned + 1) * aligned};

    ARAS_REQUIRE(threads >= 1 && visitor->fold != NULL);
    if (threads > MOST_THREADS) {
        threads = MOST_THREADS;
    }
    if (threads > crew.chunks) {
        threads = crew.chunks < 1 ? 1 : (unsigned) crew.chunks;
    }
    crew.places = (size_t) AHEAD * threads;
    if (make_ring(&crew)) {
        play_all(&crew, threads);
    } else {
        aras_error_set(&crew.error, ARAS_NO_MEMORY,
                       "no memory to play %zu worlds again at once",
                       crew.places * CHUNK);
        crew.status = ARAS_NO_MEMORY;
    }
    free_ring(&crew);
    if (crew.status != ARAS_OK) {
        *error = crew.error;
    }
    return crew.status;
}
