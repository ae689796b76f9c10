#include "statistics/sketch.h"

#include <float.h>
#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static void add(struct aras_sketch *sketch, double x)
{
    struct aras_error error = {0};

    assert_ok(aras_sketch_add(sketch, x, &error), error);
}

static void merge(struct aras_sketch *sketch, const struct aras_sketch *more)
{
    struct aras_error error = {0};

    assert_ok(aras_sketch_merge(sketch, more, &error), error);
}

static void assert_same(const struct aras_sketch *a, const struct aras_sketch *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->total, b->total);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->bins[i].bin, b->bins[i].bin);
        assert_int_equal(a->bins[i].count, b->bins[i].count);
    }
}

/* Numbers of all sizes and both signs, always the same. */
static double number(int i)
{
    return (i % 3 == 0 ? -1.0 : 1.0) * exp(20.0 * sin(i * 0.7));
}

static void a_bin_stands_for_its_numbers_within_half_a_percent(void **state)
{
    (void) state;
    for (int i = 0; i < 5000; i++) {
        double x = number(i) * exp(i * 0.01);

        assert_close(aras_sketch_middle(aras_sketch_bin_of(x)), x, fabs(x) / 256.0);
    }
}

static void bins_ascend_with_their_numbers(void **state)
{
    const double numbers[] = {-INFINITY, -DBL_MAX, -2.0,        -1.0,    -DBL_MIN,
                              -5e-324,   0.0,      5e-324,      DBL_MIN, 0.5,
                              1.0,       2.0,      DBL_MAX / 2, DBL_MAX, INFINITY};

    (void) state;
    for (int i = 1; i < 15; i++) {
        assert_true(aras_sketch_bin_of(numbers[i - 1]) <
                    aras_sketch_bin_of(numbers[i]));
        assert_true(aras_sketch_middle(aras_sketch_bin_of(numbers[i - 1])) <
                    aras_sketch_middle(aras_sketch_bin_of(numbers[i])));
    }
    assert_int_equal(aras_sketch_bin_of(-0.0), 0);
    assert_true(isinf(aras_sketch_middle(aras_sketch_bin_of(INFINITY))));
    assert_close(aras_sketch_middle(0), 0.0, 0.0);
}

static void every_middle_falls_into_its_own_bin(void **state)
{
    int32_t last = aras_sketch_bin_of(DBL_MAX);

    (void) state;
    /* Subnormal numbers have too few bits to fill all of their bins. */
    for (int32_t bin = aras_sketch_bin_of(DBL_MIN); bin <= last; bin += 7) {
        assert_int_equal(aras_sketch_bin_of(aras_sketch_middle(bin)), bin);
        assert_int_equal(aras_sketch_bin_of(aras_sketch_middle(-bin)), -bin);
    }
}

static void a_histogram_counts_the_numbers_of_each_part(void **state)
{
    struct aras_sketch sketch = {0};
    struct aras_error error;
    uint64_t count[4];

    (void) state;
    for (int i = 1; i <= 9; i++) {
        assert_ok(aras_sketch_add(&sketch, i == 9 ? INFINITY : 0.5 * i - 2.25, &error),
                  error);
    }
    assert_ok(aras_sketch_add(&sketch, 2.0, &error), error);
    /* -1.75, -1.25 ... 1.75, and 2 itself. */
    aras_sketch_histogram(&sketch, -2.0, 2.0, 4, count);
    assert_int_equal(count[0], 2);
    assert_int_equal(count[1], 2);
    assert_int_equal(count[2], 2);
    assert_int_equal(count[3], 3);
    aras_sketch_histogram(&sketch, -1.9, 0.3, 2, count);
    assert_int_equal(count[0], 2);
    assert_int_equal(count[1], 3);
    aras_sketch_free(&sketch);
    aras_sketch_histogram(&sketch, -1.0, 1.0, 2, count);
    assert_int_equal(count[0] + count[1], 0);
}

static void quantiles_are_those_of_the_numbers(void **state)
{
    struct aras_sketch sketch = {0};

    (void) state;
    for (int i = 1; i <= 1000; i++) {
        add(&sketch, i);
    }
    assert_int_equal(sketch.total, 1000);
    assert_close(aras_sketch_quantile(&sketch, 0.5), 500.0, 2.0);
    assert_close(aras_sketch_quantile(&sketch, 0.01), 10.0, 0.04);
    assert_close(aras_sketch_quantile(&sketch, 0.99), 990.0, 4.0);
    assert_close(aras_sketch_quantile(&sketch, 0.0), 1.0, 0.004);
    assert_close(aras_sketch_quantile(&sketch, 1.0), 1000.0, 4.0);
    aras_sketch_free(&sketch);
    assert_true(isnan(aras_sketch_quantile(&sketch, 0.5)));
}

static void merging_is_exact_in_any_order_and_grouping(void **state)
{
    struct aras_sketch whole = {0}, part[3] = {{0}}, forwards = {0}, backwards = {0};

    (void) state;
    for (int i = 0; i < 2000; i++) {
        add(&whole, number(i));
        add(&part[i % 7 % 3], number(i));
    }
    for (int i = 0; i < 3; i++) {
        merge(&forwards, &part[i]);
    }
    merge(&part[2], &part[1]);
    merge(&backwards, &part[2]);
    merge(&backwards, &part[0]);
    assert_same(&forwards, &whole);
    assert_same(&backwards, &whole);
    merge(&whole, &(struct aras_sketch){0});
    assert_same(&forwards, &whole);
    aras_sketch_free(&whole);
    aras_sketch_free(&forwards);
    aras_sketch_free(&backwards);
    for (int i = 0; i < 3; i++) {
        aras_sketch_free(&part[i]);
    }
}

