#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "formula/formula.h"
#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/formula/world.h"

/* Every test gets a world of its own. */
static int open_world(void **state)
{
    struct aras_error error;
    struct world *world;

    allow_all_allocations();
    world = test_malloc(sizeof *world);
    world_open(world, aras_arena_new(&error));
    *state = world;
    return world->arena == NULL;
}

static int close_world(void **state)
{
    struct world *world = *state;

    aras_arena_free(world->arena);
    test_free(world);
    return 0;
}

static const struct aras_expectation anything = {.any_type = true,
                                                 .any_dimension = true};
static const struct aras_expectation a_rate = {.type = ARAS_NUMBER, .dimension = -1};
static const struct aras_expectation a_time = {.type = ARAS_NUMBER, .dimension = 1};
static const struct aras_expectation a_number = {.type = ARAS_NUMBER};
static const struct aras_expectation a_truth = {.type = ARAS_TRUTH};
static const struct aras_expectation a_treaty = {.type = ARAS_STAGE,
                                                 .stages = &treaty_stages};

static const struct aras_code *compiled_as(struct world *world, const char *text,
                                           struct aras_expectation expected)
{
    struct reading reading = {.world = world, .text = text, .expected = expected};
    struct aras_error error;

    assert_ok(aras_arena_try(world->arena, read_formula, &reading, &error), error);
    if (reading.code == NULL) {
        fail_msg("%s", world->problems.items[world->problems.count - 1].message);
    }
    return reading.code;
}

static const struct aras_code *compiled(struct world *world, const char *text)
{
    return compiled_as(world, text, anything);
}

/* The formula can be read but not compiled; its one message holds all parts. */
static void refused_as(struct world *world, const char *text,
                       struct aras_expectation expected, const char *part)
{
    struct reading reading = {.world = world, .text = text, .expected = expected};
    struct aras_error error;
    size_t before = world->problems.count;

    assert_ok(aras_arena_try(world->arena, read_formula, &reading, &error), error);
    assert_non_null(reading.formula);
    if (reading.code != NULL || world->problems.count != before + 1) {
        for (size_t i = before; i < world->problems.count; i++) {
            print_error("%s\n", world->problems.items[i].message);
        }
        fail_msg("'%s' should be refused with one message", text);
    }
    if (strstr(world->problems.items[before].message, part) == NULL) {
        fail_msg("'%s' is not in: %s", part, world->problems.items[before].message);
    }
}

static void refused(struct world *world, const char *text, const char *part)
{
    refused_as(world, text, anything, part);
}

static double value_at(struct world *world, const struct aras_code *code, double now)
{
    struct aras_evaluation evaluation = {.values = world->values, .now = now};
    double value = aras_code_evaluate(code, &evaluation);

    assert_int_equal(evaluation.fault, ARAS_NO_FAULT);
    return value;
}

static double value_of(struct world *world, const char *text)
{
    return value_at(world, compiled(world, text), 10.0);
}

/* Types */

static void a_formula_has_a_type(void **state)
{
    assert_int_equal(compiled(*state, "a + 1")->type, ARAS_NUMBER);
    assert_int_equal(compiled(*state, "a > 1")->type, ARAS_TRUTH);
    assert_int_equal(compiled(*state, "treaty")->type, ARAS_STAGE);
    assert_ptr_equal(compiled(*state, "if(flag, treaty, signed)")->stages,
                     &treaty_stages);
    assert_int_equal(compiled(*state, "happened(step)")->type, ARAS_TRUTH);
}

