#include "result/utf8.h"

#include "support/check.h"
#include "support/scarce_memory.h"

/* What becomes of a text; owned by the caller. */
static char *clean(const char *text)
{
    struct aras_error error = {0};
    struct aras_text to = {0};

    aras_utf8_add(&to, text);
    assert_ok(aras_text_check(&to, &error), error);
    return to.data;
}

static void assert_clean(const char *text, const char *expected)
{
    char *actual = clean(text);

    assert_string_equal(actual, expected);
    aras_text_free(&(struct aras_text){.data = actual});
}

static void text_stays_as_it_is(void **state)
{
    const char *const texts[] = {"",
                                 "plain",
                                 "\x7f",
                                 "\xc2\x80 \xdf\xbf",
                                 "\xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf",
                                 "\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf"};

    (void) state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_clean(texts[i], texts[i]);
    }
}

#define BAD "\xef\xbf\xbd"

static void what_is_no_text_is_replaced(void **state)
{
    (void) state;
    assert_clean("a\xff"
                 "b",
                 "a" BAD "b");
    assert_clean("\x80", BAD);
    assert_clean("\xc0\xaf", BAD BAD);         /* overlong */
    assert_clean("\xe0\x9f\xbf", BAD BAD BAD); /* overlong */
    assert_clean("\xf0\x8f\xbf\xbf", BAD BAD BAD BAD);
    assert_clean("\xed\xa0\x80", BAD BAD BAD);         /* a surrogate */
    assert_clean("\xf4\x90\x80\x80", BAD BAD BAD BAD); /* above U+10FFFF */
    assert_clean("\xf5\x80\x80\x80", BAD BAD BAD BAD);
    assert_clean("\xe2\x82", BAD BAD); /* cut off */
    assert_clean("\xf0\x90\x80", BAD BAD BAD);
    assert_clean("\xc3", BAD);
}

static void a_string_of_json_is_quoted(void **state)
{
    struct aras_error error = {0};
    struct aras_text to = {0};

    (void) state;
    aras_utf8_add_json(&to, "a \"b\" \\ \n\x1f \xc3\xa4\xff");
    assert_ok(aras_text_check(&to, &error), error);
    assert_string_equal(to.data, "\"a \\\"b\\\" \\\\ \\u000a\\u001f \xc3\xa4" BAD "\"");
    aras_text_free(&to);
}

static void a_copy_ends_with_a_whole_character(void **state)
{
    char to[6];

    (void) state;
    aras_utf8_cut(to, sizeof to, "12345");
    assert_string_equal(to, "12345");
    aras_utf8_cut(to, sizeof to, "123456");
    assert_string_equal(to, "12345");
    aras_utf8_cut(to, sizeof to, "1234\xc3\xa4");
    assert_string_equal(to, "1234");
    aras_utf8_cut(to, sizeof to, "123\xc3\xa4");
    assert_string_equal(to, "123\xc3\xa4");
    aras_utf8_cut(to, 1, "1");
    assert_string_equal(to, "");
}

static void a_lack_of_memory_is_remembered(void **state)
{
    (void) state;
    for (int allowed = 0; allowed < 2; allowed++) {
        struct aras_error error = {0};
        struct aras_text to = {0};

        allow_allocations(allowed);
        aras_utf8_add_json(&to, "text");
        allow_all_allocations();
        assert_fails(aras_text_check(&to, &error), error, ARAS_NO_MEMORY, "");
        aras_text_free(&to);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_as_it_is),
        cmocka_unit_test(what_is_no_text_is_replaced),
        cmocka_unit_test(a_string_of_json_is_quoted),
        cmocka_unit_test(a_copy_ends_with_a_whole_character),
        cmocka_unit_test(a_lack_of_memory_is_remembered),
    };

    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
