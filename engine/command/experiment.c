#include "command/experiment.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/require.h"
#include "command/interrupt.h"
#include "command/progress.h"
#include "montecarlo/montecarlo.h"

enum { BLOCK = 200 };

/* --- designs ---------------------------------------------------------------------- */

struct making {
    struct aras_experiment *experiment;
    struct aras_session *session;
    const struct aras_inputs *inputs; /* that get an axis */
    struct aras_error *error;
    enum aras_status status;
};

static void make_axes(void *opaque)
{
    struct making *making = opaque;
    struct aras_session *session = making->session;
    const struct aras_model *model = session->scenario->model;
    size_t count = making->inputs->count;
    struct aras_axis *axis = aras_arena_array(session->arena, count, sizeof *axis);

    for (size_t i = 0; i < count && making->status == ARAS_OK; i++) {
        size_t column = making->inputs->column[i];
        bool variant = aras_inputs_is_variant(model, column);
        struct aras_input input = {
            variant ? ARAS_INPUT_VARIANT : ARAS_INPUT_PARAMETER,
            (uint32_t) (variant ? column - model->parameter_count : column)};

        making->status =
            aras_axis_of_input(&axis[i], input, model, session->arena, making->error);
    }
    making->experiment->form.axis = axis;
    making->experiment->form.axes = count;
}

/* A design with an axis for each of the inputs. */
static enum aras_status begin(struct aras_experiment *experiment,
                              struct aras_session *session,
                              const struct aras_inputs *inputs,
                              enum aras_design_kind kind, uint64_t size,
                              struct aras_error *error)
{
    struct making making = {.experiment = experiment,
                            .session = session,
                            .inputs = inputs,
                            .error = error,
                            .status = ARAS_OK};

    *experiment = (struct aras_experiment){.form = {.kind = kind,
                                                    .size = size,
                                                    .seed = session->settings.seed,
                                                    .group = 1,
                                                    .luck = ARAS_NO_FACTOR,
                                                    .parameters = ARAS_NO_FACTOR}};
    if (aras_arena_try(session->arena, make_axes, &making, error) != ARAS_OK) {
        return error->status;
    }
    return making.status;
}

static enum aras_status finish(struct aras_experiment *experiment,
                               struct aras_error *error)
{
    experiment->design = aras_design_new(&experiment->form, error);
    if (experiment->design == NULL) {
        return error->status;
    }
    experiment->points = (size_t) aras_design_points(experiment->design);
    return ARAS_OK;
}

static void name_factor(struct aras_experiment *experiment, const char *id,
                        const char *title)
{
    ARAS_REQUIRE(experiment->form.factors < ARAS_EXPERIMENT_FACTORS);
    experiment->factor_id[experiment->form.factors] = id;
    experiment->factor_title[experiment->form.factors] = title;
    experiment->form.factors++;
}

/* Luck is factor 0 of all. */
static enum aras_status begin_rows(struct aras_experiment *experiment,
                                   struct aras_session *session,
                                   const struct aras_inputs *inputs, uint64_t rows,
                                   struct aras_error *error)
{
    if (begin(experiment, session, inputs, ARAS_DESIGN_SALTELLI, rows, error) !=
        ARAS_OK) {
        return error->status;
    }
    experiment->form.factor = experiment->factor;
    experiment->form.luck = 0;
    name_factor(experiment, "luck", "luck: what chance does in a world");
    return ARAS_OK;
}

static enum aras_status nothing_drawn(struct aras_error *error)
{
    return aras_error_set(error, ARAS_INVALID,
                          "nothing is drawn here: all parameters and variants have one "
                          "value, so that all variance is luck");
}

/* What has no axis is drawn with its set, the parameters here; a design has an axis at
 * least, so where no variant is drawn a parameter has one, and belongs to its group. */
enum aras_status aras_experiment_of_groups(struct aras_experiment *experiment,
                                           struct aras_session *session,
                                           const struct aras_inputs *all, uint64_t rows,
                                           struct aras_error *error)
{
    bool parameters = all->count + all->left_out > all->variants;
    size_t first = all->variants > 0 ? all->count - all->variants : 0;
    struct aras_inputs axes = {.column = all->column + first,
                               .count = all->variants > 0 ? all->variants : 1};

    if (all->count == 0) {
        return nothing_drawn(error);
    }
    if (begin_rows(experiment, session, &axes, rows, error) != ARAS_OK) {
        return error->status;
    }
    if (parameters) {
        experiment->form.parameters = experiment->form.factors;
        name_factor(experiment, "parameters", "parameters: all of them together");
    }
    if (all->variants > 0) {
        for (size_t i = 0; i < axes.count; i++) {
            experiment->factor[i] = experiment->form.factors;
        }
        name_factor(experiment, "variants", "variants: rival readings and formulae");
    } else {
        experiment->factor[0] = experiment->form.parameters;
    }
    return finish(experiment, error);
}