static void a_stage_is_known_by_what_it_stands_beside(void **state)
{
    struct world *world = *state;

    assert_close(value_of(world, "treaty == draft"), 1.0, 0.0);
    assert_close(value_of(world, "signed > treaty"), 1.0, 0.0);
    assert_close(value_of(world, "if(flag, signed, none) == treaty"), 0.0, 0.0);
    assert_close(value_of(world, "treaty == if(flag, draft, none)"), 1.0, 0.0);
    assert_close(value_of(world, "war == war"), 1.0, 0.0);
    assert_close(value_of(world, "treaty == table(a, 0: draft, 1: signed)"), 1.0, 0.0);
    assert_close(value_at(world, compiled_as(world, "signed", a_treaty), 0.0), 2.0,
                 0.0);
    assert_close(
        value_at(world, compiled_as(world, "if(a > 1, signed, draft)", a_treaty), 0.0),
        1.0, 0.0);
}

static void wrong_types_are_told_in_the_users_words(void **state)
{
    refused(*state, "treaty + 1",
            "'treaty' has stages where a number is needed; compare it with one of "
            "them: none, draft, signed");
    refused(*state, "treaty == 1",
            "'treaty' has stages; compare it with one of them: none, draft, signed");
    refused(*state, "treaty and flag", "'treaty' has stages; compare it with one of");
    refused(*state, "treaty == sined",
            "'treaty' has no stage 'sined': did you mean 'signed'? The stages are "
            "none, draft, signed\n  treaty == sined\n            ^~~~~");
    refused(*state, "treaty == elephants",
            "has no stage 'elephants'; the stages are none, draft, signed");
    refused(*state, "treaty < war", "different stages");
    refused(*state, "(a > 1) + 2", "write if(..., 1, 0)");
    refused(*state, "not a", "'a' is a number where true or false is needed");
    refused(*state, "a and flag", "compare it, as in 'x > 0'");
    refused(*state, "flag < true", "no order");
    refused(*state, "if(flag, a, flag)", "do not go together");
    refused(*state, "flag == 1", "do not go together");
    refused(*state, "exp(flag)", "true or false where a number");
    refused(*state, "if(a, 1, 2)", "'a' is a number where true or false");
}

static void what_is_expected_is_told(void **state)
{
    refused_as(
        *state, "0.3", a_rate,
        "the rate of event 'e': a rate must be per time, this is a plain number: "
        "write it as 'x / year'\n  0.3\n  ^~~");
    refused_as(*state, "3", a_time,
               "here a time is needed, this is a plain number: write it as 'x * year'");
    refused_as(*state, "wait", a_number,
               "here a plain number is needed, this is a time");
    refused_as(*state, "wait ^ 2", a_number, "this is time^2");
    refused_as(*state, "a > 1", a_rate, "true or false where a number is needed");
    refused_as(*state, "a", a_truth, "compare it, as in 'x > 0'");
    refused_as(*state, "3", a_treaty, "here a stage is needed, one of none, draft");
    refused_as(*state, "war", a_treaty, "other stages (war, ceasefire, settled)");
    refused_as(*state, "sined", a_treaty, "no stage 'sined': did you mean 'signed'?");
}

static void unknown_names_are_told_with_what_was_probably_meant(void **state)
{
    refused(*state, "2 * trest[iran, russia]",
            "nothing is called 'trest[iran,russia]': did you mean "
            "'trust[iran,russia]'?\n  2 * trest[iran, russia]\n      "
            "^~~~~~~~~~~~~~~~~~~");
    refused(*state, "since(never) > year", "nothing is called 'since(never)'");
    refused(*state, "exp + 1", "'exp' is a function: write exp(...)");
}

static void all_mistakes_of_a_formula_are_told_at_once(void **state)
{
    struct world *world = *state;
    struct reading reading = {.world = world,
                              .text = "nobody + nothing * (treaty + 1) > exp(year)",
                              .expected = anything};
    struct aras_error error;

    assert_ok(aras_arena_try(world->arena, read_formula, &reading, &error), error);
    assert_null(reading.code);
    assert_int_equal(world->problems.count, 4);
}

/* Dimensions */

