#include "statistics/isotonic.h"

#include <math.h>

#include "support/check.h"

/* 1 before 0 is pooled to 1/2; the last stays 1. */
static void neighbours_in_the_wrong_order_are_pooled(void **state)
{
    const double p[] = {0.1, 0.2, 0.3, 0.4, 0.5};
    const bool yes[] = {false, true, false, true, true};
    const double expected[] = {0.0, 0.5, 0.5, 1.0, 1.0};
    double fitted[5];

    (void) state;
    aras_isotonic_fit(p, yes, 5, fitted);
    for (int i = 0; i < 5; i++) {
        assert_close(fitted[i], expected[i], 1e-15);
    }
}

static void a_pool_may_swallow_all_before_it(void **state)
{
    const double p[] = {0.1, 0.2, 0.3, 0.4};
    const bool yes[] = {true, true, false, false};
    double fitted[4];

    (void) state;
    aras_isotonic_fit(p, yes, 4, fitted);
    for (int i = 0; i < 4; i++) {
        assert_close(fitted[i], 0.5, 1e-15);
    }
}

static void predictions_of_one_probability_get_one_value(void **state)
{
    const double p[] = {0.2, 0.2, 0.2, 0.6};
    const bool yes[] = {false, false, true, true};
    double fitted[4];

    (void) state;
    aras_isotonic_fit(p, yes, 4, fitted);
    assert_close(fitted[0], 1.0 / 3, 1e-15);
    assert_close(fitted[2], 1.0 / 3, 1e-15);
    assert_close(fitted[3], 1.0, 1e-15);
}

/* Of all rising lines over twelve predictions none on a grid of twelfths lies nearer.
 */
static void no_other_rising_line_lies_nearer(void **state)
{
    const double p[] = {0.1, 0.3, 0.5, 0.9};
    const bool yes[] = {true, false, false, true};
    double fitted[4];
    double best = 0.0;

    (void) state;
    aras_isotonic_fit(p, yes, 4, fitted);
    for (int i = 0; i < 4; i++) {
        best += (fitted[i] - yes[i]) * (fitted[i] - yes[i]);
    }
    for (int a = 0; a <= 12; a++) {
        for (int b = a; b <= 12; b++) {
            for (int c = b; c <= 12; c++) {
                for (int d = c; d <= 12; d++) {
                    double sum = pow(a / 12.0 - 1, 2) + pow(b / 12.0, 2) +
                                 pow(c / 12.0, 2) + pow(d / 12.0 - 1, 2);

                    assert_true(sum >= best - 1e-12);
                }
            }
        }
    }
}

static void the_score_is_taken_apart_without_a_rest(void **state)
{
    const double p[] = {0.1, 0.2, 0.3, 0.4, 0.5};
    const bool yes[] = {false, true, false, true, true};
    double fitted[5];
    struct aras_isotonic_parts parts;

    (void) state;
    aras_isotonic_fit(p, yes, 5, fitted);
    parts = aras_isotonic_split(p, yes, fitted, 5);
    assert_close(parts.brier, (0.01 + 0.64 + 0.09 + 0.36 + 0.25) / 5, 1e-15);
    assert_close(parts.uncertainty, 0.24, 1e-15);
    assert_close(parts.discrimination, 0.24 - 0.1, 1e-15);
    assert_close(parts.miscalibration - parts.discrimination + parts.uncertainty,
                 parts.brier, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_in_the_wrong_order_are_pooled),
        cmocka_unit_test(a_pool_may_swallow_all_before_it),
        cmocka_unit_test(predictions_of_one_probability_get_one_value),
        cmocka_unit_test(no_other_rising_line_lies_nearer),
        cmocka_unit_test(the_score_is_taken_apart_without_a_rest),
    };

    return cmocka_run_group_tests_name("isotonic", tests, NULL, NULL);
}
