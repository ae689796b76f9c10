#include "statistics/murphy.h"

#include <math.h>

#include "support/check.h"

/* Four times 0.25 of which one comes true, two times 0.75 of which two do. Brier: (3 x
 * 0.0625 + 0.5625 + 2 x 0.0625) / 6. Base rate 1/2. */
static void the_parts_are_those_worked_out_by_hand(void **state)
{
    const double p[] = {0.25, 0.25, 0.25, 0.25, 0.75, 0.75};
    const bool yes[] = {true, false, false, false, true, true};
    struct aras_murphy murphy = aras_murphy_of(p, yes, 6);

    (void) state;
    assert_close(murphy.brier, 0.875 / 6, 1e-15);
    assert_close(murphy.base_rate, 0.5, 1e-15);
    assert_close(murphy.uncertainty, 0.25, 1e-15);
    assert_close(murphy.reliability, 2.0 / 6 * 0.0625, 1e-15);
    assert_close(murphy.resolution, 4.0 / 6 * 0.0625 + 2.0 / 6 * 0.25, 1e-15);
    assert_close(murphy.within, 0.0, 1e-15);
    assert_int_equal(murphy.bin[2].count, 4);
    assert_close(murphy.bin[2].came, 0.25, 1e-15);
    assert_true(isnan(murphy.bin[5].said));
}

/* 0.12 and 0.18, of which only the first comes true, stand in one bin. */
static void what_differs_within_a_bin_makes_the_sum_exact(void **state)
{
    const double p[] = {0.12, 0.18};
    const bool yes[] = {true, false};
    struct aras_murphy murphy = aras_murphy_of(p, yes, 2);

    (void) state;
    assert_close(murphy.brier, (0.88 * 0.88 + 0.18 * 0.18) / 2, 1e-15);
    assert_close(murphy.reliability, 0.35 * 0.35, 1e-15);
    assert_close(murphy.resolution, 0.0, 1e-15);
    assert_close(murphy.within, murphy.brier - 0.1225 - 0.25, 1e-15);
}

static void the_borders_of_bins_belong_to_the_bin_above(void **state)
{
    const double p[] = {0.0, 0.1, 0.3, 0.7, 1.0};
    const bool yes[] = {false, false, false, false, true};
    struct aras_murphy murphy = aras_murphy_of(p, yes, 5);

    (void) state;
    assert_int_equal(murphy.bin[0].count, 1);
    assert_int_equal(murphy.bin[1].count, 1);
    assert_int_equal(murphy.bin[3].count, 1);
    assert_int_equal(murphy.bin[7].count, 1);
    assert_int_equal(murphy.bin[9].count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_those_worked_out_by_hand),
        cmocka_unit_test(what_differs_within_a_bin_makes_the_sum_exact),
        cmocka_unit_test(the_borders_of_bins_belong_to_the_bin_above),
    };

    return cmocka_run_group_tests_name("murphy", tests, NULL, NULL);
}