static void time_is_carried_through_a_formula(void **state)
{
    const struct {
        const char *text;
        int dimension;
    } cases[] = {
        {"wait", 1},
        {"wait * r", 0},
        {"0.3 / year", -1},
        {"a / (2 * month)", -1},
        {"wait ^ 2", 2},
        {"wait ^ -1", -1},
        {"sqrt(wait * week)", 1},
        {"abs(-wait)", 1},
        {"sign(wait)", 0},
        {"if(flag, 0, r)", -1},
        {"if(flag, r, 0)", -1},
        {"max(0, r)", -1},
        {"0 + wait", 1},
        {"clamp(wait, 0, 2 * years)", 1},
        {"toward(wait, year, 0.5)", 1},
        {"table(wait, 0: 0, 1 * year: r)", -1},
        {"exp(wait / year) * r", -1},
        {"day", 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (compiled(*state, cases[i].text)->dimension != cases[i].dimension) {
            fail_msg("%s", cases[i].text);
        }
    }
    compiled_as(*state, "0", a_rate);
    compiled_as(*state, "0", a_time);
    compiled_as(*state, "if(flag, 0, -0)", a_rate);
    compiled_as(*state, "max(0, 0) + 0", a_time);
    assert_int_equal(compiled_as(*state, "0", a_rate)->dimension, -1);
}

static void units_have_their_values(void **state)
{
    assert_close(value_of(*state, "365.25 * days / year"), 1.0, 1e-15);
    assert_close(value_of(*state, "3 * months"), 0.25, 1e-15);
    assert_close(value_of(*state, "week / day"), 7.0, 1e-15);
}

static void wrong_dimensions_are_told(void **state)
{
    refused(*state, "wait + 1", "'wait' is a time and '1' is a plain number");
    refused(*state, "r > wait", "'r' is a rate (per time) and 'wait' is a time");
    refused(*state, "max(a, wait)", "cannot stand side by side");
    refused(*state, "clamp(a, 0, year)", "cannot stand side by side");
    refused(*state, "if(flag, a, wait)", "cannot stand side by side");
    refused(*state, "exp(wait)",
            "the argument of exp must be a plain number, and "
            "'wait' is a time: divide it by a unit");
    refused(*state, "logistic(r)", "multiply it by a unit");
    refused(*state, "floor(wait)", "must be a plain number");
    refused(*state, "sqrt(wait)", "an even power of time");
    refused(*state, "wait ^ a", "a whole number that is written out");
    refused(*state, "wait ^ 0.5", "a whole number that is written out");
    refused(*state, "2 ^ wait", "an exponent must be a plain number");
    refused(*state, "toward(a, b, year)", "the share of toward");
    refused(*state, "table(since(step), 0: a, 2: b)",
            "'since(step)' is a time and '2'");
    refused(*state, "table(a, 0: r, 2: b)", "cannot stand side by side");
    refused(*state, "wait ^ 50 * wait ^ 50", "beyond all sense");
}

static void a_timeless_model_checks_no_dimension_and_has_no_units(void **state)
{
    struct world *world = *state;

    world->scope.timeless = true;
    assert_int_equal(compiled_as(world, "wait + 1", a_rate)->dimension, 0);
    refused(world, "2 * year", "'year' is no unit here: this model has no start");
}

/* Draws */

static void a_draw_has_the_dimension_of_its_numbers(void **state)
{
    struct world *world = *state;
    const struct {
        const char *text;
        int dimension;
    } cases[] = {
        {"exponential(r)", 1},
        {"exponential_mean(wait)", 1},
        {"gamma_mean(6 * month, 2)", 1},
        {"normal(wait, 0)", 1},
        {"normal(0, wait)", 1},
        {"normal_variance(wait, 2 * year ^ 2)", 1},
        {"lognormal_median(r, 0.5)", -1},
        {"beta(2, 3)", 0},
        {"logistic(wait, year)", 1},
        {"uniform(r, 2 / year, 0, 1 / year)", -1},
        {"bernoulli(0.5)", 0},
    };

    world->scope.held = false;
    world->scope.draws = true;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct aras_code *code = compiled(world, cases[i].text);

        assert_int_equal(code->dimension, cases[i].dimension);
        assert_int_equal(code->draws, 1);
        assert_true(code->varies);
        assert_false(code->literal);
        assert_false(code->is_product);
    }
    assert_int_equal(compiled(world, "logistic(a)")->draws, 0);
    assert_int_equal(
        compiled(world, "if(flag, beta(2, 3), normal(0, 1) + beta(1, 1))")->draws, 3);
}

