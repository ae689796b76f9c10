/* Figures of a stored sweep. */
#include <stdio.h>

#include "command/figure_kind.h"
#include "command/varied.h"

enum { MOST_SWEPT = 6 };

static int draw_swept(struct aras_figure_job *job, struct aras_session *session,
                      const struct aras_run *run, struct aras_figure_subject *subject,
                      bool heat)
{
    struct aras_plan plan = aras_session_plan(session);
    struct aras_error error = {0};
    struct aras_sweep *sweep =
        aras_sweep_of_run(run, &plan, subject->outcome, subject->outcomes, 0,
                          job->arguments->replications, &error);
    struct aras_swept swept = {run, &plan, sweep, false};
    int code;

    if (sweep == NULL) {
        return aras_complain(&error);
    }
    code =
        aras_figure_judge(heat ? aras_picture_heat_map(&job->picture, &swept, 0, &error)
                               : aras_picture_sweep(&job->picture, &swept, &error),
                          &error);
    aras_sweep_free(sweep);
    return code;
}

static int draw_design(struct aras_figure_job *job, bool heat)
{
    struct aras_figure_subject subject = {.outcomes = 0};
    struct aras_session *session = &subject.side.session;
    struct aras_run *run = NULL;
    int code;

    code =
        aras_session_open_any(session, job->arguments->word[0], job->arguments, &run);
    if (code == ARAS_EXIT_FINE && session->design == NULL) {
        fprintf(stderr,
                "aras: '%s' is no sweep: --kind sweep and heat draw what `aras sweep` "
                "stored\n",
                job->arguments->word[0]);
        code = ARAS_EXIT_BAD_INPUT;
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose(job, &subject, aras_picture_is_ending,
                                  heat ? 1 : MOST_SWEPT, "a category or happens");
    }
    if (code == ARAS_EXIT_FINE) {
        code = draw_swept(job, session, run, &subject, heat);
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
