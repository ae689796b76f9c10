#include "model/range.h"

#include <gsl/gsl_errno.h>

#include "small_model.h"

#define RATE           " given = 'stage'; centred = 't0'; "
#define ONE(head, way) head "parameters = ( { id = 'k';" way FROM "} );"
#define SHARE          "range = [0.0, 1.0];"
#define ABOVE_0        "range = (0, 'none');"

static void accepts(const char *text)
{
    struct small small = small_model(text);

    small_free(&small);
}

static void a_range_is_told_as_people_say_it(void **state)
{
    (void) state;
    assert_string_equal(aras_range_text(0, 1, 1, "").text, "0 .. 1");
    assert_string_equal(aras_range_text(0, 2, 1.0 / 12, "month").text, "0 .. 24 month");
    assert_string_equal(aras_range_text(0, INFINITY, 1, "").text, "0 or more");
    assert_string_equal(aras_range_text(-INFINITY, 3, 1, "index").text,
                        "3 index or less");
    assert_string_equal(aras_range_text(-INFINITY, INFINITY, 1, "year").text,
                        "any number");
}

static void a_range_is_in_the_unit_of_its_parameter(void **state)
{
    struct small small =
        small_model(ONE(YEARS, "value = 24; unit = 'month'; range = [6, 24];"));
    const struct aras_slot *slot = small_slot_of(&small, "k");
    const struct aras_parameter *k = small_parameter(&small, "k");

    (void) state;
    assert_close(slot->low, 0.5, 1e-15);
    assert_close(slot->high, 2.0, 1e-15);
    assert_true(k->ranged);
    assert_close(k->unit_factor, 1.0 / 12.0, 1e-15);
    assert_string_equal(aras_range_of_parameter(small.model, k).text, "6 .. 24 month");
    small_free(&small);
}

static void a_parameter_without_a_range_is_any_number_and_a_rate_0_or_more(void **state)
{
    struct small value = small_model(ONE(PLAIN, "value = -5;"));
    struct small rate = small_model(ONE(PLAIN, "rate = 5;"));

    (void) state;
    assert_false(small_parameter(&value, "k")->ranged);
    assert_close(small_slot_of(&value, "k")->low, -INFINITY, 0.0);
    assert_close(small_slot_of(&value, "k")->high, INFINITY, 0.0);
    assert_false(small_parameter(&rate, "k")->ranged);
    assert_close(small_slot_of(&rate, "k")->low, 0.0, 0.0);
    small_free(&value);
    small_free(&rate);
}

static void one_end_may_be_open(void **state)
{
    struct small above = small_model(ONE(PLAIN, "value = 0;" ABOVE_0));
    struct small below = small_model(ONE(PLAIN, "rate = 3; range = ('none', 3);"));
    struct small level = small_model(
        PLAIN "quantities = ( { id = 'k'; range = (0, 'none'); initial = 7;" FROM
              "} );");

    (void) state;
    assert_close(small_slot_of(&above, "k")->low, 0.0, 0.0);
    assert_close(small_slot_of(&above, "k")->high, INFINITY, 0.0);
    assert_close(small_slot_of(&below, "k")->low, 0.0, 0.0); /* it is a rate */
    assert_close(small_slot_of(&below, "k")->high, 3.0, 0.0);
    assert_close(small_slot_of(&level, "k")->low, 0.0, 0.0);
    assert_close(small_slot_of(&level, "k")->high, INFINITY, 0.0);
    assert_no_model(PLAIN
                    "quantities = ( { id = 'k'; range = (0, 'none'); initial = -7;" FROM
                    "} );",
                    "the initial value of 'k', -7, lies outside its range, 0 or more");
    small_free(&above);
    small_free(&below);
    small_free(&level);
}

