#include "story.h"

/* One event at 1 with these effects, over two numbers x = 1 and y = 2 in [0, 10]. */
static struct story *after(const char *effects)
{
    char text[1000];
    struct story *story;

    snprintf(
        text, sizeof text,
        "horizon = 2; quantities = ( { id = \"x\"; range = [0.0, 10.0]; initial = 1; "
        "}, { id = \"y\"; range = [0.0, 10.0]; initial = 2; } );"
        "derived = ( { id = \"sum\"; formula = \"x + y\"; },"
        "{ id = \"twice\"; formula = \"2 * sum\"; } );"
        "events = ( { id = \"e\"; at = 1; effects = [%s]; } );",
        effects);
    story = story_new(text);
    story_play(story, 0);
    return story;
}

static void all_right_hand_sides_see_the_state_before(void **state)
{
    struct story *story = after("\"x = y\", \"y = x\"");

    (void) state;
    assert_close(story_value(story, "x"), 2.0, 0.0);
    assert_close(story_value(story, "y"), 1.0, 0.0);
    story_free(story);
}

static void derived_values_too_are_those_before(void **state)
{
    struct story *story = after("\"x = twice\", \"y += sum\"");

    (void) state;
    assert_close(story_value(story, "x"), 6.0, 0.0);
    assert_close(story_value(story, "y"), 5.0, 0.0);
    assert_close(story_value(story, "twice"), 22.0, 0.0);
    story_free(story);
}

static void additions_to_one_target_add_up(void **state)
{
    struct story *story = after("\"x += 2\", \"y = 0\", \"x -= 0.5\", \"x += y\"");

    (void) state;
    assert_close(story_value(story, "x"), 4.5, 0.0);
    story_free(story);
}

static void a_sum_that_comes_back_into_the_range_is_not_clamped(void **state)
{
    struct story *story = after("\"x -= 5\", \"x += 6\"");

    (void) state;
    assert_close(story_value(story, "x"), 2.0, 0.0);
    assert_int_equal(story->record.clamps[story_slot(story, "x")], 0);
    story_free(story);
}

static void a_value_outside_its_range_is_clamped_and_counted(void **state)
{
    struct story *story = after("\"x = 6 * y\", \"y -= 3\"");

    (void) state;
    assert_close(story_value(story, "x"), 10.0, 0.0);
    assert_close(story_value(story, "y"), 0.0, 0.0);
    assert_int_equal(story->record.clamps[story_slot(story, "x")], 1);
    assert_int_equal(story->record.clamps[story_slot(story, "y")], 1);
    story_free(story);
}

static void counters_are_counted_with_the_event(void **state)
{
    /* At the first firing count is 0, at the second 1. */
    struct story *story = story_new(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; },"
        "{ id = \"age\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"e\"; at = [\"1\", \"3\"]; effects = [\"x += 10 + "
        "count(e)\"]; },"
        "{ id = \"ask\"; at = 4.5; effects = [\"age = since(e)\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story_value(story, "x"), 21.0, 0.0);
    assert_close(story_value(story, "age"), 1.5, 1e-15);
    story_free(story);
}

static void a_template_counts_all_its_instances(void **state)
{
    struct story *story =
        story_new("horizon = 5; actors = ( { id = \"pia\"; name = \"P\"; }, { id = "
                  "\"quinn\"; name = \"Q\"; } );"
                  "quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
                  "events = ( { id = \"e\"; each = \"actor\"; every = 2; },"
                  "{ id = \"two\"; becomes = \"count(e) >= 2\"; },"
                  "{ id = \"ask\"; at = 4.5; effects = [\"x = count(e) + 10 * "
                  "count(e[pia])\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_string_equal(story->told,
                        "e[pia]@2 e[quinn]@2 two@2 e[pia]@4 e[quinn]@4 ask@4.5");
    assert_close(story_value(story, "x"), 24.0, 0.0);
    story_free(story);
}

