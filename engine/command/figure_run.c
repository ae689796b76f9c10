/* Figures of one run. */
#include <stdio.h>
#include <stdlib.h>

#include "command/figure_kind.h"

enum { SINGLE_WORLDS = 7, MOST_TIMES = 6 };

static struct aras_picture_columns columns_of(const struct aras_figure_subject *subject)
{
    return (struct aras_picture_columns){&subject->columns, subject->outcome,
                                         subject->outcomes};
}

/* --- how worlds end, and when ----------------------------------------------------- */

int aras_figure_icons(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    struct aras_error error = {0};
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose_ending(job, subject, "squares");
    }
    return code != ARAS_EXIT_FINE
               ? code
               : aras_figure_judge(aras_picture_endings(
                                       &job->picture, &subject->pictured,
                                       subject->outcome[0], subject->reading, &error),
                                   &error);
}

/* Opens the run, and reads its times. */
static int open_times(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE) {
        code =
            aras_figure_choose(job, subject, aras_figure_is_time, MOST_TIMES, "a time");
    }
    return code == ARAS_EXIT_FINE
               ? aras_figure_read(subject, subject->estimates->replications)
               : code;
}

int aras_figure_incidence(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    struct aras_picture_columns columns;
    struct aras_error error = {0};
    int code = open_times(job);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    columns = columns_of(subject);
    return aras_figure_judge(aras_picture_incidence(&job->picture, &subject->pictured,
                                                    &columns, subject->reading, &error),
                             &error);
}

int aras_figure_arrival(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    struct aras_picture_columns columns;
    struct aras_error error = {0};
    int code = open_times(job);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    columns = columns_of(subject);
    return aras_figure_judge(aras_picture_arrival(&job->picture, &subject->pictured,
                                                  &columns, subject->reading, &error),
                             &error);
}

/* --- numbers ---------------------------------------------------------------------- */

static int find_track(const struct aras_figure_job *job, const struct aras_model *model,
                      size_t *track)
{
    const char *id = job->arguments->of;
    int found = id == NULL ? 0 : aras_model_find_track(model, id);

    if (model->track_count == 0) {
        fputs("aras: this model has no tracks, so there is no way to draw\n", stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (found < 0) {
        fprintf(stderr, "aras: --of: there is no track '%s'; there are", id);
        for (size_t i = 0; i < model->track_count; i++) {
            fprintf(stderr, "%s %s", i == 0 ? "" : ",", model->tracks[i].id);
        }
        fputc('\n', stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    *track = (size_t) found;
    return ARAS_EXIT_FINE;
}

int aras_figure_fan(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    uint64_t world[SINGLE_WORLDS];
    struct aras_glimpse glimpse = {.worlds = 0};
    struct aras_error error = {0};
    size_t track = 0;
    size_t worlds;
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE) {
        code = find_track(job, aras_figure_model(subject), &track);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    worlds =
        aras_glimpse_spread(subject->estimates->replications, SINGLE_WORLDS, world);
    if (aras_glimpse_of(&glimpse, aras_figure_model(subject),
                        &subject->side.session.settings, world, worlds,
                        &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = aras_figure_judge(
        aras_picture_fan(&job->picture, &subject->pictured, track, &glimpse, &error),
        &error);
    aras_glimpse_free(&glimpse);
    return code;
}

int aras_figure_dots(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    struct aras_picture_columns columns;
    struct aras_error error = {0};
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose(job, subject, aras_picture_is_number, 1, "a number");
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_read(subject, subject->estimates->replications);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    columns = columns_of(subject);
    return aras_figure_judge(aras_picture_dots(&job->picture, &subject->pictured,
                                               &columns, subject->reading, &error),
                             &error);
}

/* --- what goes with it ------------------------------------------------------------ */

static int draw_swings(struct aras_figure_job *job, const struct aras_inputs *inputs)
{
    struct aras_figure_subject *subject = &job->subject[0];
    const struct aras_model *model = aras_figure_model(subject);
    struct aras_given_data data = {.rows = 0};
    struct aras_swing_of *swing = calloc(inputs->count + 1, sizeof *swing);
    struct aras_target target;
    struct aras_error error = {0};
    enum aras_status status = ARAS_OK;

    if (swing == NULL) {
        status = aras_error_set(&error, ARAS_NO_MEMORY, "no memory for inputs");
    }
    if (status == ARAS_OK) {
        status = aras_target_read(&target,
                                  job->arguments->of != NULL
                                      ? job->arguments->of
                                      : model->outcomes[subject->outcome[0]].id,
                                  model, &error);
    }
    if (status == ARAS_OK) {
        status = aras_given_data_read(&data, subject->side.run, model, inputs, &target,
                                      job->arguments->replications, &error);
    }
    if (status == ARAS_OK) {
        status = aras_swings_of(&data, swing, &error);
    }
    if (status == ARAS_OK) {
        status = aras_picture_tornado(&job->picture, &data, &target, swing, &error);
    }
    aras_given_data_free(&data);
    free(swing);
    return aras_figure_judge(status, &error);
}

static bool is_no_category(const struct aras_outcome *outcome)
{
    return outcome->kind != ARAS_CATEGORY;
}

int aras_figure_tornado(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    struct aras_inputs inputs = {0};
    struct aras_error error = {0};
    int code = aras_figure_open(job);

    if (code == ARAS_EXIT_FINE && job->arguments->of == NULL) {
        code = aras_figure_take(subject, is_no_category, 1, "one number of each world");
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (aras_inputs_find(&inputs, aras_figure_model(subject), &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = draw_swings(job, &inputs);
    aras_inputs_free(&inputs);
    return code;
}

/* --- leverage --------------------------------------------------------------------- */

int aras_figure_leverage(struct aras_figure_job *job)
{
    struct aras_error error = {0};
    int code = aras_figure_open(job);

    return code != ARAS_EXIT_FINE
               ? code
               : aras_figure_judge(
                     aras_picture_leverage(&job->picture, &job->subject[0].pictured,
                                           job->subject[0].reading, &error),
                     &error);
}

int aras_figure_network(struct aras_figure_job *job)
{
    struct aras_error error = {0};
    int code = aras_figure_open(job);

    return code != ARAS_EXIT_FINE
               ? code
               : aras_figure_judge(aras_picture_leverage_network(
                                       &job->picture, &job->subject[0].pictured,
                                       job->subject[0].reading, &error),
                                   &error);
}