/* The ends belong to the range, and all that a prior draws may be in it. */
static void a_prior_within_its_range_is_accepted(void **state)
{
    static const char *const good[] = {
        ONE(PLAIN, SHARE "value = 0;"),
        ONE(PLAIN, SHARE "value = 1;"),
        ONE(PLAIN, SHARE "values = [0.0, 1.0]; weights = [1, 1];"),
        ONE(PLAIN, SHARE "value = 0.3; interval = [0.1, 0.9]; holds = 0.8;"
                         "shape = 'logit';"),
        ONE(PLAIN, SHARE "prior = 'beta(0.5, 0.5)';"),
        ONE(PLAIN, SHARE "prior = 'beta_moments(0.3, 0.1)';"),
        ONE(PLAIN, SHARE "prior = 'uniform(0, 1)';"),
        ONE(PLAIN, SHARE "prior = 'triangular(0, 0.9, 1)';"),
        ONE(PLAIN, SHARE "prior = 'pert(0, 0.1, 1)';"),
        ONE(PLAIN, SHARE "prior = 'normal(0.5, 9, 0, 1)';"),
        ONE(PLAIN, SHARE "prior = 'lognormal(0, 1, 0, 1)';"),
        ONE(PLAIN, SHARE "prior = 'bernoulli(0.5)';"),
        ONE(PLAIN, SHARE "value = 0.5; prior = 'beta(2, 2)';"),
        ONE(PLAIN, ABOVE_0 "value = 2; interval = [1, 9]; holds = 0.8;"
                           "shape = 'lognormal';"),
        ONE(PLAIN, ABOVE_0 "prior = 'gamma(0.1, 1)';"),
        ONE(PLAIN, ABOVE_0 "prior = 'exponential(1)';"),
        ONE(PLAIN, ABOVE_0 "prior = 'poisson(3)';"),
        ONE(PLAIN, ABOVE_0 "prior = 'weibull(1, 2)';"),
        ONE(YEARS, "probability = 0.6; within = '1 year'; range = (0, 'none');" RATE),
        ONE(YEARS, "evidence = { events = 5; exposure = 20; };" ABOVE_0 RATE),
        ONE(YEARS, "prior = 'uniform(1, 3)'; unit = '1/month'; range = [1, 3];"),
        ONE(YEARS, "prior = 'pert(0.7, 0.8, 3.1)'; unit = 'week'; range = [0.7, 3.1];"),
        /* No draw is so far out that it would leave: 8.3 standard deviations. */
        ONE(PLAIN, SHARE "prior = 'normal(0.5, 0.05)';"),
    };

    (void) state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        accepts(good[i]);
    }
}

static void a_prior_that_can_leave_its_range_is_refused(void **state)
{
    static const struct {
        const char *text, *why;
    } wrong[] = {
        {ONE(PLAIN, SHARE "value = 0.5; interval = [0.2, 0.8]; holds = 0.8;"),
         "from -1.422 to 2.422, which leaves its range, 0 .. 1: shape = \"logit\""},
        {ONE(PLAIN, SHARE "prior = 'normal(0.5, 0.07)';"), "from -0.07"},
        {ONE(PLAIN, SHARE "prior = 'normal(0.5, 0.2, 0, 1.5)';"), "to 1.5"},
        {ONE(PLAIN, SHARE "prior = 'uniform(0, 1.001)';"), "to 1.001"},
        {ONE(PLAIN, SHARE "prior = 'triangular(-0.01, 0.5, 1)';"), "from -0.01"},
        {ONE(PLAIN, SHARE "prior = 'pert(0, 0.5, 1.2)';"), "to 1.2"},
        {ONE(PLAIN, SHARE "prior = 'gamma(2, 1)';"), "from 1.49e-08"},
        {ONE(PLAIN, SHARE "prior = 'lognormal_median(0.3, 0.5)';"), "to 18"},
        {ONE(PLAIN, SHARE "prior = 'exponential(1)';"), "to 36.74"},
        {ONE(PLAIN, SHARE "prior = 'cauchy(0.5, 0.1)';"), "leaves its range"},
        {ONE(PLAIN, SHARE "prior = 'poisson(0.1)';"), "from 0 to"},
        {ONE(PLAIN, SHARE "prior = 'geometric(0.5)';"), "from 1 to"},
        {ONE(PLAIN, ABOVE_0 "prior = 'normal(5, 1)';"), "stay above 0"},
        {ONE(PLAIN, "range = [2.0, 3.0]; prior = 'beta(2, 2)';"),
         "uniform, triangular and pert"},
        {ONE(YEARS, "probability = 0.6; within = '1 year'; range = [0.0, 0.9];" RATE),
         "'k' is 0.9163, which lies outside its range, 0 .. 0.9 1/year"},
        {ONE(YEARS, "evidence = { events = 5; exposure = 20; };" SHARE RATE),
         "which leaves its range, 0 .. 1 1/year"},
        {ONE(YEARS, "prior = 'uniform(1, 4)'; unit = 'month'; range = [1, 3];"),
         "from 1 to 4, which leaves its range, 1 .. 3 month"},
        {ONE(YEARS, "value = 4; unit = 'month'; range = [1, 3];"),
         "the value of 'k', 4, lies outside its range, 1 .. 3 month"},
        {ONE(PLAIN, "rate = 4; range = [1, 3];"), "the rate of 'k', 4, lies outside"},
    };

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_no_model(wrong[i].text, wrong[i].why);
    }
}

/* Of a prior that is wrong in itself only that is said. */
static void a_mistake_is_told_once(void **state)
{
    static const char *const wrong[] = {
        ONE(PLAIN, "range = [1, 3]; prior = 'uniform(2, 1)';"),
        ONE(PLAIN, "range = [1, 3]; rate = -1;"),
        ONE(PLAIN, "range = [3, 1]; value = 5;"),
        ONE(PLAIN, "range = [1, 3]; value = 5; interval = [2.0, 2.5]; holds = 0.8;"),
        ONE(PLAIN, "range = [1, 3]; value = 'much';"),
    };

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct small small = small_try(wrong[i]);

        assert_int_equal(small.problems.mistakes, 1);
        small_free(&small);
    }
}

