#include "story.h"

/* Clocks of events with rates, against waits taken from the definition of draws. */

static double first_time(const struct story *story)
{
    const char *at = strchr(story->told, '@');

    return at == NULL ? INFINITY : strtod(at + 1, NULL);
}

static void a_clock_rings_after_its_waits_over_its_rate(void **state)
{
    struct story *story =
        story_new("horizon = 1e6; events = ( { id = \"e\"; rate = 0.25; "
                  "when = \"count(e) < 6\"; } );"
                  "outcomes = ( { id = \"sixth\"; title = \"t\"; kind = "
                  "\"time\"; of = \"count(e) == 6\"; } );");
    double sum = 0.0;

    (void) state;
    for (uint64_t n = 0; n < 6; n++) {
        sum += story_wait("e", 3, n);
    }
    story_play(story, 3);
    assert_close(story_outcome(story, "sixth"), sum / 0.25, 1e-12 * sum);
    assert_int_equal(story_count(story, "e"), 6);
    story_free(story);
}

static void a_change_of_rate_rescales_what_is_left(void **state)
{
    /* Rate 0.01 up to time 1, then 0.5: w = 1 + (R - 0.01) / 0.5. */
    struct story *story =
        story_new("horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; "
                  "initial = 0.01; } );"
                  "events = ( { id = \"e\"; rate = \"x\"; once = true; },"
                  "{ id = \"set\"; at = 1; effects = [\"x = 0.5\"]; } );"
                  "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
                  "\"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 1.0 + (wait - 0.01) / 0.5, 1e-12);
    story_free(story);
}

static void a_closed_guard_and_a_rate_of_nothing_keep_what_is_left(void **state)
{
    /* Open for 1, shut for 1, open for 1 at a rate of 0, then open: R - 0.01 is left.
     */
    struct story *story = story_new(
        "horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; initial = 0.01; "
        "},"
        "{ id = \"open\"; truth = true; initial = true; } );"
        "events = ( { id = \"e\"; rate = \"x\"; when = \"open\"; once = true; },"
        "{ id = \"shut\"; at = 1; effects = [\"open = false\"]; },"
        "{ id = \"back\"; at = 2; effects = [\"open = true\", \"x = 0\"]; },"
        "{ id = \"on\"; at = 3; effects = [\"x = 1\"]; } );"
        "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
        "\"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 3.0 + (wait - 0.01), 1e-12);
    assert_close(story->record.integrated[story_event(story, "e")], wait, 1e-12);
    story_free(story);
}

static void a_driver_multiplies_the_rate(void **state)
{
    /* x goes 0, 1, 3, 2.5 by unlike steps: rates 0.02 exp(0.5 (x - 1)). */
    struct story *story =
        story_new("horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; "
                  "initial = 0; } );"
                  "events = ( { id = \"e\"; rate = 0.02; drivers = ( { of = \"x\"; at "
                  "= 1; effect = "
                  "0.5; } ); once = true; },"
                  "{ id = \"a\"; at = 1; effects = [\"x = 1\"]; },"
                  "{ id = \"b\"; at = 2; effects = [\"x = 3\"]; },"
                  "{ id = \"c\"; at = 3; effects = [\"x = 2.5\"]; } );"
                  "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
                  "\"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);
    double spent = 0.02 * (exp(-0.5) + 1.0 + exp(1.0)); /* less than 0.08 */

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 3.0 + (wait - spent) / (0.02 * exp(0.75)),
                 1e-11);
    story_free(story);
}

static void a_driver_may_pass_through_rates_of_nothing(void **state)
{
    /* exp(-2000) is 0 for a double: the clock stands from 1 to 2, and comes back. */
    struct story *story =
        story_new("horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; "
                  "initial = 0; } );"
                  "events = ( { id = \"e\"; rate = 0.02; drivers = ( { of = \"x\"; at "
                  "= 0; effect = "
                  "1; } ); once = true; },"
                  "{ id = \"down\"; at = 1; effects = [\"x = -2000\"]; },"
                  "{ id = \"up\"; at = 2; effects = [\"x = -650\"]; },"
                  "{ id = \"back\"; at = 3; effects = [\"x = 0\"]; } );"
                  "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
                  "\"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 3.0 + (wait - 0.02) / 0.02, 1e-10);
    story_free(story);
}

static void effects_act_on_the_clock_that_rang_too(void **state)
{
    /* The rate doubles by each firing: waits w0, w1, w2 take w0 + w1 / 2 + w2 / 4. */
    struct story *story = story_new("horizon = 1e6; quantities = ( { id = \"x\"; range "
                                    "= \"none\"; initial = 1; } );"
                                    "events = ( { id = \"e\"; rate = \"x\"; effects = "
                                    "[\"x *= 2\"]; when = \"x < 8\"; } );"
                                    "outcomes = ( { id = \"t\"; title = \"t\"; kind = "
                                    "\"time\"; of = \"x == 8\"; } );");

    (void) state;
    story_play(story, 5);
    assert_close(story_outcome(story, "t"),
                 story_wait("e", 5, 0) + story_wait("e", 5, 1) / 2.0 +
                     story_wait("e", 5, 2) / 4.0,
                 1e-12);
    story_free(story);
}

static void a_rate_is_not_computed_behind_a_closed_guard(void **state)
{
    struct story *story = story_new(
        "horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } "
        ");"
        "events = ( { id = \"e\"; rate = \"1 / x\"; when = \"x > 0\"; once = true; },"
        "{ id = \"set\"; at = 1; effects = [\"x = 2\"]; },"
        "{ id = \"unset\"; at = 1.0001; effects = [\"x = 0\"]; },"
        "{ id = \"reset\"; at = 2; effects = [\"x = 4\"]; } );"
        "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
        "\"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 2.0 + (wait - 0.00005) * 4.0, 1e-9);
    story_free(story);
}

static void a_forced_firing_does_not_touch_the_clock(void **state)
{
    struct story *story = story_new("horizon = 100; events = ( { id = \"e\"; rate = "
                                    "0.1; when = \"count(e) < 2\"; } );"
                                    "changes = ( { title = \"s\"; force = ( { event = "
                                    "\"e\"; at = 0.001; } ); } );");
    uint64_t replication = story_patient("e", 0.5);
    char expected[100];

    (void) state;
    snprintf(expected, sizeof expected, "e!@0.001 e@%.9g",
             story_wait("e", replication, 0) / 0.1);
    story_play(story, replication);
    assert_string_equal(story->told, expected);
    story_free(story);
}

static void a_table_of_age_changes_the_rate_at_its_corners(void **state)
{
    /* Rate 0.01 for 2 after each firing, then 1. */
    struct story *story = story_new("horizon = 1e6; events = ( { id = \"e\"; rate = "
                                    "\"table(since(e), 0: 0.01, 2: 1)\"; "
                                    "age = 0; when = \"count(e) < 1\"; } );"
                                    "outcomes = ( { id = \"t\"; title = \"t\"; kind = "
                                    "\"time\"; of = \"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 2.0 + (wait - 0.02), 1e-12);
    story_free(story);
}

static void a_scenario_scales_a_rate(void **state)
{
    struct story *story = story_new(
        "horizon = 1e6; events = ( { id = \"e\"; rate = 0.1; once = true; } );"
        "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
        "\"happened(e)\"; } );"
        "changes = ( { title = \"s\"; scale = [\"e * 4\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story_outcome(story, "t"), story_wait("e", 0, 0) / 0.4, 1e-12);
    story_free(story);
}

/* Adding a bystander must not change anybody's luck. */
static void another_event_changes_no_other_luck(void **state)
{
    struct story *alone =
        story_new("horizon = 5; events = ( { id = \"e\"; rate = 1; } );"
                  "outcomes = ( { id = \"t\"; title = \"t\"; kind = "
                  "\"time\"; of = \"happened(e)\"; } );");
    struct story *both = story_new(
        "horizon = 5; events = ( { id = \"a\"; rate = 3; priority = 4; }, { id = "
        "\"e\"; rate = 1; } ); outcomes = ( { id = \"t\"; title = \"t\"; kind = "
        "\"time\"; of = \"happened(e)\"; } );");

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        story_play(alone, i);
        story_play(both, i);
        assert_close(story_outcome(alone, "t"), story_outcome(both, "t"), 0.0);
        assert_int_equal(story_count(alone, "e"), story_count(both, "e"));
    }
    story_free(alone);
    story_free(both);
}

static void note_wait(void *context, uint32_t event, uint64_t number, double wait)
{
    double *sum = context;

    (void) event;
    (void) number;
    *sum += wait;
}

static void the_integrated_rate_is_the_time_under_the_rate(void **state)
{
    /* Always on at 3 for 50: 150, whatever happened. */
    struct story *story =
        story_new("horizon = 50; events = ( { id = \"e\"; rate = 3; } );");

    (void) state;
    for (uint64_t i = 0; i < 5; i++) {
        story_play(story, i);
        assert_close(story->record.integrated[0], 150.0, 1e-10);
    }
    story_free(story);
}

static void observers_hear_of_every_wait(void **state)
{
    struct story *story =
        story_new("horizon = 50; events = ( { id = \"e\"; rate = 3; } );");
    struct aras_observer observer = {0};
    double sum = 0.0;

    (void) state;
    story_play(story, 0);
    observer.context = &sum;
    observer.wait = note_wait;
    aras_simulation_observe(story->simulation, &observer);
    story_play(story, 0);
    /* The last wait reaches beyond the horizon. */
    assert_true(sum > 150.0);
    assert_close(sum - 150.0, 0.0, 20.0);
    story_free(story);
}

static void the_earliest_of_a_hundred_clocks_is_found(void **state)
{
    char text[20000] = "horizon = 100; events = ( ";
    struct story *story;
    double least = INFINITY;
    int which = -1;

    (void) state;
    for (int i = 0; i < 100; i++) {
        size_t used = strlen(text);

        snprintf(text + used, sizeof text - used,
                 "%s{ id = \"e%d\"; rate = 0.001; when = \"not over\"; effects = "
                 "[\"over = true\"]; }",
                 i == 0 ? "" : ", ", i);
    }
    strcat(text,
           " ); quantities = ( { id = \"over\"; truth = true; initial = false; } );");
    story = story_new(text);
    for (uint64_t replication = 0; replication < 50; replication++) {
        char id[16];

        least = INFINITY;
        for (int i = 0; i < 100; i++) {
            snprintf(id, sizeof id, "e%d", i);

            double time = story_wait(id, replication, 0) / 0.001;

            which = time < least ? i : which;
            least = time < least ? time : least;
        }
        story_play(story, replication);
        snprintf(id, sizeof id, "e%d@", which);
        if (least <= 100.0) {
            assert_int_equal(strncmp(story->told, id, strlen(id)), 0);
            assert_close(first_time(story), least, 1e-6);
            assert_int_equal(story->record.events, 1);
        } else {
            assert_int_equal(story->record.events, 0);
        }
    }
    story_free(story);
}

/* 300,000 events: rates are computed afresh four times, and must agree with what was
 * kept by steps, or the program stops. */
static void rates_kept_by_steps_stay_true(void **state)
{
    struct story *story = story_new(
        "horizon = 100000; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; "
        "},"
        "{ id = \"y\"; range = \"none\"; initial = 1; } );"
        "events = ( { id = \"up\"; rate = 1; drivers = ( { of = \"x\"; at = 0; effect "
        "= "
        "-0.7; }, { of = \"d\"; at = 1; effect = 0.2; } ); effects = [\"x += "
        "uniform(0, "
        "0.3)\"]; },"
        "{ id = \"down\"; rate = 1; drivers = ( { of = \"x\"; at = 0; effect = 0.7; } "
        "); "
        "effects = [\"x -= 0.15\", \"y = 2 - y\"]; },"
        "{ id = \"bystander\"; rate = \"0.1 * y\"; when = \"y > 0 and x > -1\"; } );"
        "derived = ( { id = \"d\"; formula = \"y * y\"; } );");

    (void) state;
    story->observer.event = NULL;
    story_play(story, 0);
    assert_true(story->record.events > 150000);
    story_free(story);
}

static void an_outcome_knows_when_it_came_true(void **state)
{
    /* True from 2 to 3 only: the first moment stays. `late` is beyond the horizon. */
    struct story *story = story_new(
        "horizon = 5; quantities = ( { id = \"up\"; truth = true; initial = false; } );"
        "events = ( { id = \"on\"; at = 2; effects = [\"up = true\"]; },"
        "{ id = \"off\"; at = 3; effects = [\"up = false\"]; } );"
        "outcomes = ( { id = \"was_up\"; title = \"u\"; kind = \"happened\"; of = "
        "\"up\"; },"
        "{ id = \"down\"; title = \"d\"; kind = \"time\"; of = \"not up\"; },"
        "{ id = \"never\"; title = \"n\"; kind = \"happened\"; of = \"count(on) > "
        "1\"; },"
        "{ id = \"ons\"; title = \"o\"; kind = \"count\"; of = \"on\"; } );");

    (void) state;
    story_play(story, 0);
    assert_close(aras_simulation_reached(story->simulation, 0), 2.0, 0.0);
    assert_close(aras_simulation_reached(story->simulation, 1), 0.0, 0.0);
    assert_true(isinf(aras_simulation_reached(story->simulation, 2)));
    assert_true(isnan(aras_simulation_reached(story->simulation, 3)));
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_rings_after_its_waits_over_its_rate),
        cmocka_unit_test(a_change_of_rate_rescales_what_is_left),
        cmocka_unit_test(a_closed_guard_and_a_rate_of_nothing_keep_what_is_left),
        cmocka_unit_test(a_driver_multiplies_the_rate),
        cmocka_unit_test(a_driver_may_pass_through_rates_of_nothing),
        cmocka_unit_test(effects_act_on_the_clock_that_rang_too),
        cmocka_unit_test(a_rate_is_not_computed_behind_a_closed_guard),
        cmocka_unit_test(a_forced_firing_does_not_touch_the_clock),
        cmocka_unit_test(a_table_of_age_changes_the_rate_at_its_corners),
        cmocka_unit_test(a_scenario_scales_a_rate),
        cmocka_unit_test(another_event_changes_no_other_luck),
        cmocka_unit_test(the_integrated_rate_is_the_time_under_the_rate),
        cmocka_unit_test(observers_hear_of_every_wait),
        cmocka_unit_test(the_earliest_of_a_hundred_clocks_is_found),
        cmocka_unit_test(rates_kept_by_steps_stay_true),
        cmocka_unit_test(an_outcome_knows_when_it_came_true),
    };

    return cmocka_run_group_tests_name("clocks", tests, NULL, NULL);
}
