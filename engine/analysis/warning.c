#include "analysis/warning.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/cursor.h"
#include "base/require.h"
#include "statistics/holm.h"
#include "statistics/quantile.h"

#define LEVEL 0.95
#define WORTH 3.3  /* least gain: half the 1 % point of a chi-square */
#define ALIKE 0.95 /* correlation above which one indicator is the news of another */

enum { LEAST_ON_A_SIDE = 10, LEAST_OPEN = 20, PARTS = 10, NO_INDEX = -1 };

/* --- watching a world ---------------------------------------------------------------
 */

/* What to watch: the same for all workers. */
struct watch {
    const struct aras_model *model;
    const struct aras_warning_wish *wish;
    double last;    /* landmark */
    uint32_t *slot; /* quantities: their slots */
    int *index;     /* by slot: which of them it is, or NO_INDEX */
    size_t quantities;
    size_t *first_point; /* by track, among all points */
    size_t levels;       /* tracks, then quantities */
};

/* A note is one array of numbers: when each outcome was reached, when each event first
 * happened (INFINITY: not by the last landmark), and the levels at each landmark. */
static double *firsts_in(const struct watch *watch, double *note)
{
    return note + watch->model->outcome_count;
}

static double *levels_in(const struct watch *watch, double *note, size_t landmark)
{
    return firsts_in(watch, note) + watch->model->event_count +
           landmark * watch->levels;
}

static size_t numbers_in_note(const struct watch *watch)
{
    return watch->model->outcome_count + watch->model->event_count +
           watch->wish->landmarks * watch->levels;
}

struct watcher {
    const struct watch *watch;
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
    const struct watch *watch = watcher->watch;
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
    const struct watch *watch = watcher->watch;

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
static double track_at(const struct watch *watch, const struct aras_record *record,
                       size_t number, double time)
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
    const struct watch *watch = watcher->watch;
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

struct firing {
    uint32_t event;
    double time; /* the first */
};

struct seen {
    size_t set;
    bool so;
    double when; /* it came; the horizon where that is when it is
                    known */
    uint8_t settled[ARAS_MOST_LANDMARKS]; /* enum aras_settled */
    size_t first_firing, firings;
};

struct gathering {
    struct watch watch;
    struct aras_cursor cursor;
    bool same_maths;
    struct aras_warning *warning;

