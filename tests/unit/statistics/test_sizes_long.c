/* How often tests reject what is true, and how often intervals hold it: measured over
 * thousands of drawn runs, for each kind of sharing of luck. Prints what it measures.
 */
#include <math.h>
#include <stdio.h>

#include "statistics/distances.h"
#include "statistics/redraw.h"
#include "statistics/shift.h"
#include "statistics/superiority.h"
#include "statistics/swap.h"
#include "statistics/wasserstein.h"
#include "support/check.h"
#include "unit/statistics/drawn_pairs.h"

enum { TRIALS = 4000, ROUNDS = 199, POINTS = 7 };

static const double points[POINTS] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

struct situation {
    const char *name;
    struct drawn_plan plan;
};

static const struct situation nothing[] = {
    {"rho 0", {.pairs = 240, .group = 2, .rho = 0.0}},
    {"rho 0.5", {.pairs = 240, .group = 2, .rho = 0.5}},
    {"rho 0.9", {.pairs = 240, .group = 2, .rho = 0.9}},
    {"rho 0.9, by sets", {.pairs = 600, .group = 10, .rho = 0.9, .uneven = 0.3}},
    {"counts, rho 0.5", {.pairs = 240, .group = 2, .rho = 0.5, .counted = true}},
    {"apart", {.pairs = 240, .group = 2, .apart = true}},
};

enum { SITUATIONS = sizeof nothing / sizeof *nothing };

/* --- sizes ------------------------------------------------------------------------ */

/* 0.05 of 4000, whose standard error is 0.0034: three of them. */
static void assert_size(const char *situation, const char *test, int rejected)
{
    double size = (double) rejected / TRIALS;

    printf("  size %-18s %-14s %.4f\n", situation, test, size);
    assert_true(size > 0.04 && size < 0.06);
}

static void sum_sets(const struct drawn_pairs *drawn, const struct drawn_plan *plan,
                     bool above, double *sums)
{
    for (size_t s = 0; s < drawn->sets; s++) {
        sums[s] = 0.0;
        for (size_t i = s * plan->group; i < (s + 1) * plan->group; i++) {
            sums[s] += above ? (drawn->b[i] > 0.5) - (drawn->a[i] > 0.5)
                             : drawn->b[i] - drawn->a[i];
        }
    }
}

