#include "statistics/distances.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/statistics/drawn_pairs.h"

/* Shares 1/2, 0, 1/2 in A and 0, 1, 0 in B, at 1, 3, 5: as in test_dominance.c. */
static void distances_are_those_of_the_distribution_functions(void **state)
{
    const double less[] = {-0.5, 1.0, -0.5}, value[] = {1, 3, 5};
    double distance[ARAS_DISTANCES];

    (void) state;
    aras_distances_of(less, value, 3, distance);
    assert_close(distance[ARAS_KOLMOGOROV], 0.5, 1e-15);
    assert_close(distance[ARAS_WASSERSTEIN], 2.0, 1e-15);
    assert_close(distance[ARAS_ENERGY], 2.0, 1e-15);
    assert_close(distance[ARAS_VARIATION], 1.0, 1e-15);
    assert_close(distance[ARAS_FIRST_B], 0.5, 1e-15);
    assert_close(distance[ARAS_FIRST_A], 0.5, 1e-15);
    assert_close(distance[ARAS_SECOND_B], 0.0, 0.0);
    assert_close(distance[ARAS_SECOND_A], 1.0, 1e-15);
}

/* How often a test rejects at 5 %. */
static double rejected(const struct drawn_plan *plan, enum aras_distance which,
                       int trials)
{
    static struct drawn_pairs drawn;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int count = 0;

    assert_non_null(rng);
    gsl_rng_set(rng, 7);
    for (int i = 0; i < trials; i++) {
        struct aras_distance_test test[ARAS_DISTANCES];
        struct aras_error error = {0};
        struct aras_binned *binned;

        draw_pairs(&drawn, plan, rng);
        binned = bin_pairs(&drawn, plan);
        assert_ok(aras_distances_test(binned, 99, rng, test, &error), error);
        count += test[which].p <= 0.05;
        aras_binned_free(binned);
    }
    gsl_rng_free(rng);
    return (double) count / trials;
}

/*
 * 400 pairs, 100 trials: 5 +- 2.2 rejections when nothing differs, 13 or more in one of
 * a thousand seeds. The measured sizes are in test_sizes_long.c.
 */
static void nothing_is_found_where_nothing_differs(void **state)
{
    struct drawn_plan plan = {.pairs = 400, .group = 1, .rho = 0.9};

    (void) state;
    assert_true(rejected(&plan, ARAS_KOLMOGOROV, 100) <= 0.12);
    plan.apart = true;
    assert_true(rejected(&plan, ARAS_WASSERSTEIN, 100) <= 0.12);
}

/* Worlds of one set share an effect that is nothing on average: were they swapped each
 * by itself, a third of such runs would be called different. */
static void an_effect_that_parameters_turn_about_is_no_difference(void **state)
{
    struct drawn_plan plan = {.pairs = 400, .group = 8, .rho = 0.9, .uneven = 0.5};

    (void) state;
    assert_true(rejected(&plan, ARAS_WASSERSTEIN, 100) <= 0.12);
}

/* A tenth of a standard deviation at a correlation of 0.9: Kolmogorov and Smirnov's
 * test by itself finds it in 4 % of runs, by swaps in at least 70 %. */
static void shared_luck_gives_the_power_to_find_little(void **state)
{
    struct drawn_plan plan = {.pairs = 400, .group = 1, .rho = 0.9, .shift = 0.1};

    (void) state;
    assert_true(rejected(&plan, ARAS_KOLMOGOROV, 100) >= 0.7);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    static struct drawn_pairs drawn;
    struct drawn_plan plan = {.pairs = 40, .group = 1};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    enum aras_status status = ARAS_NO_MEMORY;
    struct aras_binned *binned;
    int refused = 0;

    (void) state;
    draw_pairs(&drawn, &plan, rng);
    binned = bin_pairs(&drawn, &plan);
    while (status == ARAS_NO_MEMORY) {
        struct aras_distance_test test[ARAS_DISTANCES];
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_distances_test(binned, 9, rng, test, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_int_equal(refused, 3);
    aras_binned_free(binned);
    gsl_rng_free(rng);
}

/* Of `rows` pairs only the last differs: whichever way it is turned, the distance is
 * the same. Rows are turned four at a time, and none may be left over. */
static void every_row_is_turned(void **state)
{
    (void) state;
    for (size_t rows = 1; rows <= 9; rows++) {
        const double values[] = {0.0, 1.0};
        struct aras_distance_test test[ARAS_DISTANCES];
        struct aras_error error = {0};
        gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
        struct aras_binned *binned =
            aras_binned_new(values, 2, values, 2, INFINITY, true, rows, rows, &error);

        assert_non_null(binned);
        for (size_t r = 0; r < rows; r++) {
            aras_binned_add_a(binned, r, 0.0);
            aras_binned_add_b(binned, r, r + 1 == rows ? 1.0 : 0.0);
        }
        assert_ok(aras_distances_test(binned, 99, rng, test, &error), error);
        assert_close(test[ARAS_VARIATION].null, 1.0 / (double) rows, 1e-6);
        assert_close(test[ARAS_VARIATION].p, (1.0 + 99.0 / 2.0) / 100.0, 1e-12);
        aras_binned_free(binned);
        gsl_rng_free(rng);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_the_distribution_functions),
        cmocka_unit_test(every_row_is_turned),
        cmocka_unit_test(nothing_is_found_where_nothing_differs),
        cmocka_unit_test(an_effect_that_parameters_turn_about_is_no_difference),
        cmocka_unit_test(shared_luck_gives_the_power_to_find_little),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("distances", tests, NULL, NULL);
}
