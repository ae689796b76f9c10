#include "analysis/inversion.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/causal_play.h"
#include "analysis/gauge.h"
#include "analysis/inputs.h"
#include "analysis/reading.h"
#include "analysis/turn.h"
#include "montecarlo/attempt.h"
#include "montecarlo/axis.h"

#define LEVEL 0.95
#define EXTREME                                                                        \
    2.5758293035489 /* normal score of the 99.5 % quantile: the furthest               \
                     */

/* Of a first look: what is far off at this level after a third of it is dropped then.
 */
#define SURELY 0.999

enum {
    HALVINGS = 6,
    PAIRED = 4, /* pairs among so many parameters */
    MOVED = 8   /* parameters that are moved */
};

/* What is kept of one world at one point. */
struct seen {
    double y; /* NAN: failed */
    uint64_t set;
    size_t reading;
};

/* A change that is tried, and the worlds that it is tried in. */
struct point {
    struct aras_input input[ARAS_LEVER_PARAMETERS];
    double value[ARAS_LEVER_PARAMETERS];
    size_t inputs;
    struct aras_intervention it;
    size_t interventions;
    double share;
    struct aras_interval interval;
    double toward;     /* worlds in which the outcome became as wanted */
    struct seen *seen; /* the first `worlds` worlds with it */
    size_t worlds;
};

/* A parameter that is drawn, and what it seems to do. */
struct slope {
    uint32_t parameter;
    double by_score; /* change of the share by one normal score */
};

struct search {
    const struct aras_model *model;
    const struct aras_inversion_wish *wish;
    struct aras_plan plan;
    struct aras_inversion *inversion;
    struct aras_readings readings;
    bool alone;
    double *drawn;   /* pool x parameters */
    double *options; /* pool x variants: the option of each */
    double *first;   /* pool x events: when each first happened; INFINITY */
    struct seen *pool;
    struct slope slope[MOVED];
    struct aras_axis axis[MOVED];
    size_t moved;
    size_t room; /* levers */
};

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for changes");
}

/* --- shares of worlds ---------------------------------------------------------------
 */

/* The share of worlds of one reading (SIZE_MAX: of all) with the outcome. */
static enum aras_status share_in(const struct search *search, const struct seen *seen,
                                 size_t count, size_t reading,
                                 struct aras_clustered *mean, struct aras_error *error)
{
    struct aras_gauge gauge = {0};
    enum aras_status status = ARAS_OK;

    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        if (!isnan(seen[i].y) && (reading == SIZE_MAX || seen[i].reading == reading)) {
            status = aras_gauge_add(&gauge, search->alone ? i : seen[i].set, seen[i].y,
                                    error);
        }
    }
    if (status == ARAS_OK) {
        status = aras_gauge_close(&gauge, error);
    }
    *mean = aras_nested_mean(&gauge.nested);
    aras_nested_free(&gauge.nested);
    return status;
}

static bool is_worse(const struct search *search, double share, double than)
{
    return isnan(than) || (search->wish->above ? share < than : share > than);
}

/* Of several readings the one that is furthest from what is wanted. */
static enum aras_status weigh(const struct search *search, const struct seen *seen,
                              size_t count, double *share,
                              struct aras_interval *interval, struct aras_error *error)
{
    bool several = search->inversion->readings;

    *share = NAN;
    *interval = (struct aras_interval){NAN, NAN};
    for (size_t r = 0; r < search->readings.count; r++) {
        struct aras_clustered mean;

        if (several ? search->readings.reading[r].variant == ARAS_ALL_WORLDS : r > 0) {
            continue;
        }
        if (share_in(search, seen, count, several ? r : SIZE_MAX, &mean, error) !=
            ARAS_OK) {
            return error->status;
        }
        if (mean.groups > 0.0 && is_worse(search, mean.mean, *share)) {
            *share = mean.mean;
            *interval = aras_interval_clustered_share(&mean, LEVEL);
        }
    }
    return ARAS_OK;
}

/* --- worlds in which all is drawn ----------------------------------------------------
 */

