#include "statistics/energy.h"

#include "support/check.h"

/* {0} against {1}: 2 x 1, less nothing within. {0, 2} against {1}: 2 x 1 less the mean
 * distance within {0, 2}, which is 0, 2, 2, 0: 1. */
static void the_distance_is_between_less_within(void **state)
{
    const double a[] = {0, 2}, b[] = {1};

    (void) state;
    assert_close(aras_energy(a, 1, b, 1), 2.0, 1e-14);
    assert_close(aras_energy(a, 2, b, 1), 1.0, 1e-14);
    assert_close(aras_energy(a, 2, a, 2), 0.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_is_between_less_within)};

    return cmocka_run_group_tests_name("energy", tests, NULL, NULL);
}
