#include "analysis/elementary.h"

#include <math.h>
#include <stdlib.h>

#include "base/require.h"
#include "random/stream.h"

enum { ROUNDS = 1000, TOP = 5 };

#define LEVEL 0.95

/* --- from moves to effects ---------------------------------------------------------
 */

/* Which way an axis moves; 0 when it stays. */
static double direction(double from, double to)
{
    return (double) (to > from) - (double) (to < from);
}

static void find_effects(const struct aras_design *design, const double *outcome,
                         uint64_t trajectory, double *before, double *after,
                         double *effect)
{
    size_t axes = aras_design_form(design)->axes;
    uint64_t first = trajectory * (axes + 1);

    for (size_t i = 0; i < axes; i++) {
        effect[i] = NAN;
    }
    aras_design_get(design, first, before);
    for (uint64_t step = 1; step <= axes; step++) {
        aras_design_get(design, first + step, after);
        for (size_t i = 0; i < axes; i++) {
            double way = direction(before[i], after[i]);

            if (way != 0.0) {
                effect[i] = way * (outcome[first + step] - outcome[first + step - 1]);
            }
            before[i] = after[i];
        }
    }
}

enum aras_status aras_elementary_effects(const struct aras_design *design,
                                         const double *outcome, double *effect,
                                         bool *unordered, struct aras_error *error)
{
    const struct aras_design_form *form = aras_design_form(design);
    double *values = calloc(2 * form->axes, sizeof *values);

    ARAS_REQUIRE(form->kind == ARAS_DESIGN_MORRIS);
    if (values == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu axes",
                              form->axes);
    }
    for (size_t i = 0; i < form->axes; i++) {
        unordered[i] = aras_axis_is_category(&form->axis[i]);
    }
    for (uint64_t t = 0; t < form->size; t++) {
        find_effects(design, outcome, t, values, values + form->axes,
                     &effect[t * form->axes]);
    }
    free(values);
    return ARAS_OK;
}

/* --- what they come to -------------------------------------------------------------
 */

static struct aras_interval interval_of(const struct aras_morris *morris, size_t number,
                                        const struct aras_morris_effect *effect,
                                        bool share)
{
    double count = (double) effect->count;

    return share ? aras_interval_wilson(count > 0.0 ? count * effect->size : 0.0, count,
                                        LEVEL)
                 : aras_morris_size_interval(morris, number, LEVEL);
}

static enum aras_status rank(struct aras_elementary *elementary,
                             const struct aras_bootstrap *bootstrap,
                             struct aras_error *error)
{
    size_t inputs = elementary->inputs;
    struct aras_standing *place = calloc(inputs + 1, sizeof *place);
    double *size = calloc(inputs + 1, sizeof *size);
    enum aras_status status = ARAS_OK;

    if (place == NULL || size == NULL) {
        free(place);
        free(size);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu places",
                              inputs);
    }
    for (size_t i = 0; i < inputs; i++) {
        size[i] = elementary->input[i].effect.size;
    }
    elementary->top = inputs < TOP ? inputs : TOP;
    status = aras_bootstrap_places(bootstrap, 0, inputs, size, elementary->top, LEVEL,
                                   place, &elementary->order_held, error);
    for (size_t i = 0; status == ARAS_OK && i < inputs; i++) {
        elementary->input[i].place = place[i];
    }
    free(place);
    free(size);
    return status;
}

static enum aras_status tell(struct aras_elementary *elementary,
                             const struct aras_morris *morris, bool share, gsl_rng *rng,
                             struct aras_error *error)
{
    struct aras_bootstrap bootstrap;
    enum aras_status status =
        aras_bootstrap_draw(&bootstrap, morris->rows, ROUNDS, morris->inputs,
                            aras_morris_measure, morris, rng, error);

    for (size_t i = 0; i < morris->inputs; i++) {
        struct aras_elementary_input *input = &elementary->input[i];

        input->effect = aras_morris_of(morris, i);
        input->interval = interval_of(morris, i, &input->effect, share);
        elementary->unknown += morris->rows - input->effect.count;
    }
    if (status == ARAS_OK) {
        status = rank(elementary, &bootstrap, error);
    }
    aras_bootstrap_free(&bootstrap);
    return status;
}

enum aras_status aras_elementary_of(struct aras_elementary *elementary,
                                    const struct aras_morris *morris, bool share,
                                    uint64_t seed, struct aras_error *error)
{
    struct aras_stream stream = {.seed = seed,
                                 .name = aras_name_hash("elementary effects"),
                                 .purpose = ARAS_FOR_ANALYSIS};
    gsl_rng *rng = gsl_rng_alloc(aras_rng_philox);
    enum aras_status status;

    *elementary = (struct aras_elementary){
        .rows = morris->rows,
        .inputs = morris->inputs,
        .input = calloc(morris->inputs + 1, sizeof *elementary->input)};
    if (rng == NULL || elementary->input == NULL) {
        gsl_rng_free(rng);
        aras_elementary_free(elementary);
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for the effects of %zu inputs",
                              morris->inputs);
    }
    aras_rng_attach(rng, &stream, 0);
    status = tell(elementary, morris, share, rng, error);
    gsl_rng_free(rng);
    if (status != ARAS_OK) {
        aras_elementary_free(elementary);
    }
    return status;
}

void aras_elementary_free(struct aras_elementary *elementary)
{
    free(elementary->input);
    *elementary = (struct aras_elementary){0};
}
