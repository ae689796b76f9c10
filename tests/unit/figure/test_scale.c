#include "figure/scale.h"

#include <string.h>

#include "support/check.h"

static void a_scale_goes_from_start_to_end(void **state)
{
    const struct aras_scale up = {0.0, 10.0, 200.0, 100.0};

    (void) state;
    assert_close(aras_scale_at(&up, 0.0), 200.0, 0.0);
    assert_close(aras_scale_at(&up, 10.0), 100.0, 0.0);
    assert_close(aras_scale_at(&up, 2.5), 175.0, 1e-12);
}

static void assert_ticks(double low, double high, int wanted, enum aras_tick_form form,
                         const char *expected)
{
    struct aras_ticks ticks;
    char all[512] = "";

    aras_scale_ticks(&ticks, low, high, wanted, form);
    for (size_t i = 0; i < ticks.count; i++) {
        strcat(all, i == 0 ? "" : " ");
        strcat(all, ticks.label[i]);
        assert_true(ticks.at[i] >= low - 1e-9 && ticks.at[i] <= high + 1e-9);
    }
    assert_string_equal(all, expected);
}

static void marks_stand_at_round_numbers(void **state)
{
    (void) state;
    assert_ticks(0.0, 1.0, 4, ARAS_TICKS_SHARES, "0 % 20 % 40 % 60 % 80 % 100 %");
    assert_ticks(0.0, 0.03, 4, ARAS_TICKS_SHARES, "0 % 1 % 2 % 3 %");
    assert_ticks(0.0, 0.004, 4, ARAS_TICKS_SHARES, "0.0 % 0.1 % 0.2 % 0.3 % 0.4 %");
    assert_ticks(-0.37, 0.62, 5, ARAS_TICKS_NUMBERS, "-0.2 0.0 0.2 0.4 0.6");
    assert_ticks(0.0, 97.0, 5, ARAS_TICKS_NUMBERS, "0 20 40 60 80");
    assert_ticks(3.0, 4.0, 2, ARAS_TICKS_NUMBERS, "3.0 3.5 4.0");
    assert_ticks(-1e-9, 1e-9, 2, ARAS_TICKS_NUMBERS, "-1e-09 0 1e-09");
    assert_ticks(0.0, 4e7, 4, ARAS_TICKS_NUMBERS, "0 1e+07 2e+07 3e+07 4e+07");
}

static void there_is_no_minus_nought(void **state)
{
    struct aras_ticks ticks;

    (void) state;
    aras_scale_ticks(&ticks, -0.3, 0.3, 5, ARAS_TICKS_NUMBERS);
    for (size_t i = 0; i < ticks.count; i++) {
        assert_string_not_equal(ticks.label[i], "-0.0");
    }
}

static void a_range_is_widened_to_round_numbers(void **state)
{
    double low = -0.37;
    double high = 0.83;
    double same_low = 5.0;
    double same_high = 5.0;

    (void) state;
    aras_scale_widen(&low, &high, 5);
    assert_close(low, -0.4, 1e-12);
    assert_close(high, 1.0, 1e-12);
    aras_scale_widen(&same_low, &same_high, 5);
    assert_true(same_low < 5.0 && same_high > 5.0);
}

static void assert_moments(const struct aras_moments *moments, double high, int wanted,
                           const char *expected)
{
    struct aras_ticks ticks;
    char all[512] = "";

    aras_scale_moments(&ticks, moments, 0.0, high, wanted);
    for (size_t i = 0; i < ticks.count; i++) {
        strcat(all, i == 0 ? "" : ", ");
        strcat(all, ticks.label[i]);
    }
    assert_string_equal(all, expected);
}

/* 2024-09-12 is day 19978. */
static void dates_are_marked_where_years_and_months_begin(void **state)
{
    const struct aras_moments moments = {
        .dated = true, .start = 19978, .days_per_unit = 365.25, .unit = "year"};
    char text[ARAS_TICK_SIZE];
    struct aras_ticks ticks;

    (void) state;
    assert_moments(&moments, 5.0, 6, "2025, 2026, 2027, 2028, 2029");
    assert_moments(&moments, 2.0, 5, "Jan 2025, Jul 2025, Jan 2026, Jul 2026");
    assert_moments(&moments, 0.4, 5,
                   "Oct 2024, Nov 2024, Dec 2024, Jan 2025, Feb 2025");
    assert_moments(&moments, 60.0, 6, "2030, 2040, 2050, 2060, 2070, 2080");
    /* 111 days later it is the first of January. */
    aras_scale_moments(&ticks, &moments, 0.0, 5.0, 6);
    assert_close(ticks.at[0], 111.0 / 365.25, 1e-12);
    aras_scale_moment(&moments, 5.0, text);
    assert_string_equal(text, "Sep 2029");
}

static void beyond_the_calendar_and_without_one_there_are_numbers(void **state)
{
    const struct aras_moments far = {
        .dated = true, .start = 19978, .days_per_unit = 365.25, .unit = "year"};
    const struct aras_moments plain = {.unit = "year"};
    const struct aras_moments bare = {.unit = ""};
    char text[ARAS_TICK_SIZE];

    (void) state;
    assert_moments(&far, 1200.0, 4, "0, 500, 1000");
    assert_moments(&plain, 10.0, 5, "0, 2, 4, 6, 8, 10");
    aras_scale_moment(&plain, 2.5, text);
    assert_string_equal(text, "2.5 years");
    aras_scale_moment(&plain, 1.0, text);
    assert_string_equal(text, "1 year");
    aras_scale_moment(&bare, 3.0, text);
    assert_string_equal(text, "3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scale_goes_from_start_to_end),
        cmocka_unit_test(marks_stand_at_round_numbers),
        cmocka_unit_test(there_is_no_minus_nought),
        cmocka_unit_test(a_range_is_widened_to_round_numbers),
        cmocka_unit_test(dates_are_marked_where_years_and_months_begin),
        cmocka_unit_test(beyond_the_calendar_and_without_one_there_are_numbers),
    };

    return cmocka_run_group_tests_name("scale", tests, NULL, NULL);
}
