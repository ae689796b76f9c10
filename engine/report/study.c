#include "report/study.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/inputs.h"
#include "report/number.h"
#include "report/words.h"

enum { MOST_THREADS = 64 };

/* --- what is read ----------------------------------------------------------------- */

static void choose_columns(struct aras_study_run *run)
{
    const struct aras_model *model = run->of.model;

    run->number = SIZE_MAX;
    for (size_t i = 0; i < run->watched.count && run->number == SIZE_MAX; i++) {
        if (aras_picture_is_number(&model->outcomes[run->watched.outcome[i]])) {
            run->number = run->watched.outcome[i];
        }
    }
    for (size_t i = 0; i < model->outcome_count && run->times < ARAS_STUDY_TIMES; i++) {
        if (model->outcomes[i].kind == ARAS_TIME) {
            run->time[run->times++] = i;
        }
    }
}

static enum aras_status read_columns(struct aras_study_run *run,
                                     struct aras_error *error)
{
    const struct aras_studied *of = &run->of;
    size_t outcome[ARAS_STUDY_TIMES + 1];
    size_t count = 0;

    for (size_t i = 0; i < run->times; i++) {
        outcome[count++] = run->time[i];
    }
    if (run->number != SIZE_MAX) {
        outcome[count++] = run->number;
    }
    if (count == 0) {
        return ARAS_OK;
    }
    if (aras_columns_read(&run->columns, of->run, of->model, &run->estimates->readings,
                          outcome, count, run->estimates->replications,
                          error) != ARAS_OK) {
        return error->status;
    }
    run->number_columns = run->columns;
    run->number_columns.value += run->times;
    run->number_columns.count = 1;
    return ARAS_OK;
}

/* --- stories ---------------------------------------------------------------------- */

static bool is_told(const struct aras_study_run *run, uint64_t replication)
{
    for (size_t i = 0; i < run->stories; i++) {
        if (run->story[i].chronicle->replication == replication) {
            return true;
        }
    }
    return false;
}

static enum aras_status add_story(struct aras_study_run *run, uint64_t replication,
                                  const char *why, bool drawn, struct aras_error *error)
{
    struct aras_study_story *story = &run->story[run->stories];

    if (run->stories == ARAS_STUDY_STORIES || is_told(run, replication)) {
        return ARAS_OK;
    }
    story->chronicle =
        aras_chronicle_record(run->of.model, run->of.settings, replication, error);
    if (story->chronicle == NULL) {
        return error->status;
    }
    snprintf(story->why, sizeof story->why, "%s", why);
    story->drawn = drawn;
    run->stories++;
    return aras_chapters_find(&story->chapters, story->chronicle, run->watched.outcome,
                              run->watched.count, error);
}

static enum aras_status tell_typical(struct aras_study_run *run,
                                     struct aras_error *error)
{
    struct aras_pick pick;
    char why[384];

    if (aras_pick_typical(run->of.run, run->of.model, run->of.worlds,
                          run->watched.outcome, run->watched.count, &pick,
                          error) != ARAS_OK) {
        return error->status == ARAS_INVALID ? ARAS_OK : error->status;
    }
    snprintf(why, sizeof why,
             "Typical: of %s worlds the one nearest to the middle in what is watched.",
             aras_number_whole(pick.worlds).text);
    return add_story(run, pick.replication, why, true, error);
}

