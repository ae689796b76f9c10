#include "statistics/interval.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "support/check.h"

/* z^2 is nearly 3.8415 for 0.95. For x = 0: z^2 / (n + z^2). */
static void wilsons_interval_is_the_one_worked_out_by_hand(void **state)
{
    const double square = 1.959963984540054 * 1.959963984540054;
    struct aras_interval none = aras_interval_wilson(0, 10, 0.95);
    struct aras_interval half = aras_interval_wilson(5, 10, 0.95);
    struct aras_interval all = aras_interval_wilson(10, 10, 0.95);

    (void) state;
    assert_close(none.low, 0.0, 0.0);
    assert_close(none.high, square / (10 + square), 1e-12);
    assert_close(all.low, 10 / (10 + square), 1e-12);
    assert_close(all.high, 1.0, 0.0);
    /* 1/2 -/+ z sqrt(10/4 + z^2/4) / (10 + z^2) */
    assert_close(half.high, 0.5 + sqrt(square) * sqrt(2.5 + square / 4) / (10 + square),
                 1e-12);
    assert_close(half.low + half.high, 1.0, 1e-12);
    assert_close(aras_interval_wilson(0, 0, 0.95).high, 1.0, 0.0);
}

/* The ends are where one tail of the binomial is just 0.025. */
static void the_exact_interval_leaves_equal_tails(void **state)
{
    struct aras_interval interval = aras_interval_exact(3, 20, 0.95);

    (void) state;
    assert_close(gsl_cdf_binomial_Q(2, interval.low, 20), 0.025, 1e-12);
    assert_close(gsl_cdf_binomial_P(3, interval.high, 20), 0.025, 1e-12);
    assert_close(aras_interval_exact(0, 20, 0.95).low, 0.0, 0.0);
    assert_close(aras_interval_exact(0, 20, 0.95).high, 1 - pow(0.025, 1.0 / 20),
                 1e-12);
    assert_close(aras_interval_exact(20, 20, 0.95).high, 1.0, 0.0);
}

static void an_event_never_seen_has_probability_under_three_over_n(void **state)
{
    (void) state;
    assert_close(aras_interval_never_seen(1, 0.95).high, 0.95, 1e-15);
    assert_close(aras_interval_never_seen(2, 0.75).high, 0.5, 1e-15);
    assert_close(aras_interval_never_seen(1000, 0.95).high, 3.0 / 1000, 1e-5);
    assert_close(aras_interval_never_seen(0, 0.95).high, 1.0, 0.0);
}

/* From tables: t of 9 degrees for 0.95 is 2.262; of one degree 12.706. */
static void students_interval_is_the_one_of_the_tables(void **state)
{
    struct aras_interval interval = aras_interval_mean(5.0, 10.0, 10, 0.95);

    (void) state;
    assert_close(interval.high, 5.0 + 2.262157, 1e-5);
    assert_close(interval.low, 5.0 - 2.262157, 1e-5);
    assert_close(aras_t_two_sided(0.95, 1), 12.7062, 1e-4);
    assert_close(aras_t_two_sided(0.95, 1e12), 1.959963984540054, 1e-9);
    assert_true(isnan(aras_interval_mean(5.0, NAN, 1, 0.95).low));
}

/* Skewness 1, 25 numbers, standard error 1, t 2.063899: ends at 15 (cbrt(1 -+ t / 5 -
 * 1 / 150) - 1) from the mean, which are 15 (0.834220 - 1) and 15 (1.120315 - 1). */
static void an_interval_reaches_further_to_the_side_that_numbers_lean_to(void **state)
{
    struct aras_interval right = aras_interval_skewed_mean(10.0, 25.0, 1.0, 25, 0.95);
    struct aras_interval left = aras_interval_skewed_mean(10.0, 25.0, -1.0, 25, 0.95);
    struct aras_interval even = aras_interval_skewed_mean(5.0, 10.0, 0.0, 10, 0.95);
    struct aras_interval nearly = aras_interval_skewed_mean(5.0, 10.0, 1e-8, 10, 0.95);

    (void) state;
    assert_close(right.low, 10.0 - 1.80472, 1e-4);
    assert_close(right.high, 10.0 + 2.48670, 1e-4);
    assert_close(left.low, 10.0 - 2.48670, 1e-4);
    assert_close(left.high, 10.0 + 1.80472, 1e-4);
    assert_close(even.high, 5.0 + 2.262157, 1e-5);
    assert_close(nearly.high, 5.0 + 2.262157, 1e-5);
    assert_true(isnan(aras_interval_skewed_mean(5.0, NAN, 0.0, 1, 0.95).low));
}

/* Three groups of 10 with 1, 2 and 6 successes: mean 0.3, distances -2, -1, 3;
 * variance 3/2 (4 + 1 + 9) / 900. */
