/*
 * `aras calibrate`: a marginal rate is the rate at which something is reached over all
 * routes. Its parameter drives one route, from one stage, and multiplies with whatever
 * varies; so it is multiplied by a factor (an intercept of the logarithm of the rate),
 * fitted so that the free-running model reaches the condition as often as the marginal
 * rate says.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/convert.h"
#include "command/progress.h"
#include "command/session.h"
#include "command/version.h"
#include "model/range.h"
#include "montecarlo/montecarlo.h"

enum { WORLDS = 4000, MOST_ROUNDS = 15, QUANTILES = 999, MOST_FITTED = 64 };

struct fit {
    size_t parameter;
    size_t outcome; /* the time until it is reached */
    double within;  /* model time */
    double target;  /* share of worlds */
    double reached; /* share of worlds, last round */
    double log_factor;
    bool stuck; /* other routes alone reach it more often */
};

struct calibration {
    struct aras_session *session;
    struct fit fit[MOST_FITTED];
    size_t count;
    uint64_t worlds;
    const char *state; /* of the model to which it is fitted */
};

static const char *outcome_id(struct aras_arena *arena, size_t number)
{
    return aras_arena_print(arena, "calibrate_reached_%zu", number);
}

static void add_text(struct aras_setting *group, const char *name, const char *text,
                     struct aras_arena *arena)
{
    struct aras_setting *part =
        aras_setting_new(ARAS_SETTING_TEXT, name, group->place, arena);

    part->text = text;
    aras_setting_add(group, part, arena);
}

/* Each condition becomes an outcome of the model, so that it is watched like any other.
 */
static void add_outcomes(void *opaque)
{
    struct calibration *calibration = opaque;
    struct aras_session *session = calibration->session;
    struct aras_arena *arena = session->arena;
    struct aras_setting *root = session->scenario->root;
    struct aras_setting *parameters =
        aras_setting_groups(root, "parameters", &session->problems);
    struct aras_setting *outcomes = aras_setting_find(root, "outcomes");
    size_t number = 0;

    calibration->state = aras_model_state(root, arena);
    if (outcomes == NULL) {
        outcomes = aras_setting_new(ARAS_SETTING_LIST, "outcomes", root->place, arena);
        aras_setting_add(root, outcomes, arena);
    }
    for (size_t i = 0; parameters != NULL && i < parameters->count; i++) {
        const char *reached =
            aras_setting_formula(parameters->parts[i], "reached", &session->problems);

        if (reached != NULL) {
            struct aras_setting *outcome = aras_setting_new(
                ARAS_SETTING_GROUP, NULL, parameters->parts[i]->place, arena);

            add_text(outcome, "id", outcome_id(arena, number++), arena);
            add_text(outcome, "kind", "time", arena);
            add_text(outcome, "of", reached, arena);
            aras_setting_add(outcomes, outcome, arena);
        }
    }
    aras_model_release(session->scenario->model);
    session->scenario->model = aras_model_compile(root, &session->problems);
}

/* The share that the prior expects: the mean over it of 1 - exp(-rate x within). */
static double expected_share(const struct aras_parameter *parameter, double within)
{
    double sum = 0.0;

    for (int i = 0; i < QUANTILES; i++) {
        double rate = parameter->scale *
                      aras_prior_quantile(&parameter->prior, (i + 0.5) / QUANTILES);

        sum += -expm1(-rate * within);
    }
    return sum / QUANTILES;
}

