#include "analysis/given_data.h"

#include "support/scarce_memory.h"
#include "unit/analysis/made_inputs.h"

static void a_row_is_a_parameter_set_with_the_mean_of_its_worlds(void **state)
{
    struct given given;
    double sum = 0.0;

    (void) state;
    open_given(&given, 200, 5, "fell");
    assert_int_equal(given.data.rows, 40);
    assert_int_equal(given.data.worlds, 200);
    assert_int_equal(given.data.failed, 1);
    for (uint64_t i = 15; i < 20; i++) {
        double outcome[2];

        play(i, 3, outcome);
        sum += outcome[0] / 5.0;
    }
    assert_close(given.data.outcome[3], sum, 1e-15);
    for (size_t i = 0; i < INPUTS; i++) {
        assert_close(given.data.input[3 * INPUTS + i], input_of(3, i), 0.0);
    }
    close_given(&given);
}

static void too_few_sets_are_refused(void **state)
{
    struct made_plan plan = {
        .model = &model, .replications = 50, .play = play, .draw = draw};
    struct made_run made = made_run_of(&plan);
    struct aras_target target = {ARAS_TARGET_SHARE, 0, 0};
    struct aras_error error = {0};
    struct aras_inputs inputs;
    struct aras_given_data data;

    (void) state;
    assert_ok(aras_inputs_find(&inputs, &model, &error), error);
    assert_fails(
        aras_given_data_read(&data, made.run, &model, &inputs, &target, 0, &error),
        error, ARAS_INVALID,
        "10 parameter sets (50 worlds in groups of 5), and at least 20");
    aras_inputs_free(&inputs);
    made_run_close(&made);
}

static void pawn_tells_what_counts_from_what_does_not(void **state)
{
    struct aras_error error = {0};
    struct aras_pawn_result result;
    struct given given;

    (void) state;
    open_given(&given, 4000, 1, "fell");
    assert_ok(aras_given_data_pawn(&given.data, 1, 4, &result, &error), error);
    assert_int_equal(result.slices, 10);
    for (size_t i = 0; i < INPUTS; i++) {
        struct aras_pawn_input *input = &result.input[i];

        assert_true(input->threshold < input->strict);
        assert_true(input->interval.low <= input->greatest);
        assert_true(input->interval.high >= input->greatest);
        assert_true((input->greatest > input->strict) == (i != INERT));
    }
    /* The slice of the bent input that is furthest off is at an end of its range. */
    assert_true(result.input[BENT].low < 0.01 || result.input[BENT].high > 0.99);
    /* wild: P is 0.2 higher than in the others, so 2/15 above the mean. */
    assert_close(result.input[TEMPER].greatest, 2.0 / 15.0, 0.04);
    assert_close(result.input[TEMPER].low, 2.0, 0.0);
    aras_pawn_result_free(&result);
    close_given(&given);
}

/* An outcome that is the same everywhere has no table of zeros. */
static void an_outcome_that_never_moves_is_refused(void **state)
{
    struct aras_error error = {0};
    struct aras_pawn_result pawn;
    struct aras_regression_result regression;
    struct given given;

    (void) state;
    open_given(&given, 4000, 1, "fell");
    for (size_t i = 0; i < given.data.rows; i++) {
        given.data.outcome[i] = 0.0;
    }
    given.data.mean = 0.0;
    assert_fails(aras_given_data_pawn(&given.data, 1, 4, &pawn, &error), error,
                 ARAS_INVALID, "the outcome is 0 in all 3999 parameter sets");
    assert_null(pawn.input);
    assert_fails(aras_given_data_regress(&given.data, &regression, &error), error,
                 ARAS_INVALID, "the outcome is 0 in all 3999 parameter sets");
    assert_null(regression.effect);
    close_given(&given);
}

/* Half as many rows leave half as many slices when those would be too small. */
static void few_rows_have_few_slices(void **state)
{
    struct aras_error error = {0};
    struct aras_pawn_result result;
    struct given given;

    (void) state;
    open_given(&given, 50, 1, "level");
    assert_ok(aras_given_data_pawn(&given.data, 1, 1, &result, &error), error);
    assert_int_equal(result.slices, 4);
    for (size_t i = 0; i < INPUTS; i++) {
        assert_true(isnan(result.input[i].interval.low) == (result.input[i].place > 1));
    }
    aras_pawn_result_free(&result);
    close_given(&given);
}

