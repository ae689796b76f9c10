#include "analysis/regret.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/judgement.h"
#include "montecarlo/attempt.h"

/* What is needed while it is found. */
struct search {
    struct aras_regret *regret;
    const struct aras_model *model;
    struct aras_simulation *simulation; /* of the settings that are being played */
    struct aras_seat *seat;
    struct aras_move *move; /* of the turns */
    uint64_t worlds;
    double *worth;   /* courses x worlds */
    uint64_t *set;   /* by world */
    uint8_t *failed; /* worlds x courses */
    bool *played;    /* by world: no course failed in it */
    uint8_t *holds;  /* readings x worlds */
    struct aras_cluster *cluster;
    const struct aras_regret_work *work;
    struct aras_error *error;
};

static enum aras_status no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to judge a game");
}

/* A world that fails is none: its outcomes are NAN. */
static enum aras_status play(struct search *search, uint64_t world,
                             const struct aras_conduct *conduct,
                             struct aras_record *record)
{
    enum aras_status status;

    aras_simulation_seat(search->simulation,
                         conduct == NULL ? NULL
                                         : aras_seat_begin(search->seat, conduct));
    status = aras_simulation_play(search->simulation, world, record, search->error);
    return status == ARAS_FAILED ? ARAS_OK : status;
}

/* --- the same luck ------------------------------------------------------------------
 */

static enum aras_status play_other(struct search *search, size_t turn, int choice,
                                   double *worth)
{
    struct aras_regret *regret = search->regret;
    struct aras_conduct conduct = {.seated = regret->seated,
                                   .move = search->move,
                                   .moves = regret->turns,
                                   .turned = turn,
                                   .turn = choice,
                                   .event = UINT32_MAX};
    struct aras_record record;

    if (play(search, regret->replication, &conduct, &record) != ARAS_OK) {
        return search->error->status;
    }
    *worth =
        aras_judgement_worth(search->model, regret->turn[turn].actor, record.outcomes);
    return ARAS_OK;
}

static enum aras_status play_turn(struct search *search, size_t number)
{
    struct aras_turn *turn = &search->regret->turn[number];
    size_t choices = search->model->events[turn->move.event].decision->count;

