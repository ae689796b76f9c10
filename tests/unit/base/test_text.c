#include "base/text.h"

#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static void pieces_are_joined(void **state)
{
    struct aras_text text = {0};
    struct aras_error error = {0};

    (void) state;
    aras_text_add(&text, "%s: ", "ending");
    aras_text_add(&text, "%d of %d", 3, 4);
    aras_text_add_bytes(&text, "...and more", 3);
    assert_ok(aras_text_check(&text, &error), error);
    assert_string_equal(text.data, "ending: 3 of 4...");
    assert_int_equal(text.length, strlen(text.data));
    aras_text_free(&text);
}

static void a_text_begins_with_nothing(void **state)
{
    struct aras_text text = {0};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_text_check(&text, &error), error);
    assert_null(text.data);
    aras_text_add(&text, "%s", "");
    assert_string_equal(text.data, "");
    assert_int_equal(text.length, 0);
    aras_text_free(&text);
}

static void a_text_grows_byte_by_byte_and_by_leaps(void **state)
{
    enum { COUNT = 1000, LEAP = 5000 };
    struct aras_text text = {0};
    struct aras_error error = {0};

    (void) state;
    for (int i = 0; i < COUNT; i++) {
        aras_text_add(&text, "%c", 'a' + i % 26);
        assert_int_equal(strlen(text.data), i + 1);
    }
    aras_text_add(&text, "%*d", LEAP, 7);
    assert_ok(aras_text_check(&text, &error), error);
    assert_int_equal(text.length, COUNT + LEAP);
    assert_int_equal(text.data[27], 'b');
    assert_int_equal(text.data[COUNT + LEAP - 1], '7');
    aras_text_free(&text);
}

static void bytes_may_be_zero(void **state)
{
    struct aras_text text = {0};

    (void) state;
    aras_text_add_bytes(&text, "a\0b", 3);
    aras_text_add(&text, "c");
    assert_int_equal(text.length, 4);
    assert_memory_equal(text.data, "a\0bc", 5);
    aras_text_free(&text);
}

static void a_freed_text_may_be_used_again(void **state)
{
    struct aras_text text = {0};

    (void) state;
    aras_text_add(&text, "before");
    aras_text_free(&text);
    aras_text_free(&text);
    aras_text_add(&text, "after");
    assert_string_equal(text.data, "after");
    aras_text_free(&text);
}

static void a_lack_of_memory_is_remembered_until_asked(void **state)
{
    struct aras_text text = {0};
    struct aras_error error = {0};

    (void) state;
    aras_text_add(&text, "whole");
    allow_allocations(0);
    aras_text_add(&text, "%1000d", 1);
    allow_all_allocations();
    aras_text_add(&text, ", not with a gap");
    assert_fails(aras_text_check(&text, &error), error, ARAS_NO_MEMORY,
                 "no memory left");
    assert_string_equal(text.data, "whole");
    aras_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_joined),
        cmocka_unit_test(a_text_begins_with_nothing),
        cmocka_unit_test(a_text_grows_byte_by_byte_and_by_leaps),
        cmocka_unit_test(bytes_may_be_zero),
        cmocka_unit_test(a_freed_text_may_be_used_again),
        cmocka_unit_test(a_lack_of_memory_is_remembered_until_asked),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
