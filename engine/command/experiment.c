#include "command/experiment.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/cursor.h"
#include "base/require.h"
#include "command/varied.h"
#include "command/worker.h"

int aras_experiment_open(struct aras_experiment *experiment,
                         const struct aras_arguments *arguments)
{
    struct aras_session *session = &experiment->session;
    int code;

    *experiment = (struct aras_experiment){.points = 0};
    code = aras_session_open(session, arguments->word[0], arguments);
    if (code == ARAS_EXIT_FINE && session->stored) {
        session->scenario->name = session->facts.name;
    }
    return code;
}

void aras_experiment_close(struct aras_experiment *experiment)
{
    if (experiment->session.arena != NULL) {
        aras_session_close(&experiment->session);
    }
    free(experiment->value);
    *experiment = (struct aras_experiment){.points = 0};
}

/* --- designs ---------------------------------------------------------------------- */

struct making {
    struct aras_experiment *experiment;
    const struct aras_inputs *inputs; /* that get an axis */
    struct aras_error error;
};

static void make_axes(void *opaque)
{
    struct making *making = opaque;
    struct aras_session *session = &making->experiment->session;
    const struct aras_model *model = session->scenario->model;
    size_t count = making->inputs->count;
    struct aras_axis *axis = aras_arena_array(session->arena, count, sizeof *axis);

    for (size_t i = 0; i < count; i++) {
        size_t column = making->inputs->column[i];
        bool variant = aras_inputs_is_variant(model, column);
        struct aras_input input = {
            variant ? ARAS_INPUT_VARIANT : ARAS_INPUT_PARAMETER,
            (uint32_t) (variant ? column - model->parameter_count : column)};

        if (aras_axis_of_input(&axis[i], input, model, session->arena,
                               &making->error) != ARAS_OK) {
            return;
        }
    }
    making->experiment->form.axis = axis;
    making->experiment->form.axes = count;
}

/* A design with an axis for each of the inputs. */
static int begin(struct aras_experiment *experiment, const struct aras_inputs *inputs,
                 enum aras_design_kind kind, uint64_t size)
{
    struct making making = {.experiment = experiment, .inputs = inputs};
    struct aras_error error = {0};

    experiment->form = (struct aras_design_form){.kind = kind,
                                                 .size = size,
                                                 .group = 1,
                                                 .luck = ARAS_NO_FACTOR,
                                                 .parameters = ARAS_NO_FACTOR};
    if (aras_arena_try(experiment->session.arena, make_axes, &making, &error) !=
        ARAS_OK) {
        return aras_complain(&error);
    }
    return making.error.status == ARAS_OK ? ARAS_EXIT_FINE
                                          : aras_complain(&making.error);
}

static int finish(struct aras_experiment *experiment)
{
    int code = aras_session_vary_by(&experiment->session, &experiment->form);

    if (code == ARAS_EXIT_FINE) {
        experiment->points = (size_t) aras_design_points(experiment->session.design);
    }
    return code;
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
static int begin_rows(struct aras_experiment *experiment,
                      const struct aras_inputs *inputs, uint64_t rows)
{
    int code = begin(experiment, inputs, ARAS_DESIGN_SALTELLI, rows);

    experiment->form.factor = experiment->factor;
    experiment->form.luck = 0;
    name_factor(experiment, "luck", "luck: what chance does in a world");
    return code;
}

/* What has no axis is drawn with its set, the parameters here; a design has an axis at
 * least, so where no variant is drawn a parameter has one, and belongs to its group. */
int aras_experiment_of_groups(struct aras_experiment *experiment,
                              const struct aras_inputs *all, uint64_t rows)
{
    bool parameters = all->count + all->left_out > all->variants;
    size_t first = all->variants > 0 ? all->count - all->variants : 0;
    struct aras_inputs axes = {.column = all->column + first,
                               .count = all->variants > 0 ? all->variants : 1};
    int code;

    ARAS_REQUIRE(all->count >= 1);
    code = begin_rows(experiment, &axes, rows);
    if (code != ARAS_EXIT_FINE) {
        return code;
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
    return finish(experiment);
}

int aras_experiment_of_inputs(struct aras_experiment *experiment,
                              const struct aras_inputs *inputs,
                              const struct aras_inputs *all, uint64_t rows)
{
    const struct aras_model *model = experiment->session.scenario->model;
    int code = begin_rows(experiment, inputs, rows);

    ARAS_REQUIRE(inputs->count >= 1 && inputs->count <= ARAS_MOST_APART);
    if (code != ARAS_EXIT_FINE) {
        return code;
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
    return finish(experiment);
}

int aras_experiment_of_trajectories(struct aras_experiment *experiment,
                                    const struct aras_inputs *inputs,
                                    uint64_t trajectories)
{
    int code = begin(experiment, inputs, ARAS_DESIGN_MORRIS, trajectories);

    return code == ARAS_EXIT_FINE ? finish(experiment) : code;
}

/* --- playing ---------------------------------------------------------------------- */

static enum aras_status keep_all(struct aras_experiment *experiment,
                                 const struct aras_run *run,
                                 const struct aras_target *targets, size_t count,
                                 struct aras_error *error)
{
    const struct aras_model *model = experiment->session.scenario->model;
    struct aras_cursor cursor = {.run = run};
    enum aras_status status = ARAS_OK;

    for (size_t i = 0; i < experiment->points && status == ARAS_OK; i++) {
        struct aras_world world;

        status = aras_cursor_next(&cursor, &world, error);
        if (status != ARAS_OK) {
            break;
        }
        experiment->failed += world.failed;
        for (size_t k = 0; k < count; k++) {
            experiment->value[k * experiment->points + i] =
                world.failed ? NAN : aras_target_of(&targets[k], model, world.outcomes);
        }
    }
    aras_cursor_close(&cursor);
    return status;
}

/* The design is played once: that is one replication of each point. */
static int play_all(struct aras_experiment *experiment,
                    const struct aras_arguments *arguments, struct aras_run **run)
{
    struct aras_arguments once = *arguments;
    struct aras_work work;
    int code;

    once.replications = 1;
    code = aras_work_on(&experiment->session, &once, run, &work);
    if (code == ARAS_EXIT_INTERRUPTED) {
        fprintf(stderr,
                "aras: interrupted after %llu worlds of %zu; the same command goes on "
                "where it stopped\n",
                (unsigned long long) work.replications, experiment->points);
    }
    return code;
}

int aras_experiment_play(struct aras_experiment *experiment,
                         const struct aras_arguments *arguments,
                         const struct aras_target *targets, size_t count)
{
    struct aras_error error = {0};
    struct aras_run *run = NULL;
    int code = play_all(experiment, arguments, &run);

    if (code != ARAS_EXIT_FINE) {
        aras_run_close(run);
        return code;
    }
    experiment->value = calloc(count * experiment->points, sizeof *experiment->value);
    if (experiment->value == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY,
                       "no memory for %zu numbers of %zu worlds: take fewer rows",
                       count, experiment->points);
    } else if (keep_all(experiment, run, targets, count, &error) == ARAS_OK) {
        aras_run_close(run);
        return ARAS_EXIT_FINE;
    }
    aras_run_close(run);
    return aras_complain(&error);
}
