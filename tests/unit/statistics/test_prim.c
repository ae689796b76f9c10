#include "statistics/prim.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { MOST_ROWS = 2000, MOST_INPUTS = 6 };

struct made {
    double x[MOST_INPUTS][MOST_ROWS];
    const double *input[MOST_INPUTS];
    unsigned options[MOST_INPUTS];
    double size[MOST_ROWS], yes[MOST_ROWS];
    struct aras_cases cases;
};

static const struct aras_prim_rule usual = {.alpha = 0.05, .least = 0.05};

static double draw(double *state)
{
    *state = fmod(*state * 16807.0, 2147483647.0);
    return *state / 2147483647.0;
}

static void begin(struct made *made, size_t rows, const unsigned *options,
                  size_t inputs)
{
    memset(made, 0, sizeof *made);
    for (size_t k = 0; k < inputs; k++) {
        made->input[k] = made->x[k];
        made->options[k] = options[k];
    }
    made->cases = (struct aras_cases){.rows = rows,
                                      .inputs = inputs,
                                      .input = made->input,
                                      .options = made->options,
                                      .size = made->size,
                                      .yes = made->yes};
}

/* Uniform inputs; in the box x0 > 0.6, x1 <= 0.5, x4 in {1, 3} the probability is
 * `inside`, elsewhere `outside`. x2 and x3 and x5 do nothing. The box is 0.4 x 0.5 x
 * 0.5 = a tenth of all. */
static void make_with_box(struct made *made, double seed, double inside, double outside,
                          int trials)
{
    static const unsigned options[] = {0, 0, 0, 0, 4, 3};
    double state = seed;

    begin(made, MOST_ROWS, options, MOST_INPUTS);
    for (size_t i = 0; i < MOST_ROWS; i++) {
        bool in;

        for (size_t k = 0; k < MOST_INPUTS; k++) {
            double u = draw(&state);

            made->x[k][i] = options[k] == 0 ? u : floor(options[k] * u);
        }
        in = made->x[0][i] > 0.6 && made->x[1][i] <= 0.5 &&
             fmod(made->x[4][i], 2.0) == 1.0;
        made->size[i] = trials;
        for (int t = 0; t < trials; t++) {
            made->yes[i] += draw(&state) < (in ? inside : outside);
        }
    }
}

static struct aras_prim *peel(const struct made *made)
{
    struct aras_error error = {0};
    struct aras_prim *prim = aras_prim_new(&made->cases, &usual, &error);

    assert_non_null(prim);
    return prim;
}

static void chosen_box(const struct made *made, struct aras_limit *box)
{
    struct aras_error error = {0};
    struct aras_prim *prim = peel(made);

    aras_prim_box(prim, aras_prim_greatest_excess(prim), &made->cases, box);
    assert_ok(aras_prim_paste(box, &made->cases, &usual, &error), error);
    aras_prim_free(prim);
}

static void a_box_that_is_there_is_found(void **state)
{
    struct made made;
    struct aras_limit box[MOST_INPUTS];

    (void) state;
    make_with_box(&made, 99, 1.0, 0.0, 1);
    chosen_box(&made, box);
    /* To within one slice: a twentieth of what the box has there. */
    assert_close(box[0].low, 0.6, 0.02);
    assert_true(isinf(box[0].high));
    assert_close(box[1].high, 0.5, 0.025);
    assert_true(isinf(box[1].low));
    assert_int_equal(box[4].options, 1 << 1 | 1 << 3);
    assert_false(aras_box_restricts(&box[2], 0));
    assert_false(aras_box_restricts(&box[3], 0));
    assert_false(aras_box_restricts(&box[5], 3));

    struct aras_content content = aras_box_content(box, &made.cases);

    assert_true(content.yes > 0.9 * content.size);
    aras_box_open(box, &made.cases);
    assert_true(content.yes > 0.9 * aras_box_content(box, &made.cases).yes);
}

static void it_is_found_through_chance_too(void **state)
{
    struct made made;
    struct aras_limit box[MOST_INPUTS];

    (void) state;
    make_with_box(&made, 99, 0.8, 0.1, 5);
    chosen_box(&made, box);
    assert_close(box[0].low, 0.6, 0.03);
    assert_close(box[1].high, 0.5, 0.03);
    assert_int_equal(box[4].options, 1 << 1 | 1 << 3);
    assert_true(aras_box_quasi_p(box, &made.cases, 0, 1.0) < 1e-6);
    assert_true(aras_box_quasi_p(box, &made.cases, 1, 1.0) < 1e-6);
    assert_true(aras_box_quasi_p(box, &made.cases, 4, 1.0) < 1e-6);
}

/* Each box lies in the one before, holds a greater density, and what the trajectory
 * says that it holds. */
