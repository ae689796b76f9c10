/* How often the intervals of sensitivities hold the truth. */
#include <stdlib.h>

#include "analysis/given_data.h"
#include "analysis/variance.h"
#include "unit/analysis/made_run.h"

enum { TRIALS = 2000 };

/* 94 % less two standard errors of 2,000 trials. */
#define LEAST 0.93

static void judge(const char *what, int held)
{
    double share = (double) held / TRIALS;

    print_message("          %s: held in %.1f %% of trials\n", what, 100.0 * share);
    if (share < LEAST) {
        fail_msg("%s: held in %.1f %%, less than %.1f %%", what, 100.0 * share,
                 100.0 * LEAST);
    }
}

static bool holds(struct aras_interval interval, double truth)
{
    return interval.low <= truth && truth <= interval.high;
}

/* --- PAWN ------------------------------------------------------------------------- */

static struct aras_parameter parameter = {
    .id = "p", .slot = 1, .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}};
static const struct aras_model model = {.parameters = &parameter, .parameter_count = 1};

/* P = 0.3 + 0.4 u: the last of ten slices has 0.68, 0.18 above the mean of all; and so
 * far below it is the first. Choosing the greatest of two alike is the hardest case. */
static void intervals_of_a_distance_hold_the_truth(void **state)
{
    enum { ROWS = 1000 };
    static double outcome[ROWS], input[ROWS];
    size_t column[] = {0};
    const struct aras_inputs inputs = {.column = column, .count = 1};
    const struct aras_given_data data = {.model = &model,
                                         .inputs = &inputs,
                                         .rows = ROWS,
                                         .outcome = outcome,
                                         .input = input};
    int held = 0;

    (void) state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        struct aras_pawn_result result;
        struct aras_error error = {0};

        for (uint64_t i = 0; i < ROWS; i++) {
            double p;

            input[i] = made_draw((trial * ROWS + i) * 2);
            p = 0.3 + 0.4 * input[i];
            outcome[i] = made_draw((trial * ROWS + i) * 2 + 1) < p ? 1.0 : 0.0;
        }
        assert_ok(aras_given_data_pawn(&data, trial, 1, &result, &error), error);
        held += holds(result.input[0].interval, 0.18);
        aras_pawn_result_free(&result);
    }
    judge("the furthest slice", held);
}

/* --- the split ---------------------------------------------------------------------
 */

enum { LUCK, STRONG, WEAK, FACTORS, CELLS = FACTORS + 2 };

static const uint64_t from_b[CELLS] = {0, 7, 1, 2, 4};

/* A yes with P = least + 0.4 u + 0.2 v. */
static double play(const double *x, double least)
{
    return x[LUCK] < least + 0.4 * x[STRONG] + 0.2 * x[WEAK] ? 1.0 : 0.0;
}

static void draw(double *outcome, size_t rows, uint64_t seed, double least)
{
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = 0; k < CELLS; k++) {
            double x[FACTORS];

            for (size_t f = 0; f < FACTORS; f++) {
                x[f] = made_draw(((seed * 1000003 + i) * FACTORS + f) * 2 +
                                 (from_b[k] >> f & 1));
            }
            outcome[i * CELLS + k] = play(x, least);
        }
    }
}

/* P has mean m = least + 0.3 and variance 0.16 / 12 + 0.04 / 12, the outcome m (1 - m).
 * For the totals of the inputs: |P - P'| is the probability that luck lies between, on
 * average 0.4 / 3 and 0.2 / 3, and half of that goes into the total. */
static void intervals_of_a_split_hold_the_truth(void **state)
{
    enum { ROWS = 500 };
    const double least = 0.1;
    const double variance = (least + 0.3) * (0.7 - least);
    const double settled = 0.2 / 12.0 / variance;
    static double outcome[ROWS * CELLS];
    int held_settled = 0, held_luck = 0, held_total = 0, held_first = 0, held_small = 0;

    (void) state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        const struct aras_sobol_sample sample = {.factors = FACTORS,
                                                 .cells = CELLS,
                                                 .from_b = from_b,
                                                 .rows = ROWS,
                                                 .outcome = outcome};
        struct aras_variance split;
        struct aras_error error = {0};

        draw(outcome, ROWS, trial, least);
        assert_ok(aras_variance_of(&split, &sample, trial, &error), error);
        held_settled += holds(split.settled_interval, settled);
        held_luck += holds(split.factor[LUCK].total_interval, 1.0 - settled);
        held_total +=
            holds(split.factor[STRONG].total_interval, 0.4 / 3.0 / 2.0 / variance);
        held_first +=
            holds(split.factor[STRONG].first_interval, 0.16 / 12.0 / variance);
        held_small += holds(split.factor[WEAK].first_interval, 0.04 / 12.0 / variance);
        aras_variance_free(&split);
    }
    judge("what is settled", held_settled);
    judge("luck with others", held_luck);
    judge("an input with others", held_total);
    judge("an input by itself", held_first);
    judge("a weak input by itself", held_small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_of_a_distance_hold_the_truth),
        cmocka_unit_test(intervals_of_a_split_hold_the_truth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
