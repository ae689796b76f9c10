/* Figures of a stored sweep. */
#include <stdio.h>

#include "command/figure_kind.h"
#include "command/varied.h"

enum { MOST_SWEPT = 6 };

/* The column of a target: of a category one for each option. */
static size_t find_column(const struct aras_sweep *sweep,
                          const struct aras_target *target)
{
    size_t column = 0;

    while (column + 1 < sweep->columns &&
           (sweep->column[column].outcome != target->outcome ||
            (target->kind == ARAS_TARGET_OPTION &&
             sweep->column[column].option != target->option))) {
        column++;
    }
    return column;
}

static int draw_swept(struct aras_figure_job *job, struct aras_session *session,
                      const struct aras_run *run, struct aras_figure_subject *subject,
                      const struct aras_target *target)
{
    struct aras_plan plan = aras_session_plan(session);
    struct aras_error error = {0};
    struct aras_sweep *sweep =
        aras_sweep_of_run(run, &plan, subject->outcome, NULL, subject->outcomes, 0,
                          job->arguments->replications, &error);
    struct aras_swept swept = {run, &plan, sweep, false, job->arguments->reading};
    int code;

    if (sweep == NULL) {
        return aras_complain(&error);
    }
    code = aras_figure_judge(
        target != NULL ? aras_picture_heat_map(&job->picture, &swept,
                                               find_column(sweep, target), &error)
                       : aras_picture_sweep(&job->picture, &swept, &error),
        &error);
    aras_sweep_free(sweep);
    return code;
}

/* One number of each world: of a category one of its options. */
static int choose_target(const struct aras_figure_job *job,
                         struct aras_figure_subject *subject,
                         struct aras_target *target)
{
    const struct aras_model *model = aras_figure_model(subject);
    struct aras_error error = {0};
    const char *of = job->arguments->of;
    int code = ARAS_EXIT_FINE;

    if (of == NULL) {
        code = aras_figure_take(subject, aras_figure_is_happening, 1,
                                "yes or no: name one, or an option of a category, such "
                                "as --of ending=belt");
        of = code == ARAS_EXIT_FINE ? model->outcomes[subject->outcome[0]].id : NULL;
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (aras_target_read(target, of, model, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    subject->outcome[0] = target->outcome;
    subject->outcomes = 1;
    return ARAS_EXIT_FINE;
}

static int draw_design(struct aras_figure_job *job, bool heat)
{
    struct aras_figure_subject subject = {.outcomes = 0};
    struct aras_session *session = &subject.side.session;
    struct aras_target target = {.outcome = 0};
    struct aras_run *run = NULL;
    int code =
        aras_session_open_any(session, job->arguments->word[0], job->arguments, &run);

    if (code == ARAS_EXIT_FINE && session->design == NULL) {
        fprintf(stderr,
                "aras: '%s' is no sweep: --kind sweep and heat draw what `aras sweep` "
                "stored\n",
                job->arguments->word[0]);
        code = ARAS_EXIT_BAD_INPUT;
    }
    if (code == ARAS_EXIT_FINE) {
        code = heat ? choose_target(job, &subject, &target)
                    : aras_figure_choose(job, &subject, aras_picture_is_ending,
                                         MOST_SWEPT, "a category or happens");
    }
    if (code == ARAS_EXIT_FINE) {
        code = draw_swept(job, session, run, &subject, heat ? &target : NULL);
    }
    aras_run_close(run);
    aras_session_close(session);
    return code;
}

int aras_figure_sweep(struct aras_figure_job *job)
{
    return draw_design(job, false);
}

int aras_figure_heat(struct aras_figure_job *job)
{
    return draw_design(job, true);
}
