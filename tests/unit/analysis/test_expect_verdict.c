#include "analysis/expect_verdict.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* 11 parameter sets leave 10 degrees of freedom: t = 2.228139 at 95 %. */
#define T_OF_TEN 2.228138852

static struct aras_finding changed_by(double change, double half, double margin)
{
    return (struct aras_finding){
        .difference = {.kind = ARAS_VALUE,
                       .worlds = 550,
                       .difference = change,
                       .error = half,
                       .interval = {change - half, change + half}},
        .sets = 11.0,
        .margin = margin};
}

static enum aras_expect_verdict verdict_of(struct aras_finding finding, char sign)
{
    finding.adjusted = aras_expect_p(&finding, sign);
    return aras_expect_judge(&finding, sign);
}

static void p_is_005_where_the_interval_ends_at_the_margin(void **state)
{
    struct aras_finding above = changed_by(0.12, 0.10, 0.02);
    struct aras_finding below = changed_by(-0.08, 0.10, 0.02);

    (void) state;
    assert_close(aras_expect_p(&above, '+'), 0.05, 1e-9);
    assert_close(aras_expect_p(&below, '+'), 0.05, 1e-9);
    assert_close(aras_expect_p(&below, '-'), 2.0 * 0.1057, 0.001);
}

/* At t = 3 with 10 degrees of freedom tables give 0.01334 for both sides. */
static void p_is_that_of_students_law(void **state)
{
    struct aras_finding finding = changed_by(0.05, 0.01 * T_OF_TEN, 0.02);

    (void) state;
    assert_close(aras_expect_p(&finding, '+'), 0.01334, 1e-5);
}

static void a_change_beyond_the_margin_on_the_side_expected_holds(void **state)
{
    (void) state;
    assert_int_equal(verdict_of(changed_by(0.10, 0.02, 0.05), '+'), ARAS_EXPECT_HOLDS);
    assert_int_equal(verdict_of(changed_by(-0.10, 0.02, 0.05), '-'), ARAS_EXPECT_HOLDS);
    assert_int_equal(verdict_of(changed_by(0.01, 0.02, 0.05), '0'), ARAS_EXPECT_HOLDS);
}

static void a_change_short_of_it_or_the_other_way_does_not(void **state)
{
    (void) state;
    assert_int_equal(verdict_of(changed_by(0.02, 0.01, 0.05), '+'),
                     ARAS_EXPECT_DOES_NOT);
    assert_int_equal(verdict_of(changed_by(-0.10, 0.02, 0.05), '+'),
                     ARAS_EXPECT_DOES_NOT);
    assert_int_equal(verdict_of(changed_by(0.10, 0.02, 0.05), '-'),
                     ARAS_EXPECT_DOES_NOT);
    assert_int_equal(verdict_of(changed_by(-0.10, 0.02, 0.05), '0'),
                     ARAS_EXPECT_DOES_NOT);
}

static void an_interval_around_the_margin_tells_nothing_yet(void **state)
{
    (void) state;
    assert_int_equal(verdict_of(changed_by(0.06, 0.02, 0.05), '+'),
                     ARAS_EXPECT_INCONCLUSIVE);
    assert_int_equal(verdict_of(changed_by(-0.04, 0.02, 0.05), '-'),
                     ARAS_EXPECT_INCONCLUSIVE);
    assert_int_equal(verdict_of(changed_by(0.04, 0.02, 0.05), '0'),
                     ARAS_EXPECT_INCONCLUSIVE);
}

/* The interval of a share that would pass 1 ends there; its other half is whole. */
static void an_interval_that_ends_at_1_is_not_taken_for_a_narrow_one(void **state)
{
    struct aras_finding finding = changed_by(0.95, 0.30, 0.65);

    (void) state;
    finding.difference.kind = ARAS_HAPPENED;
    finding.difference.interval.high = 1.0;
    finding.difference.error = 0.175;
    assert_close(aras_expect_p(&finding, '+'), 0.05, 1e-9);
}

/* (1 - 0.02)^550 = 1.49e-5: so many worlds would hardly all miss a change of 2 %. */
static void a_share_that_changes_in_no_world_is_no_proof(void **state)
{
    struct aras_finding none = changed_by(0.0, 0.0054, 0.02);

    (void) state;
    none.difference.kind = ARAS_HAPPENED;
    none.difference.same = 1.0;
    assert_close(aras_expect_p(&none, '+'), 1.494e-5, 1e-8);
    assert_int_equal(verdict_of(none, '+'), ARAS_EXPECT_DOES_NOT);
    assert_int_equal(verdict_of(none, '0'), ARAS_EXPECT_HOLDS);
    none.margin = 0.0;
    assert_close(aras_expect_p(&none, '+'), 1.0, 0.0);
    assert_int_equal(verdict_of(none, '0'), ARAS_EXPECT_INCONCLUSIVE);
    none.margin = 1.5;
    assert_close(aras_expect_p(&none, '+'), 0.0, 0.0);
}

static void a_margin_that_nobody_states_is_none(void **state)
{
    (void) state;
    assert_int_equal(verdict_of(changed_by(0.03, 0.02, NAN), '+'), ARAS_EXPECT_HOLDS);
    assert_int_equal(verdict_of(changed_by(0.01, 0.02, NAN), '+'),
                     ARAS_EXPECT_INCONCLUSIVE);
}

static void the_same_change_in_every_world_needs_no_chance(void **state)
{
    (void) state;
    assert_int_equal(verdict_of(changed_by(0.03, 0.0, 0.02), '+'), ARAS_EXPECT_HOLDS);
    assert_int_equal(verdict_of(changed_by(0.01, 0.0, 0.02), '+'),
                     ARAS_EXPECT_DOES_NOT);
}

static void one_parameter_set_tells_nothing(void **state)
{
    struct aras_finding finding = changed_by(0.5, NAN, 0.02);

    (void) state;
    finding.sets = 1.0;
    assert_true(isnan(aras_expect_p(&finding, '+')));
    assert_int_equal(verdict_of(finding, '+'), ARAS_EXPECT_INCONCLUSIVE);
}

static void every_verdict_has_a_name(void **state)
{
    (void) state;
    allow_all_allocations();
    assert_string_equal(aras_expect_verdict_name(ARAS_EXPECT_HOLDS), "holds");
    assert_string_equal(aras_expect_verdict_name(ARAS_EXPECT_DOES_NOT),
                        "does not hold");
    assert_string_equal(aras_expect_verdict_name(ARAS_EXPECT_INCONCLUSIVE),
                        "inconclusive");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(p_is_005_where_the_interval_ends_at_the_margin),
        cmocka_unit_test(p_is_that_of_students_law),
        cmocka_unit_test(a_change_beyond_the_margin_on_the_side_expected_holds),
        cmocka_unit_test(a_change_short_of_it_or_the_other_way_does_not),
        cmocka_unit_test(an_interval_around_the_margin_tells_nothing_yet),
        cmocka_unit_test(an_interval_that_ends_at_1_is_not_taken_for_a_narrow_one),
        cmocka_unit_test(a_share_that_changes_in_no_world_is_no_proof),
        cmocka_unit_test(a_margin_that_nobody_states_is_none),
        cmocka_unit_test(the_same_change_in_every_world_needs_no_chance),
        cmocka_unit_test(one_parameter_set_tells_nothing),
        cmocka_unit_test(every_verdict_has_a_name),
    };

    return cmocka_run_group_tests_name("expect_verdict", tests, NULL, NULL);
}
