#include "story.h"
#include "support/scarce_memory.h"

static void a_fault_names_formula_values_time_and_replication(void **state)
{
    struct story *story = story_new(
        "time_unit = \"year\"; start = \"2024-09-12\"; cutoff = \"2024-09-12\"; "
        "horizon = \"5 "
        "* year\"; quantities = ( { id = \"x\"; range = [0.0, 5.0]; initial = 0; } );"
        "events = ( { id = \"fill\"; at = \"2025-12-12\"; effects = [\"x = 1\"]; },"
        "{ id = \"e\"; rate = \"0.2 / (1 - x) / year\"; } );");

    (void) state;
    assert_fails(story_try(story, 17), story->error, ARAS_FAILED,
                 "a division by zero in the rate of event 'e', with x = 1\n"
                 "  in the firing of event 'fill'\n"
                 "  in replication 17, at time 1.24845");
    assert_non_null(strstr(story->error.message, "(2025-12-12)"));
    assert_true(story->record.failed);
    assert_close(story->record.failed_at, 456.0 / 365.25, 1e-12);
    story_free(story);
}

static void a_negative_rate_fails(void **state)
{
    (void) state;
    assert_story_fails(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"
        "events = ( { id = \"e\"; rate = \"0.5 + log(x)\"; },"
        "{ id = \"down\"; at = 2; effects = [\"x = 0.1\"]; } );",
        "the rate of event 'e' is -1.80258509: it must be 0 or more");
}

static void a_rate_that_overflows_fails(void **state)
{
    (void) state;
    assert_story_fails(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"e\"; rate = 1; once = true; drivers = ( { of = \"x\"; at "
        "= 0; "
        "effect = 1; } ); when = \"time > 1.5\"; },"
        "{ id = \"up\"; at = 1; effects = [\"x = 2000\"]; } );",
        "the rate of event 'e' is inf");
}

static void an_effect_that_faults_is_quoted(void **state)
{
    (void) state;
    assert_story_fails(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; },"
        "{ id = \"mood\"; stages = [\"calm\", \"angry\"]; initial = \"angry\"; } );"
        "events = ( { id = \"e\"; at = 2; effects = [\"x = if(mood == angry, 1 / x, "
        "0)\"]; },"
        "{ id = \"f\"; at = 3; effects = [\"mood = calm\"]; } );",
        "a division by zero in the effect 'x = if(mood == angry, 1 / x, 0)', with x = "
        "0, "
        "mood = angry");
}

static void a_failed_replication_has_no_outcomes(void **state)
{
    struct story *story = story_new(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"
        "events = ( { id = \"e\"; at = 2; effects = [\"x = log(x - 1)\"]; } );"
        "outcomes = ( { id = \"v\"; title = \"v\"; kind = \"value\"; of = \"x\"; },"
        "{ id = \"h\"; title = \"h\"; kind = \"happened\"; of = \"x == 1\"; } );");

    (void) state;
    assert_fails(story_try(story, 0), story->error, ARAS_FAILED, "the logarithm");
    assert_true(isnan(story_outcome(story, "v")));
    assert_true(isnan(story_outcome(story, "h")));
    story_free(story);
}

static void the_next_replication_goes_on_after_a_failure(void **state)
{
    /* Fails when the drawn number is above 0.5, with much left to be renewed. */
    const char *text =
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; },"
        "{ id = \"y\"; range = \"none\"; initial = 1; } );"
        "derived = ( { id = \"d\"; formula = \"1 / max(0, 0.5 - x)\"; } );"
        "events = ( { id = \"e\"; at = 2; effects = [\"x = uniform(0, 1)\", \"y = "
        "3\"]; },"
        "{ id = \"g\"; rate = \"d + y\"; when = \"time > 1\"; },"
        "{ id = \"h\"; rate = \"y\"; } );"
        "outcomes = ( { id = \"m\"; title = \"m\"; kind = \"mean\"; of = \"y\"; } );";
    const char *safe =
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial "
        "= 0.1; }, { id = \"y\"; range = \"none\"; initial = 1; } );";
    char *other;
    struct story *story;
    int failed = 0;

    (void) state;
    (void) safe;
    other = strdup(text);
    memcpy(strstr(other, "initial = 1"), "initial = 0", 11);
    story = story_new(other);
    for (uint64_t i = 0; i < 20; i++) {
        failed += story_try(story, i) != ARAS_OK;
    }
    assert_true(failed > 3 && failed < 17);
    for (uint64_t i = 0; i < 20; i++) {
        struct story *fresh = story_new(other);
        enum aras_status status = story_try(fresh, i);

        assert_int_equal(story_try(story, i), status);
        assert_true(story->record.fingerprint == fresh->record.fingerprint);
        if (status == ARAS_OK) {
            assert_close(story_outcome(story, "m"), 1.0 * 0.4 + 3.0 * 0.6, 1e-14);
        }
        story_free(fresh);
    }
    story_free(story);
    free(other);
}

