#include "story.h"

/* What happens when: at, every, becomes, corners, forced firings, ties, the horizon. */

static void events_come_in_order_of_time(void **state)
{
    (void) state;
    assert_story("horizon = 10; events = ( { id = \"late\"; at = 7; },"
                 "{ id = \"early\"; at = [\"2\", \"5\"]; } );",
                 "early@2 early@5 late@7");
}

static void at_one_time_the_higher_priority_comes_first(void **state)
{
    (void) state;
    assert_story(
        "horizon = 10; events = ( { id = \"low\"; at = 2; priority = -1; },"
        "{ id = \"plain\"; at = 2; }, { id = \"high\"; at = 2; priority = 5; } );",
        "high@2 plain@2 low@2");
}

static void at_one_time_and_priority_the_first_of_the_file_comes_first(void **state)
{
    (void) state;
    assert_story("horizon = 3; events = ( { id = \"b\"; every = 1; },"
                 "{ id = \"a\"; at = 2; }, { id = \"c\"; after = \"a\"; } );",
                 "b@1 b@2 a@2 c@2 b@3");
}

static void a_clock_that_rings_at_a_date_ties_like_everything_else(void **state)
{
    static const char *const forms[] = {"events = ( { id = \"e\"; rate = 1; once = "
                                        "true; }, { id = \"f\"; at = \"%.17g\"; } );",
                                        "events = ( { id = \"f\"; at = \"%.17g\"; }, { "
                                        "id = \"e\"; rate = 1; once = true; } );",
                                        "events = ( { id = \"f\"; at = \"%.17g\"; }, { "
                                        "id = \"e\"; rate = 1; once = true; "
                                        "priority = 1; } );"};
    static const char *const first[] = {"e@", "f@", "e@"};

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        char events[300];
        char text[400];
        struct story *story;

        snprintf(events, sizeof events, "%s", forms[i]);
        /* The clock's first wait, to the last bit, as a date. */
        char *number = strstr(events, "%.17g");

        snprintf(text, sizeof text, "horizon = 90; %.*s%.17g%s",
                 (int) (number - events), events, story_wait("e", 0, 0),
                 number + strlen("%.17g"));
        story = story_new(text);
        story_play(story, 0);
        assert_int_equal(story->record.events, 2);
        assert_int_equal(strncmp(story->told, first[i], 2), 0);
        story_free(story);
    }
}

static void events_at_the_horizon_happen_and_later_ones_do_not(void **state)
{
    (void) state;
    assert_story(
        "horizon = 3; events = ( { id = \"e\"; at = [\"3\", \"3.0000001\"]; } );",
        "e@3");
}

static void what_is_periodic_comes_at_multiples_of_its_period(void **state)
{
    struct story *story =
        story_new("horizon = 100; events = ( { id = \"e\"; every = 0.1; } );"
                  "outcomes = ( { id = \"n\"; title = \"n\"; kind = \"count\"; of = "
                  "\"e\"; } );");

    (void) state;
    story_play(story, 0);
    /* Adding up 0.1 would pass 100 before the thousandth. */
    assert_close(story_outcome(story, "n"), 1000.0, 0.0);
    story_free(story);
}

static void a_period_may_begin_elsewhere(void **state)
{
    (void) state;
    assert_story("horizon = 6; events = ( { id = \"e\"; every = 2; from = 0.5; } );",
                 "e@0.5 e@2.5 e@4.5");
}

static void a_closed_guard_lets_an_appointment_pass(void **state)
{
    (void) state;
    assert_story("horizon = 5; quantities = ( { id = \"x\"; truth = true; initial = "
                 "false; } ); events = ( { id = \"e\"; every = 1; when = \"x\"; },"
                 "{ id = \"open\"; at = 2.5; effects = [\"x = true\"]; },"
                 "{ id = \"shut\"; at = 4.5; effects = [\"x = false\"]; } );",
                 "open@2.5 e@3 e@4 shut@4.5");
}

static void becomes_fires_when_its_condition_turns_true(void **state)
{
    (void) state;
    assert_story(
        "horizon = 9; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"up\"; every = 1; when = \"time < 5\"; effects = [\"x += "
        "1\"]; },"
        "{ id = \"reset\"; at = 3.5; effects = [\"x = 0\"]; },"
        "{ id = \"two\"; becomes = \"x >= 2\"; } );",
        "up@1 up@2 two@2 up@3 reset@3.5 up@4");
}

