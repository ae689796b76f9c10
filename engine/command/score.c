/* `aras score`: how good predictions were. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/forecast.h"
#include "command/asked.h"
#include "command/command.h"
#include "command/look.h"
#include "report/score_report.h"
#include "result/observed.h"

/* --- outcomes that were typed ----------------------------------------------------- */

/* Enters QUESTION=OUTCOME, each with the day of --on, or of today. */
static int enter_outcomes(const char *path, const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    struct aras_ledger *ledger = aras_ledger_read(path, &error);
    struct aras_ledger_outcome *outcomes =
        calloc(arguments->settings, sizeof *outcomes);
    struct aras_ledger_entry *entries = calloc(arguments->settings, sizeof *entries);
    char moment[ARAS_MOMENT];
    char today[ARAS_MOMENT];
    char seal[ARAS_SHA256_TEXT];
    enum aras_status status = ledger == NULL ? error.status : ARAS_OK;

    if (ledger != NULL && (outcomes == NULL || entries == NULL)) {
        status = aras_error_set(&error, ARAS_NO_MEMORY, "no memory for outcomes");
    }
    aras_moment_now(moment);
    snprintf(today, sizeof today, "%.10s", moment);
    for (size_t i = 0; i < arguments->settings && status == ARAS_OK; i++) {
        const char *word = strchr(arguments->setting[i], '=') + 1;
        char id[256];
        const struct aras_ledger_question *question;

        snprintf(id, sizeof id, "%.*s", (int) (word - 1 - arguments->setting[i]),
                 arguments->setting[i]);
        question = aras_ledger_find(ledger, id);
        if (question == NULL) {
            const char *near = aras_ledger_nearest(ledger, id);

            status =
                aras_error_set(&error, ARAS_UNKNOWN, "%s has no question '%s'%s%s%s",
                               path, id, near == NULL ? "" : "; did you mean '",
                               near == NULL ? "" : near, near == NULL ? "" : "'?");
            break;
        }
        status = aras_ledger_read_word(question, word, &outcomes[i], &error);
        outcomes[i].on = arguments->on == NULL ? today : arguments->on;
        outcomes[i].source = arguments->note;
        entries[i].outcome = &outcomes[i];
    }
    if (status == ARAS_OK) {
        status =
            aras_ledger_add(path, entries, arguments->settings, moment, seal, &error);
    }
    free(outcomes);
    free(entries);
    aras_ledger_free(ledger);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

/* --- what came -------------------------------------------------------------------- */

/* What came of each question, wherever it was told. */
struct settling {
    struct aras_ledger *ledger;
    const struct aras_arguments *arguments;
    const struct aras_ledger_outcome **came;
    double *reference;
    struct aras_ledger_outcome *played; /* of questions about models */
    struct aras_forecast *forecasts;
    struct aras_problems problems; /* of the file of outcomes; its arena holds them */
};

static int lack(void)
{
    struct aras_error error = {0};

    aras_error_set(&error, ARAS_NO_MEMORY, "no memory to score predictions");
    return aras_complain(&error);
}

static int read_observed(struct settling *settling)
{
    struct aras_error error = {0};
    const struct aras_observed *observed = aras_observed_read(
        settling->arguments->observed, settling->ledger, &settling->problems, &error);

    if (observed == NULL) {
        if (settling->problems.mistakes == 0) {
            return aras_complain(&error);
        }
        aras_print_problems(&settling->problems, true);
        return ARAS_EXIT_BAD_INPUT;
    }
    for (size_t i = 0; i < observed->count; i++) {
        size_t question = (size_t) (aras_ledger_find(settling->ledger,
                                                     observed->outcomes[i].question) -
                                    settling->ledger->questions);

        settling->came[question] = &observed->outcomes[i];
        settling->reference[question] = observed->reference[i];
    }
    return ARAS_EXIT_FINE;
}

/* Asks a stored run for what it says of a question about it. */
static int ask_run(struct settling *settling, size_t number, const char *path)
{
    const struct aras_ledger_question *question = &settling->ledger->questions[number];
    struct aras_forecast *forecast = &settling->forecasts[number];
    struct aras_ledger_outcome *outcome = &settling->played[number];
    struct aras_arguments plain = *settling->arguments;
    const struct aras_reading all = {.variant = ARAS_ALL_WORLDS};
    struct aras_session session;
    struct aras_run *run = NULL;
    struct aras_error error = {0};
    int code;

    plain.settings = 0;
    code = aras_session_open_run(&session, path, &plain, &run);
    if (code == ARAS_EXIT_FINE) {
        const struct aras_model *model = session.scenario->model;
        int found = aras_asked_find(model, question->outcome);

        code = found < 0 ? ARAS_EXIT_BAD_INPUT
               : aras_forecast_of_run(forecast, run, model, (size_t) found, &all,
                                      &error) == ARAS_OK
                   ? ARAS_EXIT_FINE
                   : aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        *outcome = (struct aras_ledger_outcome){
            .question = question->id,
            .came = ARAS_CAME_WORLDS,
            .value = forecast->numbers ? forecast->member : forecast->share,
            .count = forecast->numbers ? forecast->members : forecast->options,
            .on = ""};
        settling->came[number] = outcome;
    }
    aras_run_close(run);
    aras_session_close(&session);
    return code;
}

static int ask_runs(struct settling *settling)
{
    struct aras_run_facts *facts = NULL;
    size_t runs = 0;
    struct aras_error error = {0};
    int code = ARAS_EXIT_FINE;

    if (aras_run_list(settling->arguments->folder, &facts, &runs, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    for (size_t q = 0; q < settling->ledger->question_count; q++) {
        const struct aras_ledger_question *question = &settling->ledger->questions[q];

        for (size_t i = 0; i < runs && question->about == ARAS_ABOUT_MODEL; i++) {
            if (strcmp(facts[i].id, question->run) == 0 && facts[i].replications > 1 &&
                code == ARAS_EXIT_FINE) {
                code = ask_run(settling, q, facts[i].path);
                break;
            }
        }
    }
    free(facts);
    return code;
}

static int settle(struct settling *settling)
{
    size_t questions = settling->ledger->question_count;
    struct aras_error error = {0};
    int code = ARAS_EXIT_FINE;

    settling->came = aras_scoring_came(settling->ledger, &error);
    settling->reference = calloc(questions + 1, sizeof *settling->reference);
    settling->played = calloc(questions + 1, sizeof *settling->played);
    settling->forecasts = calloc(questions + 1, sizeof *settling->forecasts);
    settling->problems.arena = aras_arena_new(&error);
    if (settling->came == NULL || settling->reference == NULL ||
        settling->played == NULL || settling->forecasts == NULL ||
        settling->problems.arena == NULL) {
        return lack();
    }
    for (size_t q = 0; q < questions; q++) {
        settling->reference[q] = NAN;
    }
    if (settling->arguments->observed != NULL) {
        code = read_observed(settling);
    }
    return code == ARAS_EXIT_FINE ? ask_runs(settling) : code;
}

static void free_settling(struct settling *settling)
{
    for (size_t q = 0;
         settling->forecasts != NULL && q < settling->ledger->question_count; q++) {
        aras_forecast_free(&settling->forecasts[q]);
    }
    free(settling->came);
    free(settling->reference);
    free(settling->played);
    free(settling->forecasts);
    aras_arena_free(settling->problems.arena);
    aras_ledger_free(settling->ledger);
}

/* --- telling ---------------------------------------------------------------------- */

static enum aras_status tell(const struct aras_scored_ledger *scored,
                             const struct aras_arguments *arguments,
                             struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    return arguments->json  ? aras_report_scores_json(stdout, scored, error)
           : arguments->csv ? aras_report_scores_csv(stdout, scored, error)
                            : aras_report_scores(stdout, scored, &style, error);
}

static int score(const char *path, const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    struct settling settling = {.arguments = arguments,
                                .ledger = aras_ledger_read(path, &error)};
    struct aras_scoring *world = NULL;
    struct aras_scoring *model = NULL;
    int code = settling.ledger == NULL ? aras_complain(&error) : settle(&settling);

    if (code == ARAS_EXIT_FINE) {
        world = aras_scoring_of(settling.ledger, ARAS_ABOUT_WORLD, settling.came,
                                settling.reference, &error);
        model = world == NULL
                    ? NULL
                    : aras_scoring_of(settling.ledger, ARAS_ABOUT_MODEL, settling.came,
                                      settling.reference, &error);

        const struct aras_scored_ledger scored = {.path = path,
                                                  .ledger = settling.ledger,
                                                  .came = settling.came,
                                                  .world = world,
                                                  .model = model};

        if (model == NULL || tell(&scored, arguments, &error) != ARAS_OK) {
            code = aras_complain(&error);
        }
    }
    aras_scoring_free(world);
    aras_scoring_free(model);
    free_settling(&settling);
    return code;
}

int aras_command_score(const struct aras_arguments *arguments)
{
    char place[1024];
    const char *path =
        arguments->words == 1 ? arguments->word[0] : aras_ledger_path(arguments, place);
    int code = ARAS_EXIT_FINE;

    if (arguments->words > 1) {
        return aras_usage("score");
    }
    if (arguments->on != NULL && arguments->settings == 0) {
        fprintf(stderr, "aras: --on is the day on which the outcome was known that is "
                        "typed beside it, as in treaty=yes\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->settings > 0) {
        code = enter_outcomes(path, arguments);
    }
    return code == ARAS_EXIT_FINE ? score(path, arguments) : code;
}