static void a_loop_without_time_is_stopped_and_shown(void **state)
{
    (void) state;
    assert_story_fails(
        "horizon = 5; events = ( { id = \"start\"; at = 1; },"
        "{ id = \"hen\"; after = [\"egg\", \"start\"]; }, { id = \"egg\"; "
        "after = \"hen\"; } );",
        "more than 10000 events at one moment; the latest, over and over: "
        "'hen', 'egg'");
}

static void as_many_events_as_allowed_are_no_loop(void **state)
{
    const char *text =
        "horizon = 5; events = ( { id = \"a\"; at = 1; }, { id = \"b\"; after "
        "= \"a\"; }, { id = \"c\"; after = \"b\"; }, { id = \"d\"; at = 2; } );";
    struct story *story = story_new(text);
    struct story *strict = story_new(text);
    struct story *few = story_new(text);

    (void) state;
    story->settings.zeno = 3;
    story_play(story, 0);
    strict->settings.zeno = 2;
    assert_fails(story_try(strict, 0), strict->error, ARAS_FAILED,
                 "more than 2 events at one moment");
    few->settings.events = 3;
    assert_fails(story_try(few, 0), few->error, ARAS_FAILED,
                 "more than 3 events in one replication");
    story_free(story);
    story_free(strict);
    story_free(few);
}

static void a_group_of_nothing_is_refused(void **state)
{
    struct story *story =
        story_new("horizon = 5; events = ( { id = \"a\"; at = 1; } );");
    struct aras_settings settings = {.seed = 1};

    (void) state;
    assert_null(aras_simulation_new(story->model, &settings, &story->error));
    assert_int_equal(story->error.status, ARAS_INVALID);
    story_free(story);
}

/* Refuses the first request for memory, then the second, until all are met. */
static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story =
        story_new("horizon = 5; events = ( { id = \"tick\"; every = 0.01; },"
                  "{ id = \"echo\"; after = \"tick\"; delay = 3; }, { id = \"e\"; rate "
                  "= 1; } );");
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    for (; status == ARAS_NO_MEMORY; refused++) {
        struct aras_simulation *simulation;

        allow_allocations(refused);
        simulation = aras_simulation_new(story->model, &story->settings, &story->error);
        status =
            simulation == NULL
                ? story->error.status
                : aras_simulation_play(simulation, 0, &story->record, &story->error);
        allow_all_allocations();
        if (simulation != NULL && status == ARAS_NO_MEMORY) {
            /* It can be used further. */
            assert_ok(
                aras_simulation_play(simulation, 0, &story->record, &story->error),
                story->error);
        }
        aras_simulation_free(simulation);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 8);
    story_free(story);
}

static void a_replication_asks_for_no_memory(void **state)
{
    struct story *story = story_new(
        "horizon = 50; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"e\"; rate = 3; drivers = ( { of = \"x\"; at = 0; effect = "
        "-1; } "
        "); effects = [\"x += 0.1\"]; }, { id = \"f\"; after = \"e\"; delay = 1; "
        "effects = "
        "[\"x -= 0.1\"]; } ); tracks = ( { id = \"x\"; title = \"x\"; of = \"x + 1\"; "
        "every = "
        "1; } );");

    (void) state;
    story_play(story, 0);
    allow_allocations(0);

    enum aras_status status = story_try(story, 0);

    allow_all_allocations();
    assert_ok(status, story->error);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_names_formula_values_time_and_replication),
        cmocka_unit_test(a_negative_rate_fails),
        cmocka_unit_test(a_rate_that_overflows_fails),
        cmocka_unit_test(an_effect_that_faults_is_quoted),
        cmocka_unit_test(a_failed_replication_has_no_outcomes),
        cmocka_unit_test(the_next_replication_goes_on_after_a_failure),
        cmocka_unit_test(a_loop_without_time_is_stopped_and_shown),
        cmocka_unit_test(as_many_events_as_allowed_are_no_loop),
        cmocka_unit_test(a_group_of_nothing_is_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
        cmocka_unit_test(a_replication_asks_for_no_memory),
    };

    return cmocka_run_group_tests_name("failure", tests, NULL, NULL);
}
