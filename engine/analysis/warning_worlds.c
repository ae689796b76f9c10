#include "analysis/warning_worlds.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

enum { NO_INDEX = -1 };

/* --- watching a world ---------------------------------------------------------------
 */

/* A note is one array of numbers: when each outcome was reached, when each event first
 * happened (INFINITY: not by the last landmark), and the levels at each landmark. */
static double *firsts_in(const struct aras_warning_watch *watch, double *note)
{
    return note + watch->model->outcome_count;
}

static double *levels_in(const struct aras_warning_watch *watch, double *note,
                         size_t landmark)
{
    return firsts_in(watch, note) + watch->model->event_count +
           landmark * watch->levels;
}

static size_t numbers_in_note(const struct aras_warning_watch *watch)
{
    return watch->model->outcome_count + watch->model->event_count +
           watch->wish->landmarks * watch->levels;
}

struct watcher {
    const struct aras_warning_watch *watch;
    double *note;
};

static void see_event(void *context, uint32_t event, double time, bool forced,
                      double rate)
{
    struct watcher *watcher = context;
    double *first = firsts_in(watcher->watch, watcher->note) + event;

    (void) forced;
    (void) rate;
    if (time <= watcher->watch->last && !(*first <= time)) {
        *first = time;
    }
}

/* The first change after a landmark tells what was there at it. */
static void see_change(void *context, uint32_t slot, double time, double before,
                       double after)
{
    struct watcher *watcher = context;
    const struct aras_warning_watch *watch = watcher->watch;
    int index = watch->index[slot];

    (void) after;
    for (size_t l = 0; index != NO_INDEX && l < watch->wish->landmarks; l++) {
        double *level = levels_in(watch, watcher->note, l) + watch->model->track_count +
                        (size_t) index;

        if (time > watch->wish->landmark[l] && isnan(*level)) {
            *level = before;
        }
    }
}

static void begin(void *context, uint64_t replication, void *note)
{
    struct watcher *watcher = context;
    const struct aras_warning_watch *watch = watcher->watch;

    (void) replication;
    watcher->note = note;
    for (size_t e = 0; e < watch->model->event_count; e++) {
        firsts_in(watch, watcher->note)[e] = INFINITY;
    }
    for (size_t l = 0; l < watch->wish->landmarks; l++) {
        for (size_t i = 0; i < watch->levels; i++) {
            levels_in(watch, watcher->note, l)[i] = NAN;
        }
    }
}

/* The last point of a track's grid at or before a landmark. */
static double track_at(const struct aras_warning_watch *watch,
                       const struct aras_record *record, size_t number, double time)
{
    const struct aras_track *track = &watch->model->tracks[number];
    size_t point = (size_t) floor(time / track->every * (1.0 + 1e-12));

    if (point >= track->points) {
        point = track->points - 1;
    }
    return record->points[watch->first_point[number] + point];
}

static enum aras_status end(void *context, const struct aras_record *record,
                            const struct aras_simulation *simulation, void *note,
                            struct aras_error *error)
{
    struct watcher *watcher = context;
    const struct aras_warning_watch *watch = watcher->watch;
    const struct aras_model *model = watch->model;

    (void) error;
    ARAS_REQUIRE(note == watcher->note);
    for (uint32_t i = 0; i < model->outcome_count; i++) {
        watcher->note[i] = aras_simulation_reached(simulation, i);
    }
    for (size_t l = 0; !record->failed && l < watch->wish->landmarks; l++) {
        double *level = levels_in(watch, watcher->note, l);

        for (size_t t = 0; t < model->track_count; t++) {
            level[t] = track_at(watch, record, t, watch->wish->landmark[l]);
        }
        for (size_t q = 0; q < watch->quantities; q++) {
            double *quantity = &level[model->track_count + q];

            if (isnan(*quantity)) { /* it never changed after the landmark */
                *quantity = aras_simulation_value(simulation, watch->slot[q]);
            }
        }
    }
    return ARAS_OK;
}

