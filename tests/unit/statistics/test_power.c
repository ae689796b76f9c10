#include "statistics/power.h"

#include <math.h>

#include "support/check.h"

/* From tables: (1.96 + 0.8416)^2 = 7.849. */
static void a_difference_of_half_a_deviation_takes_32_pairs(void **state)
{
    (void) state;
    assert_close(aras_power_needed(0.5, 1.0, 0.05, 0.8), 32.0, 0.0);
    assert_close(aras_power_needed(-0.05, 0.1, 0.05, 0.8), 32.0, 0.0);
    assert_close(aras_power_found(32.0, 1.0, 0.05, 0.8), sqrt(7.849 / 32), 1e-4);
    assert_true(isinf(aras_power_needed(0.0, 1.0, 0.05, 0.8)));
    assert_true(isnan(aras_power_needed(0.1, NAN, 0.05, 0.8)));
}

/* Five signs change in 32 ways, and 2 of 32 is above 0.05; of six 2 of 64 is not. */
static void fewer_than_six_pairs_never_tell(void **state)
{
    (void) state;
    assert_close(aras_power_least(0.05), 6.0, 0.0);
    assert_close(aras_power_least(0.0625), 5.0, 0.0);
    assert_close(aras_power_needed(9.0, 1.0, 0.05, 0.8), 6.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_difference_of_half_a_deviation_takes_32_pairs),
        cmocka_unit_test(fewer_than_six_pairs_never_tell),
    };

    return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}
