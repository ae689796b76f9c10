/* `aras discover`: among which assumptions is something frequent? */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/discovery.h"
#include "command/command.h"
#include "command/look.h"
#include "command/question.h"
#include "command/side.h"
#include "report/discovery_report.h"

enum { USUAL_WORLDS = 10000, USUAL_GROUP = 5, USUAL_BOXES = 3 };

static int read_alpha(const struct aras_arguments *arguments, double *alpha)
{
    char *end;

    *alpha = 0.0;
    if (arguments->alpha == NULL) {
        return ARAS_EXIT_FINE;
    }
    *alpha = strtod(arguments->alpha, &end);
    if (end == arguments->alpha || *end != '\0' || !(*alpha >= 0.01 && *alpha <= 0.5)) {
        fprintf(stderr,
                "aras: --alpha takes the share of a box that one peel takes off, from "
                "0.01 to 0.5, got '%s'\n",
                arguments->alpha);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static int look(struct aras_side *side, struct aras_discovery_wish *wish,
                const struct aras_arguments *arguments)
{
    const struct aras_model *model = side->session.scenario->model;
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    struct aras_discovered found = {.run = side->run,
                                    .model = model,
                                    .condition = wish->condition,
                                    .tree = wish->tree};
    struct aras_discovery *discovery =
        aras_discovery_of_run(side->run, model, wish, &error);
    enum aras_status status;

    if (discovery == NULL) {
        return aras_complain(&error);
    }
    found.discovery = discovery;
    if (arguments->json) {
        status = aras_report_discovery_json(stdout, &found, &error);
    } else if (arguments->csv) {
        status = aras_report_discovery_csv(stdout, &found, &error);
    } else {
        status = aras_report_discovery(stdout, &found, &style, &error);
    }
    aras_discovery_free(discovery);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

/* What is asked is read before anything is played for it. */
static int check(const struct aras_arguments *arguments)
{
    struct aras_session session;
    int code = aras_session_open(&session, arguments->word[0], arguments);

    if (code == ARAS_EXIT_FINE &&
        aras_question_read(&session, arguments->where, "--where") == NULL) {
        code = ARAS_EXIT_BAD_INPUT;
    }
    aras_session_close(&session);
    return code;
}

/* Groups are small unless said otherwise: what matters here are many parameter sets. */
static int discover(const struct aras_arguments *arguments, double alpha)
{
    struct aras_arguments wanted = *arguments;
    struct aras_discovery_wish wish = {
        .tree = arguments->cart,
        .alpha = alpha,
        .boxes = arguments->boxes == 0 ? USUAL_BOXES : (size_t) arguments->boxes,
        .by_number = aras_arguments_has(arguments, "--peel"),
        .peel = (size_t) arguments->peel,
        .replications = arguments->replications};
    struct aras_side side = {.path = NULL};
    int code;

    if (!aras_arguments_has(arguments, "--group")) {
        wanted.group = USUAL_GROUP;
    }
    if (wish.by_number && !aras_arguments_has(arguments, "--boxes")) {
        wish.boxes = 1;
    }
    code = aras_side_open(&side, arguments->word[0], USUAL_WORLDS, &wanted);
    if (code == ARAS_EXIT_FINE) {
        wish.condition = aras_question_read(&side.session, arguments->where, "--where");
        code = wish.condition == NULL ? ARAS_EXIT_BAD_INPUT : ARAS_EXIT_FINE;
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

int aras_command_discover(const struct aras_arguments *arguments)
{
    double alpha;
    int code = read_alpha(arguments, &alpha);

    if (arguments->words != 1) {
        return aras_usage("discover");
    }
    if (arguments->where == NULL) {
        fprintf(stderr,
                "aras: say what to look for: --where 'ending == belt', a condition "
                "over outcomes\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->cart && (arguments->alpha != NULL || arguments->boxes > 0 ||
                            aras_arguments_has(arguments, "--peel"))) {
        fprintf(stderr,
                "aras: --alpha, --boxes and --peel are about boxes, not about a "
                "tree (--cart)\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (code == ARAS_EXIT_FINE) {
        code = check(arguments);
    }
    return code == ARAS_EXIT_FINE ? discover(arguments, alpha) : code;
}
