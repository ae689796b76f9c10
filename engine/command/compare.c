/* `aras compare`: what differs between two scenarios under the same luck. */
#include <stdio.h>
#include <string.h>

#include "analysis/contrast.h"
#include "command/command.h"
#include "command/look.h"
#include "command/session.h"
#include "command/worker.h"
#include "report/comparison_report.h"

struct side {
    struct aras_session session;
    struct aras_run *run;
};

/* A stored run is read; a scenario is played as far as it is not stored yet. */
static int open_side(struct side *side, const char *path,
                     const struct aras_arguments *arguments)
{
    int code = aras_session_open(&side->session, path, arguments);
    struct aras_work work;
    struct aras_error error = {0};

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (side->session.stored) {
        side->run = aras_run_open_stored(path, side->session.labels, &error);
        return side->run == NULL ? aras_complain(&error) : ARAS_EXIT_FINE;
    }
    return aras_work_on(&side->session, arguments, &side->run, &work);
}

static void close_side(struct side *side)
{
    aras_run_close(side->run);
    aras_session_close(&side->session);
}

static int compare(const struct side *a, const struct side *b,
                   const struct aras_arguments *arguments)
{
    struct aras_compared left = {a->run, a->session.scenario->model,
                                 a->session.stored ? a->session.facts.name
                                                   : a->session.scenario->name};
    struct aras_compared right = {b->run, b->session.scenario->model,
                                  b->session.stored ? b->session.facts.name
                                                    : b->session.scenario->name};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;
    struct aras_contrast *contrast =
        aras_contrast_of_runs(left.run, left.model, right.run, right.model, &error);

    if (contrast == NULL) {
        return aras_complain(&error);
    }
    if (arguments->json) {
        status = aras_report_comparison_json(stdout, &left, &right, contrast, &error);
    } else if (arguments->csv) {
        status = aras_report_comparison_csv(stdout, &left, contrast, &error);
    } else {
        status =
            aras_report_comparison(stdout, &left, &right, contrast, &style, &error);
    }
    aras_contrast_free(contrast);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

int aras_command_compare(const struct aras_arguments *arguments)
{
    struct side a = {{0}, NULL};
    struct side b = {{0}, NULL};
    int code;

    if (arguments->words != 2 || (arguments->json && arguments->csv)) {
        return aras_usage("compare");
    }
    code = open_side(&a, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        code = open_side(&b, arguments->word[1], arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = compare(&a, &b, arguments);
    }
    close_side(&b);
    close_side(&a);
    return code;
}
