#include "formula/code.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "random/distribution.h"
#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/formula/world.h"

/* Every test gets a world of its own, in which draws are allowed and nothing is held.
 */
static int open_world(void **state)
{
    struct aras_error error;
    struct world *world;

    allow_all_allocations();
    world = test_malloc(sizeof *world);
    world_open(world, aras_arena_new(&error));
    world->scope.held = false;
    world->scope.draws = true;
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

static const struct aras_stream stream = {
    .seed = 1, .replication = 2, .name = 3, .purpose = ARAS_FOR_EFFECT};

static const struct aras_code *compiled(struct world *world, const char *text)
{
    struct reading reading = {.world = world,
                              .text = text,
                              .expected = {.any_type = true, .any_dimension = true}};
    struct aras_error error;

    assert_ok(aras_arena_try(world->arena, read_formula, &reading, &error), error);
    if (reading.code == NULL) {
        fail_msg("%s", world->problems.items[world->problems.count - 1].message);
    }
    return reading.code;
}

static double evaluated(struct world *world, const char *text, enum aras_fault *fault)
{
    const struct aras_code *code = compiled(world, text);
    struct aras_evaluation evaluation = {
        .values = world->values, .now = 10.0, .stream = &stream, .draw = 5};
    double value = aras_code_evaluate(code, &evaluation);

    *fault = evaluation.fault;
    return value;
}

static void assert_value(struct world *world, const char *text, double expected)
{
    enum aras_fault fault;
    double value = evaluated(world, text, &fault);

    if (fault != ARAS_NO_FAULT || !(fabs(value - expected) <= 1e-14 * fabs(expected))) {
        fail_msg("%s = %.17g, not %.17g (%s)", text, value, expected,
                 aras_fault_text(fault));
    }
}

static void assert_fault(struct world *world, const char *text,
                         enum aras_fault expected)
{
    enum aras_fault fault;
    double value = evaluated(world, text, &fault);

    assert_true(isnan(value));
    if (fault != expected) {
        fail_msg("%s gives %s, not %s", text, aras_fault_text(fault),
                 aras_fault_text(expected));
    }
}

/* a = .25, b = 2, c = -3, p = 7, k = .5 */

static void arithmetic_has_its_values(void **state)
{
    assert_value(*state, "a", 0.25);
    assert_value(*state, "12", 12.0);
    assert_value(*state, "a + b", 2.25);
    assert_value(*state, "a - b", -1.75);
    assert_value(*state, "a * b", 0.5);
    assert_value(*state, "a / b", 0.125);
    assert_value(*state, "3 + a", 3.25);
    assert_value(*state, "3 - a", 2.75);
    assert_value(*state, "a - 3", -2.75);
    assert_value(*state, "3 / a", 12.0);
    assert_value(*state, "a / 5", 0.05);
    assert_value(*state, "3 / (a + b)", 3 / 2.25);
    assert_value(*state, "(a + b) * (c - p)", -22.5);
    assert_value(*state, "(a + b) / (c - p)", -0.225);
    assert_value(*state, "(a + b) - (c - p)", 12.25);
    assert_value(*state, "(a + b) + (c - p)", -7.75);
    assert_value(*state, "(a + b) + 2 * p", 16.25);
    assert_value(*state, "(a + b) - p * 2", -11.75);
    assert_value(*state, "2 * p + (a + b)", 16.25);
    assert_value(*state, "2 * p - (a + b)", 11.75);
    assert_value(*state, "p - (a + b)", 4.75);
    assert_value(*state, "p / (a + b)", 7 / 2.25);
    assert_value(*state, "2 * p / (a + b)", 14 / 2.25);
    assert_value(*state, "p + (a + b)", 9.25);
    assert_value(*state, "-p", -7.0);
    assert_value(*state, "p ^ 2", 49.0);
    assert_value(*state, "b ^ c", 0.125);
    assert_value(*state, "b ^ p", 128.0);
    assert_value(*state, "c ^ 3", -27.0);
    assert_value(*state, "zero ^ 0", 1.0);
    assert_value(*state, "(a - 0.25) ^ b", 0.0);
}

static void functions_have_their_values(void **state)
{
    assert_value(*state, "exp(a)", exp(0.25));
    assert_value(*state, "log(b)", log(2.0));
    assert_value(*state, "sqrt(a)", 0.5);
    assert_value(*state, "abs(c)", 3.0);
    assert_value(*state, "sign(c)", -1.0);
    assert_value(*state, "sign(b)", 1.0);
    assert_value(*state, "sign(a - 0.25)", 0.0);
    assert_value(*state, "floor(c + a)", -3.0);
    assert_value(*state, "ceil(c + a)", -2.0);
    assert_value(*state, "round(b + k)", 3.0);
    assert_value(*state, "round(c + k)", -3.0);
    assert_value(*state, "round(c + 0.6)", -2.0);
    assert_value(*state, "logistic(b)", 1 / (1 + exp(-2.0)));
    assert_value(*state, "logistic(c * 1000)", 0.0);
    assert_value(*state, "logistic(p * 1000)", 1.0);
    assert_value(*state, "min(b, a)", 0.25);
    assert_value(*state, "max(a, b)", 2.0);
    assert_value(*state, "min(a, b, c, p)", -3.0);
    assert_value(*state, "max(a, p, b, c)", 7.0);
    assert_value(*state, "clamp(p, a, b)", 2.0);
    assert_value(*state, "clamp(c, a, b)", 0.25);
    assert_value(*state, "clamp(k, a, b)", 0.5);
    assert_value(*state, "toward(b, p, a)", 3.25);
    assert_value(*state, "toward(b, p, 0)", 2.0);
    assert_value(*state, "toward(b, p, 1)", 7.0);
    assert_value(*state, "since(step)", 2.0);
    assert_value(*state, "count(step)", 3.0);
}

static void comparisons_and_logic_have_their_values(void **state)
{
    const struct {
        const char *sign;
        bool less, equal, greater;
    } signs[] = {{"<", true, false, false},  {"<=", true, true, false},
                 {">", false, false, true},  {">=", false, true, true},
                 {"==", false, true, false}, {"!=", true, false, true}};
    const struct {
        const char *left, *right;
        int order;
    } sides[] = {
        {"a", "b", -1},          {"b", "a", 1},           {"b", "b", 0},
        {"b", "2", 0},           {"b", "1", 1},           {"b", "3", -1},
        {"2", "b", 0},           {"1", "b", -1},          {"exp(a)", "1", 1},
        {"exp(a)", "2", -1},     {"1", "exp(a)", -1},     {"exp(a)", "b", -1},
        {"b", "exp(a)", 1},      {"exp(a)", "exp(a)", 0}, {"exp(a)", "exp(b)", -1},
        {"exp(b)", "exp(a)", 1}, {"1", "2", -1},          {"abs(c)", "3", 0},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        for (size_t j = 0; j < sizeof sides / sizeof *sides; j++) {
            char text[64];
            bool expected = sides[j].order < 0    ? signs[i].less
                            : sides[j].order == 0 ? signs[i].equal
                                                  : signs[i].greater;

            snprintf(text, sizeof text, "%s %s %s", sides[j].left, signs[i].sign,
                     sides[j].right);
            assert_value(*state, text, expected ? 1.0 : 0.0);
        }
    }
    assert_value(*state, "flag and a < b", 1.0);
    assert_value(*state, "flag and a > b", 0.0);
    assert_value(*state, "a > b or flag", 1.0);
    assert_value(*state, "a > b or b > p", 0.0);
    assert_value(*state, "not flag", 0.0);
    assert_value(*state, "flag == (a < b)", 1.0);
    assert_value(*state, "if(a > b, 1, if(flag, p, 3)) + a", 7.25);
    assert_value(*state, "a + if(flag and b > a, p, 3) * b", 14.25);
    assert_value(*state, "treaty == draft and war <= ceasefire", 1.0);
}

static void a_table_has_the_value_of_the_last_corner_reached(void **state)
{
    const struct {
        double x, value;
    } cases[] = {{-5.0, 10.0}, {0.0, 10.0}, {1.99, 10.0}, {2.0, 20.0},
                 {4.0, 20.0},  {7.0, 30.0}, {9.0, 30.0}};
    struct world *world = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world->values[SLOT_A] = cases[i].x;
        assert_value(world, "table(a, 0: 10, 2: 20, 5: 30) + 0",
                     cases[i].x >= 5 ? 30.0 : cases[i].value);
        assert_value(world, "1 + table(a * 1.0, 0: 10, b: 20, p: 30) * 2",
                     1 + 2 * cases[i].value);
    }
}

