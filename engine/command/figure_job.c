#include "command/figure_job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/legend.h"
#include "report/watched.h"

const struct aras_model *aras_figure_model(const struct aras_figure_subject *subject)
{
    return subject->side.session.scenario->model;
}

int aras_figure_judge(enum aras_status status, const struct aras_error *error)
{
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(error);
}

/* --- runs ------------------------------------------------------------------------- */

static int open_run(struct aras_figure_job *job, size_t number)
{
    struct aras_figure_subject *subject = &job->subject[number];
    const struct aras_arguments *arguments = job->arguments;
    struct aras_error error = {0};
    int code = aras_side_open(&subject->side, arguments->word[number], 0, arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    subject->estimates = aras_estimates_of_run(
        subject->side.run, aras_figure_model(subject), arguments->replications, &error);
    if (subject->estimates == NULL) {
        return aras_complain(&error);
    }
    subject->pictured =
        (struct aras_pictured){.run = subject->side.run,
                               .model = aras_figure_model(subject),
                               .estimates = subject->estimates,
                               .name = aras_side_compared(&subject->side).name};
    subject->reading = aras_picture_reading(subject->estimates);
    return arguments->reading == NULL
               ? ARAS_EXIT_FINE
               : aras_figure_judge(aras_picture_find_reading(&subject->pictured,
                                                             arguments->reading,
                                                             &subject->reading, &error),
                                   &error);
}

/* "corridor: A corridor by consent (run 6798d648, seed 1)." */
static void note_run(struct aras_figure_job *job,
                     const struct aras_figure_subject *subject)
{
    size_t used = strlen(job->note);

    snprintf(job->note + used, sizeof job->note - used,
             "%s%.80s: %.200s (run %.8s, seed %" PRIu64 ").", used == 0 ? "" : " ",
             subject->pictured.name, aras_picture_title_of(aras_figure_model(subject)),
             aras_run_id(subject->side.run), subject->side.session.settings.seed);
}

void aras_figure_note_reading(struct aras_figure_job *job,
                              const struct aras_readings *readings,
                              const struct aras_model *model, size_t reading)
{
    const struct aras_reading *it = &readings->reading[reading];
    size_t used = strlen(job->note);

    if (aras_legend_has_readings(readings)) {
        snprintf(job->note + used, sizeof job->note - used, "%s%.80s: %.120s%s%.300s.",
                 used == 0 ? "" : " ", aras_legend_reading(readings, model, reading),
                 it->variant_title, it->variant_title[0] == '\0' ? "" : ", ",
                 it->title);
    }
    job->look.note = job->note;
}

int aras_figure_open(struct aras_figure_job *job)
{
    int code = ARAS_EXIT_FINE;

    while (job->subjects < job->arguments->words && code == ARAS_EXIT_FINE) {
        code = open_run(job, job->subjects++);
    }
    for (size_t i = 0; i < job->subjects && code == ARAS_EXIT_FINE; i++) {
        note_run(job, &job->subject[i]);
    }
    if (code == ARAS_EXIT_FINE && job->rivals) {
        aras_figure_note_reading(job, &job->subject[0].estimates->readings,
                                 aras_figure_model(&job->subject[0]),
                                 job->subject[0].reading);
    }
    job->look.note = job->note;
    return code;
}

void aras_figure_close(struct aras_figure_job *job)
{
    aras_figure_free(&job->figure);
    for (size_t i = 0; i < job->subjects; i++) {
        struct aras_figure_subject *subject = &job->subject[i];

        aras_columns_free(&subject->columns);
        aras_estimates_free(subject->estimates);
        aras_side_close(&subject->side);
    }
}

/* --- outcomes --------------------------------------------------------------------- */

bool aras_figure_is_time(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_TIME;
}

bool aras_figure_is_category(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY;
}

bool aras_figure_is_happening(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_HAPPENED;
}

static int read_outcomes(struct aras_figure_subject *subject, const char *list,
                         size_t most)
{
    const struct aras_model *model = aras_figure_model(subject);

    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        char id[128];
        size_t number;

        snprintf(id, sizeof id, "%.*s", (int) (length < 127 ? length : 127), at);
        if (aras_outcome_named(&number, NULL, id, model, "--of") != ARAS_EXIT_FINE) {
            return ARAS_EXIT_BAD_INPUT;
        }
        if (subject->outcomes == most) {
            fprintf(stderr, "aras: --of: this kind of figure draws %s%zu outcome%s\n",
                    most == 1 ? "" : "at most ", most, most == 1 ? "" : "s");
            return ARAS_EXIT_BAD_INPUT;
        }
        subject->outcome[subject->outcomes++] = number;
        at += length;
        if (*at == '\0') {
            return ARAS_EXIT_FINE;
        }
    }
}

int aras_figure_take(struct aras_figure_subject *subject, aras_figure_test *wanted,
                     size_t most, const char *what)
{
    const struct aras_model *model = aras_figure_model(subject);
    size_t before = subject->outcomes;
    struct aras_error error = {0};
    struct aras_watched all;

    if (aras_watched_find(&all, model, NULL, true, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < all.count && subject->outcomes < most; i++) {
        if (wanted(&model->outcomes[all.outcome[i]])) {
            subject->outcome[subject->outcomes++] = all.outcome[i];
        }
    }
    aras_watched_free(&all);
    if (subject->outcomes == before) {
        fprintf(stderr, "aras: this model has no outcome that is %s\n", what);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

int aras_figure_choose(const struct aras_figure_job *job,
                       struct aras_figure_subject *subject, aras_figure_test *wanted,
                       size_t most, const char *what)
{
    const char *list = job->arguments->of;

    return list != NULL ? read_outcomes(subject, list, most)
                        : aras_figure_take(subject, wanted, most, what);
}

static bool has_category(const struct aras_model *model)
{
    for (size_t i = 0; i < model->outcome_count; i++) {
        if (aras_figure_is_category(&model->outcomes[i])) {
            return true;
        }
    }
    return false;
}

int aras_figure_choose_ending(const struct aras_figure_job *job,
                              struct aras_figure_subject *subject, const char *kind)
{
    const struct aras_model *model = aras_figure_model(subject);
    int code = aras_figure_choose(job, subject,
                                  has_category(model) ? aras_figure_is_category
                                                      : aras_picture_is_ending,
                                  1, "a category or happens");

    if (code == ARAS_EXIT_FINE &&
        !aras_picture_is_ending(&model->outcomes[subject->outcome[0]])) {
        fprintf(stderr,
                "aras: --of %s: %s tell how often something happens or how it ends "
                "(kinds happened and category)\n",
                job->arguments->of, kind);
        return ARAS_EXIT_BAD_INPUT;
    }
    return code;
}

int aras_figure_choose_alike(struct aras_figure_job *job)
{
    const struct aras_figure_subject *first = &job->subject[0];
    int code = ARAS_EXIT_FINE;

    for (size_t i = 1; i < job->subjects && code == ARAS_EXIT_FINE; i++) {
        for (size_t k = 0; k < first->outcomes && code == ARAS_EXIT_FINE; k++) {
            code =
                read_outcomes(&job->subject[i],
                              aras_figure_model(first)->outcomes[first->outcome[k]].id,
                              ARAS_FIGURE_OUTCOMES);
        }
    }
    return code;
}

int aras_figure_read(struct aras_figure_subject *subject, uint64_t worlds)
{
    struct aras_error error = {0};

    return aras_figure_judge(
        aras_columns_read(&subject->columns, subject->side.run,
                          aras_figure_model(subject), &subject->estimates->readings,
                          subject->outcome, subject->outcomes, worlds, &error),
        &error);
}
