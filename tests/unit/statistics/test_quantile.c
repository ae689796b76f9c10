#include "statistics/quantile.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/scarce_memory.h"

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

/* Scattered over all magnitudes and both signs, with ties and infinities. */
static double scattered(uint64_t i)
{
    uint64_t word = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);

    word ^= word >> 29;
    switch (i % 8) {
    case 0:
        return (double) (word % 100);
    case 1:
        return word % 3 == 0 ? INFINITY : -INFINITY;
    case 2:
        return 0.0;
    default:
        return ldexp((double) (int64_t) word, (int) (word % 200) - 160);
    }
}

static void assert_sorted_like_gsl(size_t count)
{
    double *ours = malloc(count * sizeof *ours);
    double *theirs = malloc(count * sizeof *theirs);

    assert_non_null(ours);
    assert_non_null(theirs);
    for (size_t i = 0; i < count; i++) {
        ours[i] = theirs[i] = scattered(i);
    }
    gsl_sort(theirs, 1, count);
    aras_quantile_sort(ours, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(ours[i] == theirs[i]);
    }
    free(ours);
    free(theirs);
}

static void many_numbers_are_put_in_the_same_order(void **state)
{
    (void) state;
    assert_sorted_like_gsl(1);
    assert_sorted_like_gsl(4095);
    assert_sorted_like_gsl(4096);
    assert_sorted_like_gsl(100003);
}

static void equal_numbers_stay_as_they_are(void **state)
{
    static double same[5000];

    (void) state;
    for (size_t i = 0; i < 5000; i++) {
        same[i] = 0.25;
    }
    aras_quantile_sort(same, 5000);
    assert_true(same[0] == 0.25 && same[4999] == 0.25);
}

static void without_memory_numbers_are_sorted_in_place(void **state)
{
    static double numbers[5000];

    (void) state;
    for (size_t i = 0; i < 5000; i++) {
        numbers[i] = scattered(i);
    }
    allow_allocations(0);
    aras_quantile_sort(numbers, 5000);
    allow_all_allocations();
    for (size_t i = 1; i < 5000; i++) {
        assert_true(numbers[i - 1] <= numbers[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_r),
        cmocka_unit_test(no_numbers_have_no_quantile),
        cmocka_unit_test(times_that_never_come_do_not_spoil_the_others),
        cmocka_unit_test(sorting_puts_numbers_in_order),
        cmocka_unit_test(many_numbers_are_put_in_the_same_order),
        cmocka_unit_test(equal_numbers_stay_as_they_are),
        cmocka_unit_test(without_memory_numbers_are_sorted_in_place),
    };

    return cmocka_run_group_tests_name("quantile", tests, NULL, NULL);
}
