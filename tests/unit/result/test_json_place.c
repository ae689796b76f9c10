#include "result/json_place.h"

#include <jansson.h>
#include <math.h>

#include "support/check.h"

static const char text[] =
    "{\"title\":\"A war\",\"estimates\":["
    "{\"outcome\":\"war\",\"reading\":\"hers\",\"mean\":0.25,\"range\":[1,2]},"
    "{\"outcome\":\"war\",\"reading\":\"his=hers\",\"mean\":0.5},"
    "{\"outcome\":\"peace\",\"reading\":\"hers\",\"mean\":null,\"level\":3,\"at\":{"
    "\"x\":7}}]}";

static int read_text(void **state)
{
    *state = json_loads(text, 0, NULL);
    return *state == NULL;
}

static int forget_text(void **state)
{
    json_decref(*state);
    return 0;
}

static void a_number_is_found_by_names_and_brackets(void **state)
{
    assert_close(aras_json_place_number(*state, "estimates[outcome=war].mean"), 0.25,
                 0.0);
    assert_close(aras_json_place_number(*state, "estimates[1].mean"), 0.5, 0.0);
    assert_close(aras_json_place_number(*state, "estimates[level=3].at.x"), 7.0, 0.0);
    assert_close(aras_json_place_number(*state, "estimates[0].range[1]"), 2.0, 0.0);
}

static void of_several_brackets_all_must_hold(void **state)
{
    assert_close(
        aras_json_place_number(*state, "estimates[outcome=war][reading=his=hers].mean"),
        0.5, 0.0);
    assert_true(isnan(aras_json_place_number(
        *state, "estimates[outcome=peace][reading=his=hers].mean")));
}

static void a_text_is_found(void **state)
{
    assert_string_equal(json_string_value(aras_json_place(*state, "title")), "A war");
}

static void where_nothing_stands_nothing_is_found(void **state)
{
    assert_null(aras_json_place(*state, "titles"));
    assert_null(aras_json_place(*state, "title.of"));
    assert_null(aras_json_place(*state, "title[0]"));
    assert_null(aras_json_place(*state, "estimates[3].mean"));
    assert_null(aras_json_place(*state, "estimates[outcome=wa].mean"));
    assert_true(isnan(aras_json_place_number(*state, "title")));
    assert_true(isnan(aras_json_place_number(*state, "estimates[2].mean")));
}

static void what_is_no_place_is_told_from_one(void **state)
{
    static const char *const wrong[] = {"",      ".a",  "a.",   "a..b",  "[0]",
                                        "a[",    "a[]", "a[x]", "a[=x]", "a[x=]",
                                        "a[0]b", "a]",  "a[0"};

    (void) state;
    assert_true(aras_json_place_is("a"));
    assert_true(aras_json_place_is("a[0][b=c.d]"));
    assert_true(aras_json_place_is("a.b[x=y=z].c"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (aras_json_place_is(wrong[i])) {
            fail_msg("'%s' is taken for a place", wrong[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_found_by_names_and_brackets),
        cmocka_unit_test(of_several_brackets_all_must_hold),
        cmocka_unit_test(a_text_is_found),
        cmocka_unit_test(where_nothing_stands_nothing_is_found),
        cmocka_unit_test(what_is_no_place_is_told_from_one),
    };

    return cmocka_run_group_tests_name("json_place", tests, read_text, forget_text);
}
