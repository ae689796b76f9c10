/* `aras warn`: what, seen early, tells whether something will come? */
#include <stdio.h>

#include "analysis/warning.h"
#include "command/command.h"
#include "command/interrupt.h"
#include "command/look.h"
#include "command/progress.h"
#include "command/question.h"
#include "command/side.h"
#include "report/warning_report.h"

enum { USUAL_WORLDS = 10000, USUAL_GROUP = 5, FEW = 10, MANY = 30 };

static void tell_progress(void *context, uint64_t worlds)
{
    aras_progress_show(context, worlds);
}

static int report(const struct aras_warned *warned,
                  const struct aras_arguments *arguments)
{
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (arguments->json) {
        status = aras_report_warning_json(stdout, warned, &error);
    } else if (arguments->csv) {
        status = aras_report_warning_csv(stdout, warned, &error);
    } else {
        status = aras_report_warning(stdout, warned, &style, &error);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int look(struct aras_side *side, struct aras_warning_wish *wish,
                const struct aras_arguments *arguments)
{
    const struct aras_session *session = &side->session;
    struct aras_plan plan = {.model = session->scenario->model,
                             .settings = session->settings};
    struct aras_warned warned = {
        .run = side->run, .model = plan.model, .condition = wish->condition};
    struct aras_error error = {0};
    struct aras_progress progress;
    struct aras_warning *warning;
    uint64_t worlds =
        wish->replications == 0 ? aras_run_replications(side->run) : wish->replications;
    int code;

    wish->threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    wish->stop = aras_interrupt_watch();
    wish->tell = tell_progress;
    wish->context = &progress;
    aras_progress_start(&progress, "playing again", 0, worlds, arguments->quiet);
    warning = aras_warning_of_run(side->run, &plan, wish, &error);
    aras_progress_end(&progress);
    if (warning == NULL) {
        return aras_complain(&error);
    }
    warned.warning = warning;
    code = report(&warned, arguments);
    aras_warning_free(warning);
    return code;
}

static int read_wish(struct aras_session *session, struct aras_warning_wish *wish,
                     double landmark[ARAS_MOST_LANDMARKS],
                     const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;

    wish->condition = aras_question_read(session, arguments->of, "--of");
    if (wish->condition == NULL) {
        return ARAS_EXIT_BAD_INPUT;
    }
    landmark[0] = model->horizon / 5.0;
    wish->landmark = landmark;
    wish->landmarks = 1;
    if (arguments->by != NULL &&
        !aras_question_times(session, arguments->by, "--by", landmark,
                             ARAS_MOST_LANDMARKS, &wish->landmarks)) {
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

/* What is asked is read before anything is played for it. */
static int check(const struct aras_arguments *arguments)
{
    struct aras_warning_wish wish = {.most = FEW};
    double landmark[ARAS_MOST_LANDMARKS];
    struct aras_session session;
    int code = aras_session_open(&session, arguments->word[0], arguments);

    if (code == ARAS_EXIT_FINE) {
        code = read_wish(&session, &wish, landmark, arguments);
    }
    aras_session_close(&session);
    return code;
}

/* Groups are small unless said otherwise, since levels belong to parameter sets; so the
 * run is that of `aras discover`. */
static int warn(const struct aras_arguments *arguments)
{
    struct aras_arguments wanted = *arguments;
    struct aras_warning_wish wish = {.replications = arguments->replications,
                                     .most = arguments->all ? MANY : FEW,
                                     .quantities = arguments->all};
    double landmark[ARAS_MOST_LANDMARKS];
    struct aras_side side = {.path = NULL};
    int code = check(arguments);

    if (!aras_arguments_has(arguments, "--group")) {
        wanted.group = USUAL_GROUP;
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_side_open(&side, arguments->word[0], USUAL_WORLDS, &wanted);
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_wish(&side.session, &wish, landmark, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = look(&side, &wish, arguments);
    }
    if (code == ARAS_EXIT_FINE && side.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_side_close(&side);
    return code;
}

int aras_command_warn(const struct aras_arguments *arguments)
{
    if (arguments->words != 1) {
        return aras_usage("warn");
    }
    if (arguments->of == NULL) {
        fprintf(stderr,
                "aras: say what to warn of: --of corridor_open, an outcome or a "
                "condition over outcomes\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return warn(arguments);
}
