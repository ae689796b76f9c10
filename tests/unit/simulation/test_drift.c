#include <gsl/gsl_cdf.h>

#include "story.h"

static void a_drift_halves_the_distance_in_its_half_life(void **state)
{
    struct story *story = story_new(
        "horizon = 6; quantities = ( { id = \"x\"; range = \"none\"; initial = 9; } );"
        "drifts = ( { of = \"x\"; toward = 1; half_life = 2; every = 1; } );"
        "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 1; } );");

    (void) state;
    story_play(story, 0);
    for (size_t i = 0; i <= 6; i++) {
        assert_close(story->record.points[i], 1.0 + 8.0 * pow(0.5, (double) i / 2.0),
                     1e-14);
    }
    story_free(story);
}

static void noise_is_stationary_and_belongs_to_its_step(void **state)
{
    struct story *story = story_new(
        "horizon = 2; quantities = ( { id = \"x\"; range = \"none\"; initial = 4; } );"
        "drifts = ( { of = \"x\"; toward = 0; half_life = 1; noise = 3; every = 1; } "
        ");");
    struct aras_stream stream;
    double x = 4.0;

    (void) state;
    story_play(story, 8);
    stream = (struct aras_stream){.seed = 1,
                                  .replication = 8,
                                  .name = story->model->periods[0].drifts[0].name,
                                  .purpose = ARAS_FOR_DRIFT};
    for (uint64_t step = 1; step <= 2; step++) {
        double z = gsl_cdf_ugaussian_Pinv(aras_stream_uniform(&stream, step, 0));

        x = 0.5 * x + 3.0 * sqrt(0.75) * z;
    }
    assert_close(story_value(story, "x"), x, 1e-13);
    story_free(story);
}