static void several_at_once_are_as_one_after_another(void **state)
{
    (void) state;
    for (size_t count = 0; count <= 200; count = 2 * count + 1) {
        struct aras_error error = {0};
        struct aras_sketch one = {0};
        struct aras_sketch all = {0};
        double x[200];

        for (int round = 0; round < 3; round++) {
            for (size_t i = 0; i < count; i++) {
                x[i] = i % 7 == 0 ? 0.0 : number((int) i % 50 + 10 * round);
                add(&one, x[i]);
            }
            assert_ok(aras_sketch_add_all(&all, x, count, &error), error);
        }
        assert_same(&one, &all);
        aras_sketch_free(&one);
        aras_sketch_free(&all);
    }
}

static void a_sketch_can_be_written_and_read_back(void **state)
{
    struct aras_sketch sketch = {0}, copy = {0};
    struct aras_error error = {0};
    int32_t bins[128];
    uint64_t counts[128];

    (void) state;
    for (int i = 0; i < 100; i++) {
        add(&sketch, number(i));
    }
    add(&sketch, INFINITY);
    add(&sketch, -INFINITY);
    assert_true(sketch.count <= 128);
    aras_sketch_write(&sketch, bins, counts);
    assert_ok(aras_sketch_read(&copy, bins, counts, sketch.count, &error), error);
    assert_same(&copy, &sketch);
    aras_sketch_free(&sketch);
    aras_sketch_free(&copy);
}

static void damaged_arrays_are_refused(void **state)
{
    const struct {
        int32_t bins[2];
        uint64_t counts[2];
        const char *message;
    } cases[] = {
        {{5, 5}, {1, 1}, "bin 5 at place 1"},
        {{6, 5}, {1, 1}, "bin 5 at place 1"},
        {{6, 5000000}, {1, 1}, "bin 5000000 at place 1"},
        {{INT32_MIN, 5}, {1, 1}, "at place 0"},
        {{5, 6}, {1, 0}, "count at place 1"},
        {{5, 6}, {UINT64_MAX, 1}, "count at place 1"},
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct aras_sketch sketch = {0};
        struct aras_error error = {0};

        assert_fails(
            aras_sketch_read(&sketch, cases[i].bins, cases[i].counts, 2, &error), error,
            ARAS_DAMAGED, cases[i].message);
        assert_int_equal(sketch.count, 0);
    }
}

static void a_value_that_is_no_number_is_refused(void **state)
{
    const double several[] = {1.0, 2.0, NAN};
    struct aras_sketch sketch = {0};
    struct aras_error error = {0};

    (void) state;
    assert_fails(aras_sketch_add(&sketch, NAN, &error), error, ARAS_INVALID, "nan");
    assert_fails(aras_sketch_add_all(&sketch, several, 3, &error), error, ARAS_INVALID,
                 "nan");
    assert_int_equal(sketch.total, 0);
}

static enum aras_status use_sketches(struct aras_error *error)
{
    struct aras_sketch sketch = {0}, more = {0}, copy = {0};
    const int32_t bin = 7;
    const uint64_t count = 1;
    enum aras_status status = ARAS_OK;

    for (int i = 0; i < 100 && status == ARAS_OK; i++) {
        size_t before = sketch.count;

        status = aras_sketch_add(&sketch, number(i), error);
        assert_true(status == ARAS_OK || sketch.count == before);
    }
    for (int i = 0; i < 60 && status == ARAS_OK; i++) {
        status = aras_sketch_add(&more, number(i) * 3.3, error);
    }
    if (status == ARAS_OK) {
        uint64_t before = sketch.total;

        status = aras_sketch_merge(&sketch, &more, error);
        assert_int_equal(sketch.total,
                         status == ARAS_OK ? before + more.total : before);
    }
    if (status == ARAS_OK) {
        status = aras_sketch_read(&copy, &bin, &count, 1, error);
    }
    for (int i = 0; i < 40 && status == ARAS_OK; i++) {
        const double both[] = {number(i) * 1.7, number(i) * 2.9};

        status = aras_sketch_add_all(&copy, both, 2, error);
    }
    aras_sketch_free(&sketch);
    aras_sketch_free(&more);
    aras_sketch_free(&copy);
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    int refused = refusals_of(use_sketches);

    (void) state;
    assert_true(refused > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bin_stands_for_its_numbers_within_half_a_percent),
        cmocka_unit_test(bins_ascend_with_their_numbers),
        cmocka_unit_test(every_middle_falls_into_its_own_bin),
        cmocka_unit_test(a_histogram_counts_the_numbers_of_each_part),
        cmocka_unit_test(quantiles_are_those_of_the_numbers),
        cmocka_unit_test(merging_is_exact_in_any_order_and_grouping),
        cmocka_unit_test(several_at_once_are_as_one_after_another),
        cmocka_unit_test(a_sketch_can_be_written_and_read_back),
        cmocka_unit_test(damaged_arrays_are_refused),
        cmocka_unit_test(a_value_that_is_no_number_is_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
