#include "statistics/kolmogorov.h"

#include <math.h>

#include "support/check.h"

/* The share up to 0.5 is 1/3 before and 2/3 after 0.5; 0.7 is passed by all: 1 - 0.7.
 */
static void the_distance_from_uniform_is_the_one_worked_out_by_hand(void **state)
{
    const double sorted[] = {0.2, 0.5, 0.7};
    const double late[] = {0.8, 0.9};

    (void) state;
    assert_close(aras_kolmogorov_uniform(sorted, 3), 0.3, 1e-15);
    assert_close(aras_kolmogorov_uniform(late, 2), 0.8, 1e-15);
}

/* Up to 2: 2/3 of a, 1/4 of b. */
static void the_distance_of_two_samples_jumps_over_ties(void **state)
{
    const double a[] = {1, 2, 3}, b[] = {2, 3, 3, 4};

    (void) state;
    assert_close(aras_kolmogorov_two(a, 3, b, 4), 2.0 / 3.0 - 1.0 / 4.0, 1e-15);
    assert_close(aras_kolmogorov_two(b, 4, a, 3), 2.0 / 3.0 - 1.0 / 4.0, 1e-15);
    assert_close(aras_kolmogorov_two(a, 3, a, 3), 0.0, 0.0);
}

/* Kolmogorov's table: 1.3581 is passed with probability 0.05, 1.6276 with 0.01, 0.8276
 * with one half. */
static void the_p_value_is_kolmogorovs(void **state)
{
    const double n = 1e10; /* where the correction for small samples is nothing */

    (void) state;
    assert_close(aras_kolmogorov_p(1.3581 / 1e5, n), 0.05, 1e-5);
    assert_close(aras_kolmogorov_p(1.6276 / 1e5, n), 0.01, 1e-5);
    assert_close(aras_kolmogorov_p(0.82757 / 1e5, n), 0.5, 1e-4);
    assert_close(aras_kolmogorov_p(0.2 / 1e5, n), 1.0, 1e-9);
    assert_close(aras_kolmogorov_p(0.0, n), 1.0, 0.0);
    /* Exact, from tables: 0.40925 for n = 10 and 0.05. */
    assert_close(aras_kolmogorov_p(0.40925, 10), 0.05, 0.001);
}

static void the_two_forms_of_the_p_value_meet(void **state)
{
    (void) state;
    assert_close(aras_kolmogorov_p(0.9999999 / 1e5, 1e10),
                 aras_kolmogorov_p(1.0000001 / 1e5, 1e10), 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_from_uniform_is_the_one_worked_out_by_hand),
        cmocka_unit_test(the_distance_of_two_samples_jumps_over_ties),
        cmocka_unit_test(the_p_value_is_kolmogorovs),
        cmocka_unit_test(the_two_forms_of_the_p_value_meet),
    };

    return cmocka_run_group_tests_name("kolmogorov", tests, NULL, NULL);
}
