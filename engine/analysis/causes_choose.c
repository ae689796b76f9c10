#include "analysis/causes_search.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* --- which events -------------------------------------------------------------------
 */

uint64_t aras_causes_happened(const struct aras_causes_search *search, uint32_t event,
                              size_t from, size_t to)
{
    uint64_t count = 0;

    for (size_t row = from; row < to; row++) {
        count += aras_causal_play_first(&search->play, row, event) < INFINITY;
    }
    return count;
}

static bool is_forced(const struct aras_model *model, uint32_t event)
{
    bool forced = false;

    for (size_t i = 0; i < model->forced_count; i++) {
        forced = forced || model->forced[i].event == event;
    }
    return forced;
}

/* Events that may be taken out, in the order of the file. */
static void list_events(struct aras_causes_search *search)
{
    struct aras_causes *causes = search->causes;

    for (uint32_t event = 0; event < search->model->event_count; event++) {
        uint64_t happened = aras_causes_happened(search, event, 0, search->rows);

        if (happened == 0) {
            continue;
        }
        causes->events++;
        if (is_forced(search->model, event)) {
            causes->forced++;
        } else if (happened < search->wish->least) {
            causes->rare++;
        } else {
            search->event[search->count++] = event;
        }
    }
}

static enum aras_status take_named(struct aras_causes_search *search,
                                   struct aras_error *error)
{
    const struct aras_causes_wish *wish = search->wish;

    for (size_t i = 0; i < wish->named_count; i++) {
        const char *id = search->model->events[wish->named[i]].id;

        if (is_forced(search->model, wish->named[i])) {
            return aras_error_set(error, ARAS_INVALID,
                                  "'%s' is forced by the scenario, and cannot be taken "
                                  "out of it; compare it with the scenario without it",
                                  id);
        }
        if (aras_causes_happened(search, wish->named[i], 0, search->rows) == 0) {
            return aras_error_set(error, ARAS_INVALID,
                                  "'%s' happens in none of the %zu worlds, so there is "
                                  "nothing to take out",
                                  id, search->rows);
        }
        search->event[search->count++] = wish->named[i];
    }
    search->causes->events = wish->named_count;
    return ARAS_OK;
}

/* --- the first look -----------------------------------------------------------------
 */

/* Worlds of the pool with an outcome of one kind, and what becomes of them. */
struct stratum {
    double size, tried, sum, squares;
};

struct candidate {
    uint32_t event;
    size_t order;
    struct stratum
        stratum[2]; /* by whether the outcome was there; numbers: the first */
    double score;
};

static size_t stratum_of(const struct aras_causes_search *search, size_t row)
{
    return search->play.share && search->play.world[row].y == 1.0 ? 1 : 0;
}

/* Counts a candidate's worlds and lists those that are tried. */
static size_t list_tries(const struct aras_causes_search *search,
                         struct candidate *candidate, struct aras_causal_job *jobs)
{
    double most = (double) search->wish->look / (search->play.share ? 2.0 : 1.0);
    size_t count = 0;

    for (size_t row = search->rows; row < search->play.rows; row++) {
        if (aras_causal_play_matters(&search->play, row, candidate->event)) {
            struct stratum *stratum = &candidate->stratum[stratum_of(search, row)];

            stratum->size++;
            if (stratum->size <= most) {
                struct aras_causal_job job = {.row = row, .count = 1};

                job.it[0] =
                    aras_causal_play_without(&search->play, row, candidate->event);
                jobs[count++] = job;
            }
        }
    }
    return count;
}

static void add_tries(const struct aras_causes_search *search,
                      struct candidate *candidate, const struct aras_causal_job *jobs,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double step = jobs[i].y - search->play.world[jobs[i].row].y;

        if (!isnan(step)) {
            struct stratum *stratum =
                &candidate->stratum[stratum_of(search, jobs[i].row)];

            stratum->tried++;
            stratum->sum += step;
            stratum->squares += step * step;
        }
    }
}

/* How far the mean surely moves: the stratified estimate less its standard error. */
static double score_of(const struct candidate *candidate)
{
    double change = 0.0;
    double variance = 0.0;

    for (size_t s = 0; s < 2; s++) {
        const struct stratum *stratum = &candidate->stratum[s];

        if (stratum->tried > 0.0) {
            double mean = stratum->sum / stratum->tried;

            change += stratum->size * mean;
            variance += stratum->size * stratum->size *
                        fmax(0.0, stratum->squares / stratum->tried - mean * mean) /
                        stratum->tried;
        }
    }
    return fabs(change) - sqrt(variance);
}

static int by_score(const void *one, const void *other)
{
    const struct candidate *a = one;
    const struct candidate *b = other;

    if (a->score != b->score) {
        return a->score > b->score ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static enum aras_status try_candidates(struct aras_causes_search *search,
                                       struct candidate *candidate,
                                       struct aras_causal_job *jobs,
                                       struct aras_error *error)
{
    size_t count = 0;
    size_t *end = calloc(search->count + 1, sizeof *end);
    enum aras_status status;

    if (end == NULL) {
        return aras_causes_no_memory(error);
    }
    for (size_t i = 0; i < search->count; i++) {
        candidate[i].event = search->event[i];
        candidate[i].order = i;
        count += list_tries(search, &candidate[i], jobs + count);
        end[i] = count;
    }
    status = aras_causal_play_jobs(&search->play, jobs, count, "a first look", error);
    for (size_t i = 0; i < search->count && status == ARAS_OK; i++) {
        size_t begin = i == 0 ? 0 : end[i - 1];

        add_tries(search, &candidate[i], jobs + begin, end[i] - begin);
        candidate[i].score = score_of(&candidate[i]);
    }
    free(end);
    return status;
}

static enum aras_status look_first(struct aras_causes_search *search,
                                   struct aras_error *error)
{
    struct candidate *candidate = calloc(search->count + 1, sizeof *candidate);
    struct aras_causal_job *jobs =
        calloc(search->count * search->wish->look + 1, sizeof *jobs);
    enum aras_status status = candidate == NULL || jobs == NULL
                                  ? aras_causes_no_memory(error)
                                  : try_candidates(search, candidate, jobs, error);

    if (status == ARAS_OK) {
        qsort(candidate, search->count, sizeof *candidate, by_score);
        search->causes->passed = search->count - search->wish->top;
        search->count = search->wish->top;
        for (size_t i = 0; i < search->count; i++) {
            search->event[i] = candidate[i].event;
        }
    }
    free(candidate);
    free(jobs);
    return status;
}

enum aras_status aras_causes_choose(struct aras_causes_search *search,
                                    struct aras_error *error)
{
    const struct aras_causes_wish *wish = search->wish;

    if (wish->named != NULL) {
        return take_named(search, error);
    }
    list_events(search);
    if (search->count == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "no event that could be taken out happens in %" PRIu64
                              " worlds or more of %zu: play more of them (-n)",
                              wish->least, search->rows);
    }
    if (wish->top > 0 && search->count > wish->top) {
        search->causes->pool = wish->pool;
        search->causes->look = wish->look;
        return look_first(search, error);
    }
    return ARAS_OK;
}

enum aras_status aras_causes_no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for causes");
}