    struct seen *seen;
    size_t worlds, world_room;
    struct firing *firing;
    size_t firings, firing_room;
    double *level; /* worlds x landmarks x levels */
    size_t level_room;
};

static void *make_watcher(void *context, struct aras_observer *observer,
                          struct aras_error *error)
{
    struct gathering *gathering = context;
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

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for indicators");
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

static bool make_all_room(struct gathering *gathering)
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

static enum aras_status check_same(struct gathering *gathering,
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
static enum aras_status settle(struct gathering *gathering, struct seen *seen,
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
    struct gathering *gathering = context;
    const struct watch *watch = &gathering->watch;
    const double *note = world->note;
    const double *first = note + watch->model->outcome_count;
    size_t levels = watch->wish->landmarks * watch->levels;
    struct seen *seen;

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
        return no_memory(error);
    }
    seen = &gathering->seen[gathering->worlds];
    *seen =
        (struct seen){.set = (size_t) world->set, .first_firing = gathering->firings};
    if (settle(gathering, seen, world, note, error) != ARAS_OK) {
        return aras_error_within(error, "world %" PRIu64, world->replication);
    }
    for (uint32_t e = 0; e < watch->model->event_count; e++) {
        if (isfinite(first[e])) {
            gathering->firing[gathering->firings++] = (struct firing){e, first[e]};
            seen->firings++;
        }
    }
    memcpy(gathering->level + gathering->worlds * levels,
           first + watch->model->event_count, levels * sizeof(double));
    gathering->worlds++;
    return ARAS_OK;
}

/* --- one landmark --------------------------------------------------------------------
 */

/* What is looked at: the open worlds, selecting ones and judging ones. */
struct view {
    const struct gathering *gathering;
    size_t landmark;
    double time;
    struct aras_outlook *outlook;
    size_t *world; /* the open ones */
    size_t worlds;
    struct aras_sign *candidate;
    size_t candidates;
    bool *rings; /* signs x open worlds */
};

/* Sets with even numbers select, odd ones judge: they share no parameters. */
static bool selects(const struct view *view, size_t i)
{
    return view->gathering->seen[view->world[i]].set % 2 == 0;
}

static bool is_so(const struct view *view, size_t i)
{
    return view->gathering->seen[view->world[i]].so;
}

static void count_one(struct aras_alarm_counts *counts, bool rings, bool so)
{
    if (rings) {
        *(so ? &counts->hit : &counts->wrong) += 1.0;
    } else {
        *(so ? &counts->miss : &counts->quiet) += 1.0;
    }
}

static bool raises(const struct aras_alarm_counts *counts)
{
    return counts->hit * (counts->miss + counts->quiet) >
           counts->miss * (counts->hit + counts->wrong);
}

static bool is_on_both_sides(const struct aras_alarm_counts *counts)
{
    return counts->hit + counts->wrong >= LEAST_ON_A_SIDE &&
           counts->miss + counts->quiet >= LEAST_ON_A_SIDE;
}

static double level_of(const struct view *view, size_t i, size_t level)
{
    const struct watch *watch = &view->gathering->watch;

    return view->gathering
        ->level[(view->world[i] * watch->wish->landmarks + view->landmark) *
                    watch->levels +
                level];
}

/* When the event first happened; INFINITY: not by the landmark. */
static double fired_at(const struct view *view, size_t i, uint32_t event)
{
    const struct seen *seen = &view->gathering->seen[view->world[i]];

    for (size_t k = 0; k < seen->firings; k++) {
        const struct firing *firing = &view->gathering->firing[seen->first_firing + k];

        if (firing->event == event) {
            return firing->time <= view->time ? firing->time : INFINITY;
        }
    }
    return INFINITY;
}

static size_t level_number(const struct view *view, const struct aras_sign *sign)
{
    const struct watch *watch = &view->gathering->watch;

    return sign->kind == ARAS_SIGN_TRACK
               ? sign->number
               : watch->model->track_count + (size_t) watch->index[sign->number];
}

static bool rings_in(const struct view *view, const struct aras_sign *sign, size_t i)
{
    if (sign->kind == ARAS_SIGN_EVENT) {
        return isfinite(fired_at(view, i, sign->number));
    }
    return (level_of(view, i, level_number(view, sign)) > sign->threshold) ==
           sign->above;
}

/* --- candidates ----------------------------------------------------------------------
 */

static void add_candidate(struct view *view, const struct aras_sign *sign)
{
    view->outlook->candidates++;
    if (sign->gain > WORTH) {
        view->candidate[view->candidates++] = *sign;
    }
}

static bool consider_events(struct view *view)
{
    const struct gathering *gathering = view->gathering;
    size_t events = gathering->watch.model->event_count;
    struct aras_alarm_counts *counts = calloc(events + 1, sizeof *counts);
    double so = 0.0;
    double all = 0.0;

    if (counts == NULL) {
        return false;
    }
    for (size_t i = 0; i < view->worlds; i++) {
        const struct seen *seen = &gathering->seen[view->world[i]];

        if (!selects(view, i)) {
            continue;
        }
        so += seen->so;
        all += 1.0;
        for (size_t k = 0; k < seen->firings; k++) {
            const struct firing *firing = &gathering->firing[seen->first_firing + k];

            if (firing->time <= view->time) {
                count_one(&counts[firing->event], true, seen->so);
            }
        }
    }
    for (uint32_t e = 0; e < events; e++) {
        struct aras_sign sign = {.kind = ARAS_SIGN_EVENT, .number = e, .above = true};

        counts[e].miss = so - counts[e].hit;
        counts[e].quiet = all - so - counts[e].wrong;
        if (is_on_both_sides(&counts[e])) {
            sign.warns = raises(&counts[e]);
            sign.gain = aras_alarm_gain(&counts[e]);
            add_candidate(view, &sign);
        }
    }
    free(counts);
    return true;
}

struct reading_of_level {
    double value;
    bool so;
};

static int compare_readings(const void *a, const void *b)
{
    double left = ((const struct reading_of_level *) a)->value;
    double right = ((const struct reading_of_level *) b)->value;

    return left < right ? -1 : left > right;
}

/* The threshold that gains most: between two values that were seen, at tenths of them.
 * What nine tries gain by chance is taken off again. */
static void consider_level(struct view *view, struct aras_sign sign, size_t level,
                           struct reading_of_level *readings)
{
    struct aras_alarm_counts below = {.hit = 0.0};
    size_t count = 0;
    size_t part = 1;
    bool differs = false;

