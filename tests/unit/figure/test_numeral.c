#include "figure/numeral.h"

#include <math.h>

#include "support/check.h"

static void what_came_is_never_said_to_be_none(void **state)
{
    (void) state;
    assert_string_equal(aras_numeral_share(0.0001).text, "<1 %");
    assert_string_equal(aras_numeral_share(0.0).text, "0 %");
    assert_string_equal(aras_numeral_share(0.9999).text, ">99 %");
    assert_string_equal(aras_numeral_share(NAN).text, "unknown");
    assert_string_equal(aras_numeral_share(1.0).text, "100 %");
    assert_string_equal(aras_numeral_share(0.414).text, "41 %");
    assert_string_equal(aras_numeral_number(-0.0312).text, "-0.031");
    assert_string_equal(aras_numeral_number(134.4).text, "134");
    assert_string_equal(aras_numeral_number(0.0).text, "0.0");
    assert_string_equal(aras_numeral_change(0.25).text, "+0.25");
    assert_string_equal(aras_numeral_points(-0.004).text, "0 pp");
    assert_string_equal(aras_numeral_points(0.131).text, "+13 pp");
}

static void an_interval_says_how_many_digits_a_change_has(void **state)
{
    (void) state;
    assert_string_equal(aras_numeral_change_within(0.1234, 0.05, 0.19).text,
                        "+0.12 (+0.05 to +0.19)");
    assert_string_equal(aras_numeral_change_within(-12.3, -14.1, -10.2).text,
                        "-12.3 (-14.1 to -10.2)");
    assert_string_equal(aras_numeral_change_within(120.4, 80.0, 161.0).text,
                        "+120 (+80 to +161)");
    assert_string_equal(aras_numeral_change_within(0.31, NAN, NAN).text, "+0.31");
}

static void changes_of_shares_are_points(void **state)
{
    (void) state;
    assert_string_equal(aras_numeral_points_within(-0.231, -0.262, -0.2).text,
                        "-23 pp (-26 to -20)");
    assert_string_equal(aras_numeral_points_within(-0.004, -0.007, -0.001).text,
                        "-0.4 pp (-0.7 to -0.1)");
    assert_string_equal(aras_numeral_points_within(-0.0001, -0.001, 0.001).text,
                        "0.0 pp (-0.1 to +0.1)");
    assert_string_equal(aras_numeral_points_within(0.25, NAN, NAN).text, "+25 pp");
}

static void numbers_side_by_side_have_the_same_digits(void **state)
{
    (void) state;
    assert_string_equal(aras_numeral_beside(0.05, 0.3).text, "0.05");
    assert_string_equal(aras_numeral_beside(-0.112, 0.3).text, "-0.11");
    assert_string_equal(aras_numeral_beside(-0.001, 0.3).text, "0.00");
    assert_string_equal(aras_numeral_beside(17.04, 40.0).text, "17");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_came_is_never_said_to_be_none),
        cmocka_unit_test(an_interval_says_how_many_digits_a_change_has),
        cmocka_unit_test(changes_of_shares_are_points),
        cmocka_unit_test(numbers_side_by_side_have_the_same_digits),
    };

    return cmocka_run_group_tests_name("numeral", tests, NULL, NULL);
}
