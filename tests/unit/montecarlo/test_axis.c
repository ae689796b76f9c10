#include "montecarlo/axis.h"

#include <string.h>

#include "unit/simulation/story.h"

static const char model[] =
    "time_unit = \"year\"; start = \"2024-01-01\"; cutoff = \"2024-06-01\"; horizon = "
    "\"5 * year\";"
    "actors = ( { id = \"armenia\"; name = \"A\"; }, { id = \"iran\"; name = \"I\"; } "
    ");"
    "parameters = ( { id = \"support\"; prior = \"uniform(0.2, 0.6)\"; },"
    "{ id = \"pace\"; unit = \"1/month\"; prior = \"gamma_mean(2, 4)\"; },"
    "{ id = \"still\"; value = 5; },"
    "{ id = \"draft\"; probability = 0.6; within = \"1 * year\"; interval = [0.3, "
    "0.8]; "
    "holds = 0.8; given = \"stage\"; centred = \"t0\"; },"
    "{ id = \"chance\"; range = [0.0, 1.0]; prior = \"beta(2, 3)\"; },"
    "{ id = \"beat\"; unit = \"1/month\"; range = (0.1, \"none\"); value = 0.3; },"
    "{ id = \"wait\"; unit = \"month\"; range = [0.7, 8.9]; value = 3; } );"
    "variants = ( { id = \"reading\"; options = ( { id = \"fast\"; weight = 0.25; },"
    "{ id = \"slow\"; weight = 0.75; }, { id = \"never\"; weight = 0; } ); } );"
    "quantities = ( { id = \"conflict\"; stages = [\"war\", \"ceasefire\", "
    "\"settled\"]; "
    "initial = \"war\"; },"
    "{ id = \"n\"; whole = true; range = [0.0, 9.0]; initial = 1; },"
    "{ id = \"trust\"; of = \"pair\"; range = [-1.0, 1.0]; default = 0; } );"
    "derived = ( { id = \"twice\"; formula = \"2 * n\"; } );"
    "events = ( { id = \"fall\"; rate = \"pace + support / year\"; effects = [\"n += "
    "1\"]; } );"
    "outcomes = ( { id = \"twice\"; title = \"t\"; kind = \"value\"; of = \"twice\"; } "
    ");";

struct reading {
    struct story *story;
    struct aras_axis axis;
    const char *text;
    enum aras_status status;
    struct aras_error error;
};

static void work(void *opaque)
{
    struct reading *reading = opaque;

    reading->status =
        aras_axis_read(&reading->axis, reading->text, reading->story->model,
                       reading->story->arena, &reading->error);
}

static enum aras_status read_axis(struct reading *reading, struct story *story,
                                  const char *text)
{
    *reading = (struct reading){.story = story, .text = text};
    assert_ok(aras_arena_try(story->arena, work, reading, &reading->error),
              reading->error);
    return reading->status;
}

static struct aras_axis axis_of(struct story *story, const char *text)
{
    struct reading reading;

    assert_ok(read_axis(&reading, story, text), reading.error);
    return reading.axis;
}

/* All values of an axis as they would be typed, with blanks between them. */
static const char *values_of(struct story *story, const char *text)
{
    struct aras_axis axis = axis_of(story, text);
    struct aras_text written = {0};

    for (size_t i = 0; i < axis.count; i++) {
        aras_text_add(&written, i == 0 ? "" : " ");
        aras_axis_write(&axis, aras_axis_value(&axis, i), &written);
    }
    snprintf(story->told, sizeof story->told, "%s", written.data);
    aras_text_free(&written);
    return story->told;
}

static void values_are_listed_or_stepped_through(void **state)
{
    struct story *story = story_new(model);

    (void) state;
    assert_string_equal(values_of(story, "support=0.5,0.1,0.3"), "0.5 0.1 0.3");
    assert_string_equal(values_of(story, "support = 0.5, 0.1"), "0.5 0.1");
    assert_string_equal(values_of(story, "support=0..1:0.25"), "0 0.25 0.5 0.75 1");
    assert_string_equal(values_of(story, "support=0..0.7:0.1"),
                        "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7");
    assert_string_equal(values_of(story, "support=-1e-3..1e-3:1e-3"), "-0.001 0 0.001");
    assert_string_equal(values_of(story, "n=0..9:3"), "0 3 6 9");
    assert_string_equal(values_of(story, "conflict=settled,war"), "settled war");
    assert_string_equal(values_of(story, "reading=slow,fast"), "slow fast");
    assert_string_equal(values_of(story, "horizon=1..3:1"), "1*year 2*year 3*year");
    assert_string_equal(values_of(story, "horizon=6*month,2*year"), "6*month 2*year");
    assert_string_equal(values_of(story, "horizon=1,3"), "1*year 3*year");
    assert_string_equal(values_of(story, "scale.fall=0..1:0.5"), "0 0.5 1");
    assert_string_equal(values_of(story, "force.fall=2024-03-01,2025-03-01"),
                        "2024-03-01 2025-03-01");
    story_free(story);
}

