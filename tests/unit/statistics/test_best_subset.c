#include "statistics/best_subset.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static const double size[] = {1, 1, 1, 1};
static const double low[] = {0, 1, 2, 3};
static const double high[] = {10, 11.5, 11.5, 13};
static const double near[] = {10.5, 11, 12, 12.6};

static void what_another_is_surely_better_than_is_out(void **state)
{
    const double *const sum[] = {low, high, near};
    struct aras_contender contender[3];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_best_subset(sum, size, 3, 4, true, 0.95, contender, &error), error);
    assert_false(contender[0].may_be_best);
    assert_true(contender[1].may_be_best);
    assert_true(contender[2].may_be_best);
    assert_close(contender[1].mean, 11.5, 1e-14);
    assert_close(contender[0].lead.high, 0.0, 0.0);
    assert_true(contender[0].lead.low < -9.5);
    assert_ok(aras_best_subset(sum, size, 3, 4, false, 0.95, contender, &error), error);
    assert_true(contender[0].may_be_best);
    assert_false(contender[1].may_be_best);
    assert_close(contender[0].lead.low, 0.0, 0.0);
}

/* The difference is 10, 10.5, 9.5, 10: mean 10, standard error 0.408248 / 2. With one
 * other, d is the one-sided 95 % point of t with 3 degrees: 2.353363. */
static void the_lead_is_a_one_sided_interval(void **state)
{
    const double *const sum[] = {low, high};
    struct aras_contender contender[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_best_subset(sum, size, 2, 4, true, 0.95, contender, &error), error);
    assert_close(contender[1].lead.high, 10.0 + 2.353363 * 0.408248 / 2.0, 1e-5);
    assert_close(contender[0].lead.low, -10.0 - 2.353363 * 0.408248 / 2.0, 1e-5);
}

static void equals_may_both_be_best(void **state)
{
    const double *const sum[] = {high, high};
    struct aras_contender contender[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_best_subset(sum, size, 2, 4, true, 0.95, contender, &error), error);
    assert_true(contender[0].may_be_best && contender[1].may_be_best);
}

static void a_lack_of_memory_is_reported(void **state)
{
    const double *const sum[] = {high, low};
    struct aras_contender contender[2];
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);
    enum aras_status status =
        aras_best_subset(sum, size, 2, 4, true, 0.95, contender, &error);
    allow_all_allocations();
    assert_int_equal(status, ARAS_NO_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_another_is_surely_better_than_is_out),
        cmocka_unit_test(the_lead_is_a_one_sided_interval),
        cmocka_unit_test(equals_may_both_be_best),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("best_subset", tests, NULL, NULL);
}