static void what_a_scenario_says_keeps_to_the_range(void **state)
{
#define CHANGED(change) ONE(YEARS, SHARE "value = 0.5;") "changes = ( {" change "} );"
    (void) state;
    accepts(CHANGED("set = ['k = 1'];"));
    accepts(CHANGED("priors = ( { id = 'k'; prior = 'uniform(0, 1)'; } );"));
    assert_no_model(CHANGED("set = ['k = 1.01'];"),
                    "'k = 1.01': 1.01 lies outside the range of 'k', 0 .. 1");
    assert_no_model(CHANGED("set = ['k = 3 * 0.5'];"), "1.5 lies outside");
    assert_no_model(CHANGED("priors = ( { id = 'k'; value = 2; } );"),
                    "the value of 'k', 2, lies outside");
    assert_no_model(CHANGED("priors = ( { id = 'k'; prior = 'uniform(0, 2)'; } );"),
                    "from 2.2");
    assert_no_model(CHANGED("priors = ( { id = 'k'; value = 0.5; range = [0, 2]; } );"),
                    "unknown setting 'range'");
}

/* In another unit a prior is held to the same range. */
static void a_prior_in_another_unit_keeps_to_the_range(void **state)
{
#define MONTHS ONE(YEARS, "unit = 'month'; range = [1, 24]; value = 12;")
    struct small small =
        small_model(MONTHS "changes = ( { priors = ( { id = 'k'; unit = 'year'; prior ="
                           "'uniform(0.5, 2)'; } ); } );");

    (void) state;
    assert_string_equal(
        aras_range_of_parameter(small.model, small_parameter(&small, "k")).text,
        "0.0833333 .. 2 year");
    small_free(&small);
    assert_no_model(MONTHS "changes = ( { priors = ( { id = 'k'; unit = 'year'; prior ="
                           "'uniform(0.5, 2.5)'; } ); } );",
                    "from 0.5 to 2.5, which leaves its range, 0.0833333 .. 2 year");
}

static void a_fit_keeps_to_the_range(void **state)
{
#define FITTED(high, factor)                                                           \
    ONE(YEARS, "unit = '1/year'; prior = 'uniform(0.1, 0.5)'; range = [0.0, " high     \
               "]; given = 'marginal'; centred = 't0';")                               \
    "intercepts = ( { parameter = 'k'; log_factor = " factor "; } );"
    (void) state;
    accepts(FITTED("1.0", "0.69"));
    assert_no_model(FITTED("1.0", "0.7"), "with its fitted intercept, gives numbers");
    accepts(FITTED("1.1", "0.7"));
}

static const char *state_of(const char *text, struct aras_arena *arena)
{
    char *copy = aras_arena_copy(arena, text);
    struct aras_problems problems = {.arena = arena};

    for (char *c = copy; *c != '\0'; c++) {
        *c = *c == '\'' ? '"' : *c;
    }
    return aras_model_state(aras_document_parse(copy, strlen(copy), "small", &problems),
                            arena);
}

struct states {
    struct aras_arena *arena;
    const char *plain, *ranged, *quantity, *wider;
};

static void find_states(void *opaque)
{
    struct states *states = opaque;

    states->plain = state_of(ONE(PLAIN, "value = 0.5;"), states->arena);
    states->ranged = state_of(ONE(PLAIN, SHARE "value = 0.5;"), states->arena);
    states->quantity = state_of(
        PLAIN "quantities = ( { id = 'k'; range = [0.0, 1.0]; } );", states->arena);
    states->wider = state_of(
        PLAIN "quantities = ( { id = 'k'; range = [0.0, 2.0]; } );", states->arena);
}

/* What a parameter can be changes no number, and so makes no fit stale. */
static void a_range_of_a_parameter_is_no_part_of_the_state_that_is_fitted(void **state)
{
    struct aras_error error;
    struct states states = {.arena = aras_arena_new(&error)};

    (void) state;
    assert_non_null(states.arena);
    assert_ok(aras_arena_try(states.arena, find_states, &states, &error), error);
    assert_string_equal(states.plain, states.ranged);
    assert_string_not_equal(states.quantity, states.wider);
    aras_arena_free(states.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_is_told_as_people_say_it),
        cmocka_unit_test(a_range_is_in_the_unit_of_its_parameter),
        cmocka_unit_test(
            a_parameter_without_a_range_is_any_number_and_a_rate_0_or_more),
        cmocka_unit_test(one_end_may_be_open),
        cmocka_unit_test(a_prior_within_its_range_is_accepted),
        cmocka_unit_test(a_prior_that_can_leave_its_range_is_refused),
        cmocka_unit_test(a_mistake_is_told_once),
        cmocka_unit_test(what_a_scenario_says_keeps_to_the_range),
        cmocka_unit_test(a_prior_in_another_unit_keeps_to_the_range),
        cmocka_unit_test(a_fit_keeps_to_the_range),
        cmocka_unit_test(a_range_of_a_parameter_is_no_part_of_the_state_that_is_fitted),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
