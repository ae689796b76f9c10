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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_of_one_cluster_count_together),
        cmocka_unit_test(what_no_world_was_added_to_has_no_groups),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
