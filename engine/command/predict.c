/* `aras predict`: a prediction goes into the ledger, before the event. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/estimate.h"
#include "analysis/forecast.h"
#include "command/asked.h"
#include "command/command.h"
#include "command/look.h"
#include "command/said.h"
#include "report/legend.h"
#include "report/watched.h"
#include "result/folder.h"

enum { SEAL_SHOWN = 16 };

/* --- into the ledger -------------------------------------------------------------- */

static int make_room(const struct aras_arguments *arguments)
{
    struct aras_error error = {0};

    return arguments->ledger != NULL ||
                   aras_folder_make(arguments->folder, &error) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}

static int enter(const struct aras_ledger_entry *entries, size_t count,
                 const struct aras_arguments *arguments)
{
    char place[1024];
    char seal[ARAS_SHA256_TEXT];
    char moment[ARAS_MOMENT];
    const char *path = aras_ledger_path(arguments, place);
    struct aras_error error = {0};
    int code = make_room(arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    aras_moment_now(moment);
    if (aras_ledger_add(path, entries, count, moment, seal, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    printf("entered in %s on %.10s; its seal is now %.*s\n", path, moment, SEAL_SHOWN,
           seal);
    return ARAS_EXIT_FINE;
}

/* --- saying it -------------------------------------------------------------------- */

/* Two digits are as many as a probability is ever known to. */
static void add_share(struct aras_text *text, double p)
{
    double percents = 100.0 * p;

    aras_text_add(text, percents >= 10.0 ? "%.0f %%" : "%.2g %%", percents);
}

static void add_shares(struct aras_text *text,
                       const struct aras_ledger_question *question,
                       const struct aras_ledger_prediction *prediction)
{
    if (question->option_count == 2 && strcmp(question->options[0], "yes") == 0) {
        add_share(text, prediction->value[0]);
        return;
    }
    for (size_t k = 0; k < prediction->count; k++) {
        aras_text_add(text, "%s%s ", k == 0 ? "" : ", ", question->options[k]);
        add_share(text, prediction->value[k]);
    }
}

static void add_numbers(struct aras_text *text,
                        const struct aras_ledger_prediction *prediction)
{
    size_t last = prediction->count - 1;

    if (prediction->form == ARAS_FORM_MEMBERS) {
        aras_text_add(text, "%.2g (eight of ten worlds from %.2g to %.2g)",
                      prediction->value[last / 2], prediction->value[last / 10],
                      prediction->value[last - last / 10]);
        return;
    }
    for (size_t i = 0; i <= last; i++) {
        aras_text_add(text, "%s%.4g (%.4g %%)", i == 0 ? "" : ", ",
                      prediction->value[i], 100.0 * prediction->level[i]);
    }
}

static void print_prediction(const struct aras_ledger_question *question,
                             const struct aras_ledger_prediction *prediction)
{
    struct aras_text text = {0};

    aras_text_add(&text, "%s: ", prediction->by);
    if (prediction->form == ARAS_FORM_SHARES) {
        add_shares(&text, question, prediction);
    } else {
        add_numbers(&text, prediction);
        aras_text_add(&text, "%s%s", question->unit[0] == '\0' ? "" : " ",
                      question->unit);
    }
    if (!text.out_of_memory) {
        aras_print_wrapped("    ", text.data);
    }
    aras_text_free(&text);
}

static void print_question(const struct aras_ledger_question *question)
{
    printf("%s\n", question->id);
    aras_print_wrapped("  ", question->text);
}

/* --- of a person ------------------------------------------------------------------ */

static int missing(const char *what)
{
    fprintf(stderr, "aras: %s\n  `aras help predict` says more\n", what);
    return ARAS_EXIT_BAD_INPUT;
}

/* Adds to a question what was typed beside it. */
static int complete(struct aras_ledger_question *question,
                    const struct aras_arguments *arguments)
{
    char *end;

    if (arguments->now != NULL) {
        question->now = arguments->now;
    }
    if (arguments->reference != NULL) {
        question->reference = strtod(arguments->reference, &end);
        if (end != arguments->reference && strcmp(end, "%") == 0) {
            question->reference /= 100.0;
            end++;
        }
        if (*end != '\0' ||
            !(question->reference >= 0.0 && question->reference <= 1.0)) {
            fprintf(
                stderr,
                "aras: --reference is the probability that a reference class gives, "
                "from 0 to 1, not '%s'\n",
                arguments->reference);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

static int say(struct aras_ledger_question *question, struct aras_said *said,
               const struct aras_arguments *arguments)
{
    struct aras_ledger_prediction prediction = {
        .question = question->id, .by = arguments->by, .note = arguments->note};
    const struct aras_ledger_entry entries[] = {{.question = question},
                                                {.prediction = &prediction}};
    struct aras_error error = {0};
    int code = complete(question, arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (aras_said_fit(said, question, &prediction, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = enter(entries, 2, arguments);
    if (code == ARAS_EXIT_FINE) {
        print_question(question);
        print_prediction(question, &prediction);
    }
    return code;
}

/* Of the world unless said otherwise, or unless the model has no dates. */
static int find_about(const struct aras_model *model,
                      const struct aras_arguments *arguments, enum aras_about *about)
{
    *about = model->has_start ? ARAS_ABOUT_WORLD : ARAS_ABOUT_MODEL;
    if (arguments->about == NULL) {
        return ARAS_EXIT_FINE;
    }
    if (strcmp(arguments->about, "world") != 0 &&
        strcmp(arguments->about, "model") != 0) {
        fprintf(stderr, "aras: --about takes 'world' or 'model', got '%s'\n",
                arguments->about);
        return ARAS_EXIT_BAD_INPUT;
    }
    *about = arguments->about[0] == 'w' ? ARAS_ABOUT_WORLD : ARAS_ABOUT_MODEL;
    return ARAS_EXIT_FINE;
}

static int say_of_outcome(struct aras_session *session, struct aras_said *said,
                          const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    int outcome = aras_asked_find(model, arguments->of, "--of");
    struct aras_asked asked = {.options = NULL};
    enum aras_about about;
    int code = outcome < 0 ? ARAS_EXIT_BAD_INPUT : find_about(model, arguments, &about);

    if (code == ARAS_EXIT_FINE) {
        code = aras_asked_of(&asked, session, arguments, (size_t) outcome, about);
    }
    if (code == ARAS_EXIT_FINE) {
        code = say(&asked.question, said, arguments);
    }
    aras_asked_free(&asked);
    return code;
}

/* A question that no model asks: new by its text, or one of the ledger. */
static int say_freely(struct aras_said *said, const struct aras_arguments *arguments)
{
    static const char *const yes_no[] = {"yes", "no"};
    struct aras_ledger_question question = {.id = arguments->of,
                                            .text = arguments->question,
                                            .closes = arguments->closes,
                                            .settles = ARAS_SETTLES_ANY_TIME,
                                            .ordered = arguments->ordered,
                                            .reference = NAN,
                                            .unit = ""};

    if (arguments->closes == NULL) {
        return missing("a new question needs a day on which it closes: --closes "
                       "2027-12-31");
    }
    if (said->what == ARAS_SAID_YES) {
        question.options = yes_no;
        question.option_count = 2;
    } else if (said->what == ARAS_SAID_OPTIONS) {
        question.options = said->name;
        question.option_count = said->count;
    }
    return say(&question, said, arguments);
}

static int say_again(struct aras_said *said, const struct aras_arguments *arguments)
{
    char place[1024];
    const char *path = aras_ledger_path(arguments, place);
    struct aras_error error = {0};
    struct aras_ledger *ledger = aras_ledger_read(path, &error);
    const struct aras_ledger_question *question =
        ledger == NULL ? NULL : aras_ledger_find(ledger, arguments->of);
    int code = ARAS_EXIT_BAD_INPUT;

    if (ledger == NULL && error.status != ARAS_UNKNOWN) {
        code = aras_complain(&error);
    } else if (question == NULL) {
        const char *near =
            ledger == NULL ? NULL : aras_ledger_nearest(ledger, arguments->of);

        fprintf(stderr,
                "aras: %s has no question '%s'%s%s%s. A new one needs --question and "
                "--closes\n",
                path, arguments->of, near == NULL ? "" : " (did you mean '",
                near == NULL ? "" : near, near == NULL ? "" : "'?)");
    } else {
        struct aras_ledger_question same = *question;

        code = say(&same, said, arguments);
    }
    aras_ledger_free(ledger);
    return code;
}

static int predict_person(const struct aras_arguments *arguments)
{
    struct aras_said said;
    struct aras_session session;
    struct aras_error error = {0};
    int code;

    if (arguments->of == NULL) {
        return missing("of which outcome, or question? --of NAME");
    }
    if (arguments->by == NULL) {
        return missing("whose prediction is it? --by NAME");
    }
    if (aras_said_read(&said, arguments->says, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (arguments->words == 0) {
        return arguments->question != NULL ? say_freely(&said, arguments)
                                           : say_again(&said, arguments);
    }
    if (arguments->question != NULL || arguments->closes != NULL ||
        arguments->ordered) {
        return missing("--question, --closes and --ordered are for questions that no "
                       "scenario asks; leave the scenario out, or them");
    }
    code = aras_session_open(&session, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE) {
        code = say_of_outcome(&session, &said, arguments);
    }
    aras_session_close(&session);
    return code;
}

/* --- of a run --------------------------------------------------------------------- */

/* One prediction of a run: an outcome in a reading. */
struct told {
    struct aras_forecast forecast;
    struct aras_ledger_prediction prediction;
    char by[192];
};

/* All of them, with their questions; everything is owned. */
struct telling {
    struct aras_session *session;
    struct aras_run *run;
    const struct aras_estimates *estimates;
    const struct aras_arguments *arguments;
    struct aras_asked *asked; /* of each outcome */
    size_t questions;
    struct told *told; /* outcomes x readings */
    size_t count;
    struct aras_ledger_entry *entries;
    size_t entry_count;
};

static void name_forecaster(const struct telling *telling, size_t reading,
                            char by[static 192])
{
    const struct aras_run_facts *facts = &telling->session->facts;
    const struct aras_readings *readings = &telling->estimates->readings;
    char name[128];

    snprintf(name, sizeof name, "%s-%.8s", facts->name, facts->id);
    if (telling->arguments->by != NULL) {
        snprintf(name, sizeof name, "%s", telling->arguments->by);
    }
    if (readings->reading[reading].variant == ARAS_ALL_WORLDS) {
        snprintf(by, 192, "%s", name);
    } else {
        snprintf(
            by, 192, "%s %s", name,
            aras_legend_reading(readings, telling->session->scenario->model, reading));
    }
}

static enum aras_status tell_reading(struct telling *telling, size_t outcome,
                                     size_t reading, struct aras_error *error)
{
    struct told *told = &telling->told[telling->count];
    const struct aras_ledger_question *question =
        &telling->asked[telling->questions - 1].question;

    if (aras_forecast_of_run(
            &told->forecast, telling->run, telling->session->scenario->model, outcome,
            &telling->estimates->readings.reading[reading], error) != ARAS_OK) {
        return error->status;
    }
    telling->count++;
    name_forecaster(telling, reading, told->by);
    told->prediction = (struct aras_ledger_prediction){
        .question = question->id,
        .by = told->by,
        .run = telling->session->facts.id,
        .note = telling->arguments->note,
        .form = told->forecast.numbers ? ARAS_FORM_MEMBERS : ARAS_FORM_SHARES,
        .count =
            told->forecast.numbers ? told->forecast.members : told->forecast.options,
        .value = told->forecast.numbers ? told->forecast.member : told->forecast.said,
    };
    telling->entries[telling->entry_count++].prediction = &told->prediction;
    return ARAS_OK;
}

static int tell_outcome(struct telling *telling, size_t outcome)
{
    const struct aras_readings *readings = &telling->estimates->readings;
    struct aras_asked *asked = &telling->asked[telling->questions++];
    struct aras_error error = {0};
    int code = aras_asked_of(asked, telling->session, telling->arguments, outcome,
                             ARAS_ABOUT_WORLD);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    telling->entries[telling->entry_count++].question = &asked->question;
    for (size_t r = 0; r < readings->count; r++) {
        if (aras_readings_tell(readings, r, false) &&
            tell_reading(telling, outcome, r, &error) != ARAS_OK) {
            return aras_complain(&error);
        }
    }
    return ARAS_EXIT_FINE;
}

static void print_telling(const struct telling *telling)
{
    for (size_t q = 0; q < telling->questions; q++) {
        const struct aras_ledger_question *question = &telling->asked[q].question;

        print_question(question);
        for (size_t i = 0; i < telling->count; i++) {
            if (telling->told[i].prediction.question == question->id) {
                print_prediction(question, &telling->told[i].prediction);
            }
        }
    }
}

static int tell_outcomes(struct telling *telling, const size_t *outcomes, size_t count)
{
    size_t readings = telling->estimates->readings.count;
    struct aras_error error = {0};
    int code = ARAS_EXIT_FINE;

    telling->asked = calloc(count + 1, sizeof *telling->asked);
    telling->told = calloc(count * readings + 1, sizeof *telling->told);
    telling->entries = calloc(count * (readings + 1) + 1, sizeof *telling->entries);
    if (telling->asked == NULL || telling->told == NULL || telling->entries == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for a run's predictions");
        code = aras_complain(&error);
    }
    for (size_t i = 0; i < count && code == ARAS_EXIT_FINE; i++) {
        code = tell_outcome(telling, outcomes[i]);
    }
    if (code == ARAS_EXIT_FINE) {
        code = enter(telling->entries, telling->entry_count, telling->arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        print_telling(telling);
    }
    for (size_t i = 0; i < telling->count; i++) {
        aras_forecast_free(&telling->told[i].forecast);
    }
    for (size_t i = 0; i < telling->questions; i++) {
        aras_asked_free(&telling->asked[i]);
    }
    free(telling->asked);
    free(telling->told);
    free(telling->entries);
    return code;
}

/* The one named by --of, or those that the question watches. */
static int choose_outcomes(struct telling *telling)
{
    const struct aras_model *model = telling->session->scenario->model;
    struct aras_watched watched;
    struct aras_error error = {0};
    int code;

    if (telling->arguments->of != NULL) {
        int outcome = aras_asked_find(model, telling->arguments->of, "--of");
        size_t number = (size_t) outcome;

        return outcome < 0 ? ARAS_EXIT_BAD_INPUT : tell_outcomes(telling, &number, 1);
    }
    if (aras_watched_find(&watched, model, NULL, false, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = tell_outcomes(telling, watched.outcome, watched.count);
    aras_watched_free(&watched);
    return code;
}

static int predict_run(const struct aras_arguments *arguments)
{
    struct aras_session session;
    struct telling telling = {.session = &session, .arguments = arguments};
    struct aras_estimates *estimates = NULL;
    struct aras_error error = {0};
    int code;

    if (arguments->words == 0) {
        return missing("what is predicted? --says 30%, or a stored run");
    }
    if (arguments->about != NULL || arguments->reference != NULL ||
        arguments->now != NULL || arguments->question != NULL ||
        arguments->closes != NULL || arguments->ordered) {
        return missing(
            "a run's own predictions are of the world, and its questions are "
            "its outcomes: only --of, --by and --note go with it");
    }
    code = aras_session_open_run(&session, arguments->word[0], arguments, &telling.run);
    if (code == ARAS_EXIT_FINE) {
        estimates =
            aras_estimates_of_run(telling.run, session.scenario->model, 0, &error);
        telling.estimates = estimates;
        code = estimates == NULL ? aras_complain(&error) : choose_outcomes(&telling);
    }
    aras_estimates_free(estimates);
    aras_run_close(telling.run);
    aras_session_close(&session);
    return code;
}

int aras_command_predict(const struct aras_arguments *arguments)
{
    if (arguments->words > 1 || (arguments->words == 0 && arguments->settings > 0)) {
        return aras_usage("predict");
    }
    return arguments->says == NULL ? predict_run(arguments) : predict_person(arguments);
}
