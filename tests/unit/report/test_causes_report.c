#include "report/causes_report.h"

#include <jansson.h>
#include <math.h>

#include "support/scarce_memory.h"
#include "unit/report/said.h"

/*
 * Numbers made up so that each has one place: of 1000 worlds 400 have the outcome. Two
 * ships are enough each; a bell rings before and does nothing; by strips the first ship
 * is needed where it is not by clocks.
 */

static const struct aras_style plain = {.ascii = true};
static struct aras_event events[] = {
    {.id = "dock", .title = "a dock opens"},
    {.id = "dock.first", .title = "the first ship", .trigger = ARAS_BY_PARENT},
    {.id = "second", .title = "the second ship"},
    {.id = "bell", .title = ""}};
static const struct aras_outcome outcomes[] = {
    {.id = "landed", .title = "somebody has landed", .kind = ARAS_HAPPENED},
    {.id = "cargo", .title = "tons of cargo", .kind = ARAS_VALUE}};
static const struct aras_option winds[] = {
    {.id = "west", .title = "wind from the west"},
    {.id = "east", .title = "from the east"}};
static const struct aras_variant wind = {
    .id = "wind", .title = "the wind", .options = winds, .count = 2, .fixed = -1};
static const struct aras_model model = {.events = events,
                                        .event_count = 4,
                                        .outcomes = outcomes,
                                        .outcome_count = 2,
                                        .variants = &wind,
                                        .variant_count = 1};

static char west[] = "wind=west";
static char east[] = "wind=east";
static const struct aras_interval none = {NAN, NAN};

static struct aras_cause_effect nothing(void)
{
    return (struct aras_cause_effect){.worlds = 1000.0,
                                      .both = 380.0,
                                      .only_cause = 500.0,
                                      .only_outcome = 20.0,
                                      .neither = 100.0,
                                      .before = 360.0,
                                      .share = 0.4,
                                      .without = 0.4,
                                      .error = 0.003,
                                      .interval = {-0.003, 0.003},
                                      .p = 1.0,
                                      .adjusted = 1.0,
                                      .needed = 0.0,
                                      .needed_interval = {0.0, 0.01},
                                      .needed_bounds = {0.0, 0.72},
                                      .gains = 0.0,
                                      .open_neither = 80.0,
                                      .closed = 40.0,
                                      .enough = 0.0,
                                      .enough_interval = {0.0, 0.04},
                                      .enough_bounds = {0.0, 0.31}};
}

/* Three events in one reading or, of a `wind`, in two; for the second everything the
 * other way round. */
struct made {
    struct aras_reading reading[3];
    size_t told[2];
    double with[2], unneeded[2];
    struct aras_cause cause[3];
    struct aras_cause_effect effect[3][2], by_strips[3][2];
    struct aras_cause strips_cause[3];
    struct aras_interaction pair;
    struct aras_interaction_effect pair_effect[2];
    struct aras_causes causes, strips;
    struct aras_causes_told asked;
};

static void make_pair(struct made *made)
{
    for (size_t r = 0; r < 2; r++) {
        made->pair_effect[r] =
            (struct aras_interaction_effect){.a = -0.05,
                                             .joint = -0.4,
                                             .more = -0.35,
                                             .interval = {-0.38, -0.32},
                                             .joint_interval = {-0.43, -0.37},
                                             .adjusted = 1e-5,
                                             .overdetermined = true};
    }
    made->pair = (struct aras_interaction){.a = 0, .b = 1, .effect = made->pair_effect};
    made->causes.interaction = &made->pair;
    made->causes.interactions = 1;
}

static void make(struct made *made, bool readings)
{
    static const uint32_t event[] = {1, 2, 3};

    *made = (struct made){
        .reading = {{.variant = ARAS_ALL_WORLDS, .variant_title = "", .title = ""},
                    {.variant = 0,
                     .option = 0,
                     .id = west,
                     .variant_title = "the wind",
                     .title = "wind from the west",
                     .worlds = 1000,
                     .sets = 20},
                    {.variant = 0,
                     .option = 1,
                     .id = east,
                     .variant_title = "the wind",
                     .title = "from the east",
                     .worlds = 1000,
                     .sets = 20}},
        .told = {readings ? 1 : 0, 2},
        .with = {400.0, 400.0},
        .unneeded = {340.0, 0.0}};
    for (size_t i = 0; i < 3; i++) {
        for (size_t r = 0; r < 2; r++) {
            made->effect[i][r] = made->by_strips[i][r] = nothing();
        }
        made->cause[i] = (struct aras_cause){
            .event = event[i], .happened = 880, .effect = made->effect[i]};
        made->strips_cause[i] = made->cause[i];
        made->strips_cause[i].effect = made->by_strips[i];
    }
    made->effect[0][0].without = 0.35;
    made->effect[0][0].change = -0.05;
    made->effect[0][0].error = 0.012;
    made->effect[0][0].interval = (struct aras_interval){-0.062, -0.038};
    made->effect[0][0].p = made->effect[0][0].adjusted = 0.0002;
    made->effect[0][0].lost = 50.0;
    made->effect[0][0].needed = 50.0 / 380.0;
    made->effect[0][0].needed_interval = (struct aras_interval){0.1, 0.17};
    made->effect[0][0].needed_bounds = (struct aras_interval){0.13, 0.85};
    made->by_strips[0][0].needed = 0.5;
    made->by_strips[0][0].needed_interval = (struct aras_interval){0.45, 0.55};
    made->causes = (struct aras_causes){.target = {ARAS_TARGET_SHARE, 0, 0},
                                        .worlds = 1000,
                                        .failed = 3,
                                        .events = 3,
                                        .readings = {made->reading, readings ? 3 : 1},
                                        .told = made->told,
                                        .told_count = readings ? 2 : 1,
                                        .with = made->with,
                                        .unneeded = made->unneeded,
                                        .cause = made->cause,
                                        .count = 3};
    made->strips = made->causes;
    made->strips.cause = made->strips_cause;
    made->asked = (struct aras_causes_told){.model = &model,
                                            .title = "A harbour",
                                            .of = "landed",
                                            .seed = 7,
                                            .causes = &made->causes};
}