    for (size_t i = 0; i < view->worlds; i++) {
        if (selects(view, i)) {
            readings[count++] =
                (struct reading_of_level){level_of(view, i, level), is_so(view, i)};
            count_one(&below, false, is_so(view, i));
        }
    }
    qsort(readings, count, sizeof *readings, compare_readings);
    for (size_t i = 0; i + 1 < count; i++) {
        double here = readings[i].value;
        double next = readings[i + 1].value;

        *(readings[i].so ? &below.hit : &below.wrong) += 1.0;
        *(readings[i].so ? &below.miss : &below.quiet) -= 1.0;
        if (here < next && (i + 1) * PARTS >= part * count &&
            is_on_both_sides(&below)) {
            double gain = aras_alarm_gain(&below) - log(PARTS - 1.0);
            double middle = here + 0.5 * (next - here);

            differs = true;
            part = (i + 1) * PARTS / count + 1;
            if (gain > sign.gain) {
                sign.gain = gain;
                sign.threshold = middle < next ? middle : here;
                sign.above = 2 * (i + 1) > count; /* the side of fewer */
                sign.warns = raises(&below) != sign.above;
            }
        }
    }
    if (differs) {
        add_candidate(view, &sign);
    }
}

static bool consider_levels(struct view *view)
{
    const struct watch *watch = &view->gathering->watch;
    struct reading_of_level *readings = malloc((view->worlds + 1) * sizeof *readings);

    if (readings == NULL) {
        return false;
    }
    for (size_t t = 0; t < watch->model->track_count; t++) {
        consider_level(
            view, (struct aras_sign){.kind = ARAS_SIGN_TRACK, .number = (uint32_t) t},
            t, readings);
    }
    for (size_t q = 0; q < watch->quantities; q++) {
        consider_level(
            view,
            (struct aras_sign){.kind = ARAS_SIGN_QUANTITY, .number = watch->slot[q]},
            watch->model->track_count + q, readings);
    }
    free(readings);
    return true;
}

static int by_gain(const void *a, const void *b)
{
    const struct aras_sign *left = a;
    const struct aras_sign *right = b;

    if (left->gain != right->gain) {
        return left->gain > right->gain ? -1 : 1;
    }
    if (left->kind != right->kind) {
        return left->kind < right->kind ? -1 : 1;
    }
    return left->number < right->number ? -1 : 1;
}

/* --- choosing ------------------------------------------------------------------------
 */

/* Whether two ring together in nearly all worlds that select. */
static bool are_alike(const struct view *view, const bool *a, const bool *b)
{
    double n = 0.0;
    double both = 0.0;
    double in_a = 0.0;
    double in_b = 0.0;

    for (size_t i = 0; i < view->worlds; i++) {
        if (selects(view, i)) {
            n += 1.0;
            in_a += a[i];
            in_b += b[i];
            both += a[i] && b[i];
        }
    }
    return n * both - in_a * in_b > ALIKE * sqrt(in_a * (n - in_a) * in_b * (n - in_b));
}

static void choose(struct view *view, size_t most)
{
    struct aras_outlook *outlook = view->outlook;

    for (size_t k = 0; k < view->candidates && outlook->signs < most; k++) {
        bool *rings = view->rings + outlook->signs * view->worlds;
        bool alike = false;

        for (size_t i = 0; i < view->worlds; i++) {
            rings[i] = rings_in(view, &view->candidate[k], i);
        }
        for (size_t s = 0; s < outlook->signs && !alike; s++) {
            alike = are_alike(view, rings, view->rings + s * view->worlds);
        }
        if (alike) {
            outlook->alike++;
        } else {
            outlook->sign[outlook->signs++] = view->candidate[k];
        }
    }
}

/* --- judging ------------------------------------------------------------------------
 */

/* The worlds that judge, a cluster for each set. `rings` NULL: no alarm at all. */
static size_t count_clusters(const struct view *view, const bool *rings,
                             struct aras_alarm_counts *clusters)
{
    size_t count = 0;
    size_t set = SIZE_MAX;

