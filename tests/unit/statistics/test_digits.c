#include "statistics/digits.h"

#include <math.h>

#include "support/check.h"

static void a_number_is_quoted_down_to_the_first_digit_of_its_half_width(void **state)
{
    (void) state;
    assert_int_equal(aras_digits_place(1.0), 0);
    assert_int_equal(aras_digits_place(9.9), 0);
    assert_int_equal(aras_digits_place(10.0), 1);
    assert_int_equal(aras_digits_place(0.2), -1);
    assert_int_equal(aras_digits_place(0.099), -2);
    assert_int_equal(aras_digits_place(0.02), -2);
    assert_int_equal(aras_digits_place(0.002), -3);
    assert_int_equal(aras_digits_place(150.0), 2);
    /* 0.1 as it comes out of a subtraction, a trace below */
    assert_int_equal(aras_digits_place(0.3 - 0.2), -1);
}

static void numbers_are_quoted_as_far_as_they_are_known(void **state)
{
    const struct {
        double value, half_width;
        bool share;
        const char *text;
    } cases[] = {
        {0.3142, 0.01, true, "31 %"},        {0.3142, 0.001, true, "31.4 %"},
        {0.3142, 0.002, true, "31.4 %"},     {0.3142, 0.003, true, "31.4 %"},
        {0.3142, 0.12, true, "30 %"},        {0.3142, 0.5, true, "unknown"},
        {0.004, 0.01, true, "below 1 %"},    {0.00004, 0.0001, true, "below 0.01 %"},
        {0.997, 0.01, true, "above 99 %"},   {0.97, 0.1, true, "above 90 %"},
        {0.3142, 0.0, true, "31.42 %"},      {0.3142, NAN, true, "unknown"},
        {0.3142, INFINITY, true, "unknown"}, {0.3142, 0.01, false, "0.31"},
        {1.8234, 0.03, false, "1.82"},       {1234.5, 15.0, false, "1230"},
        {1234.5, 30.0, false, "1230"},       {-0.04, 0.5, false, "0.0"},
        {-1.96, 0.15, false, "-2.0"},        {2.5e-7, 1e-8, false, "0.00000025"},
        {1.25, 0.0, false, "1.25"},          {NAN, 0.1, false, "unknown"},
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
        cmocka_unit_test(a_number_is_quoted_down_to_the_first_digit_of_its_half_width),
        cmocka_unit_test(numbers_are_quoted_as_far_as_they_are_known),
    };

    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
