#include "analysis/causes.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/causes_search.h"
#include "statistics/holm.h"

/* Worlds in which an event is made to happen: shares of worlds need no more. */
enum { MOST_MADE = 2000 };

/* Worlds in which an event made the outcome so, to say that it always does. */
enum { ENOUGH_TO_TELL = 20 };

/* --- the closer look ----------------------------------------------------------------
 */

/* Plays each event's worlds without it; what does not change is not played. */
static enum aras_status take_out(struct aras_causes_search *search,
                                 struct aras_error *error)
{
    struct aras_causal_job *jobs =
        calloc(search->count * search->rows + 1, sizeof *jobs);
    size_t count = 0;
    enum aras_status status;

    if (jobs == NULL) {
        return aras_causes_no_memory(error);
    }
    for (size_t k = 0; k < search->count; k++) {
        for (size_t row = 0; row < search->rows; row++) {
            search->without[k * search->rows + row] = search->play.world[row].y;
            if (aras_causal_play_matters(&search->play, row, search->event[k])) {
                jobs[count].row = row;
                jobs[count].it[0] =
                    aras_causal_play_without(&search->play, row, search->event[k]);
                jobs[count++].count = 1;
            }
        }
    }
    status = aras_causal_play_jobs(&search->play, jobs, count, "worlds without", error);
    for (size_t k = 0, i = 0; k < search->count && status == ARAS_OK; k++) {
        for (; i < count && jobs[i].it[0].event == search->event[k]; i++) {
            search->without[k * search->rows + jobs[i].row] = jobs[i].y;
        }
    }
    free(jobs);
    return status;
}

static enum aras_status play_made(struct aras_causes_search *search,
                                  const struct aras_intervention *make,
                                  struct aras_causal_job *jobs,
                                  struct aras_error *error)
{
    size_t rows = search->made_rows;
    size_t count = 0;
    enum aras_status status;

    for (size_t i = 0; i < search->count * rows; i++) {
        size_t k = i / rows;
        size_t row = i % rows;

        if (!isnan(make[i].time)) {
            jobs[count] =
                (struct aras_causal_job){.row = row, .count = 1, .y = (double) k};
            jobs[count++].it[0] = make[i];
        } else {
            search->closed[i] = !isnan(search->play.world[row].y) &&
                                isinf(aras_causal_play_first(&search->play, row,
                                                             search->event[k])) != 0;
        }
    }
    for (size_t i = 0; i < search->count * rows; i++) {
        search->made[i] = NAN;
    }
    status = aras_causal_play_jobs(&search->play, jobs, count, "worlds with", error);
    for (size_t i = 0, job = 0; i < search->count * rows && status == ARAS_OK; i++) {
        if (!isnan(make[i].time)) {
            search->made[i] = jobs[job++].y;
        }
    }
    return status;
}

/* Of a yes or no: each event is made to happen where it did not. */
static enum aras_status put_in(struct aras_causes_search *search,
                               struct aras_error *error)
{
    size_t places = search->count * search->made_rows;
    struct aras_intervention *make = calloc(places + 1, sizeof *make);
    struct aras_causal_job *jobs = calloc(places + 1, sizeof *jobs);
    enum aras_status status =
        make == NULL || jobs == NULL
            ? aras_causes_no_memory(error)
            : aras_causal_play_openings(&search->play, search->event, search->count,
                                        search->made_rows, make, error);

    if (status == ARAS_OK) {
        status = play_made(search, make, jobs, error);
    }
    free(make);
    free(jobs);
    return status;
}

/* --- all of them --------------------------------------------------------------------
 */

static enum aras_status adjust(struct aras_causes *causes, struct aras_error *error)
{
    size_t count = causes->count * causes->told_count;
    double *p = calloc(2 * count + 1, sizeof *p);
    enum aras_status status;

    if (p == NULL) {
        return aras_causes_no_memory(error);
    }
    for (size_t i = 0; i < count; i++) {
        p[i] = causes->cause[i / causes->told_count].effect[i % causes->told_count].p;
    }
    status = aras_holm(p, count, p + count, error);
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        causes->cause[i / causes->told_count].effect[i % causes->told_count].adjusted =
            p[count + i];
    }
    free(p);
    return status;
}

