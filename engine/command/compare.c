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
    bool precise;
    uint64_t failed;
};

static int read_again(struct side *side, const char *path)
{
    struct aras_error error = {0};

    side->run = aras_run_open_stored(path, side->session.labels, &error);
    return side->run == NULL ? aras_complain(&error) : ARAS_EXIT_FINE;
}

/* Plays what is missing, and opens the run again for reading: both sides may be one. */
static int play_side(struct side *side, const struct aras_arguments *arguments)
{
    struct aras_work work;
    char path[1024];
    int code = aras_work_on(&side->session, arguments, &side->run, &work);

    if (code == ARAS_EXIT_INTERRUPTED) {
        fprintf(stderr,
                "aras: interrupted after %llu worlds of '%s'; the same command goes on "
                "where it stopped\n",
                (unsigned long long) work.replications, side->session.scenario->name);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    side->precise = work.precise;
    side->failed = work.failed;
    snprintf(path, sizeof path, "%s", aras_run_path(side->run));
    aras_run_close(side->run);
    return read_again(side, path);
}

/* A stored run is read; a scenario is played as far as it is not stored yet. */
static int open_side(struct side *side, const char *path,
                     const struct aras_arguments *arguments)
{
    int code = aras_session_open(&side->session, path, arguments);

    if (code == ARAS_EXIT_FINE && side->session.stored) {
        side->failed = side->session.facts.failed;
        return read_again(side, side->session.facts.path);
    }
    return code == ARAS_EXIT_FINE ? play_side(side, arguments) : code;
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
    struct side a = {.precise = true};
    struct side b = {.precise = true};
    int code;

    if (arguments->words != 2) {
        return aras_usage("compare");
    }
    code = open_side(&a, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        code = open_side(&b, arguments->word[1], arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = compare(&a, &b, arguments);
    }
    if (code == ARAS_EXIT_FINE && !(a.precise && b.precise)) {
        fprintf(stderr,
                "aras: the precision asked for (%s) was not reached by both; raise "
                "--max\n",
                arguments->until);
        code = ARAS_EXIT_NOT_PRECISE;
    } else if (code == ARAS_EXIT_FINE && a.failed + b.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    close_side(&b);
    close_side(&a);
    return code;
}
