#include "statistics/pit.h"

#include "support/check.h"

static void the_place_of_a_number_is_its_rank(void **state)
{
    const double members[] = {1.0, 2.0, 2.0, 4.0};
    struct aras_pit first = aras_pit_of_members(members, 4, 0.5);
    struct aras_pit tied = aras_pit_of_members(members, 4, 2.0);
    struct aras_pit last = aras_pit_of_members(members, 4, 9.0);

    (void) state;
    assert_close(first.low, 0.0, 0.0);
    assert_close(first.high, 0.2, 1e-15);
    assert_close(tied.low, 0.2, 1e-15);
    assert_close(tied.high, 0.8, 1e-15);
    assert_close(last.low, 0.8, 1e-15);
    assert_close(last.high, 1.0, 0.0);
}

static void among_quantiles_it_lies_between_two_levels(void **state)
{
    const double level[] = {0.1, 0.5, 0.9};
    const double quantile[] = {1.0, 2.0, 3.0};
    struct aras_pit below = aras_pit_of_quantiles(level, quantile, 3, 0.0);
    struct aras_pit inside = aras_pit_of_quantiles(level, quantile, 3, 2.5);
    struct aras_pit on = aras_pit_of_quantiles(level, quantile, 3, 2.0);

    (void) state;
    assert_close(below.low, 0.0, 0.0);
    assert_close(below.high, 0.1, 0.0);
    assert_close(inside.low, 0.5, 0.0);
    assert_close(inside.high, 0.9, 0.0);
    assert_close(on.low, 0.1, 0.0);
    assert_close(on.high, 0.9, 0.0);
}

static void a_place_is_spread_over_the_bins_that_it_touches(void **state)
{
    double histogram[4] = {0};

    (void) state;
    aras_pit_add(histogram, 4, (struct aras_pit){0.125, 0.625});
    assert_close(histogram[0], 0.25, 1e-15);
    assert_close(histogram[1], 0.50, 1e-15);
    assert_close(histogram[2], 0.25, 1e-15);
    assert_close(histogram[3], 0.0, 0.0);
    aras_pit_add(histogram, 4, (struct aras_pit){1.0, 1.0});
    assert_close(histogram[3], 1.0, 0.0);
    aras_pit_add(histogram, 4, (struct aras_pit){0.5, 0.5});
    assert_close(histogram[2], 1.25, 1e-15);
}

/* One of eleven like numbers is what came, the others the ensemble: whichever it is,
 * over all eleven the histogram is flat. */
static void one_more_number_like_the_others_makes_a_flat_histogram(void **state)
{
    double histogram[11] = {0};

    (void) state;
    for (int left_out = 0; left_out < 11; left_out++) {
        double members[10];

        for (int i = 0; i < 10; i++) {
            members[i] = i < left_out ? i : i + 1;
        }
        aras_pit_add(histogram, 11, aras_pit_of_members(members, 10, left_out));
    }
    for (int i = 0; i < 11; i++) {
        assert_close(histogram[i], 1.0, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_of_a_number_is_its_rank),
        cmocka_unit_test(among_quantiles_it_lies_between_two_levels),
        cmocka_unit_test(a_place_is_spread_over_the_bins_that_it_touches),
        cmocka_unit_test(one_more_number_like_the_others_makes_a_flat_histogram),
    };

    return cmocka_run_group_tests_name("pit", tests, NULL, NULL);
}
