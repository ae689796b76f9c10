/* `aras run`: play a scenario many times and tell what came out. */
#include <stdio.h>
#include <string.h>

#include "analysis/estimate.h"
#include "command/command.h"
#include "command/look.h"
#include "command/session.h"
#include "command/worker.h"
#include "report/run_report.h"

/* Tells of worlds 0 .. `worlds` - 1, or of all that are stored (0). */
static int tell(const struct aras_session *session, const struct aras_run *run,
                uint64_t worlds, const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    struct aras_estimates *estimates =
        aras_estimates_of_run(run, model, worlds, &error);
    enum aras_status status;

    if (estimates == NULL) {
        return aras_complain(&error);
    }
    if (arguments->json) {
        status = aras_report_run_json(stdout, run, model, estimates, &error);
    } else if (arguments->csv) {
        status = aras_report_run_csv(stdout, model, estimates, &error);
    } else {
        status = aras_report_run(stdout, run, model, estimates, &style, &error);
    }
    aras_estimates_free(estimates);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int run(struct aras_session *session, const struct aras_arguments *arguments)
{
    struct aras_run *stored;
    struct aras_work work;
    int code = aras_work_on(session, arguments, &stored, &work);

    if (code == ARAS_EXIT_FINE || (code == ARAS_EXIT_INTERRUPTED && work.asked > 0)) {
        int told = tell(session, stored, work.asked, arguments);

        code = told != ARAS_EXIT_FINE ? told : code;
    }
    if (code == ARAS_EXIT_INTERRUPTED) {
        fprintf(stderr,
                "aras: interrupted after %llu worlds; the same command goes on "
                "where it stopped\n",
                (unsigned long long) work.replications);
    } else if (code == ARAS_EXIT_FINE && !work.precise) {
        fprintf(stderr,
                "aras: the precision asked for (%s) was not reached with %llu "
                "worlds; raise --max\n",
                arguments->until, (unsigned long long) work.replications);
        code = ARAS_EXIT_NOT_PRECISE;
    } else if (code == ARAS_EXIT_FINE && work.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_run_close(stored);
    return code;
}

/* A stored run given as scenario is only told again. */
static int retell(const struct aras_arguments *arguments)
{
    static const char *const playing[] = {"--until", "--max", "-j", "--on-failure",
                                          "--allow-mixed"};
    struct aras_session session;
    struct aras_run *stored;
    int code;

    for (size_t i = 0; i < sizeof playing / sizeof *playing; i++) {
        if (aras_arguments_has(arguments, playing[i])) {
            fprintf(stderr,
                    "aras: '%s' is a stored run, which is told and not played: %s asks "
                    "for its scenario\n",
                    arguments->word[0], playing[i]);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    code = aras_session_open_run(&session, arguments->word[0], arguments, &stored);
    if (code == ARAS_EXIT_FINE) {
        code = tell(&session, stored, arguments->replications, arguments);
    }
    aras_run_close(stored);
    aras_session_close(&session);
    return code;
}

int aras_command_run(const struct aras_arguments *arguments)
{
    struct aras_session session;
    int code;

    if (arguments->words != 1) {
        return aras_usage("run");
    }
    code = aras_session_open(&session, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE && session.stored) {
        aras_session_close(&session);
        return retell(arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = run(&session, arguments);
    }
    aras_session_close(&session);
    return code;
}
