#include "montecarlo/montecarlo.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/require.h"
#include "montecarlo/kept.h"
#include "montecarlo/player.h"
#include "montecarlo/stretch.h"
#include "montecarlo/waiting.h"

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

/* There may be none, and then neither is a place in memory. */
static void keep(double *kept, const double *values, size_t count)
{
    if (count > 0) {
        memcpy(kept, values, count * sizeof *kept);
    }
}

static enum aras_status add_record(const struct aras_model *model,
                                   struct aras_block *block, const uint32_t *ranges,
                                   struct aras_waiting *waiting,
                                   const struct aras_record *record,
                                   struct aras_error *error)
{
    const struct aras_shape *shape = &block->shape;
    uint64_t row = record->replication - block->first;

    keep(&block->outcome[row * shape->outcomes], record->outcomes, shape->outcomes);
    block->fingerprint[row] = record->fingerprint;
    block->failed[row] = record->failed;
    keep(&block->parameter[(record->set - block->first_set) * shape->parameters],
         record->parameters, shape->parameters);
    if (record->failed) {
        return ARAS_OK;
    }
    add_events(model, block, record);
    for (size_t i = 0; i < shape->ranges; i++) {
        block->clamps[i] += record->clamps[ranges[i]];
    }
    return aras_waiting_add(waiting, block, record->points, error);
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

/* Where one thread plays: by a player, or in a simulation that somebody lends. */
struct place {
    const struct aras_plan *plan;
    struct aras_player *player;         /* NULL: */
    struct aras_simulation *simulation; /* borrowed */
    struct aras_shape shape;
    uint32_t *ranges;             /* slots whose clamps are counted */
    struct aras_waiting *waiting; /* of the block that this thread owns */
};

static enum aras_status set_up(struct place *place, struct aras_error *error)
{
    place->shape = shape_of(place->plan);
    place->ranges = calloc(place->shape.ranges + 1, sizeof *place->ranges);
    if (place->ranges == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to play worlds");
    }
    aras_plan_ranges(place->plan->model, place->ranges);
    place->waiting = aras_waiting_new(&place->shape, error);
    return place->waiting == NULL ? error->status : ARAS_OK;
}

static void tear_down(struct place *place)
{
    aras_waiting_free(place->waiting);
    free(place->ranges);
}

/* Consecutive rows of a block, played by one worker. The first piece of a block goes
 * into it world by world; one that was cut off by a helper is kept until all rows
 * before it are in. */
struct piece {
    struct aras_block *block;
    struct aras_stretch stretch;
    struct aras_kept *kept; /* NULL: goes into the block at once */
    atomic_bool *given_up;  /* of the block: its rows are of no use any more */
    enum aras_status status;
    struct aras_error error;

    /* With the door closed: */
    struct piece *behind; /* whose rows follow in the block; NULL: none */
    struct piece *next;   /* of those being played */
    bool done;
};

static enum aras_status play_one(const struct place *place, uint64_t replication,
                                 struct aras_record *record, struct aras_error *error)
{
    return place->player != NULL
               ? aras_player_play(place->player, replication, record, error)
               : aras_simulation_play(place->simulation, replication, record, error);
}

static enum aras_status put(const struct place *place, struct aras_block *block,
                            const struct aras_record *record,
                            const struct aras_error *reason, struct aras_error *error)
{
    if (add_record(place->plan->model, block, place->ranges, place->waiting, record,
                   error) != ARAS_OK) {
        return error->status;
    }
    return record->failed ? add_failure(block, record, reason, error) : ARAS_OK;
}

static enum aras_status play_rows(const struct place *place, struct piece *piece,
                                  struct patience *patience, struct aras_error *error)
{
    struct aras_block *block = piece->block;
    uint32_t row;

