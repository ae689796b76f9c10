#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

#include "support/check.h"

static void assert_hash(const char *bytes, size_t count, const char *expected)
{
    char text[ARAS_SHA256_TEXT];

    aras_sha256(bytes, count, text);
    assert_string_equal(text, expected);
}

/* The examples that NIST gives with FIPS 180-4, and the hash of nothing. */
static void the_examples_of_the_standard_come_out(void **state)
{
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    (void) state;
    assert_hash("", 0,
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_hash("abc", 3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_hash(two, strlen(two),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_letters_come_out(void **state)
{
    enum { COUNT = 1000000 };
    char *letters = malloc(COUNT);

    (void) state;
    assert_non_null(letters);
    memset(letters, 'a', COUNT);
    assert_hash(letters, COUNT,
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(letters);
}

/* Around the lengths at which the end needs one block more, each bit of the last byte
 * counts. */
static void every_length_and_every_last_byte_counts(void **state)
{
    char bytes[130] = {0};
    char before[ARAS_SHA256_TEXT] = "";
    char text[ARAS_SHA256_TEXT];

    (void) state;
    for (size_t length = 1; length < sizeof bytes; length++) {
        aras_sha256(bytes, length, text);
        assert_string_not_equal(text, before);
        memcpy(before, text, sizeof text);
        bytes[length - 1] = 1;
        aras_sha256(bytes, length, text);
        assert_string_not_equal(text, before);
        bytes[length - 1] = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_come_out),
        cmocka_unit_test(a_million_letters_come_out),
        cmocka_unit_test(every_length_and_every_last_byte_counts),
    };

    return cmocka_run_group_tests_name("sha256", tests, NULL, NULL);
}
