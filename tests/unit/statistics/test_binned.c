#include "statistics/binned.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { MANY = 20000 };

static void each_of_few_numbers_has_a_bin(void **state)
{
    const double a[] = {1, 1, 3}, b[] = {2, 3, INFINITY};
    struct aras_error error = {0};
    struct aras_binned *binned = aras_binned_new(a, 3, b, 3, 10.0, true, 1, 1, &error);

    (void) state;
    assert_non_null(binned);
    assert_int_equal(binned->bins, 4);
    assert_close(binned->value[1], 2.0, 0.0);
    assert_close(binned->value[3], 10.0, 0.0); /* the cap stands for what is beyond */
    for (int i = 0; i < 3; i++) {
        aras_binned_add_a(binned, 0, a[i]);
        aras_binned_add_b(binned, 0, b[i]);
    }
    assert_close(binned->total_a[0], 2.0, 0.0);
    assert_close(binned->total_b[2], 1.0, 0.0);
    assert_close(binned->total_b[3], 1.0, 0.0);
    assert_close((double) binned->a[2], 1.0, 0.0);
    aras_binned_free(binned);
}

/* A number that a third of all worlds share is alone in its bin, others share theirs.
 */
static void bins_of_many_numbers_are_about_alike(void **state)
{
    static double a[MANY];
    struct aras_error error = {0};
    struct aras_binned *binned;
    double in_bin[ARAS_BINS] = {0};

    (void) state;
    for (int i = 0; i < MANY; i++) {
        a[i] = i < MANY / 3 ? i : i < 2 * MANY / 3 ? 50000.0 : 50000.0 + i;
    }
    binned = aras_binned_new(a, MANY, a, MANY, INFINITY, false, 2, 3, &error);
    assert_non_null(binned);
    assert_in_range(binned->bins, 300, ARAS_BINS);
    for (int i = 0; i < MANY; i++) {
        aras_binned_add_a(binned, 1, a[i]);
    }
    for (size_t k = 0; k < binned->bins; k++) {
        bool alone = binned->value[k] == 50000.0;

        in_bin[k] = binned->total_a[k];
        assert_true(in_bin[k] > 0.0);
        assert_true(alone ? in_bin[k] == MANY / 3 + 1 || in_bin[k] == MANY / 3
                          : in_bin[k] <= MANY / 250.0);
        assert_true(k == 0 || binned->value[k] > binned->value[k - 1]);
    }
    aras_binned_free(binned);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    const double a[] = {1, 2};
    struct aras_binned *binned = NULL;
    int refused = 0;

    (void) state;
    while (binned == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        binned = aras_binned_new(a, 2, a, 2, INFINITY, true, 2, 2, &error);
        allow_all_allocations();
        assert_true(binned != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_int_equal(refused, 4);
    aras_binned_free(binned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_few_numbers_has_a_bin),
        cmocka_unit_test(bins_of_many_numbers_are_about_alike),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("binned", tests, NULL, NULL);
}
