#include "analysis/ways.h"

#include <math.h>

#include "support/check.h"

/* Seven worlds in sets of two; the third set is not in the second reading; the second
 * world of the last failed in the other run. */
enum { WORLDS = 7, READINGS = 2 };

static double before[] = {0.0, 1.0, 2.0, 2.0, 1.0, 0.0, 1.0};
static double after[] = {0.0, 2.0, 2.0, 1.0, 2.0, NAN, 2.0};
static double *value_before[] = {before};
static double *value_after[] = {after};
static bool member[] = {true, true, true, true, true, false, true, true};
static struct aras_category ending[] = {{.id = "calm"}, {.id = "deal"}, {.id = "war"}};
static const struct aras_outcome outcome = {
    .id = "ending", .kind = ARAS_CATEGORY, .category_count = 3, .categories = ending};
static const struct aras_outcome happened = {.id = "war", .kind = ARAS_HAPPENED};

static struct aras_columns columns_of(double **value)
{
    return (struct aras_columns){.worlds = WORLDS,
                                 .group = 2,
                                 .count = 1,
                                 .value = value,
                                 .readings = READINGS,
                                 .member = member};
}

static void ways_are_options_or_yes_and_no(void **state)
{
    (void) state;
    assert_int_equal(aras_ways_of(&outcome), 3);
    assert_int_equal(aras_way_of(&outcome, 2.0), 2);
    assert_int_equal(aras_ways_of(&happened), 2);
    assert_int_equal(aras_way_of(&happened, 1.0), 0);
    assert_int_equal(aras_way_of(&happened, 0.0), 1);
}

static void worlds_are_counted_in_their_reading(void **state)
{
    const struct aras_columns columns = columns_of(value_before);
    uint64_t worlds[3] = {0};

    (void) state;
    assert_int_equal(aras_ways_count(&outcome, &columns, 0, 0, worlds), 7);
    assert_int_equal(worlds[0], 2);
    assert_int_equal(worlds[1], 3);
    assert_int_equal(worlds[2], 2);
    worlds[0] = worlds[1] = worlds[2] = 0;
    assert_int_equal(aras_ways_count(&outcome, &columns, 0, 1, worlds), 5);
    assert_int_equal(worlds[0], 1);
    assert_int_equal(worlds[1], 2);
}

static void who_switches_is_counted_where_neither_failed(void **state)
{
    const struct aras_columns a = columns_of(value_before);
    const struct aras_columns b = columns_of(value_after);
    const uint64_t expected[9] = {1, 0, 0, 0, 0, 3, 0, 1, 1};
    uint64_t worlds[9] = {0};

    (void) state;
    assert_int_equal(aras_ways_switched(&outcome, &a, &b, 0, 0, worlds), 6);
    for (size_t i = 0; i < 9; i++) {
        assert_int_equal(worlds[i], expected[i]);
    }
}

static void single_worlds_are_spread_over_those_that_tell(void **state)
{
    const struct aras_columns columns = columns_of(value_after);
    uint64_t world[WORLDS];

    (void) state;
    /* Of the first reading worlds 0 to 4 and 6, since 5 failed. */
    assert_int_equal(aras_columns_spread(&columns, 0, 0, 3, world), 3);
    assert_int_equal(world[0], 0);
    assert_int_equal(world[1], 2);
    assert_int_equal(world[2], 4);
    assert_int_equal(aras_columns_spread(&columns, 0, 0, 99, world), 6);
    assert_int_equal(world[5], 6);
    /* Of the second without the third set. */
    assert_int_equal(aras_columns_spread(&columns, 0, 1, 99, world), 5);
    assert_int_equal(world[4], 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_are_options_or_yes_and_no),
        cmocka_unit_test(worlds_are_counted_in_their_reading),
        cmocka_unit_test(who_switches_is_counted_where_neither_failed),
        cmocka_unit_test(single_worlds_are_spread_over_those_that_tell),
    };

    return cmocka_run_group_tests_name("ways", tests, NULL, NULL);
}
