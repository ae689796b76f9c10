/* Figures of two runs or more. */
#include <stdio.h>
#include <string.h>

#include "analysis/match.h"
#include "command/figure_kind.h"
#include "report/legend.h"

/* --- distributions ---------------------------------------------------------------- */

/* One run: its readings side by side; several: each in the reading asked for. */
static size_t list_samples(const struct aras_figure_job *job,
                           const struct aras_picture_columns *columns,
                           struct aras_picture_sample *sample)
{
    const struct aras_figure_subject *only = &job->subject[0];
    const struct aras_readings *readings = &only->estimates->readings;
    size_t count = 0;

    for (size_t i = 0; job->subjects > 1 && i < job->subjects; i++) {
        sample[count++] = (struct aras_picture_sample){
            &job->subject[i].pictured, &columns[i], job->subject[i].reading,
            job->subject[i].pictured.name};
    }
    for (size_t r = 0;
         job->subjects == 1 && r < readings->count && count < ARAS_FIGURE_RUNS; r++) {
        bool wanted = job->arguments->reading == NULL
                          ? aras_readings_tell(readings, r, false)
                          : r == only->reading;

        if (wanted) {
            sample[count++] = (struct aras_picture_sample){
                &only->pictured, &columns[0], r,
                aras_legend_has_readings(readings)
                    ? aras_legend_reading(readings, only->pictured.model, r)
                    : only->pictured.name};
        }
    }
    return count;
}

/* Opens the runs and chooses one number, the same in all. */
static int open_number(struct aras_figure_job *job)
{
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose(job, &job->subject[0], aras_picture_is_number, 1,
                                  "a number");
    }
    return code == ARAS_EXIT_FINE ? aras_figure_choose_alike(job) : code;
}

int aras_figure_ecdf(struct aras_figure_job *job)
{
    struct aras_picture_sample sample[ARAS_FIGURE_RUNS];
    struct aras_picture_columns columns[ARAS_FIGURE_RUNS];
    struct aras_error error = {0};
    int code = open_number(job);

    for (size_t i = 0; i < job->subjects && code == ARAS_EXIT_FINE; i++) {
        struct aras_figure_subject *subject = &job->subject[i];

        code = aras_figure_read(subject, subject->estimates->replications);
        columns[i] = (struct aras_picture_columns){&subject->columns, subject->outcome,
                                                   subject->outcomes};
    }
    return code != ARAS_EXIT_FINE
               ? code
               : aras_figure_judge(aras_picture_ecdf(&job->picture, sample,
                                                     list_samples(job, columns, sample),
                                                     &error),
                                   &error);
}

/* --- differences ------------------------------------------------------------------ */

static struct aras_versus *compare(const struct aras_figure_job *job,
                                   struct aras_error *error)
{
    return aras_versus_of_runs(
        job->subject[0].side.run, aras_figure_model(&job->subject[0]),
        job->subject[1].side.run, aras_figure_model(&job->subject[1]),
        job->arguments->replications, NULL, error);
}

static struct aras_comparison_view view_of(const struct aras_figure_job *job,
                                           const struct aras_versus *versus,
                                           const struct aras_watched *watched)
{
    return (struct aras_comparison_view){.a = aras_side_compared(&job->subject[0].side),
                                         .b = aras_side_compared(&job->subject[1].side),
                                         .versus = versus,
                                         .watched = watched};
}

static bool is_any(const struct aras_outcome *outcome)
{
    return outcome->kind != ARAS_TIME;
}

/* Whether two outcomes can stand on one axis. */
static bool go_together(const struct aras_outcome *a, const struct aras_outcome *b)
{
    bool share = aras_picture_is_ending(a);

    return aras_picture_is_ending(b) == share && b->kind != ARAS_TIME &&
           (share || strcmp(a->unit == NULL ? "" : a->unit,
                            b->unit == NULL ? "" : b->unit) == 0);
}

