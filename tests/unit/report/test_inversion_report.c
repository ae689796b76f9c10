#include "report/inversion_report.h"

#include <jansson.h>

#include "support/scarce_memory.h"
#include "unit/report/said.h"

/* One change of each kind, of which three do it. */

static const struct aras_style plain = {.ascii = true};
static const struct aras_style everything = {.ascii = true, .all = true};
static struct aras_event events[] = {
    {.id = "storm", .title = "a storm"},
    {.id = "vote", .title = ""},
    {.id = "vote.yes", .title = "they say yes", .trigger = ARAS_BY_PARENT}};
static struct aras_parameter parameters[] = {
    {.id = "rate", .title = "how often", .unit = "1/year", .scale = 2.0},
    {.id = "push", .title = "how hard", .unit = "", .scale = 1.0}};
static const struct aras_option winds[] = {{.id = "west", .title = "from the west"},
                                           {.id = "east", .title = "from the east"}};
static const struct aras_variant wind = {
    .id = "wind", .title = "the wind", .options = winds, .count = 2, .fixed = -1};
static const struct aras_model model = {.events = events,
                                        .event_count = 3,
                                        .parameters = parameters,
                                        .parameter_count = 2,
                                        .variants = &wind,
                                        .variant_count = 1};

enum { KINDS = 6, MANY = 24 };

struct made {
    struct aras_lever lever[MANY];
    struct aras_inversion inversion;
    struct aras_inversion_told told;
};

static void make(struct made *made)
{
    *made = (struct made){
        .lever = {{.kind = ARAS_LEVER_OPTION,
                   .option = 1,
                   .plausibility = 0.5,
                   .share = 0.62,
                   .interval = {0.58, 0.66},
                   .reaches = true},
                  {.kind = ARAS_LEVER_PARAMETER,
                   .count = 1,
                   .value = {3.0},
                   .quantile = {0.9},
                   .plausibility = 0.2,
                   .share = 0.51,
                   .interval = {0.47, 0.55},
                   .reaches = true},
                  {.kind = ARAS_LEVER_SEVERAL,
                   .count = 2,
                   .parameter = {0, 1},
                   .value = {2.5, 0.25},
                   .quantile = {0.8, 0.7},
                   .distance = 1.1,
                   .plausibility = 0.04,
                   .share = 0.5,
                   .interval = {0.46, 0.54},
                   .reaches = true},
                  {.kind = ARAS_LEVER_FORCE,
                   .it = {.kind = ARAS_FORCE},
                   .plausibility = 0.3,
                   .share = 0.4,
                   .interval = {0.35, 0.45}},
                  {.kind = ARAS_LEVER_FORCE,
                   .it = {.kind = ARAS_DICTATE, .event = 1},
                   .event = 2,
                   .plausibility = 0.3,
                   .share = 0.35,
                   .interval = {0.3, 0.4}},
                  {.kind = ARAS_LEVER_FORBID,
                   .it = {.kind = ARAS_FORBID},
                   .plausibility = 0.7,
                   .share = 0.3,
                   .interval = {0.25, 0.35}}},
        .inversion = {.threshold = 0.5,
                      .above = true,
                      .worlds = 500,
                      .pool = 2000,
                      .failed = 1,
                      .sets = 400,
                      .share = 0.31,
                      .interval = {0.28, 0.345},
                      .parameters = 2,
                      .moved = 2,
                      .options = 2,
                      .events = 3,
                      .count = KINDS},
        .told = {.model = &model, .title = "A coast", .of = "landed", .seed = 7}};
    for (size_t i = KINDS; i < MANY; i++) {
        made->lever[i] = made->lever[KINDS - 1];
    }
    made->inversion.lever = made->lever;
    made->told.inversion = &made->inversion;
}

static const char *say(struct said *said, const struct made *made,
                       const struct aras_style *style)
{
    struct aras_error error = {0};

    said_begin(said);
    assert_ok(aras_report_inversion(said->file, &made->told, style, &error), error);
    return said_all(said);
}

static void each_kind_of_change_is_said_in_words(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made);
    text = say(&said, &made, &plain);
    assert_says(text, "what would have to be true for landed in 50 % of the worlds or "
                      "more");
    assert_says(text, "as it is: 31 % (95 %: 28.0 to 34.5), in 2000 worlds of 400 "
                      "parameter sets, seed 7, 1 failed");
    assert_says(text, "The most plausible change that does it: wind = east: from the "
                      "east. Then it is so in 62 %");
    assert_says(text, "rate = 1.5/year (90 %): how often");
    assert_says(text, "rate = 1.25/year (80 %), push = 0.25 (70 %)");
    assert_says(text, "storm happens at the start: a storm");
    assert_says(text, "vote.yes is always chosen: they say yes");
    assert_says(text, "storm cannot happen: a storm");
    assert_silent(text, "reading");
    assert_fits(text, 100);
    said_free(&said);
}