    for (size_t i = 0; i < view->worlds; i++) {
        size_t here = view->gathering->seen[view->world[i]].set;

        if (selects(view, i)) {
            continue;
        }
        if (here != set) { /* worlds of a set follow each other */
            set = here;
            clusters[count++] = (struct aras_alarm_counts){.hit = 0.0};
        }
        count_one(&clusters[count - 1], rings != NULL && rings[i], is_so(view, i));
    }
    return count;
}

static void find_leads(const struct view *view, struct aras_sign *sign,
                       const bool *rings, double *leads)
{
    size_t count = 0;

    for (size_t i = 0; i < view->worlds; i++) {
        if (sign->warns && !selects(view, i) && rings[i] && is_so(view, i)) {
            double from = sign->kind == ARAS_SIGN_EVENT
                              ? fired_at(view, i, sign->number)
                              : view->time;

            leads[count++] = view->gathering->seen[view->world[i]].when - from;
        }
    }
    aras_quantile_sort(leads, count);
    for (size_t k = 0; k < 3; k++) {
        sign->lead[k] = aras_quantile_sorted(leads, count, 0.25 * (double) (k + 1));
    }
}

static enum aras_status judge(struct view *view, struct aras_error *error)
{
    struct aras_outlook *outlook = view->outlook;
    struct aras_alarm_counts *clusters = calloc(view->worlds + 1, sizeof *clusters);
    double *leads = calloc(view->worlds + 1, sizeof *leads);
    enum aras_status status = ARAS_OK;
    struct aras_alarm none;

    if (clusters == NULL || leads == NULL) {
        status = no_memory(error);
    }
    if (status == ARAS_OK) {
        status = aras_alarm_of(clusters, count_clusters(view, NULL, clusters), LEVEL,
                               &none, error);
        outlook->prior = none.prior;
        outlook->interval = none.prior_interval;
    }
    for (size_t s = 0; s < outlook->signs && status == ARAS_OK; s++) {
        const bool *rings = view->rings + s * view->worlds;

        status = aras_alarm_of(clusters, count_clusters(view, rings, clusters), LEVEL,
                               &outlook->sign[s].alarm, error);
        if (status == ARAS_OK) {
            struct aras_sign *sign = &outlook->sign[s];

            sign->p = sign->warns ? sign->alarm.p_raises : sign->alarm.p_lowers;
            find_leads(view, sign, rings, leads);
        }
    }
    free(clusters);
    free(leads);
    return status;
}

/* --- a landmark as a whole -----------------------------------------------------------
 */

static void list_open(struct view *view)
{
    const struct gathering *gathering = view->gathering;

    for (size_t i = 0; i < gathering->worlds; i++) {
        switch ((enum aras_settled) gathering->seen[i].settled[view->landmark]) {
        case ARAS_STILL_OPEN:
            view->world[view->worlds++] = i;
            break;
        case ARAS_SETTLED_NO:
            view->outlook->settled_no++;
            break;
        case ARAS_SETTLED_YES:
            view->outlook->settled_yes++;
            break;
        }
    }
    view->outlook->open = view->worlds;
}

static enum aras_status is_enough(struct view *view, struct aras_error *error)
{
    struct aras_outlook *outlook = view->outlook;
    uint64_t so[2] = {0, 0}; /* judging, selecting */
    uint64_t all[2] = {0, 0};
    char moment[32];

    for (size_t i = 0; i < view->worlds; i++) {
        all[selects(view, i)]++;
        so[selects(view, i)] += is_so(view, i);
    }
    outlook->selecting = all[1];
    outlook->judging = all[0];
    for (size_t half = 0; half < 2; half++) {
        uint64_t fewer =
            so[half] < all[half] - so[half] ? so[half] : all[half] - so[half];

        if (fewer < LEAST_OPEN) {
            aras_model_write_moment(view->gathering->watch.model, view->time, moment);
            return aras_error_set(
                error, ARAS_INVALID,
                "of the worlds in which '%s' is open at %s it comes in %" PRIu64
                " and does not in %" PRIu64
                ": too few, in each half %d are needed; play "
                "more worlds (-n), or look at another moment (--by)",
                view->gathering->watch.wish->condition->text, moment, so[0] + so[1],
                all[0] + all[1] - so[0] - so[1], (int) LEAST_OPEN);
        }
    }
    return ARAS_OK;
}

static enum aras_status look_at(struct view *view, struct aras_error *error)
{
    if (!consider_events(view) || !consider_levels(view)) {
        return no_memory(error);
    }
    qsort(view->candidate, view->candidates, sizeof *view->candidate, by_gain);
    choose(view, view->gathering->watch.wish->most);
    return judge(view, error);
}

static enum aras_status look_from(const struct gathering *gathering, size_t landmark,
                                  struct aras_error *error)
{
    const struct watch *watch = &gathering->watch;
    size_t most = watch->wish->most;
    struct aras_outlook *outlook = &gathering->warning->outlook[landmark];
    struct view view = {.gathering = gathering,
                        .landmark = landmark,
                        .time = watch->wish->landmark[landmark],
                        .outlook = outlook};
    enum aras_status status;

