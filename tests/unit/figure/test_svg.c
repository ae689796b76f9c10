#include "figure/svg.h"

#include <stdio.h>
#include <string.h>

#include "figure/icon_array.h"
#include "support/check.h"

static void assert_escaped(const char *text, const char *expected)
{
    struct aras_text escaped = {0};

    aras_svg_escape(&escaped, text);
    assert_string_equal(escaped.data, expected);
    aras_text_free(&escaped);
}

static void names_cannot_become_elements(void **state)
{
    (void) state;
    assert_escaped("<img onerror='x'>&\"",
                   "&lt;img onerror=&#39;x&#39;&gt;&amp;&quot;");
    assert_escaped("T\xC3\xBCrkiye", "T\xC3\xBCrkiye");
    assert_escaped("a\nb", "a b");
    assert_escaped("", "");
}

static void what_xml_cannot_hold_is_replaced(void **state)
{
    (void) state;
    assert_escaped("a\x01"
                   "b",
                   "a\xEF\xBF\xBD"
                   "b");
    assert_escaped("\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_escaped("\xEF\xBF\xBF", "\xEF\xBF\xBD");
}

static void numbers_have_the_decimals_that_are_seen(void **state)
{
    struct aras_svg svg = {.theme = ARAS_THEME_PLAIN};

    (void) state;
    aras_svg_line(&svg, 1.0, 0.126, -0.001, 1000.0 / 3,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.5, "2 3"});
    assert_string_equal(svg.text.data,
                        "<line x1=\"1\" y1=\"0.13\" x2=\"0\" y2=\"333.3\" "
                        "stroke=\"#1b1d20\" stroke-width=\"1.5\" "
                        "stroke-dasharray=\"2 3\"/>\n");
    aras_text_free(&svg.text);
}

static void a_path_can_be_lifted(void **state)
{
    struct aras_svg svg = {.theme = ARAS_THEME_SCREEN};

    (void) state;
    aras_svg_path_open(&svg);
    aras_svg_path_to(&svg, 0.0, 1.0);
    aras_svg_path_to(&svg, 2.0, 3.0);
    aras_svg_path_lift(&svg);
    aras_svg_path_to(&svg, 4.0, 5.0);
    aras_svg_path_end(&svg, true, ARAS_PAINT_SERIES, 0.25,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    assert_string_equal(svg.text.data,
                        "<path d=\"M0 1L2 3M4 5Z\" fill=\"var(--aras-series-1)\" "
                        "fill-opacity=\"0.25\"/>\n");
    aras_text_free(&svg.text);
}

static void a_curve_has_two_points_that_it_is_drawn_towards(void **state)
{
    struct aras_svg svg = {.theme = ARAS_THEME_PLAIN};

    (void) state;
    aras_svg_path_open(&svg);
    aras_svg_path_to(&svg, 0.0, 1.0);
    aras_svg_path_curve(&svg, 5.0, 1.0, 5.0, 9.5, 10.0, 9.5);
    aras_svg_path_end(&svg, false, ARAS_PAINT_NONE, 1.0,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    assert_string_equal(svg.text.data,
                        "<path d=\"M0 1C5 1 5 9.5 10 9.5\" fill=\"none\"/>\n");
    aras_text_free(&svg.text);
}

static void an_arrow_head_points_away_from_where_it_comes(void **state)
{
    struct aras_svg svg = {.theme = ARAS_THEME_PLAIN};

    (void) state;
    aras_svg_arrow_head(&svg, 20.0, 5.0, 0.0, 5.0, 10.0, ARAS_PAINT_INK);
    assert_non_null(strstr(svg.text.data, "d=\"M20 5L10 9.5V0.5Z\""));
    aras_text_free(&svg.text);
    svg.text = (struct aras_text){0};
    aras_svg_arrow_head(&svg, 20.0, 5.0, 20.0, 5.0, 10.0, ARAS_PAINT_INK);
    assert_null(svg.text.data);
}

static void every_series_has_a_mark_of_its_own(void **state)
{
    char before[ARAS_SERIES][512];

    (void) state;
    for (size_t k = 0; k < ARAS_SERIES; k++) {
        struct aras_svg svg = {.theme = ARAS_THEME_PLAIN};

        aras_svg_mark(&svg, k, 0.0, 0.0, 5.0, ARAS_PAINT_INK);
        snprintf(before[k], sizeof before[k], "%s", svg.text.data);
        for (size_t other = 0; other < k; other++) {
            assert_string_not_equal(before[k], before[other]);
        }
        aras_text_free(&svg.text);
    }
}

/* 333, 333 and 334 of 1000: 33.3, 33.3 and 33.4; the last gets the square that is left.
 * 1 of 1000 gets none where 99.9 fill up. */
static void squares_are_a_hundred(void **state)
{
    const struct aras_icon thirds[] = {{.title = "a", .worlds = 333},
                                       {.title = "b", .worlds = 333},
                                       {.title = "c", .worlds = 334}};
    const struct aras_icon rare[] = {{.title = "a", .worlds = 999},
                                     {.title = "b", .worlds = 1}};
    unsigned squares[ARAS_MOST_ICONS];

    (void) state;
    aras_icon_array_share(&(struct aras_icon_array){.icon = thirds, .icons = 3},
                          squares);
    assert_int_equal(squares[0], 33);
    assert_int_equal(squares[1], 33);
    assert_int_equal(squares[2], 34);
    aras_icon_array_share(&(struct aras_icon_array){.icon = rare, .icons = 2}, squares);
    assert_int_equal(squares[0], 100);
    assert_int_equal(squares[1], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_cannot_become_elements),
        cmocka_unit_test(what_xml_cannot_hold_is_replaced),
        cmocka_unit_test(numbers_have_the_decimals_that_are_seen),
        cmocka_unit_test(a_path_can_be_lifted),
        cmocka_unit_test(a_curve_has_two_points_that_it_is_drawn_towards),
        cmocka_unit_test(an_arrow_head_points_away_from_where_it_comes),
        cmocka_unit_test(every_series_has_a_mark_of_its_own),
        cmocka_unit_test(squares_are_a_hundred),
    };

    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