static void nothing_is_said_when_nothing_does_it_or_all_is_so(void **state)
{
    struct made made;
    struct said said;

    (void) state;
    make(&made);
    for (size_t i = 0; i < KINDS; i++) {
        made.lever[i].reaches = false;
    }
    assert_says(say(&said, &made, &plain),
                "Nothing that was tried does it: no parameter "
                "within 99 % of its prior");
    said_free(&said);
    made.inversion.share = 0.5;
    assert_says(say(&said, &made, &plain), "Nothing: it is so as things are.");
    said_free(&said);
    made.inversion.above = false;
    made.inversion.threshold = 0.1;
    made.inversion.readings = true;
    made.inversion.itself = true;
    assert_says(say(&said, &made, &plain), "in 10 % of the worlds or less");
    assert_says(said.text, "in the reading furthest from it");
    assert_says(said.text, ", but for what comes");
    said_free(&said);
}

static size_t rows_with(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

static void only_the_nearest_of_those_that_do_not_are_shown(void **state)
{
    struct made made;
    struct said said;
    const char *text;

    (void) state;
    make(&made);
    made.inversion.count = MANY;
    text = say(&said, &made, &plain);
    assert_int_equal(rows_with(text, "storm cannot happen"), 3);
    assert_says(text, "3 changes do it; of those that do not, the nearest are shown");
    said_free(&said);
    text = say(&said, &made, &everything);
    assert_int_equal(rows_with(text, "storm cannot happen"), MANY - KINDS + 1);
    assert_silent(text, "(--all)");
    said_free(&said);
    made.lever[1].reaches = made.lever[2].reaches = false;
    assert_says(say(&said, &made, &plain), "1 change does it; ");
    said_free(&said);
}

static void the_json_can_be_read_again(void **state)
{
    struct made made;
    struct said said;
    struct aras_error error = {0};
    json_t *root, *changes, *several;

    (void) state;
    make(&made);
    said_begin(&said);
    assert_ok(aras_report_inversion_json(said.file, &made.told, &error), error);
    root = json_loads(said_all(&said), 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "side")), "above");
    changes = json_object_get(root, "changes");
    assert_int_equal(json_array_size(changes), KINDS);
    several = json_array_get(changes, 2);
    assert_string_equal(json_string_value(json_object_get(several, "kind")),
                        "several parameters");
    assert_close(
        json_number_value(json_object_get(
            json_array_get(json_object_get(several, "parameters"), 0), "value")),
        1.25, 0.0);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(changes, 5), "kind")),
        "cannot happen");
    json_decref(root);
    said_free(&said);
}

static void the_csv_has_a_row_for_each_change(void **state)
{
    struct made made;
    struct said said;
    struct aras_error error = {0};
    const char *text;

    (void) state;
    make(&made);
    said_begin(&said);
    assert_ok(aras_report_inversion_csv(said.file, &made.told, &error), error);
    text = said_all(&said);
    assert_int_equal(rows_with(text, "\n"), 1 + KINDS);
    assert_says(text, "option,wind = east: from the east,yes,0.5,0.62,");
    said_free(&said);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    FILE *nowhere = fopen("/dev/null", "w");
    struct made made;

    (void) state;
    assert_non_null(nowhere);
    make(&made);
    for (int how = 0; how < 3; how++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_error error = {0};

            allow_allocations(refused++);
            status =
                how == 0   ? aras_report_inversion(nowhere, &made.told, &plain, &error)
                : how == 1 ? aras_report_inversion_json(nowhere, &made.told, &error)
                           : aras_report_inversion_csv(nowhere, &made.told, &error);
            allow_all_allocations();
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 1 || how > 0); /* else others ask for it */
    }
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_change_is_said_in_words),
        cmocka_unit_test(nothing_is_said_when_nothing_does_it_or_all_is_so),
        cmocka_unit_test(only_the_nearest_of_those_that_do_not_are_shown),
        cmocka_unit_test(the_json_can_be_read_again),
        cmocka_unit_test(the_csv_has_a_row_for_each_change),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("inversion report", tests, NULL, NULL);
}
