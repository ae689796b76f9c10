#include "statistics/pawn.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/quantile.h"
#include "support/check.h"
#include "support/scarce_memory.h"

static struct aras_pawn sorted(const double *outcome, size_t rows)
{
    struct aras_error error = {0};
    struct aras_pawn pawn;

    assert_ok(aras_pawn_new(&pawn, outcome, rows, &error), error);
    return pawn;
}

static struct aras_slices sliced(const double *input, size_t rows, size_t most)
{
    struct aras_error error = {0};
    struct aras_slices slices;

    assert_ok(aras_slices_cut(&slices, input, rows, most, &error), error);
    return slices;
}

/* Outcomes 1 2 | 3 4: at 2 the first slice is complete and half of all is there. */
static void the_distance_is_the_one_worked_out_by_hand(void **state)
{
    const double outcome[] = {3, 1, 4, 2}, input[] = {0.7, 0.1, 0.9, 0.2};
    struct aras_pawn pawn = sorted(outcome, 4);
    struct aras_slices slices = sliced(input, 4, 2);
    struct aras_pawn_distance distance = aras_pawn_measure(&pawn, &slices, NULL);

    (void) state;
    assert_close(distance.greatest, 0.5, 0.0);
    assert_close(distance.middle, 0.5, 0.0);
    free(slices.of);
    aras_pawn_free(&pawn);
}

/* 0 0 0 1 | 1 1 1 1 | 0 0 1 1: shares 1/4, 1, 1/2 against 7/12. */
static void of_a_yes_or_no_it_is_by_how_much_the_probability_moves(void **state)
{
    const double outcome[] = {0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1};
    const double option[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    struct aras_pawn pawn = sorted(outcome, 12);
    struct aras_slices slices = sliced(option, 12, 10);
    struct aras_pawn_distance distance = aras_pawn_measure(&pawn, &slices, NULL);

    (void) state;
    assert_int_equal(slices.count, 3);
    assert_close(distance.greatest, 5.0 / 12.0, 1e-15);
    assert_close(distance.middle, 1.0 / 3.0, 1e-15);
    assert_int_equal(distance.slice, 1);
    free(slices.of);
    aras_pawn_free(&pawn);
}

static void the_greatest_value_is_in_the_last_slice(void **state)
{
    const double input[] = {5, 1, 2, 4, 3, 6};
    const uint8_t expected[] = {2, 0, 0, 1, 1, 2};
    struct aras_slices slices = sliced(input, 6, 3);

    (void) state;
    assert_int_equal(slices.count, 3);
    assert_memory_equal(slices.of, expected, sizeof expected);
    free(slices.of);
}

static void equal_values_share_a_slice(void **state)
{
    const double input[] = {1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5};
    const uint8_t expected[] = {0, 0, 0, 0, 0, 0, 0, 2, 2, 3, 3};
    struct aras_slices slices = sliced(input, 11, 4);

    (void) state;
    assert_memory_equal(slices.of, expected, sizeof expected);
    free(slices.of);
}

static void a_weight_is_a_row_that_comes_several_times(void **state)
{
    const double outcome[] = {3, 1, 4, 1, 5}, input[] = {1, 0, 1, 1, 0};
    const double weight[] = {2, 1, 0, 3, 1};
    const double outcome2[] = {3, 3, 1, 1, 1, 1, 5}, input2[] = {1, 1, 0, 1, 1, 1, 0};
    struct aras_pawn pawn = sorted(outcome, 5), pawn2 = sorted(outcome2, 7);
    struct aras_slices slices = sliced(input, 5, 2), slices2 = sliced(input2, 7, 2);
    struct aras_pawn_distance a = aras_pawn_measure(&pawn, &slices, weight);
    struct aras_pawn_distance b = aras_pawn_measure(&pawn2, &slices2, NULL);

    (void) state;
    assert_close(a.greatest, b.greatest, 1e-15);
    assert_close(a.middle, b.middle, 1e-15);
    free(slices.of);
    free(slices2.of);
    aras_pawn_free(&pawn);
    aras_pawn_free(&pawn2);
}

/* An inert input passes the 95 % threshold of its dummies in 5 % of samples; one that
 * moves the probability from 0.4 to 0.6 in nearly all. */
static void the_threshold_lets_few_inert_inputs_pass(void **state)
{
    enum { TRIALS = 400, ROWS = 500, ROUNDS = 100, SLICES = 5 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double outcome[ROWS], inert[ROWS], active[ROWS], dummy[2 * ROUNDS];
    int false_alarms = 0, found = 0;

    (void) state;
    assert_non_null(rng);
    for (int trial = 0; trial < TRIALS; trial++) {
        struct aras_error error = {0};

        for (size_t i = 0; i < ROWS; i++) {
            inert[i] = gsl_rng_uniform(rng);
            active[i] = gsl_rng_uniform(rng);
            outcome[i] = gsl_rng_uniform(rng) < 0.3 + 0.4 * active[i] ? 1.0 : 0.0;
        }

        struct aras_pawn pawn = sorted(outcome, ROWS);
        struct aras_slices of_inert = sliced(inert, ROWS, SLICES);
        struct aras_slices of_active = sliced(active, ROWS, SLICES);
        const struct aras_slices *both[] = {&of_active, &of_inert};

        assert_ok(aras_pawn_dummies(&pawn, both, 2, ROUNDS, dummy, rng, &error), error);

        double threshold = aras_quantile_sorted(dummy + ROUNDS, ROUNDS, 0.95);

        false_alarms += aras_pawn_measure(&pawn, &of_inert, NULL).greatest > threshold;
        found += aras_pawn_measure(&pawn, &of_active, NULL).greatest > threshold;
        free(of_inert.of);
        free(of_active.of);
        aras_pawn_free(&pawn);
    }
    print_message("          inert inputs that pass: %.1f %%, active ones: %.1f %%\n",
                  100.0 * false_alarms / TRIALS, 100.0 * found / TRIALS);
    /* 400 trials at 5 %: 20, standard deviation 4.4. */
    assert_in_range(false_alarms, 5, 38);
    assert_true(found > 0.95 * TRIALS);
    gsl_rng_free(rng);
}

static enum aras_status try_all(gsl_rng *rng, struct aras_error *error)
{
    const double outcome[] = {3, 1, 4, 1, 5}, input[] = {1, 0, 1, 1, 0};
    double distance[3];
    struct aras_pawn pawn;
    struct aras_slices slices = {0};
    const struct aras_slices *ways[] = {&slices};
    enum aras_status status = aras_pawn_new(&pawn, outcome, 5, error);

    if (status == ARAS_OK) {
        status = aras_slices_cut(&slices, input, 5, 2, error);
    }
    if (status == ARAS_OK) {
        status = aras_pawn_dummies(&pawn, ways, 1, 3, distance, rng, error);
    }
    free(slices.of);
    aras_pawn_free(&pawn);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct aras_error error = {0};
    int allowed = 0;

    (void) state;
    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status = try_all(rng, &error);

        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_int_equal(allowed, 6);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_is_the_one_worked_out_by_hand),
        cmocka_unit_test(of_a_yes_or_no_it_is_by_how_much_the_probability_moves),
        cmocka_unit_test(the_greatest_value_is_in_the_last_slice),
        cmocka_unit_test(equal_values_share_a_slice),
        cmocka_unit_test(a_weight_is_a_row_that_comes_several_times),
        cmocka_unit_test(the_threshold_lets_few_inert_inputs_pass),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
