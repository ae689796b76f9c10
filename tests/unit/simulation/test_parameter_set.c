#include "story.h"

static double drawn(const char *name, enum aras_purpose purpose, uint64_t set)
{
    struct aras_stream stream = {.seed = 1,
                                 .replication = set,
                                 .name = aras_name_hash(name),
                                 .purpose = purpose};

    return aras_stream_uniform(&stream, 0, 0);
}

#define MODEL                                                                          \
    "horizon = 1; parameters = ( { id = \"p\"; prior = \"uniform(2, 4)\"; },"          \
    "{ id = \"q\"; value = 5; } );"                                                    \
    "variants = ( { id = \"v\"; options = ( { id = \"one\"; weight = 0.25; set = "     \
    "[\"q = 6\", "                                                                     \
    "\"x = 1\"]; }, { id = \"two\"; weight = 0.75; set = [\"y = q\"]; } ); } );"       \
    "quantities = ( { id = \"x\"; range = [0.0, 100.0]; initial = \"10 * p\"; },"      \
    "{ id = \"y\"; range = [0.0, 100.0]; initial = \"q + 1\"; } );"                    \
    "derived = ( { id = \"z\"; formula = \"x + y\"; } );"                              \
    "events = ( { id = \"e\"; at = 0.5; effects = [\"x = 0\", \"y = 0\"]; } );"

static double parameter(const struct story *story, size_t number)
{
    return story->record.parameters[number];
}

static void replications_of_a_group_share_their_parameters(void **state)
{
    struct story *story = story_new(MODEL);

    (void) state;
    story->settings.group = 3;
    for (uint64_t i = 0; i < 30; i++) {
        bool two = drawn("variant:v", ARAS_FOR_VARIANT, i / 3) >= 0.25;

        story_play(story, i);
        assert_int_equal(story->record.set, i / 3);
        assert_close(parameter(story, 0),
                     2.0 + 2.0 * drawn("parameter:p", ARAS_FOR_PARAMETER, i / 3),
                     1e-14);
        assert_close(parameter(story, 1), two ? 5.0 : 6.0, 0.0);
        assert_close(parameter(story, 2), two ? 1.0 : 0.0, 0.0);
    }
    story_free(story);
}

static void asking_for_parameters_gives_the_same_ones(void **state)
{
    struct story *story = story_new(MODEL);
    const double *values;

    (void) state;
    story_play(story, 4);

    double p = parameter(story, 0);

    story_play(story, 7);
    assert_ok(aras_simulation_parameters(story->simulation, 4, &values, &story->error),
              story->error);
    assert_close(values[0], p, 0.0);
    story_play(story, 7);
    assert_true(story->record.parameters[0] != p);
    story_free(story);
}

static void central_is_the_median_and_the_likeliest_option(void **state)
{
    struct story *story = story_new(MODEL);

    (void) state;
    story->settings.central = true;
    for (uint64_t i = 0; i < 5; i++) {
        story_play(story, i);
        assert_close(parameter(story, 0), 3.0, 0.0);
        assert_close(parameter(story, 2), 1.0, 0.0);
    }
    story_free(story);
}

#define TRACKED                                                                        \
    "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 1; },"                \
    "{ id = \"y\"; title = \"y\"; of = \"y\"; every = 1; },"                           \
    "{ id = \"z\"; title = \"z\"; of = \"z\"; every = 1; } );"

static void options_replace_parameters_before_and_starts_after(void **state)
{
    struct story *story = story_new(MODEL TRACKED);
    int seen[2] = {0, 0};

    (void) state;
    for (uint64_t i = 0; i < 30; i++) {
        story_play(story, i);

        bool two = parameter(story, 2) == 1.0;
        double x = two ? 10.0 * parameter(story, 0) : 1.0;
        double y = two ? 5.0 : 7.0;

        assert_close(story->record.points[0], x, 0.0);
        assert_close(story->record.points[2], y, 0.0);
        assert_close(story->record.points[4], x + y, 0.0);
        seen[two]++;
    }
    assert_true(seen[0] > 0 && seen[1] > 0);
    story_free(story);
}

static void a_scenario_has_the_last_word(void **state)
{
    struct story *story = story_new(
        MODEL TRACKED "changes = ( { title = \"s\"; set = [\"v = one\", \"x = 42\", "
                      "\"q = 8\"]; } );");

    (void) state;
    for (uint64_t i = 0; i < 5; i++) {
        story_play(story, i);
        assert_close(parameter(story, 2), 0.0, 0.0);
        assert_close(parameter(story, 1), 8.0, 0.0);
        assert_close(story->record.points[0], 42.0, 0.0);
        assert_close(story->record.points[2], 9.0, 0.0);
    }
    story_free(story);
}

