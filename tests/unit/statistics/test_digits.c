#include "statistics/digits.h"

#include <math.h>

#include "support/check.h"

static void a_half_width_is_told_with_one_digit_or_two(void **state)
{
    (void) state;
    assert_int_equal(aras_digits_place(1.0), -1);
    assert_int_equal(aras_digits_place(3.54), -1);
    assert_int_equal(aras_digits_place(3.55), 0);
    assert_int_equal(aras_digits_place(9.9), 0);
    assert_int_equal(aras_digits_place(10.0), 0);
    assert_int_equal(aras_digits_place(36.0), 1);
    assert_int_equal(aras_digits_place(0.2), -2);
    assert_int_equal(aras_digits_place(0.5), -1);
    assert_int_equal(aras_digits_place(0.002), -4);
    /* 0.1 as it comes out of a subtraction, a trace below */
    assert_int_equal(aras_digits_place(0.3 - 0.2), -2);
}

static void numbers_are_quoted_as_far_as_they_are_known(void **state)
{
    const struct {
        double value, half_width;
        bool share;
        const char *text;
    } cases[] = {
        {0.3142, 0.01, true, "31.4 %"},
        {0.3142, 0.001, true, "31.42 %"},
        {0.3142, 0.05, true, "31 %"},
        {0.3142, 0.02, true, "31.4 %"},
        {0.3142, 0.12, true, "31 %"},
        {0.3142, 0.4, true, "30 %"},
        {0.3142, 0.5, true, "unknown"},
        {0.004, 0.05, true, "below 1 %"},
        {0.00004, 0.0005, true, "below 0.01 %"},
        {0.997, 0.05, true, "above 99 %"},
        {0.97, 0.4, true, "above 90 %"},
        {0.3142, 0.0, true, "31.42 %"},
        {0.3142, NAN, true, "unknown"},
        {0.3142, INFINITY, true, "unknown"},
        {0.3142, 0.05, false, "0.31"},
        {1.8234, 0.03, false, "1.823"},
        {1234.5, 15.0, false, "1235"},
        {1234.5, 50.0, false, "1230"},
        {-0.04, 0.5, false, "0.0"},
        {-1.96, 0.5, false, "-2.0"},
        {2.5e-7, 5e-8, false, "0.00000025"},
        {1.25, 0.0, false, "1.25"},
        {NAN, 0.1, false, "unknown"},
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];

        aras_digits_write(text, sizeof text, cases[i].value, cases[i].half_width,
                          cases[i].share);
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_half_width_is_told_with_one_digit_or_two),
        cmocka_unit_test(numbers_are_quoted_as_far_as_they_are_known),
    };

    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