/* How far from 0 the change surely is, in the reading in which that is most. */
static double certain_change(const struct aras_causes *causes, size_t cause)
{
    double most = -INFINITY;

    for (size_t i = 0; i < causes->told_count; i++) {
        const struct aras_cause_effect *effect = &causes->cause[cause].effect[i];

        most = fmax(most, fabs(effect->change) - effect->error);
    }
    return most;
}

struct rank {
    size_t cause;
    double certain;
};

static int by_certainty(const void *one, const void *other)
{
    const struct rank *a = one;
    const struct rank *b = other;

    if (a->certain != b->certain) {
        return a->certain > b->certain ? -1 : 1;
    }
    return a->cause < b->cause ? -1 : a->cause > b->cause;
}

/* The causes, and the rows of what was played without them, in the order of telling. */
static enum aras_status rank(struct aras_causes_search *search,
                             struct aras_error *error)
{
    struct aras_causes *causes = search->causes;
    struct rank *ranks = calloc(search->count + 1, sizeof *ranks);
    struct aras_cause *ordered = calloc(search->count + 1, sizeof *ordered);
    double *without = calloc(search->count * search->rows + 1, sizeof *without);

    if (ranks == NULL || ordered == NULL || without == NULL) {
        free(ranks);
        free(ordered);
        free(without);
        return aras_causes_no_memory(error);
    }
    for (size_t k = 0; k < search->count; k++) {
        ranks[k] = (struct rank){k, certain_change(causes, k)};
    }
    qsort(ranks, search->count, sizeof *ranks, by_certainty);
    for (size_t k = 0; k < search->count; k++) {
        ordered[k] = causes->cause[ranks[k].cause];
        search->event[k] = ordered[k].event;
        memcpy(without + k * search->rows,
               search->without + ranks[k].cause * search->rows,
               search->rows * sizeof *without);
    }
    free(ranks);
    free(causes->cause);
    causes->cause = ordered;
    free(search->without);
    search->without = without;
    return ARAS_OK;
}

/* In how many worlds its own effects brought the outcome about, and others did; it may
 * also come after it. */
static enum aras_sameness compare_with_outcome(const struct aras_causes_search *search,
                                               uint32_t event)
{
    size_t by_it = 0;
    size_t otherwise = 0;

    for (size_t row = 0; row < search->rows && search->play.for_good; row++) {
        const struct aras_causal_world *world = &search->play.world[row];

        if (isnan(world->y)) {
            continue;
        }
        if (aras_causal_play_first(&search->play, row, event) < world->reached) {
            return ARAS_APART;
        }
        by_it += world->by == event;
        otherwise += world->reached < INFINITY && world->by != event;
    }
    return by_it < ENOUGH_TO_TELL ? ARAS_APART
           : otherwise > 0        ? ARAS_FORM
                                  : ARAS_ITSELF;
}

/* Worlds with the outcome that no single event of these was needed for. */
static void count_unneeded(struct aras_causes_search *search)
{
    for (size_t row = 0; row < search->rows && search->play.share; row++) {
        size_t told = aras_causes_told(search, row);
        bool needed = false;

        if (told == SIZE_MAX || search->play.world[row].y != 1.0) {
            continue;
        }
        for (size_t k = 0; k < search->count; k++) {
            needed = needed || (search->causes->cause[k].sameness != ARAS_ITSELF &&
                                search->without[k * search->rows + row] == 0.0);
        }
        search->causes->with[told]++;
        search->causes->unneeded[told] += !needed;
    }
}

static enum aras_status weigh_all(struct aras_causes_search *search,
                                  struct aras_error *error)
{
    struct aras_causes *causes = search->causes;

