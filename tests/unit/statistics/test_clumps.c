#include "statistics/clumps.h"

#include "support/check.h"
#include "support/scarce_memory.h"

static void few_clusters_stay_apart(void **state)
{
    struct aras_clumps clumps = {0};
    struct aras_error error = {0};

    (void) state;
    for (int i = 0; i < 3; i++) {
        assert_ok(aras_clumps_add(&clumps, i + 1.0, &error), error);
    }
    assert_int_equal(clumps.count, 3);
    assert_close(clumps.sum[0], 1.0, 0.0);
    assert_close(clumps.sum[2], 3.0, 0.0);
    aras_clumps_free(&clumps);
}

/* 5000 clusters make clumps of 8, the last of which is full: 625 of them. */
static void many_clusters_join_their_neighbours(void **state)
{
    struct aras_clumps clumps = {0};
    struct aras_error error = {0};

    (void) state;
    for (int i = 0; i < 5000; i++) {
        assert_ok(aras_clumps_add(&clumps, i, &error), error);
        assert_true(clumps.count <= ARAS_CLUMPS);
    }
    assert_int_equal(clumps.each, 8);
    assert_int_equal(clumps.count, 625);
    for (int k = 0; k < 625; k++) {
        assert_close(clumps.sum[k], 8.0 * (8.0 * k) + 28.0, 0.0);
    }
    aras_clumps_free(&clumps);
}

static void a_lack_of_memory_is_reported(void **state)
{
    struct aras_clumps clumps = {0};
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);
    enum aras_status status = aras_clumps_add(&clumps, 1.0, &error);
    allow_all_allocations();
    assert_int_equal(status, ARAS_NO_MEMORY);
    aras_clumps_free(&clumps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_clusters_stay_apart),
        cmocka_unit_test(many_clusters_join_their_neighbours),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("clumps", tests, NULL, NULL);
}
