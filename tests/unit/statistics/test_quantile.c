#include "statistics/quantile.h"

#include <math.h>

#include "support/check.h"

/* R: quantile(c(1, 2, 4, 8, 16), c(0, 0.1, 0.5, 0.9, 1)) is 1, 1.4, 4, 12.8, 16. */
static void quantiles_are_those_of_r(void **state)
{
    const double sorted[] = {1, 2, 4, 8, 16};

    (void) state;
    assert_close(aras_quantile_sorted(sorted, 5, 0.0), 1.0, 0.0);
    assert_close(aras_quantile_sorted(sorted, 5, 0.1), 1.4, 1e-15);
    assert_close(aras_quantile_sorted(sorted, 5, 0.5), 4.0, 0.0);
    assert_close(aras_quantile_sorted(sorted, 5, 0.9), 12.8, 1e-14);
    assert_close(aras_quantile_sorted(sorted, 5, 1.0), 16.0, 0.0);
    assert_close(aras_quantile_sorted(sorted, 1, 0.7), 1.0, 0.0);
}

static void no_numbers_have_no_quantile(void **state)
{
    (void) state;
    assert_true(isnan(aras_quantile_sorted(NULL, 0, 0.5)));
}

static void times_that_never_come_do_not_spoil_the_others(void **state)
{
    const double sorted[] = {1, 2, INFINITY, INFINITY, INFINITY};

    (void) state;
    assert_close(aras_quantile_sorted(sorted, 5, 0.25), 2.0, 0.0);
    assert_true(isinf(aras_quantile_sorted(sorted, 5, 0.3)));
    assert_true(isinf(aras_quantile_sorted(sorted, 5, 0.6)));
}

static void sorting_puts_numbers_in_order(void **state)
{
    double numbers[] = {3, -1, INFINITY, 2, -INFINITY};

    (void) state;
    aras_quantile_sort(numbers, 5);
    for (int i = 1; i < 5; i++) {
        assert_true(numbers[i - 1] < numbers[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_r),
        cmocka_unit_test(no_numbers_have_no_quantile),
        cmocka_unit_test(times_that_never_come_do_not_spoil_the_others),
        cmocka_unit_test(sorting_puts_numbers_in_order),
    };

    return cmocka_run_group_tests_name("quantile", tests, NULL, NULL);
}
