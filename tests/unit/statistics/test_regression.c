#include "statistics/regression.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static const struct aras_regressor two[] = {{0, 1}, {1, 1}};

/* y = 1 + 2 u + 3 v on the corners of a square: u and v have variance 1/4, y has
 * 4/4 + 9/4; standardised slopes 2 / sqrt(13), 3 / sqrt(13). */
static void a_straight_line_is_found_exactly(void **state)
{
    const double column[] = {0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1};
    const double outcome[] = {1, 4, 3, 6, 1, 6};
    struct aras_regression regression;
    struct aras_regression_effect effect[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_regression_fit(&regression, outcome, column, 4, 2, two, 2, 0.95,
                                  effect, &error),
              error);
    assert_close(regression.r2, 1.0, 1e-14);
    assert_close(effect[0].slope, 2.0 / sqrt(13.0), 1e-14);
    assert_close(effect[1].slope, 3.0 / sqrt(13.0), 1e-14);
    assert_close(effect[0].share, 4.0 / 13.0, 1e-14);
    assert_close(effect[1].share, 9.0 / 13.0, 1e-14);
    assert_close(effect[0].partial, 1.0, 1e-7);
}

/* y = 0, 1, 1, 4 at u = 0, 1, 2, 3: the slope is 1.2, the sum of squares 9 of which
 * 1.2^2 5 = 7.2 is explained; r = sqrt(0.8). */
static void one_input_gives_the_correlation(void **state)
{
    const double column[] = {0, 1, 2, 3}, outcome[] = {0, -1, -1, -4};
    struct aras_regression regression;
    struct aras_regression_effect effect[1];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_regression_fit(&regression, outcome, column, 4, 1, two, 1, 0.95,
                                  effect, &error),
              error);
    assert_close(regression.r2, 0.8, 1e-14);
    assert_close(regression.adjusted_r2, 1.0 - 0.2 * 3.0 / 2.0, 1e-14);
    assert_close(effect[0].slope, -sqrt(0.8), 1e-14);
    assert_close(effect[0].partial, -sqrt(0.8), 1e-14);
    assert_close(effect[0].share, 0.8, 1e-14);
}

/* Three options, two columns: outcomes 0 0 | 2 2 | 4 4, and nothing from the other. */
static void an_input_of_several_columns_has_a_share_of_its_own(void **state)
{
    const struct aras_regressor input[] = {{0, 2}, {2, 1}};
    const double column[] = {0, 0, -1, 0, 0, 1, 1, 0, -1, 1, 0, 1, 0, 1, -1, 0, 1, 1};
    const double outcome[] = {0, 0, 2, 2, 4, 4};
    struct aras_regression regression;
    struct aras_regression_effect effect[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_regression_fit(&regression, outcome, column, 6, 3, input, 2, 0.95,
                                  effect, &error),
              error);
    assert_close(effect[0].share, 1.0, 1e-13);
    assert_true(isnan(effect[0].slope));
    assert_close(effect[0].partial, 1.0, 1e-7);
    assert_close(effect[1].share, 0.0, 1e-13);
    assert_close(effect[1].slope, 0.0, 1e-13);
}

static void a_column_that_never_changes_does_nothing(void **state)
{
    const double column[] = {0, 7, 1, 7, 2, 7, 3, 7, 4, 7}, outcome[] = {0, 1, 2, 3, 4};
    struct aras_regression regression;
    struct aras_regression_effect effect[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_regression_fit(&regression, outcome, column, 5, 2, two, 2, 0.95,
                                  effect, &error),
              error);
    assert_close(effect[0].slope, 1.0, 1e-14);
    assert_close(effect[1].slope, 0.0, 0.0);
    assert_close(effect[1].share, 0.0, 0.0);
}