static void faults_are_found(void **state)
{
    struct world *world = *state;

    world->values[SLOT_A] = 0.0;
    assert_fault(world, "b / a", ARAS_FAULT_DIVISION);
    assert_fault(world, "1 / a", ARAS_FAULT_DIVISION);
    assert_fault(world, "1 / (a * b)", ARAS_FAULT_DIVISION);
    assert_fault(world, "(b + p) / (a * b)", ARAS_FAULT_DIVISION);
    assert_fault(world, "(b + p) / a", ARAS_FAULT_DIVISION);
    assert_fault(world, "log(a)", ARAS_FAULT_DOMAIN);
    assert_fault(world, "log(c)", ARAS_FAULT_DOMAIN);
    assert_fault(world, "sqrt(c)", ARAS_FAULT_DOMAIN);
    assert_fault(world, "c ^ 0.5", ARAS_FAULT_DOMAIN);
    assert_fault(world, "a ^ c", ARAS_FAULT_DOMAIN);
    assert_fault(world, "clamp(p, b, c)", ARAS_FAULT_DOMAIN);
    assert_fault(world, "exp(p * 1000)", ARAS_FAULT_INFINITE);
    assert_fault(world, "b ^ 2000", ARAS_FAULT_INFINITE);
    assert_fault(world, "exp(p * 1000) - exp(p * 1000)", ARAS_FAULT_INFINITE);
    assert_fault(world, "a * exp(p * 1000)", ARAS_FAULT_INFINITE);
    assert_fault(world, "1 + log(a) * 2", ARAS_FAULT_DOMAIN);
}

