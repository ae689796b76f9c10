#include "statistics/causation.h"

#include <math.h>

#include "support/check.h"

static void assert_bounds(struct aras_interval bounds, double low, double high)
{
    assert_close(bounds.low, low, 1e-12);
    assert_close(bounds.high, high, 1e-12);
}

/* Round numbers, worked out by hand. */
static void bounds_are_those_of_tian_and_pearl(void **state)
{
    /* P(x,y) = 0.3, P(x,y') = 0.2, P(x',y) = 0.1, P(x',y') = 0.4; without x: 0.25. */
    const struct aras_causation causation = {.both = 0.3,
                                             .only_cause = 0.2,
                                             .only_outcome = 0.1,
                                             .neither = 0.4,
                                             .without = 0.25,
                                             .with = 0.55};

    (void) state;
    /* (0.4 - 0.25) / 0.3 and (0.75 - 0.4) / 0.3, which is above 1. */
    assert_bounds(aras_causation_necessity(&causation), 0.5, 1.0);
    /* (0.55 - 0.4) / 0.4 and (0.55 - 0.3) / 0.4. */
    assert_bounds(aras_causation_sufficiency(&causation), 0.375, 0.625);
}

static void numbers_of_worlds_serve_as_well_as_probabilities(void **state)
{
    const struct aras_causation causation = {.both = 300,
                                             .only_cause = 200,
                                             .only_outcome = 100,
                                             .neither = 400,
                                             .without = 250,
                                             .with = 550};

    (void) state;
    assert_bounds(aras_causation_necessity(&causation), 0.5, 1.0);
    assert_bounds(aras_causation_sufficiency(&causation), 0.375, 0.625);
}

static void an_event_that_hinders_may_be_needed_nowhere(void **state)
{
    /* Without it the outcome is more frequent: the lower bound is 0, not less. */
    const struct aras_causation causation = {.both = 10,
                                             .only_cause = 10,
                                             .only_outcome = 40,
                                             .neither = 40,
                                             .without = 58,
                                             .with = 20};

    (void) state;
    assert_bounds(aras_causation_necessity(&causation), 0.0, 0.2);
    assert_bounds(aras_causation_sufficiency(&causation), 0.0, 0.25);
}

static void without_such_worlds_there_are_no_bounds(void **state)
{
    const struct aras_causation causation = {.only_cause = 3, .only_outcome = 4};

    (void) state;
    assert_true(isnan(aras_causation_necessity(&causation).low));
    assert_true(isnan(aras_causation_sufficiency(&causation).high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_those_of_tian_and_pearl),
        cmocka_unit_test(numbers_of_worlds_serve_as_well_as_probabilities),
        cmocka_unit_test(an_event_that_hinders_may_be_needed_nowhere),
        cmocka_unit_test(without_such_worlds_there_are_no_bounds),
    };

    return cmocka_run_group_tests_name("causation", tests, NULL, NULL);
}
