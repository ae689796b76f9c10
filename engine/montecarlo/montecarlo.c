#include "montecarlo/montecarlo.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/require.h"
#include "montecarlo/player.h"

size_t aras_plan_ranges(const struct aras_model *model, uint32_t *slots)
{
    size_t count = 0;

    for (uint32_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];

        if (slot->kind == ARAS_SLOT_QUANTITY && slot->changed &&
            slot->type == ARAS_NUMBER &&
            (isfinite(slot->low) || isfinite(slot->high))) {
            if (slots != NULL) {
                slots[count] = i;
            }
            count++;
        }
    }
    return count;
}

struct aras_shape aras_plan_shape(const struct aras_model *model, uint64_t group)
{
    struct aras_shape shape = {.outcomes = model->outcome_count,
                               .parameters =
                                   model->parameter_count + model->variant_count,
                               .events = model->event_count,
                               .ranges = aras_plan_ranges(model, NULL),
                               .group = group};

    for (size_t i = 0; i < model->track_count; i++) {
        shape.points += model->tracks[i].points;
    }
    return shape;
}

struct aras_shape aras_plan_design_shape(const struct aras_model *model)
{
    struct aras_shape shape = aras_plan_shape(model, 1);

    shape.points = 0;
    return shape;
}

static struct aras_shape shape_of(const struct aras_plan *plan)
{
    return plan->design == NULL ? aras_plan_shape(plan->model, plan->settings.group)
                                : aras_plan_design_shape(plan->model);
}

static void add_events(const struct aras_model *model, struct aras_block *block,
                       const struct aras_record *record)
{
    for (size_t e = 0; e < model->event_count; e++) {
        struct aras_event_sum *sum = &block->event[e];

        sum->count += record->counts[e];
        sum->worlds += record->counts[e] > 0;
        if (model->events[e].trigger == ARAS_BY_RATE) {
            double residual = (double) record->counts[e] - record->integrated[e];

            sum->integrated += record->integrated[e];
            sum->residual += residual;
            sum->residual_squared += residual * residual;
        }
    }
}

static enum aras_status add_record(const struct aras_model *model,
                                   struct aras_block *block, const uint32_t *ranges,
                                   const struct aras_record *record,
                                   struct aras_error *error)
{
    const struct aras_shape *shape = &block->shape;
    uint64_t row = record->replication - block->first;

