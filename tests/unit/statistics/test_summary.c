#include "statistics/summary.h"

#include <math.h>

#include "support/check.h"

static struct aras_summary summary_of(const double *values, int count)
{
    struct aras_summary summary = {0};

    for (int i = 0; i < count; i++) {
        aras_summary_add(&summary, values[i]);
    }
    return summary;
}

static void the_variance_survives_a_large_mean(void **state)
{
    /* Deviations -6, -3, 3 and 6 from the mean: (36 + 9 + 9 + 36) / 3 = 30. */
    const double values[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    struct aras_summary summary = summary_of(values, 4);

    (void) state;
    assert_close(summary.mean, 1e9 + 10, 1e-6);
    assert_close(aras_summary_variance(&summary), 30.0, 1e-9);
    assert_close(aras_summary_standard_error(&summary), sqrt(7.5), 1e-9);
}

static void the_skewness_is_the_one_worked_out_by_hand(void **state)
{
    /* Deviations -1, -1, -1, 3: squares 12, cubes 24; 2 x 24 / 12^1.5. */
    const double values[] = {5, 5, 5, 9};
    struct aras_summary summary = summary_of(values, 4);

    (void) state;
    assert_close(summary.squares, 12.0, 1e-14);
    assert_close(summary.cubes, 24.0, 1e-13);
    assert_close(aras_summary_skewness(&summary), 48.0 / pow(12.0, 1.5), 1e-14);
}

static void the_least_and_the_greatest_are_kept(void **state)
{
    const double values[] = {-3, 8, -7, 2};
    struct aras_summary summary = summary_of(values, 4);

    (void) state;
    assert_close(summary.least, -7.0, 0.0);
    assert_close(summary.greatest, 8.0, 0.0);
}

static void a_merged_summary_is_that_of_all_numbers(void **state)
{
    const double values[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    struct aras_summary whole = summary_of(values, 11);

    (void) state;
    for (int cut = 0; cut <= 11; cut++) {
        struct aras_summary merged = summary_of(values, cut);
        struct aras_summary rest = summary_of(values + cut, 11 - cut);

        aras_summary_merge(&merged, &rest);
        assert_int_equal(merged.count, 11);
        assert_close(merged.mean, 4.0, 1e-14);
        assert_close(merged.squares, whole.squares, 1e-12);
        assert_close(merged.cubes, whole.cubes, 1e-12);
        assert_close(merged.least, 1.0, 0.0);
        assert_close(merged.greatest, 9.0, 0.0);
    }
}

static void too_few_numbers_have_no_variance(void **state)
{
    const double value = 3.0;
    struct aras_summary none = {0};
    struct aras_summary one = summary_of(&value, 1);

    (void) state;
    assert_true(isnan(aras_summary_variance(&none)));
    assert_true(isnan(aras_summary_variance(&one)));
    assert_true(isnan(aras_summary_skewness(&none)));
    assert_close(aras_summary_skewness(&one), 0.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_variance_survives_a_large_mean),
        cmocka_unit_test(the_skewness_is_the_one_worked_out_by_hand),
        cmocka_unit_test(the_least_and_the_greatest_are_kept),
        cmocka_unit_test(a_merged_summary_is_that_of_all_numbers),
        cmocka_unit_test(too_few_numbers_have_no_variance),
    };

    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