static int check_axis(const struct aras_figure_subject *subject)
{
    const struct aras_model *model = aras_figure_model(subject);
    const struct aras_outcome *first = &model->outcomes[subject->outcome[0]];

    for (size_t i = 0; i < subject->outcomes; i++) {
        const struct aras_outcome *it = &model->outcomes[subject->outcome[i]];

        if (it->kind == ARAS_TIME) {
            fprintf(stderr,
                    "aras: --of: '%s' is a time: draw --kind arrival of each run\n",
                    it->id);
            return ARAS_EXIT_BAD_INPUT;
        }
        if (!go_together(first, it)) {
            fprintf(stderr,
                    "aras: --of: '%s' and '%s' do not go on one axis: shares of worlds "
                    "and numbers of each unit have figures of their own\n",
                    first->id, it->id);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

static int draw_named(struct aras_figure_job *job, const struct aras_versus *versus)
{
    struct aras_figure_subject *first = &job->subject[0];
    struct aras_watched watched = {0};
    struct aras_comparison_view view = view_of(job, versus, &watched);
    struct aras_error error = {0};
    int code = aras_figure_choose(job, first, is_any, ARAS_FIGURE_OUTCOMES, "no time");

    if (code == ARAS_EXIT_FINE) {
        code = check_axis(first);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    watched.outcome = first->outcome;
    watched.count = first->outcomes;
    return aras_figure_judge(
        aras_picture_dumbbell_if(
            &job->picture, &view,
            aras_picture_is_ending(
                &aras_figure_model(first)->outcomes[first->outcome[0]]),
            first->reading, &error),
        &error);
}

static int draw_watched(struct aras_figure_job *job, const struct aras_versus *versus)
{
    struct aras_watched watched;
    struct aras_comparison_view view = view_of(job, versus, &watched);
    struct aras_error error = {0};
    enum aras_status status =
        aras_watched_find(&watched, view.a.model, view.b.model, false, &error);

    if (status == ARAS_OK) {
        status = aras_picture_dumbbell_if(&job->picture, &view, true,
                                          job->subject[0].reading, &error);
        aras_watched_free(&watched);
    }
    return aras_figure_judge(status, &error);
}

int aras_figure_dumbbell(struct aras_figure_job *job)
{
    struct aras_error error = {0};
    struct aras_versus *versus;
    int code = aras_figure_open(job);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    versus = compare(job, &error);
    code = versus == NULL               ? aras_complain(&error)
           : job->arguments->of != NULL ? draw_named(job, versus)
                                        : draw_watched(job, versus);
    aras_versus_free(versus);
    return code;
}

int aras_figure_shift(struct aras_figure_job *job)
{
    struct aras_figure_subject *first = &job->subject[0];
    struct aras_error error = {0};
    struct aras_versus *versus = NULL;
    enum aras_status status;
    int code = open_number(job);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    versus = compare(job, &error);
    status = versus == NULL ? error.status
                            : aras_versus_look(versus, first->outcome, 1, true, &error);
    if (status == ARAS_OK) {
        const struct aras_comparison_view view = view_of(job, versus, NULL);

        status = aras_picture_quantile_shift(&job->picture, &view, first->outcome[0],
                                             first->reading, &error);
    }
    aras_versus_free(versus);
    return aras_figure_judge(status, &error);
}

/* --- who switches ----------------------------------------------------------------- */

/* Whether worlds of the two can be laid side by side, and end in the same ways. */
static enum aras_status check_pair(const struct aras_figure_job *job,
                                   struct aras_error *error)
{
    const struct aras_figure_subject *a = &job->subject[0];
    const struct aras_figure_subject *b = &job->subject[1];
    struct aras_matches matches = {0};
    enum aras_status status =
        aras_matches_find(&matches, aras_figure_model(a), aras_figure_model(b), error);

    aras_matches_free(&matches);
    if (status == ARAS_OK) {
        status = aras_match_runs(a->side.run, aras_figure_model(a), b->side.run,
                                 aras_figure_model(b), error);
    }
    return status == ARAS_OK ? aras_match_luck(a->side.run, b->side.run, error)
                             : status;
}

int aras_figure_switches(struct aras_figure_job *job)
{
    struct aras_figure_subject *a = &job->subject[0];
    struct aras_figure_subject *b = &job->subject[1];
    struct aras_error error = {0};
    uint64_t worlds;
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose_ending(job, a, "worlds that switch");
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose_alike(job);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_judge(check_pair(job, &error), &error);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    worlds = a->estimates->replications < b->estimates->replications
                 ? a->estimates->replications
                 : b->estimates->replications;
    code = aras_figure_read(a, worlds);
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_read(b, worlds);
    }
    return code != ARAS_EXIT_FINE
               ? code
               : aras_figure_judge(
                     aras_picture_alluvial(
                         &job->picture,
                         &(struct aras_picture_switches){.a = &a->pictured,
                                                         .b = &b->pictured,
                                                         .columns_a = &a->columns,
                                                         .columns_b = &b->columns,
                                                         .outcome = a->outcome[0],
                                                         .reading = a->reading},
                         &error),
                     &error);
}
