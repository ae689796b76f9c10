#include "statistics/cart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { MOST_ROWS = 500, MOST_INPUTS = 5 };

/* Cases as tests/oracle/cart.R makes them, number for number. */
struct made {
    double x[MOST_INPUTS][MOST_ROWS];
    const double *input[MOST_INPUTS];
    unsigned options[MOST_INPUTS];
    double size[MOST_ROWS], yes[MOST_ROWS];
    unsigned fold[MOST_ROWS];
    struct aras_cases cases;
};

static double draw(double *state)
{
    *state = fmod(*state * 16807.0, 2147483647.0);
    return *state / 2147483647.0;
}

/* `options`: of a choice; 0: a number; negative: a number with so many values. */
static void make(struct made *made, double state, size_t rows, const int *options,
                 size_t inputs, int trials)
{
    for (size_t k = 0; k < inputs; k++) {
        made->input[k] = made->x[k];
        made->options[k] = options[k] > 0 ? (unsigned) options[k] : 0;
    }
    for (size_t i = 0; i < rows; i++) {
        double p;

        for (size_t k = 0; k < inputs; k++) {
            double u = draw(&state);

            made->x[k][i] = options[k] == 0 ? u : floor(abs(options[k]) * u);
        }
        made->size[i] = 1.0 + floor(trials * draw(&state));
        p = 0.1 + 0.5 * (made->x[0][i] > 0.6) + 0.3 * (made->x[1][i] < 0.3);
        if (options[inputs - 1] > 0 && fmod(made->x[inputs - 1][i], 3.0) == 1.0) {
            p = 1.0 - p;
        }
        made->yes[i] = 0.0;
        for (int t = 0; t < (int) made->size[i]; t++) {
            made->yes[i] += draw(&state) < p;
        }
        made->fold[i] = (unsigned) (i % 10);
    }
    made->cases = (struct aras_cases){.rows = rows,
                                      .inputs = inputs,
                                      .input = made->input,
                                      .options = made->options,
                                      .size = made->size,
                                      .yes = made->yes};
}

/* Lines of numbers, to be sorted and compared. */
struct lines {
    double number[64][3];
    size_t count;
};

static int compare_lines(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    for (size_t i = 0; i < 3; i++) {
        if (left[i] != right[i]) {
            return left[i] < right[i] ? -1 : 1;
        }
    }
    return 0;
}

static void add_line(struct lines *lines, double a, double b, double c)
{
    assert_true(lines->count < 64);
    lines->number[lines->count][0] = a;
    lines->number[lines->count][1] = b;
    lines->number[lines->count++][2] = c;
}

static void sort_lines(struct lines *lines)
{
    qsort(lines->number, lines->count, sizeof lines->number[0], compare_lines);
}

static void describe(const struct aras_cart *cart, const struct aras_cases *cases,
                     struct lines *leaves, struct lines *splits)
{
    size_t last = cart->levels - 1;

    for (size_t i = 0; i < cart->count; i++) {
        const struct aras_cart_node *node = &cart->node[i];

        if (aras_cart_is_leaf(cart, last, i)) {
            add_line(leaves, (double) node->content.rows, node->content.size,
                     node->content.yes);
        } else if (node->link > cart->level[last].link) {
            add_line(splits, (double) node->input,
                     cases->options[node->input] > 0 ? -1.0 : node->to_left.high, 0.0);
        }
    }
    sort_lines(leaves);
    sort_lines(splits);
}

