#include "analysis/claim_verdict.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static struct aras_difference changed_by(double change, double error)
{
    return (struct aras_difference){.difference = change, .error = error};
}

static void the_p_of_a_difference_is_that_of_the_normal_law(void **state)
{
    /* 0.0392 is 1.96 standard errors of 0.02; three of them leave 0.0027. */
    struct aras_difference two = changed_by(0.0392, 0.0392);
    struct aras_difference three = changed_by(-0.03, 0.0196);

    (void) state;
    assert_close(aras_claim_p(&two), 0.05, 1e-4);
    assert_close(aras_claim_p(&three), 0.0027, 1e-4);
}

static void worlds_that_do_not_differ_speak_against_nothing(void **state)
{
    struct aras_difference none = changed_by(0.0, 0.0);

    (void) state;
    assert_close(aras_claim_p(&none), 1.0, 0.0);
    assert_int_equal(aras_claim_judge(&none, 1.0, '+', 0.02, false),
                     ARAS_CLAIM_CONTRARY);
    assert_int_equal(aras_claim_judge(&none, 1.0, '+', 0.02, true), ARAS_CLAIM_OFFSET);
}

static void a_change_as_stated_is_built_in_or_emergent(void **state)
{
    struct aras_difference up = changed_by(0.10, 0.02);

    (void) state;
    assert_int_equal(aras_claim_judge(&up, 0.001, '+', 0.02, true),
                     ARAS_CLAIM_BUILT_IN);
    assert_int_equal(aras_claim_judge(&up, 0.001, '+', 0.02, false),
                     ARAS_CLAIM_EMERGENT);
}

static void a_change_the_other_way_is_offset_or_contrary(void **state)
{
    struct aras_difference down = changed_by(-0.10, 0.02);

    (void) state;
    assert_int_equal(aras_claim_judge(&down, 0.001, '+', 0.02, true),
                     ARAS_CLAIM_OFFSET);
    assert_int_equal(aras_claim_judge(&down, 0.001, '+', 0.02, false),
                     ARAS_CLAIM_CONTRARY);
    assert_int_equal(aras_claim_judge(&down, 0.001, '-', 0.02, false),
                     ARAS_CLAIM_EMERGENT);
}

static void a_change_within_the_margin_is_no_effect(void **state)
{
    struct aras_difference small = changed_by(0.01, 0.005);

    (void) state;
    assert_int_equal(aras_claim_judge(&small, 0.001, '+', 0.02, false),
                     ARAS_CLAIM_CONTRARY);
}

static void a_wide_interval_says_nothing_yet(void **state)
{
    struct aras_difference wide = changed_by(0.03, 0.04);

    (void) state;
    assert_int_equal(aras_claim_judge(&wide, 0.14, '+', 0.02, false),
                     ARAS_CLAIM_INCONCLUSIVE);
}

static void every_verdict_has_a_name(void **state)
{
    (void) state;
    allow_all_allocations();
    assert_string_equal(aras_claim_verdict_name(ARAS_CLAIM_BUILT_IN), "built in");
    assert_string_equal(aras_claim_verdict_name(ARAS_CLAIM_INCONCLUSIVE),
                        "inconclusive");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_p_of_a_difference_is_that_of_the_normal_law),
        cmocka_unit_test(worlds_that_do_not_differ_speak_against_nothing),
        cmocka_unit_test(a_change_as_stated_is_built_in_or_emergent),
        cmocka_unit_test(a_change_the_other_way_is_offset_or_contrary),
        cmocka_unit_test(a_change_within_the_margin_is_no_effect),
        cmocka_unit_test(a_wide_interval_says_nothing_yet),
        cmocka_unit_test(every_verdict_has_a_name),
    };

    return cmocka_run_group_tests_name("claim_verdict", tests, NULL, NULL);
}