    causes->cause = calloc(search->count + 1, sizeof *causes->cause);
    if (causes->cause == NULL) {
        return aras_causes_no_memory(error);
    }
    for (size_t k = 0; k < search->count; k++) {
        struct aras_cause *cause = &causes->cause[causes->count++];

        cause->event = search->event[k];
        cause->sameness = compare_with_outcome(search, cause->event);
        cause->happened = aras_causes_happened(search, cause->event, 0, search->rows);
        cause->effect = calloc(causes->told_count + 1, sizeof *cause->effect);
        if (cause->effect == NULL) {
            return aras_causes_no_memory(error);
        }
        for (size_t r = 0; r < causes->told_count; r++) {
            if (aras_causes_weigh(search, k, r, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    if (adjust(causes, error) != ARAS_OK) {
        return error->status;
    }
    count_unneeded(search);
    return rank(search, error);
}

/* --- the whole ----------------------------------------------------------------------
 */

static enum aras_status check_worlds(struct aras_causes_search *search,
                                     struct aras_error *error)
{
    struct aras_causes *causes = search->causes;

    causes->worlds = search->rows;
    for (size_t row = 0; row < search->rows; row++) {
        causes->failed += isnan(search->play.world[row].y) != 0;
    }
    if (causes->failed == causes->worlds) {
        return aras_error_set(error, ARAS_FAILED,
                              "all %" PRIu64 " worlds failed; `aras replay` shows why",
                              causes->worlds);
    }
    causes->told = calloc(causes->readings.count + 1, sizeof *causes->told);
    causes->with = calloc(causes->readings.count + 1, sizeof *causes->with);
    causes->unneeded = calloc(causes->readings.count + 1, sizeof *causes->unneeded);
    if (causes->told == NULL || causes->with == NULL || causes->unneeded == NULL) {
        return aras_causes_no_memory(error);
    }
    for (size_t r = 0; r < causes->readings.count; r++) {
        if (aras_readings_tell(&causes->readings, r, false)) {
            causes->told[causes->told_count++] = r;
        }
    }
    return ARAS_OK;
}

static enum aras_status look_closely(struct aras_causes_search *search,
                                     struct aras_error *error)
{
    search->without = calloc(search->count * search->rows + 1, sizeof *search->without);
    search->made_rows = search->rows < MOST_MADE ? search->rows : MOST_MADE;
    search->made = calloc(search->count * search->made_rows + 1, sizeof *search->made);
    search->closed =
        calloc(search->count * search->made_rows + 1, sizeof *search->closed);
    if (search->without == NULL || search->made == NULL || search->closed == NULL) {
        return aras_causes_no_memory(error);
    }
    if (take_out(search, error) != ARAS_OK ||
        (search->play.share && put_in(search, error) != ARAS_OK) ||
        weigh_all(search, error) != ARAS_OK) {
        return error->status;
    }
    return search->wish->interactions >= 2 ? aras_causes_pairs(search, error) : ARAS_OK;
}

static enum aras_status find(struct aras_causes_search *search,
                             const struct aras_settings *settings,
                             struct aras_error *error)
{
    const struct aras_causes_wish *wish = search->wish;
    size_t rows = search->rows + (wish->named == NULL ? (size_t) wish->pool : 0);

    if (aras_readings_find(&search->causes->readings, search->model, error) !=
            ARAS_OK ||
        aras_causal_play_begin(&search->play, search->model, settings, wish, rows,
                               &search->causes->readings, error) != ARAS_OK ||
        check_worlds(search, error) != ARAS_OK ||
        aras_causes_choose(search, error) != ARAS_OK) {
        return error->status;
    }
    return look_closely(search, error);
}

struct aras_causes *aras_causes_find(const struct aras_model *model,
                                     const struct aras_settings *settings,
                                     const struct aras_causes_wish *wish,
                                     struct aras_error *error)
{
    struct aras_causes_search search = {.model = model,
                                        .wish = wish,
                                        .rows = (size_t) wish->worlds,
                                        .alone = settings->central ||
                                                 !aras_readings_draw(model)};
    enum aras_status status;

    search.causes = calloc(1, sizeof *search.causes);
    search.event =
        calloc(model->event_count + wish->named_count + 1, sizeof *search.event);
    if (search.causes == NULL || search.event == NULL) {
        status = aras_causes_no_memory(error);
    } else {
        search.causes->target = wish->target;
        search.causes->first = wish->first;
        status = find(&search, settings, error);
    }
    free(search.event);
    free(search.without);
    free(search.made);
    free(search.closed);
    aras_causal_play_free(&search.play);
    if (status != ARAS_OK) {
        aras_causes_free(search.causes);
        return NULL;
    }
    return search.causes;
}

void aras_causes_free(struct aras_causes *causes)
{
    if (causes == NULL) {
        return;
    }
    for (size_t i = 0; causes->cause != NULL && i < causes->count; i++) {
        free(causes->cause[i].effect);
    }
    for (size_t i = 0; causes->interaction != NULL && i < causes->interactions; i++) {
        free(causes->interaction[i].effect);
    }
    free(causes->cause);
    free(causes->interaction);
    free(causes->told);
    free(causes->with);
    free(causes->unneeded);
    aras_readings_free(&causes->readings);
    free(causes);
}