/* level = 0.1 + 0.4 u + 1.2 (v - 1/2)^2 + 0.2 [wild]: variances 0.16 / 12 = 0.013333;
 * 1.44 (1/80 - 1/144) = 0.008; 0.04 x 2/9 = 0.0088889. */
static void a_regression_finds_what_is_straight(void **state)
{
    const double straight = 0.16 / 12.0, bent = 0.008, temper = 0.04 * 2.0 / 9.0;
    const double all = straight + bent + temper;
    struct aras_error error = {0};
    struct aras_regression_result result;
    struct given given;

    (void) state;
    open_given(&given, 4000, 1, "level");
    assert_ok(aras_given_data_regress(&given.data, &result, &error), error);
    assert_int_equal(result.fit.columns, 5);
    assert_close(result.fit.r2, (straight + temper) / all, 0.02);
    assert_close(result.effect[STEADY].slope, sqrt(straight / all), 0.02);
    assert_close(result.effect[STEADY].share, straight / all, 0.03);
    assert_close(result.effect[BENT].slope, 0.0, 0.03);
    assert_close(result.effect[INERT].slope, 0.0, 0.03);
    assert_true(isnan(result.effect[TEMPER].slope));
    assert_close(result.effect[TEMPER].share, temper / all, 0.03);
    assert_true(result.by_rank[STEADY].partial > 0.6);
    aras_regression_result_free(&result);
    close_given(&given);
}

static void a_regression_needs_rows(void **state)
{
    static struct aras_parameter many[30];
    struct aras_model wide = model;
    struct aras_inputs inputs;
    struct aras_given_data data = {.model = &wide, .inputs = &inputs, .rows = 40};
    struct aras_regression_result result;
    struct aras_error error = {0};

    (void) state;
    for (size_t i = 0; i < 30; i++) {
        many[i] = parameters[0];
    }
    wide.parameters = many;
    wide.parameter_count = 30;
    assert_ok(aras_inputs_find(&inputs, &wide, &error), error);
    assert_fails(aras_given_data_regress(&data, &result, &error), error, ARAS_INVALID,
                 "on 32 columns needs at least 64 parameter sets, and the run has 40");
    aras_inputs_free(&inputs);
}

static void screening_sees_what_bends_too(void **state)
{
    struct aras_error error = {0};
    size_t chosen[INPUTS];
    struct given given;

    (void) state;
    open_given(&given, 4000, 1, "fell");
    assert_ok(aras_given_data_screen(&given.data, INPUTS, chosen, &error), error);
    assert_int_equal(chosen[INPUTS - 1], INERT);
    assert_int_equal(chosen[0], STEADY);
    close_given(&given);
}

static enum aras_status try_all(const struct aras_run *run, struct aras_error *error)
{
    const struct aras_target target = {ARAS_TARGET_SHARE, 0, 0};
    struct aras_inputs inputs;
    struct aras_given_data data = {.model = NULL};
    struct aras_pawn_result pawn = {.count = 0};
    struct aras_regression_result regression = {.effect = NULL};
    size_t chosen[INPUTS];
    enum aras_status status = aras_inputs_find(&inputs, &model, error);

    if (status == ARAS_OK) {
        status = aras_given_data_read(&data, run, &model, &inputs, &target, 0, error);
    }
    if (status == ARAS_OK) {
        status = aras_given_data_pawn(&data, 1, 1, &pawn, error);
    }
    if (status == ARAS_OK) {
        status = aras_given_data_regress(&data, &regression, error);
    }
    if (status == ARAS_OK) {
        status = aras_given_data_screen(&data, 1, chosen, error);
    }
    aras_pawn_result_free(&pawn);
    aras_regression_result_free(&regression);
    aras_given_data_free(&data);
    aras_inputs_free(&inputs);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    struct made_plan plan = {
        .model = &model, .replications = 40, .group = 1, .play = play, .draw = draw};
    struct made_run made = made_run_of(&plan);
    struct aras_error error = {0};
    int allowed = 0;

    (void) state;
    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status = try_all(made.run, &error);

        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_true(allowed > 40);
    made_run_close(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_parameter_set_with_the_mean_of_its_worlds),
        cmocka_unit_test(too_few_sets_are_refused),
        cmocka_unit_test(pawn_tells_what_counts_from_what_does_not),
        cmocka_unit_test(an_outcome_that_never_moves_is_refused),
        cmocka_unit_test(few_rows_have_few_slices),
        cmocka_unit_test(a_regression_finds_what_is_straight),
        cmocka_unit_test(a_regression_needs_rows),
        cmocka_unit_test(screening_sees_what_bends_too),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