/* A step is the very number that would be typed. */
static void steps_are_the_numbers_that_are_typed(void **state)
{
    struct story *story = story_new(model);
    struct aras_axis axis = axis_of(story, "support=0..1:0.1");

    (void) state;
    assert_int_equal(axis.count, 11);
    assert_close(aras_axis_value(&axis, 3), 0.3, 0.0);
    assert_close(aras_axis_value(&axis, 6), 0.6, 0.0);
    assert_close(aras_axis_value(&axis, 7), 0.7, 0.0);
    assert_close(aras_axis_value(&axis, 10), 1.0, 0.0);
    story_free(story);
}

static void numbers_are_in_the_unit_of_their_parameter(void **state)
{
    struct story *story = story_new(model);
    struct aras_axis axis = axis_of(story, "pace=0.5,2");
    struct aras_axis typed = axis_of(story, "pace~uniform(1,3)");

    (void) state;
    assert_close(aras_axis_value(&axis, 0), 6.0, 1e-12); /* a year has 12 months */
    assert_string_equal(values_of(story, "pace=0.5,2"), "0.5 2");
    assert_close(aras_axis_at(&typed, 0.5), 24.0, 1e-12);
    story_free(story);
}

static void a_prior_is_the_models_own(void **state)
{
    struct story *story = story_new(model);
    const double *drawn;
    struct aras_axis support = axis_of(story, "support~prior");
    struct aras_axis pace = axis_of(story, "pace~prior");
    struct aras_axis draft = axis_of(story, "draft~prior");

    (void) state;
    story_play(story, 0);
    for (uint64_t set = 0; set < 20; set++) {
        struct aras_stream stream = {.seed = 1,
                                     .replication = set,
                                     .name = aras_name_hash("parameter:support"),
                                     .purpose = ARAS_FOR_PARAMETER};

        assert_ok(
            aras_simulation_parameters(story->simulation, set, &drawn, &story->error),
            story->error);
        assert_close(aras_axis_at(&support, aras_stream_uniform(&stream, 0, 0)),
                     drawn[0], 0.0);
        stream.name = aras_name_hash("parameter:pace");
        assert_close(aras_axis_at(&pace, aras_stream_uniform(&stream, 0, 0)), drawn[1],
                     0.0);
        stream.name = aras_name_hash("parameter:draft");
        assert_close(aras_axis_at(&draft, aras_stream_uniform(&stream, 0, 0)), drawn[3],
                     0.0);
    }
    story_free(story);
}

static void options_have_their_weights_only_behind_a_tilde(void **state)
{
    struct story *story = story_new(model);
    struct aras_axis weighted = axis_of(story, "reading~prior");
    struct aras_axis alike = axis_of(story, "reading=fast,slow");

    (void) state;
    assert_int_equal(weighted.count, 2);
    assert_close(aras_axis_at(&weighted, 0.2499), 0.0, 0.0);
    assert_close(aras_axis_at(&weighted, 0.2501), 1.0, 0.0);
    assert_close(aras_axis_at(&weighted, 1.0 - 0x1p-53), 1.0, 0.0);
    assert_close(aras_axis_at(&alike, 0.4999), 0.0, 0.0);
    assert_close(aras_axis_at(&alike, 0.5001), 1.0, 0.0);
    story_free(story);
}

static void a_span_holds_every_number_between_its_ends(void **state)
{
    struct story *story = story_new(model);
    struct aras_axis axis = axis_of(story, "support=0.2..0.6");

    (void) state;
    assert_int_equal(axis.kind, ARAS_AXIS_SPAN);
    assert_close(aras_axis_at(&axis, 0.25), 0.3, 1e-15);
    story_free(story);
}

static void a_pair_may_be_named_either_way(void **state)
{
    struct story *story = story_new(model);
    struct aras_axis one = axis_of(story, "trust[armenia, iran]=0,1");
    struct aras_axis other = axis_of(story, "trust[iran, armenia]=0,1");

    (void) state;
    assert_int_equal(one.slot, other.slot);
    story_free(story);
}

/* Both ends belong to a range, also where the unit of a parameter is not the model's.
 */
static void the_ends_of_a_range_are_in_it(void **state)
{
    struct story *story = story_new(model);

    (void) state;
    assert_string_equal(values_of(story, "chance=0,1"), "0 1");
    assert_string_equal(values_of(story, "beat=0.1,99"), "0.1 99");
    assert_string_equal(values_of(story, "wait=0.7,8.9"), "0.7 8.9");
    assert_string_equal(values_of(story, "wait=0.7..8.9:4.1"), "0.7 4.8 8.9");
    assert_int_equal(axis_of(story, "chance~uniform(0,1)").kind, ARAS_AXIS_PRIOR);
    assert_int_equal(axis_of(story, "chance~normal(0.5,1,0,1)").kind, ARAS_AXIS_PRIOR);
    assert_int_equal(axis_of(story, "chance~prior").kind, ARAS_AXIS_PRIOR);
    story_free(story);
}