/* --- what is kept of worlds ----------------------------------------------------------
 */

static void *make_watcher(void *context, struct aras_observer *observer,
                          struct aras_error *error)
{
    struct aras_warning_worlds *gathering = context;
    struct watcher *watcher = calloc(1, sizeof *watcher);

    if (watcher == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to watch worlds");
        return NULL;
    }
    watcher->watch = &gathering->watch;
    observer->event = see_event;
    if (gathering->watch.quantities > 0) {
        observer->change = see_change;
    }
    return watcher;
}

/* Room for `more` things behind `count`; false without memory. */
static bool make_room(void **items, size_t *room, size_t count, size_t more,
                      size_t size)
{
    void *bigger;
    size_t wanted = 2 * (count + more) + 64;

    if (count + more <= *room) {
        return true;
    }
    bigger = realloc(*items, wanted * size);
    if (bigger == NULL) {
        return false;
    }
    *items = bigger;
    *room = wanted;
    return true;
}

static bool make_all_room(struct aras_warning_worlds *gathering)
{
    size_t levels = gathering->watch.wish->landmarks * gathering->watch.levels;
    void *seen = gathering->seen;
    void *firing = gathering->firing;
    void *level = gathering->level;
    bool good = make_room(&seen, &gathering->world_room, gathering->worlds, 1,
                          sizeof *gathering->seen);

    gathering->seen = seen;
    good = good &&
           make_room(&firing, &gathering->firing_room, gathering->firings,
                     gathering->watch.model->event_count, sizeof *gathering->firing);
    gathering->firing = firing;
    good = good && make_room(&level, &gathering->level_room, gathering->worlds * levels,
                             levels, sizeof *gathering->level);
    gathering->level = level;
    return good;
}

static enum aras_status check_same(struct aras_warning_worlds *gathering,
                                   const struct aras_replayed *world,
                                   struct aras_error *error)
{
    struct aras_world stored;

    if (aras_cursor_next(&gathering->cursor, &stored, error) != ARAS_OK) {
        return error->status;
    }
    if (stored.failed != world->failed ||
        (gathering->same_maths && stored.fingerprint != world->fingerprint)) {
        return aras_error_set(error, ARAS_DAMAGED,
                              "world %" PRIu64
                              " comes out differently than it is stored: "
                              "`aras verify` says more",
                              world->replication);
    }
    return ARAS_OK;
}

/* When it came, and what could be known of it at each landmark. */
static enum aras_status settle(struct aras_warning_worlds *gathering,
                               struct aras_warning_seen *seen,
                               const struct aras_replayed *world, const double *reached,
                               struct aras_error *error)
{
    const struct aras_warning_wish *wish = gathering->watch.wish;

    if (aras_condition_ask(wish->condition, world->outcomes, &seen->so, error) !=
            ARAS_OK ||
        aras_condition_when(wish->condition, reached, &seen->when, error) != ARAS_OK) {
        return error->status;
    }
    seen->when = fmin(seen->when, gathering->watch.model->horizon);
    for (size_t l = 0; l < wish->landmarks; l++) {
        enum aras_settled settled;

        if (aras_condition_settled(wish->condition, reached, wish->landmark[l],
                                   &settled, error) != ARAS_OK) {
            return error->status;
        }
        seen->settled[l] = (uint8_t) settled;
    }
    return ARAS_OK;
}

static enum aras_status fold(void *context, const struct aras_replayed *world,
                             struct aras_error *error)
{
    struct aras_warning_worlds *gathering = context;
    const struct aras_warning_watch *watch = &gathering->watch;
    const double *note = world->note;
    const double *first = note + watch->model->outcome_count;
    size_t levels = watch->wish->landmarks * watch->levels;
    struct aras_warning_seen *seen;

