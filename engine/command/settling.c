#include "command/settling.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/asked.h"
#include "result/observed.h"

static int lack(void)
{
    struct aras_error error = {0};

    aras_error_set(&error, ARAS_NO_MEMORY, "no memory to score predictions");
    return aras_complain(&error);
}

static int read_observed(struct aras_settling *settling)
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
static int ask_run(struct aras_settling *settling, size_t number, const char *path)
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
        int found = aras_asked_find(model, question->outcome, question->id);

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

static int ask_runs(struct aras_settling *settling)
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

        for (size_t i = 0; i < runs && question->run != NULL; i++) {
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

static int settle(struct aras_settling *settling)
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

int aras_settling_open(struct aras_settling *settling, const char *path,
                       const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    int code;

    settling->arguments = arguments;
    settling->ledger = aras_ledger_read(path, &error);
    if (settling->ledger == NULL) {
        return aras_complain(&error);
    }
    code = settle(settling);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    settling->world = aras_scoring_of(settling->ledger, ARAS_ABOUT_WORLD,
                                      settling->came, settling->reference, &error);
    if (settling->world != NULL) {
        settling->model = aras_scoring_of(settling->ledger, ARAS_ABOUT_MODEL,
                                          settling->came, settling->reference, &error);
    }
    return settling->model == NULL ? aras_complain(&error) : ARAS_EXIT_FINE;
}

void aras_settling_close(struct aras_settling *settling)
{
    aras_scoring_free(settling->world);
    aras_scoring_free(settling->model);
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