    for (size_t i = 0; i < choices; i++) {
        if (!isnan(turn->worth[i]) &&
            play_other(search, number, (int) i, &turn->worth[i]) != ARAS_OK) {
            return search->error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status play_luck(struct search *search)
{
    struct aras_regret *regret = search->regret;
    size_t size = search->model->outcome_count * sizeof *regret->outcomes;
    struct aras_conduct conduct = {.seated = regret->seated,
                                   .move = search->move,
                                   .moves = regret->turns,
                                   .turned = ARAS_NO_MOVE,
                                   .event = UINT32_MAX};
    struct aras_record record;

    if (play(search, regret->replication, &conduct, &record) != ARAS_OK) {
        return search->error->status;
    }
    memcpy(regret->outcomes, record.outcomes, size);
    if (play(search, regret->replication, NULL, &record) != ARAS_OK) {
        return search->error->status;
    }
    memcpy(regret->own_outcomes, record.outcomes, size);
    for (size_t i = 0; i < regret->turns; i++) {
        if (play_turn(search, i) != ARAS_OK) {
            return search->error->status;
        }
    }
    return ARAS_OK;
}

/* --- many worlds --------------------------------------------------------------------
 */

/* A worker's seat, in which it plays course after course. */
struct sitter {
    struct search *search;
    struct aras_simulation *simulation;
    struct aras_seat *seat;
    bool *alone; /* by actor: the one whose course it is */
};

static void *sit_down(void *context, struct aras_simulation *simulation,
                      struct aras_observer *observer, struct aras_error *error)
{
    struct search *search = context;
    struct sitter *sitter = calloc(1, sizeof *sitter);

    (void) observer;
    if (sitter == NULL) {
        no_memory(error);
        return NULL;
    }
    sitter->search = search;
    sitter->simulation = simulation;
    sitter->alone = calloc(search->model->actor_count + 1, sizeof *sitter->alone);
    sitter->seat = sitter->alone == NULL ? NULL : aras_seat_new(search->model, error);
    if (sitter->seat == NULL) {
        no_memory(error);
        free(sitter->alone);
        free(sitter);
        return NULL;
    }
    return sitter;
}

static void stand_up(void *watcher)
{
    struct sitter *sitter = watcher;

    aras_seat_free(sitter->seat);
    free(sitter->alone);
    free(sitter);
}

/* Attempts are numbered world by world, course by course. */
static void pose_course(const void *context, size_t number,
                        struct aras_attempt *attempt)
{
    const struct search *search = context;

    *attempt = (struct aras_attempt){.replication = number / search->regret->courses};
}

static void begin_course(void *watcher, size_t number)
{
    struct sitter *sitter = watcher;
    const struct aras_regret *regret = sitter->search->regret;
    const struct aras_course *course = &regret->course[number % regret->courses];
    bool by_moves = course->kind == ARAS_COURSE_GAME;
    bool by_option = course->kind == ARAS_COURSE_OPTION;
    struct aras_conduct conduct = {.seated = sitter->alone,
                                   .move = sitter->search->move,
                                   .moves = by_moves ? regret->turns : 0,
                                   .turned = ARAS_NO_MOVE,
                                   .event = by_option ? course->event : UINT32_MAX,
                                   .option = course->option};

    memset(sitter->alone, 0, regret->model->actor_count * sizeof *sitter->alone);
    sitter->alone[course->actor] = true;
    aras_simulation_seat(sitter->simulation,
                         by_moves || by_option ? aras_seat_begin(sitter->seat, &conduct)
                                               : NULL);
}

static void end_course(void *context, void *watcher, size_t number,
                       const struct aras_record *record,
                       const struct aras_simulation *simulation)
{
    struct search *search = context;
    struct aras_regret *regret = search->regret;
    size_t course = number % regret->courses;
    uint64_t world = number / regret->courses;

    (void) watcher;
    (void) simulation;
    search->failed[number] = record->failed ? 1 : 0;
    search->worth[course * search->worlds + world] = aras_judgement_worth(
        search->model, regret->course[course].actor, record->outcomes);
    if (course == 0) {
        search->set[world] = record->set;
        for (size_t r = 0; r < regret->readings.count; r++) {
            search->holds[r * search->worlds + world] = aras_reading_holds(
                &regret->readings.reading[r], search->model, record->parameters);
        }
    }
}

static void tell_work(void *context, size_t done)
{
    const struct search *search = context;

    if (search->work->told != NULL) {
        search->work->told(search->work->context, done / search->regret->courses,
                           search->worlds);
    }
}

static void count_world(struct search *search, uint64_t world)
{
    struct aras_regret *regret = search->regret;

    regret->worlds++;
    regret->failed += search->played[world] ? 0 : 1;
    for (size_t r = 0; r < regret->readings.count; r++) {
        struct aras_reading *reading = &regret->readings.reading[r];

        if (search->holds[r * search->worlds + world] != 0) {
            reading->worlds++;
            reading->failed += search->played[world] ? 0 : 1;
        }
    }
}

/* Whether a world failed in any course, once all are over. */
static void count_worlds(struct search *search)
{
    size_t courses = search->regret->courses;

    for (uint64_t w = 0; w < search->worlds; w++) {
        search->played[w] = memchr(&search->failed[w * courses], 1, courses) == NULL;
        count_world(search, w);
    }
}

static enum aras_status play_many(struct search *search,
                                  const struct aras_settings *many)
{
    const struct aras_plan plan = {.model = search->model, .settings = *many};
    const struct aras_attempts attempts = {.context = search,
                                           .count = search->regret->courses *
                                                    (size_t) search->worlds,
                                           .pose = pose_course,
                                           .watch = sit_down,
                                           .unwatch = stand_up,
                                           .begin = begin_course,
                                           .end = end_course,
                                           .told = tell_work};
    enum aras_status status = aras_montecarlo_attempt(
        &plan, search->work->threads, &attempts, search->work->stop, search->error);

    if (status == ARAS_OK) {
        count_worlds(search);
    }
    return status;
}

/* --- what they say ------------------------------------------------------------------
 */

/* The mean over a reading's worlds of a course less that of another (SIZE_MAX: of
 * nothing), with its interval. Worlds of one set follow each other. */
static struct aras_clustered mean_of(struct search *search, size_t reading,
                                     size_t course, size_t less)
{
    uint64_t n = search->worlds;
    size_t clusters = 0;
    uint64_t latest = UINT64_MAX;

    for (uint64_t w = 0; w < n; w++) {
        if (!search->played[w] || search->holds[reading * n + w] == 0) {
            continue;
        }
        if (clusters == 0 || search->set[w] != latest) {
            search->cluster[clusters++] = (struct aras_cluster){0.0, 0.0};
            latest = search->set[w];
        }
        search->cluster[clusters - 1].size += 1.0;
        search->cluster[clusters - 1].sum +=
            search->worth[course * n + w] -
            (less == SIZE_MAX ? 0.0 : search->worth[less * n + w]);
    }
    return clusters == 0 ? (struct aras_clustered){.mean = NAN, .error = NAN}
                         : aras_clustered_mean(search->cluster, clusters);
}

static struct aras_interval interval_of(const struct aras_clustered *mean)
{
    return isnan(mean->error) ? (struct aras_interval){NAN, NAN}
                              : aras_interval_clustered(mean, 0.95);
}

/* The course of the same actor that is left to the model's own rule. */
static size_t own_of(const struct aras_regret *regret, size_t course)
{
    while (regret->course[course].kind != ARAS_COURSE_OWN) {
        course--;
    }
    return course;
}

static bool rivals(const struct aras_course *a, const struct aras_course *b)
{
    return a->kind == ARAS_COURSE_OPTION && b->kind == ARAS_COURSE_OPTION &&
           a->actor == b->actor && a->event == b->event;
}

static void compare_options(struct search *search, size_t reading, size_t told)
{
    struct aras_regret *regret = search->regret;

    for (size_t c = 0; c < regret->courses; c++) {
        struct aras_yield *it = &regret->course[c].yield[told];
        size_t best = c;

        for (size_t k = 0; k < regret->courses; k++) {
            if (rivals(&regret->course[c], &regret->course[k]) &&
                regret->course[k].yield[told].mean >
                    regret->course[best].yield[told].mean) {
                best = k;
            }
        }

        struct aras_clustered lost = mean_of(search, reading, best, c);

        it->best = best == c && regret->course[c].kind == ARAS_COURSE_OPTION;
        it->regret = best == c ? 0.0 : lost.mean;
        it->regret_within =
            best == c ? (struct aras_interval){NAN, NAN} : interval_of(&lost);
    }
}

static void tell_reading(struct search *search, size_t reading, size_t told)
{
    struct aras_regret *regret = search->regret;
    struct aras_reading *it = &regret->readings.reading[reading];

    for (size_t c = 0; c < regret->courses; c++) {
        struct aras_clustered mean = mean_of(search, reading, c, SIZE_MAX);
        struct aras_clustered change = mean_of(search, reading, c, own_of(regret, c));

        regret->course[c].yield[told] =
            (struct aras_yield){.reading = it,
                                .worlds = it->worlds - it->failed,
                                .mean = mean.mean,
                                .change = change.mean,
                                .within = interval_of(&change)};
    }
    compare_options(search, reading, told);
}

static void tell(struct search *search)
{
    struct aras_regret *regret = search->regret;
    size_t told = 0;

    for (size_t r = 0; r < regret->readings.count; r++) {
        if (aras_readings_tell(&regret->readings, r, false)) {
            tell_reading(search, r, told++);
        }
    }
    regret->yields = told;
}

/* --- courses ------------------------------------------------------------------------
 */

static void add_course(struct aras_regret *regret, struct aras_course course)
{
    regret->course[regret->courses++] = course;
}

/* The options of a decision that came up, once each. */
static void add_options(struct aras_regret *regret, size_t turn)
{
    const struct aras_turn *it = &regret->turn[turn];
    size_t choices = regret->model->events[it->move.event].decision->count;

    for (size_t i = 0; i < turn; i++) {
        if (regret->turn[i].move.event == it->move.event) {
            return;
        }
    }
    for (size_t k = 0; k < choices; k++) {
        size_t taken = 0;

        for (size_t i = turn; i < regret->turns; i++) {
            taken += regret->turn[i].move.event == it->move.event &&
                     regret->turn[i].taken == (int) k;
        }
        add_course(regret, (struct aras_course){.kind = ARAS_COURSE_OPTION,
                                                .actor = it->actor,
                                                .event = it->move.event,
                                                .option = (int) k,
                                                .taken = taken});
    }
}

static void add_actor(struct aras_regret *regret, size_t actor)
{
    add_course(regret, (struct aras_course){.kind = ARAS_COURSE_OWN, .actor = actor});
    add_course(regret, (struct aras_course){.kind = ARAS_COURSE_GAME, .actor = actor});
    for (size_t i = 0; i < regret->turns; i++) {
        if (regret->turn[i].actor == actor) {
            add_options(regret, i);
        }
    }
}

/* Room for all options of all turns. */
static enum aras_status make_courses(struct aras_regret *regret,
                                     struct aras_error *error)
{
    const struct aras_model *model = regret->model;
    size_t most = 2 * model->actor_count;

    for (size_t i = 0; i < regret->turns; i++) {
        most += model->events[regret->turn[i].move.event].decision->count;
    }
    regret->course = calloc(most + 1, sizeof *regret->course);
    if (regret->course == NULL) {
        return no_memory(error);
    }
    for (size_t a = 0; a < model->actor_count; a++) {
        if (regret->seated[a] && aras_judgement_possible(model, a)) {
            add_actor(regret, a);
        }
    }
    for (size_t c = 0; c < regret->courses; c++) {
        regret->course[c].yield =
            calloc(regret->readings.count + 1, sizeof *regret->course[c].yield);
        if (regret->course[c].yield == NULL) {
            return no_memory(error);
        }
    }
    return ARAS_OK;
}

/* --- all of it ----------------------------------------------------------------------
 */

static enum aras_status make_room(struct search *search)
{
    struct aras_regret *regret = search->regret;
    size_t outcomes = search->model->outcome_count + 1;
    size_t worlds = (size_t) search->worlds;

    regret->outcomes = calloc(outcomes, sizeof *regret->outcomes);
    regret->own_outcomes = calloc(outcomes, sizeof *regret->own_outcomes);
    search->move = calloc(regret->turns + 1, sizeof *search->move);
    search->worth = calloc(regret->courses * worlds + 1, sizeof *search->worth);
    search->set = calloc(worlds + 1, sizeof *search->set);
    search->failed = calloc(regret->courses * worlds + 1, sizeof *search->failed);
    search->played = calloc(worlds + 1, sizeof *search->played);
    search->holds = calloc(regret->readings.count * worlds + 1, sizeof *search->holds);
    search->cluster = calloc(worlds + 1, sizeof *search->cluster);
    if (regret->outcomes == NULL || regret->own_outcomes == NULL ||
        search->move == NULL || search->worth == NULL || search->set == NULL ||
        search->failed == NULL || search->played == NULL || search->holds == NULL ||
        search->cluster == NULL) {
        return no_memory(search->error);
    }
    for (size_t i = 0; i < regret->turns; i++) {
        search->move[i] = regret->turn[i].move;
    }
    return ARAS_OK;
}

static enum aras_status open_simulation(struct search *search,
                                        const struct aras_settings *settings)
{
    aras_simulation_free(search->simulation);
    search->simulation = aras_simulation_new(search->model, settings, search->error);
    return search->simulation == NULL ? search->error->status : ARAS_OK;
}

static void close_search(struct search *search)
{
    aras_simulation_free(search->simulation);
    aras_seat_free(search->seat);
    free(search->move);
    free(search->worth);
    free(search->set);
    free(search->failed);
    free(search->played);
    free(search->holds);
    free(search->cluster);
}

enum aras_status
aras_regret_find(struct aras_regret *regret, const struct aras_model *model,
                 const struct aras_settings *settings, uint64_t replication,
                 const bool *seated, struct aras_turn *turn, size_t turns,
                 const struct aras_settings *many, uint64_t worlds,
                 const struct aras_regret_work *work, struct aras_error *error)
{
    struct search search = {.regret = regret,
                            .model = model,
                            .worlds = worlds,
                            .work = work,
                            .error = error};
    enum aras_status status;

    *regret = (struct aras_regret){.model = model,
                                   .seated = seated,
                                   .replication = replication,
                                   .turn = turn,
                                   .turns = turns};
    status = aras_readings_find(&regret->readings, model, error);
    if (status == ARAS_OK) {
        status = make_courses(regret, error);
    }
    if (status == ARAS_OK) {
        status = make_room(&search);
    }
    if (status == ARAS_OK) {
        search.seat = aras_seat_new(model, error);
        status =
            search.seat == NULL ? error->status : open_simulation(&search, settings);
    }
    if (status == ARAS_OK) {
        status = play_luck(&search);
    }
    if (status == ARAS_OK && regret->courses > 0) {
        status = play_many(&search, many);
        if (status == ARAS_OK) {
            tell(&search);
        }
    }
    close_search(&search);
    return status;
}

void aras_regret_free(struct aras_regret *regret)
{
    for (size_t c = 0; c < regret->courses; c++) {
        free(regret->course[c].yield);
    }
    free(regret->course);
    free(regret->outcomes);
    free(regret->own_outcomes);
    aras_readings_free(&regret->readings);
}