static const char *say(struct said *said, const struct made *made)
{
    struct aras_error error = {0};

    said_begin(said);
    assert_ok(aras_report_causes(said->file, &made->asked, &plain, &error), error);
    return said_all(said);
}

static void changes_and_single_worlds_are_told_in_one_table_each(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, false);
    text = say(&said, &made);
    assert_says(text, "causes of landed (somebody has landed); 1000 worlds, seed 7, 3 "
                      "failed");
    assert_says(text, "3 events were taken out of the worlds, one at a time.");
    assert_says(text,
                "In 1000 worlds: landed 40 %. Were 'a dock opens: the first ship' "
                "impossible: 35 % (-5 pp +-1.2\n  pp).");
    assert_says(text, "1  a dock opens: the first ship     88 %    90 %      40 %     "
                      "35 %");
    assert_says(text, "<0.001");
    assert_says(text, "3  bell ");
    assert_says(text, "13 %  13..85 %");
    assert_says(text, "1 dock.first, 2 second, 3 bell");
    assert_says(text, "WITHOUT: all occurrences of the event are taken out");
    assert_says(text, "In all: in 85 % of the worlds with the outcome no single one of "
                      "these events was");
    assert_silent(text, "by strips");
    assert_silent(text, "PAIR");
    assert_silent(text, "IF ");
    assert_fits(text, 100);
    said_free(&said);
}

static void where_chance_would_do_it_that_is_said(void **state)
{
    struct made made;
    struct said said;

    (void) state;
    make(&made, false);
    made.effect[0][0].adjusted = 0.051;
    assert_says(say(&said, &made),
                "Taking out any one of these events changes it by no "
                "more than chance would.");
    said_free(&said);
}

static void the_outcome_itself_is_marked_and_does_not_lead(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, false);
    made.cause[0].sameness = ARAS_ITSELF;
    made.cause[1].sameness = ARAS_FORM;
    made.effect[1][0].adjusted = 0.001;
    made.causes.pairs_passed = 2;
    text = say(&said, &made);
    assert_says(text, "Were 'the second ship' impossible");
    assert_says(text, "first ship (the  ");
    assert_says(text, "\n   outcome itself)\n");
    assert_says(text, "2  the second ship (a form of it)");
    assert_says(text, "two\n  names of one thing");
    assert_says(text, "A form of it: wherever this event happens");
    assert_says(
        text, "no single one of these events (the outcome itself\n  aside) was needed");
    assert_says(text, "Not taken out together: 2 pairs of which");
    assert_fits(text, 100);
    said_free(&said);
}

static void first_occurrences_are_called_so(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, false);
    made.causes.first = true;
    text = say(&said, &made);
    assert_says(text, "The first occurrence of 3 events was taken out of the worlds");
    assert_says(text,
                "Did 'a dock opens: the first ship' not come off the first time: ");
    assert_says(text, "WITHOUT THE FIRST");
    assert_says(text, "those that lose the outcome without the first");
    assert_silent(text, "all occurrences");
    assert_silent(text, "mpossible");
    said_free(&said);
}

static void each_reading_has_its_row(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, true);
    text = say(&said, &made);
    assert_says(text, "IF ");
    assert_says(text, "west: In 1000 worlds: landed");
    assert_says(text, "east: In 1000 worlds: landed");
    assert_says(text, "If west: in 85 % of the worlds");
    assert_says(text, "If east: each world with the outcome needed one or more");
    assert_fits(text, 100);
    said_free(&said);
}

static void two_ways_to_share_luck_are_both_shown_where_they_differ(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, false);
    made.asked.strips = &made.strips;
    text = say(&said, &made);
    assert_says(text, "(by strips)");
    assert_says(text, " 50 %   0..72 %");
    assert_says(text, "(95 % intervals apart) in 1 of 3 rows; there both are shown");
    said_free(&said);

    made.by_strips[0][0].needed_interval.low = 0.169;
    text = say(&said, &made);
    assert_silent(text, "(by strips)");
    assert_says(text, "0 of 3 rows: what is told of single worlds does not hang on it");
    said_free(&said);
}