static void what_is_wrong_is_said_in_one_sentence(void **state)
{
    static const struct {
        const char *text, *message;
        enum aras_status status;
    } wrong[] = {
        {"suport=0,1", "did you mean 'support'?", ARAS_UNKNOWN},
        {"horizn=1,2", "did you mean 'horizon'?", ARAS_UNKNOWN},
        {"support", "key=v1,v2", ARAS_INVALID},
        {"=1", "key=v1,v2", ARAS_INVALID},
        {"support=", "key=v1,v2", ARAS_INVALID},
        {"support=1,,2", "a value of 'support' is missing", ARAS_INVALID},
        {"support=1,2,", "a value of 'support' is missing", ARAS_INVALID},
        {"support=1,2,1", "has 1 twice", ARAS_INVALID},
        {"support=1,two", "'two' is none", ARAS_INVALID},
        {"support=0x10", "'0x10' is none", ARAS_INVALID},
        {"support=nan", "'nan' is none", ARAS_INVALID},
        {"support=1e999", "'1e999' is none", ARAS_INVALID},
        {"support=0..1:0.25,3", "a range stands alone", ARAS_INVALID},
        {"support=1..0:0.1", "backwards", ARAS_INVALID},
        {"support=1..1:0.1", "empty", ARAS_INVALID},
        {"support=0..1:0", "a step must be above 0", ARAS_INVALID},
        {"support=0..1:-0.1", "a step must be above 0", ARAS_INVALID},
        {"support=0..1:0.3", "no step ends at 1: the last before it is 0.9",
         ARAS_INVALID},
        {"support=0..1:1e-9", "at most", ARAS_INVALID},
        {"support=0..:0.1", "a range is a..b:step", ARAS_INVALID},
        {"n=0..12:3", "outside the range", ARAS_INVALID},
        {"chance=0,1.5", "1.5 lies outside the range of 'chance', 0 .. 1",
         ARAS_INVALID},
        {"chance=0..1.5:0.5", "1.5 lies outside the range", ARAS_INVALID},
        {"chance=-0.1..1", "-0.1 lies outside the range", ARAS_INVALID},
        {"chance~normal(0.5,0.2)",
         "draws numbers outside the range of 'chance', 0 .. 1; two more numbers",
         ARAS_INVALID},
        {"beat=1,0.05", "0.05 lies outside the range of 'beat', 0.1 1/month or more",
         ARAS_INVALID},
        {"wait=0.7..9:0.1", "9 lies outside the range of 'wait', 0.7 .. 8.9 month",
         ARAS_INVALID},
        {"n=1,2.5", "whole number", ARAS_INVALID},
        {"n=0..9:0.5", "whole number", ARAS_INVALID},
        {"n=0..9", "needs a step", ARAS_INVALID},
        {"conflict=war,peace", "it has war, ceasefire, settled", ARAS_INVALID},
        {"conflict=war,setled", "did you mean 'settled'?", ARAS_INVALID},
        {"conflict=0..2:1", "write them with commas", ARAS_INVALID},
        {"reading=quick", "it has fast, slow, never", ARAS_INVALID},
        {"twice=1,2", "follows from other values", ARAS_INVALID},
        {"still~prior", "no prior", ARAS_INVALID},
        {"n~prior", "no prior of its own", ARAS_INVALID},
        {"horizon~prior", "no prior of its own", ARAS_INVALID},
        {"support~normal(0)", "takes 2 numbers", ARAS_INVALID},
        {"support~normal(0,-1)", "standard deviation", ARAS_INVALID},
        {"support~normal(0,x)", "commas between", ARAS_INVALID},
        {"support~normal 0,1", "normal(0, 1)", ARAS_INVALID},
        {"support~normal(1,2,3,4,5,6)", "commas between", ARAS_INVALID},
        {"support~norml(0,1)", "did you mean 'normal'?", ARAS_UNKNOWN},
        {"trust[armenia,iran]~normal(0,1)", "truncate", ARAS_INVALID},
        {"n~uniform(0,9)", "whole numbers", ARAS_INVALID},
        {"conflict~uniform(0,1)", "is no number", ARAS_INVALID},
        {"scale.fal=1,2", "did you mean 'fall'?", ARAS_UNKNOWN},
        {"force.fall=1..2:1", "takes dates", ARAS_INVALID},
        {"horizon=1..2", "needs a step", ARAS_INVALID},
    };
    struct story *story = story_new(model);

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct reading reading;

        assert_fails(read_axis(&reading, story, wrong[i].text), reading.error,
                     wrong[i].status, wrong[i].message);
    }
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_listed_or_stepped_through),
        cmocka_unit_test(steps_are_the_numbers_that_are_typed),
        cmocka_unit_test(numbers_are_in_the_unit_of_their_parameter),
        cmocka_unit_test(a_prior_is_the_models_own),
        cmocka_unit_test(options_have_their_weights_only_behind_a_tilde),
        cmocka_unit_test(a_span_holds_every_number_between_its_ends),
        cmocka_unit_test(a_pair_may_be_named_either_way),
        cmocka_unit_test(the_ends_of_a_range_are_in_it),
        cmocka_unit_test(what_is_wrong_is_said_in_one_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
