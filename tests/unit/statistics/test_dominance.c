#include "statistics/dominance.h"

#include <math.h>

#include "support/check.h"

static void more_everywhere_dominates_in_both_orders(void **state)
{
    const double a[] = {1, 2, 3, 4}, b[] = {1, 3, 4, 5};
    struct aras_dominance dominance = aras_dominance_of(a, 4, b, 4);

    (void) state;
    assert_close(dominance.first_b.most, 0.0, 0.0);
    assert_true(isnan(dominance.first_b.at));
    assert_close(dominance.second_b.most, 0.0, 0.0);
    /* From 2 to 5 a quarter more of A has come. */
    assert_close(dominance.first_a.most, 0.25, 0.0);
    assert_close(dominance.first_a.at, 2.0, 0.0);
    assert_close(dominance.second_a.most, 0.75, 0.0);
    assert_close(dominance.second_a.at, 5.0, 0.0);
}

/* {1, 5} against {3}: the sure 3 is neither more nor less, but bears no risk. */
static void less_risk_at_one_mean_dominates_in_the_second_order(void **state)
{
    const double a[] = {1, 5}, b[] = {3};
    struct aras_dominance dominance = aras_dominance_of(a, 2, b, 1);

    (void) state;
    assert_close(dominance.first_b.most, 0.5, 1e-15);
    assert_close(dominance.first_b.at, 3.0, 0.0);
    assert_close(dominance.first_a.most, 0.5, 1e-15);
    assert_close(dominance.first_a.at, 1.0, 0.0);
    assert_close(dominance.second_b.most, 0.0, 0.0);
    assert_close(dominance.second_a.most, 1.0, 1e-15);
    assert_close(dominance.second_a.at, 3.0, 0.0);
}

static void like_samples_dominate_each_other(void **state)
{
    const double a[] = {1, 2, 2}, b[] = {1, 1, 2, 2, 2, 2};
    struct aras_dominance dominance = aras_dominance_of(a, 3, b, 6);

    (void) state;
    assert_close(dominance.first_b.most, 0.0, 1e-15);
    assert_close(dominance.first_a.most, 0.0, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_everywhere_dominates_in_both_orders),
        cmocka_unit_test(less_risk_at_one_mean_dominates_in_the_second_order),
        cmocka_unit_test(like_samples_dominate_each_other),
    };

    return cmocka_run_group_tests_name("dominance", tests, NULL, NULL);
}
