#include "analysis/causes.h"

#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/causal_play.h"
#include "analysis/issue.h"
#include "analysis/nested.h"
#include "statistics/causation.h"
#include "statistics/holm.h"
#include "statistics/mcnemar.h"

#define LEVEL 0.95 /* of intervals */
#define ALPHA 0.05 /* below it a difference is told from chance */

/* Worlds in which an event is made to happen: shares of worlds need no more. */
enum { MOST_MADE = 2000 };

/* Worlds in which an event made the outcome so, to say that it always does. */
enum { ENOUGH_TO_TELL = 20 };

struct search {
    const struct aras_model *model;
    const struct aras_causes_wish *wish;
    struct aras_causes *causes;
    struct aras_causal_play play;
    size_t rows;     /* looked at closely; the pool comes behind them */
    bool alone;      /* each world is a cluster of its own */
    uint32_t *event; /* looked at closely, by cause until they are ranked */
    size_t count;
    double *without; /* causes x rows: the target without the event */
    double *made;    /* causes x rows: with it; NAN: not made */
    size_t made_rows;
    bool *closed; /* causes x rows: it could not be made */
};

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for causes");
}

/* --- which events -------------------------------------------------------------------
 */

static uint64_t count_happened(const struct search *search, uint32_t event, size_t from,
                               size_t to)
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
static void list_events(struct search *search)
{
    struct aras_causes *causes = search->causes;

    for (uint32_t event = 0; event < search->model->event_count; event++) {
        uint64_t happened = count_happened(search, event, 0, search->rows);

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

static enum aras_status take_named(struct search *search, struct aras_error *error)
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
        if (count_happened(search, wish->named[i], 0, search->rows) == 0) {
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

static size_t stratum_of(const struct search *search, size_t row)
{
    return search->play.share && search->play.world[row].y == 1.0 ? 1 : 0;
}

/* Counts a candidate's worlds and lists those that are tried. */
static size_t list_tries(const struct search *search, struct candidate *candidate,
                         struct aras_causal_job *jobs)
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

static void add_tries(const struct search *search, struct candidate *candidate,
                      const struct aras_causal_job *jobs, size_t count)
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

static enum aras_status try_candidates(struct search *search,
                                       struct candidate *candidate,
                                       struct aras_causal_job *jobs,
                                       struct aras_error *error)
{
    size_t count = 0;
    size_t *end = calloc(search->count + 1, sizeof *end);
    enum aras_status status;

    if (end == NULL) {
        return no_memory(error);
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

static enum aras_status look_first(struct search *search, struct aras_error *error)
{
    struct candidate *candidate = calloc(search->count + 1, sizeof *candidate);
    struct aras_causal_job *jobs =
        calloc(search->count * search->wish->look + 1, sizeof *jobs);
    enum aras_status status = candidate == NULL || jobs == NULL
                                  ? no_memory(error)
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

/* --- the closer look ----------------------------------------------------------------
 */

/* Plays each event's worlds without it; what does not change is not played. */
static enum aras_status take_out(struct search *search, struct aras_error *error)
{
    struct aras_causal_job *jobs =
        calloc(search->count * search->rows + 1, sizeof *jobs);
    size_t count = 0;
    enum aras_status status;

    if (jobs == NULL) {
        return no_memory(error);
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

static enum aras_status play_made(struct search *search,
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
static enum aras_status put_in(struct search *search, struct aras_error *error)
{
    size_t places = search->count * search->made_rows;
    struct aras_intervention *make = calloc(places + 1, sizeof *make);
    struct aras_causal_job *jobs = calloc(places + 1, sizeof *jobs);
    enum aras_status status =
        make == NULL || jobs == NULL
            ? no_memory(error)
            : aras_causal_play_openings(&search->play, search->event, search->count,
                                        search->made_rows, make, error);

    if (status == ARAS_OK) {
        status = play_made(search, make, jobs, error);
    }
    free(make);
    free(jobs);
    return status;
}

/* --- numbers in groups --------------------------------------------------------------
 */

/* The mean of some number over worlds, of which those of one set come together. */
struct gauge {
    struct aras_nested nested;
    struct aras_summary group;
    uint64_t set;
};

static enum aras_status gauge_close(struct gauge *gauge, struct aras_error *error)
{
    enum aras_status status = aras_nested_add(&gauge->nested, &gauge->group, error);

    gauge->group = (struct aras_summary){0};
    return status;
}

static enum aras_status gauge_add(struct gauge *gauge, uint64_t set, double value,
                                  struct aras_error *error)
{
    enum aras_status status = ARAS_OK;

    if (gauge->group.count > 0 && gauge->set != set) {
        status = gauge_close(gauge, error);
    }
    gauge->set = set;
    aras_summary_add(&gauge->group, value);
    return status;
}

/* Of differences; where none of `worlds` yes or no changed, by what could be missed. */
static struct aras_interval interval_of(const struct aras_clustered *mean, bool share,
                                        bool moved, double worlds)
{
    struct aras_interval interval;

    if (share && !moved) {
        double most = aras_interval_never_seen((uint64_t) worlds, LEVEL).high;

        return (struct aras_interval){-most, most};
    }
    interval = aras_interval_clustered(mean, LEVEL);
    if (share) {
        interval.low = fmax(interval.low, -1.0);
        interval.high = fmin(interval.high, 1.0);
    }
    return interval;
}

/* Losses and gains in one set may cancel, and few sets be alike by chance: an error is
 * never less than that of independent worlds. */
static double floor_of(const struct aras_nested *nested, double error)
{
    return isnan(error) ? error
                        : fmax(error, aras_summary_standard_error(&nested->all));
}

static double p_of(const struct aras_clustered *mean)
{
    if (!(mean->groups >= 2.0)) {
        return NAN;
    }
    if (mean->mean == 0.0) {
        return 1.0;
    }
    return mean->error > 0.0 ? 2.0 * gsl_cdf_tdist_Q(fabs(mean->mean) / mean->error,
                                                     mean->groups - 1.0)
                             : 0.0;
}

static uint64_t cluster_of(const struct search *search, size_t row)
{
    return search->alone ? row : search->play.world[row].set;
}

/* Which reading that is told of a world belongs to; SIZE_MAX: none, or it failed. */
static size_t told_of(const struct search *search, size_t row)
{
    const struct aras_causes *causes = search->causes;
    size_t reading = search->play.world[row].reading;

    for (size_t i = 0; i < causes->told_count && !isnan(search->play.world[row].y);
         i++) {
        if (causes->told[i] == reading || causes->told[i] == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* --- one event in one reading -------------------------------------------------------
 */

struct weighing {
    const struct search *search;
    struct aras_cause_effect *effect;
    size_t cause, reading;
    struct gauge share, without, change, needed, enough;
    bool moved;
};

static enum aras_status add_made(struct weighing *weighing, size_t row, bool y,
                                 struct aras_error *error)
{
    const struct search *search = weighing->search;
    struct aras_cause_effect *effect = weighing->effect;
    size_t place = weighing->cause * search->made_rows + row;
    double made;

    if (row >= search->made_rows) {
        return ARAS_OK;
    }
    made = search->made[place];
    effect->closed += search->closed[place];
    if (isnan(made)) {
        return ARAS_OK;
    }
    if (y) {
        effect->open_outcome++;
        effect->undone += made == 0.0;
        return ARAS_OK;
    }
    effect->open_neither++;
    effect->brought += made == 1.0;
    return gauge_add(&weighing->enough, cluster_of(search, row), made, error);
}

static enum aras_status add_share(struct weighing *weighing, size_t row, bool y,
                                  bool without, struct aras_error *error)
{
    const struct search *search = weighing->search;
    struct aras_cause_effect *effect = weighing->effect;
    double first =
        aras_causal_play_first(&search->play, row, search->event[weighing->cause]);
    bool happened = first < INFINITY;

    effect->both += happened && y;
    effect->only_cause += happened && !y;
    effect->only_outcome += !happened && y;
    effect->neither += !happened && !y;
    effect->before += y && happened && first <= search->play.world[row].reached;
    effect->lost += happened && y && !without;
    effect->gained += happened && !y && without;
    if (!happened) {
        return add_made(weighing, row, y, error);
    }
    return y ? gauge_add(&weighing->needed, cluster_of(search, row),
                         without ? 0.0 : 1.0, error)
             : ARAS_OK;
}

static enum aras_status add_world(struct weighing *weighing, size_t row,
                                  struct aras_error *error)
{
    const struct search *search = weighing->search;
    uint64_t set = cluster_of(search, row);
    double y = search->play.world[row].y;
    double without = search->without[weighing->cause * search->rows + row];

    if (told_of(search, row) != weighing->reading || isnan(without)) {
        return ARAS_OK;
    }
    weighing->effect->worlds++;
    weighing->moved = weighing->moved || without != y;
    if (gauge_add(&weighing->share, set, y, error) != ARAS_OK ||
        gauge_add(&weighing->without, set, without, error) != ARAS_OK ||
        gauge_add(&weighing->change, set, without - y, error) != ARAS_OK) {
        return error->status;
    }
    return search->play.share
               ? add_share(weighing, row, y == 1.0, without == 1.0, error)
               : ARAS_OK;
}

static enum aras_status close_gauges(struct weighing *weighing,
                                     struct aras_error *error)
{
    if (gauge_close(&weighing->share, error) != ARAS_OK ||
        gauge_close(&weighing->without, error) != ARAS_OK ||
        gauge_close(&weighing->change, error) != ARAS_OK ||
        gauge_close(&weighing->needed, error) != ARAS_OK) {
        return error->status;
    }
    return gauge_close(&weighing->enough, error);
}

static struct aras_interval share_interval(const struct gauge *gauge)
{
    struct aras_clustered mean = aras_nested_mean(&gauge->nested);

    return mean.groups > 0.0 ? aras_interval_clustered_share(&mean, LEVEL)
                             : (struct aras_interval){NAN, NAN};
}

static double share(double part, double all)
{
    return all > 0.0 ? part / all : NAN;
}

static void finish_shares(struct weighing *weighing)
{
    struct aras_cause_effect *effect = weighing->effect;
    struct aras_causation causation = {.both = effect->both,
                                       .only_cause = effect->only_cause,
                                       .only_outcome = effect->only_outcome,
                                       .neither = effect->neither,
                                       .without = effect->both + effect->only_outcome -
                                                  effect->lost + effect->gained};
    /* The event's worlds as they are, and those in which it could be made. */
    struct aras_causation making = {.both = effect->both,
                                    .only_cause = effect->only_cause,
                                    .only_outcome = effect->open_outcome,
                                    .neither = effect->open_neither,
                                    .with = effect->both + effect->open_outcome -
                                            effect->undone + effect->brought};

    effect->needed = share(effect->lost, effect->both);
    effect->gains = share(effect->gained, effect->only_cause);
    effect->enough = share(effect->brought, effect->open_neither);
    effect->needed_interval = share_interval(&weighing->needed);
    effect->enough_interval = share_interval(&weighing->enough);
    effect->needed_bounds = aras_causation_necessity(&causation);
    effect->enough_bounds = aras_causation_sufficiency(&making);
    if (!isnan(effect->p)) {
        effect->p = fmax(effect->p, aras_mcnemar_mid_p((uint64_t) effect->lost,
                                                       (uint64_t) effect->gained));
    }
}

static void finish_numbers(struct weighing *weighing)
{
    const struct aras_interval none = {NAN, NAN};
    struct aras_cause_effect *effect = weighing->effect;

    effect->needed = effect->gains = effect->enough = NAN;
    effect->needed_interval = effect->needed_bounds = none;
    effect->enough_interval = effect->enough_bounds = none;
}

static enum aras_status weigh(const struct search *search, size_t cause, size_t reading,
                              struct aras_error *error)
{
    struct weighing weighing = {.search = search,
                                .effect = &search->causes->cause[cause].effect[reading],
                                .cause = cause,
                                .reading = reading};
    struct aras_cause_effect *effect = weighing.effect;
    enum aras_status status = ARAS_OK;
    struct aras_clustered mean;

    for (size_t row = 0; row < search->rows && status == ARAS_OK; row++) {
        status = add_world(&weighing, row, error);
    }
    if (status != ARAS_OK || close_gauges(&weighing, error) != ARAS_OK) {
        return error->status;
    }
    mean = aras_nested_mean(&weighing.change.nested);
    if (search->play.share) {
        mean.error = floor_of(&weighing.change.nested, mean.error);
    }
    effect->share = aras_nested_mean(&weighing.share.nested).mean;
    effect->without = aras_nested_mean(&weighing.without.nested).mean;
    effect->change = mean.mean;
    effect->interval =
        interval_of(&mean, search->play.share, weighing.moved, effect->worlds);
    effect->error = (effect->interval.high - effect->interval.low) / 2.0;
    effect->p = p_of(&mean);
    if (search->play.share) {
        finish_shares(&weighing);
    } else {
        finish_numbers(&weighing);
    }
    return ARAS_OK;
}

/* --- all of them --------------------------------------------------------------------
 */

static enum aras_status adjust(struct aras_causes *causes, struct aras_error *error)
{
    size_t count = causes->count * causes->told_count;
    double *p = calloc(2 * count + 1, sizeof *p);
    enum aras_status status;

    if (p == NULL) {
        return no_memory(error);
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
static enum aras_status rank(struct search *search, struct aras_error *error)
{
    struct aras_causes *causes = search->causes;
    struct rank *ranks = calloc(search->count + 1, sizeof *ranks);
    struct aras_cause *ordered = calloc(search->count + 1, sizeof *ordered);
    double *without = calloc(search->count * search->rows + 1, sizeof *without);

    if (ranks == NULL || ordered == NULL || without == NULL) {
        free(ranks);
        free(ordered);
        free(without);
        return no_memory(error);
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
static enum aras_sameness compare_with_outcome(const struct search *search,
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
static void count_unneeded(struct search *search)
{
    for (size_t row = 0; row < search->rows && search->play.share; row++) {
        size_t told = told_of(search, row);
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

static enum aras_status weigh_all(struct search *search, struct aras_error *error)
{
    struct aras_causes *causes = search->causes;

    causes->cause = calloc(search->count + 1, sizeof *causes->cause);
    if (causes->cause == NULL) {
        return no_memory(error);
    }
    for (size_t k = 0; k < search->count; k++) {
        struct aras_cause *cause = &causes->cause[causes->count++];

        cause->event = search->event[k];
        cause->sameness = compare_with_outcome(search, cause->event);
        cause->happened = count_happened(search, cause->event, 0, search->rows);
        cause->effect = calloc(causes->told_count + 1, sizeof *cause->effect);
        if (cause->effect == NULL) {
            return no_memory(error);
        }
        for (size_t r = 0; r < causes->told_count; r++) {
            if (weigh(search, k, r, error) != ARAS_OK) {
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

/* --- pairs --------------------------------------------------------------------------
 */

static enum aras_status play_pair(const struct search *search,
                                  const struct aras_interaction *pair, double *joint,
                                  struct aras_causal_job *jobs,
                                  struct aras_error *error)
{
    uint32_t a = search->event[pair->a];
    uint32_t b = search->event[pair->b];
    size_t count = 0;

    for (size_t row = 0; row < search->rows; row++) {
        joint[row] = search->play.world[row].y;
        if (aras_causal_play_matters(&search->play, row, a) ||
            aras_causal_play_matters(&search->play, row, b)) {
            jobs[count].row = row;
            jobs[count].count = 2;
            jobs[count].it[0] =
                (struct aras_intervention){.kind = ARAS_FORBID, .event = a};
            jobs[count++].it[1] =
                (struct aras_intervention){.kind = ARAS_FORBID, .event = b};
        }
    }
    if (aras_causal_play_jobs(&search->play, jobs, count, "worlds without pairs",
                              error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        joint[jobs[i].row] = jobs[i].y;
    }
    return ARAS_OK;
}

static enum aras_status weigh_pair(const struct search *search,
                                   const struct aras_interaction *pair, size_t reading,
                                   const double *joint, double *p,
                                   struct aras_error *error)
{
    struct aras_interaction_effect *effect = &pair->effect[reading];
    const double *without_a = search->without + pair->a * search->rows;
    const double *without_b = search->without + pair->b * search->rows;
    struct gauge a = {0}, b = {0}, both = {0}, more = {0};
    bool moved = false;
    bool joint_moved = false;
    struct aras_clustered mean, together;

    for (size_t row = 0; row < search->rows; row++) {
        uint64_t set = cluster_of(search, row);
        double y = search->play.world[row].y;
        double step_a = without_a[row] - y;
        double step_b = without_b[row] - y;
        double step = joint[row] - y;

        if (told_of(search, row) != reading || isnan(step_a + step_b + step)) {
            continue;
        }
        moved = moved || step != step_a + step_b;
        joint_moved = joint_moved || step != 0.0;
        if (gauge_add(&a, set, step_a, error) != ARAS_OK ||
            gauge_add(&b, set, step_b, error) != ARAS_OK ||
            gauge_add(&both, set, step, error) != ARAS_OK ||
            gauge_add(&more, set, step - step_a - step_b, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (gauge_close(&a, error) != ARAS_OK || gauge_close(&b, error) != ARAS_OK ||
        gauge_close(&both, error) != ARAS_OK || gauge_close(&more, error) != ARAS_OK) {
        return error->status;
    }
    mean = aras_nested_mean(&more.nested);
    together = aras_nested_mean(&both.nested);
    if (search->play.share) {
        mean.error = floor_of(&more.nested, mean.error);
        together.error = floor_of(&both.nested, together.error);
    }
    effect->a = aras_nested_mean(&a.nested).mean;
    effect->b = aras_nested_mean(&b.nested).mean;
    effect->joint = together.mean;
    effect->more = mean.mean;
    effect->interval = interval_of(&mean, search->play.share, moved, mean.size);
    effect->joint_interval =
        interval_of(&together, search->play.share, joint_moved, together.size);
    effect->overdetermined =
        (effect->joint_interval.low > 0.0 || effect->joint_interval.high < 0.0) &&
        fabs(effect->joint) > 2.0 * (fabs(effect->a) + fabs(effect->b));
    *p = moved ? p_of(&mean) : 1.0;
    return ARAS_OK;
}

/* `p`: for each pair and reading, raw and then adjusted. */
static enum aras_status play_pairs(struct search *search, double *p, double *joint,
                                   struct aras_causal_job *jobs,
                                   struct aras_error *error)
{
    struct aras_causes *causes = search->causes;
    size_t told = causes->told_count;
    size_t count = causes->interactions * told;

    for (size_t i = 0; i < causes->interactions; i++) {
        struct aras_interaction *pair = &causes->interaction[i];

        pair->effect = calloc(told + 1, sizeof *pair->effect);
        if (pair->effect == NULL) {
            return no_memory(error);
        }
        if (play_pair(search, pair, joint, jobs, error) != ARAS_OK) {
            return error->status;
        }
        for (size_t r = 0; r < told; r++) {
            if (weigh_pair(search, pair, r, joint, &p[i * told + r], error) !=
                ARAS_OK) {
                return error->status;
            }
        }
    }
    if (aras_holm(p, count, p + count, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        causes->interaction[i / told].effect[i % told].adjusted = p[count + i];
    }
    return ARAS_OK;
}

/* Without a decision its options go, without the outcome itself all. */
static bool is_telling(const struct search *search, size_t a, size_t b)
{
    const struct aras_cause *cause = search->causes->cause;
    uint32_t parent;

    return cause[a].sameness != ARAS_ITSELF && cause[b].sameness != ARAS_ITSELF &&
           !(aras_issue_parent(search->model, cause[a].event, &parent) &&
             parent == cause[b].event) &&
           !(aras_issue_parent(search->model, cause[b].event, &parent) &&
             parent == cause[a].event);
}

static enum aras_status find_pairs(struct search *search, struct aras_error *error)
{
    struct aras_causes *causes = search->causes;
    size_t events = search->wish->interactions < causes->count
                        ? search->wish->interactions
                        : causes->count;
    size_t pairs = events * (events - 1) / 2;
    double *p = calloc(2 * pairs * causes->told_count + 1, sizeof *p);
    double *joint = calloc(search->rows + 1, sizeof *joint);
    struct aras_causal_job *jobs = calloc(search->rows + 1, sizeof *jobs);
    enum aras_status status;

    causes->interaction = calloc(pairs + 1, sizeof *causes->interaction);
    if (p == NULL || joint == NULL || jobs == NULL || causes->interaction == NULL) {
        status = no_memory(error);
    } else {
        for (size_t a = 0; a < events; a++) {
            for (size_t b = a + 1; b < events; b++) {
                if (is_telling(search, a, b)) {
                    causes->interaction[causes->interactions++] =
                        (struct aras_interaction){.a = a, .b = b};
                } else {
                    causes->pairs_passed++;
                }
            }
        }
        status = play_pairs(search, p, joint, jobs, error);
    }
    free(p);
    free(joint);
    free(jobs);
    return status;
}

/* --- the whole ----------------------------------------------------------------------
 */

static enum aras_status check_worlds(struct search *search, struct aras_error *error)
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
        return no_memory(error);
    }
    for (size_t r = 0; r < causes->readings.count; r++) {
        if (aras_readings_tell(&causes->readings, r, false)) {
            causes->told[causes->told_count++] = r;
        }
    }
    return ARAS_OK;
}

static enum aras_status choose_events(struct search *search, struct aras_error *error)
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

static enum aras_status look_closely(struct search *search, struct aras_error *error)
{
    search->without = calloc(search->count * search->rows + 1, sizeof *search->without);
    search->made_rows = search->rows < MOST_MADE ? search->rows : MOST_MADE;
    search->made = calloc(search->count * search->made_rows + 1, sizeof *search->made);
    search->closed =
        calloc(search->count * search->made_rows + 1, sizeof *search->closed);
    if (search->without == NULL || search->made == NULL || search->closed == NULL) {
        return no_memory(error);
    }
    if (take_out(search, error) != ARAS_OK ||
        (search->play.share && put_in(search, error) != ARAS_OK) ||
        weigh_all(search, error) != ARAS_OK) {
        return error->status;
    }
    return search->wish->interactions >= 2 ? find_pairs(search, error) : ARAS_OK;
}

static enum aras_status find(struct search *search,
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
        choose_events(search, error) != ARAS_OK) {
        return error->status;
    }
    return look_closely(search, error);
}

struct aras_causes *aras_causes_find(const struct aras_model *model,
                                     const struct aras_settings *settings,
                                     const struct aras_causes_wish *wish,
                                     struct aras_error *error)
{
    struct search search = {.model = model,
                            .wish = wish,
                            .rows = (size_t) wish->worlds,
                            .alone = settings->central || !aras_readings_draw(model)};
    enum aras_status status;

    search.causes = calloc(1, sizeof *search.causes);
    search.event =
        calloc(model->event_count + wish->named_count + 1, sizeof *search.event);
    if (search.causes == NULL || search.event == NULL) {
        status = no_memory(error);
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