static void tell(const struct search *search, const char *what, size_t done,
                 size_t total)
{
    if (search->wish->told != NULL) {
        search->wish->told(search->wish->teller, what, done, total);
    }
}

static void pose_drawn(const void *opaque, size_t number, struct aras_attempt *attempt)
{
    (void) opaque;
    attempt->replication = number;
}

static void see(const struct search *search, struct seen *seen,
                const struct aras_record *record)
{
    *seen = (struct seen){
        .y = record->failed ? NAN
                            : aras_target_of(&search->wish->target, search->model,
                                             record->outcomes),
        .set = record->set,
        .reading = record->failed
                       ? 0
                       : aras_causal_play_reading(&search->readings, search->model,
                                                  record->parameters)};
}

static void end_drawn(void *opaque, void *watcher, size_t number,
                      const struct aras_record *record,
                      const struct aras_simulation *simulation)
{
    struct search *search = opaque;
    const struct aras_model *model = search->model;

    (void) watcher;
    (void) simulation;
    see(search, &search->pool[number], record);
    if (!record->failed) {
        memcpy(search->drawn + number * model->parameter_count, record->parameters,
               model->parameter_count * sizeof *search->drawn);
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        search->options[number * model->variant_count + i] =
            record->failed ? NAN : record->parameters[model->parameter_count + i];
    }
}

/* A worker's view of the world that it plays. */
struct watcher {
    const struct search *search;
    double *first;
};

static void note_first(void *opaque, uint32_t event, double time, bool forced,
                       double rate)
{
    struct watcher *watcher = opaque;

    (void) forced;
    (void) rate;
    watcher->first[event] = fmin(watcher->first[event], time);
}

static void *watch_drawn(void *context, struct aras_simulation *simulation,
                         struct aras_observer *observer, struct aras_error *error)
{
    struct watcher *watcher = calloc(1, sizeof *watcher);

    (void) simulation;
    if (watcher == NULL) {
        no_memory(error);
        return NULL;
    }
    watcher->search = context;
    observer->event = note_first;
    return watcher;
}

static void begin_drawn(void *opaque, size_t number)
{
    struct watcher *watcher = opaque;
    size_t events = watcher->search->model->event_count;

    watcher->first = watcher->search->first + number * events;
    for (size_t i = 0; i < events; i++) {
        watcher->first[i] = INFINITY;
    }
}

static double first_of(const struct search *search, size_t world, uint32_t event)
{
    return search->first[world * search->model->event_count + event];
}

static void tell_drawn(void *opaque, size_t done)
{
    const struct search *search = opaque;

    tell(search, "worlds as they are", done, (size_t) search->wish->pool);
}

static enum aras_status draw_pool(struct search *search, struct aras_error *error)
{
    struct aras_inversion *inversion = search->inversion;
    size_t worlds = (size_t) search->wish->pool;
    struct aras_attempts attempts = {.context = search,
                                     .count = worlds,
                                     .pose = pose_drawn,
                                     .watch = watch_drawn,
                                     .unwatch = free,
                                     .begin = begin_drawn,
                                     .end = end_drawn,
                                     .told = tell_drawn};