/* Infinity less infinity is neither more nor less than anything. */
static void what_is_no_number_is_no_answer(void **state)
{
    const char *nan = "(exp(p * 1000) - exp(p * 1000))";
    const char *const texts[] = {"%s > 0",
                                 "%s < b",
                                 "%s == b * b",
                                 "not (%s != 0)",
                                 "min(%s, 1)",
                                 "max(1, %s)",
                                 "clamp(%s, 0, 1)",
                                 "clamp(a, 0, %s)",
                                 "sign(%s)",
                                 "table(%s, 0: 1, 2: 3)",
                                 "table(a, 0: 1, %s: 3)",
                                 "if(%s > 0, 1, 2)"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *gap = strstr(texts[i], "%s");
        char text[128];

        snprintf(text, sizeof text, "%.*s%s%s", (int) (gap - texts[i]), texts[i], nan,
                 gap + 2);
        assert_fault(*state, text, ARAS_FAULT_INFINITE);
    }
}

static void an_age_without_history_is_infinite_and_may_be_compared(void **state)
{
    struct world *world = *state;

    world->values[SLOT_STEP] = -INFINITY;
    assert_value(world, "since(step) > 100 * year", 1.0);
    assert_value(world, "exp(-since(step) / year)", 0.0);
    assert_value(world, "if(since(step) < 2 * year, 5, 6)", 6.0);
    assert_value(world, "table(since(step), 0: 1, 2 * year: 3)", 3.0);
    assert_fault(world, "since(step)", ARAS_FAULT_INFINITE);
}

static void what_need_not_be_known_is_not_worked_out(void **state)
{
    assert_value(*state, "a > b and 1 / (b - 2) > 0", 0.0);
    assert_value(*state, "a < b or 1 / (b - 2) > 0", 1.0);
    assert_value(*state, "if(b == 2, 3, 1 / (b - 2))", 3.0);
    assert_value(*state, "if(flag, 3, 1 / (b - 2))", 3.0);
    assert_value(*state, "table(a, 0: 4, 2: 1 / (b - 2))", 4.0);
    assert_fault(*state, "a < b and 1 / (b - 2) > 0", ARAS_FAULT_DIVISION);
    assert_fault(*state, "a > b or 1 / (b - 2) > 0", ARAS_FAULT_DIVISION);
    assert_fault(*state, "if(b != 2, 3, 1 / (b - 2))", ARAS_FAULT_DIVISION);
}

