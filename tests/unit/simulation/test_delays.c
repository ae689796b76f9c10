#include "story.h"

static void each_firing_of_a_cause_starts_a_delay_of_its_own(void **state)
{
    (void) state;
    assert_story("horizon = 9; events = ( { id = \"a\"; at = [\"1\", \"2\"]; },"
                 "{ id = \"b\"; after = \"a\"; delay = 3; } );",
                 "a@1 a@2 b@4 b@5");
}

static void restart_forgets_the_delay_that_is_running(void **state)
{
    (void) state;
    assert_story("horizon = 9; events = ( { id = \"a\"; at = [\"1\", \"2\", \"6\"]; },"
                 "{ id = \"b\"; after = \"a\"; delay = 3; again = \"restart\"; } );",
                 "a@1 a@2 b@5 a@6 b@9");
}

static void ignore_keeps_the_delay_that_is_running(void **state)
{
    (void) state;
    assert_story("horizon = 9; events = ( { id = \"a\"; at = [\"1\", \"2\", \"5\"]; },"
                 "{ id = \"b\"; after = \"a\"; delay = 3; again = \"ignore\"; } );",
                 "a@1 a@2 b@4 a@5 b@8");
}

/* The guard is shut from 2 to 5; `a` fires at 1, and at 3 while it is shut. */
#define SHUT_FROM_2_TO_5(rest)                                                         \
    "horizon = 20; quantities = ( { id = \"x\"; truth = true; initial = true; } );"    \
    "events = ( { id = \"a\"; at = [\"1\", \"3\"]; },"                                 \
    "{ id = \"b\"; after = \"a\"; delay = 3; when = \"x\";" rest " },"                 \
    "{ id = \"shut\"; at = 2; effects = [\"x = false\"]; },"                           \
    "{ id = \"open\"; at = 5; effects = [\"x = true\"]; } );"

static void a_guard_that_closes_cancels_by_default(void **state)
{
    (void) state;
    assert_story(SHUT_FROM_2_TO_5(""), "a@1 shut@2 a@3 open@5");
}

static void a_paused_delay_goes_on_for_the_rest_of_its_time(void **state)
{
    (void) state;
    assert_story(SHUT_FROM_2_TO_5("on_close = \"paused\";"),
                 "a@1 shut@2 a@3 open@5 b@7");
}

static void a_kept_delay_fires_behind_its_closed_guard(void **state)
{
    (void) state;
    assert_story(SHUT_FROM_2_TO_5("on_close = \"kept\";"), "a@1 shut@2 a@3 b@4 open@5");
}

static void the_guard_is_read_after_the_effects_of_the_cause(void **state)
{
    (void) state;
    assert_story(
        "horizon = 9; quantities = ( { id = \"x\"; truth = true; initial = "
        "false; } ); events = ( { id = \"a\"; at = 1; effects = [\"x = true\"]; },"
        "{ id = \"b\"; after = \"a\"; delay = 1; when = \"x\"; },"
        "{ id = \"c\"; after = \"a\"; delay = 1; when = \"not x\"; } );",
        "a@1 b@2");
}

static void a_delay_of_nothing_ends_at_the_same_moment(void **state)
{
    (void) state;
    assert_story("horizon = 9; events = ( { id = \"b\"; after = \"a\"; },"
                 "{ id = \"a\"; at = 1; }, { id = \"c\"; at = 1; } );",
                 "a@1 b@1 c@1");
}

static void a_cancelled_event_does_not_move_the_clock(void **state)
{
    struct story *story = story_new(SHUT_FROM_2_TO_5(""));

    (void) state;
    story_play(story, 0);
    assert_int_equal(story_count(story, "b"), 0);
    assert_int_equal(story->record.events, 4);
    story_free(story);
}

static void an_event_once_drops_its_other_delays(void **state)
{
    (void) state;
    assert_story(
        "horizon = 9; events = ( { id = \"a\"; every = 1; when = \"time < 4\"; },"
        "{ id = \"b\"; after = \"a\"; delay = 2.5; once = true; } );",
        "a@1 a@2 a@3 b@3.5");
}