/* The two ends of the first number that is watched. */
static enum aras_status tell_extremes(struct aras_study_run *run,
                                      struct aras_error *error)
{
    for (int least = 0; least < 2 && run->number != SIZE_MAX; least++) {
        struct aras_pick pick;
        char why[384];
        enum aras_status status;

        status = aras_pick_extreme(run->of.run, run->of.model, run->of.worlds,
                                   run->number, least == 1, &pick, error);
        if (status == ARAS_INVALID) {
            return ARAS_OK;
        }
        if (status != ARAS_OK) {
            return status;
        }
        snprintf(why, sizeof why, "Extreme: of %s worlds the one with the %s %.200s.",
                 aras_number_whole(pick.worlds).text, least == 1 ? "least" : "greatest",
                 run->of.model->outcomes[run->number].title);
        if (add_story(run, pick.replication, why, least == 0, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status tell_worlds(struct aras_study_run *run,
                                    struct aras_error *error)
{
    uint64_t world[ARAS_STUDY_STORIES];
    size_t count;

    if (tell_typical(run, error) != ARAS_OK || tell_extremes(run, error) != ARAS_OK) {
        return error->status;
    }
    count = aras_glimpse_spread(run->estimates->replications, ARAS_STUDY_SINGLE, world);
    for (size_t i = 0; i < count; i++) {
        if (add_story(run, world[i], "One of those spread evenly over the run.", false,
                      error) != ARAS_OK) {
            return error->status;
        }
    }
    for (size_t i = 0; i < run->stories; i++) {
        world[i] = run->story[i].chronicle->replication;
    }
    return aras_glimpse_of(&run->glimpse, run->of.model, run->of.settings, world,
                           run->stories, error);
}

/* --- what goes with it ------------------------------------------------------------ */

static bool choose_target(struct aras_study_run *run)
{
    for (size_t i = 0; i < run->watched.count; i++) {
        struct aras_error error = {0};
        const struct aras_outcome *it =
            &run->of.model->outcomes[run->watched.outcome[i]];

        if (it->kind != ARAS_CATEGORY &&
            aras_target_read(&run->target, it->id, run->of.model, &error) == ARAS_OK) {
            return true;
        }
    }
    return false;
}

/* Where a run has too few parameter sets, or none, nothing is told. */
static enum aras_status find_swings(struct aras_study_run *run,
                                    struct aras_error *error)
{
    const struct aras_studied *of = &run->of;
    enum aras_status status;

    if (of->settings->central || run->estimates->fixed || !choose_target(run)) {
        return ARAS_OK;
    }
    if (aras_inputs_find(&run->inputs, of->model, error) != ARAS_OK) {
        return error->status;
    }
    status = aras_given_data_read(&run->data, of->run, of->model, &run->inputs,
                                  &run->target, of->worlds, error);
    if (status != ARAS_OK) {
        return status == ARAS_INVALID ? ARAS_OK : status;
    }
    run->swing = calloc(run->inputs.count + 1, sizeof *run->swing);
    return run->swing == NULL
               ? aras_error_set(error, ARAS_NO_MEMORY, "no memory for the report")
               : aras_swings_of(&run->data, run->swing, error);
}

/* --- the whole -------------------------------------------------------------------- */

static void want_watched(bool *wanted, const struct aras_model *model,
                         const struct aras_study_run *by)
{
    for (size_t i = 0; i < by->watched.count; i++) {
        int found = aras_model_find_outcome(
            model, by->of.model->outcomes[by->watched.outcome[i]].id);

        if (found >= 0) {
            wanted[found] = true;
        }
    }
}

/* What is told of: outcomes watched by it and by the first run; of one in full also
 * those of the others in full, times and leverage. */
static void mark_wanted(bool *wanted, const struct aras_study_run *run,
                        const struct aras_study *study, bool full)
{
    const struct aras_model *model = run->of.model;
    size_t holder;
    size_t over;

    want_watched(wanted, model, run);
    want_watched(wanted, model, &study->run[0]);
    for (size_t i = 1; i < study->full && full; i++) {
        want_watched(wanted, model, &study->run[i]);
    }
    for (size_t i = 0; i < model->outcome_count && full; i++) {
        const struct aras_outcome *it = &model->outcomes[i];

        wanted[i] = wanted[i] || it->kind == ARAS_TIME ||
                    (it->kind == ARAS_VALUE &&
                     aras_picture_leverage_of(model, it->of, &holder, &over));
    }
    if (run->of.split != NULL) {
        wanted[run->of.split->split->target->outcome] = true;
    }
}

static enum aras_status estimate(struct aras_study_run *run,
                                 const struct aras_study *study, bool full,
                                 struct aras_error *error)
{
    const struct aras_studied *of = &run->of;
    size_t outcomes = of->model->outcome_count;
    bool *wanted = calloc(outcomes + of->model->track_count + 1, sizeof *wanted);
    const struct aras_estimates_wish wish = {.outcome = wanted,
                                             .track = wanted + outcomes};

    if (wanted == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the report");
    }
    mark_wanted(wanted, run, study, full);
    for (size_t i = 0; i < of->model->track_count && i < ARAS_STUDY_FANS && full; i++) {
        wanted[outcomes + i] = true;
    }
    run->estimates =
        aras_estimates_of_some(of->run, of->model, of->worlds, &wish, error);
    free(wanted);
    return run->estimates == NULL ? error->status : ARAS_OK;
}

static enum aras_status study_run(struct aras_study_run *run,
                                  const struct aras_study *study, bool full,
                                  struct aras_error *error)
{
    const struct aras_studied *of = &run->of;

    run->number = SIZE_MAX;
    if (estimate(run, study, full, error) != ARAS_OK) {
        return error->status;
    }
    run->pictured =
        (struct aras_pictured){of->run, of->model, run->estimates, of->name};
    if (!full) {
        return ARAS_OK;
    }
    choose_columns(run);
    if (read_columns(run, error) != ARAS_OK || tell_worlds(run, error) != ARAS_OK) {
        return error->status;
    }
    return find_swings(run, error);
}

/* Where they cannot be compared, it is told why not. */
static enum aras_status hold_against(struct aras_study_change *change,
                                     const struct aras_studied *a,
                                     const struct aras_studied *b,
                                     struct aras_error *error)
{
    bool *wanted = calloc(a->model->outcome_count + 1, sizeof *wanted);

    if (wanted == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the report");
    }
    for (size_t i = 0; i < change->watched.count; i++) {
        wanted[change->watched.outcome[i]] = true;
    }
    change->versus = aras_versus_of_runs(a->run, a->model, b->run, b->model, a->worlds,
                                         wanted, error);
    free(wanted);
    if (change->versus != NULL) {
        return ARAS_OK;
    }
    if (error->status == ARAS_INVALID) {
        snprintf(change->why_not, sizeof change->why_not, "%.500s", error->message);
        return ARAS_OK;
    }
    return error->status;
}

static enum aras_status study_change(struct aras_study *study, size_t number,
                                     struct aras_error *error)
{
    struct aras_study_change *change = &study->change[number];
    const struct aras_studied *a = &study->run[0].of;
    const struct aras_studied *b = &study->run[number].of;

    if (aras_watched_find(&change->watched, a->model,
                          number < study->full ? b->model : NULL, false,
                          error) != ARAS_OK ||
        hold_against(change, a, b, error) != ARAS_OK) {
        return error->status;
    }
    if (change->versus == NULL) {
        return ARAS_OK;
    }
    change->view = (struct aras_comparison_view){
        .a = {.run = a->run, .model = a->model, .name = a->name},
        .b = {.run = b->run, .model = b->model, .name = b->name},
        .versus = change->versus,
        .watched = &change->watched};
    return ARAS_OK;
}

/* Runs are gathered on several threads, each by one of them: a run takes no notice of
 * the others but of what they watch. */
struct crew {
    struct aras_study *study;
    const struct aras_study_wish *wish;
    pthread_mutex_t door; /* guards all below, and the teller */
    size_t next;          /* run to be taken */
    enum aras_status status;
    size_t failed; /* the first run that failed, whatever the order of work */
    struct aras_error error;
};

static enum aras_status gather(struct aras_study *study, size_t number,
                               struct aras_error *error)
{
    if (study_run(&study->run[number], study, number < study->full, error) != ARAS_OK) {
        return error->status;
    }
    return number > 0 ? study_change(study, number, error) : ARAS_OK;
}

/* With the door closed. */
static bool take(struct crew *crew, size_t *number)
{
    if (crew->status != ARAS_OK || crew->next == crew->study->runs) {
        return false;
    }
    *number = crew->next++;
    if (crew->wish->told != NULL) {
        crew->wish->told(crew->wish->teller, *number);
    }
    return true;
}

static void *work(void *opaque)
{
    struct crew *crew = opaque;
    struct aras_error error = {0};
    size_t number;

    pthread_mutex_lock(&crew->door);
    while (take(crew, &number)) {
        enum aras_status status;

        pthread_mutex_unlock(&crew->door);
        status = gather(crew->study, number, &error);
        pthread_mutex_lock(&crew->door);
        if (status != ARAS_OK && (crew->status == ARAS_OK || number < crew->failed)) {
            crew->status = status;
            crew->failed = number;
            crew->error = error;
        }
    }
    pthread_mutex_unlock(&crew->door);
    return NULL;
}

static enum aras_status gather_all(struct crew *crew, struct aras_error *error)
{
    pthread_t thread[MOST_THREADS];
    unsigned started = 0;

    pthread_mutex_init(&crew->door, NULL);
    while (started + 1 < crew->wish->threads && started + 1 < crew->study->runs &&
           started < MOST_THREADS &&
           pthread_create(&thread[started], NULL, work, crew) == 0) {
        started++;
    }
    work(crew); /* this thread works too: one is always there */
    for (unsigned i = 0; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_mutex_destroy(&crew->door);
    if (crew->status != ARAS_OK) {
        *error = crew->error;
    }
    return crew->status;
}

/* Before the threads start, since runs look at what others watch. */
static enum aras_status find_watched(struct aras_study *study, struct aras_error *error)
{
    for (size_t i = 0; i < study->runs; i++) {
        struct aras_study_run *run = &study->run[i];

        if (aras_watched_find(&run->watched, run->of.model, NULL, false, error) !=
            ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

struct aras_study *aras_study_new(const struct aras_studied *runs, size_t count,
                                  const struct aras_study_wish *wish,
                                  struct aras_error *error)
{
    struct aras_study *study = calloc(1, sizeof *study);
    struct crew crew = {.study = study, .wish = wish};

    if (study != NULL) {
        study->run = calloc(count, sizeof *study->run);
        study->change = calloc(count, sizeof *study->change);
    }
    if (study == NULL || study->run == NULL || study->change == NULL) {
        aras_study_free(study);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for the report");
        return NULL;
    }
    study->runs = count;
    study->full = count < ARAS_STUDY_FULL ? count : ARAS_STUDY_FULL;
    for (size_t i = 0; i < count; i++) {
        study->run[i].of = runs[i];
    }
    if (find_watched(study, error) != ARAS_OK || gather_all(&crew, error) != ARAS_OK) {
        aras_study_free(study);
        return NULL;
    }
    return study;
}

static void forget_run(struct aras_study_run *run)
{
    aras_estimates_free(run->estimates);
    aras_watched_free(&run->watched);
    aras_columns_free(&run->columns);
    for (size_t i = 0; i < run->stories; i++) {
        aras_chapters_free(&run->story[i].chapters);
        aras_chronicle_free(run->story[i].chronicle);
    }
    aras_glimpse_free(&run->glimpse);
    aras_given_data_free(&run->data);
    aras_inputs_free(&run->inputs);
    free(run->swing);
}

void aras_study_free(struct aras_study *study)
{
    if (study == NULL) {
        return;
    }
    for (size_t i = 0; i < study->runs; i++) {
        forget_run(&study->run[i]);
        aras_versus_free(study->change[i].versus);
        aras_watched_free(&study->change[i].watched);
    }
    free(study->run);
    free(study->change);
    free(study);
}