/* Each ship is enough: but-for says of each that it hardly matters. */
static void the_text_says_what_is_overdetermined(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, false);
    make_pair(&made);
    text = say(&said, &made);
    assert_says(text, "1, 2  -5 pp  0.0 pp   -40 pp      -35 pp");
    assert_says(text, "1 pair was taken out together; of 1 the change is not the sum");
    assert_says(text, "Overdetermined: 'a dock opens: the first ship' and 'the second "
                      "ship' stand in for each other.");
    assert_says(text, "neither matters, and are wrong");
    said_free(&said);

    made.pair_effect[0].overdetermined = false;
    assert_silent(say(&said, &made), "Overdetermined");
    said_free(&said);
}

static void of_a_number_single_worlds_are_not_told(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made, false);
    made.causes.target = (struct aras_target){ARAS_TARGET_NUMBER, 1, 0};
    made.asked.of = "cargo";
    for (size_t i = 0; i < 3; i++) {
        made.effect[i][0].needed_bounds = made.effect[i][0].enough_bounds = none;
    }
    text = say(&said, &made);
    assert_says(text, "causes of cargo (tons of cargo)");
    assert_silent(text, "NEEDED");
    assert_silent(text, "HAPPENS");
    said_free(&said);
}

static void the_json_can_be_read_again(void **state)
{
    struct made made;
    struct said said;
    struct aras_error error = {0};
    json_t *root, *cause, *effect;

    (void) state;
    make(&made, true);
    make_pair(&made);
    made.asked.strips = &made.strips;
    said_begin(&said);
    assert_ok(aras_report_causes_json(said.file, &made.asked, &error), error);
    root = json_loads(said_all(&said), 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "format")),
                        "aras causes report 1");
    assert_string_equal(json_string_value(json_object_get(root, "occurrences")), "all");
    assert_int_equal(json_array_size(json_object_get(root, "causes")), 3);
    assert_int_equal(json_array_size(json_object_get(root, "by_strips")), 3);
    assert_int_equal(json_array_size(json_object_get(root, "interactions")), 1);
    cause = json_array_get(json_object_get(root, "causes"), 0);
    assert_string_equal(json_string_value(json_object_get(cause, "event")),
                        "dock.first");
    assert_int_equal(json_array_size(json_object_get(cause, "effects")), 2);
    effect = json_array_get(json_object_get(cause, "effects"), 0);
    assert_string_equal(json_string_value(json_object_get(effect, "reading")),
                        "wind=west");
    assert_close(json_number_value(json_object_get(effect, "change")), -0.05, 0.0);
    json_decref(root);
    said_free(&said);
}

static void the_csv_has_a_row_for_each_event_and_reading(void **state)
{
    struct made made;
    struct said said;
    struct aras_error error = {0};
    const char *text;
    size_t lines = 0;

    (void) state;
    make(&made, true);
    said_begin(&said);
    assert_ok(aras_report_causes_csv(said.file, &made.asked, &error), error);
    text = said_all(&said);
    for (const char *at = text; *at != '\0'; at++) {
        lines += *at == '\n';
    }
    assert_int_equal(lines, 1 + 3 * 2);
    assert_says(text, "dock.first,wind=west,1000,0.40000000000000002,");
    said_free(&said);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    FILE *nowhere = fopen("/dev/null", "w");
    struct made made;

    (void) state;
    assert_non_null(nowhere);
    make(&made, true);
    make_pair(&made);
    made.asked.strips = &made.strips;
    for (int how = 0; how < 3; how++) {
        enum aras_status status = ARAS_NO_MEMORY;

        for (int refused = 0; status == ARAS_NO_MEMORY; refused++) {
            struct aras_error error = {0};

            allow_allocations(refused);
            status = how == 0 ? aras_report_causes(nowhere, &made.asked, &plain, &error)
                     : how == 1 ? aras_report_causes_json(nowhere, &made.asked, &error)
                                : aras_report_causes_csv(nowhere, &made.asked, &error);
            allow_all_allocations();
            assert_true(refused > 0 || how > 0 || status == ARAS_NO_MEMORY);
        }
        assert_int_equal(status, ARAS_OK);
    }
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_and_single_worlds_are_told_in_one_table_each),
        cmocka_unit_test(where_chance_would_do_it_that_is_said),
        cmocka_unit_test(the_outcome_itself_is_marked_and_does_not_lead),
        cmocka_unit_test(first_occurrences_are_called_so),
        cmocka_unit_test(each_reading_has_its_row),
        cmocka_unit_test(two_ways_to_share_luck_are_both_shown_where_they_differ),
        cmocka_unit_test(the_text_says_what_is_overdetermined),
        cmocka_unit_test(of_a_number_single_worlds_are_not_told),
        cmocka_unit_test(the_json_can_be_read_again),
        cmocka_unit_test(the_csv_has_a_row_for_each_event_and_reading),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("causes report", tests, NULL, NULL);
}