static void measure_sizes(const struct situation *situation)
{
    static const char *const names[ARAS_DISTANCES] = {[ARAS_KOLMOGOROV] = "Kolmogorov",
                                                      [ARAS_ENERGY] = "energy",
                                                      [ARAS_WASSERSTEIN] =
                                                          "Wasserstein",
                                                      [ARAS_FIRST_B] = "first order",
                                                      [ARAS_SECOND_B] = "second order"};
    static struct drawn_pairs drawn;
    static double sums[MOST_PAIRS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int of_mean = 0, of_share = 0, of_distance[ARAS_DISTANCES] = {0};

    for (int i = 0; i < TRIALS; i++) {
        struct aras_distance_test test[ARAS_DISTANCES];
        struct aras_error error = {0};
        struct aras_binned *binned;

        draw_pairs(&drawn, &situation->plan, rng);
        sum_sets(&drawn, &situation->plan, false, sums);
        of_mean += aras_swap_sum_p(sums, drawn.sets, ROUNDS, rng) <= 0.05;
        sum_sets(&drawn, &situation->plan, true, sums);
        of_share += aras_swap_sum_p(sums, drawn.sets, ROUNDS, rng) <= 0.05;
        binned = bin_pairs(&drawn, &situation->plan);
        assert_ok(aras_distances_test(binned, ROUNDS, rng, test, &error), error);
        for (size_t d = 0; d < ARAS_DISTANCES; d++) {
            of_distance[d] += test[d].p <= 0.05;
        }
        aras_binned_free(binned);
    }
    if (!situation->plan.apart) {
        assert_size(situation->name, "mean", of_mean);
        printf("  size %-18s %-14s %.4f\n", situation->name, "share",
               (double) of_share / TRIALS);
        assert_true(of_share < 0.06 * TRIALS);
    }
    for (size_t d = 0; d < ARAS_DISTANCES; d++) {
        if (names[d] != NULL) {
            assert_size(situation->name, names[d], of_distance[d]);
        }
    }
    gsl_rng_free(rng);
}

static void tests_reject_as_often_as_they_say(void **state)
{
    (void) state;
    for (size_t i = 0; i < SITUATIONS; i++) {
        measure_sizes(&nothing[i]);
    }
}

/* --- coverage --------------------------------------------------------------------- */

enum { COVERED = 2000, DRAWN = 399 };

static void assert_covers(const char *situation, const char *interval, int held)
{
    double share = (double) held / COVERED;

    printf("  coverage %-18s %-14s %.4f\n", situation, interval, share);
    assert_true(share > 0.935 && share < 0.97);
}

static void measure(const struct aras_redrawn *redrawn, const void *context,
                    double *number)
{
    double gap = 0.0;

    (void) context;
    for (size_t k = 0; k < POINTS; k++) {
        number[k] = aras_shift_quantile_of_bins(redrawn->b, redrawn->value,
                                                redrawn->bins, points[k]) -
                    aras_shift_quantile_of_bins(redrawn->a, redrawn->value,
                                                redrawn->bins, points[k]);
    }
    number[POINTS] = 0.0;
    for (size_t k = 0; k + 1 < redrawn->bins; k++) {
        gap += redrawn->b[k] - redrawn->a[k];
        number[POINTS] += fabs(gap) * (redrawn->value[k + 1] - redrawn->value[k]);
    }
}

/* B is A and half a standard deviation, and P(B > A) = Phi(0.5 / sqrt 2), as normal
 * numbers have it; sets that lean to one side widen both alike. */
static void measure_coverage(const struct situation *situation)
{
    static struct drawn_pairs drawn;
    static double result[(POINTS + 1) * DRAWN];
    struct drawn_plan plan = situation->plan;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double wide = 1.0 + plan.uneven * plan.uneven;
    double truth = 0.5 * erfc(-0.5 / sqrt(2.0 * wide) / sqrt(2.0));
    size_t first = 0; /* the quantiles from there to its mirror image are told */
    int of_shift = 0, of_place = 0, of_way = 0;

    plan.shift = 0.5;
    while (!aras_shift_is_known(points[first], plan.pairs, plan.pairs / plan.group)) {
        first++;
    }
    for (int i = 0; i < COVERED; i++) {
        double shift[POINTS + 1];
        struct aras_interval band[POINTS + 1];
        struct aras_interval place;
        struct aras_error error = {0};
        struct aras_binned *binned;
        size_t rows;
        bool all = true;

        draw_pairs(&drawn, &plan, rng);
        binned = bin_pairs(&drawn, &plan);
        place = aras_superiority_interval(
            binned,
            aras_superiority(drawn.sorted_a, drawn.count, drawn.sorted_b, drawn.count),
            0.95);
        of_place += place.low <= truth && place.high >= truth;
        rows = binned->rows_a;
        assert_ok(
            aras_redraw(binned, DRAWN, rng, measure, NULL, POINTS + 1, result, &error),
            error);
        for (size_t k = 0; k < POINTS; k++) {
            shift[k] = aras_shift_quantile(drawn.sorted_b, drawn.count, points[k]) -
                       aras_shift_quantile(drawn.sorted_a, drawn.count, points[k]);
        }
        shift[POINTS] =
            aras_wasserstein(drawn.sorted_a, drawn.count, drawn.sorted_b, drawn.count);
        assert_ok(aras_redraw_band(&result[first * DRAWN], DRAWN, &shift[first],
                                   POINTS - 2 * first, rows, 0.95, band, &error),
                  error);
        for (size_t k = 0; k < POINTS - 2 * first; k++) {
            all = all && band[k].low <= 0.5 && band[k].high >= 0.5;
        }
        of_shift += all;
        assert_ok(aras_redraw_band(&result[POINTS * DRAWN], DRAWN, &shift[POINTS], 1,
                                   rows, 0.95, &band[POINTS], &error),
                  error);
        of_way += band[POINTS].low <= 0.5 && band[POINTS].high >= 0.5;
        aras_binned_free(binned);
    }
    assert_covers(situation->name, "shifts", of_shift);
    assert_covers(situation->name, "superiority", of_place);
    assert_covers(situation->name, "Wasserstein", of_way);
    gsl_rng_free(rng);
}

static void intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    (void) state;
    for (size_t i = 0; i < SITUATIONS; i++) {
        if (!nothing[i].plan.counted) {
            measure_coverage(&nothing[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tests_reject_as_often_as_they_say),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
    };

    return cmocka_run_group_tests_name("sizes", tests, NULL, NULL);
}
