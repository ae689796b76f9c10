/* `aras sensitivity`: what an outcome's variance is made of, and what moves it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/elementary.h"
#include "analysis/given_data.h"
#include "analysis/variance.h"
#include "base/require.h"
#include "command/command.h"
#include "command/experiment.h"
#include "command/look.h"
#include "command/sensitivity.h"
#include "command/side.h"
#include "report/sensitivity_report.h"
#include "report/watched.h"

enum {
    USUAL_ROWS = 2048,  /* of a split: a power of 2 */
    USUAL_APART = 1024, /* rows, when inputs are told apart */
    USUAL_TRAJECTORIES = 50,
    USUAL_WORLDS = 10000, /* of a run that is read */
    LEAST_WORLDS = 1000,
    LEAST_ROWS = 10,
    LEAST_TRAJECTORIES = 4,
    CHOSEN = 20, /* inputs, when there are too many to tell all apart */
    MOST_TARGETS = 64
};

/* What is asked, and what is open for it. */
struct question {
    const struct aras_arguments *arguments;
    const struct aras_split_listener *listener; /* NULL: the answer is printed */
    const char *method;
    struct aras_side side; /* a run of the scenario, where one is needed */
    struct aras_session own;
    struct aras_session *session; /* that of `side`, or `own` */
    struct aras_target target[MOST_TARGETS];
    size_t targets;
    struct aras_inputs all;    /* that are drawn */
    struct aras_inputs inputs; /* that are asked for */
};

/* --- what is asked -----------------------------------------------------------------
 */

static const struct aras_model *model_of(const struct question *question)
{
    return question->session->scenario->model;
}

static int read_method(struct question *question)
{
    static const char *const names[] = {"split", "sobol", "morris", "pawn",
                                        "regression"};
    const char *typed = question->arguments->method;
    const char *near;

    question->method = "split";
    if (typed == NULL) {
        return ARAS_EXIT_FINE;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(typed, names[i]) == 0) {
            question->method = names[i];
            return ARAS_EXIT_FINE;
        }
    }
    near = aras_nearest_name(typed, names, sizeof names / sizeof *names);
    fprintf(stderr,
            "aras: there is no method '%s'%s%s%s the methods are split, sobol, "
            "morris, pawn and regression\n",
            typed, near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
            near == NULL ? "" : "'?");
    return ARAS_EXIT_BAD_INPUT;
}

static bool is_method(const struct question *question, const char *name)
{
    return strcmp(question->method, name) == 0;
}

