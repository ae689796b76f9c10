#include "analysis/finding.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { OPEN, ENDING, LEVEL, OUTCOMES };

/* Two outcomes that both runs have, in two readings; and one that only A has. */
struct made {
    struct aras_option option[2];
    struct aras_variant variant;
    struct aras_outcome outcome[OUTCOMES];
    struct aras_model model;
    struct aras_reading reading[3];
    struct aras_difference difference[4];
    struct aras_contrast contrast;
};

static void make(struct made *made)
{
    *made = (struct made){
        .option = {{.id = "calm"}, {.id = "angry"}},
        .variant = {.id = "temper", .count = 2, .fixed = -1},
        .outcome = {{.id = "open", .kind = ARAS_HAPPENED},
                    {.id = "ending", .kind = ARAS_CATEGORY},
                    {.id = "level", .kind = ARAS_VALUE}},
        .reading = {{.variant = ARAS_ALL_WORLDS, .worlds = 100, .sets = 10},
                    {.variant = 0, .option = 0, .worlds = 60, .sets = 6},
                    {.variant = 0, .option = 1, .worlds = 40, .sets = 4}},
        .difference = {{.outcome_a = OPEN, .reading = 1, .margin = 0.02},
                       {.outcome_a = OPEN, .reading = 2, .margin = 0.02},
                       {.outcome_a = ENDING, .reading = 1, .margin = NAN},
                       {.outcome_a = ENDING, .reading = 2, .margin = NAN}}};
    made->variant.options = made->option;
    made->model = (struct aras_model){.outcomes = made->outcome,
                                      .outcome_count = OUTCOMES,
                                      .variants = &made->variant,
                                      .variant_count = 1};
    made->contrast = (struct aras_contrast){.readings = {made->reading, 3},
                                            .difference = made->difference,
                                            .count = sizeof made->difference /
                                                     sizeof(struct aras_difference)};
}

/* What is found of "the corridor is open more often, by more than `margin`". */
static struct aras_findings findings_of(struct made *made, size_t number, double margin)
{
    const struct aras_statement higher = {"open", '+', margin};
    struct aras_findings findings = {0};
    struct aras_error error = {0};

    assert_ok(aras_findings_add(&findings, number, &higher, &made->contrast,
                                &made->model, &error),
              error);
    return findings;
}

static void a_statement_has_a_finding_in_each_reading(void **state)
{
    struct aras_findings findings;
    struct made made;

    (void) state;
    make(&made);
    findings = findings_of(&made, 7, 0.05);
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.finding[0].statement, 7);
    assert_string_equal(findings.finding[0].reading, "calm");
    assert_string_equal(findings.finding[1].reading, "angry");
    assert_close(findings.finding[1].sets, 4.0, 0.0);
    assert_close(findings.finding[0].margin, 0.05, 0.0);
    aras_findings_free(&findings);
}

static void a_statement_without_a_margin_takes_the_outcomes(void **state)
{
    struct aras_findings findings;
    struct made made;

    (void) state;
    make(&made);
    findings = findings_of(&made, 0, NAN);
    assert_close(findings.finding[0].margin, 0.02, 0.0);
    aras_findings_free(&findings);
}

static void where_nothing_is_drawn_there_is_one_reading_of_all(void **state)
{
    struct aras_findings findings;
    struct made made;

    (void) state;
    make(&made);
    made.contrast.readings.count = 1;
    made.contrast.count = 1;
    made.difference[0].reading = 0;
    findings = findings_of(&made, 0, 0.05);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.finding[0].reading, "all");
    aras_findings_free(&findings);
}

static void what_has_no_direction_is_refused(void **state)
{
    const struct aras_statement category = {"ending", '+', 0.05};
    const struct aras_statement missing = {"level", '+', 0.05};
    const struct aras_statement unknown = {"luck", '+', 0.05};
    struct aras_findings findings = {0};
    struct aras_error error = {0};
    struct made made;

    (void) state;
    make(&made);
    assert_fails(
        aras_findings_add(&findings, 0, &category, &made.contrast, &made.model, &error),
        error, ARAS_INVALID, "'ending' is a category");
    assert_fails(
        aras_findings_add(&findings, 0, &missing, &made.contrast, &made.model, &error),
        error, ARAS_UNKNOWN, "'level' is not one that both scenarios have");
    assert_fails(
        aras_findings_add(&findings, 0, &unknown, &made.contrast, &made.model, &error),
        error, ARAS_UNKNOWN, "'luck' is not one that both scenarios have");
    assert_int_equal(findings.count, 0);
    aras_findings_free(&findings);
}

/* Holm: the least p counts as often as there are tests, the next once less. */
static void findings_are_adjusted_for_each_other(void **state)
{
    struct aras_finding three[] = {{.p = 0.04}, {.p = 0.01}, {.p = NAN}};
    struct aras_findings findings = {.finding = three, .count = 3, .capacity = 3};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_findings_adjust(&findings, &error), error);
    assert_close(three[0].adjusted, 0.04, 1e-12);
    assert_close(three[1].adjusted, 0.02, 1e-12);
    assert_true(isnan(three[2].adjusted));
}

static void a_lack_of_memory_adds_nothing(void **state)
{
    const struct aras_statement higher = {"open", '+', 0.05};
    struct aras_error error = {0};
    struct made made;
    bool done = false;

    (void) state;
    make(&made);
    for (int allowed = 0; !done; allowed++) {
        struct aras_findings findings = {0};

        allow_allocations(allowed);
        done = aras_findings_add(&findings, 0, &higher, &made.contrast, &made.model,
                                 &error) == ARAS_OK &&
               aras_findings_adjust(&findings, &error) == ARAS_OK;
        allow_all_allocations();
        assert_true(done || error.status == ARAS_NO_MEMORY);
        assert_int_equal(findings.count, allowed == 0 ? 0 : 2);
        aras_findings_free(&findings);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_has_a_finding_in_each_reading),
        cmocka_unit_test(a_statement_without_a_margin_takes_the_outcomes),
        cmocka_unit_test(where_nothing_is_drawn_there_is_one_reading_of_all),
        cmocka_unit_test(what_has_no_direction_is_refused),
        cmocka_unit_test(findings_are_adjusted_for_each_other),
        cmocka_unit_test(a_lack_of_memory_adds_nothing),
    };

    return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