/* Holds a tree to the lines of tests/oracle/cart.csv that begin with `name`. */
static void hold_to_rpart(const char *name, const struct aras_cart *cart,
                          const struct aras_cases *cases)
{
    FILE *file = fopen(ARAS_PROJECT_FOLDER "/tests/oracle/cart.csv", "r");
    struct lines leaves = {.count = 0};
    struct lines splits = {.count = 0};
    size_t seen[3] = {0};
    char line[256];

    assert_non_null(file);
    describe(cart, cases, &leaves, &splits);
    while (fgets(line, sizeof line, file) != NULL) {
        char of[16];
        char what[16];
        double number[5];
        int read = sscanf(line, "%15[^,],%15[^,],%lf,%lf,%lf,%lf,%lf", of, what,
                          &number[0], &number[1], &number[2], &number[3], &number[4]);

        if (read < 4 || strcmp(of, name) != 0) {
            continue;
        }
        if (strcmp(what, "level") == 0) {
            const struct aras_cart_level *level = &cart->level[seen[0]++];

            assert_true(seen[0] <= cart->levels);
            assert_int_equal(level->splits, (size_t) number[0]);
            assert_close(level->link / cart->node[0].risk, number[1], 1e-12);
            assert_close(level->risk, number[2], 1e-12);
            assert_close(level->cross_risk, number[3], 1e-12);
            assert_close(level->cross_error, number[4], 1e-12);
        } else if (strcmp(what, "leaf") == 0) {
            assert_true(seen[1] < leaves.count);
            assert_memory_equal(leaves.number[seen[1]++], number, 3 * sizeof *number);
        } else {
            assert_true(seen[2] < splits.count);
            assert_close(splits.number[seen[2]][0], number[0], 0.0);
            assert_close(splits.number[seen[2]++][1], number[1], 1e-12);
        }
    }
    fclose(file);
    assert_int_equal(seen[0], cart->levels);
    assert_int_equal(seen[1], leaves.count);
    assert_int_equal(seen[2], splits.count);
}

static const struct aras_cart_rule as_rpart = {
    .least_to_split = 20, .least = 7, .least_gain = 0.01, .deepest = ARAS_CART_DEEPEST};

static struct aras_cart *grow(const struct made *made,
                              const struct aras_cart_rule *rule)
{
    struct aras_error error = {0};
    struct aras_cart *cart = aras_cart_new(&made->cases, rule, &error);

    assert_non_null(cart);
    assert_ok(
        aras_cart_cross_validate(cart, &made->cases, rule, made->fold, 10, &error),
        error);
    return cart;
}

static void trees_of_numbers_are_those_of_rpart(void **state)
{
    static const int options[] = {0, 0, 0, -6};
    struct aras_cart_rule rule = as_rpart;
    struct made made;
    struct aras_cart *cart;

    (void) state;
    rule.least_gain = 0.017;
    make(&made, 4711, 400, options, 4, 1);
    cart = grow(&made, &rule);
    hold_to_rpart("numbers", cart, &made.cases);
    /* Within one standard error of the least, 0.78 + 0.04: a single split. */
    assert_int_equal(aras_cart_one_error(cart), 1);
    aras_cart_free(cart);
}

static void trees_of_choices_and_unlike_rows_are_those_of_rpart(void **state)
{
    static const int options[] = {0, 0, -8, 4, 9};
    struct aras_cart_rule rule = as_rpart;
    struct made made;
    struct aras_cart *cart;

    (void) state;
    rule.least_gain = 0.004;
    make(&made, 1828, 500, options, 5, 5);
    cart = grow(&made, &rule);
    hold_to_rpart("mixed", cart, &made.cases);
    assert_int_equal(aras_cart_one_error(cart), 4);
    aras_cart_free(cart);
}

static void boxes_of_leaves_hold_the_rows_that_come_to_them(void **state)
{
    static const int options[] = {0, 0, -8, 4, 9};
    struct made made;
    struct aras_cart *cart;

    (void) state;
    make(&made, 1828, 500, options, 5, 5);
    cart = grow(&made, &as_rpart);
    for (size_t level = 0; level < cart->levels; level++) {
        double size = 0.0;

        for (size_t i = 0; i < cart->count; i++) {
            struct aras_limit box[MOST_INPUTS];
            struct aras_content content;

            if (!aras_cart_is_leaf(cart, level, i)) {
                continue;
            }
            aras_cart_box(cart, i, &made.cases, box);
            content = aras_box_content(box, &made.cases);
            assert_int_equal(content.rows, cart->node[i].content.rows);
            assert_close(content.yes, cart->node[i].content.yes, 0.0);
            size += content.size;
            for (size_t row = 0; row < 500; row++) {
                assert_int_equal(aras_box_holds(box, &made.cases, row),
                                 aras_cart_leaf_of(cart, level, &made.cases, row) == i);
            }
        }
        assert_close(size, cart->node[0].content.size, 0.0);
    }
    aras_cart_free(cart);
}

