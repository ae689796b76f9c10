#include "statistics/shift.h"

#include "support/check.h"

/* Of four numbers the second stands at 3/8, the third at 5/8. */
static void without_ties_it_is_hazens_quantile(void **state)
{
    const double sorted[] = {1, 2, 4, 8};

    (void) state;
    assert_close(aras_shift_quantile(sorted, 4, 0.375), 2.0, 1e-15);
    assert_close(aras_shift_quantile(sorted, 4, 0.5), 3.0, 1e-15);
    assert_close(aras_shift_quantile(sorted, 4, 0.0), 1.0, 0.0);
    assert_close(aras_shift_quantile(sorted, 4, 1.0), 8.0, 0.0);
}

/* Of {0, 0, 0, 1, 1, 2}: 0 stands at 1/4, 1 at 2/3, 2 at 11/12. */
static void a_number_stands_in_the_middle_of_its_share(void **state)
{
    const double sorted[] = {0, 0, 0, 1, 1, 2};

    (void) state;
    assert_close(aras_shift_quantile(sorted, 6, 0.25), 0.0, 1e-15);
    assert_close(aras_shift_quantile(sorted, 6, 2.0 / 3.0), 1.0, 1e-15);
    assert_close(aras_shift_quantile(sorted, 6, 0.5), 0.25 / (2.0 / 3.0 - 0.25), 1e-15);
    assert_close(aras_shift_quantile(sorted, 6, 11.0 / 12.0), 2.0, 1e-14);
    assert_close(aras_shift_quantile(sorted, 6, 0.1), 0.0, 0.0);
}

static void bins_of_the_same_numbers_say_the_same(void **state)
{
    const double sorted[] = {0, 0, 0, 1, 1, 2};
    const double weight[] = {0.5, 1.0 / 3.0, 0.0, 1.0 / 6.0};
    const double value[] = {0, 1, 1.5, 2};

    (void) state;
    for (int i = 0; i <= 20; i++) {
        assert_close(aras_shift_quantile_of_bins(weight, value, 4, i / 20.0),
                     aras_shift_quantile(sorted, 6, i / 20.0), 1e-14);
    }
}

static void far_out_too_little_is_known(void **state)
{
    (void) state;
    assert_true(aras_shift_is_known(0.05, 500, 100));
    assert_true(aras_shift_is_known(0.95, 500, 100));
    assert_false(aras_shift_is_known(0.05, 499, 100));
    assert_false(aras_shift_is_known(0.95, 500, 99));
    assert_true(aras_shift_is_known(0.5, 50, 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_ties_it_is_hazens_quantile),
        cmocka_unit_test(a_number_stands_in_the_middle_of_its_share),
        cmocka_unit_test(far_out_too_little_is_known),
        cmocka_unit_test(bins_of_the_same_numbers_say_the_same),
    };

    return cmocka_run_group_tests_name("shift", tests, NULL, NULL);
}