static void what_cannot_be_fitted_is_refused(void **state)
{
    const double column[] = {0, 0, 1, 2, 2, 4, 3, 6, 4, 8}, outcome[] = {0, 1, 2, 3, 5};
    const double same[] = {1, 1, 1, 1, 1};
    struct aras_regression regression;
    struct aras_regression_effect effect[2];
    struct aras_error error = {0};

    (void) state;
    assert_fails(aras_regression_fit(&regression, outcome, column, 5, 2, two, 2, 0.95,
                                     effect, &error),
                 error, ARAS_INVALID, "input 1 is a combination");
    assert_fails(aras_regression_fit(&regression, outcome, column, 3, 2, two, 2, 0.95,
                                     effect, &error),
                 error, ARAS_INVALID, "at least 4 rows, got 3");
    assert_fails(aras_regression_fit(&regression, same, column, 5, 1, two, 1, 0.95,
                                     effect, &error),
                 error, ARAS_INVALID, "never changes");
}

/* y = x1 + 2 x2 + noise, whose spread grows with |x1|: variances 1, 4 and 2. */
static void intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    enum { TRIALS = 1000, ROWS = 200 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    const double truth[] = {1.0 / sqrt(7.0), 2.0 / sqrt(7.0)};
    static double column[2 * ROWS], outcome[ROWS];
    int held[2] = {0};

    (void) state;
    assert_non_null(rng);
    for (int trial = 0; trial < TRIALS; trial++) {
        struct aras_regression regression;
        struct aras_regression_effect effect[2];
        struct aras_error error = {0};

        for (size_t i = 0; i < ROWS; i++) {
            double x1 = gsl_ran_gaussian(rng, 1.0), x2 = gsl_ran_gaussian(rng, 1.0);

            column[2 * i] = x1;
            column[2 * i + 1] = x2;
            outcome[i] =
                x1 + 2.0 * x2 + gsl_ran_gaussian(rng, 1.0) * sqrt(1.0 + x1 * x1);
        }
        assert_ok(aras_regression_fit(&regression, outcome, column, ROWS, 2, two, 2,
                                      0.95, effect, &error),
                  error);
        for (size_t i = 0; i < 2; i++) {
            held[i] += effect[i].interval.low <= truth[i] &&
                       truth[i] <= effect[i].interval.high;
        }
    }
    print_message("          held in %.1f and %.1f %% of trials\n",
                  100.0 * held[0] / TRIALS, 100.0 * held[1] / TRIALS);
    /* The standard deviation of 1000 trials is 0.7 %; that spreads are themselves
     * estimated makes intervals of a strong slope a little wide. */
    assert_in_range(held[0], 925, 975);
    assert_in_range(held[1], 925, 995);
    gsl_rng_free(rng);
}

static void ranks_of_ties_are_their_middle(void **state)
{
    double number[] = {5, 0, 2, 0, 5, 0, 9, 0, 5, 0};
    const double expected[] = {3, 1, 3, 5, 3};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_regression_rank(number, 2, 5, &error), error);
    for (size_t i = 0; i < 5; i++) {
        assert_close(number[2 * i], expected[i], 0.0);
        assert_close(number[2 * i + 1], 0.0, 0.0);
    }
}

static enum aras_status try_all(struct aras_error *error)
{
    double column[] = {0, 1, 2, 3};
    const double outcome[] = {0, -1, -1, -4};
    struct aras_regression regression;
    struct aras_regression_effect effect[1];

    if (aras_regression_rank(column, 1, 4, error) != ARAS_OK) {
        return error->status;
    }
    return aras_regression_fit(&regression, outcome, column, 4, 1, two, 1, 0.95, effect,
                               error);
}

static void running_out_of_memory_is_survived(void **state)
{
    struct aras_error error = {0};
    int allowed = 0;

    (void) state;
    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status = try_all(&error);

        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_int_equal(allowed, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_straight_line_is_found_exactly),
        cmocka_unit_test(one_input_gives_the_correlation),
        cmocka_unit_test(an_input_of_several_columns_has_a_share_of_its_own),
        cmocka_unit_test(a_column_that_never_changes_does_nothing),
        cmocka_unit_test(what_cannot_be_fitted_is_refused),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(ranks_of_ties_are_their_middle),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
