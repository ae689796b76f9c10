#include "calendar/date.h"

#include <stdio.h>

#include "support/check.h"

static int days_of(const char *text)
{
    int days = 12345678;

    assert_true(aras_date_read(text, &days));
    return days;
}

static void known_dates_have_their_day_numbers(void **state)
{
    (void) state;
    assert_int_equal(days_of("1970-01-01"), 0);
    assert_int_equal(days_of("1970-01-02"), 1);
    assert_int_equal(days_of("1969-12-31"), -1);
    /* Unix time 951,782,400 and 1,000,000,000 (at 01:46:40), by 86,400 seconds. */
    assert_int_equal(days_of("2000-02-29"), 951782400 / 86400);
    assert_int_equal(days_of("2001-09-09"), 1000000000 / 86400);
    /* The last second of 32 bits falls on 2038-01-19. */
    assert_int_equal(days_of("2038-01-19"), 2147483647 / 86400);
    /* The Gregorian cycle of 400 years has 146,097 days. */
    assert_int_equal(days_of("2000-03-01") - days_of("1600-03-01"), 146097);
    assert_int_equal(days_of("2100-03-01") - days_of("2100-02-28"), 1);
    assert_int_equal(days_of("2000-03-01") - days_of("2000-02-28"), 2);
    assert_int_equal(days_of("2999-12-31") - days_of("2600-01-01") + 1, 146097);
}

static void dates_in_other_orders_are_recognized(void **state)
{
    static const char *const meant[] = {"2025-13-01", "2025-3-5",  "15.03.2025",
                                        "15.3.2025",  "3/15/2025", "2025/03/15"};
    static const char *const others[] = {
        "",       "2025",       "2 * year",  "1.5",         "2025-03",
        "12-5-3", "2025.03-15", "1.5.2025x", "2025-03-15 ", "1/2/20256"};

    (void) state;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++) {
        assert_true(aras_date_is_meant(meant[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(aras_date_is_meant(others[i]));
    }
}

/* Counts days by itself: no formula is shared with what is tested. */
static void every_day_from_1900_to_2100_is_read_and_written_back(void **state)
{
    int number = days_of("1900-01-01");
    int count = 0;

    (void) state;
    for (int year = 1900; year <= 2100; year++) {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year == 2000);
        int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

        lengths[1] += leap;
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= lengths[month - 1]; day++) {
                char text[32];
                char written[11];

                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                assert_int_equal(days_of(text), number);
                aras_date_write(number, written);
                assert_string_equal(written, text);
                number++;
                count++;
            }
        }
    }
    assert_int_equal(count, 201 * 365 + 49); /* 49 leap days from 1904 to 2096 */
}

static void the_first_and_the_last_year_are_written(void **state)
{
    char written[11];

    (void) state;
    aras_date_write(days_of("1600-01-01"), written);
    assert_string_equal(written, "1600-01-01");
    aras_date_write(days_of("2999-12-31"), written);
    assert_string_equal(written, "2999-12-31");
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",           "2023",       "2023-02-29",  "1900-02-29", "2024-13-01",
        "2024-00-10", "2024-01-00", "2024-04-31",  "2024-9-1",   "2024/09/01",
        "24-09-2001", "2024-09-1a", "2024-09-011", " 024-09-01", "+024-09-01",
        "1599-12-31", "3000-01-01", "2024-09-01 "};

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int days = 77;

        if (aras_date_read(wrong[i], &days)) {
            print_error("'%s' is read as a date\n", wrong[i]);
        }
        assert_false(aras_date_read(wrong[i], &days));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_other_orders_are_recognized),
        cmocka_unit_test(known_dates_have_their_day_numbers),
        cmocka_unit_test(every_day_from_1900_to_2100_is_read_and_written_back),
        cmocka_unit_test(the_first_and_the_last_year_are_written),
        cmocka_unit_test(what_is_no_date_is_refused),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