static void what_is_true_at_the_start_fires_only_when_told_so(void **state)
{
    (void) state;
    assert_story("horizon = 1; quantities = ( { id = \"x\"; truth = true; initial = "
                 "true; } ); events = ( { id = \"start\"; at = 0; },"
                 "{ id = \"quiet\"; becomes = \"x\"; },"
                 "{ id = \"loud\"; becomes = \"x\"; initially = false; },"
                 "{ id = \"off\"; at = 0.5; effects = [\"x = false\"]; } );",
                 "loud@0 start@0 off@0.5");
}

static void all_that_turn_true_fire_by_priority_then_file(void **state)
{
    (void) state;
    assert_story(
        "horizon = 2; quantities = ( { id = \"x\"; truth = true; initial = false; } );"
        "events = ( { id = \"b\"; becomes = \"x\"; }, { id = \"c\"; becomes = \"x\"; },"
        "{ id = \"a\"; becomes = \"x\"; priority = 1; },"
        "{ id = \"tie\"; at = 1; priority = 9; },"
        "{ id = \"set\"; at = 1; effects = [\"x = true\"]; priority = 10; } );",
        "set@1 a@1 b@1 c@1 tie@1");
}

static void a_condition_undone_by_another_counts_only_if_persistent(void **state)
{
    const char *text =
        "horizon = 2; quantities = ( { id = \"x\"; truth = true; initial = false; } );"
        "events = ( { id = \"undo\"; becomes = \"x\"; effects = [\"x = false\"]; },"
        "{ id = \"firm\"; becomes = \"x\"; },"
        "{ id = \"fickle\"; becomes = \"x\"; persistent = false; },"
        "{ id = \"set\"; at = 1; effects = [\"x = true\"]; } );";

    (void) state;
    assert_story(text, "set@1 undo@1 firm@1");
}

static void one_condition_may_bring_about_the_next(void **state)
{
    (void) state;
    assert_story(
        "horizon = 2; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"three\"; becomes = \"x >= 3\"; effects = [\"x += 1\"]; },"
        "{ id = \"one\"; becomes = \"x >= 1\"; effects = [\"x += 2\"]; },"
        "{ id = \"four\"; becomes = \"x == 4\"; },"
        "{ id = \"set\"; at = 1; effects = [\"x = 1\"]; } );",
        "set@1 one@1 three@1 four@1");
}

static void an_appointment_compares_the_time_as_it_is(void **state)
{
    (void) state;
    assert_story(
        "horizon = 5; events = ( { id = \"e\"; every = 1; when = \"time >= 3\"; },"
        "{ id = \"f\"; every = 1; when = \"time > 3\"; },"
        "{ id = \"g\"; every = 1; when = \"time < 3\"; },"
        "{ id = \"h\"; every = 1; when = \"time <= 3\"; } );",
        "g@1 h@1 g@2 h@2 e@3 h@3 e@4 f@4 e@5 f@5");
}

static void a_corner_belongs_to_the_time_after_it(void **state)
{
    (void) state;
    assert_story("horizon = 5; events = ( { id = \"e\"; becomes = \"time >= 3\"; },"
                 "{ id = \"f\"; becomes = \"time > 3\"; },"
                 "{ id = \"g\"; becomes = \"not time < 3\"; },"
                 "{ id = \"h\"; becomes = \"not (time <= 3)\"; } );",
                 "e@3 f@3 g@3 h@3");
}

static void the_time_since_an_event_counts_from_the_latest(void **state)
{
    (void) state;
    assert_story("horizon = 9; events = ( { id = \"e\"; at = [\"1\", \"2\", \"6\"]; },"
                 "{ id = \"calm\"; becomes = \"since(e) >= 2\"; initially = true; } );",
                 "e@1 e@2 calm@4 e@6 calm@8");
}

static void without_history_since_is_infinite_and_an_age_is_a_history(void **state)
{
    (void) state;
    assert_story("horizon = 4; events = ( { id = \"old\"; at = 9; age = 1.5; },"
                 "{ id = \"never\"; at = 9; },"
                 "{ id = \"a\"; at = 1; when = \"since(never) > 1000\"; },"
                 "{ id = \"b\"; becomes = \"since(old) >= 4\"; } );",
                 "a@1 b@2.5");
}

