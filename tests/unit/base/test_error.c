#include "base/error.h"

#include <string.h>

#include "support/check.h"

static void a_failure_keeps_its_status_and_its_message_together(void **state)
{
    struct aras_error error = {0};

    (void) state;
    assert_int_equal(
        aras_error_set(&error, ARAS_INVALID, "a delay must be %d or more", 0),
        ARAS_INVALID);
    assert_int_equal(error.status, ARAS_INVALID);
    assert_string_equal(error.message, "a delay must be 0 or more");
}

static void each_layer_adds_where_it_happened(void **state)
{
    struct aras_error error = {0};

    (void) state;
    aras_error_set(&error, ARAS_FAILED, "a rate must be 0 or more, got %g", -0.31);
    assert_int_equal(aras_error_within(&error, "event '%s'", "relief_bites"),
                     ARAS_FAILED);
    assert_int_equal(aras_error_within(&error, "replication %d", 17), ARAS_FAILED);
    assert_string_equal(error.message, "a rate must be 0 or more, got -0.31\n"
                                       "  in event 'relief_bites'\n"
                                       "  in replication 17");
}

static void a_later_failure_replaces_an_earlier_one(void **state)
{
    struct aras_error error = {0};

    (void) state;
    aras_error_set(&error, ARAS_FILE, "cannot read a rather long name of a file");
    aras_error_set(&error, ARAS_UNKNOWN, "no such event");
    assert_int_equal(error.status, ARAS_UNKNOWN);
    assert_string_equal(error.message, "no such event");
}

static void a_message_that_is_too_long_is_cut_and_stays_a_text(void **state)
{
    char longer[2 * sizeof((struct aras_error *) NULL)->message];
    struct aras_error error = {0};

    (void) state;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    aras_error_set(&error, ARAS_FILE, "%s", longer);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    aras_error_within(&error, "a place for which no room is left");
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    assert_int_equal(error.message[sizeof error.message - 2], 'x');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_keeps_its_status_and_its_message_together),
        cmocka_unit_test(each_layer_adds_where_it_happened),
        cmocka_unit_test(a_later_failure_replaces_an_earlier_one),
        cmocka_unit_test(a_message_that_is_too_long_is_cut_and_stays_a_text),
    };

    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