static void groups_count_as_clusters(void **state)
{
    const struct aras_cluster clusters[] = {{1, 10}, {2, 10}, {6, 10}};
    struct aras_clustered result = aras_clustered_mean(clusters, 3);
    double error = sqrt(1.5 * 14 / 900);
    struct aras_interval interval = aras_interval_clustered(&result, 0.95);

    (void) state;
    assert_close(result.mean, 0.3, 1e-15);
    assert_close(result.error, error, 1e-15);
    /* t of two degrees: 4.302653 */
    assert_close(interval.high, 0.3 + 4.302653 * error, 1e-6);
}

static void groups_of_one_are_independent_replications(void **state)
{
    struct aras_cluster clusters[100];
    struct aras_clustered result;

    (void) state;
    for (int i = 0; i < 100; i++) {
        clusters[i] = (struct aras_cluster){i < 30, 1};
    }
    result = aras_clustered_mean(clusters, 100);
    assert_close(result.error, sqrt(0.3 * 0.7 / 99), 1e-15);
    /* n = 99 instead of 100, and t instead of z: near Wilson's */
    assert_close(aras_interval_clustered_share(&result, 0.95).low,
                 aras_interval_wilson(30, 100, 0.95).low, 2e-3);
}

static void when_groups_are_all_alike_each_counts_as_one_trial(void **state)
{
    const struct aras_cluster clusters[] = {{0, 50}, {0, 50}, {0, 50}, {0, 50}};
    struct aras_clustered result = aras_clustered_mean(clusters, 4);
    struct aras_interval interval = aras_interval_clustered_share(&result, 0.95);
    double t = aras_t_two_sided(0.95, 3);

    (void) state;
    assert_close(interval.low, 0.0, 0.0);
    assert_close(interval.high, t * t / (4 + t * t), 1e-12);
}

/* By chance three groups have 5, 5 and 6 of 10: less unlike than coins would be. */
static void groups_more_alike_than_luck_are_no_gain(void **state)
{
    const struct aras_cluster clusters[] = {{5, 10}, {5, 10}, {6, 10}};
    struct aras_clustered result = aras_clustered_mean(clusters, 3);
    struct aras_interval interval = aras_interval_clustered_share(&result, 0.95);
    struct aras_interval independent = aras_interval_wilson(16, 30, 0.95);

    (void) state;
    assert_true(interval.low < independent.low);
    assert_true(interval.high > independent.high);
}

static void one_group_alone_says_nothing(void **state)
{
    const struct aras_cluster cluster = {3, 10};
    struct aras_clustered result = aras_clustered_mean(&cluster, 1);

    (void) state;
    assert_true(isnan(result.error));
    assert_true(isnan(aras_interval_clustered(&result, 0.95).low));
    assert_close(aras_interval_clustered_share(&result, 0.95).high, 1.0, 0.0);
}

/* n = 10, median: P(B <= 1) = 11/1024 = 0.011, P(B <= 2) = 0.055: ranks 2 and 9. */
static void a_median_lies_between_order_statistics(void **state)
{
    struct aras_ranks ranks = aras_quantile_ranks(10, 0.5, 0.95);

    (void) state;
    assert_int_equal(ranks.low, 2);
    assert_int_equal(ranks.high, 9);
    /* P(B <= 0) of 5 is 1/32 > 0.025: five numbers do not enclose the median. */
    ranks = aras_quantile_ranks(5, 0.5, 0.95);
    assert_int_equal(ranks.low, 0);
    assert_int_equal(ranks.high, 6);
    /* P(B <= 0) = 1/4 is just what may be left out: the first number will do. */
    ranks = aras_quantile_ranks(2, 0.5, 0.5);
    assert_int_equal(ranks.low, 1);
    assert_int_equal(ranks.high, 2);
}

static void ranks_hold_their_level_for_any_size(void **state)
{
    const uint64_t sizes[] = {1, 17, 400, 20000, 100000};
    const double places[] = {0.05, 0.5, 0.9};

    (void) state;
    for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 3; j++) {
            struct aras_ranks ranks = aras_quantile_ranks(sizes[i], places[j], 0.95);
            unsigned n = (unsigned) sizes[i];
            double above = gsl_cdf_binomial_P((unsigned) ranks.high - 1, places[j], n);
            double below = ranks.low == 0 ? 0.0
                                          : gsl_cdf_binomial_P((unsigned) ranks.low - 1,
                                                               places[j], n);

            assert_true(above - below >= 0.95 - 1e-9);
            assert_true(ranks.high <= sizes[i] + 1);
        }
    }
    /* Beyond: about n p -/+ 1.96 sqrt(n p (1 - p)), which is 980 for four million. */
    struct aras_ranks ranks = aras_quantile_ranks(1000000, 0.5, 0.95);

    assert_true(ranks.low >= 499015 && ranks.low <= 499021);
    assert_true(ranks.high >= 500979 && ranks.high <= 500985);
}

/* The share of intervals that hold the truth, summed over all that can be seen, so
 * without any error of its own. Published for n = 50: Wilson's mean coverage is near
 * 0.95 and never below 0.83 inside; the exact one is never below its level. */