    if (aras_montecarlo_attempt(&search->plan, search->wish->threads, &attempts,
                                search->wish->stop, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < worlds; i++) {
        inversion->failed += isnan(search->pool[i].y) != 0;
        inversion->sets += i == 0 || search->pool[i].set != search->pool[i - 1].set;
    }
    if (inversion->failed == worlds) {
        return aras_error_set(error, ARAS_FAILED,
                              "all %zu worlds failed; `aras replay` shows why", worlds);
    }
    return weigh(search, search->pool, worlds, &inversion->share, &inversion->interval,
                 error);
}

/* --- which parameters matter ---------------------------------------------------------
 */

/* One row for each parameter set: its mean outcome, and where it begins in the pool. */
struct sets {
    double *mean;
    size_t *first;
    size_t count;
};

static void gather_sets(const struct search *search, struct sets *sets)
{
    double worlds = 0.0;

    for (size_t i = 0; i < search->wish->pool; i++) {
        const struct seen *seen = &search->pool[i];

        if (isnan(seen->y)) {
            continue;
        }
        if (sets->count == 0 ||
            search->pool[sets->first[sets->count - 1]].set != seen->set) {
            sets->first[sets->count++] = i;
            worlds = 0.0;
        }
        worlds++;
        sets->mean[sets->count - 1] += (seen->y - sets->mean[sets->count - 1]) / worlds;
    }
}

/* Regression of the outcome on the normal scores of the parameter's ranks, whose
 * squares have mean 1, nearly. */
static double slope_of(const struct search *search, const struct sets *sets,
                       size_t parameter, double *values, size_t *order)
{
    double all = 0.0;
    double sum = 0.0;
    double squares = 0.0;

    for (size_t i = 0; i < sets->count; i++) {
        values[i] =
            search->drawn[sets->first[i] * search->model->parameter_count + parameter];
        all += sets->mean[i] / (double) sets->count;
    }
    gsl_sort_index(order, values, 1, sets->count);
    for (size_t i = 0; i < sets->count; i++) {
        double score =
            gsl_cdf_ugaussian_Pinv(((double) i + 0.5) / (double) sets->count);

        sum += score * (sets->mean[order[i]] - all);
        squares += score * score;
    }
    return sum / squares;
}

/* Keeps the steepest slopes, the first the steepest. */
static void keep_slope(struct search *search, struct slope slope)
{
    size_t place = search->moved;

    while (place > 0 &&
           fabs(search->slope[place - 1].by_score) < fabs(slope.by_score)) {
        if (place < MOVED) {
            search->slope[place] = search->slope[place - 1];
        }
        place--;
    }
    if (place < MOVED) {
        search->slope[place] = slope;
        search->moved += search->moved < MOVED;
    }
}

static void find_slopes(struct search *search, const struct aras_inputs *inputs,
                        struct sets *sets, double *values, size_t *order)
{
    gather_sets(search, sets);
    for (size_t i = 0; i < inputs->count - inputs->variants; i++) {
        struct slope slope = {.parameter = (uint32_t) inputs->column[i]};

        slope.by_score = slope_of(search, sets, slope.parameter, values, order);
        search->inversion->parameters++;
        if (slope.by_score != 0.0) {
            keep_slope(search, slope);
        }
    }
}

struct making {
    struct search *search;
    struct aras_error *error;
    enum aras_status status;
};

static void make_axes(void *opaque)
{
    struct making *making = opaque;
    struct search *search = making->search;

    for (size_t i = 0; i < search->moved && making->status == ARAS_OK; i++) {
        making->status = aras_axis_of_input(
            &search->axis[i],
            (struct aras_input){ARAS_INPUT_PARAMETER, search->slope[i].parameter},
            search->model, search->inversion->arena, making->error);
    }
}

static enum aras_status choose_parameters(struct search *search,
                                          struct aras_error *error)
{
    size_t worlds = (size_t) search->wish->pool;
    struct making making = {search, error, ARAS_OK};
    struct sets sets = {.mean = calloc(worlds + 1, sizeof *sets.mean),
                        .first = calloc(worlds + 1, sizeof *sets.first)};
    double *values = calloc(worlds + 1, sizeof *values);
    size_t *order = calloc(worlds + 1, sizeof *order);
    struct aras_inputs inputs = {0};
    enum aras_status status = ARAS_OK;