    outlook->time = view.time;
    outlook->sign = calloc(most + 1, sizeof *outlook->sign);
    view.world = calloc(gathering->worlds + 1, sizeof *view.world);
    view.candidate =
        calloc(watch->model->event_count + watch->levels + 1, sizeof *view.candidate);
    view.rings = calloc((most + 1) * (gathering->worlds + 1), sizeof *view.rings);
    if (outlook->sign == NULL || view.world == NULL || view.candidate == NULL ||
        view.rings == NULL) {
        status = no_memory(error);
    } else {
        list_open(&view);
        status = is_enough(&view, error);
        status = status == ARAS_OK ? look_at(&view, error) : status;
    }
    free(view.world);
    free(view.candidate);
    free(view.rings);
    return status;
}

/* --- all landmarks -------------------------------------------------------------------
 */

static enum aras_status adjust(struct aras_warning *warning, struct aras_error *error)
{
    size_t count = 0;
    size_t at = 0;
    double *p;
    enum aras_status status;

    for (size_t l = 0; l < warning->outlooks; l++) {
        count += warning->outlook[l].signs;
    }
    p = calloc(2 * count + 1, sizeof *p);
    if (p == NULL) {
        return no_memory(error);
    }
    for (size_t l = 0; l < warning->outlooks; l++) {
        for (size_t s = 0; s < warning->outlook[l].signs; s++) {
            p[at++] = warning->outlook[l].sign[s].p;
        }
    }
    status = aras_holm(p, count, p + count, error);
    at = count;
    for (size_t l = 0; l < warning->outlooks; l++) {
        for (size_t s = 0; s < warning->outlook[l].signs; s++) {
            warning->outlook[l].sign[s].adjusted = p[at++];
        }
    }
    free(p);
    return status;
}

static bool is_watched(const struct aras_slot *slot)
{
    return slot->kind == ARAS_SLOT_QUANTITY && slot->changed && !slot->held;
}

static bool prepare(struct gathering *gathering)
{
    struct watch *watch = &gathering->watch;
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

static enum aras_status play(struct gathering *gathering, const struct aras_plan *plan,
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
        return no_memory(error);
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

static void give_back(struct gathering *gathering)
{
    aras_cursor_close(&gathering->cursor);
    free(gathering->watch.slot);
    free(gathering->watch.index);
    free(gathering->watch.first_point);
    free(gathering->seen);
    free(gathering->firing);
    free(gathering->level);
}

struct aras_warning *aras_warning_of_run(const struct aras_run *run,
                                         const struct aras_plan *plan,
                                         const struct aras_warning_wish *wish,
                                         struct aras_error *error)
{
    struct aras_warning *warning = calloc(1, sizeof *warning);
    struct gathering gathering = {.watch = {.model = plan->model, .wish = wish},
                                  .cursor = {.run = run},
                                  .warning = warning};
    struct aras_run_facts facts;
    uint64_t stored = aras_run_replications(run);
    enum aras_status status;

    ARAS_REQUIRE(wish->landmarks >= 1 && wish->landmarks <= ARAS_MOST_LANDMARKS);
    gathering.watch.last = wish->landmark[wish->landmarks - 1];
    aras_run_get_facts(run, &facts);
    gathering.same_maths = !facts.mixed && facts.maths == aras_maths_fingerprint();
    if (warning != NULL) {
        warning->outlook = calloc(wish->landmarks, sizeof *warning->outlook);
        warning->worlds = wish->replications == 0 ? stored : wish->replications;
    }
    if (warning == NULL || warning->outlook == NULL) {
        status = no_memory(error);
    } else if (warning->worlds > stored) {
        status = aras_error_set(error, ARAS_INVALID,
                                "the run has %" PRIu64 " worlds, not %" PRIu64, stored,
                                warning->worlds);
    } else {
        warning->outlooks = wish->landmarks;
        status = play(&gathering, plan, error);
    }
    for (size_t l = 0; l < wish->landmarks && status == ARAS_OK; l++) {
        status = look_from(&gathering, l, error);
    }
    if (status == ARAS_OK) {
        status = adjust(warning, error);
    }
    give_back(&gathering);
    if (status != ARAS_OK) {
        aras_warning_free(warning);
        return NULL;
    }
    return warning;
}

void aras_warning_free(struct aras_warning *warning)
{
    if (warning == NULL) {
        return;
    }
    for (size_t l = 0; warning->outlook != NULL && l < warning->outlooks; l++) {
        free(warning->outlook[l].sign);
    }
    free(warning->outlook);
    free(warning);
}