static double quantile(enum aras_distribution_kind kind, double first, double second,
                       uint64_t draw, uint64_t sub)
{
    struct aras_distribution distribution = {.kind = kind, .argument = {first, second}};

    return aras_distribution_quantile(&distribution,
                                      aras_stream_uniform(&stream, draw, sub));
}

static void each_draw_of_a_formula_has_a_sub_draw_of_its_own(void **state)
{
    struct world *world = *state;
    const struct aras_code *code =
        compiled(world, "normal(b, 0.5) + 10 * uniform(0, b) - exponential_mean(a)");
    struct aras_evaluation evaluation = {
        .values = world->values, .stream = &stream, .draw = 5, .first_sub = 7};
    double expected = quantile(ARAS_NORMAL, 2.0, 0.5, 5, 7) +
                      10 * quantile(ARAS_UNIFORM, 0.0, 2.0, 5, 8) -
                      quantile(ARAS_EXPONENTIAL_MEAN, 0.25, 0.0, 5, 9);

    assert_int_equal(code->draws, 3);
    assert_close(aras_code_evaluate(code, &evaluation), expected, 1e-12);
    assert_int_equal(evaluation.fault, ARAS_NO_FAULT);
}

static void a_draw_that_is_not_made_does_not_shift_the_next(void **state)
{
    assert_value(*state, "if(flag, 0, normal(0, 1)) + normal(0, 1)",
                 quantile(ARAS_NORMAL, 0.0, 1.0, 5, 1));
    assert_value(*state, "if(five < 3, normal(0, 1), 0) + normal(0, 1)",
                 quantile(ARAS_NORMAL, 0.0, 1.0, 5, 1));
    assert_value(*state, "if(flag, normal(0, 1), 0)",
                 quantile(ARAS_NORMAL, 0.0, 1.0, 5, 0));
}

static void a_truncated_draw_keeps_to_its_bounds(void **state)
{
    struct world *world = *state;
    struct aras_distribution distribution = {.kind = ARAS_NORMAL,
                                             .argument = {0.0, 1.0},
                                             .truncated = true,
                                             .low = 2.0,
                                             .high = 3.0};

    assert_value(world, "a + normal(0, 1, b, b + 1)",
                 0.25 + aras_distribution_quantile(&distribution,
                                                   aras_stream_uniform(&stream, 5, 0)));
}

static void impossible_numbers_of_a_draw_are_a_fault(void **state)
{
    assert_fault(*state, "normal(0, c)", ARAS_FAULT_DISTRIBUTION);
    assert_fault(*state, "1 + exponential(c)", ARAS_FAULT_DISTRIBUTION);
    assert_fault(*state, "uniform(b, a)", ARAS_FAULT_DISTRIBUTION);
    assert_fault(*state, "normal(0, 1, p, b)", ARAS_FAULT_DISTRIBUTION);
}

static void every_distribution_can_be_drawn_from(void **state)
{
    for (enum aras_distribution_kind kind = ARAS_UNIFORM; kind != ARAS_DISTRIBUTIONS;
         kind++) {
        const struct aras_distribution_form *form = aras_distribution_form(kind);
        /* a < k < b, which suits every one as low, mode, high or as shares. */
        const char *const arguments[] = {"a", "a, k", "a, k, b"};
        struct aras_distribution distribution = {.kind = kind,
                                                 .argument = {0.25, 0.5, 2.0}};
        const char *given = arguments[form->arguments - 1];
        char text[80];

        if (kind == ARAS_BINOMIAL) {
            given = "p, k";
            distribution.argument[0] = 7.0;
        }
        snprintf(text, sizeof text, "0.5 + %s(%s) * 2", form->name, given);
        assert_value(*state, text,
                     0.5 + 2 * aras_distribution_quantile(
                                   &distribution, aras_stream_uniform(&stream, 5, 0)));
    }
}

