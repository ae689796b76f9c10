#include "statistics/benjamini_hochberg.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* 5 tests: 0.01 x 5, 0.02 x 5 / 2, 0.03 x 5 / 3, 0.04 x 5 / 4 and 0.5, none above the
 * next. */
static void values_step_up(void **state)
{
    const double p[] = {0.5, 0.04, 0.01, 0.03, 0.02};
    double adjusted[5];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_benjamini_hochberg(p, 5, adjusted, &error), error);
    assert_close(adjusted[0], 0.5, 1e-15);
    for (int i = 1; i < 5; i++) {
        assert_close(adjusted[i], 0.05, 1e-15);
    }
}

static void what_was_not_tested_does_not_count(void **state)
{
    const double p[] = {0.01, NAN, 0.9};
    double adjusted[3];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_benjamini_hochberg(p, 3, adjusted, &error), error);
    assert_close(adjusted[0], 0.02, 1e-15);
    assert_true(isnan(adjusted[1]));
    assert_close(adjusted[2], 0.9, 1e-15);
}

static void a_lack_of_memory_is_reported(void **state)
{
    const double p[] = {0.01};
    double adjusted[1];
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);
    enum aras_status status = aras_benjamini_hochberg(p, 1, adjusted, &error);
    allow_all_allocations();
    assert_int_equal(status, ARAS_NO_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_step_up),
        cmocka_unit_test(what_was_not_tested_does_not_count),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("benjamini_hochberg", tests, NULL, NULL);
}