static void of_two_scenarios_the_later_has_it(void **state)
{
    struct story *story = story_new(
        MODEL TRACKED "changes = ( { title = \"base\"; set = [\"x = 42\", \"q = 8\"]; "
                      "}, { title = \"s\"; set = [\"x = 43\", \"q = 9\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story->record.points[0], 43.0, 0.0);
    assert_close(parameter(story, 1), 9.0, 0.0);
    story_free(story);
}

static void an_initial_value_outside_its_range_fails_the_set(void **state)
{
    struct story *story = story_new(
        "horizon = 1; parameters = ( { id = \"p\"; prior = \"uniform(0, 1)\"; } );"
        "quantities = ( { id = \"x\"; range = [0.0, 1.0]; initial = \"2 * p\"; } );"
        "events = ( { id = \"e\"; at = 0.5; effects = [\"x = 0\"]; } );");
    int failed = 0;

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        double x = 4.0 * 0.5 * drawn("parameter:p", ARAS_FOR_PARAMETER, i);

        if (x > 1.0) {
            assert_fails(story_try(story, i), story->error, ARAS_FAILED,
                         "of x lies outside its range, 0 .. 1");
            failed++;
        } else {
            story_play(story, i);
        }
    }
    assert_true(failed > 3 && failed < 17);
    story_free(story);
}

/* What a variant or a scenario sets by a formula is known only for a parameter set. */
static void a_parameter_set_outside_its_range_fails_the_set(void **state)
{
    struct story *story = story_new(
        "horizon = 1; parameters = ( { id = \"p\"; prior = \"uniform(0, 1)\"; },"
        "{ id = \"q\"; range = [0.0, 1.0]; value = 0.5; } );"
        "changes = ( { title = \"s\"; set = [\"q = 2 * p\"]; } );"
        "events = ( { id = \"e\"; rate = \"q\"; } );");
    int failed = 0;

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        double q = 2.0 * drawn("parameter:p", ARAS_FOR_PARAMETER, i);

        if (q > 1.0) {
            assert_fails(story_try(story, i), story->error, ARAS_FAILED,
                         "in what the scenario sets: 'q' would be 1.");
            assert_non_null(strstr(story->error.message, "outside its range, 0 .. 1"));
            failed++;
        } else {
            story_play(story, i);
            assert_close(parameter(story, 1), q, 0.0);
        }
    }
    assert_true(failed > 3 && failed < 17);
    story_free(story);
}

/* Formulae that never change may read each other in any order of the file. */
static void what_never_varies_is_computed_after_what_it_reads(void **state)
{
    struct story *story = story_new(
        "horizon = 1000; quantities = ( { id = \"x\"; range = \"none\"; initial = "
        "\"p\"; },"
        "{ id = \"y\"; range = \"none\"; initial = 2; } );"
        "derived = ( { id = \"late\"; formula = \"2 * early\"; }, { id = \"early\"; "
        "formula "
        "= \"x + 1\"; } ); parameters = ( { id = \"p\"; value = 3; } );"
        "events = ( { id = \"e\"; rate = \"y * 0.001 / late\"; when = \"y > 0\"; },"
        "{ id = \"f\"; at = 999; effects = [\"y = 0\"]; } );");

    (void) state;
    story_play(story, 0);
    assert_close(story->record.integrated[story_event(story, "e")],
                 999.0 * 2.0 * 0.001 / 8.0, 1e-12);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replications_of_a_group_share_their_parameters),
        cmocka_unit_test(asking_for_parameters_gives_the_same_ones),
        cmocka_unit_test(central_is_the_median_and_the_likeliest_option),
        cmocka_unit_test(options_replace_parameters_before_and_starts_after),
        cmocka_unit_test(a_scenario_has_the_last_word),
        cmocka_unit_test(of_two_scenarios_the_later_has_it),
        cmocka_unit_test(an_initial_value_outside_its_range_fails_the_set),
        cmocka_unit_test(a_parameter_set_outside_its_range_fails_the_set),
        cmocka_unit_test(what_never_varies_is_computed_after_what_it_reads),
    };

    return cmocka_run_group_tests_name("parameter_set", tests, NULL, NULL);
}
