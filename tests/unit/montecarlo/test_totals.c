#include "montecarlo/totals.h"

#include <math.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static const struct aras_shape shape = {
    .events = 1, .ranges = 1, .points = 1, .group = 1};

/* A block of two replications, whose track has the numbers x and y. */
static struct aras_block *block_of(uint64_t first, double x, double y)
{
    struct aras_error error = {0};
    struct aras_block *block = aras_block_new(&shape, first, 2, &error);

    assert_non_null(block);
    block->event[0] = (struct aras_event_sum){.count = 3,
                                              .worlds = 2,
                                              .integrated = 2.0,
                                              .residual = 1.0,
                                              .residual_squared = 0.5};
    block->clamps[0] = 4;
    block->failed[1] = 1;
    aras_summary_add(&block->moment[0], x);
    aras_summary_add(&block->moment[0], y);
    assert_ok(aras_sketch_add(&block->sketch[0], x, &error), error);
    assert_ok(aras_sketch_add(&block->sketch[0], y, &error), error);
    return block;
}

static void blocks_are_summed_up(void **state)
{
    struct aras_error error = {0};
    struct aras_totals *totals = aras_totals_new(&shape, &error);
    struct aras_block *blocks[] = {block_of(0, 1.0, 2.0), block_of(2, 3.0, 6.0)};

    (void) state;
    assert_non_null(totals);
    for (size_t i = 0; i < 2; i++) {
        assert_ok(aras_totals_add(totals, blocks[i], &error), error);
        aras_block_free(blocks[i]);
    }
    assert_int_equal(totals->replications, 4);
    assert_int_equal(totals->failed, 2);
    assert_int_equal(totals->event[0].count, 6);
    assert_int_equal(totals->event[0].worlds, 4);
    assert_close(totals->event[0].integrated, 4.0, 0.0);
    assert_close(totals->event[0].residual, 2.0, 0.0);
    assert_close(totals->event[0].residual_squared, 1.0, 0.0);
    assert_int_equal(totals->clamps[0], 8);
    /* 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9. */
    assert_int_equal(totals->moment[0].count, 4);
    assert_close(totals->moment[0].mean, 3.0, 1e-15);
    assert_close(totals->moment[0].squares, 14.0, 1e-14);
    assert_int_equal(totals->sketch[0].total, 4);
    aras_totals_free(totals);
}

static void an_event_is_so_many_deviations_off_its_rate(void **state)
{
    struct aras_event_sum sum = {
        .count = 6, .integrated = 3.0, .residual = 3.0, .residual_squared = 4.0};

    (void) state;
    assert_close(aras_event_sum_z(&sum), 1.5, 1e-15);
    /* Nothing fired in many worlds that expected it with 0.001 each: no alarm. */
    sum = (struct aras_event_sum){
        .integrated = 0.81, .residual = -0.81, .residual_squared = 0.001};
    assert_close(aras_event_sum_z(&sum), -0.9, 1e-15);
    sum.integrated = 0.0;
    assert_true(isnan(aras_event_sum_z(&sum)));
    sum.integrated = 1.0;
    sum.residual_squared = 0.0;
    assert_true(isnan(aras_event_sum_z(&sum)));
}

static void a_quantile_lies_within_what_was_seen(void **state)
{
    struct aras_summary moment = {0};
    struct aras_sketch sketch = {0};
    struct aras_error error = {0};

    (void) state;
    assert_true(isnan(aras_totals_quantile(&moment, &sketch, 0.5)));
    for (int i = 1; i <= 100; i++) {
        aras_summary_add(&moment, i);
        assert_ok(aras_sketch_add(&sketch, i, &error), error);
    }
    assert_close(aras_totals_quantile(&moment, &sketch, 0.0), 1.0, 0.004);
    assert_close(aras_totals_quantile(&moment, &sketch, 0.25), 25.0, 0.1);
    assert_close(aras_totals_quantile(&moment, &sketch, 1.0), 100.0, 0.0);
    aras_sketch_free(&sketch);
}

static enum aras_status use_totals(const struct aras_block *block,
                                   struct aras_error *error)
{
    struct aras_totals *totals = aras_totals_new(&shape, error);
    enum aras_status status;

    if (totals == NULL) {
        return error->status;
    }
    status = aras_totals_add(totals, block, error);
    aras_totals_free(totals);
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct aras_block *block = block_of(0, 1.0, 2.0);
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = use_totals(block, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 5);
    aras_block_free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_summed_up),
        cmocka_unit_test(an_event_is_so_many_deviations_off_its_rate),
        cmocka_unit_test(a_quantile_lies_within_what_was_seen),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("totals", tests, NULL, NULL);
}