static void what_a_scenario_holds_does_not_change(void **state)
{
    struct story *story = story_new(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"
        "drifts = ( { of = \"x\"; toward = 9; half_life = 1; every = 1; } );"
        "events = ( { id = \"e\"; at = 2; effects = [\"x = 5\"]; } );"
        "changes = ( { title = \"s\"; set = [\"x = 3\"]; hold = [\"x\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_string_equal(story->told, "e@2");
    assert_close(story_value(story, "x"), 3.0, 0.0);
    story_free(story);
}

static void a_whole_number_stays_whole(void **state)
{
    (void) state;
    assert_story_fails(
        "horizon = 5; quantities = ( { id = \"n\"; whole = true; range = "
        "[0.0, 9.0]; initial = 1; } );"
        "events = ( { id = \"e\"; at = 2; effects = [\"n += n / 2\"]; } );",
        "n is a whole number and would become 1.5");
}

#define SUPPLIES                                                                       \
    "horizon = 5; actors = ( { id = \"bob\"; name = \"B\"; }, { id = \"pia\"; name = " \
    "\"P\"; }, "                                                                       \
    "{ id = \"quinn\"; name = \"Q\"; } ); channels = ( { id = \"gas\"; name = "        \
    "\"gas\"; kind = "                                                                 \
    "\"supply\"; } ); needs = ( { of = \"bob\"; channel = \"gas\"; importance = 0.5; " \
    "} );"                                                                             \
    "ties = ( { of = \"bob\"; on = \"pia\"; channel = \"gas\"; share = 0.6; "          \
    "substitutability = "                                                              \
    "0; }, { of = \"bob\"; on = \"quinn\"; channel = \"gas\"; share = 0.3; "           \
    "substitutability = 0; }"                                                          \
    " );"

static void a_raised_share_gets_no_more_than_is_left(void **state)
{
    struct story *story =
        story_new(SUPPLIES "events = ( { id = \"e\"; at = 1; effects = [\"share[bob, "
                           "pia, gas] += 0.3\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story_value(story, "share[bob,pia,gas]"), 0.7, 1e-15);
    assert_int_equal(story->record.clamps[story_slot(story, "share[bob,pia,gas]")], 1);
    story_free(story);
}

static void a_share_that_falls_makes_room_for_one_that_rises(void **state)
{
    struct story *story = story_new(
        SUPPLIES "events = ( { id = \"e\"; at = 1; effects = [\"share[bob, pia, gas] "
                 "= 0.8\", \"share[bob, quinn, gas] = 0.2\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story_value(story, "share[bob,pia,gas]"), 0.8, 0.0);
    assert_close(story_value(story, "share[bob,quinn,gas]"), 0.2, 0.0);
    assert_int_equal(story->record.clamps[story_slot(story, "share[bob,pia,gas]")], 0);
    story_free(story);
}

static void draws_of_an_effect_belong_to_its_firing_and_place(void **state)
{
    struct story *story = story_new(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; },"
        "{ id = \"y\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"e\"; at = [\"1\", \"2\"]; effects = [\"y = uniform(0, "
        "1)\", \"x "
        "= uniform(0, 1) + uniform(0, 10)\"]; } );");
    struct aras_stream stream = {.seed = 1,
                                 .replication = 4,
                                 .name = aras_name_hash("e"),
                                 .purpose = ARAS_FOR_EFFECT};

    (void) state;
    story_play(story, 4);
    assert_close(story_value(story, "y"), aras_stream_uniform(&stream, 1, 0), 0.0);
    assert_close(story_value(story, "x"),
                 aras_stream_uniform(&stream, 1, 1) +
                     10.0 * aras_stream_uniform(&stream, 1, 2),
                 1e-14);
    story_free(story);
}

static void a_forced_firing_draws_from_a_stream_of_its_own(void **state)
{
    struct story *story = story_new(
        "horizon = 5; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } );"
        "events = ( { id = \"e\"; at = 9; effects = [\"x = uniform(0, 1)\"]; } );"
        "changes = ( { title = \"s\"; force = ( { event = \"e\"; at = 3; } ); } );");
    struct aras_stream stream = {
        .seed = 1, .name = aras_name_hash("e!forced"), .purpose = ARAS_FOR_EFFECT};

    (void) state;
    story_play(story, 0);
    assert_close(story_value(story, "x"),
                 aras_stream_uniform(&stream, UINT64_C(1) << 63, 0), 0.0);
    story_free(story);
}

/* Chains of derived values, cold ones (read by tracks alone) and hot ones (guards). */
static void derived_values_are_never_out_of_date(void **state)
{
    struct story *story = story_new(
        "horizon = 9; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; },"
        "{ id = \"y\"; range = \"none\"; initial = 1; } );"
        "derived = ( { id = \"a\"; formula = \"x + 1\"; }, { id = \"b\"; formula = \"a "
        "* y\"; "
        "}, { id = \"c\"; formula = \"b - a\"; }, { id = \"d\"; formula = \"c + x\"; } "
        ");"
        "events = ( { id = \"ex\"; at = [\"1\", \"3\"]; effects = [\"x += 1\"]; },"
        "{ id = \"ey\"; at = 2; effects = [\"y = 5\"]; },"
        "{ id = \"hot\"; becomes = \"b > 14\"; } );"
        "tracks = ( { id = \"d\"; title = \"d\"; of = \"d\"; every = 1; },"
        "{ id = \"a\"; title = \"a\"; of = \"a\"; every = 4; } );");
    /* x 1 2 2 3, y 1 1 5 5: a 2 3 3 4, b 2 3 15 20, c 0 0 12 16, d 1 2 14 19 */
    const double expected[] = {1.0, 2.0, 14.0, 19.0, 19.0};

    (void) state;
    story_play(story, 0);
    assert_string_equal(story->told, "ex@1 ey@2 hot@2 ex@3");
    for (size_t i = 0; i < 5; i++) {
        assert_close(story->record.points[i], expected[i], 0.0);
    }
    assert_close(story->record.points[10], 2.0, 0.0);
    assert_close(story->record.points[11], 4.0, 0.0);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_right_hand_sides_see_the_state_before),
        cmocka_unit_test(derived_values_too_are_those_before),
        cmocka_unit_test(additions_to_one_target_add_up),
        cmocka_unit_test(a_sum_that_comes_back_into_the_range_is_not_clamped),
        cmocka_unit_test(a_value_outside_its_range_is_clamped_and_counted),
        cmocka_unit_test(counters_are_counted_with_the_event),
        cmocka_unit_test(a_template_counts_all_its_instances),
        cmocka_unit_test(what_a_scenario_holds_does_not_change),
        cmocka_unit_test(a_whole_number_stays_whole),
        cmocka_unit_test(a_raised_share_gets_no_more_than_is_left),
        cmocka_unit_test(a_share_that_falls_makes_room_for_one_that_rises),
        cmocka_unit_test(draws_of_an_effect_belong_to_its_firing_and_place),
        cmocka_unit_test(a_forced_firing_draws_from_a_stream_of_its_own),
        cmocka_unit_test(derived_values_are_never_out_of_date),
    };

    return cmocka_run_group_tests_name("effects", tests, NULL, NULL);
}
