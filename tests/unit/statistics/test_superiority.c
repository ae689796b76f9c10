#include "statistics/superiority.h"

#include <math.h>

#include "support/check.h"

/* Of {1, 3} and {2, 3}: 2 > 1, 2 < 3, 3 > 1, 3 = 3: 2 and a half of 4. */
static void equal_numbers_count_half(void **state)
{
    const double a[] = {1, 3}, b[] = {2, 3};

    (void) state;
    assert_close(aras_superiority(a, 2, b, 2), 2.5 / 4.0, 1e-15);
    assert_close(aras_superiority(b, 2, a, 2), 1.5 / 4.0, 1e-15);
    assert_close(aras_superiority(a, 2, a, 2), 0.5, 1e-15);
}

static void what_is_never_reached_is_above_all(void **state)
{
    const double a[] = {1, INFINITY}, b[] = {INFINITY, INFINITY};

    (void) state;
    assert_close(aras_superiority(a, 2, b, 2), 0.75, 1e-15);
}

static void a_place_is_the_share_below_and_half_of_the_share_at(void **state)
{
    const double sorted[] = {1, 2, 2, 4};

    (void) state;
    assert_close(aras_superiority_place(sorted, 4, 0.0), 0.0, 0.0);
    assert_close(aras_superiority_place(sorted, 4, 2.0), 0.5, 1e-15);
    assert_close(aras_superiority_place(sorted, 4, 3.0), 0.75, 1e-15);
    assert_close(aras_superiority_place(sorted, 4, 9.0), 1.0, 0.0);
}

/* At 0.6 the log odds is 0.405465, its error 0.02 / 0.24; t of 99 degrees is 1.984217.
 */
static void the_interval_is_symmetric_in_the_log_odds(void **state)
{
    struct aras_clustered paired = {.mean = 0.2, .error = 0.02, .groups = 100};
    struct aras_interval interval = aras_superiority_interval(&paired, 0.95);
    double half = 1.984217 * 0.02 / 0.24;

    (void) state;
    assert_close(interval.low, 1.0 / (1.0 + exp(half - 0.405465)), 1e-6);
    assert_close(interval.high, 1.0 / (1.0 + exp(-half - 0.405465)), 1e-6);
}

/* 0.3 and 0.4 make 0.5. */
static void errors_of_separate_runs_add_up_squared(void **state)
{
    struct aras_clustered of_a = {.mean = 0.5, .error = 0.03, .groups = 100};
    struct aras_clustered of_b = {.mean = 0.5, .error = 0.04, .groups = 200};
    struct aras_clustered paired = {.mean = 0.0, .error = 0.05, .groups = 100};
    struct aras_interval apart = aras_superiority_interval_apart(&of_a, &of_b, 0.95);
    struct aras_interval one = aras_superiority_interval(&paired, 0.95);

    (void) state;
    assert_close(apart.low, one.low, 1e-12);
    assert_close(apart.high, one.high, 1e-12);
}

static void no_interval_is_told_without_a_spread(void **state)
{
    struct aras_clustered one_group = {.mean = 0.2, .error = NAN, .groups = 1};
    struct aras_clustered beyond = {.mean = 1.0, .error = 0.0, .groups = 10};

    (void) state;
    assert_true(isnan(aras_superiority_interval(&one_group, 0.95).low));
    assert_true(isnan(aras_superiority_interval(&beyond, 0.95).high));
    assert_true(isnan(aras_superiority_interval_apart(&one_group, &beyond, 0.95).low));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_numbers_count_half),
        cmocka_unit_test(what_is_never_reached_is_above_all),
        cmocka_unit_test(a_place_is_the_share_below_and_half_of_the_share_at),
        cmocka_unit_test(the_interval_is_symmetric_in_the_log_odds),
        cmocka_unit_test(errors_of_separate_runs_add_up_squared),
        cmocka_unit_test(no_interval_is_told_without_a_spread),
    };

    return cmocka_run_group_tests_name("superiority", tests, NULL, NULL);
}
