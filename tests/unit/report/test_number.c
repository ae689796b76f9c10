#include "report/number.h"

#include <math.h>

#include "support/check.h"

static const struct aras_style plain = {.ascii = true};
static const struct aras_style rich = {0};

#define RANGE(l, h) ((struct aras_interval){l, h})
#define NONE        RANGE(NAN, NAN)

static void assert_text(struct aras_number number, const char *expected)
{
    assert_string_equal(number.text, expected);
}

static void an_estimate_has_the_digits_that_its_range_leaves(void **state)
{
    (void) state;
    /* Half the range is 12.5 points, told with two digits: whole points. */
    assert_text(aras_number_estimate(0.314, RANGE(0.20, 0.45), RANGE(0.30, 0.33), true),
                "31 %");
    assert_text(aras_number_estimate(0.314, RANGE(0.30, 0.33), RANGE(0.31, 0.32), true),
                "31.4 %");
    assert_text(aras_number_estimate(1.823, RANGE(1.75, 1.9), NONE, false), "1.82");
}

static void without_a_range_the_replication_error_decides(void **state)
{
    (void) state;
    assert_text(aras_number_estimate(0.31456, NONE, RANGE(0.3126, 0.3166), true),
                "31.46 %");
    assert_text(aras_number_estimate(0.31456, NONE, NONE, true), "unknown");
    assert_text(aras_number_estimate(2.5, NONE, RANGE(2.5, 2.5), false), "2.5");
}

static void an_estimate_is_never_shown_outside_of_its_range(void **state)
{
    (void) state;
    /* Half the range is 3.6, so whole numbers, but 0 is outside. */
    assert_text(aras_number_estimate(0.38, RANGE(0.3, 7.5), NONE, false), "~0.4");
    assert_text(aras_number_estimate(0.14, RANGE(0.12, 0.92), NONE, true), "~14 %");
}

static void a_share_too_small_to_tell_is_below_what_it_may_be(void **state)
{
    (void) state;
    assert_text(
        aras_number_estimate(0.004, RANGE(0.0, 0.08), RANGE(0.001, 0.011), true),
        "below 8 %");
    assert_text(
        aras_number_estimate(0.996, RANGE(0.92, 1.0), RANGE(0.989, 0.999), true),
        "above 92 %");
}

static void the_ends_of_a_range_have_a_digit_more_at_most(void **state)
{
    (void) state;
    assert_text(aras_number_range(RANGE(0.204, 0.447), 0.004, true, &plain),
                "20 to 45 %");
    assert_text(aras_number_range(RANGE(0.204, 0.447), 0.2, true, &plain),
                "20 to 40 %");
    assert_text(aras_number_range(RANGE(-0.124, 0.447), 0.001, false, &plain),
                "-0.1 to 0.4");
    assert_text(aras_number_range(RANGE(0.2, 0.2), 0.001, false, &plain), "none seen");
    assert_text(aras_number_range(NONE, 0.01, true, &plain), "-");
    assert_text(aras_number_range(NONE, 0.01, true, &rich), "–");
}

static void an_error_has_two_digits(void **state)
{
    (void) state;
    assert_text(aras_number_error(0.0123, true, &plain), "+-1.2 pp");
    assert_text(aras_number_error(0.0123, false, &rich), "±0.012");
    assert_text(aras_number_error(0.2, true, &rich), "±20 pp");
    assert_text(aras_number_error(NAN, true, &plain), "-");
}

static void a_change_bears_its_sign(void **state)
{
    (void) state;
    assert_text(aras_number_change(-0.0652, RANGE(-0.07, -0.06), true), "-6.5 pp");
    assert_text(aras_number_change(0.16, RANGE(0.11, 0.21), true), "+16 pp");
    assert_text(aras_number_side(0.3139, -0.0652, RANGE(-0.07, -0.06), true), "31.4 %");
    /* What happens now and then is not shown as never, nor as always. */
    assert_text(aras_number_side(0.04, 0.3, RANGE(-0.1, 0.7), true), "4 %");
    assert_text(aras_number_side(0.003, 0.3, RANGE(-0.1, 0.7), true), "0.3 %");
    assert_text(aras_number_side(0.97, 0.3, RANGE(-0.1, 0.7), true), "97 %");
    assert_text(aras_number_side(0.0, 0.3, RANGE(-0.1, 0.7), true), "0 %");
    assert_text(aras_number_change(-0.0412, RANGE(-0.19, 0.11), true), "-4 pp");
    assert_text(aras_number_change(0.0712, RANGE(0.05, 0.09), false), "+0.07");
    assert_text(aras_number_change(0.0, RANGE(0.0, 0.0), false), "0.00");
    assert_text(aras_number_change(0.0004, RANGE(-0.02, 0.03), true), "0 pp");
    assert_text(aras_number_change(NAN, NONE, false), "unknown");
    assert_text(aras_number_change_range(RANGE(-0.07, -0.06), 0.0, true, &plain),
                "-7.0 to -6.0 pp");
}

