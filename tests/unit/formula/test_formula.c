#include "formula/formula.h"

#include <stdlib.h>

#include "base/text.h"
#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/formula/world.h"

/* Every test gets a world of its own. */
static int open_world(void **state)
{
    struct aras_error error;
    struct world *world = test_malloc(sizeof *world);

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

static struct reading read_in(struct world *world, const char *text)
{
    struct reading reading = {.world = world,
                              .text = text,
                              .expected = {.any_type = true, .any_dimension = true}};
    struct aras_error error;

    assert_ok(aras_arena_try(world->arena, read_formula, &reading, &error), error);
    return reading;
}

static double value_of(struct world *world, const char *text)
{
    struct reading reading = read_in(world, text);
    struct aras_evaluation evaluation = {.values = world->values, .now = 10.0};

    if (reading.code == NULL) {
        print_error("%s\n", world->problems.items[world->problems.count - 1].message);
    }
    assert_non_null(reading.code);

    double value = aras_code_evaluate(reading.code, &evaluation);

    assert_int_equal(evaluation.fault, ARAS_NO_FAULT);
    return value;
}

/* The text is refused with exactly this one message. */
static void assert_refused(struct world *world, const char *text, const char *message)
{
    size_t before = world->problems.count;
    struct reading reading = read_in(world, text);

    assert_null(reading.formula);
    assert_int_equal(world->problems.count, before + 1);
    assert_string_equal(world->problems.items[before].message, message);
    assert_int_equal(world->problems.items[before].place.line, 12);
}

static void assert_refused_for(struct world *world, const char *text, const char *part)
{
    size_t before = world->problems.count;
    struct reading reading = read_in(world, text);

    assert_null(reading.formula);
    assert_int_equal(world->problems.count, before + 1);
    if (strstr(world->problems.items[before].message, part) == NULL) {
        fail_msg("'%s' is not in: %s", part, world->problems.items[before].message);
    }
}

static void numbers_are_read_as_written(void **state)
{
    assert_close(value_of(*state, "12"), 12.0, 0.0);
    assert_close(value_of(*state, ".5"), 0.5, 0.0);
    assert_close(value_of(*state, "2e-3"), 0.002, 0.0);
    assert_close(value_of(*state, "1.5E+2"), 150.0, 0.0);
    assert_close(value_of(*state, " 0.1 "), 0.1, 0.0);
}

static void products_bind_more_than_sums_and_powers_more_than_products(void **state)
{
    assert_close(value_of(*state, "1 + 2 * 3"), 7.0, 0.0);
    assert_close(value_of(*state, "(1 + 2) * 3"), 9.0, 0.0);
    assert_close(value_of(*state, "2 * 3 ^ 2"), 18.0, 0.0);
    assert_close(value_of(*state, "7 - 4 - 2"), 1.0, 0.0);
    assert_close(value_of(*state, "24 / 4 / 2"), 3.0, 0.0);
    assert_close(value_of(*state, "24 / 4 * 2"), 12.0, 0.0);
}

static void powers_bind_to_the_right_and_more_than_a_minus_before_them(void **state)
{
    assert_close(value_of(*state, "2 ^ 3 ^ 2"), 512.0, 0.0);
    assert_close(value_of(*state, "-3 ^ 2"), -9.0, 0.0);
    assert_close(value_of(*state, "2 ^ -1"), 0.5, 0.0);
    assert_close(value_of(*state, "2 ^ -1 ^ 3 * 4"), 2.0, 0.0);
    assert_close(value_of(*state, "--3 - -2"), 5.0, 0.0);
}

static void comparisons_bind_more_than_not_and_not_more_than_and(void **state)
{
    assert_close(value_of(*state, "not 1 > 2"), 1.0, 0.0);
    assert_close(value_of(*state, "not true and false"), 0.0, 0.0);
    assert_close(value_of(*state, "not (true and false)"), 1.0, 0.0);
    assert_close(value_of(*state, "not not true"), 1.0, 0.0);
    assert_close(value_of(*state, "true or true and false"), 1.0, 0.0);
    assert_close(value_of(*state, "(true or true) and false"), 0.0, 0.0);
    assert_close(value_of(*state, "1 + 1 == 2 and 2 * 2 >= 4"), 1.0, 0.0);
}

static void a_fault_is_pointed_at(void **state)
{
    assert_refused(*state, "2 * a b",
                   "the rate of event 'e': an operation such as + or * is missing "
                   "before this\n  2 * a b\n        ^");
    assert_refused(*state, "a + foo(b)",
                   "the rate of event 'e': there is no function 'foo': a product is "
                   "written with *, indices as foo[...]\n  a + foo(b)\n      ^~~");
    assert_refused(*state, "a\t\xC3\x97 b",
                   "the rate of event 'e': times is written '*'\n"
                   "  a \xC3\x97 b\n    ^");
    assert_refused(*state, "\xC3\xA4",
                   "the rate of event 'e': this character means nothing in a "
                   "formula\n  \xC3\xA4\n  ^");
}

static void a_long_text_is_cut_around_the_fault(void **state)
{
    char text[300];

    for (size_t i = 0; i < 296; i += 4) {
        memcpy(text + i, "a + ", 5);
    }
    text[200] = '?';
    assert_refused(
        *state, text,
        "the rate of event 'e': a choice is written if(condition, this, "
        "that)\n  ..."
        " + a + a + a + a + a + ? + a + a + a + a + a + a + a + a + a + a + a "
        "+...\n  "
        "                          ^");
}

static void a_long_fault_is_pointed_at_as_far_as_it_is_shown(void **state)
{
    assert_refused(
        *state,
        "a + since_the_beginning_of_the_war_in_the_north_of_the_country_in_the_year_of_"
        "the_dragon(b)",
        "the rate of event 'e': there is no function "
        "'since_the_beginning_of_the_war_in_the_no': a product is written with *, "
        "indices as since_the_beginning_of_the_war_in_the_no[...]\n"
        "  a + "
        "since_the_beginning_of_the_war_in_the_north_of_the_country_in_the_...\n"
        "      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~");
}

static void mistakes_of_other_languages_are_answered_with_what_is_right(void **state)
{
    assert_refused_for(*state, "a && b", "written 'and'");
    assert_refused_for(*state, "a || b", "written 'or'");
    assert_refused_for(*state, "!a", "written 'not'");
    assert_refused_for(*state, "a = b", "compared with '=='");
    assert_refused_for(*state, "max(a = b, 1)", "compared with '=='");
    assert_refused_for(*state, "a ** 2", "written with ^");
    assert_refused_for(*state, "5%", "0.05 for 5 %");
    assert_refused_for(*state, "a < b < c", "'a < b and b < c'");
    assert_refused_for(*state, "a == b == c", "'a < b and b < c'");
    assert_refused_for(*state, "treaty == \"draft\"", "without quotation marks");
    assert_refused_for(*state, "2year", "2 * year");
    assert_refused_for(*state, "1.2.3", "second point");
    assert_refused_for(*state, "1e999", "too large");
    assert_refused_for(*state, "expp(a)", "did you mean 'exp'?");
    assert_refused_for(*state, "a += 1", "only an effect");
}

static void what_is_missing_is_named(void **state)
{
    assert_refused_for(*state, "", "a formula is missing");
    assert_refused_for(*state, "  ", "a formula is missing");
    assert_refused_for(*state, "a +", "ends too early");
    assert_refused_for(*state, "(a + b", "not closed by ')'");
    assert_refused_for(*state, "exp(a", "not closed by ')'");
    assert_refused_for(*state, "exp(a b)", "')' or an operation");
    assert_refused_for(*state, "trust[iran, russia", "not closed by ']'");
    assert_refused_for(*state, "trust[]", "a name is missing here");
    assert_refused_for(*state, "a + b)", "nothing was opened");
    assert_refused_for(*state, "a * * b", "a value was expected");
    assert_refused_for(*state, "since(2 + a)", "asks about an event");
    assert_refused_for(*state, "since(step + 1)", "the name of an event and nothing");
    assert_refused_for(*state, "table(a)", "at least one corner");
    assert_refused_for(*state, "table(a, 0, 1)", "':' is missing");
    assert_refused_for(*state, "exp()", "exp takes 1 argument, not 0");
    assert_refused_for(*state, "if(a, b)", "if takes 3 arguments, not 2");
    assert_refused_for(*state, "min(a)", "min takes 2 arguments or more, not 1");
    assert_refused_for(*state, "gamma_mean(1)",
                       "gamma_mean(mean, shape) or gamma_mean(mean, shape, low, high)");
}

static char *filled(size_t count, char c, const char *before, const char *after)
{
    size_t first = strlen(before);
    char *text = calloc(first + count + strlen(after) + 1, 1);

    assert_non_null(text);
    memcpy(text, before, first);
    memset(text + first, c, count);
    memcpy(text + first + count, after, strlen(after));
    return text;
}

static void ten_megabytes_of_brackets_are_an_error(void **state)
{
    char *text = filled(10000000, '(', "", "");

    assert_refused(*state, text,
                   "the rate of event 'e': a text of more than 65536 bytes");
    free(text);
}

static void deep_nesting_is_an_error(void **state)
{
    const char signs[] = {'(', '-'};

    for (size_t i = 0; i < sizeof signs; i++) {
        char *text = filled(60000, signs[i], "", "a");

        assert_refused_for(*state, text, "nested deeper than 200");
        free(text);
    }
    char *text = filled(190, '(', "", "a))");

    assert_refused_for(*state, text, "not closed by ')'");
    free(text);
    text = filled(190, '-', "", "five");
    assert_close(value_of(*state, text), 5.0, 0.0);
    free(text);
}

static void a_chain_may_be_long_but_not_endless(void **state)
{
    struct aras_text text = {0};

    for (int i = 0; i < 999; i++) {
        aras_text_add(&text, "a+");
    }
    aras_text_add(&text, "a");
    assert_close(value_of(*state, text.data), 250.0, 0.0);
    aras_text_add(&text, "+a+a");
    assert_refused_for(*state, text.data, "more than 1000 operations");
    aras_text_free(&text);

    aras_text_add(&text, "2");
    for (int i = 0; i < 20000; i++) {
        aras_text_add(&text, "^a");
    }
    assert_refused_for(*state, text.data, "nested deeper than 200");
    aras_text_free(&text);
}

static void a_number_is_a_numeral_other_than_0_and_1(void **state)
{
    assert_false(aras_formula_has_number(read_in(*state, "a / year").formula));
    assert_false(aras_formula_has_number(read_in(*state, "1 - a + 0").formula));
    assert_false(aras_formula_has_number(read_in(*state, "-1.0 * a").formula));
    assert_true(aras_formula_has_number(read_in(*state, "2 * year").formula));
    assert_true(aras_formula_has_number(read_in(*state, "a * 0.5").formula));
    assert_true(aras_formula_has_number(
        read_in(*state, "table(since(step), 0: a, 7 * year: b)").formula));
}

static void names_are_listed_in_the_order_in_which_they_stand(void **state)
{
    struct world *world = *state;
    const struct aras_name *names;
    struct reading reading =
        read_in(world, "if(treaty == draft, trust[ iran , russia ], a) * exp(b) + "
                       "count(step)");
    const char *expected[] = {"treaty", "draft", "trust[iran,russia]",
                              "a",      "b",     "count(step)"};

    assert_int_equal(aras_formula_names(reading.formula, &names), 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(aras_name_text(&names[i], world->arena), expected[i]);
    }
    assert_string_equal(aras_formula_text(reading.formula),
                        "if(treaty == draft, trust[ iran , russia ], a) * exp(b) + "
                        "count(step)");
}

struct assigning {
    struct world *world;
    const char *text;
    struct aras_assignment assignment;
    struct aras_name name;
    bool done;
};

static void assign(void *argument)
{
    struct assigning *assigning = argument;
    struct aras_place place = {.file = "model.cfg", .line = 12};

    assigning->done =
        aras_assignment_parse(&assigning->assignment, assigning->text, place,
                              "an effect of 'e'", &assigning->world->problems);
}

static void name(void *argument)
{
    struct assigning *assigning = argument;
    struct aras_place place = {.file = "model.cfg", .line = 12};

    assigning->done = aras_name_parse(&assigning->name, assigning->text, place,
                                      "the target", &assigning->world->problems);
}

static struct assigning assigned(struct world *world, const char *text,
                                 void (*work)(void *))
{
    struct assigning assigning = {.world = world, .text = text};
    struct aras_error error;

    assert_ok(aras_arena_try(world->arena, work, &assigning, &error), error);
    return assigning;
}

static void an_assignment_sets_adds_subtracts_or_multiplies(void **state)
{
    const struct {
        const char *text;
        enum aras_assignment_kind kind;
        const char *formula;
    } cases[] = {
        {"treaty = signed", ARAS_SET, "signed"},
        {"a=-1", ARAS_SET, "-1"},
        {"a += b * 2", ARAS_ADD, "b * 2"},
        {"trust[iran, russia] -= 0.1", ARAS_SUBTRACT, "0.1"},
        {"a *= (1 - b)", ARAS_MULTIPLY, "(1 - b)"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct assigning assigning = assigned(*state, cases[i].text, assign);

        assert_true(assigning.done);
        assert_int_equal(assigning.assignment.kind, cases[i].kind);
        assert_string_equal(aras_formula_text(assigning.assignment.formula),
                            cases[i].formula);
    }

    struct assigning assigning = assigned(*state, "trust[iran, russia] -= 1", assign);

    assert_string_equal(assigning.assignment.target.id, "trust");
    assert_int_equal(assigning.assignment.target.count, 2);
    assert_string_equal(assigning.assignment.target.index[1], "russia");
}

static void a_wrong_assignment_is_pointed_at(void **state)
{
    struct world *world = *state;
    const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"a + 1", "an effect of 'e': here =, +=, -= or *= was expected, as in 'trust = "
                  "0.5'\n  a + 1\n    ^"},
        {"a == 1", "an effect of 'e': a value is given with '='; '==' compares\n  a == "
                   "1\n    ^~"},
        {"a += ", "an effect of 'e': the formula ends too early: a value is missing "
                  "here\n  a += \n       ^"},
        {"2 = a", "an effect of 'e': this is no name\n  2 = a\n  ^"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(assigned(world, cases[i].text, assign).done);
        assert_string_equal(world->problems.items[i].message, cases[i].message);
    }
}

static void a_name_stands_alone(void **state)
{
    struct world *world = *state;
    struct assigning assigning = assigned(world, " answer.protest[ iran ] ", name);

    assert_true(assigning.done);
    assert_string_equal(aras_name_text(&assigning.name, world->arena),
                        "answer.protest[iran]");
    assert_string_equal(
        aras_name_text(&(struct aras_name){.function = "since",
                                           .id = "dispute",
                                           .index = (const char *[]){"a", "b"},
                                           .count = 2},
                       world->arena),
        "since(dispute[a,b])");
    assert_false(assigned(world, "a + b", name).done);
    assert_false(assigned(world, "", name).done);
    assert_false(assigned(world, "true", name).done);
    assert_int_equal(world->problems.mistakes, 3);
}

static enum aras_status read_everything(struct aras_error *error)
{
    struct world world;
    struct aras_arena *arena = aras_arena_new(error);
    enum aras_status status = ARAS_OK;
    const char *texts[] = {
        "r * if(treaty == draft, min(a, b, c), 2 * a)",
        "table(since(step), 0: .05, 2 * year: .04, 5 * year: .02) / year",
        "trest[iran, russia] > 5 and treaty == sined",
        "a b",
    };

    if (arena == NULL) {
        return error->status;
    }
    world_open(&world, arena);
    for (int round = 0; round < 40 && status == ARAS_OK; round++) {
        for (size_t i = 0; i < 4 && status == ARAS_OK; i++) {
            struct reading reading = {
                .world = &world,
                .text = texts[i],
                .expected = {.any_type = true, .any_dimension = true}};

            world.corner_count = 0;
            status = aras_arena_try(arena, read_formula, &reading, error);
        }
    }
    aras_arena_free(arena);
    return status;
}

/* Lets the first allocation fail, then the second, and so on until none does. */
static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    int refused = refusals_of(read_everything);

    (void) state;
    assert_true(refused > 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_are_read_as_written),
        TEST(products_bind_more_than_sums_and_powers_more_than_products),
        TEST(powers_bind_to_the_right_and_more_than_a_minus_before_them),
        TEST(comparisons_bind_more_than_not_and_not_more_than_and),
        TEST(a_fault_is_pointed_at),
        TEST(a_long_text_is_cut_around_the_fault),
        TEST(a_long_fault_is_pointed_at_as_far_as_it_is_shown),
        TEST(mistakes_of_other_languages_are_answered_with_what_is_right),
        TEST(what_is_missing_is_named),
        TEST(ten_megabytes_of_brackets_are_an_error),
        TEST(deep_nesting_is_an_error),
        TEST(a_chain_may_be_long_but_not_endless),
        TEST(a_number_is_a_numeral_other_than_0_and_1),
        TEST(names_are_listed_in_the_order_in_which_they_stand),
        TEST(an_assignment_sets_adds_subtracts_or_multiplies),
        TEST(a_wrong_assignment_is_pointed_at),
        TEST(a_name_stands_alone),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("formula", tests, NULL, NULL);
}
