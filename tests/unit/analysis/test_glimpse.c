#include "analysis/glimpse.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* What rises now and then, looked at at 0, 1, 2 and 3, and its double at 0 and 3. */
static struct story *open_story(void)
{
    return story_new(
        "horizon = 3; quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = 1.0; "
        "} "
        "); events = ( { id = \"rise\"; rate = 0.5; effects = [\"x += 0.5\"]; } "
        "); outcomes = ( { id = \"x\"; title = \"x\"; kind = \"value\"; of = \"x\"; } "
        "); "
        "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 1; }, { id = "
        "\"twice\"; title = \"twice\"; of = \"2 * x\"; every = 3; } );");
}

static void tracks_are_those_of_the_very_worlds(void **state)
{
    struct story *story = open_story();
    struct aras_glimpse glimpse = {0};
    struct aras_error error = {0};
    const uint64_t wanted[] = {7, 0, 3};

    (void) state;
    assert_ok(
        aras_glimpse_of(&glimpse, story->model, &story->settings, wanted, 3, &error),
        error);
    assert_int_equal(glimpse.worlds, 3);
    assert_int_equal(glimpse.points, 6);
    for (size_t i = 0; i < 3; i++) {
        struct aras_record record;
        struct aras_simulation *again =
            aras_simulation_new(story->model, &story->settings, &error);

        assert_int_equal(glimpse.replication[i], wanted[i]);
        assert_ok(aras_simulation_play(again, wanted[i], &record, &error), error);
        for (size_t p = 0; p < 6; p++) {
            assert_true(aras_glimpse_world(&glimpse, i)[p] == record.points[p]);
        }
        assert_true(record.points[5] == 2.0 * record.points[3]);
        aras_simulation_free(again);
    }
    aras_glimpse_free(&glimpse);
    story_free(story);
}

static void worlds_are_spread_over_the_run(void **state)
{
    uint64_t replication[7];

    (void) state;
    assert_int_equal(aras_glimpse_spread(100, 4, replication), 4);
    assert_int_equal(replication[0], 0);
    assert_int_equal(replication[1], 25);
    assert_int_equal(replication[3], 75);
    assert_int_equal(aras_glimpse_spread(2, 7, replication), 2);
    assert_int_equal(replication[1], 1);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story = open_story();
    enum aras_status status = ARAS_NO_MEMORY;
    const uint64_t wanted[] = {1, 2};
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_glimpse glimpse = {0};
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_glimpse_of(&glimpse, story->model, &story->settings, wanted, 2,
                                 &error);
        allow_all_allocations();
        aras_glimpse_free(&glimpse);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tracks_are_those_of_the_very_worlds),
        cmocka_unit_test(worlds_are_spread_over_the_run),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("glimpse", tests, NULL, NULL);
}
