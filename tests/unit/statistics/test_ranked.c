#include "statistics/ranked.h"

#include "support/check.h"

static void
rows_come_in_the_order_of_their_values_and_equal_ones_in_their_own(void **state)
{
    struct aras_ranked ranked[] = {{2.0, 0}, {-1.0, 1}, {2.0, 5}, {0.0, 2}, {2.0, 3}};
    const size_t expected[] = {1, 2, 0, 3, 5};

    (void) state;
    aras_rank(ranked, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(ranked[i].row, expected[i]);
    }
}

static void nothing_and_one_row_are_in_order(void **state)
{
    struct aras_ranked one = {3.0, 7};

    (void) state;
    aras_rank(NULL, 0);
    aras_rank(&one, 1);
    assert_int_equal(one.row, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            rows_come_in_the_order_of_their_values_and_equal_ones_in_their_own),
        cmocka_unit_test(nothing_and_one_row_are_in_order),
    };

    return cmocka_run_group_tests_name("ranked", tests, NULL, NULL);
}