enum aras_status aras_experiment_of_inputs(struct aras_experiment *experiment,
                                           struct aras_session *session,
                                           const struct aras_inputs *inputs,
                                           const struct aras_inputs *all, uint64_t rows,
                                           struct aras_error *error)
{
    const struct aras_model *model = session->scenario->model;

    ARAS_REQUIRE(inputs->count >= 1 && inputs->count <= ARAS_MOST_APART);
    if (begin_rows(experiment, session, inputs, rows, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        experiment->factor[i] = experiment->form.factors;
        name_factor(experiment, aras_inputs_id(model, inputs->column[i]),
                    aras_inputs_title(model, inputs->column[i]));
    }
    if (all->count + all->left_out > inputs->count) {
        experiment->form.parameters = experiment->form.factors;
        name_factor(experiment, "others", "all else that is drawn, together");
    }
    return finish(experiment, error);
}

enum aras_status aras_experiment_of_trajectories(struct aras_experiment *experiment,
                                                 struct aras_session *session,
                                                 const struct aras_inputs *inputs,
                                                 uint64_t trajectories,
                                                 struct aras_error *error)
{
    if (inputs->count == 0) {
        return nothing_drawn(error);
    }
    if (begin(experiment, session, inputs, ARAS_DESIGN_MORRIS, trajectories, error) !=
        ARAS_OK) {
        return error->status;
    }
    return finish(experiment, error);
}

/* --- playing ---------------------------------------------------------------------- */

struct site {
    struct aras_experiment *experiment;
    const struct aras_model *model;
    const struct aras_target *targets;
    size_t count;
    struct aras_progress progress;
    size_t next, done;
    bool stop_on_failure;
};

static bool next_block(void *opaque, uint64_t *first, uint64_t *count)
{
    struct site *site = opaque;
    size_t left = site->experiment->points - site->next;

    *first = site->next;
    *count = left < BLOCK ? left : BLOCK;
    site->next += (size_t) *count;
    return *count > 0;
}

/* The first failure is told at once. */
static void tell_failure(struct site *site, const struct aras_failure *failure)
{
    aras_progress_end(&site->progress);
    fprintf(stderr, "world %llu failed: %s\n",
            (unsigned long long) failure->replication, failure->reason);
}

static enum aras_status keep_block(void *opaque, const struct aras_block *block,
                                   struct aras_error *error)
{
    struct site *site = opaque;
    struct aras_experiment *experiment = site->experiment;

    for (size_t i = 0; i < (size_t) block->count; i++) {
        const double *outcomes = &block->outcome[i * block->shape.outcomes];

        for (size_t k = 0; k < site->count; k++) {
            experiment->value[k * experiment->points + (size_t) block->first + i] =
                aras_target_of(&site->targets[k], site->model, outcomes);
        }
    }
    if (block->failures > 0 && experiment->failed == 0) {
        tell_failure(site, &block->failure[0]);
    }
    experiment->failed += block->failures;
    site->done += (size_t) block->count;
    aras_progress_show(&site->progress, site->done);
    return experiment->failed > 0 && site->stop_on_failure
               ? aras_error_set(error, ARAS_FAILED,
                                "stopped at the first failure, as --on-failure says")
               : ARAS_OK;
}

enum aras_status aras_experiment_play(struct aras_experiment *experiment,
                                      const struct aras_session *session,
                                      const struct aras_arguments *arguments,
                                      const struct aras_target *targets, size_t count,
                                      struct aras_error *error)
{
    struct site site = {.experiment = experiment,
                        .model = session->scenario->model,
                        .targets = targets,
                        .count = count,
                        .stop_on_failure = arguments->stop_on_failure};
    struct aras_plan plan = {.model = site.model,
                             .settings = session->settings,
                             .block = BLOCK,
                             .design = experiment->design};
    struct aras_sink sink = {&site, next_block, keep_block};
    unsigned threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    enum aras_status status;

    experiment->value = calloc(count * experiment->points, sizeof *experiment->value);
    if (experiment->value == NULL) {
        return aras_error_set(
            error, ARAS_NO_MEMORY,
            "no memory for %zu numbers of %zu worlds: take fewer rows", count,
            experiment->points);
    }
    aras_progress_start(&site.progress, session->scenario->name, 0, experiment->points,
                        arguments->quiet);
    status = aras_montecarlo_run(&plan, threads, &sink, aras_interrupt_watch(), error);
    aras_progress_end(&site.progress);
    return status;
}

void aras_experiment_free(struct aras_experiment *experiment)
{
    aras_design_free(experiment->design);
    free(experiment->value);
    *experiment = (struct aras_experiment){.points = 0};
}