    while (aras_stretch_next(&piece->stretch, &row)) {
        if (is_over(patience) || atomic_load(piece->given_up)) {
            return aras_error_set(error, ARAS_INTERRUPTED, "interrupted");
        }

        struct aras_record record;
        struct aras_error reason = {0};
        enum aras_status status = play_one(place, block->first + row, &record, &reason);

        if (status != ARAS_OK && status != ARAS_FAILED) {
            *error = reason;
            return status;
        }
        status = piece->kept == NULL
                     ? put(place, block, &record, &reason, error)
                     : aras_kept_add(piece->kept, &record, &reason, error);
        if (status != ARAS_OK) {
            return status;
        }
    }
    return ARAS_OK;
}

static struct aras_block *begin_block(const struct place *place, uint64_t first,
                                      uint64_t count, uint64_t maths,
                                      struct aras_error *error)
{
    struct aras_block *block = aras_block_new(&place->shape, first, count, error);

    ARAS_REQUIRE(count <= UINT32_MAX);
    if (block != NULL) {
        block->maths = maths;
    }
    aras_waiting_clear(place->waiting);
    return block;
}

static void begin_piece(struct piece *piece, struct aras_block *block,
                        atomic_bool *given_up)
{
    *piece = (struct piece){.block = block, .given_up = given_up};
    aras_stretch_set(&piece->stretch, 0, (uint32_t) block->count);
}

struct aras_block *aras_plan_play(const struct aras_plan *plan,
                                  struct aras_simulation *simulation, uint64_t first,
                                  uint64_t count, uint64_t maths,
                                  struct aras_error *error)
{
    struct patience endless = {NULL, 0.0};
    struct place place = {.plan = plan, .simulation = simulation};
    struct aras_block *block = NULL;
    atomic_bool given_up = false;
    struct piece piece;

    ARAS_REQUIRE(plan->design == NULL);
    if (set_up(&place, error) != ARAS_OK) {
        tear_down(&place);
        return NULL;
    }
    block = begin_block(&place, first, count, maths, error);
    if (block != NULL) {
        begin_piece(&piece, block, &given_up);
        if (play_rows(&place, &piece, &endless, error) != ARAS_OK ||
            aras_waiting_settle(place.waiting, block, error) != ARAS_OK) {
            aras_block_free(block);
            block = NULL;
        }
    }
    tear_down(&place);
    return block;
}

/* --- workers -------------------------------------------------------------------- */

struct crew {
    const struct aras_plan *plan;
    const struct aras_sink *sink;
    const atomic_bool *stop;
    uint64_t maths;
    pthread_mutex_t
        door; /* one worker at a time talks to the sink, and to the others */
    pthread_cond_t piece_done;
    struct piece *at_work; /* the pieces that are being played */
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

/* Plays a piece while others may help with it. With the door closed, but for playing.
 */
static void play_piece(struct crew *crew, const struct place *place,
                       struct piece *piece)
{
    struct patience patience = {crew->stop, 0.0};
    struct piece **link = &crew->at_work;

    piece->next = crew->at_work;
    crew->at_work = piece;
    pthread_mutex_unlock(&crew->door);
    piece->status = play_rows(place, piece, &patience, &piece->error);
    pthread_mutex_lock(&crew->door);
    while (*link != piece) {
        link = &(*link)->next;
    }
    *link = piece->next;
    piece->done = true;
    pthread_cond_broadcast(&crew->piece_done);
}

/* The piece with most rows that nobody has begun; NULL when nothing can be cut off. */
static struct piece *longest(const struct crew *crew)
{
    struct piece *found = NULL;
    uint32_t most = 1;

