#include "command/asked.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command/worker.h"

static const char *const yes_no[] = {"yes", "no"};

void aras_moment_now(char moment[ARAS_MOMENT])
{
    time_t now = time(NULL);
    struct tm utc;

    if (gmtime_r(&now, &utc) == NULL ||
        strftime(moment, ARAS_MOMENT, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0) {
        snprintf(moment, ARAS_MOMENT, "1970-01-01T00:00:00Z");
    }
}

const char *aras_ledger_path(const struct aras_arguments *arguments, char path[1024])
{
    if (arguments->ledger != NULL) {
        return arguments->ledger;
    }
    snprintf(path, 1024, "%s/predictions.jsonl", arguments->folder);
    return path;
}

int aras_asked_find(const struct aras_model *model, const char *id, const char *what)
{
    size_t outcome;

    return aras_outcome_named(&outcome, NULL, id, model, what) == ARAS_EXIT_FINE
               ? (int) outcome
               : -1;
}

static bool is_by_then(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_HAPPENED || outcome->kind == ARAS_TIME;
}

static const char *name_of(const struct aras_session *session)
{
    return session->stored ? session->facts.name : session->scenario->name;
}

/* --- what is so at the start ------------------------------------------------------ */

/* The scenario once more, to be played for hardly any time at all. */
struct glance {
    struct aras_problems problems;
    const char *path;
    const char *settings[ARAS_MOST_WORDS + 1];
    size_t count;
    struct aras_scenario *scenario;
};

static void read_glance(void *opaque)
{
    struct glance *glance = opaque;

    glance->scenario = aras_scenario_read(glance->path, glance->settings, glance->count,
                                          &glance->problems);
}

static void write_now(struct aras_asked *asked, const struct aras_outcome *outcome,
                      double value)
{
    size_t size = sizeof asked->now;

    switch (outcome->kind) {
    case ARAS_HAPPENED:
        snprintf(asked->now, size, "%s", value > 0.5 ? "yes" : "no");
        break;
    case ARAS_TIME:
        snprintf(asked->now, size, "%s", isfinite(value) ? "yes" : "no");
        break;
    case ARAS_CATEGORY:
        snprintf(asked->now, size, "%s", outcome->categories[(size_t) value].id);
        break;
    case ARAS_VALUE:
    case ARAS_MEAN:
        snprintf(asked->now, size, "%.6g", value);
        break;
    case ARAS_COUNT:
        return; /* how often something happens has no state that could persist */
    }
    asked->question.now = asked->now;
}

static void play_glance(struct aras_asked *asked, const struct glance *glance,
                        size_t outcome)
{
    const struct aras_settings settings = {.seed = 1, .group = 1, .central = true};
    const struct aras_model *model = glance->scenario->model;
    struct aras_error error = {0};
    struct aras_record record;
    struct aras_simulation *simulation = aras_simulation_new(model, &settings, &error);

    if (simulation == NULL) {
        return;
    }
    if (aras_simulation_play(simulation, 0, &record, &error) == ARAS_OK) {
        write_now(asked, &model->outcomes[outcome], record.outcomes[outcome]);
    }
    aras_simulation_free(simulation);
}

/* What is so at the scenario's start is found by playing it for a moment. Where that
 * cannot be, since something is forced later on, it stays unknown. */
static void find_now(struct aras_asked *asked, struct aras_session *session,
                     const struct aras_arguments *arguments, size_t outcome)
{
    const char *unit = session->scenario->model->time_unit;
    struct aras_error error = {0};
    struct glance glance = {.path = session->path};
    char resolved[1024];
    char horizon[64];

    if (session->stored) {
        snprintf(resolved, sizeof resolved, "%s/resolved.cfg", session->facts.path);
        glance.path = resolved;
    }
    snprintf(horizon, sizeof horizon, "horizon = 0.00001%s%s",
             unit == NULL ? "" : " * ", unit == NULL ? "" : unit);
    for (size_t i = 0; i < arguments->settings; i++) {
        glance.settings[glance.count++] = arguments->setting[i];
    }
    glance.settings[glance.count++] = horizon;
    glance.problems.arena = aras_arena_new(&error);
    if (glance.problems.arena != NULL &&
        aras_arena_try(glance.problems.arena, read_glance, &glance, &error) ==
            ARAS_OK &&
        glance.scenario != NULL) {
        play_glance(asked, &glance, outcome);
        aras_model_release(glance.scenario->model);
    }
    aras_arena_free(glance.problems.arena);
}

/* --- the question ----------------------------------------------------------------- */

static int ask_world(struct aras_asked *asked, struct aras_session *session,
                     const struct aras_arguments *arguments, size_t number)
{
    const struct aras_model *model = session->scenario->model;
    const struct aras_outcome *outcome = &model->outcomes[number];
    const char *title = model->question.title;

    if (!model->has_start) {
        fprintf(stderr,
                "aras: this model has no dates, so nothing in the world will settle "
                "'%s'; say --about model\n",
                outcome->id);
        return ARAS_EXIT_BAD_INPUT;
    }
    aras_model_write_moment(model, model->horizon, asked->closes);
    asked->question.closes = asked->closes;
    asked->question.settles =
        is_by_then(outcome) ? ARAS_SETTLES_YES_EARLY : ARAS_SETTLES_AT_CLOSE;
    snprintf(asked->id, sizeof asked->id, "%s.%s@%s", name_of(session), outcome->id,
             asked->closes);
    snprintf(asked->text, sizeof asked->text, "%s %s %s%s%s%s", outcome->title,
             is_by_then(outcome) ? "by" : "on", asked->closes,
             title == NULL ? "" : " (", title == NULL ? "" : title,
             title == NULL ? "" : ")");
    find_now(asked, session, arguments, number);
    return ARAS_EXIT_FINE;
}

static int refuse_readings(const struct aras_variant *variant)
{
    fprintf(stderr,
            "aras: '%s' has rival readings (%s=%s, %s, ...), which are not averaged; "
            "say which one is read: %s=%s\n",
            variant->title == NULL ? variant->id : variant->title, variant->id,
            variant->options[0].id, variant->options[1].id, variant->id,
            variant->options[0].id);
    return ARAS_EXIT_BAD_INPUT;
}

/* The run that settles it has an id before it has been played. */
static int name_run(struct aras_asked *asked, struct aras_session *session,
                    const struct aras_arguments *arguments)
{
    struct aras_identity identity;
    struct aras_error error = {0};
    int code;

    if (session->stored) {
        snprintf(asked->run, sizeof asked->run, "%s", session->facts.id);
        return ARAS_EXIT_FINE;
    }
    code = aras_session_identity(session, arguments, &identity);
    if (code == ARAS_EXIT_FINE && aras_run_name_id(&identity, session->settings.group,
                                                   asked->run, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    return code;
}

static int ask_model(struct aras_asked *asked, struct aras_session *session,
                     const struct aras_arguments *arguments, size_t number)
{
    const struct aras_model *model = session->scenario->model;
    const struct aras_outcome *outcome = &model->outcomes[number];
    int code;

    if (model->variant_count > 0 && model->variants[0].fixed < 0 &&
        model->variants[0].count > 1 && !session->settings.central) {
        return refuse_readings(&model->variants[0]);
    }
    code = name_run(asked, session, arguments);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    asked->question.run = asked->run;
    snprintf(asked->id, sizeof asked->id, "%s-%.8s.%s", name_of(session), asked->run,
             outcome->id);
    snprintf(asked->text, sizeof asked->text, "%s, in the worlds of %s-%.8s",
             outcome->title, name_of(session), asked->run);
    return ARAS_EXIT_FINE;
}

static int name_options(struct aras_asked *asked, const struct aras_outcome *outcome)
{
    struct aras_error error = {0};

    asked->options = calloc(outcome->category_count, sizeof *asked->options);
    if (asked->options == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for a question");
        return aras_complain(&error);
    }
    for (size_t k = 0; k < outcome->category_count; k++) {
        asked->options[k] = outcome->categories[k].id;
    }
    asked->question.options = asked->options;
    asked->question.option_count = outcome->category_count;
    return ARAS_EXIT_FINE;
}

int aras_asked_of(struct aras_asked *asked, struct aras_session *session,
                  const struct aras_arguments *arguments, size_t number,
                  enum aras_about about)
{
    const struct aras_outcome *outcome = &session->scenario->model->outcomes[number];
    int code = ARAS_EXIT_FINE;

    *asked = (struct aras_asked){.question = {.about = about,
                                              .reference = NAN,
                                              .scenario = name_of(session),
                                              .outcome = outcome->id,
                                              .unit = ""}};
    asked->question.id = asked->id;
    asked->question.text = asked->text;
    switch (outcome->kind) {
    case ARAS_HAPPENED:
    case ARAS_TIME:
        asked->question.options = yes_no;
        asked->question.option_count = 2;
        break;
    case ARAS_CATEGORY:
        code = name_options(asked, outcome);
        break;
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        asked->question.unit = outcome->unit == NULL ? "" : outcome->unit;
        break;
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    return about == ARAS_ABOUT_WORLD ? ask_world(asked, session, arguments, number)
                                     : ask_model(asked, session, arguments, number);
}

void aras_asked_free(struct aras_asked *asked)
{
    free(asked->options);
    asked->options = NULL;
}
