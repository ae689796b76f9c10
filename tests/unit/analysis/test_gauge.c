#include "analysis/gauge.h"

#include "support/check.h"

/* Two clusters, {1, 2, 3} and {5}: mean 11/4; by Cochran's variance of a ratio, 2 / 1
 * ((6 - 3 x 11/4)^2 + (5 - 11/4)^2) / 4^2 = 81 / 64. */
static void worlds_of_one_cluster_count_together(void **state)
{
    struct aras_gauge gauge = {0};
    struct aras_error error = {0};
    struct aras_clustered mean;

    (void) state;
    assert_ok(aras_gauge_add(&gauge, 7, 1.0, &error), error);
    assert_ok(aras_gauge_add(&gauge, 7, 2.0, &error), error);
    assert_ok(aras_gauge_add(&gauge, 7, 3.0, &error), error);
    assert_ok(aras_gauge_add(&gauge, 9, 5.0, &error), error);
    assert_ok(aras_gauge_close(&gauge, &error), error);
    mean = aras_nested_mean(&gauge.nested);
    assert_close(mean.mean, 2.75, 1e-15);
    assert_close(mean.error, 9.0 / 8.0, 1e-15);
    assert_close(mean.groups, 2.0, 0.0);
    aras_nested_free(&gauge.nested);
}

static void what_no_world_was_added_to_has_no_groups(void **state)
{
    struct aras_gauge gauge = {0};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_gauge_close(&gauge, &error), error);
    assert_close(aras_nested_mean(&gauge.nested).groups, 0.0, 0.0);
    aras_nested_free(&gauge.nested);
}

/* Of 100 worlds, each a cluster of its own, 6 gained it and 2 lost it: the interval is
 * that of interval.h, which reaches further up than down; Student's would not. */
static void
a_change_of_a_yes_or_no_has_the_interval_of_few_worlds_that_differ(void **state)
{
    struct aras_gauge gauge = {0};
    struct aras_error error = {0};
    struct aras_clustered mean;
    struct aras_interval interval, same;

    (void) state;
    for (uint64_t i = 0; i < 100; i++) {
        assert_ok(aras_gauge_add(&gauge, i,
                                 i < 6   ? 1.0
                                 : i < 8 ? -1.0
                                         : 0.0,
                                 &error),
                  error);
    }
    assert_ok(aras_gauge_close(&gauge, &error), error);
    mean = aras_nested_mean(&gauge.nested);
    interval = aras_gauge_change(&gauge, &mean, 0.95);
    same = aras_interval_clustered_change(2.0, 6.0, &mean, 0.95);
    assert_close(interval.low, same.low, 0.0);
    assert_close(interval.high, same.high, 0.0);
    assert_true(interval.high - 0.04 > 0.04 - interval.low);
    assert_ok(aras_gauge_add(&gauge, 100, 0.5, &error), error);
    assert_ok(aras_gauge_close(&gauge, &error), error);
    mean = aras_nested_mean(&gauge.nested);
    assert_close(aras_gauge_change(&gauge, &mean, 0.95).low,
                 aras_interval_clustered(&mean, 0.95).low, 0.0);
    aras_nested_free(&gauge.nested);
}

/* 1 - 0.05^(1/50) */
static void what_changed_in_no_world_may_yet_be(void **state)
{
    struct aras_gauge gauge = {0};
    struct aras_error error = {0};
    struct aras_clustered mean;

    (void) state;
    for (uint64_t i = 0; i < 50; i++) {
        assert_ok(aras_gauge_add(&gauge, i / 10, 0.0, &error), error);
    }
    assert_ok(aras_gauge_close(&gauge, &error), error);
    mean = aras_nested_mean(&gauge.nested);
    assert_close(aras_gauge_change(&gauge, &mean, 0.95).low, -0.058155, 1e-6);
    assert_close(aras_gauge_change(&gauge, &mean, 0.95).high, 0.058155, 1e-6);
    aras_nested_free(&gauge.nested);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_of_one_cluster_count_together),
        cmocka_unit_test(what_no_world_was_added_to_has_no_groups),
        cmocka_unit_test(
            a_change_of_a_yes_or_no_has_the_interval_of_few_worlds_that_differ),
        cmocka_unit_test(what_changed_in_no_world_may_yet_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
