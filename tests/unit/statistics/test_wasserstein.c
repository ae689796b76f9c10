#include "statistics/wasserstein.h"

#include "support/check.h"

static void the_distance_is_the_mean_way_to_go(void **state)
{
    const double a[] = {0, 1, 3}, b[] = {5, 6, 8};

    (void) state;
    assert_close(aras_wasserstein(a, 3, b, 3), 5.0, 1e-14);
    assert_close(aras_wasserstein(b, 3, a, 3), 5.0, 1e-14);
    assert_close(aras_wasserstein(a, 3, a, 3), 0.0, 0.0);
}

/* {0, 2} against {1}: half of A goes up by 1, half down. The means are one. */
static void equal_means_may_be_apart(void **state)
{
    const double a[] = {0, 2}, b[] = {1};

    (void) state;
    assert_close(aras_wasserstein(a, 2, b, 1), 1.0, 1e-14);
}

/* Shares 1/3 and 1/2 of a 0, the rest 1: the area between is 1/6. */
static void samples_may_have_any_sizes_and_ties(void **state)
{
    const double a[] = {0, 1, 1}, b[] = {0, 0, 1, 1};

    (void) state;
    assert_close(aras_wasserstein(a, 3, b, 4), 1.0 / 6.0, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_is_the_mean_way_to_go),
        cmocka_unit_test(equal_means_may_be_apart),
        cmocka_unit_test(samples_may_have_any_sizes_and_ties),
    };

    return cmocka_run_group_tests_name("wasserstein", tests, NULL, NULL);
}