static void a_trajectory_goes_inwards_and_upwards(void **state)
{
    struct made made;
    struct aras_prim *prim;

    (void) state;
    make_with_box(&made, 4, 0.8, 0.1, 2);
    prim = peel(&made);
    assert_true(prim->count > 20);
    assert_int_equal(prim->peel[0].restricted, 0);
    for (size_t i = 0; i < prim->count; i++) {
        const struct aras_content *content = &prim->peel[i].content;
        struct aras_limit box[MOST_INPUTS];
        struct aras_content held;

        aras_prim_box(prim, i, &made.cases, box);
        held = aras_box_content(box, &made.cases);
        assert_int_equal(held.rows, content->rows);
        assert_close(held.yes, content->yes, 0.0);
        assert_true(content->size >= 0.05 * prim->peel[0].content.size);
        if (i > 0) {
            assert_true(content->size < prim->peel[i - 1].content.size);
            assert_true(content->yes / content->size >
                        prim->peel[i - 1].content.yes / prim->peel[i - 1].content.size);
        }
    }
    aras_prim_free(prim);
}

/* 20 rows, yes for the upper ten: a peel of a number takes one row (5 %), and each is
 * as good for what it costs, until nothing but yes is left. */
static void peels_can_be_followed_by_hand(void **state)
{
    static const unsigned options[] = {0};
    struct made made;
    struct aras_prim *prim;

    (void) state;
    begin(&made, 20, options, 1);
    for (size_t i = 0; i < 20; i++) {
        made.x[0][i] = (double) i;
        made.size[i] = 1.0;
        made.yes[i] = i >= 10;
    }
    prim = peel(&made);
    assert_int_equal(prim->count, 11);
    for (size_t i = 1; i < prim->count; i++) {
        assert_int_equal(prim->peel[i].content.rows, 20 - i);
        assert_close(prim->peel[i].limit.low, (double) i - 0.5, 1e-12);
    }
    /* The excess of box i: 10 - 0.5 (20 - i) = i / 2, greatest at the end. */
    assert_int_equal(aras_prim_greatest_excess(prim), 10);
    aras_prim_free(prim);
}

/* A thin option with a low share costs little, a slice of a number costs as much and
 * wins less: by the gain for what is lost the option goes first, though taking off the
 * other option would raise the density more. */
static void a_peel_is_judged_by_what_it_costs(void **state)
{
    static const unsigned options[] = {3};
    /* option 0: 10 of 1000 no; option 1: 700, 35 % yes; option 2: 290, all yes */
    static const double size[] = {10.0, 700.0, 290.0};
    static const double yes[] = {0.0, 245.0, 290.0};
    struct made made;
    struct aras_prim *prim;

    (void) state;
    begin(&made, 3, options, 1);
    for (size_t i = 0; i < 3; i++) {
        made.x[0][i] = (double) i;
        made.size[i] = size[i];
        made.yes[i] = yes[i];
    }
    /* 535 / 1000. Without 0: 535 / 990, +0.0054 for 10: 0.00054 each. Without 1: 290 /
     * 300, +0.4317 for 700: 0.00062 each. */
    prim = peel(&made);
    assert_int_equal(prim->peel[1].limit.options, 1 << 0 | 1 << 2);
    assert_int_equal(prim->peel[2].limit.options, 1 << 2);
    assert_int_equal(prim->count, 3);
    aras_prim_free(prim);
    made.yes[1] = 350.0; /* 640 / 1000: 0.00065 for option 0, 0.00047 for option 1 */
    prim = peel(&made);
    assert_int_equal(prim->peel[1].limit.options, 1 << 1 | 1 << 2);
    aras_prim_free(prim);
}

static void equal_values_stay_together(void **state)
{
    static const unsigned options[] = {0};
    struct made made;
    struct aras_prim *prim;

    (void) state;
    begin(&made, 100, options, 1);
    for (size_t i = 0; i < 100; i++) { /* 30 at 0, 30 at 1, 40 at 2; yes at 2 */
        made.x[0][i] = i < 30 ? 0.0 : i < 60 ? 1.0 : 2.0;
        made.size[i] = 1.0;
        made.yes[i] = i >= 60;
    }
    prim = peel(&made);
    assert_int_equal(prim->count, 3);
    assert_int_equal(prim->peel[1].content.rows, 70);
    assert_close(prim->peel[1].limit.low, 0.5, 0.0);
    assert_int_equal(prim->peel[2].content.rows, 40);
    aras_prim_free(prim);
}

static void pasting_gives_back_what_was_peeled_too_far(void **state)
{
    static const unsigned options[] = {0, 3};
    struct aras_error error = {0};
    struct aras_limit box[2];
    struct made made;

    (void) state;
    begin(&made, 300, options, 2);
    for (size_t i = 0; i < 300; i++) { /* yes for 60 < x0 <= 160 and x1 not 2 */
        made.x[0][i] = (double) i;
        made.x[1][i] = (double) (i % 3);
        made.size[i] = 1.0;
        made.yes[i] = i > 60 && i <= 160 && i % 3 != 2;
    }
    aras_box_open(box, &made.cases);
    box[0].low = 100.0;
    box[0].high = 190.0; /* with 30 no: the density can be raised */
    box[1].options = 1 << 0;
    assert_ok(aras_prim_paste(box, &made.cases, &usual, &error), error);
    assert_close(box[0].low, 60.0, 5.0);
    assert_close(box[0].high, 190.0, 0.0);
    assert_int_equal(box[1].options, 1 << 0);
    /* Nothing is to be won where all is yes already. */
    box[0].high = 150.0;
    assert_ok(aras_prim_paste(box, &made.cases, &usual, &error), error);
    assert_close(box[0].high, 150.0, 0.0);
}

