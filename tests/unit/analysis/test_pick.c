/* Which world of a run is typical, and which extreme. */
#include "analysis/pick.h"

#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

enum { FELL, WHEN, LEVEL, ENDING, OUTCOMES, WORLDS = 9 };

static const struct aras_category endings[] = {{.id = "good"}, {.id = "other"}};

static const struct aras_outcome outcomes[OUTCOMES] = {
    [FELL] = {.id = "fell", .kind = ARAS_HAPPENED},
    [WHEN] = {.id = "when", .kind = ARAS_TIME},
    [LEVEL] = {.id = "level", .kind = ARAS_VALUE},
    [ENDING] = {.id = "ending",
                .kind = ARAS_CATEGORY,
                .categories = endings,
                .category_count = 2}};

static const struct aras_model model = {
    .title = "made", .horizon = 10.0, .outcomes = outcomes, .outcome_count = OUTCOMES};

/* World 4 fails. Of the others: it fell in 1, 2 and 6; the levels are 10 17 24 31 - 5
 * 12 19 26 (median between 17 and 19); it ends well in 0, 1, 2, 3 and 5. */
static bool play(uint64_t replication, uint64_t set, double *values)
{
    bool fell = replication == 1 || replication == 2 || replication == 6;

    (void) set;
    values[FELL] = fell ? 1.0 : 0.0;
    values[WHEN] = fell ? (double) (10 - replication) : INFINITY;
    values[LEVEL] = (double) ((10 + 7 * replication) % 40);
    values[ENDING] = replication < 6 ? 0.0 : 1.0;
    return replication != 4;
}

/* The same, and nothing ever falls. */
static bool play_standing(uint64_t replication, uint64_t set, double *values)
{
    (void) play(replication, set, values);
    values[FELL] = 0.0;
    values[WHEN] = INFINITY;
    return true;
}

static bool play_failing(uint64_t replication, uint64_t set, double *values)
{
    (void) replication;
    (void) set;
    (void) values;
    return false;
}

static struct made_run made(bool (*with)(uint64_t replication, uint64_t set,
                                         double *values))
{
    return made_run_of(&(struct made_plan){
        .model = &model, .replications = WORLDS, .block = 4, .group = 1, .play = with});
}

static struct aras_pick typical(const struct made_run *run, uint64_t worlds,
                                const size_t *of, size_t count)
{
    struct aras_error error = {0};
    struct aras_pick pick;

    assert_ok(aras_pick_typical(run->run, &model, worlds, of, count, &pick, &error),
              error);
    return pick;
}

static struct aras_pick extreme(const struct made_run *run, size_t outcome, bool least)
{
    struct aras_error error = {0};
    struct aras_pick pick;

    assert_ok(aras_pick_extreme(run->run, &model, 0, outcome, least, &pick, &error),
              error);
    return pick;
}

static void a_typical_world_is_near_the_median_and_like_most(void **state)
{
    static const size_t level[] = {LEVEL};
    static const size_t two[] = {FELL, LEVEL};
    static const size_t three[] = {FELL, LEVEL, ENDING};
    struct made_run run = made(play);

    (void) state;
    /* Sorted: 5 10 12 17 19 24 26 31: 17 (world 1) and 19 (7) are as near. */
    assert_int_equal(typical(&run, 0, level, 1).replication, 1);
    assert_int_equal(typical(&run, 0, level, 1).worlds, 8);
    assert_int_equal(typical(&run, 0, level, 1).fingerprint, 1);
    /* It fell in 1, as in few; 7 is as near and stood. */
    assert_int_equal(typical(&run, 0, two, 2).replication, 7);
    /* 7 ends otherwise than most: 0 (level 10, rank 1 of 8: off 5/8) is as most are in
     * both, 3 (31, the last: 7/8) too; 1 and 7 are off by 1 and 1/8. */
    assert_int_equal(typical(&run, 0, three, 3).replication, 0);
    /* Of the first three worlds only: 10 17 24. */
    assert_int_equal(typical(&run, 3, level, 1).replication, 1);
    assert_int_equal(typical(&run, 3, level, 1).worlds, 3);
    made_run_close(&run);
}

static void an_extreme_world_is_the_first_with_the_greatest_or_the_least(void **state)
{
    struct made_run run = made(play);

    (void) state;
    assert_int_equal(extreme(&run, LEVEL, false).replication, 3);
    assert_close(extreme(&run, LEVEL, false).value, 31.0, 0.0);
    assert_int_equal(extreme(&run, LEVEL, true).replication, 5);
    assert_int_equal(extreme(&run, FELL, false).replication, 1);
    assert_int_equal(extreme(&run, FELL, true).replication, 0);
    /* Not reached is neither late nor early. */
    assert_int_equal(extreme(&run, WHEN, false).replication, 1);
    assert_int_equal(extreme(&run, WHEN, true).replication, 6);
    made_run_close(&run);
}

static void what_never_happened_has_no_extreme_world(void **state)
{
    struct made_run run = made(play_standing);
    struct aras_error error = {0};
    struct aras_pick pick;

    (void) state;
    assert_fails(aras_pick_extreme(run.run, &model, 0, FELL, false, &pick, &error),
                 error, ARAS_INVALID, "'fell' happened in none of 9 worlds");
    assert_fails(aras_pick_extreme(run.run, &model, 0, WHEN, true, &pick, &error),
                 error, ARAS_INVALID, "'when' was reached in none of 9 worlds");
    assert_fails(aras_pick_extreme(run.run, &model, 0, ENDING, true, &pick, &error),
                 error, ARAS_INVALID, "no order");
    made_run_close(&run);
}

static void without_a_world_that_was_played_there_is_nothing_to_pick(void **state)
{
    static const size_t level[] = {LEVEL};
    struct made_run run = made(play_failing);
    struct aras_error error = {0};
    struct aras_pick pick;

    (void) state;
    assert_fails(aras_pick_typical(run.run, &model, 0, level, 1, &pick, &error), error,
                 ARAS_INVALID, "none of 9 could be played");
    assert_fails(aras_pick_extreme(run.run, &model, 0, LEVEL, false, &pick, &error),
                 error, ARAS_INVALID, "none of 9 could be played");
    made_run_close(&run);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    static const size_t level[] = {LEVEL};
    struct made_run run = made(play);
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};
        struct aras_pick pick;

        allow_allocations(refused++);
        status = aras_pick_typical(run.run, &model, 0, level, 1, &pick, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 4);
    made_run_close(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_typical_world_is_near_the_median_and_like_most),
        cmocka_unit_test(an_extreme_world_is_the_first_with_the_greatest_or_the_least),
        cmocka_unit_test(what_never_happened_has_no_extreme_world),
        cmocka_unit_test(without_a_world_that_was_played_there_is_nothing_to_pick),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("pick", tests, NULL, NULL);
}
