#include "report/bar.h"

#include <math.h>
#include <string.h>

#include "support/check.h"

static const struct aras_style plain = {.ascii = true};
static const struct aras_interval nothing = {NAN, NAN};

static void assert_bar(double share, struct aras_interval range,
                       struct aras_interval interval, const char *expected)
{
    assert_string_equal(aras_bar_of_share(share, range, interval, &plain).text,
                        expected);
}

static void the_ends_belong_to_the_scale(void **state)
{
    (void) state;
    assert_bar(0.0, nothing, nothing, "o...................");
    assert_bar(1.0, nothing, nothing, "...................o");
    assert_bar(0.05, nothing, nothing, ".o..................");
    assert_bar(0.0499, nothing, nothing, "o...................");
    assert_bar(0.3, nothing, nothing, "......o.............");
}

static void what_is_open_is_what_range_and_error_leave_together(void **state)
{
    struct aras_interval wide = {0.2, 0.62};
    struct aras_interval narrow = {0.33, 0.41};

    (void) state;
    assert_bar(0.36, nothing, narrow, "......-o-...........");
    assert_bar(0.36, wide, narrow, "....---o-----.......");
    assert_bar(0.36, narrow, wide, "....---o-----.......");
}

static void letters_are_unicode_unless_told_otherwise(void **state)
{
    struct aras_style style = {.ascii = false};
    struct aras_interval open = {0.0, 1.0};

    (void) state;
    assert_string_equal(aras_bar_of_share(0.5, open, nothing, &style).text,
                        "──────────●─────────");
    assert_string_equal(aras_bar_of_share(0.1, nothing, nothing, &style).text,
                        "··●·················");
    assert_non_null(strstr(aras_bar_legend(&style), "●"));
    assert_non_null(strstr(aras_bar_legend(&plain), "o the estimate"));
}

static void numbers_are_drawn_by_how_many_lie_in_each_part(void **state)
{
    const struct aras_style style = {.ascii = false};
    struct aras_histogram eight = {{1, 2, 3, 4, 8, 6, 0, 1}, 8};
    struct aras_histogram few = {{5, 10, 0}, 3};
    struct aras_histogram none = {{0}, 0};

    (void) state;
    assert_string_equal(aras_bar_of_histogram(&eight, &style).text, "▂▃▄▅█▇ ▂ ");
    assert_string_equal(aras_bar_of_histogram(&eight, &plain).text, ".-~=#* . ");
    assert_string_equal(aras_bar_of_histogram(&few, &style).text, "▅█       ");
    assert_string_equal(aras_bar_of_histogram(&none, &style).text, "");
    assert_string_equal(aras_bar_of_height(0.0, &style), "▁");
    assert_string_equal(aras_bar_of_height(1.0, &style), "█");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ends_belong_to_the_scale),
        cmocka_unit_test(what_is_open_is_what_range_and_error_leave_together),
        cmocka_unit_test(letters_are_unicode_unless_told_otherwise),
        cmocka_unit_test(numbers_are_drawn_by_how_many_lie_in_each_part),
    };

    return cmocka_run_group_tests_name("bar", tests, NULL, NULL);
}