    if (sets.mean == NULL || sets.first == NULL || values == NULL || order == NULL) {
        status = no_memory(error);
    } else if (!search->alone) {
        status = aras_inputs_find(&inputs, search->model, error);
    }
    if (status == ARAS_OK && inputs.count > 0) {
        find_slopes(search, &inputs, &sets, values, order);
    }
    aras_inputs_free(&inputs);
    free(sets.mean);
    free(sets.first);
    free(values);
    free(order);
    if (status == ARAS_OK) {
        search->inversion->moved = search->moved;
        status = aras_arena_try(search->inversion->arena, make_axes, &making, error);
    }
    return status == ARAS_OK ? making.status : status;
}

/* --- playing points -----------------------------------------------------------------
 */

/* One world at one point, played where it may differ from the world as it is. */
struct job {
    struct point *point;
    size_t world;
    double since; /* until then it is as it is */
};

struct trial {
    const struct search *search;
    struct job *job;
    struct aras_turn *turn; /* in the order of playing */
    size_t count;
    const char *what;
};

/* When what is done to a world first changes something: 0, or never, by what is known
 * of the world as it is. */
static double since_when(const struct search *search, const struct point *point,
                         size_t world)
{
    size_t variants = search->model->variant_count;
    bool named = point->interventions > 0 &&
                 (point->it.kind == ARAS_FORBID || point->it.kind == ARAS_DICTATE);
    bool option = point->inputs == 1 && point->input[0].kind == ARAS_INPUT_VARIANT;

    if (world >= search->wish->pool) {
        return 0.0;
    }
    if (named) {
        return first_of(search, world, point->it.event);
    }
    return option && search->options[world * variants + point->input[0].index] ==
                         point->value[0]
               ? INFINITY
               : 0.0;
}

static void pose_point(const void *opaque, size_t number, struct aras_attempt *attempt)
{
    const struct trial *trial = opaque;
    const struct job *job = &trial->job[trial->turn[number].job];
    const struct point *point = job->point;

    attempt->replication = job->world;
    attempt->inputs = point->input;
    attempt->values = point->value;
    attempt->input_count = point->inputs;
    attempt->interventions = &point->it;
    attempt->intervention_count = point->interventions;
    attempt->since = job->since;
}

static void end_point(void *opaque, void *watcher, size_t number,
                      const struct aras_record *record,
                      const struct aras_simulation *simulation)
{
    const struct trial *trial = opaque;
    const struct job *job = &trial->job[trial->turn[number].job];

    (void) watcher;
    (void) simulation;
    see(trial->search, &job->point->seen[job->world], record);
}

static void tell_points(void *opaque, size_t done)
{
    const struct trial *trial = opaque;

    tell(trial->search, trial->what, done, trial->count);
}

/* The same worlds are in the pool, as they are. */
static double count_toward(const struct search *search, const struct point *point)
{
    double wanted = search->wish->above ? 1.0 : 0.0;
    double count = 0.0;

    for (size_t i = 0; i < point->worlds && i < search->wish->pool; i++) {
        count += point->seen[i].y == wanted && search->pool[i].y == 1.0 - wanted;
    }
    return count;
}

/* Of worlds that are not known yet, those that do not differ are known at once. */
static void list_jobs(struct trial *trial, struct point *point, size_t worlds)
{
    for (size_t world = point->worlds; world < worlds; world++) {
        double since = since_when(trial->search, point, world);

        if (since == INFINITY) {
            point->seen[world] = trial->search->pool[world];
        } else {
            size_t number = trial->count++;

            /* Under other inputs all is different, and a set is prepared for each. */
            trial->job[number] = (struct job){point, world, since};
            trial->turn[number] = (struct aras_turn){
                .job = number, .world = point->inputs > 0 ? 0 : world, .since = since};
        }
    }
}

static enum aras_status make_places(struct trial *trial, struct point *point,
                                    size_t count, size_t worlds,
                                    struct aras_error *error)
{
    size_t places = 0;

    for (size_t i = 0; i < count; i++) {
        struct seen *seen = realloc(point[i].seen, (worlds + 1) * sizeof *seen);

        if (seen == NULL) {
            return no_memory(error);
        }
        point[i].seen = seen;
        places += worlds - point[i].worlds;
    }
    trial->job = calloc(places + 1, sizeof *trial->job);
    trial->turn = calloc(places + 1, sizeof *trial->turn);
    return trial->job == NULL || trial->turn == NULL ? no_memory(error) : ARAS_OK;
}

static enum aras_status play_trial(struct trial *trial, struct point *point,
                                   size_t count, size_t worlds,
                                   struct aras_error *error)
{
    struct aras_attempts attempts = {
        .context = trial, .pose = pose_point, .end = end_point, .told = tell_points};

