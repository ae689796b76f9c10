#include "statistics/morris.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "support/check.h"

enum { ROWS = 4, INPUTS = 3 };

/* Three trajectories' effects, and a fourth in which the second input's is not known.
 */
static const double effect[ROWS * INPUTS] = {3.0,      -2.0, 0.5, /**/ 3.0, 2.0, 0.5,
                                             /**/ 3.0, -2.0, 0.0, /**/ 3.0, NAN, 1.0};
static const bool unordered[INPUTS] = {false, false, true};
static const struct aras_morris morris = {ROWS, INPUTS, effect, unordered};

static void a_steady_effect_has_no_spread(void **state)
{
    struct aras_morris_effect of = aras_morris_of(&morris, 0);

    (void) state;
    assert_close(of.size, 3.0, 1e-15);
    assert_close(of.mean, 3.0, 1e-15);
    assert_close(of.spread, 0.0, 1e-15);
    assert_int_equal(of.count, 4);
}

/* -2, 2, -2: sizes 2, mean -2/3, variance (16/9 + 64/9 + 16/9) / 2 = 16/3. */
static void effects_that_cancel_still_have_a_size(void **state)
{
    struct aras_morris_effect of = aras_morris_of(&morris, 1);

    (void) state;
    assert_close(of.size, 2.0, 1e-15);
    assert_close(of.mean, -2.0 / 3.0, 1e-15);
    assert_close(of.spread, 4.0 / sqrt(3.0), 1e-14);
    assert_int_equal(of.count, 3);
}

static void between_options_there_is_no_direction(void **state)
{
    struct aras_morris_effect of = aras_morris_of(&morris, 2);

    (void) state;
    assert_close(of.size, 0.5, 1e-15);
    assert_true(isnan(of.mean) && isnan(of.spread));
}

static void resampled_rows_count_as_often_as_they_come(void **state)
{
    const size_t row[ROWS] = {3, 3, 2, 3};
    double size[INPUTS];

    (void) state;
    aras_morris_measure(&morris, row, size);
    assert_close(size[0], 3.0, 1e-15);
    assert_close(size[1], 2.0, 1e-15);
    assert_close(size[2], 0.75, 1e-15);
}

static void an_input_without_effects_is_not_known(void **state)
{
    const size_t row[ROWS] = {3, 3, 3, 3};
    double size[INPUTS];

    (void) state;
    aras_morris_measure(&morris, row, size);
    assert_true(isnan(size[1]));
}

/* Sizes of effects that go both ways with standard deviation 1, E|x| = sqrt(2 / pi),
 * and of exponential ones with mean 1. Of 8,000 intervals from 50 trajectories 95 %
 * should hold them, 7,600 -+ 19; the bounds are 94 and 96 % and two standard errors
 * more. Student's holds the second in 93.4 %, too seldom. */
static void intervals_hold_the_truth_about_as_often_as_they_say(void **state)
{
    enum { TRIALS = 8000, TRAJECTORIES = 50, KINDS = 2 };
    const double truth[KINDS] = {sqrt(2.0 / acos(-1.0)), 1.0};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int held[KINDS] = {0};

    (void) state;
    assert_non_null(rng);
    for (int trial = 0; trial < TRIALS; trial++) {
        double drawn[TRAJECTORIES * KINDS];
        const struct aras_morris effects = {TRAJECTORIES, KINDS, drawn, unordered};

        for (size_t i = 0; i < TRAJECTORIES; i++) {
            drawn[i * KINDS] = gsl_ran_gaussian(rng, 1.0);
            drawn[i * KINDS + 1] = gsl_ran_exponential(rng, 1.0);
        }
        for (size_t i = 0; i < KINDS; i++) {
            struct aras_interval interval =
                aras_morris_size_interval(&effects, i, 0.95);

            held[i] += interval.low <= truth[i] && truth[i] <= interval.high;
        }
    }
    for (size_t i = 0; i < KINDS; i++) {
        print_message("          interval %zu held in %.1f %% of trials\n", i,
                      100.0 * held[i] / TRIALS);
        assert_in_range(held[i], 7481, 7719);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_effect_has_no_spread),
        cmocka_unit_test(effects_that_cancel_still_have_a_size),
        cmocka_unit_test(between_options_there_is_no_direction),
        cmocka_unit_test(resampled_rows_count_as_often_as_they_come),
        cmocka_unit_test(an_input_without_effects_is_not_known),
        cmocka_unit_test(intervals_hold_the_truth_about_as_often_as_they_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
