#include "montecarlo/waiting.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { POINTS = 5 };

static const struct aras_shape shape = {.points = POINTS, .group = 1};

static double value_of(size_t world, size_t point)
{
    return (double) (world * 37 % 101) - 7.5 * (double) point;
}

static struct aras_block *new_block(void)
{
    struct aras_error error;
    struct aras_block *block = aras_block_new(&shape, 0, 200, &error);

    assert_non_null(block);
    return block;
}

static void assert_same(const struct aras_block *a, const struct aras_block *b)
{
    for (size_t i = 0; i < POINTS; i++) {
        assert_memory_equal(&a->moment[i], &b->moment[i], sizeof a->moment[i]);
        assert_true(a->sketch[i].total == b->sketch[i].total);
        assert_int_equal(a->sketch[i].count, b->sketch[i].count);
        for (size_t j = 0; j < a->sketch[i].count; j++) {
            assert_int_equal(a->sketch[i].bins[j].bin, b->sketch[i].bins[j].bin);
            assert_true(a->sketch[i].bins[j].count == b->sketch[i].bins[j].count);
        }
    }
}

/* Plays so many worlds of which `lost` begin a block that is given up. */
static struct aras_block *gather(size_t worlds, size_t lost)
{
    struct aras_error error;
    struct aras_waiting *waiting = aras_waiting_new(&shape, &error);
    struct aras_block *given_up = new_block();
    struct aras_block *block = new_block();
    double points[POINTS];

    assert_non_null(waiting);
    for (size_t i = 0; i < lost + worlds; i++) {
        if (i == lost) {
            aras_waiting_clear(waiting);
        }
        for (size_t j = 0; j < POINTS; j++) {
            points[j] = i < lost ? 1e9 : value_of(i - lost, j);
        }
        assert_ok(
            aras_waiting_add(waiting, i < lost ? given_up : block, points, &error),
            error);
    }
    assert_ok(aras_waiting_settle(waiting, block, &error), error);
    aras_waiting_free(waiting);
    aras_block_free(given_up);
    return block;
}

static void who_waits_is_summed_up_as_who_does_not(void **state)
{
    (void) state;
    for (size_t worlds = 1; worlds <= 200; worlds = worlds * 2 + 1) {
        struct aras_error error;
        struct aras_block *expected = new_block();
        struct aras_block *block = gather(worlds, 0);

        for (size_t i = 0; i < worlds; i++) {
            for (size_t j = 0; j < POINTS; j++) {
                aras_summary_add(&expected->moment[j], value_of(i, j));
                assert_ok(aras_sketch_add(&expected->sketch[j], value_of(i, j), &error),
                          error);
            }
        }
        assert_same(block, expected);
        aras_block_free(expected);
        aras_block_free(block);
    }
}

static void what_waited_for_a_block_that_was_given_up_is_forgotten(void **state)
{
    struct aras_block *expected = gather(70, 0);
    struct aras_block *block = gather(70, 45);

    (void) state;
    assert_same(block, expected);
    aras_block_free(expected);
    aras_block_free(block);
}

static void what_is_no_number_is_refused(void **state)
{
    struct aras_error error;
    struct aras_waiting *waiting = aras_waiting_new(&shape, &error);
    struct aras_block *block = new_block();
    const double points[POINTS] = {1.0, 2.0, NAN, 3.0, 4.0};

    (void) state;
    assert_non_null(waiting);
    assert_ok(aras_waiting_add(waiting, block, points, &error), error);
    assert_fails(aras_waiting_settle(waiting, block, &error), error, ARAS_INVALID,
                 "no number");
    aras_waiting_free(waiting);
    aras_block_free(block);
}

static void models_without_tracks_have_nothing_to_wait_for(void **state)
{
    const struct aras_shape bare = {.outcomes = 1, .group = 1};
    struct aras_error error;
    struct aras_waiting *waiting = aras_waiting_new(&bare, &error);
    struct aras_block *block = aras_block_new(&bare, 0, 100, &error);

    (void) state;
    assert_non_null(waiting);
    assert_non_null(block);
    for (size_t i = 0; i < 100; i++) {
        assert_ok(aras_waiting_add(waiting, block, NULL, &error), error);
    }
    assert_ok(aras_waiting_settle(waiting, block, &error), error);
    aras_waiting_free(waiting);
    aras_block_free(block);
}

static enum aras_status make(struct aras_error *error)
{
    struct aras_waiting *waiting = aras_waiting_new(&shape, error);

    if (waiting == NULL) {
        return error->status;
    }
    aras_waiting_free(waiting);
    return ARAS_OK;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    (void) state;
    assert_int_equal(refusals_of(make), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_waits_is_summed_up_as_who_does_not),
        cmocka_unit_test(what_waited_for_a_block_that_was_given_up_is_forgotten),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(models_without_tracks_have_nothing_to_wait_for),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