static void wrong_draws_are_told(void **state)
{
    struct world *world = *state;

    refused(world, "exponential(r)", "nothing is drawn here");
    world->scope.draws = true;
    refused(world, "normal(wait, 1)",
            "'wait' makes the draw a time, and '1' makes it a "
            "plain number");
    refused(world, "normal(wait, wait, 0, r)", "makes it a rate");
    refused(world, "normal_variance(a, wait)", "a variance is the square");
    refused(world, "gamma_mean(wait, year)", "shape must be a plain number");
    refused(world, "normal(1, -1)", "standard deviation");
    refused(world, "normal(flag, 1)", "true or false where a number");
    refused(world, "since(step) > exponential(r)", "cannot be compared with a draw");
}

/* What moves */

static void a_comparison_with_what_moves_becomes_a_corner(void **state)
{
    struct world *world = *state;
    const struct {
        const char *text;
        enum aras_comparison comparison;
        uint32_t origin;
        double threshold;
    } cases[] = {
        {"since(step) > 2 * year", ARAS_GREATER, SLOT_STEP, 2.0},
        {"since(step) >= wait", ARAS_GREATER_OR_EQUAL, SLOT_STEP, 1.5},
        {"(clock) < 2 * wait", ARAS_LESS, SLOT_CLOCK, 3.0},
        {"time <= 6 * month", ARAS_LESS_OR_EQUAL, SLOT_ZERO_HOUR, 0.5},
        {"5 * year > since(step)", ARAS_LESS, SLOT_STEP, 5.0},
        {"5 * year >= since(step)", ARAS_LESS_OR_EQUAL, SLOT_STEP, 5.0},
        {"0 < time", ARAS_GREATER, SLOT_ZERO_HOUR, 0.0},
        {"1 / r <= time", ARAS_GREATER_OR_EQUAL, SLOT_ZERO_HOUR, 10.0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct aras_code *code = compiled(world, cases[i].text);
        const struct aras_corner *corner = &world->corners[i];

        assert_int_equal(world->corner_count, i + 1);
        assert_int_equal(corner->origin, cases[i].origin);
        assert_int_equal(corner->comparison, cases[i].comparison);
        assert_close(value_at(world, corner->threshold, 0.0), cases[i].threshold,
                     1e-12);
        assert_int_equal(code->type, ARAS_TRUTH);
        assert_true(code->varies);
        assert_int_equal(code->read_count, 1);
        assert_int_equal(code->reads[0], SLOT_CORNERS + i);
        double reached = i % 2 == 0 ? 0.0 : 1.0;

        world->values[SLOT_CORNERS + i] = reached;
        assert_close(value_at(world, code, 0.0), reached, 0.0);
    }
    assert_int_equal(world->corners[1].threshold->read_count, 1);
    assert_int_equal(world->corners[1].threshold->reads[0], SLOT_WAIT);
}

static void a_table_of_what_moves_has_a_corner_for_each_step(void **state)
{
    struct world *world = *state;
    const struct aras_code *code =
        compiled(world, "table(since(step), 0: a, 2 * year: b, wait + 4 * year: .019)");

    assert_int_equal(world->corner_count, 2);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(world->corners[i].origin, SLOT_STEP);
        assert_int_equal(world->corners[i].comparison, ARAS_GREATER_OR_EQUAL);
    }
    assert_close(value_at(world, world->corners[0].threshold, 0.0), 2.0, 0.0);
    assert_close(value_at(world, world->corners[1].threshold, 0.0), 5.5, 0.0);
    assert_close(value_at(world, code, 0.0), 0.25, 0.0);
    world->values[SLOT_CORNERS] = 1.0;
    assert_close(value_at(world, code, 0.0), 2.0, 0.0);
    world->values[SLOT_CORNERS + 1] = 1.0;
    assert_close(value_at(world, code, 0.0), 0.019, 0.0);
    assert_int_equal(code->read_count, 4);
    assert_close(value_of(world, "table(since(step), 0: 7)"), 7.0, 0.0);
    assert_int_equal(world->corner_count, 2);
}

