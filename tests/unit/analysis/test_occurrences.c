#include "analysis/occurrences.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

static struct story *open_story(void)
{
    return story_new(
        "horizon = 4; quantities = ( { id = \"x\"; range = [0.0, 99.0]; initial = 0.0; "
        "} "
        "); events = ( { id = \"rise\"; rate = 2; effects = [\"x += 1\"]; }, { id = "
        "\"bell\"; at = [1, 3]; }, { id = \"fault\"; when = \"x >= 40\"; rate = \"1 / "
        "(x - 40)\"; } ); outcomes = ( { id = \"x\"; title = \"x\"; kind = \"value\"; "
        "of = \"x\"; } );");
}

/* "rise@0.3 bell@1": as the story itself tells it. */
static void write_told(const struct story *story,
                       const struct aras_occurrences *occurrences, uint64_t replication,
                       char told[4096])
{
    size_t used = 0;

    told[0] = '\0';
    for (size_t i = 0; i < occurrences->count; i++) {
        const struct aras_occurrence *it = &occurrences->at[i];

        if (it->replication == replication) {
            used += (size_t) snprintf(told + used, 4096 - used, "%s%s@%.9g",
                                      used == 0 ? "" : " ",
                                      story->model->events[it->event].id, it->time);
        }
    }
}

static void events_are_noted_when_they_happen_in_the_very_worlds(void **state)
{
    struct story *story = open_story();
    struct aras_occurrences occurrences = {0};
    struct aras_error error = {0};
    const uint64_t wanted[] = {7, 0, 3};
    uint32_t both[2];
    char told[4096];

    (void) state;
    both[0] = story_event(story, "bell");
    both[1] = story_event(story, "rise");
    assert_ok(aras_occurrences_of(&occurrences, story->model, &story->settings, both, 2,
                                  wanted, 3, &error),
              error);
    for (size_t i = 0; i < 3; i++) {
        story_play(story, wanted[i]);
        write_told(story, &occurrences, wanted[i], told);
        assert_string_equal(told, story->told);
    }
    assert_int_equal(occurrences.at[0].replication, 7);
    aras_occurrences_free(&occurrences);

    assert_ok(aras_occurrences_of(&occurrences, story->model, &story->settings, both, 1,
                                  wanted, 3, &error),
              error);
    assert_int_equal(occurrences.count, 6);
    write_told(story, &occurrences, 3, told);
    assert_string_equal(told, "bell@1 bell@3");
    aras_occurrences_free(&occurrences);
    story_free(story);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story = open_story();
    enum aras_status status = ARAS_NO_MEMORY;
    const uint64_t wanted[] = {1, 2};
    const uint32_t event = story_event(story, "rise");
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_occurrences occurrences = {0};
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_occurrences_of(&occurrences, story->model, &story->settings,
                                     &event, 1, wanted, 2, &error);
        allow_all_allocations();
        aras_occurrences_free(&occurrences);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_are_noted_when_they_happen_in_the_very_worlds),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("occurrences", tests, NULL, NULL);
}
