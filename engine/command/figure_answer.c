/* Figures of what other commands find out: causes, sensitivity, score. */
#include <stdio.h>
#include <string.h>

#include "command/cause_search.h"
#include "command/figure_kind.h"
#include "command/leverage.h"
#include "command/sensitivity.h"
#include "command/settling.h"
#include "report/legend.h"
#include "report/picture_answer.h"
#include "report/watched.h"

/* --- what is asked ---------------------------------------------------------------- */

/* Where --of names nothing, the first outcome that is one number of each world. */
static int choose_target(const struct aras_figure_job *job,
                         struct aras_arguments *wanted, char id[128])
{
    struct aras_session session;
    struct aras_watched watched = {.count = 0};
    struct aras_error error = {0};
    int code;

    *wanted = *job->arguments;
    if (wanted->of != NULL) {
        return ARAS_EXIT_FINE;
    }
    code = aras_session_open(&session, wanted->word[0], wanted);
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_judge(
            aras_watched_find(&watched, session.scenario->model, NULL, true, &error),
            &error);
    }
    for (size_t i = 0; i < watched.count && wanted->of == NULL; i++) {
        const struct aras_outcome *it =
            &session.scenario->model->outcomes[watched.outcome[i]];

        if (it->kind != ARAS_CATEGORY) {
            snprintf(id, 128, "%s", it->id);
            wanted->of = id;
        }
    }
    if (code == ARAS_EXIT_FINE && wanted->of == NULL) {
        fprintf(stderr, "aras: all outcomes are categories: name an option with --of, "
                        "such as --of ending=belt\n");
        code = ARAS_EXIT_BAD_INPUT;
    }
    aras_watched_free(&watched);
    aras_session_close(&session);
    return code;
}

/* --- causes ----------------------------------------------------------------------- */

/* Readings that an answer tells of: `told` their numbers among all. */
struct told_readings {
    const struct aras_readings *readings;
    const struct aras_model *model;
    const size_t *told;
    size_t count;
    const char *what; /* "causes are told of" */
};

/* Which of them is asked for; the first without --if. */
static int find_told(const struct told_readings *of, const char *name, size_t *told)
{
    *told = 0;
    for (size_t i = 0; i < of->count && name != NULL; i++) {
        const struct aras_reading *it = &of->readings->reading[of->told[i]];

        if (strcmp(name, aras_reading_id(it)) == 0 ||
            strcmp(name, aras_legend_reading(of->readings, of->model, of->told[i])) ==
                0) {
            *told = i;
            return ARAS_EXIT_FINE;
        }
    }
    if (name == NULL) {
        return ARAS_EXIT_FINE;
    }
    fprintf(stderr, "aras: --if: there is no reading '%s' that %s; there are", name,
            of->what);
    for (size_t i = 0; i < of->count; i++) {
        fprintf(stderr, "%s %s", i == 0 ? "" : ",",
                aras_legend_reading(of->readings, of->model, of->told[i]));
    }
    fputc('\n', stderr);
    return ARAS_EXIT_BAD_INPUT;
}

int aras_figure_causes(struct aras_figure_job *job)
{
    struct aras_cause_search search = {.open = false};
    struct aras_arguments wanted;
    struct aras_error error = {0};
    size_t told = 0;
    char id[128];
    int code = choose_target(job, &wanted, id);

    if (code == ARAS_EXIT_FINE) {
        code = aras_cause_search_play(&search, &wanted);
    }
    if (code == ARAS_EXIT_FINE) {
        code = find_told(&(struct told_readings){&search.causes->readings,
                                                 search.told.model, search.causes->told,
                                                 search.causes->told_count,
                                                 "causes are told of"},
                         wanted.reading, &told);
    }
    if (code == ARAS_EXIT_FINE) {
        aras_figure_note_reading(job, &search.causes->readings, search.told.model,
                                 search.causes->told[told]);
        code = aras_figure_judge(
            aras_picture_causes(&job->picture, &search.told, told, &error), &error);
        job->failures = search.causes->failed > 0;
    }
    aras_cause_search_close(&search);
    return code;
}

/* --- variance --------------------------------------------------------------------- */

static int draw_split(void *context, const struct aras_sensitivity_subject *subject,
                      const struct aras_sensitivity_split *split)
{
    struct aras_figure_job *job = context;
    struct aras_error error = {0};

    return aras_figure_judge(
        aras_picture_variance(&job->picture, subject, split, 0, &error), &error);
}

