#include <string.h>

#include "story.h"

#define MODEL                                                                          \
    "horizon = 5; parameters = ( { id = \"p\"; prior = \"uniform(2, 4)\"; },"          \
    "{ id = \"q\"; value = 5; }, { id = \"r\"; value = 1; } );"                        \
    "variants = ( { id = \"v\"; options = ( { id = \"one\"; weight = 0.5; set = "      \
    "[\"q = 6 * p\", \"x = 1\"]; }, { id = \"two\"; weight = 0.5; } ); } );"           \
    "quantities = ( { id = \"x\"; range = [0.0, 100.0]; initial = \"10 * p\"; },"      \
    "{ id = \"y\"; range = [0.0, 100.0]; initial = 1; },"                              \
    "{ id = \"n\"; whole = true; range = [0.0, 9.0]; initial = 1; },"                  \
    "{ id = \"stage\"; stages = [\"low\", \"high\"]; initial = \"low\"; } );"          \
    "derived = ( { id = \"z\"; formula = \"x + y\"; } );"                              \
    "events = ( { id = \"e\"; rate = \"p\"; effects = [\"y += uniform(0, 1)\"]; },"    \
    "{ id = \"f\"; rate = \"r\"; when = \"stage == high\"; effects = [\"n = 2\"]; } "  \
    ");"                                                                               \
    "outcomes = ( { id = \"end\"; title = \"y\"; kind = \"value\"; of = \"y\"; } );"   \
    "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 5; },"                \
    "{ id = \"z\"; title = \"z\"; of = \"z\"; every = 5; } );"

static struct aras_input parameter(uint32_t number)
{
    return (struct aras_input){ARAS_INPUT_PARAMETER, number};
}

static struct aras_input start_of(const struct story *story, const char *name)
{
    return (struct aras_input){ARAS_INPUT_INITIAL, story_slot(story, name)};
}

static const struct aras_input variant = {ARAS_INPUT_VARIANT, 0};

static void give(struct story *story, struct aras_input input, double value)
{
    struct aras_error error = {0};

    assert_ok(aras_simulation_give(story->simulation, &input, &value, 1, &error),
              error);
}

static void a_given_parameter_stands_and_all_else_is_drawn_as_before(void **state)
{
    struct story *story = story_new(MODEL);

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        double option;
        double p;
        char told[sizeof story->told];

        story_play(story, i);
        p = story->record.parameters[0];
        option = story->record.parameters[3];
        memcpy(told, story->told, sizeof told);
        give(story, parameter(0), 2.5);
        story_play(story, i);
        assert_close(story->record.parameters[0], 2.5, 0.0);
        assert_close(story->record.parameters[3], option, 0.0);
        assert_close(story->record.points[0], option == 0.0 ? 1.0 : 25.0, 0.0);
        /* What would have been drawn, given, is the same world to the bit. */
        give(story, parameter(0), p);
        story_play(story, i);
        assert_string_equal(story->told, told);
        assert_ok(aras_simulation_give(story->simulation, NULL, NULL, 0, &story->error),
                  story->error);
    }
    story_free(story);
}

static void a_given_parameter_wins_over_a_variant_and_a_scenario(void **state)
{
    struct story *story = story_new(
        MODEL "changes = ( { title = \"s\"; set = [\"v = one\", \"r = 3\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story->record.parameters[1], 6.0 * story->record.parameters[0], 1e-15);
    assert_close(story->record.parameters[2], 3.0, 0.0);
    give(story, parameter(1), 7.0);
    story_play(story, 0);
    assert_close(story->record.parameters[1], 7.0, 0.0);
    give(story, parameter(2), 8.0);
    story_play(story, 0);
    assert_close(story->record.parameters[2], 8.0, 0.0);
    give(story, variant, 1.0);
    story_play(story, 0);
    assert_close(story->record.parameters[3], 1.0, 0.0);
    assert_close(story->record.parameters[1], 5.0, 0.0);
    story_free(story);
}

static void what_is_computed_from_a_given_start_follows_it(void **state)
{
    struct story *story = story_new(MODEL);

    (void) state;
    story_play(story, 0);
    give(story, start_of(story, "x"), 3.0);
    story_play(story, 0);
    assert_close(story->record.points[0], 3.0, 0.0);
    assert_close(story->record.points[2], 4.0, 0.0);
    give(story, start_of(story, "stage"), 1.0);
    story_play(story, 0);
    assert_true(story_count(story, "f") > 0);
    story_free(story);
}

/* A scenario that sets the same and a simulation that is given it tell one story. */
static void what_is_given_is_what_a_scenario_would_set(void **state)
{
    struct story *given = story_new(MODEL);
    struct story *set = story_new(MODEL "changes = ( { title = \"s\"; set = [\"p = "
                                        "3.25\", \"v = two\", \"x = 50\", \"stage = "
                                        "high\"]; } );");

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        struct aras_input inputs[] = {parameter(0), variant, start_of(given, "x"),
                                      start_of(given, "stage")};
        double values[] = {3.25, 1.0, 50.0, 1.0};

        story_play(given, i);
        assert_ok(
            aras_simulation_give(given->simulation, inputs, values, 4, &given->error),
            given->error);
        story_play(given, i);
        story_play(set, i);
        assert_string_equal(given->told, set->told);
        assert_close(story_outcome(given, "end"), story_outcome(set, "end"), 0.0);
        assert_int_equal(given->record.fingerprint, set->record.fingerprint);
    }
    story_free(given);
    story_free(set);
}