static bool collect(struct calibration *calibration)
{
    struct aras_model *model = calibration->session->scenario->model;
    size_t number = 0;

    for (size_t i = 0; i < model->parameter_count; i++) {
        struct aras_parameter *parameter = &model->parameters[i];
        char id[64];

        if (parameter->reached == NULL) {
            continue;
        }
        if (calibration->count == MOST_FITTED) {
            fprintf(stderr, "aras: more than %d parameters to fit\n", MOST_FITTED);
            return false;
        }

        struct fit *fit = &calibration->fit[calibration->count++];

        snprintf(id, sizeof id, "calibrate_reached_%zu", number++);
        fit->parameter = i;
        fit->outcome = (size_t) aras_model_find_outcome(model, id);
        fit->within =
            parameter->prior.trial_length > 0.0 ? parameter->prior.trial_length : 1.0;
        if (fit->within > model->horizon) {
            fit->within = model->horizon;
        }
        fit->target = expected_share(parameter, fit->within);
        fit->log_factor = log(parameter->factor); /* where an earlier fit left it */
    }
    return true;
}

static enum aras_status play_round(struct calibration *calibration,
                                   struct aras_error *error)
{
    struct aras_session *session = calibration->session;
    struct aras_simulation *simulation =
        aras_simulation_new(session->scenario->model, &session->settings, error);
    uint64_t count[MOST_FITTED] = {0};
    uint64_t played = 0;

    if (simulation == NULL) {
        return error->status;
    }
    for (uint64_t r = 0; r < calibration->worlds; r++) {
        struct aras_record record;
        enum aras_status status = aras_simulation_play(simulation, r, &record, error);

        if (status != ARAS_OK) {
            aras_simulation_free(simulation);
            return status;
        }
        played++;
        for (size_t i = 0; i < calibration->count; i++) {
            count[i] += record.outcomes[calibration->fit[i].outcome] <=
                        calibration->fit[i].within;
        }
    }
    aras_simulation_free(simulation);
    for (size_t i = 0; i < calibration->count; i++) {
        calibration->fit[i].reached = (double) count[i] / (double) played;
    }
    return ARAS_OK;
}

/* A replication error's worth of agreement is all that can be asked for. */
static double tolerance(const struct calibration *calibration, const struct fit *fit)
{
    return 0.5 * sqrt(fit->target * (1.0 - fit->target) / (double) calibration->worlds);
}

static bool adjust(struct calibration *calibration)
{
    struct aras_model *model = calibration->session->scenario->model;
    bool done = true;

    for (size_t i = 0; i < calibration->count; i++) {
        struct fit *fit = &calibration->fit[i];
        double least = 0.25 / (double) calibration->worlds;
        double reached = fit->reached < least ? least : fit->reached;

        if (fabs(fit->reached - fit->target) <= tolerance(calibration, fit)) {
            continue;
        }
        /* More than a factor of 4 at once would overshoot where routes compete. */
        double step = log(log1p(-fit->target) / log1p(-fmin(reached, 0.999999)));

        fit->log_factor += fmax(-1.4, fmin(1.4, step));
        fit->stuck = fit->log_factor < -8.0 || fit->log_factor > 8.0;
        fit->log_factor = fmax(-8.0, fmin(8.0, fit->log_factor));
        model->parameters[fit->parameter].factor = exp(fit->log_factor);
        done = done && fit->stuck;
    }
    return done;
}

static void write_part(const struct calibration *calibration, struct aras_text *text)
{
    const struct aras_session *session = calibration->session;
    const struct aras_model *model = session->scenario->model;

    aras_text_add(
        text,
        "# Intercepts: by what the logarithm of each marginal rate is moved so that "
        "the\n# free-running model reaches its condition as often, over all routes, "
        "as the rate\n# says. Written by `aras calibrate` (%s); name this file among "
        "the model's `parts`.\nintercepts = (\n",
        aras_version());
    for (size_t i = 0; i < calibration->count; i++) {
        const struct fit *fit = &calibration->fit[i];

        aras_text_add(
            text,
            "  { parameter = \"%s\"; log_factor = %.6f;\n    target = %.6f; reached = "
            "%.6f; within = %.6f; worlds = %llu; seed = \"%llu\";\n    model = \"%s\"; "
            "}%s\n",
            model->parameters[fit->parameter].id, fit->log_factor, fit->target,
            fit->reached, fit->within, (unsigned long long) calibration->worlds,
            (unsigned long long) session->settings.seed, calibration->state,
            i + 1 < calibration->count ? "," : "");
    }
    aras_text_add(text, ");\n");
}