static int add_target(struct question *question, const char *text)
{
    struct aras_error error = {0};

    if (question->targets == MOST_TARGETS) {
        fprintf(stderr, "aras: --of: at most %d outcomes at once\n", MOST_TARGETS);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (aras_target_read(&question->target[question->targets], text, model_of(question),
                         &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < question->targets; i++) {
        const struct aras_target *other = &question->target[i];
        const struct aras_target *target = &question->target[question->targets];

        if (other->kind == target->kind && other->outcome == target->outcome &&
            other->option == target->option) {
            fprintf(stderr, "aras: --of: '%s' is named twice\n", text);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    question->targets++;
    return ARAS_EXIT_FINE;
}

static int read_list(struct question *question)
{
    const char *at = question->arguments->of;
    int code = ARAS_EXIT_FINE;

    do {
        size_t length = strcspn(at, ",");
        char text[256];

        snprintf(text, sizeof text, "%.*s", (int) (length < 255 ? length : 255), at);
        code = add_target(question, text);
        at += length;
    } while (code == ARAS_EXIT_FINE && *at++ == ',');
    return code;
}

/* What the question watches; of a category one option must be named. */
static int take_watched(struct question *question)
{
    const struct aras_model *model = model_of(question);
    struct aras_error error = {0};
    struct aras_watched watched;

    if (aras_watched_find(&watched, model, NULL, question->arguments->all, &error) !=
        ARAS_OK) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < watched.count && question->targets < MOST_TARGETS; i++) {
        const struct aras_outcome *outcome = &model->outcomes[watched.outcome[i]];

        if (outcome->kind != ARAS_CATEGORY &&
            aras_target_read(&question->target[question->targets], outcome->id, model,
                             &error) == ARAS_OK) {
            question->targets++;
        }
    }
    aras_watched_free(&watched);
    return ARAS_EXIT_FINE;
}

static int ask_for_one(const struct question *question)
{
    const struct aras_model *model = model_of(question);

    fprintf(stderr,
            "aras: --method %s is about one outcome: name it with --of, such as --of "
            "%s%s%s\n",
            question->method, model->outcomes[0].id,
            model->outcomes[0].kind == ARAS_CATEGORY ? "=" : "",
            model->outcomes[0].kind == ARAS_CATEGORY
                ? model->outcomes[0].categories[0].id
                : "");
    return ARAS_EXIT_BAD_INPUT;
}

static int read_targets(struct question *question)
{
    bool one = !is_method(question, "split");
    int code;

    if (question->arguments->of == NULL && one) {
        return ask_for_one(question);
    }
    code =
        question->arguments->of == NULL ? take_watched(question) : read_list(question);
    if (code == ARAS_EXIT_FINE && one && question->targets > 1) {
        fprintf(stderr,
                "aras: --method %s is about one outcome, and --of names %zu: ask for "
                "one after the other; worlds that are stored are not played again\n",
                question->method, question->targets);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (code == ARAS_EXIT_FINE && question->targets == 0) {
        fprintf(stderr, "aras: all outcomes are categories: name an option with --of, "
                        "such as --of ending=belt\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return code;
}

static int read_inputs(struct question *question)
{
    const struct aras_model *model = model_of(question);
    const char *list = question->arguments->inputs;
    struct aras_error error = {0};

    if (question->session->settings.central) {
        fprintf(stderr, "aras: in this run all parameters stand at their medians "
                        "(--central): nothing is drawn that could matter\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (aras_inputs_find(&question->all, model, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (question->all.count == 0) {
        fprintf(stderr, "aras: nothing is drawn here: all parameters and variants have "
                        "one value, and all variance is luck\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (list == NULL) {
        return aras_inputs_find(&question->inputs, model, &error) == ARAS_OK
                   ? ARAS_EXIT_FINE
                   : aras_complain(&error);
    }
    if (is_method(question, "split")) {
        fprintf(stderr, "aras: the split is between luck, parameters and variants as "
                        "groups; --inputs tells inputs apart with --method sobol\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    return aras_inputs_named(&question->inputs, list, model, &error) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}

static uint64_t size_of(const struct question *question, uint64_t usual)
{
    return question->arguments->replications == 0 ? usual
                                                  : question->arguments->replications;
}

static struct aras_sensitivity_subject subject_of(const struct question *question,
                                                  uint64_t worlds, uint64_t failed)
{
    const struct aras_model *model = model_of(question);

    return (struct aras_sensitivity_subject){
        .model = model,
        .title = model->question.title != NULL ? model->question.title : model->title,
        .method = question->method,
        .seed = question->session->settings.seed,
        .worlds = worlds,
        .failed = failed};
}

/* --- runs that are read ------------------------------------------------------------
 */

/* Opens a run of the scenario with `worlds` in groups of `group`; a stored one is taken
 * as it is. */
static int open_run(const struct question *question, struct aras_side *side,
                    uint64_t worlds, uint64_t group)
{
    struct aras_arguments wanted = *question->arguments;

    wanted.replications = worlds;
    if (!aras_arguments_has(question->arguments, "--group")) {
        wanted.group = group;
    }
    return aras_side_open(side, question->arguments->word[0], 0, &wanted);
}

/* --- the split, and inputs told apart ----------------------------------------------
 */

struct split {
    struct aras_experiment experiment;
    struct aras_variance variance[MOST_TARGETS];
    size_t split; /* targets */
    struct aras_estimates *spread;
    size_t chosen_among;
};

static void split_free(struct split *split)
{
    for (size_t i = 0; i < split->split; i++) {
        aras_variance_free(&split->variance[i]);
    }
    aras_estimates_free(split->spread);
    aras_experiment_close(&split->experiment);
}

/* Worlds of the run that tells how far parameters and readings move outcomes: about as
 * many as the design has, and not more than a run usually has. */
static uint64_t worlds_of_spread(const struct split *split)
{
    uint64_t points = split->experiment.points;

    return points < LEAST_WORLDS   ? LEAST_WORLDS
           : points < USUAL_WORLDS ? points
                                   : USUAL_WORLDS;
}

static int find_spread(struct question *question, struct split *split)
{
    uint64_t worlds = worlds_of_spread(split);
    struct aras_side *side = &question->side;
    struct aras_error error = {0};

    if (side->path == NULL) {
        int code = open_run(question, side, worlds, question->arguments->group);

        if (code != ARAS_EXIT_FINE) {
            return code;
        }
    }
    split->spread = aras_estimates_of_run(side->run, side->session.scenario->model,
                                          side->session.stored ? 0 : worlds, &error);
    return split->spread == NULL ? aras_complain(&error) : ARAS_EXIT_FINE;
}

static int tell_split(const struct question *question, const struct split *split)
{
    const struct aras_arguments *arguments = question->arguments;
    struct aras_sensitivity_subject subject =
        subject_of(question, split->experiment.points, split->experiment.failed);
    const struct aras_sensitivity_split view = {
        .target = question->target,
        .variance = split->variance,
        .targets = question->targets,
        .factor_id = split->experiment.factor_id,
        .factor_title = split->experiment.factor_title,
        .rows = split->experiment.form.size,
        .spread = split->spread,
        .chosen_among = split->chosen_among};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (question->listener != NULL) {
        return question->listener->tell(question->listener->context, &subject, &view);
    }
    if (arguments->json) {
        status = aras_report_sensitivity_split_json(stdout, &subject, &view, &error);
    } else if (arguments->csv) {
        status = aras_report_sensitivity_split_csv(stdout, &subject, &view, &error);
    } else {
        status = aras_report_sensitivity_split(stdout, &subject, &view, &style, &error);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static enum aras_status analyse_split(const struct question *question,
                                      struct split *split, struct aras_error *error)
{
    uint64_t from_b[ARAS_EXPERIMENT_FACTORS + 2];

    for (size_t i = 0; i < question->targets; i++) {
        struct aras_sobol_sample sample = aras_variance_sample(
            split->experiment.session.design,
            split->experiment.value + i * split->experiment.points, from_b);

        if (aras_variance_of(&split->variance[i], &sample,
                             question->session->settings.seed, error) != ARAS_OK) {
            return error->status;
        }
        split->split++;
    }
    return ARAS_OK;
}

static int answer_split(struct question *question, struct split *split)
{
    struct aras_error error = {0};
    int code = find_spread(question, split);

    if (code == ARAS_EXIT_FINE) {
        code = aras_experiment_play(&split->experiment, question->arguments,
                                    question->target, question->targets);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (analyse_split(question, split, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = tell_split(question, split);
    return code == ARAS_EXIT_FINE && split->experiment.failed > 0 ? ARAS_EXIT_FAILURES
                                                                  : code;
}

static int answer_groups(struct question *question)
{
    struct split split = {.split = 0};
    int code = aras_experiment_open(&split.experiment, question->arguments);

    if (code == ARAS_EXIT_FINE) {
        code = aras_experiment_of_groups(&split.experiment, &question->all,
                                         size_of(question, USUAL_ROWS));
    }
    if (code == ARAS_EXIT_FINE) {
        code = answer_split(question, &split);
    }
    split_free(&split);
    return code;
}

/* Keeps those that look most influential in a run in which each world has a set of its
 * own. */
static int choose_inputs(struct question *question)
{
    struct aras_side *side = &question->side;
    struct aras_side first = {.path = NULL};
    struct aras_given_data data = {.rows = 0};
    struct aras_error error = {0};
    size_t chosen[CHOSEN];
    int code = ARAS_EXIT_FINE;

    if (!question->session->stored) {
        side = &first;
        code = open_run(question, side, USUAL_WORLDS, 1);
    }
    if (code == ARAS_EXIT_FINE &&
        (aras_given_data_read(&data, side->run, side->session.scenario->model,
                              &question->inputs, &question->target[0],
                              side->session.stored ? 0 : USUAL_WORLDS,
                              &error) != ARAS_OK ||
         aras_given_data_screen(&data, CHOSEN, chosen, &error) != ARAS_OK)) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        aras_inputs_keep(&question->inputs, model_of(question), chosen, CHOSEN);
    }
    aras_given_data_free(&data);
    aras_side_close(&first);
    return code;
}

static int answer_apart(struct question *question)
{
    struct split split = {.split = 0};
    int code = ARAS_EXIT_FINE;

    if (question->inputs.count > ARAS_MOST_APART) {
        if (question->arguments->inputs != NULL) {
            fprintf(stderr, "aras: --inputs: at most %d inputs can be told apart\n",
                    ARAS_MOST_APART);
            return ARAS_EXIT_BAD_INPUT;
        }
        split.chosen_among = question->inputs.count;
        code = choose_inputs(question);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_experiment_open(&split.experiment, question->arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code =
            aras_experiment_of_inputs(&split.experiment, &question->inputs,
                                      &question->all, size_of(question, USUAL_APART));
    }
    if (code == ARAS_EXIT_FINE) {
        code = answer_split(question, &split);
    }
    split_free(&split);
    return code;
}

/* --- trajectories ------------------------------------------------------------------
 */

static int tell_moves(const struct question *question,
                      const struct aras_experiment *experiment,
                      const struct aras_elementary *elementary)
{
    const struct aras_arguments *arguments = question->arguments;
    struct aras_sensitivity_subject subject =
        subject_of(question, experiment->points, experiment->failed);
    const struct aras_sensitivity_moves view = {.target = question->target,
                                                .elementary = elementary,
                                                .inputs = &question->inputs};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (arguments->json) {
        status = aras_report_sensitivity_moves_json(stdout, &subject, &view, &error);
    } else if (arguments->csv) {
        status = aras_report_sensitivity_moves_csv(stdout, &subject, &view, &error);
    } else {
        status = aras_report_sensitivity_moves(stdout, &subject, &view, &style, &error);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static enum aras_status analyse_moves(const struct question *question,
                                      const struct aras_experiment *experiment,
                                      struct aras_elementary *elementary,
                                      struct aras_error *error)
{
    size_t inputs = question->inputs.count;
    size_t rows = (size_t) experiment->form.size;
    double *effect = calloc(rows * inputs, sizeof *effect);
    bool *unordered = calloc(inputs, sizeof *unordered);
    enum aras_status status =
        effect == NULL || unordered == NULL
            ? aras_error_set(error, ARAS_NO_MEMORY,
                             "no memory for %zu effects of %zu inputs", rows, inputs)
            : aras_elementary_effects(experiment->session.design, experiment->value,
                                      effect, unordered, error);

    if (status == ARAS_OK) {
        const struct aras_morris morris = {rows, inputs, effect, unordered};

        status = aras_elementary_of(elementary, &morris,
                                    aras_target_is_share(&question->target[0]),
                                    question->session->settings.seed, error);
    }
    free(effect);
    free(unordered);
    return status;
}

static int answer_moves(struct question *question)
{
    struct aras_experiment experiment;
    struct aras_elementary elementary = {.rows = 0};
    struct aras_error error = {0};
    int code = aras_experiment_open(&experiment, question->arguments);

    if (code == ARAS_EXIT_FINE) {
        code = aras_experiment_of_trajectories(&experiment, &question->inputs,
                                               size_of(question, USUAL_TRAJECTORIES));
    }
    if (code == ARAS_EXIT_FINE) {
        code =
            aras_experiment_play(&experiment, question->arguments, question->target, 1);
    }
    if (code == ARAS_EXIT_FINE) {
        code = analyse_moves(question, &experiment, &elementary, &error) == ARAS_OK
                   ? tell_moves(question, &experiment, &elementary)
                   : aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE && experiment.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_elementary_free(&elementary);
    aras_experiment_close(&experiment);
    return code;
}

/* --- what a run of any kind tells ---------------------------------------------------
 */

static int tell_given(const struct question *question,
                      const struct aras_given_data *data,
                      const struct aras_pawn_result *pawn,
                      const struct aras_regression_result *regression)
{
    const struct aras_arguments *arguments = question->arguments;
    struct aras_sensitivity_subject subject =
        subject_of(question, data->worlds, data->failed);
    const struct aras_sensitivity_given view = {.target = question->target,
                                                .data = data,
                                                .pawn = pawn,
                                                .regression = regression,
                                                .group =
                                                    question->session->settings.group};
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (arguments->json) {
        status = aras_report_sensitivity_given_json(stdout, &subject, &view, &error);
    } else if (arguments->csv) {
        status = aras_report_sensitivity_given_csv(stdout, &subject, &view, &error);
    } else {
        status = aras_report_sensitivity_given(stdout, &subject, &view, &style, &error);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int answer_given(struct question *question)
{
    struct aras_given_data data = {.rows = 0};
    struct aras_pawn_result pawn = {.count = 0};
    struct aras_regression_result regression = {.effect = NULL};
    struct aras_error error = {0};
    bool by_pawn = is_method(question, "pawn");
    size_t shown =
        question->arguments->all ? question->inputs.count : ARAS_SENSITIVITY_SHOWN;
    int code;

    if (aras_given_data_read(
            &data, question->side.run, model_of(question), &question->inputs,
            &question->target[0],
            question->session->stored ? 0 : size_of(question, USUAL_WORLDS),
            &error) != ARAS_OK ||
        (by_pawn && aras_given_data_pawn(&data, question->session->settings.seed, shown,
                                         &pawn, &error) != ARAS_OK) ||
        (!by_pawn && aras_given_data_regress(&data, &regression, &error) != ARAS_OK)) {
        code = aras_complain(&error);
    } else {
        code = tell_given(question, &data, by_pawn ? &pawn : NULL,
                          by_pawn ? NULL : &regression);
    }
    if (code == ARAS_EXIT_FINE && data.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_pawn_result_free(&pawn);
    aras_regression_result_free(&regression);
    aras_given_data_free(&data);
    return code;
}

/* --- the whole ----------------------------------------------------------------------
 */

/* A stored run is opened to be read; a scenario is read, and played when all that is
 * typed has been found to be right. */
static int open_subject(struct question *question)
{
    const char *path = question->arguments->word[0];
    int code = aras_session_open(&question->own, path, question->arguments);

    question->session = &question->own;
    if (code != ARAS_EXIT_FINE || !question->own.stored) {
        return code;
    }
    if (aras_arguments_has(question->arguments, "-n") &&
        (is_method(question, "pawn") || is_method(question, "regression"))) {
        fprintf(stderr,
                "aras: '%s' is a stored run, of which all worlds are read; -n says "
                "how many are played of a scenario\n",
                path);
        return ARAS_EXIT_BAD_INPUT;
    }
    return aras_side_open(&question->side, path, 0, question->arguments);
}

/* What a design needs at least is said before anything is played. */
static int check_size(const struct question *question)
{
    uint64_t least = is_method(question, "morris") ? LEAST_TRAJECTORIES : LEAST_ROWS;
    uint64_t asked = question->arguments->replications;

    if (asked == 0 || asked >= least) {
        return ARAS_EXIT_FINE;
    }
    fprintf(stderr,
            "aras: -n: method %s needs at least %" PRIu64 " %s, got %" PRIu64 "\n",
            question->method, least,
            is_method(question, "morris") ? "trajectories" : "rows", asked);
    return ARAS_EXIT_BAD_INPUT;
}

static int answer(struct question *question)
{
    bool given = is_method(question, "pawn") || is_method(question, "regression");
    int code = given ? ARAS_EXIT_FINE : check_size(question);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }

    if (given && !question->session->stored) {
        code = open_run(question, &question->side, size_of(question, USUAL_WORLDS), 1);
        if (code != ARAS_EXIT_FINE) {
            return code;
        }
        question->session->settings.group = question->side.session.settings.group;
    }
    if (given) {
        return answer_given(question);
    }
    if (is_method(question, "morris")) {
        return answer_moves(question);
    }
    return is_method(question, "sobol") ? answer_apart(question)
                                        : answer_groups(question);
}

static int ask(const struct aras_arguments *arguments,
               const struct aras_split_listener *listener)
{
    struct question *question = calloc(1, sizeof *question);
    int code;

    if (question == NULL) {
        fprintf(stderr, "aras: no memory for a question\n");
        return ARAS_EXIT_FAILURES;
    }
    question->arguments = arguments;
    question->listener = listener;
    code = read_method(question);
    if (code == ARAS_EXIT_FINE) {
        code = open_subject(question);
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_targets(question);
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_inputs(question);
    }
    if (code == ARAS_EXIT_FINE) {
        code = answer(question);
    }
    aras_inputs_free(&question->all);
    aras_inputs_free(&question->inputs);
    aras_side_close(&question->side);
    if (question->session != NULL) {
        aras_session_close(&question->own);
    }
    free(question);
    return code;
}

int aras_sensitivity_split(const struct aras_arguments *arguments,
                           const struct aras_split_listener *listener)
{
    ARAS_REQUIRE(arguments->method == NULL || strcmp(arguments->method, "split") == 0 ||
                 strcmp(arguments->method, "sobol") == 0);
    return ask(arguments, listener);
}

int aras_command_sensitivity(const struct aras_arguments *arguments)
{
    return arguments->words == 1 ? ask(arguments, NULL) : aras_usage("sensitivity");
}