static void what_was_counted_is_neither_none_nor_all_by_rounding(void **state)
{
    (void) state;
    assert_text(aras_number_counted(0.0), "0 %");
    assert_text(aras_number_counted(0.0001), "<1 %");
    assert_text(aras_number_counted(0.237), "24 %");
    assert_text(aras_number_counted(0.9999), ">99 %");
    assert_text(aras_number_counted(1.0), "100 %");
}

static void a_bound_is_rounded_to_the_safe_side(void **state)
{
    (void) state;
    assert_text(aras_number_below(0.0029913), "below 0.3 %");
    assert_text(aras_number_below(0.0031), "below 0.4 %");
    assert_text(aras_number_below(0.03), "below 3 %");
    assert_text(aras_number_above(0.9970087), "above 99.7 %");
    assert_text(aras_number_above(0.95), "above 95 %");
}

static void thousands_stand_apart(void **state)
{
    (void) state;
    assert_text(aras_number_whole(0), "0");
    assert_text(aras_number_whole(2000), "2000");
    assert_text(aras_number_whole(16000), "16 000");
    assert_text(aras_number_whole(1234567), "1 234 567");
    assert_text(aras_number_rate(1234.5), "1235");
    assert_text(aras_number_rate(0.01234), "0.0123");
}

static void quantiles_have_the_digits_that_tell_them_apart(void **state)
{
    const double values[] = {-0.0715, -0.00131, 0.211};
    const double counts[] = {0.0, 3.0, 12.0};
    const double times[] = {0.8125, 3.1172, INFINITY};
    const double never[] = {INFINITY, INFINITY, INFINITY};

    (void) state;
    assert_text(aras_number_quantiles(values), "-0.07, 0.00, 0.21");
    assert_text(aras_number_quantiles(counts), "0, 3, 12");
    assert_text(aras_number_quantiles(times), "0.8, 3.1, never");
    assert_text(aras_number_quantiles(never), "never");
}

/* A 0 has no sign; and an end that is not 0, on the side of the other end, is not shown
 * as 0, so that a 0 may be taken as held. */
static void nought_has_no_sign_and_is_not_said_lightly(void **state)
{
    (void) state;
    assert_text(aras_number_change_range(RANGE(-0.04, 0.001), 0.0, false, &plain),
                "-0.04 to 0.00");
    assert_text(aras_number_change_range(RANGE(0.0004, 0.06), 0.0, false, &plain),
                "+0.0004 to +0.0600");
    assert_text(aras_number_change_range(RANGE(-0.06, -0.004), 0.0, false, &plain),
                "-0.060 to -0.004");
    assert_text(aras_number_change_range(RANGE(1e-9, 0.06), 0.0, false, &plain),
                "0.0000 to +0.0600");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_estimate_has_the_digits_that_its_range_leaves),
        cmocka_unit_test(without_a_range_the_replication_error_decides),
        cmocka_unit_test(an_estimate_is_never_shown_outside_of_its_range),
        cmocka_unit_test(a_share_too_small_to_tell_is_below_what_it_may_be),
        cmocka_unit_test(the_ends_of_a_range_have_a_digit_more_at_most),
        cmocka_unit_test(an_error_has_two_digits),
        cmocka_unit_test(a_change_bears_its_sign),
        cmocka_unit_test(nought_has_no_sign_and_is_not_said_lightly),
        cmocka_unit_test(what_was_counted_is_neither_none_nor_all_by_rounding),
        cmocka_unit_test(a_bound_is_rounded_to_the_safe_side),
        cmocka_unit_test(thousands_stand_apart),
        cmocka_unit_test(quantiles_have_the_digits_that_tell_them_apart),
    };

    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
