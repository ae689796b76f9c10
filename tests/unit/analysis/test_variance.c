#include "analysis/variance.h"

#include <math.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

enum { LUCK, STRONG, WEAK, INERT, FACTORS, CELLS = FACTORS + 2 };

static const uint64_t from_b[CELLS] = {0, 15, 1, 2, 4, 8};

/* A yes or no of luck and inputs: yes when luck is below a probability that the strong
 * input moves from 0.2 to 0.6 and the weak one by 0.1. */
static double play(const double *x)
{
    return x[LUCK] < 0.2 + 0.4 * x[STRONG] + 0.1 * x[WEAK] ? 1.0 : 0.0;
}

static double *make_sample(size_t rows, uint64_t seed, struct aras_sobol_sample *sample)
{
    double *outcome = calloc(rows * CELLS, sizeof *outcome);

    assert_non_null(outcome);
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = 0; k < CELLS; k++) {
            double x[FACTORS];

            for (size_t f = 0; f < FACTORS; f++) {
                x[f] = made_draw(((seed * 1000003 + i) * FACTORS + f) * 2 +
                                 (from_b[k] >> f & 1));
            }
            outcome[i * CELLS + k] = play(x);
        }
    }
    *sample = (struct aras_sobol_sample){.factors = FACTORS,
                                         .cells = CELLS,
                                         .from_b = from_b,
                                         .rows = rows,
                                         .outcome = outcome};
    return outcome;
}

/* P = 0.2 + 0.4 u + 0.1 v: mean 0.45, variance (0.16 + 0.01) / 12 = 0.0141667; of the
 * outcome 0.45 x 0.55 = 0.2475. */
static void what_inputs_settle_is_the_spread_of_the_probability(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance;
    double *outcome = make_sample(20000, 1, &sample);

    (void) state;
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_int_equal(variance.rows, 20000);
    assert_int_equal(variance.failed, 0);
    assert_close(variance.mean, 0.45, 0.01);
    assert_close(variance.variance, 0.2475, 0.001);
    assert_close(variance.settled, 0.0141667 / 0.2475, 0.02);
    assert_close(variance.factor[STRONG].first, 0.16 / 12.0 / 0.2475, 0.01);
    assert_close(variance.factor[STRONG].of_settled, 16.0 / 17.0, 0.35);
    assert_close(variance.factor[INERT].total, 0.0, 0.0);
    assert_close(variance.factor[INERT].first, 0.0, 0.0);
    assert_true(variance.factor[LUCK].total > 0.9);
    assert_true(isnan(variance.factor[LUCK].of_settled));
    assert_true(variance.factor[STRONG].total_interval.low >
                variance.factor[WEAK].total_interval.high);
    aras_variance_free(&variance);
    free(outcome);
}

/* What was never seen to change may still do so: 1 - 0.05^(1/n) of the rows, and half
 * of that of the variance. */
static void what_changes_in_no_row_has_the_interval_of_the_never_seen(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance;
    double *outcome = make_sample(500, 8, &sample);

    (void) state;
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_true(variance.yes_or_no);
    assert_false(variance.rare);
    assert_close(variance.factor[INERT].total_interval.low, 0.0, 0.0);
    assert_close(variance.factor[INERT].total_interval.high,
                 (1.0 - pow(0.05, 1.0 / 500.0)) / 2.0 / variance.variance, 1e-12);
    assert_close(variance.factor[INERT].first_interval.high,
                 variance.factor[INERT].total_interval.high, 0.0);
    aras_variance_free(&variance);
    for (size_t i = 0; i < 500 * CELLS; i++) {
        outcome[i] *= 2.0; /* no yes or no any more */
    }
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_false(variance.yes_or_no);
    assert_close(variance.factor[INERT].total_interval.high, 0.0, 0.0);
    aras_variance_free(&variance);
    free(outcome);
}

static void what_is_so_in_few_worlds_is_called_rare(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance;
    double *outcome = make_sample(60, 9, &sample); /* 0.45 of 60 is 27 */

    (void) state;
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_true(variance.rare);
    aras_variance_free(&variance);
    free(outcome);
}

static void inputs_stand_in_their_order(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance;
    double *outcome = make_sample(2000, 2, &sample);

    (void) state;
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_int_equal(variance.factor[STRONG].place.place, 1);
    assert_int_equal(variance.factor[WEAK].place.place, 2);
    assert_int_equal(variance.factor[INERT].place.place, 3);
    assert_int_equal(variance.top, 3);
    assert_close(variance.order_held, 1.0, 0.0);
    aras_variance_free(&variance);
    free(outcome);
}

static void the_same_sample_gives_the_same_bits(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance a, b;
    double *outcome = make_sample(100, 3, &sample);

    (void) state;
    assert_ok(aras_variance_of(&a, &sample, 7, &error), error);
    assert_ok(aras_variance_of(&b, &sample, 7, &error), error);
    assert_memory_equal(a.factor, b.factor, FACTORS * sizeof *a.factor);
    aras_variance_free(&b);
    assert_ok(aras_variance_of(&b, &sample, 8, &error), error);
    assert_true(a.factor[LUCK].total_interval.low != b.factor[LUCK].total_interval.low);
    aras_variance_free(&a);
    aras_variance_free(&b);
    free(outcome);
}

static void rows_with_a_failed_world_are_left_out(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance, without;
    double *outcome = make_sample(100, 4, &sample);

    (void) state;
    sample.rows = 97;
    assert_ok(aras_variance_of(&without, &sample, 1, &error), error);
    sample.rows = 100;
    outcome[97 * CELLS + 2] = NAN;
    outcome[98 * CELLS] = NAN;
    outcome[99 * CELLS + 5] = NAN;
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_int_equal(variance.failed, 3);
    assert_memory_equal(variance.factor, without.factor,
                        FACTORS * sizeof *variance.factor);
    aras_variance_free(&variance);
    aras_variance_free(&without);
    sample.rows = 9;
    assert_fails(aras_variance_of(&variance, &sample, 1, &error), error, ARAS_INVALID,
                 "at least 10 rows without a failed world, got 9");
    free(outcome);
}

static void an_outcome_that_never_changes_has_no_split(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance;
    double *outcome = make_sample(20, 5, &sample);

    (void) state;
    for (size_t i = 0; i < 20 * CELLS; i++) {
        outcome[i] = 1.0;
    }
    assert_ok(aras_variance_of(&variance, &sample, 1, &error), error);
    assert_close(variance.variance, 0.0, 0.0);
    assert_true(isnan(variance.factor[LUCK].total) && isnan(variance.settled));
    aras_variance_free(&variance);
    free(outcome);
}

static void running_out_of_memory_is_survived(void **state)
{
    struct aras_error error = {0};
    struct aras_sobol_sample sample;
    struct aras_variance variance;
    double *outcome = make_sample(10, 6, &sample);
    int allowed = 0;

    (void) state;
    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status = aras_variance_of(&variance, &sample, 1, &error);

        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_true(allowed > 8);
    aras_variance_free(&variance);
    free(outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_inputs_settle_is_the_spread_of_the_probability),
        cmocka_unit_test(what_changes_in_no_row_has_the_interval_of_the_never_seen),
        cmocka_unit_test(what_is_so_in_few_worlds_is_called_rare),
        cmocka_unit_test(inputs_stand_in_their_order),
        cmocka_unit_test(the_same_sample_gives_the_same_bits),
        cmocka_unit_test(rows_with_a_failed_world_are_left_out),
        cmocka_unit_test(an_outcome_that_never_changes_has_no_split),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
