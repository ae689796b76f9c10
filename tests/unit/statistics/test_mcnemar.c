#include "statistics/mcnemar.h"

#include "support/check.h"

/* 1 against 5 of 6: 2 (1 + 6) / 64 - 6 / 64 = 8 / 64. */
static void the_p_value_is_the_one_worked_out_by_hand(void **state)
{
    (void) state;
    assert_close(aras_mcnemar_mid_p(1, 5), 8.0 / 64.0, 1e-14);
    assert_close(aras_mcnemar_mid_p(5, 1), 8.0 / 64.0, 1e-14);
    assert_close(aras_mcnemar_mid_p(0, 4), 1.0 / 16.0, 1e-14);
}

static void an_even_division_says_nothing(void **state)
{
    (void) state;
    assert_close(aras_mcnemar_mid_p(0, 0), 1.0, 0.0);
    assert_close(aras_mcnemar_mid_p(3, 3), 1.0, 0.0);
    assert_close(aras_mcnemar_mid_p(UINT64_C(1) << 40, UINT64_C(1) << 40), 1.0, 0.0);
}

static void very_many_differences_go_over_smoothly(void **state)
{
    /* 1.96 standard errors of sqrt(n) / 2 on either side of the limit */
    double inside = aras_mcnemar_mid_p(49690, 50310);
    double outside = aras_mcnemar_mid_p(49691, 50311);

    (void) state;
    assert_close(inside, 0.05, 0.0005);
    assert_close(outside, inside, 1e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_p_value_is_the_one_worked_out_by_hand),
        cmocka_unit_test(an_even_division_says_nothing),
        cmocka_unit_test(very_many_differences_go_over_smoothly),
    };

    return cmocka_run_group_tests_name("mcnemar", tests, NULL, NULL);
}