static void drifts_of_one_period_are_simultaneous(void **state)
{
    struct story *story = story_new(
        "horizon = 1; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; },"
        "{ id = \"y\"; range = \"none\"; initial = 8; } );"
        "drifts = ( { of = \"x\"; toward = \"y\"; half_life = 1; every = 1; },"
        "{ of = \"y\"; toward = \"x\"; half_life = 1; every = 1; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story_value(story, "x"), 4.0, 1e-15);
    assert_close(story_value(story, "y"), 4.0, 1e-15);
    story_free(story);
}

static void a_drift_stands_behind_its_guard_and_is_clamped(void **state)
{
    struct story *story = story_new(
        "horizon = 4; quantities = ( { id = \"x\"; range = [0.0, 5.0]; initial = 1; } "
        ");"
        "drifts = ( { of = \"x\"; toward = \"9 * x\"; half_life = 1; every = 1; when = "
        "\"time > 1.5\"; } );"
        "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 1; } );");
    const double expected[] = {1.0, 1.0, 5.0, 5.0, 5.0};

    (void) state;
    story_play(story, 0);
    for (size_t i = 0; i < 5; i++) {
        assert_close(story->record.points[i], expected[i], 1e-14);
    }
    assert_int_equal(story->record.clamps[story_slot(story, "x")], 2);
    story_free(story);
}

static void a_share_that_drifts_down_makes_room_for_one_that_drifts_up(void **state)
{
    struct story *story = story_new(
        "horizon = 1; actors = ( { id = \"bob\"; name = \"B\"; }, { id = \"pia\"; name "
        "= \"P\"; "
        "}, { id = \"quinn\"; name = \"Q\"; } ); channels = ( { id = \"gas\"; name = "
        "\"gas\"; kind "
        "= \"supply\"; } ); needs = ( { of = \"bob\"; channel = \"gas\"; importance = "
        "0.5; } );"
        "ties = ( { of = \"bob\"; on = \"pia\"; channel = \"gas\"; share = 0.2; "
        "substitutability = 0; }, { of = \"bob\"; on = \"quinn\"; channel = \"gas\"; "
        "share = "
        "0.8; substitutability = 0; } );"
        "drifts = ( { of = \"share[bob, pia, gas]\"; toward = 1; half_life = 1; every "
        "= 1; },"
        "{ of = \"share[bob, quinn, gas]\"; toward = 0; half_life = 1; every = 1; } "
        ");");

    (void) state;
    story_play(story, 0);
    assert_close(story_value(story, "share[bob,pia,gas]"), 0.6, 1e-15);
    assert_close(story_value(story, "share[bob,quinn,gas]"), 0.4, 1e-15);
    story_free(story);
}

static void drifts_come_before_events_of_their_moment(void **state)
{
    (void) state;
    assert_story(
        "horizon = 2; quantities = ( { id = \"x\"; range = \"none\"; initial = 2; } );"
        "drifts = ( { of = \"x\"; toward = 0; half_life = 1; every = 1; } );"
        "events = ( { id = \"e\"; at = 1; priority = 99; }, { id = \"low\"; becomes = "
        "\"x "
        "< 1.5\"; } );",
        "low@1 e@1");
}

static void a_drift_moves_the_rates_that_it_drives(void **state)
{
    /* Rate exp(x) with x = 0 before 1, 1 after. */
    struct story *story =
        story_new("horizon = 1.9; quantities = ( { id = \"x\"; range = \"none\"; "
                  "initial = 0; } );"
                  "drifts = ( { of = \"x\"; toward = 2; half_life = 1; every = 1; } );"
                  "events = ( { id = \"e\"; rate = 0.1; drivers = ( { of = \"x\"; at = "
                  "0; effect = 1; "
                  "} ); } );");

    (void) state;
    for (uint64_t i = 0; i < 4; i++) {
        story_play(story, i);
        assert_close(story->record.integrated[0], 0.1 * (1.0 + 0.9 * exp(1.0)), 1e-13);
    }
    story_free(story);
}

static struct story *drifting(char text[2048], const char *target,
                              const char *half_life, const char *noise)
{
    snprintf(
        text, 2048,
        "horizon = 12; quantities = ( { id = \"x\"; range = [-1.0, 1.5]; initial = 0; "
        "}, { id = \"one\"; range = \"none\"; initial = 1; },"
        "{ id = \"open\"; range = \"none\"; initial = 0; } );"
        "drifts = ( { of = \"x\"; toward = \"%s\"; half_life = \"%s\"; noise = \"%s\"; "
        "every = 0.25; } );"
        "events = ( { id = \"e\"; rate = 0.4; drivers = ( { of = \"x\"; at = 0.1; "
        "effect = 0.7; } ); effects = [\"x -= 0.125\", \"open = 1 - open\"]; },"
        "{ id = \"f\"; when = \"open > 0.5\"; rate = 0.8; drivers = ( { of = \"x\"; "
        "at = 0; effect = -0.5; } ); effects = [\"x += 0.25\"]; },"
        "{ id = \"never\"; at = 11.9; when = \"x > 2\"; effects = [\"one = 2\"]; } );",
        target, half_life, noise);
    return story_new(text);
}

static void what_never_varies_is_worked_out_once_and_leads_to_the_same(void **state)
{
    char text[2][2048];
    struct story *known = drifting(text[0], "0.75", "2", "0.3");
    struct story *unknown =
        drifting(text[1], "0.5 + 0.25 * one", "2 * one", "0.3 * one");

    (void) state;
    for (uint64_t i = 0; i < 100; i++) {
        story_play(known, i);
        story_play(unknown, i);
        assert_true(known->record.fingerprint == unknown->record.fingerprint);
        assert_true(known->record.events == unknown->record.events);
        assert_true(story_value(known, "x") == story_value(unknown, "x"));
    }
    story_free(known);
    story_free(unknown);
}

static void a_rate_behind_a_closed_guard_follows_its_drivers_all_the_same(void **state)
{
    /* x = 0, 1, 1.5 from 0, 1, 2 on; the guard opens at 2.5. */
    struct story *story =
        story_new("horizon = 2.9; quantities = ( { id = \"x\"; range = \"none\"; "
                  "initial = 0; } );"
                  "drifts = ( { of = \"x\"; toward = 2; half_life = 1; every = 1; } );"
                  "events = ( { id = \"e\"; when = \"time > 2.5\"; rate = 0.1; drivers "
                  "= ( { of = "
                  "\"x\"; at = 0; effect = 1; } ); } );");

    (void) state;
    for (uint64_t i = 0; i < 4; i++) {
        story_play(story, i);
        assert_close(story->record.integrated[0], 0.1 * 0.4 * exp(1.5), 1e-13);
    }
    story_free(story);
}

static void a_half_life_of_nothing_is_told_when_the_drift_comes_to_it(void **state)
{
    struct story *story = story_new(
        "horizon = 9; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"
        "parameters = ( { id = \"life\"; value = 0; } );"
        "drifts = ( { of = \"x\"; toward = 0; half_life = \"life\"; every = 3; } );");

    (void) state;
    assert_int_equal(story_try(story, 0), ARAS_FAILED);
    assert_non_null(
        strstr(story->error.message, "the drift of 'x': a half-life must be more"));
    assert_true(story->record.failed_at == 3.0);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drift_halves_the_distance_in_its_half_life),
        cmocka_unit_test(noise_is_stationary_and_belongs_to_its_step),
        cmocka_unit_test(drifts_of_one_period_are_simultaneous),
        cmocka_unit_test(a_drift_stands_behind_its_guard_and_is_clamped),
        cmocka_unit_test(a_share_that_drifts_down_makes_room_for_one_that_drifts_up),
        cmocka_unit_test(drifts_come_before_events_of_their_moment),
        cmocka_unit_test(a_drift_moves_the_rates_that_it_drives),
        cmocka_unit_test(what_never_varies_is_worked_out_once_and_leads_to_the_same),
        cmocka_unit_test(a_rate_behind_a_closed_guard_follows_its_drivers_all_the_same),
        cmocka_unit_test(a_half_life_of_nothing_is_told_when_the_drift_comes_to_it),
    };

    return cmocka_run_group_tests_name("drift", tests, NULL, NULL);
}