static void other_uses_of_what_moves_are_refused_where_values_stand(void **state)
{
    const char *advice = "compare it alone with something that stands, as in "
                         "'since(step) > x', or look it up in steps, as in "
                         "table(since(step), 0: x, 5: y)";

    refused(*state, "since(step)", advice);
    refused(*state, "since(step) * r", advice);
    refused(*state, "since(step) - year > wait", advice);
    refused(*state, "exp(-since(step) / year)", advice);
    refused(*state, "if(flag, since(step), year)", advice);
    refused(*state, "table(a, 0: since(step))", advice);
    refused(*state, "table(since(step), 0: r, time: r)", "'time' grows all the time");
    refused(*state, "time == 2 * year", "with <, <=, > or >=");
    refused(*state, "2 * year != time", "with <, <=, > or >=");
    refused(*state, "since(step) > time", "both sides grow with time");
    assert_int_equal(((struct world *) *state)->corner_count, 0);
}

static void the_corners_of_a_table_must_rise(void **state)
{
    refused(*state, "table(a, 0: 1, 2: 3, 2: 4)",
            "the corners of a table must rise, and '2' does not come after '2'");
    refused(*state, "table(since(step), 4 * year: 1, 60 * month: 3, 1 * month: 2)",
            "'1 * month' does not come after '60 * month'");
}

static void elsewhere_what_moves_is_an_age(void **state)
{
    struct world *world = *state;

    world->scope.held = false;

    const struct aras_code *code = compiled(world, "since(step)");

    assert_close(value_at(world, code, 10.5), 2.5, 0.0);
    assert_true(code->varies);
    assert_int_equal(code->read_count, 1);
    assert_int_equal(code->reads[0], SLOT_STEP);
    assert_int_equal(code->dimension, 1);
    assert_close(value_of(world, "time / year + 1"), 11.0, 0.0);
    assert_close(value_of(world, "since(step) == 2 * year"), 1.0, 0.0);
    assert_close(value_of(world, "table(since(step), 0: 5, 2 * year: 6)"), 6.0, 0.0);
    assert_close(value_of(world, "since(step) < clock"), 1.0, 0.0);
    assert_int_equal(world->corner_count, 0);
}

/* Constants, what varies, what is read */

static void what_is_constant_is_worked_out(void **state)
{
    const char *constants[] = {
        "2 * 3 + 1",
        "exp(log(five))",
        "if(five > 3, 1, a)",
        "false and a > 1",
        "a > 1 or true",
        "2 * year",
        "min(3, five, 7)",
        "table(five, 0: 1, 5: 2, 6: a)",
        "table(five, 0: 1, 5: 2)",
        "clamp(five, 0, 1)",
        "not true",
        "-five",
    };

    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        const struct aras_code *code = compiled(*state, constants[i]);
        bool literal = code->literal;

        /* `x or true` must still be worked out: its left side may fail. */
        if (strcmp(constants[i], "a > 1 or true") == 0) {
            assert_false(literal);
            continue;
        }
        if (!literal) {
            fail_msg("%s", constants[i]);
        }
        assert_close(code->value, value_of(*state, constants[i]), 0.0);
        assert_int_equal(code->read_count, 0);
        assert_int_equal(code->count, 2);
        assert_false(code->varies);
    }
    assert_false(compiled(*state, "k + 1")->literal);
}

