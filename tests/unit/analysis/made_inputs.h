#ifndef ARAS_TESTS_UNIT_ANALYSIS_MADE_INPUTS_H
#define ARAS_TESTS_UNIT_ANALYSIS_MADE_INPUTS_H

#include <math.h>

#include "analysis/given_data.h"
#include "unit/analysis/made_run.h"

/* A run of a made model whose inputs are known, and what was read of it. */

/* Three parameters and a variant of three options. What counts: the first parameter
 * (steadily), the second (at both ends alike), the variant; the third does nothing. */
enum { STEADY, BENT, INERT, TEMPER, INPUTS };

static const struct aras_option tempers[] = {
    {.id = "calm"}, {.id = "angry"}, {.id = "wild"}};
static const struct aras_variant variant = {
    .id = "temper", .options = tempers, .count = 3, .fixed = -1};
static struct aras_parameter parameters[] = {
    {.id = "steady", .slot = 1, .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
    {.id = "bent", .slot = 2, .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
    {.id = "inert", .slot = 3, .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}}};
static const struct aras_outcome outcomes[] = {{.id = "fell", .kind = ARAS_HAPPENED},
                                               {.id = "level", .kind = ARAS_VALUE}};
static const struct aras_model model = {.title = "made",
                                        .horizon = 10.0,
                                        .outcomes = outcomes,
                                        .outcome_count = 2,
                                        .parameters = parameters,
                                        .parameter_count = 3,
                                        .variants = &variant,
                                        .variant_count = 1};

static double input_of(uint64_t set, size_t input)
{
    double u = made_draw(set * INPUTS + input);

    return input == TEMPER ? floor(3.0 * u) : u;
}

static void draw(uint64_t set, double *values)
{
    for (size_t i = 0; i < INPUTS; i++) {
        values[i] = input_of(set, i);
    }
}

static bool play(uint64_t replication, uint64_t set, double *outcome)
{
    double bent = input_of(set, BENT) - 0.5;
    double p = 0.1 + 0.4 * input_of(set, STEADY) + 1.2 * bent * bent +
               (input_of(set, TEMPER) == 2.0 ? 0.2 : 0.0);

    outcome[0] = made_draw(1000000007 + replication) < p ? 1.0 : 0.0;
    outcome[1] = p;
    return replication != 13;
}

struct given {
    struct made_run made;
    struct aras_inputs inputs;
    struct aras_given_data data;
};

static inline void open_given(struct given *given, uint64_t worlds, uint64_t group,
                              const char *what)
{
    struct made_plan plan = {.model = &model,
                             .replications = worlds,
                             .group = group,
                             .block = 1000,
                             .play = play,
                             .draw = draw};
    struct aras_error error = {0};
    struct aras_target target;

    given->made = made_run_of(&plan);
    assert_ok(aras_inputs_find(&given->inputs, &model, &error), error);
    assert_ok(aras_target_read(&target, what, &model, &error), error);
    assert_ok(aras_given_data_read(&given->data, given->made.run, &model,
                                   &given->inputs, &target, 0, &error),
              error);
}

static inline void close_given(struct given *given)
{
    aras_given_data_free(&given->data);
    aras_inputs_free(&given->inputs);
    made_run_close(&given->made);
}

#endif