static void nothing_is_peeled_where_nothing_can_be_won(void **state)
{
    struct made made;
    struct aras_prim *prim;

    (void) state;
    make_with_box(&made, 5, 1.0, 1.0, 1);
    prim = peel(&made);
    assert_int_equal(prim->count, 1);
    assert_int_equal(aras_prim_greatest_excess(prim), 0);
    aras_prim_free(prim);
}

static void a_weight_is_as_good_as_that_many_rows(void **state)
{
    static const unsigned options[] = {0, 0, 0, 0, 4, 3};
    struct made made;
    struct made twice;
    struct aras_prim *prim;
    struct aras_prim *other;

    (void) state;
    make_with_box(&made, 12, 0.7, 0.2, 1);
    made.cases.rows = 1000;
    begin(&twice, 2000, options, MOST_INPUTS);
    for (size_t i = 0; i < 2000; i++) {
        for (size_t k = 0; k < MOST_INPUTS; k++) {
            twice.x[k][i] = made.x[k][i / 2];
        }
        twice.size[i] = made.size[i / 2];
        twice.yes[i] = made.yes[i / 2];
    }
    for (size_t i = 0; i < 1000; i++) {
        made.size[i] *= 2.0;
        made.yes[i] *= 2.0;
    }
    prim = peel(&made);
    other = peel(&twice);
    assert_int_equal(prim->count, other->count);
    for (size_t i = 0; i < prim->count; i++) {
        assert_int_equal(prim->peel[i].input, other->peel[i].input);
        assert_close(prim->peel[i].content.yes, other->peel[i].content.yes, 0.0);
    }
    aras_prim_free(prim);
    aras_prim_free(other);
}

static void a_quasi_p_is_a_binomial_tail(void **state)
{
    static const unsigned options[] = {0, 2};
    struct aras_limit box[2];
    struct made made;

    (void) state;
    begin(&made, 100, options, 2);
    for (size_t i = 0; i < 100; i++) { /* of the 40 highest 20 yes, of the others 10 */
        made.x[0][i] = (double) i;
        made.x[1][i] = (double) (i % 2);
        made.size[i] = 1.0;
        made.yes[i] = i >= 80 || i < 10;
    }
    aras_box_open(box, &made.cases);
    box[0].low = 59.5;
    assert_close(aras_box_quasi_p(box, &made.cases, 0, 1.0),
                 gsl_cdf_binomial_Q(19, 0.3, 40), 1e-12);
    assert_close(aras_box_quasi_p(box, &made.cases, 1, 1.0), 1.0, 0.0);
    /* Seven trials that are always alike tell no more than one. */
    for (size_t i = 0; i < 100; i++) {
        made.size[i] *= 7.0;
        made.yes[i] *= 7.0;
    }
    assert_close(aras_box_quasi_p(box, &made.cases, 0, 7.0),
                 gsl_cdf_binomial_Q(19, 0.3, 40), 1e-12);
    box[0].low = 1000.0;
    assert_close(aras_box_quasi_p(box, &made.cases, 0, 1.0), 1.0, 0.0);
}

static void memory_that_runs_out_is_told(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    struct made made;
    int refused = 0;

    (void) state;
    make_with_box(&made, 12, 0.7, 0.2, 1);
    made.cases.rows = 200;
    for (int allowed = 0; status != ARAS_OK; allowed++) {
        struct aras_error error = {0};
        struct aras_limit box[MOST_INPUTS];
        struct aras_prim *prim;

        allow_allocations(allowed);
        prim = aras_prim_new(&made.cases, &usual, &error);
        if (prim != NULL) {
            aras_prim_box(prim, prim->count - 1, &made.cases, box);
            status = aras_prim_paste(box, &made.cases, &usual, &error);
        } else {
            status = error.status;
        }
        allow_all_allocations();
        assert_true(status == ARAS_OK || status == ARAS_NO_MEMORY);
        refused += status == ARAS_NO_MEMORY;
        aras_prim_free(prim);
    }
    assert_true(refused > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_that_is_there_is_found),
        cmocka_unit_test(it_is_found_through_chance_too),
        cmocka_unit_test(a_trajectory_goes_inwards_and_upwards),
        cmocka_unit_test(peels_can_be_followed_by_hand),
        cmocka_unit_test(a_peel_is_judged_by_what_it_costs),
        cmocka_unit_test(equal_values_stay_together),
        cmocka_unit_test(pasting_gives_back_what_was_peeled_too_far),
        cmocka_unit_test(nothing_is_peeled_where_nothing_can_be_won),
        cmocka_unit_test(a_weight_is_as_good_as_that_many_rows),
        cmocka_unit_test(a_quasi_p_is_a_binomial_tail),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("prim", tests, NULL, NULL);
}