static void what_does_nothing_is_left_out(void **state)
{
    const char *texts[] = {
        "a * 1",         "1 * a",          "a / 1",
        "a - 0",         "a ^ 1",          "true and flag",
        "flag or false", "if(true, a, b)", "table(zero, 0: a, 1: b)"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(compiled(*state, texts[i])->count, 2);
    }
    assert_int_equal(compiled(*state, "wait / year")->dimension, 0);
    assert_int_equal(compiled(*state, "a / year")->dimension, -1);
    assert_int_equal(compiled(*state, "a / year")->count, 2);
}

static void a_constant_part_that_must_fail_is_told(void **state)
{
    refused(*state, "a + 1 / 0",
            "this is always a division by zero\n  a + 1 / 0\n"
            "      ^~~~~");
    refused(*state, "log(zero)", "this is always the logarithm of 0 or less");
    refused(*state, "exp(1000)", "no finite number");
    compiled(*state, "if(zero > 0, 1 / zero, 2)");
    compiled(*state, "flag and 1 / zero > 2");
    assert_close(value_of(*state, "if(zero == 0, 3, 1 / zero)"), 3.0, 0.0);
}

static void a_formula_varies_when_something_in_it_does(void **state)
{
    assert_false(compiled(*state, "k * 2")->varies);
    assert_false(compiled(*state, "exp(k) / five")->varies);
    assert_true(compiled(*state, "k * a")->varies);
    assert_true(compiled(*state, "if(flag, 1, 2)")->varies);
    assert_false(compiled(*state, "if(k > 1, k, 2)")->varies);
}

static void each_slot_that_is_read_is_listed_once_and_rising(void **state)
{
    const struct aras_code *code = compiled(
        *state, "if(treaty == draft, p * a + k * a, trust[iran, russia]) + a * b");
    const uint32_t expected[] = {SLOT_A, SLOT_B,      SLOT_P,
                                 SLOT_K, SLOT_TREATY, SLOT_TRUST};

    assert_int_equal(code->read_count, 6);
    assert_memory_equal(code->reads, expected, sizeof expected);
}

/* Products */

static double product_value(struct world *world, const struct aras_code *code)
{
    double value = code->fixed == NULL ? 1.0 : value_at(world, code->fixed, 0.0);

    for (size_t i = 0; i < code->factor_count; i++) {
        value *= world->values[code->factors[i].slot] + code->factors[i].offset;
    }
    return value;
}