static void what_cannot_be_given_is_refused_and_changes_nothing(void **state)
{
    static const char outside[] = "lies outside the range";
    struct story *story = story_new(MODEL);
    struct aras_error error = {0};
    struct aras_input twice[] = {parameter(0), parameter(0)};
    double values[] = {3.0, 3.0};

    (void) state;
    story_play(story, 0);

    const struct {
        struct aras_input input;
        double value;
        const char *message;
    } wrong[] = {{start_of(story, "x"), 101.0, outside},
                 {start_of(story, "x"), -0.1, outside},
                 {start_of(story, "x"), NAN, outside},
                 {parameter(0), INFINITY, outside},
                 {start_of(story, "stage"), 2.0, outside},
                 {start_of(story, "stage"), 0.5, "whole number"},
                 {start_of(story, "n"), 1.5, "whole number"},
                 {variant, 2.0, "options 0 to 1"},
                 {variant, 0.5, "options 0 to 1"},
                 {parameter(3), 1.0, "nothing that can be given"},
                 {{ARAS_INPUT_VARIANT, 1}, 0.0, "nothing that can be given"},
                 {start_of(story, "z"), 1.0, "nothing that can be given"},
                 {{ARAS_INPUT_INITIAL, 9999}, 1.0, "nothing that can be given"}};

    give(story, parameter(0), 3.5);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_fails(aras_simulation_give(story->simulation, &wrong[i].input,
                                          &wrong[i].value, 1, &error),
                     error, ARAS_INVALID, wrong[i].message);
    }
    assert_fails(aras_simulation_give(story->simulation, twice, values, 2, &error),
                 error, ARAS_INVALID, "given twice");
    story_play(story, 0);
    assert_close(story->record.parameters[0], 3.5, 0.0);
    story_free(story);
}

static void luck_and_parameter_set_can_be_chosen_apart(void **state)
{
    struct story *story = story_new(MODEL);
    struct aras_record record;
    double p;
    uint64_t fingerprint;

    (void) state;
    story_play(story, 3);
    p = story->record.parameters[0];
    fingerprint = story->record.fingerprint;
    story_play(story, 8);
    assert_ok(aras_simulation_play_at(story->simulation, 8, 3, &record, &story->error),
              story->error);
    assert_close(record.parameters[0], p, 0.0);
    assert_int_equal(record.replication, 8);
    assert_int_equal(record.set, 3);
    assert_true(record.fingerprint != fingerprint);
    assert_ok(aras_simulation_play_at(story->simulation, 3, 3, &record, &story->error),
              story->error);
    assert_int_equal(record.fingerprint, fingerprint);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_given_parameter_stands_and_all_else_is_drawn_as_before),
        cmocka_unit_test(a_given_parameter_wins_over_a_variant_and_a_scenario),
        cmocka_unit_test(what_is_computed_from_a_given_start_follows_it),
        cmocka_unit_test(what_is_given_is_what_a_scenario_would_set),
        cmocka_unit_test(what_cannot_be_given_is_refused_and_changes_nothing),
        cmocka_unit_test(luck_and_parameter_set_can_be_chosen_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
