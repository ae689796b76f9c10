#include "statistics/spread.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* Groups of 10 with 2 and 8 successes: m = 1/2, between = 10 (0.09 + 0.09) = 1.8,
 * within = (1.6 + 1.6) / 18 = 8/45, n_0 = 10. Variance (1.8 - 8/45) / 10 = 73/450. */
static void the_noise_of_few_replications_is_taken_away(void **state)
{
    const struct aras_cluster clusters[] = {{2, 10}, {8, 10}};
    struct aras_spread spread = aras_spread_of_share(clusters, 2, 0.8);
    double variance = 73.0 / 450.0;
    double half = 0.5 * (0.25 / variance - 1.0);

    (void) state;
    assert_close(spread.mean, 0.5, 1e-15);
    assert_close(spread.variance, variance, 1e-15);
    assert_close(gsl_cdf_beta_P(spread.range.low, half, half), 0.1, 1e-9);
    assert_close(gsl_cdf_beta_P(spread.range.high, half, half), 0.9, 1e-9);
}

/* Sizes 2 and 4 with 1 and 1 success: m = 1/3, between = 2/36 + 4/144 = 1/12, within =
 * (1/2 + 3/4) / 4 = 5/16, so less than nothing is left: 0. */
static void groups_no_more_different_than_luck_have_no_spread(void **state)
{
    const struct aras_cluster clusters[] = {{1, 2}, {1, 4}};
    struct aras_spread spread = aras_spread_of_share(clusters, 2, 0.8);

    (void) state;
    assert_close(spread.mean, 1.0 / 3.0, 1e-15);
    assert_close(spread.variance, 0.0, 0.0);
    assert_close(spread.range.low, 1.0 / 3.0, 1e-15);
    assert_close(spread.range.high, 1.0 / 3.0, 1e-15);
}

static void groups_that_are_all_or_nothing_range_from_0_to_1(void **state)
{
    const struct aras_cluster clusters[] = {{0, 10}, {10, 10}, {10, 10}, {0, 10}};
    struct aras_spread spread = aras_spread_of_share(clusters, 4, 0.8);

    (void) state;
    assert_close(spread.range.low, 0.0, 1e-3);
    assert_close(spread.range.high, 1.0, 1e-3);
}

static void without_two_groups_or_two_in_a_group_nothing_is_known(void **state)
{
    const struct aras_cluster ones[] = {{0, 1}, {1, 1}, {1, 1}};
    const struct aras_cluster alone = {3, 10};

    (void) state;
    assert_true(isnan(aras_spread_of_share(ones, 3, 0.8).range.low));
    assert_close(aras_spread_of_share(ones, 3, 0.8).mean, 2.0 / 3.0, 1e-15);
    assert_true(isnan(aras_spread_of_share(&alone, 1, 0.8).variance));
}

/* 2000 parameter sets from Beta(2, 6), 50 replications each, at a fixed seed: variance
 * 2 6 / (8^2 9) = 1/48. Its estimate is within 10 % (its standard error is 3.3 %: wrong
 * once in 400 tries); the noise alone would add 19 %. */
static void a_known_spread_is_found_again(void **state)
{
    enum { GROUPS = 2000, SIZE = 50 };
    static struct aras_cluster clusters[GROUPS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    (void) state;
    assert_non_null(rng);
    gsl_rng_set(rng, 1828);
    for (int i = 0; i < GROUPS; i++) {
        double p = gsl_ran_beta(rng, 2, 6);

        clusters[i] = (struct aras_cluster){gsl_ran_binomial(rng, p, SIZE), SIZE};
    }
    gsl_rng_free(rng);

    struct aras_spread spread = aras_spread_of_share(clusters, GROUPS, 0.8);

    assert_close(spread.variance, 1.0 / 48.0, 0.1 / 48.0);
    assert_close(spread.range.low, gsl_cdf_beta_Pinv(0.1, 2, 6), 0.012);
    assert_close(spread.range.high, gsl_cdf_beta_Pinv(0.9, 2, 6), 0.018);
}

/* Means 0 and 4 of two each, variance 2 within: between = 2 (4 + 4) = 16, variance (16
 * - 2) / 2 = 7; the means' own is 8, so they are drawn to 2 -/+ 2 sqrt(7/8). */
static void means_are_drawn_together(void **state)
{
    const struct aras_group groups[] = {{0, 2, 2}, {4, 2, 2}};
    struct aras_spread spread;
    struct aras_error error = {0};
    double end = 2.0 * sqrt(7.0 / 8.0);

    (void) state;
    assert_ok(aras_spread_of_mean(&spread, groups, 2, 0.8, &error), error);
    assert_close(spread.mean, 2.0, 0.0);
    assert_close(spread.variance, 7.0, 1e-14);
    /* type 7 at 0.1 of two numbers: a tenth of the way */
    assert_close(spread.range.low, 2.0 - 0.8 * end, 1e-14);
    assert_close(spread.range.high, 2.0 + 0.8 * end, 1e-14);
}

static void means_no_more_different_than_luck_have_no_spread(void **state)
{
    const struct aras_group groups[] = {{1, 100, 2}, {3, 100, 2}};
    const struct aras_group ones[] = {{1, NAN, 1}, {3, NAN, 1}};
    struct aras_spread spread;
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_spread_of_mean(&spread, groups, 2, 0.8, &error), error);
    assert_close(spread.range.low, 2.0, 0.0);
    assert_close(spread.range.high, 2.0, 0.0);
    assert_ok(aras_spread_of_mean(&spread, ones, 2, 0.8, &error), error);
    assert_close(spread.mean, 2.0, 0.0);
    assert_true(isnan(spread.range.low));
}

static void a_lack_of_memory_is_reported(void **state)
{
    const struct aras_group groups[] = {{0, 2, 2}, {4, 2, 2}};
    struct aras_spread spread;
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);

    enum aras_status status = aras_spread_of_mean(&spread, groups, 2, 0.8, &error);

    allow_all_allocations();
    assert_int_equal(status, ARAS_NO_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_noise_of_few_replications_is_taken_away),
        cmocka_unit_test(groups_no_more_different_than_luck_have_no_spread),
        cmocka_unit_test(groups_that_are_all_or_nothing_range_from_0_to_1),
        cmocka_unit_test(without_two_groups_or_two_in_a_group_nothing_is_known),
        cmocka_unit_test(a_known_spread_is_found_again),
        cmocka_unit_test(means_are_drawn_together),
        cmocka_unit_test(means_no_more_different_than_luck_have_no_spread),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("spread", tests, NULL, NULL);
}
