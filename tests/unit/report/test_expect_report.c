#include "report/expect_report.h"

#include <jansson.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"

static const struct aras_style plain = {.ascii = true};

static const struct aras_expected expected[] = {
    {.scenario = "push",
     .against = "inertia",
     .outcome = "open",
     .title = "the corridor is open",
     .kind = ARAS_HAPPENED,
     .sign = '+',
     .margin = 0.02,
     .claim = "S1-12a",
     .place = {"push.cfg", 7}},
    {.scenario = "push",
     .against = "inertia",
     .outcome = "level",
     .title = "level at the end",
     .kind = ARAS_VALUE,
     .sign = '0',
     .margin = 0.5,
     .place = {"push.cfg", 8}},
};

static struct aras_finding found(size_t statement, const char *reading, double change,
                                 double half, double adjusted)
{
    struct aras_finding finding = {
        .statement = statement,
        .difference = {.worlds = 200,
                       .kind = expected[statement].kind,
                       .a = 0.5,
                       .b = 0.5 + change,
                       .difference = change,
                       .error = half,
                       .interval = {change - half, change + half}},
        .sets = 10.0,
        .margin = expected[statement].margin,
        .p = adjusted,
        .adjusted = adjusted};

    snprintf(finding.reading, sizeof finding.reading, "%s", reading);
    return finding;
}

/* The first expectation holds in both readings; the second does not in one. */
static void find(struct aras_finding finding[4], struct aras_findings *findings)
{
    finding[0] = found(0, "calm", 0.20, 0.05, 0.00001);
    finding[1] = found(0, "angry", 0.15, 0.05, 0.004);
    finding[2] = found(1, "calm", 0.1, 0.6, 0.3);
    finding[3] = found(1, "angry", 2.0, 0.6, 0.01);
    *findings = (struct aras_findings){.finding = finding, .count = 4, .capacity = 4};
}

typedef enum aras_status (*tell)(FILE *file, const struct aras_expected *,
                                 const struct aras_findings *, struct aras_error *);

static enum aras_status tell_text(FILE *file, const struct aras_expected *of,
                                  const struct aras_findings *findings,
                                  struct aras_error *error)
{
    return aras_report_expect(file, of, findings, &plain, error);
}

static const char *say(struct said *said, tell how)
{
    struct aras_finding finding[4];
    struct aras_findings findings;
    struct aras_error error = {0};

    find(finding, &findings);
    said_begin(said);
    assert_ok(how(said->file, expected, &findings, &error), error);
    return said_all(said);
}

static void an_expectation_is_counted_once_for_all_its_readings(void **state)
{
    struct aras_finding finding[4];
    struct aras_findings findings;
    struct aras_expect_tally tally;

    (void) state;
    find(finding, &findings);
    tally = aras_expect_count(expected, &findings);
    assert_int_equal(tally.expectations, 2);
    assert_int_equal(tally.hold, 1);
    assert_int_equal(tally.do_not, 1);
    assert_int_equal(tally.inconclusive, 0);
    finding[3].adjusted = 0.3;
    finding[0].adjusted = 0.3;
    tally = aras_expect_count(expected, &findings);
    assert_int_equal(tally.hold, 0);
    assert_int_equal(tally.do_not, 0);
    assert_int_equal(tally.inconclusive, 2);
}

static void the_table_says_what_was_expected_and_what_is(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, tell_text);
    assert_says(text, "push against inertia");
    assert_says(text, "the corridor is open: higher by more than 2  calm   ");
    assert_says(text, "  pp (S1-12a)   ");
    assert_says(text, "+20 pp  +15 to +25 pp   <0.0001  holds\n");
    assert_says(text, "level at the end: the same within 0.5");
    assert_says(text, "0.3  inconclusive\n");
    assert_says(text, "0.01  does not hold\n");
    assert_says(text, "Within the model, of 2 expectations 1 holds in every reading, 1 "
                      "does not hold in one or more");
    said_free(&said);
}

static void the_csv_has_a_row_for_each_reading(void **state)
{
    struct said said;
    const char *text;

    (void) state;
    text = say(&said, aras_report_expect_csv);
    assert_says(text, "scenario,against,outcome,sign,claim,reading,worlds,a,b,");
    assert_says(text, "push,inertia,open,+,S1-12a,calm,200,0.5,");
    assert_says(text, "push,inertia,level,0,,angry,200,0.5,2.5,2,");
    assert_says(text, ",0.01,does not hold\n");
    said_free(&said);
}

static void the_json_can_be_read_again(void **state)
{
    struct said said;
    json_t *json;
    json_t *last;

    (void) state;
    json = json_loads(say(&said, aras_report_expect_json), 0, NULL);
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "format")),
                        "aras expect report 1");
    assert_int_equal(json_integer_value(json_object_get(json, "do_not_hold")), 1);
    last = json_array_get(json_object_get(json, "findings"), 3);
    assert_string_equal(json_string_value(json_object_get(last, "sign")), "0");
    assert_int_equal(json_integer_value(json_object_get(last, "line")), 8);
    assert_string_equal(json_string_value(json_object_get(last, "verdict")),
                        "does not hold");
    assert_true(json_is_null(json_object_get(last, "claim")));
    json_decref(json);
    said_free(&said);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    FILE *nowhere = fopen("/dev/null", "w");
    struct aras_finding finding[4];
    struct aras_findings findings;
    int refused = 0;

    (void) state;
    assert_non_null(nowhere);
    find(finding, &findings);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_report_expect(nowhere, expected, &findings, &plain, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 10);
    fclose(nowhere);
}

static void every_line_fits_the_width(void **state)
{
    struct said said;

    (void) state;
    assert_fits(say(&said, tell_text), 100);
    said_free(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expectation_is_counted_once_for_all_its_readings),
        cmocka_unit_test(the_table_says_what_was_expected_and_what_is),
        cmocka_unit_test(the_csv_has_a_row_for_each_reading),
        cmocka_unit_test(the_json_can_be_read_again),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
        cmocka_unit_test(every_line_fits_the_width),
    };

    return cmocka_run_group_tests_name("expect_report", tests, NULL, NULL);
}
