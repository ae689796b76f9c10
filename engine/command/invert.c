/* `aras invert`: what would have to be true for something to be frequent, or rare. */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/inversion.h"
#include "command/command.h"
#include "command/interrupt.h"
#include "command/look.h"
#include "command/progress.h"
#include "command/session.h"
#include "montecarlo/montecarlo.h"
#include "report/inversion_report.h"

enum {
    USUAL_WORLDS = 500, /* for each change */
    USUAL_GROUP = 5,    /* many parameter sets tell what each parameter does */
    POOL = 4,           /* times as many worlds in which all is drawn */
    LOOK = 60
};

/* "0.5" or "50%" */
static bool read_share(const char *text, double *share)
{
    char *end;

    *share = strtod(text, &end);
    if (end == text) {
        return false;
    }
    if (end[0] == '%' && end[1] == '\0') {
        *share /= 100.0;
    } else if (end[0] != '\0') {
        return false;
    }
    return *share > 0.0 && *share < 1.0;
}

static int read_threshold(const struct aras_arguments *arguments,
                          struct aras_inversion_wish *wish)
{
    const char *text = arguments->above != NULL ? arguments->above : arguments->below;

    if ((arguments->above == NULL) == (arguments->below == NULL)) {
        fprintf(stderr, "aras: say how frequent it is to be: --above 0.5, or --below "
                        "0.1\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    wish->above = arguments->above != NULL;
    if (!read_share(text, &wish->threshold)) {
        fprintf(
            stderr,
            "aras: %s takes a probability between 0 and 1, such as 0.5 or 50%%, got "
            "'%s'\n",
            wish->above ? "--above" : "--below", text);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static enum aras_status print(const struct aras_inversion_told *told,
                              const struct aras_arguments *arguments,
                              struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    if (arguments->json) {
        return aras_report_inversion_json(stdout, told, error);
    }
    return arguments->csv ? aras_report_inversion_csv(stdout, told, error)
                          : aras_report_inversion(stdout, told, &style, error);
}

static int find(const struct aras_session *session, struct aras_inversion_wish *wish,
                const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_teller teller = {.quiet = arguments->quiet};
    struct aras_error error = {0};
    struct aras_inversion_told told = {
        .model = model,
        .title = model->question.title != NULL ? model->question.title : model->title,
        .of = arguments->make,
        .seed = session->settings.seed};
    struct aras_inversion *inversion;
    enum aras_status status;
    bool failed;

    wish->threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    wish->stop = aras_interrupt_watch();
    wish->teller = &teller;
    wish->told = aras_teller_tell;
    inversion = aras_inversion_find(model, &session->settings, wish, &error);
    aras_teller_end(&teller);
    if (inversion == NULL) {
        return aras_complain(&error);
    }
    told.inversion = inversion;
    failed = inversion->failed > 0;
    status = print(&told, arguments, &error);
    aras_inversion_free(inversion);
    if (status != ARAS_OK) {
        return aras_complain(&error);
    }
    return failed ? ARAS_EXIT_FAILURES : ARAS_EXIT_FINE;
}

int aras_command_invert(const struct aras_arguments *arguments)
{
    struct aras_arguments wanted = *arguments;
    struct aras_inversion_wish wish = {
        .worlds = arguments->replications == 0 ? USUAL_WORLDS : arguments->replications,
        .look = LOOK};
    struct aras_session session;
    struct aras_error error = {0};
    int code;

    if (arguments->words != 1) {
        return aras_usage("invert");
    }
    if (arguments->make == NULL) {
        fprintf(stderr, "aras: say what is to be made so: --make corridor_open, or "
                        "--make ending=belt\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    code = read_threshold(arguments, &wish);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    wish.pool = POOL * wish.worlds;
    if (!aras_arguments_has(arguments, "--group")) {
        wanted.group = USUAL_GROUP;
    }
    code = aras_session_open(&session, arguments->word[0], &wanted);
    if (code == ARAS_EXIT_FINE &&
        aras_target_read(&wish.target, arguments->make, session.scenario->model,
                         &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        code = find(&session, &wish, arguments);
    }
    aras_session_close(&session);
    return code;
}