    for (struct piece *piece = crew->at_work; piece != NULL; piece = piece->next) {
        uint32_t left = aras_stretch_left(&piece->stretch);

        if (left > most) {
            most = left;
            found = piece;
        }
    }
    return found;
}

static void drop_piece(struct piece *piece)
{
    if (piece != NULL) {
        aras_kept_free(piece->kept);
        free(piece);
    }
}

/*
 * When there is no whole block left to take, the rest is shared: who has nothing to do
 * cuts off the later half of the longest piece and plays it. False when there is none;
 * also without memory, since a helper is not needed. With the door closed.
 */
static bool help(struct crew *crew, const struct place *place)
{
    struct piece *from = longest(crew);
    struct piece *piece;
    uint32_t most;
    uint32_t first;
    uint32_t end;
    struct aras_error error;

    if (from == NULL || crew->status != ARAS_OK) {
        return false;
    }
    most = aras_stretch_left(&from->stretch) / 2 + 1;
    pthread_mutex_unlock(&crew->door);
    piece = calloc(1, sizeof *piece);
    if (piece != NULL) {
        piece->kept =
            aras_kept_new(&place->shape, place->plan->model->slot_count, most, &error);
    }
    pthread_mutex_lock(&crew->door);
    from = longest(crew);
    if (piece == NULL || piece->kept == NULL || from == NULL ||
        !aras_stretch_cut(&from->stretch, most, &first, &end)) {
        drop_piece(piece);
        return false;
    }
    aras_stretch_set(&piece->stretch, first, end);
    piece->block = from->block;
    piece->given_up = from->given_up;
    piece->behind = from->behind;
    from->behind = piece;
    play_piece(crew, place, piece);
    return true;
}

static enum aras_status put_kept(const struct place *place, const struct piece *piece,
                                 struct aras_error *error)
{
    for (size_t i = 0; i < aras_kept_count(piece->kept); i++) {
        const struct aras_error *reason;
        const struct aras_record *record = aras_kept_at(piece->kept, i, &reason);

        if (put(place, piece->block, record, reason, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (piece->status != ARAS_OK) {
        *error = piece->error;
    }
    return piece->status;
}

/* What helpers have played goes into the block, piece by piece in the order of the
 * rows. Meanwhile the owner helps too. With the door closed, but for the putting. */
static enum aras_status gather(struct crew *crew, const struct place *place,
                               struct piece *own, struct aras_error *error)
{
    enum aras_status status = own->status;
    struct piece *piece = own->behind;

    if (status != ARAS_OK) {
        *error = own->error;
        atomic_store(own->given_up, true);
    }
    while (piece != NULL) {
        struct piece *behind;

        while (!piece->done) {
            if (!help(crew, place) && !piece->done) {
                pthread_cond_wait(&crew->piece_done, &crew->door);
            }
        }
        behind = piece->behind;
        pthread_mutex_unlock(&crew->door);
        if (status == ARAS_OK) {
            status = put_kept(place, piece, error);
        }
        if (status != ARAS_OK) {
            atomic_store(own->given_up, true);
        }
        drop_piece(piece);
        pthread_mutex_lock(&crew->door);
        piece = behind;
    }
    return status;
}

static struct aras_block *play_block(struct crew *crew, const struct place *place,
                                     uint64_t first, uint64_t count,
                                     struct aras_error *error)
{
    struct aras_block *block = begin_block(place, first, count, crew->maths, error);
    atomic_bool given_up = false;
    enum aras_status status;
    struct piece piece;

    if (block == NULL) {
        return NULL;
    }
    begin_piece(&piece, block, &given_up);
    pthread_mutex_lock(&crew->door);
    play_piece(crew, place, &piece);
    status = gather(crew, place, &piece, error);
    pthread_mutex_unlock(&crew->door);
    if (status != ARAS_OK ||
        aras_waiting_settle(place->waiting, block, error) != ARAS_OK) {
        aras_block_free(block);
        return NULL;
    }
    return block;
}

static void work_at(struct crew *crew, const struct place *place)
{
    struct aras_error error = {0};
    uint64_t first;
    uint64_t count;
    bool good = true;

    while (good && take(crew, &first, &count)) {
        struct aras_block *block = play_block(crew, place, first, count, &error);

        good = hand_in(crew, block, &error);
        aras_block_free(block);
    }
    pthread_mutex_lock(&crew->door);
    while (good && help(crew, place)) {
    }
    pthread_mutex_unlock(&crew->door);
}

static void *work(void *opaque)
{
    struct crew *crew = opaque;
    struct aras_error error = {0};
    struct place place = {.plan = crew->plan,
                          .player = aras_player_new(crew->plan, &error)};

    if (place.player == NULL || set_up(&place, &error) != ARAS_OK) {
        hand_in(crew, NULL, &error);
    } else {
        work_at(crew, &place);
    }
    tear_down(&place);
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
    pthread_cond_init(&crew.piece_done, NULL);
    while (started + 1 < threads &&
           pthread_create(&thread[started], NULL, work, &crew) == 0) {
        started++;
    }
    work(&crew); /* this thread works too: one is always there */
    for (unsigned i = 0; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_cond_destroy(&crew.piece_done);
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