    if (make_places(trial, point, count, worlds, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        list_jobs(trial, &point[i], worlds);
    }
    aras_turns_order(trial->turn, trial->count);
    attempts.count = trial->count;
    return aras_montecarlo_attempt(&trial->search->plan, trial->search->wish->threads,
                                   &attempts, trial->search->wish->stop, error);
}

/* Plays all points in the first `worlds` worlds, but for those that they were played in
 * before. */
static enum aras_status play_points(const struct search *search, struct point *point,
                                    size_t count, uint64_t worlds, const char *what,
                                    struct aras_error *error)
{
    struct trial trial = {.search = search, .what = what};
    enum aras_status status = play_trial(&trial, point, count, (size_t) worlds, error);

    free(trial.job);
    free(trial.turn);
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        point[i].worlds = (size_t) worlds;
        status = weigh(search, point[i].seen, point[i].worlds, &point[i].share,
                       &point[i].interval, error);
        point[i].toward = count_toward(search, &point[i]);
    }
    return status;
}

static void forget_points(struct point *point, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(point[i].seen);
        point[i].seen = NULL;
        point[i].worlds = 0;
    }
}

static bool reaches(const struct search *search, double share)
{
    return search->wish->above ? share >= search->wish->threshold
                               : share <= search->wish->threshold;
}

static struct aras_lever *add_lever(struct search *search,
                                    const struct aras_lever *lever,
                                    const struct point *point)
{
    struct aras_inversion *inversion = search->inversion;
    struct aras_lever *added = &inversion->lever[inversion->count++];

    *added = *lever;
    added->share = point->share;
    added->interval = point->interval;
    added->reaches = reaches(search, point->share);
    return added;
}

/* --- moving parameters --------------------------------------------------------------
 */

/* A direction in the space of normal scores, and how far along it is far enough. */
struct ray {
    size_t axis[MOVED];
    double direction[MOVED]; /* of length 1 */
    size_t count;
    double near, far; /* not enough; enough, or as far as it goes */
    bool enough;
    struct point point; /* at `far` */
};

static void aim(const struct search *search, struct ray *ray)
{
    double length = 0.0;

    for (size_t i = 0; i < ray->count; i++) {
        double slope = search->slope[ray->axis[i]].by_score;

        ray->direction[i] = search->wish->above ? slope : -slope;
        length += slope * slope;
    }
    for (size_t i = 0; i < ray->count; i++) {
        ray->direction[i] /= sqrt(length);
    }
    ray->far = EXTREME;
}

static void go_to(const struct search *search, const struct ray *ray, double distance,
                  struct point *point)
{
    *point = (struct point){.inputs = ray->count};
    for (size_t i = 0; i < ray->count; i++) {
        const struct aras_axis *axis = &search->axis[ray->axis[i]];

        point->input[i] = axis->input;
        point->value[i] =
            aras_axis_at(axis, gsl_cdf_ugaussian_P(distance * ray->direction[i]));
    }
}

/* Each parameter, pairs of the first few, and all of them. */
static size_t list_rays(const struct search *search, struct ray *rays)
{
    size_t count = 0;
    size_t paired = search->moved < PAIRED ? search->moved : PAIRED;

    for (size_t i = 0; i < search->moved; i++) {
        rays[count++] = (struct ray){.axis = {i}, .count = 1};
    }
    for (size_t i = 0; i < paired; i++) {
        for (size_t k = i + 1; k < paired; k++) {
            rays[count++] = (struct ray){.axis = {i, k}, .count = 2};
        }
    }
    if (search->moved > 2) {
        rays[count].count = search->moved;
        for (size_t i = 0; i < search->moved; i++) {
            rays[count].axis[i] = i;
        }
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        aim(search, &rays[i]);
    }
    return count;
}

/* One step of all rays at once: to the end, or to the middle of what is left. */
static enum aras_status step(const struct search *search, struct ray *rays,
                             size_t count, bool end, struct point *points,
                             struct aras_error *error)
{
    size_t tried = 0;