static void a_scenario_adds_to_every_delay(void **state)
{
    (void) state;
    assert_story("horizon = 9; events = ( { id = \"a\"; at = 1; },"
                 "{ id = \"b\"; after = \"a\"; delay = 2; }, { id = \"c\"; at = 2; } );"
                 "changes = ( { title = \"s\"; delay = ( { event = \"b\"; by = 0.5; },"
                 "{ event = \"c\"; by = 3; } ); } );",
                 "a@1 b@3.5 c@5");
}

/* The length of the n-th delay of b after a, from the definition of draws. */
static double length(uint64_t replication, uint64_t draw)
{
    struct aras_stream stream = {.seed = 1,
                                 .replication = replication,
                                 .name = aras_name_hash("b<-a"),
                                 .purpose = ARAS_FOR_EFFECT};

    return aras_stream_uniform(&stream, draw, 0);
}

static void a_delay_is_drawn_by_the_number_of_its_cause(void **state)
{
    /* The second firing of a finds the guard of b shut: its draw is left out. */
    const char *text =
        "horizon = 9; quantities = ( { id = \"x\"; truth = true; initial = true; } );"
        "events = ( { id = \"a\"; at = [\"1\", \"3\", \"5\"]; },"
        "{ id = \"b\"; after = \"a\"; delay = \"uniform(0, 1)\"; when = \"x\"; },"
        "{ id = \"flip\"; at = [\"2.5\", \"4.5\"]; effects = [\"x = not x\"]; } );";
    struct story *story = story_new(text);
    char expected[200];

    (void) state;
    story_play(story, 6);
    snprintf(expected, sizeof expected, "a@1 b@%.9g flip@2.5 a@3 flip@4.5 a@5 b@%.9g",
             1.0 + length(6, 0), 5.0 + length(6, 2));
    assert_string_equal(story->told, expected);
    story_free(story);
}

static void a_forced_cause_draws_apart_from_natural_ones(void **state)
{
    const char *text =
        "horizon = 9; events = ( { id = \"a\"; at = [\"1\", \"5\"]; },"
        "{ id = \"b\"; after = \"a\"; delay = \"uniform(0, 1)\"; } );"
        "changes = ( { title = \"s\"; force = ( { event = \"a\"; at = 3; } ); } );";
    struct story *story = story_new(text);
    char expected[200];

    (void) state;
    story_play(story, 6);
    snprintf(expected, sizeof expected, "a@1 b@%.9g a!@3 b@%.9g a@5 b@%.9g",
             1.0 + length(6, 0), 3.0 + length(6, UINT64_C(1) << 63),
             5.0 + length(6, 1));
    assert_string_equal(story->told, expected);
    story_free(story);
}

static void a_negative_delay_fails_the_replication(void **state)
{
    (void) state;
    assert_story_fails(
        "horizon = 9; quantities = ( { id = \"x\"; range = \"none\"; "
        "initial = 1; } ); events = ( { id = \"a\"; at = 1; },"
        "{ id = \"b\"; after = \"a\"; delay = \"0.5 - x\"; },"
        "{ id = \"c\"; at = 8; effects = [\"x = 0\"]; } );",
        "the delay of event 'b' is -0.5: it must be 0 or more, with x = 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_firing_of_a_cause_starts_a_delay_of_its_own),
        cmocka_unit_test(restart_forgets_the_delay_that_is_running),
        cmocka_unit_test(ignore_keeps_the_delay_that_is_running),
        cmocka_unit_test(a_guard_that_closes_cancels_by_default),
        cmocka_unit_test(a_paused_delay_goes_on_for_the_rest_of_its_time),
        cmocka_unit_test(a_kept_delay_fires_behind_its_closed_guard),
        cmocka_unit_test(the_guard_is_read_after_the_effects_of_the_cause),
        cmocka_unit_test(a_delay_of_nothing_ends_at_the_same_moment),
        cmocka_unit_test(a_cancelled_event_does_not_move_the_clock),
        cmocka_unit_test(an_event_once_drops_its_other_delays),
        cmocka_unit_test(a_scenario_adds_to_every_delay),
        cmocka_unit_test(a_delay_is_drawn_by_the_number_of_its_cause),
        cmocka_unit_test(a_forced_cause_draws_apart_from_natural_ones),
        cmocka_unit_test(a_negative_delay_fails_the_replication),
    };

    return cmocka_run_group_tests_name("delays", tests, NULL, NULL);
}