static int write_result(const struct calibration *calibration, const char *path)
{
    struct aras_text text = {0};
    struct aras_error error = {0};
    int code;

    write_part(calibration, &text);
    code = aras_text_check(&text, &error) == ARAS_OK ? aras_write_file(path, text.data)
                                                     : aras_complain(&error);
    aras_text_free(&text);
    return code;
}

/* A fit that takes a parameter beyond what it can be is none. */
static bool check_ranges(const struct calibration *calibration)
{
    const struct aras_model *model = calibration->session->scenario->model;
    bool good = true;

    for (size_t i = 0; i < calibration->count; i++) {
        const struct aras_parameter *parameter =
            &model->parameters[calibration->fit[i].parameter];
        double least;
        double most;

        if (!aras_range_holds(model, parameter, &least, &most)) {
            fprintf(stderr,
                    "aras: the intercept fitted to '%s' gives numbers from %.4g to "
                    "%.4g, outside its range, %s: nothing is written\n",
                    parameter->id, least / parameter->unit_factor,
                    most / parameter->unit_factor,
                    aras_range_of_parameter(model, parameter).text);
            good = false;
        }
    }
    return good;
}

static void print_round(const struct calibration *calibration, int round)
{
    const struct aras_model *model = calibration->session->scenario->model;

    for (size_t i = 0; i < calibration->count; i++) {
        const struct fit *fit = &calibration->fit[i];

        fprintf(
            stderr,
            "round %2d  %-32s wanted %.4f, reached %.4f +- %.4f, log factor %+.3f%s\n",
            round, model->parameters[fit->parameter].id, fit->target, fit->reached,
            2.0 * tolerance(calibration, fit) * 1.96, fit->log_factor,
            fit->stuck ? "  cannot be reached: other routes decide" : "");
    }
}

static int calibrate(struct calibration *calibration,
                     const struct aras_arguments *arguments)
{
    struct aras_error error = {0};

    if (aras_arena_try(calibration->session->arena, add_outcomes, calibration,
                       &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (calibration->session->scenario->model == NULL || !collect(calibration)) {
        return ARAS_EXIT_BAD_INPUT;
    }
    if (calibration->count == 0) {
        fprintf(stderr,
                "aras: nothing to fit: no parameter is given = \"marginal\" with "
                "`reached`\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (aras_check_file(arguments->output) != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    for (int round = 1;; round++) {
        if (play_round(calibration, &error) != ARAS_OK) {
            return aras_complain(&error);
        }
        if (!arguments->quiet) {
            print_round(calibration, round);
        }
        if (round == MOST_ROUNDS || adjust(calibration)) {
            break;
        }
    }
    return check_ranges(calibration) ? write_result(calibration, arguments->output)
                                     : ARAS_EXIT_BAD_INPUT;
}

int aras_command_calibrate(const struct aras_arguments *arguments)
{
    struct aras_session session;
    struct calibration *calibration;
    int code;

    if (arguments->words != 1) {
        return aras_usage("calibrate");
    }
    code = aras_session_open(&session, arguments->word[0], arguments);
    calibration = calloc(1, sizeof *calibration);
    if (code == ARAS_EXIT_FINE && calibration == NULL) {
        fprintf(stderr, "aras: no memory left\n");
        code = ARAS_EXIT_FAILURES;
    } else if (code == ARAS_EXIT_FINE) {
        calibration->session = &session;
        calibration->worlds =
            arguments->replications == 0 ? WORLDS : arguments->replications;
        code = calibrate(calibration, arguments);
    }
    free(calibration);
    aras_session_close(&session);
    return code;
}