    for (size_t i = 0; i < count; i++) {
        if (end || rays[i].enough) {
            go_to(search, &rays[i], end ? EXTREME : 0.5 * (rays[i].near + rays[i].far),
                  &points[tried++]);
        }
    }
    if (play_points(search, points, tried, search->wish->worlds,
                    end ? "parameters at their ends" : "parameters in between",
                    error) != ARAS_OK) {
        forget_points(points, tried);
        return error->status;
    }
    forget_points(points, tried);
    tried = 0;
    for (size_t i = 0; i < count; i++) {
        if (end || rays[i].enough) {
            const struct point *point = &points[tried++];
            double middle = end ? EXTREME : 0.5 * (rays[i].near + rays[i].far);
            bool enough = reaches(search, point->share);

            if (end || enough) {
                rays[i].point = *point;
                rays[i].far = middle;
                rays[i].enough = enough;
            } else {
                rays[i].near = middle;
            }
        }
    }
    return ARAS_OK;
}

static void add_ray(struct search *search, const struct ray *ray)
{
    struct aras_lever lever = {.kind = ray->count == 1 ? ARAS_LEVER_PARAMETER
                                                       : ARAS_LEVER_SEVERAL,
                               .count = ray->count,
                               .distance = ray->far,
                               .plausibility = 2.0 * gsl_cdf_ugaussian_Q(ray->far)};

    for (size_t i = 0; i < ray->count; i++) {
        lever.parameter[i] = search->slope[ray->axis[i]].parameter;
        lever.value[i] = ray->point.value[i];
        lever.quantile[i] = gsl_cdf_ugaussian_P(ray->far * ray->direction[i]);
    }
    add_lever(search, &lever, &ray->point);
}

enum { MOST_RAYS = MOVED + PAIRED * (PAIRED - 1) / 2 + 1 };

static enum aras_status move_parameters(struct search *search, struct aras_error *error)
{
    struct ray *rays = calloc(MOST_RAYS, sizeof *rays);
    struct point *points = calloc(MOST_RAYS, sizeof *points);
    enum aras_status status = ARAS_OK;
    size_t count;

    if (rays == NULL || points == NULL) {
        free(rays);
        free(points);
        return no_memory(error);
    }
    count = list_rays(search, rays);
    for (int i = 0; i <= HALVINGS && status == ARAS_OK; i++) {
        status = step(search, rays, count, i == 0, points, error);
    }
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        add_ray(search, &rays[i]);
    }
    free(rays);
    free(points);
    return status;
}

/* --- options and events -------------------------------------------------------------
 */

static double weight_of(const struct aras_variant *variant, uint32_t option)
{
    double all = 0.0;

    for (size_t i = 0; i < variant->count; i++) {
        all += variant->options[i].weight;
    }
    return variant->options[option].weight / all;
}

static void list_options(struct search *search, struct aras_lever *levers,
                         struct point *points, size_t *count)
{
    const struct aras_model *model = search->model;

    for (uint32_t v = 0; v < model->variant_count; v++) {
        const struct aras_variant *variant = &model->variants[v];

        for (uint32_t i = 0; variant->fixed < 0 && i < variant->count; i++) {
            levers[*count] = (struct aras_lever){.kind = ARAS_LEVER_OPTION,
                                                 .variant = v,
                                                 .option = i,
                                                 .plausibility = weight_of(variant, i)};
            points[(*count)++] = (struct point){
                .input = {{ARAS_INPUT_VARIANT, v}}, .value = {(double) i}, .inputs = 1};
            search->inversion->options++;
        }
    }
}

static double share_with(const struct search *search, uint32_t event)
{
    double count = 0.0;

    for (size_t i = 0; i < search->wish->pool; i++) {
        count += first_of(search, i, event) < INFINITY;
    }
    return count / (double) search->wish->pool;
}

static void add_event(struct aras_lever *lever, struct point *point,
                      struct aras_intervention it, uint32_t event, double plausibility)
{
    *lever = (struct aras_lever){.kind = it.kind == ARAS_FORBID ? ARAS_LEVER_FORBID
                                                                : ARAS_LEVER_FORCE,
                                 .event = event,
                                 .it = it,
                                 .plausibility = plausibility};
    *point = (struct point){.it = it, .interventions = 1};
}

