#include "analysis/claim_verdict.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static struct aras_difference changed_by(double change, double error)
{
    return (struct aras_difference){.difference = change, .error = error};
}

static struct aras_finding found(double change, double half, double sets)
{
    struct aras_finding finding = {.difference = changed_by(change, half),
                                   .sets = sets};

    finding.difference.interval = (struct aras_interval){change - half, change + half};
    return finding;
}

/* 11 sets leave 10 degrees of freedom: t = 2.228139 at 95 %, and beyond t = 3 lies
 * 0.01334 on both sides. With many sets it is the normal law: 0.0027. */
static void the_p_of_a_difference_is_that_of_students_law(void **state)
{
    struct aras_finding edge = found(0.04, 0.04, 11.0);
    struct aras_finding three = found(-0.03, 0.02228138852, 11.0);
    struct aras_finding many = found(-0.03, 0.0196, 1e7);
    struct aras_finding one = found(0.03, NAN, 1.0);
    struct aras_finding each = found(0.03, 0.0, 4.0);

    (void) state;
    assert_close(aras_claim_p(&edge), 0.05, 1e-9);
    assert_close(aras_claim_p(&three), 0.01334, 1e-5);
    assert_close(aras_claim_p(&many), 0.0027, 1e-4);
    assert_true(isnan(aras_claim_p(&one)));
    assert_close(aras_claim_p(&each), 0.0, 0.0);
}

static void worlds_that_do_not_differ_speak_against_nothing(void **state)
{
    struct aras_difference none = changed_by(0.0, 0.0);

    (void) state;
    assert_close(aras_claim_p(&(struct aras_finding){.difference = none, .sets = 9.0}),
                 1.0, 0.0);
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
        cmocka_unit_test(the_p_of_a_difference_is_that_of_students_law),
        cmocka_unit_test(worlds_that_do_not_differ_speak_against_nothing),
        cmocka_unit_test(a_change_as_stated_is_built_in_or_emergent),
        cmocka_unit_test(a_change_the_other_way_is_offset_or_contrary),
        cmocka_unit_test(a_change_within_the_margin_is_no_effect),
        cmocka_unit_test(a_wide_interval_says_nothing_yet),
        cmocka_unit_test(every_verdict_has_a_name),
    };

    return cmocka_run_group_tests_name("claim_verdict", tests, NULL, NULL);
}