static void every_fault_has_a_text(void **state)
{
    (void) state;
    for (enum aras_fault fault = ARAS_NO_FAULT; fault <= ARAS_FAULT_DISTRIBUTION;
         fault++) {
        assert_true(strlen(aras_fault_text(fault)) > 5);
        for (enum aras_fault other = ARAS_NO_FAULT; other < fault; other++) {
            assert_string_not_equal(aras_fault_text(fault), aras_fault_text(other));
        }
    }
}

/*
 * Random formulae. A tree is made, written out as text for the engine and worked
 * out here, by recursion over the tree: the two must agree to the last bit, with
 * or without constants that can be folded.
 */
struct maker {
    uint64_t state;
    struct aras_text text;
    const double *values;
};

static unsigned next(struct maker *maker, unsigned count)
{
    /* Constants of Knuth's MMIX generator (TAOCP 2, 3.3.4). */
    maker->state = maker->state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned) (maker->state >> 33) % count;
}

static double make_number(struct maker *maker, int depth);

static bool make_truth(struct maker *maker, int depth)
{
    if (depth == 0) {
        bool flag = next(maker, 2) == 0;

        aras_text_add(&maker->text, flag ? "flag" : "false");
        return flag && maker->values[SLOT_FLAG] != 0.0;
    }

    unsigned choice = next(maker, 9);
    bool left = false;

    aras_text_add(&maker->text, "(");
    if (choice < 2) {
        left = make_truth(maker, depth - 1);
        aras_text_add(&maker->text, choice == 0 ? " and " : " or ");

        bool right = make_truth(maker, depth - 1);

        left = choice == 0 ? left && right : left || right;
    } else if (choice == 2) {
        aras_text_add(&maker->text, "not ");
        left = !make_truth(maker, depth - 1);
    } else {
        static const char *const signs[] = {"<", "<=", ">", ">=", "==", "!="};
        double x = make_number(maker, depth - 1);

        aras_text_add(&maker->text, " %s ", signs[choice - 3]);

        double y = make_number(maker, depth - 1);
        const bool answers[] = {x<y, x <= y, x> y, x >= y, x == y, x != y};

        left = answers[choice - 3];
    }
    aras_text_add(&maker->text, ")");
    return left;
}

/* All values stay within reach: nothing here can fail or overflow. */
static double make_number(struct maker *maker, int depth)
{
    static const struct {
        const char *name;
        uint32_t slot;
    } names[] = {
        {"a", SLOT_A}, {"b", SLOT_B}, {"c", SLOT_C}, {"p", SLOT_P}, {"k", SLOT_K}};
    double x;
    double y;
    double z;

    if (depth == 0) {
        if (next(maker, 2) == 0) {
            x = next(maker, 4) == 0 ? next(maker, 3) : next(maker, 1000) / 128.0;
            aras_text_add(&maker->text, "%.17g", x);
            return x;
        }

        unsigned i = next(maker, 5);

        aras_text_add(&maker->text, "%s", names[i].name);
        return maker->values[names[i].slot];
    }
    switch (next(maker, 16)) {
    case 0:
    case 1:
        aras_text_add(&maker->text, "(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, " + ");
        y = make_number(maker, next(maker, (unsigned) depth) == 0 ? 0 : depth - 1);
        aras_text_add(&maker->text, ")");
        return x + y;
    case 2:
    case 3:
        aras_text_add(&maker->text, "(");
        x = make_number(maker, next(maker, 2) == 0 ? 0 : depth - 1);
        aras_text_add(&maker->text, " - ");
        y = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")");
        return x - y;
    case 4:
    case 5:
    case 6:
        aras_text_add(&maker->text, "(");
        x = make_number(maker, next(maker, 2) == 0 ? 0 : depth - 1);
        aras_text_add(&maker->text, " * ");
        y = make_number(maker, next(maker, 2) == 0 ? 0 : depth - 1);
        aras_text_add(&maker->text, ")");
        return x * y;
    case 7:
        aras_text_add(&maker->text, "(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, " / (1 + (");
        y = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ") ^ 2))");
        return x / (1 + y * y);
    case 8:
        aras_text_add(&maker->text, "exp(-abs(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, "))");
        return exp(-fabs(x));
    case 9:
        aras_text_add(&maker->text, "if(");

        bool condition = make_truth(maker, depth - 1);

        aras_text_add(&maker->text, ", ");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ", ");
        y = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")");
        return condition ? x : y;
    case 10:
        aras_text_add(&maker->text, "min(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ", ");
        y = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")");
        return x < y ? x : y;
    case 11:
        aras_text_add(&maker->text, "toward(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ", ");
        y = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ", ");
        z = make_number(maker, 0);
        aras_text_add(&maker->text, ")");
        return x + z * (y - x);
    case 12:
        aras_text_add(&maker->text, "table(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ", -100: ");
        y = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ", 1: ");
        z = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")");
        return x >= 1 ? z : y;
    case 13:
        aras_text_add(&maker->text, "logistic(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")");
        return 1 / (1 + exp(-x));
    case 14:
        aras_text_add(&maker->text, "log(1 + sqrt(abs(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")))");
        return log(1 + sqrt(fabs(x)));
    default:
        aras_text_add(&maker->text, "-(");
        x = make_number(maker, depth - 1);
        aras_text_add(&maker->text, ")");
        return -x;
    }
}