static void products_are_recognised(void **state)
{
    struct world *world = *state;
    const struct {
        const char *text;
        size_t factors;
    } cases[] = {
        {"a", 1},
        {"k * p * (p - 1) / 2", 2},
        {"-a * b", 2},
        {"(1 - a) * b", 2},
        {"(1 + a) * (b + 2) * k", 2},
        {"a * b * c * p", 4},
        {"p ^ 2 * 3", 2},
        {"a / k / five", 1},
        {"k / (2 * k) * (a * (b * 3))", 2},
        {"exp(k) * a", 1},
        {"k * k", 0},
        {"12", 0},
        {"a * (k + five)", 1},
        {"2 * a * (1 / k)", 1},
        {"-(2 - a) / (k - 3)", 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct aras_code *code = compiled(world, cases[i].text);

        if (!code->is_product) {
            fail_msg("%s", cases[i].text);
        }
        assert_int_equal(code->factor_count, cases[i].factors);
        assert_true(code->fixed == NULL || !code->fixed->varies);
        assert_close(product_value(world, code), value_at(world, code, 0.0), 1e-12);
    }

    const struct aras_code *code = compiled(world, "k * p * (p - 1) / 2");

    assert_int_equal(code->factors[0].slot, SLOT_P);
    assert_close(code->factors[0].offset, 0.0, 0.0);
    assert_int_equal(code->factors[1].slot, SLOT_P);
    assert_close(code->factors[1].offset, -1.0, 0.0);
    assert_close(value_at(world, code->fixed, 0.0), 0.25, 0.0);
    assert_null(compiled(world, "a * b")->fixed);

    const struct aras_code *still = compiled(world, "k * k");

    assert_ptr_equal(still->fixed, still);
    assert_true(compiled(world, "2 * a")->fixed->literal);
}

static void other_shapes_are_no_products(void **state)
{
    const char *texts[] = {
        "a + b",       "1 / a",          "a * b * c * p * a",
        "exp(a)",      "if(flag, a, b)", "(a + k)",
        "flag",        "treaty",         "a ^ k",
        "a * (b + c)", "min(a, 1)",      "2 ^ a",
        "a > 1",       "a / b",          "p ^ 2 * p ^ 2 * p",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (compiled(*state, texts[i])->is_product) {
            fail_msg("%s", texts[i]);
        }
    }
}

/* Bounds */

static void what_needs_too_much_room_is_refused(void **state)
{
    struct aras_text text = {0};

    for (int i = 0; i < 70; i++) {
        aras_text_add(&text, "exp(a) - (");
    }
    aras_text_add(&text, "exp(a)");
    for (int i = 0; i < 70; i++) {
        aras_text_add(&text, ")");
    }
    refused(*state, text.data, "more than 64 values wait");
    aras_text_free(&text);

    for (int i = 0; i < 62; i++) {
        aras_text_add(&text, "exp(zero*a) - (");
    }
    aras_text_add(&text, "exp(zero*a)");
    for (int i = 0; i < 62; i++) {
        aras_text_add(&text, ")");
    }

    const struct aras_code *code = compiled(*state, text.data);

    assert_int_equal(code->depth, 63);
    assert_close(value_at(*state, code, 0.0), 1.0, 0.0);
    aras_text_free(&text);
}

static void a_formula_may_be_compiled_in_several_scopes(void **state)
{
    struct world *world = *state;

    assert_close(value_of(world, "2 * year"), 2.0, 0.0);
    world->scope.unit[3] = 365.25;
    assert_close(value_of(world, "2 * year"), 730.5, 0.0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_formula_has_a_type),
        TEST(a_stage_is_known_by_what_it_stands_beside),
        TEST(wrong_types_are_told_in_the_users_words),
        TEST(what_is_expected_is_told),
        TEST(unknown_names_are_told_with_what_was_probably_meant),
        TEST(all_mistakes_of_a_formula_are_told_at_once),
        TEST(time_is_carried_through_a_formula),
        TEST(units_have_their_values),
        TEST(wrong_dimensions_are_told),
        TEST(a_timeless_model_checks_no_dimension_and_has_no_units),
        TEST(a_draw_has_the_dimension_of_its_numbers),
        TEST(wrong_draws_are_told),
        TEST(a_comparison_with_what_moves_becomes_a_corner),
        TEST(a_table_of_what_moves_has_a_corner_for_each_step),
        TEST(other_uses_of_what_moves_are_refused_where_values_stand),
        TEST(the_corners_of_a_table_must_rise),
        TEST(elsewhere_what_moves_is_an_age),
        TEST(what_is_constant_is_worked_out),
        TEST(what_does_nothing_is_left_out),
        TEST(a_constant_part_that_must_fail_is_told),
        TEST(a_formula_varies_when_something_in_it_does),
        TEST(each_slot_that_is_read_is_listed_once_and_rising),
        TEST(products_are_recognised),
        TEST(other_shapes_are_no_products),
        TEST(what_needs_too_much_room_is_refused),
        TEST(a_formula_may_be_compiled_in_several_scopes),
    };

    return cmocka_run_group_tests_name("compile", tests, NULL, NULL);
}