static void what_never_differs_is_not_divided(void **state)
{
    static const int options[] = {0, 3};
    struct made made;
    struct aras_cart *cart;

    (void) state;
    make(&made, 7, 100, options, 2, 3);
    memcpy(made.yes, made.size, sizeof made.yes);
    cart = grow(&made, &as_rpart);
    assert_int_equal(cart->count, 1);
    assert_int_equal(cart->levels, 1);
    assert_int_equal(aras_cart_one_error(cart), 0);
    aras_cart_free(cart);
}

/* Each split that is cut saves more than those cut before it: levels are the corners of
 * a convex curve. */
static void pruning_cuts_the_weakest_first(void **state)
{
    static const int options[] = {0, 0, 0, -6};
    struct aras_cart_rule rule = as_rpart;
    struct made made;
    struct aras_cart *cart;

    (void) state;
    rule.least_gain = 0.0;
    make(&made, 4711, 400, options, 4, 1);
    cart = grow(&made, &rule);
    assert_true(cart->levels > 8);
    for (size_t k = 0; k + 1 < cart->levels; k++) {
        const struct aras_cart_level *level = &cart->level[k];
        double saved = (level->risk - level[1].risk) * cart->node[0].risk;

        assert_true(level[1].link < level->link);
        assert_close(saved / (double) (level[1].splits - level->splits), level->link,
                     1e-9);
    }
    aras_cart_free(cart);
}

/* Rows of size 0 are as if they were not there. */
static void rows_without_trials_count_for_nothing(void **state)
{
    static const int options[] = {0, 0, -8, 4, 9};
    struct made made;
    struct made part;
    struct aras_cart *cart;
    struct aras_cart *other;
    size_t kept = 0;

    (void) state;
    make(&made, 1828, 500, options, 5, 5);
    make(&part, 1828, 500, options, 5, 5);
    for (size_t i = 0; i < 500; i++) {
        if (i % 3 == 0) {
            made.size[i] = 0.0;
            continue;
        }
        for (size_t k = 0; k < 5; k++) {
            part.x[k][kept] = part.x[k][i];
        }
        part.size[kept] = part.size[i];
        part.yes[kept] = part.yes[i];
        part.fold[kept++] = part.fold[i];
    }
    part.cases.rows = kept;
    cart = grow(&made, &as_rpart);
    other = grow(&part, &as_rpart);
    assert_int_equal(cart->count, other->count);
    assert_int_equal(cart->levels, other->levels);
    for (size_t k = 0; k < cart->levels; k++) {
        assert_close(cart->level[k].cross_risk, other->level[k].cross_risk, 0.0);
    }
    aras_cart_free(cart);
    aras_cart_free(other);
}

static void memory_that_runs_out_is_told(void **state)
{
    static const int options[] = {0, 3};
    enum aras_status status = ARAS_NO_MEMORY;
    struct made made;
    int refused = 0;

    (void) state;
    make(&made, 7, 200, options, 2, 3);
    for (int allowed = 0; status != ARAS_OK; allowed++) {
        struct aras_error error = {0};
        struct aras_cart *cart;

        allow_allocations(allowed);
        cart = aras_cart_new(&made.cases, &as_rpart, &error);
        status = cart == NULL ? error.status
                              : aras_cart_cross_validate(cart, &made.cases, &as_rpart,
                                                         made.fold, 10, &error);
        allow_all_allocations();
        assert_true(status == ARAS_OK || status == ARAS_NO_MEMORY);
        refused += status == ARAS_NO_MEMORY;
        aras_cart_free(cart);
    }
    assert_true(refused > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_of_numbers_are_those_of_rpart),
        cmocka_unit_test(trees_of_choices_and_unlike_rows_are_those_of_rpart),
        cmocka_unit_test(boxes_of_leaves_hold_the_rows_that_come_to_them),
        cmocka_unit_test(what_never_differs_is_not_divided),
        cmocka_unit_test(pruning_cuts_the_weakest_first),
        cmocka_unit_test(rows_without_trials_count_for_nothing),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("cart", tests, NULL, NULL);
}