static void coverage_is_what_is_promised(void **state)
{
    double sum = 0.0;
    int count = 0;

    (void) state;
    for (double p = 0.02; p < 0.981; p += 0.01, count++) {
        double wilson = 0.0, exact = 0.0;

        for (unsigned x = 0; x <= 50; x++) {
            struct aras_interval w = aras_interval_wilson(x, 50, 0.95);
            struct aras_interval e = aras_interval_exact(x, 50, 0.95);
            double chance = gsl_ran_binomial_pdf(x, p, 50);

            wilson += w.low <= p && p <= w.high ? chance : 0.0;
            exact += e.low <= p && p <= e.high ? chance : 0.0;
        }
        assert_true(exact >= 0.95);
        assert_true(wilson > 0.90);
        sum += wilson;
    }
    assert_close(sum / count, 0.953, 0.003);
}

/* 5 of 100 worlds came to it and none was lost, as if all were independent: Wilson's
 * intervals are 0.02154 to 0.11175 and 0 to 0.03699; below 0.05 the squares of 0.02846
 * and 0.03699 add up, above it is 0.06175 alone. */
static void few_worlds_that_differ_widen_the_interval_of_a_change(void **state)
{
    struct aras_clustered change = {
        .mean = 0.05, .error = sqrt(0.05 * 0.95 / 100.0), .groups = 1e10, .size = 100};
    struct aras_interval interval = aras_interval_clustered_change(0, 5, &change, 0.95);
    struct aras_interval mirror;

    (void) state;
    assert_close(interval.low, 0.05 - hypot(0.02846, 0.03699), 1e-4);
    assert_close(interval.high, 0.11175, 1e-5);
    change.mean = -0.05;
    mirror = aras_interval_clustered_change(5, 0, &change, 0.95);
    assert_close(mirror.low, -interval.high, 1e-12);
    assert_close(mirror.high, -interval.low, 1e-12);
    change.groups = 1;
    assert_close(aras_interval_clustered_change(5, 0, &change, 0.95).low, -1.0, 0.0);
}

/* Newcombe's example: 56 of 70 against 48 of 80: 0.0524 to 0.3339. */
static void the_difference_of_separate_shares_is_newcombes(void **state)
{
    struct aras_interval interval =
        aras_interval_apart(0.6, aras_interval_wilson(48, 80, 0.95), 0.8,
                            aras_interval_wilson(56, 70, 0.95));

    (void) state;
    assert_close(interval.low, 0.0524, 5e-5);
    assert_close(interval.high, 0.3339, 5e-5);
}

/* Groups whose probabilities are 0.1 or 0.5: naive intervals would hold the truth in
 * 6 of 10 cases. Of 400 at a fixed seed 0.95 +- 0.035 must hold it (three standard
 * errors: wrong once in 400 tries). */
static void clustered_intervals_hold_the_truth(void **state)
{
    enum { TRIES = 400, GROUPS = 40, SIZE = 50 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int held = 0, held_naively = 0;

    (void) state;
    assert_non_null(rng);
    gsl_rng_set(rng, 20240912);
    for (int i = 0; i < TRIES; i++) {
        struct aras_cluster clusters[GROUPS];
        double sum = 0.0;

        for (int j = 0; j < GROUPS; j++) {
            double p = gsl_rng_uniform(rng) < 0.5 ? 0.1 : 0.5;

            clusters[j] = (struct aras_cluster){gsl_ran_binomial(rng, p, SIZE), SIZE};
            sum += clusters[j].sum;
        }

        struct aras_clustered result = aras_clustered_mean(clusters, GROUPS);
        struct aras_interval interval = aras_interval_clustered_share(&result, 0.95);
        struct aras_interval naive = aras_interval_wilson(sum, GROUPS * SIZE, 0.95);

        held += interval.low <= 0.3 && 0.3 <= interval.high;
        held_naively += naive.low <= 0.3 && 0.3 <= naive.high;
    }
    gsl_rng_free(rng);
    assert_close((double) held / TRIES, 0.95, 0.035);
    assert_true(held_naively < 0.75 * TRIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilsons_interval_is_the_one_worked_out_by_hand),
        cmocka_unit_test(the_exact_interval_leaves_equal_tails),
        cmocka_unit_test(an_event_never_seen_has_probability_under_three_over_n),
        cmocka_unit_test(students_interval_is_the_one_of_the_tables),
        cmocka_unit_test(an_interval_reaches_further_to_the_side_that_numbers_lean_to),
        cmocka_unit_test(groups_count_as_clusters),
        cmocka_unit_test(groups_of_one_are_independent_replications),
        cmocka_unit_test(when_groups_are_all_alike_each_counts_as_one_trial),
        cmocka_unit_test(groups_more_alike_than_luck_are_no_gain),
        cmocka_unit_test(one_group_alone_says_nothing),
        cmocka_unit_test(a_median_lies_between_order_statistics),
        cmocka_unit_test(ranks_hold_their_level_for_any_size),
        cmocka_unit_test(coverage_is_what_is_promised),
        cmocka_unit_test(clustered_intervals_hold_the_truth),
        cmocka_unit_test(few_worlds_that_differ_widen_the_interval_of_a_change),
        cmocka_unit_test(the_difference_of_separate_shares_is_newcombes),
    };

    return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