int aras_figure_variance(struct aras_figure_job *job)
{
    const struct aras_split_listener listener = {draw_split, job};
    const char *method = job->arguments->method;
    struct aras_arguments wanted;
    char id[128];
    int code;

    if (method != NULL && strcmp(method, "split") != 0 &&
        strcmp(method, "sobol") != 0) {
        fprintf(
            stderr,
            "aras: --method: of a figure it is split (luck, parameters, variants) or "
            "sobol (inputs apart), got '%s'\n",
            method);
        return ARAS_EXIT_BAD_INPUT;
    }
    code = choose_target(job, &wanted, id);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (strchr(wanted.of, ',') != NULL) {
        fprintf(stderr, "aras: --of: this kind of figure draws 1 outcome\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    wanted.method = method == NULL ? "sobol" : method;
    code = aras_sensitivity_split(&wanted, &listener);
    job->failures = code == ARAS_EXIT_FAILURES && job->figure.text.length > 0;
    return job->failures ? ARAS_EXIT_FINE : code;
}

/* --- who moves whom ------------------------------------------------------------------
 */

static int draw_measured(void *context, const struct aras_levered *levered)
{
    struct aras_figure_job *job = context;
    const struct aras_leverage *leverage = levered->leverage;
    struct aras_error error = {0};
    size_t number;
    int code;

    code = find_told(&(struct told_readings){&leverage->readings, levered->model,
                                             leverage->told, leverage->told_count,
                                             "leverage is told of"},
                     job->arguments->reading, &number);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    aras_figure_note_reading(job, &leverage->readings, levered->model,
                             leverage->told[number]);
    return aras_figure_judge(aras_picture_measured(&job->picture, levered, 0,
                                                   leverage->told[number], &error),
                             &error);
}

int aras_figure_measured(struct aras_figure_job *job)
{
    const struct aras_leverage_listener listener = {draw_measured, job};
    struct aras_arguments wanted = *job->arguments;
    int code;

    if (wanted.at != NULL && strchr(wanted.at, ',') != NULL) {
        fprintf(stderr, "aras: --at: this kind of figure draws one time\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    wanted.all = true;
    code = aras_leverage_ask(&wanted, &listener);
    job->failures = code == ARAS_EXIT_FAILURES && job->figure.text.length > 0;
    return job->failures ? ARAS_EXIT_FINE : code;
}

/* --- predictions ------------------------------------------------------------------ */

/* Who is asked for; else the first of whom enough is known, or else the first. */
static int find_forecaster(const struct aras_scoring *scoring, const char *by,
                           size_t *number)
{
    for (size_t i = 0; i < scoring->forecasters; i++) {
        if (by != NULL ? strcmp(scoring->forecaster[i].by, by) == 0
                       : scoring->forecaster[i].reliability.steps > 0) {
            *number = i;
            return ARAS_EXIT_FINE;
        }
    }
    if (by == NULL && scoring->forecasters > 0) {
        *number = 0;
        return ARAS_EXIT_FINE;
    }
    if (scoring->forecasters == 0) {
        fprintf(stderr,
                "aras: no prediction about the world is settled in this ledger\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    fprintf(stderr,
            "aras: --by: nobody called '%s' has predictions that are settled; "
            "there are",
            by);
    for (size_t i = 0; i < scoring->forecasters; i++) {
        fprintf(stderr, "%s %s", i == 0 ? "" : ",", scoring->forecaster[i].by);
    }
    fputc('\n', stderr);
    return ARAS_EXIT_BAD_INPUT;
}

int aras_figure_calibration(struct aras_figure_job *job)
{
    const struct aras_arguments *arguments = job->arguments;
    struct aras_settling settling = {.ledger = NULL};
    struct aras_error error = {0};
    size_t forecaster = 0;
    int code;

    if (arguments->settings > 0) {
        fprintf(stderr,
                "aras: '%s' changes a scenario; --kind calibration is of a "
                "ledger: `aras score` enters outcomes\n",
                arguments->setting[0]);
        return ARAS_EXIT_BAD_INPUT;
    }
    code = aras_settling_open(&settling, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        code = find_forecaster(settling.world, arguments->by, &forecaster);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_judge(
            aras_picture_calibration(&job->picture, settling.world, forecaster, &error),
            &error);
    }
    aras_settling_close(&settling);
    return code;
}