/* Whether it happens in just the worlds with the outcome. */
static bool is_outcome(const struct search *search, uint32_t event)
{
    bool same = true;

    for (size_t i = 0; i < search->wish->pool && same; i++) {
        double y = search->pool[i].y;

        same = isnan(y) || (y == 1.0) == (first_of(search, i, event) < INFINITY);
    }
    return same;
}

/* What is forbidden must have happened somewhere, what is forced not everywhere. */
static void list_events(struct search *search, struct aras_lever *levers,
                        struct point *points, size_t *count)
{
    const struct aras_model *model = search->model;

    for (uint32_t event = 0; event < model->event_count; event++) {
        double happens = share_with(search, event);
        const struct aras_code *guard;
        uint32_t taken;

        if (model->events[event].forbidden) {
            continue;
        }
        if (happens > 0.0 && is_outcome(search, event)) {
            search->inversion->itself = true;
            continue;
        }
        search->inversion->events++;
        if (happens < 1.0) {
            add_event(&levers[*count], &points[*count],
                      aras_causal_play_way(model, event, &guard, &taken), event,
                      happens);
            (*count)++;
        }
        if (happens > 0.0) {
            add_event(&levers[*count], &points[*count],
                      (struct aras_intervention){.kind = ARAS_FORBID, .event = event},
                      event, 1.0 - happens);
            (*count)++;
        }
    }
}

/* Whether so few worlds became as wanted that the rest of the way is out of reach. */
static bool is_far_off(const struct search *search, const struct point *point,
                       double level)
{
    double missing = fabs(search->wish->threshold - search->inversion->share);

    return !reaches(search, search->inversion->share) &&
           aras_interval_wilson(point->toward, (double) point->worlds, level).high <
               missing;
}

/* Drops what is far off; `points` keeps room for all. */
static void drop_far(const struct search *search, struct aras_lever *levers,
                     struct point *points, size_t *count, double level)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        if (is_far_off(search, &points[i], level)) {
            forget_points(&points[i], 1);
        } else {
            struct point point = points[i];

            levers[kept] = levers[i];
            points[i].seen = NULL;
            points[kept++] = point;
        }
    }
    *count = kept;
}

/* The hopeless are dropped early: of a hundred changes of one event most are. */
static enum aras_status look_first(const struct search *search,
                                   struct aras_lever *levers, struct point *points,
                                   size_t *count, struct aras_error *error)
{
    uint64_t look = search->wish->look;

    if (play_points(search, points, *count, look / 3, "a first look", error) !=
        ARAS_OK) {
        return error->status;
    }
    drop_far(search, levers, points, count, SURELY);
    if (play_points(search, points, *count, look, "a second look", error) != ARAS_OK) {
        return error->status;
    }
    drop_far(search, levers, points, count, LEVEL);
    return ARAS_OK;
}

static enum aras_status try_all(struct search *search, struct aras_lever *levers,
                                struct point *points, struct aras_error *error)
{
    const struct aras_inversion_wish *wish = search->wish;
    size_t options = 0;
    size_t events = 0;

    list_options(search, levers, points, &options);
    list_events(search, levers + options, points + options, &events);
    if (wish->look < wish->worlds &&
        look_first(search, levers + options, points + options, &events, error) !=
            ARAS_OK) {
        return error->status;
    }
    if (play_points(search, points, options + events, wish->worlds,
                    "options and events", error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < options + events; i++) {
        add_lever(search, &levers[i], &points[i]);
    }
    return ARAS_OK;
}

static enum aras_status change_events(struct search *search, struct aras_error *error)
{
    struct aras_lever *levers = calloc(search->room, sizeof *levers);
    struct point *points = calloc(search->room, sizeof *points);
    enum aras_status status = levers == NULL || points == NULL
                                  ? no_memory(error)
                                  : try_all(search, levers, points, error);

