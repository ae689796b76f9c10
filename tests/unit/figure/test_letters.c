#include "figure/letters.h"

#include <string.h>

#include "support/check.h"

/* Of Helvetica: A 667, V 667, blank 278, n 556, u-umlaut 556; three percent to spare.
 */
static void widths_are_those_of_the_font(void **state)
{
    (void) state;
    assert_close(aras_letters_width("AV n", 10.0, false), 22.35, 0.02);
    assert_close(aras_letters_width("T\xC3\xBCr", 10.0, false),
                 (6.11 + 5.56 + 3.33) * 1.03, 1e-9);
    assert_close(aras_letters_width("", 10.0, false), 0.0, 0.0);
    assert_true(aras_letters_width("AV", 10.0, true) >
                aras_letters_width("AV", 10.0, false));
    assert_close(aras_letters_width("ab", 20.0, false),
                 2.0 * aras_letters_width("ab", 10.0, false), 1e-12);
}

/* Armenian letters, and bytes that are no UTF-8, have some width. */
static void other_alphabets_have_room(void **state)
{
    (void) state;
    assert_close(aras_letters_width("\xD5\x80\xD5\xA1", 10.0, false), 14.42, 1e-9);
    assert_true(aras_letters_width("\xFF\xC3", 10.0, false) > 5.0);
}

static void what_does_not_fit_is_cut_between_characters(void **state)
{
    char text[64];
    const char *name = "T\xC3\xBCrkiye and others";

    (void) state;
    aras_letters_cut(text, sizeof text, name, 10.0, false, 1000.0);
    assert_string_equal(text, name);
    for (double most = 12.0; most < 80.0; most += 1.0) {
        aras_letters_cut(text, sizeof text, name, 10.0, false, most);
        assert_true(aras_letters_width(text, 10.0, false) <= most);
        assert_string_equal(text + strlen(text) - 3, "\xE2\x80\xA6");
        assert_true(strlen(text) < 5 || (unsigned char) text[1] == 0xC3);
        assert_true(strlen(text) == 3 || text[strlen(text) - 4] != ' ');
    }
}

static void it_is_cut_to_its_room_in_bytes_as_well(void **state)
{
    char text[12];

    (void) state;
    aras_letters_cut(text, sizeof text, "aaaaaaaaaaaaaaaaaaaa", 10.0, false, 1000.0);
    assert_string_equal(text, "aaaaaaaa\xE2\x80\xA6");
}

static void lines_break_between_words(void **state)
{
    const char *text = "one two three";
    double two = aras_letters_width("one two", 10.0, false);

    (void) state;
    assert_int_equal(aras_letters_line(text, 10.0, false, two + 0.1), 7);
    assert_int_equal(aras_letters_line(text, 10.0, false, two - 0.1), 3);
    assert_int_equal(aras_letters_line(text, 10.0, false, 1.0), 3);
    assert_int_equal(aras_letters_line(text, 10.0, false, 1000.0), 13);
    assert_int_equal(aras_letters_line("", 10.0, false, 10.0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_the_font),
        cmocka_unit_test(other_alphabets_have_room),
        cmocka_unit_test(what_does_not_fit_is_cut_between_characters),
        cmocka_unit_test(it_is_cut_to_its_room_in_bytes_as_well),
        cmocka_unit_test(lines_break_between_words),
    };

    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