static void a_clock_grows_and_can_be_set(void **state)
{
    struct story *story = story_new(
        "horizon = 9; quantities = ( { id = \"age\"; clock = true; initial = 1; } );"
        "events = ( { id = \"old\"; becomes = \"age >= 3\"; },"
        "{ id = \"renew\"; at = 4; effects = [\"age = 0.5\"]; },"
        "{ id = \"wear\"; at = 5; effects = [\"age += 1\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_string_equal(story->told, "old@2 renew@4 wear@5 old@5.5");
    assert_close(story_value(story, "age"), 6.5, 1e-12);
    story_free(story);
}

static void all_corners_of_one_moment_turn_together(void **state)
{
    (void) state;
    /* Were they turned one by one, the sum would be 1 in between. */
    assert_story("horizon = 4; derived = ( { id = \"d\"; formula = "
                 "\"if(time >= 2, 1, 0) - if(time > 2, 1, 0)\"; } );"
                 "events = ( { id = \"never\"; becomes = \"d != 0\"; },"
                 "{ id = \"end\"; at = 3; } );",
                 "end@3");
}

static void corners_come_before_all_else_at_their_time(void **state)
{
    (void) state;
    assert_story("horizon = 4; events = ( { id = \"e\"; at = 2; priority = 1000; },"
                 "{ id = \"turn\"; becomes = \"time >= 2\"; } );",
                 "turn@2 e@2");
}

static void a_forced_firing_asks_no_guard_and_comes_in_order(void **state)
{
    (void) state;
    assert_story(
        "horizon = 4; events = ( { id = \"a\"; at = 2; },"
        "{ id = \"e\"; at = 3; when = \"time > 10\"; },"
        "{ id = \"b\"; at = 2; } );"
        "changes = ( { title = \"s\"; force = ( { event = \"e\"; at = 2; } ); } );",
        "a@2 e!@2 b@2");
}

static void an_event_once_never_fires_again_even_when_forced_first(void **state)
{
    (void) state;
    assert_story(
        "horizon = 6; events = ( { id = \"e\"; every = 1; once = true; },"
        "{ id = \"f\"; every = 2; once = true; } );"
        "changes = ( { title = \"s\"; force = ( { event = \"f\"; at = 1.5; } ); } );",
        "e@1 f!@1.5");
}

static void a_forbidden_event_never_fires(void **state)
{
    (void) state;
    assert_story("horizon = 3; events = ( { id = \"a\"; every = 1; }, { id = \"b\"; "
                 "after = \"a\"; }, { id = \"c\"; rate = 50; } );"
                 "changes = ( { title = \"s\"; forbid = [\"b\", \"c\"]; } );",
                 "a@1 a@2 a@3");
}

static void tracks_hold_what_stands_after_all_events_of_their_time(void **state)
{
    const double expected[] = {0.0, 1.0, 3.0, 3.0, 4.0};
    struct story *story = story_new(
        "horizon = 2; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"e\"; at = [\"0.5\", \"0.75\", \"1\", \"2\"]; effects = "
        "[\"x "
        "+= 1\"]; } );"
        "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 0.5; },"
        "{ id = \"now\"; title = \"now\"; of = \"x + 1\"; every = 0.7; } );");

    (void) state;
    story_play(story, 0);
    for (size_t i = 0; i < 5; i++) {
        assert_close(story->record.points[i], expected[i], 0.0);
    }
    assert_close(story->record.points[5], 1.0, 0.0);
    assert_close(story->record.points[6], 2.0, 0.0); /* 0.7: after 0.5 */
    assert_close(story->record.points[7], 4.0, 0.0); /* 1.4 */
    story_free(story);
}

static void outcomes_are_what_they_say(void **state)
{
    struct story *story = story_new(
        "horizon = 10; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"
        "events = ( { id = \"e\"; at = [\"2\", \"4\", \"10\"]; effects = [\"x += 2\"]; "
        "} );"
        "outcomes = ( { id = \"h\"; title = \"h\"; kind = \"happened\"; of = \"x == "
        "3\"; },"
        "{ id = \"t\"; title = \"t\"; kind = \"time\"; of = \"x > 4\"; },"
        "{ id = \"t0\"; title = \"t\"; kind = \"time\"; of = \"x < 4\"; },"
        "{ id = \"late\"; title = \"t\"; kind = \"time\"; of = \"x >= 7\"; },"
        "{ id = \"never\"; title = \"t\"; kind = \"time\"; of = \"x > 9\"; },"
        "{ id = \"no\"; title = \"t\"; kind = \"happened\"; of = \"x > 9\"; },"
        "{ id = \"v\"; title = \"v\"; kind = \"value\"; of = \"x * x\"; },"
        "{ id = \"m\"; title = \"m\"; kind = \"mean\"; of = \"x\"; },"
        "{ id = \"c\"; title = \"c\"; kind = \"count\"; of = \"e\"; },"
        "{ id = \"k\"; title = \"k\"; kind = \"category\"; options = ( { id = \"a\"; "
        "when "
        "= \"x < 5\"; }, { id = \"b\"; when = \"x > 6\"; }, { id = \"d\"; when = \"x > "
        "5\"; "
        "}, { id = \"other\"; } ); } );");

    (void) state;
    story_play(story, 0);
    assert_close(story_outcome(story, "h"), 1.0, 0.0);
    assert_close(story_outcome(story, "t"), 4.0, 0.0);
    assert_close(story_outcome(story, "t0"), 0.0, 0.0);
    assert_close(story_outcome(story, "late"), 10.0, 0.0);
    assert_close(story_outcome(story, "never"), INFINITY, 0.0);
    assert_close(story_outcome(story, "no"), 0.0, 0.0);
    assert_close(story_outcome(story, "v"), 49.0, 0.0);
    /* 1 for 2, 3 for 2, 5 for 6: (2 + 6 + 30) / 10. */
    assert_close(story_outcome(story, "m"), 3.8, 1e-14);
    assert_close(story_outcome(story, "c"), 3.0, 0.0);
    assert_close(story_outcome(story, "k"), 1.0, 0.0);
    assert_int_equal(story->record.events, 3);
    story_free(story);
}

static void a_replication_is_the_same_whatever_was_played_before(void **state)
{
    const char *text = "horizon = 20; quantities = ( { id = \"x\"; range = [-5.0, "
                       "5.0]; initial = 0; } );"
                       "events = ( { id = \"up\"; rate = 1; drivers = ( { of = \"x\"; "
                       "at = 0; effect = -0.3; } ); "
                       "effects = [\"x += normal(0.5, 0.2)\"]; },"
                       "{ id = \"down\"; rate = 1; drivers = ( { of = \"x\"; at = 0; "
                       "effect = 0.3; } ); effects = "
                       "[\"x -= 0.5\"]; }, { id = \"echo\"; after = \"up\"; delay = "
                       "\"exponential(2)\"; "
                       "effects = [\"x -= 0.1\"]; } );";
    struct story *fresh = story_new(text);
    struct story *used = story_new(text);

    (void) state;
    for (uint64_t i = 0; i < 5; i++) {
        story_play(used, i);
    }
    story_play(used, 2);
    story_play(fresh, 2);
    assert_true(fresh->record.events > 20);
    assert_int_equal(fresh->record.events, used->record.events);
    assert_true(fresh->record.fingerprint == used->record.fingerprint);
    assert_string_equal(fresh->told, used->told);
    assert_close(story_value(fresh, "x"), story_value(used, "x"), 0.0);
    story_play(fresh, 3);
    assert_true(fresh->record.fingerprint != used->record.fingerprint);
    story_free(fresh);
    story_free(used);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_come_in_order_of_time),
        cmocka_unit_test(at_one_time_the_higher_priority_comes_first),
        cmocka_unit_test(at_one_time_and_priority_the_first_of_the_file_comes_first),
        cmocka_unit_test(a_clock_that_rings_at_a_date_ties_like_everything_else),
        cmocka_unit_test(events_at_the_horizon_happen_and_later_ones_do_not),
        cmocka_unit_test(what_is_periodic_comes_at_multiples_of_its_period),
        cmocka_unit_test(a_period_may_begin_elsewhere),
        cmocka_unit_test(a_closed_guard_lets_an_appointment_pass),
        cmocka_unit_test(becomes_fires_when_its_condition_turns_true),
        cmocka_unit_test(what_is_true_at_the_start_fires_only_when_told_so),
        cmocka_unit_test(all_that_turn_true_fire_by_priority_then_file),
        cmocka_unit_test(a_condition_undone_by_another_counts_only_if_persistent),
        cmocka_unit_test(one_condition_may_bring_about_the_next),
        cmocka_unit_test(an_appointment_compares_the_time_as_it_is),
        cmocka_unit_test(a_corner_belongs_to_the_time_after_it),
        cmocka_unit_test(the_time_since_an_event_counts_from_the_latest),
        cmocka_unit_test(without_history_since_is_infinite_and_an_age_is_a_history),
        cmocka_unit_test(a_clock_grows_and_can_be_set),
        cmocka_unit_test(all_corners_of_one_moment_turn_together),
        cmocka_unit_test(corners_come_before_all_else_at_their_time),
        cmocka_unit_test(a_forced_firing_asks_no_guard_and_comes_in_order),
        cmocka_unit_test(an_event_once_never_fires_again_even_when_forced_first),
        cmocka_unit_test(a_forbidden_event_never_fires),
        cmocka_unit_test(tracks_hold_what_stands_after_all_events_of_their_time),
        cmocka_unit_test(outcomes_are_what_they_say),
        cmocka_unit_test(a_replication_is_the_same_whatever_was_played_before),
    };

    return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