    if (points != NULL) {
        forget_points(points, search->room);
    }
    free(levers);
    free(points);
    return status;
}

/* --- the whole ----------------------------------------------------------------------
 */

static int by_worth(const void *one, const void *other)
{
    const struct aras_lever *a = one;
    const struct aras_lever *b = other;
    double first, second;

    if (a->reaches != b->reaches) {
        return a->reaches ? -1 : 1;
    }
    first = a->reaches ? a->plausibility : a->share;
    second = b->reaches ? b->plausibility : b->share;
    if (first != second) {
        return first > second ? -1 : 1;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    return a->event < b->event ? -1 : a->event > b->event;
}

static int by_worth_below(const void *one, const void *other)
{
    const struct aras_lever *a = one;
    const struct aras_lever *b = other;

    return !a->reaches && !b->reaches && a->share != b->share ? -by_worth(a, b)
                                                              : by_worth(a, b);
}

static enum aras_status make_room(struct search *search, struct aras_error *error)
{
    const struct aras_model *model = search->model;
    size_t worlds = (size_t) search->wish->pool;

    search->room = MOST_RAYS + 2 * model->event_count + 1;
    for (size_t i = 0; i < model->variant_count; i++) {
        search->room += model->variants[i].count;
    }
    search->drawn = calloc(worlds * model->parameter_count + 1, sizeof *search->drawn);
    search->options =
        calloc(worlds * model->variant_count + 1, sizeof *search->options);
    search->first = calloc(worlds * model->event_count + 1, sizeof *search->first);
    search->pool = calloc(worlds + 1, sizeof *search->pool);
    search->inversion->lever = calloc(search->room, sizeof *search->inversion->lever);
    search->inversion->arena = aras_arena_new(error);
    if (search->inversion->arena == NULL) {
        return error->status;
    }
    return search->drawn == NULL || search->options == NULL || search->first == NULL ||
                   search->pool == NULL || search->inversion->lever == NULL
               ? no_memory(error)
               : ARAS_OK;
}

static enum aras_status find(struct search *search, struct aras_error *error)
{
    struct aras_inversion *inversion = search->inversion;

    if (!aras_target_is_share(&search->wish->target)) {
        return aras_error_set(error, ARAS_INVALID,
                              "only what is so or not has a probability: an outcome "
                              "that happened, OUTCOME=OPTION, or TIME=reached");
    }
    if (aras_readings_find(&search->readings, search->model, error) != ARAS_OK) {
        return error->status;
    }
    inversion->readings = search->readings.count > 1;
    if (make_room(search, error) != ARAS_OK || draw_pool(search, error) != ARAS_OK ||
        choose_parameters(search, error) != ARAS_OK ||
        (search->moved > 0 && move_parameters(search, error) != ARAS_OK) ||
        change_events(search, error) != ARAS_OK) {
        return error->status;
    }
    qsort(inversion->lever, inversion->count, sizeof *inversion->lever,
          search->wish->above ? by_worth : by_worth_below);
    return ARAS_OK;
}

struct aras_inversion *aras_inversion_find(const struct aras_model *model,
                                           const struct aras_settings *settings,
                                           const struct aras_inversion_wish *wish,
                                           struct aras_error *error)
{
    struct search search = {.model = model,
                            .wish = wish,
                            .plan = {.model = model, .settings = *settings},
                            .alone = settings->central || !aras_readings_draw(model)};
    enum aras_status status;

    search.plan.settings.untracked = true;
    search.inversion = calloc(1, sizeof *search.inversion);
    if (search.inversion == NULL) {
        no_memory(error);
        return NULL;
    }
    *search.inversion = (struct aras_inversion){.target = wish->target,
                                                .threshold = wish->threshold,
                                                .above = wish->above,
                                                .worlds = wish->worlds,
                                                .pool = wish->pool};
    status = find(&search, error);
    aras_readings_free(&search.readings);
    free(search.drawn);
    free(search.options);
    free(search.first);
    free(search.pool);
    if (status != ARAS_OK) {
        aras_inversion_free(search.inversion);
        return NULL;
    }
    return search.inversion;
}

void aras_inversion_free(struct aras_inversion *inversion)
{
    if (inversion == NULL) {
        return;
    }
    if (inversion->arena != NULL) {
        aras_arena_free(inversion->arena);
    }
    free(inversion->lever);
    free(inversion);
}
