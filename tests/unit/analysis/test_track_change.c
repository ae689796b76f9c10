#include "analysis/track_change.h"

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/compared.h"

static void add(struct aras_block *block, size_t point, double x)
{
    struct aras_error error = {0};

    aras_summary_add(&block->moment[point], x);
    assert_ok(aras_sketch_add(&block->sketch[point], x, &error), error);
}

/* All worlds of block k are at k and then 2 k. */
static void at_its_number(struct aras_block *block)
{
    for (uint64_t i = 0; i < block->count; i++) {
        add(block, 0, (double) (block->first / 10));
        add(block, 1, 2.0 * (double) (block->first / 10));
    }
}

/* 1 more at first; then 1, 2, 3, 1, 2 more in one block after another. */
static void a_little_more(struct aras_block *block)
{
    for (uint64_t i = 0; i < block->count; i++) {
        double number = (double) (block->first / 10);

        add(block, 0, number + 1.0);
        add(block, 1, 2.0 * number + 1.0 + (double) (block->first / 10 % 3));
    }
}

static void prepare(struct compared_pair *pair)
{
    compared_prepare(pair);
    pair->plan_a.replications = pair->plan_b.replications = 50;
    pair->plan_a.block = pair->plan_b.block = 10;
    pair->plan_a.finish = at_its_number;
    pair->plan_b.finish = a_little_more;
}

static struct aras_track_changes changes_of(struct compared_pair *pair, bool paired)
{
    struct aras_track_changes changes;
    struct aras_error error = {0};

    compared_run(pair);
    assert_ok(aras_track_changes_find(&changes, pair->a.run, pair->plan_a.replications,
                                      pair->b.run, pair->plan_b.replications, paired,
                                      &error),
              error);
    compared_close(pair);
    return changes;
}

/* 1, 2, 3, 1, 2: mean 1.8, standard error sqrt(2.8 / 4 / 5), t with 4 degrees 2.776445.
 */
static void the_error_is_that_of_differences_of_blocks(void **state)
{
    struct compared_pair pair;
    struct aras_track_changes changes;
    const struct aras_track_point *point;

    (void) state;
    prepare(&pair);
    changes = changes_of(&pair, true);
    assert_int_equal(changes.count, 1);
    assert_int_equal(changes.blocks, 5);
    point = changes.track[0].point;
    assert_close(point[0].change, 1.0, 1e-14);
    assert_close(point[0].interval.high, 1.0, 1e-14); /* each block is just 1 more */
    assert_close(point[1].time, 10.0, 0.0);
    assert_close(point[1].a, 4.0, 1e-14);
    assert_close(point[1].change, 1.8, 1e-14);
    assert_close(point[1].interval.high, 1.8 + 2.776445 * sqrt(2.8 / 20.0), 1e-6);
    aras_track_changes_free(&changes);
}

/* A is 0, 2, 4, 6, 8: squares 40; B 1, 4, 7, 7, 10 about 5.8: 46.8. */
static void runs_of_separate_luck_have_the_error_of_both(void **state)
{
    struct compared_pair pair;
    struct aras_track_changes changes;

    (void) state;
    prepare(&pair);
    changes = changes_of(&pair, false);
    assert_close(changes.track[0].point[1].interval.low,
                 1.8 - 2.776445 * sqrt((40.0 + 46.8) / 20.0), 1e-5);
    aras_track_changes_free(&changes);
}

static void with_few_blocks_the_error_is_not_known(void **state)
{
    struct compared_pair pair;
    struct aras_track_changes changes;

    (void) state;
    prepare(&pair);
    pair.plan_a.replications = pair.plan_b.replications =
        45; /* 4 full ones and a part */
    changes = changes_of(&pair, true);
    assert_int_equal(changes.blocks, 4);
    assert_true(isnan(changes.track[0].point[1].interval.low));
    /* The part counts for the mean: 1, 2, 3, 1 for ten worlds each, 2 for five. */
    assert_close(changes.track[0].point[1].change, 80.0 / 45.0, 1e-12);
    aras_track_changes_free(&changes);
}

/* --- how often intervals hold ----------------------------------------------------- */

static uint64_t trial; /* players of made runs know nothing but their blocks */

static double drawn(uint64_t world, uint64_t stream)
{
    return made_draw(((trial * 4 + stream) << 32) + world);
}

/* Uniform numbers, of which a pair shares a half; B is 0.1 more, and 0.3 at the second
 * moment. */
static void finish_drawn(struct aras_block *block, uint64_t stream, double more)
{
    for (uint64_t i = 0; i < block->count; i++) {
        uint64_t world = block->first + i;
        double x = drawn(world, 0) + drawn(world, stream);

        add(block, 0, x + more);
        add(block, 1, x + 3.0 * more);
    }
}

static void finish_a(struct aras_block *block)
{
    finish_drawn(block, 1, 0.0);
}

static void finish_b(struct aras_block *block)
{
    finish_drawn(block, 2, 0.1);
}

/* Without what they share. */
static void finish_b_apart(struct aras_block *block)
{
    trial += 1000000;
    finish_drawn(block, 2, 0.1);
    trial -= 1000000;
}

/* 300 pairs of runs of 8 blocks: 95 % are 285 -+ 3.8, fewer than 272 come about in one
 * of 2000 seeds. */
static void intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    for (int paired = 0; paired < 2; paired++) {
        int held[2] = {0};

        (void) state;
        for (trial = 0; trial < 300; trial++) {
            struct compared_pair pair;
            struct aras_track_changes changes;

            prepare(&pair);
            pair.plan_a.replications = pair.plan_b.replications = 80;
            pair.plan_a.finish = finish_a;
            pair.plan_b.finish = paired == 1 ? finish_b : finish_b_apart;
            changes = changes_of(&pair, paired == 1);
            for (size_t k = 0; k < 2; k++) {
                const struct aras_track_point *point = &changes.track[0].point[k];
                double truth = k == 0 ? 0.1 : 0.3;

                held[k] +=
                    point->interval.low <= truth && truth <= point->interval.high;
            }
            aras_track_changes_free(&changes);
        }
        assert_in_range(held[0], 272, 298);
        assert_in_range(held[1], 272, 298);
    }
}

static void tracks_of_other_grids_are_not_compared(void **state)
{
    struct compared_pair pair;
    struct aras_track_changes changes;

    (void) state;
    prepare(&pair);
    pair.model_b.track.every = 5.0;
    changes = changes_of(&pair, true);
    assert_int_equal(changes.count, 0);
    aras_track_changes_free(&changes);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct compared_pair pair;
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    prepare(&pair);
    compared_run(&pair);
    while (status == ARAS_NO_MEMORY) {
        struct aras_track_changes changes;
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_track_changes_find(&changes, pair.a.run, 50, pair.b.run, 50, true,
                                         &error);
        allow_all_allocations();
        aras_track_changes_free(&changes);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 5);
    compared_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_error_is_that_of_differences_of_blocks),
        cmocka_unit_test(runs_of_separate_luck_have_the_error_of_both),
        cmocka_unit_test(with_few_blocks_the_error_is_not_known),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(tracks_of_other_grids_are_not_compared),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("track_change", tests, NULL, NULL);
}
