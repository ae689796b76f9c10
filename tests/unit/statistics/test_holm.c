#include "statistics/holm.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static void the_smallest_counts_most(void **state)
{
    /* By hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, 1 x 0.04 raised to the one before. */
    const double p[4] = {0.01, 0.04, 0.03, 0.005};
    double adjusted[4];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_holm(p, 4, adjusted, &error), error);
    assert_close(adjusted[3], 0.02, 1e-15);
    assert_close(adjusted[0], 0.03, 1e-15);
    assert_close(adjusted[2], 0.06, 1e-15);
    assert_close(adjusted[1], 0.06, 1e-15);
}

static void a_test_without_a_value_does_not_count(void **state)
{
    const double p[3] = {0.02, NAN, 0.7};
    double adjusted[3];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_holm(p, 3, adjusted, &error), error);
    assert_close(adjusted[0], 0.04, 1e-15);
    assert_true(isnan(adjusted[1]));
    assert_close(adjusted[2], 0.7, 1e-15);
}

static void no_value_passes_one(void **state)
{
    const double p[2] = {0.9, 0.8};
    double adjusted[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_holm(p, 2, adjusted, &error), error);
    assert_close(adjusted[0], 1.0, 0.0);
    assert_close(adjusted[1], 1.0, 0.0);
}

static void a_lack_of_memory_is_reported(void **state)
{
    const double p[1] = {0.5};
    double adjusted[1];
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);
    enum aras_status status = aras_holm(p, 1, adjusted, &error);
    allow_all_allocations();
    assert_int_equal(status, ARAS_NO_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_counts_most),
        cmocka_unit_test(a_test_without_a_value_does_not_count),
        cmocka_unit_test(no_value_passes_one),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("holm", tests, NULL, NULL);
}
