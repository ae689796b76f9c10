#include "analysis/sample.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* Six worlds in sets of two; the second set is in the second reading only; the last
 * world failed. */
enum { WORLDS = 6, READINGS = 2 };

static double soon[] = {2.0, 1.0, 5.0, INFINITY, 3.0, NAN};
static double late[] = {1.0, 1.0, 4.0, 9.0, INFINITY, NAN};
static double *values[] = {soon, late};
static bool member[] = {true, true, false, true, true, true};
static const struct aras_columns columns = {.worlds = WORLDS,
                                            .group = 2,
                                            .count = 2,
                                            .value = values,
                                            .readings = READINGS,
                                            .member = member};

static void worlds_of_a_reading_come_in_order_without_those_that_failed(void **state)
{
    const double all[] = {1.0, 2.0, 3.0, 5.0, INFINITY};
    struct aras_sample sample = {0};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_sample_of(&sample, &columns, 0, 1, &error), error);
    assert_int_equal(sample.count, 5);
    for (size_t i = 0; i < sample.count; i++) {
        assert_true(sample.value[i] == all[i]);
    }
    aras_sample_free(&sample);
    assert_ok(aras_sample_of(&sample, &columns, 0, 0, &error), error);
    assert_int_equal(sample.count, 3);
    assert_true(sample.value[2] == 3.0);
    aras_sample_free(&sample);
}

static void what_comes_first_is_counted_once_in_each_world(void **state)
{
    /* World by world: late, both at once (the first column counts), late, late, soon.
     */
    const double first[] = {1.0, 3.0, INFINITY, INFINITY, INFINITY};
    const double second[] = {1.0, 4.0, 9.0, INFINITY, INFINITY};
    struct aras_sample sample[2];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_sample_of_first(sample, &columns, 0, 2, 1, &error), error);
    assert_int_equal(sample[0].count, 5);
    assert_int_equal(sample[1].count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(sample[0].value[i] == first[i]);
        assert_true(sample[1].value[i] == second[i]);
    }
    aras_sample_free(&sample[0]);
    aras_sample_free(&sample[1]);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_sample sample[2] = {{0}};
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_sample_of_first(sample, &columns, 0, 2, 1, &error);
        allow_all_allocations();
        aras_sample_free(&sample[0]);
        aras_sample_free(&sample[1]);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_of_a_reading_come_in_order_without_those_that_failed),
        cmocka_unit_test(what_comes_first_is_counted_once_in_each_world),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