    if (check_same(gathering, world, error) != ARAS_OK) {
        return error->status;
    }
    if (watch->wish->tell != NULL) {
        watch->wish->tell(watch->wish->context, world->replication + 1);
    }
    if (world->failed) {
        gathering->warning->failed++;
        return ARAS_OK;
    }
    if (!make_all_room(gathering)) {
        return aras_warning_no_memory(error);
    }
    seen = &gathering->seen[gathering->worlds];
    *seen = (struct aras_warning_seen){.set = (size_t) world->set,
                                       .first_firing = gathering->firings};
    if (settle(gathering, seen, world, note, error) != ARAS_OK) {
        return aras_error_within(error, "world %" PRIu64, world->replication);
    }
    for (uint32_t e = 0; e < watch->model->event_count; e++) {
        if (isfinite(first[e])) {
            gathering->firing[gathering->firings++] =
                (struct aras_warning_firing){e, first[e]};
            seen->firings++;
        }
    }
    memcpy(gathering->level + gathering->worlds * levels,
           first + watch->model->event_count, levels * sizeof(double));
    gathering->worlds++;
    return ARAS_OK;
}

/* --- all of them ----------------------------------------------------------------- */

static bool is_watched(const struct aras_slot *slot)
{
    return slot->kind == ARAS_SLOT_QUANTITY && slot->changed && !slot->held;
}

static bool prepare(struct aras_warning_worlds *gathering)
{
    struct aras_warning_watch *watch = &gathering->watch;
    const struct aras_model *model = watch->model;
    size_t points = 0;

    watch->slot = calloc(model->slot_count + 1, sizeof *watch->slot);
    watch->index = calloc(model->slot_count + 1, sizeof *watch->index);
    watch->first_point = calloc(model->track_count + 1, sizeof *watch->first_point);
    if (watch->slot == NULL || watch->index == NULL || watch->first_point == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < model->slot_count; i++) {
        watch->index[i] = NO_INDEX;
        if (watch->wish->quantities && is_watched(&model->slots[i])) {
            watch->index[i] = (int) watch->quantities;
            watch->slot[watch->quantities++] = i;
        }
    }
    for (size_t t = 0; t < model->track_count; t++) {
        watch->first_point[t] = points;
        points += model->tracks[t].points;
    }
    watch->levels = model->track_count + watch->quantities;
    return true;
}

enum aras_status aras_warning_worlds_play(struct aras_warning_worlds *gathering,
                                          const struct aras_plan *plan,
                                          struct aras_error *error)
{
    const struct aras_warning_wish *wish = gathering->watch.wish;
    struct aras_warning *warning = gathering->warning;
    struct aras_visitor visitor = {.context = gathering,
                                   .watch = make_watcher,
                                   .unwatch = free,
                                   .begin = begin,
                                   .end = end,
                                   .fold = fold};

    if (!prepare(gathering)) {
        return aras_warning_no_memory(error);
    }
    visitor.note = numbers_in_note(&gathering->watch) * sizeof(double);
    if (aras_montecarlo_replay(plan, wish->threads, 0, warning->worlds, &visitor,
                               wish->stop, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < gathering->worlds; i++) {
        warning->sets += i == 0 || gathering->seen[i].set != gathering->seen[i - 1].set;
    }
    if (warning->sets < ARAS_WARNING_LEAST_SETS) {
        return aras_error_set(
            error, ARAS_INVALID,
            "%zu parameter sets are too few, since half of them select and half judge: "
            "at "
            "least %d are needed; play more worlds (-n) or smaller groups (--group)",
            warning->sets, (int) ARAS_WARNING_LEAST_SETS);
    }
    return ARAS_OK;
}

void aras_warning_worlds_free(struct aras_warning_worlds *gathering)
{
    aras_cursor_close(&gathering->cursor);
    free(gathering->watch.slot);
    free(gathering->watch.index);
    free(gathering->watch.first_point);
    free(gathering->seen);
    free(gathering->firing);
    free(gathering->level);
}

enum aras_status aras_warning_no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for indicators");
}
