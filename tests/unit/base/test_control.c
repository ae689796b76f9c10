#include "base/control.h"

#include <string.h>

#include "support/check.h"

static void what_steers_is_found_and_what_is_read_is_not(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {
        {"", 0},
        {"a", 0},
        {"\t", 0},
        {"\n", 0},
        {" ", 0},
        {"~", 0},
        {"\x01", 1},
        {"\x1b[31m", 1},
        {"\r", 1},
        {"\f", 1},
        {"\x7f", 1},
        {"\xc2\x80", 2},     /* U+0080 */
        {"\xc2\x9b", 2},     /* U+009B: as ESC [ */
        {"\xc2\xa0", 0},     /* U+00A0 */
        {"\xc3\xa9", 0},     /* e acute */
        {"\xd8\xb3", 0},     /* an Arabic letter */
        {"\xe2\x80\x8c", 0}, /* U+200C: Persian joins by it */
        {"\xe2\x80\x8f", 0}, /* U+200F: a mark of direction */
        {"\xe2\x80\xa6", 0}, /* ... */
        {"\xe2\x80\xa7", 0}, /* U+2027 */
        {"\xe2\x80\xa8", 3}, /* U+2028 */
        {"\xe2\x80\xaa", 3},
        {"\xe2\x80\xae", 3}, /* U+202E */
        {"\xe2\x80\xaf", 0}, /* U+202F */
        {"\xe2\x81\xa5", 0},
        {"\xe2\x81\xa6", 3}, /* U+2066 */
        {"\xe2\x81\xa9", 3}, /* U+2069 */
        {"\xe2\x81\xaa", 0},
        {"\xf0\x9f\x8c\x8d", 0}, /* a globe */
        {"\xe2", 0},             /* cut off */
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(aras_control_length(cases[i].text), cases[i].length);
        assert_true((aras_control_find(cases[i].text) != NULL) ==
                    (cases[i].length > 0));
    }
    assert_string_equal(aras_control_find("safe \xe2\x80\xae lanif"),
                        "\xe2\x80\xae lanif");
}

static void it_is_named_and_hidden(void **state)
{
    char text[] = "a\x1b[1m\tb\xe2\x80\xae\xc2\x9b.";

    (void) state;
    assert_string_equal(aras_control_name("\x1b[1m").text,
                        "U+001B, which steers a terminal,");
    assert_string_equal(aras_control_name("\xc2\x9b").text,
                        "U+009B, which steers a terminal,");
    assert_string_equal(aras_control_name("\xe2\x80\xa8").text,
                        "U+2028, which breaks a line,");
    assert_string_equal(aras_control_name("\xe2\x80\xae").text,
                        "U+202E, which turns the direction of writing,");
    aras_control_hide(text);
    assert_string_equal(text, "a?[1m\tb?????.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_steers_is_found_and_what_is_read_is_not),
        cmocka_unit_test(it_is_named_and_hidden),
    };

    return cmocka_run_group_tests_name("control", tests, NULL, NULL);
}
