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

/* Rows {1, 2}, {2}, {1} of A and {3, 2}, {2}, {3} of B. Places among A: 2 at 3/4, 3 at
 * 1; among B: 1 at 0, 2 at 1/4. B less A by row: 1.75 - 0.25, 0.75 - 0.25, 1 - 0 of 2,
 * 1 and 1 worlds; mean 3/4, so P = 7/8; off by 0, -1/4 and 1/4: the error is sqrt(3/2 /
 * 8) / 4, the t of 2 degrees 4.302653. */
static void the_interval_is_of_places_by_rows(void **state)
{
    const double a[] = {1, 1, 2, 2}, b[] = {2, 2, 3, 3};
    struct aras_error error = {0};
    struct aras_binned *binned =
        aras_binned_new(a, 4, b, 4, INFINITY, true, 3, 3, &error);
    double p = aras_superiority(a, 4, b, 4);
    double half = 4.302653 * sqrt(1.5 / 8.0) / 4.0 / (p * (1.0 - p));
    struct aras_interval interval;

    (void) state;
    assert_non_null(binned);
    assert_close(p, 0.875, 1e-15);
    aras_binned_add_a(binned, 0, 1);
    aras_binned_add_a(binned, 0, 2);
    aras_binned_add_a(binned, 1, 2);
    aras_binned_add_a(binned, 2, 1);
    aras_binned_add_b(binned, 0, 3);
    aras_binned_add_b(binned, 0, 2);
    aras_binned_add_b(binned, 1, 2);
    aras_binned_add_b(binned, 2, 3);
    interval = aras_superiority_interval(binned, p, 0.95);
    assert_close(interval.low, 1.0 / (1.0 + exp(half - log(7.0))), 1e-6);
    assert_close(interval.high, 1.0 / (1.0 + exp(-half - log(7.0))), 1e-6);

    /* Apart: A is off its mean of 1/8 by 0, 1/8, -1/8, and so is B: twice the square of
     * sqrt(3/2 / 32) / 4. */
    binned->paired = false;
    half = 4.302653 * sqrt(2.0 * 1.5 / 32.0) / 4.0 / (p * (1.0 - p));
    interval = aras_superiority_interval(binned, p, 0.95);
    assert_close(interval.high, 1.0 / (1.0 + exp(-half - log(7.0))), 1e-6);
    aras_binned_free(binned);
}

static void no_interval_is_told_without_a_spread(void **state)
{
    const double a[] = {1}, b[] = {2};
    struct aras_error error = {0};

    (void) state;
    for (size_t rows = 1; rows < 3; rows++) {
        struct aras_binned *binned =
            aras_binned_new(a, 1, b, 1, INFINITY, true, rows, rows, &error);

        for (size_t r = 0; r < rows; r++) {
            aras_binned_add_a(binned, r, 1);
            aras_binned_add_b(binned, r, 2);
        }
        assert_true(isnan(aras_superiority_interval(binned, 1.0, 0.95).low));
        aras_binned_free(binned);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_numbers_count_half),
        cmocka_unit_test(what_is_never_reached_is_above_all),
        cmocka_unit_test(the_interval_is_of_places_by_rows),
        cmocka_unit_test(no_interval_is_told_without_a_spread),
    };

    return cmocka_run_group_tests_name("superiority", tests, NULL, NULL);
}