    memcpy(&block->outcome[row * shape->outcomes], record->outcomes,
           shape->outcomes * sizeof(double));
    block->fingerprint[row] = record->fingerprint;
    block->failed[row] = record->failed;
    memcpy(&block->parameter[(record->set - block->first_set) * shape->parameters],
           record->parameters, shape->parameters * sizeof(double));
    if (record->failed) {
        return ARAS_OK;
    }
    add_events(model, block, record);
    for (size_t i = 0; i < shape->ranges; i++) {
        block->clamps[i] += record->clamps[ranges[i]];
    }
    for (size_t i = 0; i < shape->points; i++) {
        aras_summary_add(&block->moment[i], record->points[i]);
        if (aras_sketch_add(&block->sketch[i], record->points[i], error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status add_failure(struct aras_block *block,
                                    const struct aras_record *record,
                                    const struct aras_error *reason,
                                    struct aras_error *error)
{
    struct aras_failure failure = {.replication = record->replication,
                                   .time = record->failed_at};

    /* A longer reason loses its end: its first line, the cause, counts most. */
    memcpy(failure.reason, reason->message, sizeof failure.reason - 1);
    return aras_block_add_failure(block, &failure, error);
}

/* Whether somebody asked to stop, and how long ago this was noticed. */
struct patience {
    const atomic_bool *stop; /* NULL: nobody can ask */
    double noticed;          /* seconds; 0: not yet */
};

enum { LONGEST_FINISH = 5 }; /* seconds to finish a block in, once asked to stop */

static bool is_over(struct patience *patience)
{
    struct timespec now;

    if (patience->stop == NULL || !atomic_load(patience->stop)) {
        return false;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);

    double seconds = (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;

    if (patience->noticed == 0.0) {
        patience->noticed = seconds;
    }
    return seconds - patience->noticed > LONGEST_FINISH;
}

/* Replications are played by a player, or in a simulation that somebody lends. */
struct place {
    const struct aras_plan *plan;
    struct aras_player *player;         /* NULL: */
    struct aras_simulation *simulation; /* borrowed */
};

static enum aras_status play_one(const struct place *place, uint64_t replication,
                                 struct aras_record *record, struct aras_error *error)
{
    return place->player != NULL
               ? aras_player_play(place->player, replication, record, error)
               : aras_simulation_play(place->simulation, replication, record, error);
}

static enum aras_status play_all(const struct place *place, const uint32_t *ranges,
                                 struct aras_block *block, struct patience *patience,
                                 struct aras_error *error)
{
    for (uint64_t i = 0; i < block->count; i++) {
        if (is_over(patience)) {
            return aras_error_set(error, ARAS_INTERRUPTED, "interrupted");
        }

        struct aras_record record;
        struct aras_error reason = {0};
        enum aras_status status = play_one(place, block->first + i, &record, &reason);

        if (status != ARAS_OK && status != ARAS_FAILED) {
            *error = reason;
            return status;
        }
        if (add_record(place->plan->model, block, ranges, &record, error) != ARAS_OK ||
            (status == ARAS_FAILED &&
             add_failure(block, &record, &reason, error) != ARAS_OK)) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static struct aras_block *play(const struct place *place, uint64_t first,
                               uint64_t count, uint64_t maths,
                               struct patience *patience, struct aras_error *error)
{
    struct aras_shape shape = shape_of(place->plan);
    struct aras_block *block = aras_block_new(&shape, first, count, error);
    uint32_t *ranges = calloc(shape.ranges + 1, sizeof *ranges);

    if (block == NULL || ranges == NULL) {
        if (block != NULL) {
            aras_error_set(error, ARAS_NO_MEMORY,
                           "no memory for a block of %llu worlds",
                           (unsigned long long) count);
        }
        goto failed;
    }
    aras_plan_ranges(place->plan->model, ranges);
    block->maths = maths;
    if (play_all(place, ranges, block, patience, error) != ARAS_OK) {
        goto failed;
    }
    free(ranges);
    return block;
failed:
    free(ranges);
    aras_block_free(block);
    return NULL;
}

struct aras_block *aras_plan_play(const struct aras_plan *plan,
                                  struct aras_simulation *simulation, uint64_t first,
                                  uint64_t count, uint64_t maths,
                                  struct aras_error *error)
{
    struct patience endless = {NULL, 0.0};
    struct place place = {.plan = plan, .simulation = simulation};

    ARAS_REQUIRE(plan->design == NULL);
    return play(&place, first, count, maths, &endless, error);
}

/* --- workers -------------------------------------------------------------------- */

struct crew {
    const struct aras_plan *plan;
    const struct aras_sink *sink;
    const atomic_bool *stop;
    uint64_t maths;
    pthread_mutex_t door; /* one worker at a time talks to the sink */
    enum aras_status status;
    struct aras_error error;
    bool interrupted;
};

static bool take(struct crew *crew, uint64_t *first, uint64_t *count)
{
    bool more = false;

    pthread_mutex_lock(&crew->door);
    if (crew->stop != NULL && atomic_load(crew->stop)) {
        crew->interrupted = true;
    } else if (crew->status == ARAS_OK) {
        more = crew->sink->next(crew->sink->context, first, count);
    }
    pthread_mutex_unlock(&crew->door);
    return more;
}

static void fail(struct crew *crew, const struct aras_error *error)
{
    if (crew->status == ARAS_OK) {
        crew->error = *error;
        crew->status = error->status;
    }
}

static bool hand_in(struct crew *crew, const struct aras_block *block,
                    struct aras_error *error)
{
    pthread_mutex_lock(&crew->door);
    if (block == NULL ||
        crew->sink->store(crew->sink->context, block, error) != ARAS_OK) {
        fail(crew, error);
    }

    bool good = crew->status == ARAS_OK;

    pthread_mutex_unlock(&crew->door);
    return good;
}

static void *work(void *opaque)
{
    struct crew *crew = opaque;
    struct aras_error error = {0};
    struct place place = {crew->plan, aras_player_new(crew->plan, &error), NULL};
    uint64_t first;
    uint64_t count;
    bool good = true;

    if (place.player == NULL) {
        hand_in(crew, NULL, &error);
        return NULL;
    }
    while (good && take(crew, &first, &count)) {
        struct patience patience = {crew->stop, 0.0};
        struct aras_block *block =
            play(&place, first, count, crew->maths, &patience, &error);

        good = hand_in(crew, block, &error);
        aras_block_free(block);
    }
    aras_player_free(place.player);
    return NULL;
}

enum { MOST_THREADS = 256 };

enum aras_status aras_montecarlo_run(const struct aras_plan *plan, unsigned threads,
                                     const struct aras_sink *sink,
                                     const atomic_bool *stop, struct aras_error *error)
{
    struct crew crew = {
        .plan = plan, .sink = sink, .stop = stop, .maths = aras_maths_fingerprint()};
    pthread_t thread[MOST_THREADS];
    unsigned started = 0;

    ARAS_REQUIRE(threads >= 1);
    if (threads > MOST_THREADS) {
        threads = MOST_THREADS;
    }
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
    if (crew.status != ARAS_OK) {
        *error = crew.error;
        return crew.status;
    }
    return crew.interrupted ? aras_error_set(error, ARAS_INTERRUPTED, "interrupted")
                            : ARAS_OK;
}

unsigned aras_montecarlo_processors(void)
{
    int count = (int) sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? 1 : (unsigned) count;
}
