#include "figure/theme.h"

#include <stdio.h>
#include <string.h>

#include "support/check.h"

static double contrast(bool dark, enum aras_paint one, enum aras_paint other)
{
    return aras_theme_contrast(aras_theme_colour(dark, one),
                               aras_theme_colour(dark, other));
}

/* From the definition: black on white 21, a colour on itself 1; #767676 on white is the
 * usual example of just enough, 4.54. */
static void contrast_is_that_of_the_guidelines(void **state)
{
    (void) state;
    assert_close(aras_theme_contrast("#000000", "#ffffff"), 21.0, 1e-12);
    assert_close(aras_theme_contrast("#123456", "#123456"), 1.0, 1e-12);
    assert_close(aras_theme_contrast("#767676", "#ffffff"), 4.54, 5e-3);
    assert_close(aras_theme_contrast("#ffffff", "#767676"), 4.54, 5e-3);
}

static void letters_can_be_read_in_light_and_dark(void **state)
{
    (void) state;
    for (int dark = 0; dark < 2; dark++) {
        assert_true(contrast(dark, ARAS_PAINT_INK, ARAS_PAINT_PAPER) >= 7.0);
        assert_true(contrast(dark, ARAS_PAINT_QUIET, ARAS_PAINT_PAPER) >= 4.5);
        assert_true(contrast(dark, ARAS_PAINT_INK, ARAS_PAINT_FILL) >= 4.5);
        assert_true(contrast(dark, ARAS_PAINT_QUIET, ARAS_PAINT_FILL) >= 4.5);
        for (int k = 0; k < ARAS_SERIES; k++) {
            assert_true(contrast(dark, (enum aras_paint)(ARAS_PAINT_SERIES + k),
                                 ARAS_PAINT_PAPER) >= 4.5);
        }
        for (int k = 0; k < ARAS_STEPS; k++) {
            assert_true(contrast(dark, (enum aras_paint)(ARAS_PAINT_HEAT + k),
                                 (enum aras_paint)(ARAS_PAINT_HEAT_INK + k)) >= 4.5);
            assert_true(contrast(dark, (enum aras_paint)(ARAS_PAINT_SIDE + k),
                                 (enum aras_paint)(ARAS_PAINT_SIDE_INK + k)) >= 4.5);
        }
    }
}

static void lines_that_carry_something_can_be_seen(void **state)
{
    (void) state;
    for (int dark = 0; dark < 2; dark++) {
        assert_true(contrast(dark, ARAS_PAINT_AXIS, ARAS_PAINT_PAPER) >= 3.0);
        /* The ends of the scale of sides are told from its middle. */
        assert_true(contrast(dark, ARAS_PAINT_SIDE, ARAS_PAINT_SIDE + 3) >= 3.0);
        assert_true(contrast(dark, ARAS_PAINT_SIDE + 6, ARAS_PAINT_SIDE + 3) >= 3.0);
        assert_true(contrast(dark, ARAS_PAINT_HEAT, ARAS_PAINT_HEAT + 6) >= 3.0);
    }
}

/* From none to much each step is darker in light, and lighter in dark. */
static void more_is_farther_from_the_ground(void **state)
{
    (void) state;
    for (int dark = 0; dark < 2; dark++) {
        for (int k = 1; k < ARAS_STEPS; k++) {
            assert_true(contrast(dark, (enum aras_paint)(ARAS_PAINT_HEAT + k),
                                 ARAS_PAINT_PAPER) >
                        contrast(dark, (enum aras_paint)(ARAS_PAINT_HEAT + k - 1),
                                 ARAS_PAINT_PAPER));
        }
    }
}

static void series_differ_without_their_colours(void **state)
{
    (void) state;
    for (size_t a = 0; a < ARAS_SERIES; a++) {
        for (size_t b = 0; b < a; b++) {
            assert_string_not_equal(aras_theme_dash(a), aras_theme_dash(b));
        }
    }
}

static void the_style_sheet_gives_each_property_both_colours(void **state)
{
    struct aras_text css = {0};

    (void) state;
    aras_theme_style(&css);
    for (int i = ARAS_PAINT_NONE + 1; i < ARAS_PAINTS; i++) {
        const char *property = aras_theme_paint(ARAS_THEME_SCREEN, (enum aras_paint) i);
        char light[96];
        char dark[96];
        int length = (int) strlen(property) - 5; /* without "var(" and ")" */

        snprintf(light, sizeof light, "%.*s:%s;", length, property + 4,
                 aras_theme_colour(false, (enum aras_paint) i));
        snprintf(dark, sizeof dark, "%.*s:%s;", length, property + 4,
                 aras_theme_colour(true, (enum aras_paint) i));
        assert_non_null(strstr(css.data, light));
        assert_non_null(strstr(css.data, dark));
    }
    aras_text_free(&css);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_that_of_the_guidelines),
        cmocka_unit_test(letters_can_be_read_in_light_and_dark),
        cmocka_unit_test(lines_that_carry_something_can_be_seen),
        cmocka_unit_test(more_is_farther_from_the_ground),
        cmocka_unit_test(series_differ_without_their_colours),
        cmocka_unit_test(the_style_sheet_gives_each_property_both_colours),
    };

    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