static void random_formulae_have_the_value_of_their_tree(void **state)
{
    enum { COUNT = 5000 };
    struct world *world = *state;
    struct maker maker = {.state = 20240912, .values = world->values};
    size_t literal = 0;
    size_t products = 0;

    for (int i = 0; i < COUNT; i++) {
        enum aras_fault fault = ARAS_NO_FAULT;

        for (uint32_t slot = SLOT_A; slot <= SLOT_K; slot++) {
            world->values[slot] = next(&maker, 1000) / 100.0 - 5.0;
        }
        maker.text.length = 0;

        double expected = make_number(&maker, 1 + i % 5);
        const struct aras_code *code = compiled(world, maker.text.data);
        struct aras_evaluation evaluation = {.values = world->values};
        double value = aras_code_evaluate(code, &evaluation);

        fault = evaluation.fault;
        if (fault != ARAS_NO_FAULT || value != expected) {
            fail_msg("%s = %.17g, not %.17g (%s)", maker.text.data, value, expected,
                     aras_fault_text(fault));
        }
        literal += code->literal;
        products += code->is_product && code->factor_count > 1;
        if (code->is_product) {
            double product = 1.0;

            if (code->fixed != NULL) {
                product = aras_code_evaluate(code->fixed, &evaluation);
            }
            for (size_t j = 0; j < code->factor_count; j++) {
                product *=
                    world->values[code->factors[j].slot] + code->factors[j].offset;
            }
            if (!(fabs(product - value) <= 1e-12 * fabs(value))) {
                fail_msg("%s as a product = %.17g, not %.17g", maker.text.data, product,
                         value);
            }
        }
    }
    /* The formulae are of many kinds. */
    assert_true(literal > COUNT / 50);
    assert_true(literal < COUNT / 2);
    assert_true(products > COUNT / 100);
    aras_text_free(&maker.text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(arithmetic_has_its_values),
        TEST(functions_have_their_values),
        TEST(comparisons_and_logic_have_their_values),
        TEST(a_table_has_the_value_of_the_last_corner_reached),
        TEST(faults_are_found),
        TEST(what_is_no_number_is_no_answer),
        TEST(an_age_without_history_is_infinite_and_may_be_compared),
        TEST(what_need_not_be_known_is_not_worked_out),
        TEST(each_draw_of_a_formula_has_a_sub_draw_of_its_own),
        TEST(a_draw_that_is_not_made_does_not_shift_the_next),
        TEST(a_truncated_draw_keeps_to_its_bounds),
        TEST(impossible_numbers_of_a_draw_are_a_fault),
        TEST(every_distribution_can_be_drawn_from),
        TEST(every_fault_has_a_text),
        TEST(random_formulae_have_the_value_of_their_tree),
    };

    return cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
