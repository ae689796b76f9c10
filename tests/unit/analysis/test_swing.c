#include "analysis/swing.h"

#include <math.h>

#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

/* Three parameters and a variant of three options. What counts: the first parameter
 * (steadily), the second (at both ends alike, which no swing can see), the variant; the
 * third does nothing. */
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

static void open_given(struct given *given, uint64_t worlds, uint64_t group,
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

static void close_given(struct given *given)
{
    aras_given_data_free(&given->data);
    aras_inputs_free(&given->inputs);
    made_run_close(&given->made);
}

static void open_swings(struct given *given, struct aras_swing_of swing[INPUTS],
                        uint64_t worlds, uint64_t group)
{
    struct aras_error error = {0};

    open_given(given, worlds, group, "fell");
    assert_ok(aras_swings_of(&given->data, swing, &error), error);
}

static void an_input_that_counts_swings_and_one_that_does_nothing_does_not(void **state)
{
    struct aras_swing_of swing[INPUTS];
    struct given given;

    (void) state;
    open_swings(&given, swing, 20000, 1);
    /* Means of the steady input in the outer fifths are 0.1 and 0.9: 0.4 x 0.8 apart.
     */
    assert_close(swing[STEADY].high - swing[STEADY].low, 0.32, 0.03);
    assert_close(swing[STEADY].low_at, 0.1, 0.01);
    assert_close(swing[STEADY].high_at, 0.9, 0.01);
    assert_true(swing[STEADY].adjusted < 1e-6);
    assert_true(swing[BENT].adjusted > 0.05);
    assert_true(swing[INERT].adjusted > 0.05);
    close_given(&given);
}

static void a_variant_swings_between_its_most_different_options(void **state)
{
    struct aras_swing_of swing[INPUTS];
    struct given given;

    (void) state;
    open_swings(&given, swing, 20000, 1);
    assert_true(swing[TEMPER].high_at == 2.0);
    assert_true(swing[TEMPER].low_at < 2.0);
    assert_close(swing[TEMPER].high - swing[TEMPER].low, 0.2, 0.03);
    assert_true(swing[TEMPER].adjusted < 1e-6);
    close_given(&given);
}

/* 500 runs of 40 sets with four inputs, in none of which anything but luck differs: the
 * least adjusted p is below 5 % in about 5 % of them, so in 45 or more of the 500 by a
 * chance of 1 in 10,000. */
static void chance_alone_is_seldom_taken_for_a_swing(void **state)
{
    size_t alarms = 0;

    (void) state;
    for (uint64_t trial = 0; trial < 500; trial++) {
        double outcome[40];
        double input[40 * INPUTS];
        size_t column[INPUTS] = {STEADY, BENT, INERT, TEMPER};
        struct aras_inputs inputs = {.column = column, .count = INPUTS, .variants = 1};
        struct aras_given_data data = {.model = &model,
                                       .inputs = &inputs,
                                       .rows = 40,
                                       .outcome = outcome,
                                       .input = input};
        struct aras_swing_of swing[INPUTS];
        struct aras_error error = {0};
        bool alarm = false;

        for (size_t row = 0; row < 40; row++) {
            outcome[row] = made_draw(1000003 * trial + row);
            for (size_t i = 0; i < INPUTS; i++) {
                input[row * INPUTS + i] = input_of(40 * trial + row, i);
            }
        }
        assert_ok(aras_swings_of(&data, swing, &error), error);
        for (size_t i = 0; i < INPUTS; i++) {
            alarm = alarm || swing[i].adjusted < 0.05;
        }
        alarms += alarm;
    }
    assert_true(alarms < 45);
    assert_true(alarms > 2);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    struct aras_swing_of swing[INPUTS];
    struct given given;
    int refused = 0;

    (void) state;
    open_given(&given, 1000, 20, "fell");
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_swings_of(&given.data, swing, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
    close_given(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            an_input_that_counts_swings_and_one_that_does_nothing_does_not),
        cmocka_unit_test(a_variant_swings_between_its_most_different_options),
        cmocka_unit_test(chance_alone_is_seldom_taken_for_a_swing),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("swing", tests, NULL, NULL);
}
